"""Parts of answers for servers that did not request them: only the content about one contract."""

import json
from typing import Any

import pytest

from bot.contracts.sources import registry
from bot.contracts.sources.protocol import AnswerPolicy
from bot.contracts.sources.registry import may_hold_others, part_of, says_none
from bot.contracts.sources.ted import Ted

pytestmark = pytest.mark.unit

API = "https://api.usaspending.gov/api/v2/"


def bytes_of(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("source", "path", "others"),
    [
        ("usaspending", "search/spending_by_transaction/", True),
        ("usaspending", "awards/CONT_AWD_1/", False),
        ("usaspending", "transactions/", False),
        ("usaspending", "idvs/amounts/CONT_IDV_1/", False),
        ("ted", "v3/notices/search", True),
        ("decp", "exports/json", True),
        ("boamp", "records", False),
        ("approch", "records", False),
        ("sam", "search", False),
        ("feed", "feed.xml", False),
        ("page", "work", False),
        ("ocds", "packages", False),
    ],
)
def test_only_lists_may_have_other_contracts(source: str, path: str, others: bool) -> None:
    assert may_hold_others(source, API + path, "application/json") is others


def test_the_part_of_a_transaction_search_is_the_rows_of_the_award_with_exact_amounts() -> None:
    page = (
        b'{"results": [{"generated_internal_id": "A", "Mod": "1", "Transaction Amount": 2306976.66},'
        b' {"generated_internal_id": "B"}, {"generated_internal_id": "A", "Mod": "0"}],'
        b' "messages": ["words"]}'
    )
    assert part_of("usaspending", "A", page) == (
        b'{"results":[{"Mod":"1","Transaction Amount":2306976.66,"generated_internal_id":"A"},'
        b'{"Mod":"0","generated_internal_id":"A"}]}'
    )
    assert part_of("usaspending", "C", page) is None


def test_the_part_of_a_page_of_notices_is_the_notice_unchanged() -> None:
    notice = {"publication-number": "00012-2026", "notice-type": "can-standard"}
    page = bytes_of({"notices": [{"publication-number": "13-2026"}, notice], "totalNoticeCount": 2})
    part = part_of("ted", "12-2026", page)
    assert part is not None
    assert json.loads(part) == notice
    assert Ted.record(notice).source_id == "12-2026"
    assert part_of("ted", "12-2026", part) == part, "a notice that is kept alone"
    assert part_of("ted", "14-2026", page) is None
    assert part_of("ted", "14-2026", part) is None


def test_the_part_of_rows_of_several_contracts_is_those_of_the_contract() -> None:
    own, other = {"acheteur_id": "2", "id": "M/1", "montant": 1.1}, {"acheteur_id": "2", "id": "M"}
    part = part_of("decp", "2/M/1", bytes_of([own, other]))
    assert part is not None
    assert json.loads(part) == [own]
    alone = bytes_of([own, own])
    assert part_of("decp", "2/M/1", alone) == alone, "of one market alone: byte for byte"
    assert part_of("decp", "2/M/2", alone) is None


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff", b"[1]", b'"x"', b"{}", b'{"results": 1}'])
@pytest.mark.parametrize("source", ["usaspending", "ted", "decp"])
def test_other_answers_have_no_part(source: str, content: bytes) -> None:
    assert part_of(source, "A", content) is None


def test_an_answer_for_an_unknown_id_is_stored_with_its_exchange_and_is_no_page() -> None:
    for source in ("usaspending", "decp"):
        assert says_none(source, "application/warc")
        assert not says_none(source, "application/json")
        assert not may_hold_others(source, API + "search/", "application/warc")
    assert not says_none("page", "application/warc")


def test_each_source_declares_which_answers_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = AnswerPolicy(
        lists=lambda url: url.endswith("/all"), part=lambda said, id_, _content: said[id_].encode()
    )
    monkeypatch.setitem(registry._KEPT, "city", kept)
    assert may_hold_others("city", "https://city.example/all", "application/json")
    assert not may_hold_others("city", "https://city.example/1", "application/json")
    assert part_of("city", "1", b'{"1": "own", "2": "other"}') == b"own"
    assert part_of("a source that is no more", "1", b"[1]") == b"[1]"
