"""The site's settings: read, and changed by an edit like everything else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import Edit, Record
from app.domain.errors import BadInputError
from app.domain.people import Shift
from app.domain.rezoning import rezoned, rezoned_shift
from app.domain.settings import setting_named
from app.domain.site import Site
from app.domain.text import Text, text

if TYPE_CHECKING:
    from app.services.edits import Editor
    from app.storage.store import Store

KNOWN_YEAR = 2026
"""Any year will do to see whether a country's holidays are known."""


class Settings:
    """Reads the site and makes the edits that change it."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def site(self) -> Site:
        """The site as saved, or the defaults."""
        return self._store.read.site()

    def edit_for(self, **changes: str) -> Edit:
        """Make the edit that sets ``changes``, each written as people write it.

        Keys are settings' names with dashes or underscores: ``zone="Europe/Oslo"``.

        Raises:
            BadInputError: no such setting, or its value is not allowed.

        """
        site = self.site()
        for key, written in changes.items():
            site = setting_named(key).on(site, written)
        self.check(site)
        return self.edit_to(site)

    def check(self, wanted: Site) -> None:
        """Refuse what is written well but does not exist.

        Raises:
            BadInputError: no holidays are known for the country, or no such folder to watch.

        """
        now = self.site()
        if wanted.country and wanted.country != now.country:
            from app.exchange.holiday_calendar import public_holidays  # noqa: PLC0415 - slow import

            public_holidays(wanted.country, [KNOWN_YEAR])
        folder = wanted.watched_folder
        if folder and folder != now.watched_folder and not Path(folder).expanduser().is_dir():
            raise BadInputError(
                "There is no folder {folder} to watch; make it first, or choose another.",
                folder=folder,
            )

    def edit_to(self, site: Site) -> Edit:
        """Make the edit that replaces the site as it is saved now."""
        saved = self.site() if self._store.read.site_saved() else None
        return self.edit_between(saved, site, text("Settings changed"))

    def edit_between(
        self, saved: Site | None, wanted: Site, label: Text, *, roster: bool = True
    ) -> Edit:
        """Make the edit from ``saved`` (None: nothing yet) to ``wanted``.

        In another zone the site's own entries keep their hours on the wall, and so do the shifts
        of the ``roster`` unless told otherwise.
        """
        before: list[Record] = [] if saved is None else [saved]
        after: list[Record] = [wanted]
        old, new = (saved or Site()).tz, wanted.tz
        if old != new:
            for entry in self._store.read.all_entries():
                there = rezoned(entry, old, new)
                if there.span != entry.span:
                    before.append(entry)
                    after.append(there)
            for shift in self._rostered() if roster else ():
                moved = rezoned_shift(shift, old, new)
                if moved.span != shift.span:
                    before.append(shift)
                    after.append(moved)
        return Edit(label, tuple(before), tuple(after))

    def _rostered(self) -> list[Shift]:
        read = self._store.read
        return read.shifts_of([person.id for person in read.people()])

    def change(self, **changes: str) -> Edit:
        """Set ``changes`` at once; give the edit so that it can be undone.

        Raises:
            BadInputError: as ``edit_for``; nothing was stored.

        """
        edit = self.edit_for(**changes)
        self._editor.apply(edit)
        return edit
