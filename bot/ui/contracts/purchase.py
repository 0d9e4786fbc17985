"""Topic of a contract's story: the purchase that it is one order of, split among suppliers."""

from bot.contracts.queries.views import ContractLine
from bot.contracts.sources.usaspending.same_purchase import MAX_DAYS
from bot.contracts.story.views import Purchase, PurchaseOrder, Story
from bot.texts import Translator
from bot.ui.contracts.names import NONE, or_none, party, source_line
from bot.ui.contracts.story_parts import Told, numbered
from bot.ui.markdown import plain

_NAME = 45


def purchase_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of the purchase: all orders with their own amounts, never ceilings."""
    purchase = story.purchase
    if purchase is None:
        return None
    own = PurchaseOrder(
        number=line.number,
        supplier=line.supplier,
        supplier_key="",
        currency=line.currency,
        obligated=line.obligated,
        signed=line.signed,
        url=line.url,
        proved=True,
        read_at=line.changed_at,
    )
    largest_first = sorted(
        [own, *purchase.orders], key=lambda one: (one.obligated is None, -(one.obligated or 0), one.number)
    )
    return Told(
        line=_line(purchase, line, t),
        head=(_line(purchase, line, t), _known_by(purchase, t)),
        entries=(
            *(f"- {_order(one, purchase, t, own=one is own)}" for one in largest_first),
            *(f"- {_missing(one, t)}" for one in purchase.missing),
        ),
        foot=(t("story-purchase-amounts"), source_line(t, line.source, purchase.read_at)),
    )


def _line(purchase: Purchase, line: ContractLine, t: Translator) -> str:
    amount, unknown = purchase.together(line.obligated, line.currency)
    known = unknown < purchase.count
    said = t(
        "story-purchase-line",
        proved="yes" if purchase.proved else "no",
        count=purchase.count,
        amount=or_none(t, amount, line.currency, rounded=True) if known else NONE,
    )
    return f"{said} ({t('story-purchase-unknown', count=unknown)})" if known and unknown else said


def _known_by(purchase: Purchase, t: Translator) -> str:
    proofs = sum(order.proved for order in purchase.orders)
    return t(
        "story-purchase-known-by",
        proved="yes" if purchase.proved else "some" if proofs else "no",
        solicitation=plain(purchase.solicitation or "", 40) or NONE,
        count=proofs,
        days=MAX_DAYS,
    )


def _order(order: PurchaseOrder, purchase: Purchase, t: Translator, *, own: bool) -> str:
    said = t(
        "story-purchase-order",
        number=numbered(order.number, order.url),
        supplier=party(order.supplier, _NAME) or t("not-stated"),
        amount=or_none(t, order.obligated, order.currency),
        signed=NONE if order.signed is None else t.day(order.signed),
    )
    if own:
        return f"{said} · {t('story-purchase-this')}"
    return said if order.proved or not purchase.solicitation else f"{said} · {t('story-purchase-alike')}"


def _missing(order: PurchaseOrder, t: Translator) -> str:
    assert order.missing_since is not None
    return t(
        "story-purchase-missing",
        number=numbered(order.number, order.url),
        supplier=party(order.supplier, _NAME) or t("not-stated"),
        date=order.missing_since.date(),
    )
