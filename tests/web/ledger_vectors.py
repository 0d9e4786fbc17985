"""Ledgers with every kind of entry, and what the three checkers must answer about each; written anew, with
the page that needs no board and the sentences of ``verify.py``, by ``python -m tests.web.ledger_vectors``."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.petitions.counts.ledger import LedgerEntry, entry_hash
from bot.petitions.demands.consent import digest
from bot.texts import Texts
from bot.web.checker import checker_sentences
from bot.web.pages import own_checker
from tests.web.page_vectors import vector_files

ROOT = Path(__file__).parents[2]
VECTORS = Path(__file__).parent / "vectors"
OWN_PAGES = {"en": ROOT / "docs" / "verify.html", "fr": ROOT / "docs" / "fr" / "verify.html"}
ONE_FILE = ROOT / "bot" / "web" / "verify.py"
SEED = bytes(range(32))  # of the key that signs them, which signs nothing else
TEXTS = [
    {"en": {"title": "Halt all work for ICE", "body": "We ask for it."}},
    {
        "en": {"title": "Halt all work for ICE", "body": 'We ask for it, "at once".'},
        "fr": {"title": "Arrêter tout travail pour l’ICE", "body": "Nous le demandons.\n\tTout de suite. 🕊"},
    },
]
_UNITS = [
    {"id": 3, "unit": "lyon", "name": "Lyon – Part-Dieu", "size": 400, "count": 12},
    {"id": 4, "unit": "paris", "name": "Paris", "size": 90, "count": None},
]


def entry(before: LedgerEntry | None, **told: Any) -> LedgerEntry:
    """Return the entry that follows another one, with its hash."""
    values: dict[str, Any] = {
        "demand": "halt-ice",
        "demand_id": 7,
        "text_hash": digest(TEXTS[0]),
        "number": 1 if before is None else before.number + 1,
        "published_at": "2026-02-20T09:00:00Z",
        "invalidated": 0,
        "verified_by": "server",
        "account_days": 0,
        "server_days": 0,
        "reason": "batch",
        "breakdown": None,
        "previous_hash": None if before is None else before.hash,
        **told,
    }
    made = LedgerEntry(**values)
    return replace(made, hash=entry_hash(made))


def chain(*told: dict[str, Any]) -> list[LedgerEntry]:
    """Return entries that follow each other."""
    entries: list[LedgerEntry] = []
    for day, values in enumerate(told, 1):
        before = entries[-1] if entries else None
        entries.append(entry(before, **{"published_at": f"2026-02-{day:02}T09:00:00Z", **values}))
    return entries


def whole() -> list[LedgerEntry]:
    """Return a history with entries for each reason, and nothing lost."""
    newer = {"text_hash": digest(TEXTS[1])}
    return chain(
        {"count": 5},
        {"count": 17},
        {"count": 30},
        {"count": 33, "reason": "late", "verified_by": "role"},
        {"count": 60, "breakdown": _UNITS, "account_days": 30, "server_days": 7, **newer},
        {"count": 48, "invalidated": 12, "reason": "invalidated", **newer},
        {"count": 71, "verified_by": "roster", "reason": "closing", **newer},
    )


def restored() -> list[LedgerEntry]:
    """Return a history that goes on after a restored backup, and whose clock was put back."""
    entries = chain({"count": 10}, {"count": 25})
    lost = entry(entries[-1], count=31, published_at="2026-02-03T09:00:00Z")
    entries.append(entry(lost, count=28, published_at="2026-02-04T09:00:00Z", reason="restored"))
    return [*entries, entry(entries[-1], count=40, published_at="2026-02-03T21:00:00Z")]


def file_of(entries: Sequence[LedgerEntry], *, slug: str = "halt-ice", seed: bytes = SEED) -> bytes:
    """Return the ledger file of these entries."""
    versions = [
        SimpleNamespace(
            version=number,
            made_at=datetime.fromisoformat(f"2026-02-0{number}T08:00:00Z"),
            texts=texts,
            text_hash=digest(texts),
        )
        for number, texts in enumerate(TEXTS, 1)
    ]
    asked: Any = SimpleNamespace(demand=SimpleNamespace(slug=slug), versions=versions, ledger=list(entries))
    return ledger_file(asked, ManifestSigner(seed))


def answer(entries: Sequence[LedgerEntry], *notes: tuple[str, int]) -> dict[str, Any]:
    """Return what each checker answers about a right ledger, with its key given and no head."""
    return {
        "key": ManifestSigner(SEED).public_key,
        "wrong": [],
        "publications": len(entries),
        "count": entries[-1].count,
        "notes": [[key, {"number": number}] for key, number in notes],
    }


LEDGERS = {"whole": whole, "restored": restored}
ANSWERS = {
    "whole": answer(whole()),
    "restored": answer(restored(), ("restored", 4), ("clock", 5)),
}


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
    block = f'''# The sentences, as the page has them: written here by tests/web/ledger_vectors.py.
SENTENCES: dict[str, dict[str, str]] = json.loads(
    r"""
{written}
"""  # noqa: E501
)
'''
    return f"{program[:start]}{block}\n{program[end:]}"


def write() -> None:
    """Write every file that is derived from others."""
    for name, made in LEDGERS.items():
        (VECTORS / f"{name}.json").write_bytes(file_of(made()))
        told = json.dumps(ANSWERS[name], indent=1) + "\n"
        (VECTORS / f"{name}.answer.json").write_text(told, encoding="utf-8")
    for name, raw in vector_files().items():
        (VECTORS / "page" / name).parent.mkdir(parents=True, exist_ok=True)
        (VECTORS / "page" / name).write_bytes(raw)
    for language, path in OWN_PAGES.items():
        path.write_text(own_checker(Texts.load().of(language)), encoding="utf-8")
    ONE_FILE.write_text(with_sentences(ONE_FILE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
