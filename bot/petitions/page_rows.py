"""Files of rows: what was published with each entry of a demand that is signed on the page."""

import asyncio
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Demand, Note, PageDemand, PageRows, Publication

SIGN, WITHDRAW = "sign", "withdraw"
MAX_UNINDEXED_ROWS = 25_000
"""Rows of a list up to which a signer's browser loads it whole; what comes then has an index for it."""

_SIGNATURE = re.compile(rb'"signature":"[^"]*",')
_KEY = re.compile(rb'"key":"([^"]*)"')


class RowsError(Exception):
    """A file of rows that cannot be published."""


def withheld_note(demand_id: int) -> str:
    """Return the name of the note that a demand's rows are not published since they cannot be right, with
    what is wrong as value."""
    return f"page-withheld:{demand_id}"


ALTERED, CONTRADICTED = "altered", "contradicted"
"""Reasons why nothing more is published of a demand: what the board's folder has of it beyond the database is
not as the bot signed it, or is, and contradicts the database."""

HELD = "page-held:"
"""Prefix of the notes of such demands; their values are a reason, a colon, and the file's path."""


def held_note(demand_id: int) -> str:
    """Return the name of the note that nothing more is published of a demand."""
    return f"{HELD}{demand_id}"


FORGET = "page-forget:"
"""Prefix of the notes of deleted demands that the box has yet to forget."""


def forget_note(opening: str) -> str:
    """Return the name of the note that the box has yet to forget a demand, with the hash as value."""
    return f"{FORGET}{opening[:32]}"


def rows_name(slug: str, number: int) -> str:
    """Return the name of a publication's file of rows, beside the ledger of its demand."""
    return f"{slug}/rows-{number}.jsonl"


def rows_index(rows: bytes) -> bytes:
    """Return the index of a file of rows: for each, the first 8 bytes of the SHA-256 of its line without the
    signature and the line break. A signer who has only the token finds the own row there by trying turns,
    where the whole list would be too long to load."""
    lines = (_SIGNATURE.sub(b"", line, count=1) for line in rows.splitlines())
    return b"".join(hashlib.sha256(line).digest()[:8] for line in lines)


def index_of(file: bytes, before: int) -> bytes | None:
    """Return the index of a file of rows, the beginning of the hash of each row without its signature;
    ``None`` if the list is short with it. ``before``: signatures that were published before."""
    return rows_index(file) if before + file.count(b"\n") > MAX_UNINDEXED_ROWS else None


async def files_of(session: AsyncSession, demand_id: int) -> Mapping[int, bytes]:
    """Return every published file of a demand, by the number of its publication."""
    theirs = select(PageRows).where(PageRows.demand_id == demand_id).order_by(PageRows.number)
    rows = [(row.number, row.file) for row in await session.scalars(theirs)]
    return await asyncio.to_thread(lambda: {number: zlib.decompress(file) for number, file in rows})


async def rows_file(session: AsyncSession, demand_id: int, number: int) -> bytes:
    """Return the file that was published with an entry."""
    stored = (await session.execute(_file(demand_id, number))).scalar_one()
    return await asyncio.to_thread(zlib.decompress, stored)


async def net_change(session: AsyncSession, demand_id: int, new: bytes) -> tuple[int, int]:
    """Return by how much a new file changes the number of keys whose last act is ``sign``, and the number of
    all keys that have a row then. Raises ``RowsError`` for a file that is not in order, or has a turn that
    does not rise."""
    acts = await asyncio.to_thread(_acts, new)
    change = sum(act == SIGN for act, _ in acts.values())
    missing = set(acts)  # also those with a first turn: a box could give out a published row again
    keys = set(acts)
    numbers = select(PageRows.number).where(PageRows.demand_id == demand_id)
    for number in (await session.scalars(numbers.order_by(PageRows.number.desc()))).all():
        file = (await session.execute(_file(demand_id, number))).scalar_one()
        found = await asyncio.to_thread(_known, file, missing, keys)
        for key, (act, turn) in found.items():
            if turn >= acts[key][1]:
                raise RowsError(f"a turn does not rise after publication {number}")
            change -= act == SIGN
        missing -= found.keys()
    return change, len(keys)


