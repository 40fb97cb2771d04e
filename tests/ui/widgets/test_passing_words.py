"""Toast, banner and progress: they say their words, stay out of the way, and lead back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.banner import Banner
from ui.widgets.progress import ProgressCard
from ui.widgets.toast import Toast


@pytest.fixture
def page(qtbot):
    widget = QWidget()
    widget.resize(800, 600)
    QVBoxLayout(widget).addWidget(QLineEdit())
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_a_toast_names_what_was_done_and_never_takes_the_focus(page, qtbot):
    field = page.findChild(QLineEdit)
    page.activateWindow()
    field.setFocus()
    toast = Toast(page)
    toast.say("Moved ‘1:1 Nora’ to Fri 16:00", undo=True)
    assert toast.words() == "Moved ‘1:1 Nora’ to Fri 16:00"
    assert field.hasFocus()
    assert page.rect().contains(toast.geometry())
    with qtbot.waitSignal(toast.undo_asked):
        toast._undo.click()
    assert not toast.isVisible()


def test_a_toast_goes_by_itself_and_offers_undo_only_where_there_is_one(page, qtbot):
    toast = Toast(page)
    toast._timer.setInterval(1)
    toast.say("Saved", undo=False)
    assert not toast._undo.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_toast_stays_in_the_middle_when_the_window_changes(page):
    toast = Toast(page)
    toast.say("Saved", undo=False)
    page.resize(1000, 500)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.geometry().bottom() < 500


def test_a_banner_stays_until_it_is_closed(page, qtbot):
    banner = Banner()
    page.layout().addWidget(banner)
    assert not banner.isVisible()
    banner.say("The disk is full, so nothing was stored.")
    assert banner.isVisible()
    assert banner.accessibleName() == "The disk is full, so nothing was stored."
    close = next(b for b in banner.children() if getattr(b, "accessibleName", str)())
    close.click()
    assert not banner.isVisible()


def test_progress_knows_how_far_it_is_and_can_be_cancelled_once(page, qtbot):
    card = ProgressCard(page)
    card.show_work("Importing", 0)
    assert card._bar.maximum() == 0  # nobody knows yet: it only moves
    card.show_work("Importing", 0.5)
    assert card._bar.value() == card._bar.maximum() // 2
    with qtbot.waitSignal(card.cancel_asked):
        card._cancel.click()
    assert not card._cancel.isEnabled()
    card.show_work("Exporting", 0.1)
    assert card._cancel.isEnabled()
