#!/usr/bin/env python3
"""Verification without Tocsin: Python 3.9 and ``pip install cryptography`` are enough.

    python verify.py halt-ice.json --key "ec30 e6de …" --head "halt-ice 12 8f3a 01bc …"
    python verify.py FOLDER --key "ec30 e6de …"

The file is the ledger of a demand; the folder is a board, or an export or the evidence, unpacked. Time-stamps
are not checked; it says how to. ``--key`` is the
union's public key, or its fingerprint, as the union published it; ``--head`` a line under a count that you or
somebody else kept; ``--row`` your own row of a demand that is signed on the page, or its key. Files of rows
lie beside the ledger, or in a folder with the demand's name. It prints a sentence for each thing it checked,
and ends with exit code 1 if one is wrong.
"""

import argparse
import base64
import csv
import hashlib
import io
import json
import locale
import multiprocessing
import re
import sys
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

Json = dict[str, Any]

MAX_SIZE = 2**26  # bytes of a ledger or a list of files
MAX_NUMBER = 2**53 - 1  # what every reader of JSON holds exactly
MAX_WITHDRAWN = 100_000  # to try for an entry of format 1, which hashed a number that is published no more
MAX_TRIED = 1_000_000  # for all entries of a ledger
MAX_ROW = 1_000  # bytes
MAX_ROW_FAULTS = 20  # that are told of a file
ROWS_AT_ONCE = 500  # whose signatures one process checks
WORKERS_FROM = 2**21  # bytes of rows: below, starting processes takes longer than it saves
INDEX_ENTRY = 8  # bytes

