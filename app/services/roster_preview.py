"""What an import of people or of a schedule would do, as a value to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.edits import Edit
from app.domain.text import Text, text
from app.exchange.volumes.date_orders import Dates
from app.exchange.volumes.refusals import Refusal

Progress = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """A file as it was read, nothing stored yet.

    Counts are of people, and in a schedule of days of people: ``new`` ones, ``changed``,
    the ``same``, and ``gone``: people that the file leaves out, who stay, or days on which the
    file has nothing any more. ``dates`` is None for people. A preview with ``refused`` rows
    cannot be brought in: `edit` says so.
    """

    file: Path
    rows_read: int
    new: int
    changed: int
    same: int
    gone: int
    refused: tuple[Refusal, ...]
    notes: tuple[Text, ...] = ()
    people: int = 0
    """How many people the file has."""
    new_teams: tuple[str, ...] = ()
    shifts: int = 0
    first_day: date | None = None
    last_day: date | None = None
    zone: str = ""
    dates: Dates | None = None
    passed_over: int = 0
    """Rows of people who are not known here, when those are left out."""
    strangers: int = 0
    """Rows refused because of people who are not known here."""
    made: Edit = field(default_factory=lambda: Edit(text("Nothing")), repr=False)

    @property
    def asks_for_dates(self) -> bool:
        """Whether only the user can tell what comes first in its dates."""
        return self.dates is not None and self.dates.asked

    @property
    def changes_anything(self) -> bool:
        """Whether the store would say something else afterwards."""
        return bool(self.made.before or self.made.after)

    @property
    def edit(self) -> Edit:
        """The edit that brings it in.

        Raises:
            RefusedRowsError: some rows cannot be taken, so none is.

        """
        if self.refused:
            from app.services.volume_preview import RefusedRowsError  # noqa: PLC0415 - rarely

            raise RefusedRowsError(self.file, self.refused)
        return self.made
