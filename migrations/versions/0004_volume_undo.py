"""What days held before an import replaced them, so that it can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "volume_before",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volume_before")),
        sa.UniqueConstraint(
            "import_id", "queue", "day", name=op.f("uq_volume_before_import_id_queue_day")
        ),
    )


def downgrade() -> None:
    op.drop_table("volume_before")
