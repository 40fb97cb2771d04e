from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.errors import StaleEditError, StoreError
from app.domain.routines import Routine
from app.domain.text import text
from app.services.edits import Editor
from app.storage import store as store_module
from app.storage.connections import begin, open_writer
from app.storage.store import open_store
from tests.times import MONDAY, NOW, WEEK, day, frozen_clock

CALENDAR = frozenset({Subject.CALENDAR})
LABEL = text("Remember")


def remember(store, key="key", value="value", *, command=None, subjects=CALENDAR):
    return store.write(
        LABEL,
        lambda unit: unit.facts.put(key, value),
        command=command or new_command_id(),
        subjects=subjects,
    )


@pytest.fixture
def other(store):
    """The same store, as another process has it open."""
    with closing(open_store(store.file, clock=frozen_clock)) as other:
        yield other


def test_what_was_written_can_be_read_by_everybody(store, other):
    remember(store)

    assert store.read.fact("key") == other.read.fact("key") == "value"


def test_a_command_sent_twice_is_carried_out_once_and_answers_the_same(store, changes):
    done = []
    command = new_command_id()

    def work(_unit):
        done.append(1)
        return "answer"

    answers = [
        store.write(LABEL, work, command=command, subjects=CALENDAR) for _attempt in range(2)
    ]

    assert answers == ["answer", "answer"]
    assert done == [1]
    assert changes == [CALENDAR]


def test_a_command_of_another_process_is_known_too(store, other):
    command = new_command_id()
    remember(store, value="first", command=command)
    remember(other, value="second", command=command)

    assert store.read.fact("key") == "first"


def test_work_that_fails_leaves_nothing_and_may_be_sent_again(store, changes):
    command = new_command_id()

    def fail(unit):
        unit.facts.put("key", "half")
        raise KeyError("a bug of ours")

    with pytest.raises(KeyError, match="bug of ours"):
        store.write(LABEL, fail, command=command, subjects=CALENDAR)
    assert store.read.fact("key") is None
    assert changes == []

    remember(store, command=command)
    assert store.read.fact("key") == "value"


def test_the_listener_hears_of_each_commit_from_the_writers_thread(home):
    heard = []

    def listen(subjects):
        heard.append((subjects, threading.current_thread().name))

    with closing(open_store(home / "store.sqlite", clock=frozen_clock, changed=listen)) as store:
        remember(store, subjects=frozenset({Subject.VOLUMES}))

    assert heard == [(frozenset({Subject.VOLUMES}), "firebreak-writer")]


