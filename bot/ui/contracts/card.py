"""Card of one contract with all that is known of it: parties, money, dates, family, history and sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Day
from decimal import Decimal
from urllib.parse import quote

import discord

from bot.contracts.model import MOVED_TO, Change, ChangeKind, Code, Kind, Status
from bot.contracts.queries.views import ActionView, ContractLine, ContractView
from bot.texts import Translator
from bot.ui.contracts.changes import action_reason, passage
from bot.ui.contracts.names import (
    NAME,
    NONE,
    PUBLISHED,
    TITLE,
    contract_name,
    linked_source,
    money_and_end,
    or_none,
    own_title,
    parent_ceiling,
    parties,
    party,
    public_page,
    quoted,
    source_line,
    source_link,
)
from bot.ui.contracts.story import story_button, story_lines, story_sections
from bot.ui.layout import Card, button, pager
from bot.ui.markdown import fitting, link, phone_lines, plain

MAX_LINES = 25
"""Lines of the card on a phone."""

_REGISTER = "https://annuaire-entreprises.data.gouv.fr/etablissement/"
"""Page of a French establishment in the state's register, which may have given its name."""

_TITLE = 84
_NAME = 60
_DESCRIPTION = 80
_HISTORY_PAGE_SIZE = 3
_HISTORY_LINES = 11  # maximum that is kept free
_MAX_REVISIONS = 3
_MAX_EFFECTS = 3
_MAX_SOURCES = 3
_MAX_MARKED = 3
_BASE_AWARD = "0"
NOTICE_TYPE = "notice-type"
ESTIMATE = "estimate"
_OF_CEILING = frozenset({ChangeKind.CEILING_RAISED, ChangeKind.CEILING_LOWERED})
_OF_END = frozenset({ChangeKind.EXTENDED, ChangeKind.SHORTENED})


def contract_card(view: ContractView, t: Translator, said: Sequence[str] = (), *, offset: int = 0) -> Card:
    """Return the card of one contract, of at most ``MAX_LINES`` lines on a phone, with its history from the
    ``offset``-th newest action on. ``said`` has what facts say of it."""
    line = view.line
    published = line.kind in PUBLISHED
    name, title = contract_name(t, line), own_title(line)
    foot = t("source-read", source=linked_source(t, line.source, line.url), date=line.changed_at.date())
    room = MAX_LINES - phone_lines(name) - phone_lines(foot)
    quote = [f"> {quoted(t, title, _TITLE, line.marked)}"] if title else []
    quote += list(_marked(view, t))[:1]
    state, record = list(_state(view, t)), list(_facts(view, t) if published else _in_short(view, t))
    beside = [f"- {each}" for each in (*story_lines(line, view.story, t), *said)]
    told = [*quote, *state, *record, *beside]  # news beyond the record last: it has cards of its own
    shown = fitting(told, room if published else room - _least_of_history(view, t, offset))
    room -= sum(map(phone_lines, shown))
    history = [] if published else _history(view, t, offset, room)
    room -= sum(map(phone_lines, history))
    others = [] if published or len(shown) < len(told) else fitting(_others(view, t), room)
    card = Card().title(name)
    # Separate blocks: a client may take the line after a quote as part of it, and the record is easy to find.
    first, second = len(quote), len(quote) + len(state)
    third = second + len(record)
    for part in (shown[:first], [*shown[first:second], *shown[third:]], [*shown[second:third], *others]):
        card.text("\n".join(part))
    if history:
        card.rule().text("\n".join(history))
    card.small(foot)
    turns = pager(t, "history", line.id, offset=offset, limit=_HISTORY_PAGE_SIZE, total=len(view.actions))
    card.buttons(*public_page(t, line), *_more(view, t))
    return card.buttons(*story_button(view, t), *turns)


def contract_details_card(view: ContractView, t: Translator) -> Card:
    """Return all that is known of a contract but its history: also its kind, codes, family and other
    sources."""
    line = view.line
    card = Card().title(contract_name(t, line)).text("\n".join(_about(view, t)))
    card.text("\n".join(_marked(view, t, title=True)))
    card.text("\n".join([*_facts(view, t), *_offices(view, t), *_codes(view, t)]))
    if view.also:
        card.text("\n".join(_also(view, t)))
    if relatives := family(view, t):
        card.rule().text("\n".join(relatives))
    return card.small(source_line(t, line.source, line.changed_at))


