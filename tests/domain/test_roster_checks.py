from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadInputError
from app.domain.people import PersonId
from app.domain.roster_checks import checked_mail, checked_words, cleaned, shift_on
from tests.times import MONDAY, OSLO

ANNA = PersonId("anna")


@pytest.mark.parametrize(
    "mail", ["a@b.no", "nora.lien+door@centre.example", "å@ø.example", " o'x@mail.example.org "]
)
def test_mail_addresses_are_taken(mail):
    assert checked_mail(mail) == mail.strip()


@pytest.mark.parametrize(
    "mail",
    ["a", "a@b", "@b.no", "a@.no", "a@b..no", "a b@c.no", "a@b.no,c@d.no", "<a@b.no>", "a@b@c.no"],
)
def test_what_is_no_mail_address_is_refused(mail):
    with pytest.raises(BadInputError, match=r"is no mail address|begins like a formula"):
        checked_mail(mail)


@given(st.text())
def test_cleaned_words_are_printable_short_and_stay_as_they_are(words):
    found = cleaned(words)
    assert found.isprintable()
    assert len(found) <= 200
    assert cleaned(found).strip() == found.strip()


@given(st.sampled_from("=+-@|%＝＋－＠−") | st.just("\u200b="), st.text())
def test_what_a_spreadsheet_would_reckon_is_refused(start, rest):
    with pytest.raises(BadInputError, match="begins like a formula"):
        checked_words(start + rest)


def test_shifts_are_of_the_wall_clock():
    assert shift_on(ANNA, MONDAY, (480, 960), OSLO).span.minutes == 480
    assert shift_on(ANNA, date(2026, 10, 24), (22 * 60, 6 * 60), OSLO).span.minutes == 540
    assert shift_on(ANNA, MONDAY, (0, 1440), OSLO).span.minutes == 1440


def test_a_time_that_spring_leaves_out_is_refused():
    with pytest.raises(BadInputError, match="The clocks change on 28 Mar"):
        shift_on(ANNA, date(2027, 3, 28), (130, 170), ZoneInfo("Europe/Oslo"))
