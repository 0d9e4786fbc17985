"""What a kept answer says of one contract alone. Pure.

Some answers are pages of a search: beside a contract they show what else was found with it, and so what was
looked for. An answer is kept once for all servers; whoever did not ask must not learn the question from it.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.contracts.sources.decp.market import source_id_of
from bot.contracts.sources.decp.parse import key_of
from bot.contracts.sources.http.bodies import json_of
from bot.contracts.sources.page.source import SOURCE as PAGE
from bot.contracts.sources.protocol import SourceError
from bot.contracts.sources.ted.parse import publication_number
from bot.contracts.sources.usaspending.rows import AWARD
from bot.contracts.sources.values import canonical_bytes
from bot.contracts.sources.warc import MEDIA as WARC

_SEARCHES = "/search/"  # in the paths of USAspending's searches, and in no other


def may_hold_others(source: str, url: str, media: str) -> bool:
    """Whether an answer of this source, read from this address, may be about other contracts as well."""
    if says_none(source, media):
        return False
    return source in ("ted", "decp") or (source == "usaspending" and _SEARCHES in urlsplit(url).path)


def is_chosen(source: str) -> bool:
    """Whether a contract may have been read from an address that only the watch names, not the source."""
    return source == "ocds"


def part_of(source: str, source_id: str, content: bytes) -> bytes | None:
    """What an answer that ``may_hold_others`` says of one contract: its rows, as JSON that is the same for
    the same rows; all of it as it is where it is of this contract alone. ``None`` if it says nothing of it.
    """
    try:
        said = json_of(content, source)
    except SourceError:
        return None
    return _PARTS[source](said, source_id, content)


def says_none(source: str, media: str) -> bool:
    """Whether an answer is the source's word that it has no contract of the id that was asked for: that is
    kept with the whole exchange, as pages are, and nothing else is (``warc.absent``)."""
    return media == WARC and source != PAGE


def _of_usaspending(said: Any, source_id: str, _content: bytes) -> bytes | None:
    rows = [row for row in _listed(said, "results") if row.get(AWARD) == source_id]
    return canonical_bytes({"results": rows}) if rows else None


def _of_ted(said: Any, source_id: str, content: bytes) -> bytes | None:
    if isinstance(said, dict) and "notices" not in said:
        return content if publication_number(said) == source_id else None
    for row in _listed(said, "notices"):
        if publication_number(row) == source_id:
            return canonical_bytes(row)
    return None


def _of_decp(said: Any, source_id: str, content: bytes) -> bytes | None:
    if not isinstance(said, list):
        return content  # a contract as files say it, in an answer of its own
    rows = [row for row in said if isinstance(row, dict)]
    own = [row for row in rows if (key := key_of(row)) is not None and source_id_of(*key) == source_id]
    if own and len(own) == len(said):
        return content
    return canonical_bytes(own) if own else None


def _listed(said: Any, key: str) -> list[Mapping[str, Any]]:
    rows = said.get(key) if isinstance(said, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


_PARTS: Mapping[str, Callable[[Any, str, bytes], bytes | None]] = {
    "usaspending": _of_usaspending,
    "ted": _of_ted,
    "decp": _of_decp,
}
