"""Offline verification of an export, a board, or the evidence, without a database or a secret key.

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from bot.errors import Sentence
from bot.exports.bundle import SUMS, sums_file
from bot.exports.ledger_file import Head, check_kept, verify_ledger_file
from bot.exports.ledger_shape import parsed
from bot.exports.manifest import (
    BOARD_FORMAT,
    BOARD_KIND,
    EVIDENCE_FORMAT,
    EVIDENCE_KIND,
    FORMAT,
    KIND,
    LEDGER,
    LEDGERS,
    MANIFEST,
    SIGNATURE,
)
from bot.exports.page.rounds import NAME as ROUNDS
from bot.exports.page.rounds import check_rounds
from bot.exports.timestamps import TimestampChecker
from bot.exports.verdict import HEX_KEY, NotAnExport, Verdict, expected_key
from bot.petitions.counts.ledger import PAGE_FORMAT, LedgerEntry, NotAnEntry, replay
from bot.petitions.demands.consent import digest
from bot.timestamps.carried import FOLDER

_CHUNK_SIZE = 2**20  # bytes
_MAX_JSON_SIZE = 2**26  # bytes of a manifest or a ledger: tens of thousands of publications
_SUM = re.compile(r"([0-9a-f]{64}) [ *](.+)")

COUNTS, PAPER, DOCUMENT = "counts.csv", "paper.csv", "tocsin.json"
_FORMATS = (1, FORMAT)  # readable versions of manifests
_DOCUMENT_FORMATS = (2, 3)

BOARD_DOCUMENT, BOARD_COUNTS = "data/board.json", "data/counts.csv"
_LEDGER = re.compile(rf"{LEDGERS}([^/]+)\.json")
_BOARD_DATA = ("data/", LEDGERS, FOLDER)
_SAID_ONCE = ("terminal-verify-signed", "terminal-verify-expected-key", "terminal-verify-not-shown")


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a folder or an archive by their names, with ``/`` between the parts."""

    sizes: Mapping[str, int]
    open: Callable[[str], IO[bytes]]

    def read(self, name: str) -> bytes:
        """Return the content of a small file. Raises ``NotAnExport`` if it is too large."""
        if self.sizes[name] > _MAX_JSON_SIZE:
            raise NotAnExport("terminal-verify-too-large", name=name)
        with self.open(name) as file:
            return file.read()

    def rows(self, name: str) -> IO[bytes] | None:
        """Open a file of rows, or its index."""
        return self.open(f"{LEDGERS}{name}") if f"{LEDGERS}{name}" in self.sizes else None

    def sha256(self, name: str) -> str:
        digest = hashlib.sha256()
        with self.open(name) as file:
            while part := file.read(_CHUNK_SIZE):
                digest.update(part)
        return digest.hexdigest()


def verify(path: Path, *, key: str | None = None, head: str | None = None, row: str | None = None) -> Verdict:
    """Verify an export or the evidence, a folder or an archive, or the ledger file of a demand. ``key`` is
    the public key in hexadecimal, or its fingerprint, with or without spaces; ``head`` the line that was
    posted under a count of a demand in it; ``row`` the row, or its key, that somebody kept who signed on the
    page. Raises ``NotAnExport``."""
    expected, kept = expected_key(key), None if head is None else Head.parse(head)
    if path.suffix == ".json":
        return _ledger(path, expected, kept, row)
    with _opened(path) as files:
        if MANIFEST in files.sizes and SIGNATURE in files.sizes:
            raw = files.read(MANIFEST)
            kind = _json(raw, MANIFEST).get("kind")
            if kind == BOARD_KIND:
                return _board(files, raw, expected, kept, row)
            if kind != EVIDENCE_KIND:
                return _export(files, raw, expected, kept)
            if kept is None:
                return _evidence(files, raw, expected)
        if kept is not None:
            raise NotAnExport("terminal-verify-head-of-a-ledger")
        if SUMS in files.sizes:
            if expected is not None:
                raise NotAnExport("terminal-verify-evidence-key")
            return _unsigned_evidence(files)
        missing = SIGNATURE if MANIFEST in files.sizes else MANIFEST
        raise NotAnExport("terminal-verify-holds-no", path=path, missing=missing)


