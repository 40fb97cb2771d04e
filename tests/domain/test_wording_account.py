"""Sentences about the whole of a plan."""

from app.domain.reasons import Reason
from app.domain.wording import sentence


def test_a_week_that_is_too_full_says_by_how_much():
    facts = {"share": 0.73, "most": 0.7, "planned": 33, "working": 45, "give": 1.5}

    assert str(sentence(Reason("too_full", facts))) == (
        "73 % of the working week is planned, 33 of 45 hours; above 70 % nothing is left for"
        " what comes up; give 1.5 hours back"
    )
