"""OCDS queries, packages and compiled releases, without a network."""

import copy
import json
import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.changes import find_changes
from bot.contracts.model import ChangeKind, Code, Kind, Party, Record, Status
from bot.contracts.sources.ocds.package_reader import _rules, merge_releases, read_package
from bot.contracts.sources.ocds.paging import Spool, SpooledPage
from bot.contracts.sources.ocds.parse import ReleaseReader, entries
from bot.contracts.sources.ocds.publishers import MAX_WINDOW, WINDOWS, Piece, Progress
from bot.contracts.sources.ocds.query import CompiledQuery, OcdsPolicy
from bot.contracts.sources.ocds.stream import DECODER, Package, Release, decode_release
from bot.contracts.sources.protocol import QueryError, SourceError, SourceErrorKind
from tests.conftest import SHARED_DATA

pytestmark = pytest.mark.unit

DATA = SHARED_DATA / "ocds"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the recorded answers are not at hand")
PAGE = "https://data.example/package.json"
NOW = datetime(2026, 2, 13, 12, 0, tzinfo=UTC)

RELEASE: dict[str, Any] = {
    "ocid": "ocds-x-1",
    "id": "r1",
    "date": "2026-01-10T10:00:00Z",
    "tag": ["contract"],
    "parties": [
        {
            "id": "B",
            "name": "Home Office",
            "roles": ["buyer"],
            "identifier": {"scheme": "GB-GOR", "id": "D1"},
        },
        {
            "id": "S",
            "name": "Acme Ltd",
            "roles": ["supplier"],
            "identifier": {"scheme": "GB-COH", "id": "0123", "legalName": "ACME LIMITED"},
            "contactPoint": {"name": "Jane Roe", "email": "jane@acme.example", "telephone": "0123"},
        },
    ],
    "buyer": {"id": "B", "name": "Home Office"},
    "tender": {
        "id": "t",
        "title": "Biometric matching",
        "description": "Reconnaissance faciale",
        "classification": {"scheme": "CPV", "id": "48000000", "description": "Software"},
    },
    "awards": [{"id": "a", "status": "active", "suppliers": [{"id": "S", "name": "Acme Ltd"}]}],
    "contracts": [
        {
            "id": "c-2026",
            "awardID": "a",
            "status": "active",
            "value": {"amount": 12.5, "currency": "GBP"},
            "period": {
                "startDate": "2026-02-01T00:00:00Z",
                "endDate": "2027-01-31T23:59:59+01:00",
                "maxExtentDate": "2028-01-31T00:00:00Z",
            },
            "dateSigned": "2026-01-09T00:00:00Z",
        }
    ],
}


def release(**changes: Any) -> dict[str, Any]:
    """Return the release above; ``contracts__value={…}`` replaces a member of its ``contracts``."""
    made = copy.deepcopy(RELEASE)
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = made
        for key in way:
            place = place[key]
            place = place[0] if isinstance(place, list) else place
        place[last] = value
    return made


def records(*releases: Mapping[str, Any]) -> list[Record]:
    merged = merge_releases(str(releases[0]["ocid"]), [json.dumps(each) for each in releases])
    reader = ReleaseReader(merged, PAGE)
    return [reader.record(entry) for entry in entries(merged)]


def only(*releases: Mapping[str, Any]) -> Record:
    (found,) = records(*releases)
    return found


def read(text: str | bytes, **options: Any) -> list[Release | SourceError]:
    content = text.encode() if isinstance(text, str) else text
    return list(Package(content, "test", **options))


def ocids(text: str | bytes, **options: Any) -> list[str]:
    return [each.ocid for each in read(text, **options) if isinstance(each, Release)]


# Contracts


def test_a_contract_becomes_a_record() -> None:
    found = only(RELEASE)
    assert found.source_id == "ocds-x-1/c-2026"
    assert found.kind is Kind.CONTRACT
    assert found.number == "c-2026"
    assert found.title == "Biometric matching"
    assert found.buyer == Party(name="Home Office", ids={"GB-GOR": "D1"})
    assert found.supplier == Party(name="Acme Ltd", ids={"GB-COH": "0123"})
    assert (found.currency, found.obligated, found.ceiling, found.paid) == (
        "GBP",
        Decimal("12.50"),
        None,
        None,
    )
    assert (found.signed, found.start) == (date(2026, 1, 9), date(2026, 2, 1))
    assert (found.end, found.potential_end) == (date(2027, 1, 31), date(2028, 1, 31))
    assert found.status is Status.ACTIVE
    assert found.codes == {"cpv": Code("48000000", "Software")}
    assert found.identifiers == {"ocid:ocds-x-1/c-2026"}
    assert found.url == PAGE


