"""How a demand is shown: its text, and its count as it was last published, never a live number."""

from collections.abc import Collection, Sequence

import discord
from discord import app_commands

from bot.paging import Page
from bot.petitions.claims import how_verified
from bot.petitions.demands import Demands, DemandView
from bot.petitions.publications import PublishedCount
from bot.refusal import Refusal
from bot.texts import Translator
from bot.ui.layout import Card, button, plain, shorten
from bot.ui.lists import turning
from bot.ui.prose import prose
from bot.ui.suggestions import LONGEST_CHOICE

_BODY_LENGTH = 3200  # leaves room for the count and what it means
_MOST_CELLS = 12
_ACCENT = discord.Colour(0xB3261E)


def title_of(demand: DemandView, t: Translator) -> str:
    """The demand's title in the reader's language, as text."""
    return plain(str(t.pick(demand.texts)["title"]), 200)


def demand_card(demand: DemandView, t: Translator, *, mark: str | None = None) -> Card:
    """A demand to read and sign. ``mark`` is kept in a button of a post, to find the post again."""
    card = Card(colour=_ACCENT).title(title_of(demand, t))
    card.text(shorten(prose(t.pick(demand.texts)["body"]), _BODY_LENGTH))
    card.rule()
    if demand.state == "draft":
        return card.small(t("demand-draft"))
    card.text(count_line(demand, t))
    card.small("\n".join(_status(demand, t)))
    if demand.publication is not None and demand.publication.breakdown:
        card.text(_breakdown(demand.publication, t)).small(t("demand-breakdown-rule"))
    return card.buttons(*_buttons(demand, t, mark))


def drift_card(demand: DemandView, t: Translator, mark: str) -> Card:
    """That a demand's rows and ledger differ, for organisers; without a number, which nobody published."""
    card = Card(colour=_ACCENT).title(t("drift-title"))
    card.text(t("drift-what", demand=title_of(demand, t))).text(t("drift-next"))
    return card.buttons(button(t("demands-read"), "demand", demand.id, mark))


def demand_list(page: Page[DemandView], t: Translator) -> Card:
    """A page of demands, each with a button that shows it."""
    card = Card(colour=_ACCENT).title(t("demands-title"))
    if not page.items:
        return card.text(t("demands-none"))
    for demand in page.items:
        card.text(f"**{title_of(demand, t)}**\n{_line(demand, t)}")
        card.buttons(button(t("demands-read"), "demand", demand.id))
    return turning(card, page, t, "demands-page")


def count_line(demand: DemandView, t: Translator) -> str:
    """The published count, with its day and how signers were verified, and what is on paper beside it."""
    line = _published_line(demand, t)
    return f"{line}\n{t('demand-paper', count=demand.paper)}" if demand.paper else line


def _published_line(demand: DemandView, t: Translator) -> str:
    published = demand.publication
    if published is None:
        return f"{t('demand-uncounted')} {_verified(demand, demand, t)}"
    return t(
        "demand-count",
        count=published.count,
        day=published.published_at.date(),
        verified=_verified(demand, published, t),
    )


def _verified(demand: DemandView, asked: "DemandView | PublishedCount", t: Translator) -> str:
    """``asked`` is where what was asked of the signers stands: with the count, until there is one, with the
    demand."""
    return how_verified(
        t,
        asked.verified_by,
        account_days=asked.account_days,
        server_days=asked.server_days,
        roster_size=demand.roster_size,
    )


def _status(demand: DemandView, t: Translator) -> Sequence[str]:
    if demand.anonymous_at is not None:
        return [t("demand-anonymous", day=demand.anonymous_at.date())]
    if demand.closed_at is not None:
        return [t("demand-closed-on", day=demand.closed_at.date())]
    lines = []
    if demand.opened_at is not None:
        lines.append(t("demand-open-since", day=demand.opened_at.date()))
    if demand.closes_at is not None:
        lines.append(t("demand-closes", day=demand.closes_at.date()))
    return [*lines, t("demand-count-rule")]


def _breakdown(published: PublishedCount, t: Translator) -> str:
    """The totals by unit that were published with a count, and what is not in them."""
    cells = published.breakdown or ()
    lines = [
        t("demand-breakdown-line", name=plain(cell["name"], 80), count=cell["count"], size=cell["size"])
        for cell in cells[:_MOST_CELLS]
    ]
    if len(cells) > _MOST_CELLS:
        lines.append("…")
    rest = published.count - sum(cell["count"] for cell in cells)
    lines.append(t("demand-breakdown-rest", count=rest))
    head = t("demand-breakdown", day=published.published_at.date())
    return "\n".join([head, *(f"- {line}" for line in lines)])


def _line(demand: DemandView, t: Translator) -> str:
    state = t(f"demand-state-{demand.state}")
    return state if demand.state == "draft" else f"{state} · {count_line(demand, t)}"


def _buttons(demand: DemandView, t: Translator, mark: str | None) -> "list[discord.ui.Button[Card]]":
    more = [] if mark is None else [mark]
    buttons = []
    if demand.state == "open":
        buttons.append(
            button(t("button-sign"), "sign-form", demand.id, *more, style=discord.ButtonStyle.primary)
        )
    if demand.anonymous_at is None:
        buttons.append(button(t("button-withdraw"), "withdraw", demand.id, *more))
    buttons.append(button(t("button-privacy"), "privacy"))
    return buttons


async def chosen_demand(
    demands: Demands, server_id: int, typed: str, *, include_drafts: bool = False
) -> DemandView:
    """The demand an option or a button names: by its id, or by words that fit exactly one.

    Raises ``Refusal``.
    """
    if typed.isascii() and typed.isdecimal():
        return await demands.get(server_id, id_in(typed), include_drafts=include_drafts)
    states = ("open", "closed", "draft") if include_drafts else ("open", "closed")
    found = await demands.suggest(server_id, typed, states=states)
    if len(found) != 1:
        raise Refusal("refusal-choose-from-list", typed=plain(typed, 60))
    return found[0]


async def demand_choices(
    demands: Demands, server_id: int, typed: str, t: Translator, *, states: Collection[str]
) -> list[app_commands.Choice[str]]:
    """What an option suggests: the demands in one of ``states`` that fit what was typed."""
    found = await demands.suggest(server_id, typed, states=states)
    return [
        app_commands.Choice(
            name=shorten(str(t.pick(demand.texts)["title"]), LONGEST_CHOICE), value=str(demand.id)
        )
        for demand in found
    ]


def id_in(text: str) -> int:
    """The id in an option or a ``custom_id``; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
