"""Places, names and obstacles as the facts of a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, Demand
from app.domain.people import PersonId
from app.domain.reasons import Reason
from app.domain.span import Span
from app.domain.text import Value
from app.domain.wall import MINUTES_A_DAY, clock_time, day_span, minute_of_day, zone_named
from app.planning.explain_scene import Options, Scene, Thing
from app.planning.obstacles import Hindrance, Obstacle

Facts = dict[str, Value]


class Facing:
    """Writes facts for one scene; ``names`` are how people and teams are called."""

    def __init__(self, scene: Scene, names: Mapping[PersonId, str]) -> None:
        self._scene = scene
        self._names = names
        self._zone = zone_named(scene.problem.zone)
        self._days = tuple(scene.days)

    def place(self, demand: Demand, options: Options, at: int) -> Facts:
        """The day and the hours of place number ``at``."""
        start = int(options.start[at])
        return {
            "day": self._days[int(options.day[at])].isoformat(),
            "start": clock_time(start),
            "end": clock_time(min(start + demand.minutes, MINUTES_A_DAY)),
        }

    def named(self, person: str) -> Facts:
        """Who: the id, and the name where it is known."""
        name = self._names.get(PersonId(person), "")
        return {"person": person, "name": name} if name else {"person": person}

    def several(self, persons: list[str]) -> Facts:
        """Who, of several: ids and names, joined by commas."""
        found: Facts = {"persons": ",".join(persons)}
        names = [self._names.get(PersonId(person), "") for person in persons]
        if names and all(names):
            found["names"] = ", ".join(names)
        return found

    def team(self, team: str) -> Facts:
        """Which team: the id, and the name where it is known."""
        name = self._names.get(PersonId(team), "")
        return {"team": team, "team_name": name} if name else {"team": team}

    def thing(self, thing: Thing, day: date) -> Facts:
        """What lies there and its hours on ``day``."""
        start, end = self._hours_on(_moment(thing.begins), _moment(thing.ends), day)
        facts: Facts = {"title": thing.title, "from": start, "to": end}
        if thing.entry is not None:
            facts["entry"] = thing.entry.id
        if thing.demand is not None:
            facts["demand"] = thing.demand.id
        return facts

    def span(self, span: Span) -> Facts:
        """The day and the hours of a span."""
        day = span.start.astimezone(self._zone).date()
        start, end = self._hours_on(span.start, span.end, day)
        return {"day": day.isoformat(), "start": start, "end": end}

    def _hours_on(self, begins: datetime, ends: datetime, day: date) -> tuple[str, str]:
        whole = day_span(day, self._zone)
        start = 0 if begins <= whole.start else minute_of_day(begins, self._zone)
        end = MINUTES_A_DAY if ends >= whole.end else minute_of_day(ends, self._zone)
        return clock_time(start), clock_time(end)

    def clock(self, cell: int) -> str:
        """The time at which a cell begins."""
        return clock_time(cell % CELLS_A_DAY * GRID_MINUTES)

    def moment(self, moment: datetime) -> str:
        """A moment in the site's zone, ISO."""
        return moment.astimezone(self._zone).isoformat()

    def obstacle(self, obstacle: Obstacle, demand: Demand, place: Facts) -> Reason:
        """Say what stands in the way of a place."""
        thing, day = obstacle.thing, str(place["day"])
        if thing is not None:
            facts = {**place, **self.thing(thing, date.fromisoformat(day))}
            return self._blocked(obstacle, thing, demand, facts)
        if obstacle.hindrance is Hindrance.PERSON_AWAY:
            return self._away(obstacle.who, place)
        if obstacle.hindrance is Hindrance.TEAM_LIMIT:
            allowed = self._scene.problem.away_per_team
            facts = {**place, **self.team(obstacle.who), **self._limit(obstacle, allowed)}
            return Reason("team_limit", facts)
        if obstacle.hindrance is Hindrance.FLOOR_LIMIT:
            spare = int(self._scene.spare[obstacle.cell])
            return Reason("floor_limit", {**place, **self._limit(obstacle, spare)})
        return self._ruled_out(obstacle, demand, place)

    def _limit(self, obstacle: Obstacle, allowed: int) -> Facts:
        return {
            "at": self.clock(obstacle.cell),
            "away": allowed + obstacle.over,
            "allowed": allowed,
            "more": obstacle.over,
        }

    def _blocked(self, obstacle: Obstacle, thing: Thing, demand: Demand, facts: Facts) -> Reason:
        if obstacle.hindrance is Hindrance.CALENDAR:
            return Reason("in_the_way" if thing.entry is not None else "taken_by_plan", facts)
        if obstacle.hindrance is Hindrance.ROOM:
            return Reason("room_taken", {**facts, "room": demand.room})
        if obstacle.hindrance is Hindrance.PERSON_TAKEN:
            shared = next(one for one in demand.people if one in thing.people)
            return Reason("person_taken", {**facts, **self.named(shared)})
        if obstacle.hindrance is Hindrance.TOO_NEAR:
            gap = max(thing.gap_minutes, demand.gap_minutes)
            apart = max(
                _minutes(facts["start"]) - _minutes(facts["to"]),
                _minutes(facts["from"]) - _minutes(facts["end"]),
            )
            return Reason("too_near", {**facts, "gap": gap, "apart": max(apart, 0)})
        return Reason("slot_taken", facts)

    def _away(self, person: str, place: Facts) -> Reason:
        """On leave, off shift that day, or not there for days."""
        who = PersonId(person)
        day = date.fromisoformat(str(place["day"]))
        facts: Facts = {**place, **self.named(person)}
        for leave in self._scene.problem.leave:
            if leave.person == who and leave.first <= day <= leave.last:
                return Reason("on_leave", {**facts, "until": leave.last.isoformat()})
        whole = day_span(day, self._zone)
        stretches = sorted(self._scene.problem.presence[who])
        hours = [
            "–".join(self._hours_on(one.start, one.end, day))
            for one in stretches
            if one.overlaps(whole)
        ]
        if hours:
            return Reason("off_shift", {**facts, "hours": ", ".join(hours)})
        coming = [one.start for one in stretches if one.start >= whole.end]
        if coming:
            facts["until"] = self.moment(min(coming))
        return Reason("not_there", facts)

    def _ruled_out(self, obstacle: Obstacle, demand: Demand, place: Facts) -> Reason:
        hindrance, problem = obstacle.hindrance, self._scene.problem
        if hindrance is Hindrance.TOO_LATE:
            assert problem.not_before is not None
            return Reason("too_late", {**place, "until": self.moment(problem.not_before)})
        if hindrance is Hindrance.FROZEN:
            assert problem.frozen_until is not None
            return Reason("frozen", {**place, "until": self.moment(problem.frozen_until)})
        if hindrance is Hindrance.NO_SESSION:
            return Reason("no_session", {**place, "minutes": demand.minutes})
        if hindrance is Hindrance.LEAVES_SLOTS:
            return Reason("leaves_slots", place)
        needs = obstacle.limit + obstacle.over
        limits: Facts = {"limit": obstacle.limit, "needs": needs}
        return Reason("day_full", {**place, **limits})


def _minutes(clock: Value) -> int:
    hours, minutes = str(clock).split(":")
    return int(hours) * 60 + int(minutes)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
