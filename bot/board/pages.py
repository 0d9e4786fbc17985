"""Pages of a board in one language, as HTML that needs no script, no other site and no server."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from functools import partial
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from bot.board.contents import MAX_LATEST, BoardContents, BoardDemand, Event, neighbours
from bot.board.contract_parts import (
    answers_of,
    contract_finding,
    contract_heading,
    sections_of,
    sold,
    state_of,
    steps_svg,
)
from bot.board.demand_parts import (
    event_told,
    finding,
    in_other_language,
    publications,
    shown,
    title_of,
    versions,
)
from bot.board.markdown import html_of, inline, text_of
from bot.board.press import money_title, press_box
from bot.board.signing import csp_hash, environment, json_in_html, script_hash, templates_of
from bot.board.words import Explained, explain, words_of
from bot.campaign.facts.views import FactView, in_language, language_of
from bot.common.text import single_spaced
from bot.contracts.model import Kind
from bot.contracts.queries.snapshots import FirstSeen
from bot.contracts.queries.views import ContractLine, ContractView, News
from bot.contracts.story.under_others import UnderOthersPage
from bot.servers.board import counter_picture, demand_page, fact_page, page_address
from bot.texts import Translator
from bot.texts.catalogue import own_names
from bot.ui.contracts.card import contract_actions
from bot.ui.contracts.changes import headline, sentences
from bot.ui.contracts.figures import chart_words
from bot.ui.contracts.names import NONE, contract_name, money_and_end, parties, source_line, source_link
from bot.ui.contracts.subcontracts import under_others_sections
from bot.ui.facts import fact_foot, fact_sections
from bot.ui.markdown import one_line, plain

_SENTENCES = (
    *("verdict-good", "verdict-part", "verdict-wrong", "verdict-void", "verdict-none", "checking", "choose"),
    *("no-crypto", "unreachable", "not-shown", "ledger", "counts", "files", "key", "head", "restored"),
    *("clock", "compare-key", "no-ed25519", "signature", "other-key", "key-unread", "head-unread"),
    *("head-other", "head-absent", "head-newer", "head-demand", "head-changed", "too-large", "newer-format"),
    *("no-ledger", "text", "no-text", "missing", "other-demand", "negative", "lost-nothing", "previous"),
    *("other-format", "hash", "no-list", "file-changed", "file-missing", "file-added", "file-odd"),
    *("archive-odd", "other-ledger", "other-counts", "timestamps-unchecked", "document-unchecked"),
    # Of demands that are signed on the page.
    *("not-shown-page", "progress", "opening", "issuing-key", "other-issuing-key", "other-box-key"),
    *("after-end", "no-rows", "issued", "places", "places-fell", "issued-fell", "figures-changed"),
    *("round-fell", "void", "page-entry", "consent", "rows", "rows-unchecked", "rows-missing", "rows-hash"),
    *("index-hash", "rows-count", "rows-issued", "rows-more", "row-form", "row-twice", "row-order"),
    *("row-turn", "row-version", "row-late", "row-token", "row-signature", "own", "own-signed"),
    *("own-withdrawn", "own-newer", "own-other", "own-absent", "own-unread", "receipt", "receipt-waits"),
    *("receipt-none", "receipt-unread", "receipt-wrong", "row-struck", "rounds", "rounds-unchecked"),
    *("rounds-unread", "round", "round-no-key", "key-twice"),
    "not-shown-evidence",
)
_VALUES = (
    *("number", "count", "publications", "demand", "title", "day", "key", "name", "row", "found", "issued"),
    *("places", "first_places", "first_issued", "version", "other", "before", "now", "round"),
)


def checker_sentences(t: Translator) -> dict[str, str]:
    """Return the sentences of the checkers by their keys, with ``{number}`` where a value is put."""
    return templates_of(t, "board-check", _SENTENCES, _VALUES)


def checker(t: Translator, csp: str) -> dict[str, Any]:
    """Return what the templates of the checker need; ``csp`` is the policy of the other pages."""
    script = (files("bot.board") / "static" / "verify.js").read_text(encoding="utf-8")
    return {
        "sentences": json_in_html(checker_sentences(t)),
        "script": Markup(script),  # noqa: S704
        "csp": f"{csp}; script-src '{csp_hash(script)}'; connect-src 'self'",
    }


PAGE_SIZE = 50
"""Contracts or updates on the first page of a list; the others are on a page for each month."""

MENU = (
    ("demands", "index.html"),
    ("contracts", "contracts/index.html"),
    ("facts", "facts/index.html"),
    ("updates", "updates/index.html"),
    ("verify", "verify.html"),
)
_MAX_FIRST = 3  # facts and updates on the first page
_MAX_ACTIONS = 3  # of a contract's history that are not folded
_NOT_EXPLAINED = frozenset(("about.html", "verify.html", "retired.html"))
_MEANINGS = "about.html"  # page of the words
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
    one, with a slash at its end; ``machine`` tells its feeds from those of boards of the same name."""

    board: BoardContents
    t: Translator
    machine: str
    address: str = ""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    previews: Mapping[str, str] = field(default_factory=dict)  # pictures for link previews, by page
    _words: list[Explained] = field(default_factory=list)
    _parts: dict[tuple[str, ...], Markup] = field(default_factory=dict)
    _latest: list[dict[str, Any]] = field(default_factory=list)

    def home(self) -> str:
        """Return the first page: what was sold, to whom, for how much and until when, with the source; the
        first demand; facts, updates, and what the press may write. Its title is the money, or else what the
        first demand's page says; of an empty board its name."""
        board, t, today = self.board, self.t, self.board.made_at.date()
        demands, chart = board.shown_demands, board.chart
        title = finding(demands[0], t) if demands else board.title
        return self._render(
            "home.html",
            "index.html",
            title if chart is None else money_title(chart, t),
            section="demands",
            demands=[shown(one, t) for one in demands],
            lines=[self._line(line) for line in board.largest],
            parties=parties(t, board.largest[0])
            if board.largest and chart and chart.buyer and chart.supplier
            else "",
            sources=[] if chart is None else [chart_words(chart, t).source, *chart_words(chart, t).notes],
            facts=self._facts(board.facts[:_MAX_FIRST]),
            latest=self._one_each(self.latest)[:_MAX_FIRST],
            chart=self.pictures.get("money"),
            money=self._money(),
            press=press_box(board, t, today),
            description=t("board-description"),
        )

    def _one_each(self, told: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the newest of the events about each demand or contract."""
        found: dict[object, dict[str, Any]] = {}
        for each in told:
            found.setdefault(each["subject"], each)
        return list(found.values())

    def demand(self, one: BoardDemand) -> str:
        """Return the page of a demand: its text, its count, and everything that was published of it."""
        demand, slug = shown(one, self.t), one.view.slug
        return self._render(
            "demand.html",
            demand_page(slug),
            finding(one, self.t),
            section="demands",
            demand=demand,
            publications=publications(one, self.t),
            versions=versions(one, self.t),
            chart=self.pictures.get(f"demand-{slug}"),
            counter=page_address(self.address, self.board.name, self.t.language, counter_picture(slug)),
            description=text_of("\n".join([demand["void"], demand["counted"], demand["outcome"]]), self.t),
        )

    def contract(self, view: ContractView, seen: FirstSeen) -> str:
        """Return the page of a contract: the whole card, its history, and the evidence as first seen."""
        line = view.line
        known = contract_name(self.t, line), money_and_end(self.t, line)
        return self._render(
            "contract.html",
            self.board.pages[line.id],
            contract_finding(line, self.t, state_of(view, self.t)),
            section="contracts",
            name=contract_name(self.t, line),
            sections=sections_of(view, self.t),
            actions=contract_actions(view, self.t),
            most_actions=_MAX_ACTIONS,
            steps=steps_svg(view, self.t),
            url=line.url if line.url.startswith(("https://", "http://")) else "",
            kind=line.kind.value,
            read=source_line(self.t, line.source, line.changed_at),
            facts=self._facts(self.board.facts_about.get(line.id, ())),
            first_read=self.t("first-seen-date", date=seen.seen_at.date()),
            answers=answers_of(line, seen, self.t),
            description=text_of(" · ".join(filter(None, known)), self.t),
        )

    def former(
        self, page: str, line: ContractLine, day: Day, events: Sequence[Event], news: Sequence[News]
    ) -> str:
        """Return the page of a contract that no watch follows any more: what was posted of it."""
        return self._render(
            "former.html",
            page,
            contract_heading(line, self.t),
            section="contracts",
            said=self.t("board-former", day=day),
            url=line.url if line.url.startswith(("https://", "http://")) else "",
            kind=line.kind.value,
            latest=self.told(events, news),
            description=self.t("board-former", day=day),
        )

    def contracts(
        self, lines: Sequence[ContractLine], month: str = "", *, under: UnderOthersPage | None = None
    ) -> str:
        """Return the list of the newest contracts, or of all of a month. ``under``: what the companies of the
        watches do under others, for the first page."""
        shown = [self._line(line) for line in lines]
        others = under_others_sections(under, self.t) if under is not None and under.page.items else []
        return self._listed(
            "contracts", self.board.months, month, lines=shown, parties="", under_others=others
        )

    def updates(self, told: Sequence[Mapping[str, Any]], month: str = "") -> str:
        """Return the list of the newest events, or a page of all of a month."""
        return self._listed("updates", self.board.event_months, month, latest=told)

    def facts(self) -> str:
        """Return the list of facts, and the words that the campaign explains."""
        return self._render(
            "facts.html",
            "facts/index.html",
            self.t("facts-title"),
            section="facts",
            facts=self._facts(self.board.facts),
        )

    def fact(self, fact: FactView) -> str:
        """Return the page of a fact: the texts of its card, and what it said before."""
        heading, state = one_line(fact.title(self.t.language)), self.t(f"fact-state-{fact.state}")
        return self._render(
            "fact.html",
            fact_page(fact.slug),
            self.t("board-fact-title", state=state, title=heading),
            section="facts",
            heading=heading,
            parts=fact_sections(fact, self.t, self.board.made_at.date()),
            contracts=_contracts_of(fact, self.board.pages),
            earlier=_earlier_of(fact, self.t),
            foreign=in_other_language(language_of(fact.texts, self.t.language), self.t),
            text_language=language_of(fact.texts, self.t.language),
            description=self.t(f"fact-state-{fact.state}.meaning"),
        )

    def retired(self, fact: FactView) -> str:
        """Return the page of a fact that was withdrawn, without what it said."""
        said = self.t("board-retired", day=(fact.retired_at or self.board.made_at).date())
        title = self.t("board-retired-title")
        path = f"facts/{fact.slug}.html"
        return self._render("retired.html", path, title, section="facts", said=said, description=said)

    def about(self, key: str) -> str:
        """Return the page that says what the board is, what it cannot show, and where its data is."""
        data = [(f"../data/{file}", self.t(f"board-data-{said}")) for file, said in DATA.items()]
        data += [("feed.atom", self.t("board-data-atom")), ("feed.json", self.t("board-data-feed"))]
        return self._render(
            "about.html",
            "about.html",
            self.t("board-about"),
            section="",
            files=data,
            key=key,
            words=self._explained(),
            script=script_hash() if self.board.rounds else "",
        )

    def verify(self) -> str:
        """Return the page that checks a ledger in the browser."""
        ledgers = [(f"ledger/{one.view.slug}.json", title_of(one, self.t)) for one in self.board.demands]
        return self._render(
            "verify.html",
            "verify.html",
            self.t("board-menu-verify"),
            section="verify",
            ledgers=ledgers,
            **checker(self.t, _CSP),
        )

    @property
    def latest(self) -> Sequence[dict[str, Any]]:
        """The newest events, for the first page, their list and the feeds."""
        if not self._latest:
            self._latest.extend(self.told(self.board.events[:MAX_LATEST], self.board.latest))
        return self._latest

    def told(self, events: Sequence[Event], news: Sequence[News]) -> list[dict[str, Any]]:
        """Return events as the lists and feeds show them; without the updates that ``news`` does not have."""
        known = {(one.contract.id, one.read_key): one for one in news}
        found = []
        for event in events:
            source = ""
            if event.demand is not None:
                said = event_told(event, event.demand, self.t)
                place = f"#publication-{event.number}" if event.kind == "count" else ""
                page = f"demands/{event.demand.view.slug}.html{place}"
            elif event.read is not None and event.read in known:
                said = self._update(known[event.read])
                line = known[event.read].contract
                source = source_link(self.t, line, line.changed_at)
                page = self.board.pages.get(event.read[0], "updates/index.html")
            else:
                continue
            found.append(
                {
                    "anchor": event.anchor,
                    "address": self.board.address(event),
                    "page": page,
                    "subject": event.read[:1] if event.read else event.demand and event.demand.view.id,
                    "headline": said[0],
                    "source": source,
                    "said": said[1],
                    "day": self.t.day(event.at.date()),
                    "at": event.at,
                    "corrected": self._corrected(event),
                }
            )
        return found

    def _update(self, news: News) -> tuple[str, str]:
        """Return the headline of an update and its changes, as markdown."""
        line = news.contract
        said = [
            "\n".join(filter(None, (f"- {told}", f"  > {words}" if words else "")))
            for told, words, _ in sentences(self.t, news.changes, line)
        ]
        return headline(self.t, next(iter(news.changes)), line, news.seen_at.date()), "\n".join(said)

    def _corrected(self, event: Event) -> dict[str, Any] | None:
        """Return the day and the address of the update that corrected an update."""
        by = None if event.read is None else self.board.corrections.get(event.read)
        if by is None:
            return None
        return {
            "at": by.at,
            "said": self.t("board-corrected", day=by.at.date()),
            "address": self.board.address(by),
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
            most, committed = self.t.money(ceiling.amount, currency), ceiling.committed
            name = self.t(  # includes the committed amount: the orders' amounts are rows already
                "chart-ceiling",
                kind=ceiling.kind.value,
                number=one_line(ceiling.number),
                ceiling=most,
                committed=NONE if committed is None else self.t.money(committed, currency),
            )
            rows.append({**none, "name": name, "ceiling": most})
        return {"said": chart_words(chart, self.t).subtitle, "rows": rows}

    def _facts(self, facts: Sequence[FactView]) -> list[dict[str, str]]:
        """Return facts as lists show them."""
        return [
            {
                "slug": fact.slug,
                "title": one_line(fact.title(self.t.language)),
                "text_language": self.t.picked(fact.texts),
                "state": self.t(f"fact-state-{fact.state}"),
                "said": fact_foot(fact, self.t, self.board.made_at.date()),
                "changed": "" if fact.changed_on is None else self.t("fact-changed", date=fact.changed_on),
            }
            for fact in facts
        ]

    def _listed(self, folder: str, months: Mapping[str, Sequence[object]], month: str, **shown: Any) -> str:
        """Return a page of a list. The first has links to all others, each of those to the two beside it, so
        that a new one changes no more than these."""
        title, beside = self.t(f"board-menu-{folder}"), neighbours(months, month)
        return self._render(
            f"{folder}.html",
            f"{folder}/{month or 'index'}.html",
            self.t("board-page-of", title=title, page=self._month(month)) if month else title,
            section=folder,
            months=[
                {
                    "file": f"{each}.html",
                    "name": self._month(each),
                    "count": "" if month else len(found),  # a page of a month is not written for others
                    "current": each == month,
                }
                for each, found in months.items()
                if not month or each in beside
            ],
            **shown,
        )

    def _month(self, page: str) -> str:
        """Return the name of a page of a list: "undated", "2026-05", "2026-05-2"."""
        undated = page.startswith("undated")
        number = page[8:]
        name = self.t("board-undated") if undated else self.t.month(Day.fromisoformat(f"{page[:7]}-01"))
        return f"{name}, {number}" if number else name

    def _line(self, line: ContractLine) -> dict[str, Any]:
        known, name = contract_name(self.t, line), sold(line, self.t, self.board.words)
        return {
            "page": self.board.pages.get(line.id, ""),
            "name": name,
            "parties": parties(self.t, line) or "",
            "said": money_and_end(self.t, line),
            "number": "" if name == known or line.kind is Kind.PAGE else known,
            "url": line.url if line.url.startswith(("https://", "http://")) else "",
            "kind": line.kind.value,
        }

    def _signed(self, change: int) -> str:
        return f"{'+' if change > 0 else '−' if change < 0 else ''}{self.t.number(abs(change))}"

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
            "plain": plain,
            "lang": lambda other: Markup("" if other == language else f' lang="{other}"'),  # noqa: S704
            "signed": self._signed,
            "board": self.board,
            "title": title,
            "section": section,
            "above": self._part("above.html", "../" * depth, section),
            "menu": self._part("menu.html", "../" * depth, section),
            "below": self._part("below.html", "../" * depth, section),
            "languages": others,
            "home": "../" * depth,
            "root": "../" * (depth + 1),
            "address": page_address(self.address, self.board.name, language, path),
            "picture": f"{base}{self.previews.get(path) or self.previews.get('index.html', '')}",
            "address_in": lambda other: page_address(self.address, self.board.name, other, path),
            "description": "",
            "csp": _CSP,
            **shown,
        }
        page = environment("templates").get_template(template).render(given)
        if template in _NOT_EXPLAINED:
            return page
        words = [each for each in self._explained() if each.own or template != "demand.html"]
        return explain(page, words, language, f"{'../' * depth}{_MEANINGS}")

    def _part(self, template: str, home: str, section: str) -> Markup:
        """Return a part that is the same on all pages of a folder and section."""
        key = (template, home, section)
        if key not in self._parts:
            shown = {"menu": MENU, "made_on": self.board.made_at.date(), "home": home, "section": section}
            made = environment("templates").get_template(template).render(t=self.t, board=self.board, **shown)
            self._parts[key] = Markup(made)  # noqa: S704
        return self._parts[key]

    def _explained(self) -> Sequence[Explained]:
        """Return the words of the campaign and those of public money, which mean something else on the page
        of a demand."""
        if not self._words:
            self._words.extend(words_of(self.board.words, self.t))
        return self._words


DATA = {
    "board.json": "board",
    "contracts.json": "nested",
    "schema.json": "schema",
    "counts.csv": "counts",
    "contracts.csv": "contracts",
    "actions.csv": "actions",
    "columns.json": "columns",
}
"""Files of data, in ``data/``, with the texts that say what each is."""


def index_page(
    title: str, links: Sequence[tuple[str, str, str]], *, root: str = "", language: str = "en"
) -> str:
    """Return a page of links (address, name, language): the languages of a board, or the boards of a
    site."""
    template = environment("templates").get_template("index.html")
    return template.render(title=title, links=links, root=root, language=language, csp=_CSP)


_OWN_STYLE = (
    "body { max-width: 40em; margin: 1em auto; padding: 0 1em; font: 1em/1.5 sans-serif; }"
    " label, input { display: block; }"
)


def own_checker(t: Translator) -> str:
    """Return the page that checks a ledger as one file without a board, for whoever trusts none."""
    given = checker(t, _CSP)
    given["csp"] = given["csp"].replace("style-src 'self' file:", f"style-src '{csp_hash(_OWN_STYLE)}'")
    given |= {"t": t, "md": partial(html_of, t=t), "style": _OWN_STYLE, "ledgers": ()}
    return environment("templates").get_template("verify_own.html").render(given)


def static_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that every site has, by their paths."""
    for name in ("style.css", "icon.svg"):
        yield name, (files("bot.board") / "static" / name).read_bytes()


def _earlier_of(fact: FactView, t: Translator) -> list[str]:
    """Return a line for each time a fact was changed, newest first: its state and title until then, or that
    only its text was changed; nothing of a change in another language alone."""
    found = []
    state, text = fact.state, in_language(fact.texts, t.language)
    for before in reversed(fact.earlier):
        said = in_language(before.texts, t.language)
        title = one_line(said["title"])
        if before.state != state or title != one_line(text["title"]):
            shown = t("board-fact-title", state=t(f"fact-state-{before.state}"), title=title)
            found.append(t("board-fact-changed", day=before.until.date(), said=shown))
        elif single_spaced(said["body"]) != single_spaced(text["body"]):
            found.append(t("board-fact-text-changed", day=before.until.date()))
        state, text = before.state, said
    return found


def _contracts_of(fact: FactView, pages: Mapping[int, str]) -> list[dict[str, str]]:
    """Return the contracts that a fact names, each with its page on the board, empty if it has none."""
    return [
        {"number": one_line(each.number), "page": "" if each.id is None else pages.get(each.id, "")}
        for each in fact.contracts
    ]
