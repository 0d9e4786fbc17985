"""Comparison of a record with the stored state: the limit on a contract's actions, and what is held."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.contracts.ingest.comparison import MAX_ACTIONS, Comparison, Terms, compare
from bot.contracts.ingest.persistence import StoredContract
from bot.contracts.model import Record
from bot.contracts.row_mapping import fingerprint
from bot.contracts.sources import SourceError, SourceErrorKind
from tests.support.contracts import ORDER, action, order

pytestmark = pytest.mark.unit

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TERMS = Terms(holds=True, rekeyed=False, vehicle_watched=False, read_on=None)
MANY = MAX_ACTIONS // 2 + 500


def numbered(begin: int, count: int) -> Record:
    actions = (action(f"P{number:05}", "1") for number in range(begin, begin + count))
    return order(ORDER, *actions, obligated=None)


def compared(known: Record, read: Record, terms: Terms = TERMS) -> Comparison:
    return compare(StoredContract(1, known, fingerprint(known), NOW, ()), read, terms, NOW)


@pytest.mark.full
def test_a_contract_with_many_actions_stays_readable() -> None:
    known = numbered(0, MANY)
    assert len(compared(known, known).state.actions) == MANY


def test_other_actions_at_each_read_do_not_add_up_without_end() -> None:
    with pytest.raises(SourceError) as caught:
        compared(numbered(0, MANY), numbered(MANY, MANY))
    assert caught.value.fault is SourceErrorKind.TOO_COMPLEX


def test_a_total_before_its_action_is_held_even_if_the_contract_is_new_to_a_server() -> None:
    """All else is told at once to a server that is told of the contract as it is now."""
    known = order(ORDER, action("0", "100"))
    read = replace(known, obligated=Decimal("150"), ceiling=Decimal("9"))
    found = compared(replace(known, ceiling=Decimal("8")), read, replace(TERMS, holds=False))
    assert [shift.field for shift in found.noted.shifts] == ["total"]
    assert (found.state.obligated, found.state.ceiling) == (Decimal("100"), Decimal("9"))
