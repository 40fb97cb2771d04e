"""A list of people against those who are there: who is who, what is new, who leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.edits import Record
from app.domain.entries import new_id
from app.domain.errors import BadInputError
from app.domain.people import Person, PersonId, Role, Team, TeamId
from app.domain.roster_checks import checked_person, checked_words, cleaned
from app.domain.text import Text, text
from app.exchange.rosters.people_file import PersonRow
from app.exchange.volumes.refusals import CellError, Refusals


class Directory:
    """People by workforce id, mail address and name."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._by_id: dict[str, Person] = {}
        self._by_mail: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}
        for person in persons:
            self.add(person)

    def add(self, person: Person) -> None:
        """Take somebody in."""
        if person.workforce_id:
            self._by_id.setdefault(person.workforce_id.casefold(), person)
        if person.email:
            self._by_mail.setdefault(person.email.casefold(), person)
        self._by_name.setdefault(person.name.casefold(), []).append(person)

    def with_id(self, written: str) -> Person | None:
        """Who has an id of the workforce system."""
        return self._by_id.get(cleaned(written).casefold()) if written else None

    def with_id_like(self, written: str) -> Person | None:
        """Who has an id, zeros at its front left aside, for spreadsheets drop them."""
        found = self.with_id(written)
        if found is not None or not written.isascii() or not written.isdigit():
            return found
        like = [
            person
            for key, person in self._by_id.items()
            if key.isascii() and key.isdigit() and int(key) == int(written)
        ]
        return like[0] if len(like) == 1 else None

    def with_mail(self, written: str) -> Person | None:
        """Who has a mail address."""
        return self._by_mail.get(written.strip().casefold()) if written else None

    def named(self, written: str) -> list[Person]:
        """Everybody of a name, in either order: "Lien, Nora" is "Nora Lien"."""
        last, comma, first = cleaned(written).partition(",")
        name = f"{first.strip()} {last.strip()}" if comma else last
        return self._by_name.get(name.casefold(), [])

    def one(self, written: str) -> Person | None:
        """Who is meant by an id, a mail address or a name.

        Raises:
            CellError: several people have the name.

        """
        found = self.with_id(written) or self.with_mail(written)
        if found is not None:
            return found
        called = self.named(written)
        if len(called) > 1:
            raise CellError(
                "{count} people are called ‘{name}’; use the id of the workforce system",
                count=len(called),
                name=cleaned(written)[:40],
            )
        return called[0] if called else None


@dataclass(frozen=True, slots=True)
class PeopleOutcome:
    """What a list makes of people and teams, as records before and after."""

    before: tuple[Record, ...]
    after: tuple[Record, ...]
    new: int
    changed: int
    same: int
    gone: int
    new_teams: tuple[str, ...]


