from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest

from app.domain.edits import Edit, Subject, new_command_id
from app.domain.errors import BadInputError, DamagedStoreError, NewerStoreError, StoreError
from app.domain.text import text
from app.domain.volumes import Measure, QueueName, VolumeDay
from app.services.care import Care, list_backups, restore_store
from app.services.edits import Editor
from app.storage.backup import backups_in, thin
from app.storage.store import open_store
from app.storage.window_lock import WindowLock
from tests.times import MONDAY, NOW, WEEK, frozen_clock


@pytest.fixture
def care(store, home, clock):
    return Care(store, home, clock)


@pytest.fixture
def add(store):
    return lambda *records: Editor(store).apply(Edit(text("Add"), after=records))


def change(file, statement, *values):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement, values)


def damage(file):
    file.write_bytes(b"x" * file.stat().st_size)


def test_a_sound_store_is_said_to_be_sound_with_what_is_in_it(care, store, add, make_entry):
    add(make_entry(), make_entry("11:00", "12:00"))
    day = VolumeDay(QueueName("q"), MONDAY, 15, {Measure.OFFERED: np.ones(96)})
    store.write(
        text("Put"), lambda unit: unit.volumes.put([day]), command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )  # fmt: skip

    report = care.check()

    assert report.sound
    assert report.counts["entries"] == 2
    assert report.counts["volume_days"] == report.counts["queues"] == 1


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE volume_day SET measures = x'00'", "volumes of q on 2026-11-16"),
        ("UPDATE volume_day SET minutes = 7", "volumes of q on 2026-11-16"),
        ("UPDATE entry SET kind = 'unheard-of'", "of entry cannot be read"),
        ("UPDATE entry SET reasons = '['", "of entry cannot be read"),
        ("UPDATE entry SET routine = 'gone'", "belongs to a row of routine"),
        ('INSERT INTO site VALUES (1, \'{"zone": "Mars/Base"}\')', "of site cannot be read"),
    ],
)
def test_what_cannot_be_read_is_named(care, store, add, make_entry, statement, words):
    add(make_entry())
    day = VolumeDay(QueueName("q"), MONDAY, 15, {Measure.OFFERED: np.ones(96)})
    store.write(
        text("Put"), lambda unit: unit.volumes.put([day]), command=new_command_id(),
        subjects=frozenset({Subject.VOLUMES}),
    )  # fmt: skip
    change(store.file, statement)

    report = care.check()

    assert not report.sound
    assert any(words in str(problem) for problem in report.problems), report.problems


def test_a_backup_has_what_was_just_committed_and_is_its_owners_alone(care, add, make_entry, home):
    entry = make_entry()
    add(entry)

    file = care.backup()

    assert file.parent == home / "backups"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("SELECT id FROM entry").fetchall() == [(entry.id,)]
    (listed,) = care.backups()
    assert (listed.file, listed.at, listed.why) == (file, NOW, "")


def test_a_backup_is_made_only_when_something_changed(care, add, make_entry):
    first = care.backup_if_changed()
    assert first is not None
    assert care.backup_if_changed() is None

    add(make_entry())

    assert care.backup_if_changed() is not None
    assert len(care.backups()) == 2


def test_a_broken_newest_backup_does_not_count_as_one(care):
    damage(care.backup())

    assert care.backup_if_changed() is not None


def test_a_restored_store_is_as_it_was_and_what_was_there_is_kept(
    care, store, add, make_entry, home
):
    entry, later = make_entry(), make_entry("11:00", "12:00")
    add(entry)
    backup = care.backup()
    add(later)
    counted = store.read.counters()[Subject.CALENDAR]

    kept = care.restore(backup)

    with closing(open_store(store.file, clock=frozen_clock)) as restored:
        assert restored.read.entries(WEEK) == [entry]
        assert restored.read.counters()[Subject.CALENDAR] > counted
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (2,)


def test_others_who_have_the_store_open_learn_that_it_was_restored(care, store, add, make_entry):
    backup = care.backup()
    add(make_entry())
    with closing(open_store(store.file, clock=frozen_clock)) as other:
        care.restore(backup)

        assert Subject.CALENDAR in other.poll()
        assert other.read.entries(WEEK) == []


