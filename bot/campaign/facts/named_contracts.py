"""Contracts that facts name: the links, and the marks of contracts that changed since the last check.

A link outlives its watch. A number of a contract that no watch has found yet, as campaign files bring them,
waits for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.campaign.facts.views import NamedContract
from bot.contracts.following import first_of_its_kind, followed_ids
from bot.errors import UserError
from bot.storage.models import Change, Contract, Fact, FactContract, Watch

MAX_CONTRACTS = 10  # per fact
NUMBER_LENGTH = 200


async def contracts_of(
    session: AsyncSession, server_id: int, fact_ids: Collection[int]
) -> Mapping[int, Sequence[NamedContract]]:
    """Return the contracts that facts of a server name, by fact."""
    if not fact_ids:
        return {}
    link = FactContract
    rows = await session.execute(
        select(
            *(link.fact_id, link.number, link.contract_id, link.change_id, link.changed_at),
            link.contract_id.in_(followed_ids(server_id)).label("followed"),
            Change.read_key,
        )
        .outerjoin(Change, Change.id == link.change_id)
        .where(link.fact_id.in_(fact_ids))
        .order_by(link.fact_id, link.number)
    )
    found: dict[int, list[NamedContract]] = {}
    for row in rows:
        found.setdefault(row.fact_id, []).append(
            NamedContract(
                number=row.number,
                id=row.contract_id,
                followed=bool(row.followed),
                change_id=row.change_id,
                changed_at=row.changed_at,
                read_key=row.read_key,
            )
        )
    return found


def facts_about(contract_id: int) -> Select[int]:
    """Return a query for the facts, of any server, that name a contract."""
    return select(FactContract.fact_id).where(FactContract.contract_id == contract_id)


async def name_contracts(
    session: AsyncSession, server_id: int, fact_id: int, contract_ids: Sequence[int]
) -> None:
    """Let a fact name these contracts too; with no ids, none any more. Raises ``UserError`` for one that no
    watch of the server follows."""
    link = FactContract
    if not contract_ids:
        await session.execute(delete(link).where(link.fact_id == fact_id))
        return
    named = (await session.scalars(select(link.contract_id).where(link.fact_id == fact_id))).all()
    wanted = [each for each in dict.fromkeys(contract_ids) if each not in named]
    if len(named) + len(wanted) > MAX_CONTRACTS:
        raise UserError("refusal-fact-contracts", most=MAX_CONTRACTS)
    names = await _names(session, server_id, wanted)
    if len(names) < len(wanted):
        raise UserError("refusal-fact-contract-gone")
    waiting = delete(link).where(link.fact_id == fact_id, link.contract_id.is_(None))
    await session.execute(waiting.where(link.number.in_(names.values())))
    if names:
        rows = [{"fact_id": fact_id, "number": names[each], "contract_id": each} for each in wanted]
        await session.execute(insert(link), rows)


async def name_numbers(session: AsyncSession, server_id: int, fact_id: int, numbers: Sequence[str]) -> None:
    """Let a fact name the contracts with these numbers, and no others, whether a watch has found them or
    not."""
    link = FactContract
    known = {number.casefold(): number for number in await _numbers(session, fact_id)}
    wanted = {number.casefold(): number for number in numbers}
    gone = [number for key, number in known.items() if key not in wanted]
    await session.execute(delete(link).where(link.fact_id == fact_id, link.number.in_(gone)))
    new = [{"fact_id": fact_id, "number": number} for key, number in wanted.items() if key not in known]
    if new:
        await session.execute(insert(link), new)
        await find_numbers(session, server_id, [fact_id])


async def find_numbers(session: AsyncSession, server_id: int, fact_ids: Collection[int] = ()) -> int:
    """Link the numbers that wait for their contract, of these facts or of all, to the only contract with that
    number, or with that id of its source, among those that the server follows; return how many were."""
    link = FactContract
    waiting = select(link.fact_id, link.number).join(Fact, Fact.id == link.fact_id)
    waiting = waiting.where(Fact.server_id == server_id, link.contract_id.is_(None))
    if fact_ids:
        waiting = waiting.where(link.fact_id.in_(fact_ids))
    count = 0
    for fact_id, number in (await session.execute(waiting.order_by(link.fact_id, link.number))).all():
        found = await _numbered(session, server_id, number)
        named = select(link.contract_id).where(link.fact_id == fact_id, link.contract_id.in_(found))
        if len(found) == 1 and (await session.execute(named)).first() is None:
            this = (link.fact_id == fact_id, link.number == number)
            await session.execute(update(link).where(*this).values(contract_id=found[0]))
            count += 1
    return count


async def numbers_of_several(session: AsyncSession, server_id: int, numbers: Iterable[str]) -> list[str]:
    """Return those of these numbers that more than one contract here has."""
    return [number for number in numbers if len(await _numbered(session, server_id, number)) > 1]


async def lock_links(session: AsyncSession, server_id: int, fact_id: int) -> Sequence[NamedContract]:
    """Lock the links of a fact until the end of the transaction, and return its contracts: no change of one
    of them is stored meanwhile."""
    links = select(FactContract.number).where(FactContract.fact_id == fact_id)
    await session.execute(links.order_by(FactContract.number).with_for_update())
    return (await contracts_of(session, server_id, [fact_id])).get(fact_id, ())


async def clear_marks(session: AsyncSession, fact_id: int) -> None:
    """Note that a fact was checked against all changes that are stored of its contracts."""
    await session.execute(
        update(FactContract)
        .where(FactContract.fact_id == fact_id, FactContract.change_id.is_not(None))
        .values(change_id=None, changed_at=None, asked=False)
    )


async def _numbers(session: AsyncSession, fact_id: int) -> Sequence[str]:
    return (await session.scalars(select(FactContract.number).where(FactContract.fact_id == fact_id))).all()


async def _numbered(session: AsyncSession, server_id: int, number: str) -> Sequence[int]:
    """Return at most two followed contracts with a number, else with this id in their source. A contract that
    several sources show is one."""
    theirs = (Contract.id.in_(followed_ids(server_id)), first_of_its_kind(server_id))
    sources = Contract.source.in_(select(Watch.source).where(Watch.server_id == server_id))
    for named in (Contract.number.in_({number, number.upper()}), (Contract.source_id == number) & sources):
        wanted = select(Contract.id).where(named, *theirs).order_by(Contract.id).limit(2)
        if found := (await session.scalars(wanted)).all():
            return found
    return ()


async def _names(session: AsyncSession, server_id: int, contract_ids: Sequence[int]) -> dict[int, str]:
    """Return what to call these contracts, of those that the server follows: their numbers, or the ids of
    their sources where a number is missing or another contract here has it too."""
    if not contract_ids:
        return {}
    followed = Contract.id.in_(followed_ids(server_id))
    rows = (
        await session.execute(
            select(Contract.id, Contract.number, Contract.source_id).where(
                Contract.id.in_(contract_ids), followed
            )
        )
    ).all()
    return {
        row.id: row.number
        if row.number and len(await _numbered(session, server_id, row.number)) == 1
        else row.source_id
        for row in rows
    }
