"""What the planner expects of a week: the curve of each day, its peaks, the calm day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from app.domain.known_events import KnownEvent

if TYPE_CHECKING:
    from app.domain.volumes import FloatArray

Contacts: TypeAlias = "FloatArray | tuple[float, ...]"
"""Contacts per interval: an array as worked out, a plain tuple as kept for the next start."""

RECKONING = 1
"""Raise it when what is expected of a week changes; outlooks kept before are then left aside."""


@dataclass(frozen=True, slots=True)
class PeakWindow:
    """A stretch worth keeping free: wall-clock minutes of the day, ``[start, end)``.

    ``contacts`` are expected inside it, ``share`` is its part of the day's contacts.
    """

    start: int
    end: int
    contacts: float
    share: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of the history that was not counted, or counted less, and why.

    ``why`` is one of ``holiday``, ``eve``, ``special_day``, ``half_empty``, ``outlier``, ``closed``
    and, in a back-test, ``few_weeks``.
    """

    day: date
    why: str
    name: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class DayOutlook:
    """One day: contacts expected and arrived per wall-clock interval of ``minutes``.

    ``expected`` and ``actual`` have shape (1440 / minutes,); ``actual`` is NaN where
    nothing has arrived yet, None when no volume of that day is in the store.
    ``peak_line`` is contacts per interval; ``ratio`` is the day's expected total over
    that of the mean working day of its week, 1 when unknown.
    ``above`` of ``weeks`` comparable days had each peak window above their own line.
    """

    day: date
    minutes: int
    expected: Contacts
    actual: Contacts | None
    peak_line: float
    peaks: tuple[PeakWindow, ...]
    ratio: float = 1.0
    holiday: str = ""
    events: tuple[KnownEvent, ...] = ()
    weeks: tuple[date, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    above: tuple[int, ...] = ()

    @property
    def total(self) -> float:
        """Contacts expected over the day."""
        return float(sum(self.expected))


@dataclass(frozen=True, slots=True)
class CalmDay:
    """One weekday as a candidate for the open door.

    ``index`` is the mean of its volume over its week's mean day (below 1 is calm);
    ``below`` the share of back-tested weeks in which a weekday chosen this way lay
    under its week's mean day, ``regret`` chosen / lowest - 1 averaged, ``p_value`` of
    the one-sided binomial test that this is above chance.
    """

    weekday: int
    index: float
    weeks: int
    below: float
    regret: float
    p_value: float
    reliable: bool


@dataclass(frozen=True, slots=True)
class WeekOutlook:
    """Seven days from ``monday``; ``calm`` is ranked calmest first, empty without history.

    ``quiet_interval`` is (day, start minute, end minute) of the lowest stretch of the
    week of the open-door length, offered when no weekday is reliably calm.
    """

    monday: date
    days: tuple[DayOutlook, ...]
    calm: tuple[CalmDay, ...]
    quiet_interval: tuple[date, int, int] | None
    enough_history: bool
    history_weeks: int
    newest_volume: date | None
