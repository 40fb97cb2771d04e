"""Why a demand has the place it has: what speaks for it, what it costs, what would be next."""

from __future__ import annotations

import numpy as np

from app.domain.demands import Demand, Place
from app.domain.entries import EntryKind
from app.domain.objective import PAUSE, STAYS, STAYS_INVITED
from app.domain.outlook import DayOutlook
from app.domain.reasons import Reason, Reasons
from app.domain.rules import Wish
from app.domain.volumes import FloatArray
from app.domain.wall import clock_time
from app.planning.explain_blocks import Blocks
from app.planning.explain_facts import Facing, Facts
from app.planning.explain_points import Points
from app.planning.explain_scene import Scene
from app.planning.obstacles import Ground

SAME = 0.005
"""Stretches that differ by less than this share count as equally busy."""
HARDLY = 0.05
"""Fewer points than this are no difference to a manager."""


class Placed:
    """Explains the demands of one scene that have a place."""

    def __init__(self, scene: Scene, points: Points, facing: Facing) -> None:
        self._scene = scene
        self._points = points
        self._facing = facing
        self._blocks = Blocks(scene, points, facing)

    def reasons(self, demand: Demand, place: Place) -> Reasons:
        """Say what decided, most telling first."""
        ground = Ground(self._scene, demand)
        options = ground.options
        day = self._scene.days.get(place.day, -1)
        where = np.flatnonzero((options.day == day) & (options.start == place.start))
        if not len(where):
            return demand.reasons
        at = int(where[0])
        told = _Told(demand, ground, at, self._points)
        outlook = self._scene.problem.days[day]
        high = demand.wish is Wish.HIGH
        stays = bool(ground.stays[at])
        return (
            *demand.reasons,
            *(() if stays else self._moved(told)),
            self._curve(told, outlook),
            *_events(outlook),
            *(self._blocks.above_line(told.demand, outlook, place.start) if high else ()),
            *(self._blocks.in_the_way(demand, ground, at) if high else ()),
            *self._next(told),
            *self._phones(told),
            *self._costs(told),
            *(self._stays(told) if stays else ()),
        )

    def _curve(self, told: _Told, outlook: DayOutlook) -> Reason:
        """How busy the place is, and whether any other would be busier or quieter."""
        here, day = float(told.contacts[told.at]), told.day
        total = float(self._points.total[day])
        facts: Facts = {
            "minutes": told.demand.minutes,
            "weekday": outlook.day.weekday(),
            "contacts": round(here),
            "share": round(here / total, 4) if total > 0 else 0.0,
            "weeks": len(outlook.weeks),
        }
        same_day = told.contacts[told.ground.options.day == day]
        if told.demand.wish is Wish.HIGH:
            most = self._scene.objective.busiest(outlook.day, told.demand.minutes)
            if most > 0:
                facts["of_peak"] = round(here / most, 4)
            busiest = here >= max(float(same_day.max()), most) * (1 - SAME)
            return Reason("busiest_window" if busiest else "busy_window", facts)
        if told.demand.wish is Wish.LOW:
            if here <= float(same_day.min()) * (1 + SAME):
                return Reason("quiet_place", facts)
            others = told.ground.free.copy()
            others[told.at] = False
            left = told.contacts[others]  # of nothing else that is left there is no quietest
            if len(left) and here <= float(left.min()) * (1 + SAME):
                return Reason("least_busy_left", facts)
        return Reason("contacts_meanwhile", facts)

    def _next(self, told: _Told) -> Reasons:
        """The best other place that is free, and how much worse it is."""
        if told.demand.kind is EntryKind.UNPLANNED:
            known = self._blocks.next_best(told.demand, told.ground, told.at)
            if known is not None:
                return (known,)
        others = told.ground.free & told.apart
        if not others.any():
            others = told.ground.free.copy()
            others[told.at] = False
        if not others.any():
            return (Reason("only_place", {"places": len(others)}),)
        best = int(np.where(others, told.points, -np.inf).argmax())
        here, there = float(told.contacts[told.at]), float(told.contacts[best])
        worse = {part: float(values[told.at] - values[best]) for part, values in told.parts.items()}
        less = sum(worse.values())
        facts: Facts = {
            **self._facing.place(told.demand, told.ground.options, best),
            "contacts": round(there),
            "change": round(there / here - 1, 4) if here > 0 else 0.0,
            "less": round(less, 2),
        }
        same_day = int(told.ground.options.day[best]) == told.day
        decided = max(worse, key=lambda part: abs(worse[part]), default="")
        only_quiet = decided == "quiet" and less - worse["quiet"] < HARDLY
        as_well = abs(less) < HARDLY and abs(there - here) <= SAME * here
        if same_day and less >= 0 and ((only_quiet and there > here) or as_well):
            return (Reason("next_quiet", facts),)
        return (Reason("next_free", {**facts, "because": decided}),)

    def _phones(self, told: _Told) -> Reasons:
        """Who is off the phones meanwhile: of each team, and of all where that is known."""
        agents = self._points.agents(told.demand)
        if not agents:
            return ()
        scene, options = self._scene, told.ground.options
        cells = slice(int(options.first[told.at]), int(options.after[told.at]))
        found = []
        for team in () if told.demand.as_team else filter(None, scene.teams_of(told.demand)):
            worst = int(scene.away[team][cells].argmax()) + cells.start
            away = int(scene.away[team][worst])
            facts: Facts = {
                **self._facing.team(team),
                "at": self._facing.clock(worst),
                "away": away,
                "allowed": scene.problem.away_per_team,
                **self._facing.several(scene.off_phones(team, worst)),
            }
            found.append(Reason("off_phones", facts))
        left = scene.spare[cells] - scene.away_in_all[cells]
        worst = int(left.argmin()) + cells.start
        if scene.spare_known[worst]:
            facts = {
                "at": self._facing.clock(worst),
                "away": int(scene.away_in_all[worst]),
                "spare": int(scene.spare[worst]),
            }
            found.append(Reason("off_floor", facts))
        return tuple(found)

    def _costs(self, told: _Told) -> Reasons:
        """What the place costs in phones, in pauses and in waiting."""
        found = []
        if "phones" in told.parts:
            lost = -float(told.parts["phones"][told.at])
            facts: Facts = {
                "agents": self._points.agents(told.demand),
                "minutes": told.demand.minutes,
                "points": round(lost, 2),
            }
            if lost >= HARDLY:
                found.append(Reason("cost_phones", facts))
        stretches = round(-float(told.parts["pauses"][told.at]) / PAUSE) if told.has_pauses else 0
        if stretches:
            options = told.ground.options
            first, last = self._points.lost_between(told.demand, options, told.at)
            found.append(Reason("cost_pauses", _stretch(first, last, stretches)))
        if "waiting" in told.parts:
            lost = -float(told.parts["waiting"][told.at])
            if lost >= HARDLY:
                days = round(lost / told.demand.later)
                found.append(Reason("cost_waiting", {"days": days, "points": round(lost, 2)}))
        return tuple(found)

    def _stays(self, told: _Told) -> Reasons:
        """That it is found where it stands today."""
        current = told.demand.current
        invited = current is not None and current.invited
        points = STAYS_INVITED if invited else STAYS
        return (Reason("stays", {"points": points, "invited": int(invited)}),)

    def _moved(self, told: _Told) -> Reasons:
        """Why it is not where it stands today: what is in the way there, or what it gains."""
        current = told.demand.current
        if current is None:
            return ()
        was = self._facing.span(current.span)
        where = np.flatnonzero(told.ground.stays)
        if not len(where):
            return (Reason("moved_from", was),)
        there = int(where[0])
        if not told.ground.free[there]:
            place = self._facing.place(told.demand, told.ground.options, there)
            first = told.ground.at(there)[0]
            why = self._facing.obstacle(first, told.demand, {**place, "others": 1})
            return (Reason("moved_off", was), Reason(why.code, {**why.facts, "was": 1}))
        more = float(told.points[told.at] - told.points[there])
        return (Reason("moved_better", {**was, "points": round(more, 2)}),)


class _Told:
    """A placed demand with what each of its places would come to."""

    def __init__(self, demand: Demand, ground: Ground, at: int, points: Points) -> None:
        self.demand = demand
        self.ground = ground
        self.at = at
        self.day = int(ground.options.day[at])
        self.contacts: FloatArray = points.contacts(demand, ground.options)
        self.parts = points.parts(demand, ground.options)
        self.points: FloatArray = sum(self.parts.values(), start=np.zeros(len(ground.options.day)))
        options = ground.options
        self.apart = (options.ends <= options.begins[at]) | (options.begins >= options.ends[at])
        self.has_pauses = "pauses" in self.parts


def _stretch(first: int, last: int, stretches: int) -> Facts:
    return {
        "from": clock_time(first),
        "to": clock_time(last),
        "stretches": stretches,
        "points": PAUSE * stretches,
    }


def _events(outlook: DayOutlook) -> Reasons:
    """Name the known events that the day's numbers already hold."""
    names = ", ".join(f"{event.name} {event.percent:+g} %" for event in outlook.events)
    return (Reason("events_counted", {"names": names}),) if names else ()
