"""Search for a company in every source that finds contracts by a supplier, and the watches made of what was
ticked."""

import asyncio
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.contracts.diff.parties import name_words, words_without_form
from bot.contracts.registers.families import Family
from bot.contracts.registers.lookup import CompanyRegisters, Lookup
from bot.contracts.registers.protocol import Candidate
from bot.contracts.sources.protocol import SourcePolicy
from bot.contracts.watches.preview import Drafts, PreviewResult
from bot.contracts.watches.service import MAX_NAME_LENGTH, Watches, WatchInfo
from bot.errors import UserError

MAX_COMPANY_LENGTH = 60
"""Characters of a company's name: the names of its watches hold it beside the name of a source."""

_SUPPLIERS = "suppliers"


@dataclass(frozen=True, slots=True)
class Found:
    """Answer of one source: a preview of the draft for it, or the reason why there is none."""

    source: str
    result: PreviewResult | UserError


@dataclass(frozen=True, slots=True)
class Proposal:
    """Watches of one company: ``lookup`` is what the registers say, ``chosen`` the entries that were taken,
    ``found`` the previews by source."""

    lookup: Lookup
    chosen: tuple[Candidate, ...]
    found: tuple[Found, ...]


class Companies:
    """Service for drafts of several sources at once; each is a draft of ``Drafts`` for its source."""

    def __init__(
        self,
        policies: Mapping[str, SourcePolicy],
        watches: Watches,
        drafts: Drafts,
        registers: CompanyRegisters,
    ) -> None:
        self._policies = policies
        self._watches = watches
        self._drafts = drafts
        self._registers = registers

    async def look_up(self, server_id: int, company: str) -> Lookup:
        """Ask the registers for a company by name or identifier. This takes seconds, unless any server asked
        within a week. Refused as in ``search``."""
        company = _checked(company)
        with self._watches.room_for_survey(server_id):
            return await self._registers.look_up(company)

    async def propose(
        self, server_id: int, company: str, keys: Collection[str], labels: Mapping[str, str]
    ) -> Proposal:
        """Write and preview a draft for each source, of the entries with these keys. The key of a family's
        root between brackets stands for all its ``sound`` entries. Refused as in ``search``, and for entries
        that the registers no longer have."""
        with self._watches.room_for_survey(server_id):
            lookup = await self._registers.look_up(_checked(company))
            chosen = _chosen(lookup, keys)
            taken = {watch.name for watch in await self._watches.list(server_id)}
            called = _called(company, chosen)
            asked = {source: values_for(source, chosen) for source in self._searchable()}
            found = await asyncio.gather(
                *(
                    self._ask(server_id, source, values, _free_name(called, labels[source], taken))
                    for source, values in asked.items()
                    if values
                )
            )
        return Proposal(lookup, chosen, tuple(found))

    async def search(self, server_id: int, company: str, labels: Mapping[str, str]) -> list[Found]:
        """Ask every source that can search for a company without an address; ``labels`` are the names of
        sources in the names of watches. This takes seconds.

        Refused: no name, and a survey above the limits. What one source refuses is its answer.
        """
        company = _checked(company)
        taken = {watch.name for watch in await self._watches.list(server_id)}
        with self._watches.room_for_survey(server_id):
            return await asyncio.gather(
                *(
                    self._ask(server_id, source, [company], _free_name(company, labels[source], taken))
                    for source in self._searchable()
                )
            )

    async def tick(self, server_id: int, chosen: Mapping[int, Collection[str]]) -> list[PreviewResult]:
        """Narrow drafts to the ticked suppliers (``pick_key``), none for all matches of a draft, and preview
        them again. Refused as in ``Drafts.pick``."""
        with self._watches.room_for_survey(server_id):
            picking = (self._drafts.pick(server_id, draft_id, keys) for draft_id, keys in chosen.items())
            results = await asyncio.gather(*picking, return_exceptions=True)  # none outlives the room
        for result in results:
            if isinstance(result, BaseException):
                raise result
        return [result for result in results if not isinstance(result, BaseException)]

    async def save(
        self, server_id: int, draft_ids: Sequence[int], digest: str, *, by: int | None = None
    ) -> list[WatchInfo]:
        """Save drafts as watches, all or none. Refused as in ``Drafts.save_all``."""
        return await self._drafts.save_all(server_id, draft_ids, digest, by=by)

    def _searchable(self) -> list[str]:
        return [name for name, policy in self._policies.items() if _finds_companies(policy)]

    async def _ask(self, server_id: int, source: str, suppliers: Sequence[str], name: str) -> Found:
        draft = await self._drafts.write(server_id, source, name, {_SUPPLIERS: "\n".join(suppliers)})
        try:
            return Found(source, await self._drafts.survey(server_id, draft.id))
        except UserError as refusal:
            return Found(source, refusal)