def test_writes_of_many_threads_are_done_one_after_another(store):
    def count(_number):
        def work(unit):
            unit.facts.put("count", str(int(store.read.fact("count") or 0) + 1))

        store.write(LABEL, work, command=new_command_id(), subjects=CALENDAR)

    threads = [threading.Thread(target=count, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.read.fact("count") == "20"
    assert store.read.counters()[Subject.CALENDAR] == 20


def test_poll_tells_what_others_changed_and_only_once(store, other):
    remember(store, subjects=CALENDAR)
    assert store.poll() == frozenset()

    remember(other, subjects=frozenset({Subject.EVENTS, Subject.VOLUMES}))
    remember(store, subjects=CALENDAR)

    assert store.poll() == {Subject.EVENTS, Subject.VOLUMES}
    assert store.poll() == frozenset()


def test_poll_does_not_miss_a_change_that_lies_between_two_of_its_own(store, other):
    remember(store)
    remember(other)
    remember(store)

    assert store.poll() == CALENDAR


def test_a_change_before_the_store_was_opened_is_no_news(store):
    remember(store)
    with closing(open_store(store.file, clock=frozen_clock)) as later:
        assert later.poll() == frozenset()


def test_writing_from_the_listener_is_refused_instead_of_waiting_for_ever(home):
    stores = []

    def write_again(_subjects):
        remember(stores[0], key="again")

    with closing(
        open_store(home / "store.sqlite", clock=frozen_clock, changed=write_again)
    ) as store:
        stores.append(store)
        with pytest.raises(RuntimeError, match="wait for itself"):
            remember(store)


def test_a_store_that_others_write_to_for_too_long_says_so(store, monkeypatch):
    monkeypatch.setattr("app.storage.connections.BUSY_MILLISECONDS", 10)
    with closing(open_writer(store.file)) as holder:
        begin(holder)

        with pytest.raises(StoreError, match="Another program is writing"):
            remember(store)
        holder.execute("ROLLBACK")

    remember(store)
    assert store.read.fact("key") == "value"


def test_two_entries_for_one_day_of_a_series_cannot_both_stand(store, make_entry):
    routine = make_routine()
    block = make_entry(routine=routine.id, occurs_on=MONDAY)
    editor = Editor(store)
    editor.apply(Edit(text("Series"), after=(routine, block)))

    with pytest.raises(StaleEditError, match="taken this place"):
        editor.apply(Edit(text("Again"), after=(replace(block, id="other"),)))

    assert store.read.entries(WEEK) == [block]


def test_a_routine_may_be_swapped_while_its_entries_stand(store, make_entry):
    routine = make_routine()
    block = make_entry(routine=routine.id, occurs_on=MONDAY)
    editor = Editor(store)
    editor.apply(Edit(text("Series"), after=(routine, block)))

    longer = replace(routine, booked_until=day(14))
    editor.apply(Edit(text("Extend"), (routine,), (longer,)))

    assert store.read.routines() == [longer]
    assert store.read.entries_of_routine(routine.id) == [block]


def test_a_routine_does_not_go_while_its_entries_stand(store, make_entry):
    routine = make_routine()
    block = make_entry(routine=routine.id, occurs_on=MONDAY)
    editor = Editor(store)
    editor.apply(Edit(text("Series"), after=(routine, block)))

    with pytest.raises(StaleEditError, match="removed meanwhile"):
        editor.apply(Edit(text("Remove"), (routine,)))

    assert store.read.routines() == [routine]


def test_a_checkpoint_empties_the_log_when_it_finishes(store):
    remember(store)
    log = store.file.with_name("store.sqlite-wal")
    assert log.stat().st_size > 0

    store.checkpoint()
    assert log.stat().st_size > 0  # short enough to be left alone

    store.checkpoint(finish=True)
    assert log.stat().st_size == 0
    assert store.read.fact("key") == "value"


def test_a_long_log_is_taken_in_while_the_window_is_open(store, monkeypatch):
    monkeypatch.setattr(store_module, "_CHECKPOINT_BYTES", 1)
    remember(store)
    before = store.file.read_bytes()

    store.checkpoint()

    assert store.file.read_bytes() != before


def test_the_last_to_close_leaves_one_file(home):
    store = open_store(home / "store.sqlite", clock=frozen_clock)
    remember(store)
    store.close()
    store.close()

    assert [file.name for file in home.iterdir()] == ["store.sqlite"]


def test_a_closed_store_answers_nothing(store):
    store.close()

    with pytest.raises(RuntimeError, match="closed"):
        remember(store)
    with pytest.raises(RuntimeError, match="closed"):
        store.read.site()


def test_old_commands_are_forgotten(home):
    times = [NOW.replace(year=2025), NOW, NOW]
    with closing(open_store(home / "store.sqlite", clock=lambda: times[0])) as store:
        first = new_command_id()
        remember(store, value="first", command=first)
        times.pop(0)
        remember(store, value="second")
        remember(store, value="third", command=first)

        assert store.read.fact("key") == "third"


def test_reading_and_opening_import_neither_orm_nor_migrations(store):
    program = (
        "import sys; from pathlib import Path; from tests.times import WEEK, frozen_clock\n"
        "from app.storage.store import open_store\n"
        f"store = open_store(Path({str(store.file)!r}), clock=frozen_clock)\n"
        "store.read.entries(WEEK), store.read.site(), store.poll()\n"
        "heavy = {'sqlalchemy', 'alembic', 'concurrent.futures', 'asyncio'} & set(sys.modules)\n"
        "store.close(); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_import_of_volumes_does_not_need_the_orm(store):
    program = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "from tests.times import MONDAY, frozen_clock\n"
        "from app.domain.volumes import Measure, VolumeDay\n"
        "from app.domain.edits import Subject; from app.domain.text import text\n"
        "from app.storage.store import open_store\n"
        f"store = open_store(Path({str(store.file)!r}), clock=frozen_clock)\n"
        "day = VolumeDay('q', MONDAY, 15, {Measure.OFFERED: np.ones(96)})\n"
        "store.write(text('Import'), lambda unit: unit.volumes.put([day]), command='c',\n"
        "            subjects=frozenset({Subject.VOLUMES}))\n"
        "store.close(); assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)

    assert store.read.queues() == ["q"]


def make_routine():
    from datetime import time

    from app.domain.entries import EntryKind, RoutineId

    return Routine(
        RoutineId("r1"), EntryKind.UNPLANNED, "Unplanned", 0, time(9), 60, MONDAY, day(7)
    )
