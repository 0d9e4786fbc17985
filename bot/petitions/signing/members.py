"""Members behind the requests of a batch: on a demand that asks for the roster, by the account's link."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.petitions.keys.keyring import Keys, roster_key
from bot.petitions.keys.sealing import NO_MARK
from bot.petitions.roster.links import former_links, links
from bot.petitions.roster.service import account_reference
from bot.petitions.signing.statements import Asked
from bot.storage.questions import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whose signature a request is about, and what it may do with it."""

    reference: bytes = field(repr=False)  # by which the signature is found
    mark: bytes = field(default=NO_MARK, repr=False)  # what it is marked with if it was given under this link
    present: bool = True  # or another replaced it: it withdraws what was given under it, and nothing else
    signs: bool = True
    replaced: bool = False  # a signature may stand that was given under another link


class _Request(Protocol):
    @property
    def demand_id(self) -> int: ...

    @property
    def member_id(self) -> int: ...

    @property
    def reference(self) -> bytes: ...


R = TypeVar("R", bound=_Request)


class Members:
    """Finds the links of accounts with the members of rosters."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def of(
        self, ask: Ask, batch: Sequence[R], demands: Mapping[int, Asked], withdrawing: Set[R]
    ) -> dict[R, list[Link]]:
        """The links of each request. None on a demand that asks for the roster where the account has no
        link, also a former one if it is ``withdrawing``; else one, or, of those, several."""
        found: dict[R, list[Link]] = {request: [Link(reference=request.reference)] for request in batch}
        accounts: dict[int, dict[R, bytes]] = defaultdict(dict)  # by server
        for request in batch:
            demand = demands.get(request.demand_id)
            if demand is not None and demand.verified_by == "roster":
                found[request] = []
                key = await self._keys.key(roster_key(demand.server_id))
                if key is not None:  # without it nobody is found
                    accounts[demand.server_id][request] = account_reference(key, request.member_id)
        for server_id, theirs in accounts.items():
            linked = await links(ask, server_id, list(theirs.values()))
            leaving = [account for request, account in theirs.items() if request in withdrawing]
            former = await former_links(ask, server_id, leaving) if leaving else {}
            for request, account in theirs.items():
                present = linked.get(account)
                members = [] if present is None else [present.reference]
                if request in withdrawing:
                    members += former.get(account, [])
                for member in members:
                    found[request] += await self._link(
                        request.demand_id,
                        member,
                        account,
                        present=present is not None and member == present.reference,
                        signs=present is not None and present.on_roster,
                        replaced=present is not None and present.replaced,
                    )
        return found

    async def _link(
        self, demand_id: int, member: bytes, account: bytes, *, present: bool, signs: bool, replaced: bool
    ) -> list[Link]:
        reference = await self._keys.roster_reference(demand_id, member)
        mark = await self._keys.link_mark(demand_id, member, account)
        if reference is None or mark is None:  # the key is gone, and with it the signatures
            return []
        return [Link(reference=reference, mark=mark, present=present, signs=signs, replaced=replaced)]
