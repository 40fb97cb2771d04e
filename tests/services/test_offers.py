"""Where one entry could go instead."""

import pytest

from app.domain.demands import FloorDay
from app.domain.entries import EntryKind, Protection
from app.domain.objective import STAYS, Objective
from app.domain.rules import Wish
from app.services.ground import place_of, settled
from app.services.offers import places_for
from tests.planning.curves import MONDAY, SITE
from tests.services.plan_stage import demand, entry, planned, problem, standing, windows

TALK = planned("talk", "10:00", 60)


def starts(offers):
    return [offer.span.start.astimezone(SITE.tz).strftime("%a %H:%M") for offer in offers]


def test_three_places_are_offered_the_best_first_and_none_over_another():
    offers = places_for(TALK, problem(standing(TALK, 0)))

    assert starts(offers) == ["Mon 08:00", "Mon 09:00", "Mon 11:00"]
    assert [offer.gain for offer in offers] == sorted((o.gain for o in offers), reverse=True)
    assert all(offer.gain > 0 and offer.in_the_way == () for offer in offers)


def test_contacts_and_gain_are_those_of_the_objective():
    asked = problem(standing(TALK, 0))
    wanted = demand("talk", 0)
    objective = Objective(problem(wanted))
    best = places_for(TALK, asked)[0]

    here = objective.score({wanted.id: place_of(TALK.span, SITE.tz)}).points
    there = objective.score({wanted.id: best.place}).points
    assert best.gain == pytest.approx(there - here)
    assert best.contacts == pytest.approx(40.0)


def test_what_is_fixed_locked_or_invited_and_a_peak_block_is_never_laid_on():
    held = [
        entry("Board", "08:00"),
        planned("Locked", "09:00", protection=Protection.LOCKED),
    ]
    invited = planned("1:1", "11:00", invited=True)
    block = planned("Unplanned", "14:00", kind=EntryKind.UNPLANNED)
    asked = problem(standing(TALK, 0), standing(invited, 0), standing(block, 0), fixed=held)

    assert starts(places_for(TALK, asked)) == ["Mon 12:00", "Mon 13:00", "Mon 15:00"]


def test_over_something_planned_a_place_costs_moving_that():
    other = planned("other", "08:00", 60)
    asked = problem(
        standing(TALK, 0),
        standing(other, 0),
        fixed=[entry("Board", "09:00", 60), entry("All day", "11:00", 360)],
    )

    (offer,) = places_for(TALK, asked)

    assert starts([offer]) == ["Mon 08:00"]
    assert [e.title for e in offer.in_the_way] == ["other"]
    free = places_for(TALK, problem(standing(TALK, 0), fixed=asked.diaries[0].fixed))[0]
    assert offer.gain == pytest.approx(free.gain - STAYS)


def test_somebody_who_is_not_there_is_offered_no_place():
    talk = planned("talk", "10:00", people=("kari",))
    asked = problem(standing(talk, 0), presence={"kari": (entry("", "09:00", 180).span,)})

    assert starts(places_for(talk, asked)) == ["Mon 09:00", "Mon 11:00"]


def test_an_entry_of_ones_own_is_offered_the_quiet_hours_of_its_week():
    own = entry("Reading", "10:00", 30, protection=Protection.LOCKED, kind=EntryKind.PERFORMANCE)
    asked = problem(fixed=[own, entry("Board", "08:00", 540, day=1)])

    offers = places_for(own, asked)

    assert len(offers) == 3
    assert all(offer.span.minutes == 30 and offer.gain > 0 for offer in offers)
    assert "Tue" not in {words[:3] for words in starts(offers)}


def test_a_block_is_offered_the_busy_hours():
    block = planned("block", "12:00", kind=EntryKind.UNPLANNED)
    own = entry("block", "12:00", kind=EntryKind.UNPLANNED, protection=Protection.LOCKED)

    assert starts(places_for(own, problem(fixed=[own])))[0].endswith("10:00")
    asked = problem(standing(block, 0, wish=Wish.HIGH))
    assert starts(places_for(block, asked))[:2] == ["Mon 10:00", "Mon 14:00"]


def test_an_agent_whose_absence_strains_the_phones_is_offered_another_hour():
    talk = planned("talk", "10:00", people=("kari",))
    strained = [0.0] * 96
    strained[32:36] = [1.0] * 4
    floor = (FloorDay(MONDAY, strain=tuple(strained)),)
    asked = problem(standing(talk, 0, leaves_phones=True), agents={"kari": ""}, floor=floor)

    assert starts(places_for(talk, asked))[0] == "Mon 09:00"


def test_where_there_is_no_other_place_nothing_is_offered():
    only = demand("talk", windows=windows(0, first="10:00", last="11:00"), current=TALK)

    assert places_for(TALK, problem(only)) == ()
    assert settled(problem(only), ()).demands == ()
