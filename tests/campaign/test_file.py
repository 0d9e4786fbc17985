"""Campaign files: a valid file is read whole; all faults of an invalid one are reported at once, with
their places.
"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.campaign import CampaignError, parse
from bot.campaign.facts import FactSource
from bot.petitions.demands.consent import Privacy
from bot.texts import Texts

pytestmark = pytest.mark.unit

SHIPPED = Path(__file__).parents[2] / "campaigns" / "capgemini-ice.toml"

DOCUMENTED = Path(__file__).parents[2] / "docs" / "campaign-files.md"

LANGUAGES = sorted(Texts.load().languages, key=lambda each: (each != "en", each))

HEAD = 'title = "A campaign"\nlanguage = "en"\n'
FACT = """
[[fact]]
slug = "the-order"
state = "confirmed"
checked = 2026-01-31
en = { title = "A title", body = "A body" }
[[fact.source]]
title = "A record"
publisher = "A registry"
"""


def now() -> datetime:
    return datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def faults(text: str) -> list[str]:
    with pytest.raises(CampaignError) as caught:
        parse(text, clock=now)
    return list(map(str, caught.value.faults))


def test_a_whole_file_is_read() -> None:
    campaign = parse(
        HEAD
        + """
        [privacy]
        controller = "The union"
        recipients = \"\"\"
        Three
        people\"\"\"

        [[watch]]
        name = "  Capgemini   and ICE "
        source = "usaspending"
        suppliers = ["capgemini"]
        agencies = ["U.S. Immigration and Customs Enforcement"]
        """
        + FACT
        + """
        date = "2026-01"
        url = "https://www.usaspending.gov/award/CONT_AWD_1"

        [[demand]]
        slug = "halt-it"
        closes = 2026-12-31
        fr = { title = "Un titre", body = "Un texte" }
        """,
        clock=now,
    )
    assert (campaign.title, campaign.language) == ("A campaign", "en")
    assert campaign.privacy == {"controller": "The union", "recipients": "Three people"}
    (watch,) = campaign.watches
    assert (watch.name, watch.source) == ("Capgemini and ICE", "usaspending")
    assert watch.query == {
        "suppliers": ["CAPGEMINI"],
        "agencies": ["U.S. Immigration and Customs Enforcement"],
    }
    (fact,) = campaign.facts
    assert (fact.slug, fact.state, fact.checked) == ("the-order", "confirmed", date(2026, 1, 31))
    assert fact.texts == {"en": {"title": "A title", "body": "A body"}}
    assert fact.sources == (
        FactSource("A record", "A registry", "2026-01", "https://www.usaspending.gov/award/CONT_AWD_1"),
    )
    (demand,) = campaign.demands
    assert (demand.slug, demand.closes) == ("halt-it", date(2026, 12, 31))
    assert demand.texts == {"fr": {"title": "Un titre", "body": "Un texte"}}


def test_a_file_saved_on_windows_is_read() -> None:
    assert parse("\ufeff" + HEAD.replace("\n", "\r\n"), clock=now).title == "A campaign"


def test_a_syntax_error_is_reported_with_line_and_column() -> None:
    (fault,) = faults(HEAD + "oops = \n")
    assert fault.startswith("line 3, column 8: the file is not valid TOML here")


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "2026-00-10"])
def test_a_day_that_does_not_exist_is_reported_with_its_line(day: str) -> None:
    (fault,) = faults(HEAD + FACT.replace("2026-01-31", day))
    assert fault == f"line 7: {day} is not a day that exists: write year-month-day, as in 2026-01-31."


@pytest.mark.parametrize("day", ["31/01/2026", "31.01.2026", "2026-1-31"])
def test_a_date_in_another_format_is_reported_with_its_line(day: str) -> None:
    (fault,) = faults(HEAD + FACT.replace("2026-01-31", day))
    assert fault == f"line 7: {day} is not a date here: write year-month-day, as in 2026-01-31."


@pytest.mark.parametrize("line", ["checked = 2026-01-31 oops", "version = 1.2.3"])
def test_another_fault_of_a_line_is_not_reported_as_a_wrong_date(line: str) -> None:
    (fault,) = faults(HEAD + line + "\n")
    assert fault.startswith("line 3, column ")


def test_a_source_has_one_name_or_one_in_each_language() -> None:
    named = FACT.replace('"A registry"', '{ en = "A registry", fr = "Un registre" }')
    (fact,) = parse(HEAD + named, clock=now).facts
    assert fact.sources == (FactSource("A record", {"en": "A registry", "fr": "Un registre"}),)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ('{ en = "A record", xx = "Ein Dokument" }', "title: there is no language 'xx' here: write one of"),
        ('{ en = "A record", fr = "" }', "title: fr is empty: write something or remove it."),
        ("{ en = 3 }", "title: en is the number 3: write a text in quotes."),
        ("{}", 'title: it has no text: write title = "…", or title = { en = "…" }.'),
        ("3", "title is the number 3: write a text in quotes."),
    ],
)
def test_a_wrong_name_of_a_source_is_reported_with_its_place(title: str, told: str) -> None:
    (fault,) = faults(HEAD + FACT.replace('title = "A record"', f"title = {title}"))
    assert told in fault
    assert fault.startswith("fact 1 (slug 'the-order'), source 1")


def test_every_fault_is_reported_at_once_with_its_place() -> None:
    assert faults(
        """
        titel = "A campaign"
        language = "xx"

        [privacy]
        controler = "The union"

        [[watch]]
        name = "One"
        source = "usaspending"
        supplier = ["CAPGEMINI"]

        [[fact]]
        slug = "The Order"
        state = "tru"
        checked = "2026-01-31"
        en = { title = "", body = 3 }

        [[fact.source]]
        title = "A record"
        publisher = "A registry"
        url = "http://example.org"
        """
    ) == [
        'top of the file: title is missing: write title = "…".',
        f"top of the file: language is 'xx': write one of {', '.join(LANGUAGES)}.",
        "[privacy]: controler is not a key here: did you mean controller?",
        "watch 1 (name 'One'): supplier is not a key of this source: did you mean suppliers?",
        "fact 1 (slug 'The Order'): slug is 'The Order': use small letters, digits and single hyphens, as in "
        "the-order.",
        "fact 1 (slug 'The Order'): state is 'tru': write one of confirmed, stated, disputed, unconfirmed.",
        "fact 1 (slug 'The Order'): checked is '2026-01-31': write a date without quotes, as in 2026-01-31.",
        "fact 1 (slug 'The Order'), source 1 (title 'A record'): url is 'http://example.org': write an "
        "address that starts with https://, or leave url out.",
        "fact 1 (slug 'The Order'), en: title is empty: write something or remove it.",
        "fact 1 (slug 'The Order'), en: body is the number 3: write a text in quotes.",
        "top of the file: titel is not a key here: did you mean title?",
    ]


def test_a_repeated_slug_or_name_is_reported_with_the_place_of_the_first() -> None:
    watch = '[[watch]]\nname = "{}"\nsource = "usaspending"\nsuppliers = ["ACME"]\n'
    assert faults(HEAD + watch.format("One") + watch.format("One") + FACT + FACT) == [
        "watch 2 (name 'One'): name is already that of watch 1 (name 'One'): give each its own.",
        "fact 2 (slug 'the-order'): slug is already that of fact 1 (slug 'the-order'): give each its own.",
    ]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("A title", "x" * 151), "en: title has 151 characters: at most 150 are possible."),
        (("A title", "two\\nlines"), "en: title has several lines: write it on one."),
        (("A body", "a\\u0007b"), "en: body holds an invisible control character: write it again."),
        (("2026-01-31", "2026-11-26"), "checked is 2026-11-26, which is still to come: write the day it was"),
        (("2026-01-31", "2026-01-31T10:00:00Z"), "checked is the moment 2026-01-31T10:00:00+00:00: write a"),
        (("2026-01-31", "true"), "checked is true: write a date without quotes"),
        (("en = {", "xx = {"), "there is no language 'xx' here: write one of en, "),
        (('en = { title = "A title", body = "A body" }', ""), 'it has no text: add en = { title = "…", bod'),
        (('en = { title = "A title", body = "A body" }', 'en = "A"'), "en is 'A': write a table, as docs/"),
        (("[[fact.source]]", "[[fact.sources]]"), "it has no source: add [[fact.source]] with a title and a"),
        (
            ("[[fact.source]]", "[fact.source]"),
            "source is a table: begin each with double brackets, as in [[fact.source]].",
        ),
        (('"A registry"', '"A registry"\ndate = "January"'), "date is 'January': write 2026-01-31 without"),
        (('"A registry"', '"A registry"\ndate = "2026-13"'), "date is '2026-13': write 2026-01-31 without"),
        (('"A registry"', '"A registry"\ndate = 2027-01-01'), "date is 2027-01-01, which is still to come."),
        (('"A registry"', '"A registry"\nurl = "https://"'), "url is 'https://': write an address that"),
        (('"A registry"', '"A registry"\nurl = "https://a.org/ b"'), "url is 'https://a.org/ b': write an"),
        (('"A registry"', '"A registry"\nurl = "https://[a"'), "url is 'https://[a': write an address that"),
        (
            ('"A registry"', '"A registry"\nurl = "https://bank.example@evil.example/"'),
            "url is 'https://bank.example@evil.example/': write an address that",
        ),
    ],
)
def test_a_wrong_value_of_a_fact_is_reported(change: tuple[str, str], told: str) -> None:
    found = faults(HEAD + FACT.replace(*change))
    assert any(told in fault and fault.startswith("fact 1 (slug 'the-order')") for fault in found), found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('agencies = ["ICE"]', "suppliers is missing: name a supplier or a keyword, an agency alone is too"),
        ("suppliers = [3]", 'suppliers must be a list of texts, as in ["…", "…"] (it is 3).'),
        ('keywords = ["ab"]', "keywords holds a value that is too short to search for (it is 'ab')."),
    ],
)
def test_an_unusable_query_is_reported(query: str, told: str) -> None:
    (fault,) = faults(f'{HEAD}[[watch]]\nname = "One"\nsource = "usaspending"\n{query}\n')
    assert fault.startswith(f"watch 1 (name 'One'): {told}")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01T00:00:00+14:00", "1999-12-31"])
def test_a_deadline_in_another_century_is_reported(day: str) -> None:
    demand = 'en = { title = "A title", body = "A body" }\n'
    (fault,) = faults(f'{HEAD}[[demand]]\nslug = "halt-it"\ncloses = {day}\n{demand}')
    assert fault.endswith("write a year from 2000 to 2099.")


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000])
def test_an_excessive_file_is_a_fault_and_no_crash(text: str) -> None:
    (fault,) = faults(text)
    assert fault.startswith("The file is not valid TOML")


def test_everything_missing_from_a_fact_is_reported() -> None:
    assert [fault.partition(": ")[2].split(":")[0] for fault in faults(HEAD + "[[fact]]\n")] == [
        "slug is missing",
        "state is missing",
        "checked is missing",
        "it has no source",
        "it has no text",
    ]


def test_single_brackets_are_reported() -> None:
    (fault,) = faults(HEAD + '[watch]\nname = "One"\n')
    told = "watch is a table: begin each with double brackets, as in [[watch]]."
    assert fault == f"top of the file: {told}"


def test_too_many_facts_are_reported() -> None:
    many = "".join(FACT.replace("the-order", f"fact-{number}") for number in range(201))
    assert faults(HEAD + many) == ["top of the file: there are 201 of fact: at most 200 are possible."]


def test_short_names_are_read_by_party() -> None:
    names = '[names]\n"U.S. Customs" = "ICE"\n"UEI DR6MQ56MGFA5" = "Capgemini"\n'
    assert parse(HEAD + names, clock=now).names == {"U.S. Customs": "ICE", "UEI DR6MQ56MGFA5": "Capgemini"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('"SIREN 12" = "X"', "'SIREN 12' is not a company"),
        ('"Acme" = "X"\n"ACME." = "Y"', "the same party as 'Acme'"),
        (f'"Acme" = "{"x" * 31}"', "at most 30"),
        ('"Acme" = 3', "write a text in quotes"),
    ],
)
def test_a_wrong_short_name_is_reported(line: str, told: str) -> None:
    (fault,) = faults(f"{HEAD}[names]\n{line}\n")
    assert told in fault


def test_the_documented_file_is_valid() -> None:
    shown = DOCUMENTED.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    campaign = parse(shown, clock=now)
    assert (len(campaign.privacy), len(campaign.watches), len(campaign.facts), len(campaign.demands)) == (
        3,
        1,
        1,
        1,
    )
    assert Privacy(**campaign.privacy).missing() == []


class TestTheShippedCampaign:
    """The file ``campaigns/capgemini-ice.toml``."""

    campaign = parse(SHIPPED.read_text(encoding="utf-8"), clock=now)

    def test_it_has_facts_with_sources_and_a_demand_in_both_languages(self) -> None:
        assert len(self.campaign.facts) >= 12
        assert {fact.checked for fact in self.campaign.facts} == {date(2026, 11, 24)}
        assert all(set(item.texts) == {"en", "fr"} for item in self.campaign.facts + self.campaign.demands)
        assert {fact.state for fact in self.campaign.facts} == {
            "confirmed",
            "stated",
            "disputed",
            "unconfirmed",
        }

    def test_its_sources_are_named_in_the_language_of_the_reader(self) -> None:
        for fact in self.campaign.facts:
            for source in fact.sources:
                for named in (source.title, source.publisher):
                    if isinstance(named, str):
                        assert not re.match(r"Order|Vehicle|Press", named), named
                        assert " · " not in named
                    else:
                        assert set(named) == {"en", "fr"}

    def test_its_example_privacy_settings_let_no_demand_open(self) -> None:
        assert len(Privacy(**self.campaign.privacy).missing()) == 3

    def test_it_links_only_to_awards_on_usaspending(self) -> None:
        for fact in self.campaign.facts:
            for source in fact.sources:
                assert source.url is None or source.url.startswith(
                    (
                        "https://www.usaspending.gov/award/CONT_AWD_",
                        "https://www.usaspending.gov/award/CONT_IDV_",
                    )
                )

    def test_its_french_has_french_typography(self) -> None:
        for item in self.campaign.facts + self.campaign.demands:
            for text in item.texts["fr"].values():
                assert not any(wrong in text for wrong in (" ;", " !", " ?", " :", "« ", " »", "'")), text
                for mark, space in ((";", "\u202f"), ("!", "\u202f"), ("?", "\u202f"), (":", "\u00a0")):
                    assert all(before.endswith(space) for before in text.split(mark)[:-1]), text

    def test_both_languages_have_the_same_amounts(self) -> None:
        for fact in self.campaign.facts:
            english = re.findall(r"\$([\d,]+\.\d\d)", " ".join(fact.texts["en"].values()))
            french = re.findall(r"([\d\u202f]+,\d\d)\u00a0\$US", " ".join(fact.texts["fr"].values()))
            assert [amount.replace(",", "") for amount in english] == [
                amount.replace("\u202f", "").replace(",", ".") for amount in french
            ], fact.slug


def test_a_loopback_address_is_accepted_if_the_setting_allows_it() -> None:
    text = """
