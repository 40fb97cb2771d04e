"""What a calendar file changes in our calendar: new, changed, the same, gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.domain.entries import Availability, Days, Entry, EntryId, EntryKind, Protection, Source
from app.domain.span import Span
from app.domain.text import text
from app.exchange.calendars.content import CalendarContent, FoundEvent, Occurrence, RefusedEvent

_Key = tuple[str, str]
_THEIRS = frozenset({Protection.FIXED, Protection.TENTATIVE})


@dataclass(slots=True)
class Comparison:
    """``before`` gives way to ``after``; the counts are entries."""

    before: list[Entry] = field(default_factory=list)
    after: list[Entry] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    refused: list[RefusedEvent] = field(default_factory=list)


def derived_id(uid: str, recurrence: str) -> EntryId:
    """The id of an imported entry: the same for the same occurrence, whenever it is read."""
    return EntryId(hashlib.sha256(f"{uid}\n{recurrence}".encode()).hexdigest()[:32])


def compare(content: CalendarContent, stored: Iterable[Entry], window: Span) -> Comparison:
    """Set what was found against what is ``stored`` under the same UIDs."""
    by_key = {(e.source.uid, e.source.recurrence): e for e in stored if e.source is not None}
    if content.method == "CANCEL":
        return _cancelled(content, by_key)
    found = _wanted(content)
    comparison = Comparison()
    for key, entry in found.items():
        _place(entry, by_key.get(key), comparison)
    whole = {event.uid for event in content.events if event.whole}
    for key, entry in by_key.items():
        if key not in found and key[0] in whole and entry.span.overlaps(window):
            comparison.before.append(entry)
            comparison.removed += 1
    return comparison


def _wanted(content: CalendarContent) -> dict[_Key, Entry]:
    return {
        (event.uid, occurrence.recurrence): entry_of(event, occurrence)
        for event in content.events
        for occurrence in event.occurrences
    }


def entry_of(event: FoundEvent, occurrence: Occurrence) -> Entry:
    """One occurrence as an entry of ours: a meeting nobody here may move."""
    return Entry(
        span=occurrence.span,
        kind=EntryKind.MEETING,
        title=event.title or str(text("No title")),
        id=derived_id(event.uid, occurrence.recurrence),
        protection=Protection.TENTATIVE if event.tentative else Protection.FIXED,
        availability=Availability.FREE if event.free else Availability.BUSY,
        cancelled=event.cancelled,
        days=Days(*occurrence.days) if occurrence.days else None,
        source=Source(event.uid, occurrence.recurrence, event.sequence),
        place=event.place,
        note=event.note,
    )


def _place(entry: Entry, old: Entry | None, comparison: Comparison) -> None:
    if old is None:
        comparison.after.append(entry)
        comparison.new += 1
        return
    updated = _updated(old, entry)
    if updated == old:
        comparison.same += 1
    elif old.source and entry.source and entry.source.sequence < old.source.sequence:
        comparison.refused.append(
            RefusedEvent(entry.title, text("the calendar has a newer version of it already."))
        )
    else:
        comparison.before.append(old)
        comparison.after.append(updated)
        comparison.changed += 1


def _updated(old: Entry, found: Entry) -> Entry:
    """What the file says, and what the manager said here: the kind, and a lock."""
    return replace(
        old,
        span=found.span,
        title=found.title,
        protection=found.protection if old.protection in _THEIRS else old.protection,
        availability=found.availability,
        cancelled=found.cancelled,
        days=found.days,
        source=found.source,
        place=found.place,
        note=found.note,
    )


def _cancelled(content: CalendarContent, by_key: dict[_Key, Entry]) -> Comparison:
    """METHOD:CANCEL takes off what is there: a whole series, or the occurrences it names."""
    comparison = Comparison()
    whole = {event.uid for event in content.events if event.whole}
    named = {
        (event.uid, occurrence.recurrence)
        for event in content.events
        for occurrence in event.occurrences
    }
    for key, entry in by_key.items():
        if key not in named and key[0] not in whole:
            continue
        if entry.cancelled:
            comparison.same += 1
            continue
        comparison.before.append(entry)
        comparison.after.append(replace(entry, cancelled=True))
        comparison.changed += 1
    return comparison
