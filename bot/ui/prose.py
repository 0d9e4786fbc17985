"""Longer texts of organisers: paragraphs are kept, markdown is escaped."""

import re

from bot.ui.layout import plain

_EMPTY_LINES = re.compile(r"\n{3,}")
_IN_ADDRESS = re.compile(r"(?<=\w)@\u200b(?=\w)")


def prose(text: str) -> str:
    """Escape a text line by line. An e-mail address can still be copied: ``plain`` puts an invisible space
    behind its @, which is right for a mention and wrong for an address."""
    lines = (plain(line, len(line)) for line in text.strip().splitlines())
    return _IN_ADDRESS.sub("@", _EMPTY_LINES.sub("\n\n", "\n".join(lines)))
