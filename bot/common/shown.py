"""Digest of the values that a form shows: one that was left open must not undo, without a word, a change that
somebody else made since."""

import hashlib
import json
from typing import Any

from bot.errors import UserError

_DIGEST_LENGTH = 10


def shown_digest(shown: Any) -> str:
    """Return the digest, which the form carries."""
    canonical = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:_DIGEST_LENGTH]


def check_shown(carried: str | None, shown: Any) -> None:
    """Raise ``UserError`` if a form that ``carried`` a digest would show something else now. ``None``: there
    was no form."""
    if carried is not None and carried != shown_digest(shown):
        raise UserError("refusal-record-changed")