def contract_sections(view: ContractView, t: Translator) -> list[str]:
    """Return all that is known of a contract but its history, as sections of markdown, for a page that has
    room: what a reader must know first, parties, money, dates and codes, other sources, family, story."""
    line = view.line
    title = own_title(line)
    sections: list[list[str]] = [
        [f"> {quoted(t, title, TITLE, line.marked)}"] if title else [],
        list(_state(view, t)),
        [*_facts(view, t), *_offices(view, t), *_codes(view, t)],
        list(_about(view, t)),
        list(_also(view, t)) if view.also else [],
        family(view, t),
    ]
    return [*("\n".join(section) for section in sections if section), *story_sections(view, t)]


def contract_actions(view: ContractView, t: Translator) -> list[str]:
    """Return the whole history of a contract as markdown, an action each, newest first."""
    return ["\n".join(_action(seen, view.line, t)) for seen in view.actions]


def _facts(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield parties, money and dates."""
    yield from _parties(view, t)
    if view.line.kind in PUBLISHED:
        yield from _published(view, t)
    else:
        yield from _money(view, t)
        yield from _dates(view, t)


def _in_short(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield parties, money and dates as far as every card has room for them: under the short names of both
    parties, if the server has some, and without the holder's numbers."""
    line = view.line
    if line.short_buyer and line.short_supplier:
        yield parties(t, line) or ""
    else:
        yield from _parties(view, t)
    others = set(_others(view, t))
    yield from (told for told in (*_money(view, t), *_dates(view, t)) if told not in others)
    if (ceiling := or_none(t, line.parent_ceiling, line.parent_currency or line.currency)) != NONE:
        yield row(t, t("contract-parent-ceiling"), ceiling)


def _others(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield money and dates that give way to what is known beside the record, and to the history: not every
    record has them, and *More* does."""
    line = view.line
    least = replace(
        view,
        exercised=None,
        paid=None,
        line=replace(
            line,
            ceiling=line.ceiling if line.kind is Kind.VEHICLE else None,
            start=None,
            potential_end=None,
        ),
    )
    kept = {*_money(least, t), *_dates(least, t)}
    yield from (told for told in (*_money(view, t), *_dates(view, t)) if told not in kept)


def row(t: Translator, label: str, value: str) -> str:
    """Return a labelled value."""
    return t("labelled", label=label, value=value)


def _about(view: ContractView, t: Translator) -> Iterator[str]:
    yield t("kind-words", kind=view.line.kind.value)
    if view.line.kind not in PUBLISHED:
        yield t("contract-subcontracts", source=view.line.source)


def _state(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield what a reader must know first: that it is gone, unmatched, or read in part."""
    if view.status is Status.PLANNED:
        yield t("contract-planned")
    elif view.status is Status.REMOVED:
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


def _marked(view: ContractView, t: Translator, *, title: bool = False) -> Iterator[str]:
    """Yield the record's own words that the server's watches are about: of the actions, newest first, each
    once, if the title does not have them; with ``title``, also of that."""
    line = view.line
    if said := passage(t, line, line.title):
        yield from [said] if title else []
        return
    quotes: dict[str, str] = {}
    for seen in view.actions:
        if said := passage(t, line, seen.action.description):
            quotes.setdefault(said, _named(seen, t))
    yield from (row(t, name, said) for said, name in list(quotes.items())[:_MAX_MARKED])


def _named(seen: ActionView, t: Translator) -> str:
    number = seen.action.number
    named = "base" if number == _BASE_AWARD else ("yes" if number else "no")
    return t("contract-action", named=named, number=plain(number, 24))


def _parties(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    if line.buyer and line.kind is not Kind.PAGE:  # its name has its site
        buyer = _called(line.short_buyer, party(line.buyer, _NAME))
        yield row(t, t("contract-buyer", kind=line.kind.value), buyer)
    if line.supplier:
        supplier = [_called(line.short_supplier, party(line.supplier, _NAME))]
        if uei := view.supplier_ids.get("uei"):
            supplier.append(t("contract-uei", uei=plain(uei, 20)))
        elif (siret := view.supplier_ids.get("siret")) and siret not in line.supplier:
            supplier.append(link(party(f"SIRET {siret}", _NAME), _REGISTER + quote(siret, safe="")))
        yield row(t, t("contract-supplier", kind=line.kind.value), ", ".join(supplier))


def _called(short: str, name: str) -> str:
    """Return a party's name, with its short name first; only that if they differ in capitals alone."""
    if not short or short.casefold() == name.casefold():
        return plain(short) or name
    return f"{plain(short)} ({name})"


def _offices(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    if view.buyer_parent and view.buyer_parent != line.buyer:
        yield row(t, t("contract-buyer-parent"), party(view.buyer_parent, NAME))
    if line.buyer_unit:
        yield row(t, t("contract-unit"), plain(line.buyer_unit, NAME))
    if view.funder:
        yield row(t, t("contract-funder"), plain(view.funder, NAME))
    if view.supplier_parent and view.supplier_parent != line.supplier:
        yield row(t, t("contract-supplier-parent"), plain(view.supplier_parent, NAME))


def _money(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    vehicle = line.kind is Kind.VEHICLE
    amounts = [
        ("contract-ceiling", line.ceiling) if vehicle else ("contract-obligated", line.obligated),
        ("contract-exercised", view.exercised),
        ("contract-ordered", line.ordered) if vehicle else ("contract-options", line.ceiling),
        ("contract-paid", view.paid),
    ]
    for label, amount in amounts:
        if (shown := or_none(t, amount, line.currency)) != NONE:
            yield row(t, t(label, source=line.source), f"**{shown}**" if label == amounts[0][0] else shown)


def _dates(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    if view.status is not None:
        yield row(t, t("contract-status"), t("status-words", status=view.status.value, kind=line.kind.value))
    for label, day in (
        (t("contract-signed"), line.signed),
        (t("contract-start"), line.start if line.start != line.signed else None),
        (t("contract-end", kind=line.kind.value), line.end),
        (t("contract-potential-end"), line.potential_end if line.potential_end != line.end else None),
    ):
        if day is not None:
            yield row(t, label, t.day(day))


def _codes(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield the codes. The host of a moved page is on the first card, and outdated once it is back."""
    yield from (_code(scheme, code, t) for scheme, code in view.codes.items() if scheme != MOVED_TO)


def _code(scheme: str, code: Code, t: Translator) -> str:
    wanted = f"contract-code-{scheme}"
    label = t(wanted) if t.has(wanted) else plain(scheme, 20)
    words = f"{scheme}-{code.code.lower().replace('_', '-')}"
    if scheme == NOTICE_TYPE and t.has(words):
        return row(t, label, f"{t(words)} ({plain(code.code, 40)})")
    described = f", {plain(code.description, NAME)}" if code.description else ""
    return row(t, label, f"{plain(code.code, 40)}{described}")


def _published(view: ContractView, t: Translator) -> Iterator[str]:
    line = view.line
    if line.signed is not None:
        yield row(t, t("contract-published"), t.day(line.signed))
    if view.status not in (None, Status.PLANNED):
        yield row(t, t("contract-status"), t("status-words", status=view.status.value, kind=line.kind.value))
    if (amount := or_none(t, line.obligated, line.currency)) != NONE:
        yield t("line-notice", amount=amount)
    if (kind := view.codes.get(NOTICE_TYPE)) is not None:
        yield _code(NOTICE_TYPE, kind, t)
    yield from _planned(view, t)


def _planned(view: ContractView, t: Translator) -> Iterator[str]:
    """Yield the day that the buyer plans to publish on, and its estimate in its own words."""
    if view.status is Status.PLANNED and view.line.start is not None:
        yield row(t, t("contract-planned-for"), t.day(view.line.start))
    if (estimate := view.codes.get(ESTIMATE)) is not None:
        yield _code(ESTIMATE, estimate, t)


def _also(view: ContractView, t: Translator) -> Iterator[str]:
    yield t("contract-also", count=len(view.also))
    for other in view.also[:_MAX_SOURCES]:
        source = linked_source(t, other.source, other.url)
        read = t("line-source", source=source, date=other.changed_at.date())
        shown = ", ".join(filter(None, (contract_name(t, other), money_and_end(t, other))))
        yield f"- {t('headline', who=read, what=shown)}"


def _more(view: ContractView, t: Translator) -> "Iterator[discord.ui.Button[Card]]":
    yield button(t("button-more"), "contract-details", view.line.id)
    yield button(t("button-first-seen"), "first-seen", view.line.id)
    if view.readings and view.line.kind not in PUBLISHED:
        yield button(t("button-figures"), "figures", view.line.id, 0, "new")
    if view.text:
        yield button(t("button-text"), "text", view.line.id, 0, "new")


def _least_of_history(view: ContractView, t: Translator, offset: int) -> int:
    """Return the number of lines that a page of the history needs without the record's own words."""
    shown = view.actions[offset:] or view.actions
    told = [
        line for action in shown[:_HISTORY_PAGE_SIZE] for line in _action(action, view.line, t, words=False)
    ]
    return min(_HISTORY_LINES, _around(view.actions) + sum(map(phone_lines, told)))


def _around(actions: Sequence[ActionView]) -> int:
    """Return the lines of the history's heading, and of the place in a list that has several pages."""
    return 2 if len(actions) > _HISTORY_PAGE_SIZE else 1


def _history(view: ContractView, t: Translator, offset: int, room: int) -> list[str]:
    """Return a page of the history: each action, and what fits the rest of the ``room`` lines, the newest
    first."""
    total = len(view.actions)
    if offset >= total:
        offset = 0
    shown = view.actions[offset : offset + _HISTORY_PAGE_SIZE]
    if not shown:
        return [t("contract-history-none")]
    told = [list(_action(action, view.line, t)) for action in shown]
    room -= _around(view.actions) + sum(phone_lines(action[0]) for action in told)
    lines = [f"**{t('contract-history')}**"]
    for head, *more in told:
        fits = fitting(more, room)
        room -= sum(map(phone_lines, fits))
        lines += [head, *fits]
    if total > _HISTORY_PAGE_SIZE:
        lines.append(f"-# {t('pager-where', first=offset + 1, last=offset + len(shown), total=total)}")
    return lines


def _action(seen: ActionView, line: ContractLine, t: Translator, *, words: bool = True) -> Iterator[str]:
    action = seen.action
    parts = [
        f"**{_named(seen, t)}**",
        t("contract-action-undated") if action.date is None else t.day(action.date),
        _signed(t, action.amount, line.currency),
    ]
    if action.code:
        reason = action_reason(t, line.source, action.code) or NONE
        parts.append(t("contract-action-code", reason=reason, code=plain(action.code, 8)))
    yield " · ".join(parts)
    for before in seen.revised_from[-_MAX_REVISIONS:]:
        old = [_signed(t, before.amount, line.currency), *([t.day(before.date)] if before.date else [])]
        yield f"-# {t('contract-revised', until=before.until.date(), old=', '.join(old))}"
    for effect in seen.effects[-_MAX_EFFECTS:]:
        yield f"-# {_effect(effect, line, t)}"
    if words and action.description and action.description != line.title:
        yield quoted(t, action.description, _DESCRIPTION, line.marked)


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


MAX_NAMED = 6
"""Orders of a vehicle that are named."""


def family(view: ContractView, t: Translator) -> list[str]:
    """Return the tree as a markdown list, empty for a contract without relatives.

    A ceiling is never added to what orders commit; their sum is the source's own.
    """
    lines = [*_above(view, t), *_below(view, t)]
    return [f"**{t('contract-family')}**", *lines] if lines else []


def _above(view: ContractView, t: Translator) -> Iterator[str]:
    vehicle = view.parent
    shown = money_and_end(t, view.line) or plain(view.line.number, 60)
    this = t("family-this", kind=view.line.kind.value, shown=shown)
    if vehicle is not None:
        ceiling = or_none(t, vehicle.ceiling, vehicle.currency)
        yield f"- {t('family-vehicle', number=plain(vehicle.number, 60), ceiling=ceiling)}"
        if vehicle.orders != 1 or vehicle.ordered != view.line.obligated:  # else it says the same twice
            yield from (f"  - {line}" for line in _ordered(vehicle, t))
        yield f"  - **{this}**"
        known = t("family-others", count=view.siblings_known)
        yield from _orders(view.siblings, view.siblings_known, vehicle, t, known, indent="  ")
        yield f"-# {source_link(t, vehicle, vehicle.changed_at)}"
    elif known_by_number := parent_ceiling(t, view.line):
        yield known_by_number


def _below(view: ContractView, t: Translator) -> Iterator[str]:
    if view.line.kind is not Kind.VEHICLE:
        return
    yield from (f"- {line}" for line in _ordered(view.line, t))
    known = t("family-known", count=view.orders_known)
    yield from _orders(view.orders, view.orders_known, view.line, t, known, indent="")


def _ordered(vehicle: ContractLine, t: Translator) -> Iterator[str]:
    """Yield the total committed by its orders, as the source gives it."""
    amount = or_none(t, vehicle.ordered, vehicle.currency)
    if amount != NONE:
        yield t("family-ordered", count=NONE if vehicle.orders is None else vehicle.orders, amount=amount)


def _orders(
    orders: Sequence[ContractLine],
    known: int,
    vehicle: ContractLine,
    t: Translator,
    said: str,
    *,
    indent: str,
) -> Iterator[str]:
    yield f"{indent}- {said}"
    for order in orders[:MAX_NAMED]:
        yield f"{indent}  - {' · '.join(filter(None, (plain(order.number, 60), money_and_end(t, order))))}"
    more = known - min(len(orders), MAX_NAMED)
    if more > 0:
        yield f"{indent}  - {t('contract-orders-more', count=more, number=plain(vehicle.number, 60))}"
