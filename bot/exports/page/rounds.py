"""Rounds file: the announced rounds of issuing keys as one signed JSON file, and its verification.

Each round holds the hash of the one before. A ledger's issuing key is one of a round's, and opens one demand.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.errors import Sentence
from bot.exports.ledger_shape import parsed_rounds, written
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.exports.verdict import Verdict, is_issuing_key, is_signed
from bot.petitions.counts.ledger import LedgerEntry
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


def signed_rounds(raw: bytes, public_key: str) -> Sequence[Mapping[str, Any]] | None:
    """Return the rounds of a file that this key signed, each following the one before; ``None`` for any other
    file."""
    file, verdict = parsed_rounds(raw), Verdict()
    if file is None or not _is_signed(file, public_key):
        return None
    _check_chain(file["rounds"], verdict)
    rounds: Sequence[Mapping[str, Any]] = file["rounds"]
    return rounds if verdict.good else None


def check_rounds(
    raw: bytes | None,
    public_key: str,
    ledgers: Mapping[str, Sequence[LedgerEntry]],
    verdict: Verdict,
) -> None:
    """Check that the issuing key of each demand that is signed on the page was announced, and is of that
    demand alone. ``raw`` is the file, if there is one."""
    issuing = {slug: entries[0].issuing_key for slug, entries in ledgers.items() if entries}
    keys = {
        slug: hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()
        for slug, key in issuing.items()
        if key is not None and is_issuing_key(key)
    }
    if not keys:
        return
    demands: dict[str, str] = {}
    for slug, key in keys.items():
        if (other := demands.setdefault(key, slug)) != slug:
            verdict.faults.append(Sentence("board-check-key-twice", demand=slug, other=other))
    if raw is None:
        verdict.holds.append(Sentence("board-check-rounds-unchecked"))
        return
    file = parsed_rounds(raw)
    if file is None or not _is_signed(file, public_key):
        verdict.faults.append(Sentence("board-check-rounds-unread", name=NAME))
        return
    known = _check_chain(file["rounds"], verdict)
    unknown = [slug for slug, key in keys.items() if key not in known]
    verdict.faults += (Sentence("board-check-round-no-key", demand=slug) for slug in unknown)
    if not unknown:
        verdict.holds.append(Sentence("board-check-rounds"))


def _is_signed(file: Mapping[str, Any], public_key: str) -> bool:
    by = file["key"]["public_key"]
    return bool(by == public_key) and is_signed(_signed_bytes(file), file["signature"], public_key)


def _check_chain(rounds: Sequence[Mapping[str, Any]], verdict: Verdict) -> set[str]:
    """Check that each round follows the one before, with keys of its own; return all keys."""
    known: set[str] = set()
    before: str | None = None
    for number, each in enumerate(rounds, 1):
        said = {name: value for name, value in each.items() if name != "hash"}
        follows = (each["number"], each["previous_hash"], each["hash"]) == (number, before, digest(said))
        if not follows or len(set(each["keys"]) - known) < len(each["keys"]):
            verdict.faults.append(Sentence("board-check-round", name=NAME, number=str(each["number"])))
        known |= set(each["keys"])
        before = each["hash"]
    return known


def _signed_bytes(file: Mapping[str, Any]) -> bytes:
    signed = {key: value for key, value in file.items() if key != "signature"}
    return _SIGNED + json.dumps(signed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
