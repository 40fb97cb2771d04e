"""Edits of people and teams."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.edits import Edit, Record
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Team, TeamId
from app.domain.roster_checks import checked_person, checked_team
from app.domain.rules import without
from app.domain.text import text

if TYPE_CHECKING:
    from app.storage.reader import Reader
    from app.storage.store import Store


class PeopleEdits:
    """Makes the edits that change people and teams; the caller carries them out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def edit_to_add_person(self, person: Person) -> Edit:
        """Make the edit that adds somebody.

        Raises:
            BadInputError: see `app.domain.roster_checks.checked_person`; or the team is gone.

        """
        found = self._checked_person(person)
        return Edit(text("{name} added", name=found.name), after=(found,))

    def edit_to_change_person(self, person: Person) -> Edit:
        """Make the edit that puts ``person`` in the place of who has the same id.

        Raises:
            BadInputError: as for adding; or nobody has the id any more.

        """
        before, found = stored_person(self._store.read, person.id), self._checked_person(person)
        return Edit(text("{name} changed", name=found.name), (before,), (found,))

    def edit_to_remove_person(self, person: Person) -> Edit:
        """Make the edit that removes who has the id of ``person``, with all shifts and leave.

        Teams they lead are without a lead afterwards; rules go on without them, and one that is
        with nobody else goes too.

        Raises:
            BadInputError: nobody has the id any more.

        """
        read = self._store.read
        found = stored_person(read, person.id)
        led = [team for team in read.teams() if team.lead == found.id]
        named = [rule for rule in read.rules() if found.id in rule.persons]
        theirs: list[Record] = [*read.shifts_of([found.id]), *read.leaves_of([found.id])]
        leaderless = [replace(team, lead=None) for team in led]
        return Edit(
            text("{name} removed", name=found.name),
            (*theirs, found, *led, *named),
            (*leaderless, *without(named, persons={found.id})),
        )

    def edit_to_add_team(self, team: Team) -> Edit:
        """Make the edit that adds a team.

        Raises:
            BadInputError: no name, one that another team has, or a lead who is not there.

        """
        found = self._checked_team(team)
        return Edit(text("Team ‘{name}’ added", name=found.name), after=(found,))

    def edit_to_change_team(self, team: Team) -> Edit:
        """Make the edit that puts ``team`` in the place of the one with its id.

        Raises:
            BadInputError: as for adding; or there is none with the id any more.

        """
        before, found = self._stored_team(team.id), self._checked_team(team)
        return Edit(text("Team ‘{name}’ changed", name=found.name), (before,), (found,))

    def edit_to_remove_team(self, team: Team) -> Edit:
        """Make the edit that removes the team with the id of ``team``; its people stay.

        Rules go on without it, and one that is with nobody else goes too.

        Raises:
            BadInputError: there is none with the id any more.

        """
        read = self._store.read
        found = self._stored_team(team.id)
        people = [person for person in read.people() if person.team == found.id]
        named = [rule for rule in read.rules() if found.id in rule.teams]
        loose = [replace(person, team=None) for person in people]
        return Edit(
            text("Team ‘{name}’ removed", name=found.name),
            (found, *people, *named),
            (*loose, *without(named, teams={found.id})),
        )

    def _checked_person(self, person: Person) -> Person:
        read = self._store.read
        if person.team is not None and all(team.id != person.team for team in read.teams()):
            raise _team_gone()
        return checked_person(person, read.people())

    def _checked_team(self, team: Team) -> Team:
        read = self._store.read
        if team.lead is not None:
            stored_person(read, team.lead)
        return checked_team(team, read.teams())

    def _stored_team(self, team: TeamId) -> Team:
        for found in self._store.read.teams():
            if found.id == team:
                return found
        raise _team_gone()


def stored_person(read: Reader, person: PersonId) -> Person:
    """Somebody as they are in the store.

    Raises:
        BadInputError: nobody has the id any more.

    """
    for found in read.people():
        if found.id == person:
            return found
    raise BadInputError("This person was removed meanwhile; look at the list again.")


def _team_gone() -> BadInputError:
    return BadInputError("This team was removed meanwhile; look at the list again.")
