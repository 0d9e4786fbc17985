"""Parsing of feeds: formats, encodings and faults of real ones."""

import codecs
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.model import Kind
from bot.contracts.sources.feed.parse import MAX_BYTES, MAX_ENTRIES, Feed, FeedEntry, article, feed_of
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

HERE = "https://watchdog.example/feeds/rss.xml"
NOON = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)

# Format of SPIP, which many French watchdogs use: RSS 2.0 with Dublin Core, HTML escaped.
SPIP = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel xml:lang="fr">
  <title>Observatoire des veilles</title>
  <link>https://watchdog.example/</link>
  <language>fr</language>
  <item xml:lang="fr">
    <title>Le groupe signe avec l&#8217;agence</title>
    <link>https://watchdog.example/Le-groupe-signe</link>
    <guid isPermaLink="true">https://watchdog.example/Le-groupe-signe</guid>
    <dc:date>2026-01-20T23:30:00-05:00</dc:date>
    <dc:format>text/html</dc:format>
    <dc:language>fr</dc:language>
    <dc:creator>Camille Exemple, camille@watchdog.example</dc:creator>
    <description>&lt;p&gt;Un contrat de &lt;b&gt;4,8 millions&lt;/b&gt; a &#233;t&#233; sign&#233;.&lt;/p&gt;
&lt;p&gt;La suite&#8230;&lt;/p&gt;</description>
  </item>
</channel>
</rss>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://union.example/news/">
  <title type="text">News &amp; views</title>
  <id>urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6</id>
  <updated>2026-02-13T18:30:02Z</updated>
  <author><name>Sam Example</name><email>sam@union.example</email></author>
  <entry>
    <title type="text">Why 1 &lt; 2</title>
    <link rel="alternate" href="why"/>
    <id>tag:union.example,2026:why</id>
    <published>2026-02-12T08:00:00Z</published>
    <updated>2026-02-13T08:00:00Z</updated>
    <summary type="html">&lt;script&gt;alert(1)&lt;/script&gt;We explain.</summary>
  </entry>
