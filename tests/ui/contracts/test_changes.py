"""Changes of a contract in plain words, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from bot.common.text import phrase_at
from bot.contracts.model import Change, ChangeKind, Kind
from bot.contracts.queries.ranking import Stake, biggest_first, weightiest_first
from bot.contracts.queries.views import ContractLine
from bot.texts import Texts, Translator
from bot.ui.contracts.changes import changes_in, headline, passages, sentence, sentences
from bot.ui.contracts.listing import contract_entry
from bot.ui.contracts.names import quoted, site

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


PARTIES = "Immigration and Customs → CAPGEMINI GOVERNMENT SOLUTIONS LLC"
MONEY = Decimal("2306976.66")
DAYS = {"old": date(2026, 3, 15), "new": date(2026, 5, 14)}
CEILINGS = {"old": Decimal(100), "new": Decimal(250)}
CORRECTED_AMOUNT = {"old": Decimal("2306976.66"), "new": Decimal("2295794.15")}
CORRECTED_DATE = {"old_date": date(2026, 2, 19), "new_date": date(2026, 2, 24)}

SENTENCES = [
    (
        change(ChangeKind.MONEY_ADDED, amount=MONEY),
        "**+$2,306,976.66** (modification P00012, 19 February 2026: funding only)",
        "**+2 306 976,66 $US** (avenant P00012, 19 février 2026 : financement seul)",
    ),
    (
        change(ChangeKind.MONEY_REMOVED, amount=-MONEY, code=None),
        "**−$2,306,976.66** (modification P00012, 19 February 2026)",
        "**−2 306 976,66 $US** (avenant P00012, 19 février 2026)",
    ),
    (
        change(ChangeKind.CEILING_RAISED, code=None, date=None, **CEILINGS),
        "Ceiling: $100.00 → **$250.00** (modification P00012)",
        "Plafond : 100,00 $US → **250,00 $US** (avenant P00012)",
    ),
    (
        alone(ChangeKind.CEILING_LOWERED, old=Decimal(250), new=Decimal(100)),
        "Ceiling: $250.00 → **$100.00**",
        "Plafond : 250,00 $US → **100,00 $US**",
    ),
    (
        change(ChangeKind.EXTENDED, number="P00001", code=None, **DAYS),
        "End: 15 March 2026 → 14 May 2026 (modification P00001, 19 February 2026)",
        "Fin : 15 mars 2026 → 14 mai 2026 (avenant P00001, 19 février 2026)",
    ),
    (
        alone(ChangeKind.SHORTENED, old=date(2026, 5, 14), new=date(2026, 3, 1)),
        "End: 14 May 2026 → 1 March 2026",
        "Fin : 14 mai 2026 → 1er mars 2026",
    ),
    (
        change(ChangeKind.TERMINATED, code="F"),
        "Ended before its time, wholly or in part (modification P00012, 19 February 2026: "
        "terminated for the buyer’s convenience). By this code, the buyer ends it for its own "
        "convenience; no fault of the supplier is stated.",
        "Fin avant le terme, en tout ou en partie (avenant P00012, 19 février 2026 : résiliation à "
        "l’initiative de l’acheteur). D’après ce code, l’acheteur y met fin de sa propre initiative "
        "; aucune faute du fournisseur n’est indiquée.",
    ),
    (
        change(ChangeKind.TERMINATED, code="X", date=None, amount=-MONEY),
        "Ended before its time, wholly or in part, **$2,306,976.66** less (modification P00012: "
        "terminated for cause). By this code, the buyer says that the supplier broke the terms.",
        "Fin avant le terme, en tout ou en partie, **2 306 976,66 $US** de moins (avenant P00012 : "
        "résiliation pour motif grave). D’après ce code, l’acheteur estime que le fournisseur n’a "
        "pas respecté ses engagements.",
    ),
    (
        change(ChangeKind.SCOPE_CHANGED, code="A", date=None),
        "Work added (modification P00012: additional work)",
        "Travaux ajoutés (avenant P00012 : travaux supplémentaires)",
    ),
    (
        change(ChangeKind.SUPPLIER_CHANGED, code="J", old="OLD *CO*", new="NEW CO"),
        "Supplier: OLD \\*CO\\* → NEW CO (modification P00012, 19 February 2026: another company "
        "takes the contract over)",
        "Fournisseur : OLD \\*CO\\* → NEW CO (avenant P00012, 19 février 2026 : reprise du contrat "
        "par une autre société)",
    ),
    (
        change(ChangeKind.ACTION, code=None),
        "No change of amount, date or ceiling is shown (modification P00012, 19 February 2026)",
        "Aucun changement de montant, de date ou de plafond n’est indiqué (avenant P00012, 19 février 2026)",
    ),
    (
        change(ChangeKind.CORRECTED, code=None, **CORRECTED_AMOUNT, **CORRECTED_DATE),
        "Corrected: $2,295,794.15 on 24 February 2026, not $2,306,976.66 on 19 February 2026 "
        "(modification P00012)",
        "Correction : 2 295 794,15 $US le 24 février 2026, et non 2 306 976,66 $US le 19 février "
        "2026 (avenant P00012)",
    ),
    (
        change(ChangeKind.CORRECTED, number="0", code=None, **CORRECTED_AMOUNT),
        "Corrected: $2,295,794.15, not $2,306,976.66 (base award)",
        "Correction : 2 295 794,15 $US, et non 2 306 976,66 $US (attribution initiale)",
    ),
    (
        change(ChangeKind.CORRECTED, number=None, code="?", **CORRECTED_DATE),
        "Corrected: 24 February 2026, not 19 February 2026 (a modification)",
        "Correction : 24 février 2026, et non 19 février 2026 (un avenant)",
    ),
    (
        alone(ChangeKind.CORRECTED, **CORRECTED_AMOUNT),
        "Corrected: $2,295,794.15 committed in all, not $2,306,976.66",
        "Correction : 2 295 794,15 $US engagés en tout, et non 2 306 976,66 $US",
    ),
    (
        alone(ChangeKind.CORRECTED, old="100.00 USD", new="100.00 EUR"),
        "Corrected: the amounts are €100.00, not $100.00",
        "Correction : les montants sont 100,00 €, et non 100,00 $US",
    ),
    (
        alone(ChangeKind.NEW_ORDER, amount=Decimal("4816782.50")),
        "Placed on 28 December 2023: **$4,816,782.50** committed so far",
        "Passée le 28 décembre 2023 : **4 816 782,50 $US** engagés à ce jour",
    ),
    (
        alone(ChangeKind.NEW_CONTRACT),
        "Signed on 28 December 2023",
        "Signature le 28 décembre 2023",
    ),
    (
        change(ChangeKind.OPTION_EXERCISED, code="G", amount=MONEY),
        "Option exercised, **$2,306,976.66** more (modification P00012, 19 February 2026)",
        "Option levée, **2 306 976,66 $US** de plus (avenant P00012, 19 février 2026)",
    ),
    (
        change(ChangeKind.OPTION_EXERCISED, code="G", date=None),
        "Option exercised (modification P00012)",
        "Option levée (avenant P00012)",
    ),
    (
        alone(ChangeKind.TERMINATED),
        "The source now lists it as terminated. The record does not say why.",
        "La source l’indique maintenant comme résiliée. La source ne dit pas pourquoi.",
    ),
    (
        change(ChangeKind.CANCELLED, code="N", date=None, amount=-MONEY),
        "Cancelled, **$2,306,976.66** less (modification P00012). By this code, it is a legal "
        "cancellation; the record does not say why.",
        "Annulation, **2 306 976,66 $US** de moins (avenant P00012). D’après ce code, c’est une "
        "annulation juridique ; la source ne dit pas pourquoi.",
    ),
    (
        alone(ChangeKind.CANCELLED),
        "The source now lists it as cancelled. The record does not say why.",
        "La source l’indique maintenant comme annulée. La source ne dit pas pourquoi.",
    ),
    (
        change(ChangeKind.CLOSED_OUT, code="K", date=None, amount=-MONEY),
        "Closed out, the administrative end of a contract, **$2,306,976.66** less (modification P00012)",
        "Clôture administrative, **2 306 976,66 $US** de moins (avenant P00012)",
    ),
    (
        alone(ChangeKind.IN_FORCE, old="pending", amount=MONEY),
        "The source now lists it as active, no longer as pending: **$2,306,976.66** committed",
        "La source l’indique désormais comme active, et non plus en attente : **2 306 976,66 $US** engagés",
    ),
    (
        alone(ChangeKind.IN_FORCE, old="terminated"),
        "The source lists it as active again; before, it was terminated",
        "La source l’indique de nouveau comme active ; avant, elle était résiliée",
    ),
    (
        change(ChangeKind.SUPPLIER_RENAMED, code="V", date=None, old="OLD *CO*", new="NEW CO"),
        "Supplier renamed (modification P00012): OLD \\*CO\\* → NEW CO",
        "Changement de nom du fournisseur (avenant P00012) : OLD \\*CO\\* → NEW CO",
    ),
    (
        change(ChangeKind.SUPPLIER_MERGED, code="P", date=None, amount=MONEY),
        "Supplier merged with another company, **$2,306,976.66** more (modification P00012). The "
        "record shows no other supplier yet",
        "Fusion du fournisseur avec une autre société, **2 306 976,66 $US** de plus (avenant "
        "P00012). La source n’indique pas encore d’autre fournisseur",
    ),
    (
        change(ChangeKind.NOVATED, code="J", date=None, old="OLD CO", new="NEW CO", amount=-MONEY),
        "Another company takes it over, **$2,306,976.66** less (modification P00012): OLD CO → NEW CO",
        "Reprise par une autre société, **2 306 976,66 $US** de moins (avenant P00012) : OLD CO → NEW CO",
    ),
    (
        alone(ChangeKind.ENDS_WITHIN_30_DAYS, new=date(2026, 3, 15)),
        "End: 15 March 2026. No extension is on record.",
        "Fin : 15 mars 2026. La source n’indique pas de prolongation.",
    ),
    (
        alone(ChangeKind.ENDS_WITHIN_7_DAYS, new=date(2026, 3, 15)),
        "End: 15 March 2026. No extension is on record.",
        "Fin : 15 mars 2026. La source n’indique pas de prolongation.",
    ),
    (
        alone(ChangeKind.LAPSED, new=date(2026, 3, 15)),
        "End on record: 15 March 2026. No extension is on record. Records can come some days late: "
        "this alone does not show that the work has stopped.",
        "Fin : 15 mars 2026, d’après la source, qui n’indique pas de prolongation. Elle peut avoir "
        "quelques jours de retard : cela seul ne montre pas que le travail a cessé.",
    ),
    (
        alone(ChangeKind.NO_LONGER_MATCHES),
        "The watch’s search no longer finds it. The source still has it, and it is still followed "
        "here. A supplier that was renamed or sold can be the reason; this alone does not show it.",
        "La recherche de cette veille ne la trouve plus. La source l’a toujours, et elle est "
        "toujours suivie ici. Un fournisseur renommé ou vendu peut en être la raison ; cela seul ne "
        "le montre pas.",
    ),
    (
        alone(ChangeKind.WITHDRAWN, old=date(2026, 3, 15)),
        "Asked for this number on at least seven days since 15 March 2026, the source says it has "
        "no such contract. What it said before is kept as evidence. This alone does not show why it "
        "is gone.",
        "Interrogée sur ce numéro au moins sept jours différents depuis le 15 mars 2026, la source "
        "répond qu’elle n’a pas de tel contrat. Ce qu’elle indiquait avant est conservé comme "
        "preuve. Cela seul ne montre pas pourquoi il a disparu.",
    ),
    (
        alone(ChangeKind.RETURNED, old=date(2026, 3, 15)),
        "The source has it again; it was reported as gone on 15 March 2026.",
        "La source l’indique de nouveau ; sa disparition a été signalée le 15 mars 2026.",
    ),
    (
        alone(ChangeKind.PAGE_CHANGED, old="gone\nwent", new="came"),
        "In the text: 2 lines removed, 1 added",
        "Dans le texte : 2 lignes retirées, 1 ajoutée",
    ),
    (
        alone(ChangeKind.PAGE_REMOVED),
        "Its address now says that there is no such page. The last version read "
        "is kept: `/contracts show`. This does not show who took it down, or why.",
        "Son adresse répond maintenant que la page n’existe pas. La dernière "
        "version lue est conservée : `/contrats voir`. Cela ne montre ni qui l’a retirée, ni "
        "pourquoi.",
    ),
    (
        alone(ChangeKind.PAGE_MOVED, new="usaspending.gov/home?from=404"),
        "Its address now leads to another page of the site, with another text: "
        "usaspending.gov/home?from=404. The last version read is kept: `/contracts show`. This does "
        "not show who moved it, or why, or whether the text is elsewhere.",
        "Son adresse mène désormais à une autre page du site, avec un autre "
        "texte : usaspending.gov/home?from=404. La dernière version lue est conservée : `/contrats "
        "voir`. Cela ne montre ni qui l’a déplacée, ni pourquoi, ni si le texte se trouve ailleurs.",
    ),
    (
        alone(ChangeKind.PAGE_MOVED, new="elsewhere.example"),
        "Its address now leads to another site (elsewhere.example), which the "
        "bot does not read. The last version read is kept: `/contracts show`. This does not show "
        "who moved it, or why, or whether the text is elsewhere.",
        "Son adresse mène désormais à un autre site (elsewhere.example), que le "
        "bot ne lit pas. La dernière version lue est conservée : `/contrats voir`. Cela ne montre "
        "ni qui l’a déplacée, ni pourquoi, ni si le texte se trouve ailleurs.",
    ),
    (
        alone(ChangeKind.TEXT_CHANGED, new="came"),
        "In the text: no line removed, 1 added",
        "Dans le texte : aucune ligne retirée, 1 ajoutée",
    ),
    (
        alone(ChangeKind.ALSO_LISTED),
        "A second source lists it too: `/contracts show` has both.",
        "Une seconde source l’indique aussi : `/contrats voir` montre les deux.",
    ),
    (
        alone(ChangeKind.NEW_NOTICE, amount=MONEY),
        "Dated 28 December 2023. Amount in it: **$2,306,976.66**",
        "Daté du 28 décembre 2023. Montant indiqué : **2 306 976,66 $US**",
    ),
    (
        alone(ChangeKind.NEW_ARTICLE),
        "Dated 28 December 2023",
        "Daté du 28 décembre 2023",
    ),
    (
        alone(ChangeKind.NEW_PAGE),
        "The page is kept as it is today. Changes to it are posted here.",
        "La page est conservée telle qu’elle est aujourd’hui. Ses changements sont annoncés ici.",
    ),
    (
        alone(ChangeKind.NEW_ORDER_UNDER_VEHICLE, amount=MONEY),
        "Placed on 28 December 2023: **$2,306,976.66** committed so far (under a framework "
        "contract watched here)",
        "Passée le 28 décembre 2023 : **2 306 976,66 $US** engagés à ce jour (au titre d’un "
        "contrat-cadre surveillé ici)",
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
        "Signed on 16 December 2025. Orders of up to **$365,821,218.75** in all: a maximum, not money spent"
    )
    assert headline(t(), new, VEHICLE) == (
        "Immigration and Customs → CAPGEMINI GOVERNMENT SOLUTIONS LLC: new framework contract, "
        "up to $365.8 million"
    )
    assert sentence(t(), new, replace(VEHICLE, ceiling=None)) == "Signed on 16 December 2025"
    assert "Last day for orders: " in sentence(t(), alone(ChangeKind.EXTENDED, **DAYS), VEHICLE)


def test_the_headline_is_the_most_important_change_with_the_largest_amount() -> None:
    corrected = change(ChangeKind.CORRECTED, **CORRECTED_AMOUNT)
    small, large = (change(ChangeKind.MONEY_ADDED, amount=Decimal(amount)) for amount in (1, 5))
    extended = change(ChangeKind.EXTENDED, **DAYS)
    told = weightiest_first([corrected, extended, small, large])
    assert told == [large, small, extended, corrected]
    assert headline(t(), told[0], ORDER) == f"{PARTIES}: $5.00 more"
    assert with_plain_spaces(headline(t("fr"), told[0], ORDER)) == f"{PARTIES} : 5,00 $US de plus"


def test_contracts_are_in_the_order_of_their_money_and_a_ceiling_is_none() -> None:
    found = [
        alone(ChangeKind.NEW_VEHICLE, amount=Decimal(0)),
        alone(ChangeKind.CEILING_RAISED, old=Decimal(1), new=Decimal(10**9)),
        alone(ChangeKind.NEW_ORDER, amount=Decimal("6300000")),
        alone(ChangeKind.MONEY_ADDED, amount=Decimal("14212645")),
    ]
    stakes = {number: Stake([one], "USD", Decimal(5)) for number, one in enumerate(found)}
    assert biggest_first(stakes) == [3, 2, 0, 1]


def test_a_headline_has_short_names_and_a_rounded_amount() -> None:
    named = replace(ORDER, short_buyer="ICE", short_supplier="Capgemini")
    added = change(ChangeKind.MONEY_ADDED, amount=Decimal("2686283.99"))
    assert headline(t(), added, named) == "ICE → Capgemini: $2.7 million more"
    assert with_plain_spaces(headline(t("fr"), added, named)) == "ICE → Capgemini : 2,7 M $US de plus"
    assert "**+$2,686,283.99**" in sentence(t(), added, named)


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("E", "terminated for default", "résiliation pour manquement"),
        ("F", "terminated for the buyer’s convenience", "résiliation à l’initiative de l’acheteur"),
        ("X", "terminated for cause", "résiliation pour motif grave"),
        (None, "terminated", "résiliation"),
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
    assert headline(t(), first, ORDER) == f"{PARTIES}: {english}"
    assert with_plain_spaces(headline(t("fr"), first, ORDER)) == f"{PARTIES} : {french}"


def test_removed_money_is_described_in_words_without_a_sign() -> None:
    removed = change(ChangeKind.MONEY_REMOVED, amount=Decimal("-14051.87"))
    assert headline(t(), removed, ORDER) == f"{PARTIES}: $14,051.87 less"
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
    (_, first, _), (_, second, _) = sentences(t(), both, ORDER)
    assert first.startswith("“ADDS \\*\\*FUNDS\\*\\*")
    assert first.endswith("…”")
    assert second == ""


def test_changes_that_came_with_one_action_name_it_once() -> None:
    both = [change(ChangeKind.MONEY_ADDED, amount=MONEY), change(ChangeKind.EXTENDED, **DAYS)]
    (first, *_), (second, *_) = sentences(t(), both, ORDER)
    assert "P00012" in first
    assert second == "End: 15 March 2026 → 14 May 2026"


def test_changes_without_room_are_counted() -> None:
    many = [change(ChangeKind.MONEY_ADDED, amount=Decimal(n), action_id=f"T{n}") for n in range(1, 9)]
    shown = list(changes_in(t(), many, ORDER, 5))
    assert shown[0].startswith("- **+$8.00**")
    assert shown[-1] == "- and 6 more changes"
    assert len(shown) == 3
    assert len(list(changes_in(t(), many, ORDER, 0))) == 2, "at least one"


def test_a_correction_is_told_whatever_the_room_and_a_ceiling_that_repeats_money_goes_first() -> None:
    added = change(ChangeKind.MONEY_ADDED, amount=Decimal("2686283.99"), action_id="P13")
    ceiling = change(
        ChangeKind.CEILING_RAISED, old=Decimal("1000000000.00"), new=Decimal("1002686283.99"), action_id="P13"
    )
    ended = change(ChangeKind.EXTENDED, action_id="P14", **DAYS)  # as long as the ceiling
    corrected = change(ChangeKind.CORRECTED, **CORRECTED_AMOUNT)
    for room in range(8):
        shown = "\n".join(changes_in(t(), [added, ceiling, ended, corrected], ORDER, room))
        assert "$2,295,794.15, not $2,306,976.66" in shown
    shown = "\n".join(changes_in(t(), [added, ceiling, ended, corrected], ORDER, 7))
    assert "End:" in shown
    assert "Ceiling" not in shown
    assert "and 1 more change" in shown


P00011 = (
    "THIS MODIFICATION ADDS IN SCOPE WORK IN ACCORDANCE WITH THE SOW DATED 10-08-2025 PARA. 2.2 "
    "SKIP TRACING SERVICES, AS THE BUYER ASKED FOR THEM IN THE SUMMER BEFORE IT"
)


@pytest.mark.parametrize("limit", range(18, 130, 7))
def test_a_quote_is_cut_around_the_words_that_a_watch_is_about(limit: int) -> None:
    said = quoted(t(), P00011, limit, ["skip-tracing"])
    assert "SKIP TRACING" in said
    assert len(said.replace("\\", "")) <= limit + 2
    assert "SKIP TRACING" not in quoted(t(), P00011, 80, ["nothing"])


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("ARRÊTS de marchés", "arret", "ARRÊTS"),
        ("Skip-Tracing", "skip tracing", "Skip-Tracing"),
        ("ships and skips tracing", "skip tracing", "skips tracing"),
        ("EROSION", "ERO", None),
        ("(ERO).", "ERO", "ERO"),
        ("İİ œuvre biométrique", "biometrique", "biométrique"),
        ("outskip tracing", "skip tracing", None),
        ("anything", "--", None),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_endings(
    text: str, phrase: str, found: str | None
) -> None:
    place = phrase_at(text, [phrase])
    assert (None if place is None else text[slice(*place)]) == found


def test_the_words_of_a_watch_are_quoted_whatever_the_room() -> None:
    money = [change(ChangeKind.MONEY_ADDED, amount=Decimal(n), action_id=f"T{n}") for n in range(1, 9)]
    about = change(ChangeKind.MONEY_ADDED, amount=Decimal(1), action_id="P11", description=P00011)
    told = list(changes_in(t(), [*money, about], replace(ORDER, marked=("skip tracing",)), 3))
    assert "SKIP TRACING" in "\n".join(told)
    assert "SKIP TRACING" not in "\n".join(changes_in(t(), [*money, about], ORDER, 3))


def test_a_description_that_repeats_the_title_is_left_out() -> None:
    repeated = change(ChangeKind.MONEY_ADDED, amount=MONEY, description=ORDER.title)
    assert [words for _, words, _ in sentences(t(), [repeated], ORDER)] == [""]


def test_a_source_without_translated_codes_has_sentences() -> None:
    told = sentence(t(), change(ChangeKind.MONEY_ADDED, amount=MONEY), replace(ORDER, source="elsewhere"))
    assert told == "**+$2,306,976.66** (modification P00012, 19 February 2026)"


def test_a_buyer_without_a_name_leaves_no_gap() -> None:
    added = change(ChangeKind.MONEY_ADDED, amount=MONEY)
    supplier_only = headline(t(), added, replace(ORDER, buyer=""))
    assert supplier_only == "CAPGEMINI GOVERNMENT SOLUTIONS LLC: $2.3 million more"
    nobody = headline(t(), added, replace(ORDER, buyer="", supplier=""))
    assert nobody == "Order 70CDCR24FR0000006: $2.3 million more"


def test_the_last_day_of_a_vehicle_is_described_as_the_last_for_orders() -> None:
    for kind in (ChangeKind.ENDS_WITHIN_30_DAYS, ChangeKind.ENDS_WITHIN_7_DAYS):
        soon = alone(kind, new=date(2026, 3, 15))
        assert sentence(t(), soon, VEHICLE) == (
            "Last day for orders: 15 March 2026. No extension is on record."
        )
        assert headline(t(), soon, VEHICLE) == f"{PARTIES}: last orders on 15 March 2026"
    lapsed = sentence(t(), alone(ChangeKind.LAPSED, new=date(2026, 3, 15)), VEHICLE)
    assert lapsed.startswith("Last day for orders on record: 15 March 2026. No extension")


def test_an_order_under_a_watched_vehicle_names_the_vehicle() -> None:
    found = alone(ChangeKind.NEW_ORDER_UNDER_VEHICLE, amount=Decimal(5))
    told = sentence(t(), found, replace(ORDER, parent_number="70CDCR26D00000015"))
    assert told.endswith("(under framework contract 70CDCR26D00000015, watched here)")


def test_a_removed_option_amount_is_described_in_words(caplog: pytest.LogCaptureFixture) -> None:
    less = change(ChangeKind.OPTION_EXERCISED, code="G", amount=-MONEY, date=None)
    assert sentence(t(), less, ORDER) == "Option exercised, **$2,306,976.66** less (modification P00012)"
    assert headline(t(), less, ORDER) == f"{PARTIES}: option exercised, $2.3 million less"


def test_a_record_without_money_shows_no_amounts() -> None:
    notice = replace(ORDER, kind=Kind.NOTICE, currency="XXX", obligated=Decimal(0))
    told = sentence(t(), alone(ChangeKind.NEW_NOTICE, amount=Decimal(0)), notice)
    assert told == "Dated 28 December 2023"


def test_a_new_outcome_on_a_docket_is_news_of_a_protest() -> None:
    page = replace(ORDER, kind=Kind.PAGE, url="https://www.gao.gov/docket/b-424186.4", supplier="")
    closed = alone(ChangeKind.PAGE_CHANGED, old="Outcome: Case Currently Open", new="Outcome: Dismissed")
    assert headline(t(), closed, page) == "GAO: protest now “Dismissed”"
    assert headline(t("fr"), closed, page) == "GAO\u00a0: recours, issue «\u00a0Dismissed\u00a0»"
    later = alone(ChangeKind.PAGE_CHANGED, old="Due Date: 2026-05-13", new="Due Date: 2026-05-20")
    assert headline(t(), later, page) == "gao.gov: page changed"
    for path in ("our-work", "docket/b-424186.4"):
        elsewhere = replace(page, url=f"https://company.example/{path}")
        assert headline(t(), closed, elsewhere) == "company.example: page changed"


def test_a_decision_on_a_protest_is_said_in_words_and_other_lines_are_still_quoted() -> None:
    page = replace(ORDER, kind=Kind.PAGE, url="https://www.gao.gov/docket/b-424186.4", supplier="")
    old = "Outcome: Case Currently Open\nDue Date: 2026-05-13"
    closed = alone(ChangeKind.PAGE_CHANGED, old=old, new="Outcome: Dismissed\nDecision Date: 2026-03-04")
    assert sentence(t(), closed, page) == (
        "“Dismissed” means: closed without deciding who was right. Decided on 4 March 2026. "
        "Before: “Case Currently Open”."
    )
    assert with_plain_spaces(sentence(t("fr"), closed, page)) == (
        "« Dismissed » veut dire : recours clos sans être tranché. Décision du 4 mars 2026. "
        "Avant : « Case Currently Open »."
    )
    assert list(passages(t(), [closed], page)) == []
    more = replace(closed, new="Outcome: Dismissed\nDue Date: 2026-06-01\nAgency: Another")
    (came,) = passages(t(), [more], page)
    assert came.splitlines() == [
        "**Added:**",
        "> “Due Date\\: 2026\\-06\\-01”",
        "> “Agency\\: Another”",
    ]
    unknown = alone(ChangeKind.PAGE_CHANGED, new="Outcome: Granted in Part\nDecision Date: 2026-02-30")
    assert sentence(t(), unknown, page) == "Outcome: “Granted in Part”."


def test_removed_and_added_lines_of_a_page_are_quoted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    went = "\n".join(f"We do **work** {number} for @everyone" for number in range(9))
    found = [alone(ChangeKind.PAGE_CHANGED, old=went, new="Page not found")]
    gone, came = passages(t(), found, ORDER)
    assert gone.splitlines()[0] == "**Removed:**"
    assert gone.splitlines()[1] == "> “We do \\*\\*work\\*\\* 0 for @\u200beveryone”"
    assert gone.splitlines()[-1] == "> and 6 more lines"
    assert came.splitlines() == ["**Added:**", "> “Page not found”"]
    assert list(passages(t(), [alone(ChangeKind.PAGE_REMOVED)], ORDER)) == []
    (only,) = passages(t("fr"), [alone(ChangeKind.TEXT_CHANGED, new="neuf")], ORDER)
    assert with_plain_spaces(only).splitlines() == ["**Ajouté :**", "> « neuf »"]
    assert caplog.text == ""


def test_long_lines_of_a_page_are_cut_and_at_least_one_is_quoted() -> None:
    found = [alone(ChangeKind.PAGE_CHANGED, old="\n".join(["*" * 5000] * 9))]
    (gone,) = passages(t(), found, ORDER)
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


def test_words_that_must_be_cut_begin_where_they_say_what_is_bought() -> None:
    words = "THE PURPOSE OF THIS TASK ORDER IS TO OBTAIN SKIP TRACING SERVICES FOR REMOVAL OPERATIONS."
    assert quoted(t(), words, 100) == f"“{words}”", "whole where there is room"
    assert quoted(t(), words, 40) == "“… SKIP TRACING SERVICES FOR REMOVAL…”"
    other = "The purpose of this fund is unknown to everyone who was asked"
    assert quoted(t(), other, 40) == "“The purpose of this fund is unknown to…”"


def test_an_entry_without_amount_and_end_shows_the_day_by_which_it_is_sorted() -> None:
    bare = replace(ORDER, obligated=None, end=None, last_action=date(2026, 5, 4))
    assert "last change: 4 May 2026" in with_plain_spaces(contract_entry(t(), 1, bare))
    assert "last change" not in contract_entry(t(), 1, replace(bare, end=date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("language", "head", "listed", "note"),
    [
        ("en", "planned purchase", "planned", "It is not a contract and commits no money."),
        ("fr", "achat prévu", "prévu", "Ce n’est pas un contrat et cela n’engage pas d’argent."),
    ],
)
def test_a_planned_purchase_is_said_to_be_no_contract_in_headline_post_and_list(
    language: str, head: str, listed: str, note: str
) -> None:
    plan = replace(ORDER, kind=Kind.NOTICE, source="ted", supplier="", planned=True, obligated=None)
    new = Change(kind=ChangeKind.NEW_NOTICE)
    assert headline(t(language), new, plan).endswith(head)
    assert sentence(t(language), new, plan).endswith(note)
    assert f"{listed} · " in contract_entry(t(language), 1, plan)
    assert note not in sentence(t(language), new, replace(plan, planned=False))
