"""The site: its zone, its hours and how its manager wants to be planned for."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.domain.wall import zone_named


@dataclass(frozen=True, slots=True)
class Hours:
    """Wall-clock opening, ``[start, end)`` in minutes of the day, 0 to 1440."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24 * 60:
            raise ValueError(f"not hours of one day: {self}")


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of one centre; ``app.domain.settings`` says how each is written and checked.

    ``opening`` is when the phones are manned, ``working`` when the manager is there;
    blocks lie in both. ``working_days`` are weekdays, 0 Monday. ``country`` is an
    ISO 3166 code ("NO", "US-NY"), empty when holidays are not wanted. At most
    ``away_per_team`` agents of a team leave the phones at once, no more than the service
    target (``service_level`` % within ``service_seconds``, ``shrinkage`` % of those rostered
    being away in other ways) can bear; nothing changes for agents within ``freeze_days`` days.
    """

    name: str = ""
    zone: str = "UTC"
    country: str = ""
    working_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    opening: Hours = Hours(8 * 60, 18 * 60)
    working: Hours = Hours(8 * 60, 17 * 60)
    block_minutes: int = 60
    blocks_per_day: int = 2
    block_gap_minutes: int = 60
    open_door_minutes: int = 120
    lunch_minutes: int = 30
    lunch_window: Hours = Hours(11 * 60, 14 * 60)
    history_weeks: int = 8
    auto_block: bool = True
    away_per_team: int = 2
    freeze_days: int = 0
    service_level: int = 80
    service_seconds: int = 20
    shrinkage: int = 0
    watched_folder: str = ""

    @property
    def tz(self) -> ZoneInfo:
        """The zone, resolved."""
        return zone_named(self.zone)
