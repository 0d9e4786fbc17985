"""Detection of pages served with status 200 in place of the real one: "not found", bot challenges. Pure."""

import re

from bot.contracts.sources.page.text import PageText

MAX_TEXT = 1500  # characters; a longer page is a real one, whatever its title

# Script names of bot challenges. Some are in real pages too, but these have more text.
_TEST_SCRIPTS = re.compile(
    rb"_cf_chl_opt|/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|px-captcha"
    rb"|awswaf|sgcaptcha|ddos-guard",
    re.IGNORECASE,
)
_TESTS = re.compile(
    r"just a moment|un instant|nur einen moment|attention required|access denied|accès refusé"
    r"|request rejected|checking your browser|verify(ing)? (that )?you are (a )?human"
    r"|are you (a )?(robot|human)|security check",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"\b404\b|not found|no longer (exists|available)|can(no|['’])?t be found|could ?n[o'’]t find"
    r"|does ?n[o'’]t exist|introuvable|non trouvée?|n['’]existe (pas|plus)|n['’]est plus disponible"
    r"|nicht gefunden|no encontrada|non trovata",
    re.IGNORECASE,
)


def is_robot_test(content: bytes, said: PageText) -> bool:
    """True if a page is only a bot challenge."""
    if len(said.text) > MAX_TEXT:
        return False
    return _TESTS.search(_head(said)) is not None or _TEST_SCRIPTS.search(content) is not None


def is_not_found(said: PageText) -> bool:
    """True if a short page says in its title or first line that it was not found."""
    return len(said.text) <= MAX_TEXT and _NOT_FOUND.search(_head(said)) is not None


def _head(said: PageText) -> str:
    return f"{said.title}\n{said.text.partition(chr(10))[0]}"
