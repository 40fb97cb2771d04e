"""The sample centre: into an empty store, and out again without a trace."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.edits import Record, Subject, new_command_id
from app.domain.entries import Entry
from app.domain.errors import BadInputError
from app.domain.rules import without
from app.domain.site import Site
from app.domain.text import text
from app.domain.volumes import QueueName, VolumeDay
from app.domain.wall import monday_of, resolve

if TYPE_CHECKING:
    from app.config import Clock
    from app.storage.reader import Reader
    from app.storage.store import Store
    from app.storage.unit_of_work import UnitOfWork
    from resources.samples.centre import Centre

FACT = "sample"
BEGUN = "auto_block:begun"
"""Planning's note that the first series began; with the sample it is forgotten."""
BEGAN_WEEKS_AGO = 3
"""So long the sample's manager has used the planner: the past weeks have their blocks too."""
EVERYTHING = frozenset(Subject)


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was put in or taken out."""

    volume_days: int
    entries: int
    persons: int
    first_day: date
    last_day: date


class Sample:
    """Fills an empty store with an invented centre and takes it out again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def present(self) -> bool:
        """Whether the sample centre is in the store."""
        return self._store.read.fact(FACT) is not None

    def fill(self) -> SampleReport:
        """Put the sample centre in.

        Raises:
            BadInputError: the store is not empty; nothing was stored.

        """
        from resources.samples.centre import SITE, make_centre  # noqa: PLC0415 - rarely needed

        centre = make_centre(self._clock().astimezone(SITE.tz).date())

        def work(unit: UnitOfWork) -> None:
            self._refuse_unless_empty(self._store.read)
            _put(unit, centre, self._store.read.site() if self._store.read.site_saved() else None)

        self._store.write(
            text("Sample centre put in"), work, command=new_command_id(), subjects=EVERYTHING
        )
        self._begin_earlier(centre.today)
        return _report(centre)

    def write_export(self, file: Path) -> int:
        """Write the sample's volumes as an export that the import reads; give its rows.

        Raises:
            PlannerError: the file cannot be written.

        """
        from app.exchange.atomic import write_atomically  # noqa: PLC0415 - rarely needed
        from resources.samples.centre import SITE, make_centre  # noqa: PLC0415 - rarely needed
        from resources.samples.export import export_rows  # noqa: PLC0415 - rarely needed

        centre = make_centre(self._clock().astimezone(SITE.tz).date())
        rows = export_rows(centre.volumes, SITE.tz)
        write_atomically(file, "".join(f"{row}\n" for row in rows).encode())
        return len(rows) - 1

    def _begin_earlier(self, today: date) -> None:
        """Plan as the manager would have: series begun weeks ago, this week planned on Friday."""
        from app.services.edits import Editor  # noqa: PLC0415 - rarely needed
        from app.services.outlooks import Outlooks  # noqa: PLC0415 - rarely needed
        from app.services.planning import Planning  # noqa: PLC0415 - rarely needed

        def planning_on(friday: date) -> Planning:
            then = resolve(friday, time(12), self._store.read.site().tz)
            clock = lambda: then  # noqa: E731 - a clock that stands still
            return Planning(self._store, Outlooks(self._store, clock), Editor(self._store), clock)

        monday = monday_of(today)
        planning_on(monday - timedelta(weeks=BEGAN_WEEKS_AGO, days=3)).auto_block()
        last_friday = planning_on(monday - timedelta(days=3))
        proposal = last_friday.propose(monday)
        over = {
            change.id
            for change in proposal.changes
            if change.after is not None
            and change.after.span.start.astimezone(self._store.read.site().tz).date() <= today
        }
        last_friday.apply(proposal, keep=over)

    def take_out(self) -> SampleReport:
        """Remove what ``fill`` put in, and what was planned from it; keep everything else.

        Raises:
            BadInputError: there is no sample centre in the store.

        """
        from resources.samples.centre import make_centre  # noqa: PLC0415 - rarely needed

        note = self._store.read.fact(FACT)
        if note is None:
            raise BadInputError("The sample centre is not in the store, so nothing was removed.")
        remembered = json.loads(note)
        centre = make_centre(date.fromisoformat(remembered["today"]), seed=remembered["seed"])

        def work(unit: UnitOfWork) -> None:
            _take_out(unit, self._store.read, centre, remembered)

        self._store.write(
            text("Sample centre taken out"), work, command=new_command_id(), subjects=EVERYTHING
        )
        return _report(centre)

    def _refuse_unless_empty(self, read: Reader) -> None:
        if read.fact(FACT) is not None:
            raise BadInputError(
                "The sample centre is in the store already; take it out with sample --remove."
            )
        in_use = read.volume_range() or read.people() or read.routines(ended=True)
        if in_use or next(iter(read.all_entries()), None) is not None:
            raise BadInputError(
                "The sample centre only goes into an empty store, and this one is in use; "
                "try it in another place with --home."
            )


