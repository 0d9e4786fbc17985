"""What a kept answer says of one contract alone. Pure.

Some answers are pages of a search: beside a contract they show what else was found with it, and so what was
looked for. An answer is kept once for all servers; whoever did not ask must not learn the question from it.
Each source says of its own answers which these are (``protocol.Kept``).
"""

from bot.contracts.sources.json_text import json_of
from bot.contracts.sources.protocol import Kept, SourceError
from bot.contracts.sources.registry import SOURCES
from bot.contracts.sources.warc import MEDIA as WARC

_PLAIN = Kept()
_KEPT: dict[str, Kept] = {source.name: getattr(source, "kept", _PLAIN) for source in SOURCES}


def may_hold_others(source: str, url: str, media: str) -> bool:
    """Whether an answer of this source, read from this address, may be about other contracts as well."""
    return not says_none(source, media) and _of(source).lists(url)


def is_chosen(source: str) -> bool:
    """Whether a contract may have been read from an address that only the watch names, not the source."""
    return _of(source).chosen


def part_of(source: str, source_id: str, content: bytes) -> bytes | None:
    """What an answer that ``may_hold_others`` says of one contract: its rows, as JSON that is the same for
    the same rows; all of it as it is where it is of this contract alone. ``None`` if it says nothing of it.
    """
    try:
        said = json_of(content, source)
    except SourceError:
        return None
    return _of(source).part(said, source_id, content)


def says_none(source: str, media: str) -> bool:
    """Whether an answer is the source's word that it has no contract of the id that was asked for: that is
    kept with the whole exchange, and nothing else of most sources is (``warc.absent``)."""
    return media == WARC and not _of(source).exchanges


def _of(source: str) -> Kept:
    """Of a source that is no more, as of one that says nothing of its answers."""
    return _KEPT.get(source, _PLAIN)
