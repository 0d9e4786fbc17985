"""Redaction of log lines: removes this installation's secrets and everything that identifies a person.

Text from anywhere, libraries and exceptions included, is rewritten as a whole on its way out: no line is
trusted to be harmless. Anything that cannot be told apart from a secret is treated as one.
"""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_MIN_SECRET_LENGTH = (
    4  # minimum length of a secret to search for: a shorter one would match in every other word
)

_ID = r"(?<!\d)\d{15,20}(?!\d)"  # Discord's ids, of people and everything else
_PLACE = r"(?<!server )(?<!channel )"  # after these words in our own lines, an id is no person's
_CODE = "[2-9A-HJKMNP-RTV-Z]{4}"  # see bot.petitions.roster.codes

# Order matters: earlier patterns match more of a line.
_PATTERNS: tuple[tuple[str, str], ...] = (
    # Interactions and webhooks: the token is in the path, and can answer in the member's name for 15 minutes.
    (r"/(interactions|webhooks)/[^/\s?'\"]+/[^/\s?'\"]+", r"/\1/<id>/<token>"),
    # A bot's token, even a revoked one, and the value of an "Authorization" header.
    (r"(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", "<token>"),
    (r"\b(Bot|Bearer|Basic) [\w.+/=-]{8,}", r"\1 <token>"),
    # Login in a URL.
    (r"://[^\s/?#'\"@]*@", "://<login>@"),
    # Names of members, as discord.py and JSON write them, also inside another quoted string.
    (r"\b(name|global_name|nick|display_name|username)=(\\*+)(['\"]).*?(?<!\\)\2\3", r"\1=<name>"),
    (
        r"(?<!\\)(\\*+['\"])(global_name|nick|display_name|username)\1: ?(\\*+)(['\"]).*?(?<!\\)\3\4",
        r"\2: <name>",
    ),
    # Keys and references: as bytes, hexadecimal or base64.
    (r"(?m)\bb(['\"])(?:\\.|(?!\1)[^\\\n])*+(?:\1|$)", "<bytes>"),
    (r"(?<![0-9A-Za-z])(?:\\x)?[0-9A-Fa-f]{32,}(?![0-9A-Za-z])", "<hex>"),
    (r"(?<![\w+/=-])[\w+/-]{43}=(?!=)", "<base64>"),
    (r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}", "<token>"),
    (rf"\b{_CODE}(?:-{_CODE}){{3}}\b", "<code>"),
)


class Scrubber:
    """Redacts secrets and persons in text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """``secrets`` are found anywhere, also in URL, Python or JSON encoding."""
        written = {form for secret in secrets for form in _forms(secret)}
        found = sorted((form for form in written if len(form) >= _MIN_SECRET_LENGTH), key=len, reverse=True)
        exact = [("|".join(map(re.escape, found)), "<secret>")] if found else []
        self._rules = [(re.compile(pattern), put) for pattern, put in (*exact, *_PATTERNS)]

    def __call__(self, text: str, *, ours: bool = False) -> str:
        """Return the redacted text. ``ours``: a line of this program, in which ids after "server" and
        "channel" are kept for the steward. In all other text every number as long as Discord's ids is
        removed."""
        for pattern, put in self._rules:
            text = pattern.sub(put, text)
        return (_NO_PERSON if ours else _NO_ID).sub("<id>", text)


def _forms(secret: str) -> set[str]:
    quoted = {quote(secret, safe=""), quote(secret, safe=" +"), quote_plus(secret)}
    return {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], *quoted}


_NO_ID = re.compile(_ID)
_NO_PERSON = re.compile(_PLACE + _ID)
