"""Database layer: engine, tables, column types, migrations and leases. Services get a ``Database`` and
nothing else."""

from bot.storage.engine import Database, DatabaseError

__all__ = ["Database", "DatabaseError"]
