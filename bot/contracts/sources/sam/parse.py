"""Parser for the notices of SAM.gov's "Get Opportunities" API, version 2. Pure: no network, no clock.

A notice is one version: each amendment has an id of its own, and the API lists the latest alone. So a notice
is known by its office, its solicitation number and its type; the version is in its mark. Contact persons, and
links that want a key, are dropped before anything is stored. ``SourceError(SourceErrorKind.BAD_ANSWER)`` is
raised for a value of the wrong shape.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.common.text import fold
from bot.contracts.model import MAX_ID_LENGTH, NO_CURRENCY, Answer, Code, Kind, Party, Record, Status
from bot.contracts.sources.json_text import canonical_bytes
from bot.contracts.sources.search import mentions
from bot.contracts.sources.values import bad, day_of, money_of, row_answer, section, solicitation_key, text_of

SOURCE = "sam"
LIST = "opportunitiesData"
PUBLIC_PAGE = "https://sam.gov/opp/{}/view"
CURRENCY = "USD"

_NAMES, _CODES = "fullParentPathName", "fullParentPathCode"

KEPT = (
    "noticeId",
    "title",
    "solicitationNumber",
    _NAMES,
    _CODES,
    "postedDate",
    "type",
    "baseType",
    "archiveDate",
    "responseDeadLine",
    "naicsCode",
    "classificationCode",
    "active",
    "status",
    "isCanceled",
    "award",
)
"""Members of a notice that are stored: not its contact persons, and no link with a place for a key."""

_AWARD = ("number", "amount", "date")
_TYPES = (
    ("presolicitation", "presolicitation"),
    ("combined synopsis", "combined-synopsis"),
    ("sources sought", "sources-sought"),
    ("special notice", "special-notice"),
    ("solicitation", "solicitation"),
    ("award notice", "award-notice"),
    ("justification", "justification"),
    ("intent to bundle", "intent-to-bundle"),
    ("sale of surplus", "surplus-sale"),
)
"""Prefixes of the types as the API writes them, folded, mapped to our codes."""

PLANNING = frozenset({"presolicitation", "sources-sought", "special-notice", "intent-to-bundle"})
"""Types that announce an intention, or ask who could do something."""

CALLS = frozenset({"solicitation", "combined-synopsis"})
SALE = "surplus-sale"
AWARD_NOTICE = "award-notice"

_NOTICE_ID = re.compile(r"[0-9A-Za-z]{8,64}")
_UNDONE = ("cancel", "delete")  # prefixes of a notice's status, folded


def kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a notice that is stored. An award keeps its number, amount and company."""
    said = {key: row[key] for key in KEPT if row.get(key) is not None}
    award = said.pop("award", None)
    if isinstance(award, Mapping):
        awardee = award.get("awardee")
        company = {} if not isinstance(awardee, Mapping) else awardee
        parts = {key: award[key] for key in _AWARD if award.get(key) is not None}
        named = {key: company[key] for key in ("name", "ueiSAM") if company.get(key) is not None}
        if parts or named:
            said["award"] = {**parts, **({"awardee": named} if named else {})}
    return said


def notice_id(row: Mapping[str, Any]) -> str | None:
    """Return the id of a notice's version, ``None`` if it is missing or invalid."""
    given = row.get("noticeId")
    return given if isinstance(given, str) and _NOTICE_ID.fullmatch(given) else None


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a notice, of which the one posted last counts. ``posted`` is "" if that is unknown."""

    posted: str
    content: str

    @property
    def mark(self) -> str:
        return f"{self.posted} {self.content}"

    @classmethod
    def of_mark(cls, mark: str) -> "Version":
        posted, _, content = mark.partition(" ")
        return cls(posted, content)


def version_of(row: Mapping[str, Any]) -> Version:
    """Return the version of a stored notice."""
    posted = _posted(row)
    digest = hashlib.sha256(canonical_bytes(row)).hexdigest()[:32]
    return Version("" if posted is None else posted.isoformat(), digest)


def source_id_of(row: Mapping[str, Any]) -> str:
    """Return the id that all versions of a notice share: office, solicitation number without
    dashes, and type, and for an award its number, or else its company. Without a solicitation number of a
    single purchase, it is the version's own id."""
    own = notice_id(row)
    if own is None:
        raise bad("noticeId", row.get("noticeId"))
    key = solicitation_key(text_of("solicitationNumber", row.get("solicitationNumber")) or "")
    if key is None:
        return own
    parts = [*_path(row, _CODES)[-1:], key.upper(), type_of(row) or "other"]
    award = section(row, "award")
    company = _awardee(award)
    if won := text_of("award number", award.get("number")) or company.ids.get("uei") or company.name:
        parts.append(won)
    named = "/".join(parts)
    return named if len(named) <= MAX_ID_LENGTH else own


def type_of(row: Mapping[str, Any]) -> str | None:
    """Return our code of a notice's type, ``None`` for one that is not known."""
    written = fold(text_of("type", row.get("type")) or "").replace("-", " ")
    return next((code for beginning, code in _TYPES if written.startswith(beginning)), None)


