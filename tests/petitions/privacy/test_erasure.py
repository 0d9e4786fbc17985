"""Erasure of a person, and requests for a copy, on both engines: afterwards nothing links to them."""

import asyncio
import json
import threading
from collections.abc import Mapping, Sequence, Set
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, func, select, text, update

from bot.audit import Audit
from bot.errors import UserError
from bot.exports.own_data import own_data_files
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import ANSWER_INTERVAL_S, Erasure, Sleep
from bot.petitions.privacy.holds import HOLD, Holds
from bot.petitions.privacy.own_data import OwnData, OwnDataReader
from bot.petitions.roster.members import account_reference, number_reference
from bot.petitions.signing.service import _standing
from bot.petitions.signing.signature_rows import Place
from bot.petitions.signing.withdrawals import Withdrawals
from bot.storage.engine import Ask
from bot.storage.models import (
    AccessRequest,
    AuditActor,
    AuditEntry,
    Base,
    RosterMember,
    Signature,
)
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.database_files import database_files, postgres_files
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.roster_steps import imported, open_with_roster

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

PERSON, OTHER = 812_345_678_901_234_567, 812_345_678_901_234_568
ELSEWHERE = SERVER + 1


@pytest.fixture
def audit(desk: Desk) -> Audit:
    return Audit(desk.database, desk.clock, desk.keys)


@pytest.fixture
def requests(desk: Desk) -> AccessRequests:
    return AccessRequests(desk.database, desk.clock, desk.keys)


@pytest.fixture
def erasure(desk: Desk, audit: Audit, requests: AccessRequests) -> Erasure:
    return made(desk, audit, requests, lambda _: asyncio.sleep(0.005))


def made(desk: Desk, audit: Audit, requests: AccessRequests, sleep: Sleep) -> Erasure:
    return Erasure(
        desk.database, signing=desk.signing, roster=desk.roster, audit=audit, requests=requests, sleep=sleep
    )


@pytest.fixture
def reader(desk: Desk, audit: Audit) -> OwnDataReader:
    return OwnDataReader(desk.database, keys=desk.keys, roster=desk.roster, audit=audit)


async def everything(
    desk: Desk, audit: Audit, requests: AccessRequests, person: int, number: str
) -> set[bytes]:
    """Perform every action that stores something about a person; return the references that stand for
    them.
    """
    _, codes = await imported(desk, [number])
    await desk.roster.join(SERVER, account_id=person, typed=codes[number])
    by_roster = await open_with_roster(desk)
    await desk.servers.update(SERVER, roster=False)
    published, closed, pending = [
        await desk.open_demand(server_id) for server_id in (SERVER, SERVER, ELSEWHERE)
    ]
    for demand in (by_roster, published, closed):
        await desk.sign(demand, person)
    await desk.publish()
    await desk.demands.close(SERVER, closed.id)
    await desk.sign(pending, person)
    async with desk.database.write() as session:
        await audit.record(session, SERVER, person, "demand-open", f"demand:{published.id}")
    assert await requests.ask(person) is not None
    key = await desk.keys.key(f"roster-{SERVER}")
    assert key is not None
    member = number_reference(key, number)
    found = {
        member,
        account_reference(key, person),
        await desk.keys.roster_reference(by_roster.id, member),
        *[await desk.keys.reference(demand.id, person) for demand in (published, closed, pending)],
    }
    async with desk.database.read() as session:
        found |= set(await session.scalars(select(AuditActor.reference)))
        found |= set(await session.scalars(select(AuditActor.token)))
        found |= set(await session.scalars(select(AccessRequest.reference)))
    return {reference for reference in found if reference is not None}


async def stored_bytes(desk: Desk) -> set[bytes]:
    """Return every value that is bytes, in every table."""
    found: set[bytes] = set()
    async with desk.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    found |= {value for value in await session.scalars(select(column)) if value}
    return found


