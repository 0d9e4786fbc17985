"""Changes of a contract in plain words, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.queries.ranking import weightiest_first
from bot.contracts.queries.views import ContractLine
from bot.texts import Texts, Translator
from bot.ui.contracts.changes import headline, passages, sentence, sentences
from bot.ui.contracts.names import site

pytestmark = pytest.mark.unit

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
    ordered=None,
    orders=None,
    end=date(2026, 3, 23),
    potential_end=None,
    url="https://www.usaspending.gov/award/X",
    parent_number=None,
    parent_ceiling=None,
    changed_at=datetime(2026, 2, 24, tzinfo=UTC),
    last_action=None,
)
VEHICLE = replace(
    ORDER, kind=Kind.VEHICLE, signed=date(2025, 12, 16), obligated=Decimal(0), ceiling=Decimal("365821218.75")
)


@cache
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
        "Modification P00012 of February 19, 2026 (terminated for the buyer’s convenience) ends it before"
        " its time, wholly or in part. By this code, the buyer ends it for its own convenience; the code "
        "does not say that the supplier is at fault.",
        "L’avenant P00012 du 19 février 2026 (résiliation à l’initiative de l’acheteur) met fin au "
        "contrat avant son terme, en tout ou en partie. D’après ce code, l’acheteur y met fin pour sa "
        "propre convenance ; le code ne dit pas que le fournisseur est en faute.",
    ),
    (
        change(ChangeKind.TERMINATED, code="X", date=None, amount=-MONEY),
        "Modification P00012 (terminated for cause) ends it before its time, wholly or in part, and takes"
        " $2,306,976.66 away. By this code, the buyer holds that the supplier broke the terms.",
        "L’avenant P00012 (résiliation pour motif grave) met fin au contrat avant son terme, en tout ou "
        "en partie, et retire 2 306 976,66 $US. D’après ce code, l’acheteur estime que le fournisseur n’a"
        " pas respecté ses engagements.",
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
        "Modification P00012 of February 19, 2026: the source shows no amount, date or ceiling that it "
        "changed.",
        "L’avenant P00012 du 19 février 2026 : la source n’indique ni montant, ni date, ni plafond qu’il "
        "aurait changé.",
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
        "Correction. The record now gives the amounts as €100.00, no longer $100.00.",
        "Correction. La source indique maintenant les montants ainsi : 100,00 €, et non plus 100,00 $US.",
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
    (
        change(ChangeKind.OPTION_EXERCISED, code="G", amount=MONEY),
        "Modification P00012 of February 19, 2026 exercises an option, and adds $2,306,976.66.",
        "L’avenant P00012 du 19 février 2026 lève une option, et ajoute 2 306 976,66 $US.",
    ),
    (
        change(ChangeKind.OPTION_EXERCISED, code="G", date=None),
        "Modification P00012 exercises an option.",
        "L’avenant P00012 lève une option.",
    ),
    (
        change(ChangeKind.TERMINATED, code="E", date=None),
        "Modification P00012 (terminated for default) ends it before its time, wholly or in part. By this"
        " code, the buyer holds that the supplier did not do what was agreed.",
        "L’avenant P00012 (résiliation pour manquement) met fin au contrat avant son terme, en tout ou en"
        " partie. D’après ce code, l’acheteur estime que le fournisseur n’a pas fait ce qui était "
        "convenu.",
    ),
    (
        alone(ChangeKind.TERMINATED),
        "The source now lists it as terminated. The record does not say why.",
        "La source l’indique maintenant comme résilié. La source ne dit pas pourquoi.",
    ),
    (
        change(ChangeKind.CANCELLED, code="N", date=None, amount=-MONEY),
        "Modification P00012 cancels it, and takes $2,306,976.66 away. The code stands for a legal "
        "cancellation; the record does not say why.",
        "L’avenant P00012 annule le contrat, et retire 2 306 976,66 $US. Le code désigne une annulation "
        "juridique ; la source ne dit pas pourquoi.",
    ),
    (
        alone(ChangeKind.CANCELLED),
        "The source now lists it as cancelled. The record does not say why.",
        "La source l’indique maintenant comme annulé. La source ne dit pas pourquoi.",
    ),
    (
        change(ChangeKind.CLOSED_OUT, code="K", date=None, amount=-MONEY),
        "Modification P00012 closes it out, and takes $2,306,976.66 away. This is the administrative end "
        "of a contract.",
        "L’avenant P00012 clôt le contrat, et retire 2 306 976,66 $US. C’est la fin administrative d’un "
        "contrat.",
    ),
    (
        alone(ChangeKind.IN_FORCE, old="pending", amount=MONEY),
        "The source now lists it as active, no longer as pending, and gives $2,306,976.66 as committed.",
        "La source indique désormais qu’il est actif, et non plus en attente, "
        "avec 2 306 976,66 $US d’engagés.",
    ),
    (
        alone(ChangeKind.IN_FORCE, old="terminated"),
        "The source lists it as active again; before, it was terminated.",
        "La source indique de nouveau qu’il est actif ; il était résilié.",
    ),
    (
        alone(ChangeKind.CLOSED_OUT),
        "The source now lists it as closed.",
        "La source l’indique maintenant comme clos.",
    ),
    (
        change(ChangeKind.SUPPLIER_RENAMED, code="V", date=None, old="OLD *CO*", new="NEW CO"),
        "Modification P00012 says that the supplier was renamed: it is now NEW CO; before, OLD \\*CO\\*.",
        "L’avenant P00012 indique que le fournisseur a changé de nom : c’est maintenant NEW CO ; avant, "
        "OLD \\*CO\\*.",
    ),
    (
        change(ChangeKind.SUPPLIER_MERGED, code="P", date=None, amount=MONEY),
        "Modification P00012 says that the supplier merged with another company; the record shows no "
        "other supplier yet. It also adds $2,306,976.66.",
        "L’avenant P00012 indique que le fournisseur a fusionné avec une autre société ; la source "
        "n’indique pas encore d’autre fournisseur. Il ajoute aussi 2 306 976,66 $US.",
    ),
    (
        change(ChangeKind.NOVATED, code="J", date=None, old="OLD CO", new="NEW CO", amount=-MONEY),
        "Modification P00012 says that another company takes the contract over: it is now NEW CO; before,"
        " OLD CO. It also takes $2,306,976.66 away.",
        "L’avenant P00012 indique qu’une autre société reprend le contrat : c’est maintenant NEW CO ; "
        "avant, OLD CO. Il retire aussi 2 306 976,66 $US.",
    ),
    (
        alone(ChangeKind.SUPPLIER_CHANGED, old="OLD CO", new="NEW CO"),
        "The supplier on record is now NEW CO; before, OLD CO.",
        "Le fournisseur indiqué est maintenant NEW CO ; avant, OLD CO.",
    ),
    (
        alone(ChangeKind.ENDS_WITHIN_30_DAYS, new=date(2026, 3, 15)),
        "It ends on March 15, 2026; no extension is on record.",
        "Le contrat prend fin le 15 mars 2026 ; la source n’indique pas de prolongation.",
    ),
    (
        alone(ChangeKind.ENDS_WITHIN_7_DAYS, new=date(2026, 3, 15)),
        "It ends on March 15, 2026; no extension is on record.",
        "Le contrat prend fin le 15 mars 2026 ; la source n’indique pas de prolongation.",
    ),
    (
        alone(ChangeKind.LAPSED, new=date(2026, 3, 15)),
        "Its last day on record, March 15, 2026, has passed, and no extension is on record. Records may "
        "come some days late: this alone does not show that the work has stopped.",
        "Le dernier jour indiqué, le 15 mars 2026, est passé, et la source n’indique pas de prolongation."
        " Elle peut avoir quelques jours de retard : cela seul ne montre pas que le travail a cessé.",
    ),
    (
        alone(ChangeKind.NO_LONGER_MATCHES),
        "The search of the watch no longer finds it. The source still has it, and it is still followed "
        "here. A supplier that was renamed or sold can be the reason; this alone does not show it.",
        "La recherche de cette veille ne le trouve plus. La source l’a toujours, et il est toujours suivi "
        "ici. Un fournisseur renommé ou vendu peut en être la raison ; cela seul ne le montre pas.",
    ),
    (
        alone(ChangeKind.WITHDRAWN, old=date(2026, 3, 15)),
        "Asked for it by its number on at least seven days since March 15, 2026, the source answered that"
        " it has no such entry. What it said before is kept as evidence. This alone does not show why it "
        "is gone.",
        "Interrogée à partir de son numéro, au moins sept jours différents depuis le 15 mars 2026, la "
        "source a répondu qu’elle n’a rien de tel. Ce qu’elle indiquait avant est conservé comme preuve. "
        "Cela seul ne montre pas pourquoi cela a disparu.",
    ),
    (
        alone(ChangeKind.RETURNED, old=date(2026, 3, 15)),
        "The source has it again; it was reported as gone on March 15, 2026.",
        "La source l’indique de nouveau ; sa disparition a été signalée le 15 mars 2026.",
    ),
    (
        alone(ChangeKind.PAGE_CHANGED, old="gone\nwent", new="came"),
        "The page on usaspending.gov changed: 2 lines went, one came.",
        "La page sur usaspending.gov a changé : 2 lignes retirées, une ajoutée.",
    ),
    (
        alone(ChangeKind.PAGE_REMOVED),
        "Its address on usaspending.gov now answers that there is no such page. The "
        "page is kept as it was last read: `/contracts show` has it. This does not show who took it down, or "
        "why.",
        "Son adresse sur usaspending.gov répond maintenant que la page n’existe pas. La page est conservée "
        "telle qu’elle a été lue la dernière fois : voyez `/contrats voir`. Cela ne montre ni qui l’a "
        "retirée, ni pourquoi.",
    ),
    (
        alone(ChangeKind.PAGE_MOVED, new="usaspending.gov/home?from=404"),
        "Its address on usaspending.gov now leads to another page of the site, with another text: "
        "usaspending.gov/home?from=404. The page is kept as it was last read: `/contracts show` has it. This "
        "does not show who moved it, or why, or whether the same text stands elsewhere.",
        "Son adresse sur usaspending.gov mène désormais à une autre page du site, avec un autre texte : "
        "usaspending.gov/home?from=404. La page est conservée telle qu’elle a été lue la dernière fois : "
        "voyez `/contrats voir`. Cela ne montre ni qui l’a déplacée, ni pourquoi, ni si le même texte se "
        "trouve ailleurs.",
    ),
    (
        alone(ChangeKind.PAGE_MOVED, new="elsewhere.example"),
        "Its address on usaspending.gov now leads to another site (elsewhere.example), where the bot "
        "does not go by itself. The page is kept as it was last read: `/contracts show` has it. This does "
        "not show who moved it, or why, or whether the same text stands elsewhere.",
        "Son adresse sur usaspending.gov mène désormais à un autre site (elsewhere.example), où le "
        "bot ne va pas de lui-même. La page est conservée telle qu’elle a été lue la dernière fois : voyez "
        "`/contrats voir`. Cela ne montre ni qui l’a déplacée, ni pourquoi, ni si le même texte se trouve "
        "ailleurs.",
    ),
    (
        alone(ChangeKind.TEXT_CHANGED, new="came"),
        "Its text on usaspending.gov changed: no line went, one came.",
        "Son texte sur usaspending.gov a changé : aucune ligne retirée, une ajoutée.",
    ),
    (
        alone(ChangeKind.ALSO_LISTED),
        "A second source lists it too; `/contracts show` has both.",
        "Une seconde source l’indique aussi ; `/contrats voir` montre les deux.",
    ),
    (
        alone(ChangeKind.NEW_NOTICE, amount=MONEY),
        "The notice is of December 28, 2023; it names an amount of $2,306,976.66.",
        "Cet avis est daté du 28 décembre 2023 ; il indique un montant de 2 306 976,66 $US.",
    ),
    (
        alone(ChangeKind.NEW_ARTICLE),
        "The article is of December 28, 2023.",
        "Cet article est daté du 28 décembre 2023.",
    ),
    (
        alone(ChangeKind.NEW_PAGE),
        "The page is kept as it is today. What changes on it is posted here.",
        "La page est conservée telle qu’elle est aujourd’hui. Ce qui y change est annoncé ici.",
    ),
    (
        alone(ChangeKind.NEW_ORDER_UNDER_VEHICLE, amount=MONEY),
        "The order was placed on December 28, 2023; $2,306,976.66 committed so far. It was placed under a"
        " contract vehicle that is watched here.",
        "Cette commande a été passée le 28 décembre 2023 ; 2 306 976,66 $US sont engagés à ce jour. Elle "
        "relève d’un contrat-cadre surveillé ici.",
    ),
    (
        change(ChangeKind.ACTION, code="M", date=None),
        "Modification P00012 (other administrative act): the source shows no amount, date or ceiling that"
        " it changed.",
        "L’avenant P00012 (autre acte administratif) : la source n’indique ni montant, ni date, ni "
        "plafond qu’il aurait changé.",
    ),
    (
        change(ChangeKind.MONEY_ADDED, date=None, amount=MONEY, currency="EUR"),
        "Modification P00012 (funding only) adds €2,306,976.66.",
        "L’avenant P00012 (financement seul) ajoute 2 306 976,66 €.",
    ),
]


def with_plain_spaces(text: str) -> str:
    """Return the text with plain spaces, for comparison with text written by hand."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("found", "english", "french"), SENTENCES)
