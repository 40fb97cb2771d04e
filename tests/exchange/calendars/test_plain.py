import pytest

from app.exchange.calendars.plain import clean


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Team\x00 meeting\x1b[31m", "Team meeting[31m"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u2066left\u2069", "left"),
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("tagged\U000e0041\ufeff", "tagged"),
        ("lone \udcff surrogate", "lone  surrogate"),
        ("می\u200cخواهم 😀 Ærø", "می\u200cخواهم 😀 Ærø"),
    ],
)
def test_what_could_mislead_the_eye_is_taken_out(told, shown):
    assert clean(told, 200) == shown


def test_long_text_is_cut_and_says_so():
    assert clean("x" * 1000, 200) == "x" * 199 + "…"
    assert clean("x" * 200, 200) == "x" * 200


def test_notes_keep_their_lines():
    assert clean("one\r\ntwo\u2028three\x07", 200, lines=True) == "one\ntwo\nthree"
