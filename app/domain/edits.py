"""Every change of the calendar as a value that knows its own opposite."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import NewType

from app.domain.entries import Entry, new_id
from app.domain.known_events import KnownEvent, SpecialDay
from app.domain.people import Leave, Person, Shift, Team
from app.domain.routines import Routine
from app.domain.rules import Rule
from app.domain.site import Site
from app.domain.text import Text

CommandId = NewType("CommandId", str)
Record = (
    Entry | Routine | Rule | KnownEvent | SpecialDay | Site | Person | Team | Shift | Leave
)  # fmt: skip
RecordKey = tuple[str, str]


class Subject(enum.StrEnum):
    """What kind of thing changed; pages that show it read again."""

    CALENDAR = "calendar"
    VOLUMES = "volumes"
    EVENTS = "events"
    SETTINGS = "settings"
    PEOPLE = "people"


def new_command_id() -> CommandId:
    """Make the id by which a retried command is recognised."""
    return CommandId(new_id())


@dataclass(frozen=True, slots=True)
class Edit:
    """Swap ``before`` for ``after``: adding, removing and changing are one thing.

    ``id`` is made by the caller; the store carries an edit out once however often it
    is sent.
    """

    label: Text
    before: tuple[Record, ...] = ()
    after: tuple[Record, ...] = ()
    id: CommandId = field(default_factory=new_command_id)

    def inverse(self) -> Edit:
        """Return the edit that takes this one back."""
        return replace(self, before=self.after, after=self.before, id=new_command_id())


def key_of(record: Record) -> RecordKey:
    """Name a record so that its versions can be told to be the same thing."""
    match record:
        case SpecialDay():
            return "special_day", record.day.isoformat()
        case Site():
            return "site", ""
        case _:
            return _NAMES[type(record)], record.id


def subjects_of(edit: Edit) -> frozenset[Subject]:
    """What kinds of thing the edit touches."""
    return frozenset(_SUBJECTS[type(record)] for record in (*edit.before, *edit.after))


_NAMES: dict[type[Record], str] = {
    Entry: "entry",
    Routine: "routine",
    Rule: "rule",
    KnownEvent: "event",
    Person: "person",
    Team: "team",
    Shift: "shift",
    Leave: "leave",
}
_SUBJECTS: dict[type[Record], Subject] = {
    Entry: Subject.CALENDAR,
    Routine: Subject.CALENDAR,
    Rule: Subject.CALENDAR,
    KnownEvent: Subject.EVENTS,
    SpecialDay: Subject.EVENTS,
    Site: Subject.SETTINGS,
    Person: Subject.PEOPLE,
    Team: Subject.PEOPLE,
    Shift: Subject.PEOPLE,
    Leave: Subject.PEOPLE,
}