def test_a_change_is_a_plain_sentence(found: Change, english: str, french: str) -> None:
    assert sentence(t("en"), found, ORDER) == english
    assert with_plain_spaces(sentence(t("fr"), found, ORDER)) == french


def test_every_kind_of_change_has_a_sentence_and_a_headline(caplog: pytest.LogCaptureFixture) -> None:
    assert {found.kind for found, _, _ in SENTENCES} | {ChangeKind.NEW_VEHICLE} == set(ChangeKind)
    for found, _, _ in SENTENCES:
        for language in ("en", "fr"):
            for line in (VEHICLE, *(replace(ORDER, kind=kind) for kind in Kind)):
                shown = headline(t(language), found, line) + sentence(t(language), found, line)
                assert "none" not in shown
                assert "{" not in shown
    assert caplog.text == ""


def test_a_vehicle_has_a_maximum_and_no_amount_of_its_own() -> None:
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


def test_the_headline_is_the_most_important_change_with_the_largest_amount() -> None:
    corrected = change(ChangeKind.CORRECTED, **CORRECTED_AMOUNT)
    small, large = (change(ChangeKind.MONEY_ADDED, amount=Decimal(amount)) for amount in (1, 5))
    extended = change(ChangeKind.EXTENDED, **DAYS)
    told = weightiest_first([corrected, extended, small, large])
    assert told == [large, small, extended, corrected]
    assert headline(t(), told[0], ORDER) == "$5.00 added to an order from Immigration and Customs"
    assert with_plain_spaces(headline(t("fr"), told[0], ORDER)) == (
        "5,00 $US de plus pour une commande passée par Immigration and Customs"
    )


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("E", "Terminated for default", "Résiliation pour manquement"),
        ("F", "Terminated for convenience", "Résiliation pour convenance de l’acheteur"),
        ("X", "Terminated for cause", "Résiliation pour motif grave"),
        (None, "Terminated", "Résiliation"),
    ],
)
def test_a_termination_is_first_in_the_headline(code: str | None, english: str, french: str) -> None:
    ended = change(ChangeKind.TERMINATED, code=code, amount=Decimal(-1))
    others = [
        change(ChangeKind.MONEY_ADDED, amount=MONEY),
        change(ChangeKind.OPTION_EXERCISED, amount=2 * MONEY),
        alone(ChangeKind.SUPPLIER_CHANGED),
        alone(ChangeKind.LAPSED, new=date(2026, 3, 15)),
    ]
    first = weightiest_first([*others, change(ChangeKind.SHORTENED, **DAYS), ended])[0]
    assert headline(t(), first, ORDER) == f"{english}: an order from Immigration and Customs"
    assert with_plain_spaces(headline(t("fr"), first, ORDER)) == (
        f"{french} : une commande passée par Immigration and Customs"
    )


