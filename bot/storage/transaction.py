"""Raw write transaction without a session: on the hot path a session takes longer than the disk."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import OperationalError

from bot.storage.prepared_statements import PreparedSelect, PreparedWrite, Row


class Transaction:
    """A transaction of ``Database.brief``. Driver errors are wrapped as in a session, without parameter
    values."""

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self._driver = driver
        self._dialect = dialect
        self._is_sqlite = dialect.name == "sqlite"
        self._begun: Any = None

    async def ask(self, question: PreparedSelect, values: Mapping[str, Any]) -> list[Row]:
        """Return the rows of one prepared statement."""
        prepared = question.prepared(self._dialect)
        parameters = prepared.parameters(values)
        try:
            if self._is_sqlite:
                rows = list(await self._driver.execute_fetchall(prepared.sql, parameters))
            else:
                rows = list(await self._driver.fetch(prepared.sql, *parameters))
        except Exception as error:
            raise _hidden(prepared.sql, error) from error
        return prepared.rows(rows)

    async def run(self, command: PreparedWrite, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each of the rows, in their order, in one call to the driver."""
        prepared = command.prepared(self._dialect)
        parameters = [prepared.parameters(row) for row in rows]
        try:
            await self._driver.executemany(prepared.sql, parameters)
        except Exception as error:
            raise _hidden(prepared.sql, error) from error

    async def begin(self) -> None:
        """Begin the transaction, on SQLite as a writer. For ``Database.brief``.

        A transaction that changes nothing is written to disk like any other: the response time must not
        reveal whether there was something to store. PostgreSQL logs row locks; SQLite needs a dirty page.
        """
        try:
            if self._is_sqlite:
                await self._driver.execute_fetchall("BEGIN IMMEDIATE")
                await self._driver.execute_fetchall("PRAGMA user_version = 0")  # which nothing reads
            else:
                self._begun = self._driver.transaction()
                await self._begun.start()
        except Exception as error:
            raise _hidden("BEGIN", error) from error

    async def commit(self) -> None:
        """Commit durably. For ``Database.brief``."""
        try:
            if self._is_sqlite:
                await self._driver.execute_fetchall("COMMIT")
            else:
                await self._begun.commit()
        except Exception as error:
            raise _hidden("COMMIT", error) from error


def _hidden(sql: str, error: Exception) -> OperationalError:
    return OperationalError(sql, None, error, hide_parameters=True)
