"""Recovery of withdrawals that the journals have and the database lacks: it was restored from before them, or
a process was killed at them. And detection of journals that were lost, as after ``tocsin keys restore``: no
backup of the keys holds them."""

import logging
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Sentence
from bot.keystore.keyring import Keys
from bot.keystore.sealing import Sealer
from bot.petitions.demand_rows import pending_condition
from bot.petitions.signing.signature_rows import held_sealer, leave_values
from bot.petitions.signing.withdrawals import Withdrawals
from bot.storage import Database
from bot.storage.models import Demand, Note, Signature

log = logging.getLogger(__name__)

_LOST = "journal-lost:"  # prefix of notes, each with a demand's id and the day of its new journal
_STATEMENT_SIZE = 500  # references per statement
_PAGE_SIZE = 10_000  # references compared at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class LostJournal:
    """Journal that is not beside its demand's key. ``begun_on``: the day on which a start of the bot began a
    new one; ``None`` before."""

    demand_id: int
    slug: str
    begun_on: date | None

    @property
    def sentence(self) -> Sentence:
        id = "terminal-journal-lost" if self.begun_on is None else "terminal-journal-begun"
        return Sentence(id, number=str(self.demand_id), slug=self.slug, day=self.begun_on)


async def lost_journals(withdrawals: Withdrawals, database: Database) -> list[LostJournal]:
    """Return the journals that were lost, by demand, for as long as the demand's key exists. Read-only.
    Raises ``OSError``, also for a journal that cannot be read."""
    missing = set(await withdrawals.missing())
    async with database.read() as session:
        notes = await session.execute(select(Note.name, Note.value).where(Note.name.startswith(_LOST)))
        begun = {int(row.name.removeprefix(_LOST)): date.fromisoformat(row.value) for row in notes}
        demands = await session.execute(
            select(Demand.id, Demand.slug)
            .where(
                Demand.id.in_(missing | begun.keys()),
                Demand.state != "draft",
                Demand.key_destroyed_at.is_(None),
                Demand.signed_by.not_in(("page", "paper")),  # whose signatures are not here
            )
            .order_by(Demand.id)
        )
    return [
        LostJournal(
            demand_id=row.id, slug=row.slug, begun_on=None if row.id in missing else begun.get(row.id)
        )
        for row in demands
    ]


async def settle_lost_journals(withdrawals: Withdrawals, database: Database, today: date) -> None:
    """Begin each lost journal anew, and record that: whoever withdrew meanwhile is not known. Raises
    ``OSError``."""
    for lost in await lost_journals(withdrawals, database):
        log.warning("%s", lost.sentence)
        if lost.begun_on is None:
            async with database.write() as session:
                await session.merge(Note(name=f"{_LOST}{lost.demand_id}", value=today.isoformat()))
            await withdrawals.begin(lost.demand_id)


async def reapply_withdrawals(withdrawals: Withdrawals, database: Database, keys: Keys) -> int:
    """Apply withdrawals that are missing from the database, and return the number of affected demands. Other
    signatures stay as they are. Raises ``KeysError``."""
    affected = 0
    await withdrawals.compact()  # also after one that was killed
    for demand_id in await withdrawals.demands():
        salt = await _salt(withdrawals, database, demand_id)
        if salt is None:
            continue
        async with database.read() as session:
            if not await _missing(session, withdrawals, demand_id, salt):
                continue
        sealer = await held_sealer(keys, demand_id)
        async with database.write() as session:
            # Read again under the lock: another process may have stored new signatures of the same members.
            batch = await session.scalar(select(Demand.batch).where(Demand.id == demand_id).with_for_update())
            references = await _missing(session, withdrawals, demand_id, salt)
            applied = await _apply(session, sealer, demand_id, batch, references)
        if applied:
            affected += 1
            log.warning(
                "demand %s: the database lacked some withdrawals (it was restored from before them, or a "
                "process was killed meanwhile); they are made now, and leave with the next publication",
                demand_id,
            )
    return affected


async def _salt(withdrawals: Withdrawals, database: Database, demand_id: int) -> bytes | None:
    """Return a demand's salt; ``None`` if the database does not know the demand."""
    async with database.read() as session:
        salt = await session.scalar(select(Demand.salt).where(Demand.id == demand_id))
    if salt is not None and not await withdrawals.is_under(demand_id, salt):
        log.warning(
            "demand %s: some withdrawals were recorded beside its key with a database that this one is not a "
            "copy of; those signatures may be counted again",
            demand_id,
        )
    return salt


async def _missing(
    session: AsyncSession, withdrawals: Withdrawals, demand_id: int, salt: bytes
) -> list[bytes]:
    """Return the references that stand in the database although they are withdrawn, in sorted order."""
    found: list[bytes] = []
    last = b""
    theirs = select(Signature.reference).where(Signature.demand_id == demand_id)
    page = theirs.order_by(Signature.reference).limit(_PAGE_SIZE)
    while withdrawals.standing(demand_id, salt):
        references = (await session.scalars(page.where(Signature.reference > last))).all()
        if not references:
            break
        found += await withdrawals.withdrawn(demand_id, salt, references)
        last = references[-1]
    return found


async def _apply(
    session: AsyncSession, sealer: Sealer, demand_id: int, batch: int | None, references: list[bytes]
) -> int:
    """Apply withdrawals, in the caller's transaction, which holds the demand's row; return their number."""
    applied = 0
    for start in range(0, len(references), _STATEMENT_SIZE):
        theirs = (
            Signature.demand_id == demand_id,
            Signature.reference.in_(references[start : start + _STATEMENT_SIZE]),
        )
        unpublished = delete(Signature).where(*theirs, pending_condition(batch))
        applied += len((await session.scalars(unpublished.returning(Signature.demand_id))).all())
        published = select(Signature.reference, Signature.sealed).where(*theirs)
        for row in (await session.execute(published.order_by(Signature.reference))).all():
            applied += 1
            values = leave_values(sealer, row.reference, row.sealed)
            await session.execute(
                update(Signature)
                .where(Signature.demand_id == demand_id, Signature.reference == row.reference)
                .values(state="leaving", reference=values["nobody"], sealed=values["anew"], batch=0)
            )
    return applied
