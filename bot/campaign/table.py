"""Reader for one table of a TOML file: takes values out by key, and collects errors with their position."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from datetime import datetime
from typing import Any

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Table:
    """A table that is read once. ``finish`` reports unknown keys.

    Every reader method returns a value of its type even after an error, so that reading continues.
    """

    def __init__(self, place: str, values: Mapping[str, Any], faults: list[str], path: str = "") -> None:
        self._place = place
        self._path = path  # prefix of its keys in a header: "fact." in [[fact.source]]
        self._values = dict(values)
        self._faults = faults
        self._known: list[str] = []

    def fault(self, sentence: str) -> None:
        """Report ``sentence`` at this table's position."""
        self._faults.append(f"{self._place}: {sentence}")

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
                self.fault(f'{key} is missing: write {key} = "…".')
            return ""
        if not isinstance(value, str):
            self.fault(f"{key} is {_named(value)}: write a text in quotes.")
            return ""
        value = value.strip()
        if not value:
            self.fault(f"{key} is empty: write something or remove it.")
        elif len(value) > most:
            self.fault(f"{key} has {len(value)} characters: at most {most} are possible.")
        elif "\n" in value and not lines:
            self.fault(f"{key} has several lines: write it on one.")
        elif _CONTROL.search(value.replace("\n", "").replace("\t", "")):
            self.fault(f"{key} holds an invisible control character: write it again.")
        return value

    def words(self, key: str, most: int, languages: Sequence[str]) -> str | dict[str, str]:
        """Return one text for all readers, or a dict with a text for each of some ``languages``."""
        if not isinstance(self._values.get(key), dict) or (inner := self.table(key)) is None:
            return self.text(key, most)
        given = list(inner._values)
        found = {language: inner.text(language, most) for language in languages if language in given}
        for language in given:
            if language not in languages:
                inner.fault(f"there is no language {language!r} here: write one of {', '.join(languages)}.")
        if not given:
            inner.fault(f'it has no text: write {key} = "…", or {key} = {{ {languages[0]} = "…" }}.')
        return found

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of ``allowed``, or an empty text after an error."""
        value = self.take(key)
        if value in allowed:
            return str(value)
        words = ", ".join(allowed)
        if value is None:
            self.fault(f"{key} is missing: write one of {words}.")
        else:
            self.fault(f"{key} is {_named(value)}: write one of {words}.")
        return ""

    def day(self, key: str, *, required: bool = True) -> Day | None:
        """Return an unquoted date; a date with a time is an error, because the day would depend on the time
        zone."""
        value = self.take(key)
        if type(value) is Day:
            return value
        if value is not None:
            self.fault(f"{key} is {_named(value)}: write a date without quotes, as in 2026-01-31.")
        elif required:
            self.fault(f"{key} is missing: write a date without quotes, as in 2026-01-31.")
        return None

    def deadline(self, key: str) -> Day | datetime | None:
        """Return an optional date, or a moment with its distance from UTC, both unquoted, in this century as
        in Discord."""
        value = self._values.get(key)
        if not isinstance(value, datetime):
            value = self.day(key, required=False)
        elif self.take(key).tzinfo is None:
            self.fault(
                f"{key} lacks the distance from UTC: write 2026-12-31T18:00:00+01:00, or only the day."
            )
        if value is not None and value.year // 100 != 20:
            self.fault(f"{key} is {_named(value)}: write a year from 2000 to 2099.")
        return value

    def number(self, key: str, least: int, most: int) -> int | None:
        """Return an optional integer within these bounds."""
        value = self.take(key)
        if value is None or (type(value) is int and least <= value <= most):
            return value
        self.fault(f"{key} is {_named(value)}: write a whole number from {least} to {most}, without quotes.")
        return None

    def table(self, key: str) -> "Table | None":
        """Return the table under ``key``, ``None`` if there is none."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(f"{key} is {_named(value)}: write a table, as docs/campaign-files.md shows.")
            return None
        return Table(self._of(f"[{key}]" if self._is_top else key), value, self._faults)

    def tables(self, key: str, label: str, most: int) -> Iterator["Table"]:
        """Yield the tables of a list, each identified by its position in it and by its own ``label``."""
        value = self.take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            header = f"[[{self._path}{key}]]"
            self.fault(f"{key} is {_named(value)}: begin each with double brackets, as in {header}.")
            return
        if len(value) > most:
            self.fault(f"there are {len(value)} of {key}: at most {most} are possible.")
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
            self.fault(f"{key} is already that of {seen[value]}: give each its own.")
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
            hint = f"did you mean {close}?" if close else f"the keys here are {', '.join(self._known)}."
            self.fault(f"{key} is not a key here: {hint}")

    @property
    def _is_top(self) -> bool:
        return self._place == TOP

    def _of(self, place: str) -> str:
        return place if self._is_top else f"{self._place}, {place}"


TOP = "top of the file"
"""Position of the keys before the first table."""


def close_to(word: str, known: Sequence[str]) -> str | None:
    """Return the element of ``known`` that is closest to ``word``, if any."""
    close = difflib.get_close_matches(word.casefold(), known, n=1)
    return close[0] if close else None


def _named(value: object) -> str:
    """Describe a value as its author sees it in the file."""
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:39] + "…")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, datetime):
        return f"the moment {value.isoformat()}"
    if isinstance(value, Day):
        return f"the date {value.isoformat()}"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "a time of day"