def _ledger(path: Path, expected: str | None, kept: Head | None, row: str | None) -> Verdict:
    """Verify a ledger file, and the rows beside it."""

    def beside(name: str) -> IO[bytes] | None:
        places = (path.parent / name, path.parent / Path(name).name)
        found = next((each for each in places if each.is_file() and not each.is_symlink()), None)
        return None if found is None else found.open("rb")

    raw = _content(path)
    verdict = verify_ledger_file(raw, key=expected, head=kept, rows=beside, own=row)
    ledger = parsed(raw)
    folders = path.parent, path.parent.parent
    rounds = next((_content(each / ROUNDS) for each in folders if (each / ROUNDS).is_file()), None)
    entries = [LedgerEntry.read(value) for value in ledger["entries"]]
    check_rounds(rounds, ledger["key"]["public_key"], {ledger["demand"]: entries}, verdict)
    if verdict.good:
        _check_beside(path, {ledger["demand"]: entries}, verdict)
    return verdict


def _check_beside(path: Path, ledgers: Mapping[str, Sequence[LedgerEntry]], verdict: Verdict) -> None:
    """Check the time-stamps in the board's folder, as far as they are of this ledger."""
    root = next((each for each in path.parents[:2] if (each / FOLDER).is_dir()), None)
    if root is not None:
        found = [each.relative_to(root).as_posix() for each in (root / FOLDER).rglob("*") if each.is_file()]
        TimestampChecker(found, lambda name: _content(root / name), verdict).check_heads(ledgers, whole=False)


def _check_signature(
    files: _Files, raw: bytes, public_key: str, expected: str | None, verdict: Verdict
) -> None:
    """Check the signature of the manifest."""
    signature = files.read(SIGNATURE)
    # The line break is part of the file: without it, a byte of it could be changed unseen.
    signed = signature[:-1].decode("ascii", "replace") if signature.endswith(b"\n") else ""
    verdict.signature(raw, signed, public_key, expected, what=MANIFEST)


def _board(files: _Files, raw: bytes, expected: str | None, kept: Head | None, row: str | None) -> Verdict:
    """Verify the data and the ledgers of a board. Its pages are not in the manifest."""
    manifest, verdict = _manifest(raw, BOARD_KIND, (BOARD_FORMAT,)), Verdict()
    public_key = manifest["key"]["public_key"]
    _check_signature(files, raw, public_key, expected, verdict)
    if verdict.faults:
        return verdict
    listed = {name: (each["sha256"], each["size"]) for name, each in manifest["files"].items()}
    data = {
        name: size for name, size in files.sizes.items() if name in listed or name.startswith(_BOARD_DATA)
    }
    _check_files(replace(files, sizes=data), listed, set(), MANIFEST, verdict)
    if verdict.faults:
        return verdict
    verdict.holds.append(Sentence("terminal-verify-board-of", day=str(manifest["made_at"])[:10]))
    try:
        _check_ledgers(files, public_key, kept, row, verdict)
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        verdict.faults.append(Sentence("terminal-verify-counts-unreadable", reason=error))
    return verdict


def _check_ledgers(
    files: _Files, public_key: str, kept: Head | None, row: str | None, verdict: Verdict
) -> None:
    """Check each ledger of a board, and that its data has the same counts."""
    told = {each["demand"]: each for each in _json(files.read(BOARD_DOCUMENT), BOARD_DOCUMENT)["demands"]}
    slugs = [each[1] for name in files.sizes if (each := _LEDGER.fullmatch(name))]
    ledgers: dict[str, Sequence[LedgerEntry]] = {}
    if sorted(slugs) != sorted(told):
        verdict.faults.append(Sentence("terminal-verify-board-counts", file=BOARD_DOCUMENT))
    if kept is not None and kept.demand not in slugs:
        verdict.faults.append(Sentence("terminal-verify-head-of-none", demand=kept.demand))
    written = _written(files, BOARD_COUNTS) if BOARD_COUNTS in files.sizes else None
    if written is not None and not set(written) <= set(slugs):
        verdict.faults.append(Sentence("terminal-verify-board-counts", file=BOARD_COUNTS))
    for slug in slugs:
        raw = files.read(f"{LEDGERS}{slug}.json")
        head = kept if kept is not None and kept.demand == slug else None
        found = verify_ledger_file(raw, key=public_key, head=head, rows=files.rows, own=row)
        verdict.faults += found.faults
        if not found.good:
            continue
        verdict.holds += (each for each in found.holds if each.id not in _SAID_ONCE)
        ledger = json.loads(raw)
        ledgers[slug] = [LedgerEntry.read(value) for value in ledger["entries"]]
        if ledger["demand"] != slug:
            verdict.faults.append(
                Sentence(
                    "terminal-verify-other-ledger", name=f"{LEDGERS}{slug}.json", demand=ledger["demand"]
                )
            )
        if told.get(slug, {}).get("publications") != ledger["entries"]:
            verdict.faults.append(Sentence("terminal-verify-board-counts", file=BOARD_DOCUMENT))
        counted = {entry["number"]: entry["count"] for entry in ledger["entries"]}
        if written is not None and written.get(slug, {}) != counted:
            verdict.faults.append(Sentence("terminal-verify-board-counts", file=BOARD_COUNTS))
    _check_rounds(files, public_key, ledgers, verdict)
    if verdict.good:
        TimestampChecker(files.sizes, files.read, verdict).check_heads(ledgers)
    verdict.holds.append(Sentence("terminal-verify-not-shown"))