def test_removed_money_is_described_in_words_without_a_sign() -> None:
    removed = change(ChangeKind.MONEY_REMOVED, amount=Decimal("-14051.87"))
    assert headline(t(), removed, ORDER) == "$14,051.87 taken off an order from Immigration and Customs"
    assert "-" not in sentence(t(), removed, ORDER)


@pytest.mark.parametrize(("language", "shown"), [("en", "-$500.25"), ("fr", "-500,25\u00a0$US")])
def test_a_new_order_with_a_negative_total_keeps_its_sign(language: str, shown: str) -> None:
    found = alone(ChangeKind.NEW_ORDER, amount=Decimal("-500.25"))
    assert shown in headline(t(language), found, ORDER)
    assert shown in sentence(t(language), found, ORDER)


def test_the_description_of_a_record_is_quoted_once_and_cut() -> None:
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


def test_a_source_without_translated_codes_has_sentences() -> None:
    told = sentence(t(), change(ChangeKind.MONEY_ADDED, amount=MONEY), replace(ORDER, source="elsewhere"))
    assert told == "Modification P00012 of February 19, 2026 adds $2,306,976.66."


def test_a_buyer_without_a_name_leaves_no_gap() -> None:
    assert "not named in the record" in headline(
        t(), change(ChangeKind.MONEY_ADDED, amount=MONEY), replace(ORDER, buyer="")
    )


