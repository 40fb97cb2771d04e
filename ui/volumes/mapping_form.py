"""What each column of an export means, shown with examples and open to correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.domain.errors import BadInputError
from app.domain.volumes import ALLOWED_INTERVALS, Measure
from app.exchange.volumes.mapping import ColumnMapping, MeasureColumn, Reckoned
from app.exchange.volumes.times import DateOrder
from ui.widgets.choices import CalmCombo
from ui.widgets.flow import empty
from ui.widgets.language import tr
from ui.widgets.spoken import number
from ui.widgets.style import label

EXAMPLES = 3
LONGEST_CELL = 24
DAILY = 1440
PLACES = ("time", "clock", "end", "interval", "queue", "channel")
AMOUNTS = frozenset({Measure.OFFERED, Measure.HANDLED})


@dataclass(frozen=True, slots=True)
class Role:
    """What a column may mean: a place of the mapping, or a measure and how it is stated."""

    place: str = ""
    measure: Measure | None = None
    how: Reckoned = Reckoned.TOTAL


def roles() -> list[tuple[str, Role]]:
    """Every role with its name, the unused one first."""
    total, average, share = Reckoned.TOTAL, Reckoned.AVERAGE, Reckoned.SHARE
    return [
        (tr("Not used"), Role()),
        (tr("Start: date and time, or date"), Role("time")),
        (tr("Time of day"), Role("clock")),
        (tr("End"), Role("end")),
        (tr("Length of the interval"), Role("interval")),
        (tr("Queue"), Role("queue")),
        (tr("Channel"), Role("channel")),
        (tr("Contacts offered"), Role("", Measure.OFFERED, total)),
        (tr("Contacts handled"), Role("", Measure.HANDLED, total)),
        (tr("Contacts abandoned"), Role("", Measure.ABANDONED, total)),
        (tr("Abandoned, % of offered"), Role("", Measure.ABANDONED, share)),
        (tr("Answered in time"), Role("", Measure.IN_THRESHOLD, total)),
        (tr("Answered in time, % of offered"), Role("", Measure.IN_THRESHOLD, share)),
        (tr("Handle time, sum"), Role("", Measure.HANDLE_SECONDS, total)),
        (tr("Handle time, average"), Role("", Measure.HANDLE_SECONDS, average)),
        (tr("Waiting time, sum"), Role("", Measure.WAIT_SECONDS, total)),
        (tr("Waiting time, average"), Role("", Measure.WAIT_SECONDS, average)),
        (tr("Longest wait"), Role("", Measure.LONGEST_WAIT, total)),
    ]


def role_of(column: int, mapping: ColumnMapping) -> Role:
    """What ``mapping`` says of a column, counted from 0."""
    for place in PLACES:
        if getattr(mapping, place) == column:
            return Role(place)
    for stated in mapping.measures:
        if stated.column == column:
            return Role("", stated.measure, stated.how)
    return Role()


def mapping_from(
    chosen: Sequence[Role], minutes: int | None, basis: ColumnMapping
) -> ColumnMapping:
    """Make the mapping of ``chosen`` roles, one a column; the rest is as in ``basis``.

    Raises:
        BadInputError: a role is given twice, or the start or the contacts are missing.

    """
    places: dict[str, int | None] = dict.fromkeys(PLACES)
    measures: list[MeasureColumn] = []
    names = {role: name for name, role in roles()}
    for column, role in enumerate(chosen):
        taken = places.get(role.place) is not None if role.place else False
        doubled = role.measure is not None and any(m.measure is role.measure for m in measures)
        if taken or doubled:
            raise BadInputError(
                "Two columns are called ‘{role}’; leave it to one of them.", role=names[role]
            )
        if role.place:
            places[role.place] = column
        elif role.measure is not None:
            measures.append(MeasureColumn(column, role.measure, role.how))
    start = places.pop("time")
    if start is None:
        raise BadInputError("Say which column holds the start of the interval.")
    if not basis.counts_rows and not any(m.measure in AMOUNTS for m in measures):
        raise BadInputError("Say which column holds the contacts offered or handled.")
    return replace(
        basis,
        time=start,
        clock=places["clock"],
        end=places["end"],
        interval=places["interval"],
        queue=places["queue"],
        channel=places["channel"],
        minutes=minutes,
        measures=tuple(measures),
    )


class MappingForm(QWidget):
    """A row for each column: its name, some of its cells, and what it means."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basis: ColumnMapping | None = None
        self.combos: list[CalmCombo] = []
        self.interval = CalmCombo()
        self.interval.setAccessibleName(tr("Length of the intervals"))
        self.interval.addItem(tr("Interval: as the file has it"), None)
        for minutes in ALLOWED_INTERVALS:
            words = (
                tr("Interval: a whole day")
                if minutes == DAILY
                else tr("Interval: {minutes} min", minutes=number(minutes))
            )
            self.interval.addItem(words, minutes)
        self.dates = CalmCombo()
        self.dates.setAccessibleName(tr("Order of day and month"))
        self.dates.addItem(tr("Dates: as the file shows"), None)
        self.dates.addItem(tr("Dates: the day first (31/12)"), DateOrder.DAY_FIRST)
        self.dates.addItem(tr("Dates: the month first (12/31)"), DateOrder.MONTH_FIRST)
        self._lay_out()
        self.dates.activated.connect(lambda _: self.changed.emit())
        self.interval.activated.connect(lambda _: self.changed.emit())

    def show_columns(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], mapping: ColumnMapping
    ) -> None:
        """Show the columns of a file and what ``mapping`` takes them for."""
        self._basis = mapping
        empty(self._grid)
        self.combos = []
        for column, heading in enumerate((tr("Column"), tr("Examples"), tr("Means"))):
            self._grid.addWidget(label(heading, "section"), 0, column)
        for column, name in enumerate(header):
            self._add_row(column, name, [row[column] for row in rows if column < len(row)])
        self.interval.setCurrentIndex(max(self.interval.findData(mapping.minutes), 0))
        self.dates.setCurrentIndex(max(self.dates.findData(mapping.order), 0))

    def mapping(self) -> ColumnMapping:
        """The mapping as it is chosen now.

        Raises:
            BadInputError: what is chosen makes no sense; the sentence says why.

        """
        assert self._basis is not None
        chosen = [combo.currentData() for combo in self.combos]
        order = self.dates.currentData()
        basis = replace(self._basis, order=DateOrder(order) if order else None)
        return mapping_from(chosen, self.interval.currentData(), basis)

    def _add_row(self, column: int, name: str, cells: Sequence[str]) -> None:
        assert self._basis is not None
        different = list(dict.fromkeys(cell for cell in cells if cell))
        examples = ", ".join(cell[:LONGEST_CELL] for cell in different[:EXAMPLES])
        title = label(name or tr("Column {number}", number=number(column + 1)), wrap=True)
        shown = label(examples, "small", wrap=True)
        for words in (title, shown):
            words.setTextFormat(Qt.TextFormat.PlainText)
        combo = CalmCombo()
        combo.setMinimumWidth(230)
        combo.setAccessibleName(tr("Meaning of {column}", column=name))
        wanted = role_of(column, self._basis)
        for words_, role in roles():
            combo.addItem(words_, role)
            if role == wanted:
                combo.setCurrentIndex(combo.count() - 1)
        combo.activated.connect(lambda _: self.changed.emit())
        self.combos.append(combo)
        for place, part in enumerate((title, shown, combo)):
            self._grid.addWidget(part, column + 1, place)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._grid)
        column.addWidget(self.interval, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.dates, 0, Qt.AlignmentFlag.AlignLeading)
