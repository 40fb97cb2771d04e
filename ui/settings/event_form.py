"""The form for one known event: what moves the volume, when, how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import BadInputError
from app.domain.known_events import KnownEvent
from app.services.events import NewEvent
from ui.widgets.buttons import Button
from ui.widgets.choices import CalmCombo, DayEdit
from ui.widgets.language import tr, tr_text
from ui.widgets.shade import shade_behind
from ui.widgets.spoken import weekday_name
from ui.widgets.style import label
from ui.widgets.tick import Tick


class EventForm(QDialog):
    """Asks for a known event. ``save`` may refuse it; its sentence then stands in the form."""

    def __init__(
        self,
        save: Callable[[NewEvent], None],
        queues: Sequence[str],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shade_behind(self)
        self._save = save
        self.setWindowTitle(tr("Known event"))
        self.setMinimumWidth(460)
        self._make_fields(queues, today)
        self._lay_out()
        self.weekly.toggled.connect(self._show_rule)
        self.has_end.toggled.connect(self.until.setEnabled)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        self._show_rule(False)

    def show_event(self, event: KnownEvent) -> None:
        """Fill the form with ``event``."""
        self.name.setText(event.name)
        self.percent.setText(f"{event.percent:+g}")
        self.queue.setCurrentIndex(max(self.queue.findData(event.queue or ""), 0))
        self.day.show_day(event.day)
        self.weekly.setChecked(event.weekday is not None)
        self.weekday.setCurrentIndex(event.weekday or 0)
        self.has_end.setChecked(event.until is not None)
        self.until.show_day(event.until or event.day)
        self.source.setText(event.source)

    def wanted(self) -> NewEvent:
        """The event as asked for.

        Raises:
            BadInputError: the change is no number.

        """
        return NewEvent(
            name=self.name.text(),
            day=self.day.day(),
            percent=self._percent(),
            queue=self.queue.currentData() or None,
            weekday=self.weekday.currentIndex() if self.weekly.isChecked() else None,
            until=self.until.day() if self.has_end.isChecked() else None,
            source=self.source.text(),
        )

    def accept(self) -> None:
        """Qt override: save, and stay open with the reason when that is refused."""
        try:
            self._save(self.wanted())
        except BadInputError as error:
            self.wrong.setText(tr_text(error.text))
            self.wrong.show()
        else:
            super().accept()

    def _percent(self) -> float:
        written = self.percent.text().replace("%", "").replace(",", ".").replace("−", "-").strip()
        try:
            return float(written)
        except ValueError:
            raise BadInputError(
                "'{value}' is not a change in percent; write it like +20 or -15.",
                value=self.percent.text(),
            ) from None

    def _make_fields(self, queues: Sequence[str], today: date) -> None:
        self.name, self.source, self.percent = QLineEdit(), QLineEdit(), QLineEdit("+20")
        self.name.setPlaceholderText(tr("Invoice run"))
        self.source.setPlaceholderText(tr("Billing, marketing, a supplier …"))
        self.percent.setFixedWidth(80)
        self.queue, self.weekday = CalmCombo(), CalmCombo()
        self.queue.addItem(tr("All queues"), "")
        for queue in queues:
            self.queue.addItem(queue, queue)
        self.weekday.addItems([weekday_name(day) for day in range(7)])
        self.weekday.setCurrentIndex(today.weekday())
        self.day, self.until = DayEdit(today), DayEdit(today)
        self.until.setEnabled(False)
        self.weekly, self.has_end = Tick(tr("Every week")), Tick(tr("Until"))
        self.wrong = label("", "bad", wrap=True)
        self.wrong.setTextFormat(Qt.TextFormat.PlainText)
        self.wrong.hide()
        self.keep, self.cancel = Button(tr("Save"), "primary"), Button(tr("Cancel"))
        self.keep.setDefault(True)
        self.cancel.setAutoDefault(False)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Change in %"), self.percent)
        form.addRow(tr("Queue"), self.queue)
        self._day_label = label(tr("Day"))
        form.addRow(self._day_label, self.day)
        form.addRow("", self.weekly)
        form.addRow(tr("Weekday"), self.weekday)
        end = QHBoxLayout()
        end.addWidget(self.has_end)
        end.addWidget(self.until, 1)
        form.addRow("", end)
        form.addRow(tr("Cause"), self.source)
        for words, field in (
            (tr("Name"), self.name),
            (tr("Change in %"), self.percent),
            (tr("Queue"), self.queue),
            (tr("Weekday"), self.weekday),
            (tr("Last day"), self.until),
            (tr("Cause"), self.source),
        ):
            field.setAccessibleName(words)
        self._form = form
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.wrong)
        column.addLayout(buttons)

    def _show_rule(self, weekly: bool) -> None:
        self._form.setRowVisible(self.weekday, weekly)
        words = tr("From") if weekly else tr("Day")
        self._day_label.setText(words)
        self.day.setAccessibleName(words)
