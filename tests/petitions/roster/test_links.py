"""Links of a member to a former and a present account: which may withdraw what, and what each is shown."""

import asyncio
from unittest.mock import patch

import pytest
from sqlalchemy import func, select, update

from bot.audit import Audit
from bot.keystore.keyring import Keys
from bot.keystore.sealing import NO_MARK
from bot.petitions.demands.service import DemandView
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.petitions.privacy.own_data import OwnDataReader
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals
from bot.storage.models import Demand, RosterLink, RosterMember
from bot.texts import Texts
from tests.petitions.signing.test_withdrawals import restored, saved
from tests.support.petition_desk import SERVER, Desk, open_desk
from tests.support.roster_steps import imported, open_with_roster

pytestmark = pytest.mark.storage

ALICE, BOB, CAROL = 812_345_678_901_234_567, 812_345_678_901_234_568, 812_345_678_901_234_569
NUMBER = "1001"


async def signed_by_alice(desk: Desk) -> DemandView:
    """Return a demand that alice signed, who is linked."""
    _, codes = await imported(desk, [NUMBER, "1002"])
    demand = await open_with_roster(desk)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes[NUMBER])
    await desk.sign(demand, ALICE)
    return demand


async def take_over(desk: Desk, account_id: int) -> None:
    """Link another account with the member."""
    code = await desk.roster.new_code(SERVER, NUMBER, reason="account")
    desk.clock.move(days=1)
    await desk.roster.join(SERVER, account_id=account_id, typed=code)


async def states(desk: Desk, demand: DemandView) -> list[str]:
    return sorted((await desk.states(demand)).values())


async def days_in_copy(desk: Desk, account_id: int) -> list[str]:
    """Return the days of the signatures in an account's copy of their data."""
    audit = Audit(desk.database, desk.clock, desk.keys)
    reader = OwnDataReader(desk.database, keys=desk.keys, roster=desk.roster, audit=audit)
    found = (await reader.read(account_id, now=desk.clock())).signatures
    return [str(signature.signed_on) for signature in found]


async def test_the_former_account_withdraws_only_its_own_signature(desk: Desk) -> None:
    demand = await signed_by_alice(desk)
    await take_over(desk, BOB)
    await desk.sign(demand, ALICE)  # alice is no longer linked
    await desk.withdraw(demand, ALICE)
    assert await states(desk, demand) == []
    await desk.sign(demand, ALICE)
    assert await states(desk, demand) == []
    await desk.sign(demand, BOB)
    await desk.withdraw(demand, ALICE)
    assert await states(desk, demand) == ["pending"]
    await desk.withdraw(demand, BOB)
    assert await states(desk, demand) == []


async def test_a_signature_of_the_present_account_replaces_the_former_one(desk: Desk) -> None:
    demand = await signed_by_alice(desk)
    await desk.publish()
    first = str(desk.clock().date())
    await take_over(desk, BOB)
    assert await days_in_copy(desk, BOB) == []
    await desk.sign(demand, BOB)
    assert await states(desk, demand) == ["leaving", "pending"]
    assert await days_in_copy(desk, BOB) == [str(desk.clock().date())] != [first]
    await desk.sign(demand, BOB)
    await desk.withdraw(demand, ALICE)
    assert await states(desk, demand) == ["leaving", "pending"]
    await desk.publish()
    assert await states(desk, demand) == ["published"]
    count = (await desk.demands.get(SERVER, demand.id)).publication
    assert count is not None
    assert count.count == 1, "one member, whatever accounts they have"


async def test_the_present_account_withdraws_a_former_accounts_signature(desk: Desk) -> None:
    demand = await signed_by_alice(desk)
    await desk.publish()
    await take_over(desk, BOB)
    await desk.withdraw(demand, BOB)
    assert await states(desk, demand) == ["leaving"]


@pytest.mark.rest_in_full
@pytest.mark.both_engines
@pytest.mark.parametrize("sign_first", [True, False])
async def test_the_present_account_wins_if_both_act_at_once(desk: Desk, sign_first: bool) -> None:
    demand = await signed_by_alice(desk)
    await take_over(desk, BOB)
    both = [desk.sign(demand, BOB), desk.withdraw(demand, ALICE)]
    await asyncio.gather(*(both if sign_first else reversed(both)))
    assert await days_in_copy(desk, BOB) == [str(desk.clock().date())]
    again = await open_desk(desk.database, desk.clock, desk.key_dir)
    await reapply_withdrawals(again.signing.withdrawals, again.database, again.keys)
    assert await states(desk, demand) == ["pending"], "nothing beside the keys takes it back"


