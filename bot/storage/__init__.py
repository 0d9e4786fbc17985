"""Storage: engine, models, migrations, caches, lock of the active process. Services get a ``Database``.

May import: ``common``, ``errors``.
Never: knows a service.
"""

from bot.storage.engine import Database
from bot.storage.errors import DatabaseError

__all__ = ["Database", "DatabaseError"]
