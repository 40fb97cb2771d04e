"""What no longer fits is noticed and offered; nothing is planned unasked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, Qt

from app.domain.edits import Subject
from app.domain.entries import EntryKind, Protection, Source
from tests.ui.week.sample_week import MONDAY, FakeDesk, FakePlanner, entry, week_view
from ui.theme import LIGHT
from ui.week.page import WeekPage
from ui.week.replanning import begins_soon, clashing, touched_words, within_notice

CALENDAR = frozenset({Subject.CALENDAR})
THURSDAY, FRIDAY = MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def planner():
    return FakePlanner()


@pytest.fixture
def desk(planner):
    desk = FakeDesk(planner.calendar)
    desk.search_by_hand = True
    return desk


@pytest.fixture
def page(qtbot, planner, desk):
    page = WeekPage(planner, desk, LIGHT)
    qtbot.addWidget(page)
    page.resize(1364, 815)
    page.show_week(MONDAY)
    page.show()
    page.replanning.begin()
    return page


def invitation(day=3, start="10:30", end="11:30"):
    return entry(
        day, start, end, "Budget board", id="board", protection=Protection.FIXED, source=Source("u")
    )


def bring_in(page, planner, meeting, *days: date):
    planner.calendar.entries[meeting.id] = meeting
    planner.planning.days = days
    page.refresh(CALENDAR)


def test_a_meeting_on_a_block_is_told_over_the_week(page, planner):
    assert not page._banner.isVisible()

    bring_in(page, planner, invitation(), THURSDAY)

    assert page._banner.isVisible()
    assert page._banner.words() == "Thursday no longer fits: 2 things lie on one another."
    assert page._banner.accessibleName() == page._banner.words()
    assert page._banner.geometry().bottom() < page._views.geometry().top()


def test_one_click_plans_only_that_day(qtbot, page, planner, desk):
    bring_in(page, planner, invitation(4), FRIDAY)

    page._banner.replan.click()

    wish = page._presenter.flow.wish
    assert wish.days == (FRIDAY,)
    assert not wish.near
    assert len(desk.searches) == 1
    assert not page._banner.isVisible()  # while the plan is open


def test_nothing_is_planned_before_it_is_asked_for(page, planner, desk):
    bring_in(page, planner, invitation(), THURSDAY)

    assert desk.searches == []
    assert desk.edits == []


def test_what_is_nearer_than_a_day_is_planned_when_just_that_is_asked(page, planner):
    bring_in(page, planner, invitation(2, "13:30", "14:00"), MONDAY + timedelta(days=2))

    page._banner.replan.click()

    assert page._presenter.flow.wish.near


def test_it_goes_when_everything_fits_again(page, planner):
    bring_in(page, planner, invitation(), THURSDAY)
    del planner.calendar.entries["board"]
    planner.planning.days = ()

    page.refresh(CALENDAR)

    assert not page._banner.isVisible()
    assert page._views.geometry().top() == 0


def test_waved_away_it_comes_back_only_for_other_days(page, planner):
    bring_in(page, planner, invitation(), THURSDAY)
    page._banner.close_it.click()
    page.refresh(CALENDAR)
    assert not page._banner.isVisible()

    bring_in(page, planner, invitation(4), THURSDAY, FRIDAY)

    assert page._banner.isVisible()


def test_another_week_has_nothing_to_do_with_it(page, planner):
    bring_in(page, planner, invitation(), THURSDAY)
    planner.planning.days = ()

    page.step(1)

    assert not page._banner.isVisible()


def test_somebody_away_is_noticed_though_no_entry_changed(page, planner):
    planner.planning.days = (THURSDAY,)

    page.refresh(frozenset({Subject.PEOPLE}))

    assert page._banner.words() == "Thursday no longer fits what is planned there."


def test_time_passing_asks_nobody(page, planner):
    planner.planning.days = (THURSDAY,)
    planner.clock = lambda: page._presenter.view.now + timedelta(minutes=5)

    page.refresh(frozenset())

    assert not page._banner.isVisible()


def test_nothing_is_looked_at_before_the_first_picture(qtbot, planner, desk):
    planner.planning.days = (THURSDAY,)
    page = WeekPage(planner, desk, LIGHT)
    qtbot.addWidget(page)

    page.show_week(MONDAY)

    assert page.replanning.days == ()


def test_when_all_fits_asking_for_it_says_no(page):
    assert page.replanning.replan() is False


def test_only_what_the_planner_had_a_hand_in_clashes():
    view = week_view()
    two_meetings = [
        entry(3, "16:00", "17:00", "A", id="a", source=Source("a")),
        entry(3, "16:30", "17:30", "B", id="b", source=Source("b")),
    ]

    assert clashing(two_meetings, THURSDAY, view.site.tz) == []
    two_meetings.append(entry(3, "16:00", "16:15", "Walk", EntryKind.PEOPLE))
    assert {e.title for e in clashing(two_meetings, THURSDAY, view.site.tz)} == {"A", "Walk"}


def test_several_days_are_named_together():
    view = week_view([])

    assert touched_words((THURSDAY, FRIDAY), view) == (
        "Thursday and Friday no longer fit what is planned there."
    )
    assert within_notice(view, (THURSDAY,))  # begins within 24 hours
    assert not within_notice(view, (FRIDAY,))


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_panel_over_the_week_hides_no_button_of_it(page, planner, mirrored):
    if mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.resize(1024, 615)
    bring_in(page, planner, invitation(), THURSDAY)

    page.show_entry(planner.calendar.entries["1:1-ola-3-09:00"])

    assert not page.panels.open.geometry().intersects(page._banner.geometry())


def test_a_week_that_begins_after_the_notice_is_not_soon():
    view = week_view()

    assert begins_soon((view.monday,), view)
    assert begins_soon((THURSDAY, FRIDAY), view)
    assert not begins_soon((view.monday + timedelta(days=7),), view)
