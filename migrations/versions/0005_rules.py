"""Rules; what entries were placed for and with whom; leads; edits may swap people and shifts.

References to people are checked at the end of a transaction and nothing goes with a person by
itself, because an edit changes a person by taking it out and putting its next version in.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ENTRY = (
    "id, kind, title, starts_at, ends_at, protection, availability, cancelled, first_day, "
    "after_last_day, routine, occurs_on, uid, recurrence, sequence, place, note, reasons"
)
PERSON = "id, name, role, team, email, language, workforce_id"
SHIFT = "id, person, starts_at, ends_at, activity"
LEAVE = "id, person, first_day, last_day"
LONGEST_SHIFT = 172_800
DEFERRED = {"deferrable": True, "initially": "DEFERRED"}
CASCADE = {"ondelete": "CASCADE"}


def upgrade() -> None:
    _set_aside("entry", "team", "person", "shift", "leave")
    _create_entry(
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
    )
    _create_team(
        sa.Column("lead", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lead"], ["person.id"], name=op.f("fk_team_lead_person"), **DEFERRED
        ),
    )
    _create_person(DEFERRED)
    longest = sa.CheckConstraint(
        f"ends_at - starts_at <= {LONGEST_SHIFT}", name=op.f("ck_shift_longest")
    )
    _create_shift(sa.String(), DEFERRED, longest)
    _create_leave(sa.String(), DEFERRED)
    _create_rule()
    _bring_back("entry", f"{ENTRY}, demand, people, invited", f"{ENTRY}, '', '[]', 0")
    _bring_back("team", "id, name, lead", "id, name, NULL")
    _bring_back("person", PERSON)
    shortened = f"min(ends_at, starts_at + {LONGEST_SHIFT})"
    _bring_back("shift", SHIFT, f"CAST(id AS TEXT), person, starts_at, {shortened}, activity")
    _bring_back("leave", LEAVE, "CAST(id AS TEXT), person, first_day, last_day")


def downgrade() -> None:
    op.drop_table("rule")
    op.execute("UPDATE team SET lead = NULL")
    _set_aside("entry", "shift", "leave", "person", "team")
    _create_entry()
    _create_team()
    _create_person({})
    _create_shift(sa.Integer(), CASCADE)
    _create_leave(sa.Integer(), CASCADE)
    _bring_back("entry", ENTRY)
    _bring_back("team", "id, name")
    _bring_back("person", PERSON)
    _bring_back("shift", SHIFT, f"NULL, {SHIFT.partition(', ')[2]}")
    _bring_back("leave", LEAVE, f"NULL, {LEAVE.partition(', ')[2]}")


def _set_aside(*tables: str) -> None:
    """Copy ``tables`` without their constraints and drop them, whoever refers to them."""
    for table in tables:
        op.execute(f"CREATE TABLE {table}_aside AS SELECT * FROM {table}")
    for table in tables:
        op.drop_table(table)


def _bring_back(table: str, columns: str, values: str | None = None) -> None:
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {values or columns} FROM {table}_aside")
    op.drop_table(f"{table}_aside")


def _create_entry(*more: sa.Column[object]) -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("protection", sa.String(), nullable=False),
        sa.Column("availability", sa.String(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("after_last_day", sa.String(), nullable=True),
        sa.Column("routine", sa.String(), nullable=True),
        sa.Column("occurs_on", sa.String(), nullable=True),
        sa.Column("uid", sa.String(), nullable=True),
        sa.Column("recurrence", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        *more,
        sa.CheckConstraint("after_last_day > first_day", name=op.f("ck_entry_positive_days")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_entry_positive_length")),
        sa.CheckConstraint(
            "(first_day IS NULL) = (after_last_day IS NULL)", name=op.f("ck_entry_whole_days")
        ),
        sa.ForeignKeyConstraint(
            ["routine"], ["routine.id"], name=op.f("fk_entry_routine_routine"), **DEFERRED
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("routine", "occurs_on", name=op.f("uq_entry_routine_occurs_on")),
    )
    for name, column, where in (
        ("ix_entry_long", "ends_at", "ends_at - starts_at > 90000"),
        ("ix_entry_short", "starts_at", "ends_at - starts_at <= 90000"),
        ("ix_entry_uid", "uid", "uid IS NOT NULL"),
    ):
        op.create_index(op.f(name), "entry", [column], sqlite_where=sa.text(where))


def _create_team(*more: sa.schema.SchemaItem) -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
    )


def _create_person(reference: dict[str, object]) -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("workforce_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team"], ["team.id"], name=op.f("fk_person_team_team"), **reference
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_team"), "person", ["team"])


def _create_shift(
    id_type: sa.types.TypeEngine[object], reference: dict[str, object], *more: sa.schema.SchemaItem
) -> None:
    op.create_table(
        "shift",
        sa.Column("id", id_type, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("starts_at", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_positive_length")),
        *more,
        _of_person("shift", reference),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
    )
    op.create_index(op.f("ix_shift_person"), "shift", ["person"])
    op.create_index(op.f("ix_shift_starts_at"), "shift", ["starts_at"])


def _create_leave(id_type: sa.types.TypeEngine[object], reference: dict[str, object]) -> None:
    op.create_table(
        "leave",
        sa.Column("id", id_type, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_leave_days_in_order")),
        _of_person("leave", reference),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    op.create_index(op.f("ix_leave_person"), "leave", ["person"])


def _of_person(table: str, reference: dict[str, object]) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_person")
    return sa.ForeignKeyConstraint(["person"], ["person.id"], name=name, **reference)


def _create_rule() -> None:
    texts: Sequence[str] = ("weekdays", "persons", "teams", "room", "since")
    op.create_table(
        "rule",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("wished", sa.Integer(), nullable=False),
        sa.Column("per_day", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("window_start", sa.Integer(), nullable=True),
        sa.Column("window_end", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("paused", sa.Integer(), nullable=False),
        sa.CheckConstraint("every_weeks > 0", name=op.f("ck_rule_positive_weeks")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_rule_positive_length")),
        sa.CheckConstraint(
            "(window_start IS NULL) = (window_end IS NULL)", name=op.f("ck_rule_whole_window")
        ),
        sa.CheckConstraint("window_end > window_start", name=op.f("ck_rule_positive_window")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
    )
