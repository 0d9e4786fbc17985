"""Contract family: the vehicle above a contract, and the orders under it."""

from collections.abc import Iterator, Sequence

from bot.contracts.model import Kind
from bot.contracts.queries.views import ContractLine, ContractView
from bot.texts import Translator
from bot.ui.contracts.names import NONE, money_and_end, or_none, parent_ceiling, source_link
from bot.ui.markdown import plain

MAX_NAMED = 6
"""Orders of a vehicle that are named."""


def family(view: ContractView, t: Translator) -> list[str]:
    """Return the tree as a markdown list, empty for a contract without relatives.

    A ceiling is never added to what orders commit; their sum is the source's own.
    """
    lines = [*_above(view, t), *_below(view, t)]
    return [f"**{t('contract-family')}**", *lines] if lines else []


def _above(view: ContractView, t: Translator) -> Iterator[str]:
    vehicle = view.parent
    shown = money_and_end(t, view.line) or plain(view.line.number, 60)
    this = t("family-this", kind=view.line.kind.value, shown=shown)
    if vehicle is not None:
        ceiling = or_none(t, vehicle.ceiling, vehicle.currency)
        yield f"- {t('family-vehicle', number=plain(vehicle.number, 60), ceiling=ceiling)}"
        if vehicle.orders != 1 or vehicle.ordered != view.line.obligated:  # else it says the same twice
            yield from (f"  - {line}" for line in _ordered(vehicle, t))
        yield f"  - **{this}**"
        known = t("family-others", count=view.siblings_known)
        yield from _orders(view.siblings, view.siblings_known, vehicle, t, known, indent="  ")
        yield f"-# {source_link(t, vehicle, vehicle.changed_at)}"
    elif known_by_number := parent_ceiling(t, view.line):
        yield known_by_number


def _below(view: ContractView, t: Translator) -> Iterator[str]:
    if view.line.kind is not Kind.VEHICLE:
        return
    yield from (f"- {line}" for line in _ordered(view.line, t))
    known = t("family-known", count=view.orders_known)
    yield from _orders(view.orders, view.orders_known, view.line, t, known, indent="")


def _ordered(vehicle: ContractLine, t: Translator) -> Iterator[str]:
    """Yield the total committed by its orders, as the source gives it."""
    amount = or_none(t, vehicle.ordered, vehicle.currency)
    if amount != NONE:
        yield t("family-ordered", count=NONE if vehicle.orders is None else vehicle.orders, amount=amount)


def _orders(
    orders: Sequence[ContractLine],
    known: int,
    vehicle: ContractLine,
    t: Translator,
    said: str,
    *,
    indent: str,
) -> Iterator[str]:
    yield f"{indent}- {said}"
    for order in orders[:MAX_NAMED]:
        yield f"{indent}  - {' · '.join(filter(None, (plain(order.number, 60), money_and_end(t, order))))}"
    more = known - min(len(orders), MAX_NAMED)
    if more > 0:
        yield f"{indent}  - {t('contract-orders-more', count=more, number=plain(vehicle.number, 60))}"
