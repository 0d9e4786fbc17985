"""The roster on both engines: imports, linked accounts, and one signature for each member."""

import asyncio
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.errors import UserError
from bot.exports.queries import ExportedDemand
from bot.exports.summary_page import page_content
from bot.petitions.demands.service import DemandView
from bot.petitions.roster import roster_import
from bot.petitions.roster.codes import new_code
from bot.petitions.roster.file import examine
from bot.petitions.roster.members import LinkNotice, signatures_off_roster
from bot.petitions.roster.roster_import import ImportResult, RosterImport
from bot.petitions.roster.service import CODE_DELAY, OF_ACCOUNT, OF_SERVER, RosterStatus
from bot.storage import Database
from bot.storage.models import Demand, Publication, RosterMember
from bot.texts import Texts
from bot.ui.demands.lines import count_line
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    Desk,
    open_desk,
)
from tests.support.roster_steps import imported, open_with_roster

pytestmark = pytest.mark.storage

ALICE, BOB, CAROL = 812_345_678_901_234_567, 812_345_678_901_234_568, 812_345_678_901_234_569
ELSEWHERE = SERVER + 1
NUMBERS = ["1001", "1002", "1003"]


async def refused(answer: Any) -> str:
    with pytest.raises(UserError) as caught:
        await answer
    return caught.value.id


async def replaced(desk: Desk, number: str) -> str:
    """Return a new code for a member, requested a day ago."""
    code = await desk.roster.new_code(SERVER, number, reason="lost")
    desk.clock.move(days=1)
    return code


async def open_with_roster_of(desk: Desk, numbers: list[str]) -> DemandView:
    """Return an open demand that requires a roster of these numbers."""
    await imported(desk, numbers)
    return await open_with_roster(desk)


async def rows(desk: Desk) -> list[RosterMember]:
    async with desk.database.read() as session:
        return list(await session.scalars(select(RosterMember)))


