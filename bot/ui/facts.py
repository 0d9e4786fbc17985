"""Cards of facts: the statement, its state, its sources, and when it was checked."""

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

import discord

from bot.common.pagination import Page
from bot.facts.service import FactSource, FactView
from bot.texts import Translator
from bot.ui.layout import Card
from bot.ui.lists import entries, numbers, turning
from bot.ui.markdown import link, plain, prose, shorten

_TITLE, _TITLE_IN_LIST = 250, 120
_BODY = 2200  # leaves space for the sources
_SOURCE = 80
_STATE_COLOURS = {
    "confirmed": discord.Colour(0x2E7D32),
    "stated": discord.Colour(0x1565C0),
    "disputed": discord.Colour(0xEF6C00),
    "unconfirmed": discord.Colour(0x757575),
}


def fact_card(fact: FactView, t: Translator) -> Card:
    """Return one fact with all its sources."""
    text: Any = t.pick(fact.texts)
    state = f"fact-state-{fact.state}"
    card = Card(colour=_STATE_COLOURS.get(fact.state)).title(plain(str(text["title"]), _TITLE))
    card.text(f"**{t(state)}**\n{t(f'{state}.meaning')}")
    card.text(shorten(prose(str(text["body"])), _BODY))
    card.rule()
    lines = [f"- {_source(source, t)}" for source in fact.sources]
    card.text("\n".join([f"**{t('fact-sources')}**", *lines]))
    return card.small(t("fact-checked", date=fact.checked_on))


def fact_list(page: Page[FactView], t: Translator) -> Card:
    """Return a page of facts, each with a button that shows it."""
    card = Card().title(t("facts-title"))
    if not page.items:
        return card.text(t("facts-none"))
    entries(card, (_entry(place, fact, t) for place, fact in enumerate(page.items, page.offset + 1)))
    numbers(card, page, "fact", [fact.id for fact in page.items])
    return turning(card, page, t, "facts")


def _entry(place: int, fact: FactView, t: Translator) -> str:
    text: Any = t.pick(fact.texts)
    return (
        f"**{place}. {plain(str(text['title']), _TITLE_IN_LIST)}**\n"
        f"{t(f'fact-state-{fact.state}')}\n"
        f"-# {t('fact-line-source', source=_first_source(fact, t), date=fact.checked_on)}"
    )


def _first_source(fact: FactView, t: Translator) -> str:
    if not fact.sources:
        return t("not-stated")
    first = fact.sources[0]
    publisher = plain(_said(first.publisher, t) or _said(first.title, t), _SOURCE)
    return link(publisher, first.url) if first.url else publisher


def _source(source: FactSource, t: Translator) -> str:
    title = plain(_said(source.title, t), _SOURCE * 2)
    return t(
        "fact-source-dated" if source.date else "fact-source",
        title=link(title, source.url) if source.url else title,
        publisher=plain(_said(source.publisher, t), _SOURCE),
        date=_as_exact_as_known(source.date, t),
    )


def _said(words: str | Mapping[str, str], t: Translator) -> str:
    """Return a text that is the same for all readers, or its translation."""
    return words if isinstance(words, str) else str(t.pick(words))


def _as_exact_as_known(date: str | None, t: Translator) -> str:
    """Format a full date; return a month or a year as it is."""
    try:
        return t.day(Day.fromisoformat(date or ""))
    except ValueError:
        return plain(date or "", 20)
