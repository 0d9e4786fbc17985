"""Consent texts: made from a server's privacy notice, frozen with a demand, and stored by their hash."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, bindparam, delete, exists, insert, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.made import made_of
from bot.petitions.signing.eligibility import Conditions
from bot.storage import Database
from bot.storage.models import Consent, Demand, DemandVersion, Server
from bot.texts import DEFAULT, Texts

_PLACEHOLDER = re.compile(r"\[.*\]|\A(EXAMPLE|EXEMPLE)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """Information that a server must give its members before it may ask for signatures (GDPR, articles 7, 9
    and 13).

    ``legal_basis`` is what the organisers add to the explicit consent, which every form names.
    """

    controller: str | None = None
    contact: str | None = None
    legal_basis: str | None = None
    recipients: str | None = None
    retention_months: int | None = None  # from the end of signing until the key is destroyed

    def missing(self) -> list[str]:
        """Return the fields that are empty or still hold a placeholder: ``[…]``, or a text that begins with
        EXAMPLE."""
        values = {name: getattr(self, name) or "" for name in PRIVACY_FIELDS}
        return [
            name
            for name, value in values.items()
            if (not value and name not in OPTIONAL_FIELDS) or _PLACEHOLDER.search(value)
        ]

    def states(self) -> dict[str, str]:
        """Return ``missing`` or ``given`` by field, as arguments of the message that lists what is
        missing."""
        missing = self.missing()
        return {name: "missing" if name in missing else "given" for name in PRIVACY_FIELDS}


PRIVACY_FIELDS = ("controller", "contact", "recipients", "legal_basis")
"""The text settings."""

OPTIONAL_FIELDS = ("legal_basis",)
"""Text settings that may be empty."""


def privacy_of(server: Server) -> Privacy:
    """Return the privacy settings of a stored server."""
    return made_of(Privacy, server)


SIGNING_MONTHS = 12
"""Longest signing time from the opening of a demand, in calendar months. Beyond it two organisers and a new
version of the consent are needed."""

_TOKEN_LENGTH = 16


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON (sorted keys, no spaces, UTF-8), in hexadecimal."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


async def consent_texts(
    texts: Texts,
    privacy: Privacy,
    languages: Collection[str],
    *,
    roster: bool,
    signed_by: str = "discord",
    signing_months: int = SIGNING_MONTHS,
) -> dict[str, str]:
    """Return the consent text in those of a demand's ``languages`` in which there is one, else in English.

    Organisers see it in each of these before they open the demand: no member agrees to a text that no
    organiser chose the language of. ``roster``: for a demand that requires the roster. Whoever signs on
    paper agrees to what the sheet says.
    """
    if signed_by == "paper":
        return {}
    told: dict[str, Any] = {name: getattr(privacy, name) or "" for name in PRIVACY_FIELDS}
    told["legal_basis"] = privacy.legal_basis or "none"
    told["signing"] = signing_months
    told["months"] = privacy.retention_months or 0  # 0: of a draft, before the setting is made
    parts = ("consent-text", "consent-roster") if roster else ("consent-text",)
    if signed_by == "page":
        parts = ("consent-page",)
    consent: dict[str, str] = {}
    for language in (*sorted(languages), DEFAULT):
        t = await texts.parsed(language)  # before ``has_own``, which would parse it on the event loop
        if texts.has_own(language, parts[-1]) and (language in languages or not consent):
            consent[language] = "\n\n".join(t(part, **told) for part in parts)
    return consent


def opening_token(
    texts: Mapping[str, Any], consent: Mapping[str, str], conditions: Conditions, signed_by: str
) -> str:
    """Return what identifies a demand as an organiser sees it before opening it: its text, the consent, who
    may sign, and how."""
    asked = {**asdict(conditions), "signed_by": signed_by}
    return digest({"texts": texts, "consent": consent, "asked": asked})[:_TOKEN_LENGTH]


_KEEP = text(
    # Valid in SQLite and PostgreSQL.
    "INSERT INTO consents (hash, texts) VALUES (:hash, :texts) ON CONFLICT (hash) DO NOTHING"
).bindparams(bindparam("texts", type_=JSON))


async def keep(session: AsyncSession, consent: Mapping[str, str]) -> str:
    """Store a consent text in the caller's transaction, and return the hash by which signatures refer to
    it."""
    name = digest(consent)
    await session.execute(_KEEP, {"hash": name, "texts": dict(consent)})
    return name


async def drop_unused(session: AsyncSession, database: Database) -> None:
    """Delete the consent texts of deleted demands, in the caller's transaction: they contain contact
    details."""
    if not database.is_sqlite:  # a demand that is opened concurrently may be about to use one
        await session.execute(text("LOCK TABLE consents IN SHARE ROW EXCLUSIVE MODE"))
    used = (Demand, DemandVersion)  # a signature refers to the consent of its version
    await session.execute(
        delete(Consent).where(*(~exists().where(table.consent_hash == Consent.hash) for table in used))
    )


async def refreeze(
    session: AsyncSession, texts: Texts, server_id: int, privacy: Privacy, now: datetime
) -> None:
    """Update the consent of the server's open demands in Discord to its new privacy settings, in the caller's
    transaction. They become a new version: a form that shows the old consent no longer signs. A demand on the
    page, whose rows show their version, gets the new consent with its next version of the text.

    The retention period and the signing time belong to the demand: they stay what its first signers were
    told.
    """
    columns = (
        Demand.id,
        Demand.retention_months,
        Demand.signing_months,
        Demand.verified_by,
        Demand.signed_by,
        Demand.texts,
    )
    opened = select(*columns).where(
        Demand.server_id == server_id, Demand.state == "open", Demand.signed_by == "discord"
    )
    alike: dict[tuple[int | None, int, bool, str, frozenset[str]], list[int]] = {}
    for row in (await session.execute(opened)).all():
        months, roster = row.signing_months or SIGNING_MONTHS, row.verified_by == "roster"
        kind = (row.retention_months, months, roster, row.signed_by, frozenset(row.texts))
        alike.setdefault(kind, []).append(row.id)
    for (kept, months, roster, signed_by, languages), ids in alike.items():
        told = replace(privacy, retention_months=kept)
        consent = await consent_texts(
            texts, told, languages, roster=roster, signed_by=signed_by, signing_months=months
        )
        consent_hash = digest(consent)
        changed = await session.scalars(
            update(Demand)
            .where(Demand.id.in_(ids), Demand.state == "open", Demand.consent_hash != consent_hash)
            .values(
                consent=consent,
                consent_hash=consent_hash,
                version=Demand.version + 1,
                stamp=Demand.stamp + 1,
            )
            .returning(Demand.id)
        )
        demand_ids = list(changed)
        if demand_ids:
            await keep(session, consent)
            await _keep_versions(session, demand_ids, now)


async def _keep_versions(session: AsyncSession, demand_ids: list[int], now: datetime) -> None:
    """Store the current text and consent of these demands as versions."""
    kept = (Demand.id, Demand.version, Demand.texts, Demand.text_hash, Demand.consent_hash)
    made_at = literal(now, DemandVersion.made_at.type).label("made_at")
    await session.execute(
        insert(DemandVersion).from_select(
            ["demand_id", "version", "texts", "text_hash", "consent_hash", "made_at"],
            select(*kept, made_at).where(Demand.id.in_(demand_ids)),
        )
    )
