"""Parts of a contract's story that its topics share."""

from dataclasses import dataclass

from bot.ui.markdown import link, plain

_MAX_ADDRESS = 140
"""Characters of an address in a list; a longer one would take the room of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Text of one topic, as markdown lines: ``line`` for the contract's card, where a phone shows few, "" if
    nothing there is worth one; ``posted`` the same for a post, which stays as it is; the others for a card or
    a page of its own. ``foot`` has sources and days."""

    line: str
    posted: str = ""
    head: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


def numbered(number: str, url: str) -> str:
    """Return the number of a record, linked to its public page."""
    return sourced(plain(number, 40), url)


def sourced(said: str, url: str) -> str:
    """Return what a record says, as markdown, linked to its public page."""
    return link(said, url) if len(url) <= _MAX_ADDRESS else said
