"""A contract's figures: the texts of its chart, its figures over time, its first snapshot, and its text."""

from collections.abc import Iterator, Sequence
from datetime import date as Day
from decimal import Decimal

from bot.charts.contracts import ChartWords
from bot.contracts.model import Kind
from bot.contracts.queries.series import Ceiling, Chart, Line
from bot.contracts.queries.snapshots import AnswerShare, FirstSeen, StoredAnswer, ValuesAt
from bot.contracts.queries.views import ContractLine
from bot.texts import Translator
from bot.ui.contracts.names import NONE, gist, named, or_none, source_line, source_name
from bot.ui.layout import Card, button, entries, pager
from bot.ui.markdown import link, plain, prose, shorten

FILE = "contracts.png"
MAX_ALT_TEXT_LENGTH = 1024
"""Discord's limit for the description of a file."""

_MAX_NUMBER_LENGTH = 60
_MAX_PARTY_LENGTH = 30
_MAX_SUBJECT_LENGTH = 19  # characters: wider labels would leave little room for the lines
_NAMELESS = "?"  # a button needs a label
_BUTTONS_PER_ROW = 4  # buttons


def chart_words(chart: Chart, t: Translator) -> ChartWords:
    """Return the texts in the chart. Amounts are rounded; the alternative text has them to the cent."""
    labels = [(_seen(line.number) or _NAMELESS, t.about(line.total, chart.currency)) for line in chart.lines]
    if chart.rest:
        labels.append(
            (t("chart-rest", count=chart.rest_count), t.about(chart.rest[-1].total, chart.currency))
        )
    return ChartWords(
        title=_title(chart, t),
        subtitle=_subtitle(chart, t),
        labels=labels,
        subjects=[_subject(line) for line in chart.lines],
        ceilings_title=t("chart-ceilings"),
        ceilings=[_ceiling(ceiling, chart.currency, t) for ceiling in chart.ceilings],
        notes=list(_notes(chart, t)),
        source=_source(chart, t),
        amount=lambda amount: t.about(amount, chart.currency),
        month=t.short_month,
        day=t.day,
    )


def chart_alternative(chart: Chart, t: Translator) -> str:
    """Return the alternative text of the chart; surplus sentences are cut from the end."""
    sentences = [t("chart-alt", title=_title(chart, t)), f"{_subtitle(chart, t)}.", f"{_source(chart, t)}."]
    sentences += [f"{_ceiling(ceiling, chart.currency, t)}." for ceiling in chart.ceilings]
    sentences += [_line(line, chart.currency, t) for line in chart.lines]
    if chart.rest:
        rest = t.money(chart.rest[-1].total, chart.currency)
        sentences.append(t("chart-alt-rest", count=chart.rest_count, amount=rest))
    return shorten(" ".join([*sentences, *_notes(chart, t)]), MAX_ALT_TEXT_LENGTH)


def chart_card(chart: Chart, t: Translator) -> Card:
    """Return the card with the chart, attached as ``FILE``, and a button for every contract drawn
    individually."""
    card = Card().picture(FILE, chart_alternative(chart, t)).small(t("chart-below"))
    shown = [button(_number(line.number), "contract", line.contract_id, "chart") for line in chart.lines]
    for start in range(0, len(shown), _BUTTONS_PER_ROW):
        card.buttons(*shown[start : start + _BUTTONS_PER_ROW])
    return card


def _title(chart: Chart, t: Translator) -> str:
    kinds = chart.kinds
    under = (NONE if not chart.ceilings else "one") if chart.one_ceiling or not chart.ceilings else "several"
    return t(
        "chart-title",
        amount=t.about(chart.total, chart.currency),
        source=_one_source(chart),
        kind=next(iter(kinds)).value if len(kinds) == 1 else "both",
        count=chart.count,
        # Without a dated beginning the start is unknown.
        since=NONE if chart.as_read else t.day(chart.first),
        under=under,
        ceiling=t.about(chart.ceilings[0].amount, chart.currency) if chart.ceilings else NONE,
    )


def _subtitle(chart: Chart, t: Translator) -> str:
    """Return buyer and supplier, if everything drawn has the same, and the amounts that are drawn."""
    drawn = t("chart-subtitle", source=_one_source(chart))
    if not (chart.buyer and chart.supplier):
        return drawn
    buyer, supplier = (shorten(_seen(name), _MAX_PARTY_LENGTH) for name in (chart.buyer, chart.supplier))
    return f"{t('line-parties', buyer=buyer, supplier=supplier)} · {drawn}"


def _ceiling(ceiling: Ceiling, currency: str, t: Translator) -> str:
    return t(
        "chart-ceiling",
        kind=ceiling.kind.value,
        number=_number(ceiling.number),
        ceiling=t.about(ceiling.amount, currency),
        committed=NONE if ceiling.committed is None else t.about(ceiling.committed, currency),
    )


def _line(line: Line, currency: str, t: Translator) -> str:
    first, last = line.steps[0], line.steps[-1]
    amount, number = t.money(last.total, currency), _number(line.number)
    if subject := _subject(line):
        number = f"{number} ({subject})"
    if first is last:
        return t("chart-alt-line", number=number, amount=amount, day=last.day)
    begun = t.money(first.total, currency)
    return t("chart-alt-steps", number=number, first=begun, begin=first.day, amount=amount, day=last.day)


def _notes(chart: Chart, t: Translator) -> Iterator[str]:
    """Yield what the chart leaves out, and how some of it is drawn."""
    if chart.more_ceilings:
        yield t("chart-more-ceilings", count=chart.more_ceilings)
    if chart.as_read:
        yield t("chart-as-read", count=chart.as_read)
    if chart.others:
        named = (t("chart-in-currency", count=count, currency=currency) for currency, count in chart.others)
        yield t("chart-others", list=", ".join(named))
    if chart.unknown:
        yield t("chart-unknown", count=chart.unknown)


def _source(chart: Chart, t: Translator) -> str:
    named = [f"source-name-{source}" for source in chart.sources]
    names = [t(name) if t.has(name) else source for name, source in zip(named, chart.sources, strict=True)]
    return t("source-read", source=", ".join(names), date=chart.read_at.date())


def _one_source(chart: Chart) -> str:
    return chart.sources[0] if len(chart.sources) == 1 else NONE


def _number(number: str) -> str:
    return shorten(_seen(number), _MAX_NUMBER_LENGTH) or _NAMELESS


def _subject(line: Line) -> str:
    subject = _seen(line.subject).strip()
    return shorten(gist(subject, _MAX_SUBJECT_LENGTH), _MAX_SUBJECT_LENGTH)


def _seen(text: str) -> str:
    """Remove invisible characters, which could reorder the text, for places without markdown."""
    return "".join(each for each in text if each.isprintable())


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
