"""Preview of an invalidation: the approximate number of matching signatures as of the last publication, never
as of now.

The viewer of a preview may control all but one of the matching signatures, and the minimum of ten is a sharp
threshold: if it moved with a single signature or withdrawal, it would reveal that one. So each publication
stores a snapshot of its published signatures by day; the snapshot of members who left the roster
is taken at the first preview after a publication. All of it is sealed under the demand's key.
"""

import base64
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date as Day
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.keystore.keyring import Keys
from bot.keystore.sealing import Group, Sealer
from bot.petitions.counts.invalidation_criteria import Criteria
from bot.petitions.counts.signature_counts import count_signatures
from bot.petitions.roster.members import last_import, signatures_off_roster
from bot.storage.models import Demand

Lot = tuple[str, int]
"""Day, and the number of its published signatures."""


def note(sealer: Sealer | None, demand: Demand, published: Counter[Group]) -> None:
    """Store the snapshot of a demand's published signatures, in the publication's transaction."""
    _write(sealer, demand, {"lots": _lots(published)})


def leave_out(sealer: Sealer | None, demand: Demand, criteria: Criteria) -> None:
    """Remove the matching signatures from the snapshot, after an invalidation with which nothing else was
    published. Snapshots do not tell who left the roster: until the next publication such a preview may be too
    high."""
    standing = _read(sealer, demand)
    if standing is not None and not criteria.off_roster:
        lots: Sequence[Lot] = standing["lots"]
        kept = [lot for lot in lots if not criteria.fits(Day.fromisoformat(lot[0]))]
        _write(sealer, demand, {"lots": kept})


async def preview(session: AsyncSession, keys: Keys, demand: Demand, criteria: Criteria) -> int:
    """Return the number of published signatures that match. The caller's transaction holds the demand's
    row."""
    if demand.last_publication_at is None:
        return 0
    sealer = await keys.sealer(demand.id)
    standing = _read(sealer, demand)
    if standing is None:  # published by a version without snapshots
        standing = {"lots": _lots((await count_signatures(session, sealer, demand)).published)}
        _write(sealer, demand, standing)
    lots = standing["lots"]
    if criteria.off_roster:
        imported = await last_import(session, demand.server_id)
        left = standing.get("off_roster")
        if left is None or left["import"] != imported:
            gone = await signatures_off_roster(session, keys, demand.id)
            rows = await count_signatures(session, sealer, demand, lambda reference, _: reference in gone)
            left = {"import": imported, "lots": _lots(rows.found_published)}
            _write(sealer, demand, {**standing, "off_roster": left})
        lots = left["lots"]
    return sum(many for day, many in lots if criteria.fits(Day.fromisoformat(day)))


def sealed_standing(sealer: Sealer, standing: dict[str, Any]) -> dict[str, Any]:
    """Encrypt a snapshot for the database."""
    content = sealer.seal_table(json.dumps(standing).encode())
    return {"sealed": base64.b64encode(content).decode()}


def _write(sealer: Sealer | None, demand: Demand, standing: dict[str, Any]) -> None:
    demand.standing = None if sealer is None else sealed_standing(sealer, standing)


def _read(sealer: Sealer | None, demand: Demand) -> dict[str, Any] | None:
    """Decrypt the stored snapshot; ``None`` if there is none or it does not decrypt."""
    if sealer is None or demand.standing is None:
        return None
    content = sealer.open_table(base64.b64decode(demand.standing.get("sealed", "")))
    standing: dict[str, Any] | None = None if content is None else json.loads(content)
    return standing


def _lots(groups: Counter[Group]) -> Sequence[Lot]:
    lots: Counter[str] = Counter()
    for group, many in groups.items():
        if group.signed_on is not None:
            lots[group.signed_on.isoformat()] += many
    return sorted(lots.items())
