"""Register "usaspending": recipients of United States awards, by USAspending's recipient search.

Whoever the government paid has a Unique Entity Identifier (UEI). One company may be listed as parent (P), as
child (C) and as neither (R); only the profile of the child entry names the parent.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.contracts.registers.protocol import Candidate, Findings, closeness, mentions
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import SourceError, SourceErrorKind
from bot.contracts.sources.values import bad, section, text_of

USASPENDING = "usaspending"
MAX_PARENTS, MAX_CHILDREN, MAX_OTHERS = 3, 3, 2
"""Entries that are looked up: parents with their children, children of others, and companies that are
neither."""
_PAGE = 100
_API = "/api/v2/"
_RECIPIENT_PAGE = "https://www.usaspending.gov/recipient/"
_UEI = re.compile(r"[A-Z0-9]{12}")

Row = Mapping[str, Any]


@dataclass(slots=True)
class _Listed:
    """A recipient, and its entries by level: P, C or R."""

    uei: str
    name: str
    levels: dict[str, str] = field(default_factory=dict)
    parent: tuple[str, str | None] | None = None
    place: Row = field(default_factory=dict)

    @property
    def candidate(self) -> Candidate:
        entry = next((self.levels[level] for level in "PCR" if level in self.levels), None)
        page = f"{_RECIPIENT_PAGE}{entry}/latest" if entry else _RECIPIENT_PAGE.rstrip("/")
        parent, parent_name = self.parent or (None, None)
        return Candidate(
            register=USASPENDING,
            scheme="uei",
            id=self.uei,
            name=self.name,
            country=_country(text_of("country_code", self.place.get("country_code"))),
            city=text_of("city_name", self.place.get("city_name")),
            parent=parent,
            parent_name=parent_name,
            url=page,
        )


class Recipients:
    """Client for the API at ``base_url``, whose pace is that of the source "usaspending"."""

    name = USASPENDING

    def __init__(self, http: SourceHttp, base_url: str) -> None:
        self._http = http
        self._root = base_url.rstrip("/") + _API

    async def search(self, asked: str) -> Findings:
        """Return the recipients of a name or a UEI, with the parents of the nearest and all children of
        those. Raises ``SourceError``."""
        rows, more = await self._matching(asked)
        known: dict[str, _Listed] = {}
        for row in rows:
            _add(known, row)
        by_nearness = sorted(known.values(), key=lambda each: closeness(asked, each.candidate))
        parents = [each for each in by_nearness if "P" in each.levels][:MAX_PARENTS]
        for parent in parents:
            await self._describe(parent, "P")
            await self._add_children(parent, known)
        orphans = [each for each in by_nearness if "C" in each.levels and each.parent is None]
        for child in orphans[:MAX_CHILDREN]:
            if child.parent is not None:  # found among the children of another's parent
                continue
            above = await self._describe(child, "C")
            if above is not None and above.uei not in known:
                known[above.uei] = above
                await self._add_children(above, known)
        others = [each for each in by_nearness if each.levels.keys() == {"R"}]
        for other in others[:MAX_OTHERS]:
            await self._describe(other, "R")
        return Findings(tuple(each.candidate for each in known.values()), more)

    async def _matching(self, asked: str) -> tuple[list[Row], bool]:
        """Return the rows that have a UEI and all words of a name, or the UEI that was asked for, and whether
        there are others."""
        body = {"keyword": asked, "limit": _PAGE, "page": 1, "sort": "amount", "order": "desc"}
        said = await self._ask("POST", "recipient/", {**body, "award_type": "all"})
        rows = said.get("results") if isinstance(said, dict) else None
        more = section(said, "page_metadata").get("hasNext") if isinstance(said, dict) else None
        if not isinstance(rows, list) or not isinstance(more, bool):
            raise bad("results", said)
        named = [row for row in rows if isinstance(row, dict) and _is_named(row)]
        if rows and not any(isinstance(row, dict) and "recipient_level" in row for row in rows):
            raise bad("recipient_level", rows[0])
        return [row for row in named if row["uei"] == asked.upper() or mentions(asked, row["name"])], more

    async def _describe(self, listed: _Listed, level: str) -> _Listed | None:
        """Read the profile of an entry: its place, and its parent, which is returned if it is another
        company."""
        said = await self._ask("GET", f"recipient/{listed.levels[level]}/?year=all")
        if not isinstance(said, dict):
            raise bad("recipient", said)
        listed.place = section(said, "location")
        parents = said.get("parents") or []
        if not isinstance(parents, list) or not all(isinstance(each, dict) for each in parents):
            raise bad("parents", parents)
        for each in parents:
            uei, name = each.get("parent_uei"), text_of("parent_name", each.get("parent_name"))
            if isinstance(uei, str) and uei != listed.uei and name:
                listed.parent = (uei, name)
                entry = each.get("parent_id")
                return _Listed(uei, name, {"P": entry} if isinstance(entry, str) else {})
        return None

    async def _add_children(self, parent: _Listed, known: dict[str, _Listed]) -> None:
        """Add the children of a parent. The API answers 400 for a company that is no parent, and 500 for a
        number that is no UEI."""
        if not _UEI.fullmatch(parent.uei):
            return
        try:
            said = await self._ask("GET", f"recipient/children/{parent.uei}/?year=all")
        except SourceError as error:
            if error.fault is SourceErrorKind.REFUSED:
                return
            raise
        if not isinstance(said, list):
            raise bad("children", said)
        for row in said:
            if isinstance(row, dict) and _is_named(row) and row["uei"] != parent.uei:
                child = known.setdefault(row["uei"], _Listed(row["uei"], " ".join(row["name"].split())))
                child.parent = (parent.uei, parent.name)
                if isinstance(row.get("recipient_id"), str):
                    child.levels.setdefault("C", row["recipient_id"])
                if isinstance(row.get("state_province"), str):  # of the United States
                    child.place = child.place or {"country_code": "USA"}

    async def _ask(self, method: str, path: str, body: Any = None) -> Any:
        said, _ = await self._http.request_json(method, self._root + path, body=body)
        return said


def _is_named(row: Row) -> bool:
    uei, name = row.get("uei"), row.get("name")
    return isinstance(uei, str) and bool(_UEI.fullmatch(uei)) and isinstance(name, str) and bool(name.strip())


def _add(known: dict[str, _Listed], row: Row) -> None:
    listed = known.setdefault(row["uei"], _Listed(row["uei"], " ".join(row["name"].split())))
    if isinstance(row.get("id"), str) and row.get("recipient_level") in ("P", "C", "R"):
        listed.levels.setdefault(row["recipient_level"], row["id"])


def _country(code: str | None) -> str | None:
    """Return a country's code of two letters for that of three."""
    from babel.core import get_global  # not at every start

    aliases: Mapping[str, Iterable[str]] = get_global("territory_aliases")
    return next(iter(aliases.get(code or "", ())), None)
