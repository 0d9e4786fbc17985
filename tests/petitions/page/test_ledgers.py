"""Ledgers of demands that are signed on the page: nothing is lost, counted twice or published too early."""

import asyncio
import secrets
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from bot.demo.signing_member import Card, Token
from bot.errors import UserError
from bot.keystore.issuing import IssuingFiles
from bot.keystore.keyring import share_key
from bot.page.box.service import Batch, BoxService
from bot.petitions import page_rows
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.ledger import PAGE_FORMAT
from bot.petitions.counts.losses import LostPublications
from bot.petitions.demands import deadlines
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.service import DemandView
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page_rows import files_of, held_note, standing, withheld_note
from bot.petitions.privacy.retention import Retention
from bot.petitions.roster.roster_import import RosterImport
from bot.servers.removal import Removals
from bot.storage import Database
from bot.storage.models import (
    BoxDemand,
    Demand,
    IssuingRound,
    Note,
    PageRows,
    Publication,
    PublishedRow,
    UnpublishedRow,
)
from tests.conftest import MovableClock
from tests.support.ballots import file_of, published_file
from tests.support.page_desk import ISSUED, PLACES, PageDesk, open_page_desk
from tests.support.petition_desk import SERVER

pytestmark = pytest.mark.storage


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> PageDesk:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.begin_round()
    return desk


