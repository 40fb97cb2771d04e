"""The calendar, its settings and the commands that changed it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "routine",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("booked_until", sa.String(), nullable=False),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.Column("ended", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_routine_positive_length")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_routine_weekday")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine")),
    )
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
        sa.CheckConstraint("after_last_day > first_day", name=op.f("ck_entry_positive_days")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_entry_positive_length")),
        sa.CheckConstraint(
            "(first_day IS NULL) = (after_last_day IS NULL)", name=op.f("ck_entry_whole_days")
        ),
        sa.ForeignKeyConstraint(
            ["routine"],
            ["routine.id"],
            name=op.f("fk_entry_routine_routine"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("routine", "occurs_on", name=op.f("uq_entry_routine_occurs_on")),
    )
    op.create_index(
        op.f("ix_entry_long"),
        "entry",
        ["ends_at"],
        sqlite_where=sa.text("ends_at - starts_at > 90000"),
    )
    op.create_index(
        op.f("ix_entry_short"),
        "entry",
        ["starts_at"],
        sqlite_where=sa.text("ends_at - starts_at <= 90000"),
    )
    op.create_index(op.f("ix_entry_uid"), "entry", ["uid"], sqlite_where=sa.text("uid IS NOT NULL"))
    op.create_table(
        "known_event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("percent", sa.Float(), nullable=False),
        sa.Column("queue", sa.String(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_known_event_weekday")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_event")),
    )
    op.create_table(
        "special_day",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_special_day")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_site_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "fact",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_fact")),
    )
    op.create_table(
        "command",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
    )
    op.create_index(op.f("ix_command_at"), "command", ["at"])
    op.create_table(
        "counter",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_counter")),
    )


def downgrade() -> None:
    op.drop_table("counter")
    op.drop_table("command")
    op.drop_table("fact")
    op.drop_table("site")
    op.drop_table("special_day")
    op.drop_table("known_event")
    op.drop_table("entry")
    op.drop_table("routine")
