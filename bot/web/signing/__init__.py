"""Signing page: one HTML file for each language, in which a member makes a card, tokens and rows.

Everything is in the file: its script and style are allowed by their hashes, and it works from disk too.

May import: ``texts`` and, of ``web``, what escapes texts.
Never: sends a card anywhere; a test reads every byte that leaves the browser.
"""

from importlib.resources import files

_PARTS = ("bytes.js", "p256.js", "blind.js", "card.js")


def script() -> str:
    """Return the page's script: its parts, one after another."""
    folder = files("bot.web.signing")
    return "\n".join((folder / part).read_text(encoding="utf-8") for part in _PARTS)