async def test_a_demand_opens_with_an_entry_that_names_text_consent_and_key(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    (opening,) = await desk.entries(demand)
    assert (opening.reason, opening.number, opening.count, opening.format) == ("opening", 1, 0, PAGE_FORMAT)
    assert (opening.places, opening.issued, opening.rows_sha256) == (PLACES, ISSUED, None)
    assert (opening.text_hash, opening.consent_hash) == (demand.text_hash, demand.consent_hash)
    found = await desk.page_of(demand)
    assert (found.opening, found.told_version) == (opening.hash, 1)
    assert await desk.box.pending(found.opening) == 0, "the box knows it"
    assert demand.verified_by == "roster"


async def test_signatures_count_however_many_have_left_the_roster(desk: PageDesk) -> None:
    """So no card says of the page that counts wait while few may sign."""
    demand = await desk.open_demand()
    roster = RosterImport(desk.database, desk.keys, SERVER, hand_out=lambda _: None)
    await roster.run(["another"], replace=True)
    await desk.sign(demand, 10)
    assert await desk.publish() == 1
    assert (await desk.reasons(demand))[-1] == ("batch", 7)


async def test_rows_are_published_but_for_three_and_all_at_closing(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 5)
    assert await desk.publish() == 0, "two of five is too few"
    await desk.sign(demand, 5)
    assert await desk.publish() == 1
    assert (await desk.reasons(demand))[-1] == ("batch", 7)
    assert await desk.publish() == 0
    closed = await desk.close(demand)
    assert closed.publication is not None
    assert (closed.publication.reason, closed.publication.count) == ("closing", 10)
    async with desk.database.read() as session:
        assert await standing(session, demand.id) == 10
        assert sorted(await files_of(session, demand.id)) == [2, 3]


async def test_the_ledger_ends_a_month_after_closing_with_all_that_waits(desk: PageDesk) -> None:
    """Delivery does not bring the end forward."""
    demand = await desk.open_demand()
    tokens = await desk.sign(demand, 4)
    await desk.close(demand)
    assert await desk.act(demand, (await desk.issue(demand, 1))[0]) == 410, "closed for signing"
    assert await desk.act(demand, tokens[0], turn=2, withdraw=True) == 200
    await desk.publish()
    await desk.lifecycle.deliver(SERVER, demand.id, to="The board")
    desk.clock.move(days=29)
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("closing", 4), "one withdrawal waits"
    desk.clock.move(days=1)
    assert await desk.publish() == 1
    assert await desk.reasons(demand) == [("opening", 0), ("closing", 4), ("ended", 3)]
    assert await desk.act(demand, tokens[1], turn=2, withdraw=True) == 410
    found = await desk.page_of(demand)
    assert found.ledger_over
    [key] = [key for [entry] in [await desk.rounds.rounds(SERVER)] for key in entry.keys if key.demand_id]
    assert key.state == "ended"
    assert await desk.publish() == 0


async def test_a_new_version_is_in_the_ledger_before_a_row_can_name_it(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    token, *_ = await desk.sign(demand, 13)
    await desk.publish()
    privacy = (await desk.servers.get(SERVER)).privacy
    await desk.servers.update(SERVER, privacy=replace(privacy, contact="another@example.org"))
    texts = {"en": {"title": "Another title", "body": "Another text."}}
    proposal = await desk.amendments.propose(SERVER, demand.id, texts)
    assert proposal.demand.consent == demand.consent, "other settings alone make no version"
    await desk.amendments.confirm(SERVER, demand.id, proposal.token)
    *_, amended = await desk.entries(demand)
    assert (amended.reason, amended.rows_sha256, amended.count) == ("amended", None, 10)
    assert await desk.act(demand, token, turn=2) == 200
    consent = (await desk.demands.get(SERVER, demand.id)).consent
    assert consent is not None
    assert "another@example.org" in consent["en"]


async def test_a_deadline_closes_and_counts(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 2)
    async with desk.database.write() as session:
        closes_at = desk.clock() + timedelta(minutes=30)
        await session.execute(update(Demand).where(Demand.id == demand.id).values(closes_at=closes_at))
    assert await desk.publish() == 1
    view = await desk.demands.get(SERVER, demand.id)
    assert (view.state, view.publication and view.publication.count) == ("closed", 2)


async def test_a_signature_after_the_deadline_is_refused_before_any_tick(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    late, later = await desk.issue(demand, 2)
    last = desk.clock() + timedelta(days=7)
    await desk.lifecycle.schedule(SERVER, demand.id, closes=Deadline(last, "UTC"))
    await desk.lifecycle.schedule(SERVER, demand.id, closes=Deadline(last + timedelta(minutes=1), "UTC"))
    desk.clock.move(days=7)
    assert await desk.act(demand, late) == 200, "the first deadline holds no longer"
    desk.clock.move(minutes=1)
    assert await desk.act(demand, later) == 410
    assert await desk.act(demand, late, turn=2, withdraw=True) == 200


async def test_a_new_version_has_the_deadline_of_the_demand(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 13)
    await desk.publish()
    closes = Deadline(desk.clock() + timedelta(days=7), "UTC")
    await desk.lifecycle.schedule(SERVER, demand.id, closes=closes)
    texts = {"en": {"title": "Another title", "body": "Another text."}}
    proposal = await desk.amendments.propose(SERVER, demand.id, texts)
    await desk.amendments.confirm(SERVER, demand.id, proposal.token)
    token, late = await desk.issue(demand, 2)
    assert await desk.act(demand, token) == 200
    desk.clock.move(days=7)
    assert await desk.act(demand, late) == 410


async def test_nothing_opens_before_roster_round_and_privacy_are_there(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_page_desk(database, clock, tmp_path / "keys")
    await desk.servers.ensure(SERVER)
    with pytest.raises(UserError, match="refusal-privacy-missing"):
        await desk.open_demand()
    await desk.begin_round(issued=19)
    with pytest.raises(UserError, match="refusal-round-too-few"):
        await desk.open_demand()
    assert [view.state for view in await desk.demands.list(SERVER, include_drafts=True)] == ["draft"] * 2


async def test_a_box_that_was_restored_gets_back_what_was_published(desk: PageDesk, tmp_path: Path) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    found = await desk.page_of(demand)
    before = await published_file(desk.box, found.opening, 2)
    await desk.box.forget(found.opening)
    restarted = await open_page_desk(desk.database, desk.clock, tmp_path / "keys")
    await restarted.publish()
    assert await published_file(restarted.box, found.opening, 2) == before
    await restarted.sign(demand, 6)
    await restarted.publish()
    assert (await restarted.reasons(demand))[-1] == ("batch", 5 + 3)


class StepError(Exception):
    """A process that ends here."""


@pytest.mark.rest_in_full
@pytest.mark.parametrize("step", ["open", "amend", "pending", "take", "close", "end"])
async def test_a_process_that_ends_at_a_call_to_the_box_loses_nothing(
    desk: PageDesk, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call has its effect in the box, and the process does not learn of it."""
    done = getattr(desk.box, step)
    ends = [True]

    async def call(*arguments: object, **named: object) -> object:
        answer = await done(*arguments, **named)
        if ends.pop() if ends else False:
            raise StepError
        return answer

    monkeypatch.setattr(desk.box, step, call)

    async def again() -> PageDesk:
        return await open_page_desk(desk.database, desk.clock, tmp_path / "keys", box=desk.box)

    demand = await desk.open_demand()
    desk = await again()
    await desk.ledgers.tick()
    await desk.sign(demand, 13)
    await desk.publish()
    desk = await again()
    await desk.publish()
    proposal = await desk.amendments.propose(SERVER, demand.id, {"en": {"title": "New", "body": "New."}})
    await desk.amendments.confirm(SERVER, demand.id, proposal.token)
    desk = await again()
    await desk.ledgers.tick()
    await desk.sign(demand, 1)
    await desk.close(demand)
    desk = await again()
    await desk.ledgers.tick()
    desk.clock.move(days=30)
    await desk.ledgers.tick()
    desk = await again()
    await desk.ledgers.tick()
    assert ends == [], "the call was made"
    assert await desk.reasons(demand) == [
        ("opening", 0),
        ("batch", 10),
        ("amended", 10),
        ("closing", 14),
        ("ended", 14),
    ]
    async with desk.database.read() as session:
        assert await standing(session, demand.id) == 14
    found = await desk.page_of(demand)
    assert (found.told_version, found.ledger_over) == (2, True)


async def test_rows_taken_for_a_publication_that_an_amendment_overtook_go_out_with_the_next(
    desk: PageDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    other = await open_page_desk(desk.database, desk.clock, tmp_path / "keys", box=desk.box)
    await desk.sign(demand, 8)
    take = desk.box.take

    monkeypatch.setattr(deadlines, "MIN_SIGNED", 0)

    async def overtaken(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(desk.box, "take", take)
        batch = await take(*arguments, **named)  # type: ignore[arg-type]
        await _amend(other, demand)
        return batch

    monkeypatch.setattr(desk.box, "take", overtaken)
    await desk.publish()
    await desk.publish()
    assert await desk.reasons(demand) == [("opening", 0), ("amended", 0), ("batch", 5)]
    async with desk.database.read() as session:
        assert await standing(session, demand.id) == 5
        files = await files_of(session, demand.id)
    assert await published_file(desk.box, (await desk.page_of(demand)).opening, 3) == files[3]


async def _amend(desk: PageDesk, demand: DemandView) -> None:
    proposal = await desk.amendments.propose(SERVER, demand.id, {"en": {"title": "N", "body": "N."}})
    await desk.amendments.confirm(SERVER, demand.id, proposal.token)


@pytest.mark.both_engines
@pytest.mark.rest_in_full
async def test_a_process_that_stalled_takes_no_published_row_from_its_publication(
    desk: PageDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process wrote an amendment and published rows meanwhile."""
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    other = await open_page_desk(desk.database, desk.clock, tmp_path / "keys", box=desk.box)
    opening, take = (await desk.page_of(demand)).opening, desk.box.take

    monkeypatch.setattr(deadlines, "MIN_SIGNED", 0)

    async def late(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(desk.box, "take", take)
        await _amend(other, demand)
        await other.publish()
        return await take(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.box, "take", late)
    await desk.publish()
    async with desk.database.read() as session:
        files = await files_of(session, demand.id)
    assert await desk.reasons(demand) == [("opening", 0), ("amended", 0), ("batch", 5)]
    assert [await published_file(desk.box, opening, number) for number in (2, 3)] == [None, files[3]]
    await desk.sign(demand, 3)
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 8)


async def test_a_withdrawal_after_a_count_took_its_row_up_counts_with_the_next(desk: PageDesk) -> None:
    """The limit that ``docs/signing.md`` states: what the box gave out for a count goes out with it, also if
    the process ended before the count was stored."""
    demand = await desk.open_demand()
    tokens = await desk.sign(demand, 8)
    opening = (await desk.page_of(demand)).opening
    taken = await desk.box.take(opening, number=2, after=0, keep=3, fewest=3)
    assert taken is not None
    for token in tokens:
        assert await desk.act(demand, token, turn=2, withdraw=True) == 200
    assert await desk.publish() == 1
    assert await published_file(desk.box, opening, 2) == taken.rows
    await desk.close(demand)
    assert await desk.reasons(demand) == [("opening", 0), ("batch", 5), ("closing", 0)]
    async with desk.database.read() as session:
        published = b"".join((await files_of(session, demand.id)).values())
    assert published.count(b'"act":"sign"') == 5, "those that no count took up are never published"


async def test_a_database_restored_without_its_checkpoint_goes_on_below_the_last_batch_of_the_box(
    desk: PageDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    monkeypatch.setattr(deadlines, "MIN_SIGNED", 0)
    await _amend(desk, demand)
    await desk.publish()
    async with desk.database.write() as session:
        for table in (Publication, PageRows):
            await session.execute(delete(table).where(table.demand_id == demand.id, table.number > 1))
        await session.execute(update(Demand).values(last_publication_at=None, next_look_at=None))
        opening = (await session.scalars(select(Publication))).one()
        same = {"text_hash": opening.text_hash, "consent_hash": opening.consent_hash}
        await session.execute(update(Demand).values(version=1, **same))
    desk = await open_page_desk(desk.database, desk.clock, tmp_path / "keys", box=desk.box)
    with pytest.raises(UserError, match="refusal-box-number"):
        await desk.box.take(opening.hash, number=2, after=0, keep=0, fewest=1)
    await desk.publish()
    assert await desk.reasons(demand) == [("opening", 0), ("batch", 5)]


async def test_a_demand_is_settled_by_one_at_a_time(desk: PageDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 13)
    desk.clock.move(hours=1)
    settle, at_once = PageLedgers._settle, [0]

    async def watched(self: PageLedgers, demand_id: int, regular: bool) -> int:
        at_once[0] += 1
        assert at_once == [1]
        try:
            return await settle(self, demand_id, regular)
        finally:
            at_once[0] -= 1

    monkeypatch.setattr(PageLedgers, "_settle", watched)
    each = (desk.ledgers.settle(demand.id, regular=True) for _ in range(3))
    assert sum(await asyncio.gather(*each)) == 1


async def test_closing_publishes_what_an_unfinished_publication_kept_back(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    opening = (await desk.page_of(demand)).opening
    assert await desk.box.take(opening, number=2, after=0, keep=3, fewest=3) is not None
    await desk.close(demand)
    assert await desk.reasons(demand) == [("opening", 0), ("batch", 5), ("closing", 8)]


async def test_a_restored_database_goes_on_after_what_was_published_and_takes_its_rows_in(
    desk: PageDesk, tmp_path: Path
) -> None:
    """Publications 3 and 4 are lost, the box, elsewhere, and the key folder are not."""
    demand = await desk.open_demand()
    tokens = await desk.sign(demand, 8)
    await desk.publish()
    kept = await desk.entries(demand)
    await desk.sign(demand, 8)
    await desk.publish()
    assert await desk.act(demand, tokens[0], turn=2, withdraw=True) == 200
    await desk.sign(demand, 4)
    await desk.publish()
    lost = (await desk.entries(demand))[2:]
    assert [entry.number for entry in lost] == [3, 4]
    async with desk.database.write() as session:
        for table in (Publication, PageRows):
            await session.execute(delete(table).where(table.demand_id == demand.id, table.number > 2))
        await session.execute(update(Demand).values(last_publication_at=None, next_look_at=None))
    desk = await open_page_desk(desk.database, desk.clock, tmp_path / "keys")
    await LostPublications(desk.keys.folder, desk.database).settle(desk.clock)
    await desk.ledgers.tick()
    *known, restored = await desk.entries(demand)
    assert known == kept
    assert (restored.reason, restored.number, restored.previous_hash) == ("restored", 5, lost[-1].hash)
    assert restored.count == lost[-1].count, "what was published stays published"
    waiting = await desk.box.pending((await desk.page_of(demand)).opening)
    assert waiting == 3, "and nothing else was"
    await desk.close(demand)
    assert (await desk.reasons(demand))[-1] == ("closing", 19)


async def test_a_withdrawal_published_after_the_backup_is_lost_until_it_is_made_again(
    desk: PageDesk, tmp_path: Path
) -> None:
    """The rows are in the same database, which was restored: the manual says what that means."""
    demand = await desk.open_demand()
    tokens = await desk.sign(demand, 8)
    await desk.publish()
    await desk.sign(demand, 6)
    assert [await desk.act(demand, token, turn=2, withdraw=True) for token in tokens] == [200] * 8
    await desk.publish()
    async with desk.database.write() as session:
        for table in (Publication, PageRows):
            await session.execute(delete(table).where(table.demand_id == demand.id, table.number > 2))
        await session.execute(delete(PublishedRow).where(PublishedRow.batch > 2))
        await session.execute(delete(UnpublishedRow))
        await session.execute(update(BoxDemand).values(last_batch=2))
    desk = await open_page_desk(desk.database, desk.clock, tmp_path / "keys")
    await LostPublications(desk.keys.folder, desk.database).settle(desk.clock)
    await desk.ledgers.tick()
    assert (await desk.reasons(demand))[-1] == ("restored", 5)
    counted = [token for token in tokens if await desk.act(demand, token, turn=2, withdraw=True) == 200]
    assert counted == tokens
    await desk.close(demand)
    assert (await desk.reasons(demand))[-1] == ("closing", 0)


async def _of_a_member_who_is_not_verified(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    spki = (await desk.page_of(demand)).issuing_key
    token = Token(Card().request(spki, secrets.token_bytes(32)).key, b"\1" * 256)
    return Batch(file_of(await desk.row(demand, token)), published.count + 1)


async def _published_again(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    return Batch(published.rows, 2 * published.count)


async def _counted_otherwise(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    (token,) = await desk.issue(demand, 1)
    return Batch(file_of(await desk.row(demand, token)), 7)


async def _of_a_text_that_nobody_knows(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    (token,) = await desk.issue(demand, 1)
    opening = (await desk.page_of(demand)).opening
    return Batch(file_of(token.row(opening, turn=1, version=2, text="5e" * 32, consent="5e" * 32)), 6)


async def _not_canonical(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    (token,) = await desk.issue(demand, 1)
    return Batch(file_of(await desk.row(demand, token)).replace(b'":', b'": ', 1), 6)


async def _without_a_row(desk: PageDesk, demand: DemandView, published: Batch) -> Batch:
    return Batch(b"", 5)


@pytest.mark.parametrize(
    "batch",
    [
        _without_a_row,
        _of_a_member_who_is_not_verified,
        _published_again,
        _counted_otherwise,
        _of_a_text_that_nobody_knows,
        _not_canonical,
    ],
)
@pytest.mark.rest_in_full
async def test_rows_of_a_box_that_lies_are_not_published(
    desk: PageDesk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    batch: Callable[[PageDesk, DemandView, Batch], Awaitable[Batch]],
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    await desk.sign(demand, 3)
    file = await published_file(desk.box, (await desk.page_of(demand)).opening, 2)
    assert file is not None
    lie = await batch(desk, demand, Batch(file, 5))

    async def lying(*_: object, **__: object) -> Batch:
        return lie

    with monkeypatch.context() as patched:
        patched.setattr(desk.box, "take", lying)
        for _ in range(2):
            await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 5)
    assert caplog.text.count("are not published") == 1
    assert await _drifts(desk) == ["terminal-drift-withheld"]
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 8)
    assert await _drifts(desk) == []


async def test_a_signature_that_a_box_takes_after_the_closing_is_not_published(
    desk: PageDesk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even if it gives it out though it was asked for withdrawals alone."""
    take = BoxService.take
    monkeypatch.setattr(
        BoxService, "take", lambda *args, **asked: take(*args, **asked | {"signatures": True})
    )
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.close(demand)
    (token,) = await desk.issue(demand, 1)
    async with desk.database.write() as session:  # as whoever runs a box can
        await session.execute(update(BoxDemand).values(state="open", closes_at=None))
    assert await desk.act(demand, token) == 200
    desk.clock.move(days=30)
    for _ in range(3):
        await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("closing", 8)
    assert "the box gave out a signature after the closing" in caplog.text


async def _drifts(desk: PageDesk) -> list[str]:
    async with desk.database.read() as session:
        return [drift.sentence.id for drift in await drifts(session, desk.keys)]


@pytest.mark.parametrize("wrong", [{"issued": 0}, {"places": 3}])
async def test_a_count_above_the_tokens_issued_is_never_published(
    desk: PageDesk, caplog: pytest.LogCaptureFixture, wrong: dict[str, int]
) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)

    await _set_figures(desk, **wrong)
    for _ in range(2):
        await desk.publish()
    assert await desk.reasons(demand) == [("opening", 0)]
    assert caplog.text.count("are not published") == 1
    assert await _drifts(desk) == ["terminal-drift-withheld"]
    await _set_figures(desk, issued=ISSUED, places=PLACES)
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 5)
    assert await _drifts(desk) == []


async def test_more_keys_than_people_with_tokens_are_never_published_though_most_withdraw(
    desk: PageDesk, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor up to the number of tokens that is published, which is rounded up."""
    await _set_figures(desk, issued=21)
    demand = await desk.open_demand()
    early = await desk.sign(demand, 18)
    await desk.publish()
    assert [await desk.act(demand, token, turn=2, withdraw=True) for token in early] == [200] * 18
    await desk.sign(demand, 9)
    await desk.close(demand)
    for issued in (21, 22, 23):
        await _set_figures(desk, issued=issued)
        await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 15)
    told = caplog.text.count("24 keys have rows, and fewer people have tokens")
    assert told == 1, "not once for each issue"
    assert await _drifts(desk) == ["terminal-drift-withheld"]
    # The database may have been restored: then the key folder knows of more.
    async with desk.database.read() as session:
        round_ = (await session.scalars(select(IssuingRound))).one()
    IssuingFiles(desk.keys.folder).note_issues(round_.public_id, 24)
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("closing", 9)


async def _set_figures(desk: PageDesk, **figures: int) -> None:
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(**figures))


async def test_a_box_that_is_restored_while_the_bot_runs_gets_back_what_was_published(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    opening = (await desk.page_of(demand)).opening
    file = await published_file(desk.box, opening, 2)
    async with desk.database.write() as session:
        await session.execute(delete(PublishedRow))
        await session.execute(update(BoxDemand).values(last_batch=0))
    await desk.sign(demand, 6)
    await desk.publish()
    assert (await desk.reasons(demand))[-1] == ("batch", 11)
    assert await published_file(desk.box, opening, 2) == file
    await desk.box.forget(opening)
    for _ in range(2):
        await desk.publish()
    assert await published_file(desk.box, opening, 2) == file, "it does not even know the demand"


async def test_of_what_is_published_the_box_sends_nothing_again(
    desk: PageDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A count with 350,000 new signatures is a file of 205 MB."""
    sent: list[int] = []
    file_of_box = desk.box._file  # type: ignore[attr-defined]

    async def sending(name: bytes, number: int) -> bytes:
        sent.append(number)
        return bytes(await file_of_box(name, number))

    monkeypatch.setattr(desk.box, "_file", sending)
    demand = await desk.open_demand()
    for _ in range(2):
        await desk.sign(demand, 6)
        assert await desk.publish() == 1
    assert sent == [2, 3]


async def test_a_deleted_server_is_forgotten_by_the_box(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    opening = (await desk.page_of(demand)).opening
    async with desk.database.write() as session:  # as if rows were withheld
        session.add_all(Note(name=name(demand.id), value="") for name in (withheld_note, held_note))
    await Removals(desk.database, desk.clock, desk.keys).delete(SERVER)
    await desk.ledgers.tick()
    with pytest.raises(UserError, match="refusal-box-unknown"):
        await desk.box.pending(opening)
    async with desk.database.read() as session:
        assert (await session.scalars(select(Note.name).where(Note.name.startswith("page-")))).all() == []


async def test_keys_and_signatures_stay_nobodys_once_the_ledger_ended_unless_held(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 1)
    right: bool | None = None  # Discord has not been asked yet
    retention = Retention(desk.database, desk.clock, desk.keys, clock_is_right=lambda: right)
    await desk.close(demand)
    with pytest.raises(UserError, match="refusal-key-of-open-ledger"):
        await retention.destroy(demand.id)
    hold = {"legal_hold": True, "hold_until": desk.clock() + timedelta(days=60)}
    async with desk.database.write() as session:
        await session.execute(update(Demand).where(Demand.id == demand.id).values(**hold))
    desk.clock.move(days=31)
    await desk.ledgers.tick()
    assert await retention.tick() == 0
    [entry] = await desk.rounds.rounds(SERVER)
    position = next(place for place, key in enumerate(entry.keys) if key.demand_id == demand.id)
    name = share_key(entry.id, position)
    assert await desk.keys.key(name) is not None, "held"
    held = desk.clock()
    desk.clock.move(days=400)
    assert await retention.tick() == 0, "the clock of a machine that started may be ahead"
    desk.clock.now = held
    assert await retention.tick() == 0
    desk.clock.move(days=30)
    right = True
    assert await retention.tick() == 1
    await desk.rounds.tick()
    await desk.keys.drop_destroyed()
    assert await desk.keys.key(name) is None
    view = await desk.demands.get(SERVER, demand.id)
    assert view.anonymous_at is not None
    async with desk.database.read() as session:
        assert await standing(session, demand.id) == 1, "what was published stays"


async def test_the_file_that_makes_a_list_long_has_an_index_and_so_have_those_that_follow(
    desk: PageDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_rows, "MAX_UNINDEXED_ROWS", 20)
    demand = await desk.open_demand()
    for _ in range(3):
        await desk.sign(demand, 8)
        await desk.publish()
    _, *batches = await desk.entries(demand)
    async with desk.database.read() as session:
        files = await files_of(session, demand.id)
    indices = [sha256(page_rows.rows_index(files[each.number])).hexdigest() for each in batches]
    assert [each.index_sha256 for each in batches] == [None, None, indices[2]]


async def test_files_that_were_changed_are_found(desk: PageDesk) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, 8)
    await desk.publish()
    async with desk.database.read() as session:
        assert await drifts(session, desk.keys) == []
    async with desk.database.write() as session:
        await session.execute(update(PageRows).values(file=zlib.compress(b"")))
    async with desk.database.read() as session:
        assert [drift.kind for drift in await drifts(session, desk.keys)] == ["rows"]