SIGNED = b"tocsin ledger 1\n"
HEAD = re.compile(r"([a-z0-9-]+) ([0-9]{1,9}) ((?:[0-9a-f] ?){32})")
KEY = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}")
HEX = re.compile(r"[0-9a-f]{64}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal acts on, or that reorder a sentence."""
KINDS = ("tocsin-board-files", "tocsin-export", "tocsin-evidence")
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
PAGE_ENTRY = {
    **ENTRY,
    "text_hash": "hash",
    "hash": "hash",
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
PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)
ISSUING_KEY = re.compile(
    r"[A-Za-z0-9_-]{392}"
)  # SubjectPublicKeyInfo: all but the modulus is always the same
ISSUING_KEY_START = bytes.fromhex("30820122300d06092a864886f70d01010105000382010f003082010a0282010100")
ISSUING_KEY_END = bytes.fromhex("0203010001")
UNCHECKED = {"rows-unchecked", "rounds-unchecked", "timestamps-unchecked", "own-absent"}
"""Notes after which not everything was checked."""
HEAD_KEYS = {"demand": "text", "number": "whole", "count": "whole", "hash": "hash"}
FIRST: Json = {"demand_id": None, "number": 0, "count": 0, "hash": None, "format": 0, "published_at": ""}
"""The entry before the first publication."""


class Unreadable(Exception):
    """A file that cannot be checked; the argument is the key of the sentence that says why."""


class Verification:
    """One verification. ``holds``, ``notes`` and ``faults`` are sentences, as their keys and values."""

    def __init__(self, own: Optional[str] = None) -> None:
        self.own = own
        self.page = False
        self.issuing: dict[str, str] = {}  # the demand of each issuing key
        self.holds: list[tuple[str, Json]] = []
        self.notes: list[tuple[str, Json]] = []
        self.faults: list[tuple[str, Json]] = []
        self.tried = 0

    def must(self, holds: object, fault: str, **values: Any) -> None:
        """Note a fault unless it holds."""
        if not holds:
            self.faults.append((fault, values))

    def ledger(
        self,
        raw: bytes,
        key: Optional[str] = None,
        head: Optional[str] = None,
        beside: Optional[Path] = None,
    ) -> None:
        """Check a ledger file: its texts, each publication, the head, the signature, a kept head, and the
        rows in the folder ``beside``."""
        try:
            ledger = read_ledger(raw)
        except Unreadable as error:
            self.faults.append((str(error), {}))
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
            fits = named == (None,) or named in texts
            self.must(fits, "no-text", number=entry["number"])
        last = {**{name: before[name] for name in HEAD_KEYS}, "demand": slug}
        self.must(ledger["head"] == (last if before["hash"] else None), "head-changed")
        signed = SIGNED + canonical({name: ledger[name] for name in ledger if name != "signature"})
        self.signature(signed, ledger["signature"], ledger["key"]["public_key"], key)
        if head is not None:
            self.kept_head(head, slug, entries)
        if entries and of_page(entries[0]):
            self.on_page(ledger, beside, key)
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
            if of_page(entry):
                self.page_entry(entry, before)
            self.hashes(entry, before, restored)
            if restored:
                self.notes.append(("restored", {"number": number}))
            if entry["published_at"] < before["published_at"]:
                self.notes.append(("clock", {"number": number}))
            before = {**entry, "format": entry.get("format", 1)}
        return before

    def page_entry(self, entry: Json, before: Json) -> None:
        """Check what a publication says of a demand that is signed on the page."""
        number, begins, rows = entry["number"], before["format"] == 0, entry["rows_sha256"]
        count, issued, places = entry["count"], entry["issued"], entry["places"]
        empty = (count, rows) == (0, None)
        self.must(
            (entry["reason"] == "opening") == begins and (empty or not begins), "opening", number=number
        )
        same = before.get("issuing_key") == entry["issuing_key"]
        self.must(begins or same, "other-issuing-key", number=number)
        self.must(is_issuing_key(entry["issuing_key"]), "issuing-key", number=number)
        self.must(before.get("reason") != "ended", "after-end", number=number)
        counted = rows is not None or entry["reason"] == "restored" or count == before["count"]
        self.must(counted, "no-rows", number=number)
        fits = count <= issued <= places and issued % 10 == places % 10 == 0
        self.must(fits, "issued", number=number, count=count, issued=issued, places=places)
        plain = (entry["invalidated"], entry["breakdown"], entry["verified_by"]) == (0, None, "roster")
        whole = rows is not None or entry["index_sha256"] is None
        amended = entry["reason"] == "amended" and rows is not None
        self.must(plain and whole and not amended, "page-entry", number=number)

    def on_page(self, ledger: Json, beside: Optional[Path], key: Optional[str]) -> None:
        """Check the rows and the issuing key of a demand that is signed on the page."""
        self.page = True
        slug, entries = ledger["demand"], ledger["entries"]
        issuing_key = entries[0]["issuing_key"]
        if not is_issuing_key(issuing_key):
            return
        other = self.issuing.setdefault(issuing_key, slug)
        self.must(other == slug, "key-twice", demand=slug, other=other)
        self.round_of(slug, issuing_key, ledger["key"]["public_key"], beside)
        named = [entry["number"] for entry in entries if of_page(entry) and entry["rows_sha256"]]
        places = [] if beside is None else [beside / slug, beside]
        found = {n: next((place for place in places if is_file(place / file_of(n))), None) for n in named}
        if named and not any(found.values()):
            self.notes.append(("rows-unchecked", {"name": f"{slug}/{file_of(named[0])}"}))
            return
        paths = {number: place / file_of(number) for number, place in found.items() if place}
        for number in named:
            self.must(number in paths, "rows-missing", name=f"{slug}/{file_of(number)}", number=number)
        if len(paths) == len(named):
            Rows(self, ledger).check(paths)

    def round_of(self, slug: str, issuing_key: str, public_key: str, beside: Optional[Path]) -> None:
        """Check the announced rounds, once, and that an issuing key is of one of them."""
        places = [] if beside is None else [beside, beside.parent]
        path = next((place / "rounds.json" for place in places if is_file(place / "rounds.json")), None)
        if path is None:
            note: tuple[str, Json] = ("rounds-unchecked", {})
            self.notes += [note] if note not in self.notes else []
            return
        try:
            rounds = read_rounds(content(path), public_key)
        except Unreadable:
            fault = ("rounds-unread", {"name": path.name})
            self.faults += [fault] if fault not in self.faults else []
            return
        before: Json = {"number": 0, "hash": None}
        seen: set[str] = set()
        for each in rounds:
            said = {name: each[name] for name in each if name != "hash"}
            follows = (each["number"], each["previous_hash"]) == (before["number"] + 1, before["hash"])
            new = len(set(each["keys"]) - seen) == len(each["keys"])
            if not (follows and new and each["hash"] == sha256(canonical(said))):
                fault = ("round", {"name": path.name, "number": each["number"]})
                self.faults += [fault] if fault not in self.faults else []
            seen |= set(each["keys"])
            before = each
        known = sha256(unbase64(issuing_key.encode())) in seen
        self.must(known, "round-no-key", demand=slug)
        if known and ("rounds", {}) not in self.holds:
            self.holds.append(("rounds", {}))

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
        """Check a board, an export or the evidence: the signed list of files, each file, every count."""
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
        dated = min((name for name in manifest["files"] if name.startswith("timestamps/")), default=None)
        if dated is not None:
            self.notes.append(("timestamps-unchecked", {"name": dated.rpartition("/")[0]}))
        if manifest["kind"] == "tocsin-export":
            self.export(folder, manifest, head)
        elif manifest["kind"] == "tocsin-board-files":
            self.board(folder, manifest, key, head)

    def files(self, folder: Path, manifest: Json) -> bool:
        """Check each listed file, and that there is no other; return whether they are as listed. The pages of
        a board are not listed: they say what the files do."""
        before, listed = len(self.faults), manifest["files"]
        on_board = manifest["kind"] == "tocsin-board-files"
        among = ("data/**/*", "ledger/**/*", "timestamps/**/*") if on_board else ("**/*",)
        found = [each for which in among for each in folder.glob(which)]
        there = {each.relative_to(folder).as_posix() for each in found if not each.is_dir()}
        besides = {"manifest.json", "manifest.sig"}
        if manifest["kind"] == "tocsin-evidence":
            besides.add("SHA256SUMS")
            self.must(sums_are_right(folder, listed), "file-changed", name="SHA256SUMS")
        for name in sorted(there - set(listed) - besides):
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
        names = ledgers_in(manifest)
        self.must(sorted(names) == sorted(told), "other-counts", name="data/board.json")
        of = self.demand_of(head, names)
        table = counts_in(folder / "data/counts.csv") if "data/counts.csv" in manifest["files"] else None
        self.must(table is None or set(table) <= set(names), "other-counts", name="data/counts.csv")
        for slug, name in names.items():
            raw, before = content(folder / name), len(self.faults)
            signer = key or manifest["key"]["public_key"]
            self.ledger(raw, signer, head if of == slug else None, folder / "ledger")
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
        for slug, name in ledgers_in(manifest).items():  # of demands that are signed on the page
            raw, before = content(folder / name), len(self.faults)
            self.ledger(raw, manifest["key"]["public_key"], None, folder / "ledger")
            if len(self.faults) == before:
                same = json.loads(raw)["entries"] == ledgers.get(slug)
                self.must(same, "other-counts", name=name)


class Rows:
    """The published rows of a demand, in the order of their publications.

    They are read as a stream; what stays is the last act of each key. Signatures are checked by as many
    processes as there are cores.
    """

    def __init__(self, found: Verification, ledger: Json) -> None:
        self.found, self.slug, self.entries = found, ledger["demand"], ledger["entries"]
        self.versions = ledger["versions"]
        self.known = {b"0": b"-\n-"}  # the hashes of each version that a publication has named
        self.acts: dict[bytes, int] = {}  # twice the last turn of each key, and one more if it signs
        self.standing = self.checked = 0
        self.faults: dict[str, list[tuple[int, str]]] = {}
        self.waiting: deque[tuple[str, list[int], Any]] = deque()
        self.pool: Optional[ProcessPoolExecutor] = None
        self.own, self.seen = own_row(found.own), False
        self.last: Optional[tuple[str, Json]] = None
        if found.own and self.own is None:
            found.must(False, "own-unread")

    def check(self, paths: dict[int, Path]) -> None:
        """Check all files of rows, and the count of each publication."""
        if sum(path.stat().st_size for path in paths.values()) >= WORKERS_FROM:
            self.pool = ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))
        try:
            for entry in self.entries:
                if of_page(entry):
                    self.publication(entry, paths.get(entry["number"]))
            self.finish(0)
        finally:
            if self.pool is not None:
                self.pool.shutdown()
        for name, faults in self.faults.items():
            for row, fault in sorted(faults)[:MAX_ROW_FAULTS]:
                self.found.must(False, fault, name=name, row=row)
            more = len(faults) - MAX_ROW_FAULTS
            self.found.must(more <= 0, "rows-more", name=name, number=more)
        self.found.holds.append(("rows", {"number": self.checked, "found": len(self.acts)}))
        if self.last is not None:
            self.found.holds.append(self.last)
        elif self.own is not None and not self.seen:
            self.found.notes.append(("own-absent", {}))

    def publication(self, entry: Json, path: Optional[Path]) -> None:
        """Check a publication with its file of rows, if it has one."""
        must, number = self.found.must, entry["number"]
        for version in self.versions:
            named = (version["text_sha256"], version.get("consent_sha256"))
            if named == (entry["text_hash"], entry["consent_hash"]) and version["version"] > 0:
                self.known[b"%d" % version["version"]] = "\n".join(named).encode()
        if path is not None:
            name = f"{self.slug}/{file_of(number)}"
            rows, index = self.file(name, path)
            must(rows == entry["rows_sha256"], "rows-hash", name=name, number=number)
            beside = path.with_suffix(".index")
            hashed = {index, file_sha256(beside) if is_file(beside) else index}
            fits = entry["index_sha256"] is None or hashed == {entry["index_sha256"]}
            must(fits, "index-hash", name=name, number=number)
        fits = self.standing == entry["count"]
        must(fits, "rows-count", number=number, count=entry["count"], found=self.standing)
        fits = len(self.acts) <= entry["issued"]
        must(fits, "rows-issued", number=number, found=len(self.acts), issued=entry["issued"])

    def file(self, name: str, path: Path) -> tuple[str, str]:
        """Check a file of rows; return its SHA-256, and that of its index."""
        rows, index = hashlib.sha256(), hashlib.sha256()
        batch: list[tuple[int, bytes]] = []
        before, row = b"", 0
        with path.open("rb") as file:
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
        if kept is None:
            version = {"version": int(read[7])} if read[1] == b"sign" else {}
            self.last = ("own-signed" if version else "own-withdrawn", {**told, **version})
        elif kept[0] == read[0]:
            self.last = ("own", told)
        elif kept[6] == read[6]:
            self.found.must(False, "own-other", **told)
        elif int(kept[6]) < int(read[6]):
            self.found.notes.append(("own-newer", told))

    def fault(self, name: str, row: int, fault: str) -> None:
        """Note what is wrong with a row."""
        self.faults.setdefault(name, []).append((row, fault))

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


