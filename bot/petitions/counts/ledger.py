"""Ledger: a hash chain of all publications of a demand.

Each entry holds what was published and the hash of the entry before. Anyone who keeps one hash can tell later
whether anything before it was changed: ``bot.board.verify`` is the program that everybody runs.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.errors import Sentence
from bot.storage.models import Demand, Publication

FORMAT, PAGE_FORMAT = 2, 4
"""Formats of entries: of demands signed in Discord, and of those signed on the union's page. The number is
part of the hashed content."""

_OF_PAGE = (
    *("consent_hash", "issuing_key", "rows_sha256", "index_sha256", "places", "issued"),
    *("threshold", "until", "box_key"),
)  # in entries of PAGE_FORMAT alone


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One publication. Counts are as published, not as they stand now."""

    demand: str  # its slug
    demand_id: int
    text_hash: str | None  # SHA-256 of the demand's text at that time
    number: int  # the demand's first is 1
    published_at: str  # ``2026-02-01T09:00:00Z``, see ``moment``
    count: int
    invalidated: int
    verified_by: str  # how signers were verified: server, role, roster
    account_days: int  # weakest requirement for signers: age of the account, in days …
    server_days: int  # … and days in the server
    reason: str  # batch, late, closing, invalidated, restored; on the page opening, amended, ended, void, too
    breakdown: list[dict[str, Any]] | None  # see ``Publication.breakdown``
    previous_hash: str | None  # hash of the entry before; None: the first of the chain
    hash: str | None = None  # ``entry_hash``; None: not computed yet
    format: int = FORMAT
    # Only in entries of PAGE_FORMAT, whose first is the opening.
    consent_hash: str | None = None  # SHA-256 of the consent at that time
    issuing_key: str | None = None  # public key that signed the tokens, SPKI in base64url, in every entry
    rows_sha256: str | None = None  # of the file of rows published with it; None: none were
    index_sha256: str | None = None  # of the index of that file; None: there is none
    # Both are rounded up to tens, never fall, and stay as they are in the closing entry.
    places: int | None = None  # people who could be issued tokens
    issued: int | None = None  # people who were
    threshold: None = None  # always null
    until: None = None  # always null
    box_key: str | None = None  # raw Ed25519 public key of the box's receipts, in hexadecimal, in every entry

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Self:
        """Return the entry whose ``as_json`` this is, as a verification has read it. Raises ``TypeError`` for
        other names."""
        return cls(**value)

    def as_json(self) -> dict[str, Any]:
        """Return the entry as JSON, including its hash, for files that leave the bot."""
        names = _NAMES if self.format == PAGE_FORMAT else _NAMES_OF_DISCORD
        return {name: getattr(self, name) for name in names}


_NAMES = tuple(field.name for field in fields(LedgerEntry))
_NAMES_OF_DISCORD = tuple(name for name in _NAMES if name not in _OF_PAGE)


def moment(when: datetime) -> str:
    """Format a time as in the ledger: UTC, whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def canonical(entry: LedgerEntry) -> bytes:
    """Return the bytes that are hashed: all fields but the hash, as JSON with sorted keys and no spaces, in
    UTF-8."""
    value = entry.as_json()
    del value["hash"]
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def entry_hash(entry: LedgerEntry) -> str:
    """Return the SHA-256 of ``canonical``, in hexadecimal."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def faults_of(entries: Sequence[LedgerEntry]) -> list[Sentence]:
    """Return what is wrong with one demand's publications, oldest first, as whoever verifies them is told.
    Their rows are not looked at."""
    from bot.board.verify import Verification  # no start needs it

    found = Verification()
    if entries:
        found.chain(entries[0].demand, [entry.as_json() for entry in entries])
    return [sentence_of(name, values) for name, values in found.faults]


def sentence_of(name: str, values: Mapping[str, object]) -> Sentence:
    """Return a sentence of a verification."""
    return Sentence(f"board-check-{name}", **{key: str(value) for key, value in values.items()})


def entry_of(slug: str, row: Publication) -> LedgerEntry:
    """Return the ledger entry of a stored publication of the demand with this slug."""
    return made_of(LedgerEntry, row, demand=slug, published_at=moment(row.published_at))


def next_place(demand: Demand, before: Publication | None) -> tuple[int, str | None]:
    """Return the number of the publication that follows ``before``, and the hash of the one that it follows:
    after all that were lost with another database, too."""
    number, previous = (0, None) if before is None else (before.number, before.hash)
    lost = demand.lost_head
    return (max(number, lost["number"]) + 1, lost["hash"]) if lost else (number + 1, previous)


async def ledgers(
    session: AsyncSession, *, demand_id: int | None = None
) -> Mapping[int, Sequence[LedgerEntry]]:
    """Return all ledger entries by demand id, oldest first: of one demand, or of all. Demands that were
    never published are absent."""
    query = (
        select(Demand.slug, Publication)
        .join(Publication, Publication.demand_id == Demand.id)
        .order_by(Publication.demand_id, Publication.number)
    )
    if demand_id is not None:
        query = query.where(Demand.id == demand_id)
    found: dict[int, list[LedgerEntry]] = defaultdict(list)
    for slug, row in await session.execute(query):
        found[row.demand_id].append(entry_of(slug, row))
    return found


async def is_closed(session: AsyncSession, demand_id: int) -> bool:
    """True if a demand's closing was published."""
    closing = Publication.demand_id == demand_id, Publication.reason == "closing"
    return bool(await session.scalar(select(exists().where(*closing))))
