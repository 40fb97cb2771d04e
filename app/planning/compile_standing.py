"""What stands in the way of options: calendars, people, rooms, groups, the phones, sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from app.domain.demands import CELLS_A_DAY, GRID_MINUTES, Demand, Engagement, Problem, group_of
from app.domain.entries import Entry
from app.domain.objective import minutes_on
from app.domain.span import Span
from app.domain.wall import day_span
from app.planning.compile_days import Days, Stretches
from app.planning.compile_options import Members, Options, numbered, spread
from app.planning.model import BoolArray, IntArray

Group = tuple[str, str]
"""A group of an owner's."""
Minutes = tuple[int, int]


class Standing:
    """What stands, indexed by what demands share; ``firsts`` has one demand a class."""

    def __init__(self, problem: Problem, days: Days, members: Members) -> None:
        self.problem = problem
        self.days = days
        self.firsts: Sequence[Demand] = tuple(alike[0] for alike in members)
        self.owners = numbered(first.owner for first in self.firsts)
        self.people = numbered(person for first in self.firsts for person in first.people)
        self.rooms = numbered(first.room for first in self.firsts if first.room)
        self.groups = numbered((first.owner, first.group) for first in self.firsts if first.group)
        self.teams = numbered(team for team in problem.agents.values() if team)
        self._whole = [day_span(day, days.zone) for day in days.days]
        self._engaged: list[Engagement] = [
            one for one in problem.engagements if not one.entry.cancelled and one.entry.days is None
        ]

    def leaves_room(self, options: Options) -> BoolArray:
        """Which options nothing that stands and nobody's absence forbids."""
        kept = ~self._calendar_taken(options)
        kept &= ~self._room_taken(options)
        kept &= ~self._too_near(options)
        option, person = self.pairs(options)
        begins, ends = options.begins[option], options.ends[option]
        wrong = self._engagements().meet(person, begins, ends)
        listed = np.array([name in self.problem.presence for name in self.people], dtype=np.bool_)
        there = self._presence().hold(person, begins, ends)
        wrong |= listed[person] & ~there
        kept[option[wrong]] = False
        return kept

    def pairs(self, options: Options) -> tuple[IntArray, IntArray]:
        """Each option with each of its people: indices of options, numbers of people."""
        lists = [[self.people[person] for person in first.people] for first in self.firsts]
        return spread(options.klass, lists)

    @cached_property
    def team_left(self) -> IntArray:
        """Agents that may still leave the phones, shape (teams, days * cells)."""
        left = np.full(
            (len(self.teams), len(self._whole) * CELLS_A_DAY), self.problem.away_per_team
        )
        for one, first, last in self._off_phones():
            if not one.as_team:
                for person in one.entry.people:
                    team = self.problem.agents.get(person)  # type: ignore[call-overload]  # entries hold plain ids
                    if team:
                        left[self.teams[team], first:last] -= 1
        return np.asarray(np.maximum(left, 0), dtype=np.int64)

    @cached_property
    def spare_left(self) -> IntArray:
        """Agents to spare over all teams, shape (days * cells,)."""
        left = self.days.spare.reshape(-1).copy()
        for one, first, last in self._off_phones():
            left[first:last] -= sum(person in self.problem.agents for person in one.entry.people)
        return np.asarray(np.maximum(left, 0), dtype=np.int64)

    def lying(self, group: Group) -> Iterator[tuple[int, Minutes]]:
        """Day and wall-clock minutes of what stands of a group."""
        for diary in self.problem.diaries:
            if diary.owner == group[0]:
                for entry in diary.fixed:
                    if entry.blocks_time and group_of(entry) == group[1]:
                        yield from self._on_days(entry.span)

    def _on_days(self, span: Span) -> Iterator[tuple[int, Minutes]]:
        for number, whole in enumerate(self._whole):
            if span.overlaps(whole):
                yield number, minutes_on(span, self.days.days[number], self.problem)

    def _off_phones(self) -> Iterator[tuple[Engagement, int, int]]:
        for one in self._engaged:
            if one.leaves_phones:
                for day, (start, end) in self._on_days(one.entry.span):
                    base = day * CELLS_A_DAY
                    yield one, base + start // GRID_MINUTES, base + -(-end // GRID_MINUTES)

    def _stretches(self, held: Sequence[Iterable[Span]]) -> Stretches:
        taken = [[self.days.taken(span) for span in spans] for spans in held]
        return Stretches(taken, self.days.length)

    def _calendar_taken(self, options: Options) -> BoolArray:
        held: list[list[Span]] = [[] for _ in self.owners]
        for diary in self.problem.diaries:
            if diary.owner in self.owners:
                held[self.owners[diary.owner]] += _spans(diary.fixed)
        owner = np.array([self.owners[first.owner] for first in self.firsts], dtype=np.int64)
        takes = np.array([not first.inside for first in self.firsts], dtype=np.bool_)
        taken = self._stretches(held).meet(owner[options.klass], options.begins, options.ends)
        return taken & takes[options.klass]

    def _room_taken(self, options: Options) -> BoolArray:
        held: list[list[Span]] = [[] for _ in self.rooms]
        for one in self._engaged:
            if one.entry.place in self.rooms:
                held[self.rooms[one.entry.place]].append(one.entry.span)
        room = np.array([self.rooms.get(first.room, -1) for first in self.firsts], dtype=np.int64)
        of = room[options.klass]
        return (of >= 0) & self._stretches(held).meet(of, options.begins, options.ends)

    def _engagements(self) -> Stretches:
        held: list[list[Span]] = [[] for _ in self.people]
        for one in self._engaged:
            for person in one.entry.people:
                if person in self.people:
                    held[self.people[person]].append(one.entry.span)  # type: ignore[index]  # entries hold plain ids
        return self._stretches(held)

    def _presence(self) -> Stretches:
        presence = self.problem.presence
        return self._stretches([presence.get(person, ()) for person in self.people])

    def _too_near(self, options: Options) -> BoolArray:
        """Whether something of the group stands nearer than the gap."""
        near = np.zeros(len(options.klass), dtype=np.bool_)
        gaps = group_gaps(self.firsts)
        for group, gap in gaps.items():
            standing = list(self.lying(group)) if gap else []
            if not standing:
                continue
            alike = [(first.owner, first.group) == group for first in self.firsts]
            mine = np.array(alike, dtype=np.bool_)[options.klass]
            for day, (start, end) in standing:
                there = mine & (options.day == day)
                near |= there & (options.start < end + gap) & (options.end > start - gap)
        return near


def group_gaps(firsts: Iterable[Demand]) -> dict[Group, int]:
    """The gap that each group keeps: the longest that one of its demands names."""
    gaps: dict[Group, int] = {}
    for first in firsts:
        if first.group:
            group = (first.owner, first.group)
            gaps[group] = max(gaps.get(group, 0), first.gap_minutes)
    return gaps


def _spans(entries: Iterable[Entry]) -> list[Span]:
    return [entry.span for entry in entries if entry.blocks_time]
