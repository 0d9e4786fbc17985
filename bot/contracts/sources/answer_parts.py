"""Extraction of the part of a stored answer that is about one contract. Pure.

Some answers are pages of search results: beside a contract they contain the other results, and so reveal the
query. An answer is stored once for all servers, and a server that did not ask must not learn the query from
it. Each source's policy declares which of its answers are such pages (``AnswerPolicy``).
"""

from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.protocol import AnswerPolicy, SourceError
from bot.contracts.sources.registry import POLICIES
from bot.contracts.sources.warc import MEDIA as WARC

_PLAIN = AnswerPolicy()
_KEPT: dict[str, AnswerPolicy] = {policy.name: getattr(policy, "kept", _PLAIN) for policy in POLICIES}


def may_hold_others(source: str, url: str, media: str) -> bool:
    """True if an answer of this source, read from this address, may be about other contracts as well."""
    return not says_none(source, media) and _of(source).lists(url)


def is_chosen(source: str) -> bool:
    """True if a contract of this source may have been read from an address that only the watch names."""
    return _of(source).chosen


def public_id(source: str, stored_id: str) -> str:
    """Return the id that the source itself uses for a contract, given the stored one."""
    return _of(source).public_id(stored_id)


def part_of(source: str, source_id: str, content: bytes) -> bytes | None:
    """Return the part of an answer (for which ``may_hold_others``) that is about one contract.

    That is its rows, as JSON with the same bytes for the same rows, or the whole answer if all of it is of
    this contract. ``None`` if the answer does not contain the contract.
    """
    try:
        said = json_of(content, source)
    except SourceError:
        return None
    return _of(source).part(said, source_id, content)


def says_none(source: str, media: str) -> bool:
    """True if an answer is the source's statement that it has no contract of the id asked for.

    Such an answer is stored with the whole exchange, unlike the other answers of most sources
    (``warc.absent``).
    """
    return media == WARC and not _of(source).exchanges


def _of(source: str) -> AnswerPolicy:
    """Return the rules of a source; those of a removed source are the defaults."""
    return _KEPT.get(source, _PLAIN)