def bad_rows(
    issuing_key: str, demand: bytes, known: dict[bytes, bytes], lines: list[bytes]
) -> list[tuple[int, str]]:
    """Return the places of rows whose token or signature is not valid, each with its fault."""
    issuing = load_der_public_key(unbase64(issuing_key.encode()))
    assert isinstance(issuing, rsa.RSAPublicKey)
    faults = []
    for place, line in enumerate(lines):
        read = ROW.fullmatch(line)
        assert read is not None
        act, turn, version = read[1], read[6], read[7]
        key, signature, token = unbase64(read[2]), unbase64(read[4]), unbase64(read[5])
        try:
            issuing.verify(token, b"tocsin token 1\n" + key, PSS, hashes.SHA384())
        except InvalidSignature:
            faults.append((place, "row-token"))
        if version not in known:
            continue
        statement = (b"tocsin statement 1", demand, turn, act, version, known[version], b"")
        made = encode_dss_signature(
            int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        )
        try:
            signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + key)
            signer.verify(made, b"\n".join(statement), ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError):
            faults.append((place, "row-signature"))
    return faults


def own_row(typed: Optional[str]) -> "Optional[tuple[bytes, Optional[re.Match[bytes]]]]":
    """Return the key and the row that a signer kept; without a row, if it is the key alone."""
    text = (typed or "").strip()
    if ROW_KEY.fullmatch(text):
        return text.encode(), None
    try:
        row = json.loads(text)
        names = ("act", "key", "signature", "token", "turn", "version")
        read = ROW.fullmatch(canonical({name: row[name] for name in names}) + b"\n")
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return None if read is None else (read[2], read)


