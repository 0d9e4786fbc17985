"""What a server may have of the answers that are kept.

An answer is kept once for all servers. One that a read for the server's own watches brought is the server's
as it was read. One that was read for others alone, or for a watch that is removed by now, is the server's as
far as it is about a contract that the server follows: a page of a search would tell what others look for.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select

from bot.contracts.sources.parts import is_chosen, may_hold_others, part_of, says_none
from bot.storage.tables import Observation, Watch


class Share(StrEnum):
    """How much of an answer a server has, and whether it is one that there is nothing."""

    WHOLE = "whole"
    PART = "part"  # what a list says of one contract, as JSON; the rest of it is not this server's
    NONE = "none"  # whole too: the source's word that it has no such contract


@dataclass(frozen=True, slots=True)
class Had:
    """``content`` as the server has it, with its own SHA-256."""

    content: bytes
    sha256: str
    share: Share


def ids_of(source_id: str, identifiers: Iterable[str]) -> list[str]:
    """The ids that a contract has and had: each identifies it to other sources, too."""
    return [source_id, *(one.partition(":")[2] for one in identifiers)]


def own_reads(server_id: int) -> Select[*tuple[Any, ...]]:
    """The keys of the reads that were made for a server's watches."""
    return (
        select(Observation.read_key)
        .join(Watch, Watch.id == Observation.watch_id)
        .where(Watch.server_id == server_id)
    )


def is_in_part(source: str, url: str, media: str, *, mine: bool) -> bool:
    """Whether a server may have only its contracts' part of an answer. ``mine``: a read of its own had it."""
    return not mine and may_hold_others(source, url, media)


def share_of(source: str, media: str) -> Share:
    """What an answer is that a server may have all of."""
    return Share.NONE if says_none(source, media) else Share.WHOLE


def had_in_part(content: bytes, sha256: str, source: str, source_ids: Iterable[str]) -> Had | None:
    """What a server has of such an answer about its contract, which had these ids; ``None``: nothing."""
    parts = (part_of(source, source_id, content) for source_id in source_ids)
    part = next((each for each in parts if each is not None), None)
    if part is None:
        return None
    if part == content:
        return Had(content, sha256, Share.WHOLE)
    return Had(part, hashlib.sha256(part).hexdigest(), Share.PART)


def shown_address(source: str, url: str, public: Collection[str], *, mine: bool) -> str:
    """The address that an answer was read from, without what was asked there; empty if it is another's.

    Its question may hold the words of another server's watch, so that ``Snapshot.query`` is never given.
    Only the address of one of the contracts themselves, ``public``, is whole: a page's parameters may be
    what names it.
    """
    if not mine and is_chosen(source):
        return ""
    if url in public:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
