"""Card of one contract with all that is known of it: parties, money, dates, family, history and sources."""

from collections.abc import Iterator
from datetime import date as Day
from decimal import Decimal

import discord

from bot.contracts.model import MOVED_TO, Change, ChangeKind, Kind, Status
from bot.contracts.queries.views import ActionView, ContractLine, ContractView
from bot.texts import Translator
from bot.ui.contracts.changes import action_reason
from bot.ui.contracts.family import family
from bot.ui.contracts.names import (
    NAME,
    NONE,
    PUBLISHED,
    TITLE,
    contract_name,
    money_and_end,
    or_none,
    own_title,
    party,
    public_page,
    quoted,
    source_name,
)
from bot.ui.layout import Card, button, pager
from bot.ui.markdown import link, plain

_DESCRIPTION = 140
_HISTORY_PAGE_SIZE = 5
_MAX_REVISIONS = 3
_MAX_EFFECTS = 3
_MAX_SOURCES = 3
_BASE_AWARD = "0"
NOTICE_TYPE = "notice-type"
_OF_CEILING = frozenset({ChangeKind.CEILING_RAISED, ChangeKind.CEILING_LOWERED})
_OF_END = frozenset({ChangeKind.EXTENDED, ChangeKind.SHORTENED})


def contract_card(view: ContractView, t: Translator, *, offset: int = 0) -> Card:
    """Return the card of one contract, with its history from the ``offset``-th newest action on."""
    line = view.line
    published = line.kind in PUBLISHED
    card = Card().title(contract_name(t, line))
    if title := own_title(line):
        card.text(f"> {quoted(t, title, TITLE)}")
    card.small("\n".join(_about(view, t)))
    if state := list(_state(view, t)):
        card.text("\n".join(state))
    if parties := list(_parties(view, t)):
        card.text("\n".join(parties)).rule()
    if published:
        card.text("\n".join(_published(view, t)))
    else:
        card.text("\n".join(_money(view, t))).rule()
        card.text("\n".join([*_dates(view, t), *_codes(view, t)]))
    if view.also:
        card.text("\n".join(_also(view, t)))
    if relatives := family(view, t):
        card.rule().text("\n".join(relatives))
    if not published:
        card.rule()
        _history(card, view, t, offset)
    turns = pager(t, "history", line.id, offset=offset, limit=_HISTORY_PAGE_SIZE, total=len(view.actions))
    return card.buttons(*public_page(t, line), *_more(view, t)).buttons(*turns)


def row(t: Translator, label: str, value: str | None) -> str:
    """Return a labelled value, or "not stated"."""
    return t("labelled", label=label, value=value or t("not-stated"))


