"""Parser for files of membership numbers: a column of a CSV file as exported by office software.

**Normalisation of a number.** Forms that look the same are equal: Unicode compatibility forms are normalised
(NFKC), every kind of dash becomes a hyphen, white space is dropped. Case is ignored, and so are leading
zeros, since spreadsheets drop them: ``007 12a``, ``712A`` and ``0712a`` are one number. A number consists of
letters, digits and ``- . / _``, begins with a letter or digit, contains at least one digit, and has at most
40 characters.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import Sentence, SentenceError

_NUMBER = re.compile(r"(?=.*\d)[^\W_][\w./-]{0,39}")
_PLAIN = re.compile(r"[0-9A-Za-z]+")
_DELIMITERS = ",;\t"
_UNSEEN = ("Zs", "Cf")
_MAX_NAMED = 5  # line numbers named in an error
_REPORT_INTERVAL = 2000  # lines

Progress = Callable[[int], None]
"""Callback that receives the number of further lines or bytes processed."""


class RosterFileError(SentenceError):
    """A file that cannot be used, or not without another option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """Description of a file that was read completely once and is valid."""

    path: Path
    encoding: str
    delimiter: str
    column: int  # zero-based
    header: bool
    lines: int  # lines with a number
    blanks: int  # lines without one

    def numbers(self) -> Iterator[str]:
        """Yield every number of the file, in order, as written there (see ``tidy_number``)."""
        for _, cell in _cells(self):
            number = tidy_number(cell)
            if number is not None:
                yield number


def tidy_number(text: str) -> str | None:
    """Return a number as written, without invisible characters; ``None`` if it is not a number."""
    kept = text.strip()
    if not (kept.isascii() and _PLAIN.fullmatch(kept)):
        kept = "".join(map(_made_plain, unicodedata.normalize("NFKC", kept)))
    return kept if _NUMBER.fullmatch(kept) else None


def canonical(number: str) -> str:
    """Return the normal form of a tidied number for comparison. Not ``common.text.fold``: what is stored is
    its keyed hash, and an accent may tell two numbers apart."""
    return unicodedata.normalize("NFKC", number.casefold()).lstrip("0") or "0"


def examine(path: Path, column: str | None, progress: Progress = lambda _: None) -> RosterFile:
    """Read and validate the whole file. ``column`` is the heading or the position, from 1, of the column with
    the numbers; optional if there is only one column. ``progress`` receives bytes.

    Raises ``RosterFileError``.
    """
    try:
        for encoding in _encodings(path):
            try:
                return _examined(path, encoding, column, progress)
            except UnicodeDecodeError:
                continue
    except OSError as error:
        raise RosterFileError("terminal-unreadable", file=path, reason=error.strerror) from error
    raise RosterFileError("terminal-roster-not-text", path=path)


def _examined(path: Path, encoding: str, wanted: str | None, progress: Progress) -> RosterFile:
    with path.open(encoding=encoding, newline="") as file:
        first_line = next((line for line in file if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first_line.count)
    row = next(csv.reader([first_line], delimiter=delimiter), [])
    place, header = _place(path, row, wanted)
    looked_at = RosterFile(
        path=path, encoding=encoding, delimiter=delimiter, column=place, header=header, lines=0, blanks=0
    )
    lines = blanks = wrong = 0
    named: list[int] = []
    for number, cell in _cells(looked_at, progress):
        if not cell.strip():
            blanks += 1
        elif tidy_number(cell) is None:
            wrong += 1
            if len(named) < _MAX_NAMED:
                named.append(number)
        else:
            lines += 1
    if wrong:
        where: str | Sentence = ", ".join(map(str, named))
        if wrong > len(named):
            where = Sentence("terminal-roster-wrong-lines", lines=where, more=wrong - len(named))
        raise RosterFileError("terminal-roster-wrong-number", path=path, where=where)
    if not lines:
        raise RosterFileError("terminal-roster-no-number", path=path)
    return replace(looked_at, lines=lines, blanks=blanks)


def _place(path: Path, row: list[str], wanted: str | None) -> tuple[int, bool]:
    """Return the index of the column with the numbers, and whether the first line is a heading."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if wanted is None:
        if len(filled) <= 1:
            place = filled[0] if filled else 0
            return place, _is_heading(row, place)
        are_headings = not any(character.isdigit() for cell in row for character in cell)
        they_are = ": " + ", ".join(row[place].strip() for place in filled) if are_headings else ""
        raise RosterFileError("terminal-roster-columns", path=path, count=len(filled), they_are=they_are)
    headings = [cell.strip().casefold() for cell in row]
    if wanted.strip().casefold() in headings:
        return headings.index(wanted.strip().casefold()), True
    if wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= len(row):
        place = int(wanted) - 1
        return place, _is_heading(row, place)
    raise RosterFileError("terminal-roster-no-column", path=path, wanted=wanted)


def _is_heading(row: list[str], place: int) -> bool:
    return place < len(row) and bool(row[place].strip()) and tidy_number(row[place]) is None


def _cells(file: RosterFile, progress: Progress = lambda _: None) -> Iterator[tuple[int, str]]:
    """Yield the line number and cell of the column for each row. Each row is one line: an unclosed quotation
    mark would make all lines up to the next mark one row, and their members would be missing."""
    with (
        file.path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding=file.encoding, newline="") as text,
    ):
        reader = csv.reader(text, delimiter=file.delimiter, strict=True)
        begun = not file.header
        done, line = 0, 1
        try:
            for row in reader:
                if reader.line_num > line:
                    raise csv.Error
                line += 1
                if not begun:
                    begun = any(cell.strip() for cell in row)
                    continue
                yield reader.line_num, row[file.column] if file.column < len(row) else ""
                if reader.line_num % _REPORT_INTERVAL == 0:
                    progress(raw.tell() - done)
                    done = raw.tell()
            progress(raw.tell() - done)
        except csv.Error as error:
            raise RosterFileError("terminal-roster-not-csv", path=file.path, line=line) from error


def _encodings(path: Path) -> list[str]:
    """Return the encodings to try, depending on the beginning of the file. Raises ``RosterFileError`` for
    another file type."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig"]
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return []
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    if start.startswith(b"PK"):
        raise RosterFileError("terminal-roster-workbook", path=path)
    if b"\0" in start:
        return []
    return ["utf-8", "cp1252"]


def _made_plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    return "" if category in _UNSEEN or character.isspace() else character
