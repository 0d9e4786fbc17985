"""Texts for changes of contracts: a plain sentence for one, and the headline of several."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from typing import NamedTuple

from bot.common.text import phrase_at
from bot.contracts.diff.news import CEILINGS, is_late_find
from bot.contracts.model import NO_CURRENCY, Change, ChangeKind
from bot.contracts.queries.ranking import moved, weightiest_first
from bot.contracts.queries.views import ContractLine
from bot.contracts.sources.page.docket import beside_outcome, decided_in, is_docket, outcome_in
from bot.texts import Translator
from bot.ui.contracts.names import NONE, party, protest_meaning, quoted, site_name, subject
from bot.ui.markdown import phone_lines, plain

_SAY_THEIR_REASON = frozenset(
    {
        ChangeKind.OPTION_EXERCISED,
        ChangeKind.SUPPLIER_RENAMED,
        ChangeKind.SUPPLIER_MERGED,
        ChangeKind.NOVATED,
        ChangeKind.CANCELLED,
        ChangeKind.CLOSED_OUT,
    }
)
# Their action is named once, with the first of them.
_BESIDE_OTHERS = frozenset(
    {
        ChangeKind.MONEY_ADDED,
        ChangeKind.MONEY_REMOVED,
        ChangeKind.CEILING_RAISED,
        ChangeKind.CEILING_LOWERED,
        ChangeKind.EXTENDED,
        ChangeKind.SHORTENED,
        ChangeKind.SCOPE_CHANGED,
    }
)
_OF_TEXT = frozenset({ChangeKind.PAGE_CHANGED, ChangeKind.TEXT_CHANGED})
_BASE_AWARD = "0"
_GAO = "GAO"
"""Name of the office that decides on protests, also for its stand-in in the demo."""
_DESCRIPTION = 120
_PASSAGE = 60  # characters of a quote around the words that a watch is about
_NAME = 60
_LINE = 80  # characters of a quoted line
_MAX_LINES = 3  # removed lines, and added lines


class Need(IntEnum):
    """Need of a change in a post: the greatest is left out first."""

    KEPT = 0  # never left out
    USUAL = 1
    REPEATED = 2  # another change tells the same money


def is_new(change: Change) -> bool:
    """Return whether the change is a new contract."""
    return change.kind.value.startswith("new-")


def headline(t: Translator, change: Change, contract: ContractLine, read_on: Day | None = None) -> str:
    """Return a change in one line, for a title; the late-find variant if the read on ``read_on`` found it
    long after its date."""
    if outcome := _protest_outcome(change, contract):
        return t("headline", who=_GAO, what=t("headline-protest", outcome=quoted(t, outcome, _NAME)))
    amount = contract.ceiling if change.kind is ChangeKind.NEW_VEHICLE else change.amount
    currency = change.currency or contract.currency
    late = read_on is not None and is_late_find(change, contract.source, contract.signed, read_on)
    what = t(
        "headline-late" if late else f"headline-{'planned' if _is_plan(change, contract) else change.kind}",
        date=_value(t, contract.signed, currency),
        kind=contract.kind.value,
        amount=_rounded(t, amount, currency, signed=is_new(change)),
        sign=_sign(change.amount),
        new=t.rounded(change.new, currency)
        if isinstance(change.new, Decimal)
        else _value(t, change.new, currency),
        code=change.code or NONE,
        reason=action_reason(t, contract.source, change.code) or NONE,
    )
    return t("headline", who=subject(t, contract), what=what)


def sentence(t: Translator, change: Change, contract: ContractLine, *, alone: bool = True) -> str:
    """Return a change in a line of a post or a list; if not ``alone``, the line before names its action."""
    if outcome := _protest_outcome(change, contract):
        return _protest_decided(t, outcome, change)
    currency = change.currency or contract.currency
    said = t(
        f"change-{_text_of(change)}",
        kind=contract.kind.value,
        source=contract.source,
        by=_by(t, change, contract.source) if alone or change.kind not in _BESIDE_OTHERS else NONE,
        code=change.code or NONE,
        amount=_money(t, change.amount, currency, signed=is_new(change)),
        sign=_sign(change.amount),
        ceiling=_money(t, contract.ceiling, contract.currency),
        parent=plain(contract.parent_number or "", 60) or NONE,
        signed=_value(t, contract.signed, currency),
        old=_amount_in(t, change) if _is_of_currency(change) else _value(t, change.old, currency),
        new=_amount_in(t, change, new=True) if _is_of_currency(change) else _value(t, change.new, currency),
        old_date=_value(t, change.old_date, currency),
        new_date=_value(t, change.new_date, currency),
        went=len(_lines(change.old)),
        came=len(_lines(change.new)),
        inside="yes" if str(change.new or "").startswith(f"{site_name(contract)}/") else "no",
    )
    return f"{said}. {t('contract-planned')}" if _is_plan(change, contract) else said


class ToldChange(NamedTuple):
    """A change as it is told: its sentence, and the record's own words at their first occurrence, else an
    empty text. ``need`` tells what is left out first, if there is little room."""

    line: str
    words: str
    need: Need


def sentences(t: Translator, changes: Iterable[Change], contract: ContractLine) -> Iterator[ToldChange]:
    """Yield each change, in the order of announcement."""
    ordered = weightiest_first(changes)
    said = {contract.title, None, ""}
    before: str | None = None
    is_marked = False
    for change in ordered:
        words, need = "", Need.REPEATED if _repeats_money(change, ordered) else Need.USUAL
        if change.kind is ChangeKind.CORRECTED:
            need = Need.KEPT
        elif change.description not in said:
            said.add(change.description)
            words = passage(t, contract, change.description)
            if words and not is_marked:
                need, is_marked = Need.KEPT, True
            words = words or quoted(t, change.description or "", _DESCRIPTION)
        alone = change.action_id is None or change.action_id != before
        yield ToldChange(sentence(t, change, contract, alone=alone), words, need)
        before = change.action_id


def passage(t: Translator, contract: ContractLine, *texts: str | None) -> str:
    """Return the place of the first of these texts that has the words that a server's watches are about, as a
    quote; empty if none has."""
    found = (text for text in texts if text and phrase_at(text, contract.marked))
    return next((quoted(t, text, _PASSAGE, contract.marked) for text in found), "")


def changes_in(t: Translator, changes: Iterable[Change], contract: ContractLine, room: int) -> Iterator[str]:
    """Yield the changes that fit ``room`` lines of a phone, at least one, and the number of the others.
    Corrections, and the words that a server's watches are about, are told whatever the room; other words of
    the record are left out where there is none, and what repeats money before what does not."""
    told = list(sentences(t, changes, contract))
    shown = _shown(told, room)
    more = len(told) - len(shown)
    spare = room - sum(_lines_needed(told[place]) for place in shown) - bool(more)
    for place in shown:
        line, words, need = told[place]
        both = f"{line} {words}"
        wanted = phone_lines(both) - phone_lines(line)
        if words and need is Need.KEPT:
            line = both
        elif words and wanted <= spare:
            line, spare = both, spare - wanted
        yield f"- {line}" if len(told) > 1 else line
    if more:
        yield f"- {t('updates-more-changes', count=more)}"


def least_lines(told: Sequence[ToldChange]) -> int:
    """Return the lines of a phone that are needed for the first change and those that are never left out."""
    return sum(_lines_needed(one) for one in told if one is told[0] or one.need is Need.KEPT)


def _shown(told: Sequence[ToldChange], room: int) -> list[int]:
    """Return the places of the changes that are told."""
    if sum(map(_lines_needed, told)) <= room:
        return list(range(len(told)))
    shown: list[int] = []
    room -= 1  # for the number of the others
    for place in sorted(range(len(told)), key=lambda place: told[place].need):
        needed = _lines_needed(told[place])
        if needed <= room or not shown or told[place].need is Need.KEPT:
            shown.append(place)
            room -= needed
    return sorted(shown)


def _lines_needed(told: ToldChange) -> int:
    return phone_lines(f"{told.line} {told.words}" if told.need is Need.KEPT else told.line)


def _repeats_money(change: Change, others: Sequence[Change]) -> bool:
    """True for a ceiling that moved by the same amount as the money of these changes."""
    if change.kind not in CEILINGS:
        return False
    amounts = [moved(other) for other in others if other.kind not in CEILINGS]
    return moved(change) in (sum(amounts), *amounts)


def passages(t: Translator, changes: Iterable[Change], contract: ContractLine) -> Iterator[str]:
    """Yield the removed and the added lines of a text as quotes; surplus lines are only counted. A protest's
    new outcome is left out: the sentence states it."""
    for change in changes:
        if change.kind in _OF_TEXT:
            decided = _protest_outcome(change, contract) is not None
            for label, value in (("passages-went", change.old), ("passages-came", change.new)):
                lines = _lines(value)
                if decided:
                    lines = beside_outcome(lines, removed=value is change.old)
                if lines:
                    yield "\n".join([f"**{t(label)}**", *_quoted_lines(t, lines)])


def action_reason(t: Translator, source: str, code: str | None) -> str | None:
    """Return a source's reason code in words, ``None`` if there is no text for it."""
    if not code or not (code.isascii() and code.isalnum()):
        return None
    wanted = f"action-reason-{source}-{code.lower()}"
    return t(wanted) if t.has(wanted) else None


