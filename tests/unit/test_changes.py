"""The rules by which two looks at a contract become changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.changes import changes, merged
from bot.contracts.model import Action, Change, ChangeKind, Kind, Party, Record
from bot.contracts.rows import fingerprint
from tests.contracts import SUPPLIER, action, order, vehicle

BASE = action("0", "4816782.50", "2025-12-18", None)


def kinds(found: tuple[Change, ...]) -> list[tuple[str, bool]]:
    return [(change.kind.value, change.news) for change in found]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.VEHICLE, ChangeKind.NEW_VEHICLE),
        (Kind.ORDER, ChangeKind.NEW_ORDER),
        (Kind.CONTRACT, ChangeKind.NEW_CONTRACT),
    ],
)
def test_a_contract_that_was_not_known_is_one_change_with_what_is_obligated(
    kind: Kind, expected: ChangeKind
) -> None:
    assert changes(None, order(kind=kind)) == (Change(kind=expected, amount=Decimal("4816782.50")),)


def test_a_new_contract_without_an_amount_has_none_and_not_zero() -> None:
    assert changes(None, order(obligated=None)) == (Change(kind=ChangeKind.NEW_ORDER),)


@pytest.mark.parametrize(
    ("amount", "kind"),
    [("2306976.66", ChangeKind.MONEY_ADDED), ("-0.01", ChangeKind.MONEY_REMOVED)],
)
def test_a_new_action_adds_or_removes_money_by_its_sign(amount: str, kind: ChangeKind) -> None:
    new = action("P00012", amount, "2026-02-19", "G")
    assert changes(order(), order(order().source_id, BASE, new)) == (
        Change(
            kind=kind,
            action_id="TX_P00012",
            number="P00012",
            code="G",
            description="ACTION P00012",
            date=date(2026, 2, 19),
            amount=Decimal(amount),
        ),
    )


@pytest.mark.parametrize("amount", ["0", "0.00", None])
def test_an_action_without_money_and_without_effect_is_kept_and_no_news(amount: str | None) -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", amount, code="M")))
    assert kinds(found) == [("action", False)]
    assert found[0].number == "P00001"
    assert found[0].amount is None


def test_additional_work_without_money_is_a_change_of_scope() -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", "0", code="A")))
    assert kinds(found) == [("scope-changed", True)]


@pytest.mark.parametrize("code", ["E", "F", "N", "X"])
@pytest.mark.parametrize(("amount", "moved"), [("0", None), (None, None), ("-1000", "-1000"), ("5", "5")])
def test_a_termination_is_news_with_or_without_money(
    code: str, amount: str | None, moved: str | None
) -> None:
    new = action("P00002", amount, "2026-03-01", code)
    (found,) = changes(order(), order(order().source_id, BASE, new))
    assert (found.kind, found.news, found.code) == (ChangeKind.TERMINATED, True, code)
    assert found.amount == (None if moved is None else Decimal(moved))


def test_a_termination_that_moves_the_end_is_both() -> None:
    new = action("P00002", "0", "2026-03-01", "F")
    found = changes(order(), order(order().source_id, BASE, new, end=date(2026, 3, 1)))
    assert [(change.kind.value, change.number) for change in found] == [
        ("terminated", "P00002"),
        ("shortened", "P00002"),
    ]


def test_a_close_out_is_no_news() -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00002", "0", code="K")))
    assert kinds(found) == [("action", False)]


@pytest.mark.parametrize("code", ["J", "P", "V"])
def test_a_novation_merger_or_new_name_is_news_even_while_the_supplier_reads_the_same(code: str) -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", "0", code=code)))
    assert kinds(found) == [("action", True)]


@pytest.mark.parametrize("code", ["J", "P", "V"])
def test_a_novation_with_another_supplier_is_one_news_that_names_both_and_the_action(code: str) -> None:
    other = Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"})
    found = changes(order(), order(order().source_id, BASE, action("P00002", "0", code=code), supplier=other))
    assert kinds(found) == [("action", False), ("supplier-changed", True)]
    assert (found[1].old, found[1].new, found[1].number) == (SUPPLIER.name, other.name, "P00002")


def test_a_later_end_carries_the_action_without_money_that_moved_it() -> None:
    longer = order(order().source_id, BASE, action("P00001", "0", "2026-03-11", "M"), end=date(2026, 5, 14))
    found = changes(order(), longer)
    assert kinds(found) == [("action", False), ("extended", True)]
    assert (found[1].old, found[1].new) == (date(2026, 3, 15), date(2026, 5, 14))
    assert (found[1].number, found[1].date) == ("P00001", date(2026, 3, 11))


def test_the_only_new_action_is_named_whatever_its_code() -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", "5"), end=date(2026, 5, 14)))
    assert [(change.kind.value, change.number) for change in found] == [
        ("money-added", "P00001"),
        ("extended", "P00001"),
    ]


def test_of_two_new_actions_the_one_that_can_move_the_end_is_named() -> None:
    actions = (BASE, action("P00001", "5", code="C"), action("P00002", "0", code="G"))
    extended = changes(order(), order(order().source_id, *actions, end=date(2026, 5, 14)))[-1]
    assert (extended.kind, extended.number) == (ChangeKind.EXTENDED, "P00002")


def test_of_two_new_actions_that_can_both_have_moved_the_end_none_is_named() -> None:
    actions = (BASE, action("P00001", "5", code="B"), action("P00002", "0", code="G"))
    shortened = changes(order(), order(order().source_id, *actions, end=date(2026, 1, 14)))[-1]
    assert (shortened.kind, shortened.number) == (ChangeKind.SHORTENED, None)


@pytest.mark.parametrize(
    ("ceiling", "kind"), [("400000000", ChangeKind.CEILING_RAISED), ("1", ChangeKind.CEILING_LOWERED)]
)
def test_a_ceiling_is_raised_or_lowered(ceiling: str, kind: ChangeKind) -> None:
    found = changes(vehicle(), vehicle(ceiling=Decimal(ceiling)))
    assert found == (Change(kind=kind, old=Decimal("365821218.75"), new=Decimal(ceiling)),)


def test_the_same_action_with_another_amount_and_date_is_a_correction() -> None:
    before = order(order().source_id, BASE, action("P00012", "2306976.66", "2026-02-19", "G"))
    after = order(order().source_id, BASE, action("P00012", "2295794.15", "2026-02-24", "G"))
    assert changes(before, after) == (
        Change(
            kind=ChangeKind.CORRECTED,
            action_id="TX_P00012",
            number="P00012",
            code="G",
            description="ACTION P00012",
            date=date(2026, 2, 24),
            old=Decimal("2306976.66"),
            new=Decimal("2295794.15"),
            old_date=date(2026, 2, 19),
            new_date=date(2026, 2, 24),
        ),
    )


def test_a_correction_of_the_date_alone_carries_no_amounts() -> None:
    found = changes(order(), order(order().source_id, replace(BASE, date=date(2025, 12, 19))))
    assert (found[0].kind, found[0].old, found[0].new) == (ChangeKind.CORRECTED, None, None)
    assert (found[0].old_date, found[0].new_date) == (date(2025, 12, 18), date(2025, 12, 19))


def test_another_description_or_code_is_stored_and_no_change() -> None:
    after = order(order().source_id, replace(BASE, description="TYPO MENDED", code="B"))
    assert changes(order(), after) == ()
    assert merged(order(), after).actions[0].description == "TYPO MENDED"


def test_a_total_that_moved_alone_is_a_correction_of_the_total() -> None:
    found = changes(order(), order(obligated=Decimal("5000000")))
    assert found == (Change(kind=ChangeKind.CORRECTED, old=Decimal("4816782.50"), new=Decimal("5000000")),)


def test_a_total_that_an_action_moved_is_not_said_twice() -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", "10.00")))
    assert kinds(found) == [("money-added", True)]


NULLS = ("obligated", "exercised", "ceiling", "paid", "signed", "start", "end", "potential_end")


@pytest.mark.parametrize("name", NULLS)
def test_a_null_where_a_value_was_is_no_change_and_no_change_when_it_comes_back(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    known, null = order(**{name: value}), order(**{name: None})
    assert changes(known, null) == ()
    kept = merged(known, null)
    assert getattr(kept, name) == value
    assert changes(kept, known) == ()


@pytest.mark.parametrize("name", NULLS)
def test_a_value_where_a_null_was_is_learnt_and_no_news(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    null, known = order(**{name: None}), order(**{name: value})
    assert changes(null, known) == ()
    assert getattr(merged(null, known), name) == value


def test_a_null_amount_of_a_known_action_takes_nothing_away() -> None:
    null = order(order().source_id, replace(BASE, amount=None, date=None), obligated=None)
    assert changes(order(), null) == ()
    assert merged(order(), null).actions == (BASE,)


def test_actions_that_are_left_out_stay_known_and_come_back_without_news() -> None:
    full = order(order().source_id, BASE, action("P00001", "10.00"))
    short = order(order().source_id, BASE)
    assert [news for _, news in kinds(changes(full, short))] == [False], "the total follows its actions"
    kept = merged(full, short)
    assert [known.number for known in kept.actions] == ["0", "P00001"]
    assert [news for _, news in kinds(changes(kept, full))] == [False]


@pytest.mark.parametrize(
    "name", ["Capgemini Government Solutions, LLC", "CAPGEMINI GOVERNMENT SOLUTIONS  LLC."]
)
def test_a_supplier_written_otherwise_is_the_same(name: str) -> None:
    assert changes(order(), order(supplier=replace(SUPPLIER, name=name))) == ()


def test_a_supplier_that_is_not_named_in_an_answer_is_not_another() -> None:
    nameless = order(supplier=Party(name=""))
    assert changes(order(), nameless) == ()
    assert merged(order(), nameless).supplier == SUPPLIER


def test_another_identifier_under_the_same_name_is_another_supplier_and_both_can_be_told_apart() -> None:
    found = changes(order(), order(supplier=replace(SUPPLIER, ids={"uei": "ZZZ"})))
    assert kinds(found) == [("supplier-changed", True)]
    assert (found[0].old, found[0].new) == (f"{SUPPLIER.name} (DR6MQ56MGFA5)", f"{SUPPLIER.name} (ZZZ)")


def test_amounts_of_another_currency_are_told_as_text_and_never_compared() -> None:
    euros = order(
        order().source_id,
        replace(BASE, amount=Decimal("4400000")),
        currency="EUR",
        ceiling=Decimal("9"),
        obligated=Decimal("4400000"),
    )
    found = changes(order(ceiling=Decimal("10"), paid=Decimal("3")), euros)
    assert found == (Change(kind=ChangeKind.CORRECTED, old="4816782.50 USD", new="4400000.00 EUR"),)
    kept = merged(order(ceiling=Decimal("10"), paid=Decimal("3")), replace(euros, ceiling=None))
    assert (kept.ceiling, kept.paid) == (None, None), "dollars are not carried over as euros"


def test_a_title_that_is_missing_from_an_answer_is_kept() -> None:
    assert merged(order(), order(title=order().number)).title == "SKIP TRACING SERVICES"


amounts = st.none() | st.decimals(min_value=-(10**9), max_value=10**9, places=2)
days = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def actions_of() -> st.SearchStrategy[list[Action]]:
    one = st.builds(
        Action,
        action_id=st.sampled_from([f"TX_{n}" for n in range(6)]),
        number=st.sampled_from(["0", "P00001", "P00002"]),
        date=days,
        code=st.none() | st.sampled_from("ABCEFGJKNPVMX"),
        amount=amounts,
    )
    return st.lists(one, max_size=6, unique_by=lambda each: each.action_id)


def records() -> st.SearchStrategy[Record]:
    def build(actions: list[Action], **more: Any) -> Record:
        return replace(order(), actions=tuple(actions), **more)

    return st.builds(
        build,
        actions_of(),
        obligated=amounts,
        ceiling=amounts,
        end=days,
        currency=st.sampled_from(["USD", "USD", "EUR"]),
        supplier=st.builds(
            Party,
            name=st.sampled_from(["", "A LLC", "a, LLC", "B INC"]),
            ids=st.dictionaries(st.just("uei"), st.sampled_from(["X", "Y"])),
        ),
    )


@given(records())
def test_the_same_state_twice_is_no_change(record: Record) -> None:
    known = merged(None, record)
    assert changes(known, record) == ()
    assert fingerprint(merged(known, record)) == fingerprint(known)


@given(records(), records())
def test_what_was_taken_in_is_no_change_when_it_is_read_again(old: Record, new: Record) -> None:
    known = merged(merged(None, old), new)
    assert changes(known, new) == ()
    assert fingerprint(merged(known, new)) == fingerprint(known)


@given(records(), records(), st.randoms())
def test_neither_the_order_of_actions_nor_their_repetition_matters(
    old: Record, new: Record, random: Any
) -> None:
    shuffled = [*new.actions, *new.actions]
    random.shuffle(shuffled)
    other = replace(new, actions=tuple(shuffled))
    known = merged(None, old)
    assert changes(known, other) == changes(known, new)
    assert merged(known, other) == merged(known, new)


@given(records(), records())
def test_nothing_is_ever_unlearnt_within_a_currency(old: Record, new: Record) -> None:
    new = replace(new, currency=old.currency)
    known = merged(merged(None, old), new)
    assert {each.action_id for each in known.actions} == {
        each.action_id for each in (*old.actions, *new.actions)
    }
    for name in ("obligated", "ceiling", "end"):
        expected = getattr(new, name) if getattr(new, name) is not None else getattr(old, name)
        assert getattr(known, name) == expected


@given(records(), records())
def test_money_kinds_carry_a_signed_amount_that_is_never_zero(old: Record, new: Record) -> None:
    for change in changes(merged(None, old), new):
        if change.kind is ChangeKind.MONEY_ADDED:
            assert change.amount is not None
            assert change.amount > 0
        if change.kind is ChangeKind.MONEY_REMOVED:
            assert change.amount is not None
            assert change.amount < 0
