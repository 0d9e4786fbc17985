"""Families of companies: entries are joined by what registers say, and never by a name alone."""

from typing import Any

import pytest

from bot.contracts.diff.parties import has_other_form, is_other, words_without_form
from bot.contracts.model import Party
from bot.contracts.registers.families import families_of
from bot.contracts.registers.protocol import Candidate, Standing, mentions

pytestmark = pytest.mark.unit

LEI, SIREN, UEI = "96950077L0TN7BAROX36", "330703844", "ACMEFEDERAL1"


def entry(scheme: str, id: str, name: str = "ACME SE", **more: Any) -> Candidate:
    place = {"country": "FR", "city": "Paris", **more}
    return Candidate(register="test", scheme=scheme, id=id, name=name, url="https://example.org", **place)


def joined(*entries: Candidate) -> list[set[str]]:
    return [{each.key for each in family.members} for family in families_of("Acme", entries)]


def test_one_name_in_one_city_joins_entries_of_two_registers() -> None:
    assert joined(entry("lei", LEI), entry("uei", UEI, "Acme S.E.", city="PARIS")) == [
        {f"lei:{LEI}", f"uei:{UEI}"}
    ]


@pytest.mark.parametrize(
    "other",
    [{"city": "Lyon"}, {"country": "US"}, {"city": None}, {"country": None}, {"name": "ACME SA"}],
    ids=["another city", "another country", "no city", "no country", "another legal form"],
)
def test_one_name_elsewhere_or_of_another_form_is_another_company(other: dict[str, Any]) -> None:
    assert len(joined(entry("lei", LEI), entry("uei", UEI, **other))) == 2


def test_a_name_that_two_companies_of_one_register_have_joins_nothing() -> None:
    assert len(joined(entry("lei", LEI), entry("siren", "900000001"), entry("siren", "900000002"))) == 3


def test_a_number_that_a_register_gives_is_an_entry_even_if_its_own_register_lacks_it() -> None:
    (family,) = families_of("Acme", [entry("lei", LEI, same_as=(f"siren:{SIREN}",))])
    assert family.sound == {f"lei:{LEI}", f"siren:{SIREN}"}


@pytest.mark.parametrize("standing", [Standing.STALE, Standing.CEASED])
def test_a_link_of_an_entry_that_is_not_in_force_takes_nothing_along(standing: Standing) -> None:
    number = f"siren:{SIREN}"
    child = entry("lei", "CHILD000000000000001", "SUB", parent=LEI, same_as=(number,), standing=standing)
    french = entry("siren", SIREN, "SUB", standing=Standing.ACTIVE, city="Lyon")
    (family,) = families_of("Acme", [entry("lei", LEI), child, french])
    assert family.root.id == LEI
    assert family.sound == {f"lei:{LEI}"}
    assert len(family.members) == 3, "they are shown, and can be taken"


def test_a_register_with_many_companies_of_a_name_does_not_hide_the_others() -> None:
    french = [entry("siren", f"{number:09}", f"ACME {number}", city="Lyon") for number in range(30)]
    families = families_of("Acme", [*french, entry("uei", UEI, "ACME FEDERAL")])
    assert UEI in {family.root.id for family in families[:2]}


@pytest.mark.parametrize(
    "asked", ["Cap Gemini", "Cap'Gemini", "Capgemini", "CAP-GEMINI S.A.", "Cap Gemini S A"]
)
@pytest.mark.parametrize(
    "name", ["CAP GEMINI", "Cap'Gemini SE", "CAPGEMINI", "Capgemini Suisse", "Cap Gemini SE"]
)
def test_a_name_is_the_same_in_one_word_or_in_two(asked: str, name: str) -> None:
    assert mentions(asked, name)


def test_parts_of_other_words_are_no_name() -> None:
    for name in ("CAPGEMINIS", "RECAP GEMINI", "GEMINI CAP X", "CAP OF GEMINI"):
        assert not mentions("Capgemini", name)


def test_a_legal_form_in_single_letters_is_the_same_form() -> None:
    assert words_without_form("ACME L L C") == words_without_form("Acme, L.L.C.") == ("acme",)
    assert not has_other_form("ACME L L C", "ACME LLC")
    assert has_other_form("ACME L L C", "ACME INC")
    assert not is_other(Party(name="ACME L L C", ids={"uei": "X"}), Party(name="ACME LLC", ids={"uei": "X"}))
