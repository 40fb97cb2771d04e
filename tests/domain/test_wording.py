from app.domain.reasons import Reason
from app.domain.wording import sentence, sentences


def test_a_reason_becomes_a_sentence_with_its_numbers():
    reason = Reason(
        "busiest_window",
        {"minutes": 75, "weekday": 3, "contacts": 268, "share": 0.27, "weeks": 6},
    )

    assert str(sentence(reason)) == (
        "Busiest 75 min of Thursdays: 268 contacts, 27 % of the day (6 weeks)"
    )


def test_the_next_best_place_says_how_much_worse_it_is():
    facts = {"start": "14:00", "end": "15:00", "contacts": 90, "change": -0.12, "placed": 0}

    assert str(sentence(Reason("next_best", facts))) == "Next best 14:00–15:00, 12 % fewer contacts"
    assert "also placed" in str(sentence(Reason("next_best", {**facts, "placed": 1})))


def test_a_reason_from_a_later_version_is_shown_as_it_is():
    assert [str(s) for s in sentences([Reason("phase_of_the_moon")])] == ["phase_of_the_moon"]


def test_braces_in_a_meeting_s_title_stay_what_they_are():
    reason = Reason("nothing_in_the_way", {"title": "{x} review", "end": "09:45"})

    assert str(sentence(reason)) == "No fixed event in the way ({x} review ends 09:45)"
