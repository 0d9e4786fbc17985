#!/usr/bin/env python3
"""Verification of a demand's ledger without Tocsin: Python 3.9 and ``pip install cryptography`` are enough.

    python verify.py halt-ice.json --key "ec30 e6de …" --head "halt-ice 12 8f3a 01bc …"

``--key`` is the public key, or its fingerprint, as the union published it; ``--head`` a line that the bot
posted under a count, which you or somebody else kept. It prints a sentence for each thing it checked, and
ends with exit code 1 if one is wrong.
"""

import argparse
import hashlib
import json
import re
import sys
from typing import Any, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Entry = dict[str, Any]

MAX_WITHDRAWN = 100_000
"""Numbers to try for an entry of format 1, which hashed a number that is published no more."""

SIGNED = b"tocsin ledger 1\n"
HEAD = re.compile(r"\W*(\S+)\s+(\d+)\s+((?:[0-9a-fA-F]\s*){32})\W*")
FIRST: Entry = {"demand_id": None, "number": 0, "count": 0, "hash": None, "format": 0, "published_at": ""}
"""The entry before the first publication."""


class Verification:
    """One verification: ``faults`` and ``notes`` are sentences, ``count`` the last published one."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.publications = self.count = 0

    def must(self, holds: object, fault: str) -> None:
        """Note a fault unless it holds."""
        if not holds:
            self.faults.append(fault)

    def verify(self, raw: bytes, key: Optional[str] = None, head: Optional[str] = None) -> None:
        """Check a ledger file: its texts, each publication, the head, the signature, and a kept head."""
        ledger = json.loads(raw)
        if ledger["kind"] != "tocsin-ledger" or ledger["format"] != 1:
            raise ValueError("another kind of file, or a newer format")
        written = json.dumps(ledger, ensure_ascii=False, indent=1).encode() + b"\n"
        self.must(raw == written, "The file is not written as Tocsin writes it: something was changed.")
        texts: set[str] = set()
        for version in ledger["versions"]:
            texts.add(version["text_sha256"])
            fits = sha256(canonical(version["texts"])) == version["text_sha256"]
            self.must(fits, f"The hash of version {version['version']} of the text is not that of the text.")
        before: Entry = {**FIRST, "demand": ledger["demand"]}
        for entry in ledger["entries"]:
            self.check_entry(entry, before, texts)
            before = {**entry, "format": entry.get("format", 1)}
        last = {name: before[name] for name in ("demand", "number", "count", "hash")}
        self.must(
            ledger["head"] == (last if before["hash"] else None),
            "The head is not that of the last publication: one was cut off, or the head was changed.",
        )
        self.check_signature(ledger, key)
        if head is not None:
            self.check_head(head, ledger["entries"])
        self.publications, self.count = len(ledger["entries"]), before["count"]

    def check_entry(self, entry: Entry, before: Entry, texts: set[str]) -> None:
        """Check a publication against the one ``before`` it."""
        named, expected = f"publication {entry['number']}", before["number"] + 1
        restored = entry["reason"] == "restored"
        self.must(
            entry["number"] == expected or (restored and entry["number"] > expected),
            f"publication {expected} is expected before {named}: one is missing, or there is one too many.",
        )
        self.must(
            before["demand_id"] in (None, entry["demand_id"]) and entry["demand"] == before["demand"],
            f"{named} is one of another demand.",
        )
        self.must(min(entry["count"], entry["invalidated"]) >= 0, f"{named} has a negative number.")
        if "added" in entry:
            net = entry["added"] - entry["withdrawn"] - entry["invalidated"]
            self.must(
                entry["count"] == before["count"] + net, f"{named}: its count is not that of its changes."
            )
        self.check_chain(entry, before, named, restored)
        self.must(
            entry["text_hash"] is None or entry["text_hash"] in texts,
            f"{named}: the text that was signed is not in the file.",
        )
        if restored:
            self.notes.append(f"Before {named}, some were lost with a restored backup.")
        if entry["published_at"] < before["published_at"]:
            self.notes.append(f"{named} is dated before the one it follows: a clock was put back.")

    def check_chain(self, entry: Entry, before: Entry, named: str, restored: bool) -> None:
        """Check the hashes of a publication."""
        if entry["hash"] is None:
            self.must(before["hash"] is None and not restored, f"{named} has no hash.")
            return
        follows = entry["previous_hash"] == before["hash"]
        if restored:
            self.must(not follows and entry["previous_hash"], f"{named} names no publication that was lost.")
        else:
            self.must(follows, f"{named} does not hold the hash of the one before: something was changed.")
        older = entry.get("format", 1) < before["format"]
        self.must(not older, f"{named} is of an older format than the one before.")
        self.must(hash_fits(entry, before["count"]), f"{named}: its hash is not that of what it says.")

    def check_signature(self, ledger: Entry, key: Optional[str]) -> None:
        """Check the signature over all but itself, and that it was made with ``key``."""
        public_key = ledger["key"]["public_key"]
        shown = sha256(bytes.fromhex(public_key))[:32]
        signed = SIGNED + canonical({name: ledger[name] for name in ledger if name != "signature"})
        try:
            signature = bytes.fromhex(ledger["signature"])
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, signed)
        except InvalidSignature:
            self.faults.append("The signature is not valid: the ledger was changed after it was signed.")
        if key is None:
            self.notes.append(f"Its key is {grouped(shown)}: compare it with the one the union published.")
        else:
            self.must(plain(key) in (public_key, shown), f"It was signed with another key: {grouped(shown)}.")

    def check_head(self, kept: str, entries: list[Entry]) -> None:
        """Check that the history which a kept head stands for is the beginning of this one."""
        found = HEAD.fullmatch(kept)
        if found is None:
            sys.exit("--head takes the line under a count: demand, number and 32 hexadecimal digits.")
        demand, number, digits = found[1].lower(), int(found[2]), plain(found[3])
        for entry in entries:
            if entry["number"] == number and entry["demand"] == demand:
                same = (entry["hash"] or "").startswith(digits)
                self.must(same, f"publication {number} is not the one of the head you kept: another history.")
                return
            lost = entry["number"] > number and entry["reason"] == "restored"
            if lost and (entry["previous_hash"] or "").startswith(digits):
                self.notes.append(f"publication {number}, of your head, was lost with a restored backup.")
                return
        self.faults.append(f"publication {number} of {demand}, whose head you kept, is not here.")


def hash_fits(entry: Entry, before: int) -> bool:
    """Return whether an entry's hash is that of what it says; ``before`` is the count before it."""
    said = {name: entry[name] for name in entry if name != "hash"}
    if said.get("format") != 1:
        return bool(entry["hash"] == sha256(canonical(said)))
    del said["format"]
    net = entry["count"] - before + entry["invalidated"]
    return any(
        entry["hash"] == sha256(canonical({**said, "added": net + left, "withdrawn": left}))
        for left in range(max(0, -net), min(before, MAX_WITHDRAWN) + 1)
    )