async def test_after_an_erasure_no_table_and_no_file_holds_anything_of_the_person(
    desk: Desk, audit: Audit, requests: AccessRequests, erasure: Erasure
) -> None:
    theirs = await everything(desk, audit, requests, PERSON, "1001")
    assert len(theirs) == 9
    assert theirs <= await stored_bytes(desk), "or this test would look for the wrong things"
    async with desk.database.read() as session:
        (entry,) = await session.scalars(select(AuditEntry))
        actor = (await session.scalars(select(AuditActor.reference))).one()
    token = entry.actor
    await erasure.erase(PERSON)
    if desk.database.is_sqlite:
        content = b"".join((await database_files(desk.database)).values())
        assert not any(reference in content for reference in theirs - {token, actor}), "purged at once"
    desk.clock.move(days=30)
    await audit.tick()  # their identity as an organiser
    assert theirs & await stored_bytes(desk) == {token}, "the act stays, by nobody"
    async with desk.database.read() as session:
        for table in (RosterMember, AuditActor, AccessRequest):
            assert (await session.execute(select(func.count()).select_from(table))).scalar_one() == 0
    _, act = (await audit.page(SERVER)).items  # the newest entry is the erasure
    assert (act.by, act.actor) == ("erased", None)
    assert await audit.verify() == []
    if desk.database.is_sqlite:
        content = b"".join((await database_files(desk.database)).values())
        for reference in theirs - {token}:
            assert reference not in content, "in free pages or the write-ahead log"
        for written in (str(PERSON).encode(), PERSON.to_bytes(8, "big"), PERSON.to_bytes(8, "little")):
            assert written not in content
    await desk.publish()
    for demand in await desk.demands.list(SERVER):
        assert demand.publication is None or demand.publication.count == 0


@pytest.mark.full
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_after_an_erasure_the_postgresql_files_hold_nothing_of_the_person(
    desk: Desk, audit: Audit, requests: AccessRequests, erasure: Erasure
) -> None:
    """All files except its own write-ahead log, eleven minutes later.

    Tables are rewritten once for all erasures of ten minutes, which is checked each minute.
    """
    theirs = await everything(desk, audit, requests, PERSON, "1001")
    desk.clock.move(minutes=11)
    await desk.publications.tick()  # for what was closed and published before: the erasure asks by itself

    async def files() -> bytes:
        async with desk.database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text("ANALYZE"))
        return b"".join((await postgres_files(desk.database)).values())

    before = await files()
    assert all(reference in before for reference in theirs)
    async with desk.database.read() as session:
        token = (await session.scalars(select(AuditEntry.actor))).one()
    await erasure.erase(PERSON)
    for _ in range(11):
        desk.clock.move(minutes=1)
        await desk.publications.tick()
    after = await files()
    async with desk.database.read() as session:
        person = (await session.scalars(select(AuditActor.reference))).one()
    for reference in theirs - {token, person}:
        assert reference not in after
    desk.clock.move(days=30)
    await audit.tick()
    await desk.publications.tick()
    after = await files()
    for reference in theirs - {token}:
        assert reference not in after


@pytest.mark.parametrize("signed", [True, False])
async def test_an_erasure_is_answered_after_the_same_time_in_every_case(
    desk: Desk, audit: Audit, requests: AccessRequests, signed: bool
) -> None:
    """The answer's clock is moved by hand, long after the work was done."""
    demand = await desk.open_demand()
    await desk.sign(demand, PERSON if signed else OTHER)
    slept: list[float] = []
    go_on = asyncio.Event()
    tasks = asyncio.all_tasks()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await go_on.wait()

    answered = asyncio.create_task(made(desk, audit, requests, sleep).erase(PERSON))
    await asyncio.sleep(0)
    [work] = [task for task in asyncio.all_tasks() - tasks if task is not answered]
    await asyncio.wait({work})
    assert await desk.state_of(demand, PERSON) is None
    assert bool((desk.key_dir / f"demand-{demand.id}.withdrawn").read_bytes()) == signed
    assert not answered.done(), "before the moment of the answer"
    go_on.set()
    await answered
    assert slept == [ANSWER_INTERVAL_S]


async def test_an_erasure_searches_all_demands_with_one_query_and_one_append(
    desk: Desk, erasure: Erasure, monkeypatch: pytest.MonkeyPatch
) -> None:
    demands = [await desk.open_demand(SERVER + number) for number in range(5)]
    for demand in demands[:3]:
        await desk.sign(demand, PERSON)
    questions: list[int] = []
    written: list[list[int]] = []
    append = Withdrawals._append

    async def counted(ask: Ask, places: Sequence[Place]) -> Set[Place]:
        questions.append(len(places))
        return await _standing(ask, places)

    def noted(self: Withdrawals, contents: Mapping[int, bytes], settled: threading.Lock) -> None:
        written.append(sorted(contents))
        append(self, contents, settled)

    monkeypatch.setattr("bot.petitions.signing.service._standing", counted)
    monkeypatch.setattr(Withdrawals, "_append", noted)
    await erasure.erase(PERSON)
    assert questions == [5]
    assert written == [[demand.id for demand in demands[:3]]]
    await erasure.erase(PERSON)
    assert questions == [5, 5], "the same look for whoever has nothing"
    assert len(written) == 1


