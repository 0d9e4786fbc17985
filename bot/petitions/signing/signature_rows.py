"""Storage of signature rows, and the SQL of signing: rows are sealed, and written or withdrawn in the
transaction of their batch."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date as Day
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, case, delete, select, tuple_, update

from bot.keystore.keyring import Keys, KeysError
from bot.keystore.sealing import Content, Sealer
from bot.petitions.demand_rows import pending_condition
from bot.storage import Database
from bot.storage.engine import InListQuery, Transaction
from bot.storage.models import Demand, Signature, Unit
from bot.storage.upsert import insert_ignore

_THEIRS = (
    Signature.demand_id == bindparam("a_demand"),
    Signature.reference == bindparam("a_reference"),
)

STORED_HELD = InListQuery(  # takes another parameter: the demand, ``a_demand``
    lambda references: (
        select(Signature.reference, Signature.sealed)
        .where(Signature.demand_id == bindparam("a_demand"), Signature.reference.in_(references))
        .order_by(Signature.reference)
        .with_for_update()
    )
)

SIGN_ANEW = (  # for a newer version; published rows stay published, though the batch is newer
    update(Signature)
    .where(*_THEIRS)
    .values(
        sealed=bindparam("anew"),
        batch=bindparam("a_batch"),
        state=case((pending_condition(bindparam("a_batch")), "pending"), else_="published"),
    )
)

# Unpublished signatures are deleted at once.
WITHDRAW_PENDING = delete(Signature).where(*_THEIRS, pending_condition(bindparam("a_batch")))

# A published signature is anonymised and kept until the next publication, which subtracts it: its unit stays,
# but nothing that would reveal the member, the time or the version.
LEAVE = (
    update(Signature)
    .where(*_THEIRS)
    .values(state="leaving", reference=bindparam("nobody"), sealed=bindparam("anew"), batch=0)
)


STANDING = InListQuery(  # of (demand, reference) pairs
    lambda places: select(Signature.demand_id, Signature.reference).where(
        tuple_(Signature.demand_id, Signature.reference).in_(places)
    )
)


class DemandConditions(NamedTuple):
    """Columns of a demand that signing needs."""

    id: int
    server_id: int
    state: str
    version: int
    batch: int  # current batch of pending signatures
    salt: bytes  # of its withdrawal journal
    consent_hash: str
    closes_at: datetime | None
    verified_by: str
    signed_by: str
    key_destroyed_at: datetime | None
    role_ids: list[int] | None
    min_account_days: int
    min_server_days: int


def _select_demands(demand_ids: BindParameter[Any]) -> Any:
    columns = (getattr(Demand, name) for name in DemandConditions._fields)
    return select(*columns).where(Demand.id.in_(demand_ids)).order_by(Demand.id)


DEMANDS = InListQuery(_select_demands)
DEMANDS_HELD = InListQuery(  # locked: nobody can close them before the transaction ends
    lambda demand_ids: _select_demands(demand_ids).with_for_update(read=True, of=Demand)
)
UNITS_HELD = InListQuery(  # locked against removal; only units that signers may name
    lambda unit_ids: (
        select(Unit.server_id, Unit.id)
        .where(Unit.id.in_(unit_ids), Unit.state != "proposed")
        .order_by(Unit.id)
        .with_for_update(read=True, key_share=True)
    )
)


Place = tuple[int, bytes]
"""Key of a row: the demand's id and the reference."""


