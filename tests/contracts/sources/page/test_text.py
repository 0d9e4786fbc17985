"""Text of a page: the main text, in its real encoding, without changing decorations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contracts.sources.page.text import MAX_CHARACTERS, decode_markup, main_text, visible_text

pytestmark = pytest.mark.unit

HERE = "https://corp.example/en/work"
HTML = "text/html; charset=utf-8"
FIRST = "We find people for the agency, day and night, in every state of the country."
SECOND = "Our staff is proud of the contract of $4.5 million that the agency gave us."


def page(main: str, *, head: str = "<title>Our work</title>", around: str = "") -> str:
    menu = '<nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">Jobs</a></li></ul></nav>'
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><header>{menu}</header><main>{main}</main>"
        f"{around}<footer><p>© 2026 Corp. All rights reserved.</p></footer></body></html>"
    )


def text(html: str) -> str:
    return main_text(html.encode(), HTML, HERE).text


def test_the_main_text_has_one_paragraph_a_line_without_surroundings() -> None:
    found = main_text(page(f"<h1>Work</h1><p>{FIRST}\n  more.</p><p>{SECOND}</p>").encode(), HTML, HERE)
    assert found.title == "Our work"
    assert found.text == f"Work\n{FIRST} more.\n{SECOND}"


@pytest.mark.parametrize(
    "main",
    [
        "".join(f'<div class="row"><div class="col"><span>{p}</span></div></div>' for p in (FIRST, SECOND)),
        f"<article>{FIRST}<br><br>{SECOND}</article>",
        f"<div>{FIRST}<p>{SECOND}</p></div>",
        f"<article>{FIRST}<p>{SECOND}</p></article>",
        f"<div><p>{FIRST}</p>{SECOND}</div>",
        f"{FIRST[:20]}<b>{FIRST[20:30]}</b>{FIRST[30:]}<div>{SECOND}</div>",
        f"<p>{FIRST}<br>\n<br/>{SECOND}</p>",
        f"<section><h2>One</h2><p>{FIRST}</p></section><section><h2>Two</h2><p>{SECOND}</p></section>",
        f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>",
        f"<table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
        f"<blockquote>{FIRST}</blockquote><dl><dt>Proud</dt><dd>{SECOND}</dd></dl>",
        f"<details><summary>More</summary><p>{FIRST}</p></details><p>{SECOND}</p>",
    ],
    ids=[
        "divisions",
        "line breaks",
        "bare first",
        "bare in an article",
        "bare last",
        "bare with bold",
        "line breaks in a paragraph",
        "sections",
        "list",
        "table",
        "quote",
        "details",
    ],
)
def test_the_text_is_found_in_any_markup(main: str) -> None:
    found = text(page(main)).splitlines()
    assert [line for line in found if line in {FIRST, SECOND}] == [FIRST, SECOND]


def test_the_text_of_a_page_of_one_line_does_not_include_its_menu() -> None:
    assert text(page("<h1>Work</h1><p>This page is being revised by our team.</p>")) == (
        "Work\nThis page is being revised by our team."
    )


@pytest.mark.parametrize("main", ["", "<p>Gone.</p>", "Gone.", '<div id="root"></div>'])
def test_with_next_to_no_main_text_all_visible_text_is_used(main: str) -> None:
    found = text(page(main))
    assert ("Gone." in found) == ("Gone." in main)
    assert found


@pytest.mark.parametrize(
    "passing",
    [
        "Updated 3 days ago",
        "3 days ago",
        "Published on Friday 13 February 2026 at 14:05",
        "14:05",
        "5 min read",
        "1,204 views",
        "12 comments",
        "Mis à jour il y a 3 jours",
        "Publié le 13 février 2026 à 14h05",
        "Temps de lecture : 5 minutes",
    ],
)
def test_a_line_with_only_a_date_or_a_counter_is_left_out(passing: str) -> None:
    expected = f"{FIRST}\n{SECOND}"
    assert text(page(f"<p>{FIRST}</p><p>{passing}</p><p>{SECOND}</p>")) == expected


@pytest.mark.parametrize(
    "said",
    [
        "May 2021 to June 2026",
        "Since 2021",
        "4,500 people",
        "$4.5 million",
        "The contract was published in 2021.",
        "Signed on 13 February 2026",
        "Comments",
    ],
)
def test_a_line_with_other_content_is_kept(said: str) -> None:
    assert said in text(page(f"<p>{FIRST}</p><p>{said}</p><p>{SECOND}</p>")).splitlines()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<title>A</title><meta property="og:title" content="B &amp; C">', "B & C"),
        ("<title>\n  A   b\n</title>", "A b"),
        ("<title></title>", "Work"),
        (f"<title>{'x' * 1000}</title>", "x" * 300),
    ],
)
def test_the_title_is_that_for_sharing_else_of_the_page_else_the_heading(head: str, title: str) -> None:
    assert main_text(page("<h1>Work</h1>", head=head).encode(), HTML, HERE).title == title


@pytest.mark.parametrize(
    ("content", "declared", "expected"),
    [
        ("à l’été €".encode(), None, "à l’été €"),
        ("à l’été €".encode(), "iso-8859-1", "à l’été €"),
        ("à l’été €".encode("cp1252"), "utf-8", "à l’été €"),
        ("à l’été €".encode("cp1252"), "iso-8859-1", "à l’été €"),
        ("à l’été €".encode("cp1252"), "nonsense", "à l’été €"),
        ("ё".encode("koi8-r"), "koi8-r", "ё"),
        (b"\xef\xbb\xbf" + "é".encode(), "koi8-r", "é"),
        ("é".encode("utf-16"), None, "é"),
        ("é".encode("utf-16-be"), "utf-16-be", "é"),
        (b"\x81\xe9", None, "\ufffdé"),
    ],
)
def test_bytes_are_decoded_in_their_real_encoding(
    content: bytes, declared: str | None, expected: str
) -> None:
    assert decode_markup(content, declared) in {expected, f"\ufeff{expected}"}


def test_the_encoding_declared_by_the_page_counts_after_the_header() -> None:
    html = page("", head='<meta charset="koi8-r"><title>ё</title>').encode("koi8-r")
    assert main_text(html, "text/html", HERE).title == "ё"


def test_plain_text_is_split_into_lines() -> None:
    assert main_text(b"one \r\n\r\n two\x00", "text/plain", HERE) == main_text(
        b"one\ntwo", "text/plain", HERE
    )
    assert main_text(b"one\ntwo", "TEXT/Plain; charset=utf-8", HERE).text == "one\ntwo"


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "", "image/png; x=y", "é\udcff/x; charset=é\udcff"]
)
def test_a_file_is_represented_by_its_hash(content_type: str) -> None:
    one, other = (main_text(content, content_type, HERE).text for content in (b"%PDF one", b"%PDF two"))
    assert one != other
    assert one == main_text(b"%PDF one", content_type, HERE).text
    assert "SHA-256" in one
    assert one.encode(), "in which there are no halves of characters"
    assert "\n" not in one


def test_the_type_of_a_page_without_a_content_type_is_detected() -> None:
    assert main_text(page(f"<p>{FIRST}</p><p>{SECOND}</p>").encode(), "", HERE).text == f"{FIRST}\n{SECOND}"


def test_a_long_text_is_cut_at_the_end_of_a_line() -> None:
    found = main_text(("A line of some words.\n" * 10_000).encode(), "text/plain", HERE).text
    assert MAX_CHARACTERS - 100 < len(found) <= MAX_CHARACTERS
    assert found.endswith("words.")
    assert len(main_text(b"x" * 200_000, "text/plain", HERE).text) == MAX_CHARACTERS


def test_a_deeply_nested_page_is_parsed() -> None:
    deep = "<div>" * 20_000 + FIRST + "</div>" * 20_000
    assert main_text(page(deep).encode(), HTML, HERE).title == "Our work"
    assert visible_text("<b>" * 200 + "x" + "</b><b>" * 5000) == "x"


def test_a_page_with_a_huge_number_of_elements_is_parsed() -> None:
    found = text(page(f"<p>{FIRST}</p>" + "<br>" * 100_000 + f"<p>{SECOND}</p>"))
    assert found == f"{FIRST}\n{SECOND}"


def test_visible_text_is_that_of_a_browser() -> None:
    html = (
        "<p>One <b>two</b>\nthree<br>four</p><script>five()</script><div hidden>six</div><!-- seven -->"
        "<style>p{}</style>eight<ul><li>nine<li>ten</ul>&eacute;&nbsp;&#0;"
    )
    assert visible_text(html) == "One two three\nfour\neight\nnine\nten\né \ufffd"


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["text/html", "text/plain", "", "text/html; charset=utf-16", "x;charset="]),
)
def test_any_input_is_parsed(content: bytes, content_type: str) -> None:
    found = main_text(b"<!doctype html><html><body>&#1;&#55296;" + content, content_type, HERE)
    assert "\x00" not in found.text
    found.text.encode()
    assert all(line == line.strip() and line for line in found.text.splitlines())