def _check_rounds(
    files: _Files, public_key: str, ledgers: Mapping[str, Sequence[LedgerEntry]], verdict: Verdict
) -> None:
    """Check the issuing keys of all demands that are signed on the page."""
    raw = files.read(ROUNDS) if ROUNDS in files.sizes else None
    check_rounds(raw, public_key, ledgers, verdict)


def _written(files: _Files, name: str) -> dict[str, dict[int, int]]:
    """Return the counts in a table, by demand and publication."""
    found: dict[str, dict[int, int]] = {}
    for row in csv.DictReader(io.StringIO(files.read(name).decode("utf-8-sig"), newline="")):
        found.setdefault(row["demand"], {})[int(row["publication"])] = int(row["count"])
    return found


def _export(files: _Files, raw: bytes, expected: str | None, kept: Head | None) -> Verdict:
    verdict = Verdict()
    manifest = _manifest(raw)
    _check_signature(files, raw, manifest["key"]["public_key"], expected, verdict)
    listed = {name: (each["sha256"], each["size"]) for name, each in manifest["files"].items()}
    _check_files(files, listed, {MANIFEST, SIGNATURE}, MANIFEST, verdict)
    if not verdict.faults:  # otherwise the following checks would be about other files
        try:
            _check_counts(files, manifest, kept, verdict)
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            verdict.faults.append(Sentence("terminal-verify-counts-unreadable", reason=error))
    return verdict


def _evidence(files: _Files, raw: bytes, expected: str | None) -> Verdict:
    """Verify the evidence by its signed manifest; ``SHA256SUMS``, which is not in it, must say the same."""
    manifest, verdict = _manifest(raw, EVIDENCE_KIND, (EVIDENCE_FORMAT,)), Verdict()
    _check_signature(files, raw, manifest["key"]["public_key"], expected, verdict)
    listed = {name: (each["sha256"], each["size"]) for name, each in manifest["files"].items()}
    sums = {name: sha256 for name, (sha256, _) in listed.items()}
    sums |= {name: files.sha256(name) for name in (MANIFEST, SIGNATURE)}
    expected_sums = sums_file(sums)
    listed[SUMS] = hashlib.sha256(expected_sums).hexdigest(), len(expected_sums)
    _check_files(files, listed, {MANIFEST, SIGNATURE}, MANIFEST, verdict)
    if verdict.good:
        answers = {sha256 for name, (sha256, _) in listed.items() if name.startswith("snapshots/")}
        TimestampChecker(files.sizes, files.read, verdict).check_answers(answers)
    if verdict.good:
        verdict.holds.append(Sentence("terminal-verify-evidence-signed"))
    return verdict


def _unsigned_evidence(files: _Files) -> Verdict:
    """Verify the evidence as earlier versions wrote it: by ``SHA256SUMS`` alone."""
    verdict = Verdict()
    listed: dict[str, tuple[str, int | None]] = {}
    for line in files.read(SUMS).decode("utf-8", "replace").splitlines():
        found = _SUM.fullmatch(line)
        if found is None or found[2] in listed:
            verdict.faults.append(Sentence("terminal-verify-sums", file=SUMS, text=line[:100]))
        else:
            listed[found[2]] = found[1], None
    _check_files(files, listed, {SUMS}, SUMS, verdict)
    if verdict.good:
        verdict.holds.append(Sentence("terminal-verify-evidence"))
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
            verdict.faults.append(Sentence("terminal-verify-missing", name=name))
        elif (size is not None and files.sizes[name] != size) or files.sha256(name) != sha256:
            verdict.faults.append(Sentence("terminal-verify-changed", name=name, by=by))
    for name in sorted(files.sizes.keys() - listed.keys() - besides):
        verdict.faults.append(Sentence("terminal-verify-not-listed", name=name, by=by))
    if len(verdict.faults) == before:
        verdict.holds.append(Sentence("terminal-verify-unchanged", count=len(listed)))


