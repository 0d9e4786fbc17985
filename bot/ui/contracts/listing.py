"""Lists of contracts: the entry of each, the cards, its name as a suggestion; and the list of short names."""

from collections.abc import Mapping

from bot.common.pagination import Page
from bot.contracts.model import Kind
from bot.contracts.queries.views import ContractLine
from bot.contracts.short_names import ShortNameView
from bot.texts import Translator
from bot.ui.contracts.names import (
    NONE,
    PUBLISHED,
    contract_name,
    money_and_end,
    or_none,
    own_title,
    parties,
    quoted,
    site_name,
    source_link,
)
from bot.ui.contracts.subcontracts import UNDER_OTHERS
from bot.ui.layout import Card, button, entries, numbers, turning
from bot.ui.markdown import one_line, plain

NOWHERE: Mapping[int, str] = {}
_TITLE_IN_LIST, _NAME_IN_LIST = 70, 48  # eight entries fit a message, even if every letter is escaped


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


def contract_entry(
    t: Translator, place: int, line: ContractLine, *, with_parties: bool = True, said: str = ""
) -> str:
    """Return a contract as a list entry. ``said``: the quote that stands in place of its title."""
    lines = [f"**{place}. {contract_name(t, line)}**"]
    if said:
        lines.append(said)
    elif title := own_title(line):
        lines.append(quoted(t, title, _TITLE_IN_LIST, line.marked))
    if shown := money_and_end(t, line):
        lines.append(shown)
    elif line.last_action is not None:  # by which the list is sorted
        lines.append(t("line-changed", date=line.last_action))
    if with_parties and (named := parties(t, line, _NAME_IN_LIST)):
        lines.append(named)
    lines.append(f"-# {source_link(t, line, line.changed_at)}")
    return "\n".join(lines)


def contract_list(
    page: Page[ContractLine], t: Translator, *, kind: Kind | None = None, under_others: bool = False
) -> Card:
    """Return a page of contracts, each with a button that shows it. ``page`` is not empty. ``under_others``:
    with a button for the subcontracts of watched companies under others."""
    title = t("contracts-title") if kind is None else t("contracts-title-kind", kind=kind.value)
    card = _entries(Card().title(title), page, t)
    turning(card, page, t, "contracts", kind.value if kind else "all")
    return card.buttons(button(t("button-under-others"), UNDER_OTHERS, 0, "new")) if under_others else card


def found_contracts(
    page: Page[ContractLine], t: Translator, words: str, places: Mapping[int, str] = NOWHERE
) -> Card:
    """Return a page of search results, each with the place where an action has the words (``places``, by
    contract) or else its title. ``page`` is not empty."""
    said = {id: quoted(t, text, _TITLE_IN_LIST, [words]) for id, text in places.items()}
    card = _entries(Card().title(t("contracts-found", words=plain(words, 60))), page, t, said)
    return turning(card, page, t, "contracts-found", words)


def _entries(card: Card, page: Page[ContractLine], t: Translator, said: Mapping[int, str] = NOWHERE) -> Card:
    """Add the entries; buyer and supplier stand once above them where all have the same."""
    named = {parties(t, line, _NAME_IN_LIST) for line in page.items}
    once = len(named) == 1 < len(page.items)
    if once and (shown := named.pop()):
        card.text(shown)
    listed = enumerate(page.items, page.offset + 1)
    entries(
        card,
        (
            contract_entry(t, place, line, with_parties=not once, said=said.get(line.id, ""))
            for place, line in listed
        ),
    )
    return numbers(card, page, "contract", [line.id for line in page.items])


def short_name_list(page: Page[ShortNameView], t: Translator) -> Card:
    """Return a page of short names, each with its party."""
    card = Card().title(t("short-names-title"))
    if not page.items:
        return card.text(t("short-names-none"))
    card.text("\n".join(f"**{plain(one.short)}** · {plain(one.party, 80)}" for one in page.items))
    return turning(card, page, t, "short-names")


def short_name_saved(party: str, short: str, t: Translator) -> Card:
    """Return the answer to a short name that was set, or removed if it is empty."""
    message = "short-name-set" if short else "short-name-removed"
    return Card().text(t(message, party=plain(party, 120), short=plain(short)))
