from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from app.storage import connections
from app.storage.connections import begin, open_reader, open_writer

PROMISED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "wal_autocheckpoint": 0,
}


@pytest.mark.parametrize("opened", [open_reader, open_writer])
def test_every_connection_keeps_what_is_promised(home, opened):
    with closing(opened(home / "store.sqlite")) as connection:
        found = {
            pragma: connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in PROMISED
        }
        mapped = connection.execute("PRAGMA mmap_size").fetchone()

        assert found == PROMISED
        assert mapped in {(0,), None}
        assert connection.isolation_level is None


def test_a_reader_cannot_write(home):
    with (
        closing(open_reader(home / "store.sqlite")) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        connection.execute("DELETE FROM entry")


def test_opening_makes_no_file(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        open_reader(tmp_path / "none.sqlite")

    assert list(tmp_path.iterdir()) == []


def test_a_transaction_that_may_write_has_the_lock_from_its_begin(home):
    with (
        closing(open_writer(home / "store.sqlite")) as one,
        closing(open_writer(home / "store.sqlite")) as other,
    ):
        begin(one)
        other.execute("PRAGMA busy_timeout = 0")

        with pytest.raises(sqlite3.OperationalError, match="locked"):
            begin(other)


def test_only_sql_ends_the_writers_transaction(home):
    with closing(open_writer(home / "store.sqlite")) as connection:
        begin(connection)
        connection.rollback()
        connection.commit()

        assert connection.in_transaction


def test_a_pragma_that_sqlite_ignores_is_noticed(home):
    with (
        closing(open_reader(home / "store.sqlite")) as connection,
        pytest.raises(RuntimeError, match="instead of"),
    ):
        connections._set(connection, "page_size", 512)
