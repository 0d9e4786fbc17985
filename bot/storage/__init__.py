"""Storage: engine, models, migrations, leases and caches. Services get a ``Database`` and nothing else.

May import: ``common``, ``errors``.
Never: knows a service.
"""

from bot.storage.engine import Database
from bot.storage.errors import DatabaseError

__all__ = ["Database", "DatabaseError"]