def test_the_link_of_a_record_does_not_contain_the_query() -> None:
    merged = merge_releases("ocds-x-1", [json.dumps(release())])
    reader = ReleaseReader(merged, f"{PAGE}?api_key=s3cret&words=strike")
    assert [reader.record(entry).url for entry in entries(merged)] == [PAGE]


def test_a_tender_is_a_notice_until_it_is_awarded() -> None:
    before = release()
    del before["contracts"], before["awards"]
    notice = only(before)
    assert (notice.kind, notice.source_id) == (Kind.NOTICE, "ocds-x-1/tender")
    assert (notice.supplier.name, notice.obligated) == ("", None)
    assert notice.text == "Reconnaissance faciale"


def test_a_framework_agreement_is_a_vehicle_and_its_value_commits_nothing() -> None:
    found = only(release(tender__techniques={"hasFrameworkAgreement": True}))
    assert (found.kind, found.obligated, found.ceiling) == (Kind.VEHICLE, None, Decimal("12.50"))


def test_the_ceiling_is_the_maximum_value() -> None:
    found = only(release(contracts__maximumValue={"amount": 20, "currency": "GBP"}))
    assert (found.obligated, found.ceiling) == (Decimal("12.50"), Decimal("20.00"))


def test_an_unsigned_contract_commits_nothing() -> None:
    pending = release(contracts__status="pending")
    assert only(pending).obligated == Decimal("12.50")  # the date of signature shows that it is signed
    del pending["contracts"][0]["dateSigned"]
    assert (only(pending).obligated, only(pending).currency) == (None, "GBP")
    assert only(pending).status is Status.PENDING


def test_a_pending_contract_that_is_signed_or_cancelled_is_announced() -> None:
    pending = release(contracts__status="pending")
    del pending["contracts"][0]["dateSigned"]
    (signed,) = find_changes(only(pending), only(release(contracts__status="active")))
    assert (signed.kind, signed.old, signed.amount) == (ChangeKind.IN_FORCE, "pending", Decimal("12.50"))
    off = release(contracts__status="cancelled")
    del off["contracts"][0]["dateSigned"]
    assert [change.kind for change in find_changes(only(pending), only(off))] == [ChangeKind.CANCELLED]


@pytest.mark.parametrize(
    ("told", "end", "status"),
    [
        ("2026-01-10T10:00:00Z", "2027-01-31", Status.TERMINATED),
        ("2027-02-10T10:00:00Z", "2027-01-31", Status.CLOSED),
        ("2026-01-10T10:00:00Z", None, Status.CLOSED),
    ],
)
def test_terminated_means_ended_early_only_before_the_last_day(
    told: str, end: str | None, status: Status
) -> None:
    ended = release(date=told, contracts__status="terminated", contracts__period={"endDate": end})
    assert only(ended).status is status


@pytest.mark.parametrize(
    ("related", "end"),
    [
        (["L1"], date(2027, 6, 30)),
        (["L1", "L2"], date(2029, 6, 30)),  # it ends with its last lot
        (["L1", "L3"], None),  # of one lot it is not known
        ("L2", date(2029, 6, 30)),
        (None, None),
    ],
)
def test_a_contract_ends_with_its_lots(related: Any, end: date | None) -> None:
    """As in Germany's data, where neither the contract nor its award has a period."""
    lots: list[dict[str, Any]] = [
        {
            "id": "L1",
            "contractPeriod": {"startDate": "2026-07-01T00:00:00Z", "endDate": "2027-06-30T00:00:00Z"},
        },
        {"id": "L2", "contractPeriod": {"startDate": "2026-08-01", "endDate": "2029-06-30"}},
        {"id": "L3", "contractPeriod": {"durationInDays": 100}},
    ]
    award = {"id": "a", "suppliers": [{"id": "S"}], "relatedLots": related}
    made = release(awards=[award], contracts=[{"id": "c-2026", "awardID": "a"}], tender__lots=lots)
    assert only(made).end == end


def test_a_period_of_the_contract_itself_precedes_those_of_its_lots() -> None:
    lots = [{"id": "L1", "contractPeriod": {"endDate": "2035-06-30"}}]
    assert only(release(tender__lots=lots)).end == date(2027, 1, 31)


def test_an_amendment_is_an_action() -> None:
    amendments = [
        {"id": "2", "date": "2026-03-01T00:00:00Z", "description": "More  work"},
        {"id": "1", "date": "2026-02-01T00:00:00Z", "rationale": "Extended", "description": "Until May"},
    ]
    first, second = only(release(contracts__amendments=amendments)).actions
    assert (first.action_id, first.date, first.description) == ("c-2026/1", date(2026, 2, 1), "Extended")
    assert (second.description, second.amount, second.code) == ("More work", None, None)


