"""USAspending's queries and answers, without a network."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.model import Answer, Code, Kind, Party, Record
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import QueryError, SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.parse import (
    OrderTotals,
    Seen,
    action_id,
    actions,
    day,
    kind_of,
    last_seen,
    money,
    newest,
    parent_number_of,
    parent_of,
    parse_order_totals,
    record,
    records,
    row_mark,
    text,
    without_pay,
)
from bot.contracts.sources.usaspending.query import window
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.history import transaction_id
from bot.texts import Texts
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

DATA = SHARED_DATA / "usaspending"
ORDER = "CONT_AWD_70X_7012_70V_7012"

AWARD = {
    "generated_unique_award_id": ORDER,
    "piid": "70X",
    "category": "contract",
    "description": "FIND   PEOPLE\n QUICKLY",
    "total_obligation": Decimal("12.50"),
    "base_exercised_options": 20,
    "base_and_all_options": "30.00",
    "total_outlay": None,
    "date_signed": "2025-12-18",
    "parent_award": {"generated_unique_award_id": "CONT_IDV_70V_7012", "piid": "70V"},
    "awarding_agency": {
        "toptier_agency": {"name": "Department", "code": "070"},
        "subtier_agency": {"name": "Bureau", "code": "7012"},
        "office_agency_name": "OFFICE",
    },
    "funding_agency": {
        "toptier_agency": {"name": "Department", "code": "070"},
        "subtier_agency": {"name": "Bureau", "code": "7012"},
        "office_agency_name": "ANOTHER OFFICE",
    },
    "recipient": {"recipient_name": "ACME LLC", "recipient_uei": "U1", "parent_recipient_name": "ACME SE"},
    "period_of_performance": {
        "start_date": "2025-12-18",
        "end_date": "2026-03-15",
        "potential_end_date": "2027-12-17 00:00:00",
    },
    "latest_transaction_contract_data": {
        "naics": "561611",
        "naics_description": "INVESTIGATION",
        "product_or_service_code": "R799",
        "product_or_service_description": None,
    },
}
ROWS = [
    {
        "id": "TX_0",
        "action_date": "2025-12-18",
        "action_type": None,
        "modification_number": "0",
        "description": "FIND PEOPLE",
        "federal_action_obligation": Decimal("12.50"),
    }
]


def award(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(AWARD), **changes}


def recorded(name: str) -> bytes:
    path = DATA / "recorded" / name
    if not path.exists():
        pytest.skip("the recorded answers are not at hand")
    return path.read_bytes()


def decoded(content: bytes) -> Any:
    return json.loads(content, parse_float=Decimal)


def test_an_award_and_its_transactions_make_a_record() -> None:
    found = record(ORDER, AWARD, ROWS)
    assert found.source == "usaspending"
    assert found.source_id == ORDER
    assert (found.kind, found.number, found.title) == (Kind.ORDER, "70X", "FIND PEOPLE QUICKLY")
    assert (found.parent_source_id, found.parent_number) == ("CONT_IDV_70V_7012", "70V")
    assert found.buyer == Party("Bureau", {"subtier": "7012", "toptier": "070"}, "Department")
    assert (found.buyer_unit, found.funder) == ("OFFICE", None)
    assert found.supplier == Party("ACME LLC", {"uei": "U1"}, "ACME SE")
    assert (found.currency, found.obligated, found.exercised) == ("USD", Decimal("12.50"), Decimal("20.00"))
    assert (found.ceiling, found.paid) == (Decimal("30.00"), None)
    assert (found.signed, found.start) == (date(2025, 12, 18), date(2025, 12, 18))
    assert (found.end, found.potential_end) == (date(2026, 3, 15), date(2027, 12, 17))
    assert found.codes == {"naics": Code("561611", "INVESTIGATION"), "psc": Code("R799")}
    assert found.url == f"https://www.usaspending.gov/award/{ORDER}"
    assert found.identifiers == {f"us:{ORDER}"}
    [action] = found.actions
    assert (action.action_id, action.number, action.code) == ("TX_0", "0", None)
    assert (action.date, action.amount) == (date(2025, 12, 18), Decimal("12.50"))


def test_a_funding_agency_with_another_name_is_the_funder() -> None:
    other = {"subtier_agency": {"name": "Other Bureau", "code": "7014"}}
    assert record(ORDER, award(funding_agency=other), ROWS).funder == Party(
        "Other Bureau", {"subtier": "7014"}
    )


def test_without_a_parent_it_is_a_contract_and_an_idv_is_a_vehicle_even_with_one() -> None:
    assert record(ORDER, award(parent_award=None), ROWS).kind is Kind.CONTRACT
    assert record(ORDER, award(category="idv"), ROWS).kind is Kind.VEHICLE
    idv = record("CONT_IDV_70V_7012", {}, [])
    assert (idv.kind, idv.parent_source_id) == (Kind.VEHICLE, None)


def test_an_award_of_nulls_is_a_record() -> None:
    found = record(ORDER, dict.fromkeys(AWARD), [{"id": "TX_0"}])
    assert (found.obligated, found.ceiling, found.end, found.funder) == (None, None, None, None)
    assert (found.number, found.title, found.buyer.name, found.supplier.name) == (ORDER, ORDER, "", "")
    assert found.actions[0].amount is None


def test_an_award_with_empty_nested_parts_is_a_record() -> None:
    blocks: dict[str, Any] = {key: {} for key, value in AWARD.items() if isinstance(value, dict)}
    assert record(ORDER, award(**blocks), ROWS).codes == {}


def test_the_title_falls_back_to_the_first_described_action() -> None:
    later = {**ROWS[0], "id": "TX_1", "action_date": "2026-01-01", "description": "MORE PEOPLE"}
    bare = {**ROWS[0], "description": None}
    assert record(ORDER, award(description=None), [later, bare]).title == "MORE PEOPLE"


def test_an_obligation_without_any_transaction_is_a_bad_answer() -> None:
    with pytest.raises(SourceError) as caught:
        record(ORDER, AWARD, [])
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER
    assert record(ORDER, award(total_obligation=0), []).actions == ()


def test_an_answer_about_another_award_is_a_bad_answer() -> None:
    with pytest.raises(SourceError):
        record(ORDER, award(generated_unique_award_id="CONT_AWD_OTHER"), ROWS)


def test_the_public_page_is_percent_encoded() -> None:
    odd = "CONT_AWD_A/B C_7012_-NONE-_-NONE-"
    found = record(odd, award(generated_unique_award_id=odd), ROWS)
    assert found.url == "https://www.usaspending.gov/award/CONT_AWD_A%2FB%20C_7012_-NONE-_-NONE-"


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (None, None),
        (0, "0.00"),
        ("0.00", "0.00"),
        (Decimal("7372680.0"), "7372680.00"),
        (Decimal("2306976.66"), "2306976.66"),
        (Decimal("36588.829999999998"), "36588.83"),
        (Decimal("0.30000000000000004"), "0.30"),
        (Decimal("-0.01"), "-0.01"),
        (Decimal("-0.001"), "0.00"),
        (Decimal("0.125"), "0.12"),
        (Decimal("1E+3"), "1000.00"),
        (" 12 ", "12.00"),
        (10_489_314_619, "10489314619.00"),
    ],
)
def test_an_amount_is_exact_to_the_cent(value: Any, amount: str | None) -> None:
    found = money({"a": value}, "a")
    assert found == (None if amount is None else Decimal(amount))
    assert amount is None or str(found) == amount


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_float_loses_no_cent(amount: Decimal) -> None:
    written = json.loads(json.dumps({"a": float(amount)}), parse_float=Decimal)
    assert money(written, "a") == amount


WRONG_AMOUNTS = ["abc", "1_000", "1,000", "NaN", "Infinity", True, [1], {"amount": 1}, 10**20, "1e30"]


@pytest.mark.parametrize("value", [*WRONG_AMOUNTS, Decimal("1e9999"), 1.5])
def test_an_invalid_amount_is_a_bad_answer(value: Any) -> None:
    with pytest.raises(SourceError) as caught:
        money({"a": value}, "a")
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2025-08-23 00:00:00", date(2025, 8, 23)),
        ("2025-08-23T00:00:00Z", date(2025, 8, 23)),
        ("2025-08-23", date(2025, 8, 23)),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_its_first_ten_characters(value: Any, found: date | None) -> None:
    assert day({"d": value}, "d") == found


@pytest.mark.parametrize("value", ["2025-02-30", "20250823", "2025-W01-1", "soon", 20250823, True, []])
def test_an_invalid_date_is_a_bad_answer(value: Any) -> None:
    with pytest.raises(SourceError):
        day({"d": value}, "d")


@pytest.mark.parametrize("value", [5, True, ["a"], {"a": 1}])
def test_an_invalid_text_is_a_bad_answer(value: Any) -> None:
    with pytest.raises(SourceError):
        text({"t": value}, "t")


@pytest.mark.parametrize("key", [key for key, value in AWARD.items() if isinstance(value, dict)])
def test_a_nested_part_of_another_type_is_a_bad_answer(key: str) -> None:
    with pytest.raises(SourceError):
        record(ORDER, award(**{key: ["odd"]}), ROWS)


def test_a_repeated_transaction_is_one_action_and_the_order_is_fixed() -> None:
    rows = [
        {"id": f"TX_{n}", "action_date": "2026-01-01", "modification_number": f"P0000{n}"} for n in (1, 2, 3)
    ]
    undated = {"id": "TX_9", "action_date": None}
    found = actions([*rows, rows[0], undated])
    assert [action.action_id for action in found] == ["TX_9", "TX_1", "TX_2", "TX_3"]
    assert actions([undated, *reversed(rows)]) == found


@pytest.mark.parametrize("rows", [["odd"], [{"id": None}], [{"action_date": "2026-01-01"}]])
def test_a_transaction_without_an_id_is_a_bad_answer(rows: list[Any]) -> None:
    with pytest.raises(SourceError):
        actions(rows)


def test_only_pay_data_is_removed() -> None:
    before = b'{"a": 36588.829999999998, "executive_details" : '
    pay = b'{"officers": [{"name": "\xc3\x89VE", "amount": 1}]}'
    after = b', "b": "say \\"executive_details\\": {", "c":[ ]}'
    assert json.loads(before + pay + after)["b"] == 'say "executive_details": {'
    kept = without_pay(before + pay + after)
    assert kept == before + b"null" + after
    assert without_pay(kept) == kept
    assert without_pay(b'{"a": 1}') == b'{"a": 1}'


def test_a_recorded_contract_is_parsed() -> None:
    said = decoded(recorded("orm_contract.json"))
    rows = decoded(recorded("orm_transactions.json"))["results"]
    found = record("CONT_AWD_80GSFC18C0008_8000_-NONE-_-NONE-", said, rows)
    assert (found.kind, found.number, found.parent_source_id) == (Kind.CONTRACT, "80GSFC18C0008", None)
    assert (found.obligated, found.ceiling) == (Decimal("172213419.67"), Decimal("172272419.67"))
    assert found.paid == Decimal("154805291.75")
    assert (found.end, found.potential_end) == (date(2025, 8, 19), date(2025, 8, 23))
    assert found.buyer.ids == {"subtier": "8000", "toptier": "080"}
    assert found.supplier.ids == {"uei": "Z1H9VJS8NG16"}
    assert found.codes["naics"].code == "541713"
    assert found.title.endswith("PREPARE AND SUBMIT THE CONCEPT STUDY REPORT.")
    assert [action.number for action in found.actions] == ["P00063", "P00064", "P00065"]
    assert found.actions[-1].amount == Decimal("1600000.00")


def test_a_recorded_vehicle_is_parsed() -> None:
    said = decoded(recorded("orm_idv.json"))
    rows = decoded(recorded("orm_transactions.json"))["results"]
    found = record("CONT_IDV_80JSC019C0012_8000", said, rows)
    assert found.kind is Kind.VEHICLE
    assert (found.obligated, found.ceiling) == (Decimal("2770845719.63"), Decimal("10489314619.00"))
    assert (found.exercised, found.potential_end, found.end) == (None, None, date(2030, 9, 30))


def test_pay_data_of_a_recorded_contract_is_removed() -> None:
    content = recorded("orm_contract.json")
    before, after = json.loads(content), json.loads(without_pay(content))
    assert before.pop("executive_details")["officers"]
    assert after.pop("executive_details") is None
    assert before == after


def test_records_with_different_answers_are_equal() -> None:
    answer = Answer(url="u", query="", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), content=b"{}")
    found = record(ORDER, AWARD, ROWS, [answer])
    assert found.answers == (answer,)
    assert found == record(ORDER, AWARD, ROWS)


SOURCE = Usaspending(cast(SourceHttp, None), "https://api.example", lambda: datetime(2026, 1, 1, tzinfo=UTC))


def refusal(query: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(QueryError) as caught:
        SOURCE.canonical(query)
    return caught.value.key, caught.value.reason


def test_queries_are_normalised() -> None:
    found = SOURCE.canonical(
        {
            "keywords": [" skip  tracing ", "asylum", "asylum"],
            "suppliers": ["Capgemini", "CAPGEMINI ", "dr6mq56mgfa5"],
            "agencies": [
                {"name": "Office of Inspector General", "toptier": "Department of Labor"},
                "U.S. Immigration and Customs Enforcement",
                {"name": "U.S. Immigration and Customs Enforcement", "toptier": None},
            ],
        }
    )
    assert found == {
        "suppliers": ["CAPGEMINI", "DR6MQ56MGFA5"],
        "agencies": [
            "U.S. Immigration and Customs Enforcement",
            {"name": "Office of Inspector General", "toptier": "Department of Labor"},
        ],
        "keywords": ["asylum", "skip tracing"],
    }


def test_a_single_value_needs_no_list_and_empty_keys_are_removed() -> None:
    query = {"suppliers": "Acme", "agencies": {"name": "Bureau"}, "keywords": []}
    assert SOURCE.canonical(query) == {"suppliers": ["ACME"], "agencies": ["Bureau"]}
    assert SOURCE.canonical({"keywords": "skip tracing"}) == {"keywords": ["skip tracing"]}


def test_quotes_around_a_value_are_removed_and_those_within_stay() -> None:
    query = {"suppliers": ['""Acme""', "Acme", "« “Acme” »"], "keywords": ['5" pipe', '"skip tracing"']}
    assert SOURCE.canonical(query) == {"suppliers": ["ACME"], "keywords": ['5" pipe', "skip tracing"]}


@pytest.mark.parametrize(
    ("query", "key", "reason"),
    [
        ({"supplier": "Acme"}, "supplier", "unknown-key"),
        ({"suppliers": "Acme", "agencies": [{"name": "A", "code": "7"}]}, "agencies.code", "unknown-key"),
        ({}, "suppliers", "nothing-to-find"),
        ({"suppliers": [], "agencies": ["Bureau"]}, "suppliers", "nothing-to-find"),
        ({"suppliers": 5}, "suppliers", "not-text"),
        ({"suppliers": None}, "suppliers", "not-text"),
        ({"suppliers": ["Acme", None]}, "suppliers", "not-text"),
        ({"suppliers": {"name": "Acme"}}, "suppliers", "not-text"),
        ({"suppliers": "Acme", "agencies": [7]}, "agencies", "not-text"),
        ({"suppliers": "Acme", "agencies": [{"name": 7}]}, "agencies", "not-text"),
        ({"suppliers": "Acme", "agencies": [{"toptier": "D"}]}, "agencies", "empty"),
        ({"suppliers": [" "]}, "suppliers", "empty"),
        ({"suppliers": ["Acme", ""]}, "suppliers", "empty"),
        ({"suppliers": ['" "']}, "suppliers", "empty"),
        ({"suppliers": "Ac\x00me"}, "suppliers", "control-characters"),
        ({"suppliers": "Ac\nme"}, "suppliers", "control-characters"),
        ({"suppliers": "Ac\u200bme"}, "suppliers", "control-characters"),
        ({"keywords": "skip\ttracing"}, "keywords", "control-characters"),
        ({"keywords": ["skip", "ab"]}, "keywords", "too-short"),
        ({"suppliers": "x"}, "suppliers", "too-short"),
        ({"keywords": [f"word{n}" for n in range(21)]}, "keywords", "too-many-values"),
    ],
)
def test_an_unusable_query_is_refused_with_its_reason(query: dict[str, Any], key: str, reason: str) -> None:
    assert refusal(query) == (key, reason)


VALUES = st.lists(st.text(min_size=1, max_size=8), max_size=4)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "suppliers": VALUES,
            "keywords": VALUES,
            "agencies": st.lists(st.one_of(st.text(max_size=5), st.fixed_dictionaries({"name": st.text()}))),
        },
    )
)
def test_normalisation_is_idempotent_and_survives_json(query: dict[str, Any]) -> None:
    try:
        found = SOURCE.canonical(query)
    except QueryError:
        return
    assert SOURCE.canonical(found) == found
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("source_id", "kind", "parent", "number"),
    [
        ("CONT_AWD_70X_7012_70V_4732", Kind.ORDER, "CONT_IDV_70V_4732", "70V"),
        ("CONT_AWD_70X_7012_-NONE-_-NONE-", Kind.CONTRACT, None, None),
        ("CONT_IDV_70V_7012", Kind.VEHICLE, None, None),
        ("CONT_AWD_70X_7012", Kind.CONTRACT, None, None),
        ("CONT_AWD_70_X_7012_70V_4732", Kind.CONTRACT, None, None),
        ("", Kind.CONTRACT, None, None),
    ],
)
def test_a_generated_id_has_its_kind_and_parent(
    source_id: str, kind: Kind, parent: str | None, number: str | None
) -> None:
    assert (kind_of(source_id), parent_of(source_id), parent_number_of(source_id)) == (kind, parent, number)


def test_the_id_of_an_action_is_built_as_in_the_history() -> None:
    assert action_id(ORDER, "P00001") == "CONT_TX_7012_7012_70X_P00001_70V_0"
    assert action_id("CONT_AWD_80GSFC18C0008_8000_-NONE-_-NONE-", "P00065") == (
        "CONT_TX_8000_-NONE-_80GSFC18C0008_P00065_-NONE-_0"  # as recorded
    )
    assert action_id("CONT_IDV_70V_7012", "0") == "CONT_TX_7012_-NONE-_70V_0_-NONE-_0"
    for source_id in (ORDER, "CONT_IDV_70V_7012", "CONT_AWD_70X_7012_-NONE-_-NONE-"):
        assert action_id(source_id, "P00002") == transaction_id(source_id, "P00002")
    with pytest.raises(SourceError):
        action_id("CONT_AWD_70X", "0")


def test_the_ordered_sum_of_a_vehicle_is_read_and_null_is_unknown() -> None:
    vehicle = "CONT_IDV_70V_7012"
    said = {
        "generated_unique_award_id": vehicle,
        "child_award_count": 2,
        "child_award_total_obligation": Decimal("9.5"),
    }
    under_it = parse_order_totals(vehicle, said)
    assert under_it == OrderTotals(Decimal("9.50"), 2)
    found = record(vehicle, {}, [], under_it=under_it)
    assert (found.ordered, found.orders) == (Decimal("9.50"), 2)
    assert parse_order_totals(vehicle, {}) == OrderTotals(None, None)


LISTED = {"Award ID": "A", "Award Amount": Decimal("1.5"), "End Date": None, "internal_id": 5}


@pytest.mark.parametrize(
    ("row", "same"),
    [
        (dict(reversed(LISTED.items())), True),
        ({**LISTED, "Award Amount": "1.50"}, True),
        ({**LISTED, "Award Amount": Decimal("1.4999999999999998")}, True),
        ({**LISTED, "internal_id": 6}, True),
        ({**LISTED, "Award Amount": Decimal("1.51")}, False),
        ({**LISTED, "Award Amount": None}, False),
        ({**LISTED, "Award Amount": "damaged"}, False),
        ({**LISTED, "End Date": "2026-01-01"}, False),
    ],
)
def test_a_mark_depends_on_the_content_of_a_row_and_not_on_its_format(
    row: dict[str, Any], same: bool
) -> None:
    assert (row_mark(row) == row_mark(LISTED)) is same


PAGE = Answer(url="u", query="q", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), content=b"{}")


RECENT = date(2025, 12, 1)


def listed_row(award: str = ORDER, **values: Any) -> dict[str, Any]:
    """Return a row of the search for transactions."""
    return {
        "generated_internal_id": award,
        "Award ID": "70X",
        "Mod": "0",
        "Recipient Name": "ACME LLC",
        "Recipient UEI": "U1",
        "Action Date": "2026-01-01",
        "Action Type": None,
        "Transaction Amount": Decimal("1.0"),
        "Transaction Description": "FIND PEOPLE",
        "Awarding Agency": "Department",
        "Awarding Sub Agency": "Bureau",
        "naics_code": "561611",
        **values,
    }


def made_of(*rows: dict[str, Any]) -> list[Record]:
    found, faults = records((Seen(row, PAGE) for row in rows), RECENT)
    assert faults == {}
    return found


def test_the_title_is_that_of_the_base_action() -> None:
    early = listed_row(Mod="P00001", **{"Action Date": "2025-12-01", "Transaction Description": "MORE"})
    [found] = made_of(listed_row(), early)
    assert (found.title, found.signed) == ("FIND PEOPLE", date(2026, 1, 1))
    [found] = made_of(early, {**early, "Mod": "P00002", "Action Date": "2026-02-01"})
    assert (found.title, found.signed) == ("MORE", None)
    [found] = made_of({**early, "Transaction Description": None})
    assert found.title == "70X"


def test_the_supplier_is_that_of_the_newest_row() -> None:
    renamed = listed_row(Mod="P00001", **{"Action Date": "2026-02-01", "Recipient Name": "ACME INC"})
    [found] = made_of(renamed, listed_row())
    assert found.supplier.name == "ACME INC"


def test_two_transactions_of_one_modification_have_distinct_guessed_ids() -> None:
    more = listed_row(**{"Transaction Amount": Decimal(2)})
    [found] = made_of(more, listed_row(), listed_row())
    assert [(one.action_id, one.amount) for one in found.actions] == [
        (f"{action_id(ORDER, '0')}?", Decimal("1.00")),
        (f"{action_id(ORDER, '0', 1)}?", Decimal("2.00")),
    ]


def test_a_row_of_nulls_beside_its_id_and_number_is_an_action() -> None:
    row = {"generated_internal_id": ORDER, "Mod": "P00001"}
    [found] = made_of(row)
    assert (found.number, found.title, found.supplier.name, found.buyer.name) == (ORDER, ORDER, "", "")
    assert (found.actions[0].date, found.actions[0].amount) == (None, None)
    assert found.mark is not None


def test_a_bad_row_affects_only_its_contract() -> None:
    other = "CONT_IDV_70V_7012"
    rows = (listed_row(), listed_row(Mod="P1", **{"Action Date": "soon"}), listed_row(other))
    found, faults = records((Seen(row, PAGE) for row in rows), RECENT)
    assert ([one.source_id for one in found], set(faults)) == ([other], {ORDER})
    assert faults[ORDER].fault is SourceErrorKind.BAD_ANSWER
    assert faults[ORDER].detail.startswith(ORDER)


def test_a_mark_of_rows_has_the_date_of_the_newest() -> None:
    [found] = made_of(listed_row(), listed_row(Mod="P00001", **{"Action Date": "2026-02-01"}))
    assert found.mark is not None
    assert last_seen(found.mark) == date(2026, 2, 1)
    assert last_seen("0" * 64) is None
    assert last_seen("") is None


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"Transaction Amount": "1.00"}, True),
        ({"Transaction Amount": Decimal("1.01")}, False),
        ({"Action Date": "2026-01-02"}, False),
        ({"Transaction Description": "FIND OTHERS"}, False),
        ({"Action Type": "C"}, False),
        ({"Recipient Name": "ACME INC"}, False),
        ({"Recipient UEI": "U2"}, False),
    ],
)
def test_a_mark_of_rows_depends_on_all_content_of_the_recent_ones(change: dict[str, Any], same: bool) -> None:
    [found], [other] = made_of(listed_row()), made_of(listed_row(**change))
    assert (found.mark == other.mark) is same


def test_a_mark_of_rows_is_the_same_if_only_the_recent_ones_are_read() -> None:
    old = listed_row(Mod="0", **{"Action Date": "2025-06-01"})
    recent = listed_row(Mod="P00001")
    [full], [quick] = made_of(old, recent), made_of(recent)
    assert full.mark == quick.mark


def test_the_newest_date_ignores_rows_without_one() -> None:
    rows = [listed_row(), listed_row(**{"Action Date": None}), listed_row(**{"Action Date": "soon"})]
    assert newest(rows) == date(2026, 1, 1)
    assert newest([]) is None


TOLD = st.builds(
    lambda award, mod, day, amount: listed_row(
        award, Mod=mod, **{"Action Date": f"2026-01-0{day}", "Transaction Amount": Decimal(amount)}
    ),
    st.sampled_from([ORDER, "CONT_IDV_70V_7012"]),
    st.sampled_from(["0", "P00001", "P00002"]),
    st.integers(1, 3),
    st.integers(0, 2),
)


@given(st.lists(TOLD, min_size=1, max_size=8), st.data())
def test_rows_in_any_order_with_repetitions_make_the_same_records(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    again = data.draw(st.permutations([*rows, *data.draw(st.lists(st.sampled_from(rows), max_size=4))]))
    first, second = made_of(*rows), made_of(*again)
    assert first == second
    assert [one.mark for one in first] == [one.mark for one in second]
    for one in first:
        assert len({action.action_id for action in one.actions}) == len(one.actions)


@given(st.dates(), st.integers(0, 4000))
def test_no_window_is_one_that_the_api_answers_with_an_error(today: date, days: int) -> None:
    first, last = window(today, timedelta(days=days))
    assert date(2007, 10, 1) <= first <= last
    if today >= date(2020, 1, 1):
        assert (first, last) == (today - timedelta(days=days), today)


@pytest.mark.parametrize("written", ["1900-01-01", "0001-01-01", "9999-12-31", "9999-12-31 00:00:00"])
def test_a_placeholder_day_is_unknown(written: str) -> None:
    assert day({"end_date": written}, "end_date") is None
    assert day({"end_date": "2027-03-15"}, "end_date") == date(2027, 3, 15)


def test_the_fields_of_the_form_are_the_keys_of_a_query() -> None:
    assert [(field.key, field.many) for field in SOURCE.fields] == [
        ("suppliers", True),
        ("agencies", True),
        ("keywords", True),
    ]
    assert (SOURCE.pick, SOURCE.asks_by_id) == ("suppliers", True)
    texts = Texts.load()
    for language in ("en", "fr"):
        t = texts.of(language)
        for field in SOURCE.fields:
            label = t(f"source-field-usaspending-{field.key}")
            placeholder = t(f"source-field-usaspending-{field.key}.placeholder")
            assert not label.startswith("source-field")
            assert len(label) <= 45
            assert not placeholder.startswith("source-field")
            assert len(placeholder) <= 100
