"""A change of a contract in plain words, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.views import ContractLine
from bot.texts import Texts, Translator
from bot.ui.changes import headline, sentence, sentences, weightiest_first

ORDER = ContractLine(
    id=7,
    source="usaspending",
    kind=Kind.ORDER,
    number="70CDCR24FR0000006",
    title="ERO PROGRAM SUPPORT SERVICES (BRIDGE)",
    supplier="CAPGEMINI GOVERNMENT SOLUTIONS LLC",
    buyer="Immigration and Customs",
    buyer_unit=None,
    currency="USD",
    obligated=Decimal("24603022.94"),
    ceiling=None,
    signed=date(2023, 12, 28),
    start=None,
    end=date(2026, 3, 23),
    url="https://www.usaspending.gov/award/X",
    parent_number=None,
    parent_ceiling=None,
    changed_at=datetime(2026, 2, 24, tzinfo=UTC),
    last_action=None,
)
VEHICLE = replace(
    ORDER, kind=Kind.VEHICLE, signed=date(2025, 12, 16), obligated=Decimal(0), ceiling=Decimal("365821218.75")
)


def t(language: str = "en") -> Translator:
    return Texts.load().of(language)


def change(kind: ChangeKind, **more: Any) -> Change:
    by = {"action_id": "TX", "number": "P00012", "date": date(2026, 2, 19), "code": "C"}
    return Change(kind=kind, **{**by, **more})


def alone(kind: ChangeKind, **more: Any) -> Change:
    return Change(kind=kind, **more)


MONEY = Decimal("2306976.66")
DAYS = {"old": date(2026, 3, 15), "new": date(2026, 5, 14)}
CEILINGS = {"old": Decimal(100), "new": Decimal(250)}
CORRECTED_AMOUNT = {"old": Decimal("2306976.66"), "new": Decimal("2295794.15")}
CORRECTED_DATE = {"old_date": date(2026, 2, 19), "new_date": date(2026, 2, 24)}

SENTENCES = [
    (
        change(ChangeKind.MONEY_ADDED, amount=MONEY),
        "Modification P00012 of February 19, 2026 (funding only) adds $2,306,976.66.",
        "L’avenant P00012 du 19 février 2026 (financement seul) ajoute 2 306 976,66 $US.",
    ),
    (
        change(ChangeKind.MONEY_REMOVED, amount=-MONEY, code=None),
        "Modification P00012 of February 19, 2026 takes $2,306,976.66 away.",
        "L’avenant P00012 du 19 février 2026 retire 2 306 976,66 $US.",
    ),
    (
        change(ChangeKind.CEILING_RAISED, code=None, date=None, **CEILINGS),
        "Modification P00012 raises the ceiling from $100.00 to $250.00.",
        "L’avenant P00012 relève le plafond de 100,00 $US à 250,00 $US.",
    ),
    (
        alone(ChangeKind.CEILING_LOWERED, old=Decimal(250), new=Decimal(100)),
        "The ceiling falls from $250.00 to $100.00.",
        "Le plafond descend de 250,00 $US à 100,00 $US.",
    ),
    (
        change(ChangeKind.EXTENDED, number="P00001", code=None, **DAYS),
        "Modification P00001 of February 19, 2026 extends it: "
        "the end moves from March 15, 2026 to May 14, 2026.",
        "L’avenant P00001 du 19 février 2026 prolonge le contrat : "
        "la fin passe du 15 mars 2026 au 14 mai 2026.",
    ),
    (
        alone(ChangeKind.SHORTENED, old=date(2026, 5, 14), new=date(2026, 3, 1)),
        "Shortened: the end moves from May 14, 2026 to March 1, 2026.",
        "Date avancée : la fin passe du 14 mai 2026 au 1er mars 2026.",
    ),
    (
        change(ChangeKind.SHORTENED, code=None, old=date(2026, 5, 14), new=date(2026, 3, 1)),
        "Modification P00012 of February 19, 2026 shortens it: "
        "the end moves from May 14, 2026 to March 1, 2026.",
        "L’avenant P00012 du 19 février 2026 avance la fin : elle passe du 14 mai 2026 au 1er mars 2026.",
    ),
    (
        alone(ChangeKind.EXTENDED, **DAYS),
        "Extended: the end moves from March 15, 2026 to May 14, 2026.",
        "Le contrat est prolongé : la fin passe du 15 mars 2026 au 14 mai 2026.",
    ),
    (
        change(ChangeKind.TERMINATED, code="F"),
        "Modification P00012 of February 19, 2026 (terminated for the buyer's convenience) ends it before "
        "its time, wholly or in part. The buyer no longer wants it; "
        "it is not said to be the supplier’s fault.",
        "L’avenant P00012 du 19 février 2026 (résiliation à l’initiative de l’acheteur) met fin au contrat "
        "avant son terme, en tout ou en partie. L’acheteur n’en veut plus ; "
        "rien n’est reproché au fournisseur.",
    ),
    (
        change(ChangeKind.TERMINATED, code="X", date=None, amount=-MONEY),
        "Modification P00012 (terminated for cause) ends it before its time, wholly or in part, and takes "
        "$2,306,976.66 away. The buyer says that the supplier broke the terms.",
        "L’avenant P00012 (résiliation pour motif grave) met fin au contrat avant son terme, en tout ou en "
        "partie, et retire 2 306 976,66 $US. L’acheteur estime que le fournisseur n’a pas respecté ses "
        "engagements.",
    ),
    (
        change(ChangeKind.SCOPE_CHANGED, code="A", date=None),
        "Modification P00012 (additional work) adds work.",
        "L’avenant P00012 (travaux supplémentaires) ajoute des travaux.",
    ),
    (
        change(ChangeKind.SUPPLIER_CHANGED, code="J", old="OLD *CO*", new="NEW CO"),
        "Modification P00012 of February 19, 2026 (another company takes the contract over): "
        "the supplier is now NEW CO; before, OLD \\*CO\\*.",
        "L’avenant P00012 du 19 février 2026 (reprise du contrat par une autre société) : "
        "le fournisseur est maintenant NEW CO ; avant, OLD \\*CO\\*.",
    ),
    (
        change(ChangeKind.ACTION, code=None),
        "Modification P00012 of February 19, 2026 adds no money and moves no date.",
        "L’avenant P00012 du 19 février 2026 n’ajoute pas d’argent et ne déplace aucune date.",
    ),
    (
        change(ChangeKind.ACTION, code="V", date=None),
        "Modification P00012 (the supplier was renamed) adds no money and moves no date. "
        "The record still shows the same name.",
        "L’avenant P00012 (changement de nom du fournisseur) n’ajoute pas d’argent "
        "et ne déplace aucune date. La source ne montre pas encore d’autre nom.",
    ),
    (
        change(ChangeKind.CORRECTED, code=None, **CORRECTED_AMOUNT, **CORRECTED_DATE),
        "Correction. Modification P00012: the record now says $2,295,794.15 on February 24, 2026, "
        "no longer $2,306,976.66 on February 19, 2026.",
        "Correction. L’avenant P00012 : la source indique maintenant 2 295 794,15 $US le 24 février 2026, "
        "et non plus 2 306 976,66 $US le 19 février 2026.",
    ),
    (
        change(ChangeKind.CORRECTED, number="0", code=None, **CORRECTED_AMOUNT),
        "Correction. The base award of February 19, 2026: the record now says $2,295,794.15, "
        "no longer $2,306,976.66.",
        "Correction. L’attribution initiale du 19 février 2026 : la source indique maintenant "
        "2 295 794,15 $US, et non plus 2 306 976,66 $US.",
    ),
    (
        change(ChangeKind.CORRECTED, number=None, code="?", **CORRECTED_DATE),
        "Correction. A modification: the record now says February 24, 2026, no longer February 19, 2026.",
        "Correction. Un avenant : la source indique maintenant le 24 février 2026, "
        "et non plus le 19 février 2026.",
    ),
    (
        alone(ChangeKind.CORRECTED, **CORRECTED_AMOUNT),
        "Correction. The record now gives $2,295,794.15 as committed in all, no longer $2,306,976.66.",
        "Correction. La source indique maintenant 2 295 794,15 $US engagés en tout, "
        "et non plus 2 306 976,66 $US.",
    ),
    (
        alone(ChangeKind.CORRECTED, old="100.00 USD", new="100.00 EUR"),
        "Correction. The record now gives the amounts as 100.00 EUR, no longer 100.00 USD.",
        "Correction. La source indique maintenant les montants ainsi : 100.00 EUR, et non plus 100.00 USD.",
    ),
    (
        alone(ChangeKind.NEW_ORDER, amount=Decimal("4816782.50")),
        "The order was placed on December 28, 2023; $4,816,782.50 committed so far.",
        "Cette commande a été passée le 28 décembre 2023 ; 4 816 782,50 $US sont engagés à ce jour.",
    ),
    (
        alone(ChangeKind.NEW_CONTRACT),
        "The contract was signed on December 28, 2023; its amount is not stated.",
        "Ce contrat a été signé le 28 décembre 2023 ; son montant n’est pas indiqué.",
    ),
]


def breakable(text: str) -> str:
    """With plain spaces, to compare texts that a person wrote."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("found", "english", "french"), SENTENCES)
