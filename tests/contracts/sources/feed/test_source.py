"""The feed source, against a site on this machine."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any

import pytest

from bot.contracts.model import Kind, Record
from bot.contracts.sources.feed.source import Feeds
from bot.contracts.sources.protocol import (
    IncompleteRead,
    NothingNew,
    QueryError,
    ReadContext,
    SourceError,
    SourceErrorKind,
)
from tests.conftest import MovableClock
from tests.support.loopback.web import Site, source_http

pytestmark = pytest.mark.wire

RSS = "application/rss+xml"
FEED = "/spip.php?page=backend"


def rss(*items: tuple[str, str, str]) -> str:
    entries = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><link>/{n}</link>"
        f"<pubDate>{day}</pubDate><description>{text}</description></item>"
        for n, (title, text, day) in enumerate(items)
    )
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<rss version="2.0"><channel><title>Watchdog</title>{entries}</channel></rss>'


CONTRACT = ("The group signs with ICE", "Nothing else.", "Thu, 12 Feb 2026 10:00:00 +0000")
SERVICE = ("A new service", "The police of Nice: un marché public.", "Wed, 11 Feb 2026 10:00:00 +0000")
UNDATED = ("Rien à voir", "Autre chose", "")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        running.shows(FEED, rss(CONTRACT, SERVICE, UNDATED), RSS)
        yield running


@pytest.fixture
async def feeds(clock: MovableClock) -> AsyncIterator[Feeds]:
    async with source_http(clock) as http:
        yield Feeds(http, clock)


async def read(feeds: Feeds, query: dict[str, Any], reading: ReadContext | None = None) -> list[Record]:
    found = []
    async for seen in feeds.search(query, reading or ReadContext()):
        assert isinstance(seen, Record)
        found.append(seen)
    return found


async def fault(feeds: Feeds, address: str) -> SourceErrorKind:
    reading = ReadContext(state="before")
    with pytest.raises(IncompleteRead) as caught:
        await read(feeds, {"address": address}, reading)
    assert reading.state == "before"
    (error,) = caught.value.faults
    with pytest.raises(SourceError) as surveyed:
        await feeds.survey({"address": address})
    assert surveyed.value.fault is error.fault
    return error.fault


async def test_every_article_is_found_with_its_link(site: Site, feeds: Feeds) -> None:
    found = await read(feeds, {"address": site.at(FEED)})
    assert [record.title for record in found] == [CONTRACT[0], SERVICE[0], UNDATED[0]]
    assert [record.url for record in found] == [site.at("/0"), site.at("/1"), site.at("/2")]
    assert [record.signed for record in found] == [date(2026, 2, 12), date(2026, 2, 11), None]
    assert {record.kind for record in found} == {Kind.ARTICLE}
    assert {record.buyer.name for record in found} == {"Watchdog"}


async def test_an_article_keeps_its_id_and_answer_while_others_change(site: Site, feeds: Feeds) -> None:
    before = await read(feeds, {"address": site.at(FEED)})
    site.shows(FEED, rss(("Newer", "", ""), SERVICE), RSS)
    after = await read(feeds, {"address": site.at(FEED)})
    assert after[1].source_id == before[1].source_id
    assert after[1].number == before[1].number
    assert after[0].source_id not in {record.source_id for record in before}
    site.shows(FEED, rss(CONTRACT, SERVICE), RSS)
    again = await read(feeds, {"address": site.at(FEED)})
    assert [record.answers for record in again] == [record.answers for record in before[:2]]


async def test_an_unchanged_feed_is_not_sent_again(site: Site, feeds: Feeds) -> None:
    reading = ReadContext()
    await read(feeds, {"address": site.at(FEED)}, reading)
    following = ReadContext(state=reading.state)
    with pytest.raises(NothingNew):
        await read(feeds, {"address": site.at(FEED)}, following)
    assert [bool(request.headers.get("If-None-Match")) for request in site.asked] == [False, True]
    site.shows(FEED, rss(UNDATED), RSS)
    assert len(await read(feeds, {"address": site.at(FEED)}, ReadContext(state=following.state))) == 1


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["ICE"], [CONTRACT[0]]),
        (["ice", "marche public"], [CONTRACT[0], SERVICE[0]]),
        (["MARCHÉ  PUBLIC"], [SERVICE[0]]),
        (["a voir"], [UNDATED[0]]),
        (["grou"], []),
    ],
)
async def test_keywords_match_whole_words_ignoring_case_and_accents(
    site: Site, feeds: Feeds, words: list[str], titles: list[str]
) -> None:
    query = {"address": site.at(FEED), "words": words}
    assert [record.title for record in await read(feeds, query)] == titles
    assert dict((await feeds.survey(query)).counts) == {Kind.ARTICLE: len(titles)}


async def test_words_are_searched_in_another_process(
    site: Site, feeds: Feeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unicode writes U+FDFA out as 18 letters: a feed of 1 MB then has millions, searched for each word."""

    def on_the_event_loop(_: str) -> str:
        pytest.fail("nobody else is answered meanwhile")

    monkeypatch.setattr("bot.contracts.sources.feed.parse.fold_phrase", on_the_event_loop)
    items = [{"id": str(n), "title": "\ufdfa" * 300, "content_text": "\ufdfa" * 2000} for n in range(20)]
    items.append({"id": "found", "title": "Signed with ICE", "content_text": ""})
    content = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}
    site.shows(FEED, json.dumps(content, ensure_ascii=False), "application/feed+json")
    found = await read(feeds, {"address": site.at(FEED), "words": ["ice"]})
    assert [record.title for record in found] == ["Signed with ICE"]


