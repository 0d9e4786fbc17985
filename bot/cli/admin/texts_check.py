"""``tocsin texts check``: compares the catalogues of a language with the English ones, for translators."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import discord
from babel import Locale
from discord import app_commands
from discord.ext import commands
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.errors import Sentence
from bot.petitions.demands.consent import SIGNING_MONTHS
from bot.runtime import interface
from bot.runtime.command_sync import message_id
from bot.servers.settings import Privacy
from bot.texts import DEFAULT, Texts, Translator
from bot.texts.catalogue import NAMES_OF_COMMANDS, ORGANISERS, catalogue_files, own_names
from bot.texts.notation import entries_of, junk
from bot.ui.layout import Card
from bot.ui.markdown import phone_lines
from bot.ui.members import erasing_card, joined_card, privacy_notice, secrecy_card

# https://discord.com/developers/docs/interactions/application-commands#application-command-object
_COMMAND_NAME = re.compile(r"^[-_'\w]{1,32}$")
_MAX_DESCRIPTION = 100
_MAX_CHOICE = 100
# https://discord.com/developers/docs/components/reference
_MAX_BUTTON, _MAX_FORM, _MAX_HINT = 80, 45, 100
_FORM_LABEL = re.compile(r"-form-(title|unit|consent|code)$")
_FOR_ORGANISERS = ("command-organise", "command-setup")

# The English of the workbook is that of the CSV files, the help of the terminal is at its commands: in code.
_IN_CODE = ("sheet-", "column-", "coded-", "terminal-help")
_WORD = re.compile(r"[a-z]{2,}", re.IGNORECASE)
_ENGLISH = frozenset(
    ("the", "and", "with", "which", "this", "that", "been", "from", "your", "you", "have", "they")
)
_MIN_SAME_WORDS, _MIN_ENGLISH_WORDS = 3, 2
_PLURAL_SAMPLE = 1000
_FOR_GRAMMAR = {"kind", "source"}  # passed to many messages: a language chooses by them where its words agree
_NOT_PROSE = re.compile(r"`[^`]*`|https?://\S+")

_OF_A_UNION = Privacy(
    controller="Union of Example Ltd, 1 Example Street, Paris",
    contact="data@union.example",
    recipients="The union’s officers",
    retention_months=12,
)

Messages = Mapping[str, fluent.Message]


class _Content(Visitor):
    """Variables, words and plural variants of a message."""

    def __init__(self, entry: fluent.Message) -> None:
        self.variables: set[str] = set()
        self.words: list[str] = []
        self.selects: list[fluent.SelectExpression] = []
        self.visit(entry)

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_TextElement(self, node: fluent.TextElement) -> None:
        self.words.append(node.value)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        self.selects.append(node)
        self.generic_visit(node)


def texts_check(language: str, root: Path | None = None) -> Iterator[Sentence]:
    """Yield the faults of a language's catalogues, a sentence each; none if members can use it.

    ``root`` is a folder of catalogues instead of those that ship with the program.
    """
    files = catalogue_files(root)
    if language not in files:
        yield Sentence("terminal-texts-no-folder", language=language, english=DEFAULT, list=", ".join(files))
        return
    ours = files[language]
    for name, text in ours.items():
        yield from (
            Sentence(
                "terminal-texts-unreadable", language=language, name=name, text=" ".join(entry.split())[:60]
            )
            for entry in junk(text)
        )
    found = {name: _messages(text) for name, text in ours.items()}
    yield from _defined_twice(language, ours)
    yield from _missing(language, files, found)
    english = {**_all(files[DEFAULT]), **_commands()}
    for name, entries in found.items():
        for key, entry in entries.items():
            where = f"{language}/{name}: {key}"
            if key in english:
                yield from _differences(language, where, entry, english[key])
            elif not key.startswith(_IN_CODE):
                yield Sentence("terminal-texts-superfluous", where=where)
    yield from _wrong_names(language, found)
    yield from _too_long(language, found)
    yield from _cards_too_long(Texts(files).of(language))
    if language not in own_names() and root is None:
        yield Sentence("terminal-texts-own-name", language=language)


def fallbacks(language: str, root: Path | None = None) -> int:
    """Return how many messages of organisers and terminals a language has in English."""
    files = catalogue_files(root)
    have = _all(files[language]).keys()
    return sum(key not in have for key in _needed(language, files, organisers=True))


def _messages(text: str) -> dict[str, fluent.Message]:
    return {e.id.name: e for e in entries_of(text) if isinstance(e, fluent.Message)}


def _all(parts: Mapping[str, str]) -> dict[str, fluent.Message]:
    return {key: entry for text in parts.values() for key, entry in _messages(text).items()}


@cache
def _commands() -> Messages:
    """Return the English names and descriptions of all commands, options and choices, as messages."""
    source: list[str] = []
    cogs = [
        kind for kind in vars(interface).values() if isinstance(kind, type) and issubclass(kind, commands.Cog)
    ]
    for kind in cogs:
        cog: commands.Cog = kind.__new__(kind)  # with its commands, and without the services that they call
        tops = [cog.app_command] if cog.app_command else cog.get_app_commands()
        for top in tops:
            below = top.walk_commands() if isinstance(top, app_commands.Group) else ()
            for command in (top, *below):
                source += _named(command)
    return _messages("\n".join(dict.fromkeys(source)))


def _named(command: Any) -> Iterator[str]:
    places = app_commands.TranslationContextLocation

    def entry(place: Any, data: Any, name: str, description: str | None) -> str:
        key = message_id(app_commands.TranslationContext(location=place, data=data))
        return f"{key} = {name}" + (f"\n    .description = {description}" if description else "")

    yield entry(places.command_name, command, command.name, command.description)
    for option in getattr(command, "parameters", ()):
        yield entry(places.parameter_name, option, option.name, str(option.description))
        for choice in option.choices:
            if choice.value not in own_names():  # a language goes by its own name
                yield entry(places.choice_name, choice, choice.name, None)


def _needed(
    language: str, files: Mapping[str, Mapping[str, str]], *, organisers: bool
) -> dict[str, fluent.Message]:
    """Return the messages that a language needs for members, or those for organisers."""
    english = {k: v for k, v in files[DEFAULT].items() if k.startswith(ORGANISERS) is organisers}
    names = {
        key: entry
        for key, entry in ({} if language == DEFAULT else _commands()).items()
        if (key.startswith(_FOR_ORGANISERS) or key in _choices_of_organisers()) is organisers
    }
    return {**_all(english), **names}


@cache
def _choices_of_organisers() -> frozenset[str]:
    """Return the choices that only organisers' commands offer."""
    here: set[str] = set()
    rest: set[str] = set()
    owner = ""
    for key in _commands():
        if key.startswith("command-"):
            owner = key
        else:
            (here if owner.startswith(_FOR_ORGANISERS) else rest).add(key)
    return frozenset(here - rest)


