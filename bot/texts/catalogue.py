"""Message catalogues: loading and formatting.

``locales/<language>/*.ftl`` hold what members read in one language, ``locales/<language>/organise/*.ftl``
what only organisers and terminals show. Members' messages exist in every language, organisers' in English and
French; a message that a language lacks is in English. ``Texts.of(locale)`` gives the translator for a reader:
``t("demand-signed", title=…)``. It is passed on, never kept in a global. The libraries that read and format
(``texts.notation``) are imported when a text is first written: a start needs none.
"""

import asyncio
import gc
import logging
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

    from bot.texts.notation import Notation

log = logging.getLogger(__name__)

DEFAULT = "en"
Translations = Mapping[str, Any]
"""A text by language, as campaign files hold it: ``{"en": …, "fr": …}``."""

ORGANISERS = "organise/"
"""The beginning of the names of files that only organisers and terminals show."""

NAMES_OF_COMMANDS = "commands-"
_OWN_NAME = re.compile(r"^language-name = (.+)$", re.MULTILINE)
_ARTICLES = {"it": re.compile(r"\b(il|al|dal|del|nel) (?=(?:8|11) [a-z]+ \d{4}\b)", re.IGNORECASE)}
"""Articles before a day that begins with a vowel, by language: "il 8 aprile" is written "l’8 aprile"."""
_DISCORD_LOCALES = {"en-US": "en", "en-GB": "en", "es-ES": "es", "es-419": "es", "pt-BR": "pt"}


def language_of(locale: object) -> str:
    """Return the catalogue's language for a Discord locale ("en-GB" or ``discord.Locale.british_english`` →
    "en")."""
    tag = str(locale)
    return _DISCORD_LOCALES.get(tag, tag.split("-", 1)[0])


