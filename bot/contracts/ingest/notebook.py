"""Scratch storage of a read, on disk, so that memory does not grow with the number of contracts.

An unnamed temporary SQLite database that is deleted when it is closed. It has ``CACHE_KIB`` in memory, and
opens a file only if that is not enough.
"""

import sqlite3
from collections.abc import Iterable, Iterator, MutableMapping, MutableSet
from types import TracebackType
from typing import Self

CACHE_KIB = 256  # KiB
READ_AHEAD = 100  # entries read ahead in a loop


class Pages(MutableMapping[str, str]):
    """A mapping in insertion order. A loop includes entries that are added during it."""

    def __init__(self, database: sqlite3.Connection, table: str) -> None:
        self._database = database
        self._table = table
        database.execute(f"CREATE TABLE {table} (key TEXT NOT NULL UNIQUE, value TEXT NOT NULL)")

    def __getitem__(self, key: str) -> str:
        wanted = f"SELECT value FROM {self._table} WHERE key = ?"  # noqa: S608 - a name of ours
        found: tuple[str] | None = self._database.execute(wanted, (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        return found[0]

    def __setitem__(self, key: str, value: str) -> None:
        self._database.execute(
            f"INSERT INTO {self._table} VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",  # noqa: S608
            (key, value),
        )

    def __delitem__(self, key: str) -> None:
        if not self._database.execute(f"DELETE FROM {self._table} WHERE key = ?", (key,)).rowcount:  # noqa: S608
            raise KeyError(key)

    def clear(self) -> None:
        self._database.execute(f"DELETE FROM {self._table}")  # noqa: S608

    def __iter__(self) -> Iterator[str]:
        last = 0
        wanted = f"SELECT rowid, key FROM {self._table} WHERE rowid > ? ORDER BY rowid LIMIT {READ_AHEAD}"  # noqa: S608
        while found := self._database.execute(wanted, (last,)).fetchall():
            for last, key in found:  # noqa: B007 - the next batch begins after the last
                yield key

    def __len__(self) -> int:
        count: int = self._database.execute(f"SELECT count(*) FROM {self._table}").fetchone()[0]  # noqa: S608
        return count


class Names(MutableSet[str]):
    """A set in insertion order."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __contains__(self, name: object) -> bool:
        return name in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def add(self, value: str) -> None:
        self._pages[value] = ""

    def discard(self, value: str) -> None:
        self._pages.pop(value, None)

    def update(self, names: Iterable[str]) -> None:
        for name in names:
            self.add(name)


class Notebook:
    """Factory of mappings and sets of texts for a read: ``with Notebook() as notebook``."""

    def __init__(self) -> None:
        # Threads take turns: a source may look up marks in another thread than the one that reads.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in (f"cache_size = -{CACHE_KIB}", "journal_mode = OFF", "synchronous = OFF"):
            self._database.execute(f"PRAGMA {setting}")
        self._tables = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def pages(self) -> Pages:
        """Return an empty mapping."""
        self._tables += 1
        return Pages(self._database, f"t{self._tables}")

    def names(self) -> Names:
        """Return an empty set."""
        return Names(self.pages())
