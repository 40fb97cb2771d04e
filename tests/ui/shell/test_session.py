"""The whole window over a real store: begin, plan, undo, look, and what others change."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.bootstrap import open_planner
from app.domain.edits import Edit, Subject
from app.domain.entries import EntryKind, Protection, Source
from app.domain.rules import Rule, RuleForm, RuleId
from app.domain.text import text
from tests.times import MONDAY, NOW, WEEK
from ui.shell.bridge import Bridge
from ui.shell.crash import CrashReporter
from ui.shell.pages import section_of
from ui.shell.preferences import Preferences
from ui.shell.session import Session
from ui.shell.state_file import StateFile
from ui.shell.wizard import Wizard
from ui.team.import_dialog import RosterImportDialog
from ui.volumes.import_dialog import ImportDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SLOW = 20_000
"""Milliseconds to wait for what several workers do one after the other on a busy machine."""


def clock():
    return NOW


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory) -> Path:
    """A home with the sample centre in it, made once."""
    folder = tmp_path_factory.mktemp("sample")
    planner = open_planner(folder, clock=clock)
    planner.sample.fill()
    planner.planning.auto_block()
    planner.store.checkpoint(finish=True)
    planner.close()
    return folder


@pytest.fixture
def open_session(qapp, qtbot) -> Iterator[Callable[[Path], Session]]:
    """Open the window of a home; it is closed after the test."""
    opened: list[Session] = []
    QLocale.setDefault(QLocale("en_GB"))

    def begin(home: Path) -> Session:
        bridge = Bridge()
        planner = open_planner(home, clock=clock, changed=bridge.tell_changed)
        session = Session(planner, bridge, Preferences(home), CrashReporter("test"))
        session.bridge_kept = bridge  # type: ignore[attr-defined] # it must live as long
        session.desk.crashed.connect(crashes.append)
        opened.append(session)
        session.window.show()
        qtbot.waitExposed(session.window)
        return session

    crashes: list[BaseException] = []
    yield begin
    for session in opened:
        session.window.close()
        session.planner.close()
        session.window.deleteLater()
        # At once: a window that lives on is dressed again with every later one.
        QApplication.sendPostedEvents(session.window, QEvent.Type.DeferredDelete)
    assert crashes == []


@pytest.fixture
def on_sample(sample_home: Path, tmp_path: Path, open_session) -> Session:
    shutil.copytree(sample_home, tmp_path / "home")
    return open_session(tmp_path / "home")


def buttons(session: Session) -> list[QAbstractButton]:
    found = session.window.findChildren(QAbstractButton)
    return [button for button in found if button.isVisible()]


def press(session: Session, name: str) -> None:
    found = [b for b in buttons(session) if name in (b.accessibleName(), b.text())]
    assert found, name
    found[0].click()


def test_an_empty_store_makes_three_offers_and_one_click_fills_the_week(open_session, home, qtbot):
    session = open_session(home)
    assert session.window.pages.currentWidget() is session.window.first_run
    assert not session.window.toolbar.isVisible()
    press(session, "Show me a sample week")
    blocks = lambda: session.week.state()["counts"].get(EntryKind.UNPLANNED, 0)  # noqa: E731 - short
    qtbot.waitUntil(session.window.sample_bar.isVisible, timeout=SLOW)
    qtbot.waitUntil(lambda: blocks() > 0, timeout=SLOW)
    assert session.window.pages.currentWidget() is session.week
    press(session, "Take it out")
    qtbot.waitUntil(
        lambda: session.window.pages.currentWidget() is session.window.first_run, timeout=SLOW
    )
    assert not session.window.sample_bar.isVisible()


def test_who_wants_an_empty_week_is_asked_four_things_and_gets_one(open_session, home, qtbot):
    session = open_session(home)
    press(session, "Begin with an empty week")
    (wizard,) = session.window.findChildren(Wizard)
    wizard.rows["zone"].written.emit("zone", "Europe/Oslo")
    wizard.rows["zone"].written.emit("zone", "Europe/Nowhere")
    assert wizard.rows["zone"].wrong.isVisible()
    for page in range(4):
        assert wizard.pages.currentIndex() == page
        wizard.forward.click()
    assert session.window.pages.currentWidget() is session.week
    read = session.planner.store.read
    qtbot.waitUntil(read.site_saved, timeout=SLOW)
    assert read.site().zone == "Europe/Oslo"


def test_the_questions_can_all_be_skipped(open_session, home):
    session = open_session(home)
    press(session, "Begin with an empty week")
    (wizard,) = session.window.findChildren(Wizard)
    wizard.skip.click()
    assert session.window.pages.currentWidget() is session.week
    assert not session.planner.store.read.site_saved()


def test_an_edit_is_shown_toasted_and_undone_with_one_key(on_sample, qtbot, make_entry):
    session = on_sample
    entry = make_entry(start="11:00", end="11:30", day=4, title="Nora")
    session.desk.submit(Edit(text("Added ‘Nora’"), after=(entry,)))
    ids = lambda: {block["id"] for block in session.week.state()["blocks"]}  # noqa: E731 - short
    qtbot.waitUntil(lambda: entry.id in ids(), timeout=SLOW)
    toast = session.window.toast
    qtbot.waitUntil(lambda: toast.isVisible() and toast.words() == "Added ‘Nora’", timeout=SLOW)
    session.window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: entry.id not in ids(), timeout=SLOW)
    qtbot.waitUntil(lambda: toast.words() == "Taken back: Added ‘Nora’", timeout=SLOW)


def test_what_another_process_changes_shows_by_itself(on_sample, qtbot, make_entry):
    session = on_sample
    qtbot.waitUntil(lambda: bool(session.upkeep._timers), timeout=SLOW)
    other = open_planner(session.planner.home, clock=clock)
    entry = make_entry(start="11:00", end="11:30", day=4, title="From the terminal")
    other.editor.apply(Edit(text("Added"), after=(entry,)))
    other.close()
    ids = lambda: {block["id"] for block in session.week.state()["blocks"]}  # noqa: E731 - short
    qtbot.waitUntil(lambda: entry.id in ids(), timeout=SLOW)


def test_peaks_are_kept_free_by_themselves_and_it_can_be_taken_back(open_session, home, qtbot):
    planner = open_planner(home, clock=clock)
    planner.sample.fill()
    for routine in planner.store.read.routines():
        gone = (routine, *planner.store.read.entries_of_routine(routine.id))
        planner.editor.apply(Edit(text("Out"), before=gone))
    planner.store.write(
        text("Forget"),
        lambda unit: unit.facts.remove("auto_block:begun"),
        command="forget",
        subjects=frozenset(),
    )
    planner.close()
    session = open_session(home)
    shown: list[date] = []
    session.keeper.begun.connect(shown.append)
    read = session.planner.store.read
    qtbot.waitUntil(session.window.toast.isVisible, timeout=SLOW)
    assert "now kept free" in session.window.toast.words()
    assert read.routines()
    assert shown == [MONDAY]  # what is left of this week has blocks
    press(session, "Undo")
    qtbot.waitUntil(lambda: not read.routines(), timeout=SLOW)


def thursday_meeting(make_entry):
    return make_entry(
        start="10:00", end="11:00", day=3, title="Board", protection=Protection.FIXED,
        source=Source("board"),
    )  # fmt: skip


def test_a_meeting_that_falls_on_a_block_is_one_click_from_a_new_plan(on_sample, qtbot, make_entry):
    session = on_sample
    qtbot.waitUntil(lambda: bool(session.upkeep._timers), timeout=SLOW)
    session.desk.submit(Edit(text("Import"), after=(thursday_meeting(make_entry),)))
    qtbot.waitUntil(session.week._banner.isVisible, timeout=SLOW)
    assert "Thursday no longer fits" in session.week._banner.words()

    press(session, "Re-plan")
    flow = session.week._presenter.flow
    qtbot.waitUntil(lambda: flow.proposal is not None and not flow.searching, timeout=SLOW)

    assert {c.entry.title for c in flow.proposal.changes} >= {"Unplanned"}
    assert all(c.reasons for c in flow.proposal.changes)
    press(session, "Apply")
    qtbot.waitUntil(lambda: flow.proposal is None, timeout=SLOW)
    qtbot.waitUntil(lambda: session.week.replanning.days == (), timeout=SLOW)
    assert not session.week._banner.isVisible()


def test_closing_the_window_while_a_plan_is_made_ends_the_search(on_sample, qtbot):
    session = on_sample
    session.plan()
    session.week._presenter.flow.plan_again(prove=True)

    session.window.close()

    assert session.desk._streams == [] or all(s.stopped() for s in session.desk._streams)


def test_the_state_file_tells_what_is_on_the_screen(on_sample, qtbot, tmp_path):
    session = on_sample
    told = StateFile(tmp_path / "state.json", session.window, session.page_state)
    told.write()
    state = json.loads((tmp_path / "state.json").read_text(encoding="utf-8"))
    assert list(state) == ["view", "selection", "counts", "blocks", "buttons"]
    assert state["view"] == "week"
    assert set(state["blocks"][0]) == {"id", "kind", "start", "end", "rect"}
    named = {button["name"]: QRect(*button["rect"]) for button in state["buttons"]}
    assert {"Plan my week", "Week", "Settings", "Undo", "Today"} <= set(named)
    middle = named["Plan my week"].center()
    hit = session.window.childAt(middle)
    assert hit.accessibleName() == "Plan my week"
    within = QRect(QPoint(0, 0), session.window.size())
    assert all(within.contains(rect) for rect in named.values())


def test_everything_to_click_has_a_name_and_is_large_enough(on_sample, qtbot):
    session = on_sample
    for place in ("week", "team", "volumes", "routines", "settings"):
        session.go(place)
        QApplication.processEvents()
        for button in buttons(session):
            name = button.accessibleName() or button.text()
            assert name, f"{place}: {button}"
            assert min(button.width(), button.height()) >= 24, f"{place}: {name}"


@pytest.mark.parametrize(("width", "roomy"), [(1440, True), (1100, False)])
def test_a_narrow_window_keeps_only_what_has_no_other_place(on_sample, qtbot, width, roomy):
    session = on_sample
    session.window.resize(width, 700)
    QApplication.processEvents()
    shown = {button.accessibleName() for button in buttons(session)}
    assert ("New entry" in shown) is roomy
    assert session.window.toolbar.views.isVisible() is roomy
    assert "Plan my week" in shown
    assert session.window.width() == width


def test_dark_and_light_reach_every_page_and_are_remembered(on_sample, qapp):
    session = on_sample
    session.go("settings")
    session.set_theme("dark")
    assert session.theme.dark
    assert qapp.palette().window().color().name() == session.theme.window.lower()
    assert Preferences(session.planner.home).theme == "dark"
    session.toggle_theme()
    assert not session.theme.dark


def test_the_command_box_runs_commands_and_finds_entries(on_sample, qtbot):
    session = on_sample
    session.search()
    assert session.searching is not None
    box = session.searching.box
    box.field.setText("settings")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert session.window.place == "settings"
    assert not box.isVisible()
    session.search()
    box.field.setText("calibration")
    titles = [finding.words for finding in box.findings()]
    assert any("Calibration" in title for title in titles)
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert session.window.place == "week"
    assert session.week.state()["selection"] is not None


def test_keys_open_pages_and_views(on_sample, qtbot):
    session = on_sample
    session.window.activateWindow()
    qtbot.keyClick(session.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert session.window.place == "settings"
    qtbot.keyClick(session.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(session.window, Qt.Key.Key_A)
    assert session.week.state()["view"] == "agenda"
    assert session.window.toolbar.views.choice() == "agenda"


def test_team_and_routines_are_a_key_away_and_the_rail_shows_where_one_is(on_sample, qtbot):
    session = on_sample
    session.window.activateWindow()
    qtbot.keyClick(session.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert session.window.place == "team"
    assert session.window.rail._buttons["team"].isChecked()
    qtbot.keyClick(session.window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert session.window.place == "routines"
    assert session.window.rail._buttons["week"].isChecked()
    assert "routines" not in session.window.rail._buttons


def test_the_title_of_the_window_names_the_open_page(on_sample):
    window = on_sample.window
    week = window.windowTitle()
    assert week.endswith("2026 – Firebreak")
    for place, word in (("team", "Team"), ("routines", "Routines"), ("settings", "Settings")):
        on_sample.go(place)
        assert window.windowTitle() == f"{word} – Firebreak"
        on_sample.week.title_changed.emit("23–29 November 2026", "week 48")
        assert window.windowTitle() == f"{word} – Firebreak"
    on_sample.go("week")
    assert window.windowTitle() == "23–29 November 2026 – Firebreak"


def test_letters_rest_while_a_list_takes_them(on_sample, qtbot):
    session = on_sample
    session.window.activateWindow()
    session.go("team")
    table = session.window.page("team").table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert session.window.place == "team"
    assert session.week.state()["view"] == "week"


def test_an_edit_on_the_team_page_is_undone_with_one_key(on_sample, qtbot):
    session = on_sample
    session.go("team")
    page = session.window.page("team")
    qtbot.waitUntil(lambda: bool(page._people), timeout=SLOW)
    before = len(page._people)
    press(session, "Add a person")
    panel = page.panel.person
    panel.fields.name.setText("Somebody New")
    panel.add.click()
    qtbot.waitUntil(lambda: len(page._people) == before + 1, timeout=SLOW)
    qtbot.waitUntil(session.window.toast.isVisible, timeout=SLOW)
    session.window.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: len(page._people) == before, timeout=SLOW)


def test_what_a_routine_asked_for_leads_to_it(on_sample, qtbot, make_entry):
    session = on_sample
    rule = Rule("Walk", RuleForm.FLOOR_WALK, 30, RuleId("walk"))
    session.planner.editor.apply(session.planner.rules.edit_to_add(rule))
    session._show_rule(make_entry(demand="rule:walk:0:2026-W47"))
    assert session.window.place == "routines"
    assert session.window.page("routines").form.fields.name.text() == "Walk"
    state = session.page_state()
    assert (state["view"], state["selection"]) == ("routines", "walk")
    session._show_rule(make_entry())
    assert session.window.place == "settings"


@pytest.mark.parametrize("what", ["people", "schedule"])
def test_imports_of_the_team_are_commands(on_sample, what):
    session = on_sample
    session.window.actions_table[f"import_{what}"].trigger()
    [dialog] = session.window.page("team").findChildren(RosterImportDialog)
    assert dialog.what.choice() == what
    dialog.reject()


@pytest.mark.parametrize("what", ["people", "schedule"])
def test_the_first_import_a_newcomer_finds_leads_to_the_others(on_sample, what):
    session = on_sample
    session.window.actions_table["import_volumes"].trigger()
    [dialog] = session.window.findChildren(ImportDialog)
    asked = {other.what: other for other in dialog.pick.others}
    assert list(asked) == ["calendar", "people", "schedule"]

    asked[what].click()

    assert not dialog.isVisible()
    assert session.window.place == "team"
    [roster] = session.window.page("team").findChildren(RosterImportDialog)
    assert roster.what.choice() == what
    roster.reject()


def test_no_two_actions_fight_for_a_key(on_sample):
    session = on_sample
    taken: dict[str, str] = {}
    for command in session.window.actions_table.commands():
        keys = [sequence.toString() for sequence in command.action.shortcuts()]
        for key in [*keys, *([command.letter] if command.letter else [])]:
            assert key not in taken, f"{key}: {command.name} and {taken.get(key)}"
            taken[key] = command.name


def test_the_status_bar_jumps_to_the_open_peak(on_sample, qtbot):
    session = on_sample
    session.set_view("agenda")
    session.window.status._right.click()
    assert session.week.state()["view"] == "week"


def test_people_changing_alone_does_not_make_the_week_blink(on_sample):
    session = on_sample
    before = session.week.state()
    session.refresh(frozenset({Subject.PEOPLE}))
    assert session.week.state() == before
    assert WEEK.start < NOW < WEEK.end


def test_the_first_week_kept_free_is_shown_when_it_lies_ahead(on_sample):
    ahead = MONDAY + timedelta(weeks=1)

    on_sample.show_first_kept(ahead)
    on_sample.show_first_kept(MONDAY)

    assert on_sample.week.monday == ahead


def test_word_of_the_last_write_that_comes_after_the_window_closed_reads_nothing(on_sample):
    on_sample.close()
    on_sample.planner.close()

    on_sample.refresh(frozenset({Subject.CALENDAR}))  # a closed store would refuse to be read


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        (EntryKind.UNPLANNED, "blocks"),
        (EntryKind.LUNCH, "lunch"),
        (EntryKind.OPEN_DOOR, "open_door"),
    ],
)
def test_the_rule_of_what_the_settings_ask_for_is_their_section(make_entry, kind, section):
    assert section_of(make_entry(kind=kind)) == section
