"""Interfaces of the box, which takes rows in, and of the registrar, which issues tokens."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession


class Batch(Protocol):
    """Rows of one publication: their file, and the number of keys whose last act up to it is ``sign``."""

    @property
    def rows(self) -> bytes: ...
    @property
    def count(self) -> int: ...


class Box(Protocol):
    """Box of rows. ``demand`` is the hash of a demand's opening entry. Each call can be repeated.

    ``check`` alone asks nobody: here, in this process, each row of a file that the box gave out is verified,
    with the hashes of text and consent by version. It is blocking, and raises ``ValueError``."""

    async def receipt_key(self) -> bytes: ...
    async def open(
        self,
        demand: str,
        *,
        spki: bytes,
        version: int,
        text_hash: str,
        consent_hash: str,
        closes_at: datetime | None,
    ) -> None: ...
    async def amend(
        self, demand: str, *, version: int, text_hash: str, consent_hash: str, closes_at: datetime | None
    ) -> None: ...
    async def pending(self, demand: str, *, signatures: bool = True) -> int: ...
    async def take(
        self,
        demand: str,
        *,
        number: int,
        after: int,
        keep: int,
        fewest: int,
        signatures: bool,
        restored: bool,
    ) -> Batch | None: ...
    async def has(self, demand: str, number: int) -> bool: ...
    async def close(self, demand: str) -> None: ...
    async def end(self, demand: str) -> None: ...
    async def void(self, demand: str) -> None: ...
    async def forget(self, demand: str) -> None: ...
    async def restore(self, demand: str, files: Mapping[int, bytes]) -> None: ...
    def check(
        self, content: bytes, demand: str, spki: bytes, versions: Mapping[int, tuple[str, str]]
    ) -> None: ...


class Registrar(Protocol):
    """Registrar of tokens. The first three run in the caller's transaction, the others can be repeated."""

    async def take_key(self, session: AsyncSession, server_id: int, demand_id: int) -> bytes: ...
    async def figures(self, session: AsyncSession, server_id: int, demand_id: int) -> tuple[int, int]: ...
    async def issued(self, session: AsyncSession, server_id: int, demand_id: int) -> int: ...
    async def ledger_over(self, demand_id: int) -> None: ...
    async def key_copied(self, demand_id: int) -> None: ...
