"""Bring volume exports in: look first, then store all of a file or nothing, and take it back."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import CommandId, Subject, new_command_id
from app.domain.errors import BadInputError, StaleEditError
from app.domain.site import Site
from app.domain.text import text
from app.domain.volumes import QueueName, VolumeDay
from app.domain.wall import zone_named
from app.exchange.volumes.date_orders import Beside, Place
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.names import UNNAMED, clean_name
from app.exchange.volumes.reading import Reading, Zones, read_export
from app.exchange.volumes.survey import Survey, survey
from app.exchange.volumes.times import EPOCH_DAY, DateOrder
from app.services.volume_log import ImportLog
from app.services.volume_merge import Counts
from app.services.volume_notes import notes_of
from app.services.volume_preview import Progress, RefusedRowsError, VolumePreview, VolumeReport
from app.services.volume_storing import FindDays, Laid, Storing, compared

if TYPE_CHECKING:
    from app.config import Clock
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork

FEW_DAYS = 31
LAST_IMPORT_FACT = "volumes.imported_at"


def mapping_fact(fingerprint: str) -> str:
    """Where a confirmed mapping is remembered."""
    return f"volumes.mapping.{fingerprint}"


def order_fact(fingerprint: str) -> str:
    """Where the order of day and month of files with one header is remembered."""
    return f"volumes.order.{fingerprint}"


def _go_on(_share: float) -> bool:
    return True


class VolumeImports:
    """Imports of volumes, one at a time."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._log = ImportLog(store)

    def preview(
        self,
        file: Path,
        *,
        queue: str | None = None,
        zone: str | None = None,
        mapping: ColumnMapping | None = None,
        order: DateOrder | None = None,
        progress: Progress = _go_on,
    ) -> VolumePreview:
        """Read ``file`` and say what an import would change; nothing is stored.

        ``queue`` names the contacts of a file without a queue column, and picks one queue
        of a file that has one. ``zone`` is the wall clock the file was written by, the
        site's own when None. ``mapping`` is what the user chose for the columns, ``order``
        how 03/04/2025 is meant where the file does not tell.

        Raises:
            BadInputError: the file, the zone or the queue cannot be used.
            CancelledError: ``progress`` returned False.

        """
        zones, sets_zone = self._zones(zone)
        found = survey(
            file,
            mapping=mapping,
            remembered=self._remembered,
            usual_minutes=self._usual_minutes(),
            beside=self._beside(order, zones),
        )
        name = clean_name(queue) if queue else UNNAMED
        reading = read_export(file, found, zones, queue=name, progress=progress)
        if queue and found.plan.mapping.queue is not None:
            reading = _only(reading, name, file)
        if not reading.refused:
            _check_any(reading, file)
        counter = self._counter()  # before the days, so that what changes meanwhile is noticed
        laid = compared(self._finder(reading), reading, zones.site, counter)
        shown = _preview(file, found, reading, laid, zones)
        chosen = found.needs_confirmation or mapping is not None
        return replace(shown, sets_zone=sets_zone, to_remember=chosen)

    def _beside(self, order: DateOrder | None, zones: Zones) -> Beside:
        """What is known of dates besides the file."""
        place = Place(self._store.read.site().country, zones.file.key)
        today = self._clock().astimezone(zones.file).date()
        return Beside(order, self._order_before, place, today)

    def _order_before(self, fingerprint: str) -> DateOrder | None:
        written = self._store.read.fact(order_fact(fingerprint))
        return DateOrder(written) if written else None

    def _zones(self, zone: str | None) -> tuple[Zones, bool]:
        """Whose clocks to go by, and whether the site takes the file's zone over.

        It does when its zone was never chosen and nothing is stored by it yet.
        """
        site = self._store.read.site()
        file_zone = zone_named(zone or site.zone)
        unset = site.zone == Site().zone and self._store.read.volume_range() is None
        sets_zone = zone is not None and unset and site.zone != file_zone.key
        return Zones(file_zone, file_zone if sets_zone else site.tz), sets_zone

    def run(
        self,
        preview: VolumePreview,
        *,
        progress: Progress = _go_on,
        command: CommandId | None = None,
    ) -> VolumeReport:
        """Store what was previewed, all of it in one transaction.

        Running it is the user's word that the columns are right: they are remembered. A
        file that changes nothing leaves the store as it is; its report has no ``import_id``.

        Raises:
            RefusedRowsError: the preview has refused rows.
            CancelledError: ``progress`` returned False; nothing was stored.
            StoreError: the store cannot be written right now.

        """
        if preview.refused:
            raise RefusedRowsError(preview.file, preview.refused)
        if command is None and not preview.sets_zone and self._changes_nothing(preview):
            return self._nothing_new(preview)
        import_id = command or new_command_id()
        subjects = {Subject.VOLUMES} | ({Subject.SETTINGS} if preview.sets_zone else set())

        def work(unit: UnitOfWork) -> str:
            storing = Storing(unit, import_id, progress, preview.file)
            zone = zone_named(preview.site_zone)
            outcome = storing.store(preview.reading, zone, preview.laid, self._counter())
            set_zone = preview.site_zone if preview.sets_zone else None
            self._log.note(unit, import_id, preview.file, outcome, set_zone)
            for key, value in self._to_remember(preview).items():
                unit.facts.put(key, value)
            unit.facts.put(LAST_IMPORT_FACT, self._clock().isoformat())
            done = outcome.intervals
            return json.dumps([done.new, done.changed, done.same])

        result = self._store.write(
            text("Import of {file}", file=preview.file.name),
            work,
            command=CommandId(import_id),
            subjects=frozenset(subjects),
        )
        return _report(preview, import_id, Counts(*json.loads(result or "[0, 0, 0]")))

    def _changes_nothing(self, preview: VolumePreview) -> bool:
        """Whether the store says all of it already, as it stood when the file was looked at."""
        laid = preview.laid
        return not laid.outcome.moves and laid.counter == self._counter()

    def _nothing_new(self, preview: VolumePreview) -> VolumeReport:
        """Only keep what the user said of such files: there is no import to take back."""
        facts = self._to_remember(preview)

        def work(unit: UnitOfWork) -> None:
            for key, value in facts.items():
                unit.facts.put(key, value)

        if facts:
            self._store.write(
                text("Remembering the columns of {file}", file=preview.file.name),
                work,
                command=new_command_id(),
                subjects=frozenset(),
            )
        return _report(preview, "", preview.intervals)

    def undo(self, import_id: str | VolumeReport) -> None:
        """Put back what the newest import replaced and take out what it added.

        Raises:
            StaleEditError: a later import has been made since, or it is too long ago.

        """
        wanted = import_id if isinstance(import_id, str) else import_id.import_id

        def work(unit: UnitOfWork) -> None:
            if not self._log.take_back(unit, wanted):
                raise StaleEditError(
                    "Other volumes were imported since, so this import was left as it is. Take "
                    "the newest back first."
                )

        subjects = {Subject.VOLUMES} | ({Subject.SETTINGS} if self._log.sets_zone() else set())
        self._store.write(
            text("Taking an import back"),
            work,
            command=new_command_id(),
            subjects=frozenset(subjects),
        )

    def newest_import(self) -> tuple[str, str] | None:
        """Id and file name of the import that ``undo`` would take back."""
        return self._log.newest()

    def _usual_minutes(self) -> int | None:
        """The interval of the newest stored day."""
        stored = self._store.read.volume_range()
        if stored is None:
            return None
        after = stored[1] + timedelta(days=1)
        for queue in self._store.read.queues():  # the first one has that day as a rule
            for day in self._stored_days(queue, stored[1], after):
                return day.minutes
        return None

    def _counter(self) -> int:
        """How often volumes have changed; inside a write nobody else can move it."""
        return self._store.read.counters()[Subject.VOLUMES]

    def _finder(self, reading: Reading) -> FindDays:
        """What finds stored days; those of a short file are all read at once."""
        days = reading.tally.days
        if not 0 < len(days) <= FEW_DAYS:
            return self._stored_days
        first, last = (date.fromordinal(EPOCH_DAY + day) for day in (days[0], days[-1]))
        known: dict[QueueName, list[VolumeDay]] = defaultdict(list)
        stored = self._store.read.volume_days(
            first, last + timedelta(days=1), frozenset(reading.queues)
        )
        for day in stored:
            known[day.queue].append(day)
        return lambda queue, first, after_last: [
            day for day in known[queue] if first <= day.day < after_last
        ]

    def _stored_days(self, queue: QueueName, first: date, after_last: date) -> list[VolumeDay]:
        return self._store.read.volume_days(first, after_last, {queue})

    def _remembered(self, fingerprint: str) -> str | None:
        return self._store.read.fact(mapping_fact(fingerprint))

    def _to_remember(self, preview: VolumePreview) -> dict[str, str]:
        """What the import tells of the next such file and is not known yet."""
        facts: dict[str, str] = {}
        if preview.to_remember:
            columns = replace(preview.mapping, order=None)  # which is remembered by itself
            facts[mapping_fact(preview.fingerprint)] = columns.as_json()
        if preview.dates.sure:
            facts[order_fact(preview.fingerprint)] = preview.dates.order.value
        read = self._store.read
        return {key: value for key, value in facts.items() if read.fact(key) != value}