def test_the_last_day_of_a_vehicle_is_described_as_the_last_for_orders() -> None:
    for kind in (ChangeKind.ENDS_WITHIN_30_DAYS, ChangeKind.ENDS_WITHIN_7_DAYS):
        soon = alone(kind, new=date(2026, 3, 15))
        assert sentence(t(), soon, VEHICLE) == (
            "March 15, 2026 is the last day to place orders; no extension is on record."
        )
        assert headline(t(), soon, VEHICLE).startswith("Last orders on March 15, 2026: a contract vehicle")
    lapsed = sentence(t(), alone(ChangeKind.LAPSED, new=date(2026, 3, 15)), VEHICLE)
    assert lapsed.startswith("The last day to place orders on record, March 15, 2026, has passed")


def test_an_order_under_a_watched_vehicle_names_the_vehicle() -> None:
    found = alone(ChangeKind.NEW_ORDER_UNDER_VEHICLE, amount=Decimal(5))
    told = sentence(t(), found, replace(ORDER, parent_number="70CDCR26D00000015"))
    assert told.endswith("It was placed under contract vehicle 70CDCR26D00000015, which is watched here.")


def test_a_removed_option_amount_is_described_in_words(caplog: pytest.LogCaptureFixture) -> None:
    less = change(ChangeKind.OPTION_EXERCISED, code="G", amount=-MONEY, date=None)
    assert sentence(t(), less, ORDER) == (
        "Modification P00012 exercises an option, and takes $2,306,976.66 away."
    )
    assert headline(t(), less, ORDER).startswith("Option exercised, $2,306,976.66 taken off: an order")