async def test_erasing_by_the_former_account_keeps_the_data_of_the_present_one_and_mentions_it(
    desk: Desk,
) -> None:
    theirs = await signed_by_alice(desk)
    await take_over(desk, BOB)
    of_bob = await open_with_roster(desk)
    await desk.sign(of_bob, BOB)
    audit = Audit(desk.database, desk.clock, desk.keys)
    requests = AccessRequests(desk.database, desk.clock, desk.keys)
    await Erasure(
        desk.database,
        signing=desk.signing,
        roster=desk.roster,
        audit=audit,
        requests=requests,
        sleep=lambda _: asyncio.sleep(0.005),
    ).erase(ALICE)
    assert (await states(desk, theirs), await states(desk, of_bob)) == ([], ["pending"])
    async with desk.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(RosterLink)) == 0
        linked = select(func.count()).where(RosterMember.account.is_not(None))
        assert await session.scalar(linked) == 1, "the member's number, with the other account"
    for language, account, stays in (
        ("en", "of this account is erased", "knows you by another account"),
        ("fr", "gardait de ce compte est effacé", "vous connaît par un autre compte"),
    ):
        said = Texts.load().of(language)("erased")
        assert account in said
        assert stays in said


async def test_a_member_who_signs_again_under_another_number_counts_once(desk: Desk) -> None:
    """Also in an older backup: it has the first signature, and nothing of the withdrawal of both."""
    others = [str(number) for number in range(2000, 2010)]
    _, codes = await imported(desk, [NUMBER, *others])
    demand = await open_with_roster(desk)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes[NUMBER])
    await desk.sign(demand, ALICE)
    await desk.publish()
    backup = await saved(desk)
    _, codes = await imported(desk, ["N-1", *others], replace=True)
    await desk.roster.join(SERVER, account_id=ALICE, typed=codes["N-1"])
    for _ in range(2):
        await desk.sign(demand, ALICE)
        await desk.publish()
        view = await desk.demands.get(SERVER, demand.id)
        assert view.publication is not None
        assert view.publication.count == 1
    await desk.withdraw(demand, ALICE)
    again = await restored(desk, backup)
    assert set((await again.states(demand)).values()) <= {"leaving"}


async def test_an_account_that_is_linked_again_is_shown_its_signature(desk: Desk) -> None:
    demand = await signed_by_alice(desk)
    [day] = await days_in_copy(desk, ALICE)
    await take_over(desk, BOB)
    assert await days_in_copy(desk, ALICE) == []
    await take_over(desk, CAROL)
    await desk.withdraw(demand, BOB)  # bob gave no signature
    await take_over(desk, ALICE)
    assert await days_in_copy(desk, ALICE) == [day]


async def test_a_signature_without_a_link_mark_is_shown_only_to_an_account_that_was_never_replaced(
    desk: Desk,
) -> None:
    with patch.object(Keys, "link_mark", return_value=NO_MARK):
        demand = await signed_by_alice(desk)
    assert len(await days_in_copy(desk, ALICE)) == 1
    await desk.sign(demand, ALICE)
    await take_over(desk, BOB)
    assert await days_in_copy(desk, BOB) == []
    await desk.withdraw(demand, ALICE)
    assert await states(desk, demand) == []


async def test_a_replaced_link_is_kept_until_no_demand_needs_it(desk: Desk) -> None:
    demand = await signed_by_alice(desk)
    await take_over(desk, BOB)
    await imported(desk, [NUMBER, "1003"], replace=True)
    assert await desk.roster.clear(SERVER)
    assert len(await desk.roster.replaced_links(ALICE)) == 1
    async with desk.database.write() as session:
        destroyed = update(Demand).where(Demand.id == demand.id).values(key_destroyed_at=desk.clock())
        await session.execute(destroyed)
    assert not await desk.roster.clear(SERVER)
    async with desk.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(RosterLink)) == 0


async def test_erasing_deletes_a_replaced_link_and_keeps_the_present_one(desk: Desk) -> None:
    await signed_by_alice(desk)
    await take_over(desk, BOB)
    async with desk.database.write() as session:
        await desk.roster.erase(session, ALICE)
    assert await desk.roster.replaced_links(ALICE) == []
    assert len(await desk.roster.linked_entries(BOB)) == 1
