"""Cards of facts: the statement, its state, its sources, and since when it was not checked; and of the words
that a campaign explains."""

import re
from collections.abc import Iterable, Mapping
from datetime import date as Day
from typing import Any

import discord

from bot.campaign.facts.glossary import MEANING_LENGTH, WORD_LENGTH, Word
from bot.campaign.facts.views import STALE_AFTER, FactSource, FactView, language_of
from bot.common.pagination import Page
from bot.texts import Translator
from bot.ui.kinds import OF_FACT
from bot.ui.layout import Card, button, entries, numbers, turning
from bot.ui.markdown import ELLIPSIS, PHONE_WIDTH, fit, link, one_line, plain, prose, shorten
from bot.ui.options import MAX_SEARCH_LENGTH

WORDS_A_PAGE = 6

_TITLE, _TITLE_IN_LIST = 250, 80
_MIN_SOURCE_LENGTH = 12
_BODY, _SOURCES = 2000, 800  # leave space for contracts, the check, and what organisers are told
_NUMBER, _MAX_CONTRACTS = 60, 3
_SOURCE = 80
_CONFIRMED = "confirmed"
_MAX_LINES = 2  # on a contract's card
_MONTH = re.compile(r"\d{4}-\d{2}")


def fact_card(fact: FactView, t: Translator, today: Day) -> Card:
    """Return one fact with all its sources, and the day it was checked."""
    text: Any = t.pick(fact.texts)
    card = Card(colour=OF_FACT.get(fact.state)).title(plain(str(text["title"]), _TITLE))
    card.text(_state(fact, t))
    body = shorten(prose(str(text["body"])), _BODY)
    lines = (f"- {_source(source, t)}" for source in fact.sources)
    shown = _as_many_as_fit(lines, _BODY - len(body) + _SOURCES)
    card.text(body).rule().text("\n".join([f"**{t('fact-sources')}**", *shown]))
    checked = _checked(fact.checked_on, "fact", t, today)
    card.small("\n".join([*_contracts(fact, t), *_corrected_beside(fact, t), checked]))
    return card.buttons(*contract_buttons(fact, t))


def _corrected_beside(fact: FactView, t: Translator) -> list[str]:
    """Return a line if the fact was corrected in another language than the one shown."""
    corrected = fact.corrected_beside(language_of(fact.texts, t.language))
    if not corrected:
        return []
    languages = ", ".join(map(t.language_name, corrected))
    return [t("fact-corrected-beside", date=max(corrected.values()), languages=languages)]


