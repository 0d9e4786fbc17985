"""Pages of a board in one language, as HTML that needs no script, no other site and no server."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.common.clock import day_there
from bot.contracts.queries.snapshots import FirstSeen
from bot.contracts.queries.views import ContractLine, ContractView, News
from bot.exports.ledger_file import Head
from bot.facts.glossary import Word
from bot.facts.views import FactView
from bot.petitions.counts.ledger import LedgerEntry
from bot.texts import Translator
from bot.texts.catalogue import own_names
from bot.ui.contracts.card import contract_actions, contract_sections
from bot.ui.contracts.changes import headline, sentences
from bot.ui.contracts.charts import chart_words
from bot.ui.contracts.names import contract_name, money_and_end, parties, source_line
from bot.ui.demands.lines import breakdown_lines, count_line, outcome_lines, percent_line
from bot.ui.markdown import link, one_line, prose
from bot.web.contents import BoardContents, BoardDemand
from bot.web.markdown import html_of, inline, text_of

PAGE_SIZE = 50
"""Contracts or updates on the first page of a list; the others are on a page for each month."""

MENU = (
    ("demands", "index.html"),
    ("contracts", "contracts/index.html"),
    ("facts", "facts/index.html"),
    ("updates", "updates/index.html"),
    ("verify", "verify.html"),
)
_VERIFY_SENTENCES = (
    *("verdict-good", "verdict-wrong", "counts", "key", "head", "head-lost", "restored", "clock"),
    *("compare-key", "no-ed25519", "signature", "other-key", "head-unread", "head-other", "head-absent"),
    *("head-changed", "written", "no-ledger", "text", "no-text", "missing", "other-demand", "negative"),
    *("count", "no-hash", "lost-nothing", "previous", "older-format", "hash"),
)
_MAX_DESCRIPTION = 200
_MAX_ANSWERS = 6
_MAX_LATEST = 8
_CSP = "default-src 'none'; img-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the board: its path, its alternative text, and its size in pixels."""

    file: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Renderer of a board's pages in one language. ``address`` is the public address of the site, if it has
    one, with a slash at its end."""

    board: BoardContents
    t: Translator
    address: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def home(self) -> str:
        """Return the first page: the demands with their counts, the latest updates, and the money."""
        open_ones = [one for one in self.board.demands if one.view.state == "open"]
        demands = [self._demand(one) for one in (open_ones or self.board.demands)]
        return self._render(
            "home.html",
            "index.html",
            self.board.title,
            section="demands",
            demands=demands,
            latest=[self.news(news) for news in self.board.latest[:_MAX_LATEST]],
            chart=self.pictures.get("money"),
            money=self._money(),
            description=self.t("board-description"),
        )

    def demand(self, one: BoardDemand) -> str:
        """Return the page of a demand: its text, its count, and everything that was published of it."""
        shown = self._demand(one)
        slug = one.view.slug
        return self._render(
            "demand.html",
            f"demands/{slug}.html",
            shown["title"],
            section="demands",
            demand=shown,
            publications=[self._publication(one, entry) for entry in reversed(one.published.ledger)],
            versions=self._versions(one),
            chart=self.pictures.get(f"demand-{slug}"),
            description=text_of(shown["counted"], self.t),
        )

    def contract(self, view: ContractView, seen: FirstSeen) -> str:
        """Return the page of a contract: the whole card, its history, and the evidence as first seen."""
        line = view.line
        answers = seen.answers[:_MAX_ANSWERS]
        name = inline(contract_name(self.t, line), self.t)
        who = parties(self.t, line)
        title = f"{text_of(who, self.t)}: {name.striptags()}" if who else name.striptags()
        return self._render(
            "contract.html",
            self.board.pages[line.id],
            title,
            section="contracts",
            sections=contract_sections(view, self.t),
            actions=contract_actions(view, self.t),
            url=line.url if line.url.startswith(("https://", "http://")) else "",
            kind=line.kind.value,
            read=source_line(self.t, line.source, line.changed_at),
            answers=[
                self.t(
                    "board-answer",
                    source=link(self.t("board-answer-source"), answer.url),
                    day=answer.fetched_at.date(),
                    sha256=answer.sha256,
                )
                for answer in answers
            ],
            description=text_of(money_and_end(self.t, line), self.t),
        )

    def contracts(self, lines: Sequence[ContractLine], month: str = "") -> str:
        """Return the list of the newest contracts, or of all of a month."""
        return self._listed("contracts", self.board.months, month, lines=[self._line(line) for line in lines])

    def updates(self, shown: Sequence[News], month: str = "") -> str:
        """Return the list of the newest updates, or of all of a month."""
        return self._listed(
            "updates", self.board.update_months, month, latest=[self.news(one) for one in shown]
        )

    def facts(self) -> str:
        """Return the list of facts, and the words that the campaign explains."""
        return self._render(
            "facts.html",
            "facts/index.html",
            self.t("facts-title"),
            section="facts",
            facts=[
                {
                    "slug": fact.slug,
                    "title": one_line(fact.title(self.t.language)),
                    "text_language": self.t.picked(fact.texts),
                    "state": self.t(f"fact-state-{fact.state}"),
                }
                for fact in self.board.facts
            ],
            words=[self._word(word) for word in self.board.words],
        )

    def fact(self, fact: FactView, parts: Sequence[str]) -> str:
        """Return the page of a fact; ``parts`` are the texts of its card."""
        title = one_line(fact.title(self.t.language))
        state = self.t(f"fact-state-{fact.state}")
        return self._render(
            "fact.html",
            f"facts/{fact.slug}.html",
            title,
            section="facts",
            parts=parts,
            text_language=self.t.picked(fact.texts),
            description=state,
        )

    def about(self, key: str) -> str:
        """Return the page that says what the board is, what it cannot show, and where its data is."""
        data = [(f"data/{name}", self.t(f"board-data-{name.partition('.')[0]}")) for name in DATA]
        return self._render(
            "about.html", "about.html", self.t("board-about"), section="", files=data, key=key
        )

    def verify(self) -> str:
        """Return the page that checks a ledger in the browser."""
        script = (files("bot.web") / "static" / "verify.js").read_text(encoding="utf-8")
        ledgers = [
            (f"ledger/{one.view.slug}.json", one_line(self.t.pick(one.view.texts)["title"]))
            for one in self.board.demands
        ]
        placeholders = {name: f"{{{name}}}" for name in ("number", "count", "publications", "demand", "key")}
        sentences_of = {name: self.t(f"board-check-{name}", **placeholders) for name in _VERIFY_SENTENCES}
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        return self._render(
            "verify.html",
            "verify.html",
            self.t("board-menu-verify"),
            section="verify",
            ledgers=ledgers,
            sentences=Markup(_json_in_html(sentences_of)),  # noqa: S704
            script=Markup(script),  # noqa: S704
            csp=f"{_CSP}; script-src 'sha256-{digest}'; connect-src 'self'",
        )

    def news(self, news: News) -> dict[str, Any]:
        """Return an update as the lists and feeds show it."""
        line = news.contract
        first = next(iter(news.changes))
        said = [
            "\n".join(filter(None, (f"- {told}", f"  > {words}" if words else "")))
            for told, words in sentences(self.t, news.changes, line)
        ]
        return {
            "anchor": f"u-{hashlib.sha256(f'{line.id} {news.read_key}'.encode()).hexdigest()[:12]}",
            "page": self.board.pages.get(line.id, "updates/index.html"),
            "headline": headline(self.t, first, line, news.seen_at.date()),
            "said": "\n".join(said),
            "day": self.t.day(news.seen_at.date()),
            "seen_at": news.seen_at,
        }

    def _money(self) -> dict[str, Any]:
        """Return the amounts of the chart of all money, for a table."""
        chart = self.board.chart
        if chart is None:
            return {}
        currency, none = chart.currency, {"page": "", "since": "", "amount": "", "ceiling": ""}
        rows = [
            {
                **none,
                "name": one_line(line.number),
                "page": self.board.pages.get(line.contract_id, ""),
                "since": self.t.day(line.steps[0].day),
                "amount": self.t.money(line.total, currency),
            }
            for line in chart.lines
        ]
        if chart.rest:
            rest = self.t.money(chart.rest[-1].total, currency)
            rows.append({**none, "name": self.t("chart-rest", count=chart.rest_count), "amount": rest})
        for ceiling in chart.ceilings:
            committed = ceiling.committed
            rows.append(
                {
                    **none,
                    "name": one_line(ceiling.number),
                    "amount": "" if committed is None else self.t.money(committed, currency),
                    "ceiling": self.t.money(ceiling.amount, currency),
                }
            )
        return {"said": chart_words(chart, self.t).subtitle, "rows": rows}

    def _word(self, word: Word) -> dict[str, str]:
        text: Any = self.t.pick(word.texts)
        return {
            "slug": word.slug,
            "text_language": self.t.picked(word.texts),
            "word": one_line(str(text["word"])),
            "meaning": one_line(str(text["meaning"])),
        }

    def _listed(self, folder: str, months: Mapping[str, Sequence[object]], month: str, **shown: Any) -> str:
        """Return a page of a list, with links to every month."""
        title = self.t(f"board-menu-{folder}")
        return self._render(
            f"{folder}.html",
            f"{folder}/{month or 'index'}.html",
            f"{title}: {self._month(month)}" if month else title,
            section=folder,
            months=[
                {
                    "file": f"{each}.html",
                    "name": self._month(each),
                    "count": len(found),
                    "current": each == month,
                }
                for each, found in months.items()
            ],
            **shown,
        )

    def _month(self, month: str) -> str:
        if month == "undated":
            return self.t("board-undated")
        return self.t.month(Day.fromisoformat(f"{month}-01"))

    def _line(self, line: ContractLine) -> dict[str, Any]:
        return {
            "page": self.board.pages[line.id],
            "name": contract_name(self.t, line),
            "said": "\n".join(filter(None, (parties(self.t, line), money_and_end(self.t, line)))),
        }

    def _demand(self, one: BoardDemand) -> dict[str, Any]:
        view = one.view
        text: Any = self.t.pick(view.texts)
        count = 0 if view.publication is None else view.publication.count
        return {
            "slug": view.slug,
            "title": one_line(str(text["title"])),
            "count": None if view.publication is None else view.publication.count,
            "counted": count_line(view, self.t),
            "goal": view.goal,
            "progress": percent_line(count, view.goal, self.t) if view.goal else "",
            "paper": self.t("demand-paper", count=view.paper) if view.paper else "",
            "outcome": "\n".join(outcome_lines(view, self.t)),
            "body": prose(str(text["body"])),
            "text_language": self.t.picked(view.texts),
            "breakdown": "\n".join(breakdown_lines(view, self.t)),
        }

    def _publication(self, one: BoardDemand, entry: LedgerEntry) -> dict[str, Any]:
        row = one.published.publications[entry.number - one.published.ledger[0].number]
        head = Head.of(entry)
        return {
            "number": entry.number,
            "day": self.t.day(one.view.day_of(row.published_at)),
            "count": entry.count,
            "reason": self.t(f"board-reason-{entry.reason}", invalidated=entry.invalidated),
            "head": "" if head is None else str(head),
        }

    def _versions(self, one: BoardDemand) -> list[dict[str, Any]]:
        """Return the earlier texts of a demand, newest first."""
        return [
            {
                "said": self.t(
                    "board-version",
                    number=version.version,
                    day=day_there(version.made_at, one.view.time_zone),
                ),
                "body": prose(str(self.t.pick(version.texts)["body"])),
                "text_language": self.t.picked(version.texts),
            }
            for version in reversed(one.published.versions[:-1])
        ]

    def _render(self, template: str, path: str, title: str, *, section: str, **shown: Any) -> str:
        """Return a page. ``path`` is relative to the folder of the language."""
        depth = path.count("/")
        language = self.t.language
        names = own_names()
        others = [
            (each, names[each].capitalize(), f"{'../' * (depth + 1)}{each}/{path}")
            for each in self.board.languages
            if each != language
        ]
        base = f"{self.address}{self.board.name}/" if self.address else ""
        given = {
            "t": self.t,
            "md": lambda markdown: html_of(markdown, self.t),
            "inline": lambda markdown: inline(markdown, self.t),
            "number": self.t.number,
            "lang": lambda other: Markup("" if other == language else f' lang="{other}"'),  # noqa: S704
            "board": self.board,
            "title": title,
            "section": section,
            "menu": MENU,
            "languages": others,
            "home": "../" * depth,
            "root": "../" * (depth + 1),
            "made_on": self.board.made_at.date(),
            "address": f"{base}{language}/{path}" if base else "",
            "picture": f"{base}images/{language}.png" if base else "",
            "description": "",
            "csp": _CSP,
            **shown,
        }
        return _environment().get_template(template).render(given)


DATA = ("board.json", "schema.json", "counts.csv", "contracts.csv", "actions.csv")
"""Files of data, in ``data/``."""


def index_page(title: str, links: Sequence[tuple[str, str, str]], *, style: str) -> str:
    """Return a page of links (address, name, language): the languages of a board, or the boards of a
    site."""
    template = _environment().get_template("index.html")
    return template.render(title=title, links=links, style=style, csp=_CSP)


def _json_in_html(value: object) -> str:
    """Return JSON that can stand in a script element: nothing in it ends that."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that every site has, by their paths."""
    yield "style.css", (files("bot.web") / "static" / "style.css").read_bytes()
