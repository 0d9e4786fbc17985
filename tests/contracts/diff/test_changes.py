"""The rules by which two looks at a contract become changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.changes import (
    NEW_KINDS,
    arrival,
    changes,
    kind_by_code,
    merged,
    newcomer,
)
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
    """The order as rows alone tell it: some of its actions, and no totals or dates."""
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
def test_a_contract_that_was_not_known_is_one_change_with_what_is_obligated(
    kind: Kind, expected: ChangeKind
) -> None:
    assert changes(None, order(kind=kind)) == (dollars(kind=expected, amount=Decimal("4816782.50")),)


def test_every_kind_of_contract_has_a_change_by_which_it_enters() -> None:
    assert set(NEW_KINDS) == set(Kind)
    assert newcomer(order()).kind is ChangeKind.NEW_ORDER


def test_a_new_contract_without_an_amount_has_none_and_not_zero() -> None:
    assert changes(None, order(obligated=None)) == (dollars(kind=ChangeKind.NEW_ORDER),)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.ORDER, ChangeKind.NEW_ORDER_UNDER_VEHICLE),
        (Kind.CONTRACT, ChangeKind.NEW_CONTRACT),
        (Kind.VEHICLE, ChangeKind.NEW_VEHICLE),
    ],
)
def test_an_order_under_a_watched_vehicle_says_so(kind: Kind, expected: ChangeKind) -> None:
    (found,) = changes(None, order(kind=kind), vehicle_watched=True)
    assert (found.kind, found.amount) == (expected, Decimal("4816782.50"))


# Of which only some actions were read


def test_a_contract_first_seen_by_its_base_award_is_new_with_the_amounts_that_are_known() -> None:
    record = rows_of(BASE, action("P00001", "7.50"), action("P00002", None))
    assert arrival(record) == (dollars(kind=ChangeKind.NEW_ORDER, amount=Decimal("4816790.00")),)


def test_a_base_award_whose_amount_is_not_said_has_none_and_not_zero() -> None:
    assert arrival(rows_of(action("0", None))) == (dollars(kind=ChangeKind.NEW_ORDER),)


def test_a_contract_first_seen_by_a_modification_is_not_new_but_the_modification_is() -> None:
    """P00011 of an IT order was the first purchase of what made the news two months later."""
    record = rows_of(action("P00011", "7372680", "2025-10-09", None))
    assert arrival(record, vehicle_watched=True) == (
        dollars(
            kind=ChangeKind.MONEY_ADDED,
            action_id="TX_P00011",
            number="P00011",
            description="ACTION P00011",
            date=date(2025, 10, 9),
            amount=Decimal("7372680"),
        ),
    )
    assert changes(None, record) == arrival(record)


def test_a_contract_first_seen_by_an_administrative_action_is_no_news() -> None:
    assert kinds(arrival(rows_of(action("P00011", "0", code="M")))) == [("action", False)]


def test_a_record_without_any_action_is_new_whether_it_is_whole_or_not() -> None:
    assert kinds(arrival(replace(rows_of(), actions=()))) == [("new-order", True)]


def test_a_first_full_read_of_what_was_known_in_part_tells_no_history() -> None:
    known = merged(None, rows_of(action("P00011", "7372680", "2025-10-09")))
    first = order(
        order().source_id,
        BASE.__class__(action_id="TX_0", number="0", date=date(2023, 12, 28), amount=Decimal("2700000")),
        action("P00001", "0", "2024-02-26", "M"),
        action("P00011", "7372680", "2025-10-09"),
        action("P00012", "2306976.66", "2026-02-19"),
        action("P00013", "5", None),
    )
    found = changes(known, first)
    assert {(change.number, change.news, change.administrative) for change in found} == {
        ("0", False, False),
        ("P00001", False, False),
        ("P00012", True, False),  # newer than all that was known
        ("P00013", False, False),  # nobody knows when
    }
    assert changes(merged(known, first), first) == ()


def test_the_amount_of_a_new_contract_is_that_of_its_rows_however_often_they_come() -> None:
    more = action("P00001", "100.00")
    found = changes(None, rows_of(BASE, more, BASE, more))
    assert found == (dollars(kind=ChangeKind.NEW_ORDER, amount=Decimal("4816882.50")),)


def test_what_rows_leave_out_is_not_forgotten_and_what_they_add_is_told() -> None:
    known = merged(None, with_new(ceiling=Decimal("9")))
    seen = rows_of(action("P00001", "5"), title="ANOTHER TEXT")
    assert kinds(changes(known, seen)) == [("money-added", True)]
    kept = merged(known, seen)
    assert kept.whole
    assert (kept.title, kept.end, kept.ceiling) == (known.title, known.end, Decimal("9"))
    assert (known.obligated, kept.obligated) == (Decimal("4816782.50"), None), (
        "no total goes without the new money"
    )
    again = merged(kept, rows_of(BASE))
    assert again.obligated is None
    whole = with_new(action("P00001", "5"), obligated=Decimal("4816787.50"))
    assert changes(kept, whole) == (), "and the money is not told again with the total"
    assert merged(kept, whole).obligated == Decimal("4816787.50")
    assert merged(known, rows_of(BASE)).obligated == known.obligated, "rows that bring no money move no total"
    assert [each.number for each in kept.actions] == ["0", "P00001"]


@pytest.mark.parametrize(
    ("amount", "kind"),
    [("2306976.66", ChangeKind.MONEY_ADDED), ("-0.01", ChangeKind.MONEY_REMOVED)],
)
def test_a_new_action_adds_or_removes_money_by_its_sign(amount: str, kind: ChangeKind) -> None:
    assert changes(order(), with_new(action("P00012", amount, "2026-02-19", "C"))) == (
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
def test_an_action_without_money_and_without_effect_is_administrative(
    amount: str | None, code: str | None
) -> None:
    (found,) = changes(order(), with_new(action("P00001", amount, code=code)))
    assert (found.kind, found.news, found.administrative) == (ChangeKind.ACTION, False, True)
    assert (found.number, found.amount) == ("P00001", None)


def test_what_an_action_says_never_decides_its_kind() -> None:
    new = action(
        "P00001", "0", code="M", description="TERMINATED FOR CONVENIENCE, CANCELLED, EXERCISE OPTION"
    )
    assert kinds(changes(order(), with_new(new))) == [("action", False)]


def test_additional_work_is_a_change_of_scope_unless_it_moves_money() -> None:
    assert kinds(changes(order(), with_new(action("P00001", "0", code="A")))) == [("scope-changed", True)]
    assert kinds(changes(order(), with_new(action("P00001", "5", code="A")))) == [("money-added", True)]


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
    (found,) = changes(order(), with_new(action("P00002", amount, "2026-03-01", code)))
    assert (found.kind, found.news, found.administrative, found.code) == (kind, True, False, code)
    assert (found.number, found.date) == ("P00002", date(2026, 3, 1))
    assert found.amount == (None if moved is None else Decimal(moved))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert {code for code in letters if kind_by_code("usaspending", code)} == set(CODES)
    assert not any(kind_by_code("ocds", code) for code in letters), "letters elsewhere mean other things"


def test_a_termination_that_moves_the_end_is_both() -> None:
    new = action("P00002", "0", "2026-03-01", "F")
    found = changes(order(), order(order().source_id, BASE, new, end=date(2026, 3, 1)))
    assert [(change.kind.value, change.number) for change in found] == [
        ("terminated", "P00002"),
        ("shortened", "P00002"),
    ]


@pytest.mark.parametrize("code", ["J", "P", "V"])
def test_a_novation_with_another_supplier_is_one_news_that_names_both_and_the_action(code: str) -> None:
    other = Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"})
    (found,) = changes(order(), with_new(action("P00002", "0", code=code), supplier=other))
    assert (found.kind, found.old, found.new) == (CODES[code], SUPPLIER.name, other.name)
    assert (found.number, found.code, found.news) == ("P00002", code, True)


def test_another_supplier_that_no_action_explains_is_a_change_of_its_own() -> None:
    other = Party(name="ITC FEDERAL LLC", ids={"uei": "ABC"})
    (found,) = changes(order(), order(supplier=other))
    assert (found.kind, found.old, found.new) == (ChangeKind.SUPPLIER_CHANGED, SUPPLIER.name, other.name)
    found_two = changes(
        order(), with_new(action("P00001", "0", code="J"), action("P00002", "0", code="V"), supplier=other)
    )
    assert [change.kind.value for change in found_two] == ["novated", "supplier-renamed", "supplier-changed"]


def test_a_later_end_carries_the_action_without_money_that_moved_it() -> None:
    longer = order(order().source_id, BASE, action("P00001", "0", "2026-03-11", "M"), end=date(2026, 5, 14))
    found = changes(order(), longer)
    assert not found[0].administrative, "it had an effect, which is said by itself"
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
    assert found == (dollars(kind=kind, old=Decimal("365821218.75"), new=Decimal(ceiling)),)


def test_the_same_action_with_another_amount_and_date_is_a_correction() -> None:
    before = order(order().source_id, BASE, action("P00012", "2306976.66", "2026-02-19", "G"))
    after = order(order().source_id, BASE, action("P00012", "2295794.15", "2026-02-24", "G"))
    assert changes(before, after) == (
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


def test_a_correction_of_the_date_alone_carries_no_amounts() -> None:
    found = changes(order(), order(order().source_id, replace(BASE, date=date(2025, 12, 19))))
    assert (found[0].kind, found[0].old, found[0].new) == (ChangeKind.CORRECTED, None, None)
    assert (found[0].old_date, found[0].new_date) == (date(2025, 12, 18), date(2025, 12, 19))


def test_another_description_or_code_is_stored_and_no_change() -> None:
    after = order(order().source_id, replace(BASE, description="TYPO MENDED", code="B"))
    assert changes(order(), after) == ()
    assert merged(order(), after).actions[0].description == "TYPO MENDED"


def test_a_total_that_moved_alone_is_a_correction_as_soon_as_it_stands() -> None:
    moved = order(obligated=Decimal("5000000"))
    assert changes(order(), moved) == (), "its action may come with the next answer"
    waiting = merged(order(), moved)
    assert (waiting.obligated, waiting.unsettled) == (order().obligated, Decimal("5000000"))
    correction = dollars(kind=ChangeKind.CORRECTED, old=Decimal("4816782.50"), new=Decimal("5000000"))
    assert changes(waiting, moved) == (correction,)
    told = merged(waiting, moved)
    assert (told.obligated, told.unsettled) == (Decimal("5000000"), None)
    assert changes(told, moved) == ()


def test_a_total_that_comes_before_its_action_is_told_once_with_the_action() -> None:
    """A source that caches its totals and its actions apart."""
    early = order(obligated=Decimal("4816832.50"))
    waiting = merged(order(), early)
    both = with_new(action("P00001", "50"), obligated=Decimal("4816832.50"))
    assert changes(order(), early) == ()
    assert kinds(changes(waiting, both)) == [("money-added", True)]
    told = merged(waiting, both)
    assert (told.obligated, told.unsettled) == (Decimal("4816832.50"), None)
    assert changes(told, both) == ()


def test_a_total_that_comes_after_its_action_is_told_once_too() -> None:
    late = with_new(action("P00001", "50"))
    assert kinds(changes(order(), late)) == [("money-added", True)]
    both = with_new(action("P00001", "50"), obligated=Decimal("4816832.50"))
    for known in (merged(order(), late), merged(merged(order(), late), both)):
        assert not any(change.news for change in changes(known, both))


def test_a_total_that_goes_back_before_it_stood_was_never_told() -> None:
    waiting = merged(order(), order(obligated=Decimal("5000000")))
    assert changes(waiting, order()) == ()
    back = merged(waiting, order())
    assert (back.obligated, back.unsettled) == (order().obligated, None)
    other = merged(waiting, order(obligated=Decimal("6000000")))
    assert other.unsettled == Decimal("6000000")
    assert changes(waiting, order(obligated=Decimal("6000000"))) == ()


def test_where_amendments_carry_no_amounts_the_total_tells_the_money() -> None:
    """In OCDS, an amendment says why, and the value of the contract how much."""
    before = replace(order(obligated=Decimal("1000000")), actions=())
    after = order(order().source_id, action("am1", None), obligated=Decimal("2000000"))
    found = changes(before, after)
    assert kinds(found) == [("action", False), ("money-added", True)]
    assert (found[1].number, found[1].amount) == ("am1", Decimal("1000000"))
    assert not any(change.administrative for change in found), "it is said by the money"
    assert changes(merged(before, after), after) == ()
    several = order(order().source_id, action("am1", None), action("am2", None), obligated=Decimal("500000"))
    removed = changes(before, several)[-1]
    assert (removed.kind, removed.amount, removed.number) == (
        ChangeKind.MONEY_REMOVED,
        Decimal("-500000"),
        None,
    )
    alone = replace(before, obligated=Decimal("1000001"))
    assert kinds(changes(before, alone)) == [("corrected", True)], "no amendment says that money came"


def test_glock_inc_that_loses_its_full_stop_in_place_is_not_another_supplier() -> None:
    before, after = (
        order(supplier=Party(name=name, ids={"uei": "X"})) for name in ("GLOCK, INC.", "GLOCK, INC")
    )
    assert changes(before, after) == ()


def test_another_value_of_a_notice_is_a_correction() -> None:
    before = replace(order(kind=Kind.NOTICE, obligated=Decimal(1)), actions=())
    after = replace(before, obligated=Decimal(2))
    assert changes(before, after) == (dollars(kind=ChangeKind.CORRECTED, old=Decimal(1), new=Decimal(2)),)


def test_a_total_that_several_holders_share_now_is_not_known_any_more() -> None:
    known = order(ceiling=Decimal("9"))
    shared = order(order().source_id, action("0", None, "2025-12-18", None), obligated=None, in_shares=True)
    kept = merged(known, shared)
    assert (kept.obligated, kept.ceiling, [each.amount for each in kept.actions]) == (None, None, [None])
    assert changes(known, shared) == ()
    assert merged(known, replace(shared, in_shares=False)).obligated == known.obligated


@pytest.mark.parametrize(("amount", "code"), [(None, "C"), ("0", "M"), (None, "G")])
def test_a_total_that_moved_beside_an_action_that_says_no_money_is_told(
    amount: str | None, code: str
) -> None:
    """Seven millions must not pass in silence because their action does not say its amount yet."""
    after = with_new(action("P00001", amount, code=code), obligated=Decimal("11816782.50"))
    assert [change for change in changes(order(), after) if isinstance(change.new, Decimal)] == []
    waiting = merged(order(), after)
    found = changes(waiting, after)
    assert found[-1] == dollars(
        kind=ChangeKind.CORRECTED, old=Decimal("4816782.50"), new=Decimal("11816782.50")
    )
    later = with_new(action("P00001", "7000000", code=code), obligated=Decimal("11816782.50"))
    if amount is None:
        assert changes(merged(waiting, after), later) == (), "and is not told again when it does"


def test_an_action_without_money_beside_one_that_came_back_moves_no_total() -> None:
    full = with_new(action("P00001", "10.00"))
    kept = merged(full, order())  # which left an action out
    found = changes(kept, with_new(action("P00001", "10.00"), action("P00002", "0", code="M")))
    assert [change for change in found if change.news] == []


def test_a_total_that_an_action_moved_is_not_said_twice() -> None:
    found = changes(order(), order(order().source_id, BASE, action("P00001", "10.00")))
    assert kinds(found) == [("money-added", True)]


NULLS = ("obligated", "exercised", "ceiling", "paid", "signed", "start", "end", "potential_end")


@pytest.mark.parametrize("name", NULLS)
def test_a_null_where_a_value_was_is_no_change_and_no_change_when_it_comes_back(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    values: dict[str, Any] = {name: value}
    nothing: dict[str, Any] = {name: None}
    known, null = order(**values), replace(order(), **nothing)
    assert changes(known, null) == ()
    kept = merged(known, null)
    assert getattr(kept, name) == value
    assert changes(kept, known) == ()


@pytest.mark.parametrize("name", NULLS)
def test_a_value_where_a_null_was_is_learnt_and_no_news(name: str) -> None:
    value = date(2026, 5, 1) if name in ("signed", "start", "end", "potential_end") else Decimal("77")
    values: dict[str, Any] = {name: value}
    nothing: dict[str, Any] = {name: None}
    null, known = replace(order(), **nothing), order(**values)
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


@pytest.mark.parametrize("name", ["Capgemini Government Solutions", "CAPGEMINI GOVERNMENT SOLUTIONS L.L.C."])
def test_a_supplier_that_loses_its_legal_form_under_the_same_number_is_the_same(name: str) -> None:
    there, back = order(), order(supplier=replace(SUPPLIER, name=name))
    assert (changes(there, back), changes(back, there)) == ((), ())
    unnumbered = [
        replace(one, supplier=replace(one.supplier, ids={}))
        for one in (there, order(supplier=Party(name="Capgemini")))
    ]
    assert kinds(changes(*unnumbered)) == [("supplier-changed", True)], (
        "without a number the name is all there is"
    )


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
    assert found == (
        Change(kind=ChangeKind.CORRECTED, old="4816782.50 USD", new="4400000.00 EUR", currency="EUR"),
    )
    kept = merged(
        order(ceiling=Decimal("10"), paid=Decimal("3"), ordered=Decimal("4"), orders=2),
        replace(euros, ceiling=None),
    )
    assert (kept.ceiling, kept.paid, kept.ordered) == (None, None, None), "dollars are not carried over"
    assert kept.orders == 2, "orders are orders in any currency"
    assert [each.amount for each in kept.actions] == [Decimal("4400000")]


def test_an_action_that_comes_with_another_currency_is_told_in_it() -> None:
    new = action("P00001", "5")
    found = changes(order(), order(order().source_id, BASE, new, currency="EUR"))
    assert [(change.kind.value, change.currency) for change in found] == [
        ("money-added", "EUR"),
        ("corrected", "EUR"),
    ]


def test_what_has_no_money_has_no_currency() -> None:
    assert changes(None, page()) == (Change(kind=ChangeKind.NEW_PAGE),)


# Where it stands, as its source says


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (Status.TERMINATED, ChangeKind.TERMINATED),
        (Status.CANCELLED, ChangeKind.CANCELLED),
        (Status.CLOSED, ChangeKind.CLOSED_OUT),
    ],
)
def test_a_status_that_changes_is_told_and_one_that_is_learnt_is_not(
    status: Status, kind: ChangeKind
) -> None:
    active, ended = order(status=Status.ACTIVE), order(status=status)
    assert changes(active, ended) == (dollars(kind=kind),)
    assert changes(order(), ended) == changes(order(), active) == ()
    assert changes(ended, order()) == ()
    assert changes(merged(ended, order()), ended) == (), "what was not said in between is no change"
    pending = order(status=Status.PENDING)
    assert changes(pending, ended) == (dollars(kind=kind),), "that what was never signed is over is told"
    assert changes(ended, active) == (dollars(kind=ChangeKind.IN_FORCE, old=status.value),)


def test_what_was_pending_is_told_with_its_amount_when_it_is_signed() -> None:
    pending, active = order(status=Status.PENDING, obligated=None), order(status=Status.ACTIVE)
    signed = dollars(kind=ChangeKind.IN_FORCE, old="pending", amount=Decimal("4816782.50"))
    assert changes(pending, active) == (signed,)
    assert changes(active, pending) == ()
    assert changes(merged(pending, active), active) == ()


def test_a_page_that_is_removed_and_returns() -> None:
    there, gone = page(status=Status.ACTIVE), page(None, status=Status.REMOVED)
    assert changes(there, gone) == (Change(kind=ChangeKind.PAGE_REMOVED),)
    kept = merged(there, gone)
    assert kept.text == there.text, "what it said is what is kept"
    assert changes(kept, gone) == ()
    assert changes(kept, there) == (Change(kind=ChangeKind.RETURNED),)
    other = page("First line\nAnother line", status=Status.ACTIVE)
    assert kinds(changes(kept, other)) == [("returned", True), ("page-changed", True)]


def test_a_page_whose_address_leads_elsewhere_says_where_and_returns() -> None:
    there = page(status=Status.ACTIVE)
    moved = page(None, status=Status.MOVED, codes={MOVED_TO: Code("elsewhere.example")})
    (change,) = changes(there, moved)
    assert (change.kind, change.new, change.news) == (ChangeKind.PAGE_MOVED, "elsewhere.example", True)
    kept = merged(there, moved)
    assert kept.text == there.text
    assert changes(kept, moved) == ()
    gone = page(None, status=Status.REMOVED)
    assert kinds(changes(kept, gone)) == [("page-removed", True)]
    assert kinds(changes(merged(kept, gone), moved)) == [("page-moved", True)]
    for away in (kept, merged(kept, gone)):
        assert changes(away, there) == (Change(kind=ChangeKind.RETURNED),)


def test_a_page_that_changed_carries_the_lines_that_went_and_those_that_came() -> None:
    found = changes(page("Kept\nWe serve ICE\nAlso gone"), page("Kept\nWe serve nobody"))
    assert found == (
        Change(kind=ChangeKind.PAGE_CHANGED, old="We serve ICE\nAlso gone", new="We serve nobody"),
    )
    assert changes(page("Kept\nGone"), page("Kept")) == (Change(kind=ChangeKind.PAGE_CHANGED, old="Gone"),)
    assert changes(page("Kept"), page("Kept\nCame")) == (Change(kind=ChangeKind.PAGE_CHANGED, new="Came"),)


def test_another_layout_of_the_same_lines_is_no_change() -> None:
    assert changes(page("One line.\nTwo lines"), page("  ONE LINE\n\nTwo lines")) == ()
    assert changes(page("One line"), page(None)) == ()


@pytest.mark.parametrize("kind", [Kind.NOTICE, Kind.ARTICLE])
def test_an_edit_of_what_is_published_once_is_kept_and_no_news(kind: Kind) -> None:
    found = changes(page("Before", kind=kind), page("After", kind=kind))
    assert found == (Change(kind=ChangeKind.TEXT_CHANGED, old="Before", new="After", news=False),)


def test_what_is_ordered_under_a_vehicle_is_kept_and_told_with_the_orders_themselves() -> None:
    before, after = vehicle(ordered=Decimal("5"), orders=1), vehicle(ordered=Decimal("7"), orders=2)
    assert changes(before, after) == ()
    assert (merged(before, after).ordered, merged(before, after).orders) == (Decimal("7"), 2)
    unsaid = merged(after, vehicle())
    assert (unsaid.ordered, unsaid.orders) == (Decimal("7"), 2)


def test_what_a_code_means_is_not_forgotten_where_only_the_code_is_said() -> None:
    known = order(codes={"naics": Code("561611", "INVESTIGATION"), "psc": Code("R799")})
    kept = merged(known, order(codes={"naics": Code("561611")}))
    assert kept.codes == known.codes
    assert merged(known, order(codes={"naics": Code("541512")})).codes["naics"] == Code("541512")


def test_what_proves_that_two_records_are_of_one_contract_adds_up() -> None:
    known = order(identifiers=frozenset({"us:1"}))
    assert merged(known, order(identifiers=frozenset({"ocid:2"}))).identifiers == {"us:1", "ocid:2"}


def test_a_title_that_is_missing_from_an_answer_is_kept() -> None:
    assert merged(order(), order(title=order().number)).title == "SKIP TRACING SERVICES"


amounts = st.none() | st.just(Decimal("0.00")) | st.decimals(min_value=-(10**9), max_value=10**9, places=2)
days = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def actions_of() -> st.SearchStrategy[list[Action]]:
    """Each with a number of its own: under another id, an action of the same number is the same one."""
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


def settled(old: Record, new: Record) -> Record:
    """What is known when the new state was read twice: a total may have to stand that long."""
    return merged(merged(merged(None, old), new), new)


@given(records())
def test_the_same_state_twice_is_no_change(record: Record) -> None:
    known = merged(None, record)
    assert changes(known, record) == ()
    assert fingerprint(merged(known, record)) == fingerprint(known)


@given(records(), records())
def test_what_was_taken_in_is_no_change_when_it_is_read_again(old: Record, new: Record) -> None:
    known = settled(old, new)
    assert changes(known, new) == ()
    assert fingerprint(merged(known, new)) == fingerprint(known)


@given(records(), records())
def test_what_waits_is_told_at_the_second_time_and_nothing_else_is(old: Record, new: Record) -> None:
    known = merged(merged(None, old), new)
    again = changes(known, new)
    assert again == () or (len(again) == 1 and again[0].kind is ChangeKind.CORRECTED)
    assert bool(again) == (known.unsettled is not None and new.obligated is not None)


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
    known = settled(old, new)
    assert {each.action_id for each in known.actions} == {
        each.action_id for each in (*old.actions, *new.actions)
    }
    for name in ("obligated", "ceiling", "end"):
        expected = getattr(new, name) if getattr(new, name) is not None else getattr(old, name)
        overtaken = name == "obligated" and not new.whole and new.obligated is None
        assert getattr(known, name) == expected or (overtaken and known.obligated is None)


@given(records(), records())
def test_money_kinds_carry_a_signed_amount_that_is_never_zero(old: Record, new: Record) -> None:
    for change in changes(merged(None, old), new):
        if change.kind is ChangeKind.MONEY_ADDED:
            assert change.amount is not None
            assert change.amount > 0
        if change.kind is ChangeKind.MONEY_REMOVED:
            assert change.amount is not None
            assert change.amount < 0


@given(records(), records())
def test_what_is_known_is_known_once(old: Record, new: Record) -> None:
    known = settled(old, new)
    assert merged(known, known) == known
    assert changes(known, known) == ()


SAID = ("obligated", "exercised", "ceiling", "paid", "ordered", "orders", "signed", "start", "end", "text")


@given(records(), records(), st.sets(st.sampled_from([*SAID, "status", "supplier", "actions", "codes"])))
def test_what_an_answer_leaves_out_makes_no_news_then_nor_when_it_is_back(
    old: Record, new: Record, unsaid: set[str]
) -> None:
    known = settled(old, new)
    empty: dict[str, Any] = {"supplier": Party(name=""), "actions": (), "codes": {}}
    nothing: dict[str, Any] = {name: empty.get(name) for name in unsaid}
    less = replace(new, **nothing)
    assert [change for change in changes(known, less) if change.news] == []
    kept = merged(known, less)
    assert [change for change in changes(kept, new) if change.news] == []
    for name in SAID:
        assert getattr(kept, name) == getattr(known, name)


@given(records(), records())
def test_nothing_is_ever_zero_for_not_being_said(old: Record, new: Record) -> None:
    """Whatever is told with a zero was said to be zero."""
    said = {record.obligated for record in (old, new)} | {record.ceiling for record in (old, new)}
    said |= {each.amount for record in (old, new) for each in record.actions}
    for change in changes(merged(None, old), new):
        for value in (change.old, change.new):
            assert not isinstance(value, Decimal) or value in said
        moved = None if None in (old.obligated, new.obligated) else new.obligated - old.obligated
        assert change.amount is None or change.amount in said or change.amount == moved


@given(records(), st.randoms(), st.sampled_from(["{}", "{}_1", "CONT_{}"]), st.booleans())
def test_the_same_actions_under_other_ids_and_numbers_are_no_change(
    record: Record, random: Any, form: str, padded: bool
) -> None:
    known = merged(None, replace(record, whole=True))
    told = [
        replace(
            each,
            action_id=form.format(place),
            number=each.number if padded else each.number.replace("P0000", "P"),
        )
        for place, each in enumerate(random.sample(known.actions, len(known.actions)))
    ]
    other = replace(known, actions=tuple(told))
    assert changes(known, other) == ()
    kept = merged(known, other)
    assert {each.action_id for each in kept.actions} == {each.action_id for each in told}
    assert changes(kept, known) == ()


MOVED = (ChangeKind.MONEY_ADDED, ChangeKind.MONEY_REMOVED)


@given(records(), records())
def test_every_new_action_is_told_in_one_change_and_known_ones_only_corrected(
    old: Record, new: Record
) -> None:
    known = merged(None, old)
    before = {each.action_id for each in known.actions}
    unpriced = {each.action_id for each in new.actions if each.amount is None}
    of_actions = [
        change.action_id
        for change in changes(known, new)
        if change.action_id is not None
        and change.kind
        not in (
            ChangeKind.CEILING_RAISED,
            ChangeKind.CEILING_LOWERED,
            ChangeKind.EXTENDED,
            ChangeKind.SHORTENED,
            ChangeKind.CORRECTED,
        )
        # What the total did beside an action that does not say its amount is told with that action too.
        and not (change.kind in MOVED and change.action_id in unpriced)
    ]
    assert sorted(of_actions) == sorted({each.action_id for each in new.actions} - before)


@given(records(), records())
def test_what_is_administrative_is_no_news_and_did_nothing(old: Record, new: Record) -> None:
    for change in changes(merged(None, old), new):
        if change.administrative:
            assert (change.kind, change.news, change.amount) == (ChangeKind.ACTION, False, None)


def test_rows_alone_do_not_bring_a_former_supplier_back() -> None:
    """A watch of keywords still finds the old row after the order was novated by another."""
    novation = action("P00003", "0", "2026-04-01", "J")
    moved = order(order().source_id, BASE, novation, supplier=Party("ITC", {}))
    rows = replace(order(order().source_id, BASE, supplier=Party("CAPGEMINI", {"uei": "X"})), whole=False)
    assert changes(moved, rows) == ()
    assert merged(moved, rows).supplier == moved.supplier
