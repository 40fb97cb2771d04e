"""Fields that edit one value each, as the text in which people write it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.domain.settings import NO, WEEKDAYS, YES
from app.domain.wall import clock_time
from ui.widgets.buttons import Button
from ui.widgets.choices import CalmCombo, SearchCombo
from ui.widgets.flow import FlowLayout
from ui.widgets.language import tr
from ui.widgets.spoken import weekday_name
from ui.widgets.tick import Tick

HALF_HOUR = 30
MINUTES = 24 * 60
DASHES = str.maketrans("–—", "--")


class Field(QWidget):
    """Edits one value. ``changed`` carries what was written, once it is finished."""

    changed = Signal(str)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        raise NotImplementedError

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        raise NotImplementedError


class WordsField(Field):
    """A line of text; announced when it is left or Enter is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setMaxLength(300)
        self.row = _across(self, self.edit)
        self._shown = ""
        self.edit.editingFinished.connect(self._finish)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        self._shown = written
        self.edit.setText(written)

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.edit.setAccessibleName(words)

    def _finish(self) -> None:
        if self.edit.text() != self._shown:
            self._shown = self.edit.text()
            self.changed.emit(self._shown)


class NumberField(Field):
    """A number with a button either side of it."""

    def __init__(self, step: int, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step, self._shown = step, ""
        self.edit = QLineEdit()
        self.edit.setFixedWidth(64)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less, self.more = Button("−", "icon"), Button("", "icon", "plus")
        self.less.setAccessibleName(tr("Less"))
        self.more.setAccessibleName(tr("More"))
        row = _across(self, self.less, self.edit, self.more, QLabel(unit))
        row.addStretch(1)
        self.less.clicked.connect(lambda: self._move(-self._step))
        self.more.clicked.connect(lambda: self._move(self._step))
        self.edit.editingFinished.connect(self._finish)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        self._shown = written
        self.edit.setText(written)

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.edit.setAccessibleName(words)

    def _move(self, by: int) -> None:
        text = self.edit.text().strip()
        if text.isdecimal():
            self.edit.setText(str(max(int(text) + by, 0)))
            self._finish()

    def _finish(self) -> None:
        if self.edit.text() != self._shown:
            self._shown = self.edit.text()
            self.changed.emit(self._shown)


class SwitchField(Field):
    """On or off."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tick = Tick(words)
        _across(self, self.tick).addStretch(1)
        self.tick.toggled.connect(lambda on: self.changed.emit(YES[0] if on else NO[0]))

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        with QSignalBlocker(self.tick):
            self.tick.setChecked(written in YES)

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.tick.setAccessibleName(words)


class ChoiceField(Field):
    """One of a long list, found by typing a part of it."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = SearchCombo(choices)
        self.combo.setMinimumWidth(280)
        _across(self, self.combo).addStretch(1)
        self._shown = ""
        self.combo.activated.connect(lambda _: self._finish())
        line = self.combo.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._finish)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        self._shown = written
        self.combo.show_value(written)

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.combo.setAccessibleName(words)

    def _finish(self) -> None:
        written = self.combo.written()
        if written != self._shown:
            self._shown = written
            self.changed.emit(written)


class HoursField(Field):
    """From one time of the day to another, half hours offered, any minute accepted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start, self.end = time_combo(), time_combo()
        _across(self, self.start, QLabel("–"), self.end).addStretch(1)
        self._shown = ""
        for combo in (self.start, self.end):
            combo.activated.connect(lambda _: self._finish())
            line = combo.lineEdit()
            if line is not None:
                line.editingFinished.connect(self._finish)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        self._shown = written
        start, _, end = written.translate(DASHES).partition("-")
        self.start.setEditText(start.strip())
        self.end.setEditText(end.strip())

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.start.setAccessibleName(tr("{what}, from", what=words))
        self.end.setAccessibleName(tr("{what}, until", what=words))

    def _finish(self) -> None:
        written = f"{self.start.currentText().strip()}-{self.end.currentText().strip()}"
        if written != self._shown:
            self._shown = written
            self.changed.emit(written)


class WeekdaysField(Field):
    """Seven days, each in or out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = []
        for weekday in range(7):
            day = Button(weekday_name(weekday, short=True), "chip")
            day.setCheckable(True)
            day.setAccessibleName(weekday_name(weekday))
            day.setMinimumHeight(26)
            day.toggled.connect(self._say)
            self.days.append(day)
        flow = FlowLayout(self, gap=6)
        for day in self.days:
            flow.addWidget(day)

    def show_value(self, written: str) -> None:
        """Show a value without announcing it."""
        start, dash, end = written.partition("-")
        if dash:
            wanted = set(WEEKDAYS[WEEKDAYS.index(start) : WEEKDAYS.index(end) + 1])
        else:
            wanted = set(written.split(","))
        for name, day in zip(WEEKDAYS, self.days, strict=True):
            with QSignalBlocker(day):
                day.setChecked(name in wanted)

    def name(self, words: str) -> None:
        """Say to a screen reader what is edited here."""
        self.setAccessibleName(words)

    def _say(self) -> None:
        chosen = [name for name, day in zip(WEEKDAYS, self.days, strict=True) if day.isChecked()]
        self.changed.emit(",".join(chosen))


def time_combo() -> CalmCombo:
    """Make a list of times of the day in which any minute may be typed."""
    combo = CalmCombo()
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.addItems([clock_time(minute) for minute in range(0, MINUTES + 1, HALF_HOUR)])
    combo.setFixedWidth(92)
    return combo


def _across(parent: QWidget, *parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in parts:
        row.addWidget(part)
    return row
