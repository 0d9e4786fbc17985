"""History of a contract's figures, from our own reads: sources show the present ones, and keep none."""

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.row_mapping import FIGURES
from bot.storage.models import Contract, ContractValues


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAt:
    """A contract's figures from ``seen_at`` on. Amounts are in ``currency``; ``None``: not stated."""

    seen_at: datetime
    currency: str
    obligated: Decimal | None
    exercised: Decimal | None
    ceiling: Decimal | None
    paid: Decimal | None
    ordered: Decimal | None
    end: Date | None


async def values_over_time(session: AsyncSession, contract_id: int) -> tuple[ValuesAt, ...]:
    """Return the history of a contract's figures, oldest first: an entry for each time one of them
    changed."""
    return tuple(ValuesAt(**_figures(row)) for row in await session.scalars(_values(contract_id)))


async def oldest_values(session: AsyncSession, contract: Contract) -> dict[str, Any]:
    """Return the fields of a contract's first ``ValuesAt``, with no figures if none are stored."""
    oldest = (await session.scalars(_values(contract.id).limit(1))).first()
    if oldest is not None:
        return _figures(oldest)
    return {**dict.fromkeys(FIGURES), "seen_at": contract.first_seen_at, "currency": contract.currency}


def _values(contract_id: int) -> Any:
    return (
        select(ContractValues)
        .where(ContractValues.contract_id == contract_id)
        .order_by(ContractValues.seen_at, ContractValues.id)
    )


def _figures(row: ContractValues) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("seen_at", *FIGURES)}
