"""Sentences about what stood in the way: one and several, with names and without."""

import pytest

from app.domain.reasons import Reason
from app.domain.wording import sentence

PLACE = {"day": "2026-11-24", "start": "10:00", "end": "10:30"}
THING = {**PLACE, "title": "Budget", "from": "09:30", "to": "10:15"}
LIMIT = {**PLACE, "team": "t", "team_name": "Team Blue", "at": "10:15"}


def said(code, **facts):
    return str(sentence(Reason(code, facts)))


@pytest.mark.parametrize(
    ("away", "allowed", "words"),
    [
        (3, 2, "Team Blue would have 3 agents away at 10:15 on Tue 24 Nov, 2 are allowed"),
        (2, 1, "Team Blue would have 2 agents away at 10:15 on Tue 24 Nov, 1 is allowed"),
        (2, 0, "Team Blue would have 2 agents away at 10:15 on Tue 24 Nov, none is allowed"),
        (1, 0, "Team Blue would have 1 agent away at 10:15 on Tue 24 Nov, none is allowed"),
    ],
)
def test_a_team_s_limit_reads_well_for_one_and_for_several(away, allowed, words):
    facts = {**LIMIT, "away": away, "allowed": allowed, "more": away - allowed}
    assert said("team_limit", **facts, others=1) == words


def test_a_limit_that_alone_is_in_the_way_says_what_would_make_room():
    nameless = {**LIMIT, "team_name": ""}
    assert said("team_limit", **LIMIT, away=3, allowed=2).endswith(
        "3 agents away at 10:15 on Tue 24 Nov; allowing 3 at once would make room"
    )
    assert said("team_limit", **LIMIT, away=1, allowed=0).endswith(
        "; allowing 1 at once would make room"
    )
    assert said("team_limit", **nameless, away=1, allowed=0).startswith("A team would have 1 agent")
    assert said("team_limit", **nameless, away=3, allowed=2).startswith("A team would have 3 agen")
    until = {**PLACE, "until": "2026-11-28T00:00:00+01:00"}
    assert said("frozen", **until) == (
        "Agents' schedules are frozen until Sat 28 Nov 00:00; a shorter freeze would make room"
    )
    assert (
        said("frozen", **until, others=1) == "Agents' schedules are frozen until Sat 28 Nov 00:00"
    )


def test_a_team_without_a_name_is_just_a_team():
    facts = {**LIMIT, "team_name": "", "more": 1, "others": 1}

    assert said("team_limit", **facts, away=1, allowed=0) == (
        "A team would have 1 agent away at 10:15 on Tue 24 Nov, none is allowed"
    )
    assert said("team_limit", **facts, away=3, allowed=2) == (
        "A team would have 3 agents away at 10:15 on Tue 24 Nov, at most 2 may be"
    )


def test_the_floor_s_limit_names_those_that_can_be_spared():
    facts = {**PLACE, "at": "10:15", "more": 2}

    assert said("floor_limit", **facts, away=5, allowed=3) == (
        "5 agents would be off the phones at 10:15 on Tue 24 Nov, 3 can be spared;"
        " 2 more on the phones would make room"
    )


def test_a_meeting_is_named_with_the_day_when_another_place_would_be_better():
    assert said("in_the_way", **THING, contacts=9, best=0, others=0) == (
        "Budget (09:30–10:15) stands at Tue 24 Nov 10:00–10:30; moving it would make room"
    )
    assert said("in_the_way", **THING, contacts=1, best=1, others=0) == (
        "Budget (09:30–10:15) stands where it would fit best, 10:00–10:30 with 1 contact;"
        " moving it would make room"
    )


def test_reasons_kept_from_earlier_versions_read_as_they_did():
    assert said("in_the_way", **THING, contacts=9).endswith(
        "10:00–10:30 with 9 contacts; moving it would make room"
    )
    assert said("too_late", start="10:00", end="10:30") == (
        "It would start within 24 hours; the planner moves nothing that near unless asked"
    )
    assert said("peak_comes_first", start="10:00", end="10:30") == (
        "A peak block or something more urgent takes 10:00–10:30 that day"
    )
    assert said("nowhere_allowed", weekday=2) == (
        "No stretch of Wednesday is busy or free enough within the working hours"
    )


@pytest.mark.parametrize("code", ["person_taken", "on_leave", "off_shift", "not_there"])
def test_a_person_without_a_name_is_somebody(code):
    facts = {**THING, "person": "p", "until": "2026-11-27T08:00:00+01:00", "hours": "08:00–09:00"}

    assert said(code, **facts).startswith("Somebody it needs is ")
    assert said(code, **facts, name="Chen Wei").startswith("Chen Wei is ")


def test_a_name_given_when_it_is_read_comes_before_the_one_it_was_made_with():
    reason = Reason("on_leave", {**PLACE, "person": "p", "name": "Old", "until": "2026-11-27"})

    assert str(sentence(reason, {"p": "Chen Wei"})) == "Chen Wei is on leave until Fri 27 Nov"
    assert str(sentence(reason, {"q": "Bo"})) == "Old is on leave until Fri 27 Nov"


def test_what_is_asked_for_twice_is_named():
    assert said("asked_twice", title="Huddle").startswith("Huddle was asked for twice")