def test_amendments_without_an_id_are_distinguished_and_counted_once() -> None:
    amendments = [{"date": "2026-02-01", "rationale": "A"}, {"rationale": "B"}]
    changed = release(contracts__amendments=amendments)
    found = only(changed, {**changed, "id": "r2", "date": "2026-02-02T00:00:00Z"}).actions
    assert sorted(str(action.description) for action in found) == ["A", "B"]


def test_payments_are_summed_in_one_currency_only() -> None:
    def paid(*values: dict[str, Any]) -> Decimal | None:
        transactions = [{"id": str(number), "value": value} for number, value in enumerate(values)]
        return only(release(contracts__implementation={"transactions": transactions})).paid

    pounds = {"amount": 1.1, "currency": "GBP"}
    assert paid(pounds, pounds) == Decimal("2.20")
    assert paid(pounds, {"amount": 1, "currency": "EUR"}) is None
    assert paid(pounds, {"amount": None, "currency": "GBP"}) is None
    assert paid() is None
    assert paid(*[{"amount": 10**15, "currency": "GBP"}] * 2) is None  # as for any amount above a budget
    assert paid({"amount": 1, "currency": "EUR"}) is None  # the contract is in pounds


def test_version_1_0_is_read() -> None:
    old = {
        "ocid": "ocds-x-1",
        "id": "r1",
        "date": "2016-01-10T10:00:00Z",
        "tag": ["contract"],
        "buyer": {"name": "Dirección", "identifier": {"scheme": "PY-RUC", "id": "8"}},
        "awards": [
            {"id": 1, "suppliers": [{"name": "Master Soft", "identifier": {"scheme": "PY-RUC", "id": "9"}}]}
        ],
        "contracts": [
            {
                "id": 12345,
                "awardID": 1,
                "value": {"amount": {"amount": 7, "currency": "PYG"}},
                "amendment": {"date": "2016-02-01T00:00:00Z", "rationale": "Longer", "changes": []},
                "implementation": {"transactions": [{"id": "p", "amount": {"amount": 3, "currency": "PYG"}}]},
            }
        ],
    }
    found = only(old)
    assert (found.source_id, found.number) == ("ocds-x-1/12345", "12345")
    assert found.buyer == Party(name="Dirección", ids={"PY-RUC": "8"})
    assert found.supplier == Party(name="Master Soft", ids={"PY-RUC": "9"})
    assert (found.currency, found.obligated, found.paid) == ("PYG", Decimal("7.00"), Decimal("3.00"))
    assert [action.description for action in found.actions] == ["Longer"]


def test_joint_suppliers_are_one_party_in_any_order() -> None:
    both = [{"id": "S", "name": "Acme Ltd"}, {"id": "T", "name": "Zeta"}]
    for order in (both, both[::-1]):
        assert only(release(awards__suppliers=order)).supplier == Party(name="Acme Ltd; Zeta")


def test_the_name_of_a_reference_precedes_that_of_the_party_with_its_id() -> None:
    # Find a Tender numbers the parties of each release anew.
    found = only(release(buyer={"id": "S", "name": "Home Office"}))
    assert found.buyer == Party(name="Home Office")


def test_the_first_identifier_of_a_party_is_its_own() -> None:
    more = [{"scheme": "GB-CHC", "id": "77"}]
    own = {"name": "A", "identifier": {"scheme": "GB-GOR", "id": "D1"}, "additionalIdentifiers": more}
    assert only(release(buyer=own)).buyer.ids == {"GB-GOR": "D1"}
    assert only(release(buyer={"name": "A", "additionalIdentifiers": more})).buyer.ids == {"GB-CHC": "77"}


def test_numbers_that_differ_in_each_notice_are_no_identifiers() -> None:
    found = only(release(buyer={"name": "A", "identifier": {"scheme": "GB-FTS", "id": "123"}}))
    assert found.buyer.ids == {}


@pytest.mark.parametrize(
    ("value", "amount", "currency"),
    [
        ({"amount": None, "currency": "GBP"}, None, "GBP"),
        ({"currency": "GBP"}, None, "GBP"),
        ({"amount": 5}, None, "XXX"),
        ({"amount": 5, "currency": "pounds"}, None, "XXX"),
        ({"amount": "12.50", "currency": "gbp"}, Decimal("12.50"), "GBP"),
        ({"amount": "a lot", "currency": "GBP"}, None, "GBP"),
        ({"amount": -3.456, "currency": "GBP"}, Decimal("-3.46"), "GBP"),
        ({"amount": 10**16, "currency": "GBP"}, None, "GBP"),
        ({"amount": True, "currency": "GBP"}, None, "GBP"),
        ({"amountGross": 6, "currency": "GBP"}, Decimal("6.00"), "GBP"),
        (5, None, "XXX"),
        (None, None, "XXX"),
    ],
)
def test_an_unusable_amount_is_unknown(value: Any, amount: Decimal | None, currency: str) -> None:
    found = only(release(contracts__value=value))
    assert (found.obligated, found.currency) == (amount, currency)


