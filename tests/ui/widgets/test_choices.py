from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from ui.widgets.choices import CalmCombo, DayEdit, SearchCombo, zones


def wheel_down():
    return QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


def test_scrolling_past_changes_no_choice_and_no_day(shown):
    combo, day = shown(CalmCombo()), shown(DayEdit(date(2026, 11, 18)))
    combo.addItems(["one", "two"])
    events = [wheel_down(), wheel_down()]

    combo.wheelEvent(events[0])
    day.wheelEvent(events[1])

    assert (combo.currentText(), day.day()) == ("one", date(2026, 11, 18))
    assert not any(event.isAccepted() for event in events)


def test_a_choice_is_found_by_any_part_and_kept_by_its_value(shown):
    combo = shown(SearchCombo([("Norway (NO)", "NO"), ("Sweden (SE)", "SE")]))
    combo.completer().setCompletionPrefix("wed")
    assert combo.completer().currentCompletion() == "Sweden (SE)"

    combo.show_value("NO")
    assert (combo.currentText(), combo.written()) == ("Norway (NO)", "NO")


def test_what_is_no_choice_is_handed_on_as_typed(shown):
    combo = shown(SearchCombo([("Norway (NO)", "NO")]))
    combo.show_value("US-NY")

    assert combo.written() == "US-NY"


def test_zones_are_places_and_the_universal_one():
    assert {"Europe/Oslo", "Asia/Tehran", "America/New_York", "UTC"} <= set(zones())
    assert not any(zone.startswith("Etc/") for zone in zones())


def test_a_day_that_is_shown_is_the_day_that_is_told(shown):
    edit = shown(DayEdit(date(2026, 11, 18)))

    edit.show_day(date(2027, 2, 28))

    assert edit.day() == date(2027, 2, 28)
