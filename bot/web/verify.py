#!/usr/bin/env python3
"""Verification without Tocsin: Python 3.9 and ``pip install cryptography`` are enough.

    python verify.py halt-ice.json --key "ec30 e6de …" --head "halt-ice 12 8f3a 01bc …"
    python verify.py FOLDER --key "ec30 e6de …"

The file is the ledger of a demand; the folder is a board, or an export that was unpacked. ``--key`` is the
union's public key, or its fingerprint, as the union published it; ``--head`` a line under a count that you or
somebody else kept. It prints a sentence for each thing it checked, and ends with exit code 1 if one is wrong.
"""

import argparse
import csv
import hashlib
import io
import json
import locale
import re
import sys
from pathlib import Path
from typing import Any, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = dict[str, Any]

MAX_SIZE = 2**26  # bytes of a ledger or a list of files
MAX_NUMBER = 2**53 - 1  # what every reader of JSON holds exactly
MAX_WITHDRAWN = 100_000  # to try for an entry of format 1, which hashed a number that is published no more
MAX_TRIED = 1_000_000  # for all entries of a ledger

SIGNED = b"tocsin ledger 1\n"
HEAD = re.compile(r"([a-z0-9-]+) ([0-9]{1,9}) ((?:[0-9a-f] ?){32})")
KEY = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}")
HEX = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal acts on, or that reorder a sentence."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LEDGER_KEYS = ["format", "kind", "demand", "key", "versions", "entries", "head", "signature"]
ENTRY = {
    "demand": "text",
    "demand_id": "whole",
    "text_hash": "hash?",
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
    "hash": "hash?",
    "format": "whole",
}
UNIT = {"id": "whole", "unit": "text", "name": "text", "size": "whole", "count": "whole?"}
HEAD_KEYS = {"demand": "text", "number": "whole", "count": "whole", "hash": "hash"}
FIRST: Json = {"demand_id": None, "number": 0, "count": 0, "hash": None, "format": 0, "published_at": ""}
"""The entry before the first publication."""


class Unreadable(Exception):
    """A file that cannot be checked; the argument is the key of the sentence that says why."""


