"""Steps with rosters for tests, as a steward creates them."""

from collections.abc import Iterable
from datetime import datetime

from bot.petitions.demands.service import DemandView
from bot.petitions.roster.roster_import import ImportResult, RosterImport
from bot.petitions.signing.eligibility import Signer
from tests.support.petition_desk import SERVER, Desk, signer_with


def signer(account_id: int, now: datetime) -> Signer:
    return signer_with(account_id, frozenset(), now)


async def imported(
    desk: Desk, numbers: Iterable[str], *, server_id: int = SERVER, replace: bool = False
) -> tuple[ImportResult, dict[str, str]]:
    """Import numbers; return the result, and the new codes by number."""
    await desk.servers.ensure(server_id)
    codes: dict[str, str] = {}
    roster_import = RosterImport(desk.database, desk.keys, server_id, hand_out=codes.update)
    return await roster_import.run(numbers, replace=replace), codes


async def open_with_roster(desk: Desk) -> DemandView:
    """Open a demand that requires the roster, which exists already."""
    await desk.servers.update(SERVER, roster=True)
    return await desk.open_demand()