def test_a_change_is_said_in_a_plain_sentence(found: Change, english: str, french: str) -> None:
    assert sentence(t("en"), found, ORDER) == english
    assert breakable(sentence(t("fr"), found, ORDER)) == french


def test_every_kind_of_change_has_its_sentence_and_headline(caplog: pytest.LogCaptureFixture) -> None:
    assert {found.kind for found, _, _ in SENTENCES} | {ChangeKind.NEW_VEHICLE} == set(ChangeKind)
    for found, _, _ in SENTENCES:
        for language in ("en", "fr"):
            for line in (ORDER, VEHICLE, replace(ORDER, kind=Kind.CONTRACT)):
                shown = headline(t(language), found, line) + sentence(t(language), found, line)
                assert "none" not in shown
                assert "{" not in shown
    assert caplog.text == ""


def test_a_vehicle_has_a_ceiling_that_is_a_maximum_and_no_amount_of_its_own() -> None:
    new = alone(ChangeKind.NEW_VEHICLE, amount=Decimal(0))
    assert sentence(t(), new, VEHICLE) == (
        "The vehicle was signed on December 16, 2025. Orders of up to $365,821,218.75 in all can be placed "
        "under it; a maximum, not money spent."
    )
    assert headline(t(), new, VEHICLE) == (
        "New contract vehicle of Immigration and Customs: orders of up to $365,821,218.75"
    )
    assert "its ceiling is not stated" in sentence(t(), new, replace(VEHICLE, ceiling=None)).lower()
    assert "last day to place orders" in sentence(t(), alone(ChangeKind.EXTENDED, **DAYS), VEHICLE)


