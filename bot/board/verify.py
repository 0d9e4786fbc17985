#!/usr/bin/env python3
"""Verification without Tocsin: Python 3.9 is enough. Many rows are checked faster after
``pip install cryptography``.

    python verify.py halt-ice.json --key "ec30 e6de …" --head "halt-ice 12 8f3a 01bc …"
    python verify.py FOLDER --key "ec30 e6de …"

The file is the ledger of a demand, or a ZIP archive of what the folder is: a board, an export or the
evidence. Time-stamps are not checked; it says how to. ``--key`` is the union's public key, or its
fingerprint, as the union published it; ``--head`` a line under a count that you or somebody else kept;
``--row`` your own row of a demand that is signed on the page, or its key; ``--receipt`` the file that the
signing page saves, with the box's receipts. Files of rows lie beside the ledger, or in a folder with the
demand's name. It prints a sentence for each thing it checked, and ends with exit code 1 if one is wrong.
"""

import argparse
import base64
import hashlib
import hmac
import json
import locale
import multiprocessing
import os
import re
import stat
import struct
import sys
import unicodedata
import zipfile
import zlib
from bisect import insort
from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Optional

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.serialization import load_der_public_key
except ImportError:  # the arithmetic below does the same, a hundred times slower
    hashes = None  # type: ignore[assignment]

Json = dict[str, Any]
KeptRow = tuple[bytes, Optional["re.Match[bytes]"]]
"""The key of a row that a signer kept, and the row itself if it was given."""

MAX_SIZE = 2**26  # bytes of a ledger or a list of files
MAX_FILE = 2**32  # bytes of a listed file, or of one of rows
MAX_FILES = 2**36  # of all
MAX_NUMBER = 2**53 - 1  # what every reader of JSON holds exactly
MAX_DEPTH = 100  # of objects and lists in each other
MAX_ROW = 1_000  # bytes
MAX_ROW_FAULTS = 20  # that are told of a file
ROWS_AT_ONCE = 500  # whose signatures one process checks
WORKERS_FROM = 2**21  # bytes of rows: below, starting processes takes longer than it saves
INDEX_ENTRY = 8  # bytes
MAX_CELL = 2**20  # characters of a cell of a table
MAX_CELLS = 1_000  # of a row of a table
HOUR = timedelta(hours=1)  # between two publications of which it is sure which came first

LIST_OPEN = timedelta(days=30)  # at most, after a demand closed
DISCORD_FORMAT, PAGE_FORMAT = 2, 4  # of entries of demands signed in Discord, and on the union's page
SIGNED = b"tocsin ledger 1\n"
RECEIPT = b"tocsin receipt 1\n"
HEAD = re.compile(r"([a-z0-9-]+) ([0-9]{1,9}) ((?:[0-9a-f] ?){32})")
KEY = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}")
HEX = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
MOMENT = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal acts on, or that reorder a sentence."""
KINDS = ("tocsin-board-files", "tocsin-export", "tocsin-evidence")
LIST = ("manifest.json", "manifest.sig")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LEDGER_KEYS = ["format", "kind", "demand", "key", "versions", "entries", "head", "signature"]
ENTRY = {
    "demand": "text",
    "demand_id": "whole",
    "text_hash": "hash",
    "number": "whole",
    "published_at": "moment",
    "count": "whole",
    "invalidated": "whole",
    "verified_by": "text",
    "account_days": "whole",
    "server_days": "whole",
    "reason": "text",
    "breakdown": "units?",
    "previous_hash": "hash?",
    "hash": "hash",
    "format": "whole",
}
UNIT = {"id": "whole", "unit": "text", "name": "text", "size": "whole", "count": "whole?"}
PAGE_ENTRY = {
    **ENTRY,
    "consent_hash": "hash",
    "issuing_key": "text",
    "rows_sha256": "hash?",
    "index_sha256": "hash?",
    "places": "whole",
    "issued": "whole",
    "threshold": "null",
    "until": "null",
    "box_key": "hash",
}
ROUNDS_KEYS = ["format", "kind", "key", "rounds", "signature"]
ROUND = {
    "number": "whole",
    "id": "text",
    "begun_on": "text",
    "keys": "hashes",
    "previous_hash": "hash?",
    "hash": "hash",
}
ROUNDS_SIGNED = b"tocsin rounds 1\n"
ROW = re.compile(
    rb'\{"act":"(sign|withdraw)","key":"([\w-]{85}[AQgw])",("signature":"([\w-]{85}[AQgw])",)'
    rb'"token":"([\w-]{341}[AQgw])","turn":([1-9][0-9]?),"version":(0|[1-9][0-9]{0,8})\}\n'
)
ROW_KEY = re.compile(r"[A-Za-z0-9_-]{85}[AQgw]")
RECEIPT_TEXT = re.compile(r"[A-Za-z0-9_-]{85}[AQgw]")
ORDER_8 = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
DEVICE = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])")
CELL = re.compile(r'(?:([^",\r\n]*)|"((?:[^"]|"")*)")(,|\r\n)')
ISSUING_KEY = re.compile(
    r"[A-Za-z0-9_-]{392}"
)  # SubjectPublicKeyInfo: all but the modulus is always the same
ISSUING_KEY_START = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")
ISSUING_KEY_END = bytes.fromhex("0203010001")
UNCHECKED = {
    *("rows-unchecked", "rounds-unchecked", "timestamps-unchecked", "document-unchecked"),
    *("own-absent", "receipt-none", "receipt-waits", "restored"),
}
"""Notes after which not everything is right, or was checked."""
CLOSED = ("ended", "void")
"""Reasons of the last publication of a list."""
ZIP64 = 0x0001
ODD_FIELDS = {ZIP64, 0x7075, -1}
"""Extra fields of an archive that tell other sizes or another name, and what is none."""
DEMAND_KEYS = {
    *("demand", "void", "closed_at", "delivery", "counts"),
    *("version", "texts", "text_sha256", "publications"),
}
KEY_KEYS = {"algorithm": "text", "public_key": "hash", "fingerprint": "text"}
HEAD_KEYS = {"demand": "text", "number": "whole", "count": "whole", "hash": "hash"}
FIRST: Json = {"demand_id": None, "number": 0, "count": 0, "hash": None, "format": 0, "reason": ""}
FIRST["published_at"] = ""
"""The entry before the first publication."""


ODD = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)
"""Errors that Python raises for values of other kinds in a signed file, which Tocsin never writes so."""


class Unreadable(Exception):
    """A file that cannot be checked; the argument is the key of the sentence that says why."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.values = values


class Files:
    """The files of a folder, or beside a ledger. Only regular files are opened, and nothing waits for one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """Return all names. Raises ``Unreadable`` for a link, a pipe or the like."""
        found = []
        for place, folders, files in os.walk(self.folder):
            for name in (*files, *(each for each in folders if os.path.islink(os.path.join(place, each)))):
                path = Path(place) / name
                shown = path.relative_to(self.folder).as_posix()
                if not stat.S_ISREG(path.lstat().st_mode):
                    raise Unreadable("file-odd", name=shown)
                found.append(shown)
        return sorted(found)

    def size(self, name: str) -> Optional[int]:
        """Return the size of a regular file; ``None`` if there is none."""
        try:
            found = os.lstat(self.folder / name)
        except (OSError, ValueError):
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def open(self, name: str) -> IO[bytes]:
        """Open a regular file."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(self.folder / name, flags | getattr(os, "O_BINARY", 0))
        except OSError:
            if os.path.lexists(self.folder / name):
                raise Unreadable("file-odd", name=name) from None
            raise Unreadable("no-list") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Unreadable("file-odd", name=name)
        return os.fdopen(descriptor, "rb")

    def read(self, name: str) -> bytes:
        """Return the content of a small file; of a larger one more than ``MAX_SIZE`` bytes."""
        with self.open(name) as file:  # as much memory is taken as is asked for
            return file.read(min(self.size(name) or 0, MAX_SIZE) + 1)

    def sha256(self, name: str) -> str:
        """Return the SHA-256 of a file, however large, in hexadecimal."""
        found = hashlib.sha256()
        with self.open(name) as file:
            while part := file.read(2**20):
                found.update(part)
        return found.hexdigest()

    def rows_names(self, slug: str, number: int) -> tuple[str, ...]:
        """Return where the file of rows of a publication may be: somebody has downloaded it."""
        return f"{slug}/{file_of(number)}", file_of(number)

    def rounds(self) -> Optional[bytes]:
        """Return the list of rounds; ``None`` if there is none. On a board it is above the folder of the
        ledgers, in which a file of that name is a demand's ledger. Else it is beside the ledger."""
        return first_read((Files(self.folder.parent), self), "rounds.json")


