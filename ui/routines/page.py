"""The manager's routines: a list, a form, and how many hours they take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.edits import Subject
from app.domain.errors import BadInputError
from app.domain.rules import Rule, RuleForm
from app.domain.text import text
from app.domain.wall import monday_of
from ui.routines.empty import EmptyRoutines, blank_rule
from ui.routines.form import RoutineForm
from ui.routines.hours_bar import HoursBar
from ui.routines.rule_list import RuleList, RuleModel
from ui.routines.wish_picture import Bars, bars_of
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.centred import BEFORE_THE_SIDES, centred
from ui.widgets.desk import Desk
from ui.widgets.language import tr

if TYPE_CHECKING:
    from app.bootstrap import Planner

LIST_WIDTH = 372
FORM_WIDTH = 660
SHOWN = frozenset({Subject.CALENDAR, Subject.PEOPLE, Subject.SETTINGS})


class RoutinesPage(QWidget):
    """Lists rules; every change that makes sense is an edit at once, the rest a sentence."""

    settings_asked = Signal(str)
    team_asked = Signal()

    def __init__(
        self, planner: Planner, desk: Desk, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._planner, self._desk = planner, desk
        self._stale = self._curve_stale = True
        self._rule: Rule | None = None
        self._new = False
        self._known: list[Rule] = []
        self._model = RuleModel()
        self.list = RuleList(self._model, theme)
        self.hours = HoursBar(theme)
        self.form = RoutineForm(theme, self._today())
        self._nothing = EmptyRoutines()
        self._pages = QStackedWidget()
        self._head = Button(tr("Add a routine"), "bar-primary", "plus")
        self._lay_out()
        self._wire()
        self.set_theme(theme)

    def title(self) -> tuple[str, str]:
        """What the toolbar says while this page is shown."""
        return tr("Routines"), ""

    def head_parts(self) -> list[QWidget]:
        """What the strip above the page offers."""
        return [self._head]

    def refresh(self, subjects: frozenset[Subject]) -> None:
        """Read again what ``subjects`` name, now or when the page is next looked at."""
        self._stale = self._stale or bool(subjects & SHOWN)
        volumes = subjects & {Subject.VOLUMES, Subject.EVENTS, Subject.SETTINGS}
        self._curve_stale = self._curve_stale or bool(volumes)
        if self.isVisible():
            self._read()

    def selection(self) -> str | None:
        """Which routine is in the form, for those who try the window by program."""
        return self._rule.id if self._rule is not None and not self._new else None

    def show_rule(self, rule_id: str) -> None:
        """Show one routine in the form; the first one when it is gone."""
        self._read()
        found = next((rule for rule in self._known if rule.id == rule_id), None)
        if found is not None:
            self._open(found)

    def begin(self, form: RuleForm = RuleForm.ONE_TO_ONE) -> None:
        """Ask for a new routine."""
        self._rule, self._new = blank_rule(form, self._today()), True
        self.list.select("")
        self.form.show_rule(self._rule, new=True)
        self._pages.setCurrentIndex(1)
        self._count()
        self.form.fields.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.fields.name.selectAll()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part, colour in ((self, theme.sunken), (self._left, theme.surface)):
            palette = part.palette()
            palette.setColor(QPalette.ColorRole.Window, QColor(colour))
            part.setPalette(palette)
            part.setAutoFillBackground(True)
        for child in (self.list, self.hours, self.form):
            child.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override."""
        super().showEvent(event)
        self._read()

    def _today(self) -> date:
        zone = self._planner.store.read.site().tz
        return self._planner.clock().astimezone(zone).date()

    def _read(self) -> None:
        if self._curve_stale:
            self._curve_stale = False
            self._desk.run(
                text("Reading the volumes"), lambda _: self._typical_day(), self._show_typical_day
            )
        if not self._stale:
            return
        self._stale = False
        read = self._planner.store.read
        people, teams = read.people(), read.teams()
        self._known = self._planner.rules.all()
        names = {str(team.id): team.name for team in teams}
        names.update((str(person.id), person.name) for person in people)
        count = self._planner.rules.hours(self._known, today=self._today())
        self._model.show_rules(self._known, count.by_rule, names, self._today())
        self.form.show_everybody(people, teams)
        self._show_again()

    def _show_again(self) -> None:
        """Show in the form what is there now."""
        if self._new:
            self._count()
            return
        wanted = self._rule.id if self._rule else ""
        there = next((rule for rule in self._known if rule.id == wanted), None)
        there = there or (self._known[0] if self._known else None)
        if there is None:
            self._rule = None
            self._pages.setCurrentIndex(0)
            self._count()
        else:
            self._open(there)

    def _open(self, rule: Rule) -> None:
        self._new = False
        # The same rule again leaves what is being written, contradictions too, as it stands.
        if rule != self._rule or self._pages.currentIndex() == 0:
            self._rule = rule
            self.form.show_rule(rule, new=False)
        self.list.select(rule.id)
        self._pages.setCurrentIndex(1)
        self._count()

    def _typical_day(self) -> Bars | None:
        planner = self._planner
        site = planner.store.read.site()
        days = planner.outlooks.week(monday_of(self._today())).days
        return bars_of([d for d in days if d.day.weekday() in site.working_days], site.opening)

    def _show_typical_day(self, bars: Bars | None) -> None:
        self.form.fields.picture.show_bars(bars)

    def _draft(self) -> Rule | None:
        """The rule as the form has it, None where that is no rule."""
        if self._rule is None:
            return None
        try:
            wanted = self.form.fields.wanted(self._rule)
            self._planner.rules.check(wanted)
        except BadInputError as error:
            self.form.refuse(error)
            return None
        self.form.accept(wanted.title)
        return wanted

    def _count(self) -> None:
        """Show the hours, with what stands in the form in the place of what is stored."""
        rules = list(self._known)
        minutes: float | None = None
        if self._rule is not None:
            try:
                draft = self.form.fields.wanted(self._rule)
            except BadInputError:
                draft = self._rule
            rules = [draft if one.id == draft.id else one for one in rules]
            if self._new:
                rules.append(draft)
            count = self._planner.rules.hours(rules, today=self._today())
            minutes = count.by_rule.get(draft.id, 0.0)
        else:
            count = self._planner.rules.hours(rules, today=self._today())
        self.hours.show_hours(count, minutes)

    def _form_picked(self) -> None:
        """Another sort of a new routine begins with that sort's numbers; its name stays."""
        if self._new and self._rule is not None:
            fields = self.form.fields
            blank = blank_rule(fields.form(), self._today())
            self._rule = replace(
                blank, title=fields.name.text(), persons=fields.who.persons, teams=fields.who.teams
            )
            self.form.show_rule(self._rule, new=True)

    def _save(self) -> None:
        """A field was left: save what is there now, when it makes sense."""
        self._count()
        draft = self._draft()
        if draft is None or self._new or draft == self._rule:
            return
        assert self._rule is not None
        try:
            edit = replace(self._planner.rules.edit_to_change(draft), before=(self._rule,))
        except BadInputError as error:  # it was removed meanwhile
            self.form.refuse(error)
            return
        [saved] = edit.after
        assert isinstance(saved, Rule)
        self._rule = saved
        self.form.fields.show_rule(saved)
        self._desk.submit(edit)

    def _add(self) -> None:
        draft = self._draft()
        if draft is None or not self._new:
            return
        edit = self._planner.rules.edit_to_add(draft)
        [saved] = edit.after
        assert isinstance(saved, Rule)
        self._rule, self._new = saved, False
        self.form.show_rule(saved, new=False)
        self._known.append(saved)
        self._desk.submit(edit)

    def _remove(self, rule: Rule | None) -> None:
        if rule is None or self._new:
            return
        try:
            self._desk.submit(self._planner.rules.edit_to_remove(rule))
        except BadInputError as error:
            self.form.refuse(error)

    def _lay_out(self) -> None:
        self._left = QWidget()
        self._left.setFixedWidth(LIST_WIDTH)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(14, 14, 14, 14)
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addWidget(self.hours)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(_form_page(self.form))
        edge = QFrame()
        edge.setProperty("kind", "edge")
        edge.setFixedWidth(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._left)
        outer.addWidget(edge)
        outer.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self._head.clicked.connect(lambda _: self.begin())
        self.list.rule_selected.connect(self._open)
        self.list.removal_asked.connect(self._remove)
        self._nothing.begin_asked.connect(self.begin)
        self.form.drafted.connect(self._count)
        self.form.fields.form_picked.connect(self._form_picked)
        self.form.finished.connect(self._save)
        self.form.add_asked.connect(self._add)
        self.form.removal_asked.connect(lambda: self._remove(self._rule))


def _form_page(form: RoutineForm) -> QWidget:
    """The form, and above it what is wrong with it, wherever it is scrolled to."""
    page = QWidget()
    across = QHBoxLayout()
    form.wrong.setMaximumWidth(FORM_WIDTH)
    form.wrong.setContentsMargins(28, 12, 28, 8)
    across.addStretch(1)
    across.addWidget(form.wrong, BEFORE_THE_SIDES)
    across.addStretch(1)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(across)
    column.addWidget(centred(form, FORM_WIDTH), 1)
    return page
