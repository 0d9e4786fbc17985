"""Pictures for link previews: which pages have one of their own, and the words on it. The others have that of
the first page: a board has too many contracts to draw a picture of each."""

import hashlib
from collections.abc import Iterator

from bot.charts.preview import Preview
from bot.texts import Translator
from bot.ui.contracts.names import source_line
from bot.ui.demands.lines import count_line
from bot.ui.markdown import one_line, plain
from bot.web.contents import BoardContents
from bot.web.markdown import text_of
from bot.web.parts.contract import contract_finding
from bot.web.parts.demand import title_of

_MAX_CONTRACTS = 20
_MAX_TITLE = 300


def previews_of(board: BoardContents, t: Translator) -> Iterator[tuple[str, str, Preview]]:
    """Yield pages that have a picture: the path of the page, the name of the picture, and its words. These
    are the first page, demands, facts, and the contracts of the latest updates."""
    yield "index.html", "preview", _first_page(board, t)
    for one in board.demands:
        published = one.view.publication
        count = "" if published is None else t.number(published.count)
        how = text_of(count_line(one.view, t, plain(one.server)), t)
        page = f"demands/{one.view.slug}.html"
        yield page, _name(page), Preview(board.title, title_of(one, t)[:_MAX_TITLE], how, count)
    for fact in board.facts:
        page, state = f"facts/{fact.slug}.html", t(f"fact-state-{fact.state}")
        title = t("board-fact-title", state=state, title=one_line(fact.title(t.language)))
        yield page, _name(page), Preview(board.title, title, t(f"fact-state-{fact.state}.meaning"))
    for line in {news.contract.id: news.contract for news in board.latest[:_MAX_CONTRACTS]}.values():
        if (page := board.pages.get(line.id, "")) and line.id not in {each.id for each, _ in board.former}:
            foot = text_of(source_line(t, line.source, line.changed_at), t)
            yield page, _name(page), Preview(board.title, contract_finding(line, t), foot)


def _first_page(board: BoardContents, t: Translator) -> Preview:
    """Return the picture of the first page: its first demand with the count, or what the board is called."""
    if not board.shown_demands:
        return Preview(board.title, board.title, t("board-description"))
    one = board.shown_demands[0]
    published = one.view.publication
    count = "" if published is None else t.number(published.count)
    return Preview(board.title, title_of(one, t)[:_MAX_TITLE], t("board-description"), count)


def _name(page: str) -> str:
    return f"preview-{hashlib.sha256(page.encode()).hexdigest()[:12]}"
