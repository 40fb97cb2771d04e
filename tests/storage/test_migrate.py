from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateTable

from app.domain.errors import DamagedStoreError, NewerStoreError, StoreError
from app.storage import mapping
from app.storage import migrate as migrations
from app.storage.backup import backups_in
from app.storage.connections import begin, open_writer
from app.storage.inspecting import HEAD, inspect
from app.storage.migrate import MIGRATIONS, configuration, joined, migrate
from app.storage.rows import Base
from app.storage.store import open_store
from tests.times import frozen_clock

REBUILDS_THE_PARENT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9000", "{head}"
def upgrade():
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("nickname", sa.String()))
    {more}
"""


def fingerprint(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def rows_in(file, table):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()


def run(file, *statements):
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


PEOPLE = (
    "INSERT INTO team (id, name) VALUES ('t', 'Blue')",
    "INSERT INTO person VALUES ('a', 'Anna', 'agent', 't', '', '', '')",
    "INSERT INTO shift VALUES ('1', 'a', 0, 3600, 'shift')",
)
A_ROUTINE = "INSERT INTO routine VALUES ('r','unplanned','U',0,'09:00',60,'2026-11-16','','[]',0)"
A_COUNTER = "INSERT INTO counter VALUES ('calendar', 7)"


@pytest.fixture
def file(home):
    return home / "store.sqlite"


@pytest.fixture
def extended(tmp_path):
    """Our migrations and one more, as a later version would bring it."""

    def make(more="pass"):
        scripts = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, scripts)
        source = REBUILDS_THE_PARENT.format(head=HEAD, more=more)
        (scripts / "versions" / "9000_nickname.py").write_text(source)
        return scripts

    return make


def test_the_constant_head_is_the_head_of_the_migrations():
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


def test_migrations_build_exactly_what_the_rows_describe(file):
    with closing(open_writer(file)) as connection, joined(connection) as lent:
        command.check(configuration(connection=lent))  # raises on any difference


def test_constraints_too_are_those_of_the_rows(file):
    """`alembic check` compares neither checks nor names on SQLite."""
    engine = create_engine("sqlite://")
    written = dict(rows_in(file, "(SELECT name, sql FROM sqlite_schema WHERE type = 'table')"))
    for table in Base.metadata.sorted_tables:
        described = str(CreateTable(table).compile(engine))
        assert _parts(written[table.name]) == _parts(described)
    engine.dispose()


def _parts(sql):
    body = sql[sql.index("(") + 1 : sql.rindex(")")]
    lines = (line.strip().rstrip(",").strip() for line in body.splitlines())
    return sorted(line for line in lines if line)


def test_every_constraint_has_a_name(file):
    for _, sql in rows_in(file, "(SELECT name, sql FROM sqlite_schema WHERE type = 'table')"):
        if sql.startswith("CREATE TABLE alembic_version"):
            continue
        for line in sql.splitlines():
            if any(word in line for word in (" CHECK ", "UNIQUE (", "FOREIGN KEY", "PRIMARY KEY")):
                assert line.strip().startswith("CONSTRAINT "), line


def test_every_migration_can_be_taken_back_and_done_again_with_data(file):
    run(file, *PEOPLE, A_ROUTINE, A_COUNTER)
    for target, table, count in (
        ("0004", "shift", 1),
        ("0002", "routine", 1),
        ("0001", "routine", 1),
        ("base", "", 0),
    ):
        with closing(open_writer(file)) as connection:
            begin(connection)
            with joined(connection) as lent:
                command.downgrade(configuration(connection=lent), target)
            connection.execute("COMMIT")
        if table:
            assert len(rows_in(file, table)) == count
    names = rows_in(file, "(SELECT name FROM sqlite_schema WHERE type = 'table')")
    assert names == [("alembic_version",)]

    run(file, "DROP TABLE alembic_version")
    migrate(file, frozen_clock)
    assert inspect(file) == HEAD


def test_a_store_of_the_first_version_comes_up_with_its_data_and_a_backup(tmp_path):
    file = tmp_path / "old" / "store.sqlite"
    file.parent.mkdir()
    file.touch()
    migrate(file, frozen_clock, to="0001")
    run(file, A_ROUTINE, A_COUNTER)
    routines = rows_in(file, "routine")

    open_store(file, clock=frozen_clock).close()

    assert inspect(file) == HEAD
    assert rows_in(file, "routine") == routines
    (backup,) = backups_in(tmp_path / "old" / "backups")
    assert backup.why == "before-update"
    assert rows_in(backup.file, "alembic_version") == [("0001",)]
    assert rows_in(backup.file, "routine") == routines


def test_a_store_without_rules_keeps_every_entry_person_shift_and_leave(tmp_path):
    file = tmp_path / "old" / "store.sqlite"
    file.parent.mkdir()
    file.touch()
    migrate(file, frozen_clock, to="0004")
    days = "'2026-11-16', '2026-11-17'"
    run(
        file,
        A_ROUTINE,
        "INSERT INTO entry VALUES ('e','meeting','1:1',0,3600,'fixed','busy',1,"
        f"{days},'r','2026-11-16','uid','once',3,'Room','note','[[\"why\", {{}}]]')",
        "INSERT INTO team VALUES ('t', 'Blue')",
        "INSERT INTO person VALUES ('a', 'Anna', 'agent', 't', 'a@b.no', 'nb', '4711')",
        "INSERT INTO shift VALUES (7, 'a', 0, 3600, 'shift'), (8, 'a', 60, 999999, 'long')",
        f"INSERT INTO leave VALUES (3, 'a', {days})",
    )
    before = {table: rows_in(file, table) for table in ("entry", "person", "leave")}

    with closing(open_store(file, clock=frozen_clock)) as store:
        (entry,) = store.read.all_entries()
        assert (entry.demand, entry.people, entry.invited) == ("", (), False)
        assert store.read.rules() == []
        assert [team.lead for team in store.read.teams()] == [None]

    assert rows_in(file, "entry") == [(*row, "", "[]", 0) for row in before["entry"]]
    assert rows_in(file, "person") == before["person"]
    assert rows_in(file, "leave") == [(str(row[0]), *row[1:]) for row in before["leave"]]
    longest = 60 + mapping.LONGEST_SHIFT
    assert rows_in(file, "shift") == [
        ("7", "a", 0, 3600, "shift"), ("8", "a", 60, longest, "long"),
    ]  # fmt: skip
    names = {name for (name,) in rows_in(file, "(SELECT name FROM sqlite_schema)")}
    assert {"ix_entry_short", "ix_entry_long", "ix_entry_uid", "ix_shift_starts_at"} <= names


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_a_store_of_a_later_version_is_left_alone(file, journal):
    run(
        file,
        "UPDATE alembic_version SET version_num = '9999'",
        f"PRAGMA journal_mode = {journal}",
    )
    before = fingerprint(file)

    with pytest.raises(NewerStoreError, match="newer version"):
        open_store(file, clock=frozen_clock)

    assert fingerprint(file) == before
    assert not (file.parent / "backups").exists()


def test_rebuilding_a_parent_table_keeps_its_children(file, extended):
    run(file, *PEOPLE)

    migrate(file, frozen_clock, scripts=extended())

    assert len(rows_in(file, "person")) == len(rows_in(file, "shift")) == 1
    assert (
        "nickname" in rows_in(file, "(SELECT sql FROM sqlite_schema WHERE name = 'person')")[0][0]
    )


@pytest.mark.parametrize(
    "loss", ["op.execute('DELETE FROM person')", "op.execute('DELETE FROM shift')"]
)
def test_a_migration_that_would_lose_rows_changes_nothing(file, extended, loss):
    run(file, *PEOPLE)

    with pytest.raises(DamagedStoreError):
        migrate(file, frozen_clock, scripts=extended(loss))

    assert inspect(file) == HEAD
    assert len(rows_in(file, "person")) == len(rows_in(file, "shift")) == 1


def test_a_migration_that_fails_half_way_changes_nothing_and_works_when_retried(file, extended):
    run(file, *PEOPLE)
    broken = extended("op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(Exception, match="no such table: nowhere"):
        migrate(file, frozen_clock, scripts=broken)
    assert inspect(file) == HEAD

    shutil.rmtree(broken)
    migrate(file, frozen_clock, scripts=extended())
    assert inspect(file) == "9000"


def test_a_migration_waits_for_another_and_gives_up_with_a_sentence(file, monkeypatch, extended):
    monkeypatch.setattr(migrations, "_LOCK_SECONDS", 0.0)
    from app.storage.file_lock import FileLock

    with (
        FileLock.take(file.with_name("store.sqlite-migrating")),
        pytest.raises(StoreError, match="Another program"),
    ):
        migrate(file, frozen_clock, scripts=extended())
