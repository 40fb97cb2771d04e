"""One problem of several managers' problems, and each one's part of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.demands import (
    Demand,
    DemandId,
    Diary,
    Engagement,
    FloorDay,
    Plan,
    Problem,
    Quota,
)
from app.domain.errors import BadInputError
from app.domain.objective import Objective
from app.domain.outlook import DayOutlook
from app.domain.people import Person, PersonId, Team
from app.domain.span import Span
from app.services.drafts import Draft

BETWEEN = "/"
"""Stands between a manager's name and a name of their own store."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one manager brings: the draft of their weeks and the people in their store."""

    name: str
    draft: Draft
    people: tuple[Person, ...]
    teams: tuple[Team, ...]


class JointProblem:
    """The managers' problems as one.

    A person in several stores is one: by workforce id, else mail address, else name. A room is
    known by its name, a team too. Where stores tell different things of somebody's hours or of
    the phones, the narrower holds; the curve of a day is taken from the store that expects most.

    Raises:
        BadInputError: the stores are of different time zones.

    """

    def __init__(self, shares: Sequence[Share]) -> None:
        self.shares = tuple(shares)
        self._refuse_other_zones()
        self._ids = {share.name: _ids(share) for share in shares}
        self._rooms: dict[str, str] = {}
        self._own = {
            DemandId(f"{share.name}{BETWEEN}{demand.id}"): (share.name, demand)
            for share in shares
            for demand in share.draft.problem.demands
        }
        self.names = {
            self._ids[share.name][person.id]: person.name
            for share in shares
            for person in share.people
        }
        self.problem = self._joined([share.draft.problem for share in shares])
        self._objective = Objective(self.problem)

    def part(self, share: Share, plan: Plan) -> Plan:
        """One manager's part of a plan. Its points are the part's own, its gap the whole plan's."""
        placements = tuple(
            replace(one, demand=self._own[one.demand.id][1])
            for one in plan.placements
            if self._own[one.demand.id][0] == share.name
        )
        omissions = tuple(
            replace(one, demand=self._own[one.demand.id][1])
            for one in plan.omissions
            if self._own[one.demand.id][0] == share.name
        )
        own = Objective(share.draft.problem)
        score = own.score({one.demand.id: one.place for one in placements})
        bound = score.points if plan.gap == 0 else score.points / (1 - min(plan.gap, 0.999))
        return replace(plan, placements=placements, omissions=omissions, score=score, bound=bound)

    def _joined(self, problems: Sequence[Problem]) -> Problem:
        first = problems[0]
        starts = [p.not_before for p in problems if p.not_before is not None]
        frozen = [p.frozen_until for p in problems if p.frozen_until is not None]
        return Problem(
            days=tuple(_busiest(days) for days in zip(*(p.days for p in problems), strict=True)),
            zone=first.zone,
            diaries=tuple(self._diary(s.name, d) for s in self.shares for d in _diaries(s)),
            demands=tuple(self._demand(name, one, id_) for id_, (name, one) in self._own.items()),
            quotas=tuple(self._quota(s.name, q) for s in self.shares for q in _quotas(s)),
            not_before=max(starts, default=None),
            frozen_until=max(frozen, default=None),
            presence=self._presence(),
            agents=self._agents(),
            away_per_team=min(p.away_per_team for p in problems),
            floor=_floor(day for problem in problems for day in problem.floor),
            engagements=tuple(
                self._engagement(s.name, one)
                for s in self.shares
                for one in s.draft.problem.engagements
            ),
            leave=tuple(
                replace(leave, person=self._id(s.name, leave.person))
                for s in self.shares
                for leave in s.draft.problem.leave
            ),
        )

    def _refuse_other_zones(self) -> None:
        first = self.shares[0]
        for share in self.shares:
            if share.draft.problem.zone != first.draft.problem.zone:
                raise BadInputError(
                    "{manager}: the store is of {zone}, that of {other} is of {other_zone}; only "
                    "stores of one time zone are planned together.",
                    manager=share.name,
                    zone=share.draft.problem.zone,
                    other=first.name,
                    other_zone=first.draft.problem.zone,
                )

    def _demand(self, name: str, demand: Demand, joint: DemandId) -> Demand:
        return replace(
            demand,
            id=joint,
            owner=name,
            quota=f"{name}{BETWEEN}{demand.quota}" if demand.quota else "",
            people=tuple(self._id(name, person) for person in demand.people),
            room=self._room(demand.room),
        )

    def _engagement(self, name: str, one: Engagement) -> Engagement:
        people = tuple(self._id(name, PersonId(person)) for person in one.entry.people)
        entry = replace(one.entry, people=people, place=self._room(one.entry.place))
        return replace(one, entry=entry)

    @staticmethod
    def _diary(name: str, diary: Diary) -> Diary:
        return replace(diary, owner=name)

    @staticmethod
    def _quota(name: str, quota: Quota) -> Quota:
        return replace(quota, name=f"{name}{BETWEEN}{quota.name}")

    def _id(self, manager: str, person: PersonId) -> PersonId:
        known = self._ids[manager].get(person)
        return known if known is not None else PersonId(f"{manager}{BETWEEN}{person}")

    def _room(self, room: str) -> str:
        """The room's name as it was first written."""
        return self._rooms.setdefault(room.strip().casefold(), room)

    def _presence(self) -> dict[PersonId, tuple[Span, ...]]:
        found: dict[PersonId, tuple[Span, ...]] = {}
        for share in self.shares:
            for person, spans in share.draft.problem.presence.items():
                joint = self._id(share.name, person)
                found[joint] = _shared(found[joint], spans) if joint in found else tuple(spans)
        return found

    def _agents(self) -> dict[PersonId, str]:
        found: dict[PersonId, str] = {}
        for share in self.shares:
            names = {team.id: team.name.strip().casefold() for team in share.teams}
            for person, team in share.draft.problem.agents.items():
                known = {str(key): name for key, name in names.items()}.get(team, team)
                joint = self._id(share.name, person)
                found[joint] = found.get(joint) or known
        return found


