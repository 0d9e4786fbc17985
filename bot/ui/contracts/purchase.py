"""Topic of a contract's story: the purchase that it is one order of, split among suppliers, and its chart."""

import re
from collections.abc import Sequence

import discord

from bot.charts.contracts import MAX_BARS, Bar, PurchaseChart
from bot.contracts.diff.same_purchase import MAX_DAYS
from bot.contracts.queries.views import ContractLine, ContractView
from bot.contracts.story.purchases import PurchaseNews
from bot.contracts.story.views import Purchase, PurchaseOrder, Story
from bot.texts import Translator
from bot.ui.contracts.figures import MAX_ALT_TEXT_LENGTH
from bot.ui.contracts.names import (
    NONE,
    Told,
    contract_name,
    numbered,
    or_none,
    party,
    public_page,
    source_line,
    subject,
)
from bot.ui.layout import Card, button
from bot.ui.markdown import fitting, one_line, phone_lines, plain, shorten

CHART_FILE = "purchase.png"

_NAME = 45
_MAX_LINES = 16  # of a post on a phone, and one that counts what it leaves out
_MARKS = re.compile(r"\*\*|\\(?=[^\w\s])")


def purchase_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of the purchase: all orders with their own amounts, never ceilings."""
    purchase = story.purchase
    if purchase is None:
        return None
    said = _line(purchase, line, t)
    return Told(
        line=said,
        posted=t("story-purchase-as-of", said=said, date=purchase.read_at.date()),
        head=(said, _known_by(purchase, t)),
        entries=(
            *(
                f"- {_order(one, purchase, t, own=one.url == line.url)}"
                for one in _largest_first(purchase.orders, line)
            ),
            *(f"- {_missing(one, t)}" for one in purchase.missing),
        ),
        foot=(t("story-purchase-amounts"), source_line(t, line.source, purchase.read_at)),
    )


def _largest_first(orders: Sequence[PurchaseOrder], line: ContractLine) -> list[PurchaseOrder]:
    """Return orders with the contract's own."""
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
    return sorted([own, *orders], key=lambda one: (one.obligated is None, -(one.obligated or 0), one.number))


def _line(purchase: Purchase, line: ContractLine, t: Translator) -> str:
    amount, unknown = purchase.together(line.obligated, line.currency)
    known = unknown < purchase.count
    said = t(
        "story-purchase-line",
        proved="no" if not purchase.proved else "least" if purchase.may_have_more else "yes",
        count=purchase.count,
        amount=or_none(t, amount, line.currency, rounded=True) if known else NONE,
    )
    return f"{said} ({t('story-purchase-unknown', count=unknown)})" if known and unknown else said


def _known_by(purchase: Purchase, t: Translator) -> str:
    proofs = sum(order.proved for order in purchase.orders)
    return t(
        "story-purchase-known-by",
        proved="no" if not proofs else "yes" if proofs == len(purchase.orders) else "some",
        solicitation=plain(purchase.solicitation or "", 40) or NONE,
        count=proofs,
        days=MAX_DAYS,
    )


def _listed(order: PurchaseOrder, t: Translator) -> str:
    """Return an order with its supplier, amount and day of signature."""
    return t(
        "story-purchase-order",
        number=numbered(order.number, order.url),
        supplier=party(order.supplier, _NAME) or t("not-stated"),
        amount=or_none(t, order.obligated, order.currency),
        signed=NONE if order.signed is None else t.day(order.signed),
    )


def _order(order: PurchaseOrder, purchase: Purchase, t: Translator, *, own: bool) -> str:
    said = _listed(order, t)
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


def purchase_chart(view: ContractView, t: Translator) -> PurchaseChart | None:
    """Return the chart of the orders that are counted, ``None`` if nothing is known of a purchase. Amounts of
    other currencies than the contract's are named as not stated in it."""
    purchase, line = view.story.purchase, view.line
    if purchase is None:
        return None
    orders = _largest_first(purchase.counted, line)
    drawn = orders[:MAX_BARS]
    if not any(order.url == line.url for order in drawn):
        drawn[-1:] = [order for order in orders if order.url == line.url]
    notes = [_known_by(purchase, t)]
    if len(orders) > MAX_BARS:
        notes.insert(0, t("story-purchase-chart-more", count=len(orders) - len(drawn)))
    return PurchaseChart(
        bars=[_bar(order, line, t) for order in drawn],
        title=_seen(_line(purchase, line, t)),
        subtitle=t("story-purchase-amounts"),
        notes=[_seen(note) for note in notes],
        source=source_line(t, line.source, purchase.read_at),
    )


def purchase_chart_card(view: ContractView, chart: PurchaseChart, t: Translator) -> Card:
    """Return the card with the chart, attached as ``CHART_FILE``."""
    card = Card().picture(CHART_FILE, purchase_alternative(chart, t))
    return card.buttons(button(t("story-purchase"), "contract-story", view.line.id, "purchase"))


def purchase_alternative(chart: PurchaseChart, t: Translator) -> str:
    """Return the alternative text of the chart; surplus orders are cut from the end."""
    bars = "; ".join(t("headline", who=bar.supplier, what=bar.said) for bar in chart.bars)
    return shorten(f"{chart.title}. {chart.source}. {bars}.", MAX_ALT_TEXT_LENGTH)


def purchase_chart_button(view: ContractView, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the button that draws the purchase; none if nothing is known of one."""
    known = view.story.purchase is not None
    return [button(t("story-purchase-chart"), "purchase-chart", view.line.id)] if known else []


def _bar(order: PurchaseOrder, line: ContractLine, t: Translator) -> Bar:
    amount = order.obligated if order.currency == line.currency else None
    said = t("story-purchase-not-stated") if amount is None else t.about(amount, line.currency)
    return Bar(one_line(order.supplier, 80), amount, said, own=order.url == line.url)


def _seen(markdown: str) -> str:
    """Return a text without marks, for places without markdown."""
    return _MARKS.sub("", markdown)


def purchase_news_card(
    line: ContractLine, story: Story, told: Sequence[PurchaseNews], t: Translator, mark: str
) -> Card:
    """Return the post about other orders of a contract's purchase: new ones, and those that got more."""
    title, about = t("headline", who=subject(t, line), what=t("story-purchase-news")), contract_name(t, line)
    foot = []
    if story.purchase is not None:
        foot = [_line(story.purchase, line, t), source_line(t, line.source, story.purchase.read_at)]
    room = _MAX_LINES - sum(map(phone_lines, [title, about, *foot]))
    lines = [f"- {_news(each, t)}" for each in told]
    shown = fitting(lines, room) or lines[:1]
    if len(shown) < len(lines):
        shown.append(f"- {t('updates-more-changes', count=len(lines) - len(shown))}")
    card = Card().title(title).text(about).text("\n".join(shown))
    if foot:
        card.text(foot[0]).small(foot[1])
    return card.buttons(
        button(t("button-details"), "contract", line.id, mark),
        button(t("button-story"), "contract-story", line.id, "purchase"),
        *public_page(t, line),
    )


def _news(told: PurchaseNews, t: Translator) -> str:
    order = told.order
    if told.before is None or order.obligated is None:
        return t("story-purchase-news-new", order=_listed(order, t))
    return t(
        "story-purchase-news-more",
        number=numbered(order.number, order.url),
        supplier=party(order.supplier, _NAME) or t("not-stated"),
        amount=t.money(order.obligated - told.before, order.currency),
        total=t.money(order.obligated, order.currency),
    )
