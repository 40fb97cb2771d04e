"""One person's week as rows of a strip: plain values, ready to be painted and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.domain.people import WORK, Leave, Shift
from app.domain.span import Span
from app.domain.wall import MINUTES_A_DAY, day_span, minute_of_day
from ui.widgets.language import tr
from ui.widgets.spoken import dated_day
from ui.widgets.spoken import minute_of_day as minute_words

EARLIEST, LATEST = 6 * 60, 22 * 60
"""The hours a strip shows at least."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one day in minutes of its wall clock; ``shift`` is what it is of."""

    start: int
    end: int
    shift: Shift


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A day of one person: bars by start, shifts before what lies in them, and their leave."""

    day: date
    bars: tuple[Bar, ...]
    leave: Leave | None
    begun: tuple[Shift, ...]
    """What begins on this day; a night shift belongs to the day it begins on."""

    def spoken(self, zone: ZoneInfo) -> str:
        """Say the whole day, for a screen reader."""
        parts = [
            tr(
                "{what} {start}–{end}",
                what=activity_name(shift.activity),
                start=minute_words(minute_of_day(shift.span.start, zone)),
                end=minute_words(minute_of_day(shift.span.end, zone)),
            )
            for shift in self.begun
        ]
        if self.leave is not None:
            parts.append(tr("leave"))
        return f"{dated_day(self.day)}: {', '.join(parts) or tr('off')}"


def activity_name(activity: str) -> str:
    """Name what a stretch is; one that was imported shows as it is written."""
    names = {WORK: tr("Shift"), "break": tr("Break"), "lunch": tr("Lunch"), "leave": tr("Leave")}
    return names.get(activity, activity)


def days_of(
    monday: date, shifts: Sequence[Shift], leaves: Sequence[Leave], zone: ZoneInfo
) -> tuple[RosterDay, ...]:
    """Cut one person's shifts and leave into the seven days from ``monday``."""
    return tuple(_day(monday + timedelta(days=offset), shifts, leaves, zone) for offset in range(7))


def hours_shown(days: Sequence[RosterDay]) -> tuple[int, int]:
    """The whole hours from the earliest to the latest of a week, in minutes."""
    starts = [bar.start for day in days for bar in day.bars]
    ends = [bar.end for day in days for bar in day.bars]
    first, last = min([EARLIEST, *starts]), max([LATEST, *ends])
    return first // 60 * 60, -(-last // 60) * 60


def _day(day: date, shifts: Sequence[Shift], leaves: Sequence[Leave], zone: ZoneInfo) -> RosterDay:
    whole = day_span(day, zone)
    bars = [_bar(shift, whole, zone) for shift in shifts if shift.span.overlaps(whole)]
    bars.sort(key=lambda bar: (not bar.shift.works, bar.start))
    begun = [shift for shift in shifts if whole.start <= shift.span.start < whole.end]
    begun.sort(key=lambda shift: (shift.span.start, not shift.works))
    leave = next((one for one in leaves if one.first <= day <= one.last), None)
    return RosterDay(day, tuple(bars), leave, tuple(begun))


def _bar(shift: Shift, whole: Span, zone: ZoneInfo) -> Bar:
    start = 0 if shift.span.start <= whole.start else minute_of_day(shift.span.start, zone)
    end = MINUTES_A_DAY if shift.span.end >= whole.end else minute_of_day(shift.span.end, zone)
    return Bar(start, end, shift)
