"""Alembic's entry point; the planner hands in a connection with its transaction open."""

from alembic import context

from app.storage.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
