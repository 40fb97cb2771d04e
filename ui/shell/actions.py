"""Everything the window can do, by name: for keys, the command box and the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

TAKES_LETTERS = "takes-letters"
"""A property of what is no field and yet does something with letters, as a list of names."""
_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


@dataclass(frozen=True, slots=True)
class Command:
    """An action with its place in the list of keys and its single letter, if it has one."""

    action: QAction
    group: str
    letter: str = ""

    @property
    def name(self) -> str:
        """Its words, without the mark of a mnemonic."""
        return self.action.text().replace("&", "")

    @property
    def keys(self) -> str:
        """Its keys as this platform writes them; empty when it has none."""
        form = QKeySequence.SequenceFormat.NativeText
        shown = [sequence.toString(form) for sequence in self.action.shortcuts()]
        return " · ".join([*([self.letter] if self.letter else []), *shown])


class Actions(QObject):
    """Makes and keeps the window's actions. Single letters rest while a field is edited."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._commands: dict[str, Command] = {}
        self._letters: list[QShortcut] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def add(
        self,
        name: str,
        words: str,
        run: Callable[[], object],
        *,
        group: str,
        keys: Iterable[str] = (),
        letter: str = "",
    ) -> QAction:
        """Make the action ``name``; ``keys`` in portable form, ``letter`` a single one."""
        action = QAction(words, self._window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._window.addAction(action)
        if letter:
            shortcut = QShortcut(QKeySequence(letter), self._window)
            shortcut.activated.connect(action.trigger)
            self._letters.append(shortcut)
        self._commands[name] = Command(action, group, letter)
        return action

    def adopt(self, actions: Iterable[QAction], group: str) -> None:
        """List a page's own actions beside the window's; the page keeps their keys."""
        for action in actions:
            name = action.objectName() or action.text()
            if name not in self._commands:
                self._commands[name] = Command(action, group)

    def __getitem__(self, name: str) -> QAction:
        return self._commands[name].action

    def commands(self) -> list[Command]:
        """Everything, in the order it was added."""
        return list(self._commands.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: a field with nothing of its own to take back leaves Undo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(watched, QLineEdit):
            assert isinstance(event, QKeyEvent)
            undo = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not watched.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit):
            new.installEventFilter(self)
        typing = isinstance(new, _FIELDS) or bool(new and new.property(TAKES_LETTERS))
        for shortcut in self._letters:
            shortcut.setEnabled(not typing)
