"""The words of a demand, as organisers and campaign files give them: checked, tidied, and named."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bot.refusal import Refusal

TITLE_LENGTH = 120
BODY_LENGTH = 1500
SLUG_LENGTH = 60

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}  # controls, halves of characters, and code points without a meaning


def one_line(text: str) -> str:
    """A text without control characters or line breaks, and with single spaces."""
    # But for the spaces that do not break, which are part of French.
    return re.sub(r"[^\S\u00a0\u202f]+", " ", _visible(text)).strip()


def paragraphs(text: str) -> str:
    """A text without control characters; its line breaks are kept."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def checked(texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """``{"en": {"title": …, "body": …}, …}``, tidied. Raises ``Refusal``."""
    if not texts:
        raise Refusal("refusal-demand-without-text")
    tidied = {}
    for language, wording in texts.items():
        if not _LANGUAGE.fullmatch(language):
            raise Refusal("refusal-demand-language", language=language)
        title, body = one_line(wording.get("title", "")), paragraphs(wording.get("body", ""))
        if not title or not body:
            raise Refusal("refusal-demand-without-text")
        if len(title) > TITLE_LENGTH:
            raise Refusal("refusal-demand-title-long", length=len(title), limit=TITLE_LENGTH)
        if len(body) > BODY_LENGTH:
            raise Refusal("refusal-demand-body-long", length=len(body), limit=BODY_LENGTH)
        tidied[language] = {"title": title, "body": body}
    return tidied


def slugs(title: str, fallback: str = "demand") -> Iterator[str]:
    """Short names for what has this title, the best first: ``halt-it``, ``halt-it-2``, …"""
    words = re.sub(r"[^a-z0-9]+", "-", folded(title)).strip("-")
    base = words[: SLUG_LENGTH - 6].strip("-") or fallback
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def folded(text: str) -> str:
    """A text as a search compares it: without case and accents ("Arrêt" and "arret" are the same)."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()


def _visible(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in _UNSEEN
    )
