"""The manager's own calendar in, the planned week out: .ics files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.entries import Entry, EntryId, RoutineId
from app.domain.errors import BadInputError
from app.domain.span import Span
from app.domain.text import Text, text
from app.domain.wall import day_span
from app.exchange.calendars import limits
from app.exchange.calendars.content import CalendarContent, FoundEvent, Order, RefusedEvent
from app.exchange.calendars.merging import compare

if TYPE_CHECKING:
    from app.domain.site import Site
    from app.exchange.calendars.standing import StandingSeries
    from app.exchange.calendars.zone_rules import Observance
    from app.storage.reader import Reader
    from app.storage.store import Store

    Clock = Callable[[], datetime]
    Described = tuple[StandingSeries, tuple[Observance, ...]]

OURS = "@firebreak"
"""How the UIDs end that we write."""


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What importing a file would do. Counts are entries: a series counts once a time it happens.

    ``cancelled`` of the new and changed are called off. ``own`` came from this calendar
    and stand in it. ``outside`` events do not happen between ``first`` and ``last``;
    ``going_on`` names series that go on after ``last``.
    """

    file: str
    new: int
    changed: int
    same: int
    removed: int
    cancelled: int
    own: int
    outside: int
    refused: tuple[RefusedEvent, ...]
    going_on: tuple[str, ...]
    first: date
    last: date
    before: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()

    @property
    def changes_anything(self) -> bool:
        """Whether importing it would do anything at all."""
        return bool(self.before or self.after)

    @property
    def summary(self) -> Text:
        """The counts in one sentence."""
        return text(
            "{file}: {new} new, {changed} changed, {same} the same, {removed} gone, "
            "{refused} refused.",
            file=self.file,
            new=self.new,
            changed=self.changed,
            same=self.same,
            removed=self.removed,
            refused=len(self.refused),
        )

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What else the manager should know, a sentence each."""
        remarks = [
            text("‘{title}’ was left out: {reason}", title=one.title, reason=str(one.reason))
            for one in self.refused
        ]
        if self.cancelled:
            remarks.append(text("{count} of them are called off.", count=self.cancelled))
        if self.own:
            remarks.append(text("{count} came from this calendar already.", count=self.own))
        if self.outside:
            remarks.append(
                text(
                    "{count} events do not happen between {first} and {last} and were left out.",
                    count=self.outside,
                    first=self.first.isoformat(),
                    last=self.last.isoformat(),
                )
            )
        if self.going_on:
            remarks.append(
                text(
                    "{count} series go on after {last}; import the file again by then.",
                    count=len(self.going_on),
                    last=self.last.isoformat(),
                )
            )
        return tuple(remarks)


class CalendarFiles:
    """Reads calendars into edits and writes entries as calendars."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def preview(self, file: Path) -> CalendarPreview:
        """Read ``file`` and say what importing it would do; nothing is stored.

        Raises:
            BadInputError: the file cannot be used; the sentence says why.

        """
        from app.exchange.calendars.reader import read_calendar  # noqa: PLC0415 - when first used

        read = self._store.read
        site = read.site()
        first, last, window = self._window(site)
        content = read_calendar(file, Order(site.zone, window, file.name))
        content, own = _without_own(content, read)
        stored = read.entries_with_uids({event.uid for event in content.events})
        compared = compare(content, stored, window)
        return CalendarPreview(
            file=file.name,
            new=compared.new,
            changed=compared.changed,
            same=compared.same,
            removed=compared.removed,
            cancelled=sum(entry.cancelled for entry in compared.after),
            own=own,
            outside=content.outside,
            refused=(*content.refused, *compared.refused),
            going_on=content.going_on,
            first=first,
            last=last,
            before=tuple(compared.before),
            after=tuple(compared.after),
        )

    def invitation(self, file: Path) -> tuple[Entry, ...]:
        """Read the meetings that ``file`` would bring in, to try them; nothing is stored.

        Raises:
            BadInputError: there is none that is not in the calendar already.

        """
        preview = self.preview(file)
        if preview.after:
            return preview.after
        if preview.refused:
            raise BadInputError(
                "{file} has no meeting that can be tried: ‘{title}’ {reason}",
                file=file.name,
                title=preview.refused[0].title,
                reason=str(preview.refused[0].reason),
            )
        if preview.same or preview.own:
            raise BadInputError(
                "What is in {file} stands in your calendar already, so there is nothing to try.",
                file=file.name,
            )
        raise BadInputError(
            "{file} has no meeting between {first} and {last} that could be tried.",
            file=file.name,
            first=preview.first.isoformat(),
            last=preview.last.isoformat(),
        )

    def edit_for(self, preview: CalendarPreview) -> Edit:
        """The edit that imports what ``preview`` showed, all of it or nothing."""
        return Edit(text("Import {file}", file=preview.file), preview.before, preview.after)

    def export(self, span: Span, out: Path, *, names: bool = True) -> int:
        """Write the entries that share a moment with ``span`` to ``out``; return how many.

        A standing routine that comes up in ``span`` is written as one recurring event
        for as long as it stands, the same in each export, so that importing the file
        elsewhere keeps the hours busy and importing a later one brings it up to date.
        ``names`` False leaves titles and places out.

        Raises:
            BadInputError: there is nothing to write.
            FileNotWrittenError: ``out`` cannot be written; what was there is untouched.

        """
        from app.exchange.atomic import write_atomically  # noqa: PLC0415 - when first used
        from app.exchange.calendars.writer import Sheet, calendar_file  # noqa: PLC0415 - icalendar

        entries = self._store.read.entries(span)
        if not entries:
            raise BadInputError(
                "There is nothing in the calendar from {first} to {last}; choose another week.",
                first=span.start.date().isoformat(),
                last=(span.end - timedelta(seconds=1)).date().isoformat(),
            )
        series, told = self._series(entries)
        singles = tuple(entry for entry in entries if entry.id not in told)
        write_atomically(out, calendar_file(Sheet(self._clock(), singles, series, names)))
        return len(entries)

    def _window(self, site: Site) -> tuple[date, date, Span]:
        today = self._clock().astimezone(site.tz).date()
        first = today - timedelta(days=limits.DAYS_BACK)
        last = today + timedelta(days=limits.DAYS_AHEAD)
        start, end = day_span(first, site.tz).start, day_span(last, site.tz).end
        return first, last, Span(start.astimezone(UTC), end.astimezone(UTC))

    def _series(self, entries: Iterable[Entry]) -> tuple[tuple[Described, ...], frozenset[str]]:
        """The standing routines among ``entries``, and the ids they speak for."""
        from app.exchange.calendars.standing import standing_series  # noqa: PLC0415 - icalendar, for an export only
        from app.exchange.calendars.zone_rules import observances  # noqa: PLC0415 - the same

        read = self._store.read
        zone = read.site().tz
        wanted = {entry.routine for entry in entries if entry.routine}
        found: list[Described] = []
        told: frozenset[str] = frozenset()
        for routine in read.routines(ended=True):
            if routine.id not in wanted:
                continue
            series, spoken_for = standing_series(routine, read.entries_of_routine(routine.id), zone)
            rules = series and observances(zone, series.days[0], series.days[-1])
            if series and rules:
                found.append((series, rules))
                told |= spoken_for
        return tuple(found), told


def _without_own(content: CalendarContent, read: Reader) -> tuple[CalendarContent, int]:
    """Leave out what this very calendar wrote and still has; say how many entries that were."""
    routines = {routine.id for routine in read.routines(ended=True)}

    def is_own(event: FoundEvent) -> bool:
        if not event.uid.endswith(OURS):
            return False
        name = event.uid.removesuffix(OURS)
        return RoutineId(name) in routines or read.entry(EntryId(name)) is not None

    others, own = [], 0
    for event in content.events:
        if is_own(event):
            own += len(event.occurrences)
        else:
            others.append(event)
    return replace(content, events=tuple(others)), own
