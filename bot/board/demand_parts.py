"""A demand as its page and the first page show it, and what became of it as the updates tell it."""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any
from zoneinfo import ZoneInfo

from bot.board.contents import BoardDemand, Event
from bot.board.markdown import text_of
from bot.board.signing import environment
from bot.common.clock import day_there
from bot.exports.ledger_file import Head
from bot.petitions.counts.publications import published_count
from bot.petitions.demands.views import DemandView
from bot.texts import Translator
from bot.ui.demands.lines import (
    answer_line,
    breakdown_lines,
    count_line,
    delivery_line,
    percent_line,
    published_line,
    void_lines,
)
from bot.ui.markdown import one_line, plain, prose


def title_of(one: BoardDemand, t: Translator) -> str:
    """Return a demand's title as plain text."""
    return one_line(str(t.pick(one.view.texts)["title"]))


def finding(one: BoardDemand, t: Translator) -> str:
    """Return a title that says how many signed, or that a demand can be signed."""
    return title_of(one, t).join(_around_title(one, t))


def _around_title(one: BoardDemand, t: Translator) -> tuple[str, str]:
    """Return what a finding says before the demand's title, which may be in another language, and after."""
    published, gap = one.view.publication, "\0"
    if one.view.void is not None:
        said = t("board-event-void", title=gap)
    elif published is not None:
        said = t("board-feed-count", title=gap, count=published.count)
    else:
        said = t("board-event-opened", title=gap) if one.view.state == "open" else gap
    before, _, after = said.partition(gap)
    return before, after


def shown(one: BoardDemand, t: Translator) -> dict[str, Any]:
    """Return a demand for a template."""
    view = one.view
    counted = (view.publication is not None or view.signed_by == "paper") and view.void is None
    return {
        "slug": view.slug,
        "title": title_of(one, t),
        "around": _around_title(one, t),
        "void": _void(view, t),
        "seen_by": t("board-seen-by", way=view.signed_by) if view.state == "open" and not view.void else "",
        "signed_again": view.void is not None and view.void.again is not None,
        "count": view.count if counted else None,
        "counted": count_line(view, t, plain(one.server)),
        "goal": view.goal,
        "progress": percent_line(view.count, view.goal, t) if view.goal else "",
        "signed_here": view.signed_by == "page" and view.state == "open",
        "paper": t("demand-paper", count=view.paper) if view.paper and view.signed_by != "paper" else "",
        "outcome": "\n".join(_outcome(one, t)),
        "body": prose(str(t.pick(view.texts)["body"])),
        "text_language": t.picked(view.texts),
        "foreign": in_other_language(t.picked(view.texts), t),
        "breakdown": "\n".join(breakdown_lines(view, t)),
    }


def counter_svg(one: BoardDemand, t: Translator) -> str:
    """Return a picture of a demand's last published count for other sites: its title, the count, its day and
    how signers were verified, also in words for screen readers. It has no script, style or link, so that a
    site can show it under any policy.

    Lines are broken by the number of characters, since nothing measures the reader's font: 13 units of it
    are 48 characters of the widest common one in 328 units.
    """
    demand, title = shown(one, t), title_of(one, t)
    counted = "" if demand["void"] else demand["counted"]
    said = text_of(
        "\n\n".join(filter(None, [demand["void"], counted, demand["paper"], demand["outcome"]])), t
    )
    lines, y = [], 12
    big = [] if demand["count"] is None else [t.number(demand["count"])]
    for texts, size, bold in (
        (wrap(title, 38), 16, True),
        (big, 40, True),
        (wrap(said, 48), 13, False),
    ):
        for text in texts:
            y += round(size * 1.35)
            lines.append({"text": text, "size": size, "bold": bold, "y": y})
    template = environment("templates").get_template("counter.svg")
    return template.render(t=t, title=title, said=said, lines=lines, height=y + 16)


def in_other_language(language: str, t: Translator) -> str:
    """Return that a text is in another language than its page; empty if it is not."""
    return "" if language == t.language else t("board-text-language", language=t.language_name(language))


def publications(one: BoardDemand, t: Translator) -> list[dict[str, Any]]:
    """Return the history of a demand's counts, newest first. A count that lost signatures to an invalidation
    later says so."""
    found: list[dict[str, Any]] = []
    before = 0
    for row, entry in zip(one.published.publications, one.published.ledger, strict=True):
        if found and entry.invalidated:
            found[-1]["corrected"] = t(
                "board-count-corrected", number=entry.number, invalidated=entry.invalidated
            )
        head = Head.of(entry)
        found.append(
            {
                "number": entry.number,
                "day": t.day(one.view.day_of(row.published_at)),
                "count": entry.count,
                "change": entry.count - before,
                "reason": t(f"board-reason-{entry.reason}", invalidated=entry.invalidated),
                "corrected": "",
                "head": "" if head is None else str(head),
            }
        )
        before = entry.count
    return found[::-1]


def versions(one: BoardDemand, t: Translator) -> list[dict[str, Any]]:
    """Return the texts of a demand, newest first: each with the day since when it is signed."""
    found: list[dict[str, Any]] = []
    text_hash = None
    for version in one.published.versions:
        if version.text_hash == text_hash:
            continue  # only what signers are told about their data was changed
        text_hash = version.text_hash
        text: Any = t.pick(version.texts)
        day = day_there(version.made_at, one.view.time_zone)
        found.append(
            {
                "said": t("board-version", number=version.version, day=day),
                "title": one_line(str(text["title"])),
                "body": prose(str(text["body"])),
                "language": t.picked(version.texts),
            }
        )
    return found[::-1]


def event_told(event: Event, one: BoardDemand, t: Translator) -> tuple[str, str]:
    """Return the headline of an event of a demand, and what else is said of it, as markdown."""
    title = plain(title_of(one, t))
    row = event.publication
    if row is not None:
        said = "\n".join(
            [*void_lines(one.view, t), published_line(one.view, published_count(row), t, plain(one.server))]
        )
        if row.invalidated:
            reason = t("board-reason-invalidated", invalidated=row.invalidated)
            said = f"{said}\n{reason[:1].upper()}{reason[1:]}."
        return t("board-feed-count", title=title, count=row.count), said
    told = {"delivered": delivery_line, "answered": answer_line, "void": _void}.get(event.kind)
    return t(f"board-event-{event.kind}", title=title), told(one.view, t) if told else ""


def _void(view: DemandView, t: Translator) -> str:
    return "\n".join(void_lines(view, t))


def _outcome(one: BoardDemand, t: Translator) -> Iterator[str]:
    """Yield the deadline or the closing, delivery, answer, and that the text changed or the demand was
    archived."""
    view = one.view
    if view.closed_at is not None:
        yield t("demand-closed-on", day=view.day_of(view.closed_at))
    elif view.closes_at is not None:
        yield t("board-closes", day=view.day_of(view.closes_at), time=_clock(one), zone=view.time_zone)
    if view.text_changed_at is not None:
        yield t("board-text-changed", day=view.day_of(view.text_changed_at))
    yield from filter(None, (delivery_line(view, t), answer_line(view, t)))
    if view.archived_at is not None:
        yield t("board-archived", day=view.day_of(view.archived_at))
    if view.anonymous_at is not None:
        yield t("demand-anonymous", day=view.day_of(view.anonymous_at))


def _clock(one: BoardDemand) -> str:
    closes = one.view.closes_at
    return "" if closes is None else f"{closes.astimezone(ZoneInfo(one.view.time_zone)):%H:%M}"
