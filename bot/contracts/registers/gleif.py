"""Register "gleif": the Legal Entity Identifiers of the world, and who consolidates whom, by the API of the
Global LEI Foundation. It needs no key, and allows sixty requests a minute.

A parent is one that consolidates the accounts, as the company reported it. Many companies have no identifier
or report no parent: that says nothing of their independence. ``LAPSED`` entries are not renewed, so their
parents may be those of years ago. A French entry has the SIREN.
"""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bot.contracts.diff.parties import has_other_form, name_without_form, words_without_form
from bot.contracts.registers.protocol import Candidate, Findings, Standing, closeness, mentions
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import bad, section, text_of

GLEIF = "gleif"
MIN_INTERVAL_S = 1.0
MAX_PARENTS = 5  # entries whose parent is looked up
MAX_ROOTS = 3  # entries whose children are
_RECORDS = "/api/v1/lei-records"
_PAGE, _CHILDREN = 50, 200  # entries of a page; the maximum is 200
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_SIREN = re.compile(r"[0-9]{9}")
_RECORD_PAGE = "https://search.gleif.org/#/record/"
_ENDED = frozenset({"RETIRED", "MERGED"})
_VOID = frozenset({"ANNULLED", "DUPLICATE", "CANCELLED"})  # never stood for a company

Row = Mapping[str, Any]


class Gleif:
    """Client for the API at ``base_url``."""

    name = GLEIF

    def __init__(self, http: SourceHttp, base_url: str) -> None:
        self._http = http
        self._root = base_url.rstrip("/") + _RECORDS
        http.slow(urlsplit(base_url).hostname or "", MIN_INTERVAL_S)

    async def search(self, asked: str) -> Findings:
        """Return the entries of a name, an LEI or a SIREN, with the parents of the nearest and the children
        of those. Raises ``SourceError``."""
        rows, more = await self._matching(asked)
        known = {each.id: each for each in map(_candidate, rows) if each}
        within = {str(row["id"]): section(row, "relationships") for row in rows}
        nearest = sorted(known.values(), key=lambda each: closeness(asked, each))[:MAX_PARENTS]
        roots: list[str] = []
        for each in nearest:
            parent = await self._parent(each.id, within[each.id])
            root = each.id if parent is None else str(parent["id"])
            if parent is not None and (above := _candidate(parent)):
                known.setdefault(above.id, above)
                known[each.id] = replace(each, parent=above.id, parent_name=above.name)
                within.setdefault(above.id, section(parent, "relationships"))
            if root in known and root not in roots:
                roots.append(root)
        for root in roots[:MAX_ROOTS]:
            children, beyond = await self._children(root, within[root])
            more = more or beyond
            for child in filter(None, map(_candidate, children)):
                known[child.id] = replace(child, parent=root, parent_name=known[root].name)
        return Findings(tuple(known.values()), more)

    async def owner(self, asked: str, country: str | None) -> Findings:
        """Return the only entry with a SIREN, or with exactly this name in a country, with its direct parent;
        ``None`` if several match or may match, if the legal form differs, or if the API lacks the entry's
        parent. Raises ``SourceError``."""
        rows, more = await self._matching(" ".join(words_without_form(asked)))  # its form may follow a comma
        matches = [
            (row, entry)
            for row in rows
            if (entry := _candidate(row)) and entry.standing is not Standing.CEASED
            if f"siren:{asked}" in entry.same_as
            or (entry.country == country and name_without_form(entry.name) == name_without_form(asked))
        ]
        if len(matches) != 1 or more or (country and has_other_form(asked, matches[0][1].name)):
            return Findings(more=more)
        ((row, entry),) = matches
        relationships = section(row, "relationships")
        parent = await self._parent(entry.id, relationships)
        if parent is None and "lei-record" in _links(relationships, "direct-parent"):
            return Findings()
        if parent is not None and (above := _candidate(parent)):
            entry = replace(entry, parent=above.id, parent_name=above.name)
        return Findings((entry,), more)

    async def _matching(self, asked: str) -> tuple[list[Row], bool]:
        """Return the rows of a search, by name only those that have all its words, and whether there are
        others."""
        plain = re.sub(r"\s", "", asked).upper()
        if _LEI.fullmatch(plain):
            return await self._list("", {"filter[lei]": plain})
        if _SIREN.fullmatch(plain):
            return await self._list("", {"filter[entity.registeredAs]": plain})
        found: dict[str, Row] = {}
        more = False
        for key in ("filter[entity.legalName]", "filter[fulltext]"):
            rows, beyond = await self._list("", {key: asked})
            more = more or beyond
            for row in rows:
                if mentions(asked, *_names(section(section(row, "attributes"), "entity"))):
                    found.setdefault(str(row["id"]), row)
        return list(found.values()), more

    async def _parent(self, lei: str, relationships: Row) -> Row | None:
        """Return the row of the direct parent; ``None`` if the entry names none, or the API has none."""
        if "lei-record" not in _links(relationships, "direct-parent"):
            return None
        try:
            said = await self._ask(f"/{lei}/direct-parent", {})
        except SourceError as error:
            if error.fault is SourceErrorKind.GONE:
                return None
            raise
        (row,) = _rows([said.get("data")])
        return row

    async def _children(self, lei: str, relationships: Row) -> tuple[list[Row], bool]:
        if "related" not in _links(relationships, "direct-children"):
            return [], False
        return await self._list(f"/{lei}/direct-children", {}, size=_CHILDREN)

    async def _list(
        self, path: str, query: Mapping[str, str], *, size: int = _PAGE
    ) -> tuple[list[Row], bool]:
        """Return the rows of the first page, and whether there are others."""
        said = await self._ask(path, {**query, "page[size]": str(size), "page[number]": "1"})
        rows = _rows(said.get("data"))
        total = section(section(said, "meta"), "pagination").get("total")
        if isinstance(total, bool) or not isinstance(total, int):
            raise bad("pagination", total)
        return rows, len(rows) < total

    async def _ask(self, path: str, query: Mapping[str, str]) -> Row:
        asked = "?" + urlencode(query, quote_via=quote) if query else ""
        headers = {"Accept": "application/vnd.api+json"}
        said, _ = await self._http.request_json("GET", self._root + path + asked, headers=headers)
        if not isinstance(said, dict):
            raise bad("lei-records", said)
        return said