def test_an_amount_never_gets_the_currency_of_something_else() -> None:
    found = only(release(contracts__value={"amount": 5}, tender__value={"amount": 9, "currency": "GBP"}))
    assert (found.obligated, found.currency) == (None, "GBP")
    most = {"amount": 20, "currency": "EUR"}
    assert only(release(contracts__maximumValue=most)).ceiling is None


@pytest.mark.parametrize(
    "written", ["1900-01-01T00:00:00Z", "0001-01-01", "9999-12-31", "soon", "2026-02-30", 5, ""]
)
def test_an_invalid_day_is_unknown(written: Any) -> None:
    assert only(release(contracts__dateSigned=written)).signed is None


def test_a_day_in_the_future_is_kept() -> None:
    assert only(release(contracts__dateSigned="2031-01-01T00:00:00Z")).signed == date(2031, 1, 1)


@pytest.mark.parametrize(
    "broken",
    [
        {"contracts__value": ["12"]},
        {"contracts__period": "2026"},
        {"contracts__title": {"en": "Title"}},
        {"contracts__id": None, "contracts__awardID": None, "awards": []},
        {"contracts__amendments": "none"},
    ],
)
def test_a_value_of_another_type_is_a_fault_of_its_contract(broken: dict[str, Any]) -> None:
    with pytest.raises(SourceError) as caught:
        records(release(**broken))
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


@pytest.mark.parametrize(
    ("documents", "url"),
    [
        ([{"id": "1", "url": "https://x.example/a.pdf"}], "https://x.example/a.pdf"),
        (
            [
                {"id": "1", "url": "https://x.example/a.pdf"},
                {"id": "2", "documentType": "contractNotice", "url": "https://x.example/Notice/1"},
            ],
            "https://x.example/Notice/1",
        ),
        ([{"id": "1", "url": "javascript:alert(1)"}], PAGE),
        ([{"id": "1", "url": "https://u:p@x.example/"}], PAGE),
        ([{"id": "1", "url": "https://x.example/a b"}, {"id": "2", "url": 7}], PAGE),
        ([{"id": "1", "url": "https://[x"}], PAGE),
    ],
)
def test_the_link_is_a_document_about_it_or_the_package(documents: list[Any], url: str) -> None:
    assert only(release(contracts__documents=documents)).url == url


# Merging


def test_releases_are_merged_in_the_order_of_their_dates_in_any_zone() -> None:
    later = release(date="2026-01-10T11:30:00+02:00", contracts__value={"amount": 1, "currency": "EUR"})
    found = only(RELEASE, later)  # 09:30 in UTC: earlier
    assert (found.obligated, found.currency) == (Decimal("12.50"), "GBP")
    later["date"] = "2026-01-10T11:30:00Z"
    assert (only(later, RELEASE).obligated, only(later, RELEASE).currency) == (Decimal("1.00"), "EUR")


