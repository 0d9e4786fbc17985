"""Policy of the source "ocds": its queries, their evaluation, and the ids that people can quote. Without
parser. Everything is compared here, not by the publisher: ignoring case, accents and the amount of space.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.common.text import has_control_characters
from bot.contracts.sources.ocds.publishers import address_called, canonical_address, public_id
from bot.contracts.sources.ocds.values import fold
from bot.contracts.sources.policy import AddressPolicy, check_keys, clean_text, values_of
from bot.contracts.sources.protocol import AnswerPolicy, Field, QueryError
from bot.contracts.sources.web_address import address_of

MIN_VALUE_LENGTH = {"suppliers": 2, "buyers": 2, "words": 3}
FILE_NAME = re.compile(r"[^./\\][^/\\]{0,199}\.(json|jsonl|json\.gz)")

_STRING = json.JSONDecoder(strict=False)
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Traits:
    """The values of a contract that are compared: names and ids of suppliers and buyers, and texts."""

    suppliers: Sequence[str]
    supplier_ids: Sequence[str]
    buyers: Sequence[str]
    buyer_ids: Sequence[str]
    texts: Sequence[str]


class CompiledQuery:
    """A compiled query. Values of one key are alternatives, the keys are conditions.

    A supplier or buyer matches by part of its name, or by a whole identifier, with its scheme or without. A
    word matches at the beginning of a word in titles and descriptions: "surveil" in "surveillance", but not
    "ice" in "service".
    """

    def __init__(self, query: Mapping[str, Any]) -> None:
        self._values = {
            key: [fold(value) for value in query[key]] for key in MIN_VALUE_LENGTH if key in query
        }
        self._words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in self._values.get("words", ())]
        # Every token of a matching value is somewhere in the release.
        self._tokens = [[_TOKEN.findall(value) for value in values] for values in self._values.values()]
        self.all = (1 << len(self._tokens)) - 1

    def hints(self, release: str) -> int:
        """Return a bit mask of the conditions that a release, as JSON text, may help to meet: never too
        few."""
        seen = fold(_unescaped(release))
        met = 0
        for bit, values in enumerate(self._tokens):
            if any(all(token in seen for token in tokens) for tokens in values):
                met |= 1 << bit
        return met

    def fits(self, traits: Traits) -> bool:
        """Return whether a contract meets every condition."""
        return (
            self._has("suppliers", traits.suppliers, traits.supplier_ids)
            and self._has("buyers", traits.buyers, traits.buyer_ids)
            and self._says(traits.texts)
        )

    def _has(self, key: str, names: Iterable[str], ids: Iterable[str]) -> bool:
        values = self._values.get(key)
        if values is None:
            return True
        folded, known = [fold(name) for name in names], {fold(identifier) for identifier in ids}
        return any(value in known or any(value in name for name in folded) for value in values)

    def _says(self, texts: Iterable[str]) -> bool:
        if not self._words:
            return True
        folded = [fold(text) for text in texts]
        return any(word.search(text) for word in self._words for text in folded)


def _unescaped(release: str) -> str:
    """Decode all escapes of a JSON text at once, without quotes and backslashes: as one long string, in a
    tenth of the time that it takes to find each escape."""
    if "\\u" not in release:
        return release
    bare = release.replace("\\\\", " ").replace('\\"', " ").replace('"', " ")
    text: str = _STRING.decode(f'"{bare}"')
    return text


def _clean(key: str, value: Any) -> str:
    trimmed = clean_text(key, value, shortest=MIN_VALUE_LENGTH[key])
    return unicodedata.normalize("NFC", trimmed).casefold()


def _file(value: Any) -> str:
    if not isinstance(value, str):
        raise QueryError("file", "not-text", value)
    name = value.strip()
    if not FILE_NAME.fullmatch(name) or has_control_characters(name):
        raise QueryError("file", "file-name", value)
    return name


SOURCE = "ocds"


class OcdsPolicy(AddressPolicy):
    """Policy of data in the Open Contracting Data Standard. For its queries see ``Ocds``."""

    name = SOURCE
    fields = (*AddressPolicy.fields, Field("suppliers"), Field("buyers"), Field("words"))
    pick = "suppliers"
    kept = AnswerPolicy(chosen=True, public_id=public_id)

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: values in lower case, sorted and unique, empty keys removed. The name
        of a publisher may stand for its address.

        Raises ``QueryError`` with a reason of ``address_of``, ``check_keys``, ``values_of`` or
        ``clean_text``, or with ``file-name``, ``address-or-file`` (both are given) or ``no-condition`` (no
        supplier, buyer or word).
        """
        query = {key: address_called(value) if key == "address" else value for key, value in query.items()}
        check_keys(query, {"address", "file", *MIN_VALUE_LENGTH})
        found: dict[str, Any] = {}
        if query.get("file") is None:
            found["address"] = canonical_address(address_of(query, self._check))
        elif query.get("address"):
            raise QueryError("file", "address-or-file", query["file"])
        else:
            found["file"] = _file(query["file"])
        conditions = {key: values for key in MIN_VALUE_LENGTH if (values := values_of(query, key, _clean))}
        if not conditions:
            raise QueryError("suppliers", "no-condition")
        return found | conditions
