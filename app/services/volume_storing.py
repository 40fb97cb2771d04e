"""A reading laid against the store: what it would change, and changing it."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from app.domain.errors import CancelledError
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.domain.wall import zone_named
from app.exchange.volumes.intervals import DAILY
from app.exchange.volumes.reading import Reading
from app.exchange.volumes.site_days import ZoneDays
from app.exchange.volumes.tally import Sheet
from app.exchange.volumes.times import EPOCH_DAY
from app.services.volume_merge import Counts, MergedDays, ReadDays, merged
from app.services.volume_preview import Progress, VolumePreview

if TYPE_CHECKING:
    from app.storage.unit_of_work import UnitOfWork

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

    def note(self, done: MergedDays, *, fresh: bool) -> None:
        """Count what a merge does; ``fresh`` days had nothing stored."""
        new, changed, same = (int(part.sum()) for part in (done.new, done.changed, done.same))
        days = len(done.days)
        moved = int(np.count_nonzero((done.new > 0) | (done.changed > 0)))
        if fresh:
            self.intervals += Counts(new=new)
            self.days += Counts(new=days)
            return
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


def compared(find: FindDays, reading: Reading, zone: ZoneInfo) -> Outcome:
    """Say what storing ``reading`` would change; ``find`` gives stored days."""
    outcome, cutter = Outcome(), _Cutter(reading, zone)
    for queue, sheet in reading.sheets():
        days = _dates(sheet)
        known = _by_day(find(days[0], days[-1] + timedelta(days=1), {queue}))
        outcome.cover(queue, days, known)
        for read, before in cutter.groups(sheet, known):
            _note(outcome, before, merged(read, before), known)
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
        for read, before in cutter.groups(sheet, known):
            done = merged(read, before)
            _note(outcome, before, done, known)
            rows = np.flatnonzero(done.differs)
            moved = [done.days[row] for row in rows.tolist()]
            unit.volume_undo.keep(import_id, queue, [day for day in moved if day in known])
            tables = {measure: table[rows] for measure, table in done.measures.items()}
            unit.volumes.put_sheet(queue, reading.minutes, moved, tables)
        if not progress((place + 1) / max(len(preview.queues), 1)):
            raise CancelledError(
                "The import of {file} was stopped; nothing was stored.", file=preview.file.name
            )
    return outcome


def _note(
    outcome: Outcome, before: list[VolumeDay] | None, done: MergedDays, known: Collection[date]
) -> None:
    """Days stored in intervals of another length are not new: all of them changes."""
    fresh = done.days[0] not in known
    if before is None and not fresh:
        done = replace(done, new=done.changed, changed=done.new)
    outcome.note(done, fresh=fresh)


class _Cutter:
    """Cuts the sheets of a reading into days of the site's lengths."""

    def __init__(self, reading: Reading, zone: ZoneInfo) -> None:
        self._minutes = reading.minutes
        self._fills_gaps = reading.fills_gaps
        self._zone_days = ZoneDays(zone)

    def groups(
        self, sheet: Sheet, known: Mapping[date, VolumeDay]
    ) -> Iterator[tuple[ReadDays, list[VolumeDay] | None]]:
        """Days that can be merged at once, with what is stored of them."""
        rows_of: dict[tuple[int, str, tuple[Measure, ...]], list[int]] = defaultdict(list)
        days = _dates(sheet)
        for row, (day, slots) in enumerate(zip(days, self._lengths(sheet), strict=True)):
            before = known.get(day)
            if before is None:
                rows_of[slots, "new", ()].append(row)
            elif before.minutes != self._minutes or len(before.contacts) != slots:
                rows_of[slots, "replaced", ()].append(row)
            else:
                rows_of[slots, "kept", tuple(before.measures)].append(row)
        for (slots, state, _), rows in rows_of.items():
            chosen = [days[row] for row in rows]
            read = ReadDays(
                chosen,
                self._minutes,
                sheet.seen[rows, :slots],
                {measure: table[rows, :slots] for measure, table in sheet.values.items()},
                self._fills_gaps,
            )
            yield read, [known[day] for day in chosen] if state == "kept" else None

    def _lengths(self, sheet: Sheet) -> list[int]:
        """How many intervals each day has."""
        if self._minutes == DAILY:
            return [1] * len(sheet.days)
        self._zone_days.cover(int(sheet.days[0]), int(sheet.days[-1]))
        lengths: list[int] = (self._zone_days.length(sheet.days) // self._minutes).tolist()
        return lengths


def _dates(sheet: Sheet) -> list[date]:
    return [date.fromordinal(EPOCH_DAY + day) for day in sheet.days.tolist()]


def _by_day(days: list[VolumeDay]) -> dict[date, VolumeDay]:
    return {day.day: day for day in days}
