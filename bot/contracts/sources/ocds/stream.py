"""Streaming parser for packages of the Open Contracting Data Standard: one release at a time.

Accepted are release packages, record packages, single releases and records, lists of them, and several in one
text (JSON Lines). A package is decoded release by release: as objects, one of 30 MB would take ten times its
length. Common errors of publishers are tolerated if they are unambiguous: numbers written as ``000``, NaN,
exponents beyond the range of numbers (all read as null), and entries that are no release.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.contracts.sources.json_text import MAX_INTEGER_DIGITS, refuse_brackets, without_halves
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

_SPACE = re.compile(r"[ \t\n\r]*")
_LEADING_ZERO = re.compile(r"-?0\d")
# A string, to its end or that of the text, or a number. Possessive quantifiers: no backtracking.
_STRING_OR_NUMBER = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|-?\d[\d.]*+(?:[eE][+-]?\d+)?', re.DOTALL)
# Members of a release about persons, which say nothing of the contract.
_PERSONAL = re.compile(
    r'"(?:contactPoint|contactPoints|additionalContactPoints|persons|beneficialOwners)"\s*:\s*'
)


OCID_PARTS = 3  # "ocds", the publisher's prefix, and the process, in an id such as ocds-hu01ve-7608611-01


def _fraction(digits: str) -> Decimal | None:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent of twenty digits
        return None


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= MAX_INTEGER_DIGITS else None


DECODER = json.JSONDecoder(parse_float=_fraction, parse_int=_integer, parse_constant=lambda _: None)


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it was published, on one line, without its data about persons. ``date`` as written."""

    ocid: str
    text: str
    date: Any = None


class Package:
    """Parser of one text. After iterating over its releases once, ``next_page``, ``entries`` and ``linked``
    are set.

    Iterating yields a ``SourceError`` for each entry that is no release, and raises one, ``BAD_ANSWER``, if
    the rest of the text cannot be read; earlier results remain valid. ``next_page`` is the address in
    ``next`` of its ``links``, as written. ``entries`` is the number of list entries, readable or not.
    ``linked`` is the number of releases that a record merely links to: they are not read.
    """

    def __init__(self, content: bytes, place: str, *, latin: bool = False) -> None:
        self.next_page: str | None = None
        self.entries = 0
        self.linked = 0
        self._content = content
        self._place = loggable(place)
        self._latin = latin

    def __iter__(self) -> Iterator[Release | SourceError]:
        refuse_brackets(self._content, self._place)
        try:
            cursor = _Cursor(self._text())
            if not cursor.peek():
                raise ValueError("nothing in it")
            while cursor.peek():
                if cursor.peek() != "[":
                    yield from self._document(cursor)
                    continue
                for _ in cursor.entries():
                    yield from self._document(cursor)
        # ArithmeticError and RecursionError: numbers and nesting beyond the limits of decoding.
        except (ValueError, ArithmeticError, RecursionError) as error:
            detail = f"{self._place}: {error}; begins {self._content[:60]!r}"
            raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error

    def _text(self) -> str:
        try:
            return self._content.decode(json.detect_encoding(self._content))
        except UnicodeDecodeError:
            if not self._latin:
                raise
            # Five bytes are undefined in cp1252: each spoils its own character, not the whole text.
            return self._content.decode("cp1252", errors="replace")

    def _document(self, cursor: "_Cursor") -> Iterator[Release | SourceError]:
        """Parse a package, or a single record or release."""
        start, begins_so = cursor.at, cursor.peek()
        if begins_so != "{":
            raise ValueError(f"{begins_so!r} where an object should begin")
        ocid: Any = None
        held = False
        for key in cursor.named():
            if key in ("releases", "records") and cursor.peek() == "[":
                held = True
                for _ in cursor.entries():
                    self.entries += 1
                    yield from self._record(cursor) if key == "records" else self._release(cursor)
            elif key == "compiledRelease" and cursor.peek() == "{":
                held = True
                yield from self._release(cursor)
            elif key == "links":
                links = cursor.value()[0]
                following = links.get("next") if isinstance(links, dict) else None
                self.next_page = following if isinstance(following, str) and following else None
            else:
                value, _ = cursor.value()
                ocid = value if key == "ocid" else ocid
        if not held:
            if not _is_id(ocid):
                raise ValueError("an object that is neither a package nor a release")
            yield Release(ocid, one_line(cursor.text[start : cursor.at]))

    def _record(self, cursor: "_Cursor") -> Iterator[Release | SourceError]:
        """Yield the compiled release of a record, or the releases in it if there is none."""
        if cursor.peek() != "{":
            yield self._no_release(cursor.value()[1])
            return
        ocid: Any = None
        compiled: tuple[Any, str] | None = None
        releases: list[tuple[Any, str]] = []
        for key in cursor.named():
            if key == "releases" and cursor.peek() == "[":
                releases += [cursor.value() for _ in cursor.entries()]
            elif key == "compiledRelease" and cursor.peek() == "{":
                compiled = cursor.value()
            else:
                value, _ = cursor.value()
                ocid = value if key == "ocid" else ocid
        for value, text in [compiled] if compiled else releases:
            yield from self._one(value, text, ocid)

    def _release(self, cursor: "_Cursor") -> Iterator[Release | SourceError]:
        value, text = cursor.value()
        yield from self._one(value, text, None)

    def _one(self, value: Any, text: str, ocid: Any) -> Iterator[Release | SourceError]:
        own = value.get("ocid") or ocid if isinstance(value, Mapping) else None
        if isinstance(value, Mapping) and "url" in value and not value.get("ocid"):
            self.linked += 1
        elif own is not None and _is_id(own):
            yield Release(own, one_line(text), value.get("date"))
        else:
            yield self._no_release(text)

    def _no_release(self, text: str) -> SourceError:
        return SourceError(SourceErrorKind.BAD_ANSWER, f"{self._place}: no release: {text[:80]!r}")


