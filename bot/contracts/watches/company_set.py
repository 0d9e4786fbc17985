"""Watches of one company in every source: the identifiers that an organiser took, as each source asks for
them. Pure."""

from collections.abc import Mapping, Sequence

from bot.contracts.diff.parties import name_words, words_without_form
from bot.contracts.registers.protocol import Candidate

SCHEMES: Mapping[str, str] = {"usaspending": "uei", "decp": "siren"}
"""Identifiers that a source knows companies by; the others are asked by names."""

MAX_VALUES: Mapping[str, int] = {"uei": 12, "siren": 20}
"""Limits on the identifiers of one watch. A UEI costs two searches at each import; that of a parent finds
contracts of its children as well."""

MAX_NAMES = 5
MIN_NAME_LENGTH = 3  # letters and digits, the minimum of the sources


def values_for(source: str, chosen: Sequence[Candidate]) -> list[str]:
    """Return the values that a source is asked for: its identifiers, parents first, or names."""
    scheme = SCHEMES.get(source)
    if scheme is None:
        return search_names(chosen)
    parents = {each.parent for each in chosen if each.scheme == scheme}
    own = sorted((each for each in chosen if each.scheme == scheme), key=lambda each: each.id not in parents)
    return list(dict.fromkeys(each.id for each in own))[: MAX_VALUES[scheme]]


def search_names(chosen: Sequence[Candidate]) -> list[str]:
    """Return the names of companies without legal forms, none that contains another: a search for
    "CAPGEMINI" finds "CAPGEMINI FRANCE" as well."""
    named: dict[tuple[str, ...], str] = {}
    for each in chosen:
        words = words_without_form(each.name)
        if len("".join(words)) >= MIN_NAME_LENGTH:
            named.setdefault(words, _without_form(each.name))
    shortest = sorted(named, key=len)
    kept: list[tuple[str, ...]] = []
    for words in shortest:
        if not any(_contains(words, other) for other in kept):
            kept.append(words)
    order = list(named)
    return [named[words] for words in sorted(kept, key=order.index)][:MAX_NAMES]


def _without_form(name: str) -> str:
    """Return a name as it is written, without the legal form at its end."""
    tokens, wanted = name.split(), words_without_form(name)
    while len(tokens) > 1 and name_words(" ".join(tokens)) != wanted:
        tokens.pop()
    return " ".join(tokens).rstrip(" ,;(-")


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    """True if ``part`` stands in ``words``, in one piece."""
    places = range(len(words) - len(part) + 1)
    return any(tuple(words[place : place + len(part)]) == tuple(part) for place in places)
