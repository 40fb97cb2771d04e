"""Whether 03/04/2025 is in March or in April: decided by what is known, or asked."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.exchange.volumes.times import (
    EPOCH_DAY,
    DateOrder,
    is_ordered_date,
    order_evidence,
    parse_stamp,
)
from app.exchange.volumes.times import MINUTES_A_DAY as A_DAY

_US_ZONES = frozenset(
    (
        *("America/New_York", "America/Detroit", "America/Chicago", "America/Menominee"),
        *("America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles"),
        *("America/Anchorage", "America/Juneau", "America/Sitka", "America/Metlakatla"),
        *("America/Yakutat", "America/Nome", "America/Adak", "Pacific/Honolulu"),
    )
)
_US_PARTS = ("US/", "America/Indiana/", "America/Kentucky/", "America/North_Dakota/")
_NOWHERE = ("UTC", "Etc/", "GMT")


class Ground(enum.Enum):
    """Why an order was taken."""

    NEEDLESS = "no date needs it"
    SHOWN = "a day beyond the twelfth"
    TOLD = "the user said so"
    FUTURE = "the other one would lie in the future"
    CLOSE = "the days lie closer together"
    BEFORE = "the same header was read so before"
    CUSTOM = "the layout or the country is known for it"
    ASKED = "nothing tells"


@dataclass(frozen=True, slots=True)
class Dates:
    """How a file's dates are read, and why; ``example`` is a cell that could be read twice."""

    order: DateOrder = DateOrder.DAY_FIRST
    ground: Ground = Ground.NEEDLESS
    example: str = ""

    @property
    def open(self) -> bool:
        """Whether a date further down may still show that it is the other way round."""
        return self.ground not in (Ground.NEEDLESS, Ground.SHOWN)

    @property
    def asked(self) -> bool:
        """Whether only the user can tell."""
        return self.ground is Ground.ASKED

    @property
    def sure(self) -> bool:
        """Whether the same header may be read so from now on once this is imported."""
        return self.ground in (Ground.SHOWN, Ground.TOLD, Ground.FUTURE, Ground.ASKED)

    @property
    def readings(self) -> tuple[str, str]:
        """The example as it is read and as it may be meant, as ISO dates."""
        both = (_days([self.example], order) for order in (self.order, self.order.other))
        taken, other = (_iso(days[0]) if days else "" for days in both)
        return taken, other


@dataclass(frozen=True, slots=True)
class Place:
    """Where the file was written: ``country`` (ISO 3166, may be empty) and its clock's zone."""

    country: str = ""
    zone: str = "UTC"

    @property
    def is_us(self) -> bool:
        """Whether the month comes first there; the country tells before the zone does."""
        if self.country:
            return self.country.upper().startswith("US")
        return self.zone in _US_ZONES or self.zone.startswith(_US_PARTS)

    @property
    def is_known(self) -> bool:
        """Whether anything was said about the place at all."""
        return bool(self.country) or not self.zone.startswith(_NOWHERE)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known besides the file.

    ``told`` is what the user says, ``before`` how a header (by its fingerprint) was read
    the last time, ``today`` the day after which no contacts can have been counted.
    """

    told: DateOrder | None = None
    before: Callable[[str], DateOrder | None] = lambda _fingerprint: None
    place: Place = Place()
    today: date | None = None


def settled(
    cells: Sequence[str], beside: Beside, fingerprint: str, habit: DateOrder | None
) -> Dates:
    """Decide the order of the dates in ``cells``; ``habit`` is the layout's."""
    for cell in cells:
        evidence = order_evidence(cell)
        if evidence is not None:
            return Dates(evidence, Ground.SHOWN, cell)
    ordered = [cell for cell in cells if is_ordered_date(cell)]
    if not ordered:
        return Dates(beside.told or DateOrder.DAY_FIRST)
    before = beside.before(fingerprint)
    custom = _custom(beside.place, habit)
    grounds = (
        (Ground.TOLD, beside.told),
        (Ground.FUTURE, _not_in_future(ordered, beside.today)),
        (Ground.CLOSE, _closer(ordered)),
        (Ground.BEFORE, before),
        (Ground.CUSTOM, custom),
    )
    found = next(((order, ground) for ground, order in grounds if order is not None), None)
    order, ground = found or (habit or DateOrder.DAY_FIRST, Ground.ASKED)
    return Dates(order, ground, ordered[0])


def _custom(place: Place, habit: DateOrder | None) -> DateOrder | None:
    """Say what is usual at the place.

    A vendor's habit says nothing of a site that is known to be elsewhere: its systems write
    dates as their machine's country does.
    """
    if place.is_us:
        return DateOrder.MONTH_FIRST
    return None if place.is_known else habit


def _not_in_future(cells: Sequence[str], today: date | None) -> DateOrder | None:
    """The order that has no day after tomorrow where the other one has."""
    if today is None:
        return None
    last = today.toordinal() - EPOCH_DAY + 1
    fitting = [order for order in DateOrder if max(_days(cells, order), default=0) <= last]
    return fitting[0] if len(fitting) == 1 else None


def _closer(cells: Sequence[str]) -> DateOrder | None:
    """The order in which the days lie closer together; None when both are alike."""
    spread = {}
    for order in DateOrder:
        days = _days(cells, order)
        spread[order] = max(days) - min(days) if days else 0
    day_first, month_first = spread[DateOrder.DAY_FIRST], spread[DateOrder.MONTH_FIRST]
    if day_first == month_first:
        return None
    return DateOrder.DAY_FIRST if day_first < month_first else DateOrder.MONTH_FIRST


def _days(cells: Sequence[str], order: DateOrder) -> list[int]:
    stamps = (parse_stamp(cell, order) for cell in cells)
    return [stamp[0] // A_DAY for stamp in stamps if stamp is not None]


def _iso(day: int) -> str:
    return date.fromordinal(EPOCH_DAY + day).isoformat()
