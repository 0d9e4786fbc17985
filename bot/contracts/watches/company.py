"""Search for a company in every source that finds contracts by a supplier, and the watches made of what was
ticked."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.contracts.sources.protocol import SourcePolicy
from bot.contracts.watches.info import WatchInfo
from bot.contracts.watches.preview import Drafts, PreviewResult
from bot.contracts.watches.service import MAX_NAME_LENGTH, Watches
from bot.errors import UserError

MAX_COMPANY_LENGTH = 60
"""Characters of a company's name: the names of its watches hold it beside the name of a source."""

_SUPPLIERS = "suppliers"


@dataclass(frozen=True, slots=True)
class Found:
    """Answer of one source: a preview of the draft for it, or the reason why there is none."""

    source: str
    result: PreviewResult | UserError


class Companies:
    """Service for drafts of several sources at once; each is a draft of ``Drafts`` for its source."""

    def __init__(self, policies: Mapping[str, SourcePolicy], watches: Watches, drafts: Drafts) -> None:
        self._policies = policies
        self._watches = watches
        self._drafts = drafts

    async def search(self, server_id: int, company: str, labels: Mapping[str, str]) -> list[Found]:
        """Ask every source that can search for a company without an address; ``labels`` are the names of
        sources in the names of watches. This takes seconds.

        Refused: no name, and a survey above the limits. What one source refuses is its answer.
        """
        company = " ".join(company.split())
        if not any(character.isalnum() for character in company):
            raise UserError("refusal-company")
        taken = {watch.name for watch in await self._watches.list(server_id)}
        sources = [name for name, policy in self._policies.items() if _finds_companies(policy)]
        with self._watches.room_for_survey(server_id):
            return await asyncio.gather(
                *(
                    self._ask(server_id, source, company, _free_name(company, labels[source], taken))
                    for source in sources
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

    async def _ask(self, server_id: int, source: str, company: str, name: str) -> Found:
        draft = await self._drafts.write(server_id, source, name, {_SUPPLIERS: company})
        try:
            return Found(source, await self._drafts.survey(server_id, draft.id))
        except UserError as refusal:
            return Found(source, refusal)


def _finds_companies(policy: SourcePolicy) -> bool:
    return any(field.key == _SUPPLIERS for field in policy.fields) and not any(
        field.required and field.key != _SUPPLIERS for field in policy.fields
    )


def _free_name(company: str, label: str, taken: Collection[str]) -> str:
    """Return the name of a watch that no other of the server has."""
    name = f"{company[:MAX_COMPANY_LENGTH].strip()} · {label}"[: MAX_NAME_LENGTH - 4]
    names = (name, *(f"{name} {number}" for number in range(2, 100)))
    return next(each for each in names if each not in taken)