class Archive(Files):
    """The files of a ZIP archive in which every reader finds the same: entry after entry without a gap, each
    as the directory at the end has it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.infos: dict[str, zipfile.ZipInfo] = {}
        self.zip = zipfile.ZipFile(file)
        place, listed, folded = 0, 0, set()
        for info in sorted(self.zip.infolist(), key=lambda each: each.header_offset):
            same = unicodedata.normalize("NFC", info.filename).casefold()
            length = self.length(file, place, info)
            name = info.filename.rstrip("/")
            if not length or same in folded or not is_name(name) or is_device(name):
                raise Unreadable("archive-odd", name=info.filename)
            folded.add(same)
            place += length
            listed += 46 + len(raw_name(info)) + len(info.extra) + len(info.comment)
            if not info.is_dir():
                self.infos[info.filename] = info
        if self.zip.start_dir != place or place + listed + 22 != file.seek(0, os.SEEK_END):
            raise Unreadable("archive-odd", name="ZIP")

    def length(self, file: IO[bytes], place: int, info: zipfile.ZipInfo) -> int:
        """Return the length of an entry at this place in the file; 0 if it is not what the directory has:
        some readers would unpack the one then, and some the other."""
        file.seek(place)
        head = file.read(30)
        if info.header_offset != place or len(head) < 30 or head[:4] != b"PK\3\4":
            return 0
        flags, method, _, _, crc, packed, size, named, more = struct.unpack("<2x2H2H3I2H", head[4:])
        name, fields, others = file.read(named), extra_fields(file.read(more)), extra_fields(info.extra)
        large = fields.pop(ZIP64, b"")
        if packed == size == 2**32 - 1 and len(large) == 16:
            size, packed = struct.unpack("<2Q", large)
        elif large:
            return 0
        here = (flags, method, crc, packed, size, name)
        there = (info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
        # No encryption, no sizes behind the content, no other method than stored and deflated, no links.
        plain = flags & ~0x806 == 0 and method in (0, 8) and info.external_attr >> 28 in (0, 4, 8)
        same = here == (*there, raw_name(info)) and not ODD_FIELDS & (fields.keys() | others.keys())
        return 30 + named + more + packed if same and plain else 0

    def names(self) -> list[str]:
        return sorted(self.infos)

    def size(self, name: str) -> Optional[int]:
        return self.infos[name].file_size if name in self.infos else None

    def open(self, name: str) -> IO[bytes]:
        if name not in self.infos:
            raise Unreadable("no-list")
        return self.zip.open(name)


class Below(Files):
    """The files of a folder among other ``files``; ``prefix`` is its name with a slash."""

    def __init__(self, files: Files, prefix: str) -> None:
        self.files, self.prefix = files, prefix

    def size(self, name: str) -> Optional[int]:
        return self.files.size(self.prefix + name)

    def open(self, name: str) -> IO[bytes]:
        return self.files.open(self.prefix + name)

    def rows_names(self, slug: str, number: int) -> tuple[str, ...]:
        return (f"{slug}/{file_of(number)}",)

    def rounds(self) -> Optional[bytes]:
        return first_read((self.files,), "rounds.json")


class Verification:
    """One verification. ``holds``, ``notes`` and ``faults`` are sentences, as their keys and values. ``own``
    is a row that a signer kept, or its key; ``receipts`` the text of the file that the signing page saves."""

    def __init__(self, own: Optional[str] = None, receipts: Optional[str] = None) -> None:
        self.own = own
        self.receipts = receipts
        self.receipt_found = False
        self.fitting = False  # a receipt is valid
        self.unfit: list[str] = []  # the demands that a receipt without its demand is not of
        self.page = self.evidence = False
        self.owed: dict[str, tuple[str, ...]] = {}  # the acts that must be published by now, by demand
        self.ledgers: dict[str, list[Json]] = {}  # the publications of each demand
        self.issuing: dict[str, str] = {}  # the demand of each issuing key
        self.holds: list[tuple[str, Json]] = []
        self.notes: list[tuple[str, Json]] = []
        self.faults: list[tuple[str, Json]] = []
        self.rounds: dict[str, int] = {}  # the round of each issuing key, by its SHA-256
        self.figures: dict[int, list[tuple[datetime, int, int, str, int]]] = defaultdict(list)  # by round

    def must(self, holds: object, fault: str, **values: Any) -> None:
        """Note a fault unless it holds."""
        if not holds:
            self.faults.append((fault, values))

    def told(self, key: Optional[str], *, wrong: bool = False) -> list[tuple[str, str, Json]]:
        """Return all sentences in their order, each with its mark, its key and its values: lists that are
        void, what is wrong, what holds, what is noted, the verdict, and what is not shown. ``key``: what was
        given as the union's; ``wrong``: something that was checked elsewhere is."""
        void = [each for each in self.notes if each[0] == "void"]
        notes = [each for each in self.notes if each[0] != "void"]
        wrong = wrong or bool(self.faults)
        whole = key and not UNCHECKED & {name for name, _ in notes}
        right = "verdict-good" if whole else "verdict-part"
        verdict = "verdict-wrong" if wrong else "verdict-void" if void else right
        page = ["not-shown-page"] if self.page else []
        ends = [verdict, *(["not-shown-evidence"] if self.evidence else ["not-shown", *page])]
        last: list[tuple[str, Json]] = [(end, {}) for end in ends]
        holds = [] if wrong else self.holds
        marked = (("!", void), ("x", self.faults), ("+", holds), ("-", notes), ("", last))
        return [(mark, name, values) for mark, told in marked for name, values in told]

    def ledger(
        self,
        raw: bytes,
        key: Optional[str] = None,
        head: Optional[str] = None,
        beside: Optional[Files] = None,
    ) -> None:
        """Check a ledger file: its texts, each publication, the head, the signature, a kept head, and the
        rows in the folder ``beside``."""
        try:
            ledger = read_ledger(raw)
        except Unreadable as error:
            self.faults.append((str(error), error.values))
            return
        texts: set[tuple[Optional[str], ...]] = set()
        for version in ledger["versions"]:
            texts.add((version["text_sha256"],))
            if "consent" in version:
                texts.add((version["text_sha256"], version["consent_sha256"]))
                fits = sha256(canonical(version["consent"])) == version["consent_sha256"]
                self.must(fits, "consent", number=version["version"])
            fits = sha256(canonical(version["texts"])) == version["text_sha256"]
            self.must(fits, "text", number=version["version"])
        slug, entries = ledger["demand"], ledger["entries"]
        before = self.chain(slug, entries)
        for entry in entries:
            named = (entry["text_hash"], entry["consent_hash"]) if of_page(entry) else (entry["text_hash"],)
            self.must(named in texts, "no-text", number=entry["number"])
        last = {**{name: before[name] for name in HEAD_KEYS}, "demand": slug}
        self.must(ledger["head"] == (last if before["hash"] else None), "head-changed")
        signed = SIGNED + canonical({name: ledger[name] for name in ledger if name != "signature"})
        self.signature(signed, ledger["signature"], ledger["key"]["public_key"], key)
        if head is not None:
            self.kept_head(head, slug, entries)
        if entries and of_page(entries[0]):
            self.on_page(ledger, beside)
        self.holds.append(("ledger", {"demand": slug, "title": title_of(ledger)}))
        self.holds.append(("counts", {"publications": len(entries), "count": before["count"]}))

    def chain(self, slug: str, entries: list[Json]) -> Json:
        """Check the publications of a demand one after the other, and return the last one.

        One with the reason ``restored`` follows others that are not here: they were lost with an older
        backup, or somebody dropped them."""
        before: Json = {**FIRST, "demand": slug}
        closing: Optional[Json] = None
        self.ledgers[slug] = entries
        for entry in entries:
            number, restored = entry["number"], entry["reason"] == "restored"
            follows = number == before["number"] + 1 or (restored and number > before["number"])
            self.must(follows, "missing", number=number)
            same = before["demand_id"] in (None, entry["demand_id"]) and entry["demand"] == before["demand"]
            self.must(same, "other-demand", number=number)
            self.must(min(entry["count"], entry["invalidated"]) >= 0, "negative", number=number)
            if of_page(entry):
                self.page_entry(entry, before)
                self.figures_of(entry, before, closing)
                closing = entry if entry["reason"] == "closing" else closing
            self.must(before["format"] in (0, entry["format"]), "other-format", number=number)
            said = {name: entry[name] for name in entry if name != "hash"}
            self.must(entry["hash"] == sha256(canonical(said)), "hash", number=number)
            follows = entry["previous_hash"] == before["hash"]
            if restored:
                self.must(not follows and entry["previous_hash"] is not None, "lost-nothing", number=number)
                self.notes.append(("restored", {"number": number}))
            else:
                self.must(follows, "previous", number=number)
            if entry["reason"] == "void":
                self.notes.append(("void", {"demand": slug, "day": entry["published_at"][:10]}))
            if entry["published_at"] < before["published_at"]:
                self.notes.append(("clock", {"number": number}))
            before = entry
        return before

    def page_entry(self, entry: Json, before: Json) -> None:
        """Check what a publication says of a demand that is signed on the page."""
        number, begins, rows = entry["number"], before["format"] == 0, entry["rows_sha256"]
        count, issued, places = entry["count"], entry["issued"], entry["places"]
        empty = (count, rows) == (0, None)
        self.must(
            (entry["reason"] == "opening") == begins and (empty or not begins), "opening", number=number
        )
        for name, fault in (("issuing_key", "other-issuing-key"), ("box_key", "other-box-key")):
            self.must(begins or before.get(name) == entry[name], fault, number=number)
        self.must(is_issuing_key(entry["issuing_key"]), "issuing-key", number=number)
        self.must(before["reason"] not in CLOSED, "after-end", number=number)
        counted = rows is not None or entry["reason"] == "restored" or count == before["count"]
        self.must(counted, "no-rows", number=number)
        fits = count <= issued <= places and issued % 10 == places % 10 == 0
        self.must(fits, "issued", number=number, count=count, issued=issued, places=places)
        plain = (entry["invalidated"], entry["breakdown"], entry["verified_by"]) == (0, None, "roster")
        whole = rows is not None or entry["index_sha256"] is None
        odd = entry["reason"] in ("amended", "void") and rows is not None
        owned = is_signing_key(bytes.fromhex(entry["box_key"]))
        self.must(plain and whole and not odd and owned, "page-entry", number=number)

    def figures_of(self, entry: Json, before: Json, closing: Optional[Json]) -> None:
        """Check that places and issues never fall, and from the closing on stay as they were."""
        number = entry["number"]
        for name, fault in (("places", "places-fell"), ("issued", "issued-fell")):
            told = {"number": number, "before": before.get(name), "now": entry[name]}
            self.must(entry[name] >= before.get(name, entry[name]), fault, **told)
        same = closing is None or all(entry[name] == closing[name] for name in ("places", "issued"))
        self.must(same, "figures-changed", number=number)

    def on_page(self, ledger: Json, beside: Optional[Files]) -> None:
        """Check the rows and the issuing key of a demand that is signed on the page."""
        self.page = True
        slug, entries = ledger["demand"], ledger["entries"]
        kept = self.read_receipt(slug, entries[0])
        issuing_key = entries[0]["issuing_key"]
        if not is_issuing_key(issuing_key) or not all(of_page(entry) for entry in entries):
            return  # which is a fault that was noted
        other = self.issuing.setdefault(issuing_key, slug)
        self.must(other == slug, "key-twice", demand=slug, other=other)
        self.round_of(slug, issuing_key, ledger["key"]["public_key"], beside)
        self.figures_in_round(slug, issuing_key, entries)
        first, last = entries[0], entries[-1]
        told = {f"first_{name}": first[name] for name in ("places", "issued")}
        told.update({name: last[name] for name in ("places", "issued")})
        self.holds.append(("places", {"demand": slug, **told}))
        named = [entry["number"] for entry in entries if entry["rows_sha256"]]
        found = {} if beside is None else rows_beside(beside, slug, named)
        if named and not found:
            self.notes.append(("rows-unchecked", {"name": f"{slug}/{file_of(named[0])}"}))
            return
        for number in named:
            self.must(number in found, "rows-missing", name=f"{slug}/{file_of(number)}", number=number)
        if beside is not None and len(found) == len(named):
            Rows(self, ledger, beside, kept).check(found)

    def read_receipt(self, slug: str, opening: Json) -> Optional[KeptRow]:
        """Return the row of a demand from the file that the signing page saves, if its receipt is valid."""
        if self.receipts is None:
            return None
        try:
            file = parsed(self.receipts)
            kept = file["rows"].get(opening["hash"], {}) if "rows" in file else file
            if kept.get("receipt") is None:
                return None
            own, receipt = own_row(json.dumps(kept["row"])), str(kept["receipt"])
        except (ValueError, KeyError, TypeError, AttributeError):
            own, receipt, file = None, "", {}
        self.receipt_found = True
        if own is None or own[1] is None or RECEIPT_TEXT.fullmatch(receipt) is None:
            self.must(False, "receipt-unread")
            return None
        signed = RECEIPT + f"{opening['hash']}\n{sha256(own[1][0][:-1])}\n".encode()
        if not ed25519_fits(bytes.fromhex(opening["box_key"]), unbase64(receipt.encode()), signed):
            self.must("rows" not in file, "receipt-wrong", demand=slug)
            self.unfit.append(slug)
            return None
        self.fitting = True
        self.holds.append(("receipt", {"demand": slug}))
        return own

    def figures_in_round(self, slug: str, issuing_key: str, entries: list[Json]) -> None:
        """Keep the places and issues of a demand up to its closing, to compare them in their round."""
        of = self.rounds.get(sha256(unbase64(issuing_key.encode())))
        if of is None:
            return
        for each in entries:
            made_at = datetime.fromisoformat(each["published_at"][:-1])
            figures = (made_at, each["issued"], each["places"], slug, each["number"])
            self.figures[of].append(figures)
            if each["reason"] == "closing":
                break

    def round_of(self, slug: str, issuing_key: str, public_key: str, beside: Optional[Files]) -> None:
        """Check the announced rounds, once, and that an issuing key is of one of them."""
        name = "rounds.json"
        raw = None if beside is None else beside.rounds()
        if raw is None:
            once(self.notes, "rounds-unchecked")
            return
        try:
            rounds = read_rounds(raw, public_key)
        except Unreadable:
            once(self.faults, "rounds-unread", name=name)
            return
        for number in odd_rounds(rounds):
            once(self.faults, "round", name=name, number=number)
        for each in rounds:
            for announced in each["keys"]:
                self.rounds.setdefault(announced, each["number"])
        known = sha256(unbase64(issuing_key.encode())) in self.rounds
        self.must(known, "round-no-key", demand=slug)
        if known:
            once(self.holds, "rounds")

    def signature(self, signed: bytes, signature: str, public_key: str, key: Optional[str]) -> None:
        """Check a signature, and that it was made with ``key``."""
        shown = sha256(bytes.fromhex(public_key))[:32]
        wanted = None if key is None else re.sub(r"[\s:]", "", key).lower()
        if wanted is not None and KEY.fullmatch(wanted) is None:
            self.faults.append(("key-unread", {}))
            return
        made = bytes.fromhex(signature if SIGNATURE.fullmatch(signature) else "")
        self.must(ed25519_fits(bytes.fromhex(public_key), made, signed), "signature")
        if wanted is None:
            self.notes.append(("compare-key", {"key": grouped(shown)}))
        elif wanted in (public_key, shown):
            self.holds.append(("key", {}))
        else:
            self.faults.append(("other-key", {"key": grouped(shown)}))

    def kept_head(self, kept: str, slug: str, entries: list[Json]) -> None:
        """Check that the history which a kept head stands for is the beginning of this one."""
        plain = re.sub(r"[\s\ufeff]+", " ", kept).lower()
        found = HEAD.fullmatch(re.sub(r"^[^a-z0-9]+|[^a-z0-9]+$", "", plain))
        if found is None:
            self.faults.append(("head-unread", {}))
            return
        demand, number, digits = found[1], int(found[2]), found[3].replace(" ", "")
        if demand != slug:
            self.faults.append(("head-demand", {"demand": demand}))
            return
        for entry in entries:
            if entry["number"] == number:
                same = entry["hash"].startswith(digits)
                (self.holds if same else self.faults).append(
                    ("head" if same else "head-other", {"number": number})
                )
                return
            if entry["number"] > number:
                self.faults.append(("head-absent", {"number": number}))
                return
        self.faults.append(("head-newer", {"number": number}))

    def check(self, path: Path, key: Optional[str] = None, head: Optional[str] = None) -> None:
        """Check a folder, an archive, or the file of a ledger. Raises ``Unreadable``, ``OSError``, and
        ``ODD``."""
        kind = path.stat().st_mode  # says that there is none
        if stat.S_ISDIR(kind):
            self.folder(Files(path), key, head)
        elif not stat.S_ISREG(kind):
            raise Unreadable("file-odd", name=path.name)
        elif path.suffix == ".json":
            beside = Files(path.parent)
            self.ledger(beside.read(path.name), key, head, beside)
        else:
            try:
                with Files(path.parent).open(path.name) as file:
                    self.folder(Archive(file), key, head)
            except (
                zipfile.BadZipFile,
                zlib.error,
                NotImplementedError,
                RuntimeError,
                EOFError,
                struct.error,
            ):
                raise Unreadable("archive-odd", name=path.name) from None
        self.across()
        self.alone()
        if self.receipts is not None and not self.receipt_found:
            self.notes.append(("receipt-none", {}))

    def alone(self) -> None:
        """Note a fault for a receipt without its demand that is of none."""
        for slug in () if self.fitting else self.unfit:
            once(self.faults, "receipt-wrong", demand=slug)

    def across(self) -> None:
        """Check that places and issues do not fall between the ledgers of one round either. Of publications
        that are at most an hour apart either may have come first: clocks are set, and two demands may be
        published at once."""
        for of, figures in sorted(self.figures.items()):
            ordered, past = sorted(figures), 0
            issues: dict[str, int] = {}
            places: dict[str, int] = {}
            for made_at, issued, there, slug, number in ordered:
                while made_at - ordered[past][0] > HOUR:
                    note_highest(issues, ordered[past][3], ordered[past][1])
                    note_highest(places, ordered[past][3], ordered[past][2])
                    past += 1
                higher = [other for other, before in issues.items() if other != slug and before > issued]
                higher += [other for other, before in places.items() if other != slug and before > there]
                if higher:
                    told = {"demand": slug, "number": number, "other": min(higher), "round": of}
                    self.faults.append(("round-fell", told))

    def folder(self, folder: Files, key: Optional[str] = None, head: Optional[str] = None) -> None:
        """Check a board, an export or the evidence: the signed list of files, each file, every count."""
        try:
            raw = folder.read("manifest.json")
            manifest = read_manifest(raw)
            signature = folder.read("manifest.sig").decode("ascii", "replace")
        except Unreadable as error:
            self.faults.append((str(error), error.values))
            return
        self.evidence = manifest["kind"] == "tocsin-evidence"
        self.signature(
            raw, signature[:-1] if signature[-1:] == "\n" else "", manifest["key"]["public_key"], key
        )
        if self.faults or not self.files(folder, manifest):
            return
        self.holds.append(("files", {"number": len(manifest["files"]), "day": manifest_day(manifest)}))
        if manifest["kind"] == "tocsin-export":
            self.export(folder, manifest, head)
        elif manifest["kind"] == "tocsin-board-files":
            self.board(folder, manifest, key, head)
        elif head is not None:
            self.demand_of(head, ())
        dated = sorted(name for name in manifest["files"] if name.startswith("timestamps/"))
        if dated and not self.faults:
            self.timestamps(folder, dated, manifest)

    def timestamps(self, folder: Files, names: list[str], manifest: Json) -> None:
        """Note that the time-stamps with these names are not checked: it needs more than this file has."""
        self.notes.append(("timestamps-unchecked", {"name": names[0].rpartition("/")[0]}))

    def files(self, folder: Files, manifest: Json) -> bool:
        """Check each listed file, and that there is no other; return whether they are as listed. The pages of
        a board are not listed: they say what the files do."""
        before, listed = len(self.faults), manifest["files"]
        on_board = manifest["kind"] == "tocsin-board-files"
        among = ("data/", "ledger/", "timestamps/", "rounds.json") if on_board else ("",)
        besides = {*LIST}
        there = set(folder.names())
        if sum(told["size"] for told in listed.values()) > MAX_FILES:
            self.faults.append(("too-large", {}))
            return False
        if manifest["kind"] == "tocsin-evidence":
            besides.add("SHA256SUMS")
            self.must(sums_are_right(folder, listed), "file-changed", name="SHA256SUMS")
        for name in sorted(there - set(listed) - besides):
            if name.startswith(among):
                self.faults.append(("file-added", {"name": name}))
        for name, told in listed.items():
            size = folder.size(name)
            if size is None or name not in there:
                self.faults.append(("file-missing", {"name": name}))
            else:
                same = size == told["size"] <= MAX_FILE and folder.sha256(name) == told["sha256"]
                self.must(same, "file-changed", name=name)
        return len(self.faults) == before

    def board(self, folder: Files, manifest: Json, key: Optional[str], head: Optional[str]) -> None:
        """Check the ledgers of a board, and that its data says the same."""
        data, counts = "data/board.json", "data/counts.csv"
        told = demands_in(folder, data) if data in manifest["files"] else None
        if told is None:
            self.faults.append(("other-counts", {"name": data}))
            return
        names = ledgers_in(manifest)
        self.must(sorted(names) == sorted(each["demand"] for each in told), "other-counts", name=data)
        said = {each["demand"]: each for each in reversed(told)}
        self.owed = {slug: owed_acts(each, manifest["made_at"]) for slug, each in said.items()}
        of = self.demand_of(head, names)
        entries = []
        for slug, name in names.items():
            signer = key or manifest["key"]["public_key"]
            ledger = self.listed(folder, name, slug, signer, head if of == slug else None)
            if ledger is not None:
                entries += [{**entry, "demand": slug} for entry in ledger["entries"]]
                self.must(slug in said and says_the_same(said[slug], ledger), "other-counts", name=data)
                self.note_void(slug, said.get(slug, {}).get("void"))
        if counts in manifest["files"] and not self.faults:
            self.must(counts_are(folder, counts, entries), "other-counts", name=counts)

    def note_void(self, slug: str, void: Optional[Json]) -> None:
        """Note that the data says that a list is void, whose last publication does not yet."""
        if void is not None and not any(
            name == "void" and each["demand"] == slug for name, each in self.notes
        ):
            self.notes.append(("void", {"demand": slug, "day": void["at"][:10]}))

    def listed(self, folder: Files, name: str, slug: str, key: str, head: Optional[str]) -> Optional[Json]:
        """Check the ledger of a demand among the listed files; return it, unless something in it is wrong."""
        raw, before = folder.read(name), len(self.faults)
        self.ledger(raw, key, head, Below(folder, "ledger/"))
        if len(self.faults) > before:
            return None
        ledger: Json = json.loads(raw)
        self.must(ledger["demand"] == slug, "other-ledger", name=name, demand=ledger["demand"])
        return ledger

    def demand_of(self, head: Optional[str], demands: Any) -> Optional[str]:
        """Return the demand of a kept head, and note a fault if it is none of these."""
        if head is None:
            return None
        of = re.split(r"[\s\ufeff]", re.sub(r"^[^a-z0-9]+", "", head.lower()))[0]
        if not of:
            self.faults.append(("head-unread", {}))
        elif of not in demands:
            self.faults.append(("head-demand", {"demand": of}))
        return of

    def export(self, folder: Files, manifest: Json, head: Optional[str]) -> None:
        """Check the counts of an export, which are in several of its files, and a kept head."""
        listed = read(folder.read("ledger.json"))["demands"]
        ledgers = {each["demand"]: each["entries"] for each in listed}
        told = {each["demand"]: each for each in manifest["demands"]}
        once_each = len(told) == len(manifest["demands"]) == len(listed)
        self.must(once_each and set(ledgers) == set(told), "other-counts", name="ledger.json")
        of = self.demand_of(head, ledgers)
        on_page = ledgers_in(manifest)  # the files of demands that are signed on the page
        for slug, demand in told.items():
            entries = ledgers.get(slug, [])
            if not all(is_entry(entry) for entry in entries):
                raise Unreadable("no-ledger")
            last = entries[-1] if entries else FIRST
            same = (last["count"], last["hash"]) == (demand["count"], demand["ledger_hash"])
            self.must(same, "other-counts", name="manifest.json")
            if slug in on_page:
                continue
            # Without their rows, counts of the page are anybody's.
            self.must(not any(map(of_page, entries)), "other-counts", name=f"ledger/{slug}.json")
            if head is not None and of == slug:
                self.kept_head(head, slug, entries)
            self.chain(slug, entries)
            self.holds.append(("ledger", {"demand": slug, "title": slug}))
            self.holds.append(("counts", {"publications": len(entries), "count": last["count"]}))
        for slug, name in on_page.items():
            signer = manifest["key"]["public_key"]
            ledger = self.listed(folder, name, slug, signer, head if of == slug else None)
            if ledger is not None:
                self.must(ledger["entries"] == ledgers.get(slug), "other-counts", name=name)
        entries = [{**entry, "demand": slug} for slug, each in ledgers.items() for entry in each]
        self.must(counts_are(folder, "counts.csv", entries), "other-counts", name="counts.csv")
        sheets: dict[str, int] = dict.fromkeys(told, 0)
        for row in rows_of(folder, "paper.csv"):
            if row["state"] == "confirmed":
                sheets[row["demand"]] = sheets.get(row["demand"], 0) + int(row["count"])
        self.must(
            sheets == {slug: each["paper"] for slug, each in told.items()}, "other-counts", name="paper.csv"
        )
        self.document(folder, told, ledgers)

    def document(self, folder: Files, told: Json, ledgers: Json) -> None:
        """Check that the JSON document agrees with the list and the ledger, and texts with their hashes."""
        name = "tocsin.json"
        if (folder.size(name) or 0) > MAX_SIZE:
            self.notes.append(("document-unchecked", {"name": name}))
            return
        document = read(folder.read(name))
        there = sorted(each["demand"] for each in document["demands"])
        self.must(there == sorted(told), "other-counts", name=name)
        for each in document["demands"]:
            slug = each["demand"]
            self.note_void(slug, each.get("void"))
            listed, entries = told.get(slug, {}), ledgers.get(slug)
            way = "page" if any(of_page(entry) for entry in entries or ()) else "discord"
            counts = {"discord": 0, "paper": listed.get("paper"), way: listed.get("count")}
            same = each["counts"] == counts and each["publications"] == entries
            same = same and each["text_sha256"] == listed.get("text_sha256")
            self.must(same, "other-counts", name=name)
            texts = set()
            for version in (each, *each["versions"]):
                texts.add(version["text_sha256"])
                fits = sha256(canonical(version["texts"])) == version["text_sha256"]
                self.must(fits, "text", number=version["version"])
            for entry in entries or ():
                self.must(entry["text_hash"] in texts, "no-text", number=entry["number"])