@pytest.mark.rest_in_full
async def test_erasing_one_leaves_the_others(
    desk: Desk, audit: Audit, requests: AccessRequests, erasure: Erasure, reader: OwnDataReader
) -> None:
    await everything(desk, audit, requests, PERSON, "1001")
    demand = (await desk.demands.list(SERVER))[0]
    await desk.sign(demand, OTHER)
    async with desk.database.write() as session:
        await audit.record(session, SERVER, OTHER, "demand-open", "demand:1")
    await erasure.erase(PERSON)
    await erasure.erase(PERSON + 5)  # a person without any stored data
    data = await reader.read(OTHER, now=desk.clock())
    assert (len(data.signatures), len(data.acts)) == (1, 1)


@pytest.mark.rest_in_full
async def test_the_copy_has_every_signature_link_and_act_and_none_after_an_erasure(
    desk: Desk, audit: Audit, requests: AccessRequests, erasure: Erasure, reader: OwnDataReader
) -> None:
    await everything(desk, audit, requests, PERSON, "1001")
    data = await reader.read(PERSON, now=desk.clock())
    assert sorted(signature.published for signature in data.signatures) == [False, True, True, True]
    assert all(signature.texts and signature.consent for signature in data.signatures)
    assert (len(data.rosters), [act.act for _, act in data.acts]) == (1, ["demand-open"])
    await erasure.erase(PERSON)
    desk.clock.move(days=30)
    await audit.tick()
    data = await reader.read(PERSON, now=desk.clock())
    assert (list(data.signatures), list(data.rosters), list(data.acts)) == ([], [], [])


async def test_a_damaged_signature_is_marked_as_such_in_the_copy(desk: Desk, reader: OwnDataReader) -> None:
    demand = await desk.open_demand()
    await desk.sign(demand, PERSON)
    async with desk.database.write() as session:
        await session.execute(update(Signature).values(sealed=b"damaged"))
    data = await reader.read(PERSON, now=desk.clock())
    [signature] = data.signatures
    assert (signature.version, signature.signed_on, signature.published) == (None, None, False)
    for language, words in (("en", "damaged and cannot be read"), ("fr", "endommagé et illisible")):
        files = own_data_files(data, Texts.load().of(language))
        assert words in files["my-data.txt"].decode()
        assert json.loads(files["my-data.json"])["signatures"][0]["signed_on"] is None


async def test_the_copy_mentions_a_hold_of_the_key_with_its_end_and_reason(
    desk: Desk, audit: Audit, reader: OwnDataReader
) -> None:
    held, not_held = [await desk.open_demand() for _ in range(2)]
    for demand in (held, not_held):
        await desk.sign(demand, PERSON)
    holds = Holds(desk.database, desk.clock, audit)
    await holds.propose(SERVER, held.id, reason="A court asks for the list.", by=1)
    proposal = (await desk.demands.get(SERVER, held.id)).hold_proposal
    assert proposal is not None
    assert "A court" not in copy_text(await reader.read(PERSON, now=desk.clock()), "en"), "only proposed"
    await holds.confirm(SERVER, held.id, proposal=proposal["id"], by=2)
    data = await reader.read(PERSON, now=desk.clock())
    given = {"day": (desk.clock() + HOLD).date(), "reason": "A court asks for the list."}
    for language, words in (
        ("en", "The key of this demand is kept longer for a dispute"),
        ("fr", "La clé de cette revendication est gardée plus longtemps pour un litige"),
    ):
        sentence = Texts.load().of(language)("own-data-held", **given)
        assert words in sentence
        assert copy_text(data, language).count(sentence) == 1
    signatures = json.loads(own_data_files(data, Texts.load().of("en"))["my-data.json"])["signatures"]
    assert [(each["key_held_until"], each["hold_reason"]) for each in signatures] == [
        ((desk.clock() + HOLD).isoformat(), "A court asks for the list."),
        (None, None),
    ]
    desk.clock.move(days=366)
    assert "A court" not in copy_text(await reader.read(PERSON, now=desk.clock()), "en"), "it ended by itself"