@pytest.mark.full
async def test_a_file_of_fifty_thousand_lines_is_imported_in_parts(
    sqlite_database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_desk(sqlite_database, clock, tmp_path / "keys")
    await desk.servers.ensure(SERVER)
    file = tmp_path / "members.csv"
    with file.open("w", encoding="cp1252") as written:
        written.write("Numéro;Service\n")
        for line in range(50_000):
            if line % 100 == 99:
                written.write(" ;Caf\u00e9\n")
            else:
                written.write(f"{line - line % 20:07d};Lyon\n" if line % 20 == 1 else f"{line:07d};Lyon\n")
    found = examine(file, "numéro")
    assert (found.lines, found.blanks, found.encoding) == (49_500, 500, "cp1252")
    parts: list[int] = []
    by_parts = RosterImport(desk.database, desk.keys, SERVER, hand_out=lambda codes: parts.append(len(codes)))
    done = await by_parts.run(found.numbers(), replace=False)
    assert done == ImportResult(new=47_000, known=0, repeated=2_500, gone=0)
    assert sum(parts) == done.new
    assert max(parts) <= roster_import.BATCH_SIZE, "so that memory stays flat"
    assert await desk.roster.status(SERVER) == RosterStatus(members=47_000, linked=0)


@pytest.mark.both_engines
async def test_an_import_reports_new_known_repeated_and_removed_numbers_and_can_be_repeated(
    desk: Desk,
) -> None:
    done, codes = await imported(desk, ["1001", "1002", "0001002", "1003"])
    assert done == ImportResult(new=3, known=0, repeated=1, gone=0)
    assert sorted(codes) == NUMBERS
    before = [(row.reference, row.code, row.account) for row in await rows(desk)]
    done, codes = await imported(desk, NUMBERS)
    assert (done, codes) == (ImportResult(new=0, known=3, repeated=0, gone=0), {})
    assert [(row.reference, row.code, row.account) for row in await rows(desk)] == before
    done, codes = await imported(desk, ["1003", "1004"])
    assert done == ImportResult(new=1, known=1, repeated=0, gone=2)
    assert len(await rows(desk)) == 4, "nobody is taken off unless it is asked for"
    done, _ = await imported(desk, ["1003", "1004"], replace=True)
    assert done.gone == 2
    assert len(await rows(desk)) == 2


async def test_a_number_that_comes_again_in_a_later_chunk_is_one_member(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_import, "BATCH_SIZE", 2)
    done, codes = await imported(desk, ["1", "2", "3", "1", "02"])
    assert done == ImportResult(new=3, known=0, repeated=2, gone=0)
    assert len(codes) == 3


async def test_an_interrupted_import_continues(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster_import, "BATCH_SIZE", 2)

    def stopped() -> Any:
        yield from ["1", "2", "3"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await imported(desk, stopped())
    assert len(await rows(desk)) == 2
    done, codes = await imported(desk, ["1", "2", "3", "4"], replace=True)
    assert done == ImportResult(new=2, known=2, repeated=0, gone=0)
    assert sorted(codes) == ["3", "4"]


async def test_codes_are_in_the_file_before_they_are_in_the_database(desk: Desk) -> None:
    def full(_: Any) -> None:
        raise OSError("the disk is full")

    await desk.servers.ensure(SERVER)
    with pytest.raises(OSError, match="full"):
        await RosterImport(desk.database, desk.keys, SERVER, hand_out=full).run(NUMBERS, replace=False)
    assert await rows(desk) == []


async def test_the_database_has_no_readable_numbers_codes_or_accounts(desk: Desk) -> None:
    _, codes = await imported(desk, ["7654321098"])
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["7654321098"])
    [row] = await rows(desk)
    assert row.code is not None
    assert row.account is not None
    kept = b"".join((row.reference, row.code, row.account))
    assert len(kept) == 96
    async with desk.database.read() as session:
        stored = str((await session.execute(text("SELECT * FROM roster_members"))).all())
    for trace in ("7654321098", codes["7654321098"], codes["7654321098"].replace("-", ""), str(ALICE)):
        assert trace.encode() not in kept
        assert trace not in stored
        assert trace not in repr(row)


async def test_a_code_in_any_format_links_one_account_also_a_second_time(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    typed = codes["1001"].lower().replace("-", " ")
    assert await desk.roster.join(SERVER, account_id=ALICE, typed=f" {typed} ") is None
    after = [(row.code, row.account) for row in await rows(desk)]
    assert await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"]) is None
    assert [(row.code, row.account) for row in await rows(desk)] == after
    assert [row.on_roster for row in await desk.roster.linked_entries(ALICE)] == [True]
    assert await desk.roster.linked_entries(BOB) == []


async def test_used_foreign_and_unknown_codes_have_the_same_refusal(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    _, foreign = await imported(desk, ["9"], server_id=ELSEWHERE)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    before = [(row.code, row.account) for row in await rows(desk)]
    answers = {
        "used by another": await refused(desk.roster.join(SERVER, account_id=BOB, typed=codes["1001"])),
        "of another server": await refused(desk.roster.join(SERVER, account_id=BOB, typed=foreign["9"])),
        "never made": await refused(desk.roster.join(SERVER, account_id=BOB, typed=new_code())),
        "no roster": await refused(desk.roster.join(5, account_id=BOB, typed=new_code())),
    }
    assert set(answers.values()) == {"refusal-code-unknown"}, answers
    assert [(row.code, row.account) for row in await rows(desk)] == before


async def test_a_linked_account_that_types_another_code_stays_linked_and_uses_it_up(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    [linked] = await desk.roster.linked_entries(ALICE)
    for _ in range(2):  # accepted like a code that links, also a second time
        await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1002"])
    assert await desk.roster.linked_entries(ALICE) == [linked]
    assert await refused(desk.roster.join(SERVER, account_id=BOB, typed=codes["1002"])) == (
        "refusal-code-unknown"
    ), "or trying it would tell"


async def test_a_new_code_moves_a_member_to_another_account_a_day_later(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    lost = await replaced(desk, "1001")
    code = await desk.roster.new_code(SERVER, " 001001 ", reason="account")
    desk.clock.move(hours=23, minutes=59)
    assert await refused(desk.roster.join(SERVER, account_id=BOB, typed=code)) == "refusal-code-unknown"
    desk.clock.move(minutes=1)
    assert await refused(desk.roster.join(SERVER, account_id=BOB, typed=lost)) == "refusal-code-unknown"
    assert len(await desk.roster.linked_entries(ALICE)) == 1, "the link holds until the new code is used"
    await desk.roster.join(SERVER, account_id=BOB, typed=code)
    assert await desk.roster.linked_entries(ALICE) == []
    assert len(await desk.roster.linked_entries(BOB)) == 1
    for server_id, number in ((SERVER, "4711"), (ELSEWHERE, "1001"), (SERVER, "=1+1")):
        asked = desk.roster.new_code(server_id, number, reason="lost")
        assert await refused(asked) == "refusal-not-on-the-roster"


async def test_a_linked_account_is_notified_of_a_requested_code_and_once_of_another_account(
    desk: Desk,
) -> None:
    _, codes = await imported(desk, NUMBERS)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    await desk.roster.join(SERVER, account_id=CAROL, typed=codes["1002"])
    assert await desk.roster.notice(SERVER, ALICE) is None
    code = await desk.roster.new_code(SERVER, "1001", reason="lost")
    notice = LinkNotice(ready_at=desk.clock() + CODE_DELAY)
    assert [await desk.roster.notice(SERVER, ALICE) for _ in range(2)] == [notice, notice]
    desk.clock.move(days=1)
    await desk.roster.join(SERVER, account_id=BOB, typed=code)
    assert await desk.roster.notice(SERVER, ALICE) == LinkNotice(day=desk.clock().date())
    for other in (BOB, CAROL):
        assert await desk.roster.notice(SERVER, other) is None
    await desk.roster.acknowledge(SERVER, ALICE)
    assert await desk.roster.notice(SERVER, ALICE) is None
    assert await desk.roster.replaced_links(ALICE) == [(SERVER, desk.clock().date())]
    await desk.roster.join(SERVER, account_id=ALICE, typed=await replaced(desk, "1001"))
    assert await desk.roster.replaced_links(ALICE) == [], "theirs is the present link again"


async def test_a_member_who_returns_with_another_number_is_linked_with_it(desk: Desk) -> None:
    await open_with_roster_of(desk, NUMBERS)
    code = await replaced(desk, "1001")
    await desk.roster.join(SERVER, account_id=ALICE, typed=code)
    await imported(desk, ["1002", "1003"], replace=True)
    _, codes = await imported(desk, ["1004"])
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1004"])
    assert [row.on_roster for row in await desk.roster.linked_entries(ALICE)] == [True]
    assert await desk.roster.notice(SERVER, ALICE) is None, "it was their own doing"


@pytest.mark.both_engines
async def test_one_code_from_many_accounts_at_once_links_one(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    tries = [desk.roster.join(SERVER, account_id=ALICE + n, typed=codes["1001"]) for n in range(20)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(answer is None for answer in answers) == 1
    assert sum(row.account is not None for row in await rows(desk)) == 1


@pytest.mark.both_engines
async def test_two_codes_from_one_account_at_once_link_one(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    tries = [desk.roster.join(SERVER, account_id=ALICE, typed=code) for code in codes.values()]
    assert set(await asyncio.gather(*tries)) == {None}
    assert sum(row.account is not None for row in await rows(desk)) == 1


async def test_wrong_codes_block_the_account_for_an_hour(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    for _ in range(OF_ACCOUNT):
        wrong = desk.roster.join(SERVER, account_id=ALICE, typed=new_code())
        assert await refused(wrong) == "refusal-code-unknown"
    for typed in (new_code(), codes["1001"]):
        resting = desk.roster.join(SERVER, account_id=ALICE, typed=typed)
        assert await refused(resting) == "refusal-code-too-often"
    await desk.roster.join(SERVER, account_id=BOB, typed=codes["1002"])  # another account is not blocked
    desk.clock.move(minutes=61)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])


@pytest.mark.both_engines
async def test_simultaneous_codes_count_as_separate_attempts(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    tries = [desk.roster.join(SERVER, account_id=ALICE, typed=new_code()) for _ in range(50)]
    told = Counter(
        error.id
        for error in await asyncio.gather(*tries, return_exceptions=True)
        if isinstance(error, UserError)
    )
    assert told == {"refusal-code-unknown": OF_ACCOUNT, "refusal-code-too-often": 50 - OF_ACCOUNT}
    assert not desk.roster._attempts._under_way
    await desk.roster.join(SERVER, account_id=BOB, typed=codes["1002"])


async def test_a_typing_error_is_reported_and_does_not_count(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    right = codes["1001"]
    slip = right[:-1] + ("A" if right[-1] != "A" else "B")
    for _ in range(OF_ACCOUNT + 1):
        mistyped = desk.roster.join(SERVER, account_id=ALICE, typed=slip)
        assert await refused(mistyped) == "refusal-code-mistyped"
    await desk.roster.join(SERVER, account_id=ALICE, typed=right)


async def test_a_flood_of_wrong_codes_blocks_the_server_with_the_same_refusal(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    for number in range(OF_SERVER):
        desk.roster._attempts.note_wrong(SERVER, ALICE + 1000 + number)
    resting = desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    assert await refused(resting) == "refusal-code-too-often"
    desk.clock.move(minutes=61)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])


async def test_only_linked_accounts_sign_a_demand_that_requires_the_roster(desk: Desk) -> None:
    _, codes = await imported(desk, [*NUMBERS, *map(str, range(2000, 2020))])
    demand = await open_with_roster(desk)
    assert (demand.verified_by, demand.roster_size) == ("roster", 20)
    await desk.sign(demand, ALICE)  # answered as usual, and not stored
    assert await desk.states(demand) == {}
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    await desk.sign(demand, ALICE)
    await desk.sign(demand, BOB)
    assert list((await desk.states(demand)).values()) == ["pending"]
    [row] = await desk.roster.linked_entries(ALICE)
    assert list(await desk.states(demand)) == [await desk.keys.roster_reference(demand.id, row.reference)]
    await desk.withdraw(demand, BOB)
    assert len(await desk.states(demand)) == 1
    await desk.withdraw(demand, ALICE)
    assert await desk.states(demand) == {}


async def test_two_hundred_presses_with_two_accounts_of_one_member_are_one_signature(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    moving = desk.roster.join(SERVER, account_id=BOB, typed=await replaced(desk, "1001"))
    await desk.sign(demand, ALICE)
    presses = [desk.sign(demand, (ALICE, BOB)[number % 2]) for number in range(200)]
    answers = await asyncio.gather(*presses[:100], moving, *presses[100:], return_exceptions=True)
    assert set(answers) == {None}
    await desk.sign(demand, BOB)
    await desk.sign(demand, ALICE)
    assert list((await desk.states(demand)).values()) == ["pending"]
    await desk.publish()
    await desk.sign(demand, BOB)
    assert list((await desk.states(demand)).values()) == ["published"]
    await desk.withdraw(demand, ALICE)  # replaced by the new link
    assert list((await desk.states(demand)).values()) == ["published"]
    await desk.withdraw(demand, BOB)
    assert list((await desk.states(demand)).values()) == ["leaving"]


async def test_changing_the_setting_does_not_change_whether_a_demand_requires_the_roster(desk: Desk) -> None:
    without = await desk.open_demand()
    _, codes = await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    await desk.sign(without, ALICE)  # opened before the switch
    await desk.servers.update(SERVER, roster=False)
    await desk.sign(demand, ALICE)
    assert await desk.states(demand) == {}
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    await desk.sign(demand, ALICE)
    assert len(await desk.states(demand)) == 1
    await desk.withdraw(without, ALICE)  # the account counts, though it is linked now
    assert await desk.states(without) == {}
    assert (await desk.demands.get(SERVER, demand.id)).verified_by == "roster"


async def test_a_consent_with_new_privacy_settings_still_mentions_the_roster(desk: Desk) -> None:
    without = await desk.open_demand()
    await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    assert "roster" in dict(demand.consent or {})["en"]
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, recipients="the officers"))
    for before, speaks in ((demand, True), (without, False)):
        after = await desk.demands.get(SERVER, before.id)
        assert after.version == before.version + 1
        assert ("roster" in dict(after.consent or {})["en"]) is speaks


async def test_no_demand_opens_with_a_missing_roster(desk: Desk) -> None:
    await desk.servers.update(SERVER, roster=True)
    assert await refused(desk.open_demand()) == "refusal-roster-empty"


async def test_a_removed_member_cannot_sign_and_can_still_withdraw(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    for account, number in ((ALICE, "1001"), (BOB, "1002")):
        await desk.roster.join(SERVER, account_id=account, typed=codes[number])
        await desk.sign(demand, account)
    done, _ = await imported(desk, ["1002"], replace=True)
    assert done.gone == 2
    assert len(await rows(desk)) == 2, "1003 was not linked: nothing is kept of them"
    assert [row.on_roster for row in await desk.roster.linked_entries(ALICE)] == [False]
    await desk.withdraw(demand, ALICE)
    await desk.sign(demand, ALICE)
    assert len(await desk.states(demand)) == 1, "they sign no more"
    await imported(desk, ["1001", "1002"], replace=True)
    await desk.sign(demand, ALICE)
    await imported(desk, ["1002"], replace=True)
    async with desk.database.read() as session:
        gone = await signatures_off_roster(session, desk.keys, demand.id)
    assert len(gone) == 1
    assert (await desk.states(demand))[gone.pop()] == "pending", "the organisers decide, not the import"
    await desk.withdraw(demand, ALICE)
    async with desk.database.read() as session:
        assert await signatures_off_roster(session, desk.keys, demand.id) == set()
    assert len(await desk.states(demand)) == 1


async def test_a_member_who_returns_is_still_linked_and_needs_no_code(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    await imported(desk, ["1002"], replace=True)
    done, again = await imported(desk, ["1001", "1002"], replace=True)
    assert (done.known, again) == (2, {})
    await desk.sign(demand, ALICE)


async def test_links_are_deleted_if_no_demand_needs_them(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    assert not await desk.roster.clear(SERVER)
    assert await rows(desk) == []
    assert await desk.roster.status(SERVER) is None
    assert await refused(desk.roster.join(SERVER, account_id=BOB, typed=codes["1002"])) == (
        "refusal-code-unknown"
    )
    _, codes = await imported(desk, NUMBERS)
    demand = await open_with_roster(desk)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    assert await desk.roster.clear(SERVER)
    assert len(await rows(desk)) == 1
    assert (await desk.demands.get(SERVER, demand.id)).roster_size == 0, "its card names no roster of before"
    async with desk.database.write() as session:
        found = (await session.execute(select(Demand).where(Demand.id == demand.id))).scalar_one()
        found.key_destroyed_at = desk.clock()
    assert not await desk.roster.clear(SERVER)


async def test_erasing_removes_the_account_and_its_number_can_get_a_new_code(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    _, others = await imported(desk, NUMBERS, server_id=ELSEWHERE)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    await desk.roster.join(ELSEWHERE, account_id=ALICE, typed=others["1003"])
    await desk.roster.join(SERVER, account_id=BOB, typed=codes["1002"])
    assert [row.server_id for row in await desk.roster.linked_entries(ALICE)] == [SERVER, ELSEWHERE]
    async with desk.database.write() as session:
        await desk.roster.erase(session, ALICE)
    assert await desk.roster.linked_entries(ALICE) == []
    assert len(await rows(desk)) == 4
    assert len(await desk.roster.linked_entries(BOB)) == 1
    done, again = await imported(desk, NUMBERS)
    assert (done.new, list(again)) == (1, ["1001"])


async def test_the_displayed_size_of_a_roster_changes_only_with_imports_and_in_tens(desk: Desk) -> None:
    _, codes = await imported(desk, map(str, range(1, 26)))
    assert await desk.roster.status(SERVER) == RosterStatus(members=20, linked=0)
    demand = await open_with_roster(desk)
    for number in range(1, 12):
        await desk.roster.join(SERVER, account_id=ALICE + number, typed=codes[str(number)])
    for number in range(1, 8):
        async with desk.database.write() as session:
            await desk.roster.erase(session, ALICE + number)
    assert await desk.roster.status(SERVER) == RosterStatus(members=20, linked=0)
    await imported(desk, map(str, range(100, 130)))
    assert (await desk.demands.get(SERVER, demand.id)).roster_size == 40
    assert (await desk.servers.get(SERVER)).roster_size == 40


async def test_linking_shows_no_account_in_an_error(desk: Desk) -> None:
    _, codes = await imported(desk, NUMBERS)
    desk.clock.move(seconds=1)
    async with desk.database.write() as session:
        await session.execute(text("ALTER TABLE roster_members RENAME TO elsewhere"))
    with pytest.raises(DBAPIError) as caught:
        await desk.roster.join(SERVER, account_id=ALICE, typed=codes["1001"])
    for trace in (str(ALICE), codes["1001"], codes["1001"].replace("-", "")):
        assert trace not in f"{caught.value!r} {caught.value}"


async def test_no_size_is_shown_beside_a_larger_count(
    desk: Desk,
) -> None:
    numbers = [str(number) for number in range(1, 31)]
    _, codes = await imported(desk, numbers)
    demand = await open_with_roster(desk)
    for number in range(1, 22):
        await desk.roster.join(SERVER, account_id=ALICE + number, typed=codes[str(number)])
        await desk.sign(demand, ALICE + number)
    await desk.publish()

    async def roster_sentences(language: str) -> list[str]:
        """Return the sentence on the card and on the page for the meeting."""
        t, now = Texts.load().of(language), desk.clock()
        view = await desk.demands.get(SERVER, demand.id)
        async with desk.database.read() as session:
            asked = ExportedDemand(
                demand=await session.get_one(Demand, demand.id),
                publications=(await session.scalars(select(Publication))).all(),
                versions=[], ledger=[], paper=[], invalidations=[],
            )  # fmt: skip
            page = page_content(asked, "", "", now, t)
        return [count_line(view, t), page.facts[0]]

    assert all("roster of at least 30 members" in line for line in await roster_sentences("en"))
    await imported(desk, numbers[:20], replace=True)
    assert all("roster of at least 20 members" in line for line in await roster_sentences("en")), "at least"
    await imported(desk, numbers[:19], replace=True)
    for line in await roster_sentences("en"):
        assert "some have left it since and still count" in line
        assert "at least" not in line
    assert "21" in (await roster_sentences("en"))[0]
    for line in await roster_sentences("fr"):
        assert "certains l’ont quitté depuis et comptent toujours" in line
    await imported(desk, numbers)
    assert all("roster of at least 30 members" in line for line in await roster_sentences("en"))
