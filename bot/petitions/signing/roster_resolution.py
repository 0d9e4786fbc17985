"""Resolution of accounts to roster members, for the requests of a batch on demands that require the
roster."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from bot.keystore.keyring import Keys, roster_key
from bot.keystore.sealing import NO_MARK
from bot.petitions.roster.members import RosterRow, account_reference, former_links, links
from bot.petitions.signing.signature_rows import DemandConditions
from bot.storage.engine import Ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A signature that a request refers to, and what the request may do with it."""

    reference: bytes = field(repr=False)  # key of the signature
    mark: bytes = field(default=NO_MARK, repr=False)  # mark of signatures that were given under this link
    present: bool = True  # False: another link replaced it; may only withdraw what was given under it
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
    """Lookup of the links between accounts and members of rosters."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    async def of(
        self, ask: Ask, batch: Sequence[R], demands: Mapping[int, DemandConditions]
    ) -> dict[R, list[Link]]:
        """Return the links of each request: on a demand that requires the roster the present one of the
        account, if it has one, and its former ones; on other demands exactly one.
        """
        found: dict[R, list[Link]] = {request: [Link(reference=request.reference)] for request in batch}
        accounts: dict[int, dict[R, bytes]] = defaultdict(dict)  # by server
        for request in batch:
            demand = demands.get(request.demand_id)
            if demand is not None and demand.verified_by == "roster":
                found[request] = []
                key = await self._keys.key(roster_key(demand.server_id))
                if key is not None:  # without a key nobody is found
                    accounts[demand.server_id][request] = account_reference(key, request.member_id)
        for server_id, theirs in accounts.items():
            linked = await links(ask, server_id, list(theirs.values()))
            former = await former_links(ask, server_id, list(theirs.values()))
            for request, account in theirs.items():
                present = linked.get(account)
                if present is not None:
                    found[request] += await self._link(request.demand_id, present.reference, account, present)
                for member in former.get(account, []):
                    found[request] += await self._link(request.demand_id, member, account, None)
        return found

    async def _link(
        self, demand_id: int, member: bytes, account: bytes, present: RosterRow | None
    ) -> list[Link]:
        reference = await self._keys.roster_reference(demand_id, member)
        mark = await self._keys.link_mark(demand_id, member, account)
        if reference is None or mark is None:  # the key is destroyed, and with it the signatures
            return []
        return [
            Link(
                reference=reference,
                mark=mark,
                present=present is not None,
                signs=present is not None and present.on_roster,
                replaced=present is not None and present.replaced,
            )
        ]