</feed>
"""


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def item(n: int, rest: str = "") -> str:
    return f"<item><title>Article {n}</title><guid>{n}</guid>{rest}</item>"


def entries(text: str | bytes, charset: str | None = None) -> tuple[FeedEntry, ...]:
    return feed_of(text.encode() if isinstance(text, str) else text, HERE, charset).entries


def fault(content: str | bytes) -> SourceErrorKind:
    with pytest.raises(SourceError) as caught:
        entries(content)
    return caught.value.fault


def test_rss_of_spip() -> None:
    feed = feed_of(SPIP.encode(), HERE)
    (entry,) = feed.entries
    assert (feed.title, feed.faults) == ("Observatoire des veilles", ())
    assert entry.title == "Le groupe signe avec l’agence"
    assert entry.link == "https://watchdog.example/Le-groupe-signe"
    assert entry.published == date(2026, 1, 20)  # the local day; in UTC it was the next one
    assert entry.text == "Un contrat de 4,8 millions a été signé.\nLa suite…"


def test_the_author_of_an_article_is_not_stored() -> None:
    for text in (SPIP, ATOM):
        feed = feed_of(text.encode(), HERE)
        record = article(feed.entries[0], feed, HERE, NOON)
        kept = record.answers[0].content.decode()
        for secret in ("Camille", "camille@", "Sam Example", "sam@union"):
            assert secret not in kept
            assert secret not in repr(record)


def test_atom_distinguishes_text_from_html() -> None:
    feed = feed_of(ATOM.encode(), HERE)
    (entry,) = feed.entries
    assert (feed.title, entry.title, entry.text) == ("News & views", "Why 1 < 2", "We explain.")
    assert (entry.link, entry.published) == ("https://union.example/news/why", date(2026, 2, 12))


def test_json_feed() -> None:
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "AT&T <watch>",
        "authors": [{"name": "Sam Example"}],
        "items": [
            {"id": 7, "url": "/seven", "title": "<Seven>", "content_html": "<p>One</p><p>Two</p>"},
            {
                "id": "e",
                "external_url": "https://other.example/e",
                "content_text": "Just <text>",
                "date_published": "2026-02-10T00:10:00+02:00",
                "author": {"name": "Sam Example"},
            },
            "no object",
            {"id": None},
        ],
    }
    feed = feed_of(b"\xef\xbb\xbf" + json.dumps(said).encode(), HERE)
    assert feed.title == "AT&T <watch>"
    assert [(e.key, e.title, e.link, e.published, e.text) for e in feed.entries] == [
        ("7", "<Seven>", "https://watchdog.example/seven", None, "One\nTwo"),
        ("e", "Just <text>", "https://other.example/e", date(2026, 2, 10), "Just <text>"),
    ]
    assert [error.fault for error in feed.faults] == [SourceErrorKind.BAD_ANSWER]
    assert "Sam" not in repr(feed)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<!DOCTYPE html><html><body><p>Please accept our cookies.</p></body></html>", "a page"),
        ("", "nothing"),
        ("plain words", "words"),
        ('{"items": []}', "JSON, but no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "items that are no list"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "half a JSON"),
        ('<?xml version="1.0"?><urlset><url/></urlset>', "another XML"),
        ("<rss version='2.0'><channel><title>T</title><item><title>Half", "cut off in the first entry"),
        ("<rss version='2.0'><channel><title>T</title>", "cut off before the first entry"),
        (b"\x00\x01\x02\xff", "bytes"),
    ],
)
def test_other_documents_are_refused(content: str | bytes, why: str) -> None:
    assert fault(content) is SourceErrorKind.BAD_ANSWER, why


def test_an_empty_feed_is_valid() -> None:
    assert entries(rss()) == ()


def test_a_complete_but_malformed_feed_is_used() -> None:
    broken = rss(item(1, "<description>AT&T &nbsp; & more</description><foo:bar>x</foo:bar>"), item(2))
    feed = feed_of(broken.encode(), HERE)
    assert [entry.title for entry in feed.entries] == ["Article 1", "Article 2"]
    assert feed.faults == ()


@pytest.mark.parametrize("cut", ["<item><title>Arti", "<item>", "", "</chan"])
def test_the_complete_entries_of_a_truncated_feed_are_used_with_a_report(cut: str) -> None:
    whole = rss(item(1), item(2)).partition("</channel>")[0]
    feed = feed_of((whole + cut).encode(), HERE)
    assert [entry.title for entry in feed.entries] == ["Article 1", "Article 2"]
    assert [error.fault for error in feed.faults] == [SourceErrorKind.BAD_ANSWER]


def test_entries_without_id_link_or_title() -> None:
    found = entries(
        rss(
            "<item><title>By link</title><link>https://a.example/x</link></item>",
            "<item><title>By title</title></item>",
            "<item><description>&lt;p&gt;Only a summary&lt;/p&gt;</description></item>",
            "<item><link>https://a.example/only-a-link</link></item>",
            "<item></item>",
        )
    )
    assert [entry.title for entry in found] == [
        "By link",
        "By title",
        "Only a summary",
        "https://a.example/only-a-link",
    ]
    assert len({entry.key for entry in found}) == 4
    assert found[0].key == "a.example/x"


def test_invisible_characters_of_a_title_are_left_out_and_a_tab_is_a_space() -> None:
    (entry,) = entries(rss("<item><title>Strike\u202e now\tor\u200b never</title></item>"))
    assert entry.title == "Strike now or never"


def test_the_first_of_entries_with_the_same_id_counts() -> None:
    found = entries(rss(item(1), "<item><title>Again</title><guid>1</guid></item>", item(2)))
    assert [entry.title for entry in found] == ["Article 1", "Article 2"]


def test_articles_of_a_site_that_moves_to_https_are_not_new() -> None:
    before, after = (
        feed_of(SPIP.replace("https://", f"{scheme}://").encode(), HERE) for scheme in ("http", "https")
    )
    records = [
        article(before.entries[0], before, HERE.replace("https", "http"), NOON),
        article(after.entries[0], after, HERE, NOON),
    ]
    assert len({(record.source_id, record.number) for record in records}) == 1


@pytest.mark.parametrize("dated", [True, False])
def test_the_newest_entries_of_a_feed_in_reverse_order_are_read(dated: bool) -> None:
    def one(number: int) -> str:
        day = date(2024, 1, 1) + timedelta(days=number)
        return item(number, f"<pubDate>{day:%a, %d %b %Y} 10:00:00 +0000</pubDate>" if dated else "")

    found = feed_of(rss(*(one(number) for number in range(250))).encode(), HERE)
    titles = {entry.title for entry in found.entries}
    wanted = range(50, 250) if dated else range(200)
    assert titles == {entry.title for n in wanted for entry in entries(rss(one(n)))}
    assert ([each.fault for each in found.faults], found.whole) == (
        [] if dated else [SourceErrorKind.LEFT_OUT],
        True,
    )


def test_the_newest_entries_of_a_json_feed_in_reverse_order_are_read() -> None:
    items = [
        {"id": str(n), "title": f"T{n}", "date_published": str(date(2024, 1, 1) + timedelta(days=n))}
        for n in range(250)
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    assert [entry.title for entry in feed_of(content, HERE).entries] == [f"T{n}" for n in range(50, 250)]


def test_an_unreadable_item_does_not_make_a_feed_incomplete() -> None:
    version = "https://jsonfeed.org/version/1.1"
    bad = feed_of(json.dumps({"version": version, "items": [{"id": "1", "title": "A"}, 7]}).encode(), HERE)
    assert (len(bad.entries), len(bad.faults), bad.whole) == (1, 1, True)
    assert not feed_of(json.dumps({"version": version, "items": [7]}).encode(), HERE).whole
    cut = feed_of((rss(item(1)).partition("</channel>")[0]).encode(), HERE)
    assert (len(cut.entries), cut.whole) == (1, False)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thu, 25 Feb 2021 10:15:00 +0000", date(2021, 2, 25)),
        ("Thu, 25 Feb 2021 23:15:00 EST", date(2021, 2, 25)),
        ("Mon, 01 Jan 1900 00:00:00 GMT", None),
        ("Fri, 31 Dec 9999 00:00:00 GMT", None),
        ("Fri, 13 Feb 2099 00:00:00 GMT", date(2099, 2, 13)),
        ("Thu, 31 Feb 2021 10:15:00 +0000", None),
        ("2026-02-13", date(2026, 2, 13)),
        ("0000-00-00 00:00:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_that_of_the_feed_if_it_is_valid(written: str, day: date | None) -> None:
    (entry,) = entries(rss(item(1, f"<pubDate>{written}</pubDate>")))
    assert entry.published == day


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "us-ascii", "nonsense", None])
@pytest.mark.parametrize("head", ["utf-8", "ISO-8859-1", ""])
def test_a_feed_is_decoded_in_its_real_encoding(declared: str | None, head: str) -> None:
    text = rss("<item><title>Société à Nantes</title></item>").partition("?>")[2]
    declaration = f'<?xml version="1.0" encoding="{head}"?>' if head else ""
    for raw in (
        (declaration + text).encode("utf-8"),
        (declaration + text).encode("cp1252"),
        b"\xef\xbb\xbf" + (declaration + text).encode("utf-8"),
        (declaration + text).encode("utf-16"),
        b"\n  " + (declaration + text).encode("utf-8"),
    ):
        assert [entry.title for entry in entries(raw, declared)] == ["Société à Nantes"]


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("/a", "https://watchdog.example/a"),
        ("b?c=1", "https://watchdog.example/feeds/b?c=1"),
        ("https://other.example/x y", "https://other.example/x%20y"),
        ("javascript:alert(1)", None),
        ("ftp://a.example/", None),
        ("https://me:secret@a.example/", None),
        ("http://[::1", None),
        ("https://a.example/" + "x" * 482, "https://a.example/" + "x" * 482),
        ("https://a.example/" + "x" * 483, None),
    ],
)
def test_links_are_absolute_web_addresses(link: str, shown: str | None) -> None:
    feed = feed_of(rss(item(1, f"<link>{link}</link>")).encode(), HERE)
    assert feed.entries[0].link == shown
    assert article(feed.entries[0], feed, HERE, NOON).url == (shown or HERE)


def test_a_feed_of_a_hundred_thousand_entries_is_cut_before_it_is_parsed() -> None:
    found = entries(rss(*(item(n) for n in range(100_000))))
    assert [entry.title for entry in found] == [f"Article {n}" for n in range(MAX_ENTRIES)]


def test_the_first_entries_of_a_long_json_feed_are_read() -> None:
    items = [{"id": str(n), "title": "t"} for n in range(1000)]
    said = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    found = feed_of(json.dumps(said).encode(), HERE)
    assert len(found.entries) == MAX_ENTRIES
    assert [each.fault for each in found.faults] == [SourceErrorKind.LEFT_OUT]


def test_a_far_too_long_entry_is_refused() -> None:
    assert fault(rss(item(1, f"<description>{'x' * 9_000_000}</description>"))) is SourceErrorKind.TOO_BIG


def test_a_long_summary_is_cut() -> None:
    (entry,) = entries(rss(item(1, f"<description>{'word ' * 2000}</description>")))
    assert len(entry.text) <= 2000
    assert entry.text.endswith("…")


def test_recursive_entities_are_not_expanded() -> None:
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = rss("<item><title>&a9;</title><guid>1</guid></item>", head=f"<!DOCTYPE rss [{laughs}]>")
    found = entries(bomb)
    assert all(len(entry.title) < 300 for entry in found)


@pytest.fixture
def given_to_feedparser(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Record the input of feedparser, and parse it as always."""
    seen: list[bytes] = []
    parse = feedparser.parse

    def noted(stream: io.BytesIO, **options: Any) -> Any:
        seen.append(stream.getvalue())
        return parse(stream, **options)

    monkeypatch.setattr(feedparser, "parse", noted)
    return seen


