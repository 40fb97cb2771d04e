from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.edits import Edit
from app.domain.known_events import EventId, KnownEvent, SpecialDay
from app.domain.text import text
from tests.times import day
from ui.settings.events import EventList, SpecialDayList, change_words, when_words

RUN = KnownEvent(EventId("run"), "Invoice run", day(0), 20.0, weekday=0, source="billing")


@pytest.fixture
def events(qtbot, planner, desk):
    made = EventList(planner, desk)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


@pytest.fixture
def special_days(qtbot, planner, desk):
    made = SpecialDayList(planner, desk)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def words_in(widget):
    return [made.text() for made in widget.findChildren(QLabel)]


def test_an_empty_list_says_what_belongs_there(events):
    assert any("invoice run" in words for words in words_in(events))


def test_a_weekly_event_is_added_with_its_cause(qtbot, events, planner):
    form = events.open_form()
    form.name.setText("Invoice run")
    form.percent.setText("+20 %")
    form.weekly.click()
    form.weekday.setCurrentIndex(0)
    form.source.setText("billing")

    form.keep.click()

    [event] = planner.events.list()
    assert (event.name, event.percent, event.weekday, event.until) == ("Invoice run", 20, 0, None)
    assert event.day == day(2)  # from today, by the injected clock


def test_an_event_without_a_name_stays_in_the_form_with_the_reason(events, desk):
    form = events.open_form()
    form.keep.click()

    assert form.isVisible()
    assert form.wrong.text() == "The event has no name; give it one, like Invoice run."
    assert desk.submitted == []


@pytest.mark.parametrize("written", ["plenty", "", "nan", "5000"])
def test_a_change_that_cannot_be_is_refused_in_words(events, desk, written):
    form = events.open_form()
    form.name.setText("Campaign")
    form.percent.setText(written)

    form.keep.click()

    assert form.wrong.isVisible()
    assert desk.submitted == []


def test_an_event_is_changed_in_one_undoable_step(events, planner, desk):
    planner.editor.apply(Edit(text("Add"), after=(RUN,)))
    form = events.open_form(RUN)
    form.percent.setText("25")

    form.keep.click()

    [edit] = desk.submitted
    assert edit.before == (RUN,)
    assert [event.id for event in edit.after] == [RUN.id]
    assert planner.events.list()[0].percent == 25
    planner.editor.apply(edit.inverse())
    assert planner.events.list() == (RUN,)


def test_an_event_shown_in_the_form_comes_back_as_it_was(events):
    form = events.open_form(RUN)

    wanted = form.wanted()

    assert (wanted.name, wanted.day, wanted.percent) == (RUN.name, RUN.day, RUN.percent)
    assert (wanted.weekday, wanted.until, wanted.source) == (0, None, "billing")


def test_an_event_is_removed_with_one_click(qtbot, events, planner):
    planner.editor.apply(Edit(text("Add"), after=(RUN,)))
    events.refresh()
    [remove] = [
        b for b in events.findChildren(type(events._holder.itemAt(1).widget()))
        if b.accessibleName() == "Remove Invoice run"
    ]  # fmt: skip

    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)

    assert planner.events.list() == ()


def test_the_list_says_when_and_how_much(events, planner):
    planner.editor.apply(Edit(text("Add"), after=(RUN,)))
    events.refresh()

    words = words_in(events)
    assert "+20 %" in words
    assert "every Monday from Mon 16 Nov 2026 · all queues · \u2068billing\u2069" in words


def test_days_and_changes_read_like_sentences():
    once = KnownEvent(EventId("a"), "Works", date(2026, 12, 3), -12.5)
    longer = KnownEvent(EventId("b"), "Works", date(2026, 12, 3), 0, until=date(2026, 12, 4))

    assert when_words(once) == "Thu 3 Dec 2026"
    assert when_words(longer) == "Thu 3 Dec 2026 – Fri 4 Dec 2026"
    assert [change_words(x) for x in (once.percent, 0, 20)] == ["−12.5 %", "±0 %", "+20 %"]


def test_a_special_day_is_added_from_the_line_below_the_list(qtbot, special_days, planner):
    special_days.day.show_day(date(2026, 12, 11))
    qtbot.keyClicks(special_days.name, "Closed for moving")
    qtbot.keyClick(special_days.name, Qt.Key.Key_Return)

    assert planner.events.special_days() == (SpecialDay(date(2026, 12, 11), "Closed for moving"),)


def test_a_day_that_is_special_already_is_refused_beside_the_field(special_days, planner, desk):
    planner.editor.apply(Edit(text("Add"), after=(SpecialDay(day(2), "Fair"),)))
    special_days.name.setText("Again")

    special_days.add.click()

    assert special_days.wrong.isVisible()
    assert "already" in special_days.wrong.text()
    assert desk.submitted == []
