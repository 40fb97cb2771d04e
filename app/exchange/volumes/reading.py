"""A whole export read: from the file to the site's days, in one pass as a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from app.domain.errors import BadInputError, CancelledError
from app.domain.volumes import QueueName
from app.exchange.volumes.batches import QueueNumbers, ReadingPlan
from app.exchange.volumes.blocks import BLOCK_BYTES, Block, blocks
from app.exchange.volumes.careful import RowReader
from app.exchange.volumes.cells import CellReader, OtherOrderError
from app.exchange.volumes.date_orders import Dates, Ground
from app.exchange.volumes.intervals import ROWS_BIN
from app.exchange.volumes.placing import FinerGridError, Placer
from app.exchange.volumes.queue_log import MAPPING, QueueLog
from app.exchange.volumes.quick import TableReader
from app.exchange.volumes.refusals import Refusal, Refusals, TooManyRefusalsError
from app.exchange.volumes.survey import Survey
from app.exchange.volumes.tally import Sheet, Tally
from app.exchange.volumes.tokens import Table, cut

Progress = Callable[[float], bool]
Interval = tuple[int, int]
MOST_QUEUES = 5_000
LONGEST_RECORD = 1 << 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file said.

    ``rows`` are all there were but for empty ones. Of these, ``refused``, ``totals``,
    ``repeated`` and ``never_was`` (in the hour that spring leaves out) were not taken.
    ``dates``: how they were read, and on what ground. ``cut``: intervals (day since 1970,
    slot) of which the file may hold a part only.
    """

    minutes: int
    queues: tuple[QueueName, ...]
    rows: int
    totals: int
    repeated: int
    never_was: int
    refused: tuple[Refusal, ...]
    gave_up: bool
    dates: Dates
    fills_gaps: bool
    tally: Tally
    chosen: QueueName | None = None
    cut: frozenset[Interval] = frozenset()

    @property
    def passed_over(self) -> int:
        """Rows that repeat or sum up others."""
        return self.totals + self.repeated

    def only(self, queue: QueueName) -> Reading:
        """The same reading with one queue of it."""
        return replace(self, chosen=queue)

    def sheets(self) -> Iterator[tuple[QueueName, Sheet]]:
        """The days of each queue, one queue at a time."""
        for number, sheet in self.tally.sheets(len(self.queues)):
            name = self.queues[number]
            if self.chosen in (None, name):
                yield name, sheet


@dataclass(frozen=True, slots=True)
class Zones:
    """Whose wall clock the file was written by, and whose days the store keeps."""

    file: ZoneInfo
    site: ZoneInfo


def read_export(
    file: Path,
    found: Survey,
    zones: Zones,
    *,
    queue: str,
    progress: Progress = lambda _share: True,
    quick: bool = True,
    block_bytes: int = BLOCK_BYTES,
) -> Reading:
    """Read ``file`` as ``found`` says; rows without a queue belong to ``queue``.

    ``quick`` False reads every row the careful way, which gives the same. ``progress``
    hears the share of the file that is read and returns False to stop.

    Raises:
        BadInputError: the file cannot be read to its end.
        CancelledError: ``progress`` said so.

    """
    plan = found.plan
    while True:
        one_pass = _Pass(file, plan, zones, queue, quick=quick)
        try:
            return one_pass.run(found.first_line, progress, block_bytes)
        except FinerGridError as finer:
            plan = _on_finer_grid(plan, finer.minutes)
        except OtherOrderError:
            plan = replace(plan, dates=Dates(plan.order.other, Ground.SHOWN))


def _on_finer_grid(plan: ReadingPlan, minutes: int | None) -> ReadingPlan:
    if minutes is not None:
        return replace(plan, minutes=minutes)
    adding = replace(plan.mapping, adds_up=True)
    return replace(plan, mapping=adding, minutes=ROWS_BIN, declared=True, bins=True)