async def standing(session: AsyncSession, demand_id: int) -> int:
    """Return the number of keys whose last act in all published files is ``sign``. Raises ``RowsError``, also
    for a file that is missing or is not the one whose hash was published."""
    published = select(Publication.number, Publication.rows_sha256).where(
        Publication.demand_id == demand_id, Publication.rows_sha256.is_not(None)
    )
    files, last = await files_of(session, demand_id), dict[str, str]()
    hashes = {row.number: row.rows_sha256 for row in await session.execute(published)}
    if files.keys() != hashes.keys():
        raise RowsError("a file of rows is missing or was never published")
    for number, file in files.items():
        if hashlib.sha256(file).hexdigest() != hashes[number]:
            raise RowsError(f"the rows of publication {number} are not those that were published")
        acts = await asyncio.to_thread(_acts, file)
        last |= {key: act for key, (act, _) in acts.items()}
    return sum(act == SIGN for act in last.values())


async def is_named_by(session: AsyncSession, demand_id: int, version: int, *, least: int) -> bool:
    """True if published signatures of so many keys name a version of the text."""
    keys = set[str]()
    numbers = select(PageRows.number).where(PageRows.demand_id == demand_id)
    for number in (await session.scalars(numbers.order_by(PageRows.number.desc()))).all():
        file = await rows_file(session, demand_id, number)
        keys |= await asyncio.to_thread(_keys_of_version, file, version)
        if len(keys) >= least:
            break
    return len(keys) >= least


def _keys_of_version(file: bytes, version: int) -> set[str]:
    rows = map(json.loads, file.splitlines())
    return {row["key"] for row in rows if row["act"] == SIGN and row["version"] == version}


def _file(demand_id: int, number: int) -> Any:
    return select(PageRows.file).where(PageRows.demand_id == demand_id, PageRows.number == number)


def _known(file: bytes, wanted: set[str], keys: set[str]) -> dict[str, tuple[str, int]]:
    """Return act and turn of the keys that are wanted, and add all keys of the file to ``keys``."""
    lines = zlib.decompress(file).splitlines(keepends=True)
    named = [(line, found and found[1].decode()) for line in lines for found in (_KEY.search(line),)]
    keys.update(key for _, key in named if key is not None)
    return _acts(b"".join(line for line, key in named if key is None or key in wanted))


def _acts(file: bytes) -> dict[str, tuple[str, int]]:
    """Return act and turn by key."""
    found: dict[str, tuple[str, int]] = {}
    try:
        for line in file.splitlines():
            row = json.loads(line)
            key, act, turn = row["key"], row["act"], row["turn"]
            if act not in (SIGN, WITHDRAW) or type(turn) is not int or key in found:
                raise RowsError("a row of the file is not in order")
            found[key] = act, turn
    except (ValueError, KeyError, TypeError) as error:
        raise RowsError("a row of the file cannot be read") from error
    return found


@dataclass(frozen=True, slots=True)
class PageFault:
    """Reason why nothing is published of a demand. ``why``: ``held-altered`` or ``held-contradicted``, as the
    board's folder is; the id of the error that the box tells; or ``late`` for what only the log has.
    ``since``: the first failure in this process, ``None`` if it is held."""

    why: str
    since: datetime | None = None


async def held_faults(session: AsyncSession, server_id: int) -> dict[int, PageFault | None]:
    """Return a server's demands on the page by id, in order, each with the fault that holds it, if any."""
    theirs = (
        select(Demand.id, Note.value)
        .join(PageDemand, PageDemand.demand_id == Demand.id)
        .outerjoin(Note, Note.name == HELD + cast(Demand.id, String))
        .where(Demand.server_id == server_id)
    )
    rows = (await session.execute(theirs.order_by(Demand.id))).all()
    return {row.id: PageFault(f"held-{row.value.partition(':')[0]}") if row.value else None for row in rows}
