"""What the log holds: what the steward must act on, never what members send."""

import logging


def keep_libraries_quiet(level: int) -> None:
    """Let no library write what members send, whatever ``level`` the steward asked for."""
    for name in ("discord", "asyncio"):  # below INFO these write what members send and who they are
        logging.getLogger(name).setLevel(max(logging.INFO, level))
    # At INFO the first writes every statement, the last where it found its fonts.
    for name in ("sqlalchemy", "aiosqlite", "alembic", "matplotlib"):
        logging.getLogger(name).setLevel(max(logging.WARNING, level))