async def test_entries_that_share_a_link_are_all_new(site: Site, feeds: Feeds) -> None:
    def shows(*numbers: int) -> None:
        items = [{"id": f"{n}", "title": f"News {n}", "url": "/statements"} for n in numbers]
        content = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}
        site.shows(FEED, json.dumps(content), "application/feed+json")

    shows(3, 2, 1)
    before = await read(feeds, {"address": site.at(FEED)})
    known = {record.source_id: record.mark or "" for record in before}
    shows(4, 3, 2)
    after = await read(feeds, {"address": site.at(FEED)}, ReadContext(known=known))
    assert after[0].source_id not in known
    assert [record.source_id for record in after[1:]] == [record.source_id for record in before[:2]]


async def test_entries_are_held_once_beside_one_that_cannot_be_read(site: Site, feeds: Feeds) -> None:
    async def read_of(count: int, reading: ReadContext) -> list[Record]:
        """Read a feed of so many entries and one that cannot be read; return the articles."""
        items = [*({"id": f"{n}", "title": f"News {n}"} for n in range(count)), None]
        content = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}
        site.shows(FEED, json.dumps(content), "application/feed+json")
        found = []
        with pytest.raises(IncompleteRead):
            async for seen in feeds.search({"address": site.at(FEED)}, reading):
                if isinstance(seen, Record):
                    found.append(seen)
        return found

    known = {record.source_id: record.mark or "" for record in await read_of(3, ReadContext())}
    second = ReadContext(known=known)
    assert len(await read_of(30, second)) == 3
    assert second.stands, "the state is stored, though the read is incomplete"
    assert len(await read_of(30, ReadContext(known=known, state=second.state))) == 30


async def test_a_survey_shows_the_newest_article(site: Site, feeds: Feeds) -> None:
    survey = await feeds.survey({"address": site.at(FEED)})
    assert (dict(survey.counts), survey.newest) == ({Kind.ARTICLE: 3}, date(2026, 2, 12))
    site.shows(FEED, rss(), RSS)
    survey = await feeds.survey({"address": site.at(FEED)})
    assert (dict(survey.counts), survey.newest) == ({Kind.ARTICLE: 0}, None)


@pytest.mark.parametrize(
    ("media", "packed"),
    [(RSS, True), ("text/xml", False), ("text/html; charset=iso-8859-1", False), (None, False)],
)
async def test_the_content_type_of_a_feed_does_not_matter(
    site: Site, feeds: Feeds, media: str | None, packed: bool
) -> None:
    site.shows(FEED, b"\xef\xbb\xbf" + rss(UNDATED).encode(), media, packed=packed)
    assert [record.title for record in await read(feeds, {"address": site.at(FEED)})] == [UNDATED[0]]


async def test_a_feed_that_moves_on_its_host_is_followed(site: Site, feeds: Feeds) -> None:
    before = await read(feeds, {"address": site.at(FEED)})
    site.moves(FEED, "/feed/")
    site.shows("/feed/", rss(CONTRACT, SERVICE, UNDATED), RSS)
    after = await read(feeds, {"address": site.at(FEED)})
    assert [record.source_id for record in after] == [record.source_id for record in before]
    assert after[0].url == site.at("/0")


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (
            lambda site: site.shows(FEED, "<!DOCTYPE html><html><body>Cookies?</body></html>"),
            SourceErrorKind.BAD_ANSWER,
        ),
        (lambda site: site.fails(FEED, 404), SourceErrorKind.GONE),
        (lambda site: site.fails(FEED, 503), SourceErrorKind.BUSY),
        (lambda site: site.halves(FEED, rss(CONTRACT, SERVICE, UNDATED)), SourceErrorKind.UNREACHABLE),
        (lambda site: site.moves(FEED, "https://elsewhere.example/feed"), SourceErrorKind.MOVED),
        (lambda site: site.moves(FEED, "http://192.168.0.1/feed"), SourceErrorKind.NOT_PUBLIC),
    ],
    ids=["a page", "gone", "busy", "half a body", "elsewhere", "a private address"],
)
async def test_a_document_that_is_no_feed_is_reported(
    site: Site, feeds: Feeds, broken: Callable[[Site], None], expected: SourceErrorKind
) -> None:
    broken(site)
    assert await fault(feeds, site.at(FEED)) is expected


