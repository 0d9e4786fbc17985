"""Contracts in lists: name, line and list card, and the texts that other cards share."""

from datetime import datetime
from decimal import Decimal

import discord

from bot.common.pagination import Page
from bot.contracts.model import NO_CURRENCY, Kind
from bot.contracts.views import ContractLine
from bot.texts import Translator
from bot.ui.contracts.changes import NONE, is_number_only, party, quoted, site, site_name
from bot.ui.layout import Card, link_button
from bot.ui.lists import entries, numbers, turning
from bot.ui.markdown import link, one_line, plain

TITLE = 250
NAME = 120
PUBLISHED = frozenset({Kind.NOTICE, Kind.ARTICLE, Kind.PAGE})
"""Kinds that are no contract: they commit no money and have no end."""

_TITLE_IN_LIST, _NAME_IN_LIST = 70, 48  # eight entries fit a message, even if every letter is escaped


def contract_name(t: Translator, line: ContractLine) -> str:
    """Return a contract's name: "Order 70CDCR24FR0000006"."""
    return t("contract-name", **named(line))


def named(line: ContractLine) -> dict[str, str]:
    """Return the arguments of ``contract-name``."""
    return {"kind": line.kind.value, "number": plain(line.number, 60), "site": site(line)}


def own_title(line: ContractLine) -> str | None:
    """Return the record's description of the contract, ``None`` if it only repeats the number."""
    return line.title if line.title not in ("", line.number) else None


def source_name(t: Translator, source: str) -> str:
    """Return a source's name for people."""
    wanted = f"source-name-{source}"
    return t(wanted) if t.has(wanted) else plain(source, 40)


def source_line(t: Translator, source: str, read_at: datetime) -> str:
    """Return a card's source, with the date of the read."""
    return t("source-read", source=source_name(t, source), date=read_at.date())


def source_link(t: Translator, line: ContractLine, read_at: datetime) -> str:
    """Return the source of a list entry, linked to the public page, with the date of the read."""
    return t("line-source", source=link(source_name(t, line.source), line.url), date=read_at.date())


def or_none(t: Translator, amount: Decimal | None, currency: str) -> str:
    """Format money for a text that has its own words for a missing amount."""
    return NONE if amount is None or currency == NO_CURRENCY else t.money(amount, currency)


def parent_ceiling(t: Translator, line: ContractLine) -> str | None:
    """Return the vehicle of an order with its ceiling, ``None`` if it has none."""
    if line.parent_number is None:
        return None
    return t(
        "post-parent-ceiling",
        parent=plain(line.parent_number, 60),
        ceiling=or_none(t, line.parent_ceiling, line.parent_currency or line.currency),
    )


def contract_choice(t: Translator, line: ContractLine) -> str:
    """Return a contract as an autocomplete suggestion, without markdown."""
    amount = or_none(t, line.ceiling if line.kind is Kind.VEHICLE else line.obligated, line.currency)
    parts = [one_line(line.number)]
    if line.kind in PUBLISHED:
        parts = [t("contract-name", kind=line.kind.value, number=parts[0], site=one_line(site_name(line)))]
    if amount != NONE:
        parts.append(amount)
    if title := own_title(line):
        parts.append(one_line(title))
    return " · ".join(parts)


def contract_entry(t: Translator, place: int, line: ContractLine) -> str:
    """Return a contract as a list entry."""
    lines = [f"**{place}. {contract_name(t, line)}**"]
    if title := own_title(line):
        lines.append(quoted(t, title, _TITLE_IN_LIST))
    if shown := money_and_end(t, line):
        lines.append(shown)
    if parties := _parties(t, line):
        lines.append(parties)
    lines.append(f"-# {source_link(t, line, line.changed_at)}")
    return "\n".join(lines)


def _parties(t: Translator, line: ContractLine) -> str | None:
    """Return buyer and supplier; of publications, only those that they name."""
    buyer, supplier = (party(name, _NAME_IN_LIST) for name in (line.buyer, line.supplier))
    if line.kind is Kind.PAGE:
        return None
    if line.kind in PUBLISHED:
        return t("line-parties", buyer=buyer, supplier=supplier or NONE) if buyer else None
    return parties_by_number(t, line) or t(
        "line-parties", buyer=buyer or t("unnamed"), supplier=supplier or t("unnamed")
    )


def parties_by_number(t: Translator, line: ContractLine) -> str | None:
    """Return buyer and supplier if one of them has only a number; ``None`` if both have names."""
    if not (is_number_only(line.buyer) or is_number_only(line.supplier)):
        return None
    buyer, supplier = (party(name, NAME) or t("unnamed") for name in (line.buyer, line.supplier))
    return t("parties-by-number", buyer=buyer, supplier=supplier)


def line_obligated(t: Translator, line: ContractLine) -> str:
    """Return the committed amount, or, for sources that give it, the amount of the whole contract."""
    return t("line-obligated", amount=or_none(t, line.obligated, line.currency), source=line.source)


def contract_list(page: Page[ContractLine], t: Translator, *, kind: Kind | None = None) -> Card:
    """Return a page of contracts, each with a button that shows it. ``page`` is not empty."""
    title = t("contracts-title") if kind is None else t("contracts-title-kind", kind=kind.value)
    card = _entries(Card().title(title), page, t)
    return turning(card, page, t, "contracts", kind.value if kind else "all")


def found_contracts(page: Page[ContractLine], t: Translator, words: str) -> Card:
    """Return a page of search results. ``page`` is not empty."""
    card = _entries(Card().title(t("contracts-found", words=plain(words, 60))), page, t)
    return turning(card, page, t, "contracts-found", words)


def money_and_end(t: Translator, line: ContractLine) -> str:
    """Return the committed amount, or a vehicle's ceiling, and the end; of a publication its amount and its
    day."""
    parts: list[str] = []
    if line.kind is Kind.VEHICLE:
        parts.append(t("line-ceiling", amount=or_none(t, line.ceiling, line.currency)))
    elif line.kind not in PUBLISHED:
        parts.append(line_obligated(t, line))
    elif (amount := or_none(t, line.obligated, line.currency)) != NONE:
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


def _entries(card: Card, page: Page[ContractLine], t: Translator) -> Card:
    entries(card, (contract_entry(t, place, line) for place, line in enumerate(page.items, page.offset + 1)))
    return numbers(card, page, "contract", [line.id for line in page.items])
