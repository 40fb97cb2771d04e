"""The list of a plan's preview while better plans come in."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.coverage import Coverage
from app.domain.demands import Plan
from app.domain.entries import EntryKind
from app.domain.reasons import Reason
from app.services.proposals import Change, Proposal
from tests.times import MONDAY, span
from ui.theme import LIGHT
from ui.week.panel_changes import ChangeRow
from ui.week.plan_preview import PlanPreview

SHORT = (Reason("nothing_in_the_way"),)


@pytest.fixture
def preview(qtbot):
    preview = PlanPreview(LIGHT)
    qtbot.addWidget(preview)
    preview.resize(286, 760)
    preview.show()
    return preview


@pytest.fixture
def proposal(make_entry):
    fresh = make_entry("10:00", "11:00", kind=EntryKind.UNPLANNED, title="Unplanned")
    stood = make_entry("14:00", "15:00", day=1, kind=EntryKind.UNPLANNED, title="Afternoon")
    moved = replace(stood, span=span("14:30", "15:30", 1))
    changes = (
        Change("fresh", "new", None, fresh, SHORT),
        Change("moved", "moved", stood, moved, SHORT),
    )
    return Proposal(
        MONDAY, "Europe/Oslo", changes, (), Plan(), Coverage(5, 8, ()), Coverage(7, 8, ())
    )


class PaintedRows(QObject):
    """Notes every row that is painted before it has the height its words need."""

    def __init__(self):
        super().__init__()
        self.seen = 0
        self.unready = []

    def eventFilter(self, watched, event):  # noqa: N802 - as Qt calls it
        if event.type() is QEvent.Type.Paint and isinstance(watched, ChangeRow):
            self.seen += 1
            wanted = watched.heightForWidth(watched.width())
            labels = [made.geometry() for made in watched.findChildren(QLabel) if made.isVisible()]
            apart = all(one.bottom() < two.top() for one, two in pairwise(labels) if two.height())
            if watched.height() != wanted or not apart or not watched.width() > 200:
                self.unready.append((watched.tick.text(), watched.size(), wanted, labels))
        return False


def test_no_row_is_ever_painted_before_it_is_laid_out(qtbot, preview, proposal):
    long = (Reason("events_counted", {"names": "Invoice run +20 %, campaign in the north +7 %"}),
            Reason("nothing_in_the_way"))  # fmt: skip
    first = proposal.changes[0]
    many = tuple(
        replace(first, id=f"n{n}", after=replace(first.after, id=f"n{n}"), reasons=())
        for n in range(20)
    )
    painted = PaintedRows()
    QApplication.instance().installEventFilter(painted)

    for changes in (many[:12], many, tuple(replace(one, reasons=long) for one in many)):
        preview.show_proposal(replace(proposal, changes=changes))
        seen = painted.seen
        qtbot.waitUntil(lambda before=seen: painted.seen > before)
        QCoreApplication.processEvents()

    QApplication.instance().removeEventFilter(painted)
    assert painted.unready == []


def test_a_row_keeps_its_reasons_until_its_place_is_another(preview, proposal):
    preview.show_proposal(proposal)
    fresh, moved = (replace(change, reasons=()) for change in proposal.changes)
    away = replace(moved, after=replace(moved.after, span=span("16:00", "17:00", 1)))

    preview.show_proposal(replace(proposal, changes=(fresh, away)))

    assert [row.words()[-1] for row in preview.rows] == ["No fixed event in the way", ""]