def of_page(entry: Json) -> bool:
    """Return whether a publication is of a demand that is signed on the page."""
    return bool(entry.get("format") == 4)


def file_of(number: int) -> str:
    """Return the name of the file of rows of a publication."""
    return f"rows-{number}.jsonl"


def is_file(path: Path) -> bool:
    """Return whether there is a file, and no link to one."""
    return path.is_file() and not path.is_symlink()


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
    same = file["key"] == {"algorithm": "Ed25519", "public_key": public_key, "fingerprint": mark}
    if not same or not all(has_keys(each, ROUND) for each in file["rounds"]):
        raise Unreadable("rounds-unread")
    signed = ROUNDS_SIGNED + canonical({name: file[name] for name in file if name != "signature"})
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(file["signature"]), signed
        )
    except (InvalidSignature, ValueError):
        raise Unreadable("rounds-unread") from None
    if raw != json.dumps(file, ensure_ascii=False, indent=1).encode() + b"\n":
        raise Unreadable("rounds-unread")
    rounds: list[Json] = file["rounds"]
    return rounds


def read_ledger(raw: bytes) -> Json:
    """Return a ledger file, once it is known to be as Tocsin writes it, byte for byte."""
    ledger = read(raw)
    if ledger.get("kind") != "tocsin-ledger" or not has_shape(ledger):
        raise Unreadable("no-ledger")
    if raw != json.dumps(ledger, ensure_ascii=False, indent=1).encode() + b"\n":
        raise Unreadable("no-ledger")
    if ledger["format"] != 1 or any(entry["format"] not in (1, 2, 4) for entry in ledger["entries"]):
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
            good = good and not set(Path(name).parts) & {"..", "/"}
        if not good or manifest["kind"] not in KINDS:
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


