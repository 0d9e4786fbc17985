"""Sentences of the terminal: in the language of its environment, or in English."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.texts.catalogue import DEFAULT, Texts, Translator

__all__ = ["DEFAULT", "environment_language", "translator"]

_OWN = "terminal-"
_FIRST = ("LC_ALL", "LC_MESSAGES", "LANG")


def environment_language(environ: Mapping[str, str]) -> str:
    """Return the language of the environment (``fr_FR.UTF-8`` is ``fr``), as POSIX chooses it; English if
    the terminal does not speak it."""
    locale = next((environ[name] for name in _FIRST if environ.get(name)), "")
    language = locale.partition(".")[0].partition("@")[0].partition("_")[0]
    return language if language.isalpha() and _source(language) else DEFAULT


def translator(message_id: str, language: str) -> Translator:
    """Return the translator for a message: with the terminal's own sentences alone, if it is one, since the
    other catalogues take long to parse."""
    return _sentences(language) if message_id.startswith(_OWN) else _everything().of(language)


@cache
def _everything() -> Texts:
    return Texts.load()


@cache
def _sentences(language: str) -> Translator:
    from bot.texts.notation import bundle_of

    chain = dict.fromkeys((language, DEFAULT))
    return Translator(language, [bundle_of(spoken, _source(spoken)) for spoken in chain])


def _source(language: str) -> str:
    folder = files("bot.texts").joinpath("locales", language, "organise")
    if not folder.is_dir():
        return ""
    parts = sorted(folder.iterdir(), key=lambda item: item.name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts if part.name.startswith(_OWN))
