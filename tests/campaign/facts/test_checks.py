"""Sources of a fact as they are typed into a form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.campaign.facts import FactSource
from bot.campaign.facts.checks import MAX_SOURCES, merge_sources, parse_sources, source_lines
from bot.errors import UserError
from tests.support.hostile_texts import texts

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)
URL = "https://a.example/1"


def test_sources_are_read_line_by_line() -> None:
    typed = f"A record\nA registry\n18/12/2025\n{URL}\nAn article\nA newspaper\n2026-01\n\n\nLetter\nThe firm"
    assert parse_sources(typed, TODAY) == (
        FactSource("A record", "A registry", "2025-12-18", URL),
        FactSource("An article", "A newspaper", "2026-01"),
        FactSource("Letter", "The firm"),
    )


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("A title alone", "refusal-fact-source-lines"),
        ("One\nTwo\nThree", "refusal-fact-source-lines"),
        (URL, "refusal-fact-source-lines"),
        ("One\nTwo\nhttp://a.example/", "refusal-fact-source-url"),
        ("One\nTwo\nhttps://user@a.example/", "refusal-fact-source-url"),
        ("One\nTwo\n2026-02-30", "refusal-fact-source-date"),
        ("One\nTwo\n2027", "refusal-fact-source-date"),
        ("x" * 151 + "\nTwo", "refusal-fact-source-long"),
        ("One\n" + "x" * 101, "refusal-fact-source-long"),
        ("One\nTwo\n\n" * (MAX_SOURCES + 1), "refusal-fact-sources"),
    ],
)
def test_an_unreadable_source_is_refused(typed: str, refusal: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_sources(typed, TODAY)
    assert refused.value.id == refusal


def test_shown_sources_are_read_back_as_they_were() -> None:
    stored = (FactSource({"en": "An order", "fr": "Une commande"}, "A registry", "2026", URL),)
    typed = parse_sources(source_lines(stored, "fr") or "", TODAY)
    assert typed == (FactSource("Une commande", "A registry", "2026", URL),)
    assert merge_sources(stored, typed, "fr") == list(stored)


def test_a_change_in_one_language_keeps_the_others() -> None:
    stored = (FactSource({"en": "An order", "fr": "Une commande"}, "A registry", "2026", URL),)
    (merged,) = merge_sources(stored, parse_sources(f"La commande\nA registry\n{URL}", TODAY), "fr")
    assert merged == FactSource({"en": "An order", "fr": "La commande"}, "A registry", None, URL)


def test_a_source_without_an_address_is_known_by_its_place() -> None:
    letter = FactSource({"en": "A letter", "fr": "Une lettre"}, "The firm")
    stored = (FactSource("An order", "A registry", None, URL), letter)
    typed = parse_sources(f"An order\nA registry\n{URL}\nLa lettre\nThe firm", TODAY)
    assert merge_sources(stored, typed, "fr")[1].title == {"en": "A letter", "fr": "La lettre"}
    assert merge_sources(stored, typed[1:], "fr")[0].title == "La lettre", "it may be another one"


def test_sources_that_no_form_holds_are_left_out_of_it() -> None:
    assert source_lines([FactSource("A title", URL)], "en") is None, "a publisher that looks like a link"
    many = [FactSource("x" * 150, "y" * 100, None, f"https://a.example/{'z' * 400}{n}") for n in range(8)]
    assert source_lines(many, "en") is None


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_any_text_is_read_or_refused_and_read_back_alike(typed: list[tuple[str, str]]) -> None:
    try:
        sources = parse_sources("\n\n".join(f"{title}\n{publisher}" for title, publisher in typed), TODAY)
    except UserError:
        return
    lines = source_lines(sources, "en")
    assert lines is None or parse_sources(lines, TODAY) == sources
