"""Notices to organisers about a source that publishes differently, once or repeatedly, in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.contracts.diff.shifts import (
    AMOUNT,
    CEILING,
    DATE,
    END,
    STATUS,
    SUPPLIER,
    TOTAL,
)
from bot.contracts.queries.views import Restyled, RestyledExample
from bot.texts import Texts
from bot.ui.watches.posts import restyled_card, unsteady_card

pytestmark = pytest.mark.unit

URL = "https://www.usaspending.gov/award/70A"
OF_WORDS = (
    *("id", "vehicle", "name", "buyer", "title-text", "action-id", "number", "description"),
    *(SUPPLIER, STATUS),
)
EXAMPLES = (
    *(RestyledExample("70A", URL, field, "OLD **bold**", "NEW", "USD") for field in OF_WORDS),
    *(
        RestyledExample("70A", URL, field, Decimal("9.50"), Decimal(0), "USD")
        for field in (AMOUNT, TOTAL, CEILING)
    ),
    *(RestyledExample("70A", URL, field, date(2026, 1, 5), date(2026, 1, 6), "USD") for field in (DATE, END)),
)


def restyled_notice(*, amounts: bool, days: bool) -> Restyled:
    return Restyled(
        source="usaspending",
        contracts=214,
        since=datetime(2026, 1, 5, tzinfo=UTC),
        amounts=amounts,
        days=days,
        examples=EXAMPLES,
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("amounts", "days"), [(False, False), (True, False), (False, True)])
def test_the_notice_describes_changes_with_examples(language: str, amounts: bool, days: bool) -> None:
    card = restyled_card(restyled_notice(amounts=amounts, days=days), Texts.load().of(language), "~1")
    said = str(card.to_components())
    assert "214" in said
    assert "restyled-" not in said
    assert r"OLD \\*\\*bold" in said
    unchanged = {"en": "No amounts or days changed", "fr": "Aucun montant ni aucune date n’a changé"}[
        language
    ]
    assert (unchanged in said) == (not amounts and not days)


@pytest.mark.parametrize(
    ("language", "what"),
    [
        ("en", ("different amounts", "different days", "different names or numbers")),
        ("fr", ("des montants", "des dates", "des noms ou des numéros")),
    ],
)
def test_the_notice_of_unstable_values_names_them_and_links_the_source(
    language: str, what: tuple[str, str, str]
) -> None:
    t = Texts.load().of(language)
    for (amounts, days), word in zip([(True, True), (False, True), (False, False)], what, strict=True):
        said = str(unsteady_card(restyled_notice(amounts=amounts, days=days), t, "~1").to_components())
        for part in ("214", t.day(date(2026, 1, 5)), word, f"[70A](<{URL}>)"):
            assert part.replace("\xa0", "\\xa0") in said
