"""Validation of the queries of a campaign file's watches, by the sources' own rules and without requests."""

from collections.abc import Mapping
from functools import partial

from bot.contracts.sources import QueryError, SourcePolicy
from bot.contracts.sources.http.addresses import parse_address
from bot.contracts.sources.registry import every_policy
from bot.texts import Texts

FILE = "file"  # key of the source "ocds", allowed only in campaign files, not in forms

# Messages in terms of a file. Other reasons use the bot's texts for Discord (``query-<reason>``).
_REASONS = {
    "unknown-key": "is not a key of this source",
    "not-text": 'must be a list of texts, as in ["…", "…"]',
    "empty": "holds an empty text: write a value or remove it",
    "control-characters": "holds an invisible control character: write it again on one line",
    "too-short": "holds a value that is too short to search for",
    "too-many-values": "holds too many values: make two watches of it",
}
_ONE_TEXT = 'must be one text, as in "…"'
_NOTHING = "nothing-to-find"
_TOO_WIDE = "is missing: name a supplier or a keyword, an agency alone is too wide"


def policies(*, allow_loopback: bool = False) -> Mapping[str, SourcePolicy]:
    """Return the policy of every source by name."""
    return every_policy(partial(parse_address, allow_loopback=allow_loopback))


def keys_of(source: SourcePolicy) -> list[str]:
    """Return the keys that a source's query may have."""
    keys = [field.key for field in source.fields]
    return [*keys, FILE] if source.name == "ocds" else keys


def query_fault(source: SourcePolicy, error: QueryError, close: str | None) -> str:
    """Return a sentence about an error in a query, which names the key; ``close`` is the key that was
    probably meant."""
    if error.reason == _NOTHING and source.name == "usaspending":
        return f"{error.key} {_TOO_WIDE}."
    if error.reason not in _REASONS:
        value = "" if error.value is None else str(error.value)[:100]
        return Texts.load().of("en")(f"query-{error.reason}", key=error.key, value=value)
    lists = {field.key for field in source.fields if field.many}
    reason = _REASONS[error.reason] if error.key in lists or error.reason != "not-text" else _ONE_TEXT
    sentence = f"{error.key} {reason}"
    if error.reason == "unknown-key":
        hint = f"did you mean {close}?" if close else f"the keys are {', '.join(keys_of(source))}."
        return f"{sentence}: {hint}"
    return f"{sentence}." if error.value is None else f"{sentence} (it is {error.value!r})."
