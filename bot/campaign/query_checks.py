"""Validation of the queries of a campaign file's watches, by the sources' own rules and without requests."""

from collections.abc import Mapping
from functools import partial

from bot.contracts.sources import QueryError, SourcePolicy
from bot.contracts.sources.http.addresses import parse_address
from bot.contracts.sources.registry import every_policy
from bot.errors import Sentence

FILE = "file"  # key of the source "ocds", allowed only in campaign files, not in forms

# Sentences in terms of a file. Other reasons use the bot's texts for Discord (``query-<reason>``).
_REASONS = ("unknown-key", "not-text", "empty", "control-characters", "too-short", "too-many-values")
_NOTHING = "nothing-to-find"


def policies(*, allow_loopback: bool = False) -> Mapping[str, SourcePolicy]:
    """Return the policy of every source by name."""
    return every_policy(partial(parse_address, allow_loopback=allow_loopback))


def keys_of(source: SourcePolicy) -> list[str]:
    """Return the keys that a source's query may have."""
    keys = [field.key for field in source.fields]
    return [*keys, FILE] if source.name == "ocds" else keys


def query_fault(source: SourcePolicy, error: QueryError, close: str | None) -> Sentence:
    """Return a sentence about an error in a query, which names the key; ``close`` is the key that was
    probably meant."""
    if error.reason == _NOTHING and source.name == "usaspending":
        return Sentence("terminal-query-too-wide", key=error.key)
    if error.reason not in _REASONS:
        value = "" if error.value is None else str(error.value)[:100]
        return Sentence(f"query-{error.reason}", key=error.key, value=value)
    if error.reason == "unknown-key":
        hint = Sentence("terminal-the-keys-are", list=", ".join(keys_of(source)))
        if close:
            hint = Sentence("terminal-did-you-mean", close=close)
        return Sentence("terminal-query-unknown-key", key=error.key, hint=hint)
    lists = {field.key for field in source.fields if field.many}
    reason = "one-text" if error.reason == "not-text" and error.key not in lists else error.reason
    given = "" if error.value is None else Sentence("terminal-query-given", value=repr(error.value))
    return Sentence(f"terminal-query-{reason}", key=error.key, value=given)
