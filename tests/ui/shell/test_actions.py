"""Actions: one name each; single letters rest while somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.shell.actions import Actions


@pytest.fixture
def window(qtbot):
    widget = QWidget()
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


def test_a_letter_typed_into_a_field_is_a_letter(window, qtbot):
    done: list[str] = []
    field = QLineEdit()
    window.layout().addWidget(field)
    actions = Actions(window)
    actions.add("plan", "Plan my week", lambda: done.append("plan"), group="", letter="P")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_P)
    assert field.text() == "p"
    assert done == []


def test_the_list_of_keys_knows_letters_and_combinations(window):
    actions = Actions(window)
    actions.add("undo", "&Undo", print, group="Week", keys=["Ctrl+Z"], letter="Z")
    (command,) = actions.commands()
    assert command.name == "Undo"
    assert command.keys == "Z · Ctrl+Z"
