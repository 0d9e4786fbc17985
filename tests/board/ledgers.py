"""Ledgers of demands with every kind of entry, signed with a key that signs nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.petitions.counts.ledger import LedgerEntry, entry_hash
from bot.petitions.demands.consent import digest

SEED = bytes(range(32))
KEY = ManifestSigner(SEED).public_key
SLUG = "halt-ice"
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
        "demand": SLUG,
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


def file_of(entries: Sequence[LedgerEntry], *, slug: str = SLUG, seed: bytes = SEED) -> bytes:
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


LEDGERS = {"whole": whole, "restored": restored}
