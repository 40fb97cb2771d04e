"""The fields of one routine; what they say is put together as a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.entries import EntryKind
from app.domain.errors import BadInputError
from app.domain.people import Person, Team
from app.domain.rules import Rule, RuleForm, Wish
from app.domain.settings import WEEKDAYS
from app.domain.site import Hours
from app.domain.wall import clock_time
from ui.routines.wish_picture import WishPicture
from ui.routines.with_whom import WithWhom
from ui.routines.words import (
    OFFERED,
    OWN_KINDS,
    default_title,
    form_name,
    own_kind_name,
    wish_name,
)
from ui.theme import Theme
from ui.widgets.choices import CalmCombo, DayEdit
from ui.widgets.fields import HoursField, NumberField, WeekdaysField
from ui.widgets.language import tr
from ui.widgets.segmented import SegmentedControl
from ui.widgets.spoken import number
from ui.widgets.tick import Tick
from ui.widgets.typed import show_saved, typed_minute

AS_DUE = frozenset({RuleForm.ONE_TO_ONE, RuleForm.SIT_BESIDE, RuleForm.TEAM_MEETING})
"""Forms that ask by themselves for as many as are due; wished for 0 means all of them."""
ALONE = frozenset({RuleForm.FLOOR_WALK})
"""Forms that are with nobody."""


class RoutineFields(QWidget):
    """Makes the fields and tells when one is being changed and when it is left."""

    drafted = Signal()  # something is being typed
    finished = Signal()  # a field was left, or something else was chosen
    form_picked = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()  # only the fields are shown, each in its place of the form
        self.what, self.kind = CalmCombo(), CalmCombo()
        self.name, self.room = QLineEdit(), QLineEdit()
        self.every, self.minutes = NumberField(1, tr("weeks")), NumberField(5, tr("min"))
        self.wished, self.minimum = NumberField(1, ""), NumberField(1, "")
        self.per_day = NumberField(1, tr("0 for no limit"))
        self.who = WithWhom()
        self.weekdays = WeekdaysField()
        self.any_time = Tick(tr("Whenever I am there"))
        self.hours = HoursField()
        wishes = [(wish.value, wish_name(wish)) for wish in Wish]
        self.wish = SegmentedControl(wishes, tr("Where in the day"))
        self.picture = WishPicture(theme)
        steps = [(str(step), number(step)) for step in range(1, 6)]
        self.priority = SegmentedControl(steps, tr("Priority, 1 the least, 5 the most"))
        self.since, self.until = DayEdit(today), DayEdit(today)
        self.has_until = Tick(tr("Until"))
        self.paused = Tick(tr("Paused"))
        self._fill()
        self._wire()

    def show_rule(self, rule: Rule) -> None:
        """Show a rule without announcing it."""
        choices = (self.what, self.kind, self.any_time, self.has_until, self.paused)
        blockers = [QSignalBlocker(field) for field in (*choices, self.since, self.until)]
        self.what.setCurrentIndex(max(self.what.findData(rule.form.value), 0))
        self.kind.setCurrentIndex(max(self.kind.findData(rule.kind.value), 0))
        for line, words in ((self.name, rule.title), (self.room, rule.room)):
            show_saved(line, words)
        for field, value in (
            (self.every, rule.every_weeks),
            (self.minutes, rule.minutes),
            (self.wished, rule.wished),
            (self.minimum, rule.minimum),
            (self.per_day, rule.per_day),
        ):
            field.show_value(str(value))
        self._show_who(rule)
        self.weekdays.show_value(",".join(WEEKDAYS[day] for day in rule.weekdays))
        self.any_time.setChecked(rule.window is None)
        window = rule.window or Hours(9 * 60, 16 * 60)
        self.hours.show_value(f"{clock_time(window.start)}-{clock_time(window.end)}")
        self.wish.choose(rule.wish.value)
        self.priority.choose(str(rule.priority))
        self.since.show_day(rule.since)
        self.has_until.setChecked(rule.until is not None)
        self.until.show_day(rule.until or rule.since)
        self.paused.setChecked(rule.paused)
        del blockers
        self.show_what_fits()

    def show_everybody(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Offer other people and teams."""
        self.who.show_everybody(people, teams)

    def wanted(self, rule: Rule) -> Rule:
        """``rule`` as the fields have it.

        Raises:
            BadInputError: what stands in a field is no number or no time.

        """
        form = self.form()
        alone = form in ALONE
        return replace(
            rule,
            title=self.name.text().strip(),
            form=form,
            kind=EntryKind(self.kind.currentData()) if form is RuleForm.OWN else rule.kind,
            minutes=_number(self.minutes, tr("How long")),
            every_weeks=_number(self.every, tr("Every")),
            wished=_number(self.wished, tr("Wished for")),
            minimum=_number(self.minimum, tr("At least")),
            per_day=_number(self.per_day, tr("At most a day")),
            persons=() if alone or form is RuleForm.TEAM_MEETING else self.who.persons,
            teams=() if alone else self.who.teams,
            weekdays=tuple(i for i, day in enumerate(self.weekdays.days) if day.isChecked()),
            window=None if self.any_time.isChecked() else self._window(),
            wish=Wish(self.wish.choice()),
            room=self.room.text().strip(),
            priority=int(self.priority.choice()),
            since=self.since.day(),
            until=self.until.day() if self.has_until.isChecked() else None,
            paused=self.paused.isChecked(),
        )

    def form(self) -> RuleForm:
        """What sort of thing is chosen."""
        return RuleForm(self.what.currentData())

    def show_what_fits(self) -> None:
        """Enable and mark what goes with what is chosen."""
        self.hours.setEnabled(not self.any_time.isChecked())
        self.until.setEnabled(self.has_until.isChecked())
        try:
            window = None if self.any_time.isChecked() else self._window()
        except BadInputError:
            window = None
        self.picture.show_wish(Wish(self.wish.choice() or Wish.LOW.value), window)

    def _window(self) -> Hours:
        start, end = (typed_minute(c.currentText()) for c in (self.hours.start, self.hours.end))
        if start >= end:
            raise BadInputError(
                "The hours end at {end}, before they begin at {start}; change one of them.",
                start=clock_time(start),
                end=clock_time(end),
            )
        return Hours(start, end)

    def _show_who(self, rule: Rule) -> None:
        teams_only = rule.form is RuleForm.TEAM_MEETING
        self.who.show_chosen(rule.persons, rule.teams, teams_only=teams_only)

    def _pick_form(self) -> None:
        """Another sort: what was called after the old one is called after the new one."""
        if self.name.text().strip() in ("", *(default_title(form) for form in OFFERED)):
            self.name.setText(default_title(self.form()))
        self.who.show_chosen(
            self.who.persons, self.who.teams, teams_only=self.form() is RuleForm.TEAM_MEETING
        )
        self.form_picked.emit()
        self.finished.emit()

    def _fill(self) -> None:
        for form in OFFERED:
            self.what.addItem(form_name(form), form.value)
        for kind in OWN_KINDS:
            self.kind.addItem(own_kind_name(kind), kind.value)
        self.room.setPlaceholderText(tr("None"))
        self.name.setMaxLength(200)
        for field, words in (
            (self.every, tr("Every so many weeks")),
            (self.minutes, tr("How long, in minutes")),
            (self.wished, tr("Wished for")),
            (self.minimum, tr("At least")),
            (self.per_day, tr("At most a day")),
            (self.weekdays, tr("Weekdays")),
            (self.hours, tr("Between")),
        ):
            field.name(words)
        for widget, words in (
            (self.what, tr("What")),
            (self.kind, tr("Layer")),
            (self.name, tr("Name")),
            (self.room, tr("Room")),
            (self.since, tr("Begins")),
            (self.until, tr("Last day")),
        ):
            widget.setAccessibleName(words)

    def _wire(self) -> None:
        self.what.activated.connect(lambda _: self._pick_form())
        self.kind.activated.connect(lambda _: self.finished.emit())
        for line in (self.name, self.room):
            line.textEdited.connect(lambda _: self.drafted.emit())
            line.editingFinished.connect(self.finished)
        for count in (self.every, self.minutes, self.wished, self.minimum, self.per_day):
            count.edit.textEdited.connect(lambda _: self.drafted.emit())
            count.changed.connect(lambda _: self.finished.emit())
        for field in (self.weekdays, self.hours):
            field.changed.connect(lambda _: self.finished.emit())
        self.who.changed.connect(self.finished)
        for segmented in (self.wish, self.priority):
            segmented.picked.connect(lambda _: self.finished.emit())
        for tick in (self.any_time, self.has_until, self.paused):
            tick.toggled.connect(lambda _: self.finished.emit())
        for day in (self.since, self.until):
            day.editingFinished.connect(self.finished)
        self.finished.connect(self.show_what_fits)


def _number(field: NumberField, what: str) -> int:
    written = field.edit.text().strip()
    if not written.isdecimal():
        raise BadInputError(
            "{what}: ‘{written}’ is no whole number; write one like 2.", what=what, written=written
        )
    return int(written)
