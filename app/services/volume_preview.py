"""What an import would do and what it did, as values to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.errors import BadInputError
from app.domain.text import Text
from app.domain.volumes import QueueName
from app.exchange.volumes.date_orders import Dates
from app.exchange.volumes.mapping import ColumnMapping
from app.exchange.volumes.reading import Reading
from app.exchange.volumes.refusals import Refusal
from app.services.volume_merge import Counts
from app.services.volume_storing import Laid

Progress = Callable[[float], bool]


@dataclass(frozen=True, slots=True, eq=False)
class VolumePreview:
    """An export as it was read, nothing stored yet.

    ``zone`` is the wall clock that the file was read by, ``site_zone`` the one whose days
    the store keeps; ``minutes`` is 1440 for daily figures. ``header`` and ``first_rows``
    are cells as they stand in the file; ``dates`` says how they were read and whether the
    user has to be asked. ``intervals`` and ``days`` (of single queues) count what an import
    would do. ``rows_read`` are all rows there are, ``passed_over`` those of them that are
    totals or repeats of others. ``sets_zone``: the site has no zone of its own and no
    volumes yet and takes the file's zone over. A preview with ``refused`` rows cannot be
    imported.
    """

    file: Path
    layout: str
    header: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    queues: tuple[QueueName, ...]
    zone: str
    site_zone: str
    minutes: int
    mapping: ColumnMapping
    fingerprint: str
    needs_confirmation: bool
    dates: Dates
    notes: tuple[Text, ...]
    rows_read: int
    passed_over: int
    refused: tuple[Refusal, ...]
    first_day: date | None
    last_day: date | None
    intervals: Counts
    days: Counts
    sets_zone: bool
    to_remember: bool
    reading: Reading = field(repr=False)
    laid: Laid = field(repr=False)

    @property
    def new(self) -> int:
        """Intervals the store does not know yet."""
        return self.intervals.new

    @property
    def changed(self) -> int:
        """Intervals of which the file says something else than the store."""
        return self.intervals.changed

    @property
    def same(self) -> int:
        """Intervals of which the file says what the store says."""
        return self.intervals.same


@dataclass(frozen=True, slots=True)
class VolumeReport:
    """What an import did. ``new``, ``changed`` and ``same`` count intervals.

    ``import_id`` is empty where nothing had to be stored. ``refused`` is empty: a
    file with refused rows is not imported at all.
    """

    file: Path
    import_id: str
    rows_read: int
    passed_over: int
    new: int
    changed: int
    same: int
    queues: tuple[QueueName, ...]
    first_day: date | None
    last_day: date | None
    refused: tuple[Refusal, ...] = ()
    notes: tuple[Text, ...] = ()


class RefusedRowsError(BadInputError):
    """Some rows cannot be taken, so none was; ``refused`` says which and why."""

    def __init__(self, file: Path, refused: tuple[Refusal, ...]) -> None:
        first = refused[0]
        super().__init__(
            "{file}, line {line}: {reason}. {count} rows were refused and nothing was stored; "
            "mend them or take them out, then import again."
            if len(refused) > 1
            else "{file}, line {line}: {reason}. Nothing was stored; mend the row or take it out, "
            "then import again.",
            file=file.name,
            line=first.line,
            reason=str(first.reason),
            count=len(refused),
        )
        self.refused = refused
