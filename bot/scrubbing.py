"""What must stand in no log: the secrets of this installation, and whatever points at a person.

Text from anywhere, libraries and exceptions included, is rewritten as a whole on its way out: no line is
trusted to have been written with care. What cannot be told apart from a secret is taken for one.
"""

import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

_LEAST = 4  # characters of a secret that is looked for: a shorter one would stand in every other word

_ID = r"(?<!\d)\d{15,20}(?!\d)"  # as Discord numbers people, and everything else
_PLACE = r"(?<!server )(?<!channel )"  # what our own lines call so is no person
_CODE = "[2-9A-HJKMNP-RTV-Z]{4}"  # see bot.petitions.roster.codes

# In this order: the first see more of a line than the last.
_PATTERNS: tuple[tuple[str, str], ...] = (
    # Interactions and webhooks: the token is in the path, and answers in the member's name for 15 minutes.
    (r"/(interactions|webhooks)/[^/\s?'\"]+/[^/\s?'\"]+", r"/\1/<id>/<token>"),
    # A bot's token, also one that is no longer ours, and what comes with "Authorization".
    (r"(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}", "<token>"),
    (r"\b(Bot|Bearer|Basic) [\w.+/=-]{8,}", r"\1 <token>"),
    # Name and password in an address.
    (r"://[^\s/?#'\"@]*@", "://<login>@"),
    # Names of members, as discord.py and JSON write them, also where that was quoted once more.
    (r"\b(name|global_name|nick|display_name|username)=(\\*+)(['\"]).*?(?<!\\)\2\3", r"\1=<name>"),
    (
        r"(?<!\\)(\\*+['\"])(global_name|nick|display_name|username)\1: ?(\\*+)(['\"]).*?(?<!\\)\3\4",
        r"\2: <name>",
    ),
    # Keys and references: as bytes, in hexadecimal, in base 64.
    (r"(?m)\bb(['\"])(?:\\.|(?!\1)[^\\\n])*+(?:\1|$)", "<bytes>"),
    (r"(?<![0-9A-Za-z])(?:\\x)?[0-9A-Fa-f]{32,}(?![0-9A-Za-z])", "<hex>"),
    (r"(?<![\w+/=-])[\w+/-]{43}=(?!=)", "<base64>"),
    (r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}", "<token>"),
    (rf"\b{_CODE}(?:-{_CODE}){{3}}\b", "<code>"),
)


class Scrubber:
    """Rewrites text so that no secret and no person stands in it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """``secrets`` are found wherever they stand, also as an address, Python or JSON writes them."""
        written = {form for secret in secrets for form in _forms(secret)}
        found = sorted((form for form in written if len(form) >= _LEAST), key=len, reverse=True)
        exact = [("|".join(map(re.escape, found)), "<secret>")] if found else []
        self._rules = [(re.compile(pattern), put) for pattern, put in (*exact, *_PATTERNS)]

    def __call__(self, text: str, *, ours: bool = False) -> str:
        """``ours``: a line of this program, in which "server" and "channel" stand before numbers that a
        steward needs. Everywhere else every number as long as Discord's goes."""
        for pattern, put in self._rules:
            text = pattern.sub(put, text)
        return (_NO_PERSON if ours else _NO_ID).sub("<id>", text)


def _forms(secret: str) -> set[str]:
    quoted = {quote(secret, safe=""), quote(secret, safe=" +"), quote_plus(secret)}
    return {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], *quoted}


_NO_ID = re.compile(_ID)
_NO_PERSON = re.compile(_PLACE + _ID)