def _preview(
    file: Path, found: Survey, reading: Reading, laid: Laid, zones: Zones
) -> VolumePreview:
    outcome = laid.outcome
    return VolumePreview(
        file=file,
        layout=found.layout,
        header=found.header,
        first_rows=found.first_rows,
        queues=tuple(sorted(outcome.added)),
        zone=zones.file.key,
        site_zone=zones.site.key,
        minutes=reading.minutes,
        mapping=found.plan.mapping,
        fingerprint=found.fingerprint,
        needs_confirmation=found.needs_confirmation or reading.dates.asked,
        dates=reading.dates,
        notes=notes_of(reading, zones.file, zones.site, kept=outcome.kept),
        rows_read=reading.rows,
        passed_over=reading.passed_over,
        refused=reading.refused,
        first_day=outcome.first,
        last_day=outcome.last,
        intervals=outcome.intervals,
        days=outcome.days,
        sets_zone=False,
        to_remember=False,
        reading=reading,
        laid=laid,
    )


def _report(preview: VolumePreview, import_id: str, counts: Counts) -> VolumeReport:
    return VolumeReport(
        file=preview.file,
        import_id=import_id,
        rows_read=preview.rows_read,
        passed_over=preview.passed_over,
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        queues=preview.queues,
        first_day=preview.first_day,
        last_day=preview.last_day,
        notes=preview.notes,
    )


def _only(reading: Reading, queue: QueueName, file: Path) -> Reading:
    if queue in reading.queues:
        return reading.only(queue)
    raise BadInputError(
        "{file} has no queue called '{queue}'. Its queues are: {queues}.",
        file=file.name,
        queue=queue,
        queues=", ".join(sorted(reading.queues)[:10]),
    )


def _check_any(reading: Reading, file: Path) -> None:
    if not reading.rows or not any(True for _ in reading.sheets()):
        raise BadInputError(
            "{file} has no interval that can be counted; export the report for more days.",
            file=file.name,
        )