title = "Try it"
language = "en"
[[watch]]
name = "Page"
source = "page"
address = "http://127.0.0.1:8000/page"
"""
    assert parse(text, allow_loopback=True).watches[0].query == {"address": "http://127.0.0.1:8000/page"}
    with pytest.raises(CampaignError):
        parse(text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sentences_depend_on_the_source_and_on_known_names(language: str) -> None:
    t = Texts.load().of(language)
    said = {t("fault-refused", source=source) for source in ("page", "feed", "ted")}
    assert len(said) == 3
    assert t("digest-unknown", count=798, known="none") != t("digest-unknown", count=798, known="some")


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("title = “A campaign”", "line 1: it has curly quotes"),
        ('title = "A campaign', "line 1: a quote is missing"),
        ('title = A campaign"', "line 1: a quote is missing"),
        ("title = A campaign", "line 1: a text needs quotes"),
    ],
)
def test_quotes_that_toml_does_not_accept_are_reported_with_their_line(line: str, cause: str) -> None:
    with pytest.raises(CampaignError) as caught:
        parse(f'{line}\nlanguage = "en"\n')
    assert str(caught.value.faults[0]).startswith(cause)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('"70CDCR26FR0000024"', "contracts is '70CDCR26FR0000024': write a list of numbers in quotes"),
        ("[24]", "contracts is a list: write a list of numbers in quotes"),
        ('[" "]', "contracts has '': write the number of a contract as its source has it"),
        (repr([f"N{number}" for number in range(11)]), "contracts has 11 numbers (maximum 10)"),
    ],
)
def test_numbers_of_contracts_that_cannot_be_meant_are_named(written: str, fault: str) -> None:
    fact = f"""
    [[fact]]
    slug = "order"
    state = "stated"
    checked = 2026-01-31
    contracts = {written}
    en = {{ title = "T", body = "B" }}
    source = [{{ title = "A record", publisher = "A registry" }}]
    """
    (told,) = faults(HEAD + fact)
    assert fault in told
