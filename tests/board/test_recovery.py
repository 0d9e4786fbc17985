"""Publications that a restored database lacks are read back from the board's folder; never from one that
somebody altered."""

import json
import shutil
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.board.recovery import LedgerRecovery
from bot.board.verify import Unreadable, read_rounds
from bot.cli.admin.board import _held
from bot.demo.signing_member import Token, b64
from bot.errors import BoxAway, DatabaseAway, UserError
from bot.exports.verify import verify
from bot.keystore.issuing import IssuingFiles
from bot.page.box.service import BoxService
from bot.petitions.counts.ledger import LedgerEntry
from bot.petitions.counts.losses import LostPublications
from bot.petitions.demands.service import DemandView
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page_rows import standing
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import (
    Announcement,
    Base,
    BoxDemand,
    BoxVersion,
    Demand,
    IssuedPlace,
    IssuingRound,
    PageRows,
    Publication,
    PublishedRow,
    Server,
    UnpublishedRow,
)
from tests.conftest import MovableClock
from tests.support.ballots import published_file
from tests.support.page_desk import PageDesk, open_page_desk, publisher_of
from tests.support.petition_desk import SERVER

pytestmark = [pytest.mark.storage, pytest.mark.full]

Rows = dict[str, Sequence[dict[str, Any]]]
BOX = {model.__tablename__ for model in (BoxDemand, BoxVersion, PublishedRow, UnpublishedRow)}