def _defined_twice(language: str, ours: Mapping[str, str]) -> Iterator[Sentence]:
    seen: dict[str, str] = {}
    for name, text in ours.items():
        for entry in entries_of(text):
            if isinstance(entry, fluent.Message):
                if entry.id.name in seen:
                    yield Sentence(
                        "terminal-texts-twice",
                        language=language,
                        name=name,
                        key=entry.id.name,
                        other=seen[entry.id.name],
                    )
                seen[entry.id.name] = name


def _missing(
    language: str, files: Mapping[str, Mapping[str, str]], found: Mapping[str, Messages]
) -> Iterator[Sentence]:
    have = {key for entries in found.values() for key in entries}
    where = {key: name for name, text in files[DEFAULT].items() for key in _messages(text)}
    complete = any(name.startswith(ORGANISERS) for name in found)  # organisers' too, once it has some
    for organisers in (False, True)[: 2 if complete else 1]:
        for key in _needed(language, files, organisers=organisers):
            if key not in have:
                yield Sentence(
                    "terminal-texts-missing",
                    language=language,
                    file=where.get(key, NAMES_OF_COMMANDS + "….ftl"),
                    key=key,
                )


def _differences(
    language: str, where: str, entry: fluent.Message, english: fluent.Message
) -> Iterator[Sentence]:
    attributes, wanted = ({a.id.name for a in each.attributes} for each in (entry, english))
    for name in sorted(wanted - attributes):
        yield Sentence("terminal-texts-attribute-missing", where=where, name=name)
    for name in sorted(attributes - wanted):
        yield Sentence("terminal-texts-attribute-superfluous", where=where, name=name)
    ours, theirs = _Content(entry), _Content(english)
    if (ours.variables ^ theirs.variables) - _FOR_GRAMMAR:
        named = [", ".join(f"${name}" for name in sorted(each.variables)) or "–" for each in (ours, theirs)]
        yield Sentence("terminal-texts-variables", where=where, ours=named[0], theirs=named[1])
    for select in ours.selects:
        yield from (
            Sentence("terminal-texts-plural", where=where, form=form)
            for form in _plurals_missing(language, select)
        )
    if language != DEFAULT and _is_english(ours.words, theirs.words):
        yield Sentence(
            "terminal-texts-english", where=where, text=" ".join(" ".join(ours.words).split())[:60]
        )


def _plurals_missing(language: str, select: fluent.SelectExpression) -> list[str]:
    """Return the plural forms of whole numbers that a choice between some of them lacks."""
    names = {variant.key.name: variant for variant in select.variants if hasattr(variant.key, "name")}
    default = next((name for name, variant in names.items() if variant.default), "")
    if default not in ("other", "many") or not names.keys() & {"one", "two", "few"}:
        return []
    covered = {default, "other"} if "few" in _plural_forms(language) else {"other", "many"}
    return sorted(_plural_forms(language) - names.keys() - covered)


