"""Ledger file: all publications of one demand as one signed JSON file, and its verification.

The signature is Ed25519 over everything in the file but itself. The hash of the newest publication covers
every earlier one, so people can keep a head, a line of text, instead of the file.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.errors import Sentence
from bot.exports.cells import moment
from bot.exports.ledger_shape import FORMAT, KIND, parsed, written
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.exports.queries import ExportedDemand
from bot.exports.verdict import NotAnExport, RowFiles, Verdict
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry, replay
from bot.petitions.demands.consent import digest
from bot.storage.models import DemandVersion

_SIGNED = b"tocsin ledger 1\n"
"""The beginning of the signed bytes: a signature of anything else is none of a ledger."""

_HEAD_DIGITS = 32
_HEAD = re.compile(r"([a-z0-9-]+) ([0-9]{1,9}) ((?:[0-9a-f] ?){32})")


@dataclass(frozen=True, slots=True)
class Head:
    """The newest publication of a demand, as people keep it: the demand's slug, the number, and the first 32
    hexadecimal digits of the hash. 128 bits, so nobody can find another history with the same head."""

    demand: str
    number: int
    digits: str

    def __str__(self) -> str:
        groups = " ".join(self.digits[start : start + 4] for start in range(0, len(self.digits), 4))
        return f"{self.demand} {self.number} {groups}"

    @classmethod
    def of(cls, entry: LedgerEntry) -> "Head | None":
        """Return the head that ends with this entry; ``None`` for one from before there were hashes."""
        return cls.at(entry.demand, entry.number, entry.hash)

    @classmethod
    def at(cls, demand: str, number: int, hash: str | None) -> "Head | None":
        """Return the head of a publication with this hash, likewise."""
        return None if hash is None else cls(demand, number, hash[:_HEAD_DIGITS])

    @classmethod
    def parse(cls, typed: str) -> "Head":
        """Read a head as it was posted, with or without Discord's markdown. Raises ``NotAnExport``."""
        plain = re.sub(r"[\s\ufeff]+", " ", typed).lower()
        found = _HEAD.fullmatch(re.sub(r"^[^a-z0-9]+|[^a-z0-9]+$", "", plain))
        if found is None:
            raise NotAnExport("terminal-verify-bad-head")
        return cls(found[1], int(found[2]), found[3].replace(" ", ""))


def last_head(asked: ExportedDemand) -> Head | None:
    """Return the head of a demand's newest publication; ``None`` before the first."""
    return Head.of(asked.ledger[-1]) if asked.ledger else None


def ledger_file(asked: ExportedDemand, signer: ManifestSigner) -> bytes:
    """Return the file of a demand; its head is null before its first publication."""
    entries = [entry.as_json() for entry in asked.ledger]
    value: dict[str, Any] = {
        "format": FORMAT,
        "kind": KIND,
        "demand": asked.demand.slug,
        "key": {
            "algorithm": "Ed25519",
            "public_key": signer.public_key,
            "fingerprint": fingerprint(signer.public_key),
        },
        "versions": [
            {
                "version": version.version,
                "since": moment(version.made_at),
                "texts": {
                    language: {"title": text["title"], "body": text["body"]}
                    for language, text in sorted(version.texts.items())
                },
                "text_sha256": version.text_hash,
                **_consent_of(asked, version),
            }
            for version in asked.versions
        ],
        "entries": entries,
        "head": _head_of(asked.demand.slug, entries),
    }
    value["signature"] = signer.signature(_signed_bytes(value)).decode().strip()
    return written(value)


def _consent_of(asked: ExportedDemand, version: DemandVersion) -> Mapping[str, Any]:
    """Return the consent of a version as its keys, for a demand whose published rows name it."""
    if not (asked.ledger and asked.ledger[0].format == PAGE_FORMAT):
        return {}
    consent = asked.consents[version.consent_hash]
    return {"consent": dict(sorted(consent.items())), "consent_sha256": version.consent_hash}


