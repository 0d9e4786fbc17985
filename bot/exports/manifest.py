"""Signed manifest of an export, a board or the evidence: every file with its hash, and the counts.

The signature is Ed25519 (RFC 8032) over the bytes of manifest.json as they are, so that any tool can check
it. The key is the instance's; its public half shows which instance wrote an export.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import __version__
from bot.exports.bundle import Checksum
from bot.exports.cells import moment
from bot.exports.queries import ExportedDemand, ExportRows
from bot.servers.board import HOME

FORMAT = 2
"""Version of ``manifest.json`` and ``ledger.json``: incremented when a key changes its name or meaning."""

KIND = "tocsin-export"
BOARD_FORMAT, BOARD_KIND = 1, "tocsin-board-files"
EVIDENCE_FORMAT, EVIDENCE_KIND = 2, "tocsin-evidence"
MANIFEST, SIGNATURE, LEDGER = "manifest.json", "manifest.sig", "ledger.json"
_SHORT = 19  # characters: 16 digits and the spaces between
LEDGERS = "ledger/"  # folder of a file for each demand, and of published rows


class ManifestSigner:
    """The instance's signing key: 32 bytes, as the key folder holds it."""

    def __init__(self, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # no start needs it

        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw().hex()

    def signature(self, content: bytes) -> bytes:
        """Return ``manifest.sig``: 128 hexadecimal digits and a newline."""
        return self._key.sign(content).hex().encode() + b"\n"


def fingerprint(public_key: str) -> str:
    """Return the fingerprint for people to compare: the first 32 hexadecimal digits of the public key's
    SHA-256, in groups of four."""
    digits = hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:32]
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def short_fingerprint(public_key: str) -> str:
    """Return the first half of the fingerprint, as a letter has it for a member to type: 64 bits."""
    return fingerprint(public_key)[:_SHORT]


def ledger_of(rows: ExportRows) -> bytes:
    """Return ``ledger.json``: the publications of every demand, as they are hashed."""
    demands = [
        {"demand": asked.demand.slug, "entries": [entry.as_json() for entry in asked.ledger]}
        for asked in rows.demands
    ]
    return _json({"format": FORMAT, "demands": demands})


def manifest_of(rows: ExportRows, files: Mapping[str, Checksum], public_key: str, now: datetime) -> bytes:
    """Return ``manifest.json``; docs/exports.md explains each key."""
    server = {"id": str(rows.server_id), "name": rows.server_name}
    made = {"as_of": moment(now), "made_by": f"Tocsin {__version__}", "server": server, **board_of(rows)}
    demands = [
        {
            "demand": asked.demand.slug,
            "text_sha256": asked.demand.text_hash,
            "publication": asked.publications[-1].number if asked.publications else None,
            "count": asked.count,
            "ledger_hash": asked.ledger[-1].hash if asked.ledger else None,
            "paper": asked.on_paper,
            **page_of(rows, asked),
        }
        for asked in rows.demands
    ]
    audit = rows.audit_head and {"entries": rows.audit_head[0], "hash": rows.audit_head[1]}
    return _manifest(FORMAT, KIND, made, public_key, files, audit=audit, demands=demands)


def board_manifest(board: str, files: Mapping[str, Checksum], public_key: str, now: datetime) -> bytes:
    """Return the ``manifest.json`` of a board: its ledgers and its data. Pages are not in it: they say what
    these do, and are too many to be listed at each publishing."""
    made = {"board": board, "made_at": moment(now)}
    return _manifest(BOARD_FORMAT, BOARD_KIND, made, public_key, files)


def evidence_manifest(
    server: Mapping[str, str],
    counts: Mapping[str, int],
    files: Mapping[str, Checksum],
    public_key: str,
    now: datetime,
) -> bytes:
    """Return the ``manifest.json`` of the evidence of a ``server``, its id and name. The answers are listed
    in a file of their own, which may be large."""
    made = {"as_of": moment(now), "made_by": f"Tocsin {__version__}", "server": server}
    return _manifest(EVIDENCE_FORMAT, EVIDENCE_KIND, made, public_key, files, counts=counts)


def _manifest(
    format: int,
    kind: str,
    made: Mapping[str, Any],
    public_key: str,
    files: Mapping[str, Checksum],
    **more: Any,
) -> bytes:
    listed = {name: {"sha256": each.sha256, "size": each.size} for name, each in sorted(files.items())}
    head = {"format": format, "kind": kind, **made, "key": key_of(public_key), **more}
    return _json({**head, "files": listed})


def board_of(rows: ExportRows) -> Mapping[str, str]:
    """Return the address of the public board as a key; none without one."""
    return {} if rows.board is None else {"board": rows.board.address(HOME, rows.language)}


def page_of(rows: ExportRows, asked: ExportedDemand) -> Mapping[str, str]:
    """Return the address of a demand's page there, likewise."""
    return {} if rows.board is None else {"page": rows.page_of(asked.demand)}


def key_of(public_key: str) -> Mapping[str, str]:
    """Return the public key as signed files name it."""
    return {"algorithm": "Ed25519", "public_key": public_key, "fingerprint": fingerprint(public_key)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
