"""Cards for the public board: what it shows, before it is switched on; where it is; what is taken down."""

import discord

from bot.texts import Translator
from bot.ui.layout import Card, button


def board_offer_card(name: str, address: str, t: Translator) -> Card:
    """Return what becomes public, and the button that publishes it. ``address`` is the board's, if it is
    known."""
    card = Card().title(t("board-offer-title")).text(t("board-offer-shown")).text(t("board-offer-never"))
    card.text(t("board-offer-copies"))
    card.text(t("board-offer-address", address=address) if address else t("board-offer-name", name=name))
    style = discord.ButtonStyle.primary
    return card.buttons(button(t("button-board-publish"), "board-publish", name, style=style))


def board_on_card(name: str, address: str, t: Translator) -> Card:
    """Return where the board is, or that whoever runs the bot decides that."""
    card = Card().text(t("board-on", address=address) if address else t("board-on-unknown", name=name))
    return card.text(t("board-on-next"))


def board_off_card(name: str | None, t: Translator) -> Card:
    """Return what is taken down, and when; ``None``: there was no board."""
    if name is None:
        return Card().text(t("board-was-off"))
    return Card().text(t("board-off")).text(t("board-off-next", name=name))
