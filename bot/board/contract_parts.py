"""Contract page: its titles, the evidence as first seen, and the chart of its money as SVG within the page,
cheap enough for each contract, and without a script."""

import re
from collections.abc import Mapping, Sequence
from datetime import date as Day
from decimal import Decimal
from html import escape
from typing import Any

from markupsafe import Markup

from bot.board.markdown import text_of
from bot.board.words import in_sentence
from bot.campaign.facts.glossary import Word
from bot.common.text import phrase_at
from bot.contracts.model import NO_CURRENCY, Kind, Status
from bot.contracts.queries.snapshots import FirstSeen, StoredAnswer
from bot.contracts.queries.views import ContractLine, ContractView
from bot.texts import Translator
from bot.ui.contracts.card import contract_sections
from bot.ui.contracts.names import (
    NAME,
    NONE,
    PUBLISHED,
    contract_name,
    money_and_end,
    or_none,
    own_title,
    parties,
    party,
    protest_name,
    quoted,
    source_name,
)
from bot.ui.markdown import link, one_line, plain

_BOLD = re.compile(r"\*\*(.+)\*\*")
_MAX_ANSWERS = 12
_MAX_OPEN = 400  # characters of a section that is not folded
_MAX_TITLE = 100
_COMMITS = frozenset({Kind.ORDER, Kind.CONTRACT})
_WHOLE_AMOUNT = frozenset({"decp"})  # sources that give the amount of the whole contract
_ENDED = {
    Status.REMOVED: "page-removed",
    Status.MOVED: "page-moved",
    Status.CANCELLED: "cancelled",
    Status.TERMINATED: "terminated",
}


def contract_heading(line: ContractLine, t: Translator) -> str:
    """Return "ICE → Capgemini: Order 70CDCR24FR0000006" as plain text; the name alone without parties."""
    return _titled(line, contract_name(t, line), t)


def contract_finding(line: ContractLine, t: Translator, state: str = "") -> str:
    """Return a title that says what the record shows, and nothing that it does not: "ICE committed $4.8
    million to Capgemini: “… SKIP TRACING SERVICES …”". ``state``: what became of it (``state_of``), which is
    said in place of the money."""
    amount = or_none(t, line.obligated, line.currency, rounded=True)
    title = own_title(line)
    said = "" if state else commitment(line, amount, t)
    if not said:
        who, known = parties(t, line), state
        if not state and (line.kind not in PUBLISHED or amount != NONE):
            known = money_and_end(t, line, rounded=True)
        told = title is not None and (known or line.kind is Kind.ARTICLE)
        what = " · ".join(filter(None, ("" if who and told else contract_name(t, line), known)))
        said = t("headline", who=who, what=what) if who and what else who or what
    if title is not None:
        said = t("headline", who=said, what=quoted(t, title, _MAX_TITLE, line.marked))
    return text_of(said, t)


def commitment(line: ContractLine, amount: str, t: Translator) -> str:
    """Return that the buyer committed the amount to the supplier; empty if the record does not say so."""
    buyer, supplier = (
        party(line.short_buyer or line.buyer, NAME),
        party(line.short_supplier or line.supplier, NAME),
    )
    committed = line.kind in _COMMITS and line.source not in _WHOLE_AMOUNT and (line.obligated or 0) > 0
    if not (committed and amount != NONE and buyer and supplier):
        return ""
    return t("board-committed", buyer=buyer, supplier=supplier, amount=amount)


def sold(line: ContractLine, t: Translator, words: Sequence[Word]) -> str:
    """Return what was sold, as markdown: a word that the campaign explains, with its meaning; else the
    record's own words; else the name. Of a protest's page, which protest it is."""
    if protest := protest_name(t, line):
        return protest
    text = _explained_in(line, t, words)
    if text is None:
        return sold_as(line, t, words)
    said = one_line(str(text["word"]))
    meaning = plain(in_sentence(str(text["meaning"]), t.language))
    return t("board-sold", word=plain(said[:1].upper() + said[1:]), meaning=meaning)


def sold_as(line: ContractLine, t: Translator, words: Sequence[Word]) -> str:
    """Return the word of the campaign for what was sold, else the record's own words, else the name."""
    text, title = _explained_in(line, t, words), own_title(line)
    if text is not None:
        return plain(str(text["word"]))
    return contract_name(t, line) if title is None else quoted(t, title, _MAX_TITLE, line.marked)


def _explained_in(line: ContractLine, t: Translator, words: Sequence[Word]) -> Mapping[str, str] | None:
    """Return the first word that the campaign explains and a record's title has, with its meaning."""
    for word in words:
        texts: Any = word.texts
        if phrase_at(line.title, [str(text["word"]) for text in texts.values()]):
            found: Mapping[str, str] = t.pick(texts)
            return found
    return None