def _protest_outcome(change: Change, contract: ContractLine) -> str | None:
    """Return the new outcome on the docket of a protest, ``None`` for any other change."""
    if change.kind is not ChangeKind.PAGE_CHANGED or not is_docket(contract.url):
        return None
    return outcome_in(str(change.new or ""))


def _protest_decided(t: Translator, outcome: str, change: Change) -> str:
    """Say a protest's new outcome in words, with the day of the decision and the outcome before."""
    decided, before = decided_in(str(change.new or "")), outcome_in(str(change.old or ""))
    return t(
        "change-protest",
        outcome=quoted(t, outcome, _NAME),
        meaning=protest_meaning(outcome),
        decided=NONE if decided is None else t.day(decided),
        before=NONE if before is None else quoted(t, before, _NAME),
    )


def _is_plan(change: Change, contract: ContractLine) -> bool:
    """True for a new notice that announces an intention."""
    return contract.planned and change.kind is ChangeKind.NEW_NOTICE


def _by(t: Translator, change: Change, source: str) -> str:
    """Return the action that a change came with."""
    if change.action_id is None:
        return NONE
    date = change.date if change.kind is not ChangeKind.CORRECTED else None
    reason = None if change.kind in _SAY_THEIR_REASON else action_reason(t, source, change.code)
    return t(
        "change-by",
        named="base" if change.number == _BASE_AWARD else ("yes" if change.number else "no"),
        number=plain(change.number or "", 24),
        date=NONE if date is None else t.day(date),
        reason=reason or NONE,
    )


