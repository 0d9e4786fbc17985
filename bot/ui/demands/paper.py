"""Cards of signatures on paper, for organisers."""

import discord

from bot.common.pagination import Page
from bot.petitions.counts.paper import PaperView
from bot.texts import Translator
from bot.ui.layout import Card, button
from bot.ui.lists import entries, turning
from bot.ui.markdown import plain

_TITLE_LENGTH = 120


def paper_entered(paper: PaperView, t: Translator) -> Card:
    """Return the card of an entered bundle, which another organiser has to confirm."""
    return Card().title(t("paper-entered-title")).text(_entry(paper, t)).text(t("paper-entered"))


def paper_confirming(paper: PaperView, t: Translator) -> Card:
    """Return the card of an entered bundle, to be compared with the sheets, and the button that confirms
    it."""
    card = Card().title(t("paper-confirming-title")).text(_entry(paper, t)).text(t("paper-confirming"))
    style = discord.ButtonStyle.primary
    return card.buttons(button(t("button-confirm-paper"), "paper-confirm", paper.id, style=style))


def paper_confirmed(paper: PaperView, t: Translator) -> Card:
    """Return the card of a bundle that counts from now on."""
    return Card().title(t("paper-confirmed-title")).text(_entry(paper, t)).text(t("paper-confirmed"))


def paper_withdrawn(paper: PaperView, t: Translator) -> Card:
    """Return the card of a bundle that no longer counts."""
    return Card().title(t("paper-withdrawn-title")).text(_entry(paper, t)).text(t("paper-withdrawn"))


def paper_list(page: Page[PaperView], t: Translator) -> Card:
    """Return a page of bundles, newest first, with the scans' hashes."""
    card = Card().title(t("paper-title"))
    if not page.items:
        return card.text(t("paper-none"))
    entries(card, [_entry(paper, t) for paper in page.items])
    return turning(card, page, t, "papers").small(t("paper-apart"))


def _entry(paper: PaperView, t: Translator) -> str:
    lines = [
        f"**{plain(paper.label, 100)}** · {t('paper-signatures', count=paper.count)}",
        plain(str(t.pick(paper.texts)["title"]), _TITLE_LENGTH),
        f"SHA-256 `{paper.scan_sha256}`",
    ]
    if paper.withdrawn_at is not None:
        note = plain(paper.withdrawn_for or "", 300)
        lines.append(t("paper-state-withdrawn", day=paper.withdrawn_at.date(), note=note))
    elif paper.confirmed_at is not None:
        lines.append(t("paper-state-confirmed", day=paper.confirmed_at.date()))
    else:
        lines.append(t("paper-state-entered", day=paper.entered_at.date()))
    return "\n".join(lines)
