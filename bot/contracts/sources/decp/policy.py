"""Policy of the source "decp": its queries, and a contract's part of an answer. Without parser."""

import contextlib
import re
from collections.abc import Mapping
from typing import Any

from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.policy import check_keys, clean_text, values_of
from bot.contracts.sources.protocol import AnswerPolicy, Field, QueryError, SourceError
from bot.contracts.sources.values import text_of

SOURCE = "decp"
MIN_VALUE_LENGTH = 3
EMPTY = frozenset({"", "CDL", "INX"})  # the table's fillers for "not filled in"

_SPACES = re.compile(r"[\s.\-]+")
SIREN = re.compile(r"\d{9}(\d{5})?")


def source_id_of(buyer: str, number: str) -> str:
    """Return the source id of a contract: "20001318300021/2018MAPA20180500"."""
    return f"{buyer}/{number}"


def key_of(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the buyer's SIRET and its number of the contract, as written; ``None`` if one is missing."""
    buyer, number = row.get("acheteur_id"), row.get("id")
    with contextlib.suppress(SourceError):  # a value of the wrong shape is no key
        if clean("acheteur_id", buyer) and clean("id", number):
            return str(buyer), str(number)
    return None


def clean(key: str, value: Any) -> str | None:
    """Return a text, ``None`` for a filler that stands for an empty one."""
    text = text_of(key, value)
    return None if text is None or text in EMPTY else text


def _of_market(said: Any, source_id: str, content: bytes) -> bytes | None:
    if not isinstance(said, list):
        return None
    rows = [row for row in said if isinstance(row, dict)]
    own = [row for row in rows if (key := key_of(row)) is not None and source_id_of(*key) == source_id]
    if own and len(own) == len(said):
        return content
    return canonical_bytes(own) if own else None


class DecpPolicy:
    """Policy of the essential data of French contracts.

    A query has ``suppliers`` and ``buyers`` (a SIRET of 14 digits, or a SIREN of 9 for a company with all its
    establishments) and ``words`` (of the object). Values of one key are alternatives, the keys are
    conditions; one is required. The table holds contracts notified since about 2024, and no names.
    """

    name = SOURCE
    fields = (
        Field("suppliers", many=True),
        Field("buyers", many=True),
        Field("words", many=True),
    )
    pick: str | None = "suppliers"
    asks_by_id = True
    kept = AnswerPolicy(lists=lambda _url: True, part=_of_market)

    def canonical(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Check and normalise a query: numbers without spaces, sorted and unique, empty keys removed.

        Raises ``QueryError``: ``unknown-key``, ``not-text``, ``empty``, ``control-characters``,
        ``too-short``, ``too-many-values``, ``not-siret``, ``nothing-to-find``.
        """
        check_keys(query, [field.key for field in self.fields])
        found = {key: values_of(query, key, _siret) for key in ("suppliers", "buyers")}
        found["words"] = values_of(query, "words", _words)
        if not any(found.values()):
            raise QueryError("suppliers", "nothing-to-find")
        return {key: values for key, values in found.items() if values}


def _siret(key: str, value: Any) -> str:
    number = _SPACES.sub("", clean_text(key, value))
    if not SIREN.fullmatch(number) or not number.isascii():
        raise QueryError(key, "not-siret", value)
    return number


def _words(key: str, value: Any) -> str:
    return clean_text(key, value, shortest=MIN_VALUE_LENGTH)
