from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing

import pytest

from app.domain.edits import new_command_id
from app.domain.errors import DamagedStoreError, StoreError
from app.domain.text import text
from app.storage.store import open_store
from tests.times import frozen_clock


def open_at(file):
    return open_store(file, clock=frozen_clock)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_a_new_home_is_closed_to_everybody_else(tmp_path):
    file = tmp_path / "new" / "home" / "store.sqlite"

    with closing(open_at(file)) as store:
        store.write(
            text("x"), lambda u: u.facts.put("a", "b"), command=new_command_id(),
            subjects=frozenset(),
        )  # fmt: skip

        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in file.parent.iterdir()}
        assert set(modes) >= {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm"}
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_an_empty_home_is_closed_and_one_with_others_files_keeps_its_mode(tmp_path):
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir(mode=0o755)
    (used / "letter.txt").touch()

    for folder in (empty, used):
        open_at(folder / "store.sqlite").close()

    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (empty, used)] == [0o700, 0o755]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_a_store_that_others_could_read_is_closed_to_them(home):
    file = home / "store.sqlite"
    file.chmod(0o644)

    open_at(file).close()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_with_spaces_percents_and_umlauts_will_do(tmp_path):
    file = tmp_path / "Füller 100% ?#&" / "store.sqlite"
    for _start in range(2):
        open_at(file).close()

    assert file.stat().st_size > 0


def test_an_empty_file_is_a_new_store(tmp_path):
    file = tmp_path / "store.sqlite"
    file.touch()

    with closing(open_at(file)) as store:
        assert store.read.queues() == []


def test_what_was_made_lies_in_the_file_itself_and_not_in_its_log(tmp_path):
    file = tmp_path / "store.sqlite"
    open_at(file).close()

    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"store.sqlite", "store.sqlite-migrating"}


@pytest.mark.parametrize(
    "content", [b"this is a letter, not a store\n" * 99, os.urandom(9000), b"SQLite format 3\0" * 9]
)
def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path, content):
    file = tmp_path / "store.sqlite"
    file.write_bytes(content)

    with pytest.raises(DamagedStoreError, match="firebreak restore") as caught:
        open_at(file)

    assert str(file) in str(caught.value)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path):
    file = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipes (name)")

    with pytest.raises(StoreError, match="another program"):
        open_at(file)


def test_a_broken_page_that_nobody_has_read_yet_is_seen_at_opening_and_kept(home):
    file = home / "store.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'volume_day'"
        ).fetchone()
    content = bytearray(file.read_bytes())
    start = 4096 * (page - 1)
    content[start : start + 8] = b"\xff" * 8
    file.write_bytes(content)

    with pytest.raises(DamagedStoreError, match="left as it is"):
        open_at(file)

    assert file.read_bytes() == content


def test_a_home_whose_parent_is_a_file_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="something else has the place"):
        open_at(tmp_path / "file" / "home" / "store.sqlite")


def test_a_folder_in_the_stores_place_is_told_in_a_sentence(tmp_path):
    (tmp_path / "store.sqlite").mkdir()

    with pytest.raises(StoreError):
        open_at(tmp_path / "store.sqlite")