def _about(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    yield t("kind-words", kind=line.kind.value)
    source = link(source_name(t, line.source), line.url)
    yield t("source-read", source=source, date=line.changed_at.date())
    if line.kind not in PUBLISHED:
        yield t("contract-subcontracts")


def _state(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield what a reader must know first: that it is gone, unmatched, or read in part."""
    if view.status is Status.REMOVED:
        yield t("contract-removed")
    elif view.status is Status.MOVED:
        to = view.codes.get(MOVED_TO)
        yield t("contract-moved", host=plain(to.code, NAME) if to else t("not-stated"))
    elif view.missing_since is not None:
        withdrawn = "yes" if view.withdrawn else "no"
        yield t("contract-missing", date=view.missing_since.date(), withdrawn=withdrawn)
    elif view.unmatched_since is not None:
        yield t("contract-unmatched", date=view.unmatched_since.date())
    if not view.whole:
        yield t("contract-partial")
    if not view.matched:
        yield t("contract-not-matched")


def _parties(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    published = line.kind in PUBLISHED
    if line.buyer or not published:
        buyer = party(line.buyer, NAME) or t("unnamed")
        if view.buyer_parent and view.buyer_parent != line.buyer:
            buyer += f" ({party(view.buyer_parent, NAME)})"
        yield row(t, t("contract-buyer", kind=line.kind.value), buyer)
    if line.buyer_unit:
        yield row(t, t("contract-unit"), plain(line.buyer_unit, NAME))
    if view.funder:
        yield row(t, t("contract-funder"), plain(view.funder, NAME))
    if not line.supplier and published:
        return
    supplier = [party(line.supplier, NAME) or t("unnamed")]
    if uei := view.supplier_ids.get("uei"):
        supplier.append(t("contract-uei", uei=plain(uei, 20)))
    if view.supplier_parent and view.supplier_parent != line.supplier:
        supplier.append(t("contract-part-of", name=plain(view.supplier_parent, NAME)))
    yield row(t, t("contract-supplier", kind=line.kind.value), ", ".join(supplier))


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
        shown = or_none(t, amount, line.currency)
        yield row(t, t(label, source=line.source), None if shown == NONE else shown)


def _dates(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    if view.status is not None:
        yield row(t, t("contract-status"), t("status-words", status=view.status.value))
    for label, day in (
        (t("contract-signed"), line.signed),
        (t("contract-start"), line.start),
        (t("contract-end", kind=line.kind.value), line.end),
    ):
        yield row(t, label, None if day is None else t.day(day))
    if line.potential_end is not None and line.potential_end != line.end:
        yield row(t, t("contract-potential-end"), t.day(line.potential_end))


def _codes(view: ContractView, t: Translator) -> Iterator[str]:
    for scheme, code in view.codes.items():
        if scheme == MOVED_TO:  # shown above, and outdated for a page that is back
            continue
        wanted = f"contract-code-{scheme}"
        label = t(wanted) if t.has(wanted) else plain(scheme, 20)
        described = f", {plain(code.description, NAME)}" if code.description else ""
        words = f"{scheme}-{code.code.lower().replace('_', '-')}"
        if scheme == NOTICE_TYPE and t.has(words):
            yield row(t, label, f"{t(words)} ({plain(code.code, 40)})")
        else:
            yield row(t, label, f"{plain(code.code, 40)}{described}")


def _published(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    yield row(t, t("contract-published"), None if line.signed is None else t.day(line.signed))
    if view.status is not None:
        yield row(t, t("contract-status"), t("status-words", status=view.status.value))
    if (amount := or_none(t, line.obligated, line.currency)) != NONE:
        yield t("line-notice", amount=amount)
    yield from _codes(view, t)


def _also(view: ContractView, t: Translator) -> Iterator[str]:
    yield t("contract-also", count=len(view.also))
    for other in view.also[:_MAX_SOURCES]:
        source = link(source_name(t, other.source), other.url)
        shown = money_and_end(t, other)
        named = contract_name(t, other)
        yield f"- {t('line-source', source=source, date=other.changed_at.date())}: {named}" + (
            f", {shown}" if shown else ""
        )


def _more(view: ContractView, t: Translator) -> "Iterator[discord.ui.Button[Card]]":
    yield button(t("button-first-seen"), "first-seen", view.line.id)
    if view.readings and view.line.kind not in PUBLISHED:
        yield button(t("button-figures"), "figures", view.line.id, 0, "new")
    if view.text:
        yield button(t("button-text"), "text", view.line.id, 0, "new")


def _history(card: Card, view: ContractView, t: Translator, offset: int) -> None:
    total = len(view.actions)
    if offset >= total:
        offset = 0
    shown = view.actions[offset : offset + _HISTORY_PAGE_SIZE]
    card.text(f"**{t('contract-history')}**" if shown else t("contract-history-none"))
    for action in shown:
        card.text("\n".join(_action(action, view.line, t)))
    if total > _HISTORY_PAGE_SIZE:
        card.small(t("pager-where", first=offset + 1, last=offset + len(shown), total=total))


def _action(seen: ActionView, line: ContractLine, t: Translator) -> Iterator[str]:
    action = seen.action
    named = "base" if action.number == _BASE_AWARD else ("yes" if action.number else "no")
    parts = [
        f"**{t('contract-action', named=named, number=plain(action.number, 50))}**",
        t("contract-action-undated") if action.date is None else t.day(action.date),
        _signed(t, action.amount, line.currency),
    ]
    if action.code:
        reason = action_reason(t, line.source, action.code) or NONE
        parts.append(t("contract-action-code", reason=reason, code=plain(action.code, 8)))
    yield " · ".join(parts)
    if action.description and action.description != line.title:
        yield quoted(t, action.description, _DESCRIPTION)
    for effect in seen.effects[-_MAX_EFFECTS:]:
        yield f"-# {_effect(effect, line, t)}"
    for before in seen.revised_from[-_MAX_REVISIONS:]:
        old = [_signed(t, before.amount, line.currency), *([t.day(before.date)] if before.date else [])]
        yield f"-# {t('contract-revised', until=before.until.date(), old=', '.join(old))}"


def _effect(change: Change, line: ContractLine, t: Translator) -> str:
    """Return a change that was seen together with an action."""
    values = {"old": _value(change.old, change, line, t), "new": _value(change.new, change, line, t)}
    if change.kind in _OF_CEILING:
        return t("effect-ceiling", **values)
    if change.kind in _OF_END:
        return t("effect-end", kind=line.kind.value, **values)
    return t("effect-supplier", **values)


def _value(value: Decimal | Day | str | None, change: Change, line: ContractLine, t: Translator) -> str:
    if isinstance(value, Decimal):
        return t.money(value, change.currency or line.currency)
    if isinstance(value, Day):
        return t.day(value)
    return party(value or "", NAME) or t("not-stated")


def _signed(t: Translator, amount: Decimal | None, currency: str) -> str:
    if amount is None:
        return t("contract-action-amount", sign=NONE)
    sign = "zero" if amount == 0 else ("plus" if amount > 0 else "minus")
    return t("contract-action-amount", sign=sign, amount=t.money(abs(amount), currency))
