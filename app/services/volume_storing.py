"""A reading laid against the store: what it would change, and changing it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import CancelledError
from app.domain.volumes import QueueName, VolumeDay
from app.domain.wall import zone_named
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.reading import Reading
from app.exchange.volumes.site_days import ZoneDays
from app.exchange.volumes.tally import Sheet
from app.exchange.volumes.times import EPOCH_DAY
from app.services.volume_merge import Counts, ReadDay, merged
from app.services.volume_preview import Progress, VolumePreview

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

BoolArray = NDArray[np.bool_]
FindDays = Callable[[date, date, Collection[QueueName]], list[VolumeDay]]
_NOTHING = Counts()


@dataclass(slots=True)
class Outcome:
    """What an import does: counts, the days covered and, by queue, the days it adds."""

    intervals: Counts = _NOTHING
    days: Counts = _NOTHING
    first: date | None = None
    last: date | None = None
    added: dict[QueueName, list[date]] = field(default_factory=dict)

    def cover(self, queue: QueueName, days: list[date], known: Collection[date]) -> None:
        """Note which days of a queue are covered and which of them are new."""
        self.first = min(self.first or days[0], days[0])
        self.last = max(self.last or days[-1], days[-1])
        self.added[queue] = [day for day in days if day not in known]

    def note(self, counts: Counts) -> None:
        """Count one day of one queue."""
        self.intervals += counts
        changed = int(bool(counts.changed or (counts.new and counts.same)))
        new = int(bool(counts.new) and not changed)
        self.days += Counts(new, changed, 1 - new - changed)

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


def compared(find: FindDays, reading: Reading, zone: ZoneInfo) -> Outcome:
    """Say what storing ``reading`` would change; ``find`` gives stored days."""
    outcome, cutter = Outcome(), _Cutter(reading, zone)
    for queue, sheet in reading.sheets():
        days = _dates(sheet)
        known = _by_day(find(days[0], days[-1] + timedelta(days=1), {queue}))
        outcome.cover(queue, days, known)
        if not known:
            outcome.intervals += Counts(new=int(sheet.seen.sum()))
            outcome.days += Counts(new=len(days))
            continue
        for read in cutter.days(queue, sheet):
            outcome.note(merged(read, known.get(read.day))[1])
    return outcome


def stored(unit: UnitOfWork, preview: VolumePreview, import_id: str, progress: Progress) -> Outcome:
    """Merge a preview's reading into the store, queue by queue; keep what is replaced.

    Raises:
        CancelledError: ``progress`` returned False.

    """
    outcome, reading = Outcome(), preview.reading
    cutter = _Cutter(reading, zone_named(preview.site_zone))
    for place, (queue, sheet) in enumerate(reading.sheets()):
        days = _dates(sheet)
        known = _by_day(unit.volumes.days(queue, days[0], days[-1] + timedelta(days=1)))
        outcome.cover(queue, days, known)
        if known:
            _store_changes(unit, import_id, cutter.days(queue, sheet), known, outcome)
        else:
            _store_new(unit, queue, sheet, cutter)
            outcome.intervals += Counts(new=int(sheet.seen.sum()))
        if not progress((place + 1) / max(len(preview.queues), 1)):
            raise CancelledError(
                "The import of {file} was stopped; nothing was stored.", file=preview.file.name
            )
    return outcome


def _store_changes(
    unit: UnitOfWork,
    import_id: str,
    days: Iterator[ReadDay],
    known: dict[date, VolumeDay],
    outcome: Outcome,
) -> None:
    after: list[VolumeDay] = []
    replaced: list[date] = []
    queue: QueueName | None = None
    for read in days:
        before = known.get(read.day)
        day, counts = merged(read, before)
        outcome.note(counts)
        queue = read.queue
        if before is None or not day.same_as(before):
            after.append(day)
            replaced += [] if before is None else [read.day]
    if queue is not None:
        unit.volume_undo.keep(import_id, queue, replaced)
        unit.volumes.put(after)


def _store_new(unit: UnitOfWork, queue: QueueName, sheet: Sheet, cutter: _Cutter) -> None:
    """Store a queue of which nothing is stored: days of usual length all at once."""
    usual = DAILY // cutter.minutes
    even = cutter.lengths(sheet) == usual
    if cutter.fills_gaps:
        even[:] = False
    if even.any():
        days = [day for day, fits in zip(_dates(sheet), even, strict=True) if fits]
        values = {measure: table[even, :usual] for measure, table in sheet.values.items()}
        unit.volumes.put_sheet(queue, cutter.minutes, days, values)
    unit.volumes.put(merged(read, None)[0] for read in cutter.days(queue, sheet, ~even))


class _Cutter:
    """Cuts the sheets of a reading into days of the site's lengths."""

    def __init__(self, reading: Reading, zone: ZoneInfo) -> None:
        self.minutes = reading.minutes
        self.fills_gaps = reading.fills_gaps
        self._zone_days = ZoneDays(zone)

    def lengths(self, sheet: Sheet) -> NDArray[np.int64]:
        """How many intervals each day has."""
        if self.minutes == DAILY:
            return np.ones(len(sheet.days), np.int64)
        self._zone_days.cover(int(sheet.days[0]), int(sheet.days[-1]))
        return self._zone_days.length(sheet.days) // self.minutes

    def days(
        self, queue: QueueName, sheet: Sheet, chosen: BoolArray | None = None
    ) -> Iterator[ReadDay]:
        """Each (chosen) day by itself."""
        lengths = self.lengths(sheet).tolist()
        for row, day in enumerate(_dates(sheet)):
            if chosen is not None and not chosen[row]:
                continue
            slots = lengths[row]
            yield ReadDay(
                queue,
                day,
                self.minutes,
                sheet.seen[row, :slots],
                {measure: table[row, :slots] for measure, table in sheet.values.items()},
                self.fills_gaps,
            )


def _dates(sheet: Sheet) -> list[date]:
    return [date.fromordinal(EPOCH_DAY + day) for day in sheet.days.tolist()]


def _by_day(days: list[VolumeDay]) -> dict[date, VolumeDay]:
    return {day.day: day for day in days}