class PeopleImport:
    """Takes the rows of a list one by one, then the leads."""

    def __init__(
        self, persons: Sequence[Person], teams: Sequence[Team], refusals: Refusals
    ) -> None:
        self._stored = {person.id: person for person in persons}
        self._teams = {team.name.casefold(): team for team in teams}
        self._stored_teams = {team.id: team for team in teams}
        self._known = Directory(persons)
        self._refusals = refusals
        self._made: dict[PersonId, tuple[Person, PersonRow]] = {}
        self._leads: dict[TeamId, tuple[str, int]] = {}
        self._taken_ids: dict[str, int] = {}
        self._taken_mails: dict[str, int] = {}

    def take(self, row: PersonRow) -> None:
        """Take one row in, or refuse it.

        Raises:
            TooManyRefusalsError: enough rows were refused.

        """
        try:
            self._take(row)
        except CellError as error:
            self._refusals.add(row.line, error.text)
        except BadInputError as error:
            self._refusals.add(row.line, fragment(error.text))

    def finish(self) -> PeopleOutcome:
        """Settle who leads and compare with what is there.

        Raises:
            TooManyRefusalsError: enough rows were refused.

        """
        self._check_shared()
        self._settle_leads()
        made = [person for person, _row in self._made.values()]
        changed = [p for p in made if p.id in self._stored and p != self._stored[p.id]]
        new = [person for person in made if person.id not in self._stored]
        teams = list(self._teams.values())
        new_teams = [team for team in teams if team.id not in self._stored_teams]
        other_teams = [
            team
            for team in teams
            if team.id in self._stored_teams and team != self._stored_teams[team.id]
        ]
        return PeopleOutcome(
            before=(
                *(self._stored[person.id] for person in changed),
                *(self._stored_teams[team.id] for team in other_teams),
            ),
            after=(*new_teams, *other_teams, *new, *changed),
            new=len(new),
            changed=len(changed),
            same=len(made) - len(new) - len(changed),
            gone=len(self._stored.keys() - self._made.keys()),
            new_teams=tuple(team.name for team in new_teams),
        )

    def _take(self, row: PersonRow) -> None:
        if not row.name:
            raise CellError("it has no name")
        found = self._match(row)
        if found is not None and found.id in self._made:
            raise CellError(
                "it is the same person as in line {line}", line=self._made[found.id][1].line
            )
        for value, taken in ((row.workforce_id, self._taken_ids), (row.email, self._taken_mails)):
            if value and taken.setdefault(value.casefold(), row.line) != row.line:
                raise CellError(
                    "‘{value}’ stands in line {line} already",
                    value=cleaned(value)[:60],
                    line=taken[value.casefold()],
                )
        team = self._team(row.team)
        person = Person(row.name, Role.AGENT) if found is None else found
        person = replace(
            person,
            name=row.name,
            role=row.role or person.role,
            team=person.team if team is None else team.id,
            email=row.email or person.email,
            language=row.language or person.language,
            workforce_id=row.workforce_id or person.workforce_id,
        )
        person = checked_person(person, ())
        self._made[person.id] = (person, row)
        self._note_lead(row, person)

    def _match(self, row: PersonRow) -> Person | None:
        """Who the row is: by id, then mail, then name."""
        found = self._known.with_id(row.workforce_id) or self._known.with_mail(row.email)
        if found is not None:
            return found
        called = [person for person in self._known.named(row.name) if _may_be(person, row)]
        if len(called) > 1:
            raise CellError(
                "{count} people are called ‘{name}’; add the id of the workforce system",
                count=len(called),
                name=cleaned(row.name)[:40],
            )
        return called[0] if called else None

    def _team(self, written: str) -> Team | None:
        name = checked_words(written)
        if not name:
            return None
        return self._teams.setdefault(name.casefold(), Team(TeamId(new_id()), name))

    def _note_lead(self, row: PersonRow, person: Person) -> None:
        if not row.lead and not row.leads:
            return
        if person.team is None:
            raise CellError("it names a lead and no team")
        lead = person.id if row.leads else row.lead
        known = self._leads.setdefault(person.team, (lead, row.line))
        if known[0].casefold() != lead.casefold() and known[0] != lead:
            raise CellError(
                "its team has another lead in line {line}",
                line=known[1],
            )

    def _check_shared(self) -> None:
        """Nobody may share an id or a mail address, also with those the list leaves out."""
        after = {**self._stored, **{key: made[0] for key, made in self._made.items()}}
        owners: dict[tuple[str, str], Person] = {}
        for person in sorted(after.values(), key=lambda person: person.id in self._made):
            for key in (("id", person.workforce_id), ("mail", person.email)):
                if not key[1]:
                    continue
                other = owners.setdefault((key[0], key[1].casefold()), person)
                if other is not person and person.id in self._made:
                    self._refusals.add(
                        self._made[person.id][1].line,
                        text("{other} has ‘{value}’ already", other=other.name, value=key[1]),
                    )

    def _settle_leads(self) -> None:
        everybody = Directory(
            {**self._stored, **{key: made[0] for key, made in self._made.items()}}.values()
        )
        by_id = {team.id: name for name, team in self._teams.items()}
        for team_id, (written, line) in self._leads.items():
            own = self._made.get(PersonId(written))
            try:
                lead = own[0] if own else everybody.one(written)
            except CellError as error:
                self._refusals.add(line, error.text)
                continue
            if lead is None:
                self._refusals.add(
                    line,
                    text(
                        "nobody is called ‘{name}’ who could lead the team; give them a row",
                        name=cleaned(written)[:40],
                    ),
                )
                continue
            name = by_id[team_id]
            self._teams[name] = replace(self._teams[name], lead=lead.id)
            self._promote(lead)

    def _promote(self, lead: Person) -> None:
        """Somebody new of whom no role was said leads a team: a lead."""
        made = self._made.get(lead.id)
        if made is not None and made[1].role is None and lead.id not in self._stored:
            self._made[lead.id] = (replace(made[0], role=Role.LEAD), made[1])


def fragment(sentence: Text) -> Text:
    """A sentence as the reason of a refused row, which has its own full stop."""
    return Text(sentence.template.removesuffix("."), sentence.values)


def _may_be(person: Person, row: PersonRow) -> bool:
    """Whether somebody of the same name may be meant: not with another id."""
    if not person.workforce_id or not row.workforce_id:
        return True
    return person.workforce_id.casefold() == row.workforce_id.casefold()
