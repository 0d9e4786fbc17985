"""Short names: what a server calls a buyer or a supplier in headlines, lists and charts ("ICE").

A party is named by an identifier (UEI, LEI, SIRET, SIREN) or else by its name as the source writes it,
compared without case, accents and punctuation: never by a part of a name, which would give one company the
name of another. The full name stays on the contract's own card.
"""

import builtins
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import UNRECORDED, Recorder
from bot.common.clock import Clock
from bot.common.text import fold, one_line, plain_name
from bot.errors import UserError
from bot.storage import Database
from bot.storage.models import Contract, ShortName
from bot.storage.upsert import ensure_server, insert

SHORT_LENGTH = 30
PARTY_LENGTH = 200
KEY_LENGTH = 220
MAX_SHORT_NAMES = 100

_IDENTIFIER = re.compile(r"(UEI|LEI|SIRET|SIREN)\b[\s:]*(.*)", re.IGNORECASE)
_SHAPES = {
    "uei": r"[A-Z0-9]{12}",
    "lei": r"[A-Z0-9]{18}[0-9]{2}",
    "siret": r"[0-9]{14}",
    "siren": r"[0-9]{9}",
}
_plain_name = lru_cache(4096)(plain_name)  # each render looks up the same names
_SIREN_LENGTH = 9  # digits: a SIRET begins with the SIREN of its company


@dataclass(frozen=True, slots=True)
class ShortNameView:
    """A short name: ``party`` as it was given, and ``short`` in its place."""

    party: str
    short: str


def party_key(party: str) -> str | None:
    """Return the key by which a party is matched: "uei:DR6MQ56MGFA5" or "name:…"; ``None`` for an identifier
    that is not one, or a name without letters and digits, or with too many of them: folded, one letter can be
    eighteen."""
    if found := _IDENTIFIER.fullmatch(party.strip()):
        scheme, value = found[1].lower(), re.sub(r"[\s.-]", "", found[2]).upper()
        return f"{scheme}:{value}" if re.fullmatch(_SHAPES[scheme], value) else None
    key = f"name:{_plain_name(party)}"
    return key if len("name:") < len(key) <= KEY_LENGTH else None


@dataclass(frozen=True, slots=True)
class KnownShortNames:
    """Short names of one server by key, with the identifiers of the parties of some contracts."""

    by_key: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[int, tuple[Mapping[str, Any], Mapping[str, Any]]] = field(default_factory=dict)

    @classmethod
    async def find(
        cls, database: Database, by_key: Mapping[str, str], contract_ids: Iterable[int]
    ) -> "KnownShortNames":
        """Look up the identifiers of these contracts, if a server has short names."""
        if not by_key:
            return cls()
        wanted = sorted(set(contract_ids))
        async with database.read() as session:
            ids = await session.execute(
                select(Contract.id, Contract.buyer_ids, Contract.supplier_ids).where(Contract.id.in_(wanted))
            )
            return cls(by_key, {row.id: (row.buyer_ids, row.supplier_ids) for row in ids})

    def of_parties(self, contract_id: int, buyer: str, supplier: str) -> tuple[str, str]:
        """Return the short names of a contract's buyer and supplier; empty for one that has none."""
        if not self.by_key:
            return "", ""
        buyer_ids, supplier_ids = self.ids.get(contract_id, ({}, {}))
        return self.of(buyer, buyer_ids), self.of(supplier, supplier_ids)

    def of(self, name: str, ids: Mapping[str, Any]) -> str:
        """Return a party's short name, by its identifiers before its name; empty if it has none."""
        keys = [key for scheme, value in ids.items() for key in _keys_of(scheme, str(value))]
        found = (self.by_key.get(key) for key in (*keys, f"name:{_plain_name(name)}"))
        return next(filter(None, found), "")