def contract_buttons(fact: FactView, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return buttons to the contracts that a fact names, if they can be shown."""
    shown = [each for each in fact.contracts if each.followed][:_MAX_CONTRACTS]
    labels = (t("button-fact-contract", number=one_line(each.number, _NUMBER)) for each in shown)
    return [button(label, "contract", each.id) for label, each in zip(labels, shown, strict=True)]


def buttons_about(page: Page[FactView], contract_id: int, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the button of a contract's card to the only fact that names it, or to the list of them."""
    if not page.items:
        return []
    label = t("button-contract-facts", count=page.total)
    if page.total == 1:
        return [button(label, "fact", page.items[0].id)]
    return [button(label, "facts-about", contract_id, 0, "new")]


def fact_lines(page: Page[FactView], t: Translator) -> list[str]:
    """Return a line for each fact that its contract's record does not confirm, with its first source, and
    whether it needs checking. Confirmed facts are left out, since the card shows the record."""
    facts = [fact for fact in page.items if fact.state != _CONFIRMED and fact.sources]
    return [_beside_record(fact, t) for fact in facts[:_MAX_LINES]]


def _beside_record(fact: FactView, t: Translator) -> str:
    said = t(
        "contract-fact",
        state=fact.state,
        known=t(f"fact-state-{fact.state}"),
        source=_first_source(fact, t, _SOURCE),
        title=plain(str(t.pick(fact.texts)["title"]), _TITLE_IN_LIST),
    )
    return said if fact.changed_on is None else f"{said} · **{t('fact-changed-short')}**"


def facts_about(page: Page[FactView], contract_id: int, t: Translator, today: Day) -> Card:
    """Return a page of the facts that name a contract."""
    card = Card().title(t("contract-facts"))
    if not page.items:
        return card.text(t("facts-none"))
    numbered_facts(card, page, t, today)
    return turning(card, page, t, "facts-about", contract_id)


def fact_sections(fact: FactView, t: Translator, today: Day) -> list[str]:
    """Return a fact whole, as sections of markdown, for a page that has room: its state, the statement, all
    sources, the day it was checked."""
    sources = [f"- {_source(source, t)}" for source in fact.sources]
    return [
        _state(fact, t),
        prose(str(t.pick(fact.texts)["body"])),
        "\n".join([f"**{t('fact-sources')}**", *sources]),
        f"-# {_checked(fact.checked_on, 'fact', t, today)}",
    ]


def fact_list(page: Page[FactView], t: Translator, today: Day) -> Card:
    """Return a page of facts, each with a button that shows it. A day on which all were checked stands once,
    at the foot."""
    card = Card().title(t("facts-title"))
    if not page.items:
        return card.text(t("facts-none"))
    numbered_facts(card, page, t, today)
    return turning(card, page, t, "facts")


def found_facts(page: Page[FactView], t: Translator, words: str, today: Day) -> Card:
    """Return a page of the facts that a search found."""
    card = Card().title(t("facts-found-title", words=plain(words, MAX_SEARCH_LENGTH)))
    numbered_facts(card, page, t, today)
    return turning(card, page, t, "facts-found", words)


def numbered_facts(card: Card, page: Page[FactView], t: Translator, today: Day, action: str = "fact") -> None:
    """Add a page of facts, the day on which all of them were checked, and a button for each, whose handler is
    ``action``'s."""
    checked = {fact.checked_on for fact in page.items}
    several = len(checked) > 1
    places = enumerate(page.items, page.offset + 1)
    entries(card, (_entry(place, fact, t, today if several else None) for place, fact in places))
    if not several:
        card.small(_checked(page.items[0].checked_on, "facts" if len(page.items) > 1 else "fact", t, today))
    numbers(card, page, action, [fact.id for fact in page.items])


def words_card(page: Page[Word], t: Translator) -> Card:
    """Explain the words of posts, and below them a page of the server's own."""
    card = Card().title(t("button-words"))
    if not page.offset:
        card.text(t("words-explained"))
    if page.items:
        card.text("\n".join(word_line(t.pick(word.texts), t) for word in page.items))
    return turning(card, page, t, "words-page")


def word_line(text: Any, t: Translator) -> str:
    """Return a word and its meaning."""
    word, meaning = plain(text["word"], WORD_LENGTH), plain(text["meaning"], MEANING_LENGTH)
    return t("word-line", word=word, meaning=meaning)


def _entry(place: int, fact: FactView, t: Translator, today: Day | None) -> str:
    """Return a fact's title, state, and first source; with ``today``, its check in place of the source. That
    a contract of it changed comes before both."""
    text: Any = t.pick(fact.texts)
    state = t(f"fact-state-{fact.state}")
    room = max(_MIN_SOURCE_LENGTH, PHONE_WIDTH - len(state) - 3)
    if fact.changed_on is not None:
        more = t("fact-changed-short")
    elif today is not None:
        more = _checked(fact.checked_on, "fact", t, today)
    else:
        more = _first_source(fact, t, room)
    line = f"{state} · {more}" if more else state
    return f"**{place}. {plain(fit(str(text['title']), _TITLE_IN_LIST))}**\n-# {line}"


def _state(fact: FactView, t: Translator) -> str:
    """Return how sure a fact is, and whether one of its contracts changed since it was checked."""
    state = f"fact-state-{fact.state}"
    changed = [] if fact.changed_on is None else [f"**{t('fact-changed', date=fact.changed_on)}**"]
    return "\n".join([f"**{t(state)}**", t(f"{state}.meaning"), *changed])


def _contracts(fact: FactView, t: Translator) -> list[str]:
    """Return a line with the numbers of the contracts that a fact names, if it names any."""
    if not fact.contracts:
        return []
    numbers = [plain(each.number, _NUMBER) for each in fact.contracts[:_MAX_CONTRACTS]]
    more = [ELLIPSIS] if len(fact.contracts) > len(numbers) else []
    return [
        t(
            "labelled",
            label=t("fact-contracts", count=len(fact.contracts)),
            value=", ".join([*numbers, *more]),
        )
    ]


def _checked(day: Day, what: str, t: Translator, today: Day) -> str:
    """Return when a ``fact``, or all ``facts`` of a page, were checked; or that it was long ago."""
    return t(f"{what}-{'not-checked' if day <= today - STALE_AFTER else 'checked'}", date=day)


def _first_source(fact: FactView, t: Translator, length: int) -> str:
    if not fact.sources:
        return ""
    first = fact.sources[0]
    publisher = plain(_said(first.publisher, t) or _said(first.title, t), length)
    return link(publisher, first.url) if first.url else publisher


def _as_many_as_fit(lines: Iterable[str], room: int) -> list[str]:
    """Return the first of these lines, none of them cut, and an ellipsis for the others."""
    shown: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0 and shown:
            return [*shown, ELLIPSIS]
        shown.append(line)
    return shown


def fact_foot(fact: FactView, t: Translator, today: Day) -> str:
    """Return a fact's state, its first source with the day of that, and the day of its last check."""
    dated = [_as_exact_as_known(each.date, t) for each in fact.sources[:1] if each.date]
    source = ", ".join(filter(None, [_first_source(fact, t, _SOURCE), *dated]))
    said = [t(f"fact-state-{fact.state}"), source, _checked(fact.checked_on, "fact", t, today)]
    return " · ".join(filter(None, said))


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
    """Format a day or a month; return a year as it is."""
    known = date or ""
    month = _MONTH.fullmatch(known)
    try:
        day = Day.fromisoformat(f"{known}-01" if month else known)
    except ValueError:
        return plain(known, 20)
    return t.month(day) if month else t.day(day)
