"""Vectors of ledgers, and the program that writes all vectors, the page that needs no board and the sentences
of ``verify.py``: ``python -m tests.board.ledger_vectors``."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.board.pages import checker_sentences, own_checker
from bot.board.verify import MAX_SIZE
from bot.exports.ledger_file import Head
from bot.exports.manifest import fingerprint
from bot.petitions.counts.ledger import LedgerEntry, entry_hash
from bot.petitions.demands.consent import digest
from bot.texts import Texts
from tests.board.board_vectors import board_vectors
from tests.board.forger import PATCHES, sign, signed
from tests.board.ledgers import KEY, chain, entry, file_of, restored, whole
from tests.board.page_vectors import page_vectors
from tests.board.vectors import (
    LEDGER,
    VECTORS,
    Vector,
    answer_by_python,
    as_json,
    asked_of,
    files_of,
    folders_of,
    write_files,
)

ROOT = Path(__file__).parents[2]
OWN_PAGES = {"en": ROOT / "docs" / "verify.html", "fr": ROOT / "docs" / "fr" / "verify.html"}
ONE_FILE = ROOT / "bot" / "board" / "verify.py"
RIGHT, RESTORED = "a-ledger", "a-ledger-restored-from-a-backup"


@cache
def all_vectors() -> dict[str, Vector]:
    """Return every vector by its name."""
    vectors = {**dict(_ledgers()), **dict(_heads()), **dict(_lies()), **dict(_no_ledgers())}
    return {**vectors, **page_vectors(), **board_vectors()}


def _of(raw: bytes, *wrong: str, **asked: Any) -> Vector:
    """Return the vector of a ledger alone; ``wrong`` are the keys of its faults."""
    return Vector(files={LEDGER: raw}, wrong=frozenset(wrong), **asked)


def _ledgers() -> Iterator[tuple[str, Vector]]:
    """Yield right ledgers, with what is given in each way."""
    raw, older, head = file_of(whole()), file_of(restored()), str(Head.of(whole()[5]))
    told = frozenset({"key", "head", "ledger", "counts"})
    yield RIGHT, _of(raw, head=head, told=told)
    asked: dict[str, dict[str, Any]] = {
        "its-key-as-a-fingerprint": {"key": fingerprint(KEY).upper()},
        "its-key-with-spaces": {"key": f" {KEY}\n"},
        "its-head-as-discord-has-it": {"head": f"-# `{head}`\n"},
        "its-head-with-other-spaces": {"head": head.replace(" ", "\u00a0")},
        "its-head-on-two-lines": {"head": head.replace(" ", "\n")},
    }
    for name, given in asked.items():
        yield f"{RIGHT}-{name}", _of(raw, **{"head": head, "told": told, **given}, like=RIGHT)
    yield f"{RIGHT}-without-its-key", _of(raw, key=None, told=frozenset({"compare-key"}), like=RIGHT)
    noted = frozenset({"key", "restored", "clock", "head"})
    yield RESTORED, _of(older, head=str(Head.of(restored()[1])), told=noted)


def _heads() -> Iterator[tuple[str, Vector]]:
    """Yield ledgers that are not as a head or key says that was kept."""
    entries = whole()
    raw, head = file_of(entries), str(Head.of(entries[5]))
    fork = [*entries[:5], entry(entries[4], count=90, published_at="2026-02-06T09:00:00Z")]
    lost = (restored()[2].previous_hash or "")[1:33]
    cases: dict[str, tuple[bytes, str, dict[str, Any]]] = {
        "another-history-than-the-head": (file_of(fork), "head-other", {"head": head}),
        "an-older-file-than-the-head": (file_of(entries[:5]), "head-newer", {"head": head}),
        "a-head-of-another-demand": (raw, "head-demand", {"head": head.replace("halt-ice", "pay-rise")}),
        "a-head-that-is-cut": (raw, "head-unread", {"head": "halt-ice 6 8f3a"}),
        "another-key-than-the-unions": (raw, "other-key", {"key": "ab" * 32}),
        "another-fingerprint-than-the-unions": (raw, "other-key", {"key": "ab" * 16}),
        "a-key-that-is-cut": (raw, "key-unread", {"key": "ab"}),
        "a-ledger-signed-with-another-key": (file_of(entries, seed=bytes(32)), "other-key", {}),
        "a-lost-publication-whose-head-was-kept": (
            file_of(restored()),
            "head-absent",
            {"head": f"halt-ice 3 {lost}"},
        ),
    }
    for name, (content, fault, asked) in cases.items():
        yield name, _of(content, fault, **asked, like=RIGHT if content == raw else "")
    same = str(Head.of(entries[4]))
    yield "a-head-from-before-the-fork", _of(file_of(fork), head=same, like="another-history-than-the-head")
    yield from _dropped()


def _dropped() -> Iterator[tuple[str, Vector]]:
    """Yield ledgers without a publication, behind one that says it was lost with an older backup."""
    entries = chain({"count": 10}, {"count": 25})
    dropped = entry(entries[-1], count=31)
    after = entry(dropped, count=28, reason="restored")
    renumbered = replace(after, number=3)
    head = str(Head.of(dropped))
    again = [*entries, replace(renumbered, hash=entry_hash(renumbered))]
    name = "a-publication-dropped-behind-a-restored-one"
    yield name, _of(file_of([*entries, after]), "head-absent", head=head)
    yield f"{name}-and-renumbered", _of(file_of(again), "head-other", head=head)
    noted = frozenset({"key", "restored"})
    yield f"{name}-without-its-head", _of(file_of([*entries, after]), told=noted, like=name)


def _lies() -> Iterator[tuple[str, Vector]]:
    """Yield histories that were forged with the key."""
    entries, changed = whole(), whole()
    changed[4] = entry(changed[3], published_at="2026-02-05T09:00:00Z", count=61)
    lies: dict[str, tuple[list[LedgerEntry], set[str]]] = {
        "an-entry-rewritten": (changed, {"previous"}),
        "an-entry-missing": ([each for each in entries if each.number != 4], {"missing", "previous"}),
        "an-entry-twice": ([*entries[:3], *entries[2:]], {"missing", "previous"}),
        "an-entry-of-another-demand": (
            [*entries[:6], entry(entries[5], count=71, demand_id=8)],
            {"other-demand"},
        ),
        "a-text-that-is-not-in-the-file": ([entry(None, count=3, text_hash="0" * 64)], {"no-text"}),
        "a-negative-count": ([entry(None, count=-1)], {"negative"}),
        "a-negative-number-of-invalid-ones": ([entry(None, count=1, invalidated=-1)], {"negative"}),
        "lost-and-nothing-named": (
            [*entries, entry(entries[-1], count=80, reason="restored")],
            {"lost-nothing"},
        ),
        "the-first-entries-missing": (entries[2:], {"missing", "previous"}),
        "a-hash-of-something-else": ([replace(chain({"count": 3})[0], count=4)], {"hash"}),
    }
    for name, (forged, wrong) in lies.items():
        yield name, _of(file_of(forged), *wrong)
    raw = file_of(entries)
    yield "a-text-changed", _of(signed(raw, b"We ask for it.", b"We ask nicely."), "text")
    yield from _versions(json.loads(raw))
    other_head = json.loads(raw)
    other_head["head"]["count"] = 72
    yield "a-head-with-another-count", _of(sign(other_head), "head-changed")
    yield "a-day-changed", _of(raw.replace(b"2026-02-01T08", b"2026-02-01T07"), "signature")
    yield "the-ledger-of-another-demand", _of(file_of(entries, slug="pay-rise"), "other-demand")


def _versions(ledger: dict[str, Any]) -> Iterator[tuple[str, Vector]]:
    """Yield ledgers with a text that no publication names, which is not what was signed."""
    texts = {"en": {"title": "We accept the pay cut", "body": "All of it."}}
    newest = {**ledger["versions"][-1], "texts": texts, "text_sha256": digest(texts)}
    versions = ledger["versions"]
    newer = sign({**ledger, "versions": [*versions, {**newest, "version": 3}]})
    yield "a-newest-text-that-no-publication-names", _of(newer, told=frozenset({"key", "ledger"}))
    orders = {"of-one-number": [*versions, newest], "in-another-order": versions[::-1]}
    for name, given in orders.items():
        yield f"two-versions-{name}", _of(sign({**ledger, "versions": given}), "no-ledger")
    yield "a-version-0", _of(sign({**ledger, "versions": [{**newest, "version": 0}, *versions]}), "no-ledger")


def _no_ledgers() -> Iterator[tuple[str, Vector]]:
    """Yield files that are none, or that readers read differently, though they are signed."""
    raw = file_of(whole())
    for name, (old, new) in PATCHES.items():
        yield f"json-{name.replace(',', '').replace(' ', '-')}", _of(signed(raw, old, new), "no-ledger")
    nested = b'{"kind": "tocsin-ledger", "format": 1, "a": ' + b'{"a":' * 400 + b"1" + b"}" * 401
    others = {
        "objects-in-objects": nested,
        "a-mark-of-the-order-of-bytes": b"\xef\xbb\xbf" + raw,
        "another-encoding": raw.decode().encode("utf-16"),
        "other-line-breaks": raw.replace(b"\n", b"\r\n"),
        "the-head-of-an-export": b'{"format": 1, "kind": "tocsin-export"}\n',
        "another-kind-of-file": b"%PDF-1.7",
        "an-empty-file": b"",
        "an-empty-list": b"[]\n",
        "nothing": b"null",
    }
    for name, content in others.items():
        yield name, _of(content, "no-ledger")
    yield "a-newer-format", _of(raw.replace(b'"format": 1', b'"format": 2', 1), "newer-format")
    yield "a-newer-format-of-an-entry", _of(signed(raw, b'"format": 2', b'"format": 5'), "newer-format")
    large = {"lists-in-lists": ("[", 200_000, "no-ledger"), "too-large": (" ", MAX_SIZE + 1, "too-large")}
    for name, (text, times, fault) in large.items():
        yield name, Vector(files={}, made={LEDGER: [(text, times)]}, wrong=frozenset({fault}))


def with_sentences(program: str) -> str:
    """Return ``verify.py`` with the catalogues' sentences: it is one file, and cannot read them."""
    texts = Texts.load()
    used = set(re.findall(r'"([a-z][a-z0-9-]+)"', program.partition("\nSENTENCES")[0])) | {
        f"verdict-{each}" for each in ("good", "part", "wrong")
    }
    told = {
        language: {key: said for key, said in checker_sentences(texts.of(language)).items() if key in used}
        for language in ("en", "fr")
    }
    start, end = program.index("# The sentences, "), program.index('\nif __name__ == "__main__":')
    written = json.dumps(told, ensure_ascii=False, indent=1)
    block = f'''# The sentences, as the page has them: written here by tests/board/ledger_vectors.py.
SENTENCES: dict[str, dict[str, str]] = json.loads(
    r"""
{written}
"""  # noqa: E501
)
'''
    return f"{program[:start]}{block}\n{program[end:]}"


def write() -> None:
    """Write every file that is derived from others."""
    shutil.rmtree(VECTORS, ignore_errors=True)
    write_files(folders_of(all_vectors()), VECTORS)
    for name, vector in all_vectors().items():
        with tempfile.TemporaryDirectory() as folder:
            files = write_files(files_of(name), Path(folder))
            answer = answer_by_python(files, asked_of(name))
        assert vector.as_answered(answer), f"{name}: {answer}"
        (VECTORS / name / "answer.json").write_bytes(as_json(answer))
    for language, path in OWN_PAGES.items():
        path.write_text(own_checker(Texts.load().of(language)), encoding="utf-8")
    ONE_FILE.write_text(with_sentences(ONE_FILE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