def canonical(value: Any) -> bytes:
    """Return the bytes that are hashed and signed: JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content: bytes) -> str:
    """Return a SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def plain(digits: str) -> str:
    """Return digits without spaces and colons, in lower case."""
    return re.sub(r"[\s:]", "", digits).lower()


def grouped(digits: str) -> str:
    """Return digits in groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def main() -> None:
    """Verify the file that the command line names."""
    parser = argparse.ArgumentParser(description="Verify the ledger of a demand.")
    parser.add_argument("ledger", help="the file, as the board has it")
    parser.add_argument("--key", help="the union's public key, or its fingerprint")
    parser.add_argument("--head", help="a line under a count that you kept")
    given = parser.parse_args()
    found = Verification()
    try:
        with open(given.ledger, "rb") as file:
            found.verify(file.read(), given.key, given.head)
    except OSError as error:
        sys.exit(f"{given.ledger} cannot be read: {error.strerror}.")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sys.exit(f"{given.ledger} is not the ledger of a demand: it is truncated or was changed ({error!r}).")
    for note in found.notes:
        print(note)
    if found.faults:
        sys.exit("\n".join(f"WRONG: {fault}" for fault in found.faults))
    print(f"Every count follows from the one before: {found.publications}, the last one {found.count}.")
    print("This does not show who signed, nor that each signature is a person's.")


if __name__ == "__main__":
    main()
