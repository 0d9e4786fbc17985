"""Watched pages and feeds, against a site on this machine: form, posts, evidence."""

import csv
import gzip
import io
import zipfile
from collections.abc import AsyncIterator

import pytest

from bot.contracts.sources.http import SourceHttp
from bot.demo.messages import MessageView
from bot.demo.world import Reply, World
from tests.support.demand_steps import sent_text, texts_of
from tests.support.loopback.web import Site

pytestmark = pytest.mark.behaviour

OUR_WORK = "/our-work/agency"
FEED = "/feed.xml"
RSS = "application/rss+xml"

FIRST = "We find people for the agency, day and night, in every state of the country."
SECOND = "Our staff is proud of the contract of $4.5 million that the agency gave us."
THIRD = "Our offices are in Reston, and we are always looking for people to join us there."

SIGNED = ("The group signs with ICE", "Wed, 11 Feb 2026 10:00:00 +0000")
MARCH = ("Staff march against the contract", "Thu, 12 Feb 2026 10:00:00 +0000")
ANSWER = ("What management answered", "Sat, 14 Feb 2026 10:00:00 +0000")


def page(*paragraphs: str) -> str:
    told = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Our work</title></head>
    <body><nav><a href="/">Home</a></nav><main><h1>Our work</h1>{told}</main></body></html>"""


def rss(site: Site, *articles: tuple[str, str]) -> str:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><pubDate>{day}</pubDate>"
        f"<link>{site.at(address(title))}</link><description>About it.</description></item>"
        for title, day in articles
    )
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{head}<rss version="2.0"><channel><title>Watchdog</title>{items}</channel></rss>'


def address(title: str) -> str:
    return "/" + title.lower().replace(" ", "-")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries of a failing site come at once, not after seconds."""
    for name in ("wait_initial", "wait_max"):
        monkeypatch.setitem(SourceHttp.__init__.__kwdefaults__, name, 0.001)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with Site.running() as running:
        running.shows(OUR_WORK, page(FIRST, SECOND, THIRD))
        running.shows(FEED, rss(running, MARCH, SIGNED), RSS)
        yield running


async def fill_in(world: World, source: str, name: str, address: str, **entries: str) -> Reply:
    """Fill in the form of a source."""
    form = await world.slash(world.organiser, "organise watch add", source=source)
    return await world.submit(world.organiser, form, {"name": name, "address": address, **entries})


async def watching(world: World, source: str, name: str, address: str, **entries: str) -> list[MessageView]:
    """Save a watch through the form and let it be read; return the posts."""
    found = await fill_in(world, source, name, address, **entries)
    await world.press(world.organiser, found, "watch-save")
    await world.tick()
    return await world.posts()


async def posted_after(world: World, **time: float) -> list[MessageView]:
    """Return the posts of this period."""
    before = len(await world.posts())
    world.clock.move(**time)
    await world.tick()
    return (await world.posts())[before:]


async def test_a_watched_page_is_posted_as_one_digest(world: World, site: Site, language: str) -> None:
    t = texts_of(world, language)
    found = await fill_in(world, "page", "Our work", site.at(OUR_WORK))
    assert found.private
    assert t("watch-found-page", count=1) in sent_text(found)
    assert await world.app.watches.list(world.server_id) == [], "nothing is watched yet"
    saved = await world.press(world.organiser, found, "watch-save")
    assert t("watch-next") in sent_text(saved)
    await world.tick()
    (digest,) = await world.posts()
    assert t("digest-title", name="Our work") in digest.text
    assert f"({site.at(OUR_WORK)})" in digest.text
    assert FIRST not in digest.text, "it is kept, not posted"
    assert await posted_after(world, days=2) == []


@pytest.mark.full
async def test_removed_lines_are_quoted_once(world: World, site: Site, language: str) -> None:
    t = texts_of(world, language)
    await watching(world, "page", "Our work", site.at(OUR_WORK))
    site.shows(OUR_WORK, page(FIRST, THIRD))
    assert await posted_after(world, days=2) == [], "one look is not enough"
    (changed,) = await posted_after(world, hours=2)
    assert t("passages-went") in changed.text
    assert t("passages-came") not in changed.text
    assert SECOND in changed.text
    assert FIRST not in changed.text
    assert THIRD not in changed.text
    assert changed.button(t("button-public-page", kind="page")).url == site.at(OUR_WORK)
    assert await posted_after(world, days=2) == []


@pytest.mark.full
async def test_the_removal_and_the_return_of_a_page_are_each_posted_once(
    world: World, site: Site, language: str
) -> None:
    t = texts_of(world, language)
    await watching(world, "page", "Our work", site.at(OUR_WORK))
    site.fails(OUR_WORK, 404)
    assert await posted_after(world, days=2) == [], "one look is not enough"
    (removed,) = await posted_after(world, hours=2)
    assert t("headline", who="127.0.0.1", what=t("headline-page-removed")) in removed.text
    assert await posted_after(world, days=2) == []
    site.shows(OUR_WORK, page(FIRST, SECOND, THIRD))
    (back,) = await posted_after(world, days=2)
    assert t("change-returned", kind="page") in back.text
    assert await posted_after(world, days=2) == []


@pytest.mark.full
async def test_a_page_that_its_site_begins_to_refuse_has_a_sentence_for_pages(
    world: World, site: Site, language: str
) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, organiser_channel_id=world.news.id)
    await watching(world, "page", "Our work", site.at(OUR_WORK))
    site.fails(OUR_WORK, 403)
    told = [post for _ in range(5) for post in await posted_after(world, days=2)]
    status = await world.slash(world.organiser, "updates status")
    listed = await world.slash(world.organiser, "organise watch list")
    for shown in (*(post.markdown for post in told), sent_text(status), sent_text(listed)):
        assert t("fault-refused", source="page") in shown
    assert len(told) == 1