class Union:
    """A union with a board, whose database is lost and restored."""

    def __init__(self, desk: PageDesk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.site = folder / "site"
        self.demand: DemandView
        self._rows: Rows = {}

    async def publish_board(self) -> None:
        assert await self.withheld() == ""

    async def withheld(self) -> str:
        """Publish the board; return why it stays as it was."""
        return "".join(map(str, (await publisher_of(self.desk).publish(self.site)).withheld.values()))

    async def back_up(self) -> None:
        """Save every table as a backup does: without rows that are not published."""
        async with self.desk.database.read() as session:
            self._rows = {
                table.name: [dict(row._mapping) for row in await session.execute(select(table))]
                for table in Base.metadata.sorted_tables
                if table.name != UnpublishedRow.__tablename__
            }

    async def restore(self, *, box_goes_on: bool = False) -> None:
        """Put the backup back into an empty database; ``box_goes_on``: but for the box, which is on another
        machine."""
        if box_goes_on:
            async with self.desk.database.read() as session:
                self._rows |= {
                    table.name: [dict(row._mapping) for row in await session.execute(select(table))]
                    for table in Base.metadata.sorted_tables
                    if table.name in BOX
                }
        async with self.desk.database.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                await session.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if self._rows.get(table.name):
                    await session.execute(insert(table), list(self._rows[table.name]))

    async def start(self, *, board: bool = True, tick: bool = True) -> None:
        """Do the work of a start, and the first tick."""
        database, clock = self.desk.database, self.desk.clock
        self.desk = await open_page_desk(database, clock, self.folder / "keys")
        await LedgerRecovery(self.site if board else None, database, self.desk.keys, clock).run()
        await LostPublications(self.desk.keys.folder, database).settle(clock)
        if tick:
            await self.desk.ledgers.tick()

    async def amend(self) -> None:
        await self.desk.sign(self.demand, 13)
        await self.desk.publish()
        await self.amend_to("Another title")

    async def amend_to(self, title: str) -> None:
        texts = {"en": {"title": title, "body": "Another text."}}
        proposal = await self.desk.amendments.propose(SERVER, self.demand.id, texts)
        await self.desk.amendments.confirm(SERVER, self.demand.id, proposal.token)

    async def entries(self) -> list[LedgerEntry]:
        """Return the ledger, whose files have what it counts."""
        found = await self.desk.entries(self.demand)
        async with self.desk.database.read() as session:
            assert await standing(session, self.demand.id) == found[-1].count
        return found

    async def held(self) -> list[str]:
        return [sentence.id for sentence in await _held(self.desk.database)]

    async def told(self) -> list[str]:
        """Return the notices for organisers that were posted about the restored database and the board."""
        async with self.desk.database.read() as session:
            occasions = await session.scalars(select(Announcement.occasion).order_by(Announcement.id))
            return [each.partition(":")[0] for each in occasions if each.startswith(("restored", "board"))]

    @property
    def ledger(self) -> Path:
        return self.site / "cgt" / "ledger" / f"{self.demand.slug}.json"

    @property
    def rows(self) -> list[Path]:
        """The published files of rows, oldest first."""
        files = (self.site / "cgt" / "ledger" / self.demand.slug).glob("rows-*.jsonl")
        return sorted(files, key=lambda path: int(path.stem.partition("-")[2]))


@pytest.fixture
async def union(database: Database, clock: MovableClock, tmp_path: Path) -> Union:
    """One whose publication 2 is in the backup."""
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    async with database.write() as session:
        await session.execute(update(Server).values(board="cgt", name="CGT"))
    made = Union(desk, tmp_path)
    made.demand = await desk.open_demand()
    await desk.sign(made.demand, 6)
    await desk.publish()
    await made.back_up()
    return made


async def since(union: Union) -> list[Token]:
    """Publish more; return the tokens of those who signed since the backup and are counted at its end."""
    tokens = await union.desk.sign(union.demand, 5)
    await union.desk.publish()
    await union.publish_board()
    return tokens


@pytest.mark.both_engines
async def test_rows_and_texts_published_since_the_backup_are_read_back_and_the_ledger_goes_on(
    union: Union,
) -> None:
    tokens = await since(union)
    await union.amend()
    tokens += await union.desk.sign(union.demand, 5)
    await union.desk.publish()
    for token in tokens:
        assert await union.desk.act(union.demand, token, turn=2, withdraw=True) == 200
    await union.desk.publish()
    await union.publish_board()
    before, file = await union.entries(), union.ledger.read_bytes()
    assert len(before) == 7

    await union.restore()
    await union.start()
    assert await union.entries() == before
    assert await union.told() == [], "nothing is missing"
    await union.publish_board()
    assert json.loads(union.ledger.read_bytes())["entries"] == json.loads(file)["entries"]
    demand = await union.desk.demands.get(SERVER, union.demand.id)
    assert (demand.version, demand.texts["en"]["title"]) == (2, "Another title")
    opening = (await union.desk.page_of(union.demand)).opening
    for path in union.rows:
        number = int(path.stem.partition("-")[2])
        assert await published_file(union.desk.box, opening, number) == path.read_bytes()
    published = [line for path in union.rows for line in path.read_text().splitlines()]
    withdrawn = {row["key"] for row in map(json.loads, published) if row["act"] == "withdraw"}
    acts = [await union.desk.act(union.demand, each) for each in tokens if b64(each.key.public) in withdrawn]
    assert set(acts) == {409}, "the box knows what was published"

    await union.desk.sign(union.demand, 6)
    await union.desk.publish()
    *_, last = await union.entries()
    assert (last.number, last.reason, last.previous_hash) == (8, "batch", before[-1].hash)
    await union.publish_board()
    assert verify(union.ledger).faults == []


@pytest.mark.both_engines
@pytest.mark.parametrize("before_copy", [40, 41])  # published as 40 and 50
async def test_issues_published_since_the_backup_are_known_again_and_the_round_issues_nothing_more(
    union: Union, before_copy: int
) -> None:
    """The key folder is one of ``tocsin keys backup``, which knows of no issues; the database a copy of the
    whole, with the places that were issued before."""

    async def issued(number: int) -> None:
        async with union.desk.database.write() as session:
            await session.execute(update(IssuingRound).values(issued=number))

    await issued(before_copy)
    await union.back_up()
    await issued(48)
    await union.desk.sign(union.demand, 40)
    await union.desk.publish()
    await union.publish_board()
    before = await union.entries()
    assert (before[-1].count, before[-1].issued) == (43, 50)

    await union.restore()
    await union.start()
    assert await union.entries() == before
    await union.desk.sign(union.demand, 6)
    await union.desk.publish()
    last = (await union.entries())[-1]
    assert (last.number, last.count, last.issued) == (4, 46, 50)
    with pytest.raises(UserError, match="refusal-round-restored"):
        await union.desk.open_demand()


async def test_a_closing_and_the_end_of_a_ledger_are_read_back(union: Union) -> None:
    await union.desk.close(union.demand)
    union.desk.clock.move(days=30)
    await union.desk.publish()
    await union.publish_board()
    before = await union.entries()
    assert [entry.reason for entry in before][-2:] == ["closing", "ended"]
    await union.restore()
    await union.start()
    assert await union.entries() == before
    demand = await union.desk.demands.get(SERVER, union.demand.id)
    found = await union.desk.page_of(union.demand)
    assert (demand.state, found.ledger_over) == ("closed", True)
    assert await union.desk.publish() == 0


async def test_a_demand_that_was_voided_since_the_backup_stays_void(union: Union) -> None:
    await union.desk.void(union.demand)
    await union.publish_board()
    await union.restore()
    await union.start()
    assert (await union.entries())[-1].reason == "void"
    view = await union.desk.demands.get(SERVER, union.demand.id)
    assert view.void is not None
    assert (view.state, view.void.why) == ("void", "")
    page = await union.desk.page_of(union.demand)
    assert page.ledger_over
    [key] = [key for round_ in await union.desk.rounds.rounds(SERVER) for key in round_.keys if key.demand_id]
    assert key.state == "ended", "nothing is issued again"
    assert await union.desk.publish() == 0
    await union.publish_board()


async def test_a_folder_that_ends_before_the_last_publication_gives_what_it_has(union: Union) -> None:
    await since(union)
    before = await union.entries()
    await union.desk.sign(union.demand, 5)
    await union.desk.publish()
    (head,) = (await union.desk.entries(union.demand))[-1:]
    await union.restore()
    await union.start()
    *known, restored = await union.entries()
    assert known == before
    assert (restored.reason, restored.number, restored.previous_hash) == ("restored", 5, head.hash)


async def test_without_a_checkpoint_the_folder_is_enough(union: Union) -> None:
    """Of the keys only a file of ``tocsin keys backup`` was left."""
    await since(union)
    before = await union.entries()
    await union.restore()
    for path in (union.folder / "keys").glob("demand-*.published"):
        path.unlink()
    await union.start()
    assert await union.entries() == before


async def test_a_bot_without_a_board_goes_on_as_before(union: Union) -> None:
    await since(union)
    await union.restore()
    await union.start(board=False)
    assert [entry.reason for entry in await union.entries()] == ["opening", "batch", "restored"]


def _changed(path: Path, old: bytes, new: bytes) -> None:
    """Change a file in place of the one that may be a link to another version's."""
    content = path.read_bytes()
    assert old in content
    path.unlink()
    path.write_bytes(content.replace(old, new, 1))


def _a_row_less(union: Union) -> None:
    path = union.rows[-1]
    _changed(path, path.read_bytes().splitlines(keepends=True)[0], b"")


def _a_row_twice(union: Union) -> None:
    path = union.rows[-1]
    line = path.read_bytes().splitlines(keepends=True)[0]
    _changed(path, line, line + line)


def _no_file(union: Union) -> None:
    union.rows[-1].unlink()


def _a_longer_file(union: Union) -> None:
    with union.rows[-1].open("ab") as file:
        file.write(bytes(100_000))


def _another_count(union: Union) -> None:
    last = json.loads(union.ledger.read_bytes())["entries"][-1]["count"]
    _changed(union.ledger, b'"count": %d' % last, b'"count": %d' % (last + 1))


def _signed_by_another(union: Union) -> None:
    """Everything is right but the key."""
    from bot.exports.ledger_file import signed_file
    from bot.exports.manifest import ManifestSigner, fingerprint

    file, other = json.loads(union.ledger.read_bytes()), ManifestSigner(bytes(32))
    file["key"] |= {"public_key": other.public_key, "fingerprint": fingerprint(other.public_key)}
    del file["signature"]
    union.ledger.unlink()
    union.ledger.write_bytes(signed_file(b"tocsin ledger 1\n", file, other))


def _cut(union: Union) -> None:
    content = union.ledger.read_bytes()
    union.ledger.unlink()
    union.ledger.write_bytes(content[: len(content) // 2])


def _no_format(union: Union) -> None:
    file = json.loads(union.ledger.read_bytes())
    del file["entries"][-1]["format"]
    union.ledger.unlink()
    union.ledger.write_text(json.dumps(file, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


ALTERATIONS = [
    _a_row_less,
    _a_row_twice,
    _no_file,
    _a_longer_file,
    _another_count,
    _signed_by_another,
    _cut,
    _no_format,
]


@pytest.mark.rest_in_full
@pytest.mark.parametrize("alter", ALTERATIONS)
async def test_an_altered_folder_is_never_taken_over_and_nothing_is_published_until_that_is_put_right(
    union: Union, alter: Callable[[Union], None], caplog: pytest.LogCaptureFixture
) -> None:
    await since(union)
    before = await union.entries()
    shutil.copytree(union.site.resolve(), union.folder / "copy")
    await union.restore()
    known = await union.entries()
    alter(union)
    for _ in range(2):
        await union.start()
        await union.desk.sign(union.demand, 4)
        await union.desk.publish()
        assert await union.entries() == known
    assert await union.held() == ["terminal-board-held-altered"]
    assert await union.told() == ["board-withheld"], "once"
    assert caplog.text.count("nothing more is published of it") == 1

    shutil.rmtree(union.site.resolve())
    shutil.copytree(union.folder / "copy", union.site.resolve())
    await union.start()
    assert (await union.entries())[: len(before)] == before
    assert await union.held() == []
    await union.desk.publish()
    assert (await union.entries())[-1].count == before[-1].count + 8 - 3


async def test_without_the_altered_ledger_the_bot_goes_on_and_says_that_publications_are_lost(
    union: Union,
) -> None:
    await since(union)
    lost = (await union.entries())[-1]
    await union.restore()
    _cut(union)
    await union.start()
    assert await union.held() == ["terminal-board-held-altered"]
    union.ledger.unlink()
    await union.start()
    last = (await union.entries())[-1]
    assert (last.reason, last.number, last.previous_hash) == ("restored", lost.number + 1, lost.hash)
    assert await union.held() == []


async def test_a_signing_key_that_was_replaced_since_the_backup_is_taken_back_by_replacing_it_again(
    union: Union,
) -> None:
    """As ``docs/backup.md`` says: its file is beside the others, and the database has no record of it."""

    async def replace() -> bytes:
        async with union.desk.database.write() as session:
            assert await union.desk.keys.renew(session, "signing") == 2
        return (union.folder / "keys/signing-2.key").read_bytes()

    await union.publish_board()
    await union.back_up()
    key = await replace()
    await since(union)
    before = await union.entries()
    await union.restore()
    await union.start()
    assert await union.held() == ["terminal-board-held-altered"]
    assert await replace() == key
    await union.start()
    assert await union.held() == []
    assert await union.entries() == before
    await union.publish_board()


async def test_an_old_ledger_put_in_the_place_of_the_last_one_takes_nothing_back(union: Union) -> None:
    """It is signed; what it lacks is lost as without a folder, and the ledger says so."""
    await union.publish_board()
    shutil.copytree(union.site.resolve(), union.folder / "copy")
    await since(union)
    lost = (await union.entries())[-1]
    shutil.rmtree(union.site.resolve())
    shutil.copytree(union.folder / "copy", union.site.resolve())
    await union.restore()
    await union.start()
    last = (await union.entries())[-1]
    assert (last.reason, last.previous_hash) == ("restored", lost.hash)


async def test_a_database_that_contradicts_the_signed_ledger_publishes_nothing(union: Union) -> None:
    await since(union)
    async with union.desk.database.write() as session:
        await session.execute(
            update(Publication).where(Publication.number == 2).values(count=1, hash="5e" * 32)
        )
        await session.execute(delete(Publication).where(Publication.number > 2))
    await union.start()
    await union.desk.sign(union.demand, 8)
    await union.desk.publish()
    assert await union.held() == ["terminal-board-held-contradicted"]
    async with union.desk.database.read() as session:
        assert (await session.scalars(select(Publication.number))).all() == [1, 2]


async def test_a_signed_ledger_that_is_not_the_lost_one_is_not_taken_over(union: Union) -> None:
    """The checkpoint beside the keys names another history."""
    await since(union)
    await union.restore()
    (path,) = (union.folder / "keys").glob("demand-*.published")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"hash": "5e" * 32}))
    known = await union.entries()
    await union.start()
    assert await union.entries() == known
    assert await union.held() == ["terminal-board-held-contradicted"]


async def test_a_ledger_of_another_demand_is_not_taken_over(union: Union) -> None:
    other = await union.desk.open_demand()
    await since(union)
    await union.desk.sign(other, 9)
    await union.desk.publish()
    await union.publish_board()
    await union.restore()
    known = await union.entries()
    content = (union.ledger.parent / f"{other.slug}.json").read_bytes()
    union.ledger.unlink()
    union.ledger.write_bytes(content)
    await union.start()
    assert await union.entries() == known


async def test_a_demand_that_was_open_before_the_backup_of_its_draft_does_not_open_again(
    union: Union,
) -> None:
    draft = await union.desk.draft()
    await union.back_up()
    await union.desk.demands.open(SERVER, draft.id)
    await union.restore()
    await union.start()
    async with union.desk.database.read() as session:
        assert (await session.get_one(Demand, draft.id)).lost_head is not None
    with pytest.raises(Exception, match="refusal-page-was-open"):
        await union.desk.demands.open(SERVER, draft.id)


def _rounds(union: Union) -> Path:
    return union.site / "cgt" / "rounds.json"


def _keys_of(union: Union, round_id: str) -> list[Path]:
    return [*(union.folder / "keys").glob(f"*-{round_id}*.key")]


async def test_rounds_begun_since_the_backup_are_read_back_and_neither_numbers_nor_keys_are_used_again(
    union: Union,
) -> None:
    union.desk.clock.move(days=1)
    await union.desk.rounds.begin(SERVER, None)
    await union.publish_board()
    assert len(_keys_of(union, (await union.desk.rounds.rounds(SERVER))[1].id)) == 13
    before = json.loads(_rounds(union).read_bytes())["rounds"]
    assert [each["number"] for each in before] == [1, 2]
    await union.restore()
    assert "does not have round 2: it was restored from an older backup" in await union.withheld()
    await union.start()
    await union.publish_board()
    assert json.loads(_rounds(union).read_bytes())["rounds"] == before
    found = await union.desk.rounds.rounds(SERVER)
    states = [key.state for each in found for key in each.keys]
    assert states == ["taken", *["ended"] * 11]
    await union.desk.rounds.tick()
    one, two = (_keys_of(union, each.id) for each in found)
    assert (len(one), two) == (3, []), "nothing of the round that nobody can use stays"
    union.desk.clock.move(days=1)
    assert (await union.desk.rounds.begin(SERVER, None)).number == 3
    await union.publish_board()
    assert json.loads(_rounds(union).read_bytes())["rounds"][:2] == before


async def test_altered_rounds_are_not_read_back_and_the_board_says_so(union: Union) -> None:
    union.desk.clock.move(days=1)
    await union.desk.rounds.begin(SERVER, None)
    await union.publish_board()
    key = (await union.desk.rounds.rounds(SERVER))[1].keys[0].fingerprint
    await union.restore()
    _changed(_rounds(union), key.encode(), b"5e" * 32)
    with pytest.raises(Unreadable):
        read_rounds(_rounds(union).read_bytes(), "5e" * 32)
    await union.start()
    assert len(await union.desk.rounds.rounds(SERVER)) == 1
    assert "rounds.json was changed" in await union.withheld()


async def test_a_database_with_another_round_than_was_announced_is_not_published(union: Union) -> None:
    await union.publish_board()
    before = _rounds(union).read_bytes()
    async with union.desk.database.write() as session:
        await session.execute(update(IssuingRound).values(public_id="5e" * 16))
    assert "the database contradicts what it showed of the rounds" in await union.withheld()
    await union.start()
    assert _rounds(union).read_bytes() == before
    assert len(await union.desk.rounds.rounds(SERVER)) == 1


async def test_a_batch_that_was_given_out_and_never_stored_takes_up_those_that_were_lost(
    union: Union,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await union.back_up()
    await union.desk.sign(union.demand, 8)
    await union.desk.publish()
    await union.desk.sign(union.demand, 8)

    async def full(*_: object) -> bool:
        raise OSError("disk")

    with monkeypatch.context() as patched:
        patched.setattr(PageLedgers, "_publish", full)
        await union.desk.publish()
    await union.restore(box_goes_on=True)
    await union.start(board=False)
    await union.desk.publish()
    await union.desk.close(union.demand)
    union.desk.clock.move(days=31)
    await union.desk.publish()
    last = (await union.entries())[-1]
    assert (last.reason, last.count) == ("ended", 6 + 8 + 8)


async def test_the_last_withdrawals_are_published_though_nobody_knows_the_issues_any_more(
    union: Union,
) -> None:
    """With the day on which its list is over, the round's file of issues goes."""
    desk = union.desk
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=20))
    await union.publish_board()
    await union.back_up()
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=40))
        public_id = str(await session.scalar(select(IssuingRound.public_id)))
    IssuingFiles(desk.keys.folder).note_issues(public_id, 40)
    tokens = await desk.sign(union.demand, 30)
    await desk.publish()
    await union.publish_board()
    await union.restore(box_goes_on=True)
    async with desk.database.write() as session:
        await session.execute(delete(IssuedPlace))
    await union.start()
    desk = union.desk
    await desk.publish()
    await desk.close(union.demand)
    counted = (await union.entries())[-1].count
    for token in tokens[:5]:
        assert await desk.act(union.demand, token, turn=2, withdraw=True) == 200
    desk.clock.move(days=1)
    await desk.rounds.begin(SERVER, None)
    desk.clock.move(days=29, hours=1)
    await desk.rounds.tick()
    await desk.publish()
    last = (await union.entries())[-1]
    assert (last.reason, last.count) == ("ended", counted - 5)


