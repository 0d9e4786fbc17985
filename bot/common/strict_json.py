"""Strict JSON and base64url of what strangers send: each value has one way to be written."""

import base64
import json
from collections.abc import Collection
from typing import Any


def read_object(body: bytes, members: Collection[str]) -> dict[str, Any]:
    """Return a JSON object with exactly these members. Raises ``ValueError``, for one that is there twice
    too."""
    try:
        value = json.loads(body.decode(), object_pairs_hook=_object)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(value, dict) or value.keys() != set(members):
        raise ValueError("other members")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name is there twice")
    return value


def b64(value: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unb64(value: object, length: int | None = None) -> bytes:
    """Return the bytes of canonical base64url without padding, so many if ``length`` is given. Raises
    ``ValueError``."""
    if not isinstance(value, str):
        raise ValueError("no text")
    found = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    if b64(found) != value or length not in (None, len(found)):
        raise ValueError("not canonical, or of another length")
    return found
