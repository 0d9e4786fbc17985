"""Texts of a contracts chart: its title, its labels, and the alternative text."""

from collections.abc import Iterator

from bot.charts.contracts import ChartWords
from bot.contracts.queries.series import Ceiling, Chart, Line
from bot.texts import Translator
from bot.ui.contracts.names import NONE, gist
from bot.ui.layout import Card, button
from bot.ui.markdown import shorten

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