def test_a_damaged_store_is_put_right_without_opening_it(care, store, add, make_entry, home):
    entry = make_entry()
    add(entry)
    care.backup()
    store.close()
    damage(store.file)
    damaged = store.file.read_bytes()
    with pytest.raises(DamagedStoreError):
        open_store(store.file, clock=frozen_clock)

    assert len(list_backups(home)) == 1

    kept = restore_store(home, None, frozen_clock)

    assert kept.read_bytes() == damaged
    with closing(open_store(store.file, clock=frozen_clock)) as restored:
        assert restored.read.entries(WEEK) == [entry]


def test_a_log_left_behind_by_a_lost_store_does_not_get_into_the_restored_one(
    care, store, add, make_entry, home
):
    backup = care.backup()
    add(make_entry())
    log = store.file.with_name("store.sqlite-wal")
    left_behind = log.read_bytes()
    store.close()
    store.file.unlink()
    log.write_bytes(left_behind)

    restore_store(home, backup, frozen_clock)

    with closing(open_store(store.file, clock=frozen_clock)) as restored:
        assert restored.read.entries(WEEK) == []


def test_nothing_is_restored_under_an_open_window(care, store, add, make_entry, home):
    backup = care.backup()
    entry = make_entry()
    add(entry)

    with (
        WindowLock.take(home / "window.lock"),
        pytest.raises(StoreError, match="Close it"),
    ):
        restore_store(home, backup, frozen_clock)

    assert store.read.entries(WEEK) == [entry]


def test_a_backup_that_was_damaged_is_refused_and_the_store_stays(
    care, store, add, make_entry, home
):
    entry = make_entry()
    add(entry)
    backup = care.backup()
    content = bytearray(backup.read_bytes())
    content[-1] ^= 1  # in unused space, which SQLite would not notice
    backup.write_bytes(content)

    with pytest.raises(DamagedStoreError, match="backup"):
        restore_store(home, backup, frozen_clock)

    assert store.read.entries(WEEK) == [entry]


def test_a_file_that_is_no_backup_is_refused(home, tmp_path):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear store, …")

    with pytest.raises(DamagedStoreError, match="not a backup"):
        restore_store(home, letter, frozen_clock)
    with pytest.raises(BadInputError, match="no backup called"):
        restore_store(home, tmp_path / "none.sqlite", frozen_clock)
    with pytest.raises(BadInputError, match="no backup in"):
        restore_store(home, None, frozen_clock)


def test_a_backup_of_a_later_version_is_refused(care, home, tmp_path):
    later = tmp_path / "later.sqlite"
    later.write_bytes(care.backup().read_bytes())
    change(later, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerStoreError, match="newer version"):
        restore_store(home, later, frozen_clock)


def test_backups_thin_out_with_age(tmp_path):
    for hours in range(0, 24 * 800, 6):
        at = (NOW - timedelta(hours=hours)).astimezone().strftime("%Y%m%dT%H%M%SZ")
        (tmp_path / f"firebreak-{at}-{hours:016x}.sqlite").touch()
    (tmp_path / "firebreak-20200101T000000Z-before-update-0000000000000000.sqlite").touch()
    (tmp_path / "notes.txt").touch()
    (tmp_path / "unfinished-1-2.sqlite").touch()
    os.utime(tmp_path / "unfinished-1-2.sqlite", (0, 0))
    (tmp_path / "unfinished-3-4.sqlite").touch()

    thin(tmp_path, NOW)
    ages = [(NOW - backup.at).days for backup in backups_in(tmp_path)]

    assert len([age for age in ages if age < 2]) == 8
    assert len([age for age in ages if 2 <= age < 14]) in {12, 13, 14}
    assert len([age for age in ages if 14 <= age < 70]) in {8, 9}
    assert len([age for age in ages if 70 <= age <= 400]) in {11, 12}
    assert [backup.why for backup in backups_in(tmp_path)][-1] == "before-update"
    assert (tmp_path / "notes.txt").exists()
    assert [path.name for path in tmp_path.glob("unfinished*")] == ["unfinished-3-4.sqlite"]
    assert thin(tmp_path, NOW) == []
