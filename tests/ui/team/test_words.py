from datetime import date, timedelta

import pytest

from app.domain.people import Leave, PersonId
from app.services.talks import Talk
from ui.team.words import ago, leave_words, talk_details, talk_words

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (70, "10 weeks ago"),
    ],
)
def test_how_long_ago_is_said_in_days_then_in_weeks(days, words):
    assert ago(TODAY - timedelta(days=days), TODAY) == words


def test_never_is_said_only_where_somebody_asks_for_it():
    assert talk_words(Talk(), TODAY) == "–"
    assert talk_words(Talk(every_weeks=2, wanted_since=TODAY), TODAY) == "never"


def test_the_tip_tells_last_wanted_overdue_and_next():
    talk = Talk(TODAY - timedelta(days=21), TODAY + timedelta(days=1), 2, TODAY)
    assert talk_details(talk, TODAY) == (
        "Last: Wed 28 Oct 2026 · wanted every 2 weeks · overdue by 7 days · next: Thu 19 Nov"
    )
    assert talk_details(Talk(), TODAY) == "None in a year · no routine asks for it"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(-2, 2, "until Fri 20 Nov"), (-2, 0, "today only"), (5, 9, "from Mon 23 Nov")],
)
def test_leave_is_told_from_today(first, last, words):
    leave = Leave(PersonId("x"), TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    assert leave_words(leave, TODAY) == words


def test_who_is_not_away_has_an_empty_cell():
    assert leave_words(None, TODAY) == ""
