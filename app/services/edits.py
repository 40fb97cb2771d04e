"""Carry out edits: each in its own transaction, each once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from app.domain.edits import Edit, Record, key_of, subjects_of
from app.domain.entries import Entry
from app.domain.errors import StaleEditError
from app.domain.people import Person, Shift
from app.domain.roster_checks import check_nothing_shared
from app.domain.span import Span

if TYPE_CHECKING:
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork


class Editor:
    """The one way by which the calendar, its routines, events and settings change."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def apply(self, edit: Edit, *, also: Callable[[UnitOfWork], None] | None = None) -> None:
        """Carry out ``edit`` or change nothing. The same edit sent again does nothing.

        ``also`` is done first, in the same transaction; what it raises keeps all from happening.

        Raises:
            StaleEditError: what the edit was made from is no longer there, or somebody else has
                got the mail address or workforce id of a person meanwhile.
            StoreError: the store cannot be written right now.

        """

        def work(unit: UnitOfWork) -> None:
            if also is not None:
                also(unit)
            self._check_fresh(unit, edit)
            self._check_persons(edit)
            unit.records.remove(edit.before)
            unit.records.add(edit.after)

        self._store.write(edit.label, work, command=edit.id, subjects=subjects_of(edit))

    def _check_fresh(self, unit: UnitOfWork, edit: Edit) -> None:
        expected = {key_of(record): _in_utc(record) for record in edit.before}
        arriving = {key_of(record) for record in edit.after}
        present = unit.records.current(expected.keys() | arriving)
        if present == expected:
            return
        for key, record in expected.items():
            if present.get(key) != record:
                raise StaleEditError(
                    "{what} was changed or removed meanwhile, so this was left as it is.",
                    what=_named(record),
                )
        raise StaleEditError("This is already in the calendar, so nothing was added.")

    def _check_persons(self, edit: Edit) -> None:
        """Nobody shares an id or a mail address, whichever program added the other one.

        It is asked while the transaction is open, so that no other can come in between.
        """
        arriving = [record for record in edit.after if isinstance(record, Person)]
        if arriving:
            gone = {record.id for record in edit.before if isinstance(record, Person)}
            stay = [person for person in self._store.read.people() if person.id not in gone]
            check_nothing_shared(arriving, stay)


def _in_utc(record: Record) -> Record:
    """The record as the store gives it back.

    Python holds a time in the hour that comes twice in autumn unequal to every time of
    another zone (PEP 495), the same moment included.
    """
    if not isinstance(record, Entry | Shift):
        return record
    span = Span(record.span.start.astimezone(UTC), record.span.end.astimezone(UTC))
    return replace(record, span=span)


def _named(record: Record) -> str:
    if isinstance(record, Entry):
        return f"‘{record.title}’"
    return str(getattr(record, "name", "") or getattr(record, "title", "") or "It")