def test_the_headline_is_of_the_weightiest_change_and_the_largest_amount() -> None:
    corrected = change(ChangeKind.CORRECTED, **CORRECTED_AMOUNT)
    small, large = (change(ChangeKind.MONEY_ADDED, amount=Decimal(amount)) for amount in (1, 5))
    extended = change(ChangeKind.EXTENDED, **DAYS)
    told = weightiest_first([corrected, extended, small, large])
    assert told == [large, small, extended, corrected]
    assert headline(t(), told[0], ORDER) == "$5.00 added to an order from Immigration and Customs"
    assert breakable(headline(t("fr"), told[0], ORDER)) == (
        "5,00 $US de plus pour une commande passée par Immigration and Customs"
    )


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("E", "Terminated for default", "Résiliation pour manquement"),
        ("F", "Terminated for convenience", "Résiliation pour convenance de l’acheteur"),
        ("N", "Legally cancelled", "Annulation juridique"),
        ("X", "Terminated for cause", "Résiliation pour motif grave"),
        (None, "Terminated", "Résiliation"),
    ],
)
def test_a_termination_comes_first_in_the_headline_whatever_came_with_it(
    code: str | None, english: str, french: str
) -> None:
    ended = change(ChangeKind.TERMINATED, code=code, amount=Decimal(-1))
    others = [change(ChangeKind.MONEY_ADDED, amount=MONEY), alone(ChangeKind.SUPPLIER_CHANGED)]
    first = weightiest_first([*others, change(ChangeKind.SHORTENED, **DAYS), ended])[0]
    assert headline(t(), first, ORDER) == f"{english}: an order from Immigration and Customs"
    assert breakable(headline(t("fr"), first, ORDER)) == (
        f"{french} : une commande passée par Immigration and Customs"
    )


def test_money_that_goes_is_said_in_words_and_not_by_a_sign() -> None:
    removed = change(ChangeKind.MONEY_REMOVED, amount=Decimal("-14051.87"))
    assert headline(t(), removed, ORDER) == "$14,051.87 taken off an order from Immigration and Customs"
    assert "-" not in sentence(t(), removed, ORDER)


def test_the_records_own_words_are_quoted_once_and_cut() -> None:
    words = "ADDS **FUNDS** " + "X" * 400
    both = [
        change(ChangeKind.EXTENDED, description=words, **DAYS),
        change(ChangeKind.MONEY_ADDED, amount=MONEY, description=words),
    ]
    first, second = sentences(t(), both, ORDER)
    assert first.count("“ADDS \\*\\*FUNDS\\*\\*") == 1
    assert first.endswith("…”")
    assert "“" not in second


def test_a_description_that_repeats_the_title_is_left_out() -> None:
    (told,) = sentences(t(), [change(ChangeKind.MONEY_ADDED, amount=MONEY, description=ORDER.title)], ORDER)
    assert "“" not in told


def test_a_source_without_words_for_its_codes_still_has_sentences() -> None:
    told = sentence(t(), change(ChangeKind.MONEY_ADDED, amount=MONEY), replace(ORDER, source="elsewhere"))
    assert told == "Modification P00012 of February 19, 2026 adds $2,306,976.66."


def test_a_buyer_without_a_name_leaves_no_hole() -> None:
    assert "not named in the record" in headline(
        t(), change(ChangeKind.MONEY_ADDED, amount=MONEY), replace(ORDER, buyer="")
    )