def _put(unit: UnitOfWork, centre: Centre, site_before: Site | None) -> None:
    from app.domain.settings import SETTINGS  # noqa: PLC0415 - rarely needed
    from resources.samples.centre import SEED  # noqa: PLC0415 - rarely needed

    if site_before is not None:
        unit.records.remove([site_before])
    unit.records.add([centre.site, *centre.entries, *centre.events, *centre.special_days])
    unit.records.add(centre.rules)
    unit.volumes.put(centre.volumes)
    unit.people.add(centre.teams, centre.persons, centre.shifts, centre.leaves)
    before = site_before and {setting.key: setting.of(site_before) for setting in SETTINGS}
    unit.facts.put(
        FACT,
        json.dumps({"seed": SEED, "today": centre.today.isoformat(), "site_before": before}),
    )


def _take_out(
    unit: UnitOfWork, read: Reader, centre: Centre, remembered: dict[str, dict[str, str] | None]
) -> None:
    remaining = _remove_unchanged_volumes(unit, read, centre.volumes)
    unit.records.remove(_records_to_remove(read, centre, planned_too=not remaining))
    if read.site_saved() and read.site() == centre.site:
        unit.records.remove([centre.site])
        if remembered["site_before"]:
            unit.records.add([_site_from(remembered["site_before"])])
    _remove_people(unit, read, centre)
    unit.facts.remove(FACT)
    if not remaining:
        unit.facts.remove(BEGUN)


def _records_to_remove(read: Reader, centre: Centre, *, planned_too: bool) -> list[Record]:
    """The sample's records as they stand now, and, when no volumes are left, what was planned."""
    own = {entry.id for entry in centre.entries}
    events = {event.id for event in centre.events}
    days = {special.day for special in centre.special_days}
    rules = {rule.id for rule in centre.rules}
    routines = read.routines(ended=True) if planned_too else []

    def goes(entry: Entry) -> bool:
        planned = entry.routine is not None or bool(entry.reasons) or bool(entry.demand)
        return entry.id in own or (planned_too and planned)

    return [
        *(entry for entry in read.all_entries() if goes(entry)),
        *(event for event in read.events() if event.id in events),
        *(special for special in read.special_days() if special.day in days),
        *(rule for rule in read.rules() if rule.id in rules),
        *routines,
    ]


def _remove_people(unit: UnitOfWork, read: Reader, centre: Centre) -> None:
    """Take the sample's people out, and those of its teams that nobody else is in or leads.

    Rules of the manager's own go on without them.
    """
    persons = {person.id for person in centre.persons}
    own_teams = {person.team for person in read.people() if person.id not in persons}
    teams = {team.id for team in centre.teams} - own_teams
    led = [team for team in read.teams() if team.lead in persons and team.id not in teams]
    unit.people.remove(persons, teams)
    unit.records.remove(led)
    unit.records.add([replace(team, lead=None) for team in led])
    gone = {rule.id for rule in centre.rules}
    named = [
        rule
        for rule in read.rules()
        if rule.id not in gone and (persons & set(rule.persons) or teams & set(rule.teams))
    ]
    unit.records.remove(named)
    unit.records.add(without(named, persons, teams))


def _remove_unchanged_volumes(unit: UnitOfWork, read: Reader, put_in: Iterable[VolumeDay]) -> bool:
    """Remove the days that still say what the sample said; answer whether others remain."""
    sample = {(day.queue, day.day): day for day in put_in}
    stored = read.volume_range()
    if stored is None:
        return False
    unchanged: defaultdict[QueueName, list[date]] = defaultdict(list)
    remaining = False
    for day in read.volume_days(stored[0], stored[1] + timedelta(days=1)):
        ours = sample.get((day.queue, day.day))
        if ours is not None and day.same_as(ours):
            unchanged[day.queue].append(day.day)
        else:
            remaining = True
    for queue, days in unchanged.items():
        unit.volumes.remove(queue, days)
    return remaining


def _site_from(written: dict[str, str]) -> Site:
    from app.domain.settings import setting_named  # noqa: PLC0415 - rarely needed

    site = Site()
    for key, value in written.items():
        site = setting_named(key).on(site, value)
    return site


def _report(centre: Centre) -> SampleReport:
    days = [volume.day for volume in centre.volumes]
    return SampleReport(
        volume_days=len(days),
        entries=len(centre.entries),
        persons=len(centre.persons),
        first_day=min(days),
        last_day=max(days),
    )