class Translator:
    """Formats messages in one language."""

    def __init__(
        self, language: str, bundles: list["FluentBundle"], substitutes: Mapping[str, str] | None = None
    ) -> None:
        self.language = language
        self._bundles = bundles
        self._articles = _ARTICLES.get(language)
        self._substitutes = {} if substitutes is None else substitutes
        self._constant: dict[str, str] = {}  # formatted messages without arguments: a page has a dozen
        self._known: dict[str, tuple[FluentBundle, Any]] = {}  # with its pattern

    @cached_property
    def _notation(self) -> "Notation":
        from bot.texts.notation import Notation

        return Notation(self.language)

    def __call__(self, message_id: str, /, **arguments: Any) -> str:
        """Format the message ``id`` or ``id.attribute``, with numbers in the language's notation.

        A missing message gives its id and an error in the log: a reader sees that something is wrong, and the
        interaction is still answered.
        """
        wanted = self._substitutes.get(message_id, message_id)
        if not arguments and wanted in self._constant:
            return self._constant[wanted]
        if wanted not in self._known and not self._looked_up(wanted):
            log.error("text %s is missing", message_id)
            return message_id
        bundle, pattern = self._known[wanted]
        value, errors = bundle.format_pattern(pattern, self._written(arguments))
        text = str(value)
        if errors:
            log.error("text %s in %s: %s", message_id, self.language, errors)
        if self._articles is not None:
            text = self._articles.sub(_elision, text)
        if not arguments and not errors:
            self._constant[wanted] = text
        return text

    def _looked_up(self, wanted: str) -> bool:
        """Keep a message of the first bundle that has it; return whether one does."""
        name, _, attribute = wanted.partition(".")
        for bundle in self._bundles:
            message = bundle.get_message(name) if bundle.has_message(name) else None
            pattern = message and (message.attributes.get(attribute) if attribute else message.value)
            if pattern is not None:
                self._known[wanted] = bundle, pattern
                return True
        return False

    def _written(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments with days and moments formatted; numbers stay, since Fluent needs them for
        plurals."""
        return {
            name: self._notation.written(value) if isinstance(value, date) else value
            for name, value in arguments.items()
        }

    def has(self, message_id: str) -> bool:
        """Return whether any catalogue of this translator has the message."""
        return any(bundle.has_message(message_id.partition(".")[0]) for bundle in self._bundles)

    def money(self, amount: Decimal, currency: str) -> str:
        """Format money: ``$4,816,782.50``; ``4 816 782,50 $US`` in French. Cents are always shown."""
        return self._notation.money(amount, currency)

    def country(self, code: str) -> str:
        """Return the name of a country by its code of two letters, the code if it has none."""
        return self._notation.country(code)

    def about(self, amount: Decimal, currency: str) -> str:
        """Format a rounded amount for a chart: ``$4.8M``; ``4,8 M $US`` in French."""
        return self._notation.about(amount, currency)

    def rounded(self, amount: Decimal, currency: str) -> str:
        """Format an amount for a headline, from a million on rounded: ``$4.8 million``; ``4,8 M $US`` in
        French."""
        return self._notation.rounded(amount, currency)

    def number(self, value: int | Decimal) -> str:
        """Format a number: ``350,000``; ``350 000`` in French."""
        return self._notation.number(value)

    def day(self, day: date) -> str:
        """Format a date: ``18 December 2025``; ``18 décembre 2025`` in French, whose first of a month is
        ``1er``."""
        return self._notation.day(day)

    def language_name(self, language: str) -> str:
        """Return a language's name: ``French``; ``français`` in French."""
        return self._notation.language_name(language)

    def month(self, day: date) -> str:
        """Format a month: ``December 2025``; ``décembre 2025`` in French."""
        return self._notation.month(day, short=False)

    def short_month(self, day: date) -> str:
        """Format a month on an axis: ``Dec 2025``; ``déc. 2025`` in French."""
        return self._notation.month(day, short=True)

    def weekday(self, weekday: int) -> str:
        """Write a day of the week, of which 0 is Monday."""
        return self._notation.weekday(weekday)

    def moment(self, moment: datetime) -> str:
        """Format day and minute in UTC, for status pages: the bot and its readers share no time zone."""
        return self._notation.moment(moment)

    def pick(self, translations: Translations) -> Any:
        """Return a campaign's text in the reader's language, else in English, else in the first by its
        code: a demand and its consent are read in the same one."""
        return translations[self.picked(translations)]

    def picked(self, translations: Translations) -> str:
        """Return the language of the text that ``pick`` returns."""
        known = (language for language in (self.language, DEFAULT) if language in translations)
        return next(known, None) or min(translations)


def _elision(article: re.Match[str]) -> str:
    stem = "" if article[1].lower() == "il" else article[1]
    return stem + ("L’" if article[1] == "Il" else "l’")


class Texts:
    """All catalogues, by language and file. ``Texts.load()`` once, in the composition root.

    A language is parsed at its first use: parsing all of them would be a tenth of the start. That takes
    a fifth of a second: on the event loop, ``parsed`` comes before ``of``.
    """

    def __init__(self, files: Mapping[str, Mapping[str, str]]) -> None:
        self._files = files
        self._bundles: dict[str, FluentBundle] = {}
        self._translators: dict[str, Translator] = {}
        self._parsing = asyncio.Lock()
        self.substitutes: dict[str, str] = {}
        """Replacement messages by id: texts that a simulation has to word differently."""

    @classmethod
    def load(cls) -> "Texts":
        """Read the catalogues that ship with the program."""
        return cls(catalogue_files())

    @property
    def languages(self) -> list[str]:
        """The languages that have catalogues."""
        return sorted(self._files)

    def command_names(self, language: str) -> Translator | None:
        """Return a translator with only the names and descriptions of commands; ``None`` if a language has
        none."""
        names = self.command_sources().get(language)
        return Translator(language, [_bundle(language, names)]) if names else None

    def command_sources(self) -> dict[str, str]:
        """Return the text of the catalogues with names and descriptions of commands, by language."""
        return {
            language: "\n".join(parts[name] for name in parts if NAMES_OF_COMMANDS in name)
            for language, parts in self._files.items()
        }

    def has_own(self, language: str, message_id: str) -> bool:
        """Return whether a language's own catalogue has the message."""
        return language in self._files and self._bundle(language).has_message(message_id)

    async def parsed(self, locale: object) -> Translator:
        """Return the translator as ``of`` does, parsed in a thread if that was not done yet."""
        if self._known(locale) not in self._translators:
            async with self._parsing:
                return await asyncio.to_thread(self.of, locale)
        return self.of(locale)

    def of(self, locale: object) -> Translator:
        """Return the translator for a Discord locale or a language, English if it has no catalogue."""
        language = self._known(locale)
        if language not in self._translators:
            chain = [language] if language == DEFAULT else [language, DEFAULT]
            self._translators[language] = Translator(
                language, [self._bundle(spoken) for spoken in chain], self.substitutes
            )
        return self._translators[language]

    def _known(self, locale: object) -> str:
        language = language_of(locale)
        return language if language in self._files else DEFAULT

    def _bundle(self, language: str) -> "FluentBundle":
        if language not in self._bundles:
            self._bundles[language] = _bundle(language, "\n".join(self._files[language].values()))
        return self._bundles[language]


def sources() -> dict[str, str]:
    """Return the catalogues' text by language."""
    return {language: "\n".join(parts.values()) for language, parts in catalogue_files().items()}


@cache
def own_names() -> Mapping[str, str]:
    """Return the languages that have catalogues, each by its own name: ``{"de": "Deutsch", …}``."""
    names = (
        (_OWN_NAME.search(parts.get("language.ftl", "")), code) for code, parts in catalogue_files().items()
    )
    return {code: code if found is None else found[1] for found, code in names}


@cache
def catalogue_files(root: Path | None = None) -> Mapping[str, Mapping[str, str]]:
    """Return the text of each catalogue file, by language and name (``help.ftl``, ``organise/watches.ftl``);
    of the catalogues that ship with the program, or of those in another folder."""
    top = files("bot.texts").joinpath("locales") if root is None else root
    folders = sorted(top.iterdir(), key=lambda item: item.name)
    return {folder.name: _Folder(folder) for folder in folders if folder.is_dir()}


class _Folder(Mapping[str, str]):
    """The text of each file of a language, read each time that it is asked for: all would be 3 MiB."""

    def __init__(self, folder: Traversable) -> None:
        self._files = dict(sorted(_files_in(folder)))

    def __getitem__(self, name: str) -> str:
        return self._files[name].read_text(encoding="utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _files_in(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _files_in(item, f"{item.name}/")
        elif item.name.endswith(".ftl"):
            yield prefix + item.name, item


def _bundle(language: str, source: str) -> "FluentBundle":
    from bot.texts.notation import bundle_of

    bundle = bundle_of(language, source)
    gc.freeze()  # full collections leave out what stays: 10 ms for each language
    return bundle