class Verification:
    """One verification. ``holds``, ``notes`` and ``faults`` are sentences, as their keys and values."""

    def __init__(self) -> None:
        self.holds: list[tuple[str, Json]] = []
        self.notes: list[tuple[str, Json]] = []
        self.faults: list[tuple[str, Json]] = []
        self.tried = 0

    def must(self, holds: object, fault: str, **values: Any) -> None:
        """Note a fault unless it holds."""
        if not holds:
            self.faults.append((fault, values))

    def ledger(self, raw: bytes, key: Optional[str] = None, head: Optional[str] = None) -> None:
        """Check a ledger file: its texts, each publication, the head, the signature, and a kept head."""
        try:
            ledger = read_ledger(raw)
        except Unreadable as error:
            self.faults.append((str(error), {}))
            return
        texts: set[str] = set()
        for version in ledger["versions"]:
            texts.add(version["text_sha256"])
            fits = sha256(canonical(version["texts"])) == version["text_sha256"]
            self.must(fits, "text", number=version["version"])
        slug, entries = ledger["demand"], ledger["entries"]
        before = self.chain(slug, entries)
        for entry in entries:
            fits = entry["text_hash"] is None or entry["text_hash"] in texts
            self.must(fits, "no-text", number=entry["number"])
        last = {**{name: before[name] for name in HEAD_KEYS}, "demand": slug}
        self.must(ledger["head"] == (last if before["hash"] else None), "head-changed")
        signed = SIGNED + canonical({name: ledger[name] for name in ledger if name != "signature"})
        self.signature(signed, ledger["signature"], ledger["key"]["public_key"], key)
        if head is not None:
            self.kept_head(head, slug, entries)
        newest = ledger["versions"][-1]["texts"] if ledger["versions"] else {}
        title = next((text["title"] for text in newest.values()), "")
        self.holds.append(("ledger", {"demand": slug, "title": title}))
        self.holds.append(("counts", {"publications": len(entries), "count": before["count"]}))

    def chain(self, slug: str, entries: list[Json]) -> Json:
        """Check the publications of a demand one after the other, and return the last one."""
        before: Json = {**FIRST, "demand": slug}
        unhashed = sum(entry["hash"] is None for entry in entries)
        if unhashed:
            self.notes.append(("unhashed", {"number": unhashed}))
        for entry in entries:
            number, restored = entry["number"], entry["reason"] == "restored"
            expected = before["number"] + 1
            self.must(number == expected or (restored and number > expected), "missing", number=number)
            same = before["demand_id"] in (None, entry["demand_id"]) and entry["demand"] == before["demand"]
            self.must(same, "other-demand", number=number)
            self.must(min(entry["count"], entry["invalidated"]) >= 0, "negative", number=number)
            if "added" in entry:
                net = entry["added"] - entry["withdrawn"] - entry["invalidated"]
                self.must(entry["count"] == before["count"] + net, "count", number=number)
            self.hashes(entry, before, restored)
            if restored:
                self.notes.append(("restored", {"number": number}))
            if entry["published_at"] < before["published_at"]:
                self.notes.append(("clock", {"number": number}))
            before = {**entry, "format": entry.get("format", 1)}
        return before

    def hashes(self, entry: Json, before: Json, restored: bool) -> None:
        """Check the hashes of a publication."""
        number = entry["number"]
        if entry["hash"] is None:
            self.must(before["hash"] is None and not restored, "no-hash", number=number)
            return
        follows = entry["previous_hash"] == before["hash"]
        if restored:
            self.must(not follows and entry["previous_hash"], "lost-nothing", number=number)
        else:
            self.must(follows, "previous", number=number)
        self.must(entry.get("format", 1) >= before["format"], "older-format", number=number)
        self.must(self.hash_fits(entry, before["count"]), "hash", number=number)

    def hash_fits(self, entry: Json, before: int) -> bool:
        """Return whether an entry's hash is that of what it says; ``before`` is the count before it."""
        said = {name: entry[name] for name in entry if name != "hash"}
        if said.get("format") != 1:
            return bool(entry["hash"] == sha256(canonical(said)))
        del said["format"]
        net = entry["count"] - before + entry["invalidated"]
        for left in range(max(0, -net), min(before, MAX_WITHDRAWN) + 1):
            self.tried += 1
            if self.tried > MAX_TRIED:
                return False
            if entry["hash"] == sha256(canonical({**said, "added": net + left, "withdrawn": left})):
                return True
        return False

    def signature(self, signed: bytes, signature: str, public_key: str, key: Optional[str]) -> None:
        """Check a signature, and that it was made with ``key``."""
        shown = sha256(bytes.fromhex(public_key))[:32]
        wanted = None if key is None else re.sub(r"[\s:]", "", key).lower()
        if wanted is not None and KEY.fullmatch(wanted) is None:
            self.faults.append(("key-unread", {}))
            return
        try:
            made = bytes.fromhex(signature if SIGNATURE.fullmatch(signature) else "")
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(made, signed)
        except (InvalidSignature, ValueError):
            self.faults.append(("signature", {}))
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
                same = (entry["hash"] or "").startswith(digits)
                (self.holds if same else self.faults).append(
                    ("head" if same else "head-other", {"number": number})
                )
                return
            if entry["number"] > number:
                lost = entry["reason"] == "restored" and (entry["previous_hash"] or "").startswith(digits)
                (self.notes if lost else self.faults).append(
                    ("head-lost" if lost else "head-absent", {"number": number})
                )
                return
        self.faults.append(("head-newer", {"number": number}))

    def folder(self, folder: Path, key: Optional[str] = None, head: Optional[str] = None) -> None:
        """Check a board or an export: the signed list of files, each file, and every count."""
        try:
            raw = content(folder / "manifest.json")
            manifest = read_manifest(raw)
            signature = content(folder / "manifest.sig").decode("ascii", "replace")
        except Unreadable as error:
            self.faults.append((str(error), {}))
            return
        self.signature(
            raw, signature[:-1] if signature[-1:] == "\n" else "", manifest["key"]["public_key"], key
        )
        if self.faults or not self.files(folder, manifest):
            return
        self.holds.append(("files", {"number": len(manifest["files"]), "day": manifest_day(manifest)}))
        if manifest["kind"] == "tocsin-export":
            self.export(folder, manifest, head)
        else:
            self.board(folder, manifest, key, head)

    def files(self, folder: Path, manifest: Json) -> bool:
        """Check each listed file, and that there is no other; return whether they are as listed. The pages of
        a board are not listed: they say what the files do."""
        before, listed = len(self.faults), manifest["files"]
        among = ("**/*",) if manifest["kind"] == "tocsin-export" else ("data/**/*", "ledger/**/*")
        found = [each for which in among for each in folder.glob(which)]
        there = {each.relative_to(folder).as_posix() for each in found if not each.is_dir()}
        for name in sorted(there - set(listed) - {"manifest.json", "manifest.sig"}):
            self.faults.append(("file-added", {"name": name}))
        for name, told in listed.items():
            path = folder / name
            if not path.is_file() or path.is_symlink():
                self.faults.append(("file-missing", {"name": name}))
            else:
                self.must(file_sha256(path) == told["sha256"], "file-changed", name=name)
        return len(self.faults) == before

    def board(self, folder: Path, manifest: Json, key: Optional[str], head: Optional[str]) -> None:
        """Check the ledgers of a board, and that its data has the same counts."""
        told = {each["demand"]: each for each in read(content(folder / "data/board.json"))["demands"]}
        names = {
            name[len("ledger/") : -len(".json")]: name for name in manifest["files"] if name[:7] == "ledger/"
        }
        self.must(sorted(names) == sorted(told), "other-counts", name="data/board.json")
        of = self.demand_of(head, names)
        table = counts_in(folder / "data/counts.csv") if "data/counts.csv" in manifest["files"] else None
        self.must(table is None or set(table) <= set(names), "other-counts", name="data/counts.csv")
        for slug, name in names.items():
            raw, before = content(folder / name), len(self.faults)
            self.ledger(raw, key or manifest["key"]["public_key"], head if of == slug else None)
            if len(self.faults) > before:
                continue
            ledger = json.loads(raw)
            self.must(ledger["demand"] == slug, "other-ledger", name=name, demand=ledger["demand"])
            same = told.get(slug, {}).get("publications") == ledger["entries"]
            self.must(same, "other-counts", name="data/board.json")
            counted = {entry["number"]: entry["count"] for entry in ledger["entries"]}
            same = table is None or table.get(slug, {}) == counted
            self.must(same, "other-counts", name="data/counts.csv")

    def demand_of(self, head: Optional[str], demands: Any) -> Optional[str]:
        """Return the demand of a kept head, and note a fault if it is none of these."""
        of = None if head is None else re.split(r"\s", re.sub(r"^[^a-z0-9]+", "", head.lower()))[0]
        self.must(of is None or of in demands, "head-demand", demand=of)
        return of

    def export(self, folder: Path, manifest: Json, head: Optional[str]) -> None:
        """Check the counts of an export, which are in several of its files, and a kept head."""
        table = counts_in(folder / "counts.csv")
        ledgers = {
            each["demand"]: each["entries"] for each in read(content(folder / "ledger.json"))["demands"]
        }
        self.must(
            set(ledgers) == {each["demand"] for each in manifest["demands"]},
            "other-counts",
            name="ledger.json",
        )
        of = self.demand_of(head, ledgers)
        for demand in manifest["demands"]:
            slug = demand["demand"]
            entries = ledgers.get(slug, [])
            if head is not None and of == slug:
                self.kept_head(head, slug, entries)
            last = self.chain(slug, entries)
            same = (last["count"], last["hash"]) == (demand["count"], demand["ledger_hash"])
            self.must(same, "other-counts", name="manifest.json")
            counted = {entry["number"]: entry["count"] for entry in entries}
            self.must(table.get(slug, {}) == counted, "other-counts", name="counts.csv")
            self.holds.append(("ledger", {"demand": slug, "title": slug}))
            self.holds.append(("counts", {"publications": len(entries), "count": last["count"]}))


def read_ledger(raw: bytes) -> Json:
    """Return a ledger file, once it is known to be as Tocsin writes it, byte for byte."""
    ledger = read(raw)
    if ledger.get("kind") != "tocsin-ledger" or not has_shape(ledger):
        raise Unreadable("no-ledger")
    if raw != json.dumps(ledger, ensure_ascii=False, indent=1).encode() + b"\n":
        raise Unreadable("no-ledger")
    if ledger["format"] != 1 or any(entry["format"] not in (1, 2) for entry in ledger["entries"]):
        raise Unreadable("newer-format")
    return ledger


def read_manifest(raw: bytes) -> Json:
    """Return the list of the files of a board or an export, once it has its shape."""
    try:
        manifest = read(raw)
        key = manifest["key"]
        good = key["algorithm"] == "Ed25519" and is_a(key["public_key"], "hash")
        for name, told in manifest["files"].items():
            good = good and is_a(told["sha256"], "text") and is_a(told["size"], "whole")
            good = good and not set(Path(name).parts) & {"..", "/"}
        if not good or manifest["kind"] not in ("tocsin-board-files", "tocsin-export"):
            raise Unreadable("no-list")
    except (Unreadable, KeyError, TypeError, AttributeError):
        raise Unreadable("no-list") from None
    return manifest


def counts_in(path: Path) -> dict[str, dict[int, int]]:
    """Return the counts in a table, by demand and publication."""
    found: dict[str, dict[int, int]] = {}
    for row in csv.DictReader(io.StringIO(content(path).decode("utf-8-sig"), newline="")):
        found.setdefault(row["demand"], {})[int(row["publication"])] = int(row["count"])
    return found


def manifest_day(manifest: Json) -> str:
    """Return the day of a list of files."""
    return str(manifest.get("made_at") or manifest.get("as_of"))[:10]


def read(raw: bytes) -> Json:
    """Return a JSON object."""
    if len(raw) > MAX_SIZE:
        raise Unreadable("too-large")
    try:
        # Longer numbers are cut, and so differ from what was written.
        found = json.loads(raw.decode(), parse_int=lambda digits: int(digits[:20]), parse_constant=refused)
    except (ValueError, RecursionError):
        raise Unreadable("no-ledger") from None
    if not isinstance(found, dict):
        raise Unreadable("no-ledger")
    return found


def refused(constant: str) -> None:
    """Refuse ``NaN`` and ``Infinity``, which are not JSON."""
    raise ValueError(constant)


def is_a(value: Any, kind: str) -> bool:
    """Return whether a value is of a kind; one with a question mark may be null."""
    if kind[-1:] == "?":
        return value is None or is_a(value, kind[:-1])
    if kind == "whole":
        return type(value) is int and abs(value) <= MAX_NUMBER
    if kind == "units":
        return isinstance(value, list) and all(has_keys(each, UNIT) for each in value)
    if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
        return False
    patterns = {"hash": HEX, "moment": MOMENT, "signature": SIGNATURE}
    return kind == "text" or patterns[kind].fullmatch(value) is not None


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
    if not has_keys(key, {"algorithm": "text", "public_key": "hash", "fingerprint": "text"}):
        return False
    mark = grouped(sha256(bytes.fromhex(key["public_key"]))[:32])
    return (
        (key["algorithm"], key["fingerprint"]) == ("Ed25519", mark)
        and (head is None or has_keys(head, HEAD_KEYS))
        and isinstance(ledger["versions"], list)
        and all(is_version(each) for each in ledger["versions"])
        and isinstance(ledger["entries"], list)
        and all(has_keys(each, ENTRY) for each in ledger["entries"])
    )


def is_version(value: Any) -> bool:
    """Return whether a value is a version of a demand's text."""
    if not isinstance(value, dict) or list(value) != ["version", "since", "texts", "text_sha256"]:
        return False
    texts = value["texts"]
    return (
        is_a(value["version"], "whole")
        and is_a(value["since"], "text")
        and is_a(value["text_sha256"], "hash")
        and isinstance(texts, dict)
        and list(texts) == sorted(texts)
        and all(LANGUAGE.fullmatch(language) for language in texts)
        and all(has_keys(text, {"title": "text", "body": "text"}) for text in texts.values())
    )


def canonical(value: Any) -> bytes:
    """Return the bytes that are hashed and signed: JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, however large, in hexadecimal."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(2**20):
            found.update(part)
    return found.hexdigest()


def content(path: Path) -> bytes:
    """Return the content of a file."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_SIZE + 1)
    except OSError:
        raise Unreadable("no-list") from None


def grouped(digits: str) -> str:
    """Return digits in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def main() -> None:
    """Verify what the command line names."""
    parser = argparse.ArgumentParser(description="Verify the ledger of a demand, a board, or an export.")
    parser.add_argument("path", type=Path, help="the ledger, as the board has it; or the folder")
    parser.add_argument("--key", help="the union's public key, or its fingerprint")
    parser.add_argument("--head", help="a line under a count that you kept")
    parser.add_argument("--lang", choices=sorted(SENTENCES), help="the language of the answers")
    given = parser.parse_args()
    spoken = given.lang or ("fr" if str(locale.getlocale()[0]).startswith("fr") else "en")
    found = Verification()
    try:
        if given.path.is_dir():
            found.folder(given.path, given.key, given.head)
        else:
            with given.path.open("rb") as file:
                found.ledger(file.read(MAX_SIZE + 1), given.key, given.head)
    except Unreadable as error:
        found.faults.append((str(error), {}))
    except OSError as error:
        sys.exit(f"{given.path}: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError):  # signed, and yet not what Tocsin writes
        found.faults.append(("no-list", {}))
    for sign, told in (("x", found.faults), ("+", [] if found.faults else found.holds), ("-", found.notes)):
        for name, values in told:
            shown = {key: UNSHOWN.sub("\ufffd", str(value)) for key, value in values.items()}
            print(sign, SENTENCES[spoken][name].format(**shown))
    verdict = "wrong" if found.faults else "good" if given.key else "part"
    print(SENTENCES[spoken][f"verdict-{verdict}"])
    print(SENTENCES[spoken]["not-shown"])
    sys.exit(1 if found.faults else 0)


# The sentences, as the page has them: written here by tests/web/ledger_vectors.py.
SENTENCES: dict[str, dict[str, str]] = json.loads(
    r"""
{
 "en": {
  "verdict-good": "Everything that was checked is right.",
  "verdict-part": "What was checked is right. Not everything was: the lines with a dash say what is missing.",
  "verdict-wrong": "Something is wrong.",
  "not-shown": "This shows neither who signed, nor that each signature is a person’s, nor that others were shown the same.",
  "ledger": "It is the ledger of “{title}” ({demand}).",
  "counts": "The publications form one chain: {publications} of them, the last count {count}.",
  "files": "Files unchanged, as in the signed list: {number}. The list is of {day}.",
  "key": "It was signed with the key you gave.",
  "head": "Nothing up to publication {number} has changed since the head you kept.",
  "head-lost": "Publication {number}, whose head you kept, was lost when a backup was restored. The ledger names it.",
  "restored": "Before publication {number}, some were lost when a backup was restored.",
  "clock": "Publication {number} is dated before the one it follows: the clock of the machine was put back.",
  "unhashed": "Publications without a hash: {number}, at the beginning. They are from before there were hashes; only the signature covers them.",
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
  "no-hash": "Publication {number} has no hash.",
  "lost-nothing": "Publication {number} says that something was lost, and does not say what.",
  "previous": "Publication {number} does not hold the hash of the one before: something was changed or removed.",
  "older-format": "Publication {number} is of an older format than the one before.",
  "hash": "Publication {number}: its hash is not that of what it says.",
  "no-list": "There is no list of files as Tocsin writes it (manifest.json and manifest.sig), or it was changed.",
  "file-changed": "{name} was changed: it is not as in the signed list.",
  "file-missing": "{name} is missing.",
  "file-added": "{name} is not in the signed list: it was added or renamed.",
  "other-ledger": "{name} is the ledger of another demand: {demand}.",
  "other-counts": "{name} has other counts than the ledgers.",
  "count": "Publication {number}: its count is not that of its changes."
 },
 "fr": {
  "verdict-good": "Tout ce qui a été vérifié est juste.",
  "verdict-part": "Ce qui a été vérifié est juste. Tout ne l’a pas été : les lignes à tiret disent ce qui manque.",
  "verdict-wrong": "Quelque chose ne va pas.",
  "not-shown": "Cela ne montre ni qui a signé, ni que chaque signature est celle d’une personne, ni que d’autres ont vu la même chose.",
  "ledger": "C’est le registre de « {title} » ({demand}).",
  "counts": "Les publications forment une seule chaîne : {publications}, la dernière de {count}.",
  "files": "Fichiers inchangés, comme dans la liste signée : {number}. La liste est du {day}.",
  "key": "Il a été signé avec la clé donnée.",
  "head": "Rien n’a changé jusqu’à la publication {number} depuis la tête conservée.",
  "head-lost": "La publication {number}, dont vous avez la tête, a été perdue lors de la restauration d’une sauvegarde. Le registre la nomme.",
  "restored": "Avant la publication {number}, certaines ont été perdues lors de la restauration d’une sauvegarde.",
  "clock": "La publication {number} est datée d’avant celle qu’elle suit : l’horloge de la machine a été reculée.",
  "unhashed": "Publications sans empreinte : {number}, au début. Elles datent d’avant les empreintes ; seule la signature les couvre.",
  "compare-key": "Il a été signé avec la clé {key}. Comparez-la avec celle que le syndicat a publiée.",
  "signature": "La signature n’est pas valable : quelque chose a été modifié après avoir été signé.",
  "other-key": "Il a été signé avec une autre clé que la vôtre : {key}.",
  "key-unread": "La clé est illisible : elle a 64 chiffres, son empreinte 32. Recopiez-la.",
  "head-unread": "La tête est illisible : copiez à nouveau la ligne entière.",
  "head-other": "La publication {number} n’est pas celle dont vous avez la tête : c’est une autre histoire.",
  "head-absent": "La publication {number}, dont vous avez la tête, n’est pas là : elle a été retirée ou perdue.",
  "head-newer": "Le registre finit avant la publication {number}, dont vous avez la tête : le fichier est plus ancien que votre tête, ou quelque chose a été retiré.",
  "head-demand": "La tête conservée est celle d’une autre revendication : {demand}.",
  "head-changed": "La tête n’est pas celle de la dernière publication : une publication a été coupée, ou la tête a été modifiée.",
  "too-large": "Le fichier est plus gros que n’importe quel registre : il n’a pas été lu.",
  "newer-format": "Il a été fait par un Tocsin plus récent : utilisez la page ou le programme de celui-ci.",
  "no-ledger": "Ce n’est pas un registre tel que Tocsin l’écrit : c’est un fichier d’une autre sorte, il est tronqué, ou il a été modifié.",
  "text": "L’empreinte de la version {number} du texte n’est pas celle du texte.",
  "no-text": "Publication {number} : le texte signé n’est pas dans le fichier.",
  "missing": "Avant la publication {number}, il en manque une, ou il y en a une de trop.",
  "other-demand": "La publication {number} est celle d’une autre revendication.",
  "negative": "La publication {number} a un nombre négatif.",
  "no-hash": "La publication {number} n’a pas d’empreinte.",
  "lost-nothing": "La publication {number} dit que quelque chose est perdu, sans dire quoi.",
  "previous": "La publication {number} n’a pas l’empreinte de la précédente : quelque chose a été modifié ou retiré.",
  "older-format": "La publication {number} est d’un format plus ancien que la précédente.",
  "hash": "Publication {number} : son empreinte n’est pas celle de ce qu’elle dit.",
  "no-list": "Il n’y a pas de liste de fichiers telle que Tocsin l’écrit (manifest.json et manifest.sig), ou elle a été modifiée.",
  "file-changed": "{name} a été modifié : il n’est pas comme dans la liste signée.",
  "file-missing": "{name} manque.",
  "file-added": "{name} n’est pas dans la liste signée : il a été ajouté ou renommé.",
  "other-ledger": "{name} est le registre d’une autre revendication : {demand}.",
  "other-counts": "{name} a d’autres décomptes que les registres.",
  "count": "Publication {number} : le décompte n’est pas celui de ses changements."
 }
}
"""  # noqa: E501
)


if __name__ == "__main__":
    main()
