"""Reader for one table of a TOML file: takes values out by key, and collects errors with their position."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from typing import Any

from bot.errors import Sentence

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Table:
    """A table that is read once. ``finish`` reports unknown keys.

    Every reader method returns a value of its type even after an error, so that reading continues.
    """

    def __init__(self, place: str, values: Mapping[str, Any], faults: list[Sentence], path: str = "") -> None:
        self._place = place
        self._path = path  # prefix of its keys in a header: "fact." in [[fact.source]]
        self._values = dict(values)
        self._faults = faults
        self._known: list[str] = []

    def fault(self, sentence: Sentence) -> None:
        """Report ``sentence`` at this table's position."""
        place = Sentence("terminal-campaign-top") if self._is_top else self._place
        self._faults.append(Sentence("terminal-campaign-at", place=place, sentence=sentence))

    def has(self, key: str) -> bool:
        """True if there is a value under ``key`` that was not taken yet."""
        return bool(self._values.get(key))

    @property
    def remaining(self) -> list[str]:
        """The keys whose values were not taken yet."""
        return list(self._values)

    def take(self, key: str) -> Any:
        """Remove and return the raw TOML value, ``None`` if there is none."""
        self._known.append(key)
        return self._values.pop(key, None)

    def rest(self) -> dict[str, Any]:
        """Remove and return all remaining values."""
        rest, self._values = self._values, {}
        return rest

    def text(self, key: str, most: int, *, required: bool = True, lines: bool = False) -> str:
        """Return a trimmed text of at most ``most`` characters; ``lines`` allows several lines."""
        value = self.take(key)
        if value is None:
            if required:
                self.fault(Sentence("terminal-campaign-missing", key=key))
            return ""
        if not isinstance(value, str):
            self.fault(Sentence("terminal-campaign-not-text", key=key, value=_named(value)))
            return ""
        value = value.strip()
        if not value:
            self.fault(Sentence("terminal-campaign-empty", key=key))
        elif len(value) > most:
            self.fault(Sentence("terminal-campaign-too-long", key=key, count=len(value), most=most))
        elif "\n" in value and not lines:
            self.fault(Sentence("terminal-campaign-lines", key=key))
        elif _CONTROL.search(value.replace("\n", "").replace("\t", "")):
            self.fault(Sentence("terminal-campaign-control", key=key))
        return value

    def words(self, key: str, most: int, languages: Sequence[str]) -> str | dict[str, str]:
        """Return one text for all readers, or a dict with a text for each of some ``languages``."""
        if not isinstance(self._values.get(key), dict) or (inner := self.table(key)) is None:
            return self.text(key, most)
        given = list(inner._values)
        found = {language: inner.text(language, most) for language in languages if language in given}
        for language in given:
            if language not in languages:
                inner.fault(
                    Sentence(
                        "terminal-campaign-no-language", language=repr(language), list=", ".join(languages)
                    )
                )
        if not given:
            inner.fault(Sentence("terminal-campaign-no-words", key=key, language=languages[0]))
        return found

    def numbers(self, key: str, length: int, most: int) -> list[str]:
        """Return an optional list of at most ``most`` numbers of contracts, each text of one line, once."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(Sentence("terminal-campaign-no-numbers", key=key, value=_named(value)))
            return []
        first: dict[str, str] = {}
        for item in value:
            first.setdefault(item.strip().casefold(), item.strip())
        found = list(first.values())
        for number in found:
            if not any(map(str.isalnum, number)) or len(number) > length or _CONTROL.search(number):
                self.fault(Sentence("terminal-campaign-number", key=key, value=_named(number), most=length))
        if len(found) > most:
            self.fault(Sentence("terminal-campaign-too-many-numbers", key=key, count=len(found), most=most))
        return found

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of ``allowed``, or an empty text after an error."""
        value = self.take(key)
        if value in allowed:
            return str(value)
        words = ", ".join(allowed)
        if value is None:
            self.fault(Sentence("terminal-campaign-choice-missing", key=key, words=words))
        else:
            self.fault(Sentence("terminal-campaign-choice", key=key, value=_named(value), words=words))
        return ""

    def day(self, key: str, *, required: bool = True) -> Day | None:
        """Return an unquoted date; a date with a time is an error, because the day would depend on the time
        zone."""
        value = self.take(key)
        if type(value) is Day:
            return value
        if value is not None:
            self.fault(Sentence("terminal-campaign-no-day", key=key, value=_named(value)))
        elif required:
            self.fault(Sentence("terminal-campaign-day-missing", key=key))
        return None

    def deadline(self, key: str) -> Day | datetime | None:
        """Return an optional date, or a moment with its distance from UTC, both unquoted, in this century as
        in Discord."""
        value = self._values.get(key)
        if not isinstance(value, datetime):
            value = self.day(key, required=False)
        elif self.take(key).tzinfo is None:
            self.fault(Sentence("terminal-campaign-no-offset", key=key))
        if value is not None and value.year // 100 != 20:
            self.fault(Sentence("terminal-campaign-year", key=key, value=_named(value)))
        return value

    def number(self, key: str, least: int, most: int) -> int | None:
        """Return an optional integer within these bounds."""
        value = self.take(key)
        if value is None or (type(value) is int and least <= value <= most):
            return value
        self.fault(
            Sentence(
                "terminal-campaign-no-number", key=key, value=_named(value), least=str(least), most=str(most)
            )
        )
        return None

    def table(self, key: str) -> "Table | None":
        """Return the table under ``key``, ``None`` if there is none."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(Sentence("terminal-campaign-no-table", key=key, value=_named(value)))
            return None
        return Table(self._of(f"[{key}]" if self._is_top else key), value, self._faults)

    def tables(self, key: str, label: str, most: int) -> Iterator["Table"]:
        """Yield the tables of a list, each identified by its position in it and by its own ``label``."""
        value = self.take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            header = f"[[{self._path}{key}]]"
            self.fault(Sentence("terminal-campaign-no-tables", key=key, value=_named(value), header=header))
            return
        if len(value) > most:
            self.fault(Sentence("terminal-campaign-too-many", count=len(value), key=key, most=most))
        for number, item in enumerate(value, start=1):
            name = item.get(label)
            if isinstance(name, dict):  # in several languages: use the first
                name = next(iter(name.values()), None)
            place = f"{key} {number} ({label} {name!r})" if isinstance(name, str) else f"{key} {number}"
            yield Table(self._of(place), item, self._faults, f"{self._path}{key}.")

    def first(self, key: str, value: str, seen: dict[str, str]) -> None:
        """Report an error if another table of the list has the same ``value``; ``seen`` maps values to
        positions."""
        if value and value in seen:
            self.fault(Sentence("terminal-campaign-taken", key=key, place=seen[value]))
        else:
            seen[value] = self._place

    def foreign(self, languages: Sequence[str]) -> list[str]:
        """Remove and return the keys that look like texts in a language other than ``languages``."""
        found = [
            key
            for key, value in self._values.items()
            if key not in languages and _LANGUAGE.fullmatch(key) and isinstance(value, dict)
        ]
        for key in found:
            del self._values[key]
        return found

    def finish(self) -> None:
        """Report every unknown key, with the one that was probably meant."""
        for key in self._values:
            close = close_to(key, self._known)
            hint = (
                Sentence("terminal-did-you-mean", close=close)
                if close
                else Sentence("terminal-the-keys-here-are", list=", ".join(self._known))
            )
            self.fault(Sentence("terminal-campaign-unknown-key", key=key, hint=hint))

    @property
    def _is_top(self) -> bool:
        return self._place == TOP

    def _of(self, place: str) -> str:
        return place if self._is_top else f"{self._place}, {place}"


TOP = ""
"""Position of the keys before the first table."""


def close_to(word: str, known: Sequence[str]) -> str | None:
    """Return the element of ``known`` that is closest to ``word``, if any."""
    close = difflib.get_close_matches(word.casefold(), known, n=1)
    return close[0] if close else None


def _named(value: object) -> str | Sentence:
    """Describe a value as its author sees it in the file."""
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return Sentence("terminal-value-number", value=str(value))
    if isinstance(value, datetime):
        return Sentence("terminal-value-moment", value=value.isoformat())
    if isinstance(value, Day):
        return Sentence("terminal-value-date", value=value.isoformat())
    if isinstance(value, list):
        return Sentence("terminal-value-list")
    return Sentence("terminal-value-table" if isinstance(value, dict) else "terminal-value-time")
