"""A transaction that writes without a session: where many wait, a session takes longer than the disk."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.exc import OperationalError

from bot.storage.questions import Command, Question, Row


class Transaction:
    """What ``Database.brief`` gives. What goes wrong is raised as by a session, without values."""

    def __init__(self, driver: Any, dialect: Dialect) -> None:
        self._driver = driver
        self._dialect = dialect
        self._is_sqlite = dialect.name == "sqlite"
        self._begun: Any = None

    async def ask(self, question: Question, values: Mapping[str, Any]) -> list[Row]:
        """The rows of one statement."""
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

    async def run(self, command: Command, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each of the rows, in their order, as one errand to the driver."""
        prepared = command.prepared(self._dialect)
        parameters = [prepared.parameters(row) for row in rows]
        try:
            await self._driver.executemany(prepared.sql, parameters)
        except Exception as error:
            raise _hidden(prepared.sql, error) from error

    async def begin(self) -> None:
        """For ``Database.brief``: begin it, on SQLite as the one who writes.

        One that changes nothing is written to disk as any other is: the time of an answer must not tell
        whether there was something to store. PostgreSQL logs locks on rows; SQLite has to be given a page.
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
        """For ``Database.brief``: make it durable."""
        try:
            if self._is_sqlite:
                await self._driver.execute_fetchall("COMMIT")
            else:
                await self._begun.commit()
        except Exception as error:
            raise _hidden("COMMIT", error) from error


def _hidden(sql: str, error: Exception) -> OperationalError:
    return OperationalError(sql, None, error, hide_parameters=True)