class PackagePart(Package):
    """Parser of a part of a large release package: its beginning, or a part from within its list of releases.

    After iterating once, ``rest`` is the number of bytes at the end that were not parsed, such as a release
    that is cut, and ``ended`` is true if the list ends in this part. ``derive_ocid``: a release without an
    ocid has that of its id, without the last part.
    """

    def __init__(self, content: bytes, place: str, *, begins: bool, last: bool, derive_ocid: bool) -> None:
        super().__init__(content, place)
        self.rest = 0
        self.ended = False
        self._begins = begins
        self._last = last
        self._derive_ocid = derive_ocid

    def __iter__(self) -> Iterator[Release | SourceError]:
        refuse_brackets(self._content, self._place)
        decoder = codecs.getincrementaldecoder("utf-8-sig" if self._begins else "utf-8")()
        try:
            cursor = _Cursor(decoder.decode(self._content, self._last), repairs=False)
            if self._begins:
                self._enter(cursor)
            while not self.ended and (following := cursor.peek()):
                if following == ",":  # it may be the first character of a part
                    cursor.at += 1
                    continue
                start = cursor.at
                try:
                    self.ended = following == "]"
                    found = [] if self.ended else [*self._release(cursor)]
                except json.JSONDecodeError:
                    cursor.at = start
                    break
                self.entries += not self.ended
                yield from found
        except (ValueError, ArithmeticError, RecursionError) as error:
            detail = f"{self._place}: {error}; begins {self._content[:60]!r}"
            raise SourceError(SourceErrorKind.BAD_ANSWER, detail) from error
        pending, _ = decoder.getstate()
        self.rest = len(cursor.text[cursor.at :].encode("utf-8", "surrogatepass")) + len(pending)

    def _enter(self, cursor: "_Cursor") -> None:
        """Move to the first release. A package without a list of them is an empty one."""
        seen = set()
        for key in cursor.named():
            if key == "releases" and cursor.peek() == "[":
                cursor.at += 1
                return
            cursor.value()
            seen.add(key)
        if not {"uri", "publishedDate"} <= seen:
            raise ValueError("an object that is no package")
        self.ended = True

    def _one(self, value: Any, text: str, ocid: Any) -> Iterator[Release | SourceError]:
        if self._derive_ocid and isinstance(value, Mapping) and isinstance(value.get("id"), str):
            ocid = "-".join(value["id"].split("-")[:OCID_PARTS])
        yield from super()._one(value, text, ocid)


def one_line(text: str) -> str:
    """Return the JSON of a release without line breaks (outside strings, where JSON has none), and with null
    for data about persons."""
    kept, position = [], 0
    while found := _PERSONAL.search(text, position):
        # Quotes inside a JSON string are escaped, so a match is always a key.
        _, end = DECODER.raw_decode(text, found.end())
        kept += [text[position : found.end()], "null"]
        position = end
    whole = "".join([*kept, text[position:]]) if kept else text
    return whole.replace("\n", " ").replace("\r", " ")


def decode_release(text: str) -> dict[str, Any]:
    """Decode a release that ``Package`` yielded."""
    value: dict[str, Any] = without_halves(DECODER.decode(text))
    return value


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


class _Cursor:
    """A position in a JSON text. All methods raise ``ValueError`` if the text is not JSON."""

    def __init__(self, text: str, *, repairs: bool = True) -> None:
        self.text = text
        self.at = 0
        self._repaired = not repairs

    def peek(self) -> str:
        """Skip spaces; return the next character, "" at the end."""
        following = self.text[self.at : self.at + 1]
        if following and following in " \t\n\r" and (space := _SPACE.match(self.text, self.at)):
            self.at = space.end()
            following = self.text[self.at : self.at + 1]
        return following

    def value(self) -> tuple[Any, str]:
        """Return the value at the cursor, and its text."""
        self.peek()
        start = self.at
        while True:
            try:
                value, self.at = DECODER.raw_decode(self.text, start)
            except json.JSONDecodeError as error:
                if not self._repair(start, error.pos):
                    raise
            else:
                return value, self.text[start : self.at]

    def entries(self) -> Iterator[None]:
        """Stop at each entry of the list at the cursor; the caller must move past each before the next."""
        yield from self._parts("[", "]")

    def named(self) -> Iterator[str]:
        """Stop at the value of each key of the object at the cursor."""
        for _ in self._parts("{", "}"):
            key, _ = self.value()
            if not isinstance(key, str):
                raise ValueError(f"{key!r} where a key should be")
            self._pass(":")
            self.peek()
            yield key

    def _parts(self, opening: str, closing: str) -> Iterator[None]:
        self._pass(opening)
        if self.peek() == closing:
            self.at += 1
            return
        while True:
            self.peek()
            yield
            if self._pass("," + closing) == closing:
                return

    def _pass(self, expected: str) -> str:
        found = self.peek()
        if not found or found not in expected:
            raise ValueError(f"{found!r} at {self.at} where one of {expected!r} should be")
        self.at += 1
        return found

    def _repair(self, start: int, stopped: int) -> bool:
        """Replace every number with leading zeros from a value on by null, if the decoder stopped at one,
        which is after its first zero; return whether it did. For all at once, and only once, because each
        time the whole text is scanned."""
        zero = stopped - 1
        if self._repaired or zero < start or not _LEADING_ZERO.match(self.text, zero):
            return False
        self._repaired = True
        self.text = self.text[:start] + _STRING_OR_NUMBER.sub(_or_null, self.text[start:])
        return True


def _or_null(found: re.Match[str]) -> str:
    return "null" if _LEADING_ZERO.match(found[0]) else found[0]