def _checked(company: str) -> str:
    company = " ".join(company.split())
    if not any(character.isalnum() for character in company):
        raise UserError("refusal-company")
    return company


def _chosen(lookup: Lookup, keys: Collection[str]) -> tuple[Candidate, ...]:
    """Return the entries with these keys, in the order of the families."""
    chosen: dict[str, Candidate] = {}
    for family in lookup.families:
        whole = family_key(family) in keys
        for each in family.members:
            if each.key in keys or (whole and (each.key in family.sound or each is family.root)):
                chosen[each.key] = each
    if not chosen:
        raise UserError("refusal-draft-changed")
    return tuple(chosen.values())


def _called(company: str, chosen: Sequence[Candidate]) -> str:
    """Return what was typed, or the name of the first entry if that was a number."""
    number = re.sub(r"\W", "", company).upper()
    typed = any(number == each.id or (each.scheme == "siren" and number in each.sirets) for each in chosen)
    return chosen[0].name if typed else company


def family_key(family: Family) -> str:
    """Return the key of a whole family, among those of its entries."""
    return f"[{family.root.key}]"


def _finds_companies(policy: SourcePolicy) -> bool:
    return any(field.key == _SUPPLIERS for field in policy.fields) and not any(
        field.required and field.key != _SUPPLIERS for field in policy.fields
    )


def _free_name(company: str, label: str, taken: Collection[str]) -> str:
    """Return the name of a watch that no other of the server has."""
    name = f"{company[:MAX_COMPANY_LENGTH].strip()} · {label}"[: MAX_NAME_LENGTH - 4]
    names = (name, *(f"{name} {number}" for number in range(2, 100)))
    return next(each for each in names if each not in taken)


SCHEMES: Mapping[str, str] = {"usaspending": "uei", "decp": "siren"}
"""Identifiers that a source knows companies by; the others are asked by names."""

MAX_VALUES: Mapping[str, int] = {"uei": 12, "siren": 20}
"""Limits on the identifiers of one watch. A UEI costs two searches at each import; that of a parent finds
contracts of its children as well."""

MAX_NAMES = 5
MIN_NAME_LENGTH = 3  # letters and digits, the minimum of the sources


def values_for(source: str, chosen: Sequence[Candidate]) -> list[str]:
    """Return the values that a source is asked for: its identifiers, parents first, or names."""
    scheme = SCHEMES.get(source)
    if scheme is None:
        return search_names(chosen)
    parents = {each.parent for each in chosen if each.scheme == scheme}
    own = sorted((each for each in chosen if each.scheme == scheme), key=lambda each: each.id not in parents)
    return list(dict.fromkeys(each.id for each in own))[: MAX_VALUES[scheme]]


def search_names(chosen: Sequence[Candidate]) -> list[str]:
    """Return the names of companies without legal forms, none that contains another: a search for
    "CAPGEMINI" finds "CAPGEMINI FRANCE" as well."""
    named: dict[tuple[str, ...], str] = {}
    for each in chosen:
        words = words_without_form(each.name)
        if len("".join(words)) >= MIN_NAME_LENGTH:
            named.setdefault(words, _without_form(each.name))
    shortest = sorted(named, key=len)
    kept: list[tuple[str, ...]] = []
    for words in shortest:
        if not any(_contains(words, other) for other in kept):
            kept.append(words)
    order = list(named)
    return [named[words] for words in sorted(kept, key=order.index)][:MAX_NAMES]


def _without_form(name: str) -> str:
    """Return a name as it is written, without the legal form at its end."""
    tokens, wanted = name.split(), words_without_form(name)
    while len(tokens) > 1 and name_words(" ".join(tokens)) != wanted:
        tokens.pop()
    return " ".join(tokens).rstrip(" ,;(-")


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """True if ``part`` stands in ``words``, in one piece."""
    places = range(len(words) - len(part) + 1)
    return any(tuple(words[place : place + len(part)]) == tuple(part) for place in places)
