"""Rows of a large result or statement, some at a time: at once, they would hold up the event loop."""

from collections.abc import AsyncIterator, Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Executable, Select
from sqlalchemy.ext.asyncio import AsyncSession

_AT_ONCE = 250  # rows between two turns of the event loop


async def rows_of(session: AsyncSession, query: Select[*tuple[Any, ...]]) -> AsyncIterator[Any]:
    """Yield the rows that a query of columns finds. They bypass the session, which would build each of them a
    second time."""
    connection = await session.connection()
    found = await connection.stream(query, execution_options={"yield_per": _AT_ONCE})
    async for part in found.partitions():
        for row in part:
            yield row


async def write_rows(session: AsyncSession, statement: Executable, rows: Iterable[Mapping[str, Any]]) -> None:
    """Execute a statement for each of the rows, which all have the same columns. It bypasses the session,
    which would convert each of them."""
    connection = await session.connection()
    waiting = iter(rows)
    while part := list(islice(waiting, _AT_ONCE)):
        await connection.execute(statement, part)
