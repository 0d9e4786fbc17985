"""Catalogues: complete after parsing, the same messages in English and French, localised numbers."""

import asyncio
import re
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from babel.numbers import format_currency
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis.strategies import decimals, sampled_from

from bot.texts import Texts, language_of
from bot.texts.catalogue import sources
from bot.texts.notation import junk

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
# English names of commands, the help of the terminal and the words of the workbook are in code; the workbook
# uses the words of the CSV files.
NOT_IN_ENGLISH = ("command-", "choice-", "sheet-", "column-", "coded-", "terminal-help")


async def test_a_language_is_parsed_once_and_not_on_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []

    def parse(language: str, source: str) -> FluentBundle:
        threads.append(threading.get_ident())
        return FluentBundle([language])

    monkeypatch.setattr("bot.texts.catalogue._bundle", parse)
    texts = Texts.load()
    one, other = await asyncio.gather(texts.parsed("en-GB"), texts.parsed("en"))
    assert one is other is texts.of("en-US")
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


@lru_cache(maxsize=2)
def messages(language: str) -> dict[str, ast.Message]:
    body = FluentParser().parse(sources()[language]).body
    return {entry.id.name: entry for entry in body if isinstance(entry, ast.Message)}


def compared(language: str) -> dict[str, ast.Message]:
    return {name: entry for name, entry in messages(language).items() if not name.startswith(NOT_IN_ENGLISH)}


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def variables(entry: ast.Message) -> set[str]:
    visitor = Variables()
    visitor.visit(entry)
    return visitor.names


@pytest.mark.full
@pytest.mark.parametrize("language", sorted(sources()))
def test_the_parser_drops_nothing_of_a_catalogue(language: str) -> None:
    assert junk(sources()[language]) == []


def test_no_message_is_defined_twice() -> None:
    for language, text in sources().items():
        names = re.findall(r"^([a-z][\w-]*) *=", text, re.MULTILINE)
        assert len(names) > 500
        assert sorted(names) == sorted(set(names)), language


def test_english_and_french_have_the_same_messages() -> None:
    assert compared("en").keys() == compared("fr").keys()


def test_english_and_french_use_the_same_variables_and_attributes() -> None:
    """Only the kind of a contract and its source may matter in one language alone: for agreement, and to name
    a foreign language."""
    english, french = compared("en"), compared("fr")
    for name in english:
        assert variables(english[name]) ^ variables(french[name]) <= {"kind", "source"}, name
        assert {a.id.name for a in english[name].attributes} == {
            a.id.name for a in french[name].attributes
        }, name


