"""Demands whose issuing key was copied: what everybody reads first, and the card for organisers."""

from collections.abc import Iterator

import discord

from bot.petitions.demands.views import DemandView
from bot.petitions.page.voiding import WHY_LENGTH
from bot.texts import Translator
from bot.ui.colours import WARNING
from bot.ui.demands.lines import title_of
from bot.ui.layout import Card, button
from bot.ui.markdown import plain


def void_lines(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield that a demand is void, since when and why; nothing for any other."""
    if demand.void is None:
        return
    yield t("demand-void", day=demand.day_of(demand.void.at))
    if demand.void.why:
        yield t("demand-void-why", why=plain(demand.void.why, 2 * WHY_LENGTH))


def voiding_card(demand: DemandView, t: Translator) -> Card:
    """Return the organisers' card: what voiding means, what is proposed, or what to do next."""
    card = Card(colour=WARNING).title(title_of(demand, t))
    if demand.void is not None:
        return card.text("\n".join(void_lines(demand, t))).text(t("void-again-soon"))
    card.text(t("void-what"))
    proposed = demand.void_proposal
    if proposed is None:
        return card
    card.text(t("void-proposed", why=plain(proposed["why"], 2 * WHY_LENGTH)))
    style = discord.ButtonStyle.danger
    return card.buttons(
        button(t("button-void-confirm"), "void-confirm", demand.id, proposed["id"], style=style),
        button(t("button-void-drop"), "void-drop", demand.id),
    )