async def test_publications_of_another_backup_are_not_taken_over_with_counts_that_the_rows_do_not_have(
    union: Union,
) -> None:
    """First the older of two backups is restored, without the folder, then the newer one."""
    await union.back_up()
    older = union._rows
    await union.desk.sign(union.demand, 5)
    await union.desk.publish()
    await union.back_up()
    newer = union._rows
    await union.desk.sign(union.demand, 5)
    await union.desk.publish()
    await union.publish_board()
    shutil.rmtree(union.site.resolve())
    union.site.unlink()
    shutil.rmtree(union.folder / "site.versions", ignore_errors=True)
    union._rows = older
    await union.restore()
    await union.start()
    await union.desk.sign(union.demand, 6)
    await union.desk.publish()
    await union.publish_board()
    union._rows = newer
    await union.restore()
    await union.start()
    await union.desk.sign(union.demand, 6)
    await union.desk.publish()
    assert await union.held() != []
    assert await union.withheld() != ""
    assert verify(union.ledger).faults == []


async def test_before_it_takes_an_act_a_restored_box_knows_of_the_closing_that_was_read_back(
    union: Union,
) -> None:
    tokens = await union.desk.sign(union.demand, 10)
    await union.desk.publish()
    await union.publish_board()
    await union.back_up()
    await union.desk.close(union.demand)
    await union.publish_board()
    await union.restore()
    await union.start(tick=False)
    await union.desk.ledgers.tell()
    (late,) = await union.desk.issue(union.demand, 1)
    assert await union.desk.act(union.demand, late) == 410
    for each in tokens[:9]:
        assert await union.desk.act(union.demand, each, turn=2, withdraw=True) == 200
    union.desk.clock.move(days=31)
    await union.desk.publish()
    last = (await union.entries())[-1]
    assert last.reason == "ended"


