"""Pages as machines read them: their policy, their weight, the language and direction of every text, tables
with captions and headers, and the numbers of each picture beside it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.board.rich_board import LANGUAGES, NAME

pytestmark = [pytest.mark.unit, pytest.mark.full]

MAX_FIRST_PAGE = 100_000  # bytes, with everything that it loads
POLICY = {
    "default-src": "'none'",
    "img-src": "'self' file:",
    "style-src": "'self' file:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
LOADED = {"link": "href", "img": "src", "script": "src", "iframe": "src", "source": "src", "object": "data"}


def pages(site: Path) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path, html.fromstring(path.read_bytes())


def loaded(page: html.HtmlElement) -> Iterator[str]:
    """Yield what a browser loads for a page by itself."""
    for element in page.iter(*LOADED):
        if element.get("rel") not in ("alternate", "canonical") and (
            found := element.get(LOADED[element.tag])
        ):
            yield found


def language_of(element: html.HtmlElement) -> str:
    """Return the language that a screen reader speaks an element in."""
    (found,) = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    return str(found)


def with_text(page: html.HtmlElement, text: str) -> html.HtmlElement:
    """Return the innermost element of a page's body with a text."""
    return [each for each in page.iter() if isinstance(each.tag, str) and text in each.text_content()][-1]


def test_every_page_has_a_strict_policy_and_loads_nothing_from_elsewhere(rich_site: Path) -> None:
    for path, page in pages(rich_site):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        if path.name == "verify.html":
            assert re.fullmatch(r"'sha256-[\w+/]+='", rules.pop("script-src"))
            assert rules.pop("connect-src") == "'self'"
        else:
            assert not page.xpath("//script")
        assert rules == POLICY
        assert not page.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')]")
        for address in loaded(page):
            assert (path.parent / address).resolve().is_relative_to(rich_site), address
            assert (path.parent / address).is_file(), address


def test_the_first_page_weighs_little_with_all_that_it_loads(rich_site: Path) -> None:
    for language in LANGUAGES:
        first = rich_site / NAME / language / "index.html"
        files = {
            first,
            *((first.parent / each).resolve() for each in loaded(html.fromstring(first.read_bytes()))),
        }
        assert any(path.suffix == ".png" for path in files)
        assert sum(path.stat().st_size for path in files) < MAX_FIRST_PAGE


def test_a_text_in_another_language_than_its_page_says_so(rich_site: Path) -> None:
    board = rich_site / NAME
    only_french = "Une réunion extraordinaire du CSE"
    for language in LANGUAGES:
        (demand,) = (board / language / "demands").glob("une-reunion*.html")
        page = html.fromstring(demand.read_bytes())
        assert language_of(page.find(".//h1")) == "fr"
        assert language_of(with_text(page, "Le CSE se réunit sans délai.")) == "fr"
        assert language_of(page.find(".//h2")) == language
        first = html.fromstring((board / language / "index.html").read_bytes())
        assert language_of(with_text(first, only_french)) == "fr"
    for name in ("facts/index.html", "facts/december-order.html"):
        page = html.fromstring((board / "de" / name).read_bytes())
        title = "ICE ordered skip tracing from Capgemini's US subsidiary"
        (shown,) = [each for each in page.iter("a", "h1") if each.text_content() == title]
        assert language_of(shown) == "en"
    delivered = html.fromstring(
        (board / "de/demands/publish-every-contract-with-the-state.html").read_bytes()
    )
    assert language_of(delivered.find(".//h1")) == "de"


def test_texts_from_outside_have_their_own_direction(rich_site: Path) -> None:
    (evil,) = (rich_site / NAME / "en" / "contracts" / "usaspending").glob("*EVIL*.html")
    page = html.fromstring(evil.read_bytes())
    assert page.find(".//h1").get("dir") == "auto"
    quoted = with_text(page, "\u05e9\u05dc\u05d5\u05dd")
    assert quoted.xpath("ancestor-or-self::*[@dir='auto']")
    for _, each in pages(rich_site):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", each.text_content())


def test_every_table_has_a_caption_and_headers_and_scrolls_within_itself(rich_site: Path) -> None:
    found = 0
    for _, page in pages(rich_site):
        for table in page.iter("table"):
            found += 1
            assert table.findtext("caption")
            assert all(cell.get("scope") == "col" for cell in table.xpath("thead/tr/*"))
            assert all(cell.text_content().strip() for cell in table.xpath("thead/tr/*"))
            assert len(table.xpath("tbody/tr")) == len(table.xpath("tbody/tr/th[@scope='row']"))
            around = table.getparent()
            assert (around.get("class"), around.get("role"), around.get("tabindex")) == (
                "wide",
                "region",
                "0",
            )
            assert around.get("aria-labelledby") == table.find("caption").get("id")
    assert found >= 3 * len(LANGUAGES)


def test_every_picture_is_told_in_words_and_its_numbers_stand_in_a_table(rich_site: Path) -> None:
    for path, page in pages(rich_site):
        for picture in page.iter("img"):
            assert len(picture.get("alt")) > 40, path
            cells = [cell.text_content() for cell in page.xpath("//td[contains(@class, 'figure')]")]
            assert cells, path
            if path.parent.name == "demands":
                ledger = json.loads((rich_site / NAME / "ledger" / f"{path.stem}.json").read_bytes())
                counts = [str(entry["count"]) for entry in ledger["entries"]]
                assert [cell for cell in cells if cell in counts], path
                assert all(count in cells for count in counts), path
            elif path.name == "index.html":
                amounts = [cell for cell in cells if cell and cell in picture.get("alt")]
                assert len(amounts) >= 2, path
