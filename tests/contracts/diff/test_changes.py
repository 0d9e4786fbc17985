"""Rules by which two reads of a contract become changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.changes import (
    NEW_KINDS,
    entering_change,
    entering_changes,
    find_changes,
    kind_by_code,
    merge_record,
)
from bot.contracts.diff.shifts import shifts, without
from bot.contracts.model import (
    MOVED_TO,
    Action,
    Change,
    ChangeKind,
    Code,
    Kind,
    Party,
    Record,
    Status,
)
from bot.contracts.row_mapping import fingerprint
from tests.support.contracts import (
    SUPPLIER,
    action,
    order,
    vehicle,
)

pytestmark = pytest.mark.unit

BASE = action("0", "4816782.50", "2025-12-18", None)


def kinds(found: tuple[Change, ...]) -> list[tuple[str, bool]]:
    return [(change.kind.value, change.news) for change in found]


def dollars(**more: Any) -> Change:
    return Change(currency="USD", **more)


def with_new(*new: Action, **more: Any) -> Record:
    return order(order().source_id, BASE, *new, **more)


def rows_of(*actions: Action, **more: Any) -> Record:
    """Return the order as rows alone show it: some of its actions, and no totals or dates."""
    unsaid = {"obligated": None, "signed": None, "end": None, "whole": False}
    return order(order().source_id, *actions, **{**unsaid, **more})


def page(text: str | None = "First line\nSecond line", **more: Any) -> Record:
    return order(
        **{"kind": Kind.PAGE, "currency": "XXX", "obligated": None, "end": None, "text": text, **more}
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.VEHICLE, ChangeKind.NEW_VEHICLE),
        (Kind.ORDER, ChangeKind.NEW_ORDER),
        (Kind.CONTRACT, ChangeKind.NEW_CONTRACT),
        (Kind.NOTICE, ChangeKind.NEW_NOTICE),
        (Kind.ARTICLE, ChangeKind.NEW_ARTICLE),
        (Kind.PAGE, ChangeKind.NEW_PAGE),
    ],
)
def test_an_unknown_contract_is_one_change_with_its_obligated_amount(
    kind: Kind, expected: ChangeKind
) -> None:
    assert find_changes(None, order(kind=kind)) == (dollars(kind=expected, amount=Decimal("4816782.50")),)


def test_every_kind_of_contract_has_a_change_for_new_ones() -> None:
    assert set(NEW_KINDS) == set(Kind)
    assert entering_change(order()).kind is ChangeKind.NEW_ORDER


def test_a_new_contract_without_an_amount_has_none_and_not_zero() -> None:
    assert find_changes(None, order(obligated=None)) == (dollars(kind=ChangeKind.NEW_ORDER),)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE),
        (Kind.CONTRACT, ChangeKind.NEW_CONTRACT),
        (Kind.VEHICLE, ChangeKind.NEW_VEHICLE),
    ],
)
def test_an_order_under_a_watched_vehicle_is_a_change_of_its_own_kind(
    kind: Kind, expected: ChangeKind
) -> None:
    (found,) = find_changes(None, order(kind=kind), vehicle_watched=True)
    assert (found.kind, found.amount) == (expected, Decimal("4816782.50"))


# Of which only some actions were read


def test_a_contract_first_seen_by_its_base_award_is_new_with_the_known_amounts() -> None:
    record = rows_of(BASE, action("P00001", "7.50"), action("P00002", None))
    assert entering_changes(record) == (dollars(kind=ChangeKind.NEW_ORDER, amount=Decimal("4816790.00")),)


def test_a_base_award_without_an_amount_has_none_and_not_zero() -> None:
    assert entering_changes(rows_of(action("0", None))) == (dollars(kind=ChangeKind.NEW_ORDER),)


def test_a_contract_first_seen_by_a_modification_is_not_new_but_the_modification_is() -> None:
    """P00011 of an IT order was the first purchase of what was in the news two months later."""
    record = rows_of(action("P00011", "7372680", "2025-10-09", None))
    assert entering_changes(record, vehicle_watched=True) == (
        dollars(
            kind=ChangeKind.MONEY_ADDED,
            action_id="TX_P00011",
            number="P00011",
            description="ACTION P00011",
            date=date(2025, 10, 9),
            amount=Decimal("7372680"),
        ),
    )
    assert find_changes(None, record) == entering_changes(record)


def test_a_contract_first_seen_by_an_action_without_effect_is_not_new() -> None:
    assert kinds(entering_changes(rows_of(action("P00011", "0", code="M")))) == [("action", True)]


def test_a_record_without_actions_is_new_whole_or_not() -> None:
    assert kinds(entering_changes(replace(rows_of(), actions=()))) == [("new-order", True)]


def test_the_first_full_read_of_a_partly_known_contract_announces_no_history() -> None:
    known = merge_record(None, rows_of(action("P00011", "7372680", "2025-10-09")))
    first = order(
        order().source_id,
        BASE.__class__(action_id="TX_0", number="0", date=date(2023, 12, 28), amount=Decimal("2700000")),
        action("P00001", "0", "2024-02-26", "M"),
        action("P00011", "7372680", "2025-10-09"),
        action("P00012", "2306976.66", "2026-02-19"),
        action("P00013", "5", None),
    )
    found = find_changes(known, first)
    assert {(change.number, change.news) for change in found} == {
        ("0", False),
        ("P00001", False),
        ("P00012", True),  # newer than all that was known
        ("P00013", False),  # its date is unknown
    }
    assert find_changes(merge_record(known, first), first) == ()


def test_repeated_rows_do_not_change_the_amount_of_a_new_contract() -> None:
    more = action("P00001", "100.00")
    found = find_changes(None, rows_of(BASE, more, BASE, more))
    assert found == (dollars(kind=ChangeKind.NEW_ORDER, amount=Decimal("4816882.50")),)


def test_rows_remove_nothing_and_add_changes() -> None:
    known = merge_record(None, with_new(ceiling=Decimal("9")))
    seen = rows_of(action("P00001", "5"), title="ANOTHER TEXT")
    assert kinds(find_changes(known, seen)) == [("money-added", True)]
    kept = merge_record(known, seen)
    assert kept.whole
    assert (kept.title, kept.end, kept.ceiling) == (known.title, known.end, Decimal("9"))
    assert (known.obligated, kept.obligated) == (Decimal("4816782.50"), None), (
        "no total goes without the new money"
    )
    again = merge_record(kept, rows_of(BASE))
    assert again.obligated is None
    whole = with_new(action("P00001", "5"), obligated=Decimal("4816787.50"))
    assert find_changes(kept, whole) == (), "and the money is not told again with the total"
    assert merge_record(kept, whole).obligated == Decimal("4816787.50")
    assert merge_record(known, rows_of(BASE)).obligated == known.obligated, (
        "rows that bring no money move no total"
    )
    assert [each.number for each in kept.actions] == ["0", "P00001"]


@pytest.mark.parametrize(
    ("amount", "kind"),
    [("2306976.66", ChangeKind.MONEY_ADDED), ("-0.01", ChangeKind.MONEY_REMOVED)],
)
def test_a_new_action_adds_or_removes_money_by_its_sign(amount: str, kind: ChangeKind) -> None:
    assert find_changes(order(), with_new(action("P00012", amount, "2026-02-19", "C"))) == (
        dollars(
            kind=kind,
            action_id="TX_P00012",
            number="P00012",
            code="C",
            description="ACTION P00012",
            date=date(2026, 2, 19),
            amount=Decimal(amount),
        ),
    )


@pytest.mark.parametrize("code", ["M", "W", "B", "C", None])
@pytest.mark.parametrize("amount", ["0", "0.00", None])
def test_an_action_without_money_and_without_effect_says_so(amount: str | None, code: str | None) -> None:
    (found,) = find_changes(order(), with_new(action("P00001", amount, code=code)))
    assert (found.kind, found.news) == (ChangeKind.ACTION, True)
    assert (found.number, found.amount) == ("P00001", None)


def test_the_description_of_an_action_never_decides_its_kind() -> None:
    new = action(
        "P00001", "0", code="M", description="TERMINATED FOR CONVENIENCE, CANCELLED, EXERCISE OPTION"
    )
    assert kinds(find_changes(order(), with_new(new))) == [("action", True)]


def test_additional_work_is_a_change_of_scope_unless_it_moves_money() -> None:
    assert kinds(find_changes(order(), with_new(action("P00001", "0", code="A")))) == [
        ("scope-changed", True)
    ]
    assert kinds(find_changes(order(), with_new(action("P00001", "5", code="A")))) == [("money-added", True)]


CODES = {
    "E": ChangeKind.TERMINATED,
    "F": ChangeKind.TERMINATED,
    "X": ChangeKind.TERMINATED,
    "N": ChangeKind.CANCELLED,
    "K": ChangeKind.CLOSED_OUT,
    "G": ChangeKind.OPTION_EXERCISED,
    "J": ChangeKind.NOVATED,
    "P": ChangeKind.SUPPLIER_MERGED,
    "V": ChangeKind.SUPPLIER_RENAMED,
}


@pytest.mark.parametrize(("code", "kind"), CODES.items())
@pytest.mark.parametrize(("amount", "moved"), [("0", None), (None, None), ("-1000", "-1000"), ("5", "5")])
def test_an_official_code_decides_with_or_without_money(
    code: str, kind: ChangeKind, amount: str | None, moved: str | None
) -> None:
    (found,) = find_changes(order(), with_new(action("P00002", amount, "2026-03-01", code)))
    assert (found.kind, found.news, found.code) == (kind, True, code)
    assert (found.number, found.date) == ("P00002", date(2026, 3, 1))
    assert found.amount == (None if moved is None else Decimal(moved))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert {code for code in letters if kind_by_code("usaspending", code)} == set(CODES)
    assert not any(kind_by_code("ocds", code) for code in letters), "letters elsewhere mean other things"


def test_a_termination_that_moves_the_end_is_two_changes() -> None:
    new = action("P00002", "0", "2026-03-01", "F")
    found = find_changes(order(), order(order().source_id, BASE, new, end=date(2026, 3, 1)))
    assert [(change.kind.value, change.number) for change in found] == [
        ("terminated", "P00002"),
        ("shortened", "P00002"),
    ]


@pytest.mark.parametrize("code", ["J", "P", "V"])
def test_a_novation_with_another_supplier_is_one_change_with_both_and_the_action(code: str) -> None:
    other = Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"})
    (found,) = find_changes(order(), with_new(action("P00002", "0", code=code), supplier=other))
    assert (found.kind, found.old, found.new) == (CODES[code], SUPPLIER.name, other.name)
    assert (found.number, found.code, found.news) == ("P00002", code, True)


def test_another_supplier_without_an_action_is_a_change_of_its_own() -> None:
    other = Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"})
    (found,) = find_changes(order(), order(supplier=other))
    assert (found.kind, found.old, found.new) == (ChangeKind.SUPPLIER_CHANGED, SUPPLIER.name, other.name)
    found_two = find_changes(
        order(), with_new(action("P00001", "0", code="J"), action("P00002", "0", code="V"), supplier=other)
    )
    assert [change.kind.value for change in found_two] == ["novated", "supplier-renamed", "supplier-changed"]


def test_a_later_end_names_the_action_without_money_that_moved_it() -> None:
    longer = order(order().source_id, BASE, action("P00001", "0", "2026-03-11", "M"), end=date(2026, 5, 14))
    found = find_changes(order(), longer)
    assert kinds(found) == [("action", False), ("extended", True)], "its effect is said by itself"
    assert (found[1].old, found[1].new) == (date(2026, 3, 15), date(2026, 5, 14))
    assert (found[1].number, found[1].date) == ("P00001", date(2026, 3, 11))


def test_the_only_new_action_is_named_with_any_code() -> None:
    found = find_changes(
        order(), order(order().source_id, BASE, action("P00001", "5"), end=date(2026, 5, 14))
    )
    assert [(change.kind.value, change.number) for change in found] == [
        ("money-added", "P00001"),
        ("extended", "P00001"),
    ]


def test_the_only_one_of_two_new_actions_that_can_move_the_end_is_named() -> None:
    actions = (BASE, action("P00001", "5", code="C"), action("P00002", "0", code="G"))
    extended = find_changes(order(), order(order().source_id, *actions, end=date(2026, 5, 14)))[-1]
    assert (extended.kind, extended.number) == (ChangeKind.EXTENDED, "P00002")


def test_no_action_is_named_if_both_new_ones_can_have_moved_the_end() -> None:
    actions = (BASE, action("P00001", "5", code="B"), action("P00002", "0", code="G"))
    shortened = find_changes(order(), order(order().source_id, *actions, end=date(2026, 1, 14)))[-1]
    assert (shortened.kind, shortened.number) == (ChangeKind.SHORTENED, None)


@pytest.mark.parametrize(
    ("ceiling", "kind"), [("400000000", ChangeKind.CEILING_RAISED), ("1", ChangeKind.CEILING_LOWERED)]
)
def test_a_ceiling_is_raised_or_lowered(ceiling: str, kind: ChangeKind) -> None:
    found = find_changes(vehicle(), vehicle(ceiling=Decimal(ceiling)))
    assert found == (dollars(kind=kind, old=Decimal("365821218.75"), new=Decimal(ceiling)),)


def test_the_same_action_with_another_amount_and_date_is_a_correction() -> None:
    before = order(order().source_id, BASE, action("P00012", "2306976.66", "2026-02-19", "G"))
    after = order(order().source_id, BASE, action("P00012", "2295794.15", "2026-02-24", "G"))
    assert find_changes(before, after) == (
        dollars(
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


def test_a_correction_of_only_the_date_has_no_amounts() -> None:
    found = find_changes(order(), order(order().source_id, replace(BASE, date=date(2025, 12, 19))))
    assert (found[0].kind, found[0].old, found[0].new) == (ChangeKind.CORRECTED, None, None)
    assert (found[0].old_date, found[0].new_date) == (date(2025, 12, 18), date(2025, 12, 19))


def test_another_description_or_code_is_stored_without_a_change() -> None:
    after = order(order().source_id, replace(BASE, description="TYPO MENDED", code="B"))
    assert find_changes(order(), after) == ()
    assert merge_record(order(), after).actions[0].description == "TYPO MENDED"


def test_a_total_that_changed_alone_is_a_correction_that_must_stand() -> None:
    """Its action may come with the next answer, from a source with separate caches for totals and actions."""
    moved = order(obligated=Decimal("5000000"))
    correction = dollars(kind=ChangeKind.CORRECTED, old=Decimal("4816782.50"), new=Decimal("5000000"))
    assert find_changes(order(), moved) == (correction,)
    (held,) = shifts(order(), moved)
    assert (held.field, held.must_stand) == ("total", True)
    assert merge_record(order(), without(order(), moved, [held])) == order()


def test_a_total_that_comes_after_its_action_is_announced_once() -> None:
    late = with_new(action("P00001", "50"))
    assert kinds(find_changes(order(), late)) == [("money-added", True)]
    both = with_new(action("P00001", "50"), obligated=Decimal("4816832.50"))
    for known in (merge_record(order(), late), merge_record(merge_record(order(), late), both)):
        assert not any(change.news for change in find_changes(known, both))


def test_the_total_gives_the_money_of_amendments_without_amounts() -> None:
    """In OCDS, an amendment has the reason, and the value of the contract the amount."""
    before = replace(order(obligated=Decimal("1000000")), actions=())
    after = order(order().source_id, action("am1", None), obligated=Decimal("2000000"))
    found = find_changes(before, after)
    assert kinds(found) == [("action", False), ("money-added", True)]
    assert (found[1].number, found[1].amount) == ("am1", Decimal("1000000"))
    assert not any(change.kind is ChangeKind.ACTION and change.news for change in found)
    assert find_changes(merge_record(before, after), after) == ()
    several = order(order().source_id, action("am1", None), action("am2", None), obligated=Decimal("500000"))
    removed = find_changes(before, several)[-1]
    assert (removed.kind, removed.amount, removed.number) == (
        ChangeKind.MONEY_REMOVED,
        Decimal("-500000"),
        None,
    )
    alone = replace(before, obligated=Decimal("1000001"))
    assert kinds(find_changes(before, alone)) == [("corrected", True)], "no amendment says that money came"


def test_glock_inc_without_its_full_stop_is_not_another_supplier() -> None:
    before, after = (
        order(supplier=Party(name=name, ids={"uei": "X"})) for name in ("GLOCK, INC.", "GLOCK, INC")
    )
    assert find_changes(before, after) == ()


def test_another_value_of_a_notice_is_a_correction() -> None:
    before = replace(order(kind=Kind.NOTICE, obligated=Decimal(1)), actions=())
    after = replace(before, obligated=Decimal(2))
    assert find_changes(before, after) == (
        dollars(kind=ChangeKind.CORRECTED, old=Decimal(1), new=Decimal(2)),
    )


def test_a_total_that_several_holders_now_share_becomes_unknown() -> None:
    known = order(ceiling=Decimal("9"))
    shared = order(order().source_id, action("0", None, "2025-12-18", None), obligated=None, in_shares=True)
    kept = merge_record(known, shared)
    assert (kept.obligated, kept.ceiling, [each.amount for each in kept.actions]) == (None, None, [None])
    assert find_changes(known, shared) == ()
    assert merge_record(known, replace(shared, in_shares=False)).obligated == known.obligated


@pytest.mark.parametrize(("amount", "code"), [(None, "C"), ("0", "M"), (None, "G")])
def test_a_total_that_changed_beside_an_action_without_an_amount_is_announced(
    amount: str | None, code: str
) -> None:
    """Seven million must not go unannounced because their action has no amount yet."""
    after = with_new(action("P00001", amount, code=code), obligated=Decimal("11816782.50"))
    assert [shift.must_stand for shift in shifts(order(), after)] == [True]
    found = find_changes(order(), after)
    assert found[-1] == dollars(
        kind=ChangeKind.CORRECTED, old=Decimal("4816782.50"), new=Decimal("11816782.50")
    )
    later = with_new(action("P00001", "7000000", code=code), obligated=Decimal("11816782.50"))
    if amount is None:
        assert find_changes(merge_record(order(), after), later) == (), "and is not told again when it does"


def test_an_action_without_money_beside_a_returned_one_changes_no_total() -> None:
    full = with_new(action("P00001", "10.00"))
    kept = merge_record(full, order())  # which left an action out
    found = find_changes(kept, with_new(action("P00001", "10.00"), action("P00002", "0", code="M")))
    assert [change.kind for change in found if change.news] == [ChangeKind.ACTION]


def test_a_total_explained_by_an_action_is_not_announced_twice() -> None:
    found = find_changes(order(), order(order().source_id, BASE, action("P00001", "10.00")))
    assert kinds(found) == [("money-added", True)]


NULLS = ("obligated", "exercised", "ceiling", "paid", "signed", "start", "end", "potential_end")


@pytest.mark.parametrize("name", NULLS)
def test_a_value_that_becomes_null_and_returns_is_no_change(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    values: dict[str, Any] = {name: value}
    nothing: dict[str, Any] = {name: None}
    known, null = order(**values), replace(order(), **nothing)
    assert find_changes(known, null) == ()
    kept = merge_record(known, null)
    assert getattr(kept, name) == value
    assert find_changes(kept, known) == ()


@pytest.mark.parametrize("name", NULLS)
def test_a_value_that_replaces_a_null_is_stored_without_a_change(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    values: dict[str, Any] = {name: value}
    nothing: dict[str, Any] = {name: None}
    null, known = replace(order(), **nothing), order(**values)
    assert find_changes(null, known) == ()
    assert getattr(merge_record(null, known), name) == value


def test_a_null_amount_of_a_known_action_removes_nothing() -> None:
    null = order(order().source_id, replace(BASE, amount=None, date=None), obligated=None)
    assert find_changes(order(), null) == ()
    assert merge_record(order(), null).actions == (BASE,)


def test_missing_actions_stay_known_and_return_without_a_change() -> None:
    full = order(order().source_id, BASE, action("P00001", "10.00"))
    short = order(order().source_id, BASE)
    assert [news for _, news in kinds(find_changes(full, short))] == [False], "the total follows its actions"
    kept = merge_record(full, short)
    assert [known.number for known in kept.actions] == ["0", "P00001"]
    assert [news for _, news in kinds(find_changes(kept, full))] == [False]


@pytest.mark.parametrize(
    "name", ["Capgemini Government Solutions, LLC", "CAPGEMINI GOVERNMENT SOLUTIONS  LLC."]
)
def test_a_supplier_in_another_spelling_is_the_same(name: str) -> None:
    assert find_changes(order(), order(supplier=replace(SUPPLIER, name=name))) == ()


@pytest.mark.parametrize("name", ["Capgemini Government Solutions", "CAPGEMINI GOVERNMENT SOLUTIONS L.L.C."])
def test_a_supplier_without_its_legal_form_under_the_same_number_is_the_same(name: str) -> None:
    there, back = order(), order(supplier=replace(SUPPLIER, name=name))
    assert (find_changes(there, back), find_changes(back, there)) == ((), ())
    unnumbered = [
        replace(one, supplier=replace(one.supplier, ids={}))
        for one in (there, order(supplier=Party(name="Capgemini")))
    ]
    assert kinds(find_changes(*unnumbered)) == [("supplier-changed", True)], (
        "without a number the name is all there is"
    )


def test_a_missing_supplier_is_not_another_supplier() -> None:
    nameless = order(supplier=Party(name=""))
    assert find_changes(order(), nameless) == ()
    assert merge_record(order(), nameless).supplier == SUPPLIER


def test_another_identifier_under_the_same_name_is_another_supplier_shown_with_identifiers() -> None:
    found = find_changes(order(), order(supplier=replace(SUPPLIER, ids={"uei": "ZZZ"})))
    assert kinds(found) == [("supplier-changed", True)]
    assert (found[0].old, found[0].new) == (f"{SUPPLIER.name} (DR6MQ56MGFA5)", f"{SUPPLIER.name} (ZZZ)")


def test_amounts_in_another_currency_are_shown_as_text_and_never_compared() -> None:
    euros = order(
        order().source_id,
        replace(BASE, amount=Decimal("4400000")),
        currency="EUR",
        ceiling=Decimal("9"),
        obligated=Decimal("4400000"),
    )
    found = find_changes(order(ceiling=Decimal("10"), paid=Decimal("3")), euros)
    assert found == (
        Change(kind=ChangeKind.CORRECTED, old="4816782.50 USD", new="4400000.00 EUR", currency="EUR"),
    )
    kept = merge_record(
        order(ceiling=Decimal("10"), paid=Decimal("3"), ordered=Decimal("4"), orders=2),
        replace(euros, ceiling=None),
    )
    assert (kept.ceiling, kept.paid, kept.ordered) == (None, None, None), "dollars are not carried over"
    assert kept.orders == 2, "orders are orders in any currency"
    assert [each.amount for each in kept.actions] == [Decimal("4400000")]


def test_an_action_in_another_currency_is_announced_in_that_currency() -> None:
    new = action("P00001", "5")
    found = find_changes(order(), order(order().source_id, BASE, new, currency="EUR"))
    assert [(change.kind.value, change.currency) for change in found] == [
        ("money-added", "EUR"),
        ("corrected", "EUR"),
    ]


def test_a_record_without_money_has_no_currency() -> None:
    assert find_changes(None, page()) == (Change(kind=ChangeKind.NEW_PAGE),)


# Status, as the source states it


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.TERMINATED, ChangeKind.TERMINATED),
        (Status.CANCELLED, ChangeKind.CANCELLED),
        (Status.CLOSED, ChangeKind.CLOSED_OUT),
    ],
)
def test_a_changed_status_is_announced_and_a_newly_known_one_is_not(status: Status, kind: ChangeKind) -> None:
    active, ended = order(status=Status.ACTIVE), order(status=status)
    assert find_changes(active, ended) == (dollars(kind=kind),)
    assert find_changes(order(), ended) == find_changes(order(), active) == ()
    assert find_changes(ended, order()) == ()
    assert find_changes(merge_record(ended, order()), ended) == (), (
        "what was not said in between is no change"
    )
    pending = order(status=Status.PENDING)
    assert find_changes(pending, ended) == (dollars(kind=kind),), "that what was never signed is over is told"
    assert find_changes(ended, active) == (dollars(kind=ChangeKind.IN_FORCE, old=status.value),)


def test_a_pending_contract_is_announced_with_its_amount_when_it_is_signed() -> None:
    pending, active = order(status=Status.PENDING, obligated=None), order(status=Status.ACTIVE)
    signed = dollars(kind=ChangeKind.IN_FORCE, old="pending", amount=Decimal("4816782.50"))
    assert find_changes(pending, active) == (signed,)
    assert find_changes(active, pending) == ()
    assert find_changes(merge_record(pending, active), active) == ()


def test_a_removed_page_can_return() -> None:
    there, gone = page(status=Status.ACTIVE), page(None, status=Status.REMOVED)
    assert find_changes(there, gone) == (Change(kind=ChangeKind.PAGE_REMOVED),)
    kept = merge_record(there, gone)
    assert kept.text == there.text, "what it said is what is kept"
    assert find_changes(kept, gone) == ()
    assert find_changes(kept, there) == (Change(kind=ChangeKind.RETURNED),)
    other = page("First line\nAnother line", status=Status.ACTIVE)
    assert kinds(find_changes(kept, other)) == [("returned", True), ("page-changed", True)]


def test_a_moved_page_is_announced_with_its_target_and_can_return() -> None:
    there = page(status=Status.ACTIVE)
    moved = page(None, status=Status.MOVED, codes={MOVED_TO: Code("elsewhere.example")})
    (change,) = find_changes(there, moved)
    assert (change.kind, change.new, change.news) == (ChangeKind.PAGE_MOVED, "elsewhere.example", True)
    kept = merge_record(there, moved)
    assert kept.text == there.text
    assert find_changes(kept, moved) == ()
    gone = page(None, status=Status.REMOVED)
    assert kinds(find_changes(kept, gone)) == [("page-removed", True)]
    assert kinds(find_changes(merge_record(kept, gone), moved)) == [("page-moved", True)]
    for away in (kept, merge_record(kept, gone)):
        assert find_changes(away, there) == (Change(kind=ChangeKind.RETURNED),)


def test_a_changed_page_has_its_removed_and_added_lines() -> None:
    found = find_changes(page("Kept\nWe serve ICE\nAlso gone"), page("Kept\nWe serve nobody"))
    assert found == (
        Change(kind=ChangeKind.PAGE_CHANGED, old="We serve ICE\nAlso gone", new="We serve nobody"),
    )
    assert find_changes(page("Kept\nGone"), page("Kept")) == (
        Change(kind=ChangeKind.PAGE_CHANGED, old="Gone"),
    )
    assert find_changes(page("Kept"), page("Kept\nCame")) == (
        Change(kind=ChangeKind.PAGE_CHANGED, new="Came"),
    )


def test_another_layout_of_the_same_lines_is_no_change() -> None:
    assert find_changes(page("One line.\nTwo lines"), page("  ONE LINE\n\nTwo lines")) == ()
    assert find_changes(page("One line"), page(None)) == ()


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.ARTICLE])
def test_an_edited_article_is_stored_without_a_change(kind: Kind) -> None:
    found = find_changes(page("Before", kind=kind), page("After", kind=kind))
    assert found == (Change(kind=ChangeKind.TEXT_CHANGED, old="Before", new="After", news=False),)


def test_the_ordered_sum_of_a_vehicle_is_stored_without_a_change() -> None:
    before, after = vehicle(ordered=Decimal("5"), orders=1), vehicle(ordered=Decimal("7"), orders=2)
    assert find_changes(before, after) == ()
    assert (merge_record(before, after).ordered, merge_record(before, after).orders) == (Decimal("7"), 2)
    unsaid = merge_record(after, vehicle())
    assert (unsaid.ordered, unsaid.orders) == (Decimal("7"), 2)


def test_the_meaning_of_a_code_is_kept_if_an_answer_has_only_the_code() -> None:
    known = order(codes={"naics": Code("561611", "INVESTIGATION"), "psc": Code("R799")})
    kept = merge_record(known, order(codes={"naics": Code("561611")}))
    assert kept.codes == known.codes
    assert merge_record(known, order(codes={"naics": Code("541512")})).codes["naics"] == Code("541512")


def test_identifiers_of_a_contract_accumulate() -> None:
    known = order(identifiers=frozenset({"us:1"}))
    assert merge_record(known, order(identifiers=frozenset({"ocid:2"}))).identifiers == {"us:1", "ocid:2"}


def test_a_title_that_is_missing_from_an_answer_is_kept() -> None:
    assert merge_record(order(), order(title=order().number)).title == "SKIP TRACING SERVICES"


amounts = st.none() | st.just(Decimal("0.00")) | st.decimals(min_value=-(10**9), max_value=10**9, places=2)
days = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def actions_of() -> st.SearchStrategy[list[Action]]:
    """Each action has its own number: under another id, an action of the same number is the same."""
    one = st.builds(
        lambda number, **more: Action(action_id=f"TX_{number}", number=number, **more),
        number=st.sampled_from(["0", *(f"P{n:05}" for n in range(1, 6))]),
        date=days,
        code=st.none() | st.sampled_from("ABCEFGJKNPVMWX"),
        amount=amounts,
    )
    return st.lists(one, max_size=6, unique_by=lambda each: each.action_id)


def records() -> st.SearchStrategy[Record]:
    def build(actions: list[Action], **more: Any) -> Record:
        return replace(order(), actions=tuple(actions), **more)

    return st.builds(
        build,
        actions_of(),
        kind=st.sampled_from(Kind),
        obligated=amounts,
        ceiling=amounts,
        ordered=amounts,
        orders=st.none() | st.integers(min_value=0, max_value=9),
        end=days,
        status=st.none() | st.sampled_from(Status),
        text=st.none() | st.sampled_from(["", "One", "One\nTwo", "Two\nOne", "Three"]),
        title=st.sampled_from(["", order().number, "SKIP TRACING", "OTHER"]),
        codes=st.dictionaries(
            st.just("naics"), st.builds(Code, st.sampled_from("AB"), st.none() | st.just("X"))
        ),
        currency=st.sampled_from(["USD", "USD", "EUR", "XXX"]),
        whole=st.booleans(),
        supplier=st.builds(
            Party,
            name=st.sampled_from(["", "A LLC", "a, LLC", "B INC"]),
            ids=st.dictionaries(st.just("uei"), st.sampled_from(["X", "Y"])),
        ),
    )


@pytest.mark.full
@given(records())
def test_the_same_state_twice_is_no_change(record: Record) -> None:
    known = merge_record(None, record)
    assert find_changes(known, record) == ()
    assert fingerprint(merge_record(known, record)) == fingerprint(known)


@given(records(), records())
def test_reading_a_stored_record_again_is_no_change(old: Record, new: Record) -> None:
    known = merge_record(merge_record(None, old), new)
    assert find_changes(known, new) == ()
    assert fingerprint(merge_record(known, new)) == fingerprint(known)


@pytest.mark.full
@given(records(), records(), st.randoms())
def test_neither_the_order_of_actions_nor_their_repetition_matters(
    old: Record, new: Record, random: Any
) -> None:
    shuffled = [*new.actions, *new.actions]
    random.shuffle(shuffled)
    other = replace(new, actions=tuple(shuffled))
    known = merge_record(None, old)
    assert find_changes(known, other) == find_changes(known, new)
    assert merge_record(known, other) == merge_record(known, new)


@given(records(), records())
def test_known_values_are_kept_within_a_currency(old: Record, new: Record) -> None:
    new = replace(new, currency=old.currency)
    known = merge_record(merge_record(None, old), new)
    assert {each.action_id for each in known.actions} == {
        each.action_id for each in (*old.actions, *new.actions)
    }
    for name in ("obligated", "ceiling", "end"):
        expected = getattr(new, name) if getattr(new, name) is not None else getattr(old, name)
        overtaken = name == "obligated" and not new.whole and new.obligated is None
        assert getattr(known, name) == expected or (overtaken and known.obligated is None)


@given(records(), records())
def test_changes_of_money_have_a_signed_amount_other_than_zero(old: Record, new: Record) -> None:
    for change in find_changes(merge_record(None, old), new):
        if change.kind is ChangeKind.MONEY_ADDED:
            assert change.amount is not None
            assert change.amount > 0
        if change.kind is ChangeKind.MONEY_REMOVED:
            assert change.amount is not None
            assert change.amount < 0


@pytest.mark.full
@given(records(), records())
def test_actions_are_known_once(old: Record, new: Record) -> None:
    known = merge_record(merge_record(None, old), new)
    assert merge_record(known, known) == known
    assert find_changes(known, known) == ()


SAID = ("obligated", "exercised", "ceiling", "paid", "ordered", "orders", "signed", "start", "end", "text")


@pytest.mark.full
@given(records(), records(), st.sets(st.sampled_from([*SAID, "status", "supplier", "actions", "codes"])))
def test_omitted_values_are_no_change_nor_is_their_return(old: Record, new: Record, unsaid: set[str]) -> None:
    known = merge_record(merge_record(None, old), new)
    empty: dict[str, Any] = {"supplier": Party(name=""), "actions": (), "codes": {}}
    nothing: dict[str, Any] = {name: empty.get(name) for name in unsaid}
    less = replace(new, **nothing)
    assert [change for change in find_changes(known, less) if change.news] == []
    kept = merge_record(known, less)
    assert [change for change in find_changes(kept, new) if change.news] == []
    for name in SAID:
        assert getattr(kept, name) == getattr(known, name)


@given(records(), records())
def test_no_unstated_amount_is_announced_as_zero(old: Record, new: Record) -> None:
    """Every announced zero was stated as zero."""
    said = {record.obligated for record in (old, new)} | {record.ceiling for record in (old, new)}
    said |= {each.amount for record in (old, new) for each in record.actions}
    for change in find_changes(merge_record(None, old), new):
        for value in (change.old, change.new):
            assert not isinstance(value, Decimal) or value in said
        moved = None if None in (old.obligated, new.obligated) else new.obligated - old.obligated
        assert change.amount is None or change.amount in said or change.amount == moved


@given(records(), st.randoms(), st.sampled_from(["{}", "{}_1", "CONT_{}"]), st.booleans())
def test_the_same_actions_under_other_ids_and_numbers_are_no_change(
    record: Record, random: Any, form: str, padded: bool
) -> None:
    known = merge_record(None, replace(record, whole=True))
    told = [
        replace(
            each,
            action_id=form.format(place),
            number=each.number if padded else each.number.replace("P0000", "P"),
        )
        for place, each in enumerate(random.sample(known.actions, len(known.actions)))
    ]
    other = replace(known, actions=tuple(told))
    assert find_changes(known, other) == ()
    kept = merge_record(known, other)
    assert {each.action_id for each in kept.actions} == {each.action_id for each in told}
    assert find_changes(kept, known) == ()


MOVED = (ChangeKind.MONEY_ADDED, ChangeKind.MONEY_REMOVED)


@given(records(), records())
def test_every_new_action_is_in_one_change_and_known_ones_are_only_corrected(
    old: Record, new: Record
) -> None:
    known = merge_record(None, old)
    before = {each.action_id for each in known.actions}
    unpriced = {each.action_id for each in new.actions if each.amount is None}
    of_actions = [
        change.action_id
        for change in find_changes(known, new)
        if change.action_id is not None
        and change.kind
        not in (
            ChangeKind.CEILING_RAISED,
            ChangeKind.CEILING_LOWERED,
            ChangeKind.EXTENDED,
            ChangeKind.SHORTENED,
            ChangeKind.CORRECTED,
        )
        # A change of the total beside an action without an amount is announced with that action too.
        and not (change.kind in MOVED and change.action_id in unpriced)
    ]
    assert sorted(of_actions) == sorted({each.action_id for each in new.actions} - before)


@pytest.mark.full
@given(records(), records())
def test_actions_without_effect_move_no_money(old: Record, new: Record) -> None:
    for change in find_changes(merge_record(None, old), new):
        if change.kind is ChangeKind.ACTION:
            assert change.amount is None


def test_rows_do_not_restore_a_former_supplier() -> None:
    """A keyword watch still finds the old row after the order was novated by another."""
    novation = action("P00003", "0", "2026-04-01", "J")
    moved = order(order().source_id, BASE, novation, supplier=Party("ITC", {}))
    rows = replace(order(order().source_id, BASE, supplier=Party("CAPGEMINI", {"uei": "X"})), whole=False)
    assert find_changes(moved, rows) == ()
    assert merge_record(moved, rows).supplier == moved.supplier
