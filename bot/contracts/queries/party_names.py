"""Names for parties of which a record of a French source has only the SIRET or SIREN, and the places of
words in the descriptions of actions.

The name is taken from another contract with the same SIRET, or else with the same company's SIREN. It is
looked up for one server, among the contracts that it follows: a name from others would reveal what is watched
there. Sources in which anybody can publish are not used. A company that no such contract names has the name
in the state's register (see ``registers.company_names``), where every number is looked up.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.text import phrase_at
from bot.contracts.diff.parties import is_named
from bot.contracts.following import followed_ids
from bot.contracts.model import Party
from bot.contracts.queries.views import ContractLine, ContractView, Digest, News
from bot.contracts.registers.company_names import BARE_NUMBER, NAMELESS, SCHEMES, registered_names
from bot.contracts.short_names import KnownShortNames
from bot.storage import Database
from bot.storage.models import Action, Contract

SOURCES = (*sorted(NAMELESS), "ted")
_FEW = 50  # numbers that are looked for in the database; more would be too long a condition
SIREN_LENGTH = 9  # digits: a SIRET begins with the SIREN of its company


@dataclass(frozen=True, slots=True)
class PartyNames:
    """Names by SIRET and SIREN, to replace bare numbers, the server's short names, and the words that its
    watches are about."""

    names: Mapping[str, str] = field(default_factory=dict)
    short: KnownShortNames = field(default_factory=KnownShortNames)
    marked: tuple[str, ...] = ()

    @classmethod
    async def find(
        cls, database: Database, server_id: int, lines: Iterable[ContractLine | None]
    ) -> "PartyNames":
        """Look up names for the nameless parties of these lines; without any, run no query."""
        return cls(
            await _names(database, server_id, {each for line in lines if line for each in _numbers_of(line)})
        )

    @classmethod
    async def of_server(cls, database: Database, server_id: int) -> "PartyNames":
        """Look up names for the nameless parties of all contracts that a server follows."""
        nameless = select(Contract.source, Contract.buyer, Contract.supplier).where(
            Contract.id.in_(followed_ids(server_id)),
            Contract.source.in_(NAMELESS),
            or_(
                *(party.startswith(each) for party in (Contract.buyer, Contract.supplier) for each in SCHEMES)
            ),
        )
        async with database.read() as session:
            numbers = {each for row in await session.execute(nameless) for each in _numbers_of(row)}
        return cls(await _names(database, server_id, numbers))

    def line(self, line: ContractLine) -> ContractLine:
        """Return a line with the names that are known."""
        if self.names and line.source in NAMELESS:
            line = replace(line, buyer=self.name(line.buyer), supplier=self.name(line.supplier))
        buyer, supplier = self.short.of_parties(line.id, line.buyer, line.supplier)
        if not (buyer or supplier or self.marked):
            return line
        return replace(line, short_buyer=buyer, short_supplier=supplier, marked=self.marked)

    def news(self, news: News) -> News:
        return replace(news, contract=self.line(news.contract), parent=self._or_none(news.parent))

    def digest(self, digest: Digest) -> Digest:
        return replace(digest, newest=self._all(digest.newest), vehicles=self._all(digest.vehicles))

    def view(self, view: ContractView) -> ContractView:
        return self.views([view])[0]

    def views(self, views: Sequence[ContractView]) -> list[ContractView]:
        """Return views with the names that are known. Those of a family have the same lines."""
        lines = {line.id: line for view in views for line in view.lines}
        named = {id: self.line(line) for id, line in lines.items()}

        def all_of(lines: Iterable[ContractLine]) -> tuple[ContractLine, ...]:
            return tuple(named[line.id] for line in lines)

        return [
            replace(
                view,
                line=named[view.line.id],
                parent=None if view.parent is None else named[view.parent.id],
                siblings=all_of(view.siblings),
                orders=all_of(view.orders),
                also=all_of(view.also),
            )
            for view in views
        ]

    def _all(self, lines: Iterable[ContractLine]) -> tuple[ContractLine, ...]:
        return tuple(map(self.line, lines))

    def _or_none(self, line: ContractLine | None) -> ContractLine | None:
        return None if line is None else self.line(line)

    def name(self, shown: str) -> str:
        """Return the name of a party, or the names of several, shown so; a number without a known name
        stays."""

        def named(number: re.Match[str]) -> str:
            return self.names.get("".join(number.groups(""))) or self.names.get(number[1]) or number[0]

        return BARE_NUMBER.sub(named, shown)


async def _names(database: Database, server_id: int, numbers: Collection[str]) -> dict[str, str]:
    """Return names by SIRET and SIREN for these SIRETs; without any, run no query."""
    sirens = {number[:SIREN_LENGTH] for number in numbers}
    if not sirens:
        return {}
    parties = []
    for name, ids in ((Contract.buyer, Contract.buyer_ids), (Contract.supplier, Contract.supplier_ids)):
        digits = func.replace(cast(ids, String), " ", "")
        where: list[ColumnElement[bool]] = [
            Contract.id.in_(followed_ids(server_id)),
            Contract.source.in_(SOURCES),
        ]
        if len(sirens) <= _FEW:
            where.append(or_(*(digits.contains(siren) for siren in sorted(sirens))))
        parties.append(select(Contract.id, name.label("name"), ids.label("ids")).where(*where))
    found: dict[str, str] = {}
    async with database.read() as session:
        rows = await session.stream(union_all(*parties).order_by("id"), execution_options={"yield_per": 1000})
        async for row in rows:
            if not is_named(Party(row.name, row.ids)):
                continue
            for number in row.ids.values():
                plain = re.sub(r"\D", "", number)
                if plain[:SIREN_LENGTH] in sirens:
                    found.setdefault(plain, row.name)
                    found.setdefault(plain[:SIREN_LENGTH], row.name)
    async with database.read() as session:
        return {**await registered_names(session, sirens - found.keys()), **found}


def _numbers_of(line: Any) -> list[str]:
    if line.source not in NAMELESS:
        return []
    return ["".join(number) for name in (line.buyer, line.supplier) for number in BARE_NUMBER.findall(name)]


_MAX_ACTIONS = 2000  # of the contracts of a page


async def places_of(session: AsyncSession, contract_ids: Collection[int], phrase: str) -> dict[int, str]:
    """Return the description of the newest action that has a phrase, by contract."""
    described = (
        select(Action.contract_id, Action.description)
        .where(Action.contract_id.in_(contract_ids), Action.description.is_not(None))
        .order_by(Action.date.desc().nulls_last(), Action.id.desc())
        .limit(_MAX_ACTIONS)
    )
    found: dict[int, str] = {}
    for contract_id, description in await session.execute(described):
        if description and contract_id not in found and phrase_at(description, [phrase]):
            found[contract_id] = description
    return found
