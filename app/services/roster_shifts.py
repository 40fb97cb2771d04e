"""Edits of shifts, of what lies in them, and of leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.people import WORK, Leave, PersonId, Shift
from app.domain.roster_checks import (
    activity_words,
    check_leave,
    check_shift,
    cleaned,
    day_words,
    holds,
    outside,
    shift_on,
)
from app.domain.span import Span
from app.domain.text import DayWords, text
from app.services.roster_people import stored_person

if TYPE_CHECKING:
    from app.storage.store import Store

AROUND = timedelta(days=2)
"""Farther apart than this two shifts have nothing to do with each other."""


class ShiftEdits:
    """Makes the edits that change shifts and leave; the caller carries them out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def shift_on(
        self, person: PersonId, day: date, hours: tuple[int, int], activity: str = WORK
    ) -> Shift:
        """Make a shift of wall-clock minutes of ``day``; over midnight when the end is earlier.

        Raises:
            BadInputError: it would end before it starts.

        """
        return shift_on(person, day, hours, self._store.read.site().tz, cleaned(activity).lower())

    def edit_to_add_shift(self, *shifts: Shift) -> Edit:
        """Make the edit that adds shifts and what lies in them, all of one person.

        Raises:
            BadInputError: see `app.domain.roster_checks.check_shift`; or the person is gone.

        """
        first, zone = shifts[0], self._store.read.site().tz
        name = self._name_of(first.person)
        together = [*self._near(shifts), *shifts]
        for shift in shifts:
            check_shift(shift, together, name, zone)
        label = text(
            "{name}, {day}: {what} added",
            name=name,
            day=day_words(first, zone),
            what=activity_words(first.activity, start=False),
        )
        return Edit(label, after=shifts)

    def edit_to_change_shift(self, shift: Shift) -> Edit:
        """Make the edit that puts ``shift`` in the place of the one with its id.

        What lies in a shift that is moved whole moves with it.

        Raises:
            BadInputError: as for adding; something in it would lie outside; it is gone.

        """
        before, zone = self._stored_shift(shift), self._store.read.site().tz
        name = self._name_of(shift.person)
        near = [other for other in self._near([before, shift]) if other.id != shift.id]
        inside = _inside(before, near)
        moved = _moved(inside, before, shift)
        staying = [o for o in near if o not in inside and o.person == shift.person]
        together = [*staying, shift, *moved]
        for part in moved:
            if not holds(shift.span, part.span):
                raise outside(part, name, zone)
        for part in (shift, *moved):
            check_shift(part, together, name, zone)
        pairs = [pair for pair in zip(inside, moved, strict=True) if pair[0] != pair[1]]
        label = text(
            "{name}, {day}: {what} changed",
            name=name,
            day=day_words(shift, zone),
            what=activity_words(shift.activity, start=False),
        )
        old, new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return Edit(label, (before, *old), (shift, *new))

    def edit_to_remove_shift(self, shift: Shift) -> Edit:
        """Make the edit that removes the shift with the id of ``shift`` and what lies in it.

        Raises:
            BadInputError: it is gone.

        """
        before = self._stored_shift(shift)
        label = text(
            "{name}, {day}: {what} removed",
            name=self._name_of(before.person),
            day=day_words(before, self._store.read.site().tz),
            what=activity_words(before.activity, start=False),
        )
        return Edit(label, (before, *_inside(before, self._near([before]))))

    def edit_to_add_leave(self, leave: Leave) -> Edit:
        """Make the edit that adds leave.

        Raises:
            BadInputError: see `app.domain.roster_checks.check_leave`; or the person is gone.

        """
        name = self._checked_leave(leave)
        label = text("{name}: leave from {day} added", name=name, day=DayWords(leave.first))
        return Edit(label, after=(leave,))

    def edit_to_change_leave(self, leave: Leave) -> Edit:
        """Make the edit that puts ``leave`` in the place of the one with its id.

        Raises:
            BadInputError: as for adding; or it is gone.

        """
        before, name = self._stored_leave(leave), self._checked_leave(leave)
        label = text("{name}: leave from {day} changed", name=name, day=DayWords(leave.first))
        return Edit(label, (before,), (leave,))

    def edit_to_remove_leave(self, leave: Leave) -> Edit:
        """Make the edit that removes the leave with the id of ``leave``.

        Raises:
            BadInputError: it is gone.

        """
        before = self._stored_leave(leave)
        name, first = self._name_of(before.person), DayWords(before.first)
        return Edit(text("{name}: leave from {day} removed", name=name, day=first), (before,))

    def _name_of(self, person: PersonId) -> str:
        return stored_person(self._store.read, person).name

    def _near(self, shifts: Sequence[Shift]) -> list[Shift]:
        """What the people of ``shifts`` have around them."""
        people = {shift.person for shift in shifts}
        start = min(shift.span.start for shift in shifts) - AROUND
        end = max(shift.span.end for shift in shifts) + AROUND
        found = self._store.read.shifts(Span(start, end))
        return [shift for shift in found if shift.person in people]

    def _stored_shift(self, shift: Shift) -> Shift:
        found = self._store.read.shift(shift.id)
        if found is None:
            raise BadInputError("This shift was removed meanwhile; look at the week again.")
        return found

    def _stored_leave(self, leave: Leave) -> Leave:
        found = self._store.read.leave(leave.id)
        if found is None:
            raise BadInputError("This leave was removed meanwhile; look at the list again.")
        return found

    def _checked_leave(self, leave: Leave) -> str:
        """Check leave and give its person's name."""
        name = self._name_of(leave.person)
        check_leave(leave, self._store.read.leaves_of([leave.person]), name)
        return name


def _inside(shift: Shift, others: Iterable[Shift]) -> list[Shift]:
    """What lies in a shift of work; nothing in anything else."""
    if not shift.works:
        return []
    return [other for other in others if not other.works and holds(shift.span, other.span)]


def _moved(parts: Sequence[Shift], before: Shift, after: Shift) -> list[Shift]:
    """``parts`` of a shift that is moved, as far as it is; where they were when it is not."""
    by = after.span.start - before.span.start
    if before.span.length != after.span.length:
        by = timedelta()
    return [
        replace(part, person=after.person, span=Span(part.span.start + by, part.span.end + by))
        for part in parts
    ]
