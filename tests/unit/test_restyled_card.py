"""What organisers are told of a source that publishes otherwise, in every language."""

from datetime import date
from decimal import Decimal

import pytest

from bot.contracts.shifts import AMOUNT, CEILING, DATE, END, STATUS, SUPPLIER, TOTAL
from bot.contracts.views import Restyled, RestyledExample
from bot.texts import Texts
from bot.ui.watching import restyled_card

OF_WORDS = (
    *("id", "vehicle", "name", "buyer", "title-text", "action-id", "number", "description"),
    *(SUPPLIER, STATUS),
)
EXAMPLES = (
    *(RestyledExample("70A", field, "OLD **bold**", "NEW", "USD") for field in OF_WORDS),
    *(
        RestyledExample("70A", field, Decimal("9.50"), Decimal(0), "USD")
        for field in (AMOUNT, TOTAL, CEILING)
    ),
    *(RestyledExample("70A", field, date(2026, 1, 5), date(2026, 1, 6), "USD") for field in (DATE, END)),
)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("amounts", "days"), [(False, False), (True, False), (False, True)])
def test_the_notice_says_what_changed_and_what_did_not_with_examples(
    language: str, amounts: bool, days: bool
) -> None:
    found = Restyled(source="usaspending", contracts=214, amounts=amounts, days=days, examples=EXAMPLES)
    card = restyled_card(found, Texts.load().of(language), "~1")
    said = str(card.to_components())
    assert "214" in said
    assert "restyled-" not in said
    assert r"OLD \\*\\*bold" in said
    unchanged = {"en": "No amounts or days changed", "fr": "Aucun montant ni aucune date n’a changé"}[
        language
    ]
    assert (unchanged in said) == (not amounts and not days)