@pytest.mark.full
async def test_a_removed_page_can_still_be_read_and_is_in_the_evidence(
    world: World, site: Site, language: str
) -> None:
    t = texts_of(world, language)
    await watching(world, "page", "Our work", site.at(OUR_WORK))
    site.shows(OUR_WORK, page(FIRST, THIRD))
    await posted_after(world, days=2)
    await posted_after(world, hours=2)
    site.fails(OUR_WORK, 410)
    await posted_after(world, days=2)
    await posted_after(world, hours=2)

    shown = await world.slash(world.alice, "contracts show", contract="our-work")
    assert t("contract-removed") in sent_text(shown)
    text = await world.press(world.alice, shown, "text")
    assert FIRST in text.text
    assert SECOND not in text.text, "what it said last"
    first = await world.press(world.alice, shown, "first-seen")
    (kept,) = first.files.values()
    assert SECOND.encode() in gzip.decompress(kept), "as it was first seen"

    taken = await world.slash(world.organiser, "organise export", what="evidence")
    with zipfile.ZipFile(io.BytesIO(taken.files["evidence.zip"])) as bundle:
        files = {name: bundle.read(name) for name in bundle.namelist()}
    pages = [gzip.decompress(files[name]) for name in files if name.startswith("snapshots/")]
    assert any(SECOND.encode() in kept for kept in pages)
    assert any(b"HTTP/1.1 410 Gone" in kept for kept in pages)
    rows = list(csv.DictReader(io.StringIO(files["evidence.csv"].decode("utf-8-sig"), newline="")))
    changes = {row["change"]: row for row in rows}
    assert changes["page-changed"]["old"] == SECOND
    assert "page-removed" in changes


async def test_a_page_closed_to_robots_is_refused_at_the_form(
    world: World, site: Site, language: str
) -> None:
    site.rules("User-agent: *\nDisallow: /our-work")
    refused = await fill_in(world, "page", "Our work", site.at(OUR_WORK))
    t = texts_of(world, language)
    assert t("refusal-watch-unreadable", fault="not-allowed", source="page") in sent_text(refused)
    assert t("watch-draft-kept") in sent_text(refused)
    assert await world.app.watches.list(world.server_id) == []
    assert site.paths() == [], "it was not read"


@pytest.mark.parametrize(
    ("path", "refusal", "arguments"),
    [
        ("/nothing-here", "refusal-watch-unreadable", {"fault": "gone", "source": "page"}),
        ("javascript:alert(1)", "query-address-not-web", {"value": r"javascript\:alert\(1\)"}),
        ("http://10.0.0.1/", "query-address-not-public", {"value": r"http\://10.0.0.1/"}),
    ],
)
async def test_an_address_without_a_page_is_refused_at_the_form(
    world: World, site: Site, language: str, path: str, refusal: str, arguments: dict[str, str]
) -> None:
    refused = await fill_in(world, "page", "Our work", site.at(path) if path.startswith("/") else path)
    assert texts_of(world, language)(refusal, **arguments) in sent_text(refused)
    assert await world.app.watches.list(world.server_id) == []


async def test_a_feed_is_posted_as_one_digest_and_each_new_article_as_one_post(
    world: World, site: Site, language: str
) -> None:
    t = texts_of(world, language)
    found = await fill_in(world, "feed", "Watchdog", site.at(FEED))
    assert t("watch-found-article", count=2) in sent_text(found)
    await world.press(world.organiser, found, "watch-save")
    await world.tick()
    (digest,) = await world.posts()
    assert MARCH[0] in digest.text
    site.shows(FEED, rss(site, ANSWER, MARCH, SIGNED), RSS)
    (new,) = await posted_after(world, days=2)
    assert ANSWER[0] in new.text
    assert MARCH[0] not in new.text
    assert new.button(t("button-public-page", kind="article")).url == site.at(address(ANSWER[0]))
    assert await posted_after(world, days=2) == []


@pytest.mark.full
async def test_an_article_that_leaves_its_feed_is_not_posted(world: World, site: Site) -> None:
    await watching(world, "feed", "Watchdog", site.at(FEED))
    site.shows(FEED, rss(site, MARCH), RSS)
    assert await posted_after(world, days=2) == []
    site.shows(FEED, rss(site, MARCH, SIGNED), RSS)
    assert await posted_after(world, days=2) == []


@pytest.mark.full
async def test_the_status_mentions_skipped_entries_of_a_feed(world: World, site: Site, language: str) -> None:
    def undated(count: int) -> str:
        return rss(site, *((f"Article {number}", "") for number in range(count)))

    t = texts_of(world, language)
    site.shows(FEED, undated(201), RSS)
    await watching(world, "feed", "Watchdog", site.at(FEED))
    assert len(await world.posts()) == 1, "the digest does not wait for it"
    for _ in range(2):  # the second time the site answers "not modified"
        status = sent_text(await world.slash(world.alice, "updates status"))
        assert t("fault-left-out") in status
        assert t("status-watch-fault", failures=0) not in status
        assert await posted_after(world, days=2) == [], "nothing failed"
    site.shows(FEED, undated(200), RSS)
    await posted_after(world, days=2)
    assert t("fault-left-out") not in sent_text(await world.slash(world.alice, "updates status"))
