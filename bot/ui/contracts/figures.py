"""Cards behind a contract's buttons: its figures over time, its first snapshot, and its text."""

from collections.abc import Iterator, Sequence
from datetime import date as Day
from decimal import Decimal

from bot.contracts.model import Kind
from bot.contracts.queries.evidence_access import AnswerShare
from bot.contracts.queries.figures import ValuesAt
from bot.contracts.queries.snapshots import FirstSeen, StoredAnswer
from bot.contracts.queries.views import ContractLine
from bot.texts import Translator
from bot.ui.contracts.names import NONE, named, or_none, source_line, source_name
from bot.ui.layout import Card, pager
from bot.ui.lists import entries
from bot.ui.markdown import link, plain, prose

MAX_FILE_SIZE = 1_000_000  # bytes of an attached snapshot
MAX_FILES = 4

_PAGE_SIZE = 5
_TEXT_PART_LENGTH = 1600  # characters; twice as many if every one is escaped
_MAX_ANSWERS = 6
_ENDINGS = {
    "application/json": "json",
    "application/warc": "warc.gz",
    "application/xml": "xml",
    "text/html": "html",
    "text/xml": "xml",
    "text/csv": "csv",
}


def figures_card(line: ContractLine, values: Sequence[ValuesAt], t: Translator, *, offset: int = 0) -> Card:
    """Return a contract's figures at each read in which they differed, newest first."""
    card = Card().title(t("figures-title", **named(line))).small(t("figures-why"))
    if not values:
        return card.text(t("figures-none"))
    total = len(values)
    offset = offset if offset < total else 0
    newest_first = range(total - 1, -1, -1)[offset : offset + _PAGE_SIZE]
    for place in newest_first:
        before = values[place - 1] if place else None
        told = list(_figures(line, values[place], before, t))
        card.text("\n".join([f"**{t.moment(values[place].seen_at)}**", *told]))
    if total > _PAGE_SIZE:
        last = offset + len(newest_first)
        card.small(t("pager-where", first=offset + 1, last=last, total=total))
    card.small(source_line(t, line.source, line.changed_at))
    turns = pager(t, "figures", line.id, offset=offset, limit=_PAGE_SIZE, total=total)
    return card.buttons(*turns)


def attachable(seen: FirstSeen) -> list[StoredAnswer]:
    """Return the snapshots that are small enough to be attached to a message."""
    return [kept for kept in seen.answers if kept.size <= MAX_FILE_SIZE][:MAX_FILES]


def file_name(kept: StoredAnswer) -> str:
    """Return the name of an attached snapshot: the beginning of its hash, with an extension for its type."""
    return f"{kept.sha256[:16]}.{_ENDINGS.get(kept.media.partition(';')[0].strip(), 'txt')}"


def first_seen_card(line: ContractLine, seen: FirstSeen, t: Translator) -> Card:
    """Return the contract as it was first read, with the snapshots; the files of ``attachable`` are sent with
    it."""
    card = Card().title(t("first-seen-title", **named(line)))
    card.text(t("first-seen-date", date=seen.seen_at.date()))
    if figures := list(_figures(line, seen, None, t)):
        card.text("\n".join(figures)).rule()
    card.text(t("first-seen-answers", count=len(seen.answers)))
    files = {kept.sha256: file_name(kept) for kept in attachable(seen)}
    shown = seen.answers[:_MAX_ANSWERS]
    entries(card, ("\n".join(_answer(line, kept, files.get(kept.sha256), t)) for kept in shown))
    if (more := len(seen.answers) - _MAX_ANSWERS) > 0:
        card.small(t("first-seen-more", count=more))
    if seen.answers:
        card.small(t("first-seen-why"))
    for name in files.values():
        card.attachment(name)
    return card


def text_card(line: ContractLine, text: str | None, t: Translator, *, part: int = 0) -> Card:
    """Return a part of the text of a page, an article or a notice, quoted line by line."""
    card = Card().title(t("text-title", **named(line)))
    parts = _parts(text or "")
    if not parts:
        return card.text(t("text-none"))
    part = part if part < len(parts) else 0
    card.text("\n".join(f"> {shown}" for shown in prose(parts[part]).splitlines() if shown))
    source = link(source_name(t, line.source), line.url)
    card.small(t("text-read", source=source, date=line.changed_at.date()))
    if len(parts) > 1:
        card.small(t("text-part", part=part + 1, total=len(parts)))
    return card.buttons(*pager(t, "text", line.id, offset=part, limit=1, total=len(parts)))


def _figures(line: ContractLine, now: ValuesAt, before: ValuesAt | None, t: Translator) -> Iterator[str]:
    """Yield the known figures, or those that differ from the previous read."""
    vehicle = line.kind is Kind.VEHICLE
    for label, name in (
        ("contract-obligated", "obligated"),
        ("contract-exercised", "exercised"),
        ("contract-ceiling" if vehicle else "contract-options", "ceiling"),
        ("contract-paid", "paid"),
        ("figures-ordered", "ordered"),
        ("contract-end", "end"),
    ):
        value = _said(getattr(now, name), now.currency, t)
        old = NONE if before is None else _said(getattr(before, name), before.currency, t)
        if value != old:
            shown = t("not-stated") if value == NONE else value
            if before is not None:
                shown = t("figures-before", value=shown, old=t("not-stated") if old == NONE else old)
            yield t("labelled", label=t(label, kind=line.kind.value, source=line.source), value=shown)


def _said(value: Decimal | Day | None, currency: str, t: Translator) -> str:
    return t.day(value) if isinstance(value, Day) else or_none(t, value, currency)


def _answer(line: ContractLine, kept: StoredAnswer, attached: str | None, t: Translator) -> Iterator[str]:
    source = link(source_name(t, line.source), kept.url)
    yield t("first-seen-answer", source=source, moment=kept.fetched_at, size=t.number(kept.size))
    if kept.share is not AnswerShare.WHOLE:
        yield f"-# {t(f'first-seen-{kept.share.value}')}"
    yield f"-# {t('first-seen-hash')} `{plain(kept.sha256, 64)}`"
    if attached is not None:
        yield f"-# {t('first-seen-attached', name=plain(attached, 60))}"
    elif kept.size > MAX_FILE_SIZE:
        yield f"-# {t('first-seen-too-large')}"


def _parts(text: str) -> list[str]:
    """Split a text into parts that fit a card, between lines if these are short enough."""
    parts: list[str] = []
    room = 0
    for line in (line for line in text.splitlines() if line.strip()):
        for start in range(0, len(line), _TEXT_PART_LENGTH):
            piece = line[start : start + _TEXT_PART_LENGTH]
            if len(piece) + 1 > room:
                parts.append(piece)
                room = _TEXT_PART_LENGTH - len(piece)
            else:
                parts[-1] += f"\n{piece}"
                room -= len(piece) + 1
    return parts
