"""The right side: the panel on one entry, or the preview of a plan; made when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry
from app.domain.span import Span
from ui.theme import Theme
from ui.week.presenter import WeekPresenter

if TYPE_CHECKING:
    from ui.week.plan_preview import PlanPreview
    from ui.week.why_panel import WhyPanel


class Panels(QObject):
    """Shows at most one panel. Wishes made there go to the presenter."""

    changed = Signal()  # another panel is open, or none
    rule_asked = Signal(object)  # Entry

    def __init__(self, page: QWidget, presenter: WeekPresenter, theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._theme = theme
        self._why: WhyPanel | None = None
        self._preview: PlanPreview | None = None
        self._shown_proposal: object = None
        self.wanted = False
        self.near = False
        self.open: QWidget | None = None

    def follow(self) -> None:
        """Show what the presenter holds: a proposal first, else the selected entry if wanted."""
        presenter = self._presenter
        before = self.open
        entry, view = presenter.selected(), presenter.view
        if presenter.proposal is not None:
            self.open = self._filled_preview()
        elif self.wanted and entry is not None and view is not None:
            why = self._made_why()
            why.show_entry(entry, view)
            self.open = why
        else:
            self.open = None
        if presenter.proposal is None:
            self._shown_proposal = None
        if before is not None and before is not self.open:
            before.hide()
        self.changed.emit()

    def hold(self, entry: Entry) -> None:
        """A drag of ``entry`` begins: the ring follows; no panel opens under the pointer."""
        self.wanted = self.open is not None
        self._presenter.select(entry)

    def close_up(self) -> None:
        """Close the panel; the selection stays."""
        self.wanted = False
        self._presenter.drop_proposal()
        self.follow()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for panel in (self._why, self._preview):
            if panel is not None:
                panel.set_theme(theme)

    def _filled_preview(self) -> PlanPreview:
        preview, proposal = self._made_preview(), self._presenter.proposal
        if proposal is not None and proposal is not self._shown_proposal:
            self._shown_proposal = proposal
            preview.show_proposal(proposal)
        return preview

    def _made_why(self) -> WhyPanel:
        if self._why is None:
            from ui.week.why_panel import WhyPanel  # noqa: PLC0415 - not before a selection

            presenter = self._presenter
            why = self._why = WhyPanel(self._theme, self._page)
            why.hide()
            why.keep_asked.connect(presenter.toggle_lock)
            why.release_asked.connect(presenter.toggle_lock)
            why.move_asked.connect(self._move)
            why.skip_asked.connect(presenter.remove)
            why.delete_asked.connect(presenter.remove)
            why.rename_asked.connect(presenter.rename)
            why.rule_asked.connect(self.rule_asked)
            why.closed.connect(self.close_up)
        return self._why

    def _made_preview(self) -> PlanPreview:
        if self._preview is None:
            from ui.week.plan_preview import PlanPreview  # noqa: PLC0415 - not before a plan

            presenter = self._presenter
            preview = self._preview = PlanPreview(self._theme, self._page)
            preview.hide()
            preview.apply_asked.connect(presenter.apply_proposal)
            preview.ticked_changed.connect(presenter.tick)
            preview.near_toggled.connect(self._plan_near)
            preview.cancelled.connect(presenter.drop_proposal)
        return self._preview

    def _plan_near(self, near: bool) -> None:
        self._presenter.plan(near=near)

    def _move(self, entry: Entry, span: Span) -> None:
        self._presenter.move_to(entry, span)
