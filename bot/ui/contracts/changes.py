"""Texts for changes of contracts: a plain sentence for one, and the headline of several."""

from collections.abc import Iterable, Iterator
from datetime import date as Day
from decimal import Decimal, InvalidOperation

from bot.contracts.model import NO_CURRENCY, Change, ChangeKind
from bot.contracts.queries.ranking import is_late_find, weightiest_first
from bot.contracts.queries.views import ContractLine
from bot.contracts.sources.page.docket import beside_outcome, decided_in, is_docket, outcome_in
from bot.texts import Translator
from bot.ui.contracts.names import NONE, party, protest_meaning, quoted, site_name, subject
from bot.ui.markdown import fitting, phone_lines, plain

_NEW = frozenset(
    {
        ChangeKind.NEW_VEHICLE,
        ChangeKind.NEW_CONTRACT,
        ChangeKind.NEW_ORDER,
        ChangeKind.NEW_ORDER_UNDER_VEHICLE,
        ChangeKind.NEW_NOTICE,
        ChangeKind.NEW_ARTICLE,
        ChangeKind.NEW_PAGE,
    }
)
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
_DESCRIPTION = 100
_NAME = 60
_LINE = 80  # characters of a quoted line
_MAX_LINES = 3  # removed lines, and added lines


def is_new(change: Change) -> bool:
    """Return whether the change is a new contract."""
    return change.kind in _NEW


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


def sentences(t: Translator, changes: Iterable[Change], contract: ContractLine) -> Iterator[tuple[str, str]]:
    """Yield each change, with the record's own words at their first occurrence, else an empty text."""
    said = {contract.title, None, ""}
    before: str | None = None
    for change in weightiest_first(changes):
        words = ""
        if change.kind is not ChangeKind.CORRECTED and change.description not in said:
            said.add(change.description)
            words = quoted(t, change.description or "", _DESCRIPTION)
        alone = change.action_id is None or change.action_id != before
        yield sentence(t, change, contract, alone=alone), words
        before = change.action_id


def changes_in(t: Translator, changes: Iterable[Change], contract: ContractLine, room: int) -> Iterator[str]:
    """Yield the changes that fit ``room`` lines of a phone, at least one, and the number of the others. The
    record's own words are left out where there is no room."""
    told = list(sentences(t, changes, contract))
    lines = [line for line, _ in told]
    shown = lines if sum(map(phone_lines, lines)) <= room else fitting(lines, room - 1) or lines[:1]
    more = len(told) - len(shown)
    spare = room - sum(map(phone_lines, shown)) - bool(more)
    for line, words in told[: len(shown)]:
        both = f"{line} {words}"
        wanted = phone_lines(both) - phone_lines(line)
        if words and wanted <= spare:
            line, spare = both, spare - wanted
        yield f"- {line}" if len(told) > 1 else line
    if more:
        yield f"- {t('updates-more-changes', count=more)}"


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
