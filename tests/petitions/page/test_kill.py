"""Bots killed before each durable step of what they do for a demand that is signed on the page: after a
restart no signature is lost or counted twice, and the ledger is as if nothing had happened."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.board.recovery import LedgerRecovery
from bot.board.verify import Verification
from bot.exports.ledger_file import ledger_file
from bot.exports.manifest import ManifestSigner
from bot.exports.queries import read_rows
from bot.page.registrar import rounds
from bot.petitions.counts.losses import LostPublications
from bot.petitions.page_rows import files_of, rows_name
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Announcement, AuditEntry, PublishedRow, UnpublishedRow
from tests.conftest import MovableClock
from tests.petitions.page.killed_page import DEMAND, do, opened
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import SERVER
from tests.support.processes import start

pytestmark = [pytest.mark.crash, pytest.mark.full]

ROOT = Path(__file__).parents[3]
LEDGERS = {
    "open": [("opening", 0)],
    "publish": [("opening", 0), ("batch", 5)],
    "amend": [("opening", 0), ("batch", 10), ("amended", 10)],
    "board": [("opening", 0), ("batch", 5)],
    "close": [("opening", 0), ("closing", 8)],
    "end": [("opening", 0), ("closing", 8), ("ended", 7)],
    "void": [("opening", 0), ("batch", 5), ("void", 5)],
}
"""The ledger after each act, of which the last entries may be there before."""

MIN_STEPS = {"publish": 4, "open": 3, "amend": 4, "board": 3, "close": 5, "end": 5, "void": 5}
"""Durable steps that each act has at least."""


async def before(desk: PageDesk, act: str) -> int:
    """Go through a demand's life up to an act; return the number of signatures that were acknowledged."""
    await desk.begin_round()
    await desk.servers.update(SERVER, board="cgt")
    demand = await desk.draft()
    assert demand.id == DEMAND
    if act == "open":
        return 0
    await desk.demands.open(SERVER, DEMAND)
    tokens = await desk.sign(demand, 13 if act == "amend" else 8)
    if act == "end":
        await desk.close(demand)
        assert await desk.act(demand, tokens[0], turn=2, withdraw=True) == 200
    desk.clock.move(days=30 if act == "end" else 0, hours=1)
    if act in ("amend", "board", "void"):
        assert await desk.ledgers.tick() == 1
    if act == "void":
        await desk.voiding.propose(SERVER, DEMAND, why="The key was copied.", by=1)
        return 5  # those that waited are forgotten
    return len(tokens)


async def restarted(folder: Path, desk: PageDesk) -> None:
    """Do the work of a start."""
    await LedgerRecovery(folder / "site", desk.database, desk.keys, desk.clock).run()
    await LostPublications(desk.keys.folder, desk.database).settle(desk.clock)
    await desk.rounds.tick()


async def check(folder: Path, desk: PageDesk, act: str, signed: int) -> None:
    """Check the ledger, with the checker that everybody has, and that each signature is there once."""
    ledgers = folder / "ledger"
    if act == "board":
        ledgers = (folder / "site" / "cgt" / "ledger").resolve()
    else:
        await write_ledger(desk, ledgers)
    demand = await desk.demands.get(SERVER, DEMAND)
    checked = Verification()
    checked.check(ledgers / f"{demand.slug}.json")
    assert checked.faults == []
    assert await desk.reasons(demand) == LEDGERS[act]
    async with desk.database.read() as session:
        published = list(await session.scalars(select(PublishedRow.key).where(PublishedRow.act == "sign")))
        waiting = list(await session.scalars(select(UnpublishedRow.key).where(UnpublishedRow.act == "sign")))
    assert len({*published, *waiting}) == len(published) + len(waiting), "counted twice"
    assert len(published) + len(waiting) == signed, "lost"
    if act == "void":
        await check_void(desk)


async def check_void(desk: PageDesk) -> None:
    """Check that one post, one record and no key of the round are left."""
    page = await desk.page_of(await desk.demands.get(SERVER, DEMAND))
    assert page.ledger_over
    [round_] = await desk.rounds.rounds(SERVER)
    assert {key.state for key in round_.keys} == {"ended"}
    assert not list(desk.keys.folder.path.glob("issuing-*.key"))
    async with desk.database.read() as session:
        posts = select(func.count()).where(Announcement.kind == "void")
        acts = select(func.count()).where(AuditEntry.act == "demand-void")
        assert [await session.scalar(posts), await session.scalar(acts)] == [1, 1]


async def write_ledger(desk: PageDesk, folder: Path) -> None:
    """Write ledger and rows as a board has them."""
    async with desk.database.read() as session:
        (asked,) = (await read_rows(session, SERVER, None)).demands
        files = await files_of(session, DEMAND)
    (folder / asked.demand.slug).mkdir(parents=True)
    for number, rows in files.items():
        (folder / rows_name(asked.demand.slug, number)).write_bytes(rows)
    (folder / f"{asked.demand.slug}.json").write_bytes(ledger_file(asked, ManifestSigner(bytes(32))))


@pytest.mark.parametrize("act", ["publish", "open", "amend", "board", "close", "end", "void"])
async def test_a_bot_killed_at_any_step_loses_no_signature_and_counts_none_twice(
    tmp_path: Path, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(rounds, "KEYS_PER_ROUND", 2)  # each is deleted in a step or two
    whole, out = tmp_path / "whole", tmp_path / "out.txt"
    database = await Database.connect(f"sqlite+aiosqlite:///{whole / 'tocsin.db'}")
    await upgrade(database)
    desk = await open_page_desk(database, MovableClock(), whole / "keys")
    signed = await before(desk, act)
    await database.close()
    now, copies = desk.clock(), tmp_path / "copies"
    arguments = (str(whole), str(copies), now.isoformat(), act)
    environ = dict(os.environ)
    process = await start(
        "tests.petitions.page.killed_page", *arguments, folder=ROOT, environ=environ, out=out
    )
    assert await process.wait() == 0, out.read_text()
    folders = list(copies.iterdir())
    assert len(folders) > MIN_STEPS[act]
    for folder in folders:
        desk = await opened(folder, now)
        await restarted(folder, desk)
        await do(desk, folder, act)
        await check(folder, desk, act, signed)
        await desk.database.close()