def sums_are_right(folder: Path, listed: Json) -> bool:
    """Return whether ``SHA256SUMS``, which the list of the evidence does not name, says the same of the
    files."""
    sums = {name: told["sha256"] for name, told in listed.items()}
    sums.update({name: file_sha256(folder / name) for name in ("manifest.json", "manifest.sig")})
    wanted = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    path = folder / "SHA256SUMS"
    return is_file(path) and content(path) == wanted.encode()


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
        and all(is_entry(each) for each in ledger["entries"])
    )


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
    parser = argparse.ArgumentParser(
        description="Verify the ledger of a demand, a board, an export, or the evidence."
    )
    parser.add_argument("path", type=Path, help="the ledger, as the board has it; or the folder")
    parser.add_argument("--key", help="the union's public key, or its fingerprint")
    parser.add_argument("--head", help="a line under a count that you kept")
    parser.add_argument("--row", help="your own row, or its key, of a demand that is signed on the page")
    parser.add_argument("--lang", choices=sorted(SENTENCES), help="the language of the answers")
    given = parser.parse_args()
    spoken = given.lang or ("fr" if str(locale.getlocale()[0]).startswith("fr") else "en")
    found = Verification(given.row)
    try:
        if given.path.is_dir():
            found.folder(given.path, given.key, given.head)
        else:
            with given.path.open("rb") as file:
                found.ledger(file.read(MAX_SIZE + 1), given.key, given.head, given.path.parent)
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
    whole = given.key and not any(name in UNCHECKED for name, _ in found.notes)
    verdict = "wrong" if found.faults else "good" if whole else "part"
    print(SENTENCES[spoken][f"verdict-{verdict}"])
    print(SENTENCES[spoken]["not-shown"])
    if found.page:
        print(SENTENCES[spoken]["not-shown-page"])
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
  "count": "Publication {number}: its count is not that of its changes.",
  "timestamps-unchecked": "The time-stamps were not checked here. Check them with tocsin verify, or with OpenSSL in a folder such as {name}: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem is the root certificate, from the authority itself.",
  "not-shown-page": "Nor does this show that the roster is true, that each token went to a member, or that members signed on the published page. And no check finds signatures that whoever holds the issuing key made for members who got tokens and did not sign: up to the number of tokens issued.",
  "opening": "Publication {number}: a demand that is signed on the page opens with number 1, which counts nothing, and only once.",
  "issuing-key": "Publication {number}: its issuing key is not one as Tocsin makes them.",
  "other-issuing-key": "Publication {number} has another issuing key than the one before.",
  "after-end": "Publication {number} comes after the one that closed the list of signatures.",
  "no-rows": "Publication {number} has no rows, and another count than the one before.",
  "issued": "Publication {number}: {count} signatures, {issued} issued tokens and {places} places on the roster do not fit together.",
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
  "row-token": "{name}, line {row}: the token was not issued with this demand’s key.",
  "row-signature": "{name}, line {row}: the signature is not that of this key for this demand and what the row says.",
  "own": "Your row is there, whole: {name}, line {row}.",
  "own-signed": "The last row with your key signs version {version}: {name}, line {row}.",
  "own-withdrawn": "The last row with your key withdraws: {name}, line {row}.",
  "own-newer": "A newer row than yours has your key: {name}, line {row}. If you did not make it, somebody has your card or your tokens.",
  "own-other": "{name}, line {row}, has your key, and is not your row. Keep both, and show them to others.",
  "own-absent": "Your row is not among the published ones. Some rows wait for the next count; once the demand’s list of signatures has closed, none does.",
  "own-unread": "Your row cannot be read: copy the whole line, or its key of 86 characters.",
  "rounds": "Each issuing key is of an announced round, and opens one demand.",
  "rounds-unchecked": "There is no rounds.json: whether the issuing key was announced was not checked.",
  "rounds-unread": "{name} is not the list of rounds as Tocsin writes it, or its signature is not valid.",
  "round": "{name}, round {number}: it does not follow the one before, its hash is not that of what it says, or one of its keys was there before.",
  "round-no-key": "The issuing key of {demand} is in no announced round.",
  "key-twice": "{demand} and {other} have the same issuing key, and each key opens one demand."
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
  "count": "Publication {number} : le décompte n’est pas celui de ses changements.",
  "timestamps-unchecked": "Les horodatages n’ont pas été vérifiés ici. Vérifiez-les avec tocsin verify, ou avec OpenSSL dans un dossier tel que {name} : openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem est le certificat racine, obtenu auprès de l’autorité elle-même.",
  "not-shown-page": "Cela ne montre pas non plus que la liste des membres est vraie, que chaque jeton est allé à un membre, ni que les membres ont signé sur la page publiée. Et aucune vérification ne découvre les signatures qu’aurait faites la personne qui détient la clé d’émission, à la place des membres qui ont reçu des jetons sans signer : jusqu’au nombre de jetons émis.",
  "opening": "Publication {number} : une revendication signée sur la page s’ouvre par le numéro 1, qui ne compte rien, et une seule fois.",
  "issuing-key": "Publication {number} : sa clé d’émission n’est pas de celles que fait Tocsin.",
  "other-issuing-key": "La publication {number} a une autre clé d’émission que la précédente.",
  "after-end": "La publication {number} vient après celle qui a clos la liste des signatures.",
  "no-rows": "La publication {number} n’a pas de lignes, et un autre décompte que la précédente.",
  "issued": "Publication {number} : {count} signatures, {issued} jetons émis et {places} places sur la liste ne vont pas ensemble.",
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
  "row-token": "{name}, ligne {row} : le jeton n’a pas été émis avec la clé de cette revendication.",
  "row-signature": "{name}, ligne {row} : la signature n’est pas celle de cette clé pour cette revendication et ce que dit la ligne.",
  "own": "Votre ligne est là, entière : {name}, ligne {row}.",
  "own-signed": "La dernière ligne de votre clé signe la version {version} : {name}, ligne {row}.",
  "own-withdrawn": "La dernière ligne de votre clé retire la signature : {name}, ligne {row}.",
  "own-newer": "Une ligne plus récente que la vôtre a votre clé : {name}, ligne {row}. Si vous ne l’avez pas faite, quelqu’un a votre carte de signature ou vos jetons.",
  "own-other": "{name}, ligne {row}, a votre clé et n’est pas votre ligne. Gardez les deux, et montrez-les à d’autres.",
  "own-absent": "Votre ligne n’est pas parmi celles qui sont publiées. Certaines attendent le prochain décompte ; une fois close la liste des signatures de la revendication, aucune.",
  "own-unread": "Votre ligne est illisible : copiez la ligne entière, ou sa clé de 86 caractères.",
  "rounds": "Chaque clé d’émission est d’un tour annoncé, et ouvre une seule revendication.",
  "rounds-unchecked": "Il n’y a pas de rounds.json : que la clé d’émission ait été annoncée n’a pas été vérifié.",
  "rounds-unread": "{name} n’est pas la liste des tours telle que Tocsin l’écrit, ou sa signature n’est pas valable.",
  "round": "{name}, tour {number} : il ne suit pas le précédent, son empreinte n’est pas celle de ce qu’il dit, ou l’une de ses clés y était déjà.",
  "round-no-key": "La clé d’émission de {demand} n’est dans aucun tour annoncé.",
  "key-twice": "{demand} et {other} ont la même clé d’émission, et chaque clé ouvre une seule revendication."
 }
}
"""  # noqa: E501
)


if __name__ == "__main__":
    main()