@pytest.mark.parametrize(
    "head",
    [
        f"<!-- {chr(10) * 1_000_000}-->",
        f"<!DOCTYPE rss [{'<!ENTITY a ' + chr(34) + '<rss>' + chr(34) + '>' + chr(10) * 1000}]>" * 1000,
        "<?xml-stylesheet href='a.xsl'?>" * 30_000,
        "<?xml " * 3 + "?>" + "< \n" * 300_000,
        "Warning: <!-- <rss> --> 1 <2\n<?xml version='1.0' encoding='latin-1'?>",
    ],
    ids=["comment", "doctype", "instructions", "noise", "warning"],
)
def test_content_before_a_feed_is_not_parsed(given_to_feedparser: list[bytes], head: str) -> None:
    (entry,) = entries(rss(item(1), head=head))
    assert entry.title == "Article 1"
    assert [given[:9] for given in given_to_feedparser] == [codecs.BOM_UTF8 + b"<rss v"]


@pytest.mark.full
@pytest.mark.parametrize(
    "content",
    [
        "<?xml " * 170_000,
        "<?xml " * 170_000 + "?>",
        "<?xml ?" * 140_000 + "<rss>",
        "<!-- " * 200_000 + "<rss>",
        "<!DOCTYPE " * 100_000,
        "<!DOCTYPE '" * 90_001 + "<rss>",
        "<!" * 500_000 + "<rss>",
        "<" * 1_000_000,
    ],
    ids=range(8),
)
def test_a_megabyte_without_a_feed_is_not_parsed(given_to_feedparser: list[bytes], content: str) -> None:
    assert fault(content) is SourceErrorKind.BAD_ANSWER
    assert given_to_feedparser == []


