"""Actions: one name each; single letters rest while somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.shell.actions import Actions


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def test_keys_and_letters_do_the_same(window, qtbot):
    done: list[str] = []
    actions = Actions(window)
    actions.add("plan", "Plan my week", lambda: done.append("plan"), group="", letter="P")
    actions.add("new", "New", lambda: done.append("new"), group="", keys=["Ctrl+N"])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_P)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert done == ["plan", "new"]


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox])
def test_a_letter_typed_into_a_field_is_a_letter(window, qtbot, kind):
    done: list[str] = []
    field = kind()
    if isinstance(field, QComboBox):
        field.addItems(["Monday", "Palm Sunday"])
    window.layout().addWidget(field)
    actions = Actions(window)
    actions.add("plan", "Plan my week", lambda: done.append("plan"), group="", letter="P")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_P)
    assert (field.text() if kind is QLineEdit else field.currentText()) in ("p", "Palm Sunday")
    assert done == []
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_P)
    assert done == ["plan"]


def test_the_list_of_keys_knows_letters_and_combinations(window):
    actions = Actions(window)
    actions.add("undo", "&Undo", print, group="Week", keys=["Ctrl+Z"], letter="Z")
    (command,) = actions.commands()
    assert command.name == "Undo"
    assert command.keys == "Z · Ctrl+Z"


def test_a_field_takes_back_its_own_typing_first_and_then_leaves_undo_to_the_window(window, qtbot):
    done: list[str] = []
    actions = Actions(window)
    actions.add("undo", "Undo", lambda: done.append("undo"), group="", keys=["Ctrl+Z"])
    field = QLineEdit("Nora")
    window.layout().addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    qtbot.keyClicks(field, "!")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), done) == ("Nora", [])
    field.setText("Nora")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), done) == ("Nora", ["undo"])
