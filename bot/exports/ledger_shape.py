"""Shape of a ledger file: it is read only if every byte is as ``ledger_file`` writes it.

Readers of JSON differ about doubled keys, 1.0, large numbers, halves of characters and deep nesting. None of
that is read here, so that no two programs can see two different ledgers in one file.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.exports.manifest import fingerprint
from bot.exports.verdict import HEX_KEY, SIGNATURE, NotAnExport
from bot.petitions.counts.ledger import FORMAT as ENTRY_FORMAT
from bot.petitions.counts.ledger import PAGE_FORMAT

FORMAT = 1
"""Version of the file: incremented when a key changes its name or meaning."""

KIND = "tocsin-ledger"

MAX_SIZE = 2**26  # bytes: tens of thousands of publications
_MAX_NUMBER = 2**53 - 1  # what every reader of JSON holds exactly
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_ANY = re.compile(r".*", re.DOTALL)
_DIGITS = 20  # longer numbers are cut, and so differ from what was written


def written(file: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file."""
    return json.dumps(file, ensure_ascii=False, indent=1).encode() + b"\n"


def parsed(raw: bytes) -> Mapping[str, Any]:
    """Return the JSON of a ledger file. Raises ``NotAnExport``."""
    if len(raw) > MAX_SIZE:
        raise NotAnExport("terminal-verify-ledger-large")
    try:
        file = json.loads(
            raw.decode(), parse_int=lambda digits: int(digits[:_DIGITS]), parse_constant=_refused
        )
    except (ValueError, RecursionError) as error:
        raise NotAnExport("terminal-verify-no-ledger") from error
    if (
        not isinstance(file, dict)
        or file.get("kind") != KIND
        or not _has(file, _FILE)
        or raw != written(file)
    ):
        raise NotAnExport("terminal-verify-no-ledger")
    if file["format"] != FORMAT or any(
        entry["format"] not in (ENTRY_FORMAT, PAGE_FORMAT) for entry in file["entries"]
    ):
        raise NotAnExport("terminal-verify-ledger-format")
    return file


def parsed_rounds(raw: bytes) -> Mapping[str, Any] | None:
    """Return the JSON of a file of rounds; ``None`` if it is not as ``rounds_file`` writes it."""
    try:
        file = json.loads(
            raw.decode(), parse_int=lambda digits: int(digits[:_DIGITS]), parse_constant=_refused
        )
        whole = _has(file, _ROUNDS) and (file["format"], file["kind"]) == (1, "rounds")
        return file if whole and raw == written(file) else None
    except (ValueError, RecursionError):
        return None


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _has(value: Any, kinds: Mapping[str, Any]) -> bool:
    """True for an object with these keys, in this order, and values of these kinds."""
    return (
        isinstance(value, dict)
        and list(value) == list(kinds)
        and all(kind(value[key]) for key, kind in kinds.items())
    )


def _whole(value: Any) -> bool:
    return type(value) is int and abs(value) <= _MAX_NUMBER


def _text(value: Any, pattern: re.Pattern[str] = _ANY) -> bool:
    return (
        isinstance(value, str)
        and _HALF_CHARACTER.search(value) is None
        and pattern.fullmatch(value) is not None
    )


def _hash(value: Any) -> bool:
    return _text(value, HEX_KEY)


def _nothing(value: Any) -> bool:
    return value is None


def _hash_or_none(value: Any) -> bool:
    return value is None or _hash(value)


def _moment(value: Any) -> bool:
    return _text(value, _MOMENT)


def _signature(value: Any) -> bool:
    return _text(value, SIGNATURE)


def _units(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(_has(each, _UNIT) for each in value))


def _entry(value: Any) -> bool:
    page = isinstance(value, dict) and value.get("format") == PAGE_FORMAT
    return _has(value, _PAGE_ENTRY if page else _ENTRY)


def _version(value: Any) -> bool:
    return _has(value, _VERSION) or _has(value, _PAGE_VERSION)


def _key(value: Any) -> bool:
    return _has(value, _KEY) and (value["algorithm"], value["fingerprint"]) == (
        "Ed25519",
        fingerprint(value["public_key"]),
    )


def _by_language(value: Any, kind: Callable[[Any], bool]) -> bool:
    return (
        isinstance(value, dict)
        and list(value) == sorted(value)
        and all(_LANGUAGE.fullmatch(language) for language in value)
        and all(kind(text) for text in value.values())
    )


def _texts(value: Any) -> bool:
    return _by_language(value, lambda text: _has(text, {"title": _text, "body": _text}))


def _consent(value: Any) -> bool:
    return _by_language(value, _text)


_UNIT = {
    "id": _whole,
    "unit": _text,
    "name": _text,
    "size": _whole,
    "count": lambda value: value is None or _whole(value),
}
_KEY = {"algorithm": _text, "public_key": _hash, "fingerprint": _text}
_VERSION = {"version": _whole, "since": _text, "texts": _texts, "text_sha256": _hash}
_PAGE_VERSION = {**_VERSION, "consent": _consent, "consent_sha256": _hash}
_HEAD = {"demand": _text, "number": _whole, "count": _whole, "hash": _hash}
_ENTRY = {
    "demand": _text,
    "demand_id": _whole,
    "text_hash": _hash_or_none,
    "number": _whole,
    "published_at": _moment,
    "count": _whole,
    "invalidated": _whole,
    "verified_by": _text,
    "account_days": _whole,
    "server_days": _whole,
    "reason": _text,
    "breakdown": _units,
    "previous_hash": _hash_or_none,
    "hash": _hash,
    "format": _whole,
}
_PAGE_ENTRY = {
    **_ENTRY,
    "text_hash": _hash,
    "consent_hash": _hash,
    "issuing_key": _text,
    "rows_sha256": _hash_or_none,
    "index_sha256": _hash_or_none,
    "places": _whole,
    "issued": _whole,
    "threshold": _nothing,
    "until": _nothing,
    "box_key": _hash,
}
_FILE = {
    "format": _whole,
    "kind": _text,
    "demand": _text,
    "key": _key,
    "versions": lambda value: isinstance(value, list) and all(_version(each) for each in value),
    "entries": lambda value: isinstance(value, list) and all(_entry(each) for each in value),
    "head": lambda value: value is None or _has(value, _HEAD),
    "signature": _signature,
}
_ROUND = {
    "number": _whole,
    "id": _text,
    "begun_on": _text,
    "keys": lambda value: isinstance(value, list) and all(_hash(each) for each in value),
    "previous_hash": _hash_or_none,
    "hash": _hash,
}
_ROUNDS = {
    "format": _whole,
    "kind": _text,
    "key": _key,
    "rounds": lambda value: isinstance(value, list) and all(_has(each, _ROUND) for each in value),
    "signature": _signature,
}