def test_every_message_used_in_code_exists() -> None:
    known = compared("en").keys()
    raised = r"(?:User|Start|Backup|BackupFile|Age|RosterFile)Error|NotAnExport"
    pattern = re.compile(
        rf"""(?:\bt|Sentence|{raised}|self\._t|self\._say)\(\s*["']([a-z][a-z0-9-]*)(?:\.[a-z]+)?["']"""
    )
    for path in [*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")]:
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            assert name in known, f"{path.name} names {name}"


def test_french_has_non_breaking_spaces_before_high_punctuation() -> None:
    breaking = re.compile(r"\w [;!?»](\s|$)|« \w|\w :(\s|$)")
    lines = [line for line in sources()["fr"].splitlines() if not line.startswith("#")]
    faults = [line for line in lines if breaking.search(line)]
    assert faults == []


def test_no_english_sentence_has_a_clause_as_its_subject() -> None:
    """Readers would have to read twice: "Who kept a head can check it"."""
    clause = re.compile(r"(?:= |[.!?] )(?:Whoever\b|Who [a-z]+ [^.?]* can )")
    assert [line for line in sources()["en"].splitlines() if clause.search(line)] == []


def test_money_and_dates_are_localised() -> None:
    texts = Texts.load()
    en, fr = texts.of("en-GB"), texts.of("fr")
    amount = Decimal("4816782.50")
    assert en.money(amount, "USD") == "$4,816,782.50"
    assert fr.money(amount, "USD") == "4\u202f816\u202f782,50\u00a0$US"
    assert en.money(Decimal("-0.01"), "USD") == "-$0.01"
    assert en.day(date(2025, 12, 18)) == "18 December 2025"
    assert fr.day(date(2025, 12, 1)) == "1er décembre 2025"
    month = date(2025, 12, 1)
    assert (en.month(month), en.short_month(month)) == ("December 2025", "Dec 2025")
    assert (fr.month(month), fr.short_month(month)) == ("décembre 2025", "déc. 2025")
    assert "UTC" in fr.moment(datetime(2026, 3, 11, 12, 0, tzinfo=UTC))
    assert en.rounded(Decimal("2686283.99"), "USD") == "$2.7 million"
    assert en.rounded(Decimal("-999999999.99"), "USD") == "-$1 billion"
    assert en.rounded(Decimal("999999.99"), "USD") == "$999,999.99"
    assert fr.rounded(Decimal("2686283.99"), "USD") == "2,7\u00a0M\u00a0$US"
    assert fr.number(350000) == "350\u202f000"


@given(
    amount=decimals(-(10**17), 10**17, places=4),
    currency=sampled_from(("USD", "EUR", "JPY", "TND", "PLN", "XXX", "ZZZ")),
)
@pytest.mark.full
def test_money_is_what_babel_writes(amount: Decimal, currency: str) -> None:
    texts, locales = Texts.load(), {"en": "en_US", "fr": "fr_FR"}
    for language in texts.languages:
        written = format_currency(amount, currency, locale=locales.get(language, language))
        assert texts.of(language).money(amount, currency) == written


def test_each_language_writes_money_and_days_in_its_own_way() -> None:
    day, amount = date(2026, 4, 1), Decimal("365821218.75")
    written = {
        language: (t.about(amount, "USD").replace("\u00a0", " "), t.day(day))
        for language in ("de", "es", "it", "nl", "pl", "pt")
        for t in [Texts.load().of(language)]
    }
    assert written == {
        "de": ("365,8 Mio. $", "1. April 2026"),
        "es": ("365,8 M US$", "1 de abril de 2026"),
        "it": ("365,8 Mln USD", "1º aprile 2026"),
        "nl": ("US$ 365,8 mln.", "1 april 2026"),
        "pl": ("365,8 mln USD", "1 kwietnia 2026"),
        "pt": ("US$ 365,8 mi", "1º de abril de 2026"),
    }


@pytest.mark.parametrize(
    ("language", "written"), [("de", "63.416 €"), ("it", "63.416 €"), ("fr", "63,4 k €"), ("nl", "€ 63,4K")]
)
def test_a_short_amount_is_grouped_where_a_language_has_no_short_form(language: str, written: str) -> None:
    assert Texts.load().of(language).about(Decimal("63416.05"), "EUR").replace("\u00a0", " ") == written


def test_italian_joins_articles_to_days_that_begin_with_a_vowel() -> None:
    t = Texts.load().of("it")
    closed = {day: t("demand-closed-on", day=date(2026, 4, day)) for day in (8, 11, 18)}
    assert closed[8].startswith("Chiusa l’8 aprile 2026:")
    assert closed[11].startswith("Chiusa l’11 aprile 2026:")
    assert closed[18].startswith("Chiusa il 18 aprile 2026:")
    assert "dall’8 aprile 2026" in t("demand-open-since", day=date(2026, 4, 8))


def test_a_locale_without_a_catalogue_gets_english() -> None:
    assert Texts.load().of("ja").language == "en"


def test_a_regional_locale_gets_its_language() -> None:
    tags = {"en-US": "en", "en-GB": "en", "es-419": "es", "pt-BR": "pt", "fr": "fr"}
    assert {tag: language_of(tag) for tag in tags} == tags


def test_a_missing_message_gives_its_id_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert Texts.load().of("fr")("no-such-message") == "no-such-message"
    assert "no-such-message" in caplog.text


def test_a_campaigns_text_is_chosen_by_language_then_english_then_any() -> None:
    t = Texts.load().of("fr")
    assert t.pick({"en": "a", "fr": "b"}) == "b"
    assert t.pick({"en": "a", "de": "c"}) == "a"
    assert t.pick({"de": "c"}) == "c"
