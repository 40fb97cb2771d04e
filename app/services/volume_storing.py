"""A reading laid against the store: what it would change, and changing it."""

from __future__ import annotations

import base64
import enum
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import CancelledError
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.reading import Progress, Reading
from app.exchange.volumes.site_days import ZoneDays
from app.exchange.volumes.tally import Sheet
from app.exchange.volumes.times import EPOCH_DAY
from app.services.volume_merge import Counts, MergedDays, ReadDays, merged

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

BUNDLE_DAYS = 2_000
FindDays = Callable[[QueueName, date, date], list[VolumeDay]]
_NOTHING = Counts()


class _State(enum.Enum):
    """What is stored of some days."""

    NEW = 0
    KEPT = 1  # intervals of the same length: merged with
    OTHER = 2  # intervals of another length: replaced


_Step = tuple[_State, MergedDays]
_Shape = tuple[int, _State, tuple[Measure, ...]]


class _Part(NamedTuple):
    """Some days of one queue: their rows in its sheet and what is stored of them."""

    keys: list[tuple[QueueName, date]]
    before: list[VolumeDay]
    sheet: Sheet
    rows: slice | NDArray[np.int64]


@dataclass(slots=True)
class Outcome:
    """What an import does: counts, the days covered and, by queue, the days it adds."""

    intervals: Counts = _NOTHING
    days: Counts = _NOTHING
    first: date | None = None
    last: date | None = None
    added: dict[QueueName, list[date]] = field(default_factory=dict)
    moves: bool = False  # whether anything is stored otherwise afterwards
    kept: int = 0  # cut intervals of which the store knew more

    def cover(self, queue: QueueName, days: list[date], known: Collection[date]) -> None:
        """Note which days of a queue are covered and which of them are new."""
        self.first = min(self.first or days[0], days[0])
        self.last = max(self.last or days[-1], days[-1])
        self.added[queue] = [day for day in days if day not in known]

    def note(self, done: MergedDays, state: _State) -> None:
        """Count what a merge does. Days stored in other intervals change as a whole."""
        new, changed, same = (int(part.sum()) for part in (done.new, done.changed, done.same))
        days = len(done.keys)
        self.kept += done.kept
        self.moves = self.moves or bool(done.differs.any())
        if state is _State.NEW:
            self.intervals += Counts(new=new)
            self.days += Counts(new=days)
        elif state is _State.OTHER:
            self.intervals += Counts(changed=new)
            self.days += Counts(changed=days)
        else:
            moved = int(np.count_nonzero((done.new > 0) | (done.changed > 0)))
            self.intervals += Counts(new, changed, same)
            self.days += Counts(changed=moved, same=days - moved)

    def packed_days(self) -> dict[str, str]:
        """The added days as short text, to be remembered for undoing."""
        return {
            queue: base64.b64encode(
                np.array([day.toordinal() for day in days], "<i4").tobytes()
            ).decode()
            for queue, days in self.added.items()
        }