def _text_of(change: Change) -> str:
    """Return the text id for a change; corrections differ by the corrected value."""
    if change.kind is not ChangeKind.CORRECTED:
        return change.kind.value
    if _is_of_currency(change):
        return "corrected-currency"
    if change.action_id is None:
        return "corrected-total"
    if change.new is None:
        return "corrected-date"
    return "corrected-amount" if change.new_date is None else "corrected-both"


def _quoted_lines(t: Translator, lines: list[str]) -> Iterator[str]:
    for line in lines[:_MAX_LINES]:
        yield f"> {quoted(t, line, _LINE)}"
    if (more := len(lines) - _MAX_LINES) > 0:
        yield f"> {t('passages-more', count=more)}"


def _lines(value: object) -> list[str]:
    return [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else []


def _money(t: Translator, amount: Decimal | None, currency: str, *, signed: bool = False) -> str:
    """Format money without its sign if the text expresses the direction; a total is ``signed``."""
    if amount is None or currency == NO_CURRENCY:
        return NONE
    return t.money(amount if signed else abs(amount), currency)


def _rounded(t: Translator, amount: Decimal | None, currency: str, *, signed: bool) -> str:
    """Format an amount for a headline."""
    if amount is None or currency == NO_CURRENCY:
        return NONE
    return t.rounded(amount if signed else abs(amount), currency)


def _sign(amount: Decimal | None) -> str:
    if not amount:
        return NONE
    return "plus" if amount > 0 else "minus"


def _is_of_currency(change: Change) -> bool:
    return change.kind is ChangeKind.CORRECTED and isinstance(change.old, str)


def _amount_in(t: Translator, change: Change, *, new: bool = False) -> str:
    """Format an amount that is stored with its currency ("100.00 EUR"), or a currency alone."""
    written = str(change.new if new else change.old)
    amount, _, currency = written.rpartition(" ")
    try:
        return t.money(Decimal(amount), currency) if amount else plain(written, _NAME)
    except InvalidOperation:
        return plain(written, _NAME)


def _value(t: Translator, value: Decimal | Day | str | None, currency: str) -> str:
    if isinstance(value, Decimal):
        return t.money(value, currency)
    if isinstance(value, Day):
        return t.day(value)
    return NONE if value is None else party(value, _NAME)
