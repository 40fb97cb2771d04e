"""Contacts per interval, a row per queue and day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "queue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue")),
        sa.UniqueConstraint("name", name=op.f("uq_queue_name")),
    )
    op.create_table(
        "volume_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("queue", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_volume_day_positive_interval")),
        sa.ForeignKeyConstraint(["queue"], ["queue.id"], name=op.f("fk_volume_day_queue_queue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volume_day")),
        sa.UniqueConstraint("queue", "day", name=op.f("uq_volume_day_queue_day")),
    )


def downgrade() -> None:
    op.drop_table("volume_day")
    op.drop_table("queue")