@pytest.mark.parametrize("how", ["amended", "ended"])
async def test_a_restart_of_the_bot_tells_a_box_all_that_happened_since_its_backup(
    union: Union,
    how: str,
) -> None:
    desk = union.desk
    await desk.sign(union.demand, 13)
    await desk.publish()
    if how == "amended":
        await union.amend_to("Another title")
        await desk.ledgers.tick()
    else:
        await desk.close(union.demand)
        desk.clock.move(days=31)
        await desk.publish()
        assert (await union.entries())[-1].reason == "ended"
    async with desk.database.write() as session:
        await session.execute(delete(BoxVersion).where(BoxVersion.version > 1))
        await session.execute(update(BoxDemand).values(version=1, state="open", closes_at=None))
    await union.start(board=False)
    (token,) = await union.desk.issue(union.demand, 1)
    row = await union.desk.row(union.demand, token)
    status, _ = await union.desk.box.answer("sign", json.dumps(row).encode())
    assert status == (200 if how == "amended" else 410)


async def test_a_box_that_was_restored_after_the_closing_holds_up_no_withdrawal(union: Union) -> None:
    tokens = await union.desk.sign(union.demand, 10)
    await union.desk.publish()
    await union.desk.close(union.demand)
    counted = (await union.entries())[-1].count
    async with union.desk.database.write() as session:
        await session.execute(update(BoxDemand).values(state="open", closes_at=None))
    assert await union.desk.act(union.demand, (await union.desk.issue(union.demand, 1))[0]) == 200
    for each in tokens[:9]:
        assert await union.desk.act(union.demand, each, turn=2, withdraw=True) == 200
    for _ in range(32):
        union.desk.clock.move(days=1)
        await union.desk.publish()
    last = (await union.entries())[-1]
    assert (last.reason, last.count) == ("ended", counted - 9)