@given(st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_releases_matters(shuffle: random.Random) -> None:
    releases = [
        release(id=f"r{number}", date=f"2026-01-{number:02}T00:00:00Z", contracts__title=f"Title {number}")
        for number in range(1, 6)
    ]
    mixed = [*releases, shuffle.choice(releases)]
    shuffle.shuffle(mixed)
    assert records(*mixed) == records(*releases)
    assert only(*mixed).title == "Title 5"


def test_a_repeated_id_in_a_list_of_releases_does_not_stop_a_read() -> None:
    twice = release(contracts=[*RELEASE["contracts"], {"id": "c-2026", "title": "Again"}], date=None)
    assert only(twice).title == "Again"


def test_a_release_that_cannot_be_merged_is_a_fault() -> None:
    with pytest.raises(SourceError) as caught:
        merge_releases("o", [json.dumps(RELEASE), json.dumps(release(id="r2", contracts={"id": "c"}))])
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER
    with pytest.raises(SourceError):
        merge_releases("o", [json.dumps(release(contracts__id=["a"]))])


@needs_data
def test_the_bundled_schema_merges_as_the_full_one() -> None:
    from ocdsmerge import Merger
    from ocdsmerge.rules import get_merge_rules

    schema = json.loads((DATA / "schema_release-schema.json").read_text(encoding="utf-8"))
    assert _rules() == get_merge_rules(schema)
    texts = [
        each.text
        for path in sorted(DATA.glob("fictional_1.1_0*.json"))
        for each in read(path.read_bytes())
        if isinstance(each, Release)
    ]
    assert len(texts) == 4
    full = Merger(schema).create_compiled_release([decode_release(text) for text in texts])
    ours = merge_releases("ocds-213czf-000-00001", texts)
    for member in set(full) - {
        "date",
        "id",
    }:  # the format of the date differs, and so does the id derived from it
        assert ours[member] == full[member]


@needs_data
@pytest.mark.parametrize(
    ("name", "kind", "source_id"),
    [
        (
            "fictional_1.1_05-contract.json",
            Kind.CONTRACT,
            "ocds-213czf-000-00001/ocds-213czf-000-00001-contract-01",
        ),
        (
            "fictional_1.1_record.json",
            Kind.CONTRACT,
            "ocds-213czf-000-00001/ocds-213czf-000-00001-contract-01",
        ),
        (
            "fictional_1.1_04-award.json",
            Kind.NOTICE,
            "ocds-213czf-000-00001/award:ocds-213czf-000-00001-award-01",
        ),
        (
            "ocdskit_real_record-package_1.1.json",
            Kind.NOTICE,
            "ocds-03ad3f-193399/award:193399-adquisicion-scanner",
        ),
        (
            "ocdskit_real_release-package_1.1-1.json",
            Kind.NOTICE,
            "ocds-03ad3f-193399/award:193399-adquisicion-scanner",
        ),
    ],
)
def test_published_samples_are_read(name: str, kind: Kind, source_id: str) -> None:
    (found,) = read((DATA / name).read_bytes())
    assert isinstance(found, Release)
    assert "contactPoint" not in found.text.replace('"contactPoint":null', "").replace(
        '"contactPoint": null', ""
    )
    record = only(decode_release(found.text))
    assert (record.kind, record.source_id) == (kind, source_id)
    assert record.supplier.name in {"AnyCorp Cycle Provision", "MASTER SOFT SRL"}


# Packages


def test_packages_of_every_kind_are_read_release_by_release() -> None:
    a, b = {"ocid": "a", "id": "1"}, {"ocid": "b", "id": "2"}
    for package in (
        {"releases": [a, b]},
        {"records": [{"ocid": "a", "compiledRelease": a, "releases": [b]}, {"ocid": "b", "releases": [b]}]},
        [a, {"releases": [b]}],
    ):
        assert ocids(json.dumps(package)) == ["a", "b"]
        assert ocids(json.dumps(package, indent=2)) == ["a", "b"]
    assert ocids(f"{json.dumps(a)}\n\n{json.dumps(b)}\n") == ["a", "b"]
    assert ocids(json.dumps({"ocid": "a", "compiledRelease": a})) == ["a"]
    assert ocids('\ufeff{"releases": []}') == []


def test_linked_releases_are_counted_and_not_read() -> None:
    package = Package(
        json.dumps({"records": [{"ocid": "a", "releases": [{"url": "https://x"}]}]}).encode(), "t"
    )
    assert list(package) == []
    assert package.linked == 1


def test_invalid_numbers_are_null() -> None:
    (found,) = read('{"releases": [{"ocid": "a", "x": 000, "y": [ -00.5,007], "t": "10:00, 01", "z": NaN}]}')
    assert isinstance(found, Release)
    assert decode_release(found.text) == {
        "ocid": "a",
        "x": None,
        "y": [None, None],
        "t": "10:00, 01",
        "z": None,
    }
    (huge,) = read(f'{{"ocid": "a", "x": 1e9999, "y": 1e{"9" * 30}, "z": {"9" * 5000}}}')
    assert isinstance(huge, Release)
    assert decode_release(huge.text) == {"ocid": "a", "x": Decimal("1e9999"), "y": None, "z": None}


def test_any_number_of_invalid_numbers_is_repaired_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decodings: list[int] = []

    class Counting(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
            decodings.append(idx)
            return DECODER.raw_decode(s, idx)

    monkeypatch.setattr("bot.contracts.sources.ocds.stream.DECODER", Counting())
    said = r'"t": "a \" 007, \\", "n": [-0.5, 1e007, 100, 0]'
    many = ", ".join(f'{{"ocid": "{n}", {said}, "x": 00{n}, "y": -0{n}.5E+1}}' for n in range(2000))
    found = read(f'{{"releases": [{many}]}}')
    assert len(found) == 2000
    assert isinstance(found[-1], Release)
    assert json.loads(found[-1].text) == {
        "ocid": "1999",
        "t": 'a " 007, \\',
        "n": [-0.5, 1e7, 100, 0],
        "x": None,
        "y": None,
    }
    assert len(decodings) == 2000 + 1 + 1  # the key, each release, and the first one again


def test_a_text_that_is_still_invalid_after_the_repair_is_a_bad_answer() -> None:
    with pytest.raises(SourceError) as caught:
        read('{"releases": [{"ocid": "a", "x": 00, "y": nothing}]}')
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER
    lines = '{"releases": [{"ocid": "a", "x": 00}, {"ocid": "b", "x": 01}]}\n{"ocid": "c", "y": [02]}'
    assert ocids(lines) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  ",
        b"<!doctype html><html></html>",
        b'{"error": "no"}',
        b"[1, 2]",
        b'"releases"',
        b"[" * 100_000,
        b'{"releases": ' + b"[" * 100_000,
        b'{"releases": [{"ocid": "a", "x": ' + b"[" * 100_000,
        b'{"releases": [], }',
        b'{"releases" []}',
        b"{1: 2}",
        b"\xff\xfe\xfa",
        b'{"ocid": "\xe9"}',
    ],
)
def test_a_document_that_is_no_package_is_a_bad_answer(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read(content)
    assert caught.value.fault is SourceErrorKind.BAD_ANSWER


def test_faults_do_not_show_the_key_in_the_address() -> None:
    place = "https://data.example/releases?token=secret"
    with pytest.raises(SourceError) as caught:
        list(Package(b"<html>", place))
    (strange,) = Package(b'{"releases": [1]}', place)
    assert isinstance(strange, SourceError)
    for detail in (caught.value.detail, strange.detail):
        assert "data.example/releases" in detail
        assert "secret" not in detail


def test_an_invalid_release_is_reported_and_skipped() -> None:
    found = read('{"releases": [3, {"ocid": "a"}, {"id": "x"}, {"ocid": 5}, null]}')
    assert [isinstance(each, SourceError) for each in found] == [True, False, True, True, True]


def test_latin_1_is_decoded_only_where_expected() -> None:
    assert ocids('{"ocid": "é"}'.encode("latin-1"), latin=True) == ["é"]
    assert ocids('{"ocid": "é"}'.encode(), latin=True) == ["é"]


def test_personal_data_of_a_release_are_removed() -> None:
    (found,) = read(json.dumps({"releases": [RELEASE]}, indent=1))
    assert isinstance(found, Release)
    assert "Jane" not in found.text
    assert "acme.example" not in found.text
    assert "\n" not in found.text
    kept = decode_release(found.text)
    assert kept["parties"][1].pop("contactPoint") is None
    assert kept["parties"][1]["identifier"]["legalName"] == "ACME LIMITED"


# Queries


def form(**query: Any) -> dict[str, Any]:
    return OcdsPolicy(lambda _address: None).canonical(query)


def test_queries_are_normalised() -> None:
    one = form(
        address=" https://Data.example/x#y ", suppliers=["Zeta", " ACME   Ltd", "acme ltd"], words="Faciale"
    )
    assert one == {
        "address": "https://data.example/x",
        "suppliers": ["acme ltd", "zeta"],
        "words": ["faciale"],
    }
    assert form(**one) == one
    assert form(file="data.jsonl", buyers=["x1"]) == {"file": "data.jsonl", "buyers": ["x1"]}


@pytest.mark.parametrize(
    ("query", "key", "reason"),
    [
        ({"address": "https://x.example/"}, "suppliers", "no-condition"),
        ({"address": "https://x.example/", "suppliers": []}, "suppliers", "no-condition"),
        ({"suppliers": ["acme"]}, "address", "address-missing"),
        ({"file": "a.json", "address": "https://x.example/", "words": ["abc"]}, "file", "address-or-file"),
        ({"address": "https://x.example/", "agency": "x"}, "agency", "unknown-key"),
        ({"address": "https://x.example/", "words": ["ab"]}, "words", "too-short"),
        ({"address": "https://x.example/", "words": ["---"]}, "words", "too-short"),
        ({"address": "https://x.example/", "words": [" "]}, "words", "empty"),
        ({"address": "https://x.example/", "words": [5]}, "words", "not-text"),
        ({"address": "https://x.example/", "words": {"a": 1}}, "words", "not-text"),
        ({"address": "https://x.example/", "words": ["a\x00bcd"]}, "words", "control-characters"),
        (
            {"address": "https://x.example/", "words": [f"w{n:03}" for n in range(21)]},
            "words",
            "too-many-values",
        ),
        *[
            ({"file": name, "words": ["abc"]}, "file", "file-name")
            for name in (
                "",
                "a.txt",
                "../a.json",
                "a/b.json",
                "a\\b.json",
                ".json",
                "..json",
                "/etc/a.json",
                "a\0.json",
            )
        ],
        ({"file": 3, "words": ["abc"]}, "file", "not-text"),
    ],
)
def test_an_unusable_query_is_refused_with_its_reason(query: dict[str, Any], key: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        form(**query)
    assert (caught.value.key, caught.value.reason) == (key, reason)


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ({"suppliers": ["acme"]}, True),
        ({"suppliers": ["ACMÉ  ltd"]}, True),
        ({"suppliers": ["acme limited"]}, True),  # its name in the register
        ({"suppliers": ["0123"]}, True),
        ({"suppliers": ["GB-COH-0123"]}, True),
        ({"suppliers": ["123"]}, False),  # an identifier must match completely
        ({"suppliers": ["home office"]}, False),
        ({"suppliers": ["zeta", "acme"]}, True),
        ({"buyers": ["home"], "suppliers": ["acme"]}, True),
        ({"buyers": ["d1"]}, True),
        ({"buyers": ["ministry"], "suppliers": ["acme"]}, False),
        ({"words": ["biometric"]}, True),
        ({"words": ["reconnaissance faciale"]}, True),
        ({"words": ["metric"]}, False),  # not at the beginning of a word
        ({"words": ["c++"]}, False),
    ],
)
def test_a_contract_is_compared_with_the_query(query: dict[str, list[str]], fits: bool) -> None:
    wanted = CompiledQuery(query)
    merged = merge_releases("ocds-x-1", [json.dumps(RELEASE)])
    (entry,) = entries(merged)
    assert wanted.fits(ReleaseReader(merged, PAGE).traits(entry)) is fits
    if fits:
        for ascii_only in (True, False):  # written with \\u escapes or without
            assert wanted.hints(json.dumps(RELEASE, ensure_ascii=ascii_only)) == wanted.all


