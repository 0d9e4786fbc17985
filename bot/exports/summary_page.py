"""One-page PDF for meetings: a demand, its published count, its history, and how to check it.

Drawn in the units of the charts, then scaled to A4.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.charts.canvas import (
    DIM,
    GRID,
    LINE_HEIGHT,
    MARGIN,
    WIDTH,
    Canvas,
)
from bot.charts.progress import Point, ProgressWords, plot
from bot.common.clock import day_there
from bot.contracts.queries.series import Chart
from bot.exports.ledger_file import last_head
from bot.exports.queries import ExportedDemand
from bot.exports.tables import title_of
from bot.petitions.signing.eligibility import how_verified
from bot.storage.models import Demand, Publication
from bot.texts import Translator

_A4 = (8.267, 11.693)  # inches
HEIGHT = round(WIDTH * _A4[1] / _A4[0])

_SMALL, _TEXT, _LARGE, _TITLE, _COUNT = 17, 20, 26, 40, 92
_TITLE_LINES, _BODY_LINES, _NOTE_LINES, _METHOD_LINES = 3, 7, 2, 6
_CHART = 380
_GAP = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """Texts of the page, in one language; ``below`` are the dates, the instructions to check it, and the
    hashes."""

    server: str
    title: str
    body: str
    count: str  # the number alone, or a sentence if none was published
    counted: str  # label of the number, with its day
    facts: Sequence[
        str
    ]  # verification of signers, goal, reasons of falls, paper, delivery, answer, contracts
    method: str
    below: Sequence[str]
    points: Sequence[Point]
    goal: int | None
    words: ProgressWords


def page_content(
    asked: ExportedDemand,
    server: str,
    key: str,
    now: datetime,
    t: Translator,
    chart: Chart | None = None,
    address: str = "",
) -> PageContent:
    """Return the texts of a demand's page. ``key`` is the fingerprint of the key that signs the export,
    ``chart`` has the money of the contracts that the server watches; ``address`` is that of the demand's page
    on the public board, if it has one."""
    demand, zone = asked.demand, asked.demand.time_zone
    last = asked.publications[-1] if asked.publications else None
    wording = demand.texts.get(t.language) or t.pick(demand.texts)
    verified = demand.verified_by if last is None else last.verified_by
    below = [" ".join(_dates(demand, now, t)), t("page-check", key=key)]
    below.append(t("page-text-hash", hash=demand.text_hash or ""))
    if (head := last_head(asked)) is not None:
        below.append(t("page-head", head=str(head)))
    if address:
        below.append(t("page-board", address=address))
    return PageContent(
        server=server,
        title=title_of(demand.texts, t.language),
        body=str(wording["body"]),
        **_count(asked, t),
        facts=[*_facts(asked, server, verified, t), *([] if chart is None else [_contracts(chart, t)])],
        method=_method(demand, verified, t),
        below=below,
        points=[Point(day_there(row.published_at, zone), row.count) for row in asked.publications],
        goal=demand.goal,
        words=ProgressWords(
            title="",
            subtitle="",
            goal="" if demand.goal is None else t("page-goal-line", goal=demand.goal),
            notes="",
            locale=t.language,
            number=t.number,
            month=t.short_month,
            day=t.day,
        ),
    )


def _method(demand: Demand, verified: str, t: Translator) -> str:
    """Return how signatures were given and counted."""
    if demand.signed_by == "paper":
        return t("demand-by-paper")
    return t("page-method", verified="page" if demand.signed_by == "page" else verified)


def _count(asked: ExportedDemand, t: Translator) -> dict[str, str]:
    """Return the number and its label; of a void demand, that it is void."""
    demand, zone = asked.demand, asked.demand.time_zone
    if demand.voided_at is not None:
        void = t("demand-void", day=day_there(demand.voided_at, zone)).replace("**", "")
        return {"count": t("demand-state-void"), "counted": void}
    if demand.signed_by == "paper":
        return {"count": t("demand-count-paper", count=asked.on_paper).replace("**", ""), "counted": ""}
    if not asked.publications:
        return {"count": t("page-uncounted"), "counted": ""}
    last = asked.publications[-1]
    day = day_there(last.published_at, zone)
    counted = t("page-counted", count=last.count, day=day, number=last.number)
    return {"count": t.number(last.count), "counted": counted}


def _facts(asked: ExportedDemand, server: str, verified: str, t: Translator) -> Iterator[str]:
    demand = asked.demand
    on_paper = demand.signed_by == "paper"
    size, count = demand.roster_size, asked.on_paper if on_paper else asked.count
    how = "page" if demand.signed_by == "page" else verified
    if not on_paper:
        yield how_verified(
            t, how, account_days=0, server_days=0, roster_size=size, count=count, server=server
        )
    conditions = asked.publications[-1] if asked.publications else demand
    if not on_paper and (conditions.account_days or conditions.server_days):
        yield t("page-asked", account=conditions.account_days, server=conditions.server_days)
    if demand.goal is not None:
        yield t("page-goal", goal=demand.goal, share=count * 100 // max(demand.goal, 1))
    yield from decrease_sentences(asked, t)
    if asked.on_paper and not on_paper:
        yield t("page-paper", count=asked.on_paper)
    if (day := demand.delivered_on) is not None:
        to, delivered = demand.delivered_to or "", demand.delivered_count or 0
        yield t("page-delivered", day=day, to=to, count=delivered)
    if demand.answered_on is not None:
        yield t(f"page-answer-{demand.answer}", day=demand.answered_on, text=demand.answer_text or "")


def _contracts(chart: Chart, t: Translator) -> str:
    """Return who pays whom, and how much, by what is watched."""
    source = chart.sources[0] if len(chart.sources) == 1 else "none"
    money = t(
        "chart-title",
        amount=t.about(chart.total, chart.currency),
        source=source,
        kind=next(iter(chart.kinds)).value if len(chart.kinds) == 1 else "both",
        count=chart.count,
        since="none" if chart.as_read else t.day(chart.first),
        under="none",
        ceiling="none",
    )
    if chart.buyer and chart.supplier:
        money = f"{t('line-parties', buyer=chart.buyer, supplier=chart.supplier)}, {money}"
    sources = ", ".join(t(f"source-name-{name}") for name in chart.sources)
    read = t("source-read", source=sources, date=chart.read_at.date())
    return f"{t('page-contracts', what=money)} {read}."


def _dates(demand: Demand, now: datetime, t: Translator) -> Iterator[str]:
    zone = demand.time_zone
    if demand.opened_at is not None:
        yield t("page-opened", day=day_there(demand.opened_at, zone))
    if demand.closed_at is not None:
        yield t("page-closed", day=day_there(demand.closed_at, zone))
    elif demand.closes_at is not None:
        yield t("page-closes", day=day_there(demand.closes_at, zone))
    if zone != "UTC":
        yield t("page-zone", zone=zone)
    yield t("page-as-of", moment=now)


def draw(content: PageContent, now: datetime) -> bytes:
    """Return the page as a PDF file with embedded fonts; deterministic. Not for the event loop."""
    return _as_pdf(compose(content), content.title, now)


def compose(content: PageContent) -> Canvas:
    """Return the page, laid out but not yet rendered."""
    page = Canvas(HEIGHT)
    y = page.write(content.server, HEIGHT - MARGIN, _SMALL, most=1, colour=DIM) - 10
    y = page.write(content.title, y, _TITLE, most=_TITLE_LINES, bold=True) - _GAP
    y = page.write(content.body, y, _TEXT, most=_BODY_LINES) - _GAP
    page.stroke([(MARGIN, y), (WIDTH - MARGIN, y)], color=GRID, linewidth=2)
    y -= _GAP
    if content.counted:
        page.put(MARGIN, y, content.count, _COUNT, bold=True, va="top")
        beside = MARGIN + page.width(content.count, _COUNT, bold=True) + 28
        _beside(page, content.counted, beside, y - 14)
        y -= _COUNT * LINE_HEIGHT
    else:
        y = page.write(content.count, y, _LARGE, most=2, bold=True) - _GAP
    for fact in content.facts:
        y = page.write(fact, y, _TEXT, most=_NOTE_LINES) - 6

    bottom: float = MARGIN
    for line in reversed(content.below):
        bottom = page.write_up(line, bottom, _SMALL, most=2, colour=DIM) + 5
    bottom = page.write_up(content.method, bottom + 8, _TEXT, most=_METHOD_LINES) + _GAP
    page.stroke([(MARGIN, bottom), (WIDTH - MARGIN, bottom)], color=GRID, linewidth=2)
    foot = bottom + 70  # for the dates under the chart
    top = min(y - 50, foot + _CHART)
    if content.points and top - foot > 120:
        plot(page, content.points, content.goal, content.words, foot, top)
    return page


def _beside(page: Canvas, words: str, left: float, top: float) -> None:
    """Write a sentence beside the number, in the rest of the width."""
    line = ""
    for word in words.split(" "):
        joined = f"{line} {word}".lstrip(" ")
        if line and left + page.width(joined, _LARGE) > WIDTH - MARGIN:
            page.put(left, top, line, _LARGE, va="top")
            top -= _LARGE * LINE_HEIGHT
            joined = word
        line = joined
    page.put(left, top, line, _LARGE, va="top")


def _as_pdf(page: Canvas, title: str, now: datetime) -> bytes:
    import matplotlib
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    scale = _A4[0] * 72 / WIDTH
    for text in page.figure.findobj(Text):
        text.set_fontsize(float(text.get_fontsize()) * scale)
    for line in page.figure.findobj(Line2D):
        line.set_linewidth(line.get_linewidth() * scale)
        line.set_markersize(line.get_markersize() * scale)
    page.figure.set_size_inches(*_A4)
    written = io.BytesIO()
    about = {"Title": title, "Creator": "Tocsin", "Producer": None, "CreationDate": now}
    with matplotlib.rc_context({"pdf.fonttype": 42}):  # embedded TrueType, so that text can be copied
        page.figure.savefig(written, format="pdf", metadata=about)
    return written.getvalue()


_MAX_FALLS = 3


def decrease_sentences(asked: ExportedDemand, t: Translator) -> Sequence[str]:
    """Return a sentence for each fall, oldest first, and one for the number of further ones. Invalidations
    take precedence over other falls, newer over older."""
    counts = (0, *(row.count for row in asked.publications))
    found = [
        (before, row)
        for before, row in zip(counts, asked.publications, strict=False)
        if row.invalidated or row.count < before
    ]
    told = sorted(found, key=lambda each: (each[1].invalidated == 0, -each[1].number))[:_MAX_FALLS]
    lines = [_line(asked, *each, t) for each in sorted(told, key=lambda each: each[1].number)]
    more = len(found) - len(told)
    return lines if not more else [*lines, t("page-fell-more", count=more)]


def _line(asked: ExportedDemand, before: int, row: Publication, t: Translator) -> str:
    day = day_there(row.published_at, asked.demand.time_zone)
    fell = t("page-fell", day=day, before=before, after=row.count)
    if not row.invalidated:
        return fell
    reasons = dict.fromkeys(
        t(f"invalidation-reason-{each.reason}")
        for each in asked.invalidations
        if each.publication == row.number and each.struck
    )
    return f"{fell} {t('page-fell-struck', count=row.invalidated, reasons=' · '.join(reasons) or '–')}"