async def test_signatures_that_a_box_takes_after_the_closing_hasten_no_withdrawal(union: Union) -> None:
    tokens = await union.desk.sign(union.demand, 20)
    await union.desk.publish()
    await union.desk.close(union.demand)
    closed = await union.entries()
    async with union.desk.database.write() as session:
        await session.execute(update(BoxDemand).values(state="open", closes_at=None))
    await union.desk.sign(union.demand, 12)
    for each in tokens[:6]:
        assert await union.desk.act(union.demand, each, turn=2, withdraw=True) == 200
    desk, keys = union.desk, union.folder / "keys"
    union.desk = await open_page_desk(desk.database, desk.clock, keys, box=desk.box, rule=PublicationRule())
    for _ in range(2):
        desk.clock.move(days=1)
        await union.desk.ledgers.tick()
    assert await union.entries() == closed
    desk.clock.move(days=7)
    await union.desk.ledgers.tick()
    assert [entry.reason for entry in await union.entries()][-2:] == ["closing", "late"]


@pytest.mark.parametrize("fault", [BoxAway("refusal-box-away"), DatabaseAway("it went away")])
async def test_a_box_that_is_away_at_a_start_is_told_of_what_ended_once_it_is_back(
    union: Union, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    await union.desk.close(union.demand)
    union.desk.clock.move(days=31)
    await union.desk.publish()
    async with union.desk.database.write() as session:
        await session.execute(update(BoxDemand).values(state="open", closes_at=None))

    async def away(*_: object, **__: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(BoxService, "open", away)
        await union.start(board=False)
    await union.desk.ledgers.tick()
    (token,) = await union.desk.issue(union.demand, 1)
    row = await union.desk.row(union.demand, token)
    assert (await union.desk.box.answer("sign", json.dumps(row).encode()))[0] == 410


async def test_a_database_with_damaged_rows_is_held_and_starts(union: Union) -> None:
    await since(union)
    await union.restore()
    async with union.desk.database.write() as session:
        await session.execute(update(PageRows).values(file=zlib.compress(b"damaged")))
    await union.start(tick=False)
    assert await union.held() == ["terminal-board-held-contradicted"]


async def test_a_void_demand_stays_void_though_the_folder_was_lost_with_the_database(union: Union) -> None:
    await union.desk.void(union.demand)
    for killed_between in (True, False):  # the entries ``restored`` and ``void``; then restored again
        await union.restore()
        with pytest.MonkeyPatch.context() as patched:
            if killed_between:
                patched.setattr("bot.petitions.page.ledgers._MAX_STEPS", 1)
            await union.start(board=False)
        assert (await union.entries())[-1].reason == ("restored" if killed_between else "void")
    (token,) = await union.desk.issue(union.demand, 1)
    assert await union.desk.act(union.demand, token) == 410


async def test_rows_of_one_key_in_two_lost_batches_are_merged_to_the_last_one(union: Union) -> None:
    """The copy of the keys is of another night than the backup: the box gave out the next number already."""
    desk = union.desk
    await desk.sign(union.demand, 8)
    await desk.publish()
    checkpoints = {path: path.read_bytes() for path in (union.folder / "keys").glob("demand-*.published")}
    tokens = await desk.sign(union.demand, 12)
    await desk.publish()
    for each in tokens:
        assert await desk.act(union.demand, each, turn=2, withdraw=True) == 200
    await desk.publish()
    await union.restore(box_goes_on=True)
    for path, content in checkpoints.items():
        path.write_bytes(content)
    await union.start(board=False)
    await union.desk.close(union.demand)
    union.desk.clock.move(days=31)
    await union.desk.publish()
    last = (await union.entries())[-1]
    assert (last.reason, last.count) == ("ended", 6 + 8)


async def test_a_start_with_a_clock_that_is_ahead_ends_no_key_while_the_box_is_told(union: Union) -> None:
    """Discord, whose clock counts then, has not answered yet."""
    desk = union.desk
    other = await desk.open_demand()
    await desk.close(union.demand)
    desk.clock.move(days=31)
    await desk.publish()
    await desk.close(other)
    desk.clock.move(days=2)
    await desk.publish()
    keys = {path.name for path in (union.folder / "keys").iterdir()}
    desk.clock.move(days=60)
    again = await open_page_desk(desk.database, desk.clock, union.folder / "keys")
    await again.ledgers.tell()
    assert {path.name for path in (union.folder / "keys").iterdir()} == keys


@pytest.mark.parametrize("how", ["rows of a lost text", "another text"])
async def test_a_demand_whose_text_was_lost_can_be_voided(
    union: Union,
    how: str,
) -> None:
    """The box on another machine knows a text that neither the database nor the folder has: docs/backup.md
    says that nothing more is published, and to void it."""
    await union.desk.sign(union.demand, 13)
    await union.desk.publish()
    await union.back_up()
    await union.amend_to("Second")
    await union.desk.sign(union.demand, 8)
    await union.desk.publish()
    await union.restore(box_goes_on=True)
    await union.start(board=False)
    if how == "another text":
        await union.amend_to("Other words")
    stuck = await union.desk.reasons(union.demand)
    union.desk.clock.move(days=1)
    await union.desk.publish()
    assert await union.desk.reasons(union.demand) == stuck
    await union.desk.void(union.demand)
    assert (await union.entries())[-1].reason == "void"