def _check_counts(files: _Files, manifest: Mapping[str, Any], kept: Head | None, verdict: Verdict) -> None:
    """Check the hash chain of the publications, and compare every count wherever it is written."""
    ledger = _json(files.read(LEDGER), LEDGER)
    ledgers: dict[str, Sequence[LedgerEntry]] = {}
    counted: dict[str, dict[int, int]] = {}
    heads: dict[str, tuple[int, str | None]] = {}
    lost: list[Sentence] = []
    publications = 0
    for each in ledger["demands"]:
        slug = each["demand"]
        try:
            entries = [LedgerEntry.read(value) for value in each["entries"]]
        except NotAnEntry as error:
            verdict.faults.append(Sentence("terminal-verify-entry", slug=slug, fault=error.sentence))
            continue
        found = replay(entries)
        verdict.faults += (
            Sentence("terminal-verify-fault", slug=slug, fault=fault.line) for fault in found.faults
        )
        verdict.faults += (
            Sentence("terminal-verify-publication-of", slug=slug, other=e.demand)
            for e in entries
            if e.demand != slug
        )
        lost += (Sentence("terminal-verify-fault", slug=slug, fault=each.line) for each in found.lost)
        if kept is not None and kept.demand == slug:
            check_kept(kept, slug, entries, verdict)
        ledgers[slug] = entries
        counted[slug] = {entry.number: entry.count for entry in entries}
        heads[slug] = found.count, found.head
        publications += len(entries)
    for each in manifest["demands"]:
        slug = each["demand"]
        if heads.get(slug) != (each["count"], each["ledger_hash"]):
            verdict.faults.append(Sentence("terminal-verify-other-count", slug=slug))
    if {each["demand"] for each in manifest["demands"]} != set(heads):
        verdict.faults.append(Sentence("terminal-verify-other-demands", file=LEDGER))
    if kept is not None and kept.demand not in counted:
        verdict.faults.append(Sentence("terminal-verify-head-of-none", demand=kept.demand))
    if {slug: {} for slug in counted} | _written(files, COUNTS) != counted:
        verdict.faults.append(Sentence("terminal-verify-other-counts"))
    _check_page_ledgers(files, ledger, manifest["key"]["public_key"], verdict)
    _check_paper(files, manifest, verdict)
    _check_document(files, manifest, ledger, verdict)
    if verdict.good:
        verdict.holds.append(
            Sentence("terminal-verify-counts", publications=publications, demands=len(counted))
        )
        verdict.holds += lost
        TimestampChecker(files.sizes, files.read, verdict).check_heads(ledgers)


def _check_page_ledgers(files: _Files, ledger: Mapping[str, Any], public_key: str, verdict: Verdict) -> None:
    """Check the ledger files of demands that are signed on the page, with their rows."""
    told = {each["demand"]: each["entries"] for each in ledger["demands"]}
    ledgers: dict[str, Sequence[LedgerEntry]] = {}
    for slug in [each[1] for name in files.sizes if (each := _LEDGER.fullmatch(name))]:
        name = f"{LEDGERS}{slug}.json"
        raw = files.read(name)
        found = verify_ledger_file(raw, key=public_key, head=None, rows=files.rows)
        verdict.faults += found.faults
        verdict.holds += (each for each in found.holds if each.id.startswith("board-check-"))
        if found.good:
            entries = json.loads(raw)["entries"]
            ledgers[slug] = [LedgerEntry.read(value) for value in entries]
            if entries != told.get(slug):
                verdict.faults.append(Sentence("terminal-verify-board-counts", file=name))
    _check_rounds(files, public_key, ledgers, verdict)