def test_a_document_longer_than_any_feed_is_refused_unparsed() -> None:
    assert fault(rss(item(1)) + " " * MAX_BYTES) is SourceErrorKind.TOO_BIG
    assert (
        fault(b'{"version": "https://jsonfeed.org/version/1.1"' + b" " * MAX_BYTES) is SourceErrorKind.TOO_BIG
    )


@pytest.mark.parametrize(
    "content",
    ["{}", "<html/>", "<rss><item>", rss(item(1)) + " " * MAX_BYTES],
    ids=["json", "html", "half", "long"],
)
def test_faults_do_not_show_the_key_in_the_address(content: str) -> None:
    with pytest.raises(SourceError) as caught:
        feed_of(content.encode(), f"{HERE}?token=secret")
    assert "watchdog.example/feeds/rss.xml" in caught.value.detail
    assert "secret" not in caught.value.detail


def test_a_feed_cannot_include_a_file_of_this_machine() -> None:
    head = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y SYSTEM "http://10.0.0.1/">]>'
    (entry,) = entries(
        rss("<item><title>Title</title><description>[&x;][&y;]</description></item>", head=head)
    )
    assert entry.text in {"[][]", "[&x;][&y;]"}


def test_an_article_becomes_a_record() -> None:
    feed = feed_of(SPIP.encode(), HERE)
    record = article(feed.entries[0], feed, HERE, NOON)
    assert (record.kind, record.currency, record.buyer.name, record.supplier.name) == (
        Kind.ARTICLE,
        "XXX",
        "Observatoire des veilles",
        "",
    )
    assert record.signed == date(2026, 1, 20)
    assert record.number.startswith("watchdog.example ")
    assert len(record.source_id) <= 200
    (answer,) = record.answers
    assert (answer.url, answer.fetched_at, answer.media) == (HERE, NOON, "application/json")
    assert json.loads(answer.content)["title"] == "Le groupe signe avec l’agence"


