"""What a meeting would cost before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from app.domain.coverage import OpenPeak
from app.domain.demands import Omission, Problem
from app.domain.entries import Entry, Protection
from app.domain.errors import BadInputError
from app.domain.objective import Objective, minutes_on
from app.domain.reasons import Reason, Reasons
from app.domain.span import Span
from app.domain.text import DayWords
from app.services.changes import Change
from app.services.ground import place_of, settled
from app.services.offers import Offer, all_offers, apart, wanted_like
from app.services.proposals import Proposal

COSTS_NOTHING = 0.05
"""Fewer points than this are no reason for another time."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What would become of the week if ``meeting`` were accepted; nothing is stored.

    ``proposal`` is its day planned anew around it; ``changes`` are those of them that are due to
    the meeting, ``left_out`` what finds no place any more and had none in the calendar yet.
    ``uncovered`` are peaks that would no longer be kept free, ``contacts`` those expected while
    it lasts. ``points_lost`` and ``counts_lost`` (minimum counts by tier) compare the best day
    with it to the best without. ``better`` are the nearest times that would cost less.
    """

    meeting: Entry
    proposal: Proposal
    changes: tuple[Change, ...] = ()
    left_out: tuple[Omission, ...] = ()
    uncovered: tuple[OpenPeak, ...] = ()
    contacts: float = 0.0
    points_lost: float = 0.0
    counts_lost: tuple[int, ...] = ()
    on: tuple[Entry, ...] = ()
    """What stands there already and does not move for it: fixed and locked things."""
    better: tuple[Offer, ...] = ()
    remarks: Reasons = ()

    @property
    def span(self) -> Span:
        """When the meeting would be."""
        return self.meeting.span

    @property
    def costs_nothing(self) -> bool:
        """Whether the week would be as good with it as without."""
        return self.points_lost <= COSTS_NOTHING and not any(self.counts_lost) and not self.on


def tried(meetings: Sequence[Entry], now: datetime, zone: ZoneInfo) -> tuple[Entry, Reasons]:
    """The meeting to try, as the calendar would hold it, and what there is to say of the choice.

    Raises:
        BadInputError: none of them lies ahead, or all are called off.

    """
    ahead = sorted(
        (one for one in meetings if one.span.start > now and not one.cancelled),
        key=lambda one: (one.span.start, one.id),
    )
    if not ahead:
        raise BadInputError(
            "There is no meeting ahead in it that could be tried; it is past or called off."
        )
    first = replace(ahead[0], protection=Protection.FIXED)
    remarks = []
    if len(ahead) > 1:
        day = DayWords(first.span.start.astimezone(zone).date())
        remarks.append(Reason("first_of_series", {"day": day, "count": len(ahead)}))
    if not first.blocks_time:
        remarks.append(Reason("takes_no_time"))
    return first, tuple(remarks)


def days_of(span: Span, zone: ZoneInfo) -> tuple[date, ...]:
    """The local days that a span touches."""
    first = span.start.astimezone(zone).date()
    last = (span.end - timedelta(microseconds=1)).astimezone(zone).date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Compared:
    """The same days planned without the meeting and with it."""

    meeting: Entry
    without: Proposal
    proposal: Proposal

    def trial(self, free: Problem, remarks: Reasons) -> Trial:
        """Tell the difference. ``free`` is the week planned without it, nothing left to place."""
        lost, counts = self._lost()
        open_before = {peak.span for peak in self.without.coverage_after.open}
        made = Trial(
            self.meeting,
            self.proposal,
            changes=self._due_to_it(),
            left_out=self._left_out(),
            uncovered=tuple(
                peak for peak in self.proposal.coverage_after.open if peak.span not in open_before
            ),
            contacts=_contacts(self.meeting.span, free),
            points_lost=lost,
            counts_lost=counts,
            on=self._held(),
            remarks=remarks,
        )
        if made.costs_nothing:
            return made
        return replace(made, better=self._better(free, made))

    def _lost(self) -> tuple[float, tuple[int, ...]]:
        """Points and minimum counts by tier that the meeting costs.

        What stands and is asked of the engine only because the meeting lies on it earns, without
        the meeting, what its place earns.
        """
        with_it, without = self.proposal.problem, self.without.problem
        assert with_it is not None
        assert without is not None
        asked = {d.current.id for d in without.demands if d.current is not None}
        objective, zone = Objective(with_it), ZoneInfo(with_it.zone)
        hit = {
            demand.id: place_of(demand.current.span, zone)
            for demand in with_it.demands
            if demand.current is not None and demand.current.id not in asked
        }
        earned = sum(
            sum(objective.parts(demand, hit[demand.id]).values())
            for demand in with_it.demands
            if demand.id in hit
        )
        before = zip_longest(self.without.plan.score.tiers, objective.tiers(hit), fillvalue=0)
        after = self.proposal.plan.score.tiers
        counts = zip_longest(map(sum, before), after, fillvalue=0)
        lost = self.without.plan.score.points + earned - self.proposal.plan.score.points
        return lost, tuple(was - is_now for was, is_now in counts)

    def _held(self) -> tuple[Entry, ...]:
        """What stands there and stays."""
        if not self.meeting.blocks_time:
            return ()
        return tuple(
            entry
            for entry in self.proposal.kept
            if entry.id != self.meeting.id
            and entry.blocks_time
            and entry.span.overlaps(self.meeting.span)
        )

    def _due_to_it(self) -> tuple[Change, ...]:
        """Changes of what stands that would not be proposed without the meeting."""
        anyway = {(c.id, c.after and c.after.span) for c in self.without.changes}
        return tuple(
            change
            for change in self.proposal.changes
            if change.before is not None
            and (change.id, change.after and change.after.span) not in anyway
        )

    def _left_out(self) -> tuple[Omission, ...]:
        placed = {placement.demand.id for placement in self.without.plan.placements}
        return tuple(
            omission
            for omission in self.proposal.plan.omissions
            if omission.demand.current is None and omission.demand.id in placed
        )

    def _better(self, free: Problem, made: Trial) -> tuple[Offer, ...]:
        """Free places of the week that cost less, the nearest in time first."""
        wanted = wanted_like(self.meeting, free)
        held = replace(free, demands=(wanted,))
        stands = Objective(free).score({}).points
        cheaper = (
            replace(offer, gain=made.points_lost + offer.gain)
            for offer in all_offers(held, wanted, stands)
            if any(made.counts_lost) or made.on or offer.gain > COSTS_NOTHING - made.points_lost
        )
        start = self.meeting.span.start
        ranked = sorted(cheaper, key=lambda one: (abs(one.span.start - start), one.place))
        return apart(ranked, self.meeting.span)


def free_of(problem: Problem, meeting: Entry) -> Problem:
    """The week as it stands, without the meeting and with nothing left to place."""
    return settled(problem, {meeting.id})


def _contacts(span: Span, problem: Problem) -> float:
    objective, zone = Objective(problem), ZoneInfo(problem.zone)
    known = {day.day for day in problem.days}
    total = 0.0
    for day in days_of(span, zone):
        if day in known:
            first, last = minutes_on(span, day, problem)
            total += objective.contacts(day, first, last - first)
    return total
