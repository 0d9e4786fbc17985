"""Write transaction of a few statements, for requests that are stored together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Executable, Row, bindparam
from sqlalchemy.ext.asyncio import AsyncConnection

Rows = Sequence[Row[*tuple[Any, ...]]]
Ask = Callable[[Executable, Mapping[str, Any]], Awaitable[Rows]]
"""Runs a select with these values: on the database as it is now, or in a transaction."""


class InListQuery:
    """A select with an ``IN`` list of any length. ``make`` puts the list into it."""

    def __init__(self, make: Callable[[BindParameter[Any]], Executable]) -> None:
        self._statement = make(bindparam("listed", expanding=True))

    def of(self, values: Sequence[Any]) -> tuple[Executable, dict[str, Any]]:
        """Return the statement and its parameters for these values."""
        return self._statement, {"listed": list(values)}


class Transaction:
    """A transaction of ``Database.brief``."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, question: Executable, values: Mapping[str, Any]) -> Rows:
        """Return the rows of a select."""
        return (await self._connection.execute(question, values)).all()

    async def run(self, command: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each of the rows, in their order, in one call to the driver."""
        if rows:
            await self._connection.execute(command, rows)

    async def begin(self) -> None:
        """Begin, on SQLite as a writer. For ``Database.brief``.

        A transaction that changes nothing is written to disk like any other: the response time must not
        reveal whether there was something to store. PostgreSQL logs row locks; SQLite needs a dirty page.
        """
        await self._connection.begin()
        if self._connection.dialect.name == "sqlite":
            await self._connection.exec_driver_sql("PRAGMA user_version = 0")  # which nothing reads

    async def commit(self) -> None:
        """Commit durably. For ``Database.brief``; a transaction that ends without it is rolled back."""
        await self._connection.commit()
