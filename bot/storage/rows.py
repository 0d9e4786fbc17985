"""Rows of a large result, some at a time: read at once, they would hold up the event loop."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

_AT_ONCE = 500  # rows between two turns of the event loop


async def rows_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> AsyncIterator[Any]:
    """Yield the rows that a query of columns finds. They bypass the session, which would build each of them a
    second time."""
    connection = await session.connection()
    found = await connection.stream(query, execution_options={"yield_per": _AT_ONCE})
    async for part in found.partitions():
        for row in part:
            yield row
