"""Parsing of single values in OCDS data: amounts, days, names, identifiers. Pure.

Publishers break the standard in every way. A value of the right kind that cannot be used (a broken number, an
invalid date) is ``None``: not known. If a value is of another kind, such as a list instead of an object,
nothing around it can be trusted: ``SourceError(SourceErrorKind.BAD_ANSWER)``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from bot.common.text import spell_out
from bot.contracts.model import Code, Party
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.values import bad, join_names, money_of, possible, section, text_of

Block = Mapping[str, Any]

CURRENCY = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
DAY_WITH_ZONE = re.compile(r"^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$")
CPV = re.compile(r"\d{8}")
MAX_URL_LENGTH = 2000
# Find a Tender and Contracts Finder number the organisations of each notice anew.
WITHIN_A_NOTICE = frozenset({"GB-FTS", "GB-CFS"})
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")  # accents


def fold(text: str) -> str:
    """Normalise text for comparison: lower case without accents, single spaces.

    Not ``common.text.fold``: letters are spelt out ("œ"), and of marks only accents are removed, since those
    of other scripts tell words apart. By one expression: whole releases are folded.
    """
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", spell_out(text.casefold())))
    return " ".join(text.casefold().split())


def listing(block: Block, key: str) -> list[Block]:
    """Return the objects of a list, empty if it is null or missing. One object may stand without its list."""
    value = block.get(key)
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [value]
    if not isinstance(value, list):
        raise bad(key, value)
    for entry in value:
        if not isinstance(entry, Mapping):
            raise bad(key, entry)
    return value


def strings(block: Block, key: str) -> list[str]:
    """Return the texts in a list; one may stand without its list."""
    value = block.get(key)
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def text(block: Block, key: str) -> str | None:
    """Return a text on one line with single spaces, ``None`` if it is empty. Numbers count as texts, too."""
    value = block.get(key)
    return None if isinstance(value, bool) else text_of(key, value)


def day(block: Block, key: str) -> date | None:
    """Return the day of a time, in the zone in which it is written."""
    value = block.get(key)
    if isinstance(value, (Mapping, list)):
        raise bad(key, value)
    if not isinstance(value, str) or not DAY.match(value.strip()):
        return None
    try:
        return possible(date.fromisoformat(value.strip()[:10]))
    except ValueError:
        return None


def money(block: Block, key: str) -> tuple[Decimal | None, str | None]:
    """Return an amount, to the cent, and its currency. In version 1.0 the amount can itself be an object."""
    value = block.get(key)
    if value is None:
        return None, None
    if not isinstance(value, Mapping):
        return _amount(key, value), None
    held = next(
        (value[name] for name in ("amount", "amountGross", "amountNet") if value.get(name) is not None), None
    )
    if isinstance(held, Mapping):
        return money({key: {"currency": value.get("currency"), **held}}, key)
    return _amount(key, held), currency(value)


def currency(block: Block) -> str | None:
    """Return a currency code of three letters, ``None`` for anything else."""
    written = (text(block, "currency") or "").upper()
    return written if CURRENCY.fullmatch(written) else None


def _amount(key: str, value: Any) -> Decimal | None:
    if isinstance(value, (list, Mapping)):
        raise bad(key, value)
    with suppress(SourceError):
        return money_of(key, value)
    return None


def link(block: Block, key: str) -> str | None:
    """Return an http(s) address that can be shown as a link."""
    value = block.get(key)
    if not isinstance(value, str) or len(value) > MAX_URL_LENGTH or not value.isprintable():
        return None
    written = value.strip()
    try:
        parts = urlsplit(written)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return written if usable and not re.search(r"[\s<>\"]", written) else None


def cpv(blocks: Iterable[Block]) -> dict[str, Code]:
    """Return the first code of the Common Procurement Vocabulary among these classifications."""
    for block in blocks:
        if (text(block, "scheme") or "").upper() == "CPV":
            code = CPV.match(text(block, "id") or "")
            if code is not None:
                return {"cpv": Code(code[0], text(block, "description"))}
    return {}


def classifications(block: Block) -> Iterator[Block]:
    """Yield the classifications of what is bought: of the whole, then of its items."""
    for entry in (block, *listing(block, "items")):
        if entry.get("classification") is not None:
            yield section(entry, "classification")
        yield from listing(entry, "additionalClassifications")


class Parties:
    """The organisations of a process. A reference to one may have its name, its identifiers, or neither.

    If the names differ, the reference is right: some publishers number the organisations of each release
    anew, and merged releases then mix them up.
    """

    def __init__(self, compiled: Block) -> None:
        self._all = listing(compiled, "parties")

    def in_role(self, *roles: str) -> list[Block]:
        """Return the organisations with one of these roles, in order."""
        found = []
        for party in self._all:
            if not set(roles).isdisjoint(strings(party, "roles")):
                found.append(party)
        return found

    def full(self, reference: Block) -> list[Block]:
        """Return a reference, and the organisation that it refers to if that is the same one."""
        party_id, name = text(reference, "id"), text(reference, "name")
        for party in self._all:
            if party is not reference and party_id is not None and text(party, "id") == party_id:
                known = [fold(each) for each in names([party])]
                if name is None or not known or fold(name) in known:
                    return [reference, party]
        return [reference]

    def party(self, references: list[Block]) -> Party:
        """Return one party; for several organisations, with their names in alphabetical order and no ids."""
        found = {each.name: each for reference in references if (each := self._one(reference)).name}
        if len(found) == 1:
            return next(iter(found.values()))
        return Party(name=join_names(sorted(found)))

    def _one(self, reference: Block) -> Party:
        blocks = self.full(reference)
        known = {
            scheme: value
            for block in reversed(blocks)
            for scheme, value in _identifiers(block)[:1]
            if scheme and scheme not in WITHIN_A_NOTICE
        }
        return Party(name=next(iter(names(blocks)), ""), ids=known)


def names(blocks: Iterable[Block]) -> list[str]:
    """Return the common names of organisations, then the registered ones."""
    blocks = list(blocks)
    called = [text(block, "name") for block in blocks]
    registered = [text(section(block, "identifier"), "legalName") for block in blocks]
    return [name for name in (*called, *registered) if name]


def ids(blocks: Iterable[Block]) -> list[str]:
    """Return every identifier of organisations, with its scheme and without."""
    found = []
    for block in blocks:
        found += [own] if (own := text(block, "id")) else []
        for scheme, value in _identifiers(block):
            found += [value, f"{scheme}-{value}"] if scheme else [value]
    return found


def _identifiers(block: Block) -> list[tuple[str | None, str]]:
    entries = [section(block, "identifier"), *listing(block, "additionalIdentifiers")]
    return [(text(entry, "scheme"), value) for entry in entries if (value := text(entry, "id"))]


def moment(value: Any) -> datetime | None:
    """Parse a time of ISO 8601, in UTC if it has no zone; ``None`` for anything else. A day with a zone, as
    in XML, is its beginning."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(DAY_WITH_ZONE.sub(r"\1T00:00:00\2", value.strip()))
        return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
