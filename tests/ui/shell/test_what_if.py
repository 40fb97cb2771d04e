"""What would a meeting cost: from a file or a drop to the answer, over a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Planner
from app.domain.entries import Entry
from tests.times import WEEK
from tests.ui.panel_stage import FakeDesk
from ui.shell.dropping import Dropping, calendar_in
from ui.shell.what_if import WhatIf, new_meetings
from ui.theme import LIGHT
from ui.week.trial_dialog import TrialDialog

INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:vendor
DTSTAMP:20261118T080000Z
DTSTART:20261119T090000Z
DTEND:20261119T103000Z
SUMMARY:Vendor quarterly
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def planner(home, clock, store):
    planner = Planner(home, clock, store)
    yield planner
    if "engine" in planner.__dict__:
        planner.engine.close()


@pytest.fixture
def desk(planner):
    return FakeDesk(carry_out=planner.editor.apply)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def what_if(planner, desk, window):
    return WhatIf(planner, desk, window, lambda: LIGHT)


@pytest.fixture
def invitation(tmp_path):
    file = tmp_path / "vendor.ics"
    file.write_text(INVITATION.replace("\n", "\r\n"), encoding="utf-8", newline="")
    return file


def dialog_over(window) -> TrialDialog:
    (dialog,) = window.findChildren(TrialDialog)
    return dialog


def test_accepting_brings_the_meeting_in_as_one_edit(what_if, window, invitation, planner, desk):
    what_if.try_file(invitation)
    assert desk.refused == []

    dialog_over(window).take.click()

    assert [entry.title for entry in planner.store.read.entries(WEEK)] == ["Vendor quarterly"]
    assert len(desk.submitted) == 1


def test_closing_changes_nothing(what_if, window, invitation, planner, desk):
    what_if.try_file(invitation)

    dialog_over(window).leave.click()

    assert planner.store.read.entries(WEEK) == []
    assert desk.submitted == []


def test_a_file_without_a_meeting_ahead_is_a_sentence(what_if, window, tmp_path, desk):
    past = tmp_path / "past.ics"
    past.write_text(INVITATION.replace("20261119", "20261102"), encoding="utf-8")

    what_if.try_file(past)

    [error] = desk.refused
    assert "no meeting ahead" in str(error)
    assert window.findChildren(TrialDialog) == []


def test_all_day_things_are_not_tried(planner, invitation):
    preview = planner.calendar_files.preview(invitation)

    [meeting] = new_meetings(preview)
    assert isinstance(meeting, Entry)
    assert meeting.days is None


def dragged(*files) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def test_the_first_calendar_among_what_is_dragged_counts(tmp_path):
    assert calendar_in(dragged(tmp_path / "a.txt", tmp_path / "b.ICS")) == tmp_path / "b.ICS"
    assert calendar_in(dragged(tmp_path / "a.csv")) is None
    assert calendar_in(QMimeData()) is None


def test_a_calendar_dropped_on_the_window_is_looked_at(window, tmp_path):
    taken = []
    Dropping(window, taken.append)
    data, nothing = dragged(tmp_path / "b.ics"), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing
    )
    QApplication.sendEvent(window, enter)
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing
    )
    QApplication.sendEvent(window, drop)

    assert enter.isAccepted()
    assert taken == [tmp_path / "b.ics"]
