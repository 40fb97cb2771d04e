"""Other places for one entry: where it could go, and what that costs or brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.demands import GRID_MINUTES, Demand, DemandId, Place, Problem, Window
from app.domain.entries import Entry, EntryKind
from app.domain.objective import STAYS, Objective
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.span import Span
from app.domain.wall import zone_named
from app.services.ground import Ground, place_of, settled

MOST_OFFERS = 3
WISHES = {EntryKind.UNPLANNED: Wish.HIGH, EntryKind.MEETING: Wish.ANY}
"""Where in the curve a thing wants to lie that no demand speaks for; else in the quiet."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for an entry in the rest of its week.

    ``contacts`` are expected meanwhile, ``gain`` are the points by which the week would be
    better (or worse, below 0) than with the entry where it is now. ``in_the_way`` are planned
    things that would have to move for it; empty where the place is free.
    """

    place: Place
    span: Span
    contacts: float
    gain: float
    in_the_way: tuple[Entry, ...] = ()


def places_for(entry: Entry, problem: Problem) -> tuple[Offer, ...]:
    """The three best places for ``entry`` beside where it is, best first, none over another.

    ``problem`` is its week with everything planned loose. Over a block that keeps a peak free,
    over what people were invited to and over what is fixed or locked, nothing is offered.
    """
    wanted = wanted_like(entry, problem)
    free = {entry.id: entry}
    movable = {e.id: e for e in _loose(problem) if e.id != entry.id and _gives_way(e)}
    held = replace(settled(problem, free), demands=(wanted,))
    offers = all_offers(held, wanted, _points_at(entry, wanted, held))
    roomy = replace(settled(problem, free | movable), demands=(wanted,))
    known = {offer.place for offer in offers}
    for offer in all_offers(roomy, wanted, _points_at(entry, wanted, roomy)):
        way = tuple(e for e in movable.values() if e.span.overlaps(offer.span))
        if way and offer.place not in known:
            offers.append(replace(offer, gain=offer.gain - STAYS * len(way), in_the_way=way))
    return best_of(offers, entry.span)


def _points_at(entry: Entry, wanted: Demand, problem: Problem) -> float:
    """Points of the week with the entry where it stands, allowed or not."""
    here = place_of(entry.span, zone_named(problem.zone))
    return Objective(problem).score({wanted.id: here}).points


def best_of(offers: Iterable[Offer], taken: Span) -> tuple[Offer, ...]:
    """The best few that neither overlap each other nor ``taken``; of equals the earlier one."""
    ranked = sorted(offers, key=lambda one: (-round(one.gain, 6), one.place))
    return apart(ranked, taken)


def apart(ranked: Iterable[Offer], taken: Span) -> tuple[Offer, ...]:
    """The first few that neither overlap each other nor ``taken``."""
    chosen: list[Offer] = []
    for offer in ranked:
        spans = (taken, *(other.span for other in chosen))
        if not any(offer.span.overlaps(span) for span in spans):
            chosen.append(offer)
        if len(chosen) == MOST_OFFERS:
            break
    return tuple(chosen)


def all_offers(problem: Problem, wanted: Demand, stands: float) -> list[Offer]:
    """Every place that the problem's rules leave for its one demand."""
    objective = Objective(problem)
    return [
        Offer(
            place,
            objective.span(wanted, place),
            objective.contacts(place.day, place.start, wanted.minutes),
            points - stands,
        )
        for place, points in Ground(problem).points().items()
    ]


def wanted_like(entry: Entry, problem: Problem) -> Demand:
    """What asks for the entry's place, without what it stands for today."""
    for demand in problem.demands:
        if demand.current is not None and demand.current.id == entry.id:
            return replace(demand, current=None, worth=0.0, quota="")
    diary = problem.diaries[0]
    last = diary.working.end - entry.span.minutes
    first = -(-diary.working.start // GRID_MINUTES) * GRID_MINUTES
    starts = tuple(range(first, last + 1, GRID_MINUTES))
    return Demand(
        id=DemandId(f"entry:{entry.id}"),
        kind=entry.kind,
        title=entry.title,
        minutes=entry.span.minutes,
        windows=tuple(Window(day, starts) for day in diary.working_days),
        wish=WISHES.get(entry.kind, Wish.LOW),
        owner=diary.owner,
        people=tuple(PersonId(person) for person in entry.people),
        room=entry.place,
    )


def _loose(problem: Problem) -> Iterable[Entry]:
    return (demand.current for demand in problem.demands if demand.current is not None)


def _gives_way(entry: Entry) -> bool:
    return entry.kind is not EntryKind.UNPLANNED and not entry.invited