def test_a_record_without_money_shows_no_amounts() -> None:
    notice = replace(ORDER, kind=Kind.NOTICE, currency="XXX", obligated=Decimal(0))
    told = sentence(t(), alone(ChangeKind.NEW_NOTICE, amount=Decimal(0)), notice)
    assert told == "The notice is of December 28, 2023."


def test_removed_and_added_lines_of_a_page_are_quoted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    went = "\n".join(f"We do **work** {number} for @everyone" for number in range(9))
    found = [alone(ChangeKind.PAGE_CHANGED, old=went, new="Page not found")]
    gone, came = passages(t(), found)
    assert gone.splitlines()[0] == "**No longer there:**"
    assert gone.splitlines()[1] == "> “We do \\*\\*work\\*\\* 0 for @\u200beveryone”"
    assert gone.splitlines()[-1] == "> and 3 more lines"
    assert came.splitlines() == ["**New:**", "> “Page not found”"]
    assert list(passages(t(), [alone(ChangeKind.PAGE_REMOVED)])) == []
    (only,) = passages(t("fr"), [alone(ChangeKind.TEXT_CHANGED, new="neuf")])
    assert with_plain_spaces(only).splitlines() == ["**Nouveau :**", "> « neuf »"]
    assert caplog.text == ""


def test_long_lines_of_a_page_are_cut_and_at_least_one_is_quoted() -> None:
    found = [alone(ChangeKind.PAGE_CHANGED, old="\n".join(["*" * 5000] * 9))]
    (gone,) = passages(t(), found)
    assert len(gone) < 1100
    assert "…”" in gone
    assert gone.endswith("more lines")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.capgemini.com/us-en/work", "capgemini.com"),
        ("http://exa_mple.org:8080/", "exa\\_mple.org"),
        ("not an address", "usaspending"),
        ("http://[", "usaspending"),
    ],
)
def test_a_page_is_named_by_its_site(url: str, shown: str) -> None:
    assert site(replace(ORDER, url=url)) == shown


def test_a_redirect_within_a_site_with_a_hyphen_is_described_as_such() -> None:
    page = replace(ORDER, kind=Kind.PAGE, url="https://www.our-company.example/public-sector")
    moved = alone(ChangeKind.PAGE_MOVED, new="our-company.example/")
    assert "now leads to another page of the site" in sentence(t(), moved, page)