class Rows:
    """The published rows of a demand, in the order of their publications.

    They are read as a stream; what stays is the last act of each key. Signatures are checked by as many
    processes as there are cores.
    """

    def __init__(self, found: Verification, ledger: Json, files: Files, kept: Optional[KeptRow]) -> None:
        """``kept``: the row of a valid receipt."""
        self.files = files
        self.found, self.slug, self.entries = found, ledger["demand"], ledger["entries"]
        self.versions: dict[tuple[str, Any], list[int]] = defaultdict(list)  # numbers, by their hashes
        for version in ledger["versions"]:
            hashes = (version["text_sha256"], version.get("consent_sha256"))
            self.versions[hashes].append(version["version"])
        self.known = {b"0": b"-\n-"}  # the hashes of each version that a publication has named
        self.acts: dict[bytes, int] = {}  # twice the last turn of each key, and one more if it signs
        self.standing = self.checked = 0
        self.closed = False
        self.faults: dict[str, list[tuple[int, str]]] = {}  # the first of each file
        self.more: dict[str, int] = defaultdict(int)  # how many more there are
        self.waiting: deque[tuple[str, list[int], Any]] = deque()
        self.pool: Optional[ProcessPoolExecutor] = None
        self.own = own_row(found.own)
        self.own_act = 0  # of the own key, as in ``acts``
        self.last: Optional[tuple[str, Json]] = None
        found.must(self.own is not None or not found.own, "own-unread")
        self.own, self.seen, self.receipt = kept or self.own, False, kept is not None

    def check(self, paths: dict[int, str]) -> None:
        """Check all files of rows, and the count of each publication."""
        if sum(self.files.size(path) or 0 for path in paths.values()) >= WORKERS_FROM:
            self.pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))
        try:
            for entry in self.entries:
                self.publication(entry, paths.get(entry["number"]))
            self.finish(0)
        finally:
            if self.pool is not None:
                self.pool.shutdown()
        for name, faults in self.faults.items():
            for row, fault in faults:
                self.found.must(False, fault, name=name, row=row)
            more = self.more[name]
            self.found.must(not more, "rows-more", name=name, number=more)
        self.found.holds.append(("rows", {"number": self.checked, "found": len(self.acts)}))
        if self.last is not None:
            self.found.holds.append(self.last)
        elif self.own is not None and not self.seen and not self.receipt:
            self.found.notes.append(("own-absent", {}))
        if self.receipt:
            self.check_receipt()

    def publication(self, entry: Json, path: Optional[str]) -> None:
        """Check a publication with its file of rows, if it has one."""
        must, number = self.found.must, entry["number"]
        named = (entry["text_hash"], entry["consent_hash"])
        for version in self.versions.pop(named, ()):
            if version > 0:
                self.known[b"%d" % version] = "\n".join(named).encode()
        if path is not None:
            name = f"{self.slug}/{file_of(number)}"
            if (self.files.size(path) or 0) > min(MAX_ROW * max(entry["places"], 0), MAX_FILE):
                must(False, "rows-hash", name=name, number=number)
                return
            rows, index = self.file(name, path)
            must(rows == entry["rows_sha256"], "rows-hash", name=name, number=number)
            beside = path[: -len("jsonl")] + "index"
            there = self.files.size(beside)
            given = index if there is None else self.files.sha256(beside) if there <= MAX_FILE else None
            hashed = {index, given}
            fits = entry["index_sha256"] is None or hashed == {entry["index_sha256"]}
            must(fits, "index-hash", name=name, number=number)
        self.closed = self.closed or entry["reason"] == "closing"
        fits = self.standing == entry["count"]
        must(fits, "rows-count", number=number, count=entry["count"], found=self.standing)
        fits = len(self.acts) <= entry["issued"]
        must(fits, "rows-issued", number=number, found=len(self.acts), issued=entry["issued"])

    def file(self, name: str, path: str) -> tuple[str, str]:
        """Check a file of rows; return its SHA-256, and that of its index."""
        rows, index = hashlib.sha256(), hashlib.sha256()
        batch: list[tuple[int, bytes]] = []
        before, row = b"", 0
        with self.files.open(path) as file:
            while line := file.readline(MAX_ROW):
                rows.update(line)
                row += 1
                read = ROW.fullmatch(line)
                if read is None:
                    self.fault(name, row, "row-form")
                    if line[-1:] != b"\n":
                        break
                    continue
                start, end = read.span(3)
                index.update(hashlib.sha256(line[:start] + line[end:-1]).digest()[:INDEX_ENTRY])
                before = self.row(name, row, read, before)
                batch.append((row, line))
                if len(batch) == ROWS_AT_ONCE:
                    self.send(name, batch)
                    batch = []
            while rest := file.read(2**20):
                rows.update(rest)
        self.send(name, batch)
        return rows.hexdigest(), index.hexdigest()

    def row(self, name: str, row: int, read: "re.Match[bytes]", before: bytes) -> bytes:
        """Check the place of a row, its turn and its version; return its key. ``before``: the key before."""
        act, key, turn, version = read[1], unbase64(read[2]), int(read[6]), read[7]
        if key <= before:
            self.fault(name, row, "row-twice" if key == before else "row-order")
        last = self.acts.get(key, 0)
        if turn <= last // 2:
            self.fault(name, row, "row-turn")
        if (act == b"sign") == (version == b"0") or version not in self.known:
            self.fault(name, row, "row-version")
        if act == b"sign" and self.closed:
            self.fault(name, row, "row-late")
        self.acts[key] = 2 * turn + (act == b"sign")
        self.standing += (act == b"sign") - last % 2
        self.checked += 1
        if self.own is not None and self.own[0] == read[2]:
            self.own_row(name, row, read)
        return key

    def own_row(self, name: str, row: int, read: "re.Match[bytes]") -> None:
        """Compare a row that has the signer's key with the one that the signer kept."""
        assert self.own is not None
        kept, told = self.own[1], {"name": name, "row": row}
        self.seen = self.seen or kept is None or int(kept[6]) <= int(read[6])
        self.own_act = 2 * int(read[6]) + (read[1] == b"sign")
        if kept is None:
            version = {"version": int(read[7])} if read[1] == b"sign" else {}
            self.last = ("own-signed" if version else "own-withdrawn", {**told, **version})
        elif kept[0] == read[0]:
            self.last = ("own", told)
        elif kept[6] == read[6]:
            self.found.must(False, "own-other", **told)
        elif int(kept[6]) < int(read[6]):
            self.found.notes.append(("own-newer", told))

    def check_receipt(self) -> None:
        """Check that a row with a receipt was published, or a newer one of its key, once that is due: all
        rows go out with the closing, and withdrawals made after it with the end; or the data of a board says
        that it is due."""
        assert self.own is not None
        assert self.own[1] is not None
        signs, turn = self.own[1][1] == b"sign", int(self.own[1][6])
        reasons = {entry["reason"] for entry in self.entries}
        due = bool(reasons & {"closing", "ended"} if signs else "ended" in reasons)
        owed = self.found.owed.get(self.slug, ()) if "void" not in reasons else ()
        due = due or ("sign" if signs else "withdraw") in owed
        # Neither a signature that was never published nor its withdrawal is in the list.
        there = self.seen if signs else self.own_act % 2 == 0 or self.own_act // 2 >= turn
        if not there and due:
            self.found.must(False, "row-struck", demand=self.slug)
        elif not self.seen and not due and "void" not in reasons:
            self.found.notes.append(("receipt-waits", {"demand": self.slug}))

    def fault(self, name: str, row: int, fault: str) -> None:
        """Note what is wrong with a row. Each line of a huge file may be wrong: the first faults are kept."""
        first = self.faults.setdefault(name, [])
        insort(first, (row, fault))
        if len(first) > MAX_ROW_FAULTS:
            first.pop()
            self.more[name] += 1

    def send(self, name: str, batch: list[tuple[int, bytes]]) -> None:
        """Have the tokens and signatures of rows checked."""
        key, demand = self.entries[0]["issuing_key"], self.entries[0]["hash"].encode()
        lines = [line for _, line in batch]
        rows = [row for row, _ in batch]
        if self.pool is None:
            found: Any = bad_rows(key, demand, dict(self.known), lines)
        else:
            found = self.pool.submit(bad_rows, key, demand, dict(self.known), lines)
        self.waiting.append((name, rows, found))
        self.finish(32)

    def finish(self, most: int) -> None:
        """Wait until at most so many batches are being checked."""
        while len(self.waiting) > most:
            name, rows, found = self.waiting.popleft()
            for place, fault in found.result() if isinstance(found, Future) else found:
                self.fault(name, rows[place], fault)


def once(told: list[tuple[str, Json]], key: str, /, **values: Any) -> None:
    """Add a sentence that is not there yet."""
    if (key, values) not in told:
        told.append((key, values))


def note_highest(two: dict[str, int], slug: str, value: int) -> None:
    """Keep the highest value of each of the two demands that have the highest."""
    two[slug] = max(value, two.get(slug, value))
    if len(two) > 2:
        del two[min(two, key=two.__getitem__)]


def bad_rows(
    issuing_key: str, demand: bytes, known: dict[bytes, bytes], lines: list[bytes]
) -> list[tuple[int, str]]:
    """Return the places of rows whose token or signature is not valid, each with its fault."""
    issuing = unbase64(issuing_key.encode())
    faults = []
    for place, line in enumerate(lines):
        read = ROW.fullmatch(line)
        assert read is not None
        act, turn, version = read[1], read[6], read[7]
        key, signature, token = unbase64(read[2]), unbase64(read[4]), unbase64(read[5])
        if not pss_fits(issuing, token, b"tocsin token 1\n" + key):
            faults.append((place, "row-token"))
        if version not in known:
            continue
        statement = (b"tocsin statement 1", demand, turn, act, version, known[version], b"")
        if not p256_fits(key, signature, b"\n".join(statement)):
            faults.append((place, "row-signature"))
    return faults


