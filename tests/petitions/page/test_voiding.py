"""Voiding a demand whose issuing key was copied: two organisers, the last entry, and what ends with it."""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.announcements.outbox import select_queued, to_queued
from bot.announcements.poster_interface import Gone
from bot.charts.canvas import Painter
from bot.errors import UserError
from bot.keystore.keyring import share_key
from bot.petitions.counts.publications import Publications
from bot.petitions.page_rows import held_note
from bot.servers.board import Boards
from bot.storage import Database
from bot.storage.models import Announcement, AuditEntry, Demand, Note, Publication, UnpublishedRow
from bot.texts import Texts
from bot.ui.demands.posts import DemandPosts
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import EAGER, SERVER

pytestmark = pytest.mark.storage


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> PageDesk:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    return desk


async def waiting(desk: PageDesk) -> int:
    async with desk.database.read() as session:
        return len((await session.scalars(select(UnpublishedRow.key))).all())


async def test_a_void_demand_ends_with_the_count_as_before_and_forgets_what_waits(desk: PageDesk) -> None:
    demand, other = await desk.open_demand(), await desk.open_demand()
    tokens = await desk.sign(demand, 8)
    mine = await desk.sign(other, 1)
    await desk.publish()
    await desk.void(demand)
    *_, last = await desk.entries(demand)
    assert (last.reason, last.count, last.rows_sha256) == ("void", 5, None)
    view = await desk.demands.get(SERVER, demand.id)
    assert view.void is not None
    assert (view.state, view.void.why, view.void.again) == ("void", "The key was copied.", None)
    assert await waiting(desk) == 1, "of the other demand"
    assert await desk.act(demand, tokens[0], turn=2, withdraw=True) == 410
    assert await desk.publish() == 0
    assert (await desk.reasons(demand))[-1] == ("void", 5), "nothing comes after it"
    [entry] = await desk.rounds.rounds(SERVER)
    states = {key.demand_id: key.state for key in entry.keys}
    assert states == {demand.id: "ended", other.id: "closed", None: "ended"}
    assert not list(desk.keys.folder.path.glob("issuing-*.key")), "nothing more is issued in the round"
    assert await desk.keys.key(share_key(entry.id, 0)) is None
    assert await desk.act(other, mine[0], turn=2) == 200, "tokens that members have still sign"
    async with desk.database.read() as session:
        assert (await session.scalars(select(Announcement.kind))).all().count("void") == 1
        acts = (await session.scalars(select(AuditEntry.act).order_by(AuditEntry.number))).all()
    assert [act for act in acts if act.startswith("demand-void")] == ["demand-void-propose", "demand-void"]


async def test_an_open_demand_with_the_same_text_is_where_to_sign_again(desk: PageDesk) -> None:
    demand, same = await desk.open_demand(), await desk.draft()
    await desk.void(demand)
    with pytest.raises(UserError, match="refusal-round-no-key"):
        await desk.demands.open(SERVER, same.id)
    await desk.next_round()
    seen = [await desk.demands.get(SERVER, demand.id)]
    await desk.demands.open(SERVER, same.id)
    seen.append(await desk.demands.get(SERVER, demand.id))
    await desk.close(same)
    seen.append(await desk.demands.get(SERVER, demand.id))
    assert [view.void and view.void.again for view in seen] == [None, same.slug, None]
    assert seen[0].stamp < seen[1].stamp < seen[2].stamp, "its card is edited"


async def test_a_demand_that_cannot_be_voided_is_refused_and_nothing_follows_a_void_one(
    desk: PageDesk,
) -> None:
    elsewhere = await desk.demands.create(SERVER, {"en": {"title": "T", "body": "B"}})
    with pytest.raises(UserError, match="refusal-void-not-on-page"):
        await desk.voiding.propose(SERVER, elsewhere.id, why="Why.", by=1)
    ended = await desk.open_demand()
    await desk.close(ended)
    desk.clock.move(days=30)
    await desk.publish()
    with pytest.raises(UserError, match="refusal-void-ended"):
        await desk.voiding.propose(SERVER, ended.id, why="Why.", by=1)
    demand = await desk.open_demand()
    await desk.void(demand)
    with pytest.raises(UserError, match="refusal-void-already"):
        await desk.voiding.propose(SERVER, demand.id, why="Why.", by=1)
    with pytest.raises(UserError, match="refusal-demand-void"):
        await desk.lifecycle.deliver(SERVER, demand.id, to="The board")
    with pytest.raises(UserError, match="refusal-schedule-closed"):
        await desk.lifecycle.schedule(SERVER, demand.id, goal=100)
    await desk.lifecycle.archive(SERVER, demand.id)
    archived = await desk.demands.get(SERVER, demand.id)
    assert archived.void is not None, "its card still says so"


async def test_a_demand_whose_publications_were_lost_is_voided_after_the_gap(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    [*_, lost] = await desk.entries(demand)
    async with desk.database.write() as session:
        await session.execute(
            update(Demand)
            .where(Demand.id == demand.id)
            .values(lost_head={"number": lost.number + 3, "hash": "ab" * 32})
        )
    await desk.void(demand)
    async with desk.database.read() as session:
        rows = select(Publication.reason, Publication.number).order_by(Publication.number)
        found = [tuple(row) for row in await session.execute(rows)]
    assert found[-2:] == [("restored", lost.number + 4), ("void", lost.number + 5)]


async def test_the_keys_end_also_while_the_board_keeps_the_ledger_from_going_on(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 2)
    async with desk.database.write() as session:
        session.add(Note(name=held_note(demand.id), value="altered:ledger"))
    await desk.void(demand)
    assert await desk.reasons(demand) == [("opening", 0)]
    [entry] = await desk.rounds.rounds(SERVER)
    assert {key.state for key in entry.keys} == {"ended"}
    assert await waiting(desk) == 0
    async with desk.database.write() as session:
        await session.execute(delete(Note).where(Note.name == held_note(demand.id)))
    await desk.publish()
    assert await desk.reasons(demand) == [("opening", 0), ("void", 0)]


async def test_posts_that_waited_say_first_that_the_demand_is_void_by_now(desk: PageDesk) -> None:
    """The channel refused them until then. A milestone is dropped: its headline is a count."""
    demand = await desk.open_demand()
    await desk.sign(demand, 20)
    for _ in range(40):
        await desk.publish()
    await desk.close(demand)
    await desk.publish()
    await desk.void(demand)
    texts = Texts.load()
    t = texts.of("en")
    publications = Publications(desk.database, desk.clock, desk.keys, EAGER)
    boards = Boards(desk.database, texts, "")
    posts = DemandPosts(demands=desk.demands, publications=publications, painter=Painter(), boards=boards)
    kinds = Announcement.kind.in_(("milestone", "closed"))
    async with desk.database.read() as session:
        waiting = [to_queued(row) for row in await session.execute(select_queued().where(kinds))]
    milestone = next(each for each in waiting if each.kind == "milestone")
    with pytest.raises(Gone):
        await posts.card(milestone, t, "mark")
    [closed] = [each for each in waiting if each.kind == "closed"]
    card = await posts.card(closed, t, "mark")
    said = "\n".join(getattr(item, "content", "") for item in card.walk_children())
    assert 0 < said.index(t("demand-void", day=desk.clock().date())) < said.index("20 ")