def verify_ledger_file(
    raw: bytes,
    *,
    key: str | None,
    head: Head | None,
    rows: RowFiles = lambda name: None,
    own: str | None = None,
) -> Verdict:
    """Verify a ledger file. ``key`` is the public key, or its fingerprint, in lower case without spaces;
    ``head`` one that somebody kept; ``rows`` opens the files of a demand that is signed on the page, ``own``
    is a row of it that a signer kept. Raises ``NotAnExport``."""
    file = parsed(raw)
    verdict = Verdict()
    public_key, slug = file["key"]["public_key"], file["demand"]
    entries = [LedgerEntry.read(value) for value in file["entries"]]
    _check_head(file, verdict)
    verdict.signature(_signed_bytes(file), file["signature"], public_key, key, what=f"{slug}.json")
    found = replay(entries)
    verdict.faults += (fault.line for fault in found.faults)
    verdict.faults += (
        Sentence("terminal-verify-publication-of", slug=slug, other=e.demand)
        for e in entries
        if e.demand != slug
    )
    _check_texts(slug, file["versions"], entries, verdict)
    if head is not None:
        check_kept(head, slug, entries, verdict)
    if entries and entries[0].format == PAGE_FORMAT:
        from bot.exports.page.rows import check_page  # no start needs it

        check_page(file, entries, rows, own, verdict)
    if verdict.good:
        newest = file["versions"][-1]["texts"] if file["versions"] else {}
        title = next((text["title"] for text in newest.values()), "")
        verdict.holds.append(Sentence("terminal-verify-ledger-of", title=title, slug=slug))
        verdict.holds.append(Sentence("terminal-verify-ledger", publications=len(entries), count=found.count))
        verdict.holds += (each.line for each in found.lost)
        verdict.holds += _put_back(entries)
        verdict.holds.append(Sentence("terminal-verify-not-shown"))
        if entries and entries[0].format == PAGE_FORMAT:
            verdict.holds.append(Sentence("board-check-not-shown-page"))
    return verdict


def _check_head(file: Mapping[str, Any], verdict: Verdict) -> None:
    if file["head"] != _head_of(file["demand"], file["entries"]):
        verdict.faults.append(Sentence("terminal-verify-other-head"))


def _check_texts(
    slug: str, versions: Sequence[Mapping[str, Any]], entries: Sequence[LedgerEntry], verdict: Verdict
) -> None:
    for version in versions:
        if digest(version["texts"]) != version["text_sha256"]:
            verdict.faults.append(
                Sentence("terminal-verify-text-hash", slug=slug, version=str(version["version"]))
            )
    known = {(version["text_sha256"], version.get("consent_sha256")) for version in versions}
    known |= {(text, None) for text, _ in known}
    for entry in entries:
        if entry.text_hash is not None and (entry.text_hash, entry.consent_hash) not in known:
            verdict.faults.append(Sentence("terminal-verify-no-text", number=str(entry.number)))


def check_kept(head: Head, slug: str, entries: Sequence[LedgerEntry], verdict: Verdict) -> None:
    """Check that the history that a kept head stands for is the beginning of this one."""
    number = str(head.number)
    if head.demand != slug:
        verdict.faults.append(Sentence("terminal-verify-head-of-another", demand=head.demand, slug=slug))
        return
    for entry in entries:
        if entry.number == head.number:
            if (entry.hash or "").startswith(head.digits):
                verdict.holds.append(Sentence("terminal-verify-head-kept", number=number))
            else:
                verdict.faults.append(Sentence("terminal-verify-another-history", number=number))
            return
        if entry.number > head.number:
            if entry.reason == "restored" and (entry.previous_hash or "").startswith(head.digits):
                verdict.holds.append(Sentence("terminal-verify-head-lost", number=number))
            else:
                verdict.faults.append(Sentence("terminal-verify-head-missing", number=number))
            return
    verdict.faults.append(Sentence("terminal-verify-head-newer", number=number))


def _put_back(entries: Sequence[LedgerEntry]) -> list[Sentence]:
    """Return a note for each entry that is dated before the one it follows."""
    return [
        Sentence("terminal-verify-put-back", number=str(after.number))
        for before, after in pairwise(entries)
        if after.published_at < before.published_at
    ]


def _head_of(slug: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    if not entries or entries[-1].get("hash") is None:
        return None
    last = entries[-1]
    return {"demand": slug, "number": last["number"], "count": last["count"], "hash": last["hash"]}


def _signed_bytes(file: Mapping[str, Any]) -> bytes:
    signed = {key: value for key, value in file.items() if key != "signature"}
    return _SIGNED + json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