class _Pass:
    """One way through the file."""

    def __init__(
        self, file: Path, plan: ReadingPlan, zones: Zones, queue: str, *, quick: bool
    ) -> None:
        self._file = file
        self._plan = plan
        self._quick = quick
        self._refusals = Refusals()
        self._queues = QueueNumbers()
        self._cells = CellReader(plan, self._queues, queue)
        self._careful = RowReader(plan, self._cells, self._refusals)
        self._tables = TableReader(plan, self._cells, self._careful)
        self._log = QueueLog(self._queues, self._refusals) if plan.mapping is MAPPING else None
        self._placer = Placer(plan, zones.file, zones.site, self._refusals)
        self._log_rows = 0

    def run(self, first_line: int, progress: Progress, block_bytes: int) -> Reading:
        gave_up = False
        read = self._read_log if self._log else self._read_all
        try:
            read(first_line, progress, block_bytes)
            tally = self._placer.finish()
        except TooManyRefusalsError:
            tally, gave_up = self._placer.tally, True
        return Reading(
            minutes=self._plan.minutes,
            queues=tuple(QueueName(name) for name in self._queues.names),
            rows=self._log_rows + self._tables.rows + self._careful.left.rows,
            totals=self._careful.left.totals + tally.totals,
            repeated=tally.repeated,
            never_was=self._placer.never_was,
            refused=self._refusals.in_order(),
            gave_up=gave_up,
            dates=self._dates(),
            fills_gaps=tally.leaves_empty_out(),
            tally=tally,
            cut=self._cut_off(),
        )

    def _cut_off(self) -> frozenset[Interval]:
        if self._log is None or self._log.first is None or self._log.last is None:
            return frozenset()
        return frozenset(self._placer.intervals_at((self._log.first, self._log.last)))

    def _dates(self) -> Dates:
        found = self._plan.dates
        return replace(found, ground=Ground.SHOWN) if self._cells.order_shown else found

    def _read_all(self, first_line: int, progress: Progress, block_bytes: int) -> None:
        carry, carried_from = b"", 0
        encoding = self._plan.encoding
        for block in blocks(self._file, encoding, first_line=first_line, size=block_bytes):
            line = carried_from if carry else block.line
            table = self._cut(replace(block, data=carry + block.data, line=line))
            carry = table.carry
            if carry:
                carried_from = block.line + block.data.count(b"\n") - carry.count(b"\n")
                self._check_open_quote(carry, carried_from)
            self._take(table)
            if not progress(block.share):
                raise CancelledError("The import of {file} was stopped.", file=self._file.name)
        if carry:
            self._open_quote(carried_from)

    def _read_log(self, first_line: int, progress: Progress, block_bytes: int) -> None:
        assert self._log is not None
        encoding = self._plan.encoding
        for block in blocks(self._file, encoding, first_line=first_line, size=block_bytes):
            lines = block.data.decode("utf-8", "replace").split("\n")[:-1]
            self._log_rows += sum(not line.isspace() for line in lines if line)
            batch = self._log.read(enumerate(lines, start=block.line))
            self._placer.add(batch)
            if not progress(block.share):
                raise CancelledError("The import of {file} was stopped.", file=self._file.name)

    def _cut(self, block: Block) -> Table:
        table = cut(block.data, self._plan.delimiter, self._plan.width, block.line)
        if self._quick:
            return table
        rows = [table.record(row) for row in range(len(table))]
        none = table.edges[:0]
        return Table(table.data, none, table.line[:0], False, table.others + rows, table.carry)

    def _take(self, table: Table) -> None:
        batch = self._tables.read(table)
        self._placer.add(batch)
        if len(self._queues.names) > MOST_QUEUES:
            raise BadInputError(
                "{file} has more than {most} queues; the queue column seems to be another. Choose "
                "the columns again.",
                file=self._file.name,
                most=MOST_QUEUES,
            )

    def _check_open_quote(self, carry: bytes, line: int) -> None:
        if len(carry) > LONGEST_RECORD:
            self._open_quote(line)

    def _open_quote(self, line: int) -> None:
        raise BadInputError(
            "{file}, line {line}: a quotation mark is opened and never closed. Mend the line and "
            "import again.",
            file=self._file.name,
            line=line,
        )
