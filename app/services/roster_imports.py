"""Bring people and schedules in: look first, then one edit with all of a file, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import Edit
from app.domain.errors import BadInputError
from app.domain.site import Site
from app.domain.text import Text, text
from app.domain.wall import zone_named
from app.exchange.rosters.people_file import look_at_people, people_rows
from app.exchange.rosters.schedule_file import look_at_schedule, order_of_dates, schedule_rows
from app.exchange.volumes.date_orders import Beside, Place
from app.exchange.volumes.refusals import Refusals, TooManyRefusalsError
from app.exchange.volumes.times import DateOrder
from app.services.edits import Editor
from app.services.people_import import PeopleImport, PeopleOutcome
from app.services.roster_preview import Progress, RosterPreview
from app.services.schedule_import import ScheduleImport, ScheduleOutcome
from app.services.settings import Settings

if TYPE_CHECKING:
    from app.config import Clock
    from app.storage.store import Store

MOST_NAMED = 5


def _go_on(_share: float) -> bool:
    return True


class RosterImports:
    """Reads files of people and of schedules and makes the edits that bring them in."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def people(self, file: Path, *, progress: Progress = _go_on) -> RosterPreview:
        """Read a list of people and say what bringing it in would change.

        Raises:
            BadInputError: the file cannot be used.
            CancelledError: ``progress`` returned False.

        """
        table = look_at_people(file)
        refusals, rows = Refusals(), 0
        taking = PeopleImport(self._store.read.people(), self._store.read.teams(), refusals)
        outcome = PeopleOutcome((), (), 0, 0, 0, 0, ())
        try:
            for row in people_rows(table, progress):
                rows += 1
                if isinstance(row, tuple):
                    refusals.add(row[0], row[1].text)
                else:
                    taking.take(row)
            outcome = taking.finish()
        except TooManyRefusalsError:
            pass
        _check_any(rows, file)
        return RosterPreview(
            file=file,
            rows_read=rows,
            new=outcome.new,
            changed=outcome.changed,
            same=outcome.same,
            gone=outcome.gone,
            refused=refusals.in_order(),
            notes=_people_notes(outcome, table.ignored),
            people=outcome.new + outcome.changed + outcome.same,
            new_teams=outcome.new_teams,
            made=Edit(
                text("People of {file} brought in", file=file.name), outcome.before, outcome.after
            ),
        )

    def schedule(
        self,
        file: Path,
        zone: str | None = None,
        *,
        order: DateOrder | None = None,
        known_only: bool = False,
        progress: Progress = _go_on,
    ) -> RosterPreview:
        """Read a schedule and say what bringing it in would change.

        ``zone`` is the wall clock it was written by, the site's when None; a site that has no
        zone yet takes it over. ``order`` is what comes first in 03/04/2026. With ``known_only``
        rows of people who are not here are passed over instead of refused.

        Raises:
            BadInputError: the file or the zone cannot be used.
            CancelledError: ``progress`` returned False.

        """
        site = self._store.read.site()
        wall = zone_named(zone or site.zone)
        table = look_at_schedule(file)
        beside = Beside(told=order, place=Place(site.country, wall.key))
        dates = order_of_dates(table, beside, _part(progress, 0.0, 0.4))
        refusals, rows = Refusals(), 0
        taking = ScheduleImport(self._store.read.people(), wall, refusals, known_only=known_only)
        outcome = ScheduleOutcome()
        try:
            for row in schedule_rows(table, dates.order, _part(progress, 0.4, 0.9)):
                rows += 1
                if isinstance(row, tuple):
                    refusals.add(row[0], row[1].text)
                else:
                    taking.take(row)
            outcome = taking.finish(self._store.read)
        except TooManyRefusalsError:
            pass
        _check_any(rows, file)
        shown = _schedule_preview(file, outcome, rows, refusals)
        settles = self._settles_zone(site, zone)
        return replace(
            shown,
            notes=(*_zone_notes(settles, wall.key), *_schedule_notes(taking, table.ignored)),
            zone=wall.key,
            dates=dates,
            passed_over=taking.passed_over,
            strangers=taking.strangers,
            made=self._with_zone(shown.made, site, wall.key) if settles else shown.made,
        )

    def _settles_zone(self, site: Site, zone: str | None) -> bool | None:
        """Whether the site takes ``zone`` over; None when it has none and none was named.

        As with volumes it does when its zone was never chosen and none are stored by it yet.
        """
        if site.zone != Site().zone or self._store.read.volume_range() is not None:
            return False
        return zone_named(zone).key != site.zone if zone else None

    def _with_zone(self, made: Edit, site: Site, zone: str) -> Edit:
        """``made``, and the site in ``zone`` with its own entries at their hours on the wall."""
        saved = site if self._store.read.site_saved() else None
        settings = Settings(self._store, Editor(self._store))
        moved = settings.edit_between(saved, replace(site, zone=zone), made.label, roster=False)
        return Edit(made.label, (*made.before, *moved.before), (*made.after, *moved.after))


def _schedule_preview(
    file: Path, outcome: ScheduleOutcome, rows: int, refusals: Refusals
) -> RosterPreview:
    return RosterPreview(
        file=file,
        rows_read=rows,
        new=outcome.new,
        changed=outcome.changed,
        same=outcome.same,
        gone=outcome.gone,
        refused=refusals.in_order(),
        people=outcome.people,
        shifts=outcome.shifts,
        first_day=outcome.first,
        last_day=outcome.last,
        made=Edit(
            text("Schedule {file} brought in", file=file.name), outcome.before, outcome.after
        ),
    )


def _part(progress: Progress, start: float, end: float) -> Callable[[float], bool]:
    """Tell ``progress`` of one part of the whole work."""
    return lambda share: progress(start + (end - start) * share)


def _check_any(rows: int, file: Path) -> None:
    if not rows:
        raise BadInputError(
            "{file} has a header and no rows below it; there is nothing to import.", file=file.name
        )


def _people_notes(outcome: PeopleOutcome, ignored: tuple[str, ...]) -> tuple[Text, ...]:
    notes = []
    if outcome.new_teams:
        notes.append(text("New teams: {names}", names=_listed(outcome.new_teams)))
    if outcome.gone:
        notes.append(text("{count} people are not in the file and stay.", count=outcome.gone))
    return (*notes, *_ignored(ignored))


def _zone_notes(settles: bool | None, zone: str) -> tuple[Text, ...]:
    if settles is None:
        return (
            text(
                "The site has no time zone yet, so these are taken as times of {zone}; name the "
                "zone if they are not.",
                zone=zone,
            ),
        )
    return (text("The site's zone will be {zone}, as the file's.", zone=zone),) if settles else ()


def _schedule_notes(taking: ScheduleImport, ignored: tuple[str, ...]) -> tuple[Text, ...]:
    notes = []
    if taking.passed_over:
        notes.append(
            text(
                "Rows of people who are not known here, passed over: {count}",
                count=taking.passed_over,
            )
        )
    if taking.off_phones:
        names = _listed(tuple(taking.off_phones))
        notes.append(text("Taken as work off the phones: {names}", names=names))
    return (*notes, *_ignored(ignored))


def _ignored(names: tuple[str, ...]) -> tuple[Text, ...]:
    if not names:
        return ()
    return (text("Columns that are not needed: {names}", names=_listed(names)),)


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(name[:40] for name in names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown
