"""Verification of the rows that are published of a demand signed on the page: each row has a token of the
demand's issuing key and a signature with the throwaway key that the token vouches for, so that anyone can
count. Nothing here knows whose a row is.
"""

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bot.errors import Sentence
from bot.exports.verdict import RowFiles, Verdict, is_issuing_key
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry
from bot.petitions.demands.consent import digest
from bot.petitions.page_rows import rows_name

_ROW = re.compile(
    rb'\{"act":"(?P<act>sign|withdraw)","key":"(?P<key>[\w-]{85}[AQgw])",'
    rb'(?P<signed>"signature":"(?P<signature>[\w-]{85}[AQgw])",)"token":"(?P<token>[\w-]{341}[AQgw])",'
    rb'"turn":(?P<turn>[1-9][0-9]?),"version":(?P<version>0|[1-9][0-9]{0,8})\}\n'
)
"""The only way to write a row, base64url without unused bits: what Tocsin writes, byte for byte."""
_NAMES = ("act", "key", "signature", "token", "turn", "version")
_KEY_ALONE = re.compile(r"[\w-]{85}[AQgw]", re.ASCII)
_MAX_ROW = 1_000  # bytes
_MAX_FAULTS = 20  # that are told of a file
_INDEX_ENTRY = 8  # bytes
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)


def check_page(
    file: Mapping[str, Any],
    entries: Sequence[LedgerEntry],
    files: RowFiles,
    own: str | None,
    verdict: Verdict,
) -> None:
    """Check what the ledger of a demand says that is signed on the page, and its rows. ``own`` is the row
    that a signer kept, or its key."""
    for version in file["versions"]:
        if "consent" in version and digest(version["consent"]) != version["consent_sha256"]:
            verdict.faults.append(Sentence("board-check-consent", number=str(version["version"])))
    for entry in entries:
        _check_entry(entry, verdict)
    if not is_issuing_key(entries[0].issuing_key):
        return
    slug = file["demand"]
    names = {entry.number: rows_name(slug, entry.number) for entry in entries if entry.rows_sha256}
    missing = {number: name for number, name in names.items() if not _is_there(files, name)}
    if missing and missing == names:
        first = next(iter(names.values()))
        verdict.holds.append(Sentence("board-check-rows-unchecked", name=first))
        return
    for number, name in missing.items():
        verdict.faults.append(Sentence("board-check-rows-missing", name=name, number=str(number)))
    if not missing:
        _Rows(file, entries, files, own, verdict).check()


def _check_entry(entry: LedgerEntry, verdict: Verdict) -> None:
    """Check what ``replay`` leaves to the verification of rows."""
    number, issued = str(entry.number), entry.issued or 0
    if entry.format != PAGE_FORMAT:
        return
    if not is_issuing_key(entry.issuing_key):
        verdict.faults.append(Sentence("board-check-issuing-key", number=number))
    if issued % 10 or (entry.places or 0) % 10:
        told = {"count": str(entry.count), "issued": str(issued), "places": str(entry.places)}
        verdict.faults.append(Sentence("board-check-issued", number=number, **told))
    odd = entry.reason == "amended" if entry.rows_sha256 else entry.index_sha256 is not None
    if odd:
        verdict.faults.append(Sentence("board-check-page-entry", number=number))


def _is_there(files: RowFiles, name: str) -> bool:
    file = files(name)
    if file is not None:
        file.close()
    return file is not None


