"""Stored pages of notices: the protocol of their store, and their content."""

import json
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.sam.progress import Progress, Step


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page of a window as it was read last. ``number`` grows with every page that is stored."""

    number: int
    step: Step
    read_at: datetime
    content: bytes

    def rows(self) -> list[Mapping[str, Any]]:
        """Return the notices, as ``parse.kept`` left them; an entry without an id is empty."""
        found: list[Mapping[str, Any]] = json.loads(zlib.decompress(self.content), parse_float=Decimal)
        return found


class NoticePages(Protocol):
    """Store of the progress and the pages, shared by all processes."""

    async def progress(self) -> Progress: ...

    async def change(
        self, change: Callable[[Progress], Progress], page: StoredPage | None = None
    ) -> Progress:
        """Change the progress and store a page, in one transaction that no other overlaps. The page replaces
        an earlier one of the same step. If ``change`` raises, nothing is stored."""
        ...

    def after(self, number: int) -> AsyncIterator[StoredPage]:
        """Yield the pages with a higher number, in order."""
        ...

    async def of_window(self, first: date, last: date) -> list[StoredPage]:
        """Return the pages of a window."""
        ...

    async def forget(self, before: date) -> None:
        """Delete the pages of windows that ended before a day."""
        ...


def packed(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the content of a page."""
    return zlib.compress(canonical_bytes(list(rows)), 9)
