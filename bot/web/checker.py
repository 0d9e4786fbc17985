"""Script that checks ledgers in a browser, with its sentences and the policy that allows nothing else."""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from bot.texts import Translator

_SENTENCES = (
    *("verdict-good", "verdict-part", "verdict-wrong", "verdict-void", "verdict-none", "checking", "choose"),
    *("no-crypto", "unreachable", "not-shown", "ledger", "counts", "files", "key", "head", "restored"),
    *("clock", "compare-key", "no-ed25519", "signature", "other-key", "key-unread", "head-unread"),
    *("head-other", "head-absent", "head-newer", "head-demand", "head-changed", "too-large", "newer-format"),
    *("no-ledger", "text", "no-text", "missing", "other-demand", "negative", "lost-nothing", "previous"),
    *("other-format", "hash", "no-list", "file-changed", "file-missing", "file-added", "file-odd"),
    *("archive-odd", "other-ledger", "other-counts", "timestamps-unchecked", "document-unchecked"),
    # Of demands that are signed on the page.
    *("not-shown-page", "progress", "opening", "issuing-key", "other-issuing-key", "other-box-key"),
    *("after-end", "no-rows", "issued", "places", "places-fell", "issued-fell", "figures-changed"),
    *("round-fell", "void", "page-entry", "consent", "rows", "rows-unchecked", "rows-missing", "rows-hash"),
    *("index-hash", "rows-count", "rows-issued", "rows-more", "row-form", "row-twice", "row-order"),
    *("row-turn", "row-version", "row-token", "row-signature", "own", "own-signed", "own-withdrawn"),
    *("own-newer", "own-other", "own-absent", "own-unread", "receipt", "receipt-waits", "receipt-none"),
    *("receipt-unread", "receipt-wrong", "row-struck", "rounds", "rounds-unchecked", "rounds-unread"),
    *("round", "round-no-key", "key-twice"),
    "not-shown-evidence",
)
_VALUES = (
    *("number", "count", "publications", "demand", "title", "day", "key", "name", "row", "found", "issued"),
    *("places", "first_places", "first_issued", "version", "other", "before", "now", "round"),
)


def checker_sentences(t: Translator) -> dict[str, str]:
    """Return the sentences of the checkers by their keys, with ``{number}`` where a value is put."""
    values = {name: f"{{{name}}}" for name in _VALUES}
    return {name: t(f"board-check-{name}", **values) for name in _SENTENCES}


def checker(t: Translator, csp: str) -> dict[str, Any]:
    """Return what the templates of the checker need; ``csp`` is the policy of the other pages."""
    script = (files("bot.web") / "static" / "verify.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {
        "sentences": Markup(_json_in_html(checker_sentences(t))),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "csp": f"{csp}; script-src 'sha256-{digest}'; connect-src 'self'",
    }


def _json_in_html(value: object) -> str:
    """Return JSON that can stand in a script element: nothing in it ends that."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
