"""What is asked of the engine, from all that is in the store: one week, or several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from app.domain.demands import NOTICE, Demand, Diary, Engagement, Problem, Quota
from app.domain.entries import Entry, EntryKind
from app.domain.objective import MOST_OVERDUE
from app.domain.outlook import WeekOutlook
from app.domain.people import Person, PersonId, Team
from app.domain.rules import Rule, RuleForm, RuleId
from app.domain.site import Site
from app.domain.span import Span
from app.domain.wall import iso_week, resolve, week_span
from app.planning.fed_demands import (
    Checkpoint,
    DoorWish,
    checkpoint_demands,
    checkpoint_name,
    checkpoint_quota,
    slot_demands,
    slot_name,
    slot_starts,
    standing_session,
)
from app.planning.openings import Openings
from app.planning.rule_demands import STAY_ON_PHONES, rule_demands
from app.planning.rule_scene import Scene, in_force, rule_and_key, still_wanted
from app.planning.week_demands import (
    SLOT,
    Letting,
    is_working,
    loose_entries,
    quotas_of,
    week_demands,
)
from app.services.staffing import Staffing, agents_of

if TYPE_CHECKING:
    from app.config import Clock
    from app.domain.staffing import Attendance
    from app.services.outlooks import Outlooks
    from app.storage.store import Store

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A problem and what it was made from.

    ``entries`` are all that stand in the weeks asked for, ``standing`` those that stay where
    they are, ``loose`` those that look for a place: each is the ``current`` of a demand.
    ``names`` are what people and teams are called.
    """

    problem: Problem
    entries: tuple[Entry, ...]
    standing: tuple[Entry, ...]
    loose: tuple[Entry, ...]
    outlooks: tuple[WeekOutlook, ...]
    site: Site
    names: Mapping[PersonId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fed:
    """What others than the store's routines ask for."""

    checkpoints: tuple[Checkpoint, ...] = ()
    door_wishes: tuple[DoorWish, ...] = ()


class PlanProblems:
    """Makes problems; changes nothing."""

    def __init__(self, store: Store, outlooks: Outlooks, clock: Clock) -> None:
        self._store = store
        self._outlooks = outlooks
        self._clock = clock
        self._staffing = Staffing(store, outlooks)

    def of(
        self,
        monday: date,
        *,
        weeks: int = 1,
        near: bool = False,
        days: Collection[date] | None = None,
        move_invited: bool = False,
        entries: Sequence[Entry] | None = None,
        fed: Fed = Fed(),
    ) -> Asked:
        """Ask for the ``weeks`` weeks from ``monday``.

        ``near`` lets things within 24 hours be placed and moved. With ``days`` only these are
        touched: all that is planned on others stays, nothing new comes there, and only what
        stands on a touched day may go there. ``move_invited`` lets go of what people were
        invited to. ``entries`` stand in for those of the weeks in the store.
        """
        read, now = self._store.read, self._clock()
        site = read.site()
        mondays = [monday + WEEK * n for n in range(weeks)]
        outlooks = tuple(self._outlooks.week(each) for each in mondays)
        not_before = now + (timedelta() if near else NOTICE)
        people = tuple(read.people())
        asking = _Asking(
            site=site,
            outlooks=outlooks,
            openings=Openings(
                site,
                _open_days(site, outlooks, days),
                not_before,
                around=() if days is None else _open_days(site, outlooks),
            ),
            letting=Letting(not_before, site.tz, days, move_invited),
            entries=tuple(read.entries(_whole(mondays, site)) if entries is None else entries),
            people=people,
            teams=tuple(read.teams()),
            rules=tuple(read.rules()),
            attendance=self._staffing.attendance(monday, mondays[-1] + 2 * WEEK, people),
            fed=fed,
        )
        return self._asked(asking, tuple(self._around(mondays, asking.rules, site)), now)

    def _asked(self, asking: _Asking, around: tuple[Entry, ...], now: datetime) -> Asked:
        """Put the problem together; ``around`` are entries of the weeks before and after."""
        site, outlooks, there = asking.site, asking.outlooks, asking.attendance
        standing, loose, demands, quotas = asking.sorted_out(around)
        agents = agents_of(asking.people)
        problem = Problem(
            days=tuple(day for outlook in outlooks for day in outlook.days),
            zone=site.zone,
            diaries=(Diary(standing, site.working, _open_days(site, outlooks)),),
            demands=demands,
            quotas=quotas,
            not_before=asking.letting.not_before,
            frozen_until=_frozen_until(site, now),
            presence=there.presence,
            agents=agents,
            away_per_team=site.away_per_team,
            floor=self._staffing.floor_of(outlooks, there, agents),
            engagements=asking.engagements(standing, demands),
            leave=tuple(
                self._store.read.leaves(outlooks[0].monday, outlooks[-1].monday + timedelta(days=6))
            ),
        )
        names = {person.id: person.name for person in asking.people}
        names |= {PersonId(team.id): team.name for team in asking.teams}
        return Asked(problem, asking.entries, standing, loose, outlooks, site, names)

    def _around(
        self, mondays: Sequence[date], rules: Iterable[Rule], site: Site
    ) -> Iterable[Entry]:
        """What was placed for routines, or is with people, before and after these weeks."""
        longest = max((rule.every_weeks for rule in rules if in_force(rule)), default=0)
        if not longest:
            return
        start, end = mondays[0], mondays[-1] + WEEK
        before = _whole([start - WEEK * (longest + MOST_OVERDUE), start - WEEK], site)
        after = _whole([end, end + WEEK * (longest // 2)], site)
        here = week_span(start, site.tz).start, week_span(end, site.tz).start
        for span in (before, after):
            for entry in self._store.read.entries(span):
                outside = not here[0] <= entry.span.start < here[1]
                if outside and (entry.people or entry.demand):
                    yield entry


Sorted = tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[Demand, ...], tuple[Quota, ...]]


@dataclass(frozen=True)
class _Asking:
    """The store as it is, and what is let go of."""

    site: Site
    outlooks: tuple[WeekOutlook, ...]
    openings: Openings
    letting: Letting
    entries: tuple[Entry, ...]
    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    rules: tuple[Rule, ...]
    attendance: Attendance
    fed: Fed

    def sorted_out(self, around: tuple[Entry, ...]) -> Sorted:
        """What stays, what looks for a place, every demand and the least that is wanted.

        What might have moved and nobody asks for any more stays where it is.
        """
        letting = replace(self.letting, asked_again=self._asked_again())
        standing, loose = loose_entries(self.entries, letting)
        of_rules, quotas = rule_demands(self.rules, self._scene((*around, *standing), loose))
        of_weeks = self._of_weeks(standing, loose, with_rules=bool(of_rules))
        fed = self._fed(standing, loose, of_weeks)
        demands = (*of_weeks, *of_rules, *fed)
        wanted = {demand.current.id for demand in demands if demand.current is not None}
        quotas = [*quotas_of(of_weeks), *quotas, *_fed_quotas(fed)]
        return (
            (*standing, *(entry for entry in loose if entry.id not in wanted)),
            tuple(entry for entry in loose if entry.id in wanted),
            demands,
            tuple(quotas),
        )

    def engagements(
        self, standing: Iterable[Entry], demands: Iterable[Demand]
    ) -> tuple[Engagement, ...]:
        """What stands and takes people, or a room that a demand wants."""
        rooms = {demand.room for demand in demands if demand.room}
        rules = {rule.id: rule for rule in self.rules}
        return tuple(
            _engagement(entry, rules)
            for entry in standing
            if entry.blocks_time and (entry.people or entry.place in rooms)
        )

    def _scene(self, standing: tuple[Entry, ...], loose: tuple[Entry, ...]) -> Scene:
        mondays = tuple(outlook.monday for outlook in self.outlooks)
        presence = self.attendance.presence
        return Scene(
            self.site, mondays, self.openings, self.people, self.teams, standing, loose, presence
        )

    def _asked_again(self) -> _AskedAgain:
        fed = {checkpoint_name(one) for one in self.fed.checkpoints}
        for outlook in self.outlooks:
            week = iso_week(outlook.monday)
            fed |= {slot_name(one, week) for one in self.fed.door_wishes}
        return _AskedAgain(
            {rule.id: rule for rule in self.rules}, {person.id for person in self.people}, fed
        )

    def _of_weeks(
        self, standing: tuple[Entry, ...], loose: tuple[Entry, ...], *, with_rules: bool
    ) -> list[Demand]:
        """Blocks, lunch, the door; without volumes only lunch, where others are planned."""
        return [
            demand
            for outlook in self.outlooks
            for demand in week_demands(self.site, outlook, standing, loose, self.letting.days)
            if outlook.enough_history
            or demand.current is not None
            or (with_rules and demand.kind is EntryKind.LUNCH)
        ]

    def _fed(
        self, standing: tuple[Entry, ...], loose: tuple[Entry, ...], of_weeks: Iterable[Demand]
    ) -> list[Demand]:
        found = checkpoint_demands(self.fed.checkpoints, self.openings, standing, loose)
        if not self.fed.door_wishes:
            return found
        doors = [demand for demand in of_weeks if demand.kind is EntryKind.OPEN_DOOR]
        sessions = [(window, door.minutes) for door in doors for window in door.windows]
        sessions += [
            standing_session(entry, self.site.tz)
            for entry in standing
            if entry.kind is EntryKind.OPEN_DOOR
            and entry.blocks_time
            and not entry.demand.startswith(SLOT)
        ]
        asked: set[PersonId] = set()
        for outlook in self.outlooks:
            days = {day.day for day in outlook.days} & set(self.openings.days)
            here = [(window, minutes) for window, minutes in sessions if window.day in days]
            for wish in self.fed.door_wishes if here else ():
                if wish.person not in asked:
                    asked.add(wish.person)
                    windows = [slot_starts(window, long, wish.minutes) for window, long in here]
                    week = iso_week(outlook.monday)
                    found += slot_demands([wish], week, windows, standing, loose)
        return found


@dataclass(frozen=True, slots=True)
class _AskedAgain:
    """Whether the demand that an entry was placed for is made anew."""

    rules: Mapping[RuleId, Rule]
    people: set[PersonId]
    fed: set[str]

    def __call__(self, entry: Entry) -> bool:
        return entry.demand in self.fed or still_wanted(entry, self.rules, self.people)


def _engagement(entry: Entry, rules: Mapping[RuleId, Rule]) -> Engagement:
    """Who leaves the phones: everybody, but where the manager comes to them."""
    placed_for = rule_and_key(entry)
    rule = rules.get(placed_for[0]) if placed_for is not None else None
    form = rule.form if rule is not None else None
    stays = form in STAY_ON_PHONES or entry.kind is EntryKind.ROLLOUT
    return Engagement(entry, not stays, form is RuleForm.TEAM_MEETING)


def _fed_quotas(fed: Sequence[Demand]) -> list[Quota]:
    return checkpoint_quota([demand for demand in fed if demand.quota])


def _open_days(
    site: Site, outlooks: Iterable[WeekOutlook], days: Collection[date] | None = None
) -> tuple[date, ...]:
    """The working days that are no days off, of ``days`` where these are named."""
    return tuple(
        day.day
        for outlook in outlooks
        for day in outlook.days
        if is_working(site, day) and (days is None or day.day in days)
    )


def _whole(mondays: Sequence[date], site: Site) -> Span:
    """From the first Monday to the end of the last one's week."""
    first, last = week_span(mondays[0], site.tz), week_span(mondays[-1], site.tz)
    return Span(first.start, last.end)


def _frozen_until(site: Site, now: datetime) -> datetime | None:
    """The end of the last day that no schedule of an agent changes on; None without a freeze."""
    if not site.freeze_days:
        return None
    today = now.astimezone(site.tz).date()
    return resolve(today + timedelta(days=site.freeze_days + 1), time(0), site.tz)