def _ids(share: Share) -> Mapping[PersonId, PersonId]:
    """What each person of a store is called in the joint problem."""
    return {person.id: PersonId(_known_by(person)) for person in share.people}


def _known_by(person: Person) -> str:
    for sort, known in (("id", person.workforce_id), ("mail", person.email), ("name", person.name)):
        if known.strip():
            return f"{sort}:{known.strip().casefold()}"
    return f"only:{person.id}"


def _diaries(share: Share) -> Iterable[Diary]:
    return share.draft.problem.diaries


def _quotas(share: Share) -> Iterable[Quota]:
    return share.draft.problem.quotas


def _busiest(days: Sequence[DayOutlook]) -> DayOutlook:
    """The outlook that expects most; of equals the first."""
    return max(days, key=lambda day: day.total)


def _floor(days: Iterable[FloorDay]) -> tuple[FloorDay, ...]:
    """The tighter of what the stores say of the phones, a quarter at a time."""
    found: dict[date, FloorDay] = {}
    for day in days:
        known = found.get(day.day)
        found[day.day] = day if known is None else _tighter(known, day)
    return tuple(found[day] for day in sorted(found))


def _tighter(one: FloorDay, other: FloorDay) -> FloorDay:
    pairs = zip(one.spare, other.spare, strict=False)
    strains = zip(one.strain, other.strain, strict=False)
    return FloorDay(
        one.day,
        tuple(map(min, pairs)) if one.spare and other.spare else one.spare or other.spare,
        tuple(map(max, strains)) if one.strain and other.strain else one.strain or other.strain,
    )


def _shared(one: Iterable[Span], other: Iterable[Span]) -> tuple[Span, ...]:
    """The moments that both hold."""
    return tuple(
        Span(max(a.start, b.start), min(a.end, b.end)) for a in one for b in other if a.overlaps(b)
    )