class ShortNames:
    """Service for the short names of all servers."""

    def __init__(self, database: Database, clock: Clock, audit: Recorder = UNRECORDED) -> None:
        self._database = database
        self._clock = clock
        self._audit = audit

    async def list(self, server_id: int) -> tuple[ShortNameView, ...]:
        """Return a server's short names, sorted."""
        async with self._database.read() as session:
            return await short_names_of(session, server_id)

    async def set(self, server_id: int, names: Mapping[str, str], *, by: int | None) -> builtins.list[str]:
        """Set short names by party, and return the parties whose name changed. An empty one is removed.
        Raises ``UserError`` for a party or a name that cannot be, and for too many; nothing is set then."""
        given = {
            _checked_key(party): (one_line(party), _checked_short(short)) for party, short in names.items()
        }
        async with self._database.write() as session:
            await ensure_server(session, self._database, server_id, self._clock())
            known = await _by_key(session, server_id)
            changed = [key for key, (_, short) in given.items() if known.get(key, "") != short]
            after = {**known, **{key: short for key, (_, short) in given.items()}}
            if sum(map(bool, after.values())) > MAX_SHORT_NAMES:
                raise UserError("refusal-short-names-too-many", most=MAX_SHORT_NAMES)
            for key in changed:
                party, short = given[key]
                if short:
                    values = {"party": party, "short": short}
                    made = insert(self._database, ShortName).values(server_id=server_id, key=key, **values)
                    await session.execute(
                        made.on_conflict_do_update(index_elements=["server_id", "key"], set_=values)
                    )
                else:
                    await session.execute(
                        delete(ShortName).where(ShortName.server_id == server_id, ShortName.key == key)
                    )
                await self._audit.record(
                    session,
                    server_id,
                    by,
                    "short-name",
                    f"server:{server_id}",
                    before={"short": known.get(key)},
                    after={"party": party, "short": short or None},
                )
        return [given[key][0] for key in changed]


async def short_names_by_key(database: Database, server_id: int) -> Mapping[str, str]:
    """Return a server's short names by key."""
    async with database.read() as session:
        return await _by_key(session, server_id)


async def short_names_of(session: AsyncSession, server_id: int) -> tuple[ShortNameView, ...]:
    """Return a server's short names, sorted."""
    query = select(ShortName.party, ShortName.short).where(ShortName.server_id == server_id)
    rows = await session.execute(query.order_by(ShortName.short, ShortName.key))
    return tuple(ShortNameView(row.party, row.short) for row in rows)


async def _by_key(session: AsyncSession, server_id: int) -> dict[str, str]:
    rows = await session.execute(
        select(ShortName.key, ShortName.short).where(ShortName.server_id == server_id)
    )
    return {row.key: row.short for row in rows}


def suggested(names: Sequence[ShortNameView], typed: str, most: int) -> builtins.list[str]:
    """Return the parties with a short name that contain what was typed."""
    wanted = fold(typed.strip())
    found = [one.party for one in names if wanted in fold(f"{one.party} {one.short}")]
    return found[:most]


def _keys_of(scheme: str, value: str) -> Iterable[str]:
    """Yield the keys that an identifier of a record stands for; schemes of OCDS have a prefix ("XI-LEI")."""
    named, value = scheme.lower(), re.sub(r"[\s.-]", "", value).upper()
    if "uei" in named:
        yield f"uei:{value}"
    elif "lei" in named:
        yield f"lei:{value}"
    elif "sir" in named:
        yield f"siret:{value}"
        yield f"siren:{value[:_SIREN_LENGTH]}"


def _checked_key(party: str) -> str:
    if len(party) > PARTY_LENGTH or (key := party_key(party)) is None:
        raise UserError("refusal-short-name-party", party=one_line(party)[:60])
    return key


def _checked_short(short: str) -> str:
    tidied = one_line(short)
    if len(tidied) > SHORT_LENGTH:
        raise UserError("refusal-short-name-long", length=len(tidied), limit=SHORT_LENGTH)
    return tidied
