"""Records for organisers: the audit log, with time, actor, act, and the values before and after; and the card
for an export, with the choice of attached files."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from bot.audit import Act, Detail
from bot.audit.labels import in_words
from bot.common.pagination import Page
from bot.exports import Evidence, Export
from bot.petitions.signing.eligibility import mentions
from bot.texts import Translator
from bot.ui.layout import Card, entries, turning
from bot.ui.markdown import ELLIPSIS, plain, shorten, timestamp

_VALUE = 100  # characters of one value; an export has all of it
_AROUND = 24  # characters shown around the difference within a long value
_ACT = 600  # characters of one act: six of them with their surroundings fit a card
# Values that are codes, with the prefixes of their texts.
_CODES = {
    "digest": ("posts-option",),
    "state": ("demand-state", "fact-state"),
    "answer": ("audit-value",),
    "reason": ("invalidation-reason",),
    "code_reason": ("code-reason",),
    "source": ("source-name",),
}
_NOTHING: tuple[Any, ...] = (None, "", [])
_FIELDS = 8  # maximum number of values shown of one act


def audit_list(page: Page[Act], t: Translator) -> Card:
    """Return a page of acts, the newest first."""
    card = Card().title(t("audit-title"))
    if not page.items:
        return card.text(t("audit-none"))
    entries(card, (shorten("\n".join(_act(act, t)), _ACT) for act in page.items))
    card.small(t("audit-sealed"))
    return turning(card, page, t, "audit")


def act_name(act: str, t: Translator) -> str:
    """Return an act in words; its code if this version does not know it."""
    return t(f"audit-act-{act}") if t.has(f"audit-act-{act}") else act


def _act(act: Act, t: Translator) -> Iterator[str]:
    who = f"<@{act.actor}>" if act.actor is not None else t(f"audit-by-{act.by}")
    yield f"**{act.number}. {act_name(act.act, t)}** · {who}"
    subject = in_words(act.subject, act.names, t, lambda name: plain(name, _VALUE))
    yield f"-# {timestamp(act.at, 'f')} · {subject}"
    yield from _differences(act.before, act.after, t)


def _differences(before: Detail | None, after: Detail | None, t: Translator) -> Iterator[str]:
    """Yield a line for each changed value: before, if there was any, and after."""
    changed = list(_changed(before or {}, after or {}))
    for names, *values in changed[:_FIELDS]:
        label = " · ".join(_label(name, t) for name in names)
        known = [value for value, detail in zip(values, (before, after), strict=True) if detail is not None]
        if len(known) == 2 and known[0] in _NOTHING:  # what was set for the first time
            known = known[1:]
        yield t("audit-line", label=label, value=" → ".join(_values(names[-1], known, t)))
    if len(changed) > _FIELDS:
        yield t("audit-more", count=len(changed) - _FIELDS)


def _changed(
    before: Detail, after: Detail, within: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Yield the changed values of nested mappings: the path of names from the outermost, then the old and the
    new value."""
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _changed(old, new, (*within, name))
        elif old != new and not (old in _NOTHING and new in _NOTHING):
            yield (*within, name), old, new


def _label(name: str, t: Translator) -> str:
    return t(f"audit-field-{name}") if t.has(f"audit-field-{name}") else t.language_name(name)


def _values(name: str, values: Sequence[Any], t: Translator) -> Iterator[str]:
    """Format one value, or an old and a new one; of two long ones only the part that differs."""
    words = [_words(name, value, t) for value in values]
    if len(words) == 2 and max(map(len, words)) > _VALUE:
        words = list(differing(*words))
    for value, said in zip(values, words, strict=True):
        mention = _mention(name, value)
        yield mention or shorten(plain(said, _VALUE * 2), _VALUE)


def _mention(name: str, value: Any) -> str | None:
    if isinstance(value, str | int) and name.endswith("channel_id"):
        return f"<#{value}>"
    if isinstance(value, list) and name == "role_ids":
        return mentions(value) or None
    return f"<@&{value}>" if isinstance(value, str | int) and name.endswith("role_id") else None


def differing(one: str, other: str) -> tuple[str, str]:
    """Return two texts without their common prefix and suffix, but for some context on either side."""
    start = _alike(one, other)
    longest = min(len(one), len(other)) - start
    alike = min(_alike(one[::-1], other[::-1]), longest)
    begin = max(0, start - _AROUND)
    begin = one.find(" ", begin, start) + 1 or begin if begin else 0
    cut = max(0, alike - _AROUND)
    return _part(one, begin, len(one) - cut), _part(other, begin, len(other) - cut)


def _alike(one: str, other: str) -> int:
    """Return the length of the common prefix."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(text: str, begin: int, end: int) -> str:
    return f"{ELLIPSIS if begin else ''}{text[begin:end]}{ELLIPSIS if end < len(text) else ''}"


def _words(name: str, value: Any, t: Translator) -> str:
    """Format a value for people, not yet escaped."""
    if value in _NOTHING:
        return t("audit-nothing")
    if name == "language":
        return t.language_name(str(value))
    if isinstance(value, bool):
        return t("audit-yes" if value else "audit-no")
    if isinstance(value, int):
        return t.number(value)
    if isinstance(value, Mapping):
        lines = (
            t("audit-line", label=_label(key, t), value=_words(key, inner, t)) for key, inner in value.items()
        )
        return " · ".join(lines)
    if isinstance(value, list):
        return ", ".join(_words(name, inner, t) for inner in value)
    if (moment := _moment(str(value))) is not None:
        return t.moment(moment) if isinstance(moment, datetime) else t.day(moment)
    codes = (f"{texts}-{value}" for texts in _CODES.get(name, ()))
    return next((t(code) for code in codes if t.has(code)), str(value))


def _moment(text: str) -> datetime | date | None:
    """Parse a day or a moment in the audit's format; ``None`` for other texts."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


_MAX_FILES = 10  # per message


def attached(export: Export, most: int) -> list[Path]:
    """Return the archive and the files that people open, as far as they fit Discord's limit of ``most``
    bytes."""
    files, left = [export.archive], most - export.archive.stat().st_size
    for path in export.loose:
        size = path.stat().st_size
        if size > left or len(files) == _MAX_FILES:
            break
        files.append(path)
        left -= size
    return files


def export_card(export: Export, files: Sequence[Path], t: Translator) -> Card:
    """Return a card about the attached files: first the pages for the meeting."""
    what = t("export-what", file=export.archive.name)
    said = [t("export-loose"), what] if len(files) > 1 else [what, t("export-not-loose")]
    card = Card().title(t("export-title")).text("\n".join(said))
    card.small(t("export-as-of", moment=export.as_of, key=export.key))
    for path in reversed(files):
        card.attachment(path.name)
    return card


FILE, CAMPAIGN_FILE = "evidence.zip", "campaign.toml"


def evidence_card(evidence: Evidence, t: Translator) -> Card:
    """Return a card about the attached file, and why to keep it."""
    card = Card().title(t("evidence-title"))
    card.text(
        t("evidence-what", file=FILE, snapshots=evidence.snapshots, contracts=evidence.contracts)
    ).small(t("evidence-as-of", moment=evidence.as_of))
    return card.attachment(FILE)


def campaign_card(t: Translator) -> Card:
    """Return a card about the attached campaign file."""
    card = Card().title(t("campaign-title")).text(t("campaign-what", file=CAMPAIGN_FILE))
    return card.attachment(CAMPAIGN_FILE)
