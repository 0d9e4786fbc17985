"""Access control for stored answers.

An answer is stored once for all servers. A server may see an answer in full if a read for its own watches
fetched it. If it was fetched for others only, or for a watch that has been removed, a server may see the part
about a contract that it follows: a page of search results would reveal the queries of others.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select

from bot.contracts.sources.answer_parts import is_chosen, may_hold_others, part_of, says_none
from bot.storage.models import Observation, Watch, WatchGroup


class AnswerShare(StrEnum):
    """Share of an answer that a server may see, and whether the answer is a denial."""

    WHOLE = "whole"
    PART = "part"  # the part of a list about one contract, as JSON
    NONE = "none"  # whole too: the source's statement that it has no such contract


@dataclass(frozen=True, slots=True)
class AccessibleAnswer:
    """``content`` as far as the server may see it, with its own SHA-256."""

    content: bytes
    sha256: str
    share: AnswerShare


def ids_of(source_id: str, identifiers: Iterable[str]) -> list[str]:
    """Return the current and former ids of a contract: each identifies it to other sources, too."""
    return [source_id, *(one.partition(":")[2] for one in identifiers)]


def own_reads(server_id: int) -> Select[*tuple[Any, ...]]:
    """Return a query for the keys of the reads that were made for a server's watches."""
    return (
        select(Observation.read_key)
        .join(WatchGroup, WatchGroup.group_key == Observation.group_key)
        .join(Watch, Watch.id == WatchGroup.watch_id)
        .where(Watch.server_id == server_id)
    )


def is_in_part(source: str, url: str, media: str, *, mine: bool) -> bool:
    """True if a server may see only its contracts' part of an answer. ``mine``: one of its reads fetched
    it."""
    return not mine and may_hold_others(source, url, media)


def share_of(source: str, media: str) -> AnswerShare:
    """Return the share for an answer that a server may see in full."""
    return AnswerShare.NONE if says_none(source, media) else AnswerShare.WHOLE


def had_in_part(
    content: bytes, sha256: str, source: str, source_ids: Iterable[str]
) -> AccessibleAnswer | None:
    """Return the part of an answer about a contract with these ids; ``None`` if there is none."""
    parts = (part_of(source, source_id, content) for source_id in source_ids)
    part = next((each for each in parts if each is not None), None)
    if part is None:
        return None
    if part == content:
        return AccessibleAnswer(content, sha256, AnswerShare.WHOLE)
    return AccessibleAnswer(part, hashlib.sha256(part).hexdigest(), AnswerShare.PART)


def shown_address(source: str, url: str, public: Collection[str], *, mine: bool) -> str:
    """Return the address of an answer without its query; empty if it belongs to another server.

    The query may contain the words of another server's watch, so ``Snapshot.query`` is never shown. Only the
    address of one of the contracts themselves, ``public``, is whole: the parameters of a page may identify
    it.
    """
    if not mine and is_chosen(source):
        return ""
    if url in public:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
