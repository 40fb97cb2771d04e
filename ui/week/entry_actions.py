"""What can be done with an entry: one action each, shared by keys, menu and command box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.entries import Entry, Protection
from ui.week.blocks import has_rule, may_move, may_skip
from ui.week.presenter import WeekPresenter
from ui.widgets.language import tr


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an action needs from the page itself: opening the panel, asking, another page."""

    open: Callable[[], None]
    rename: Callable[[], None]
    places: Callable[[], None]
    rule: Callable[[Entry], None]


class EntryActions:
    """Makes the actions on the selected entry and keeps them enabled as it allows.

    Their keys work while ``page`` or a part of it has the focus; fields lie outside of it.
    In the entry's panel only those work that `beside` names.
    """

    def __init__(self, page: QWidget, presenter: WeekPresenter, wishes: Wishes) -> None:
        self._page = page
        self._presenter = presenter
        self._needs_move: list[QAction] = []
        self._needs_entry: list[QAction] = []
        self._all: list[QAction] = []
        self._make(wishes)
        self.follow()

    def all(self) -> list[QAction]:
        """Every action, in menu order."""
        return list(self._all)

    def beside(self) -> list[QAction]:
        """Those whose keys work in the entry's panel too: letters, which its field takes first."""
        return [self._lock, self._places, self._skip, self._rule]

    def follow(self) -> None:
        """Enable what the selected entry allows."""
        entry = self._presenter.selected()
        movable = entry is not None and may_move(entry)
        timed = movable and entry is not None and entry.days is None
        for action in self._needs_entry:
            action.setEnabled(entry is not None)
        for action in self._needs_move:
            action.setEnabled(timed)
        view = self._presenter.view
        ahead = entry is not None and view is not None and entry.span.end > view.now
        self._skip.setEnabled(ahead and entry is not None and may_skip(entry))
        skipped = entry is not None and entry.cancelled
        self._skip.setText(tr("Bring it back") if skipped else tr("Skip this week"))
        self._rule.setEnabled(entry is not None and has_rule(entry))
        locked = entry is not None and entry.protection is Protection.LOCKED
        self._lock.setText(tr("Let the planner move it") if locked else tr("Lock here"))

    def menu(self, at: QPoint, new: Callable[[], None]) -> QMenu:
        """The context menu; ``new`` adds an entry where it was asked for."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._presenter.selected() is None:
            menu.addAction(tr("New entry here…"), new)
            menu.addAction(self._cover)
        else:
            for action in self._all:
                if action is self._earlier:
                    menu = self._moves(menu)
                if action not in self._moving:
                    menu.addAction(action)
        menu.popup(at)
        return menu

    def _moves(self, menu: QMenu) -> QMenu:
        inner = menu.addMenu(tr("Move or resize"))
        inner.addActions(self._moving)
        return menu

    def _make(self, wishes: Wishes) -> None:
        add, entry = self._add, self._with_entry
        presenter = self._presenter
        add("open", tr("Why is this here?"), wishes.open, ["Return", "Enter"], self._needs_entry)
        add("rename", tr("Rename…"), wishes.rename, ["F2"], self._needs_entry)
        self._lock = add(
            "lock", tr("Lock here"), entry(presenter.toggle_lock), ["L"], self._needs_move
        )
        self._places = add(
            "move", tr("Move to a better place…"), wishes.places, ["Shift+M"], self._needs_move
        )
        self._skip = add(
            "skip", tr("Skip this week"), entry(presenter.toggle_skip), ["Shift+S"], []
        )
        self._rule = add("rule", tr("Rule…"), entry(wishes.rule), ["Shift+R"], [])
        self._earlier = self._step("earlier", tr("15 minutes earlier"), "Alt+Up", minutes=-15)
        self._moving = [
            self._earlier,
            self._step("later", tr("15 minutes later"), "Alt+Down", minutes=15),
            self._step("day-before", tr("To the day before"), "Alt+Left", days=-1),
            self._step("day-after", tr("To the next day"), "Alt+Right", days=1),
            self._length("shorter", tr("15 minutes shorter"), "Alt+Shift+Up", -15),
            self._length("longer", tr("15 minutes longer"), "Alt+Shift+Down", 15),
        ]
        add(
            "duplicate",
            tr("Duplicate"),
            entry(presenter.duplicate),
            ["Ctrl+D"],
            self._needs_entry,
        )
        remove = entry(presenter.remove)
        add("remove", tr("Delete"), remove, ["Del", "Backspace"], self._needs_entry)
        self._cover = add(
            "cover", tr("Add an unplanned block on the open peak"), presenter.cover_next, ["U"], []
        )

    def _step(
        self, name: str, words: str, keys: str, *, minutes: int = 0, days: int = 0
    ) -> QAction:
        """A move by minutes or days; in a mirrored page the arrows follow the page."""

        def run(entry: Entry) -> None:
            way = days if not self._mirrored() else -days
            by_key = way if keys in {"Alt+Left", "Alt+Right"} else days
            self._presenter.nudge(entry, minutes=minutes, days=by_key)

        return self._add(name, words, self._with_entry(run), [keys], self._needs_move)

    def _length(self, name: str, words: str, keys: str, minutes: int) -> QAction:
        def run(entry: Entry) -> None:
            self._presenter.lengthen(entry, minutes)

        return self._add(name, words, self._with_entry(run), [keys], self._needs_move)

    def _mirrored(self) -> bool:
        return self._page.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _with_entry(self, run: Callable[[Entry], None]) -> Callable[[], None]:
        def act() -> None:
            entry = self._presenter.selected()
            if entry is not None:
                run(entry)

        return act

    def _add(
        self,
        name: str,
        words: str,
        run: Callable[[], None],
        keys: list[str],
        needs: list[QAction],
    ) -> QAction:
        action = QAction(words, self._page)
        action.setObjectName(f"entry-{name}")
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._page.addAction(action)
        needs.append(action)
        self._all.append(action)
        return action