def sections_of(view: ContractView, t: Translator) -> list[tuple[str, str]]:
    """Return the sections of a contract's card as markdown, each with the heading of its fold; empty for what
    a phone has room for."""
    found = []
    for section in contract_sections(view, t):
        first, _, rest = section.partition("\n")
        title = _BOLD.fullmatch(first)
        found.append((title[1], rest) if title and len(rest) > _MAX_OPEN else ("", section))
    return found


def state_of(view: ContractView, t: Translator) -> str:
    """Return what became of a contract or a page, if it is not there or not in force any more."""
    kind = _ENDED.get(view.status) if view.status is not None else None
    if kind is None and view.missing_since is not None and view.withdrawn:
        kind = "withdrawn"
    return "" if kind is None else t(f"headline-{kind}", code=NONE)


def answers_of(line: ContractLine, seen: FirstSeen, t: Translator) -> list[str]:
    """Return the answers of the source that a contract was first read from, as markdown: source, moment, size
    and SHA-256, never their content."""
    return [_answer(line, answer, t) for answer in seen.answers[:_MAX_ANSWERS]]


def _answer(line: ContractLine, answer: StoredAnswer, t: Translator) -> str:
    source = link(source_name(t, line.source), answer.url)
    size = t.number(answer.size)
    said = t("first-seen-answer", source=source, moment=answer.fetched_at, size=size)
    more = {"part": f". {t('first-seen-part')}", "none": f". {t('first-seen-none')}"}
    hashed = t("board-hash", answer=said, hash=f"`{answer.sha256}`")
    return f"{hashed}{more.get(answer.share.value, '')}"


def _titled(line: ContractLine, said: str, t: Translator) -> str:
    who = parties(t, line)
    return text_of(t("headline", who=who, what=said) if who else said, t)


_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 716, 42, 212
_MIN_STEPS = 2


def steps_of(view: ContractView) -> list[tuple[Day, Decimal]]:
    """Return the committed money after each day with modifications, oldest first; nothing if the
    modifications do not add up to what the source commits, or there is only one day."""
    line = view.line
    if line.kind in PUBLISHED or line.currency == NO_CURRENCY or not view.whole:
        return []
    sums: dict[Day, Decimal] = {}
    for seen in view.actions:
        if seen.action.amount is None or (seen.action.date is None and seen.action.amount):
            return []
        if seen.action.date is not None:
            sums[seen.action.date] = sums.get(seen.action.date, Decimal(0)) + seen.action.amount
    total, steps = Decimal(0), []
    for day in sorted(sums):
        total += sums[day]
        steps.append((day, total))
    return steps if len(steps) >= _MIN_STEPS and total == line.obligated and max(sums.values()) > 0 else []


def steps_svg(view: ContractView, t: Translator) -> Markup:
    """Return the chart, with its content in words; empty if there is nothing to draw."""
    steps = steps_of(view)
    if not steps:
        return Markup()
    currency = view.line.currency
    (since, first), (day, last) = steps[0], steps[-1]
    said = t(
        "board-steps",
        first=t.money(first, currency),
        since=since,
        last=t.money(last, currency),
        day=day,
        number=len(steps),
    )
    labels = [
        (_LEFT, _TOP - 10, "start", t.about(max(total for _, total in steps), currency)),
        (_LEFT, _HEIGHT - 10, "start", t.day(since)),
        (_RIGHT, _HEIGHT - 10, "end", t.day(day)),
    ]
    words = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>' for x, y, anchor, text in labels
    )
    grid = "".join(f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y}" y2="{y}"/>' for y in (_TOP, _BOTTOM))
    return Markup(  # noqa: S704
        f'<svg class="steps" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(said)}">'
        f'{grid}<path d="{_path(steps)}"/>{words}</svg>'
    )


def _path(steps: Sequence[tuple[Day, Decimal]]) -> str:
    days = (steps[-1][0] - steps[0][0]).days
    low = min(Decimal(0), *(total for _, total in steps))
    high = max(total for _, total in steps)

    def height(total: Decimal) -> float:
        return round(_BOTTOM - float((total - low) / (high - low)) * (_BOTTOM - _TOP), 1)

    drawn = [f"M{_LEFT} {height(Decimal(0))}"]
    for day, total in steps:
        x = round(_LEFT + (day - steps[0][0]).days / days * (_RIGHT - _LEFT), 1)
        drawn.append(f"H{x}V{height(total)}")
    return "".join(drawn)
