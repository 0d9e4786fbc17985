"""A change of a contract as a plain sentence, and the headline of several."""

from collections.abc import Iterable, Iterator
from datetime import date as Day
from decimal import Decimal

from bot.contracts.changes import OWNERSHIP
from bot.contracts.model import Change, ChangeKind
from bot.contracts.views import ContractLine
from bot.texts import Translator
from bot.ui.layout import plain

NONE = "none"
"""What a text selects on where a value is missing."""

_WEIGHTIEST_FIRST = (
    ChangeKind.NEW_VEHICLE,
    ChangeKind.NEW_CONTRACT,
    ChangeKind.NEW_ORDER,
    ChangeKind.TERMINATED,
    ChangeKind.SUPPLIER_CHANGED,
    ChangeKind.MONEY_ADDED,
    ChangeKind.MONEY_REMOVED,
    ChangeKind.CEILING_RAISED,
    ChangeKind.CEILING_LOWERED,
    ChangeKind.EXTENDED,
    ChangeKind.SHORTENED,
    ChangeKind.SCOPE_CHANGED,
    ChangeKind.CORRECTED,
    ChangeKind.ACTION,
)
_NEW = frozenset(_WEIGHTIEST_FIRST[:3])
_BASE_AWARD = "0"
_DESCRIPTION = 200
_NAME = 120


def weightiest_first(changes: Iterable[Change]) -> list[Change]:
    """Changes in the order in which they are told: by kind, then by amount."""
    return sorted(
        changes,
        key=lambda change: (_WEIGHTIEST_FIRST.index(change.kind), -abs(change.amount or Decimal(0))),
    )


def is_new(change: Change) -> bool:
    """Whether the contract itself is what is new."""
    return change.kind in _NEW


def headline(t: Translator, change: Change, contract: ContractLine) -> str:
    """What happened in one line, for a title."""
    amount = contract.ceiling if change.kind is ChangeKind.NEW_VEHICLE else change.amount
    return t(
        f"headline-{change.kind}",
        kind=contract.kind.value,
        buyer=plain(contract.buyer, _NAME) or t("unnamed"),
        amount=_money(t, amount, contract.currency),
        new=_value(t, change.new, contract.currency),
        code=change.code or NONE,
        reason=action_reason(t, contract.source, change.code) or NONE,
    )


def sentence(t: Translator, change: Change, contract: ContractLine) -> str:
    """What happened in a full sentence."""
    currency = contract.currency
    return t(
        f"change-{_text_of(change)}",
        kind=contract.kind.value,
        by=_by(t, change, contract.source),
        code=change.code or NONE,
        owner="new" if change.code in OWNERSHIP else "same",
        amount=_money(t, change.amount, currency),
        sign=_sign(change.amount),
        ceiling=_money(t, contract.ceiling, currency),
        signed=_value(t, contract.signed, currency),
        old=_value(t, change.old, currency),
        new=_value(t, change.new, currency),
        old_date=_value(t, change.old_date, currency),
        new_date=_value(t, change.new_date, currency),
    )


def sentences(t: Translator, changes: Iterable[Change], contract: ContractLine) -> Iterator[str]:
    """A sentence for each change, with the record's own words behind it the first time they are said."""
    said = {contract.title, None, ""}
    for change in weightiest_first(changes):
        told = sentence(t, change, contract)
        if change.kind is not ChangeKind.CORRECTED and change.description not in said:
            said.add(change.description)
            told = f"{told} {quoted(t, change.description or '', _DESCRIPTION)}"
        yield told


def quoted(t: Translator, words: str, limit: int) -> str:
    """The record's own words, in the quotation marks of the reader's language."""
    return t("quoted", words=plain(words, limit))


def action_reason(t: Translator, source: str, code: str | None) -> str | None:
    """A source's reason code in words, ``None`` where there are none for it."""
    if not code or not (code.isascii() and code.isalnum()):
        return None
    wanted = f"action-reason-{source}-{code.lower()}"
    return t(wanted) if t.has(wanted) else None


def _by(t: Translator, change: Change, source: str) -> str:
    """The action that a change came with, as the subject of a sentence."""
    if change.action_id is None:
        return NONE
    # A correction says the dates itself.
    date = change.date if change.kind is not ChangeKind.CORRECTED or change.new_date is None else None
    return t(
        "change-by",
        named="base" if change.number == _BASE_AWARD else ("yes" if change.number else "no"),
        number=plain(change.number or "", 50),
        date=NONE if date is None else t.day(date),
        reason=action_reason(t, source, change.code) or NONE,
    )


def _text_of(change: Change) -> str:
    """The text for a change; corrections differ by what was corrected."""
    if change.kind is not ChangeKind.CORRECTED:
        return change.kind.value
    if isinstance(change.old, str):
        return "corrected-currency"
    if change.action_id is None:
        return "corrected-total"
    if change.new is None:
        return "corrected-date"
    return "corrected-amount" if change.new_date is None else "corrected-both"


def _money(t: Translator, amount: Decimal | None, currency: str) -> str:
    """Without its sign: the texts say in words whether money came or went."""
    return NONE if amount is None else t.money(abs(amount), currency)


def _sign(amount: Decimal | None) -> str:
    if not amount:
        return NONE
    return "plus" if amount > 0 else "minus"


def _value(t: Translator, value: Decimal | Day | str | None, currency: str) -> str:
    if isinstance(value, Decimal):
        return t.money(value, currency)
    if isinstance(value, Day):
        return t.day(value)
    return NONE if value is None else plain(value, _NAME)
