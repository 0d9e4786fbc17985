"""French procurement data in posts and lists: parties without names, and amounts of whole contracts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.contracts.diff.changes import find_changes, merge_record
from bot.contracts.model import Change, ChangeKind, Kind, Party, Record
from bot.contracts.queries.views import ContractLine, Digest, News
from bot.contracts.sources.decp import contract_of
from bot.ui.announcements.cards import news_card
from bot.ui.contracts.card import row
from bot.ui.contracts.changes import headline, sentence
from bot.ui.contracts.digests import digest_card
from bot.ui.contracts.listing import contract_entry
from tests.contracts.sources.decp.test_parse import row as table_row
from tests.ui.contracts.test_changes import ORDER, t, with_plain_spaces

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LINE = replace(
    ORDER,
    source="decp",
    kind=Kind.CONTRACT,
    number="2018MAPA",
    title="Maintenance applicative",
    buyer="SIRET 20001318300021",
    supplier="SIRET 38024392300089",
    currency="EUR",
    obligated=Decimal("80000.00"),
    signed=date(2026, 2, 25),
    end=None,
)
NEW = Change(kind=ChangeKind.NEW_CONTRACT, amount=Decimal("80000.00"), currency="EUR")
BY_NUMBER = "SIRET 200 013 183 00021 → SIRET 380 243 923 00089"
WHOLE = {"en": "for the whole contract, without tax", "fr": "pour tout le contrat, hors taxes"}
COMMITTED = {"en": "committed", "fr": "engag"}


def card_text(card: object) -> str:
    return with_plain_spaces(str(card.to_components()))  # type: ignore[attr-defined]


def digest(line: ContractLine) -> Digest:
    return Digest(
        watch_id=1,
        name="Nantes",
        source=line.source,
        read_at=NOW,
        counts={Kind.CONTRACT: 1},
        obligated={"EUR": Decimal("80000.00")},
        unknown=0,
        unread=0,
        newest=(line,),
        vehicles=(),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_parties_without_a_name_are_shown_by_their_numbers_everywhere(language: str) -> None:
    news = News(contract=LINE, changes=(NEW,), seen_at=NOW, parent=None, read_key="r")
    cards = [news_card(news, t(language), "a1"), digest_card(digest(LINE), t(language), "a1")]
    for text in (*map(card_text, cards), contract_entry(t(language), 1, LINE)):
        assert BY_NUMBER in text
        assert "20001318300021" not in text
    assert headline(t(language), NEW, LINE).startswith(BY_NUMBER)


def test_a_name_that_is_known_is_shown_beside_a_number() -> None:
    named = replace(LINE, buyer="Nantes Métropole")
    assert "Nantes Métropole → SIRET 380 243 923 00089" in contract_entry(t(), 1, named)
    both = News(
        contract=replace(named, supplier="CAPGEMINI"), changes=(NEW,), seen_at=NOW, parent=None, read_key="r"
    )
    assert "Nantes Métropole → CAPGEMINI: new contract" in card_text(news_card(both, t(), "a1"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_amount_without_tax_is_that_of_the_whole_contract_and_never_called_committed(
    language: str,
) -> None:
    """In a list, in the digest of a watch, on the card of a contract, and in the description of a change."""
    corrected = Change(kind=ChangeKind.CORRECTED, old=Decimal(1), new=Decimal(2), currency="EUR")
    texts = [
        contract_entry(t(language), 1, LINE),
        sentence(t(language), NEW, LINE),
        sentence(t(language), replace(NEW, kind=ChangeKind.NEW_ORDER), LINE),
        sentence(t(language), replace(NEW, kind=ChangeKind.IN_FORCE), LINE),
        sentence(t(language), corrected, LINE),
        row(t(language), t(language)("contract-obligated", source="decp"), "80"),
    ]
    for text in texts:
        assert WHOLE[language] in text.lower()
    summed = card_text(digest_card(digest(LINE), t(language), "a1"))
    assert {"en": "Whole contracts, without tax", "fr": "Contrats entiers, hors taxes"}[language] in summed
    for text in (*texts, summed, contract_entry(t(language), 1, replace(LINE, obligated=None))):
        assert COMMITTED[language] not in text.lower()
    assert COMMITTED[language] in contract_entry(t(language), 1, replace(LINE, source="usaspending"))


def test_a_holder_has_the_name_of_any_row() -> None:
    given = contract_of([table_row(), table_row(titulaire_denominationsociale_1="CAPGEMINI FRANCE")])
    assert given.supplier.name == "CAPGEMINI FRANCE"


def contract(name: str | None = None) -> Record:
    named = (
        {} if name is None else {"acheteur_nom": "NANTES METROPOLE", "titulaire_denominationsociale_1": name}
    )
    return contract_of([table_row(**named)])


def test_a_name_that_appears_or_disappears_beside_its_number_is_kept_and_no_change() -> None:
    bare, named = contract(), contract("CAPGEMINI FRANCE")
    for old, new in ((bare, named), (named, bare)):
        assert find_changes(old, new) == ()
        known = merge_record(old, new)
        assert (known.buyer.name, known.supplier.name) == ("NANTES METROPOLE", "CAPGEMINI FRANCE")
    other = replace(bare, supplier=Party("SIRET 47976684200690", {"siret": "47976684200690"}))
    assert [found.kind for found in find_changes(named, other)] == [ChangeKind.SUPPLIER_CHANGED]
