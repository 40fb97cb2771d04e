"""The desk: edits in order with undo, long work with progress, failures as sentences."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from app.domain.edits import Edit
from app.domain.errors import BadInputError, CancelledError, StaleEditError
from app.domain.text import text
from tests.times import WEEK

ADDED = text("Added")


@pytest.fixture
def said(desk):
    """Every toast and banner as (kind, sentence, undo offered)."""
    heard: list[tuple[str, str, bool]] = []
    desk.toast_asked.connect(lambda words, undo: heard.append(("toast", str(words), undo)))
    desk.banner_asked.connect(lambda error: heard.append(("banner", str(error), False)))
    return heard


def add(entry) -> Edit:
    return Edit(ADDED, after=(entry,))


def test_an_edit_is_carried_out_off_the_gui_thread_and_toasted_with_undo(
    desk, store, qtbot, make_entry, said
):
    entry = make_entry()
    desk.submit(add(entry))
    qtbot.waitUntil(lambda: bool(said))
    assert store.read.entries(WEEK) == [entry]
    assert said == [("toast", "Added", True)]
    assert desk.history.next_undo() == ADDED


def test_undo_and_redo_go_all_the_way_back_and_forth(desk, store, qtbot, make_entry):
    entries = [make_entry(start=f"{9 + n:02}:00", end=f"{10 + n:02}:00") for n in range(5)]
    for entry in entries:
        desk.submit(add(entry))
    qtbot.waitUntil(lambda: len(store.read.entries(WEEK)) == 5)
    for _ in range(7):
        desk.history.undo()
    qtbot.waitUntil(lambda: desk.history.next_undo() is None)
    assert store.read.entries(WEEK) == []
    for _ in range(7):
        desk.history.redo()
    qtbot.waitUntil(lambda: desk.history.next_redo() is None)
    assert store.read.entries(WEEK) == entries


def test_a_new_edit_ends_what_could_be_brought_back(desk, qtbot, make_entry, said):
    desk.submit(add(make_entry()))
    desk.history.undo()
    qtbot.waitUntil(lambda: desk.history.next_redo() is not None)
    desk.submit(add(make_entry(day=1)))
    qtbot.waitUntil(lambda: desk.history.next_redo() is None)
    assert desk.history.next_undo() == ADDED


def test_undo_of_what_was_changed_elsewhere_is_refused_with_a_sentence_and_forgotten(
    desk, editor, qtbot, make_entry, said
):
    store, entry = editor._store, make_entry(title="Budget")
    desk.submit(add(entry))
    qtbot.waitUntil(lambda: bool(said))
    renamed = replace(entry, title="Budget, final")
    editor.apply(Edit(text("Renamed"), (entry,), (renamed,)))
    desk.history.undo()
    qtbot.waitUntil(lambda: len(said) == 2)
    kind, sentence, _ = said[1]
    assert kind == "banner"
    assert "changed or removed meanwhile" in sentence
    assert store.read.entries(WEEK) == [renamed]
    assert desk.history.next_undo() is None


def test_what_was_carried_out_elsewhere_can_be_taken_back_and_brought_again(
    desk, store, editor, qtbot, make_entry
):
    entry = make_entry()
    edit = add(entry)
    editor.apply(edit)
    desk.remember(edit)
    desk.history.undo()
    qtbot.waitUntil(lambda: store.read.entries(WEEK) == [])
    desk.history.redo()
    qtbot.waitUntil(lambda: store.read.entries(WEEK) == [entry])


def test_an_import_is_undone_like_an_edit(desk, qtbot, said):
    done: list[str] = []
    desk.remember_work(
        text("Imported 3 rows"), lambda: done.append("undone"), lambda: done.append("redone")
    )
    desk.history.undo()
    desk.history.redo()
    qtbot.waitUntil(lambda: done == ["undone", "redone"])
    assert said[0] == ("toast", "Imported 3 rows", True)


def test_work_answers_on_the_gui_thread(desk, qtbot):
    threads = []

    def work(progress):
        threads.append(threading.current_thread())
        return 7

    answers: list[int] = []

    def done(answer):
        threads.append(threading.current_thread())
        answers.append(answer)

    desk.run(text("Counting"), work, done)
    qtbot.waitUntil(lambda: answers == [7])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_desk_that_is_closed_begins_nothing_and_shows_nothing(desk, qtbot):
    heard = []
    desk.progress_shown.connect(lambda *shown: heard.append(shown))
    desk.close()

    desk.run(text("Late"), lambda _progress: heard.append("work"), heard.append)
    desk.run_quietly(text("Late"), lambda: heard.append("quiet work"), heard.append)
    desk.search(
        text("Late"), lambda _tell, _stopped: heard.append("search"), heard.append, heard.append
    )

    assert not desk.busy()
    assert not desk._timer.isActive()
    assert "_searches" not in desk.__dict__
    assert heard == []


def test_an_expected_failure_goes_to_who_asked_or_to_a_banner(desk, qtbot, said):
    def work(progress):
        raise BadInputError("{file} is empty; choose another.", file="x.csv")

    heard: list[str] = []
    desk.run(text("Reading"), work, heard.append, lambda error: heard.append(str(error)))
    qtbot.waitUntil(lambda: heard == ["x.csv is empty; choose another."])
    assert said == []
    desk.run(text("Reading"), work, heard.append)
    qtbot.waitUntil(lambda: said == [("banner", "x.csv is empty; choose another.", False)])


def test_a_fault_of_ours_goes_to_the_crash_report(desk, qtbot, said):
    def work(progress):
        raise ZeroDivisionError("Kari's 1:1")

    with qtbot.waitSignal(desk.crashed) as crashed:
        desk.run(text("Reading"), work, lambda _: None)
    assert isinstance(crashed.args[0], ZeroDivisionError)
    assert said == []


def test_long_work_shows_how_far_it_is_and_stops_when_cancelled(desk, qtbot, said):
    going = threading.Event()

    def work(progress):
        while progress(0.25):
            going.wait(0.01)
        raise CancelledError("Stopped; nothing was stored.")

    with qtbot.waitSignal(desk.progress_shown) as shown:
        desk.run(text("Importing"), work, lambda _: None)
    assert shown.args == [text("Importing"), 0.25]
    with qtbot.waitSignal(desk.progress_over):
        desk.cancel()
    qtbot.waitUntil(lambda: said == [("toast", "Stopped; nothing was stored.", False)])


def test_a_step_that_fails_for_now_can_be_tried_again(desk, qtbot, said):
    tries: list[int] = []

    def undo():
        tries.append(1)
        if len(tries) == 1:
            raise BadInputError("The disk is full.")

    desk.remember_work(text("Imported"), undo, lambda: None)
    desk.history.undo()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert desk.history.next_undo() == text("Imported")
    desk.history.undo()
    qtbot.waitUntil(lambda: desk.history.next_undo() is None)


def test_a_refused_step_is_the_only_one_forgotten(desk, qtbot, said):
    def refuse():
        raise StaleEditError("It is gone.")

    desk.remember_work(text("First"), lambda: None, lambda: None)
    desk.remember_work(text("Second"), refuse, lambda: None)
    desk.history.undo()
    qtbot.waitUntil(lambda: desk.history.next_undo() == text("First"))
    assert desk.history.next_redo() is None