def test_only_contracts_of_the_supplier_under_a_framework_match() -> None:
    many = release(
        awards=[{"id": name, "suppliers": [{"name": name}]} for name in ("Acme", "Zeta")],
        contracts=[{"id": f"c-{name}", "awardID": name} for name in ("Acme", "Zeta")],
    )
    merged = merge_releases("ocds-x-1", [json.dumps(many)])
    reader, wanted = ReleaseReader(merged, PAGE), CompiledQuery({"suppliers": ["zeta"]})
    assert [e.entry_id for e in entries(merged) if wanted.fits(reader.traits(e))] == ["c-Zeta"]


# Spooling of a read


def take(spool: Spool, package: bytes, query: dict[str, Any]) -> None:
    """Feed the package as a read does, in pieces that end anywhere."""
    spool.begin(SpooledPage(PAGE, NOW))
    sent: list[bytes] = []
    read_package(package, sent.append, place="t", latin=False, query=query)
    data = b"".join(sent)
    for start in range(0, len(data), 7):
        spool.take(data[start : start + 7])


def test_a_read_too_large_for_the_disk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.contracts.sources.ocds.paging.MAX_BYTES", 1000)
    package = json.dumps({"releases": [{"ocid": f"o{n}", "x": "é" * 10} for n in range(100)]}).encode()
    query = {"suppliers": ["nobody"]}
    with Spool(query, {"o0", "o99"}) as spool:
        with pytest.raises(SourceError) as caught:
            take(spool, package, query)
        assert caught.value.fault is SourceErrorKind.TOO_BIG
        assert spool.matching() == ["o0"]  # the bytes spooled before stay


