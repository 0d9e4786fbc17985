"""How long a demand's key is kept: the post before it ends, and what organisers decided."""

from datetime import datetime

import discord

from bot.petitions.demands.service import DemandView
from bot.petitions.privacy.retention import earliest_end, retention_end
from bot.texts import Translator
from bot.ui.demand_lines import title_of
from bot.ui.layout import Card, button

_SOON = discord.Colour(0xEF6C00)


def retention_card(demand: DemandView, now: datetime, t: Translator, mark: str) -> Card | None:
    """That a demand's key will soon be destroyed, what that means, and how to keep it; ``None`` where it
    will not, by itself, or is already."""
    if demand.closed_at is None or demand.retention_months is None:
        return None
    if demand.legal_hold or demand.anonymous_at is not None:
        return None
    day = earliest_end(demand.closed_at, demand.retention_months, now).date()
    card = Card(colour=_SOON).title(t("retention-soon-title", title=title_of(demand, t)))
    card.text(
        t("retention-soon", day=day, closed=demand.day_of(demand.closed_at), months=demand.retention_months)
    )
    card.text(t("retention-soon-means")).text(t("retention-soon-hold"))
    return card.buttons(button(t("button-privacy"), "privacy", mark))


def hold_card(demand: DemandView, t: Translator) -> Card:
    """Whether a demand's key is held, and what becomes of it."""
    card = Card().title(title_of(demand, t))
    if demand.legal_hold:
        return card.text(t("retention-held"))
    if demand.retention_months is None:
        return card.text(t("retention-released-unset"))
    if demand.closed_at is None:
        return card.text(t("retention-released-open", months=demand.retention_months))
    day = retention_end(demand.closed_at, demand.retention_months).date()
    return card.text(t("retention-released", day=day))