class SignatureRows:
    """Writer of signature rows. Demands are those of the batch, locked by its transaction; each has a key."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._keys = keys
        self._filing = insert_ignore(database, Signature)  # a standing signature stays unchanged

    async def sign(
        self,
        transaction: Transaction,
        demands: Mapping[int, DemandConditions],
        signed: Mapping[Place, tuple[int | None, bytes]],
        today: Day,
    ) -> None:
        """Store signatures; each place with its unit and the mark of its link. A standing signature stays
        unchanged, unless it supports an older version: then it is updated to this version and keeps its
        unit."""
        by_demand = _by_demand(signed)
        sealers = await self._sealers(by_demand)
        for demand_id, references in by_demand.items():
            if demands[demand_id].version > 1:  # no signature can be older than version 1
                marks = {reference: signed[demand_id, reference][1] for reference in references}
                await self._sign_anew(transaction, demands[demand_id], sealers[demand_id], today, marks)
        rows: list[dict[str, Any]] = [
            {
                "demand_id": demand_id,
                "reference": reference,
                "sealed": sealers[demand_id].seal(
                    reference, _content(demands[demand_id], today, unit_id, mark)
                ),
                "state": "pending",
                "batch": demands[demand_id].batch,
            }
            for (demand_id, reference), (unit_id, mark) in signed.items()
        ]
        await transaction.run(self._filing, rows)

    async def withdraw(
        self, transaction: Transaction, demands: Mapping[int, DemandConditions], withdrawn: Collection[Place]
    ) -> None:
        """Delete or anonymise signatures. From then on nothing in the database is theirs."""
        if not withdrawn:
            return
        await transaction.run(
            WITHDRAW_PENDING,
            [_theirs(demand_id, ref, demands[demand_id].batch) for demand_id, ref in withdrawn],
        )
        by_demand = _by_demand(withdrawn)
        sealers = await self._sealers(by_demand)
        leaving = []
        for demand_id, references in by_demand.items():
            published = await _stored(transaction, demand_id, references)
            leaving += [
                {
                    "a_demand": demand_id,
                    "a_reference": reference,
                    **leave_values(sealers[demand_id], reference, published.get(reference)),
                }
                for reference in references
            ]
        await transaction.run(LEAVE, leaving)

    async def marks(self, transaction: Transaction, places: Iterable[Place]) -> dict[Place, bytes]:
        """Return the link marks of the signatures at those of these places that have one."""
        by_demand = _by_demand(places)
        sealers = await self._sealers(by_demand)
        return {
            (demand_id, reference): (sealers[demand_id].open(reference, sealed) or Content()).link_mark
            for demand_id, references in by_demand.items()
            for reference, sealed in (await _stored(transaction, demand_id, references)).items()
        }

    async def _sign_anew(
        self,
        transaction: Transaction,
        demand: DemandConditions,
        sealer: Sealer,
        today: Day,
        marks: Mapping[bytes, bytes],
    ) -> None:
        anew = []
        for reference, sealed in (await _stored(transaction, demand.id, list(marks))).items():
            before = sealer.open(reference, sealed)
            if before is not None and before.version < demand.version:
                content = _content(demand, today, before.unit_id, marks[reference])
                sealed_anew = sealer.seal(reference, content)
                anew.append({**_theirs(demand.id, reference, demand.batch), "anew": sealed_anew})
        if anew:
            await transaction.run(SIGN_ANEW, anew)

    async def _sealers(self, demand_ids: Iterable[int]) -> dict[int, Sealer]:
        return {demand_id: await held_sealer(self._keys, demand_id) for demand_id in demand_ids}


async def held_sealer(keys: Keys, demand_id: int) -> Sealer:
    """Return the sealer of an open or closed demand with a key. Raises ``KeysError``."""
    sealer = await keys.sealer(demand_id)
    if sealer is None:
        raise KeysError("key-missing", "terminal-keys-no-demand-key", number=str(demand_id))
    return sealer


def leave_values(sealer: Sealer, reference: bytes, sealed: bytes | None) -> dict[str, bytes]:
    """Return the values of ``LEAVE`` for a row: a random reference, and only the unit, sealed under it."""
    content = None if sealed is None else sealer.open(reference, sealed)
    nobody = secrets.token_bytes(len(reference))
    unit_id = None if content is None else content.unit_id
    return {"nobody": nobody, "anew": sealer.seal(nobody, Content(unit_id=unit_id))}


def _content(demand: DemandConditions, today: Day, unit_id: int | None, mark: bytes) -> Content:
    return Content(demand.version, today, unit_id, demand.consent_hash, mark)


async def _stored(transaction: Transaction, demand_id: int, references: list[bytes]) -> dict[bytes, bytes]:
    """Return the sealed content by reference, for those references that have a row."""
    question, values = STORED_HELD.of(references)
    rows = await transaction.ask(question, {**values, "a_demand": demand_id})
    return {row[0]: row[1] for row in rows}


def _by_demand(places: Iterable[Place]) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = defaultdict(list)
    for demand_id, reference in places:
        found[demand_id].append(reference)
    return found


def _theirs(demand_id: int, reference: bytes, batch: int) -> dict[str, Any]:
    return {"a_demand": demand_id, "a_reference": reference, "a_batch": batch}
