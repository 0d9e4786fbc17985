"""Personal data report: everything stored about one person, from all servers of this bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import Act, Audit
from bot.common.clock import day_there
from bot.errors import UserError
from bot.keystore.keyring import Keys
from bot.keystore.sealing import NO_MARK, Content
from bot.petitions.demand_rows import is_held, pending_condition
from bot.petitions.roster.members import RosterRow
from bot.petitions.roster.service import Roster
from bot.storage import Database
from bot.storage.models import Consent, Demand, DemandVersion, Server, Signature, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Legal hold on a demand's key: kept until then at the latest."""

    until: datetime
    day: date  # of that moment, in the demand's time zone
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSignature:
    """A signature of the person. ``texts`` and ``consent`` are by language, as at the time of signing.
    Without version and day it is damaged: its sealed content does not decrypt."""

    server: str
    demand_id: int
    version: int | None
    texts: Any
    consent: Any
    signed_on: date | None
    unit: Any | None  # name by language
    published: bool  # False: pending
    hold: Hold | None  # on the demand's key


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Issue of tokens to a place in a round, as it is kept."""

    number: int
    begun_on: date
    hashes: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceData:
    """Data of the registrar about a place on the roster: its card's public key, whether a code for a card
    waits, and the issues."""

    key: bytes | None
    has_code: bool
    issues: Sequence[Issue]


class PlaceReader(Protocol):
    """Reader of what the registrar keeps about a place, which this layer does not know."""

    async def of_place(self, server_id: int, place: bytes) -> PlaceData: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """All data about a person, except for the fact that they requested it."""

    made_at: datetime
    signatures: Sequence[OwnSignature]
    rosters: Sequence[str]  # names of the servers in which their account is linked with a member
    places: Sequence[tuple[str, PlaceData | None]]  # of these members, with the server's name; None: withheld
    former_links: Sequence[tuple[str, date]]  # servers in which another account replaced theirs, since when
    acts: Sequence[tuple[str, Act]]  # actions as an organiser, with the name of the server


_DEMAND = (
    *(Demand.id, Demand.server_id, Demand.time_zone),
    *(Demand.legal_hold, Demand.hold_until, Demand.hold_reason),
)


class OwnDataReader:
    """Reader of a person's data. One report at a time per person. ``places``: none, where nothing is signed
    on a page."""

    def __init__(
        self,
        database: Database,
        *,
        keys: Keys,
        roster: Roster,
        audit: Audit,
        places: PlaceReader | None = None,
    ) -> None:
        self._database = database
        self._places = places
        self._keys = keys
        self._roster = roster
        self._audit = audit
        self._reading: set[int] = set()

    async def read(self, person_id: int, *, now: datetime) -> OwnData:
        """Return the data about a person. Raises ``UserError`` while another report for them is in
        progress."""
        if person_id in self._reading:
            raise UserError("refusal-own-data-under-way")
        self._reading.add(person_id)
        try:
            return await self._read(person_id, now)
        finally:
            self._reading.discard(person_id)

    async def _read(self, person_id: int, now: datetime) -> OwnData:
        members = {row.server_id: row for row in await self._roster.linked_entries(person_id)}
        former = await self._roster.replaced_links(person_id)
        async with self._database.read() as session:
            names = {row.id: row.name for row in await session.execute(select(Server.id, Server.name))}
            demands = (
                await session.execute(
                    select(*_DEMAND)
                    .where(Demand.state != "draft", Demand.key_destroyed_at.is_(None))
                    .order_by(Demand.server_id, Demand.id)
                )
            ).all()
            signatures = []
            for demand in demands:
                server, member = names[demand.server_id], members.get(demand.server_id)
                signatures += await self._signatures(
                    session, demand.id, server, person_id, member, _hold(demand, now)
                )
        places = [(names[server_id], await self._place(members[server_id])) for server_id in sorted(members)]
        return OwnData(
            made_at=now,
            places=places,
            signatures=signatures,
            rosters=[names[server_id] for server_id in sorted(members)],
            former_links=[(names.get(server_id, ""), day) for server_id, day in former],
            acts=[(names.get(server_id, ""), act) for server_id, act in await self._audit.acts_of(person_id)],
        )

    async def _place(self, member: RosterRow) -> PlaceData | None:
        """Return what the registrar keeps about a member; ``None``, whatever that is, if another account was
        linked with them before: this one may be somebody else's."""
        if self._places is None:
            return PlaceData(key=None, has_code=False, issues=())
        return None if member.replaced else await self._places.of_place(member.server_id, member.reference)

    async def _signatures(
        self,
        session: AsyncSession,
        demand_id: int,
        server: str,
        person_id: int,
        member: RosterRow | None,
        hold: Hold | None,
    ) -> list[OwnSignature]:
        """Return the person's signatures of one demand. Of a roster member only those given under the current
        link: another account may have been somebody else's."""
        sealer = await self._keys.sealer(demand_id)
        marks = {await self._keys.reference(demand_id, person_id): {NO_MARK}}  # by reference
        if member is not None:
            on_roster = await self._keys.roster_reference(demand_id, member.reference)
            mark = await self._keys.link_mark(demand_id, member.reference, member.account) or NO_MARK
            marks[on_roster] = {mark} if member.replaced else {mark, NO_MARK}
        rows = await session.execute(
            select(Signature.reference, Signature.sealed, pending_condition(Demand.batch).label("waits"))
            .join(Demand, Demand.id == Signature.demand_id)
            .where(
                Signature.demand_id == demand_id,
                Signature.reference.in_([one for one in marks if one is not None]),
            )
        )
        found = []
        for row in rows.all():
            content = None if sealer is None else sealer.open(row.reference, row.sealed)
            content = content or Content()
            if content.link_mark not in marks[row.reference]:
                continue
            version = await session.get(DemandVersion, (demand_id, content.version))
            consent = await session.get(Consent, content.consent_hash)
            unit = None if content.unit_id is None else await session.get(Unit, content.unit_id)
            found.append(
                OwnSignature(
                    server=server,
                    demand_id=demand_id,
                    version=content.version or None,
                    texts=None if version is None else version.texts,
                    consent=None if consent is None else consent.texts,
                    signed_on=content.signed_on,
                    unit=None if unit is None else unit.names,
                    published=not row.waits,
                    hold=hold,
                )
            )
        return found


def _hold(demand: Any, now: datetime) -> Hold | None:
    if demand.hold_until is None or not is_held(demand, now):
        return None
    return Hold(
        until=demand.hold_until,
        day=day_there(demand.hold_until, demand.time_zone),
        reason=demand.hold_reason,
    )