def _rows(data: Any) -> list[Row]:
    """Return the records of an answer, which is refused if it has others."""
    if not isinstance(data, list):
        raise bad("data", data)
    for row in data:
        if (
            not isinstance(row, dict)
            or row.get("type") != "lei-records"
            or not _LEI.fullmatch(str(row.get("id")))
        ):
            raise bad("lei-record", row)
    return data


def _links(relationships: Row, name: str) -> Row:
    return section(section(relationships, name), "links")


def _names(entity: Row) -> list[str]:
    """Return the legal name and the others, earlier and transliterated ones too."""
    others: list[Any] = []
    for key in ("otherNames", "transliteratedOtherNames"):
        listed = entity.get(key)
        others += listed if isinstance(listed, Sequence) and not isinstance(listed, str) else []
    named = [section(entity, "legalName"), *(each for each in others if isinstance(each, dict))]
    return [name for each in named if (name := text_of("name", each.get("name")))]


def _candidate(row: Row) -> Candidate | None:
    """Return an entry, ``None`` for one that was annulled or has no name."""
    attributes = section(row, "attributes")
    entity, registration = section(attributes, "entity"), section(attributes, "registration")
    names, status = _names(entity), registration.get("status")
    if not names or status in _VOID:
        return None
    place = section(entity, "headquartersAddress") or section(entity, "legalAddress")
    standing = Standing.UNSTATED
    if entity.get("status") == "INACTIVE" or status in _ENDED:
        standing = Standing.CEASED
    elif status == "LAPSED":
        standing = Standing.STALE
    elif status == "ISSUED":
        standing = Standing.ACTIVE
    return Candidate(
        register=GLEIF,
        scheme="lei",
        id=str(row["id"]),
        name=names[0],
        names=tuple(dict.fromkeys(names[1:])),
        country=text_of("country", place.get("country")),
        city=text_of("city", place.get("city")),
        standing=standing,
        same_as=_french_number(entity),
        url=_RECORD_PAGE + str(row["id"]),
    )


def _french_number(entity: Row) -> tuple[str, ...]:
    """Return the SIREN of a French entity, if the number that it is registered as is one."""
    number = ""
    with contextlib.suppress(SourceError):
        number = re.sub(r"\D", "", text_of("registeredAs", entity.get("registeredAs")) or "")
    french = str(entity.get("jurisdiction") or "").startswith("FR")
    return (f"siren:{number}",) if french and is_siren(number) else ()


def is_siren(number: str) -> bool:
    """True for nine digits with a valid check digit (Luhn)."""
    if not _SIREN.fullmatch(number):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(number))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
