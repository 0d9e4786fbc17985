"""Histories that contradict what a board has published are not published, and the way out is said."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.board.contents import BoardReader
from bot.board.publish import Published, Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.exports.ledger_file import Head
from bot.exports.verify import verify
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.ledger import entry_hash, entry_of
from bot.petitions.counts.losses import LostPublications
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.views import DemandView
from bot.storage import Database
from bot.storage.models import Base, Demand, Publication, Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import EAGER, SERVER, TEXTS, Desk, open_desk
from tests.support.watching import Watching

pytestmark = pytest.mark.storage

OTHER = SERVER + 1
Rows = dict[str, Sequence[dict[str, Any]]]


class Boards:
    """Two servers with a board each, in one folder."""

    def __init__(self, database: Database, clock: MovableClock, desk: Desk, site: Path) -> None:
        self.database, self.clock, self.desk, self.site = database, clock, desk, site
        self.checkpoints = Checkpoints(desk.keys.folder, database)
        contracts = Watching(database, clock).contracts
        facts, glossary = Facts(database, clock), Glossary(database, clock)
        reader = BoardReader(database, Texts.load(), contracts, facts, glossary)
        self.publisher = Publisher(database, clock, Texts.load(), desk.keys, reader)
        self.members = 1_000

    async def started(self) -> None:
        """Do the work of a start."""
        await LostPublications(self.desk.keys.folder, self.database).settle(self.clock)
        rule = replace(EAGER, changes=3, fewest=3)
        self.desk.publications = Publications(
            self.database, self.clock, self.desk.keys, rule, checkpoints=self.checkpoints
        )

    async def count(self, demand: DemandView, by: int = 4) -> None:
        """Let members sign, and publish the count."""
        for _ in range(by):
            self.members += 1
            await self.desk.sign(demand, self.members)
        self.clock.move(hours=1)
        await self.desk.publish()

    async def publish(self, site: Path | None = None) -> Published:
        return await self.publisher.publish(site or self.site)

    def ledger(self, demand: DemandView, board: str = "cgt") -> Path:
        return self.site / board / "ledger" / f"{demand.slug}.json"

    def numbers(self, demand: DemandView, board: str = "cgt") -> list[int]:
        """Return the numbers of the publications that readers see."""
        verdict = verify(self.ledger(demand, board))
        assert verdict.faults == []
        return [entry["number"] for entry in json.loads(self.ledger(demand, board).read_bytes())["entries"]]

    async def saved(self) -> Rows:
        async with self.database.read() as session:
            return {
                table.name: [dict(row._mapping) for row in await session.execute(select(table))]
                for table in Base.metadata.sorted_tables
            }

    async def restore(self, rows: Rows) -> None:
        async with self.database.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                await session.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if rows[table.name]:
                    await session.execute(insert(table), list(rows[table.name]))

    async def forge(self, changed: int, /, **values: Any) -> None:
        """Change a publication as somebody with the database alone can: hashes are right again."""
        async with self.database.write() as session:
            rows = (await session.scalars(select(Publication).order_by(Publication.number))).all()
            slug = await session.scalar(select(Demand.slug).where(Demand.id == rows[0].demand_id))
            before = None
            for row in (each for each in rows if each.demand_id == rows[0].demand_id):
                if row.number > changed:
                    row.previous_hash = before
                elif row.number == changed:
                    for name, value in values.items():
                        setattr(row, name, value)
                row.hash = before = entry_hash(entry_of(str(slug), row))


@pytest.fixture
async def boards(database: Database, clock: MovableClock, tmp_path: Path) -> Boards:
    desk = await open_desk(database, clock, tmp_path / "keys")
    for server_id, name in ((SERVER, "cgt"), (OTHER, "other")):
        await desk.servers.ensure(server_id, name=name.upper(), language="en")
        await desk.servers.update(server_id, board=name)
    made = Boards(database, clock, desk, tmp_path / "site")
    await made.started()
    return made


@pytest.mark.full
async def test_a_restored_older_backup_is_not_published_until_the_ledger_says_what_was_lost(
    boards: Boards,
) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    rows = await boards.saved()
    await boards.count(demand)
    await boards.count(demand)
    await boards.publish()
    page = (boards.site / "cgt/en/index.html").read_text()
    (head,) = (await boards.checkpoints.all()).values()
    await boards.restore(rows)
    await boards.started()

    done = await boards.publish()
    said = str(done.withheld["cgt"])
    assert "The board cgt stays as it was" in said
    assert demand.slug in said
    assert str(Head(demand.slug, 3, head.hash[:32])) in said
    assert "from publication 2 on" in said
    assert "Start the bot" in said
    assert (boards.site / "cgt/en/index.html").read_text() == page
    assert boards.numbers(demand) == [1, 2, 3]
    assert done.boards == ["cgt", "other"], "the others are published"

    await boards.desk.publish()  # as the bot does within a minute
    assert (await boards.publish()).withheld == {}
    assert boards.numbers(demand) == [1, 4]
    kept = Head(demand.slug, 3, head.hash[:32])
    faults = verify(boards.ledger(demand), head=str(kept)).faults
    assert [each.id for each in faults] == ["board-check-head-absent"], "as if it was dropped"


async def test_a_new_folder_does_not_forget_what_was_published(boards: Boards, tmp_path: Path) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    rows = await boards.saved()
    await boards.count(demand)
    await boards.restore(rows)
    done = await boards.publish(tmp_path / "new")
    assert "stays as it was" in str(done.withheld["cgt"])
    assert not (tmp_path / "new" / "cgt").exists()
    assert "cgt" not in (tmp_path / "new" / "index.html").read_text()
    assert (tmp_path / "new" / "other").is_dir()


@pytest.mark.full
@pytest.mark.parametrize("advance", [0, 1, 2])
async def test_somebody_with_the_database_alone_cannot_make_a_board_show_another_history(
    boards: Boards, advance: int
) -> None:
    demand = await boards.desk.open_demand()
    for _ in range(3):
        await boards.count(demand)
    await boards.publish()
    before = boards.ledger(demand).read_bytes()
    await boards.forge(2, count=99)
    for _ in range(advance):  # and the bot itself goes on from it
        await boards.count(demand)
    await boards.started()
    await boards.desk.publish()
    done = await boards.publish()
    said = str(done.withheld["cgt"])
    assert "somebody changed the database" in said
    assert said.count(f"{demand.slug} 2 ") == 2, "both heads"
    assert boards.ledger(demand).read_bytes() == before


@pytest.mark.parametrize("advance", [0, 1])
async def test_a_board_that_was_off_under_another_name_forgets_no_publication(
    boards: Boards, advance: int
) -> None:
    """The folder's ledgers go with the board: the checkpoints beside the keys are what is left."""
    demand = await boards.desk.open_demand()
    for _ in range(3):
        await boards.count(demand)
    await boards.publish()

    async def change(board: str | None, slug: str, count: int) -> None:
        async with boards.database.write() as session:
            await session.execute(update(Server).where(Server.id == SERVER).values(board=board))
            await session.execute(update(Demand).where(Demand.id == demand.id).values(slug=slug))
        await boards.forge(2, count=count)
        await boards.started()
        for _ in range(advance):
            await boards.count(demand)
        await boards.publish()

    await change(None, "another", 8)
    assert not boards.ledger(demand).exists()
    await change("cgt", demand.slug, 99)
    assert "omebody changed the database" in str((await boards.publish()).withheld["cgt"])
    assert not boards.ledger(demand).exists()


