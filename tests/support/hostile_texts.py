"""Hypothesis strategies for hostile input: values of the wrong type, and texts with a meaning for the program
that shows them."""

import copy
import json
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

TEXTS = (
    "",
    " ",
    "\0",
    "\u202e\u2066right to left\u2069",
    "\ud800",  # a lone surrogate
    "\u200b\u200d\ufeff",
    "a\u0301" * 40,
    "x" * 6000,
    "🔔" * 3000,
    "@everyone @here <@&1> <@123456789012345678> <#1> </sign:1> <t:0:F>",
    "**bold** `code` ```block``` [link](https://evil.example) ||spoiler|| > quote\n# title\n-# small",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    '"; DROP TABLE demands; --',
    "' OR 1=1 --",
    "%s %d {0} {name} $(id) `id` ${HOME}",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "http://127.0.0.1/",
    "javascript:alert(1)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "&lt;&amp;&#0;&#x110000;",
    "1e400",
    "-0",
    "9" * 400,
    "NaN",
    "Infinity",
    "٣٤",
    "²",
    "１２",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31T23:59:60Z",
    "10000-01-01",
    "2026-01-01T00:00:00+99:99",
    "null",
    "true",
    "[" * 2000,
    '{"a":' * 500,
)

texts = st.one_of(
    st.sampled_from(TEXTS), st.text(max_size=60), st.text(st.characters(categories=["Cs", "Cc", "Cf"]))
)

scalars: st.SearchStrategy[Any] = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.sampled_from([0, -1, 2**63, -(2**63), 2**64, 10**400, 1, 99999999]),
    st.sampled_from(
        [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+400"), Decimal("-0.001"), Decimal(10**30)]
    ),
    st.floats(),
)

values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(texts, st.sampled_from(["id", "name", "#text"])), inner, max_size=3),
    ),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn, sample: Any) -> Any:
    """A copy of a valid value with up to four places replaced, removed or duplicated."""
    value = copy.deepcopy(sample)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(value))
        if not places:
            return draw(values)
        holder, key = draw(st.sampled_from(places))
        act = draw(st.sampled_from(["put", "put", "put", "drop", "double", "wrap"]))
        if (isinstance(holder, list) and key >= len(holder)) or (
            isinstance(holder, dict) and key not in holder
        ):
            continue
        if act == "drop":
            del holder[key]
        elif act == "double" and isinstance(holder, list):
            holder.append(holder[key])
        elif act == "wrap":
            holder[key] = [holder[key]]
        else:
            holder[key] = draw(values)
    return value


def _places(value: Any) -> Any:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in inner:
        yield value, key
        yield from _places(held)


@st.composite
def spoiled_text(draw: st.DrawFn, sample: str) -> str:
    """A valid document with pieces removed, replaced or repeated."""
    text = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 60)))
        text = text[:start] + draw(st.one_of(texts, st.just(text[start:end] * 3))) + text[end:]
    return text


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def as_json(value: Any) -> bytes:
    """Serialise as a hostile server would: with invalid numbers and lone surrogates."""
    return json.dumps(value, default=str).encode()