async def test_the_complete_part_of_a_truncated_feed_is_used_and_the_feed_is_read_again(
    site: Site, feeds: Feeds
) -> None:
    site.shows(FEED, rss(CONTRACT, SERVICE).partition("<description>The police")[0], RSS)
    reading = ReadContext()
    found: list[Any] = []
    with pytest.raises(IncompleteRead) as caught:
        async for record in feeds.search({"address": site.at(FEED)}, reading):
            found.append(record)
    assert [record.title for record in found] == [CONTRACT[0]]
    assert not caught.value.whole_search, "what came after the cut is not known"


async def test_an_invalid_entry_is_reported_and_hides_no_other(site: Site, feeds: Feeds) -> None:
    """A watch must not wait for ever for a feed with one bad entry."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Feed",
        "items": ["no entry", {"id": "1", "url": "https://example.org/1", "title": "A contract"}],
    }
    site.shows(FEED, json.dumps(said), "application/feed+json")
    found: list[Any] = []
    with pytest.raises(IncompleteRead) as caught:
        async for record in feeds.search({"address": site.at(FEED)}, ReadContext()):
            found.append(record)
    assert [record.title for record in found] == ["A contract"]
    assert [error.fault for error in caught.value.faults] == [SourceErrorKind.BAD_ANSWER]
    assert (caught.value.whole_search, caught.value.unread) == (True, frozenset())


async def test_articles_are_not_read_by_id(feeds: Feeds) -> None:
    assert not feeds.asks_by_id
    await feeds.probe()
    with pytest.raises(SourceError):
        await feeds.get("watchdog.example:1")


def test_queries_are_normalised(feeds: Feeds) -> None:
    query = {
        "address": "watchdog.example/feed",
        "words": [" ICE ", "marché   public", "Marche public", "ice"],
    }
    canonical = {"address": "https://watchdog.example/feed", "words": ["ICE", "marché public"]}
    assert feeds.canonical(query) == canonical
    assert feeds.canonical(canonical) == canonical
    assert feeds.canonical({"address": "watchdog.example/feed", "words": []}) == {
        "address": canonical["address"]
    }
    assert feeds.canonical({"address": "watchdog.example/feed", "words": "one"})["words"] == ["one"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"words": ["ICE"]}, "address-missing"),
        ({"address": "a.example", "words": 7}, "not-text"),
        ({"address": "a.example", "words": [7]}, "not-text"),
        ({"address": "a.example", "words": ["x"]}, "too-short"),
        ({"address": "a.example", "words": ["--"]}, "too-short"),
        ({"address": "a.example", "words": ["a\x00b"]}, "control-characters"),
        ({"address": "a.example", "words": ["x" * 101]}, "word-too-long"),
        ({"address": "a.example", "words": [f"word {n}" for n in range(21)]}, "too-many-values"),
        ({"address": "a.example", "sort": "new"}, "unknown-key"),
        ({"address": "http://127.0.0.1.example:1@10.0.0.1/"}, "address-user-info"),
    ],
)
def test_an_unusable_query_is_refused(feeds: Feeds, query: dict[str, Any], reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        feeds.canonical(query)
    assert caught.value.reason == reason


def listed(*entries: tuple[str, str, str]) -> str:
    """Return a feed of entries with an id, a link and a title, all of one day."""
    items = "".join(
        f'<item><guid isPermaLink="false">{guid}</guid><link>{link}</link><title>{title}</title>'
        f"<pubDate>Thu, 12 Feb 2026 10:00:00 +0000</pubDate></item>"
        for guid, link, title in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>{items}</channel></rss>'


async def ids(site: Site, feeds: Feeds, *entries: tuple[str, str, str], known: dict[str, str]) -> list[str]:
    """Return the ids that a feed lists; ``known`` is updated."""
    site.shows(FEED, listed(*entries), RSS, validators=False)
    found = await read(feeds, {"address": site.at(FEED)}, ReadContext(known=dict(known)))
    known |= {record.source_id: record.mark or "" for record in found}
    return [record.source_id for record in found]


async def test_entries_with_a_common_link_or_title_stay_distinct(site: Site, feeds: Feeds) -> None:
    known: dict[str, str] = {}
    a, b = await ids(site, feeds, ("1", "/", "Press release"), ("2", "/", "Press release"), known=known)
    assert a != b
    found = await ids(
        site,
        feeds,
        ("3", "/", "Press release"),
        ("1", "/", "Press release"),
        ("2", "/", "Press release"),
        known=known,
    )
    assert found[1:] == [a, b]
    assert found[0] not in (a, b), "another one with their title, not one of them"


async def test_a_second_entry_with_the_link_of_a_listed_one_is_new(site: Site, feeds: Feeds) -> None:
    known: dict[str, str] = {}
    (first,) = await ids(site, feeds, ("1", "/live", "Live"), known=known)
    assert await ids(site, feeds, ("9", "/live", "Live, day 2"), known=dict(known)) == [first]
    found = await ids(site, feeds, ("9", "/live", "Live, day 2"), ("1", "/live", "Live"), known=known)
    assert found[1] == first
    assert found[0] != first