def copy_text(data: OwnData, language: str) -> str:
    """Return the text of somebody's copy."""
    return own_data_files(data, Texts.load().of(language))["my-data.txt"].decode()


async def test_only_one_copy_is_read_at_a_time_for_each_person(desk: Desk, reader: OwnDataReader) -> None:
    await desk.open_demand()
    answers = await asyncio.gather(
        *(reader.read(person, now=desk.clock()) for person in (PERSON, PERSON, OTHER)),
        return_exceptions=True,
    )
    assert [isinstance(answer, UserError) for answer in answers] == [False, True, False]
    await reader.read(PERSON, now=desk.clock())


@pytest.mark.full
async def test_erasing_during_signing_and_deletion_of_a_server_does_not_deadlock(
    desk: Desk, audit: Audit, requests: AccessRequests, erasure: Erasure
) -> None:
    await everything(desk, audit, requests, PERSON, "1001")
    demand = (await desk.demands.list(SERVER))[0]
    await asyncio.gather(
        *(desk.sign(demand, OTHER + number) for number in range(5)),
        erasure.erase(PERSON),
        erasure.erase(PERSON),
        desk.removals.delete(ELSEWHERE),
    )
    assert await desk.state_of(demand, PERSON) is None


async def test_a_request_is_stored_with_its_hour_and_deleted_in_time(
    desk: Desk, requests: AccessRequests
) -> None:
    desk.clock.move(minutes=17)
    ready = await requests.ask(PERSON)
    assert ready is not None
    assert (ready.minute, ready.second) == (0, 0)
    assert timedelta(days=1) <= ready - desk.clock() < timedelta(days=1, hours=1)
    desk.clock.move(hours=20)
    assert await requests.ask(PERSON) == ready, "asking again changes nothing"
    desk.clock.move(hours=5)
    assert await requests.ask(PERSON) is None
    await requests.tick()
    assert await requests.ask(PERSON) is None, "still there until it is collected"
    desk.clock.move(days=7)
    await requests.tick()
    async with desk.database.read() as session:
        assert (await session.scalars(select(AccessRequest))).all() == []


async def test_a_request_from_a_clock_that_ran_ahead_is_stored_again(
    desk: Desk, requests: AccessRequests
) -> None:
    desk.clock.move(days=400)
    await requests.ask(PERSON)
    desk.clock.move(days=-400)
    ready = await requests.ask(PERSON)
    assert ready is not None
    assert ready - desk.clock() <= timedelta(days=1, hours=1)


async def test_more_erasures_at_once_than_there_are_connections(desk: Desk, clock: MovableClock) -> None:
    """Right after a start, when no key is in memory. If each erasure took a second connection, all of them
    would wait for one."""
    people = {f"N{number}": PERSON + number for number in range(20)}
    _, codes = await imported(desk, people)
    for number, person in people.items():
        await desk.roster.join(SERVER, account_id=person, typed=codes[number])
    started = await open_desk(desk.database, clock, desk.key_dir)
    audit = Audit(started.database, clock, started.keys)
    erasure = made(started, audit, AccessRequests(started.database, clock, started.keys), asyncio.sleep)
    await asyncio.gather(*(erasure._erase(person) for person in people.values()))
    async with desk.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(RosterMember)) == 0


async def test_a_signature_during_the_erasure_of_a_person_does_not_stay_without_its_link(
    desk: Desk, erasure: Erasure, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, codes = await imported(desk, ["1001", "1002"])
    await desk.roster.join(SERVER, account_id=PERSON, typed=codes["1001"])
    await desk.roster.join(SERVER, account_id=OTHER, typed=codes["1002"])
    demand = await open_with_roster(desk)
    await desk.sign(demand, PERSON)
    await desk.sign(demand, OTHER)
    withdraw, pressed = desk.signing.withdraw_signed, []

    async def and_sign_at_once(demand_ids: Sequence[int], *, member_id: int) -> None:
        await withdraw(demand_ids, member_id=member_id)
        if not pressed:
            pressed.append(await desk.sign(demand, PERSON))

    monkeypatch.setattr(desk.signing, "withdraw_signed", and_sign_at_once)
    await erasure.erase(PERSON)
    assert pressed
    assert list((await desk.states(demand)).values()) == ["pending"], "the other's"
    await desk.withdraw(demand, OTHER)
    assert await desk.states(demand) == {}
