"""How contracts are shown: a line in a list, a list, and one contract with its history."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import discord

from bot.contracts.model import Kind
from bot.contracts.views import ActionView, ContractLine, ContractView
from bot.paging import Page
from bot.texts import Translator
from bot.ui.changes import NONE, action_reason, quoted
from bot.ui.layout import Card, link, link_button, pager, plain
from bot.ui.lists import entries, numbers, turning

TITLE = 250
NAME = 120
_TITLE_IN_LIST, _NAME_IN_LIST = 70, 48  # eight of them fit a message, even if every letter is escaped
_DESCRIPTION = 140
_A_PAGE_OF_HISTORY = 5
_MOST_ORDERS = 6
_MOST_REVISIONS = 3
_BASE_AWARD = "0"


def contract_name(t: Translator, line: ContractLine) -> str:
    """ "Order 70CDCR24FR0000006"."""
    return t("contract-name", kind=line.kind.value, number=plain(line.number, 60))


def own_title(line: ContractLine) -> str | None:
    """What the record says the contract is for, ``None`` if it only repeats the number."""
    return line.title if line.title not in ("", line.number) else None


def source_name(t: Translator, source: str) -> str:
    """A source as people call it."""
    wanted = f"source-name-{source}"
    return t(wanted) if t.has(wanted) else plain(source, 40)


def source_line(t: Translator, source: str, read_at: datetime) -> str:
    """Where a card comes from, and when it was read there."""
    return t("source-read", source=source_name(t, source), date=read_at.date())


def source_link(t: Translator, line: ContractLine, read_at: datetime) -> str:
    """The same for a line of a list, with the link to the public page."""
    return t("line-source", source=link(source_name(t, line.source), line.url), date=read_at.date())


def or_none(t: Translator, amount: Decimal | None, currency: str) -> str:
    """Money for a text that has its own words for a missing amount."""
    return NONE if amount is None else t.money(amount, currency)


def parent_ceiling(t: Translator, line: ContractLine) -> str | None:
    """Under which vehicle and ceiling an order was placed, ``None`` if under none."""
    if line.parent_number is None:
        return None
    return t(
        "post-parent-ceiling",
        parent=plain(line.parent_number, 60),
        ceiling=or_none(t, line.parent_ceiling, line.currency),
    )


def contract_choice(t: Translator, line: ContractLine) -> str:
    """A contract among suggestions, which show no markdown."""
    amount = line.ceiling if line.kind is Kind.VEHICLE else line.obligated
    parts = [line.number] if amount is None else [line.number, t.money(amount, line.currency)]
    if title := own_title(line):
        parts.append(" ".join(title.split()))
    return " · ".join(parts)


def contract_entry(t: Translator, place: int, line: ContractLine) -> str:
    """A contract in a list."""
    lines = [f"**{place}. {contract_name(t, line)}**"]
    if title := own_title(line):
        lines.append(quoted(t, title, _TITLE_IN_LIST))
    lines.append(_money_and_end(t, line))
    buyer, supplier = (plain(name, _NAME_IN_LIST) or t("unnamed") for name in (line.buyer, line.supplier))
    lines.append(t("line-parties", buyer=buyer, supplier=supplier))
    lines.append(f"-# {source_link(t, line, line.changed_at)}")
    return "\n".join(lines)


def contract_list(page: Page[ContractLine], t: Translator, *, kind: Kind | None = None) -> Card:
    """A page of contracts, each with a button that shows it. ``page`` is not empty."""
    title = t("contracts-title") if kind is None else t("contracts-title-kind", kind=kind.value)
    card = _entries(Card().title(title), page, t)
    return turning(card, page, t, "contracts", kind.value if kind else "all")


def found_contracts(page: Page[ContractLine], t: Translator, words: str) -> Card:
    """A page of what was searched for. ``page`` is not empty."""
    card = _entries(Card().title(t("contracts-found", words=plain(words, 60))), page, t)
    return turning(card, page, t, "contracts-found", words)


def contract_card(view: ContractView, t: Translator, *, offset: int = 0) -> Card:
    """One contract, with its history from the ``offset``-th newest action on."""
    line = view.line
    card = Card().title(contract_name(t, line))
    if title := own_title(line):
        card.text(f"> {quoted(t, title, TITLE)}")
    card.small("\n".join([source_line(t, line.source, line.changed_at), t("contract-subcontracts")]))
    if view.missing_since is not None:
        card.text(t("contract-missing", date=view.missing_since.date()))
    card.text("\n".join(_parties(view, t))).rule()
    card.text("\n".join(_money(view, t))).rule()
    card.text("\n".join([*_dates(view, t), *_codes(view, t)]))
    if vehicle := parent_ceiling(t, line):
        card.text(vehicle)
    if not view.matched:
        card.small(t("contract-not-matched"))
    if line.kind is Kind.VEHICLE and view.orders:
        card.rule().text("\n".join(_orders(view, t)))
    card.rule()
    return _history(card, view, t, offset)


def _entries(card: Card, page: Page[ContractLine], t: Translator) -> Card:
    entries(card, (contract_entry(t, place, line) for place, line in enumerate(page.items, page.offset + 1)))
    return numbers(card, page, "contract", [line.id for line in page.items])


def _money_and_end(t: Translator, line: ContractLine) -> str:
    if line.kind is Kind.VEHICLE:
        shown = t("line-ceiling", amount=or_none(t, line.ceiling, line.currency))
    else:
        shown = t("line-obligated", amount=or_none(t, line.obligated, line.currency))
    return shown if line.end is None else f"{shown} · {t('line-until', date=line.end)}"


def _row(t: Translator, label: str, value: str | None) -> str:
    return t("labelled", label=label, value=value or t("not-stated"))


def _parties(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    buyer = plain(line.buyer, NAME) or t("unnamed")
    if view.buyer_parent and view.buyer_parent != line.buyer:
        buyer += f" ({plain(view.buyer_parent, NAME)})"
    yield _row(t, t("contract-buyer"), buyer)
    if line.buyer_unit:
        yield _row(t, t("contract-unit"), plain(line.buyer_unit, NAME))
    if view.funder:
        yield _row(t, t("contract-funder"), plain(view.funder, NAME))
    supplier = [plain(line.supplier, NAME) or t("unnamed")]
    if uei := view.supplier_ids.get("uei"):
        supplier.append(t("contract-uei", uei=plain(uei, 20)))
    if view.supplier_parent and view.supplier_parent != line.supplier:
        supplier.append(t("contract-part-of", name=plain(view.supplier_parent, NAME)))
    yield _row(t, t("contract-supplier"), ", ".join(supplier))


def _money(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    vehicle = line.kind is Kind.VEHICLE
    amounts = [
        ("contract-ceiling", line.ceiling) if vehicle else ("contract-obligated", line.obligated),
        ("contract-exercised", view.exercised),
        ("contract-obligated", line.obligated) if vehicle else ("contract-options", line.ceiling),
        ("contract-paid", view.paid),
    ]
    for label, amount in amounts:
        yield _row(t, t(label), None if amount is None else t.money(amount, line.currency))


def _dates(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    end = t("contract-end", kind=line.kind.value)
    for label, day in (
        (t("contract-signed"), line.signed),
        (t("contract-start"), line.start),
        (end, line.end),
    ):
        yield _row(t, label, None if day is None else t.day(day))
    if view.potential_end is not None and view.potential_end != line.end:
        yield _row(t, t("contract-potential-end"), t.day(view.potential_end))


def _codes(view: ContractView, t: Translator) -> Iterator[str]:
    for scheme, code in view.codes.items():
        wanted = f"contract-code-{scheme}"
        label = t(wanted) if t.has(wanted) else plain(scheme, 20)
        described = f", {plain(code.description, NAME)}" if code.description else ""
        yield _row(t, label, f"{plain(code.code, 20)}{described}")


def _orders(view: ContractView, t: Translator) -> Iterator[str]:
    yield f"**{t('contract-orders')}**"
    for order in view.orders[:_MOST_ORDERS]:
        yield f"- {plain(order.number, 60)}: {_money_and_end(t, order)}"
    more = len(view.orders) - _MOST_ORDERS
    if more > 0:
        yield t("contract-orders-more", count=more, number=plain(view.line.number, 60))


def _history(card: Card, view: ContractView, t: Translator, offset: int) -> Card:
    total = len(view.actions)
    if offset >= total:
        offset = 0
    shown = view.actions[offset : offset + _A_PAGE_OF_HISTORY]
    card.text(f"**{t('contract-history')}**" if shown else t("contract-history-none"))
    for action in shown:
        card.text("\n".join(_action(action, view.line, t)))
    if total > _A_PAGE_OF_HISTORY:
        card.small(t("pager-where", first=offset + 1, last=offset + len(shown), total=total))
    turns = pager(t, "history", view.line.id, offset=offset, limit=_A_PAGE_OF_HISTORY, total=total)
    return card.buttons(*public_page(t, view.line), *turns)


def public_page(t: Translator, line: ContractLine) -> "list[discord.ui.Button[Card]]":
    """The button to the public record, where there is an address that Discord takes."""
    if not line.url.startswith(("https://", "http://")) or len(line.url) > 512:
        return []
    return [link_button(t("button-public-page"), line.url)]


def _action(seen: ActionView, line: ContractLine, t: Translator) -> Iterator[str]:
    action = seen.action
    named = "base" if action.number == _BASE_AWARD else ("yes" if action.number else "no")
    parts = [
        f"**{t('contract-action', named=named, number=plain(action.number, 50))}**",
        t("contract-action-undated") if action.date is None else t.day(action.date),
        _signed(t, action.amount, line.currency),
    ]
    if reason := action_reason(t, line.source, action.code):
        parts.append(reason)
    yield " · ".join(parts)
    if action.description and action.description != line.title:
        yield quoted(t, action.description, _DESCRIPTION)
    for before in seen.revised_from[-_MOST_REVISIONS:]:
        old = [_signed(t, before.amount, line.currency), *([t.day(before.date)] if before.date else [])]
        yield f"-# {t('contract-revised', until=before.until.date(), old=', '.join(old))}"


def _signed(t: Translator, amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return t("contract-action-amount", sign=NONE)
    sign = "zero" if amount == 0 else ("plus" if amount > 0 else "minus")
    return t("contract-action-amount", sign=sign, amount=t.money(abs(amount), currency))
