"""Doubts about the amounts of subcontracts."""

from decimal import Decimal

import pytest

from bot.contracts.diff.subcontracts import Doubt, doubt
from bot.contracts.model import Party, Subcontract

pytestmark = pytest.mark.unit


def reported(amount: str | None, number: str = "S-1") -> Subcontract:
    amounts = (None if amount is None else Decimal(amount),)
    return Subcontract(number=number, supplier=Party(name="ACME LLC"), currency="USD", amounts=amounts)


def test_an_amount_that_is_its_own_number_is_a_typing_error() -> None:
    assert doubt(reported("5000653817.00", "5000653817")) is Doubt.OWN_NUMBER
    assert doubt(reported("5000653817.00", "PO-5000653817")) is None, "the letters are part of the number"
    assert doubt(reported("5000653817.00", "0005000653817")) is Doubt.OWN_NUMBER
    assert doubt(reported("4500.00", "4500")) is None, "a short number equals an amount by chance"


def test_an_amount_above_the_ceiling_or_the_contract_is_implausible() -> None:
    ceiling, committed = Decimal(1000), Decimal(500)
    assert doubt(reported("1000.01"), committed=committed, ceiling=ceiling) is Doubt.ABOVE_CEILING
    assert doubt(reported("500.01"), committed=committed, ceiling=ceiling) is Doubt.ABOVE_CONTRACT
    assert doubt(reported("500.00"), committed=committed, ceiling=ceiling) is None


def test_unknown_values_cast_no_doubt() -> None:
    assert doubt(reported("1000.00")) is None
    assert doubt(reported("1000.00"), committed=Decimal(0), ceiling=Decimal(0)) is None
    assert doubt(reported(None), ceiling=Decimal(1)) is None
    assert doubt(reported("-5.00"), ceiling=Decimal(1)) is None