@cache
def _plural_forms(language: str) -> frozenset[str]:
    plural = Locale.parse(language).plural_form
    return frozenset(plural(number) for number in range(_PLURAL_SAMPLE))


def _is_english(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    words = _WORD.findall(_NOT_PROSE.sub(" ", " ".join(ours)))
    if ours == theirs and len(words) >= _MIN_SAME_WORDS:
        return True
    return sum(word.lower() in _ENGLISH for word in words) >= _MIN_ENGLISH_WORDS


def _wrong_names(language: str, found: Mapping[str, Messages]) -> Iterator[Sentence]:
    """Yield the names and descriptions of commands that Discord would refuse, or that two have."""
    siblings: dict[tuple[str, str], str] = {}
    for file, entries in found.items():
        for key, entry in entries.items():
            if not key.startswith(("command-", "choice-")):
                continue
            name = "".join(_Content(fluent.Message(id=entry.id, value=entry.value)).words)
            where = f"{language}/{file}: {key}"
            if key.startswith("choice-"):
                if not 1 <= len(name) <= _MAX_CHOICE:
                    yield Sentence("terminal-texts-choice", where=where, count=len(name), most=_MAX_CHOICE)
                continue
            if not _COMMAND_NAME.match(name) or name != name.lower():
                yield Sentence("terminal-texts-name", where=where, name=name)
            for attribute in entry.attributes:
                length = len("".join(_Content(fluent.Message(id=entry.id, attributes=[attribute])).words))
                if not 1 <= length <= _MAX_DESCRIPTION:
                    yield Sentence(
                        "terminal-texts-description", where=where, count=length, most=_MAX_DESCRIPTION
                    )
            parent = key.partition("-option-")[0] + "-option" if "-option-" in key else key.rpartition("-")[0]
            if (other := siblings.setdefault((parent, name), key)) != key:
                yield Sentence("terminal-texts-same-name", where=where, other=other)


def _too_long(language: str, found: Mapping[str, Messages]) -> Iterator[Sentence]:
    """Yield the labels that Discord would refuse."""
    for file, entries in found.items():
        for key, entry in entries.items():
            length = len("".join(_Content(fluent.Message(id=entry.id, value=entry.value)).words))
            where = f"{language}/{file}: {key}"
            if key.startswith("button-") and not entry.attributes and length > _MAX_BUTTON:
                yield Sentence("terminal-texts-button", where=where, count=length, most=_MAX_BUTTON)
            if _FORM_LABEL.search(key) and length > _MAX_FORM:
                yield Sentence("terminal-texts-form", where=where, count=length, most=_MAX_FORM)
            for attribute in entry.attributes:
                length = len("".join(_Content(fluent.Message(id=entry.id, attributes=[attribute])).words))
                if attribute.id.name == "hint" and length > _MAX_HINT:
                    yield Sentence("terminal-texts-hint", where=where, count=length, most=_MAX_HINT)


def _cards_too_long(t: Translator) -> Iterator[Sentence]:
    """Yield the members' cards that take more lines of a telephone in a language than they may."""
    day = date(2026, 9, 28)
    answer = "\n".join((t("demand-signed"), t("demand-signed-next", day=day), t("demand-pass-on")))
    roster = "\n".join((t("demand-signed-roster"), t("demand-signed-roster-next", day=day)))
    union = _OF_A_UNION
    told = {"controller": union.controller, "contact": union.contact, "recipients": union.recipients}
    consent = t(
        "consent-text", **told, legal_basis="none", months=union.retention_months, signing=SIGNING_MONTHS
    )
    cards = [
        ("terminal-card-signed", answer, 16),
        ("terminal-card-signed-roster", roster, 20),
        ("terminal-card-withdrawn", t("demand-withdrawn"), 6),
        ("terminal-card-secret", _text_of(secrecy_card(t)), 22),
        ("terminal-card-erasing", _text_of(erasing_card(t)), 20),
        ("terminal-card-joined", _text_of(joined_card(t)), 8),
        ("terminal-card-privacy", _text_of(privacy_notice(_OF_A_UNION, t)), 42),
        ("terminal-card-consent", consent, 24),
        ("terminal-card-agree", t("sign-form-agree"), 1),
        ("terminal-card-roster", t("consent-roster"), 4),
        ("terminal-card-words", t("words-explained"), 12),
    ]
    for name, text, most in cards:
        if (lines := phone_lines(text)) > most:
            yield Sentence(
                "terminal-texts-card", language=t.language, name=Sentence(name), lines=lines, most=most
            )


def _text_of(card: Card) -> str:
    shown = (item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))
    return "\n".join(shown)
