"""Sentences about the whole of a plan."""

import pytest

from app.domain.account import Account, MinimumCount
from app.domain.entries import EntryKind
from app.domain.wording_account import (
    gap_sentence,
    hours_sentence,
    minimum_sentence,
    part_sentence,
    share_sentence,
)


def account(**given):
    return Account(
        **{
            "points": 90.0,
            "parts": {},
            "tiers": (),
            "bound": 100.0,
            "gap": 0.0,
            "proven": False,
            "placed": 1,
            "left_out": 0,
            **given,
        }
    )


@pytest.mark.parametrize(
    ("points", "proven", "words"),
    [
        (100.0, False, "No plan can be better"),
        (90.0, True, "No plan can be better"),
        (99.75, False, "No plan can be more than 0.26 % better"),
        (80.0, False, "No plan can be more than 25 % better"),
        (-10.0, False, "No plan can be more than 110.0 points better"),
    ],
)
def test_how_much_better_another_could_be_is_rounded_up(points, proven, words):
    told = account(points=points, gap=(100.0 - points) / 100.0, proven=proven)

    assert str(gap_sentence(told)) == words


def test_each_tier_says_what_it_counts():
    words = [str(minimum_sentence(MinimumCount(tier, 1, 2))) for tier in range(5)]

    assert words[0] == "1 of 2 blocks over the peaks"
    assert words[1] == "1 of 2 lunches"
    assert words[3] == words[4] == "1 of 2 that your routines need at least"


def test_parts_and_kinds_have_names_of_their_own():
    assert str(part_sentence("pauses", -8.0)) == "Pauses lost: -8.0 points"
    assert str(part_sentence("luck", 1.0)) == "luck: 1.0 points"
    assert str(hours_sentence(EntryKind.PEOPLE, 605)) == "People: 10 h 05 min"
    assert len({str(hours_sentence(kind, 60)) for kind in EntryKind}) == len(EntryKind)


def test_the_share_planned_is_told_with_its_hours():
    told = account(planned_minutes=630, working_minutes=2400)

    assert str(share_sentence(told)) == ("26 % of the working week is planned: 10.5 of 40 hours")
