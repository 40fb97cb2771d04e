"""Who works at the site and when: looked at, and changed by edits that undo brings back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.domain.people import Leave, Person, PersonId, Role, Shift, Team, TeamId
from app.domain.span import Span
from app.domain.wall import day_span
from app.services.roster_people import PeopleEdits
from app.services.roster_shifts import ShiftEdits


@dataclass(frozen=True)
class RosterView:
    """People and teams by name, and the shifts and leave of the days ``[first, after_last)``."""

    first: date
    after_last: date
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    shifts: tuple[Shift, ...]
    leaves: tuple[Leave, ...]

    @property
    def agents(self) -> tuple[Person, ...]:
        """Those who answer the phones, by name."""
        return tuple(person for person in self.people if person.role is Role.AGENT)

    def person(self, person: PersonId | None) -> Person | None:
        """Somebody by their id, None when they are not there."""
        return None if person is None else self._people_by_id.get(person)

    def team(self, team: TeamId | None) -> Team | None:
        """A team by its id, None when it is not there."""
        return next((found for found in self.teams if found.id == team), None)

    def shifts_of(self, person: PersonId) -> tuple[Shift, ...]:
        """One person's shifts and what lies in them, by start."""
        return tuple(self._shifts_by_person.get(person, ()))

    def leaves_of(self, person: PersonId) -> tuple[Leave, ...]:
        """One person's leave, by first day."""
        return tuple(leave for leave in self.leaves if leave.person == person)

    @cached_property
    def _people_by_id(self) -> dict[PersonId, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _shifts_by_person(self) -> dict[PersonId, list[Shift]]:
        found: dict[PersonId, list[Shift]] = {}
        for shift in self.shifts:
            found.setdefault(shift.person, []).append(shift)
        return found


class Roster(PeopleEdits, ShiftEdits):
    """Shows the roster and makes the edits that change it; the caller carries them out."""

    def view(self, first: date, after_last: date) -> RosterView:
        """Everybody, and what is rostered on the days ``[first, after_last)``."""
        read = self._store.read
        zone = read.site().tz
        last = after_last - timedelta(days=1)
        span = Span(day_span(first, zone).start, day_span(last, zone).end)
        return RosterView(
            first,
            after_last,
            tuple(read.people()),
            tuple(read.teams()),
            tuple(read.shifts(span)),
            tuple(read.leaves(first, last)),
        )
