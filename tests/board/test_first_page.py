"""The first page of the board in the order in which it is read, and the length of pages on a phone."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bot.texts import Texts
from tests.board.rich_board import NAME

pytestmark = [pytest.mark.wire, pytest.mark.full]

PHONE = {"width": 390, "height": 844}
MAX_SCREENS = 3


def lines_of(rich_site: Path, language: str, page: str = "index.html") -> list[str]:
    [main] = html.parse(rich_site / NAME / language / page).xpath("//main")
    return [said for each in main.iter() if (said := " ".join((each.text or "").split()))]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_says_what_was_sold_then_the_demand_facts_news_and_the_press(
    rich_site: Path, language: str
) -> None:
    t = Texts.load().of(language)
    said = lines_of(rich_site, language)
    headings = [
        t("board-all-contracts"),
        t("facts-title"),
        t("board-latest"),
        t("board-press"),
        t("board-money"),
    ]
    assert " ".join(t.rounded(Decimal(34_700_000), "USD").split()) in said[0]
    places = [said.index(each) for each in headings]
    assert places == sorted(places)
    [main] = html.parse(rich_site / NAME / language / "index.html").xpath("//main")
    first, *_ = main.xpath(".//ul[@class='plain']")
    for line in first.iter("li"):
        assert line.xpath(".//strong")
        assert re.search(r"\d", line.text_content())
        assert line.xpath(".//a[starts-with(@href, 'http')]"), "with its source"
    press = main.xpath(".//section[@class='lead']")[-1].text_content()
    assert t("board-press-right") in press
    assert t("board-press-wrong") in press
    assert not main.xpath(".//dl"), "words are explained where they stand"


def test_the_first_page_has_one_update_of_each_demand_and_contract(rich_site: Path) -> None:
    [main] = html.parse(rich_site / NAME / "en" / "index.html").xpath("//main")
    pages = [link.get("href").partition("#")[0] for link in main.xpath(".//li/h3/a")]
    assert 1 <= len(pages) == len(set(pages)) <= 3


def test_lists_say_what_was_sold_and_facts_their_state_source_and_day(rich_site: Path) -> None:
    t = Texts.load().of("en")
    said = " ".join(lines_of(rich_site, "en", "contracts/index.html"))
    assert "Skip tracing: finding out where people are." in said
    assert "Page 127.0.0.1" not in said
    [main] = html.parse(rich_site / NAME / "en" / "facts" / "index.html").xpath("//main")
    state, checked = (
        t("fact-state-confirmed"),
        t("fact-checked", date="\0").partition("\0")[0].strip("\u2068"),
    )
    entries = [each.text_content() for each in main.xpath(".//li/p")]
    assert entries
    assert any(re.search(f"{state} · .+ · {checked}", each) for each in entries)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_contract_of_the_campaign_is_read_in_three_screens(
    browser: Any, rich_site: Path, language: str
) -> None:
    page = browser.new_page(viewport=PHONE)
    for path in sorted((rich_site / NAME / language / "contracts" / "usaspending").glob("*70CDCR*.html")):
        page.goto(path.as_uri())
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= MAX_SCREENS * PHONE["height"], (path.name, height)
    page.close()
