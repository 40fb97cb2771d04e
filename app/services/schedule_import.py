"""A schedule against the roster: the days it covers are replaced for the people in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.domain.edits import Record
from app.domain.people import Leave, Person, PersonId, Shift
from app.domain.span import Span
from app.domain.text import text
from app.domain.wall import MINUTES_A_DAY, day_span, resolve_minute
from app.exchange.rosters.activities import Sort
from app.exchange.rosters.schedule_file import ScheduleRow
from app.exchange.volumes.numbers import shown
from app.exchange.volumes.refusals import CellError, Refusals
from app.services.people_import import Directory
from app.services.schedule_laying import (
    LaidOut,
    Piece,
    dated_by_shift,
    days_from,
    lay_out,
    piece_of,
    through_the_night,
)

if TYPE_CHECKING:
    from app.storage.reader import Reader

Mark = tuple[datetime, datetime, str]
"""What makes two shifts the same."""


@dataclass(frozen=True, slots=True)
class ScheduleOutcome:
    """What a schedule makes of the roster, as records before and after, and days of people."""

    before: tuple[Record, ...] = ()
    after: tuple[Record, ...] = ()
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    people: int = 0
    shifts: int = 0
    first: date | None = None
    last: date | None = None


class ScheduleImport:
    """Takes the rows of a schedule one by one, then compares with what is rostered."""

    def __init__(
        self, persons: Sequence[Person], zone: ZoneInfo, refusals: Refusals, *, known_only: bool
    ) -> None:
        self._directory = Directory(persons)
        self._zone = zone
        self._refusals = refusals
        self._known_only = known_only
        self._rows: defaultdict[PersonId, list[ScheduleRow]] = defaultdict(list)
        self._who: dict[tuple[str, str], Person | CellError] = {}
        self._moments: dict[int, datetime] = {}
        self.passed_over = self.strangers = 0
        self.off_phones: dict[str, None] = {}
        """Activities that are not known by their names, in the order of the file."""

    def take(self, row: ScheduleRow) -> None:
        """Take one row in, or refuse it.

        Raises:
            TooManyRefusalsError: enough rows were refused.

        """
        key = (row.agent, row.name)
        who = self._who.get(key)
        if who is None:
            who = self._who[key] = self._find(row)
        if isinstance(who, Person):
            self._rows[who.id].append(self._on_the_wall(row) if row.utc else row)
            if row.sort is Sort.BUSY:
                self.off_phones.setdefault(row.activity)
        elif self._known_only:
            self.passed_over += 1
        else:
            self.strangers += 1
            self._refusals.add(row.line, who.text)

    def finish(self, read: Reader) -> ScheduleOutcome:
        """Lay everything out and compare it with the store.

        Raises:
            TooManyRefusalsError: enough rows were refused.

        """
        pieces = {
            person: [piece_of(row) for row in rows if not row.whole_day]
            for person, rows in self._rows.items()
        }
        by_shift = dated_by_shift(pieces.values())
        if by_shift:
            pieces = {person: through_the_night(mine) for person, mine in pieces.items()}
        laid = {
            person: lay_out(rows, pieces[person], self._refusals, by_shift=by_shift)
            for person, rows in self._rows.items()
        }
        days = {day for one in laid.values() for day in one.days}
        if not days:
            return ScheduleOutcome()
        return self._compared(read, laid, min(days), max(days))

    def _compared(
        self, read: Reader, laid: dict[PersonId, LaidOut], first: date, last: date
    ) -> ScheduleOutcome:
        old = _Stored(read, laid.keys(), first, last, self._zone)
        tells_leave = any(one.leave for one in laid.values())
        before: list[Record] = []
        after: list[Record] = []
        counts = {"new": 0, "changed": 0, "same": 0, "gone": 0}
        shifts = 0
        for person, one in laid.items():
            had = old.by_day(person)
            has = self._by_day(person, one, old)
            shifts += sum(map(len, has.values()))
            removed, added = _swapped(had, has)
            before += removed
            after += added
            away, is_away = old.days_away(person), one.leave
            if not tells_leave:
                is_away = away
            elif away != is_away:
                before += old.leaves[person]
                after += _rebuilt(person, old.leaves[person], is_away, first, last)
            for day in {*had, *has, *away, *is_away}:
                counts[_told(had, has, away, is_away, day)] += 1
        return ScheduleOutcome(
            tuple(before),
            tuple(after),
            **counts,
            people=len(laid),
            shifts=shifts,
            first=first,
            last=last,
        )

    def _by_day(self, person: PersonId, laid: LaidOut, old: _Stored) -> dict[date, list[Shift]]:
        """The shifts of the file by the day they begin on."""
        begun_before, begin_after = old.begun_before(person), old.begin_after(person)
        found: defaultdict[date, list[Shift]] = defaultdict(list)
        for one in laid.shifts:
            shift = self._shift(person, one.shift)
            if shift is None or self._goes_on(shift, one.shift, begun_before):
                continue
            if any(known.span.overlaps(shift.span) for known in begin_after):
                self._refusals.add(
                    one.shift.line,
                    text("it overlaps a shift that is known on the day after the file ends"),
                )
            found[one.shift.day].append(shift)
            parts = (self._shift(person, part) for part in one.parts)
            found[one.shift.day] += [part for part in parts if part is not None]
        return found

    def _goes_on(self, shift: Shift, piece: Piece, begun_before: Iterable[Shift]) -> bool:
        """Whether a shift is but the rest of one that began before the file does."""
        for known in begun_before:
            if known.span.overlaps(shift.span):
                if shift.span.end > known.span.end:
                    self._refusals.add(
                        piece.line,
                        text("it overlaps a shift that began on the day before the file begins"),
                    )
                return True
        return False

    def _shift(self, person: PersonId, piece: Piece) -> Shift | None:
        start, end = self._moment(piece.start), self._moment(piece.end)
        if end <= start:
            self._refusals.add(
                piece.line, text("the clocks change: this time does not exist on that day")
            )
            return None
        return Shift(person, Span(start, end), piece.activity)

    def _moment(self, minute: int) -> datetime:
        found = self._moments.get(minute)
        if found is None:
            day, of_day = divmod(minute, MINUTES_A_DAY)
            local = resolve_minute(date.fromordinal(day), of_day, self._zone)
            found = self._moments[minute] = local.astimezone(UTC)
        return found

    def _find(self, row: ScheduleRow) -> Person | CellError:
        known = self._directory
        try:
            found = known.with_id_like(row.agent) or known.one(row.agent or row.name)
            if found is None and row.name:
                found = known.one(row.name)
        except CellError as error:
            return error
        if found is not None:
            return found
        return CellError(
            "nobody here has the id or name ‘{who}’; bring the people in first",
            who=shown(row.agent or row.name),
        )

    def _on_the_wall(self, row: ScheduleRow) -> ScheduleRow:
        """A row that was written in UTC, by the wall clock."""
        midnight = datetime(row.day.year, row.day.month, row.day.day, tzinfo=UTC)
        start = (midnight + timedelta(minutes=row.start or 0)).astimezone(self._zone)
        end = (midnight + timedelta(minutes=row.end or 0)).astimezone(self._zone)
        days = (end.date() - start.date()).days
        return replace(
            row,
            day=start.date(),
            last=start.date(),
            start=start.hour * 60 + start.minute,
            end=days * MINUTES_A_DAY + end.hour * 60 + end.minute,
            utc=False,
        )


class _Stored:
    """What is rostered for ``persons`` on the days ``first`` to ``last``."""

    def __init__(
        self, read: Reader, persons: Iterable[PersonId], first: date, last: date, zone: ZoneInfo
    ) -> None:
        self._zone = zone
        self._first, self._last = first, last
        wanted = set(persons)
        day = timedelta(days=1)
        span = Span(day_span(first - day, zone).start, day_span(last + day, zone).end)
        self._shifts: defaultdict[PersonId, list[Shift]] = defaultdict(list)
        for shift in read.shifts(span):
            if shift.person in wanted:
                self._shifts[shift.person].append(shift)
        self.leaves: defaultdict[PersonId, list[Leave]] = defaultdict(list)
        for leave in read.leaves(first, last):
            if leave.person in wanted:
                self.leaves[leave.person].append(leave)

    def by_day(self, person: PersonId) -> dict[date, list[Shift]]:
        """Shifts by the day they begin on, what lies in them with them."""
        found: defaultdict[date, list[Shift]] = defaultdict(list)
        current: Shift | None = None
        for shift in sorted(self._shifts[person], key=lambda s: (s.span.start, not s.works)):
            if shift.works:
                current = shift
            inside = current is not None and shift.span.start < current.span.end
            begins = current.span.start if current is not None and inside else shift.span.start
            found[begins.astimezone(self._zone).date()].append(shift)
        return {day: found[day] for day in found if self._first <= day <= self._last}

    def begun_before(self, person: PersonId) -> list[Shift]:
        """Shifts that began before the first day and reach into it."""
        start = day_span(self._first, self._zone).start
        return [s for s in self._shifts[person] if s.works and s.span.start < start < s.span.end]

    def begin_after(self, person: PersonId) -> list[Shift]:
        """Shifts that begin after the last day."""
        end = day_span(self._last, self._zone).end
        return [s for s in self._shifts[person] if s.works and s.span.start >= end]

    def days_away(self, person: PersonId) -> set[date]:
        """The days of leave."""
        return {
            day
            for leave in self.leaves[person]
            for day in days_from(max(leave.first, self._first), min(leave.last, self._last))
        }


def _mark(shift: Shift) -> Mark:
    return shift.span.start, shift.span.end, shift.activity


def _swapped(
    had: dict[date, list[Shift]], has: dict[date, list[Shift]]
) -> tuple[list[Shift], list[Shift]]:
    """What goes and what comes; what is the same stays as it is."""
    old = {_mark(shift): shift for shifts in had.values() for shift in shifts}
    new = {_mark(shift): shift for shifts in has.values() for shift in shifts}
    gone = [shift for shifts in had.values() for shift in shifts if _mark(shift) not in new]
    return gone, [shift for mark, shift in new.items() if mark not in old]


def _told(
    had: dict[date, list[Shift]],
    has: dict[date, list[Shift]],
    away: set[date],
    is_away: set[date],
    day: date,
) -> str:
    """What becomes of one person's day."""
    old = {_mark(shift) for shift in had.get(day, ())}, day in away
    new = {_mark(shift) for shift in has.get(day, ())}, day in is_away
    if old == new:
        return "same"
    if not any(old):
        return "new"
    return "changed" if any(new) else "gone"


def _rebuilt(
    person: PersonId, old: Iterable[Leave], days: set[date], first: date, last: date
) -> list[Leave]:
    """Leave of ``days`` between ``first`` and ``last``, and of ``old`` outside of them."""
    outside = {
        day
        for leave in old
        for day in days_from(leave.first, leave.last)
        if not first <= day <= last
    }
    found: list[Leave] = []
    for day in sorted(days | outside):
        if found and day - found[-1].last == timedelta(days=1):
            found[-1] = replace(found[-1], last=day)
        else:
            found.append(Leave(person, day, day))
    return found