def ed25519_fits(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    """Return whether an Ed25519 signature is valid, and by a key in whose name not everybody can sign."""
    if not is_signing_key(public_key):
        return False
    if hashes is not None:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
        except (InvalidSignature, ValueError):
            return False
        return True
    p, order = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
    d = -121665 * pow(121666, -1, p) % p

    def point(raw: bytes) -> Any:
        y, sign = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
        square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
        x = pow(square, (p + 3) // 8, p)
        x = x if x * x % p == square else x * pow(2, (p - 1) // 4, p) % p
        if y >= p or x * x % p != square or (x == 0 and sign):
            return None
        x = x if x % 2 == sign else p - x
        return x, y, 1, x * y % p

    def add(one: Any, two: Any) -> Any:
        a, b = (one[1] - one[0]) * (two[1] - two[0]) % p, (one[1] + one[0]) * (two[1] + two[0]) % p
        c, e = 2 * one[3] * two[3] * d % p, 2 * one[2] * two[2] % p
        f, g, h, k = b - a, e - c, e + c, b + a
        return f * g % p, h * k % p, g * h % p, f * k % p

    def times(number: int, which: Any) -> Any:
        found = (0, 1, 1, 0)
        while number:
            found = add(found, which) if number & 1 else found
            which, number = add(which, which), number >> 1
        return found

    if len(signature) != 64:
        return False
    key, start, s = point(public_key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or start is None or s >= order:
        return False
    base = point((4 * pow(5, -1, p) % p).to_bytes(32, "little"))
    digest = hashlib.sha512(signature[:32] + public_key + signed).digest()
    one, two = times(s, base), add(start, times(int.from_bytes(digest, "little") % order, key))
    return bool((one[0] * two[2] - two[0] * one[2]) % p == 0 == (one[1] * two[2] - two[1] * one[2]) % p)


def is_signing_key(key: bytes) -> bool:
    """Return whether 32 bytes are an Ed25519 key that is written in its one way, and none of the eight points
    of small order: in their name anybody signs anything."""
    p, y = 2**255 - 19, int.from_bytes(key, "little") % 2**255
    of_order_8 = int.from_bytes(ORDER_8, "little")
    return len(key) == 32 and y < p and y not in (0, 1, p - 1, of_order_8, p - of_order_8)


def pss_fits(spki: bytes, signature: bytes, signed: bytes) -> bool:
    """Return whether a signature by an issuing key is valid: RSA-PSS with SHA-384 and a salt of 48 bytes."""
    if hashes is not None:
        key = loaded(spki)
        try:
            key.verify(signature, signed, padding.PSS(padding.MGF1(hashes.SHA384()), 48), hashes.SHA384())
        except InvalidSignature:
            return False
        return True
    modulus, number = int.from_bytes(spki[33:-5], "big"), int.from_bytes(signature, "big")
    if number >= modulus:
        return False
    made = pow(number, 65537, modulus).to_bytes(256, "big")
    masked, digest = made[:207], made[207:255]
    mask = b"".join(hashlib.sha384(digest + i.to_bytes(4, "big")).digest() for i in range(5))[:207]
    block = bytes(masked[place] ^ mask[place] for place in range(207))
    block = bytes([block[0] & 0x7F]) + block[1:]
    if made[255] != 0xBC or masked[0] & 0x80 or any(block[:158]) or block[158] != 1:
        return False
    wanted = hashlib.sha384(bytes(8) + hashlib.sha384(signed).digest() + block[159:]).digest()
    return hmac.compare_digest(wanted, digest)


@lru_cache(maxsize=8)
def loaded(spki: bytes) -> "rsa.RSAPublicKey":
    """Return an issuing key."""
    key = load_der_public_key(spki)
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def p256_fits(key: bytes, signature: bytes, signed: bytes) -> bool:
    """Return whether an ECDSA signature with SHA-256 by a point of P-256 is valid."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if hashes is not None:
        try:
            signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + key)
            signer.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError):
            return False
        return True
    p = 2**256 - 2**224 + 2**192 + 2**96 - 1
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    b = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
    base = (
        0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
        0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
    )
    x, y = int.from_bytes(key[:32], "big"), int.from_bytes(key[32:], "big")
    if not (x < p > y and (y * y - x * x * x + 3 * x - b) % p == 0 and 0 < r < order > s > 0):
        return False

    def double(of: Any) -> Any:
        x, y, z = of
        squared, fourth = y * y % p, 4 * x * y * y % p
        slope = 3 * (x - z * z) * (x + z * z) % p
        new = (slope * slope - 2 * fourth) % p
        return new, (slope * (fourth - new) - 8 * squared * squared) % p, 2 * y * z % p

    def add(one: Any, two: Any) -> Any:
        if not one[2] or not two[2]:
            return two if not one[2] else one
        za, zb = one[2] * one[2] % p, two[2] * two[2] % p
        ua, ub, sa, sb = one[0] * zb % p, two[0] * za % p, one[1] * zb * two[2] % p, two[1] * za * one[2] % p
        if ua == ub:
            return double(one) if sa == sb else (1, 1, 0)
        h, step = (ub - ua) % p, (sb - sa) % p
        cube = h * h * h % p
        new = (step * step - cube - 2 * ua * h * h) % p
        return new, (step * (ua * h * h - new) - sa * cube) % p, h * one[2] * two[2] % p

    inverse, digest = pow(s, -1, order), int.from_bytes(hashlib.sha256(signed).digest(), "big")
    first, second = digest * inverse % order, r * inverse % order
    table = [(1, 1, 0), (*base, 1), (x, y, 1), add((*base, 1), (x, y, 1))]
    found = table[0]
    for bit in range(255, -1, -1):
        found = add(double(found), table[(first >> bit & 1) + 2 * (second >> bit & 1)])
    return bool(found[2] and found[0] * pow(found[2] * found[2], -1, p) % p % order == r)


def own_row(typed: Optional[str]) -> Optional[KeptRow]:
    """Return the key and the row that a signer kept; without a row, if it is the key alone."""
    text = (typed or "").strip(" \t\r\n")
    if ROW_KEY.fullmatch(text):
        return text.encode(), None
    try:
        row = parsed(text)
        names = ("act", "key", "signature", "token", "turn", "version")
        read = ROW.fullmatch(canonical({name: row[name] for name in names}) + b"\n")
    except (ValueError, KeyError, TypeError):
        return None
    return None if read is None else (read[2], read)


def title_of(ledger: Json) -> str:
    """Return the title of the text that the last publication names: that of a newer one is not signed yet."""
    versions, entries = ledger["versions"], ledger["entries"]
    named = [each for each in versions if entries and each["text_sha256"] == entries[-1]["text_hash"]]
    texts = (named or versions or [{"texts": {}}])[-1]["texts"]
    return next((str(text["title"]) for text in texts.values()), "")


def of_page(entry: Json) -> bool:
    """Return whether a publication is of a demand that is signed on the page."""
    return bool(entry.get("format") == PAGE_FORMAT)


def file_of(number: int) -> str:
    """Return the name of the file of rows of a publication."""
    return f"rows-{number}.jsonl"


def raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return a name as it stands in an archive's directory."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")


def extra_fields(raw: bytes) -> dict[int, bytes]:
    """Return the extra fields of an entry by their ids; -1 for bytes that are none."""
    found = {}
    while raw:
        field, size = struct.unpack("<2H", raw[:4]) if len(raw) >= 4 else (-1, len(raw))
        known = field in found or size > len(raw) - 4
        found[-1 if known else field] = raw[4 : 4 + size]
        raw = raw[4 + size :]
    return found


def rows_beside(beside: Files, slug: str, numbers: list[int]) -> dict[int, str]:
    """Return the names of the files of rows that are there, by publication."""
    names = {number: beside.rows_names(slug, number) for number in numbers}
    found = {n: next((each for each in of if beside.size(each) is not None), None) for n, of in names.items()}
    return {number: name for number, name in found.items() if name is not None}


def is_name(name: str) -> bool:
    """Return whether a name is that of one file below, the same on every system."""
    return not re.search(r'[\\:*?"<>|\x00-\x1f\ud800-\udfff]|(^|/)(/|$)|[. ](/|$)', name)


def is_device(name: str) -> bool:
    """Return whether a part of a name is that of a device on Windows, whatever its ending."""
    return any(DEVICE.fullmatch(part.split(".")[0].rstrip()) for part in name.split("/"))


def first_read(places: "tuple[Files, ...]", name: str) -> Optional[bytes]:
    """Return the content of a small file, from the first of the places that has it."""
    there = (files for files in places if files.size(name) is not None)
    found = next(there, None)
    return None if found is None else found.read(name)


def rows_of(folder: Files, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, which is written in one way only: each has as many cells as the heading,
    whose names differ. Raises ``Unreadable``."""
    raw = folder.read(name)
    try:
        content = raw.decode("utf-8-sig") if len(raw) <= MAX_SIZE else ""
    except ValueError:
        raise Unreadable("other-counts", name=name) from None
    place, cells = 0, list[str]()
    heading: Optional[list[str]] = None
    while place < len(content):
        cell = CELL.match(content, place, place + MAX_CELL)
        if cell is None or len(cells) == MAX_CELLS:
            break
        place = cell.end()
        cells.append(cell[1] if cell[2] is None else cell[2].replace('""', '"'))
        if cell[3] == ",":
            continue
        if heading is None:
            heading = cells
        elif len(cells) == len(heading) == len(set(heading)):
            yield {column: cells[place] for place, column in enumerate(heading)}
        else:
            break
        cells = []
    if place != len(content) or cells or heading is None:
        raise Unreadable("other-counts", name=name)


def receipts_in(path: Path) -> str:
    """Return the text of the file that the signing page saves. Raises ``Unreadable``."""
    return Files(path.parent).read(path.name).decode("utf-8-sig", "replace")


def unbase64(text: bytes) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def is_issuing_key(text: str) -> bool:
    """Return whether a text is an RSA key as Tocsin makes them: 2048 bits, exponent 65537."""
    key = unbase64(text.encode()) if ISSUING_KEY.fullmatch(text) else b""
    shaped = key[:33] == ISSUING_KEY_START and key[-5:] == ISSUING_KEY_END
    return shaped and key[33] >= 0x80 and key[-6] % 2 == 1


def ledgers_in(manifest: Json) -> dict[str, str]:
    """Return the names of the ledgers in a list of files, by their demands."""
    found = [re.fullmatch(r"ledger/([^/]+)\.json", name) for name in manifest["files"]]
    return {each[1]: each[0] for each in found if each is not None}


def read_rounds(raw: bytes, public_key: str) -> list[Json]:
    """Return the announced rounds, once they are as Tocsin writes them, and signed with the key."""
    file = read(raw)
    shaped = list(file) == ROUNDS_KEYS and (file["format"], file["kind"]) == (1, "rounds")
    shaped = shaped and type(file["format"]) is int and is_a(file["signature"], "signature")
    if not shaped or not isinstance(file["rounds"], list):
        raise Unreadable("rounds-unread")
    mark = grouped(sha256(bytes.fromhex(public_key))[:32])
    made = {"algorithm": "Ed25519", "public_key": public_key, "fingerprint": mark}
    same = has_keys(file["key"], KEY_KEYS) and file["key"] == made
    if not same or not all(has_keys(each, ROUND) for each in file["rounds"]):
        raise Unreadable("rounds-unread")
    signed = ROUNDS_SIGNED + canonical({name: file[name] for name in file if name != "signature"})
    if not ed25519_fits(bytes.fromhex(public_key), bytes.fromhex(file["signature"]), signed):
        raise Unreadable("rounds-unread")
    if raw != json.dumps(file, ensure_ascii=False, indent=1).encode() + b"\n":
        raise Unreadable("rounds-unread")
    rounds: list[Json] = file["rounds"]
    return rounds


def odd_rounds(rounds: list[Json]) -> list[int]:
    """Return the numbers of the rounds that do not follow the one before, or have a key that was there."""
    before: Json = {"number": 0, "hash": None}
    odd: list[int] = []
    seen: set[str] = set()
    for each in rounds:
        said = {name: each[name] for name in each if name != "hash"}
        follows = (each["number"], each["previous_hash"]) == (before["number"] + 1, before["hash"])
        new = len(set(each["keys"]) - seen) == len(each["keys"])
        if not (follows and new and each["hash"] == sha256(canonical(said))):
            odd.append(each["number"])
        seen |= set(each["keys"])
        before = each
    return odd


def read_ledger(raw: bytes) -> Json:
    """Return a ledger file, once it is known to be as Tocsin writes it, byte for byte."""
    ledger = read(raw)
    if ledger.get("kind") != "tocsin-ledger" or not has_shape(ledger):
        raise Unreadable("no-ledger")
    if raw != json.dumps(ledger, ensure_ascii=False, indent=1).encode() + b"\n":
        raise Unreadable("no-ledger")
    formats = {entry["format"] for entry in ledger["entries"]}
    if ledger["format"] != 1 or not formats <= {DISCORD_FORMAT, PAGE_FORMAT}:
        raise Unreadable("newer-format")
    return ledger


def read_manifest(raw: bytes) -> Json:
    """Return the list of the files of a board, an export or the evidence, once it has its shape."""
    try:
        manifest = read(raw)
        key = manifest["key"]
        good = key["algorithm"] == "Ed25519" and is_a(key["public_key"], "hash")
        for name, told in manifest["files"].items():
            good = good and is_a(told["sha256"], "text") and is_a(told["size"], "whole")
            good = good and is_name(name) and name not in LIST and told["size"] >= 0
        dated = manifest["kind"] != KINDS[0] or is_a(manifest["made_at"], "moment")
        if not good or not dated or manifest["kind"] not in KINDS:
            raise Unreadable("no-list")
    except (Unreadable, KeyError, TypeError, AttributeError):
        raise Unreadable("no-list") from None
    return manifest


def counts_are(folder: Files, name: str, entries: list[Json]) -> bool:
    """Return whether a table has the count of each of these publications, once, and no other."""
    wanted = {(entry["demand"], str(entry["number"])): str(entry["count"]) for entry in entries}
    try:
        for row in rows_of(folder, name):
            of = row.get("demand", ""), row.get("publication", "")
            if of not in wanted or wanted.pop(of) != row.get("count"):
                return False
    except Unreadable:
        return False
    return not wanted


def demands_in(folder: Files, name: str) -> Optional[list[Json]]:
    """Return what the data of a board says of each demand; ``None`` if it is not as Tocsin writes it."""
    try:
        told = read(folder.read(name)).get("demands")
    except Unreadable:
        return None
    return told if isinstance(told, list) and all(is_demand(each) for each in told) else None


def is_demand(value: Any) -> bool:
    """Return whether a value is what the data of a board says of a demand. What is compared with nothing may
    have any form."""
    if not isinstance(value, dict) or not value.keys() >= DEMAND_KEYS:
        return False
    void, delivery, counts = value["void"], value["delivery"], value["counts"]
    return (
        is_a(value["demand"], "text")
        and (void is None or (isinstance(void, dict) and is_a(void.get("at"), "moment")))
        and is_a(value["closed_at"], "moment?")
        and (delivery is None or isinstance(delivery, dict))
        and isinstance(counts, dict)
        and is_a(counts.get("paper"), "whole")
    )


def owed_acts(told: Json, made_at: str) -> tuple[str, ...]:
    """Return the acts that must be published by now, by what the data of a board of ``made_at`` says of a
    demand: signatures once it was delivered, and all once a list that closed must have ended."""
    closed_at = told["closed_at"]
    if told["void"] is not None:
        return ()
    if closed_at is not None:  # no day is added to it: it may be one of the last that Python has
        closed_for = datetime.fromisoformat(made_at[:10]) - datetime.fromisoformat(closed_at[:10])
        if closed_for > LIST_OPEN:
            return "sign", "withdraw"
    return ("sign",) if told["delivery"] is not None else ()


def says_the_same(told: Json, ledger: Json) -> bool:
    """Return whether what the data of a board says of a demand is what its ledger says: the publications, the
    last count, the newest text, and that the list is void, which the data may say first."""
    entries, newest = ledger["entries"], (ledger["versions"] or [{}])[-1]
    way = "page" if entries and of_page(entries[0]) else "discord"
    counts = {"discord": 0, "paper": told["counts"]["paper"], way: entries[-1]["count"] if entries else 0}
    wanted = {"publications": entries, "counts": counts}
    wanted.update({name: newest.get(name) for name in ("version", "texts", "text_sha256")})
    void = any(entry["reason"] == "void" for entry in entries)
    same = all(canonical(told[name]) == canonical(wanted[name]) for name in wanted)
    return same and (told["void"] is not None or not void)


def sums_are_right(folder: Files, listed: Json) -> bool:
    """Return whether ``SHA256SUMS``, which the list of the evidence does not name, says the same of the
    files."""
    sums = {name: told["sha256"] for name, told in listed.items()}
    sums.update({name: folder.sha256(name) for name in ("manifest.json", "manifest.sig")})
    wanted = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    return folder.size("SHA256SUMS") == len(wanted.encode()) and folder.read("SHA256SUMS") == wanted.encode()


def manifest_day(manifest: Json) -> str:
    """Return the day of a list of files."""
    return str(manifest.get("made_at") or manifest.get("as_of"))[:10]


def read(raw: bytes) -> Json:
    """Return a JSON object."""
    if len(raw) > MAX_SIZE:
        raise Unreadable("too-large")
    try:
        found = parsed(raw.decode())
    except ValueError:
        raise Unreadable("no-ledger") from None
    if not isinstance(found, dict):
        raise Unreadable("no-ledger")
    return found


def parsed(text: str) -> Any:
    """Return a value of JSON, its numbers as browsers hold them. Raises ``ValueError``, also for one that is
    nested deeper than ``MAX_DEPTH``: how deep each version of Python reads differs."""
    try:
        found = json.loads(
            text,
            parse_int=lambda digits: int(digits[:20]),  # longer ones differ then from what was written
            parse_float=number_of,
            parse_constant=refused,
            object_pairs_hook=without_doubles,
        )
    except RecursionError:
        raise ValueError("too deep") from None
    inner = [found]
    for _ in range(MAX_DEPTH):
        inner = [each for each in inner if isinstance(each, (dict, list))]
        inner = [part for each in inner for part in (each.values() if isinstance(each, dict) else each)]
    if any(isinstance(each, (dict, list)) for each in inner):
        raise ValueError("too deep")
    return found


def without_doubles(pairs: list[tuple[str, Any]]) -> Json:
    """Return an object. Refuse one with a key that is there twice, of which each reader takes another."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def number_of(digits: str) -> Any:
    """Return a number with a point or an exponent as browsers hold it: ``1.0`` is ``1``."""
    found = float(digits)
    return int(found) if found.is_integer() else found


def refused(constant: str) -> None:
    """Refuse ``NaN`` and ``Infinity``, which are not JSON."""
    raise ValueError(constant)


def is_a(value: Any, kind: str) -> bool:
    """Return whether a value is of a kind; one with a question mark may be null."""
    if kind[-1:] == "?":
        return value is None or is_a(value, kind[:-1])
    if kind == "null":
        return value is None
    if kind == "whole":
        return type(value) is int and abs(value) <= MAX_NUMBER
    if kind == "hashes":
        return isinstance(value, list) and all(is_a(each, "hash") for each in value)
    if kind == "units":
        return isinstance(value, list) and all(has_keys(each, UNIT) for each in value)
    if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
        return False
    patterns = {"hash": HEX, "moment": MOMENT, "signature": SIGNATURE}
    if kind != "text" and patterns[kind].fullmatch(value) is None:
        return False
    return kind != "moment" or is_date(value[:10])


def is_date(value: str) -> bool:
    """Return whether a day is one of the calendar."""
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def has_keys(value: Any, kinds: dict[str, str]) -> bool:
    """Return whether a value is an object with these keys, in this order, and values of these kinds."""
    return (
        isinstance(value, dict)
        and list(value) == list(kinds)
        and all(is_a(value[name], kind) for name, kind in kinds.items())
    )


def has_shape(ledger: Json) -> bool:
    """Return whether an object has the keys and kinds of values of a ledger file."""
    kinds = {"format": "whole", "demand": "text", "signature": "signature"}
    if list(ledger) != LEDGER_KEYS or not all(is_a(ledger[name], kind) for name, kind in kinds.items()):
        return False
    key, head = ledger["key"], ledger["head"]
    if not has_keys(key, KEY_KEYS):
        return False
    mark = grouped(sha256(bytes.fromhex(key["public_key"]))[:32])
    return (
        (key["algorithm"], key["fingerprint"]) == ("Ed25519", mark)
        and (head is None or has_keys(head, HEAD_KEYS))
        and isinstance(ledger["versions"], list)
        and all(is_version(each) for each in ledger["versions"])
        and are_rising([each["version"] for each in ledger["versions"]])
        and isinstance(ledger["entries"], list)
        and all(is_entry(each) for each in ledger["entries"])
    )


def are_rising(numbers: list[int]) -> bool:
    """Return whether each number is higher than the one before, and the first at least 1."""
    return numbers == sorted(set(numbers)) and min(numbers, default=1) >= 1


def is_entry(value: Any) -> bool:
    """Return whether a value is a publication."""
    return has_keys(value, PAGE_ENTRY if isinstance(value, dict) and of_page(value) else ENTRY)


def is_version(value: Any) -> bool:
    """Return whether a value is a version of a demand's text, and of the consent if rows name it."""
    names = ["version", "since", "texts", "text_sha256"]
    if not isinstance(value, dict) or list(value)[:4] != names:
        return False
    if list(value)[4:] not in ([], ["consent", "consent_sha256"]):
        return False
    texts, consent = value["texts"], value.get("consent", {})
    return (
        is_a(value["version"], "whole")
        and is_a(value["since"], "text")
        and is_a(value["text_sha256"], "hash")
        and is_a(value.get("consent_sha256", "0" * 64), "hash")
        and all(isinstance(each, dict) and list(each) == sorted(each) for each in (texts, consent))
        and all(LANGUAGE.fullmatch(language) for language in (*texts, *consent))
        and all(has_keys(text, {"title": "text", "body": "text"}) for text in texts.values())
        and all(is_a(text, "text") for text in consent.values())
    )


def canonical(value: Any) -> bytes:
    """Return the bytes that are hashed and signed: JSON with sorted keys and no spaces, in UTF-8. Halves of
    characters, which nothing that is signed has, are kept: what has them is another thing."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def grouped(digits: str) -> str:
    """Return digits in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def main() -> None:
    """Verify what the command line names."""
    parser = argparse.ArgumentParser(
        description="Verify the ledger of a demand, a board, an export, or the evidence."
    )
    parser.add_argument("path", type=Path, help="the ledger, as the board has it; or the folder")
    parser.add_argument("--key", help="the union's public key, or its fingerprint")
    parser.add_argument("--head", help="a line under a count that you kept")
    parser.add_argument("--row", help="your own row, or its key, of a demand that is signed on the page")
    parser.add_argument(
        "--receipt", type=Path, help="the file with the box's receipts, from the signing page"
    )
    parser.add_argument("--lang", choices=sorted(SENTENCES), help="the language of the answers")
    given = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console that lacks a character
    spoken = given.lang or ("fr" if str(locale.getlocale()[0]).startswith("fr") else "en")
    found = Verification(given.row)
    try:
        if given.receipt is not None:
            found.receipts = receipts_in(given.receipt)
        found.check(given.path, given.key, given.head)
    except Unreadable as error:
        found.faults.append((str(error), error.values))
    except OSError as error:
        sys.exit(f"{error.filename or given.path}: {error.strerror}")
    except ODD:
        found.faults.append(("no-list", {}))
    for sign, name, values in found.told(given.key):
        shown = {key: UNSHOWN.sub("\ufffd", str(value)) for key, value in values.items()}
        print(f"{sign} {SENTENCES[spoken][name].format(**shown)}".strip())
    sys.exit(1 if found.faults else 0)


# The sentences, as the page has them: written here by tests/board/ledger_vectors.py.
SENTENCES: dict[str, dict[str, str]] = json.loads(
    r"""
{
 "en": {
  "verdict-good": "Everything that was checked is right.",
  "verdict-part": "What was checked is right. Not everything was: the lines with a dash say what is missing.",
  "verdict-wrong": "Something is wrong.",
  "verdict-void": "Void: the counts prove nothing, though nothing was changed.",
  "not-shown": "This shows neither who signed, nor that each signature is a person’s, nor that others were shown the same.",
  "ledger": "It is the ledger of “{title}” ({demand}).",
  "counts": "The publications form one chain: {publications} of them, the last count {count}.",
  "files": "Files unchanged, as in the signed list: {number}. The list is of {day}.",
  "key": "It was signed with the key you gave.",
  "head": "Nothing up to publication {number} has changed since the head you kept.",
  "restored": "Publications are missing before {number}, which says that they were lost when a backup was restored. Nobody can tell whether they were, or whether somebody dropped them.",
  "clock": "Publication {number} is dated before the one it follows: the clock of the machine was put back.",
  "compare-key": "It was signed with the key {key}. Compare that with the one the union published.",
  "signature": "The signature is not valid: something was changed after it was signed.",
  "other-key": "It was signed with another key than yours: {key}.",
  "key-unread": "The key cannot be read: it has 64 digits, its fingerprint 32. Copy it again.",
  "head-unread": "The head cannot be read: copy the whole line again.",
  "head-other": "Publication {number} is not the one whose head you kept: this is another history.",
  "head-absent": "Publication {number}, whose head you kept, is not here: it was removed or lost.",
  "head-newer": "The ledger ends before publication {number}, whose head you kept: the file is older than your head, or something was removed.",
  "head-demand": "The head you kept is of another demand: {demand}.",
  "head-changed": "The head is not that of the last publication: one was cut off, or the head was changed.",
  "too-large": "The file is larger than any ledger, and was not read.",
  "newer-format": "It was made by a newer Tocsin: use the page or the program of that one.",
  "no-ledger": "This is not a ledger as Tocsin writes it: it is another kind of file, was cut short, or was changed.",
  "text": "The hash of version {number} of the text is not that of the text.",
  "no-text": "Publication {number}: the text that was signed is not in the file.",
  "missing": "Before publication {number}, one is missing, or there is one too many.",
  "other-demand": "Publication {number} is one of another demand.",
  "negative": "Publication {number} has a negative number.",
  "lost-nothing": "Publication {number} says that something was lost, and does not say what.",
  "previous": "Publication {number} does not hold the hash of the one before: something was changed or removed.",
  "other-format": "Publication {number} has another format than the one before.",
  "hash": "Publication {number}: its hash is not that of what it says.",
  "no-list": "There is no list of files as Tocsin writes it (manifest.json and manifest.sig), or it was changed.",
  "file-changed": "{name} was changed: it is not as in the signed list.",
  "file-missing": "{name} is missing.",
  "file-added": "{name} is not in the signed list: it was added or renamed.",
  "file-odd": "{name} is a link, a pipe or the like, and not a file: it was not opened.",
  "archive-odd": "{name}: the archive is damaged, or its list of files does not agree with what is in it. Different programs would unpack different files: unpack it, and check the folder.",
  "other-ledger": "{name} is the ledger of another demand: {demand}.",
  "other-counts": "{name} does not say the same as the ledgers.",
  "timestamps-unchecked": "The time-stamps were not checked here. Check them with tocsin verify, or with OpenSSL in a folder such as {name}: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem is the root certificate, from the authority itself.",
  "document-unchecked": "{name} is too large, and was not checked. The signed list of files covers it.",
  "not-shown-page": "Nor does this show that the roster is true, that each token went to a member, or that members signed on the published page. And no check finds signatures that whoever holds the issuing key made for members who got tokens and did not sign: up to the number of tokens issued.",
  "opening": "Publication {number}: a demand that is signed on the page opens with number 1, which counts nothing, and only once.",
  "issuing-key": "Publication {number}: its issuing key is not one as Tocsin makes them.",
  "other-issuing-key": "Publication {number} has another issuing key than the one before.",
  "other-box-key": "Publication {number} names another key of the box than the one before.",
  "after-end": "Publication {number} comes after the one that closed the list of signatures.",
  "no-rows": "Publication {number} has no rows, and another count than the one before.",
  "issued": "Publication {number}: {count} signatures, {issued} issued tokens and {places} places on the roster do not fit together, or are not given in tens.",
  "places": "“{demand}”: {first_places} places on the roster when it opened, {places} now; {first_issued} issued tokens then, {issued} now.",
  "places-fell": "Publication {number} says {now} places on the roster, and the one before {before}: they never become fewer.",
  "issued-fell": "Publication {number} says that {now} tokens were issued, and the one before {before}: they never become fewer.",
  "figures-changed": "Publication {number} has other places or issued tokens than the closing, after which nobody gets a token.",
  "round-fell": "Publication {number} of “{demand}” has fewer places or issued tokens than an earlier one of “{other}”, in the same round {round}.",
  "void": "VOID: the list of “{demand}” was declared void on {day}. Its counts prove nothing.",
  "page-entry": "Publication {number} says what no demand signed on the page can say: Tocsin did not make it.",
  "consent": "The hash of version {number} of the consent is not that of the consent.",
  "rows": "Rows checked one by one: {number}, by {found} keys. Each has a token issued with the demand’s one key, and they give every count.",
  "rows-unchecked": "The rows were not checked. Choose their files together with the ledger, or put them beside it: {name} and so on.",
  "rows-missing": "{name}, the rows of publication {number}, is missing.",
  "rows-hash": "{name} is not the file that publication {number} names: a row was changed, added or removed.",
  "index-hash": "Publication {number}: the index that it names is not that of {name}.",
  "rows-count": "Publication {number} says {count}, and the rows give {found}.",
  "rows-issued": "Publication {number}: {found} keys have rows, and only {issued} tokens were issued.",
  "rows-more": "{name}: there are {number} more faults in its rows.",
  "row-form": "{name}, line {row}: this is not a row as Tocsin writes it.",
  "row-twice": "{name}, line {row}: it has the same key as the line before.",
  "row-order": "{name}, line {row}: the rows are not in the order of their keys.",
  "row-turn": "{name}, line {row}: this key has already published a row with this turn or a later one.",
  "row-version": "{name}, line {row}: no publication up to this one names the version that it signs.",
  "row-late": "{name}, line {row}: it signs after the closing, when nobody could sign any more.",
  "row-token": "{name}, line {row}: the token was not issued with this demand’s key.",
  "row-signature": "{name}, line {row}: the signature is not that of this key for this demand and what the row says.",
  "own": "Your row is there, whole: {name}, line {row}.",
  "own-signed": "The last row with your key signs version {version}: {name}, line {row}.",
  "own-withdrawn": "The last row with your key withdraws: {name}, line {row}.",
  "own-newer": "A newer row than yours has your key: {name}, line {row}. If you did not make it, somebody has your card or your tokens.",
  "own-other": "{name}, line {row}, has your key, and is not your row. Keep both, and show them to others.",
  "own-absent": "Your row is not among the published ones. Some rows wait for the next count; once the demand’s list of signatures has closed, none does.",
  "own-unread": "Your row cannot be read: copy the whole line, or its key of 86 characters.",
  "receipt": "The box of “{demand}” took your row: the receipt is valid.",
  "receipt-waits": "Your row of “{demand}” is not published yet: it waits. All rows that wait are published when the demand closes; withdrawals made after that, when its list of signatures closes.",
  "receipt-none": "The file has no receipt for what was checked here. Keep your row: the list shows whether it was published.",
  "receipt-unread": "The file with the receipt cannot be read: use it as the signing page saved it.",
  "receipt-wrong": "This receipt is not one that the box of “{demand}” gave for this row.",
  "row-struck": "The box took your signature on “{demand}”, or your withdrawal, and it is not in the list. This file proves it, unless you changed your mind before it was published. It also shows that you signed.",
  "rounds": "Each issuing key is of an announced round, and opens one demand.",
  "rounds-unchecked": "There is no rounds.json: whether the issuing key was announced was not checked.",
  "rounds-unread": "{name} is not the list of rounds as Tocsin writes it, or its signature is not valid.",
  "round": "{name}, round {number}: it does not follow the one before, its hash is not that of what it says, or one of its keys was there before.",
  "round-no-key": "The issuing key of {demand} is in no announced round.",
  "key-twice": "{demand} and {other} have the same issuing key, and each key opens one demand.",
  "not-shown-evidence": "This shows that the bot with this key put this evidence together, not that it copied the sources faithfully: compare with the sources."
 },
 "fr": {
  "verdict-good": "Tout ce qui a été vérifié est juste.",
  "verdict-part": "Ce qui a été vérifié est juste. Tout ne l’a pas été : les lignes à tiret disent ce qui manque.",
  "verdict-wrong": "Quelque chose ne va pas.",
  "verdict-void": "Nulle : les décomptes ne prouvent rien, même si rien n’a été modifié.",
  "not-shown": "Cela ne montre ni qui a signé, ni que chaque signature est celle d’une personne, ni que d’autres ont vu la même chose.",
  "ledger": "C’est le registre de « {title} » ({demand}).",
  "counts": "Les publications forment une seule chaîne : {publications}, la dernière de {count}.",
  "files": "Fichiers inchangés, comme dans la liste signée : {number}. La liste est du {day}.",
  "key": "Il a été signé avec la clé donnée.",
  "head": "Rien n’a changé jusqu’à la publication {number} depuis la ligne de contrôle conservée.",
  "restored": "Il manque des publications avant la publication {number}, qui dit qu’elles ont été perdues lors de la restauration d’une sauvegarde. Rien ne permet de savoir si c’est vrai, ou si quelqu’un les a supprimées.",
  "clock": "La publication {number} est datée d’avant celle qu’elle suit : l’horloge de la machine a été reculée.",
  "compare-key": "Il a été signé avec la clé {key}. Comparez-la avec celle que le syndicat a publiée.",
  "signature": "La signature n’est pas valable : quelque chose a été modifié après avoir été signé.",
  "other-key": "Il a été signé avec une autre clé que la vôtre : {key}.",
  "key-unread": "La clé est illisible : elle a 64 chiffres, son empreinte 32. Recopiez-la.",
  "head-unread": "La ligne de contrôle est illisible : copiez à nouveau la ligne entière.",
  "head-other": "La publication {number} n’est pas celle dont vous avez la ligne de contrôle : c’est une autre histoire.",
  "head-absent": "La publication {number}, dont vous avez la ligne de contrôle, n’est pas là : elle a été retirée ou perdue.",
  "head-newer": "Le registre finit avant la publication {number}, dont vous avez la ligne de contrôle : le fichier est plus ancien que votre ligne de contrôle, ou quelque chose a été retiré.",
  "head-demand": "La ligne de contrôle conservée est celle d’une autre revendication : {demand}.",
  "head-changed": "La ligne de contrôle n’est pas celle de la dernière publication : une publication a été coupée, ou la ligne de contrôle a été modifiée.",
  "too-large": "Le fichier est plus gros que n’importe quel registre : il n’a pas été lu.",
  "newer-format": "Il a été fait par un Tocsin plus récent : utilisez la page ou le programme de celui-ci.",
  "no-ledger": "Ce n’est pas un registre tel que Tocsin l’écrit : c’est un fichier d’une autre sorte, il est tronqué, ou il a été modifié.",
  "text": "L’empreinte de la version {number} du texte n’est pas celle du texte.",
  "no-text": "Publication {number} : le texte signé n’est pas dans le fichier.",
  "missing": "Avant la publication {number}, il en manque une, ou il y en a une de trop.",
  "other-demand": "La publication {number} est celle d’une autre revendication.",
  "negative": "La publication {number} a un nombre négatif.",
  "lost-nothing": "La publication {number} dit que quelque chose est perdu, sans dire quoi.",
  "previous": "La publication {number} n’a pas l’empreinte de la précédente : quelque chose a été modifié ou retiré.",
  "other-format": "La publication {number} est d’un autre format que la précédente.",
  "hash": "Publication {number} : son empreinte n’est pas celle de ce qu’elle dit.",
  "no-list": "Il n’y a pas de liste de fichiers telle que Tocsin l’écrit (manifest.json et manifest.sig), ou elle a été modifiée.",
  "file-changed": "{name} a été modifié : il n’est pas comme dans la liste signée.",
  "file-missing": "{name} manque.",
  "file-added": "{name} n’est pas dans la liste signée : il a été ajouté ou renommé.",
  "file-odd": "{name} est un lien, un tube ou autre chose qu’un fichier : il n’a pas été ouvert.",
  "archive-odd": "{name} : l’archive est abîmée, ou sa liste de fichiers ne correspond pas à son contenu. D’un programme à l’autre, il en sortirait des fichiers différents : décompressez-la et vérifiez le dossier.",
  "other-ledger": "{name} est le registre d’une autre revendication : {demand}.",
  "other-counts": "{name} ne dit pas la même chose que les registres.",
  "timestamps-unchecked": "Les horodatages n’ont pas été vérifiés ici. Vérifiez-les avec tocsin verify, ou avec OpenSSL dans un dossier tel que {name} : openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem est le certificat racine, obtenu auprès de l’autorité elle-même.",
  "document-unchecked": "{name} est trop gros et n’a pas été vérifié. La liste signée des fichiers le couvre.",
  "not-shown-page": "Cela ne montre pas non plus que la liste des membres est vraie, que chaque jeton est allé à un membre, ni que les membres ont signé sur la page publiée. Et aucune vérification ne découvre les signatures qu’aurait faites la personne qui détient la clé d’émission, à la place des membres qui ont reçu des jetons sans signer : jusqu’au nombre de jetons émis.",
  "opening": "Publication {number} : une revendication signée sur la page s’ouvre par le numéro 1, qui ne compte rien, et une seule fois.",
  "issuing-key": "Publication {number} : sa clé d’émission n’est pas de celles que fait Tocsin.",
  "other-issuing-key": "La publication {number} a une autre clé d’émission que la précédente.",
  "other-box-key": "La publication {number} indique une autre clé de l’urne que la précédente.",
  "after-end": "La publication {number} vient après celle qui a clos la liste des signatures.",
  "no-rows": "La publication {number} n’a pas de lignes, et un autre décompte que la précédente.",
  "issued": "Publication {number} : {count} signatures, {issued} jetons émis et {places} places sur la liste ne vont pas ensemble, ou ne sont pas donnés par dizaines.",
  "places": "« {demand} » : {first_places} places sur la liste à l’ouverture, {places} maintenant ; {first_issued} jetons émis alors, {issued} maintenant.",
  "places-fell": "La publication {number} indique {now} places sur la liste, et la précédente {before} : leur nombre ne diminue jamais.",
  "issued-fell": "La publication {number} indique {now} jetons émis, et la précédente {before} : leur nombre ne diminue jamais.",
  "figures-changed": "La publication {number} n’a pas les mêmes nombres de places et de jetons émis que la clôture, après laquelle personne ne reçoit plus de jeton.",
  "round-fell": "La publication {number} de « {demand} » a moins de places ou de jetons émis qu’une plus ancienne de « {other} », du même tour {round}.",
  "void": "NULLE : la liste de « {demand} » a été déclarée nulle le {day}. Ses décomptes ne prouvent rien.",
  "page-entry": "La publication {number} dit ce qu’aucune revendication signée sur la page ne peut dire : Tocsin ne l’a pas faite.",
  "consent": "L’empreinte de la version {number} du consentement n’est pas celle du consentement.",
  "rows": "Lignes vérifiées une à une : {number}, de {found} clés. Chacune a un jeton émis avec l’unique clé de la revendication, et elles donnent chaque décompte.",
  "rows-unchecked": "Les lignes n’ont pas été vérifiées. Choisissez leurs fichiers avec le registre, ou mettez-les à côté : {name} et ainsi de suite.",
  "rows-missing": "{name}, les lignes de la publication {number}, manque.",
  "rows-hash": "{name} n’est pas le fichier que nomme la publication {number} : une ligne a été modifiée, ajoutée ou retirée.",
  "index-hash": "Publication {number} : l’index qu’elle nomme n’est pas celui de {name}.",
  "rows-count": "La publication {number} dit {count}, et les lignes donnent {found}.",
  "rows-issued": "Publication {number} : {found} clés ont des lignes, et seuls {issued} jetons ont été émis.",
  "rows-more": "{name} : il y a {number} autres fautes dans ses lignes.",
  "row-form": "{name}, ligne {row} : ce n’est pas une ligne telle que Tocsin l’écrit.",
  "row-twice": "{name}, ligne {row} : elle a la même clé que la ligne précédente.",
  "row-order": "{name}, ligne {row} : les lignes ne sont pas dans l’ordre de leurs clés.",
  "row-turn": "{name}, ligne {row} : cette clé a déjà publié une ligne dont « turn » est égal ou supérieur.",
  "row-version": "{name}, ligne {row} : aucune publication jusqu’à celle-ci ne nomme la version qu’elle signe.",
  "row-late": "{name}, ligne {row} : elle signe après la clôture, quand plus personne ne pouvait signer.",
  "row-token": "{name}, ligne {row} : le jeton n’a pas été émis avec la clé de cette revendication.",
  "row-signature": "{name}, ligne {row} : la signature n’est pas celle de cette clé pour cette revendication et ce que dit la ligne.",
  "own": "Votre ligne est là, entière : {name}, ligne {row}.",
  "own-signed": "La dernière ligne de votre clé signe la version {version} : {name}, ligne {row}.",
  "own-withdrawn": "La dernière ligne de votre clé retire la signature : {name}, ligne {row}.",
  "own-newer": "Une ligne plus récente que la vôtre a votre clé : {name}, ligne {row}. Si vous ne l’avez pas faite, quelqu’un a votre carte de signature ou vos jetons.",
  "own-other": "{name}, ligne {row}, a votre clé et n’est pas votre ligne. Gardez les deux, et montrez-les à d’autres.",
  "own-absent": "Votre ligne n’est pas parmi celles qui sont publiées. Certaines attendent le prochain décompte ; une fois close la liste des signatures de la revendication, aucune.",
  "own-unread": "Votre ligne est illisible : copiez la ligne entière, ou sa clé de 86 caractères.",
  "receipt": "L’urne de « {demand} » a pris votre ligne : le reçu est valable.",
  "receipt-waits": "Votre ligne de « {demand} » n’est pas encore publiée : elle attend. Toutes les lignes en attente paraissent à la clôture de la revendication ; les retraits faits ensuite, à celle de sa liste des signatures.",
  "receipt-none": "Le fichier n’a pas de reçu pour ce qui a été vérifié ici. Gardez votre ligne : la liste montre si elle a été publiée.",
  "receipt-unread": "Le fichier du reçu est illisible : prenez-le tel que la page de signature l’a enregistré.",
  "receipt-wrong": "Ce reçu n’est pas celui que l’urne de « {demand} » a donné pour cette ligne.",
  "row-struck": "L’urne a pris votre signature de « {demand} », ou votre retrait, et ce n’est pas dans la liste. Ce fichier le prouve, sauf si vous avez changé d’avis avant la publication. Il montre aussi que vous avez signé.",
  "rounds": "Chaque clé d’émission est d’un tour annoncé, et ouvre une seule revendication.",
  "rounds-unchecked": "Il n’y a pas de rounds.json : que la clé d’émission ait été annoncée n’a pas été vérifié.",
  "rounds-unread": "{name} n’est pas la liste des tours telle que Tocsin l’écrit, ou sa signature n’est pas valable.",
  "round": "{name}, tour {number} : il ne suit pas le précédent, son empreinte n’est pas celle de ce qu’il dit, ou l’une de ses clés y était déjà.",
  "round-no-key": "La clé d’émission de {demand} n’est dans aucun tour annoncé.",
  "key-twice": "{demand} et {other} ont la même clé d’émission, et chaque clé ouvre une seule revendication.",
  "not-shown-evidence": "Cela montre que le bot qui a cette clé a réuni ces preuves, pas qu’il a copié fidèlement les sources : comparez avec les sources."
 }
}
"""  # noqa: E501
)


if __name__ == "__main__":
    main()
