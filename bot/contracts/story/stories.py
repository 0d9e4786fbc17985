"""Stories of many contracts at once: few queries for each topic."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.story.owners import owners_of
from bot.contracts.story.procedures import procedures_of
from bot.contracts.story.protests import protests_of
from bot.contracts.story.purchases import purchases_of
from bot.contracts.story.subcontracts import subcontracts_of
from bot.contracts.story.views import Story


async def stories_of(
    session: AsyncSession, contract_ids: Collection[int], server_id: int | None = None
) -> dict[int, Story]:
    """Return the stories of these contracts by id, without those of which nothing is known. Without a server,
    only what is the same for all: not what its own watches found."""
    if not contract_ids:
        return {}
    purchases = await purchases_of(session, contract_ids)
    subcontracts = await subcontracts_of(session, contract_ids)
    protests = {} if server_id is None else await protests_of(session, server_id, contract_ids)
    owners = await owners_of(session, contract_ids)
    procedures = {} if server_id is None else await procedures_of(session, server_id, contract_ids)
    return {
        contract_id: Story(
            purchase=purchases.get(contract_id),
            subcontracts=subcontracts.get(contract_id),
            protests=protests.get(contract_id),
            owners=owners.get(contract_id),
            procedure=procedures.get(contract_id),
        )
        for contract_id in sorted({*purchases, *subcontracts, *protests, *owners, *procedures})
    }
