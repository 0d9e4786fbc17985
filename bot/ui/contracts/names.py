"""Names, sources, parties and money of a contract, as every card writes them; and parts of its story."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlsplit

import discord

from bot.common.text import phrase_at
from bot.contracts.model import NO_CURRENCY, Kind
from bot.contracts.queries.views import ContractLine
from bot.contracts.sources.page.docket import is_docket, named_in
from bot.texts import Translator
from bot.ui.layout import Card, button, link_button
from bot.ui.markdown import ELLIPSIS, link, one_line, plain

NONE = "none"
"""Selector value of texts for a missing value."""

TITLE = 250
NAME = 120
_IN_HEADLINE = 40
_NUMBER = 36
_LEAD = 24  # characters before the marked words of a quote
PUBLISHED = frozenset({Kind.NOTICE, Kind.ARTICLE, Kind.PAGE})
"""Kinds that are no contract: they commit no money and have no end."""

_PREAMBLE = re.compile(
    r"\s*(?:the )?(?:purpose|intent|objective) of this [\w ]{3,40}? is (?:to|for) "
    r"(?:(?:obtain|provide|procure|acquire|purchase) )?",
    re.IGNORECASE,
)
_MEANT = frozenset({"dismissed", "denied", "sustained", "withdrawn"})
"""Outcomes of protests that the texts explain, as GAO's guide to bid protests defines them."""
_SIRET = re.compile(r"\b(SIRE[NT]) (\d{3})(\d{3})(\d{3})(\d{5})?\b")


def contract_name(t: Translator, line: ContractLine) -> str:
    """Return a contract's name: "Order 70CDCR24FR0000006"."""
    return t("contract-name", **named(line))


def named(line: ContractLine) -> dict[str, str]:
    """Return the arguments of ``contract-name``."""
    return {"kind": line.kind.value, "number": plain(line.number, _NUMBER), "site": site(line)}


def own_title(line: ContractLine) -> str | None:
    """Return the record's description of the contract, ``None`` if it only repeats the number."""
    return line.title if line.title not in ("", line.number) else None


def protest_name(t: Translator, line: ContractLine) -> str | None:
    """Return the name of the protest that a docket's page is about, ``None`` for any other page."""
    named = named_in(line.title) if is_docket(line.url) else None
    if named is None:
        return None
    file, protester, solicitation = (plain(each, NAME) for each in named)
    return t("protest-name", file=file, protester=protester, solicitation=solicitation)


def protest_meaning(outcome: str | None) -> str:
    """Return the selector value for a protest's outcome, ``NONE`` if the texts do not explain it."""
    known = (outcome or "").strip().casefold()
    return known if known in _MEANT else NONE


def source_name(t: Translator, source: str) -> str:
    """Return a source's name for people."""
    wanted = f"source-name-{source}"
    return t(wanted) if t.has(wanted) else plain(source, 40)


def source_line(t: Translator, source: str, read_at: datetime) -> str:
    """Return a card's source, with the date of the read."""
    return t("source-read", source=source_name(t, source), date=read_at.date())


def linked_source(t: Translator, source: str, url: str) -> str:
    """Return a source's name, linked to a public page, and a note if not everybody can open that."""
    note = f"source-link-{source}"
    linked = link(source_name(t, source), url)
    return f"{linked} ({t(note)})" if t.has(note) else linked


def source_link(t: Translator, line: ContractLine, read_at: datetime) -> str:
    """Return the source of a list entry, linked to the public page, with the date of the read."""
    return t("line-source", source=linked_source(t, line.source, line.url), date=read_at.date())


def or_none(t: Translator, amount: Decimal | None, currency: str, *, rounded: bool = False) -> str:
    """Format money for a text that has its own words for a missing amount."""
    if amount is None or currency == NO_CURRENCY:
        return NONE
    return t.rounded(amount, currency) if rounded else t.money(amount, currency)


def parent_ceiling(t: Translator, line: ContractLine) -> str | None:
    """Return the vehicle of an order with its ceiling, ``None`` if it has none."""
    if line.parent_number is None:
        return None
    return t(
        "post-parent-ceiling",
        parent=plain(line.parent_number, _NUMBER),
        ceiling=or_none(t, line.parent_ceiling, line.parent_currency or line.currency),
    )


def parties(t: Translator, line: ContractLine, limit: int = NAME) -> str | None:
    """Return "ICE → Capgemini" by short names where there are some; ``None`` if neither is named, and for a
    page, whose name has its site."""
    if line.kind is Kind.PAGE:
        return None
    buyer, supplier = (
        party(line.short_buyer or line.buyer, limit),
        party(line.short_supplier or line.supplier, limit),
    )
    if not buyer:
        return supplier or None
    return t("line-parties", buyer=buyer, supplier=supplier or NONE)


