"""What the manager knows will move the volumes, and days that are like no other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.entries import new_id
from app.domain.errors import BadInputError
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.text import text

if TYPE_CHECKING:
    from app.services.edits import Editor
    from app.storage.store import Store

LEAST_PERCENT, MOST_PERCENT = -100.0, 1000.0
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A known event as asked for: ``day`` to ``until``, or each ``weekday`` (0 Monday) of them."""

    name: str
    day: date
    percent: float
    queue: str | None = None
    weekday: int | None = None
    until: date | None = None
    source: str = ""


class Events:
    """Lists events and special days and makes the edits that add and remove them."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def list(self) -> tuple[KnownEvent, ...]:
        """Known events, earliest first."""
        return tuple(sorted(self._store.read.events(), key=lambda event: (event.day, event.id)))

    def special_days(self) -> tuple[SpecialDay, ...]:
        """The manager's own special days, earliest first."""
        return tuple(sorted(self._store.read.special_days(), key=lambda special: special.day))

    def edit_to_add(self, wanted: NewEvent) -> Edit:
        """Make the edit that adds an event.

        Raises:
            BadInputError: no name, a percentage that cannot be, an end before the start,
                or a queue that has no volumes.

        """
        name = _cleaned(wanted.name)
        _check_percent(wanted.percent)
        if wanted.until is not None and wanted.until < wanted.day:
            raise BadInputError(
                "The event ends on {until}, before it begins on {day}; give a later end.",
                until=wanted.until.isoformat(),
                day=wanted.day.isoformat(),
            )
        self._check_queue(wanted.queue)
        event = KnownEvent(
            EventId(new_id()),
            name,
            wanted.day,
            wanted.percent,
            queue=wanted.queue,
            weekday=wanted.weekday,
            until=wanted.until,
            source=wanted.source.strip()[:LONGEST_NAME],
        )
        return Edit(text("Event ‘{name}’ added", name=name), after=(event,))

    def edit_to_add_special_day(self, day: date, name: str) -> Edit:
        """Make the edit that marks ``day`` as a day like no other.

        Raises:
            BadInputError: no name, or the day is marked already.

        """
        if any(special.day == day for special in self._store.read.special_days()):
            raise BadInputError("{day} is a special day already.", day=day.isoformat())
        special = SpecialDay(day, _cleaned(name))
        return Edit(text("Special day ‘{name}’ added", name=special.name), after=(special,))

    def edit_to_remove(self, which: str) -> Edit:
        """Make the edit that removes an event by its id or the start of it, or a special day.

        A special day goes by its date.

        Raises:
            BadInputError: nothing, or more than one thing, is called that.

        """
        found: list[KnownEvent | SpecialDay] = [
            event for event in self.list() if which and event.id.startswith(which)
        ]
        found += [special for special in self.special_days() if special.day.isoformat() == which]
        if not found:
            raise BadInputError(
                "There is no event called '{id}'; the list shows each one's id.", id=which
            )
        if len(found) > 1:
            raise BadInputError(
                "'{id}' fits {count} events; write more of the id.", id=which, count=len(found)
            )
        return Edit(text("Event ‘{name}’ removed", name=found[0].name), before=tuple(found))

    def apply(self, edit: Edit) -> None:
        """Carry an edit of this service out."""
        self._editor.apply(edit)

    def _check_queue(self, queue: str | None) -> None:
        queues = self._store.read.queues()
        if queue is not None and queue not in queues:
            raise BadInputError(
                "There are no volumes of a queue called '{queue}'; there are {known}.",
                queue=queue,
                known=", ".join(queues) or "none yet",
            )


def _cleaned(name: str) -> str:
    cleaned = "".join(letter for letter in name if letter.isprintable()).strip()
    if not cleaned:
        raise BadInputError("The event has no name; give it one, like Invoice run.")
    return cleaned[:LONGEST_NAME]


def _check_percent(percent: float) -> None:
    if not math.isfinite(percent) or not LEAST_PERCENT <= percent <= MOST_PERCENT:
        raise BadInputError(
            "{percent} % cannot be; write a change from -100 to 1000, like 20 or -15.",
            percent=percent,
        )
