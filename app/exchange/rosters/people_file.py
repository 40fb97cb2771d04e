"""A list of people: name, mail, role, team, lead, language and the workforce system's id."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.people import Role
from app.exchange.rosters.table import Progress, RosterTable, Row, look
from app.exchange.volumes.headers import words
from app.exchange.volumes.refusals import CellError


class PeopleColumn(enum.Enum):
    """What a column of the list says."""

    WORKFORCE_ID = "workforce id"
    NAME = "name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    EMAIL = "email"
    ROLE = "role"
    TEAM = "team"
    LEAD = "lead"
    LANGUAGE = "language"


NAMES: dict[PeopleColumn, tuple[str, ...]] = {
    PeopleColumn.WORKFORCE_ID: (
        *("workforce id", "agent id", "employee id", "wfm id", "staff id", "external id"),
        *("emp id", "user id", "login id", "person id", "personnel number", "employee number"),
        *("agent number", "personnel no", "employee no", "badge", "login", "id"),
    ),
    PeopleColumn.NAME: (
        *("name", "full name", "agent name", "employee name", "display name", "person"),
        *("agent", "employee"),
    ),
    PeopleColumn.FIRST_NAME: ("first name", "given name", "firstname", "forename"),
    PeopleColumn.LAST_NAME: ("last name", "surname", "family name", "lastname"),
    PeopleColumn.EMAIL: (
        *("email", "e mail", "mail", "email address", "e mail address", "mail address"),
        *("work email", "business email"),
    ),
    PeopleColumn.ROLE: ("role", "job title", "position", "function", "job", "title"),
    PeopleColumn.TEAM: ("team", "team name", "group", "agent group", "department", "unit"),
    PeopleColumn.LEAD: (
        *("lead", "team lead", "team leader", "leader", "supervisor", "manager", "reports to"),
        *("line manager", "coach"),
    ),
    PeopleColumn.LANGUAGE: ("language", "lang", "locale", "preferred language", "languages"),
}
ROLES: dict[str, Role] = {
    **dict.fromkeys(
        ("agent", "senior agent", "advisor", "adviser", "representative", "rep", "csr",
         "employee", "associate", "specialist", "operator", "consultant"),
        Role.AGENT,
    ),
    **dict.fromkeys(
        ("lead", "team lead", "teamlead", "team leader", "leader", "tl", "supervisor", "coach"),
        Role.LEAD,
    ),
    **dict.fromkeys(
        ("senior manager", "manager", "director", "head", "operations manager", "site manager"),
        Role.SENIOR_MANAGER,
    ),
}  # fmt: skip
LEADS_IT = frozenset({"yes", "y", "x", "true", "1"})
LEADS_NOT = frozenset({"", "no", "n", "false", "0", "-", "none"})


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list. An empty word says nothing of what is known.

    ``lead`` is who leads the team: a name, a mail address or an id; ``leads`` that it is the
    person of the row.
    """

    line: int
    name: str
    email: str
    role: Role | None
    team: str
    lead: str
    leads: bool
    language: str
    workforce_id: str


def look_at_people(file: Path) -> RosterTable[PeopleColumn]:
    """Find the columns of a list of people.

    Raises:
        BadInputError: it is none.

    """
    return look(file, NAMES, [(PeopleColumn.NAME, PeopleColumn.LAST_NAME)])


def people_rows(
    table: RosterTable[PeopleColumn], progress: Progress
) -> Iterator[PersonRow | tuple[int, CellError]]:
    """Read the people, with the line and the reason where a row is none.

    Raises:
        BadInputError: the file cannot be read to its end.
        CancelledError: ``progress`` returned False.

    """
    for row in table.rows(progress):
        try:
            yield _person(row)
        except CellError as error:
            yield row.line, error


def _person(row: Row[PeopleColumn]) -> PersonRow:
    lead = row.cell(PeopleColumn.LEAD)
    leads = lead.casefold() in LEADS_IT
    return PersonRow(
        line=row.line,
        name=_name(row),
        email=row.cell(PeopleColumn.EMAIL).removeprefix("mailto:"),
        role=_role(row.cell(PeopleColumn.ROLE)),
        team=row.cell(PeopleColumn.TEAM),
        lead="" if leads or lead.casefold() in LEADS_NOT else lead,
        leads=leads,
        language=row.cell(PeopleColumn.LANGUAGE),
        workforce_id=row.cell(PeopleColumn.WORKFORCE_ID),
    )


def _name(row: Row[PeopleColumn]) -> str:
    whole = row.cell(PeopleColumn.NAME)
    if whole:
        last, comma, first = whole.partition(",")
        return f"{first.strip()} {last.strip()}" if comma and first.strip() else whole
    parts = row.cell(PeopleColumn.FIRST_NAME), row.cell(PeopleColumn.LAST_NAME)
    return " ".join(part for part in parts if part)


def _role(cell: str) -> Role | None:
    if not cell:
        return None
    role = ROLES.get(words(cell))
    if role is None:
        raise CellError("‘{role}’ is no role; write agent, lead or senior manager", role=cell[:40])
    return role
