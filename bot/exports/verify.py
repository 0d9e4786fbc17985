"""Offline verification of an export, or of the evidence, without a database or a secret key.

An export could have been forged with another key, so the key's fingerprint is shown, to be compared with the
one that the union published.
"""

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.exports.bundle import SUMS
from bot.exports.manifest import FORMAT, KIND, LEDGER, MANIFEST, SIGNATURE, fingerprint
from bot.petitions.counts.ledger import LedgerEntry, replay
from bot.petitions.demands.consent import digest

_CHUNK_SIZE = 2**20  # bytes
_MAX_JSON_SIZE = 2**26  # bytes of a manifest or a ledger: tens of thousands of publications
_SIGNATURE = re.compile(rb"[0-9a-f]{128}\n")
_HEX_KEY = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")
_SUM = re.compile(r"([0-9a-f]{64}) [ *](.+)")

COUNTS, PAPER, DOCUMENT = "counts.csv", "paper.csv", "tocsin.json"
_FORMATS = (1, FORMAT)  # readable versions of manifests
_DOCUMENT_FORMATS = (2, 3)


class NotAnExport(Exception):
    """The input cannot be verified at all; the message is a sentence with the reason."""


@dataclass(slots=True)
class Verdict:
    """Result of a verification: sentences about the checks that passed, and about those that failed."""

    holds: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a folder or an archive by their names, with ``/`` between the parts."""

    sizes: Mapping[str, int]
    open: Callable[[str], IO[bytes]]

    def read(self, name: str) -> bytes:
        """Return the content of a small file. Raises ``NotAnExport`` if it is too large."""
        if self.sizes[name] > _MAX_JSON_SIZE:
            raise NotAnExport(f"{name} is too large for an export.")
        with self.open(name) as file:
            return file.read()

    def sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        with self.open(name) as file:
            while part := file.read(_CHUNK_SIZE):
                digest.update(part)
        return digest.hexdigest()


def verify(path: Path, *, key: str | None = None) -> Verdict:
    """Verify a folder or an archive. ``key`` is the public key in hexadecimal, or its fingerprint, with or
    without spaces. Raises ``NotAnExport``."""
    expected = None if key is None else re.sub(r"[\s:]", "", key).lower()
    if expected is not None and not (_HEX_KEY.fullmatch(expected) or _FINGERPRINT.fullmatch(expected)):
        raise NotAnExport(
            "--key takes the public key, 64 hexadecimal digits, or its fingerprint, 32: copy it again from "
            "where the union published it."
        )
    with _opened(path) as files:
        if MANIFEST in files.sizes and SIGNATURE in files.sizes:
            return _export(files, expected)
        if SUMS in files.sizes:
            if expected is not None:
                raise NotAnExport("This is the evidence, which is not signed: check it without --key.")
            return _evidence(files)
        missing = SIGNATURE if MANIFEST in files.sizes else MANIFEST
        raise NotAnExport(f"{path} holds no {missing}: it is not an export, or that file was removed.")


def _export(files: _Files, expected: str | None) -> Verdict:
    verdict = Verdict()
    raw = files.read(MANIFEST)
    manifest = _manifest(raw)
    public_key = manifest["key"]["public_key"]
    shown = fingerprint(public_key)
    if _signed(raw, files.read(SIGNATURE), public_key):
        verdict.holds.append(f"The signature is valid: manifest.json was signed with the key {shown}.")
    else:
        verdict.faults.append(
            "The signature is not valid: manifest.json or manifest.sig was changed after the export was made."
        )
    if expected is None:
        verdict.holds.append(
            f"Compare the fingerprint {shown} with the one the union published. "
            "Without that, nothing shows who made this export."
        )
    elif expected in (public_key, shown.replace(" ", "")):
        verdict.holds.append("It is the key you expected.")
    else:
        verdict.faults.append(f"It is not the key you expected: this export names the key {shown}.")
    listed = {name: (each["sha256"], each["size"]) for name, each in manifest["files"].items()}
    _check_files(files, listed, {MANIFEST, SIGNATURE}, MANIFEST, verdict)
    if not verdict.faults:  # otherwise the following checks would be about other files
        try:
            _check_counts(files, manifest, verdict)
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            verdict.faults.append(f"The counts cannot be checked: a file is not that of an export ({error}).")
    return verdict


def _evidence(files: _Files) -> Verdict:
    verdict = Verdict()
    listed: dict[str, tuple[str, int | None]] = {}
    for line in files.read(SUMS).decode("utf-8", "replace").splitlines():
        found = _SUM.fullmatch(line)
        if found is None or found[2] in listed:
            verdict.faults.append(f"{SUMS} has a line that sha256sum did not write: {line[:100]}")
        else:
            listed[found[2]] = found[1], None
    _check_files(files, listed, {SUMS}, SUMS, verdict)
    if verdict.good:
        verdict.holds.append(
            "This is the evidence, which is not signed: it is complete and unchanged, but nothing shows who "
            "wrote it."
        )
    return verdict


def _check_files(
    files: _Files,
    listed: Mapping[str, tuple[str, int | None]],
    besides: set[str],
    by: str,
    verdict: Verdict,
) -> None:
    """Check that every listed file is present and unchanged, and that there is no other."""
    before = len(verdict.faults)
    for name, (sha256, size) in listed.items():
        if name not in files.sizes:
            verdict.faults.append(f"{name} is missing.")
        elif (size is not None and files.sizes[name] != size) or files.sha256(name) != sha256:
            verdict.faults.append(f"{name} was changed: its content is not what {by} says.")
    for name in sorted(files.sizes.keys() - listed.keys() - besides):
        verdict.faults.append(f"{name} is not listed in {by}: it was added or renamed.")
    if len(verdict.faults) == before:
        verdict.holds.append(f"All {len(listed)} files are unchanged, and there are no others.")


def _check_counts(files: _Files, manifest: Mapping[str, Any], verdict: Verdict) -> None:
    """Check the hash chain of the publications, and compare every count wherever it is written."""
    ledger = _json(files.read(LEDGER), LEDGER)
    counted: dict[str, dict[int, int]] = {}
    heads: dict[str, tuple[int, str | None]] = {}
    lost: list[str] = []
    publications = unchained = 0
    for each in ledger["demands"]:
        slug = each["demand"]
        try:
            entries = [LedgerEntry.read(value) for value in each["entries"]]
        except ValueError as error:
            verdict.faults.append(f"{slug}: {error}.")
            continue
        found = replay(entries)
        verdict.faults += (f"{slug}, {fault}" for fault in found.faults)
        verdict.faults += (
            f"{slug}: it holds a publication of {e.demand}." for e in entries if e.demand != slug
        )
        lost += (f"{slug}, {each}" for each in found.lost)
        counted[slug] = {entry.number: entry.count for entry in entries}
        heads[slug] = found.count, found.head
        publications += len(entries)
        unchained += len(entries) - found.chained
    for each in manifest["demands"]:
        slug = each["demand"]
        if heads.get(slug) != (each["count"], each["ledger_hash"]):
            verdict.faults.append(f"{slug}: manifest.json has another count or hash than ledger.json.")
    if {each["demand"] for each in manifest["demands"]} != set(heads):
        verdict.faults.append("manifest.json and ledger.json are about different demands.")
    written: dict[str, dict[int, int]] = {slug: {} for slug in counted}
    for row in csv.DictReader(io.StringIO(files.read(COUNTS).decode("utf-8-sig"), newline="")):
        written.setdefault(row["demand"], {})[int(row["publication"])] = int(row["count"])
    if written != counted:
        verdict.faults.append("counts.csv has other counts than ledger.json.")
    paper = {each["demand"]: each["paper"] for each in manifest["demands"]}
    sheets = dict.fromkeys(paper, 0)
    for row in csv.DictReader(io.StringIO(files.read(PAPER).decode("utf-8-sig"), newline="")):
        if row["state"] == "confirmed":
            sheets[row["demand"]] = sheets.get(row["demand"], 0) + int(row["count"])
    if sheets != paper:
        verdict.faults.append("manifest.json has other signatures on paper than paper.csv.")
    _check_document(files, manifest, ledger, verdict)
    if verdict.good:
        note = f" ({unchained} of them were published before there were hashes)" if unchained else ""
        verdict.holds.append(
            f"Every count is as it was published: {_many(publications, 'publication')}{note} of "
            f"{_many(len(counted), 'demand')}, "
            "each holding the hash of the one before."
        )
        verdict.holds += lost


def _check_document(
    files: _Files, manifest: Mapping[str, Any], ledger: Mapping[str, Any], verdict: Verdict
) -> None:
    """Check that the JSON document agrees with the manifest and the ledger, and that its texts match their
    hashes."""
    if files.sizes[DOCUMENT] > _MAX_JSON_SIZE:
        verdict.holds.append(f"{DOCUMENT} is too large to be compared with the other files here.")
        return
    document = _json(files.read(DOCUMENT), DOCUMENT)
    if document["format"] not in _DOCUMENT_FORMATS:
        return
    entries = {each["demand"]: each["entries"] for each in ledger["demands"]}
    told = {each["demand"]: each for each in manifest["demands"]}
    if {each["demand"] for each in document["demands"]} != set(told):
        verdict.faults.append(f"manifest.json and {DOCUMENT} are about different demands.")
    for each in document["demands"]:
        slug = each["demand"]
        listed = told.get(slug, {})
        counts = {"discord": listed.get("count"), "paper": listed.get("paper")}
        if each["counts"] != counts or each["publications"] != entries.get(slug):
            verdict.faults.append(f"{slug}: {DOCUMENT} has other counts than manifest.json and ledger.json.")
        if each["text_sha256"] != listed.get("text_sha256"):
            verdict.faults.append(f"{slug}: {DOCUMENT} has another hash of the text than manifest.json.")
        for version in (each, *each["versions"]):
            if version["text_sha256"] != digest(version["texts"]):
                verdict.faults.append(
                    f"{slug}: the hash of version {version['version']} of its text is not that of the text."
                )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _manifest(raw: bytes) -> Mapping[str, Any]:
    manifest = _json(raw, MANIFEST)
    try:
        good = (
            manifest["kind"] == KIND
            and manifest["key"]["algorithm"] == "Ed25519"
            and _HEX_KEY.fullmatch(manifest["key"]["public_key"]) is not None
            and all(
                isinstance(e["sha256"], str) and type(e["size"]) is int for e in manifest["files"].values()
            )
            and all(isinstance(e["demand"], str) for e in manifest["demands"])
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAnExport(f"{MANIFEST} is not that of an export ({error}).") from error
    if not good:
        raise NotAnExport(f"{MANIFEST} is not that of an export.")
    if manifest.get("format") not in _FORMATS:
        raise NotAnExport(f"{MANIFEST} is of another format: check it with the version of Tocsin it names.")
    return manifest


def _json(raw: bytes, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotAnExport(f"{name} is not JSON: it was changed.") from error
    if not isinstance(value, dict):
        raise NotAnExport(f"{name} is not that of an export.")
    return value


def _signed(content: bytes, signature: bytes, public_key: str) -> bool:
    if _SIGNATURE.fullmatch(signature) is None:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature.decode().strip()), content)
    except (InvalidSignature, ValueError):
        return False
    return True


@contextmanager
def _opened(path: Path) -> Iterator[_Files]:
    try:
        if path.is_dir():
            entries = sorted(path.rglob("*"))
            if link := next((each for each in entries if each.is_symlink()), None):
                name = link.relative_to(path).as_posix()
                raise NotAnExport(f"{name} is a link to another place, which no export has: remove it.")
            found = {each.relative_to(path).as_posix(): each for each in entries if not each.is_dir()}
            yield _Files(
                {name: each.stat().st_size for name, each in found.items()},
                lambda name: found[name].open("rb"),
            )
            return
        with zipfile.ZipFile(path) as archive:
            names = [info for info in archive.infolist() if not info.is_dir()]
            sizes = {info.filename: info.file_size for info in names}
            if len(sizes) != len(names):
                raise NotAnExport(f"{path} holds two files with one name: it was not made by Tocsin.")
            yield _Files(sizes, archive.open)
    except OSError as error:
        raise NotAnExport(f"{error.filename or path} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotAnExport(f"{path} is damaged, or is neither a folder nor a ZIP: get it again.") from error
