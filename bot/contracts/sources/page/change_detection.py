"""Change detection of a page: one observation of it, judged by the state that those before left. Pure.

A change and a removal count only once a second observation confirms them. Pages that are served with status
200 in place of the real one ("not found", bot challenges) are told by their text.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from yarl import URL

from bot.contracts.diff.text import text_digest
from bot.contracts.sources.http import FetchResult
from bot.contracts.sources.http.client import NO_MORE, REDIRECTS
from bot.contracts.sources.page.text import PageText
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable, same_site

MAX_PLACEHOLDER_LENGTH = 1500  # characters; a longer page is a real one, whatever its title

# Script names of bot challenges. Some are in real pages too, but these have more text.
_TEST_SCRIPTS = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|px-captcha"
    rb"|awswaf|sgcaptcha|ddos-guard",
    re.IGNORECASE,
)
_TESTS = re.compile(
    r"just a moment|un instant|nur einen moment|attention required|access denied|accès refusé"
    r"|request rejected|checking your browser|verify(ing)? (that )?you are (a )?human"
    r"|are you (a )?(robot|human)|security check",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b404\b|not found|no longer (exists|available)|can(no|['’])?t be found|could ?n[o'’]t find"
    r"|does ?n[o'’]t exist|introuvable|non trouvée?|n['’]existe (pas|plus)|n['’]est plus disponible"
    r"|nicht gefunden|no encontrada|non trovata",
    re.IGNORECASE,
)

_END = re.compile(rb"</(html|body)\s*>", re.IGNORECASE)
_MAX_TRAILER_SIZE = 4096  # bytes searched for the end tag; statistics and comments may follow it


@dataclass(frozen=True, slots=True)
class PageState:
    """State of the last complete read: the HTTP state, the time, the final address of the page, the number of
    reads in a row that found it gone, and whether its end tag was there.

    ``said`` is the digest of the accepted text (``None``: not recorded yet). ``doubt``: the token of another
    text at the last look, which is accepted only when seen again; ``doubts``: the number of such looks in a
    row. ``odd``: the accepted page itself reads like a "not found" page.
    """

    http: str | None
    fetched_at: datetime
    at: str
    gone: int = 0
    ended: bool = False
    said: str | None = None
    doubt: str | None = None
    doubts: int = 0
    odd: bool = False

    @classmethod
    def of(cls, state: str | None) -> "PageState | None":
        """Parse the result of ``state``; ``None`` if it is of another kind."""
        try:
            known = json.loads(state or "null")
            return cls(
                http=known["http"],
                fetched_at=datetime.fromisoformat(known["fetched_at"]),
                at=str(known["at"]),
                gone=int(known["gone"]),
                ended=bool(known.get("ended")),
                said=known.get("said"),
                doubt=known.get("doubt"),
                doubts=int(known.get("doubts", 0)),
                odd=bool(known.get("odd")),
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def state(self) -> str:
        """Return the state as JSON."""
        return json.dumps({**asdict(self), "fetched_at": self.fetched_at.isoformat()})


def _is_ended(fetched: FetchResult) -> bool:
    """True if the content ends with an end tag of the page."""
    return _END.search(fetched.content[-_MAX_TRAILER_SIZE:]) is not None


def _says_its_length(fetched: FetchResult) -> bool:
    """True if truncation would have been noticed; without a length the body ends with the connection."""
    return "content-length" in fetched.headers or "transfer-encoding" in fetched.headers


def is_missing(fetched: FetchResult) -> bool:
    """True if the answer is that of a page which is not there, or elsewhere."""
    return fetched.status in NO_MORE or fetched.status in REDIRECTS


class Observation:
    """One look at a page, and its judgement by the known state."""

    def __init__(self, fetched: FetchResult, said: PageText) -> None:
        self.fetched = fetched
        self.gone = is_missing(fetched)
        self.said = said
        self.digest = text_digest(self.said.text)
        self.ended = _is_ended(fetched)
        self.odd = not self.gone and is_not_found(self.said)

    def is_gone(self, known: PageState) -> bool:
        """True if the page is no longer at its address, or the address leads elsewhere."""
        if self.gone or (self.odd and not known.odd):
            return True
        return (
            not same_page(self.fetched.url, known.at) and bool(self.said.text) and self.digest != known.said
        )

    def fault(self, known: PageState | None) -> SourceError | None:
        """Return the error of an answer that cannot be compared with a page."""
        place = loggable(self.fetched.url)
        if is_robot_test(self.fetched.content, self.said):
            return SourceError(SourceErrorKind.REFUSED, f"{place}: a test for robots")
        if not self.said.text:
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: no text")
        if known is not None and known.ended and not self.ended and not _says_its_length(self.fetched):
            return SourceError(SourceErrorKind.BAD_ANSWER, f"{place}: cut off, it seems")
        return None

    def token(self, known: PageState) -> str:
        """Return the token that must be seen twice before the look is accepted."""
        return self.digest if self.ended or not known.ended else f"cut {self.digest}"

    def is_believed(self, known: PageState) -> bool:
        """True if the text is the accepted one, or differs from it in the same way at two looks. A page with
        another text at each look is accepted at the third, if it is complete."""
        token = self.token(known)
        return token in (known.said, known.doubt) or (known.doubts >= 2 and token == self.digest)

    def known(self) -> PageState:
        """Return the state for the next look."""
        fetched = self.fetched
        return PageState(
            http=fetched.state,
            fetched_at=fetched.fetched_at,
            at=fetched.url,
            ended=self.ended,
            said=self.digest,
            odd=self.odd,
        )


def same_page(one: str, other: str) -> bool:
    """True if two addresses are of one page, ignoring scheme, "www." and a slash at the end."""
    here, there = URL(one), URL(other)
    same = (here.path.rstrip("/").casefold(), here.query) == (there.path.rstrip("/").casefold(), there.query)
    return same and same_site(here, there)


def is_robot_test(content: bytes, said: PageText) -> bool:
    """True if a page is only a bot challenge."""
    if len(said.text) > MAX_PLACEHOLDER_LENGTH:
        return False
    return _TESTS.search(_head(said)) is not None or _TEST_SCRIPTS.search(content) is not None


def is_not_found(said: PageText) -> bool:
    """True if a short page says in its title or first line that it was not found."""
    return len(said.text) <= MAX_PLACEHOLDER_LENGTH and _NOT_FOUND.search(_head(said)) is not None


def _head(said: PageText) -> str:
    return f"{said.title}\n{said.text.partition(chr(10))[0]}"