@pytest.mark.parametrize(
    ("name", "titles", "day"),
    [
        ("feed-rs_rss_2.0_bbc.xml", ["Marcus Aurelius"], date(2021, 2, 25)),
        ("feed-rs_rss_1.0_iso8859.xml", None, date(2023, 1, 25)),
        ("feed-rs_atom_example_reddit.xml", None, None),
    ],
)
def test_real_feeds_are_parsed(name: str, titles: list[str] | None, day: date | None) -> None:
    path = SHARED_DATA / "feeds" / name
    if not path.exists():
        pytest.skip("the recorded feeds are not at hand")
    feed = feed_of(path.read_bytes(), HERE)
    assert feed.entries
    assert feed.faults == ()
    assert all(entry.title and entry.link and entry.published for entry in feed.entries)
    if titles is not None:
        assert [entry.title for entry in feed.entries] == titles
    if day is not None:
        assert feed.entries[0].published == day


def test_a_real_feed_broken_by_its_generator_is_refused() -> None:
    path = SHARED_DATA / "feeds" / "feed-rs_rss_2.0_invalid_1.xml"
    if not path.exists():
        pytest.skip("the recorded feeds are not at hand")
    assert fault(path.read_bytes()) is SourceErrorKind.BAD_ANSWER


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.integers(min_value=0, max_value=len(SPIP)))
def test_any_input_is_parsed_or_refused(noise: str, place: int) -> None:
    try:
        feed = feed_of((SPIP[:place] + noise + SPIP[place:]).encode("utf-8", "replace"), HERE)
    except SourceError:
        return
    assert isinstance(feed, Feed)
    assert all(len(entry.text) <= 2000 and entry.title for entry in feed.entries)