def test_a_process_matches_by_all_its_releases_together() -> None:
    title = {"ocid": "o", "id": "1", "tender": {"title": "Biometric matching"}}
    award = {"ocid": "o", "id": "2", "awards": [{"id": "a", "suppliers": [{"name": "Acme"}]}]}
    other = {"ocid": "p", "id": "1", "tender": {"title": "Biometric chairs"}}
    package = json.dumps({"releases": [title, other, award, title]}).encode()
    query = {"suppliers": ["acme"], "words": ["biometric"]}
    with Spool(query) as spool:
        take(spool, package, query)
        assert spool.matching() == ["o"]
        process = spool.process("o")
    assert [json.loads(text)["id"] for text in process.texts] == ["1", "2"]  # each once
    query = {"suppliers": ["nobody"]}
    with Spool(query, {"p"}) as spool:
        take(spool, package, query)
        assert spool.matching() == ["p"]


@given(st.text(min_size=1), st.data())
def test_no_matching_release_is_skipped(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    try:
        query = form(file="a.json", suppliers=[name[start : data.draw(st.integers(start, len(name)))]])
    except QueryError:
        return
    text = json.dumps(release(awards__suppliers=[{"name": name}]), ensure_ascii=data.draw(st.booleans()))
    wanted = CompiledQuery(query)
    (entry,) = entries(merged := merge_releases("ocds-x-1", [text]))
    if wanted.fits(ReleaseReader(merged, PAGE).traits(entry)):
        assert wanted.hints(text) == wanted.all


# Windows


def test_a_later_release_of_a_framework_does_not_make_it_a_contract() -> None:
    later = release(contracts__value={"amount": 30, "currency": "GBP"})
    del later["tender"]
    merged = merge_releases("ocds-x-1", [json.dumps(later)])
    (entry,) = entries(merged)
    found = ReleaseReader(merged, PAGE, {"ocds-x-1/c-2026": Kind.VEHICLE}).record(entry)
    assert (found.kind, found.obligated, found.ceiling) == (Kind.VEHICLE, None, Decimal("30.00"))


def test_a_tender_or_an_award_is_skipped_once_its_contract_is_known() -> None:
    tender, award = release(), release(awards__id="c-2026")
    del tender["contracts"], tender["awards"], award["contracts"]
    for partial in (tender, award):
        merged = merge_releases("ocds-x-1", [json.dumps(partial)])
        (entry,) = entries(merged)
        assert not ReleaseReader(merged, PAGE).is_past(entry)
        assert not ReleaseReader(merged, PAGE, {entry.source_id: Kind.NOTICE}).is_past(entry)
        assert ReleaseReader(merged, PAGE, {"ocds-x-1/c-2026": Kind.CONTRACT}).is_past(entry)


def test_a_read_continues_at_the_end_of_the_last_one() -> None:
    assert Progress.of(None).begin(NOW, full=True) == NOW - timedelta(days=7)
    for nonsense in ("", "3", "[]", "no", '{"until": 5, "known": 7}', '"etag"'):
        assert Progress.of(nonsense).begin(NOW, full=True) == NOW - timedelta(days=7)
    left = Progress()
    for source_id in ("a/1", "b/1", "a/1"):
        left.learn(source_id, Kind.VEHICLE)
    left = Progress.of(left.state(NOW - timedelta(hours=6)))
    assert list(left.known.items()) == [("b/1", Kind.VEHICLE), ("a/1", Kind.VEHICLE)]
    assert left.begin(NOW, full=False) == NOW - timedelta(hours=7)
    assert left.begin(NOW, full=True) == NOW - timedelta(hours=30)
    assert left.begin(NOW + timedelta(days=99), full=False) == NOW + timedelta(days=99) - MAX_WINDOW
    assert left.begin(NOW - timedelta(days=9), full=False) < NOW - timedelta(days=9)  # a clock set back


def test_the_number_of_remembered_processes_is_bounded() -> None:
    progress = Progress()
    for number in range(5000):
        progress.learn(f"o/{number}", Kind.CONTRACT)
    assert len(progress.known) == 1000
    assert "o/4999" in progress.known


def test_windows_of_six_hours_cover_the_time_without_gaps() -> None:
    from yarl import URL

    windows = WINDOWS["www.find-tender.service.gov.uk"]
    address = URL("https://www.find-tender.service.gov.uk/api?stages=award&updatedFrom=x&cursor=y&limit=3")
    pieces = windows.pieces(NOW - timedelta(hours=13), NOW)
    queries = [URL(windows.first_page(address, piece)).query for piece in pieces]
    assert [(q["updatedFrom"], q["updatedTo"]) for q in queries] == [
        ("2026-02-12T23:00:00", "2026-02-13T05:00:00"),
        ("2026-02-13T05:00:00", "2026-02-13T11:00:00"),
        ("2026-02-13T11:00:00", "2026-02-13T12:00:00"),
    ]
    assert all(q["stages"] == "award" and q["limit"] == "100" and "cursor" not in q for q in queries)


def test_halving_a_window_skips_no_second_and_terminates() -> None:
    waiting, shortest = [Piece(NOW - timedelta(hours=6, seconds=1), NOW)], []
    while waiting:
        piece = waiting.pop()
        halves = piece.halves()
        waiting += reversed(halves)
        shortest += [] if halves else [piece]
    assert shortest[0].since == NOW - timedelta(hours=6, seconds=1)
    assert shortest[-1].until == NOW
    assert all(one.until == other.since for one, other in pairwise(shortest))
    assert all(timedelta(minutes=1) <= one.until - one.since < timedelta(minutes=2) for one in shortest)