def _check_paper(files: _Files, manifest: Mapping[str, Any], verdict: Verdict) -> None:
    """Compare the signatures on paper with those of the manifest."""
    paper = {each["demand"]: each["paper"] for each in manifest["demands"]}
    sheets = dict.fromkeys(paper, 0)
    for row in csv.DictReader(io.StringIO(files.read(PAPER).decode("utf-8-sig"), newline="")):
        if row["state"] == "confirmed":
            sheets[row["demand"]] = sheets.get(row["demand"], 0) + int(row["count"])
    if sheets != paper:
        verdict.faults.append(Sentence("terminal-verify-other-paper"))


def _check_document(
    files: _Files, manifest: Mapping[str, Any], ledger: Mapping[str, Any], verdict: Verdict
) -> None:
    """Check that the JSON document agrees with the manifest and the ledger, and that its texts match their
    hashes."""
    if files.sizes[DOCUMENT] > _MAX_JSON_SIZE:
        verdict.holds.append(Sentence("terminal-verify-document-large", file=DOCUMENT))
        return
    document = _json(files.read(DOCUMENT), DOCUMENT)
    if document["format"] not in _DOCUMENT_FORMATS:
        return
    entries = {each["demand"]: each["entries"] for each in ledger["demands"]}
    told = {each["demand"]: each for each in manifest["demands"]}
    if {each["demand"] for each in document["demands"]} != set(told):
        verdict.faults.append(Sentence("terminal-verify-other-demands", file=DOCUMENT))
    for each in document["demands"]:
        slug = each["demand"]
        listed = told.get(slug, {})
        formats = [entry.get("format") for entry in entries.get(slug, ()) if isinstance(entry, dict)]
        way = "page" if PAGE_FORMAT in formats else "discord"
        counts = {"discord": 0, "paper": listed.get("paper")} | {way: listed.get("count")}
        if each["counts"] != counts or each["publications"] != entries.get(slug):
            verdict.faults.append(Sentence("terminal-verify-document-counts", slug=slug, file=DOCUMENT))
        if each["text_sha256"] != listed.get("text_sha256"):
            verdict.faults.append(Sentence("terminal-verify-document-hash", slug=slug, file=DOCUMENT))
        for version in (each, *each["versions"]):
            if version["text_sha256"] != digest(version["texts"]):
                verdict.faults.append(
                    Sentence("terminal-verify-text-hash", slug=slug, version=str(version["version"]))
                )


def _manifest(raw: bytes, kind: str = KIND, formats: Sequence[int] = _FORMATS) -> Mapping[str, Any]:
    manifest = _json(raw, MANIFEST)
    try:
        good = (
            manifest["kind"] == kind
            and manifest["key"]["algorithm"] == "Ed25519"
            and HEX_KEY.fullmatch(manifest["key"]["public_key"]) is not None
            and all(
                isinstance(e["sha256"], str) and type(e["size"]) is int for e in manifest["files"].values()
            )
            and all(isinstance(e["demand"], str) for e in (manifest["demands"] if kind == KIND else ()))
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAnExport("terminal-verify-manifest-because", file=MANIFEST, reason=error) from error
    if not good:
        raise NotAnExport("terminal-verify-not-of-an-export", file=MANIFEST)
    if manifest.get("format") not in formats:
        raise NotAnExport("terminal-verify-format", file=MANIFEST)
    return manifest


def _json(raw: bytes, name: str) -> Mapping[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotAnExport("terminal-verify-not-json", name=name) from error
    if not isinstance(value, dict):
        raise NotAnExport("terminal-verify-not-of-an-export", file=name)
    return value


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_JSON_SIZE:
            raise NotAnExport("terminal-verify-too-large", name=path)
        return path.read_bytes()
    except OSError as error:
        raise NotAnExport("terminal-unreadable", file=path, reason=error.strerror) from error


@contextmanager
def _opened(path: Path) -> Iterator[_Files]:
    try:
        if path.is_dir():
            entries = sorted(path.rglob("*"))
            if link := next((each for each in entries if each.is_symlink()), None):
                name = link.relative_to(path).as_posix()
                raise NotAnExport("terminal-verify-link", name=name)
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
                raise NotAnExport("terminal-verify-two-names", path=path)
            yield _Files(sizes, archive.open)
    except OSError as error:
        raise NotAnExport(
            "terminal-unreadable", file=error.filename or path, reason=error.strerror
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotAnExport("terminal-verify-damaged", path=path) from error
