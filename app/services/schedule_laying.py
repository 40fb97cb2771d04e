"""One person's rows of a schedule laid out: shifts, what lies in them, days of leave.

Some systems write a shift and its breaks, others the day in pieces that touch each other; both
become a shift from the first to the last of what touches, with everything off the phones in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.domain.people import WORK
from app.domain.text import text
from app.domain.wall import MINUTES_A_DAY
from app.exchange.rosters.activities import Sort
from app.exchange.rosters.schedule_file import LONGEST, ScheduleRow
from app.exchange.volumes.refusals import Refusals


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in wall-clock minutes since the midnight of day 1 of the calendar."""

    start: int
    end: int
    activity: str
    sort: Sort = field(default=Sort.WORK, compare=False)
    line: int = field(default=0, compare=False)

    @property
    def day(self) -> date:
        """The day it starts on."""
        return date.fromordinal(self.start // MINUTES_A_DAY)

    def holds(self, other: Piece) -> bool:
        """Whether ``other`` lies in it wholly."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, minutes: int) -> Piece:
        """The same piece so many minutes later."""
        return replace(self, start=self.start + minutes, end=self.end + minutes)


@dataclass(frozen=True, slots=True)
class LaidShift:
    """A shift and what takes the person off the phones in it, by start."""

    shift: Piece
    parts: tuple[Piece, ...]


@dataclass(slots=True)
class LaidOut:
    """What a schedule says of one person. ``days_off`` have nothing on them."""

    shifts: list[LaidShift] = field(default_factory=list)
    leave: set[date] = field(default_factory=set)
    days_off: set[date] = field(default_factory=set)

    @property
    def days(self) -> Iterator[date]:
        """Every day it says something of."""
        yield from (laid.shift.day for laid in self.shifts)
        yield from self.leave
        yield from self.days_off


def piece_of(row: ScheduleRow) -> Piece:
    """The stretch of a row that has times."""
    midnight = row.day.toordinal() * MINUTES_A_DAY
    return Piece(
        midnight + (row.start or 0), midnight + (row.end or 0), row.activity, row.sort, row.line
    )


def days_from(first: date, last: date) -> Iterator[date]:
    """The days from ``first`` to ``last``, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def dated_by_shift(pieces: Iterable[Sequence[Piece]]) -> bool:
    """Whether what comes after midnight has the date on which its night shift began.

    So it is when a break lies in no shift as it is dated, but does a day later; and when a day in
    pieces goes on after midnight with one that follows nothing as it is dated. ``pieces`` are
    those of each person, in the order of the file.
    """
    for mine in pieces:
        works = [piece for piece in mine if piece.sort is Sort.WORK]
        for piece in mine:
            if piece.sort is Sort.WORK or any(_touches(work, piece) for work in works):
                continue
            if _of_its_night(works, piece) is not None:
                return True
        ends = {piece.end for piece in mine}
        moved = zip(mine, through_the_night(mine), strict=True)
        if any(there is not piece and piece.start not in ends for piece, there in moved):
            return True
    return False


def through_the_night(pieces: Sequence[Piece]) -> list[Piece]:
    """A day later what goes on after midnight under the date on which its night began.

    Such a piece stands below the one that it follows to the minute, and begins before it.
    """
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        later = piece.moved(MINUTES_A_DAY)
        same_date = at > 0 and pieces[at - 1].day == piece.day
        goes_on = same_date and found[-1].start > piece.start and found[-1].end == later.start
        found.append(later if goes_on else piece)
    return found


def lay_out(
    rows: Sequence[ScheduleRow], pieces: Sequence[Piece], refusals: Refusals, *, by_shift: bool
) -> LaidOut:
    """Lay out what ``rows`` of one person say; ``pieces`` are those of them with times.

    Raises:
        TooManyRefusalsError: enough rows were refused.

    """
    laid = LaidOut()
    for row in rows:
        if row.whole_day and row.sort is Sort.LEAVE:
            laid.leave.update(days_from(row.day, row.last))
        elif row.sort is Sort.OFF:
            laid.days_off.update(days_from(row.day, row.last))
        elif row.whole_day:
            refusals.add(row.line, text("it says neither from when nor to when"))
    mine = sorted(
        {piece: piece for piece in pieces if piece.sort is not Sort.OFF}.values(), key=_by_start
    )
    works = _apart([piece for piece in mine if piece.sort is Sort.WORK], refusals)
    others = [piece for piece in mine if piece.sort is not Sort.WORK]
    if by_shift:
        others = [_of_its_night(works, piece) or piece for piece in others]
    for chain in _chains(sorted([*works, *others], key=_by_start)):
        _lay_chain(chain, laid, refusals)
    return laid


def _lay_chain(chain: Sequence[Piece], laid: LaidOut, refusals: Refusals) -> None:
    """Make a shift of pieces that touch, or a day of leave."""
    there = [piece for piece in chain if piece.sort in (Sort.WORK, Sort.BUSY)]
    if not there and any(piece.sort is Sort.LEAVE for piece in chain):
        laid.leave.update(piece.day for piece in chain if piece.sort is Sort.LEAVE)
        return
    held = [piece for piece in chain if piece.sort is not Sort.PAUSE]
    start = min((piece.start for piece in held), default=0)
    end = max((piece.end for piece in held), default=0)
    shift = Piece(start, end, WORK, line=chain[0].line)
    parts: list[Piece] = []
    for piece in chain:
        if not there or not shift.holds(piece):
            refusals.add(
                piece.line, text("the {what} lies outside every shift", what=piece.activity)
            )
        elif piece.sort is not Sort.WORK:
            parts += _beside(parts, piece)
    if there:
        laid.shifts.append(LaidShift(shift, tuple(parts)))


def _beside(parts: Sequence[Piece], piece: Piece) -> list[Piece]:
    """What of ``piece`` is left beside ``parts``: in a training there is no break of its own."""
    after = max((part.end for part in parts), default=piece.start)
    start = max(piece.start, after)
    return [replace(piece, start=start)] if start < piece.end else []


def _apart(works: Sequence[Piece], refusals: Refusals) -> list[Piece]:
    """Work without the rows that overlap another one's."""
    found: list[Piece] = []
    for piece in works:
        if found and piece.start < found[-1].end:
            refusals.add(
                piece.line, text("it overlaps the shift in line {line}", line=found[-1].line)
            )
        else:
            found.append(piece)
    return found


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces in groups that touch; two shifts that touch stay two when together too long."""
    chain: list[Piece] = []
    start = end = 0
    for piece in pieces:
        if chain and piece.start <= end and max(end, piece.end) - start <= LONGEST:
            chain.append(piece)
            end = max(end, piece.end)
            continue
        if chain:
            yield chain
        chain, start, end = [piece], piece.start, piece.end
    if chain:
        yield chain


def _of_its_night(works: Sequence[Piece], piece: Piece) -> Piece | None:
    """``piece`` a day later when that lies in a shift that began on its date."""
    later = piece.moved(MINUTES_A_DAY)
    inside = any(
        work.day == piece.day and piece.start < work.start and work.holds(later) for work in works
    )
    return later if inside else None


def _touches(work: Piece, piece: Piece) -> bool:
    return work.start <= piece.end and piece.start <= work.end


def _by_start(piece: Piece) -> tuple[int, int]:
    return piece.start, -piece.end
