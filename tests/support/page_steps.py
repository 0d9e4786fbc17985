"""Steps shared by stories about demands that are signed on the union's page."""

from sqlalchemy import select

from bot.demo.world import World
from bot.petitions.demands.service import DemandView
from bot.petitions.roster.roster_import import RosterImport
from bot.storage.models import IssuedPlace, IssuingRound
from tests.support.demand_steps import PRIVACY, TEXTS

SITE = "https://board.example/"
BOARD = "syndicat"
MEMBERS = 30


async def begin_round(world: World, *, issued: int = 25) -> None:
    """Give the server a board and a roster, and begin a round, which is a week old then and has issued
    tokens."""
    app = world.app
    app.boards.site = app.on_page._site = SITE
    await app.servers.update(world.server_id, privacy=PRIVACY, board=BOARD)
    importing = RosterImport(app.database, app.keys, world.server_id, hand_out=lambda _: None)
    await importing.run([f"N{number}" for number in range(MEMBERS)], replace=True)
    status = await app.rounds.begin(world.server_id, world.organiser.id)
    async with app.database.write() as session:
        row = await session.scalar(select(IssuingRound).where(IssuingRound.public_id == status.id))
        assert row is not None
        row.issued = issued
        # Without an issued place the round would be one that was restored from before its issues.
        values = {"reference": bytes(32), "hashes": bytes(192)}
        session.add(IssuedPlace(round_id=row.id, **values))
    world.clock.move(days=7)


async def page_draft(world: World) -> DemandView:
    return await world.app.demands.create(world.server_id, TEXTS, signed_by="page")


async def open_on_page(world: World) -> DemandView:
    """Open a demand that is signed on the page, after ``begin_round``."""
    return await world.app.demands.open(world.server_id, (await page_draft(world)).id)
