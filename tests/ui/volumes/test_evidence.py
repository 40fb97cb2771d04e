from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.backtest_report import BacktestReport, DayHit, LowDay
from app.domain.edits import Subject
from app.domain.errors import BadInputError, CancelledError
from app.domain.outlook import LeftOut
from app.domain.peaks import PeakPolicy
from ui.theme import DARK, LIGHT
from ui.volumes.evidence import EvidencePage
from ui.volumes.evidence_words import (
    bars_of,
    gain_words,
    left_out_row,
    left_out_words,
    low_day_title,
    low_day_words,
)

FIGURES = {
    "peak_hit": 0.99,
    "standing": 0.988,
    "fixed_hours": 0.95,
    "last_week": 0.9856,
    "weekday_mean": 0.9893,
}
RELIABLE = LowDay(4, 0.92, 15, 0.8, 0.03, 0.47, 0.008, True)
NOT_RELIABLE = LowDay(2, 0.97, 15, 0.53, 0.09, 0.47, 0.4, False)
LEFT_OUT = (
    LeftOut(date(2026, 5, 1), "holiday", "Labour Day"),
    LeftOut(date(2026, 5, 13), "eve"),
    LeftOut(date(2026, 5, 14), "holiday"),
)


def report_of(days=112, low_day=RELIABLE):
    first = date(2026, 7, 6)
    hits = tuple(
        DayHit(first + timedelta(days=n), (600, 840), (600, 840), FIGURES) for n in range(days)
    )
    return BacktestReport(
        "", 8, PeakPolicy(60, 2, 60), 15, (0, 1, 2, 3, 4), date(2026, 5, 1), date(2026, 11, 17),
        hits, low_day, LEFT_OUT,
    )  # fmt: skip


class CannedBacktests:
    """Answers every run with one report, or with a refusal, and notes what was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def run(self, *, queue, weeks, blocks, minutes, progress):
        self.asked.append((queue, weeks, blocks, minutes))
        if not progress(0.5):
            raise CancelledError("The back-test was stopped.")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def canned(planner):
    backtests = CannedBacktests(report_of())
    planner.__dict__["backtests"] = backtests  # where the planner's cached property keeps it
    return backtests


@pytest.fixture
def page(qtbot, planner, desk, canned):
    page = EvidencePage(planner, desk, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    return page


def words_in(widget):
    return [made.text() for made in widget.findChildren(QLabel) if made.isVisible()]


def test_the_first_look_runs_the_back_test_and_the_next_does_not(page, canned):
    page.show()
    page.hide()
    page.show()

    assert canned.asked == [(None, 8, 2, 60)]


def test_what_is_chosen_is_what_is_tried(page, canned):
    page.weeks.setCurrentIndex(page.weeks.findData(13))
    page.blocks.setCurrentIndex(page.blocks.findData(1))
    page.minutes.setCurrentIndex(page.minutes.findData(75))

    page.again.click()

    assert canned.asked == [(None, 13, 1, 75)]


def test_the_figure_of_merit_is_said_in_a_sentence(page):
    page.show()

    assert (
        "On 112 days, blocks chosen from the 8 weeks before caught 99.0 % of the contacts that the"
        " best possible blocks would have caught."
    ) in words_in(page)


def test_every_method_has_a_bar_with_its_number():
    bars = bars_of(report_of())

    assert [round(bar.share, 4) for bar in bars] == [0.99, 0.988, 0.9893, 0.9856, 0.95, 1.0]
    assert [bar.name for bar in bars if bar.ours] == [
        "Decided each week",
        "Standing, kept 13 weeks",
    ]
    assert [bar.name for bar in bars if bar.best] == ["With hindsight"]


def test_bars_are_read_out(page):
    page.show()

    assert "Decided each week: 99.0 %; Standing, kept 13 weeks: 98.8 %" in (
        page._bars.accessibleDescription()
    )


def test_the_gain_over_fixed_hours_is_said_either_way():
    assert "3.8 points more than 10:00 and 14:00" in gain_words(report_of())
    worse = [replace(h, hits=FIGURES | {"standing": 0.9}) for h in report_of().hits]
    assert gain_words(replace(report_of(), hits=tuple(worse))).startswith(
        "10:00 and 14:00 on every"
    )


def test_a_reliable_weekday_and_an_unreliable_one_are_told_apart_plainly():
    assert low_day_title(RELIABLE) == "Friday is reliably calm"
    assert low_day_words(RELIABLE).startswith("Friday carries 8.0 % less than the mean day.")
    assert low_day_title(NOT_RELIABLE) == "No reliable low weekday"
    assert "quietest stretch of the week" in low_day_words(NOT_RELIABLE)
    assert "not enough weeks" in low_day_words(replace(NOT_RELIABLE, weeks=0))


def test_days_left_out_are_counted_by_reason_and_named():
    assert left_out_words(LEFT_OUT) == ["2 public holiday", "1 eve of a holiday"]
    assert left_out_row(LEFT_OUT[0]) == "Fri 1 May 2026: public holiday, \u2068Labour Day\u2069"


def test_too_short_a_history_says_what_to_do(page, canned):
    canned.answer = report_of(days=0)
    page.show()

    assert any("Import older exports" in words for words in words_in(page))
    assert not any(card.isVisible() for card in page._cards)


def test_a_refusal_is_a_sentence_on_the_page_and_one_can_try_again(page, canned, desk):
    canned.answer = BadInputError("There are no contact volumes yet.")
    page.show()

    assert "There are no contact volumes yet." in words_in(page)
    assert page.again.isEnabled()
    assert desk.refused == []


def test_a_run_that_was_stopped_says_so(page, desk):
    desk.goes_on = False
    page.show()

    assert "The back-test was stopped." in words_in(page)


def test_new_volumes_are_tried_at_the_next_look(page, canned):
    page.show()
    page.hide()
    page.refresh(frozenset({Subject.VOLUMES}))
    assert len(canned.asked) == 1

    page.show()

    assert len(canned.asked) == 2


def test_the_page_is_painted_in_both_looks(page):
    page.show()
    light = page.grab().toImage()
    page.set_theme(DARK)

    assert page.grab().toImage() != light
