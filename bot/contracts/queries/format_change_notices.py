"""Content of the notices to organisers about a source that changed its format, or has unsteady values."""

from datetime import date as Date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.diff.shifts import AMOUNT, CEILING, DATE, END, TOTAL
from bot.contracts.ingest.held_changes import UNDONE, value_of
from bot.contracts.model import Party
from bot.contracts.queries.views import Restyled, RestyledExample
from bot.contracts.sources.answer_parts import public_id
from bot.storage.models import Contract, HeldChange, Watch, WatchedContract

MAX_EXAMPLES = 4


async def restyled_notice(session: AsyncSession, server_id: int, notice: str) -> Restyled | None:
    """Return the content of a notice to the organisers of a server."""
    follows = select(WatchedContract.contract_id).join(Watch).where(Watch.server_id == server_id)
    rows = (
        await session.execute(
            select(HeldChange, Contract)
            .join(Contract, Contract.id == HeldChange.contract_id)
            .where(
                HeldChange.notice == notice,
                HeldChange.state != UNDONE,
                HeldChange.contract_id.in_(follows),
            )
            .order_by(HeldChange.id)
        )
    ).all()
    if not rows:
        return None
    examples: dict[str, RestyledExample] = {}
    for held, contract in rows:
        example = (_printed(held, "old", contract.source), _printed(held, "new", contract.source))
        shown = RestyledExample(contract.number, contract.url, held.field, *example, contract.currency)
        examples.setdefault(held.field, shown)
    fields = {held.field for held, *_ in rows if not held.restyled}
    return Restyled(
        source=rows[0][1].source,
        since=min(held.since for held, _ in rows),
        contracts=len({held.contract_id for held, *_ in rows}),
        amounts=bool(fields & {AMOUNT, TOTAL, CEILING}),
        days=bool(fields & {DATE, END}),
        examples=tuple(examples.values())[:MAX_EXAMPLES],
    )


def _printed(row: HeldChange, which: str, source: str) -> Decimal | Date | str:
    written: str = getattr(row, which)
    if row.restyled:
        return public_id(source, written) if row.field in ("id", "vehicle") else written
    value = value_of(row.field, written)
    return value.name if isinstance(value, Party) else value