def unpacked_days(written: str | None) -> Iterator[tuple[QueueName, list[date]]]:
    """Read the JSON of ``packed_days``; queues without added days are passed over."""
    for queue, packed in json.loads(written or "{}").items():
        ordinals = np.frombuffer(base64.b64decode(packed), "<i4").tolist()
        if ordinals:
            yield QueueName(queue), [date.fromordinal(day) for day in ordinals]


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A reading laid against the store as it stood at ``counter`` changes of volumes.

    ``steps`` are what is to be stored, kept only where they are few enough to hold.
    """

    counter: int
    outcome: Outcome
    steps: tuple[_Step, ...] | None


def compared(find: FindDays, reading: Reading, zone: ZoneInfo, counter: int) -> Laid:
    """Say what storing ``reading`` would change; ``find`` gives stored days."""
    outcome = Outcome()
    steps: list[_Step] = []
    few = reading.tally.queue_days <= BUNDLE_DAYS
    for bundle in _Bundles(reading, zone, find, outcome):
        done = merged(bundle.read, bundle.before)
        outcome.note(done, bundle.state)
        if few:
            steps.append((bundle.state, done))
    return Laid(counter, outcome, tuple(steps) if few else None)


class Storing:
    """Merges a reading into the store inside a transaction; keeps what is replaced."""

    def __init__(self, unit: UnitOfWork, import_id: str, progress: Progress, file: Path) -> None:
        self._unit = unit
        self._import_id = import_id
        self._progress = progress
        self._file = file

    def store(self, reading: Reading, zone: ZoneInfo, laid: Laid, counter: int) -> Outcome:
        """Store everything; what was laid out before is used if nothing changed since.

        Raises:
            CancelledError: the progress returned False.

        """
        total = max(reading.tally.queue_days, 1)
        done = 0
        ready = laid.steps if laid.counter == counter else None
        outcome = Outcome() if ready is None else laid.outcome
        for state, after in self._laid_now(reading, zone, outcome) if ready is None else ready:
            self._put(state, after, reading.minutes)
            done += len(after.keys)
            if not self._progress(min(done / total, 1.0)):
                raise CancelledError(
                    "The import of {file} was stopped; nothing was stored.", file=self._file.name
                )
        return outcome

    def _laid_now(self, reading: Reading, zone: ZoneInfo, outcome: Outcome) -> Iterator[_Step]:
        for bundle in _Bundles(reading, zone, self._unit.volumes.days, outcome):
            after = merged(bundle.read, bundle.before)
            outcome.note(after, bundle.state)
            yield bundle.state, after

    def _put(self, state: _State, after: MergedDays, minutes: int) -> None:
        rows = np.flatnonzero(after.differs)
        keys = [after.keys[row] for row in rows.tolist()]
        if state is not _State.NEW:
            self._unit.volume_undo.keep(self._import_id, keys)
        tables = {measure: table[rows] for measure, table in after.measures.items()}
        self._unit.volumes.put_sheet(keys, minutes, tables)


@dataclass(frozen=True, slots=True, eq=False)
class _Bundle:
    """Days of any queues that can be merged at once, with what is stored of them."""

    read: ReadDays
    before: list[VolumeDay] | None
    state: _State


class _Bundles:
    """Cuts a reading into bundles: days of one length and one state, some thousand at most.

    On the way it tells ``outcome`` which days are covered and which of them are new.
    """

    def __init__(self, reading: Reading, zone: ZoneInfo, find: FindDays, outcome: Outcome) -> None:
        self._reading = reading
        self._find = find
        self._outcome = outcome
        self._zone_days = ZoneDays(zone)
        self._begin()

    def _begin(self) -> None:
        self._count = 0
        self._parts: dict[_Shape, list[_Part]] = defaultdict(list)

    def __iter__(self) -> Iterator[_Bundle]:
        for queue, sheet in self._reading.sheets():
            self._sort(queue, sheet)
            if self._count >= BUNDLE_DAYS:
                yield from self._bundles()
                self._begin()
        yield from self._bundles()

    def _sort(self, queue: QueueName, sheet: Sheet) -> None:
        """Put the days of one queue beside those they can be merged with."""
        days = [date.fromordinal(EPOCH_DAY + day) for day in sheet.days.tolist()]
        stored_days = self._find(queue, days[0], days[-1] + timedelta(days=1))
        known = {day.day: day for day in stored_days}
        self._outcome.cover(queue, days, known)
        shapes: dict[_Shape, list[int]] = defaultdict(list)
        for row, (day, slots) in enumerate(zip(days, self._lengths(sheet), strict=True)):
            shapes[self._shape(known.get(day), slots)].append(row)
        for shape, rows in shapes.items():
            chosen = [days[row] for row in rows]
            before = [known[day] for day in chosen] if shape[1] is _State.KEPT else []
            everything = len(rows) == len(days)
            part = _Part(
                [(queue, day) for day in chosen],
                before,
                sheet,
                slice(None) if everything else np.array(rows),
            )
            self._parts[shape].append(part)
        self._count += len(days)

    def _shape(self, before: VolumeDay | None, slots: int) -> _Shape:
        if before is None:
            return slots, _State.NEW, ()
        measures = tuple(before.measures)
        length = len(before.measures[measures[0]]) if measures else 0
        fits = before.minutes == self._reading.minutes and length == slots
        return (slots, _State.KEPT, measures) if fits else (slots, _State.OTHER, ())

    def _bundles(self) -> Iterator[_Bundle]:
        for (slots, state, _), parts in self._parts.items():
            keys = [key for part in parts for key in part.keys]
            read = ReadDays(
                keys,
                np.concatenate([part.sheet.seen[part.rows, :slots] for part in parts]),
                {
                    measure: np.concatenate(
                        [part.sheet.values[measure][part.rows, :slots] for part in parts]
                    )
                    for measure in parts[0].sheet.values
                },
                self._reading.fills_gaps,
                self._cut(keys, slots),
            )
            before = [day for part in parts for day in part.before]
            yield _Bundle(read, before or None, state)

    def _cut(self, keys: list[tuple[QueueName, date]], slots: int) -> NDArray[np.bool_] | None:
        """Which intervals the file may hold a part of only."""
        if not self._reading.cut:
            return None
        found = np.zeros((len(keys), slots), bool)
        for row, (_, day) in enumerate(keys):
            for cut_day, slot in self._reading.cut:
                found[row, slot] |= cut_day == day.toordinal() - EPOCH_DAY
        return found

    def _lengths(self, sheet: Sheet) -> list[int]:
        """How many intervals each day has."""
        if self._reading.minutes == DAILY:
            return [1] * len(sheet.days)
        self._zone_days.cover(int(sheet.days[0]), int(sheet.days[-1]))
        lengths: list[int] = (self._zone_days.length(sheet.days) // self._reading.minutes).tolist()
        return lengths
