"""Queries of the sources that are described by their fields: one form, and reasons for what is refused."""

from typing import Any

import pytest

from bot.contracts.sources.approch import Approch
from bot.contracts.sources.boamp import Boamp
from bot.contracts.sources.decp import Decp
from bot.contracts.sources.policy import MAX_VALUES, Policy
from bot.contracts.sources.protocol import QueryError
from bot.contracts.sources.registry import POLICIES
from bot.contracts.sources.ted import Ted

pytestmark = pytest.mark.unit

DESCRIBED: list[Any] = [
    policy
    for policy in POLICIES
    if issubclass(policy, Policy) and "words" in {field.key for field in policy.fields}
]


def refusal(policy: type[Policy], query: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(QueryError) as caught:
        policy.canonical(query)
    return caught.value.key, caught.value.reason


@pytest.mark.parametrize("policy", DESCRIBED, ids=lambda policy: policy.name)
def test_every_source_refuses_what_is_no_query(policy: type[Policy]) -> None:
    assert refusal(policy, {}) == (policy.fields[0].key, "nothing-to-find")
    assert refusal(policy, {"agency": ["x"]}) == ("agency", "unknown-key")
    for given, reason in (
        (["ab"], "too-short"),
        ([" "], "empty"),
        (["a\x00bc"], "control-characters"),
        ([3], "not-text"),
        ([None], "not-text"),
        ({"a": 1}, "not-text"),
        ([f"word {number}" for number in range(MAX_VALUES + 1)], "too-many-values"),
    ):
        assert refusal(policy, {"words": given}) == ("words", reason)
    assert policy.canonical({"words": [" B  word", "a word", "a word"], "buyers": []}) == {
        "words": ["B word", "a word"]
    }


@pytest.mark.parametrize(
    ("policy", "query", "key", "reason"),
    [
        (Approch, {"buyers": ["Ministère"]}, "buyers", "not-siret"),
        (Boamp, {"countries": ["FRA"]}, "countries", "unknown-key"),
        (Decp, {"suppliers": ["Capgemini"]}, "suppliers", "not-siret"),
        (Decp, {"buyers": ["1234"]}, "buyers", "not-siret"),
        (Decp, {"suppliers": ["１２３４５６７８９"]}, "suppliers", "not-siret"),
        (Ted, {"countries": ["FRA"]}, "suppliers", "nothing-to-find"),
        (Ted, {"countries": ["FR"], "words": ["abc"]}, "countries", "not-country"),
        (Ted, {"words": ['"" *']}, "words", "too-short"),
    ],
)
def test_an_unusable_value_is_refused(
    policy: type[Policy], query: dict[str, Any], key: str, reason: str
) -> None:
    assert refusal(policy, query) == (key, reason)


@pytest.mark.parametrize(
    ("policy", "given", "canonical"),
    [
        (Approch, {"buyers": ["110 014 016 00019"]}, {"buyers": ["110014016"]}),
        (
            Decp,
            {"suppliers": ["380 243 923 00089", "380.243.923", "380\u00a0243\u00a0923"], "buyers": []},
            {"suppliers": ["380243923", "38024392300089"]},
        ),
        (
            Ted,
            {"suppliers": [" B  c", "Aaa", "Aaa"], "countries": "fra", "buyers": []},
            {"suppliers": ["Aaa", "B c"], "countries": ["FRA"]},
        ),
    ],
)
def test_a_query_has_one_form(policy: type[Policy], given: dict[str, Any], canonical: dict[str, Any]) -> None:
    assert policy.canonical(given) == canonical == policy.canonical(canonical)
