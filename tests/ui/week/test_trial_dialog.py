"""What a meeting would cost, in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from app.domain.coverage import Coverage, OpenPeak
from app.domain.demands import Demand, DemandId, Omission, Place, Plan, Window
from app.domain.entries import EntryKind, Protection
from app.domain.outlook import PeakWindow
from app.domain.reasons import Reason
from app.services.changes import Change
from app.services.offers import Offer
from app.services.proposals import Proposal
from app.services.what_if import Trial
from tests.times import MONDAY, OSLO, day, span
from ui.theme import DARK, LIGHT
from ui.week.trial_dialog import TrialDialog

NOTHING = Coverage(0, 0, ())


@pytest.fixture
def trial(make_entry):
    meeting = make_entry("10:00", "11:30", day=3, title="Vendor <b>", protection=Protection.FIXED)
    block = make_entry("10:00", "11:00", day=3, kind=EntryKind.UNPLANNED, title="Unplanned")
    walk = make_entry("11:00", "11:15", day=3, kind=EntryKind.PEOPLE, title="Floor walk")
    board = make_entry("11:00", "12:00", day=3, title="Board")
    demand = Demand(DemandId("d"), EntryKind.PEOPLE, "1:1 Ola", 20, (Window(day(3), (600,)),))
    return Trial(
        meeting,
        Proposal(MONDAY, "Europe/Oslo", (), (), Plan(), NOTHING, NOTHING),
        changes=(
            Change(block.id, "removed", block, None, (Reason("nothing_in_the_way"),)),
            Change(walk.id, "moved", walk, replace(walk, span=span("13:00", "13:15", 3)), ()),
        ),
        left_out=(Omission(demand, ()),),
        uncovered=(OpenPeak(day(3), PeakWindow(600, 660, 189, 0.2), span("10:00", "11:00", 3)),),
        contacts=262.4,
        points_lost=123.4,
        counts_lost=(1, 0, -1),
        on=(board,),
        better=(Offer(Place(day(3), 930), span("15:30", "17:00", 3), 102.0, 111.0),),
    )


@pytest.fixture
def open_dialog(qtbot):
    def open_it(trial, theme=LIGHT):
        dialog = TrialDialog(trial, OSLO, theme)
        qtbot.addWidget(dialog)
        dialog.show()
        QCoreApplication.processEvents()
        return dialog

    return open_it


def words_in(dialog):
    plain = [made.text() for made in dialog.findChildren(QLabel)]
    return [words.replace("\u2068", "").replace("\u2069", "") for words in plain]


def test_it_tells_what_is_lost_what_moves_and_what_goes(open_dialog, trial):
    words = words_in(open_dialog(trial))

    assert words[:2] == ["Vendor <b>", "Thu 19 Nov · 10:00–11:30 · 90 min"]
    for said in (
        "Leaves a peak uncovered: Thu 19 Nov 10:00–11:00, 189 contacts",
        "Blocks over the peaks: 1 fewer",
        "Lies on what stays where it is: Board (Thu 19 Nov 11:00–12:00)",
        "262 contacts are expected meanwhile",
        "The best day with it is 123 points worse",
        "Removed: Unplanned, Thu 19 Nov 10:00–11:00",
        "No fixed event in the way",
        "Moved: Floor walk, Thu 19 Nov 11:00–11:15 → 13:00–13:15",
        "1:1 Ola, Thu 19 Nov, 20 min",
        "Thu 19 Nov 15:30–17:00",
        "102 contacts · 111 points better",
    ):
        assert said in words


def test_a_meeting_that_costs_nothing_says_so(open_dialog, trial):
    free = replace(trial, changes=(), left_out=(), uncovered=(), points_lost=0.0, counts_lost=(),
                   on=(), better=())  # fmt: skip

    words = words_in(open_dialog(free))

    assert "It costs nothing: the week is as good with it as without." in words
    assert "What would change" not in words
    assert "Better times" not in words


def test_the_better_times_can_be_sent_back(open_dialog, trial):
    dialog = open_dialog(trial)

    dialog.copy.click()

    assert QGuiApplication.clipboard().text() == "Thu 19 Nov 15:30–17:00"


@pytest.mark.parametrize(("press", "signal"), [("take", "accepted"), ("leave", "rejected")])
def test_accept_takes_it_in_and_close_does_not(qtbot, open_dialog, trial, press, signal):
    dialog = open_dialog(trial)

    with qtbot.waitSignal(getattr(dialog, signal)):
        getattr(dialog, press).click()


def test_it_is_painted_in_both_looks(open_dialog, trial):
    light = open_dialog(trial).grab().toImage()

    assert light != open_dialog(trial, DARK).grab().toImage()
