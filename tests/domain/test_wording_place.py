"""Sentences about what decided for a place: one and several."""

import pytest

from app.domain.reasons import Reason
from app.domain.wording import WORTH_KNOWING, sentence

PLACE = {"day": "2026-11-24", "start": "10:00", "end": "10:30"}
CURVE = {"minutes": 30, "weekday": 1, "share": 0.02, "weeks": 6}


def said(code, **facts):
    return str(sentence(Reason(code, facts)))


@pytest.mark.parametrize(
    "code",
    ["busiest_window", "busy_window", "quiet_place", "least_busy_left", "contacts_meanwhile"],
)
def test_one_contact_is_one_and_the_others_are_several(code):
    assert "1 contact " in said(code, **CURVE, contacts=1).replace(",", " ").replace(":", " ")
    assert "0 contacts" in said(code, **CURVE, contacts=0)
    assert "21 contacts" in said(code, **CURVE, contacts=21)


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("peaks", "Next best Tue 24 Nov 10:00–10:30, only 9 contacts, 3.0 points worse"),
        ("quiet", "Next best Tue 24 Nov 10:00–10:30, 9 contacts meanwhile, 3.0 points worse"),
        ("waiting", "Next best Tue 24 Nov 10:00–10:30, which is later, 3.0 points worse"),
        ("", "Next best Tue 24 Nov 10:00–10:30, 3.0 points worse"),
    ],
)
def test_the_next_place_says_what_makes_it_worse(because, words):
    facts = {**PLACE, "contacts": 9, "change": 0.5, "less": 3.0, "because": because}

    assert said("next_free", **facts) == words


def test_a_place_that_is_no_worse_would_do_as_well():
    facts = {**PLACE, "contacts": 9, "change": 0.0, "less": 0.04, "because": "quiet"}

    assert said("next_free", **facts) == "Tue 24 Nov 10:00–10:30 would do as well"


@pytest.mark.parametrize(
    ("away", "spare", "words"),
    [
        (1, 1, "1 agent can be spared at 10:15 and is off the phones"),
        (1, 4, "4 agents can be spared at 10:15, 1 is off the phones"),
        (3, 4, "4 agents can be spared at 10:15, 3 are off the phones"),
    ],
)
def test_agents_that_can_be_spared_read_well(away, spare, words):
    assert said("off_floor", at="10:15", away=away, spare=spare) == words


def test_waiting_is_told_in_days():
    assert said("cost_waiting", days=1, points=0.5) == "Waits another day, which costs 0.5 points"
    assert said("cost_waiting", days=3, points=1.5).startswith("Waits another 3 days, which")


def test_what_is_late_is_told_in_weeks():
    late = {"every": 2, "last": "2026-10-26"}
    assert said("overdue", weeks=1, every=2) == "Overdue by 1 week: there was none yet"
    assert said("overdue", weeks=3, every=2) == "Overdue by 3 weeks: there was none yet"
    assert said("overdue", weeks=1, **late).endswith("1 week: the last was in the week of 26 Oct")
    assert said("overdue", weeks=3, **late).endswith("3 weeks: the last was in the week of 26 Oct")
    assert said("waited", weeks=1) == "Has waited 1 week for a slot"
    assert said("waited", weeks=4) == "Has waited 4 weeks for a slot"


def test_what_stood_in_the_way_is_never_an_argument_for_a_place():
    assert {"in_the_way", "team_limit", "next_free", "too_full"} <= WORTH_KNOWING
    assert not {"busiest_window", "quiet_place", "stays", "calm_day"} & WORTH_KNOWING
