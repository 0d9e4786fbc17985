"""Signing page: one HTML file for each language, in which a member makes a card, tokens and rows.

Everything is in the file: its script and style are allowed by their hashes, and it works from disk too.

May import: ``texts``.
Never: sends a card anywhere; a test reads every byte that leaves the browser.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.texts import Translator
from bot.texts.catalogue import own_names

PARTS = (
    *("bytes.js", "p256.js", "ed25519.js", "blind.js", "card.js"),
    *("board.js", "acts.js", "view.js", "page.js"),
)
_PROMISED, _NOT_PROMISED = ("who", "count"), ("tokens", "watched", "roster")
SENTENCES = (
    *("framed", "no-crypto", "busy", "again", "code-for-card", "send-newest", "read-again", "mistyped"),
    *("mistyped-groups", "mistyped-first", "choose-title", "kept-here", "use-kept", "delete-kept"),
    *("kept-deleted", "have-code", "have-card", "have-file", "only-look", "notice", "code-title", "code"),
    *("code-hint", "go-on", "card-title", "card-what", "card-care", "written", "save-card", "card-file"),
    *("line", "line-hint", "line-mistyped", "line-group", "older-letter", "compare-title", "compare-what"),
    *("compare-same", "compare-other", "card-line", "card-file-key"),
    *("confirm-title", "confirm", "confirm-hint", "confirm-wrong", "make-card", "show-card", "card-taken"),
    *("enter-card-title", "enter-card", "enter-card-hint", "get-title", "get-what", "get", "tokens-title"),
    *("tokens-what", "keep-what", "save-tokens", "keep-here", "keep-care", "kept", "kept-already"),
    *("keep-choice", "not-kept", "saved", "to-demands", "no-tokens", "replaced", "object", "objected"),
    *("look-code", "no-new-code", "remove"),
    *("remove-what", "remove-now", "removed", "demands-title", "no-demands", "open", "see", "no-token"),
    *("back-choose", "back", "count", "count-of", "state-open", "state-closed", "state-ended"),
    *("closes", "version", "head", "waits", "status-none", "status-unknown", "lead"),
    *("status-unsure", "status-missing", "status-counted", "status-older", "status-withdrawn"),
    *("status-void", "status-indexed"),
    *("consent-rest", "consent-missing", "sign", "signed", "signed-newest", "withdraw", "withdrawn"),
    *("withdrawn-newest", "look-title", "look-what", "look", "check"),
    *("error-no-answer", "error-not-stored", "no-receipt", "status-receipt", "status-receipt-withdrawn"),
    *("save-proof", "void", "void-why", "void-again", "void-no-token"),
    *("error-too-many", "error-code-unknown", "error-card-unknown", "error-round-unknown"),
    *("error-issued-already", "error-keys-changed", "error-bad-request", "error-demand-unknown"),
    *("error-other-version", "error-turn-used", "error-turns-spent", "error-closed", "error-bad-state"),
    *("error-newer-state", "error-unsettled", "error-other-key", "error-bad-address", "error-bad-token"),
    *("error-other-list", "error-other-row"),
    *("error-bad-file", "error-broken", "error-failed"),
)
"""Keys of the sentences that the script shows, without ``signing-``."""

_VALUES = ("number", "count", "goal", "groups", "length", "day", "name", "rows", "version", "head", "why")


def script() -> str:
    """Return the page's script: its parts, one after another, without indentation and comments, which are a
    sixth of it."""
    return re.sub(
        r"^ *(?://.*\n)?| +// .*$", "", "\n".join(_file(part) for part in PARTS), flags=re.MULTILINE
    )


def script_hash() -> str:
    """Return the hash of the page's script as its policy has it: that of every page of this version."""
    return csp_hash(script())


def sentences(t: Translator) -> dict[str, str]:
    """Return the sentences of the script by their keys, with ``{number}`` where a value is put."""
    return templates_of(t, "signing", SENTENCES, _VALUES)


def templates_of(t: Translator, prefix: str, keys: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Return the sentences of a script by their keys, with ``{number}`` where a value is put."""
    braced = {name: f"{{{name}}}" for name in values}
    return {key: t(f"{prefix}-{key}", **braced) for key in keys}


def json_in_html(value: object) -> Markup:
    """Return JSON that can stand in a script element: nothing in it ends that."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def page(
    t: Translator,
    *,
    title: str = "",
    home: str = "index.html",
    languages: Sequence[str] = (),
    board: str = "",
    key: str = "",
    asked: Sequence[str] = (),
) -> bytes:
    """Return the page in one language.

    ``title`` is the board's, whose first page is at ``home``; ``languages`` are those of the page; ``board``
    is the board's public address, ending in a slash, and ``key`` the fingerprint of the union's signing key,
    for a copy that is opened from disk. ``asked`` are addresses of the registrar and the box: the page may
    connect to their origins, the board's and its own. Without ``board`` it is a page for any union, which
    asks for the address of a board, and may connect to any.
    """
    style = _file("page.css")
    origins = ["'self'", *sorted({_origin(address) for address in (board, *asked)})] if board else ["*"]
    policy = (
        "default-src 'none'",
        f"script-src '{script_hash()}'",
        f"style-src '{csp_hash(style)}'",
        f"connect-src {' '.join(origins)}",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    names = own_names()
    rendered = (
        environment("signing")
        .get_template("page.html")
        .render(
            t=t,
            csp="; ".join(policy),
            style=Markup(style),  # noqa: S704
            script=Markup(script()),  # noqa: S704
            texts=json_in_html(sentences(t)),
            title=title,
            home=home,
            languages=[(each, names[each].capitalize()) for each in languages if each != t.language],
            board=board,
            key=key.replace(" ", ""),
            promised=_PROMISED,
            not_promised=_NOT_PROMISED,
        )
    )
    return rendered.encode()


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.:\[\]-]+", parts.netloc):
        raise ValueError(f"no address of a server: {address}")
    return f"{parts.scheme}://{parts.netloc}"


def csp_hash(content: str) -> str:
    """Return the hash of a script or style as a page's policy has it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


@cache
def _file(name: str) -> str:
    return (files("bot.board.signing") / name).read_text(encoding="utf-8")


@cache
def environment(folder: str) -> Environment:
    """Return the templates in a folder of ``bot.board``."""
    return Environment(
        loader=PackageLoader("bot.board", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
