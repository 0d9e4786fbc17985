"""The organisers' acts, as they read them: when, who, what, and what it was before and after."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from bot.audit import Act, Detail
from bot.paging import Page
from bot.texts import Translator
from bot.ui.layout import Card, plain, shorten, timestamp
from bot.ui.lists import entries, turning

_VALUE = 100  # characters of one value that are shown; an export has all of it
_ACT = 600  # characters of one act: six of them and what stands around them fit a card
# Values that are codes, and the texts that say them.
_CODES = {"state": "demand-state", "answer": "audit-value", "reason": "invalidation-reason"}
_FIELDS = 8  # values of one act that are shown


def audit_list(page: Page[Act], t: Translator) -> Card:
    """A page of acts, the newest first."""
    card = Card().title(t("audit-title"))
    if not page.items:
        return card.text(t("audit-none"))
    entries(card, (shorten("\n".join(_act(act, t)), _ACT) for act in page.items))
    card.small(t("audit-sealed"))
    return turning(card, page, t, "audit")


def act_name(act: str, t: Translator) -> str:
    """What was done, in words; the code of an act that this version does not know."""
    return t(f"audit-act-{act}") if t.has(f"audit-act-{act}") else act


def _act(act: Act, t: Translator) -> Iterator[str]:
    who = f"<@{act.actor}>" if act.actor is not None else t(f"audit-by-{act.by}")
    yield f"**{act.number}. {act_name(act.act, t)}** · {who}"
    yield f"-# {timestamp(act.at, 'f')} · `{act.subject}`"
    yield from _differences(act.before, act.after, t)


def _differences(before: Detail | None, after: Detail | None, t: Translator) -> Iterator[str]:
    """A line a value: what it was, if it was anything, and what it is."""
    old, new = before or {}, after or {}
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    for name in names[:_FIELDS]:
        label = _label(name, t)
        shown = [detail.get(name) for detail in (before, after) if detail is not None]
        yield t("audit-line", label=label, value=" → ".join(_value(name, value, t) for value in shown))
    if len(names) > _FIELDS:
        yield t("audit-more", count=len(names) - _FIELDS)


def _label(name: str, t: Translator) -> str:
    return t(f"audit-field-{name}") if t.has(f"audit-field-{name}") else name


def _value(name: str, value: Any, t: Translator) -> str:
    if name.endswith("channel_id") and isinstance(value, str | int):
        return f"<#{value}>"
    if name.endswith("role_id") and isinstance(value, str | int):
        return f"<@&{value}>"
    return shorten(plain(_words(name, value, t), _VALUE * 2), _VALUE)


def _words(name: str, value: Any, t: Translator) -> str:
    """A value as a person reads it, not yet escaped."""
    if value is None or value == "":
        return t("audit-nothing")
    if isinstance(value, bool):
        return t("audit-yes" if value else "audit-no")
    if isinstance(value, int):
        return t.number(value)
    if isinstance(value, Mapping):
        lines = (
            t("audit-line", label=_label(key, t), value=_words(key, inner, t)) for key, inner in value.items()
        )
        return "; ".join(lines)
    if isinstance(value, list):
        return ", ".join(_words(name, inner, t) for inner in value)
    if (moment := _moment(str(value))) is not None:
        return t.moment(moment) if isinstance(moment, datetime) else t.day(moment)
    code = f"{_CODES[name]}-{value}" if name in _CODES else ""
    return t(code) if code and t.has(code) else str(value)


def _moment(text: str) -> datetime | date | None:
    """A day or a moment as the audit keeps it."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None