class _Rows:
    """One pass over the rows of a demand. Files are read line by line: in memory is the last act of each
    key."""

    def __init__(
        self,
        file: Mapping[str, Any],
        entries: Sequence[LedgerEntry],
        files: RowFiles,
        own: str | None,
        verdict: Verdict,
    ) -> None:
        self._slug, self._versions, self._entries = file["demand"], file["versions"], entries
        self._files, self._verdict = files, verdict
        issuing = load_der_public_key(_bytes((entries[0].issuing_key or "").encode()))
        assert isinstance(issuing, rsa.RSAPublicKey)
        self._issuing = issuing
        self._known = {b"0": b"-\n-"}  # hashes of text and consent by version, as statements have them
        self._acts: dict[bytes, tuple[int, bool]] = {}  # the last turn of each key, and whether it signs
        self._standing = self._checked = 0
        self._faults: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._own = _OwnRow(own, verdict) if own else None

    def check(self) -> None:
        """Check each publication with its rows, in their order."""
        for entry in self._entries:
            if entry.format == PAGE_FORMAT:
                self._publication(entry)
        for name, faults in self._faults.items():
            for row, id in faults[:_MAX_FAULTS]:
                self._verdict.faults.append(Sentence(f"board-check-{id}", name=name, row=str(row)))
            if (more := len(faults) - _MAX_FAULTS) > 0:
                self._verdict.faults.append(Sentence("board-check-rows-more", name=name, number=str(more)))
        if self._verdict.good:
            figures = {"number": str(self._checked), "found": str(len(self._acts))}
            self._verdict.holds.append(Sentence("board-check-rows", **figures))
        if self._own is not None:
            self._own.conclude()

    def _publication(self, entry: LedgerEntry) -> None:
        faults, number = self._verdict.faults, str(entry.number)
        for version in self._versions:
            named = (version["text_sha256"], version.get("consent_sha256"))
            if named == (entry.text_hash, entry.consent_hash) and version["version"] > 0:
                self._known[b"%d" % version["version"]] = f"{entry.text_hash}\n{entry.consent_hash}".encode()
        if entry.rows_sha256 is not None:
            name = rows_name(self._slug, entry.number)
            rows, index = self._file(name)
            if rows != entry.rows_sha256:
                faults.append(Sentence("board-check-rows-hash", name=name, number=number))
            if entry.index_sha256 is not None and not self._has_index(name, index, entry.index_sha256):
                faults.append(Sentence("board-check-index-hash", name=name, number=number))
        found = str(self._standing)
        if self._standing != entry.count:
            faults.append(
                Sentence("board-check-rows-count", number=number, count=str(entry.count), found=found)
            )
        if len(self._acts) > (entry.issued or 0):
            told = {"found": str(len(self._acts)), "issued": str(entry.issued)}
            faults.append(Sentence("board-check-rows-issued", number=number, **told))

    def _has_index(self, name: str, index: str, wanted: str) -> bool:
        """True if the rows have the index that the ledger names, and the index file is that."""
        file = self._files(f"{name.removesuffix('.jsonl')}.index")
        if file is None:
            return index == wanted
        with file:
            return index == wanted == hashlib.sha256(file.read()).hexdigest()

    def _file(self, name: str) -> tuple[str, str]:
        """Check a file of rows; return its SHA-256, and that of its index."""
        rows, index, faults = hashlib.sha256(), hashlib.sha256(), self._faults[name]
        file = self._files(name)
        assert file is not None
        with file:
            before, row = b"", 0
            while line := file.readline(_MAX_ROW):
                rows.update(line)
                row += 1
                read = _ROW.fullmatch(line)
                if read is not None:
                    start, end = read.span("signed")
                    index.update(hashlib.sha256(line[:start] + line[end:-1]).digest()[:_INDEX_ENTRY])
                    before = self._row(name, row, read, before)
                    continue
                faults.append((row, "row-form"))
                if not line.endswith(b"\n"):
                    break
            while rest := file.read(2**20):
                rows.update(rest)
        return rows.hexdigest(), index.hexdigest()

    def _row(self, name: str, row: int, read: re.Match[bytes], before: bytes) -> bytes:
        """Check a row; return its key. ``before`` is the key before."""
        faults = self._faults[name]
        key, turn, signs, version = (
            _bytes(read["key"]),
            int(read["turn"]),
            read["act"] == b"sign",
            read["version"],
        )
        if key <= before:
            faults.append((row, "row-twice" if key == before else "row-order"))
        last_turn, signed = self._acts.get(key, (0, False))
        if turn <= last_turn:
            faults.append((row, "row-turn"))
        if signs == (version == b"0") or version not in self._known:
            faults.append((row, "row-version"))
        self._acts[key] = turn, signs
        self._standing += signs - signed
        self._checked += 1
        if not self._token_is_valid(key, _bytes(read["token"])):
            faults.append((row, "row-token"))
        if version in self._known and not self._signature_is_valid(key, read):
            faults.append((row, "row-signature"))
        if self._own is not None:
            self._own.compare(name, row, read)
        return key

    def _token_is_valid(self, key: bytes, token: bytes) -> bool:
        try:
            self._issuing.verify(token, b"tocsin token 1\n" + key, _PSS, hashes.SHA384())
        except InvalidSignature:
            return False
        return True

    def _signature_is_valid(self, key: bytes, read: re.Match[bytes]) -> bool:
        demand, version = (self._entries[0].hash or "").encode(), read["version"]
        lines = (b"tocsin statement 1", demand, read["turn"], read["act"], version, self._known[version], b"")
        made = _bytes(read["signature"])
        r, s = (int.from_bytes(half, "big") for half in (made[:32], made[32:]))
        try:
            signer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + key)
            signer.verify(encode_dss_signature(r, s), b"\n".join(lines), ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError):  # not a signature; not a point of the curve
            return False
        return True


class _OwnRow:
    """The row that a signer kept, or its key, looked for among the published ones."""

    def __init__(self, typed: str, verdict: Verdict) -> None:
        self._verdict = verdict
        self._row: re.Match[bytes] | None = None
        self._key, self._found = b"", False
        self._last: Sentence | None = None
        text = typed.strip()
        if _KEY_ALONE.fullmatch(text):
            self._key = text.encode()
            return
        try:
            row = json.loads(text)
            kept = {name: row[name] for name in _NAMES}
            line = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            self._row = _ROW.fullmatch(line.encode() + b"\n")
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        if self._row is None:
            verdict.faults.append(Sentence("board-check-own-unread"))
        else:
            self._key = self._row["key"]

    def compare(self, name: str, row: int, read: re.Match[bytes]) -> None:
        """Compare a published row with the one that was kept."""
        if read["key"] != self._key:
            return
        told = {"name": name, "row": str(row)}
        turn = 0 if self._row is None else int(self._row["turn"])
        self._found = self._found or turn <= int(read["turn"])
        if self._row is None:
            signs = read["act"] == b"sign"
            version = {"version": read["version"].decode()} if signs else {}
            self._last = Sentence(f"board-check-own-{'signed' if signs else 'withdrawn'}", **told, **version)
        elif self._row[0] == read[0]:
            self._last = Sentence("board-check-own", **told)
        elif turn == int(read["turn"]):
            self._verdict.faults.append(Sentence("board-check-own-other", **told))
        elif turn < int(read["turn"]):
            self._verdict.holds.append(Sentence("board-check-own-newer", **told))

    def conclude(self) -> None:
        """Say where the row is, or that it is not there."""
        if self._last is not None:
            self._verdict.holds.append(self._last)
        elif self._key and not self._found:
            self._verdict.holds.append(Sentence("board-check-own-absent"))


def _bytes(text: bytes) -> bytes:
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