def subject(t: Translator, line: ContractLine) -> str:
    """Return what a headline is about: buyer and supplier, the publisher of an article or a page by its short
    name or its site, or the name of a contract without parties."""
    if line.kind in (Kind.ARTICLE, Kind.PAGE):
        return party(line.short_buyer, _IN_HEADLINE) if line.short_buyer else site(line)
    return parties(t, line, _IN_HEADLINE) or contract_name(t, line)


def line_obligated(t: Translator, line: ContractLine, *, rounded: bool = False) -> str | None:
    """Return the committed amount, or, for sources that give it, the amount of the whole contract."""
    amount = or_none(t, line.obligated, line.currency, rounded=rounded)
    return None if amount == NONE else t("line-obligated", amount=amount, source=line.source)


def money_and_end(t: Translator, line: ContractLine, *, rounded: bool = False) -> str:
    """Return the committed amount, or a vehicle's ceiling, and the end; of a publication its amount and its
    day."""
    parts = [t("line-planned")] if line.planned else []
    if line.kind is Kind.VEHICLE:
        if (ceiling := or_none(t, line.ceiling, line.currency, rounded=rounded)) != NONE:
            parts.append(t("line-ceiling", amount=ceiling))
    elif line.kind not in PUBLISHED:
        if committed := line_obligated(t, line, rounded=rounded):
            parts.append(committed)
    elif (amount := or_none(t, line.obligated, line.currency, rounded=rounded)) != NONE:
        parts.append(t("line-notice", amount=amount))
    if line.kind in PUBLISHED:
        parts += [t("line-published", date=line.signed)] if line.signed else []
    elif line.end is not None:
        parts.append(t("line-until", date=line.end))
    return " · ".join(parts)


def public_page(t: Translator, line: ContractLine) -> "list[discord.ui.Button[Card]]":
    """Return the button to the public record, if its address is valid for Discord."""
    if not line.url.startswith(("https://", "http://")) or len(line.url) > 512:
        return []
    return [link_button(t("button-public-page", kind=line.kind.value), line.url)]


def words_button(t: Translator, mark: str) -> "discord.ui.Button[Card]":
    """Return the button that explains the words of posts."""
    return button(t("button-words"), "words", mark)


def quoted(t: Translator, words: str, limit: int, marked: Collection[str] = ()) -> str:
    """Return the record's own words, in the quotation marks of the reader's language, cut around what is
    ``marked``."""
    return t("quoted", words=plain(gist(words, limit, marked), limit))


def gist(words: str, limit: int, marked: Collection[str] = ()) -> str:
    """Return the record's own words, from where they are worth reading if they must be cut: shortly before
    what is ``marked``, or else behind "The purpose of this task order is to obtain"."""
    words = one_line(words, len(words))
    if len(words) <= limit:
        return words
    if span := phrase_at(words, marked):
        begin, end = span
        lead = max(0, min(_LEAD, limit - (end - begin) - 2 * len(f"{ELLIPSIS} ")))
        start = 0 if begin <= lead else words.find(" ", begin - lead - 1, begin) + 1 or begin
        return f"{ELLIPSIS} {words[start:]}" if start else words
    preamble = _PREAMBLE.match(words)
    return words if preamble is None else f"{ELLIPSIS} {words[preamble.end() :]}"


def party(name: str, limit: int) -> str:
    """Return the name of a buyer or a supplier; a SIRET or SIREN in groups, as it is written in
    France."""
    return plain(_SIRET.sub(lambda number: " ".join(filter(None, number.groups())), name), limit)


def site(contract: ContractLine) -> str:
    """Return the site of a record as markdown, for records that have no other name."""
    return plain(site_name(contract), 80)


def site_name(contract: ContractLine) -> str:
    """Return the host of a record's address, else its source."""
    try:
        host = urlsplit(contract.url).hostname or ""
    except ValueError:  # the source's address is invalid
        host = ""
    return host.removeprefix("www.") or contract.source


_MAX_ADDRESS = 140
"""Characters of an address in a list; a longer one would take the room of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Text of one topic, as markdown lines: ``line`` for the contract's card, where a phone shows few, "" if
    nothing there is worth one; ``posted`` the same for a post, which stays as it is; the others for a card or
    a page of its own. ``foot`` has sources and days."""

    line: str
    posted: str = ""
    head: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


def numbered(number: str, url: str) -> str:
    """Return the number of a record, linked to its public page."""
    return sourced(plain(number, 40), url)


def sourced(said: str, url: str) -> str:
    """Return what a record says, as markdown, linked to its public page."""
    return link(said, url) if len(url) <= _MAX_ADDRESS else said