def matches(row: Mapping[str, Any], query: Mapping[str, Iterable[str]]) -> bool:
    """True if a notice of a purchase is one that a canonical query looks for."""
    if type_of(row) == SALE:
        return False
    buyers, words = query.get("buyers"), query.get("words")
    if buyers is not None and not _is_of(row, buyers):
        return False
    if words is None:
        return True
    awardee = section(section(row, "award"), "awardee").get("name")
    said = (row.get("title"), row.get("solicitationNumber"), awardee)
    return mentions(" ".join(filter(None, (text_of("title", text) for text in said))), words)


def record(row: Mapping[str, Any], answer: Answer | None = None) -> Record:
    """Return a stored notice; money in US dollars, only of an award that states it."""
    own = notice_id(row)
    if own is None:
        raise bad("noticeId", row.get("noticeId"))
    award = section(row, "award")
    sort = type_of(row)
    amount = money_of("award amount", award.get("amount")) if sort == AWARD_NOTICE else None
    number = text_of("solicitationNumber", row.get("solicitationNumber"))
    source_id = source_id_of(row)
    return Record(
        source=SOURCE,
        source_id=source_id,
        kind=Kind.NOTICE,
        number=number or own,
        title=text_of("title", row.get("title")) or number or own,
        buyer=_buyer(row),
        buyer_unit=_unit(row),
        supplier=_awardee(award) if sort == AWARD_NOTICE else Party(name=""),
        currency=CURRENCY if amount is not None else NO_CURRENCY,
        obligated=amount,
        signed=_posted(row),
        status=_status(row, sort),
        codes=_codes(row, sort, number),
        identifiers=frozenset({f"sam:{source_id}"}),
        url=PUBLIC_PAGE.format(own),
        answers=() if answer is None else (row_answer(answer, row),),
        mark=version_of(row).mark,
    )


def _posted(row: Mapping[str, Any]) -> date | None:
    return day_of("postedDate", row.get("postedDate"))


def _status(row: Mapping[str, Any], sort: str | None) -> Status | None:
    """Return "cancelled" where the notice says so, "planned" for an intention, "active" for a call. An
    archived call has no status, and an archived intention stays "planned": SAM.gov archives by the calendar,
    whatever becomes of the purchase."""
    said = fold(text_of("status", row.get("status")) or "")
    if row.get("isCanceled") is True or said.startswith(_UNDONE):
        return Status.CANCELLED
    if sort in PLANNING:
        return Status.PLANNED
    return Status.ACTIVE if sort in CALLS and not _is_archived(row) else None


def _is_archived(row: Mapping[str, Any]) -> bool:
    return fold(text_of("active", row.get("active")) or "") == "no"


def _codes(row: Mapping[str, Any], sort: str | None, number: str | None) -> dict[str, Code]:
    found: dict[str, Code] = {}
    if written := text_of("type", row.get("type")):
        found["notice-type"] = Code(sort or written, written)
    if number:
        found["solicitation"] = Code(number)
    for scheme, key in (("naics", "naicsCode"), ("psc", "classificationCode")):
        if code := text_of(key, row.get(key)):
            found[scheme] = Code(code)
    if due := day_of("responseDeadLine", row.get("responseDeadLine")):
        found["offers-due"] = Code(due.isoformat())
    if award := text_of("award number", section(row, "award").get("number")):
        found["award-number"] = Code(award)
    if _is_archived(row):
        found["archived"] = Code(text_of("archiveDate", row.get("archiveDate")) or "SAM.gov")
    return found


def _path(row: Mapping[str, Any], key: str) -> list[str]:
    written = text_of(key, row.get(key)) or ""
    return [part.strip() for part in written.split(".") if part.strip()]


def _buyer(row: Mapping[str, Any]) -> Party:
    """Return the agency, as USAspending knows it, with its department. The path is joined by dots; where a
    name has one of its own, the levels cannot be told apart, and the path is shown whole."""
    names, codes = _path(row, _NAMES), _path(row, _CODES)
    ids = dict(zip(("toptier", "subtier"), codes, strict=False))
    if len(names) != len(codes) or not names:
        return Party(name=text_of(_NAMES, row.get(_NAMES)) or "", ids=ids)
    agency = names[1] if len(names) > 1 else names[0]
    return Party(name=agency, ids=ids, parent=names[0] if len(names) > 1 else None)


def _unit(row: Mapping[str, Any]) -> str | None:
    names, codes = _path(row, _NAMES), _path(row, _CODES)
    return names[-1] if len(names) == len(codes) > 2 else None


def _is_of(row: Mapping[str, Any], buyers: Iterable[str]) -> bool:
    """True if a notice is of one of these buyers, by a code of its path or by the words of a name."""
    wanted = list(buyers)
    codes = {code.casefold() for code in _path(row, _CODES)}
    if any(one.casefold() in codes for one in wanted):
        return True
    return mentions(text_of(_NAMES, row.get(_NAMES)) or "", wanted)


def _awardee(award: Mapping[str, Any]) -> Party:
    company = section(award, "awardee")
    uei = text_of("ueiSAM", company.get("ueiSAM"))
    return Party(name=text_of("awardee", company.get("name")) or "", ids={"uei": uei} if uei else {})
