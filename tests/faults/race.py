"""Sixteen processes want the same at once: exactly one has it, the rest hear so quickly."""

from __future__ import annotations

import importlib
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from app.domain.edits import CommandId, Edit, Subject
from app.domain.entries import Entry, EntryId, EntryKind, RoutineId, new_entry_id
from app.domain.errors import StaleEditError
from app.domain.routines import Routine
from app.domain.text import text
from app.services.edits import Editor
from app.storage.store import Store, open_store
from tests.faults.children import NO_FORK, Child, Say
from tests.faults.tally import Tally, promise
from tests.times import MONDAY, day, frozen_clock, moment, span

RUNS = 500
PROCESSES = 16
_SERIES = RoutineId("series")
_LONGEST_WAIT = 3 * 1.0
"""Seconds for the three questions of a slot, each to be answered within one."""


def run(runs: int) -> Tally:
    """``runs`` slots, each wanted by all: of a series, of one record, and by one command."""
    tally = Tally()
    if NO_FORK:
        tally.skipped = NO_FORK
        return tally
    # Imported before the processes part: what is timed is the waiting.
    importlib.import_module("app.storage.records")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "home" / "store.sqlite"
        with closing(open_store(file, clock=frozen_clock)) as store:
            Editor(store).apply(Edit(text("Series"), after=(_routine(), _wanted())))
        start = time.time() + 0.3
        children = [_child(file, number, runs, start) for number in range(PROCESSES)]
        answers = [list(child.everything()) for child in children]
        codes = [child.join() for child in children]
        with tally.one("processes"):
            promise(codes == [0] * PROCESSES, f"processes ended with {codes}")
        if tally.failed:
            return tally
        for slot in range(runs):
            with tally.one(f"slot {slot}"):
                _one_winner([answer[slot] for answer in answers])
        with tally.one("afterwards"), closing(open_store(file, clock=frozen_clock)) as store:
            _one_row_each(store, runs)
        waits = sorted(answer["took"] for said in answers for answer in said)
        tally.note("µs median wait", round(waits[len(waits) // 2] * 1e6))
        tally.note("ms longest wait", round(waits[-1] * 1e3))
    return tally


def _child(file: Path, number: int, runs: int, start: float) -> Child:
    def work(say: Say) -> None:
        with closing(open_store(file, clock=frozen_clock)) as store:
            while time.time() < start:
                time.sleep(0.001)
            for slot in range(runs):
                began = time.perf_counter()
                outcome = _want(store, number, slot)
                say({"outcome": outcome, "took": time.perf_counter() - began})

    return Child(work)


def _want(store: Store, number: int, slot: int) -> dict[str, str]:
    """Ask for the slot in all three ways; what came of each."""
    return {
        "day of a series": _tried(store, Edit(text("Take"), after=(_occurrence(slot),))),
        "moved record": _move(store, slot),
        "same command": _count_once(store, number, slot),
    }


def _tried(store: Store, edit: Edit) -> str:
    try:
        Editor(store).apply(edit)
    except StaleEditError:
        return "taken"
    return "won"


def _move(store: Store, slot: int) -> str:
    """All move the same entry on from where slot ``slot`` finds it."""
    found = replace(_wanted(), note=str(slot - 1) if slot else "")
    return _tried(store, Edit(text("Move"), (found,), (replace(found, note=str(slot)),)))


def _count_once(store: Store, number: int, slot: int) -> str:
    """All send one command; who is first is told to all of them."""
    answer = store.write(
        text("Count"),
        lambda unit: unit.facts.put(f"winner {slot}", str(number)) or str(number),
        command=CommandId(f"command {slot}"),
        subjects=frozenset({Subject.SETTINGS}),
    )
    return str(answer)


def _one_winner(answers: list[dict[str, dict[str, str]]]) -> None:
    for what in ("day of a series", "moved record"):
        won = sum(answer["outcome"][what] == "won" for answer in answers)
        promise(won == 1, f"{won} won the {what}")
    told = {answer["outcome"]["same command"] for answer in answers}
    promise(len(told) == 1, f"one command gave the answers {told}")
    longest = max(float(answer["took"]) for answer in answers)
    promise(longest <= _LONGEST_WAIT, f"somebody waited {longest:.2f} s")


def _one_row_each(store: Store, runs: int) -> None:
    taken = store.read.entries_of_routine(_SERIES)
    promise(len(taken) == runs, f"{len(taken)} entries for {runs} slots")
    moved = store.read.entry(_wanted().id)
    promise(moved is not None and moved.note == str(runs - 1), "the record is not at its end")
    counted = store.read.counters()
    promise(counted[Subject.SETTINGS] == runs, f"{counted[Subject.SETTINGS]} commands were done")


def _routine() -> Routine:
    start = moment("09:00").time()
    until = MONDAY + timedelta(weeks=13)
    return Routine(_SERIES, EntryKind.UNPLANNED, "Unplanned", 0, start, 60, MONDAY, until)


def _occurrence(slot: int) -> Entry:
    return Entry(
        span("09:00", "10:00", slot),
        EntryKind.UNPLANNED,
        "Unplanned",
        new_entry_id(),
        routine=_SERIES,
        occurs_on=day(slot),
    )


def _wanted() -> Entry:
    return Entry(span("12:00", "13:00"), EntryKind.MEETING, "Wanted", EntryId("wanted"))
