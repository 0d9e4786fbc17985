"""Codes of the signing page from the terminal: made for the roster, printed as letters, replaced, and the
auditor's list. No code ever passes through Discord."""

import asyncio
import csv
import os
import re
from contextlib import ExitStack
from pathlib import Path

from bot.app import App
from bot.cli.admin.roster import CodesFile, open_roster
from bot.errors import Sentence, StartError
from bot.exports.manifest import ManifestSigner, short_fingerprint
from bot.page.registrar.cards import REPLACEMENT_DELAY
from bot.page.registrar.letters import LetterKind, write_letters
from bot.petitions.roster.file import RosterFile, RosterFileError, examine
from bot.petitions.roster.roster_import import Codes
from bot.servers.board import SIGNING, page_address
from bot.settings import Settings
from bot.texts import Translator

HEADINGS = {"code": None, "first half": 1, "second half": 2}
"""Headings of the column with codes, and which half of each is in it."""

_MIDDLE = 9  # K7QM-2XDP- | 9RTA-VB3C
_GROUPS = {None: 4, 1: 2, 2: 2}
_GROUP = re.compile("[2-9A-Z]{4}")


async def make_codes(
    settings: Settings,
    server_id: int | None,
    file: Path,
    codes: tuple[Path, ...],
    *,
    column: str | None,
    again: bool,
) -> list[Sentence]:
    """Make codes for those of the file's members who have neither a card nor a code; with ``again``, also new
    ones in place of unused ones. ``codes`` is the new file for them; of two files, each gets half of every
    code. Return lines about the result. Raises ``StartError`` and ``UserError``."""
    numbers = _examined(file, column)
    headings = list(HEADINGS)[:1] if len(codes) == 1 else list(HEADINGS)[1:]
    async with open_roster(settings, server_id) as (app, target):
        with ExitStack() as stack:
            files = [
                stack.enter_context(CodesFile(path, heading))
                for path, heading in zip(codes, headings, strict=True)
            ]

            def hand_out(some: Codes) -> None:
                parts = [some]
                if len(files) > 1:
                    parts = [
                        [(number, code[:_MIDDLE]) for number, code in some],
                        [(number, code[_MIDDLE + 1 :]) for number, code in some],
                    ]
                for each, part in zip(files, parts, strict=True):
                    each.write(part)

            made = await app.member_cards.new_codes(target, numbers.numbers(), hand_out, again=again)
    if not made:
        return [Sentence("terminal-cards-none")]
    return [
        Sentence("terminal-cards-made", count=made, files=" + ".join(map(str, codes))),
        Sentence("terminal-cards-next", file=codes[0]),
    ]


async def print_letters(
    settings: Settings, server_id: int | None, codes: Path, letters: Path, language: str | None
) -> Sentence:
    """Write a PDF with a page for each code of a file that ``make_codes`` wrote. Raises ``StartError``."""
    half, found = await asyncio.to_thread(_read_codes, codes)
    async with open_roster(settings, server_id) as (app, target):
        server = await app.servers.get(target)
        chosen = language or server.language
        if not settings.board_url or server.board is None:
            raise StartError("terminal-cards-no-address")
        address = page_address(settings.board_url, server.board, chosen, SIGNING)
        kind = LetterKind(server.name or server.board, address, await _line(app), half)
        t = await app.texts.parsed(chosen)
    await asyncio.to_thread(_write, letters, found, kind, t)
    return Sentence("terminal-cards-letters", count=len(found), file=letters, address=address)


async def replace_code(settings: Settings, server_id: int | None, number: str, reason: str) -> list[Sentence]:
    """Return a new code for one member, and when it works. Raises ``StartError`` and ``UserError``."""
    async with open_roster(settings, server_id) as (app, target):
        code, at_once = await app.member_cards.replace(target, number, reason=reason)
        day = (app.clock() + REPLACEMENT_DELAY).date()
        line = await _line(app)
    works = Sentence("terminal-cards-at-once") if at_once else Sentence("terminal-cards-works", day=day)
    return [Sentence("terminal-said", text=code), Sentence("terminal-cards-line", line=line), works]


async def list_issued(
    settings: Settings, server_id: int | None, file: Path, *, column: str | None, round_number: int | None
) -> list[Sentence]:
    """Return the numbers of a file to whose places tokens were issued in a round, how many there are, and
    how many places outside the file.
    Raises ``StartError`` and ``UserError``."""
    numbers = _examined(file, column)
    async with open_roster(settings, server_id) as (app, target):
        found = await app.member_cards.issued(target, numbers.numbers(), round_number=round_number)
    issued = [number for number, was in found.answers if was]
    told = [Sentence("terminal-said", text=number) for number in issued]
    counts = {"count": len(issued), "all": len(found.answers), "others": found.others, "most": found.most}
    return [*told, Sentence("terminal-cards-issued", **counts)]


async def _line(app: App) -> str:
    """Return the line below a code, by which the signing page knows the union. Raises ``StartError``."""
    async with app.database.write() as session:
        signer = ManifestSigner(await app.keys.ensure(session, "signing"))
    return short_fingerprint(signer.public_key)


def _write(path: Path, codes: list[str], kind: LetterKind, t: Translator) -> None:
    """Write letters into a new file that this user alone can read. Raises ``StartError``."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            write_letters(file, codes, kind, t)
    except FileExistsError:
        raise StartError("terminal-cards-letters-exist", path=path) from None
    except OSError as error:
        raise StartError("terminal-unwritable", file=path, reason=error.strerror) from error


def _examined(file: Path, column: str | None) -> RosterFile:
    try:
        return examine(file, column)
    except RosterFileError as error:
        raise StartError(error.sentence) from error


def _read_codes(path: Path) -> tuple[int | None, list[str]]:
    """Return which half a file of codes holds, and the codes. Raises ``StartError``."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        raise StartError("terminal-unreadable", file=path, reason=error.strerror) from error
    except (UnicodeDecodeError, csv.Error):
        rows = []
    heading = rows[0][1] if rows and len(rows[0]) == 2 else ""
    codes = [row[1] for row in rows[1:] if len(row) == 2]
    groups = _GROUPS[HEADINGS.get(heading)]
    good = [code for code in codes if [bool(_GROUP.fullmatch(g)) for g in code.split("-")] == [True] * groups]
    if heading not in HEADINGS or not codes or len(good) < len(rows) - 1:
        raise StartError("terminal-cards-no-codes", path=path)
    return HEADINGS[heading], codes
