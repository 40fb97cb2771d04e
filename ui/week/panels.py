"""The right side: the panel on one entry, or the preview of a plan; made when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry
from app.domain.span import Span
from ui.theme import Theme
from ui.week.presenter import WeekPresenter

if TYPE_CHECKING:
    from app.services.changes import Change
    from app.services.offers import Offer
    from ui.week.plan_preview import PlanPreview
    from ui.week.why_panel import WhyPanel


class Panels(QObject):
    """Shows at most one panel. Wishes made there go to the presenter."""

    changed = Signal()  # another panel is open, or none
    rule_asked = Signal(object)  # Entry
    day_pointed = Signal(object)  # date: of a proposed change, in any of the weeks planned

    def __init__(self, page: QWidget, presenter: WeekPresenter, theme: Theme) -> None:
        super().__init__(page)
        self._page = page
        self._presenter = presenter
        self._theme = theme
        self._why: WhyPanel | None = None
        self._preview: PlanPreview | None = None
        self._shown_proposal: object = None
        self.keys: list[QAction] = []
        self.wanted = False
        self.open: QWidget | None = None

    def follow(self) -> None:
        """Show what the presenter holds: a proposal first, else the selected entry if wanted."""
        presenter = self._presenter
        before = self.open
        entry, view = presenter.selected(), presenter.view
        if presenter.flow.proposal is not None:
            self.open = self._filled_preview()
        elif self.wanted and entry is not None and view is not None:
            why = self._made_why()
            why.show_entry(entry, view, presenter.with_whom(entry))
            self.open = why
        else:
            self.open = None
        if presenter.flow.proposal is None:
            self._shown_proposal = None
        if before is not None and before is not self.open:
            before.hide()
        self.changed.emit()

    def hold(self, entry: Entry) -> None:
        """A drag of ``entry`` begins: the ring follows; no panel opens under the pointer."""
        self.wanted = self.open is not None
        self._presenter.select(entry)

    def prepare(self) -> None:
        """Make the preview while nobody waits, so that the first plan is shown at once."""
        self._made_preview()

    def pick(self, entry: Entry | None) -> None:
        """A click on the week: the ring and the panel, or neither."""
        self.wanted = entry is not None
        self._presenter.select(entry)
        self.follow()

    def open_entry(self, entry: Entry) -> None:
        """Select an entry and open its panel."""
        self._presenter.select(entry)
        self.open_up()

    def open_up(self) -> None:
        """Open the panel of the selected entry."""
        self.wanted = True
        self.follow()

    def ask_for_places(self) -> None:
        """Have the panel of the selected entry show its best other places (Move…)."""
        self.open_up()
        if self._why is not None and self.open is self._why:
            self._why.ask_for_places()

    def close_up(self) -> None:
        """Close the panel; the selection stays."""
        self.wanted = False
        self._presenter.flow.drop()
        self.follow()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for panel in (self._why, self._preview):
            if panel is not None:
                panel.set_theme(theme)

    def _filled_preview(self) -> PlanPreview:
        preview, flow = self._made_preview(), self._presenter.flow
        proposal = flow.proposal
        if proposal is not None and proposal is not self._shown_proposal:
            self._shown_proposal = proposal
            preview.show_wish(flow.wish, near=self._near_matters())
            preview.show_proposal(proposal)
            self._show_ticks()
            self._show_search()
        return preview

    def _near_matters(self) -> bool:
        """Whether anything planned may lie within the notice people are given."""
        from ui.week.replanning import begins_soon  # noqa: PLC0415 - not before a plan

        wish, view = self._presenter.flow.wish, self._presenter.view
        return wish is None or view is None or begins_soon(wish.days or (wish.monday,), view)

    def _show_ticks(self) -> None:
        if self._preview is not None:
            flow = self._presenter.flow
            self._preview.show_ticks(flow.ticked, flow.dropped)

    def _show_search(self) -> None:
        if self._preview is not None:
            flow = self._presenter.flow
            self._preview.show_search(
                searching=flow.searching, applying=flow.applying, stopping=flow.stopping
            )

    def _made_why(self) -> WhyPanel:
        if self._why is None:
            from ui.week.why_panel import WhyPanel  # noqa: PLC0415 - not before a selection

            presenter = self._presenter
            why = self._why = WhyPanel(self._theme, self._page)
            why.addActions(self.keys)
            why.hide()
            why.keep_asked.connect(presenter.toggle_lock)
            why.release_asked.connect(presenter.toggle_lock)
            why.move_asked.connect(self._move)
            why.skip_asked.connect(presenter.toggle_skip)
            why.places_asked.connect(self._find_places)
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
            flow = presenter.flow
            preview.apply_asked.connect(flow.apply)
            preview.ticked_changed.connect(flow.tick)
            preview.near_toggled.connect(lambda near: flow.plan_again(near=near))
            preview.invited_toggled.connect(lambda move: flow.plan_again(move_invited=move))
            flow.in_hands = preview.list.in_hands
            preview.stop_asked.connect(flow.stop)
            preview.proof_asked.connect(lambda: flow.plan_again(prove=True))
            preview.cancelled.connect(flow.drop)
            preview.pointed.connect(self._point)
            flow.ticks_changed.connect(self._show_ticks)
            flow.search_changed.connect(self._show_search)
        return self._preview

    def _find_places(self, entry: Entry) -> None:
        """Look for the best other places; shown unless another entry is by then."""

        def show(offers: tuple[Offer, ...]) -> None:
            if self._why is not None and self._why.entry == entry:
                self._why.show_places(offers)

        self._presenter.read_places(entry, show)

    def _point(self, change: Change) -> None:
        view = self._presenter.view
        if view is not None:
            self.day_pointed.emit(change.entry.span.start.astimezone(view.site.tz).date())

    def _move(self, entry: Entry, span: Span) -> None:
        self._presenter.move_to(entry, span)
