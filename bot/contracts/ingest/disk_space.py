"""Free space on the database's disk: no source is asked while there is little, because signatures need it."""

from bot.storage import Database

MIN_FREE_BYTES = 512 * 1024 * 1024
"""Free space on the disk of an SQLite file below which nothing is read. It is more than the reads that go on
can store, and room for millions of signatures."""


def is_disk_low(database: Database) -> bool:
    """True if the disk has so little room left that nothing is read."""
    free = database.free_bytes()
    return free is not None and free < MIN_FREE_BYTES
