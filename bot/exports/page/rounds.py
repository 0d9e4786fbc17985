"""Rounds file: the announced rounds of issuing keys as one signed JSON file.

Each round holds the hash of the one before. A ledger's issuing key is one of a round's, and opens one demand.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.exports.ledger_file import written
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.petitions.demands.consent import digest

NAME = "rounds.json"
_SIGNED = b"tocsin rounds 1\n"


def rounds_file(rounds: Iterable[Mapping[str, Any]], signer: ManifestSigner) -> bytes:
    """Return the file; ``rounds`` have ``number`` (the first is 1), ``id``, ``begun_on``, and the hexadecimal
    SHA-256 of each issuing key as ``keys``, in this order."""
    public_key = signer.public_key
    file: dict[str, Any] = {
        "format": 1,
        "kind": "rounds",
        "key": {"algorithm": "Ed25519", "public_key": public_key, "fingerprint": fingerprint(public_key)},
        "rounds": chained(rounds),
    }
    file["signature"] = signer.signature(_signed_bytes(file)).decode().strip()
    return written(file)


def chained(rounds: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rounds of a ``rounds_file``, each with its hash, which covers those before it."""
    chain: list[dict[str, Any]] = []
    for each in rounds:
        value = {**each, "previous_hash": chain[-1]["hash"] if chain else None}
        chain.append({**value, "hash": digest(value)})
    return chain


def _signed_bytes(file: Mapping[str, Any]) -> bytes:
    signed = {key: value for key, value in file.items() if key != "signature"}
    return _SIGNED + json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