async def test_a_chain_that_does_not_fit_is_not_published(boards: Boards) -> None:
    demand = await boards.desk.open_demand()
    for _ in range(2):
        await boards.count(demand)
    async with boards.database.write() as session:
        await session.execute(update(Publication).where(Publication.number == 1).values(count=99))
    assert "it is damaged: put back a backup" in str((await boards.publish()).withheld["cgt"])
    assert not (boards.site / "cgt").exists()


async def test_a_lost_publication_can_not_be_declared_without_having_been_published(boards: Boards) -> None:
    demand = await boards.desk.open_demand()
    for _ in range(3):
        await boards.count(demand)
    await boards.publish()
    await boards.forge(3, number=7, reason="restored", previous_hash="ab" * 32)
    assert "somebody changed the database" in str((await boards.publish()).withheld["cgt"])
    assert boards.numbers(demand) == [1, 2, 3]


async def test_a_demand_that_the_database_lost_stays_on_its_board(boards: Boards) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    await boards.publish()
    async with boards.database.write() as session:
        await session.execute(delete(Demand))
    said = str((await boards.publish()).withheld["cgt"])
    assert "does not have this demand" in said
    assert boards.numbers(demand) == [1]


async def test_another_name_for_a_demand_is_another_history(boards: Boards, tmp_path: Path) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    await boards.publish()
    async with boards.database.write() as session:
        await session.execute(update(Demand).values(slug="another"))
    await boards.forge(1)
    for site in (boards.site, tmp_path / "new"):  # which a new folder does not know, but the keys' does
        said = str((await boards.publish(site)).withheld["cgt"])
        assert f"It showed {demand.slug} 1 " in said
        assert "another 1 " in said
    (boards.desk.key_dir / f"demand-{demand.id}.published").unlink()  # the folder knows it without that
    assert "does not have this demand" in str((await boards.publish()).withheld["cgt"])
    assert boards.numbers(demand) == [1]


@pytest.mark.full
async def test_a_board_that_was_taken_down_can_come_back_with_its_history(boards: Boards) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    await boards.publish()
    await boards.desk.servers.update(SERVER, board=None)
    await boards.publish()
    await boards.count(demand)
    await boards.desk.servers.update(SERVER, board="cgt")
    assert (await boards.publish()).withheld == {}
    assert boards.numbers(demand) == [1, 2]


async def test_a_destroyed_key_leaves_the_board_its_memory(boards: Boards) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    await boards.publish()
    await boards.desk.keys.discard()
    for file in boards.desk.key_dir.glob("demand-*.published"):
        file.unlink()  # as the key's end does
    await boards.forge(1, count=99)
    assert "somebody changed the database" in str((await boards.publish()).withheld["cgt"])


async def test_a_damaged_ledger_on_the_disk_is_written_again_from_the_checkpointed_history(
    boards: Boards,
) -> None:
    demand = await boards.desk.open_demand()
    await boards.count(demand)
    await boards.publish()
    boards.ledger(demand).write_bytes(b"{")
    assert (await boards.publish()).withheld == {}
    assert boards.numbers(demand) == [1]


@pytest.mark.full
async def test_demands_of_two_servers_with_one_name_are_two(boards: Boards) -> None:
    mine = await boards.desk.open_demand()
    draft = await boards.desk.demands.create(OTHER, TEXTS)
    assert draft.slug == mine.slug
    theirs = await boards.desk.open_demand(OTHER)
    await boards.count(mine)
    await boards.publish()
    await boards.count(theirs)
    assert (await boards.publish()).withheld == {}
