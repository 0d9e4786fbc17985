"""History of a contract's figures, from our own reads: sources show the present ones, and keep none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.contracts.row_mapping import FIGURES
from bot.storage.models import ContractValues

_NAMES = ("seen_at", *FIGURES)


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
    return tuple(ValuesAt(**_figures(row)) for row in await session.execute(_values([contract_id])))


async def oldest_values(session: AsyncSession, contracts: Collection[Any]) -> dict[int, dict[str, Any]]:
    """Return the fields of each contract's first ``ValuesAt``, with no figures if none are stored. A contract
    has ``id``, ``first_seen_at`` and ``currency``."""
    oldest: dict[int, Any] = {}
    for row in await session.execute(_values([contract.id for contract in contracts])):
        oldest.setdefault(row.contract_id, row)
    none = dict.fromkeys(FIGURES)
    return {
        contract.id: _figures(oldest[contract.id])
        if contract.id in oldest
        else {**none, "seen_at": contract.first_seen_at, "currency": contract.currency}
        for contract in contracts
    }


def _values(contract_ids: Collection[int]) -> Any:
    return (
        select(ContractValues.contract_id, *(getattr(ContractValues, name) for name in _NAMES))
        .where(ContractValues.contract_id.in_(contract_ids))
        .order_by(ContractValues.seen_at, ContractValues.id)
    )


def _figures(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _NAMES}
