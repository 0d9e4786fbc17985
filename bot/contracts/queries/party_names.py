"""Names for parties of which a record of France's essential data has only the SIRET.

The name is taken from another contract with the same SIRET, or else with the same company's SIREN. It is
looked up for one server, among the contracts that it follows: a name from others would reveal what is watched
there. Sources in which anybody can publish are not used.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import String, cast, func, or_, select, union_all

from bot.contracts.diff.parties import is_named
from bot.contracts.following import followed_ids
from bot.contracts.model import Party
from bot.contracts.queries.views import ContractLine, ContractView, Digest, News
from bot.contracts.short_names import KnownShortNames
from bot.storage import Database
from bot.storage.models import Contract

NAMELESS = "decp"
SOURCES = (NAMELESS, "ted")
SIREN_LENGTH = 9  # digits: a SIRET begins with the SIREN of its company

_SIRET_ONLY = re.compile(r"SIRET (\d{14})")


@dataclass(frozen=True, slots=True)
class PartyNames:
    """Names by SIRET and SIREN, to replace bare numbers, and the server's short names."""

    names: Mapping[str, str] = field(default_factory=dict)
    short: KnownShortNames = field(default_factory=KnownShortNames)

    @classmethod
    async def find(
        cls, database: Database, server_id: int, lines: Iterable[ContractLine | None]
    ) -> "PartyNames":
        """Look up names for the nameless parties of these lines; without any, run no query."""
        numbers = {number for line in lines if line is not None for number in _numbers_of(line)}
        if not numbers:
            return cls()
        followed = followed_ids(server_id)
        parties = []
        for name, ids in (
            (Contract.buyer, Contract.buyer_ids),
            (Contract.supplier, Contract.supplier_ids),
        ):
            digits = func.replace(cast(ids, String), " ", "")
            held = or_(*(digits.contains(siren) for siren in sorted({one[:SIREN_LENGTH] for one in numbers})))
            where = (Contract.id.in_(followed), Contract.source.in_(SOURCES), held)
            parties.append(select(Contract.id, name.label("name"), ids.label("ids")).where(*where))
        found: dict[str, str] = {}
        async with database.read() as session:
            for row in await session.execute(union_all(*parties).order_by("id")):
                if not is_named(Party(row.name, row.ids)):
                    continue
                for number in row.ids.values():
                    plain = re.sub(r"\D", "", number)
                    found.setdefault(plain, row.name)
                    found.setdefault(plain[:SIREN_LENGTH], row.name)
        return cls(found)

    def line(self, line: ContractLine) -> ContractLine:
        """Return a line with the names that are known."""
        if self.names and line.source == NAMELESS:
            line = replace(line, buyer=self._name(line.buyer), supplier=self._name(line.supplier))
        return self.short.line(line)

    def news(self, news: News) -> News:
        return replace(news, contract=self.line(news.contract), parent=self._or_none(news.parent))

    def digest(self, digest: Digest) -> Digest:
        return replace(digest, newest=self._all(digest.newest), vehicles=self._all(digest.vehicles))

    def view(self, view: ContractView) -> ContractView:
        return replace(
            view,
            line=self.line(view.line),
            parent=self._or_none(view.parent),
            siblings=self._all(view.siblings),
            orders=self._all(view.orders),
            also=self._all(view.also),
        )

    def _all(self, lines: Iterable[ContractLine]) -> tuple[ContractLine, ...]:
        return tuple(map(self.line, lines))

    def _or_none(self, line: ContractLine | None) -> ContractLine | None:
        return None if line is None else self.line(line)

    def _name(self, shown: str) -> str:
        number = _SIRET_ONLY.fullmatch(shown)
        if number is None:
            return shown
        return self.names.get(number[1]) or self.names.get(number[1][:SIREN_LENGTH]) or shown


def _numbers_of(line: ContractLine) -> list[str]:
    if line.source != NAMELESS:
        return []
    return [number[1] for name in (line.buyer, line.supplier) if (number := _SIRET_ONLY.fullmatch(name))]
