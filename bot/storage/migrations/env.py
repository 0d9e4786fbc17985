"""Alembic's environment: runs on the connection that ``bot.storage.migrate`` hands over."""

from alembic import context

from bot.storage.migrations import is_mapped
from bot.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=is_mapped,
)
context.run_migrations()
