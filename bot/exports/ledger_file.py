"""Ledger file: all publications of one demand as one signed JSON file. Rounds file: the announced rounds of
issuing keys as another.

The signature is Ed25519 over everything in the file but itself. The hash of the newest publication covers
every earlier one, so people can keep a head, a line of text, instead of the file. Each round holds the hash
of the one before; a ledger's issuing key is one of a round's, and opens one demand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.exports.cells import moment
from bot.exports.manifest import ManifestSigner, key_of
from bot.exports.queries import ExportedDemand
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry
from bot.petitions.demands.consent import digest
from bot.storage.models import DemandVersion

FORMAT = 1
"""Version of the file: incremented when a key changes its name or meaning."""

KIND = "tocsin-ledger"

_SIGNED = b"tocsin ledger 1\n"
"""The beginning of the signed bytes: a signature of anything else is none of a ledger."""

_HEAD_DIGITS = 32


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
        "key": key_of(signer.public_key),
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
    return signed_file(_SIGNED, value, signer)


def _written(file: Mapping[str, Any]) -> bytes:
    """Return the bytes of a file. Whoever reads it accepts no others, so that no two programs can see two
    different ledgers in one file."""
    return json.dumps(file, ensure_ascii=False, indent=1).encode() + b"\n"


def _consent_of(asked: ExportedDemand, version: DemandVersion) -> Mapping[str, Any]:
    """Return the consent of a version as its keys, for a demand whose published rows name it."""
    if not (asked.ledger and asked.ledger[0].format == PAGE_FORMAT):
        return {}
    consent = asked.consents[version.consent_hash]
    return {"consent": dict(sorted(consent.items())), "consent_sha256": version.consent_hash}


def _head_of(slug: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    if not entries or entries[-1].get("hash") is None:
        return None
    last = entries[-1]
    return {"demand": slug, "number": last["number"], "count": last["count"], "hash": last["hash"]}


def signed_file(beginning: bytes, file: dict[str, Any], signer: ManifestSigner) -> bytes:
    """Return the bytes of a file with its signature, which is over ``beginning`` and all that is in it."""
    plain = json.dumps(file, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return _written({**file, "signature": signer.signature(beginning + plain).decode().strip()})


ROUNDS = "rounds.json"
_ROUNDS_SIGNED = b"tocsin rounds 1\n"


def rounds_file(rounds: Iterable[Mapping[str, Any]], signer: ManifestSigner) -> bytes:
    """Return the file; ``rounds`` have ``number`` (the first is 1), ``id``, ``begun_on``, and the hexadecimal
    SHA-256 of each issuing key as ``keys``, in this order."""
    file: dict[str, Any] = {
        "format": 1,
        "kind": "rounds",
        "key": key_of(signer.public_key),
        "rounds": chained(rounds),
    }
    return signed_file(_ROUNDS_SIGNED, file, signer)


def chained(rounds: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rounds of a ``rounds_file``, each with its hash, which covers those before it."""
    chain: list[dict[str, Any]] = []
    for each in rounds:
        value = {**each, "previous_hash": chain[-1]["hash"] if chain else None}
        chain.append({**value, "hash": digest(value)})
    return chain
