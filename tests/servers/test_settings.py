"""Settings of a server and their effects, on both engines."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.announcements.outbox import NewAnnouncement, enqueue
from bot.errors import UserError
from bot.servers.settings import PRIVACY_LENGTH, Privacy, ServerSettings
from bot.storage.models import (
    Announcement,
    Consent,
    Server,
)
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    Desk,
)

pytestmark = pytest.mark.storage

OLD, NEW = 71, 72
ORGANISERS, OTHERS = 81, 82


async def announce(desk: Desk, channel_id: int, occasion: str, kind: str = "contract", **values: Any) -> int:
    """Add an announcement to the outbox; return its id."""
    async with desk.database.write() as session:
        announcement = NewAnnouncement(SERVER, channel_id, kind, "contract:1", occasion)
        await enqueue(session, desk.database, announcement, desk.clock())
        found = select(Announcement.id).where(
            Announcement.channel_id == channel_id, Announcement.occasion == occasion
        )
        announcement_id = (await session.execute(found)).scalar_one()
        if values:
            await session.execute(
                update(Announcement).where(Announcement.id == announcement_id).values(**values)
            )
    return announcement_id


async def outbox(desk: Desk) -> dict[int, tuple[int, str, str | None, datetime]]:
    async with desk.database.read() as session:
        rows = await session.scalars(select(Announcement))
        return {row.id: (row.channel_id, row.state, row.fault, row.next_attempt_at) for row in rows}


async def test_a_server_without_settings_has_the_defaults(desk: Desk) -> None:
    assert await desk.servers.get(SERVER) == ServerSettings(id=SERVER)
    assert await desk.servers.all() == []


async def test_joining_again_keeps_the_settings(desk: Desk) -> None:
    await desk.servers.ensure(SERVER, name=" CGT\n Capgemini ", language="fr")
    await desk.servers.update(SERVER, channel_id=OLD, organiser_role_id=5)
    await desk.servers.ensure(SERVER, name="Other", language="en")
    await desk.servers.ensure(SERVER + 1, language="xx")
    first, second = await desk.servers.all()
    assert (first.name, first.language, first.channel_id) == ("CGT Capgemini", "fr", OLD)
    assert (second.id, second.language) == (SERVER + 1, "en")


async def test_settings_are_changed_together_or_not_at_all(desk: Desk) -> None:
    changed = await desk.servers.update(SERVER, language="fr", member_role_id=9, privacy=PRIVACY)
    assert (changed.language, changed.member_role_id, changed.privacy) == ("fr", 9, PRIVACY)
    assert await desk.servers.get(SERVER) == changed
    with pytest.raises(UserError) as caught:
        await desk.servers.update(SERVER, member_role_id=10, language="xx")
    assert (caught.value.id, caught.value.arguments["language"]) == ("refusal-language", "xx")
    with pytest.raises(UserError) as caught:
        await desk.servers.update(
            SERVER, member_role_id=10, privacy=replace(PRIVACY, contact="x" * (PRIVACY_LENGTH + 1))
        )
    assert caught.value.id == "refusal-privacy-too-long"
    assert await desk.servers.get(SERVER) == changed


async def test_privacy_settings_are_single_lines_and_empty_ones_are_none(desk: Desk) -> None:
    privacy = Privacy(controller="  CGT\r\n Paris\x00 ", contact=" \n", legal_basis="x" * PRIVACY_LENGTH)
    saved = (await desk.servers.update(SERVER, privacy=privacy)).privacy
    assert saved == Privacy(controller="CGT Paris", legal_basis="x" * PRIVACY_LENGTH)
    assert saved.missing() == ["contact", "recipients"]


async def test_setting_the_same_channel_again_clears_its_fault(desk: Desk) -> None:
    await desk.servers.update(SERVER, channel_id=OLD)
    async with desk.database.write() as session:
        await session.execute(update(Server).values(channel_fault="forbidden", channel_fault_at=desk.clock()))
    broken = await desk.servers.update(SERVER, name="CGT")
    assert (broken.channel_fault, broken.channel_fault_at) == ("forbidden", desk.clock())
    mended = await desk.servers.update(SERVER, channel_id=OLD)
    assert (mended.channel_fault, mended.channel_fault_at) == (None, None)


@pytest.mark.both_engines
async def test_pending_announcements_move_to_a_new_channel_and_nothing_is_posted_twice(desk: Desk) -> None:
    await desk.servers.update(SERVER, channel_id=OLD)
    now = desk.clock()
    long_ago = now - timedelta(hours=2)
    waiting = await announce(desk, OLD, "a", attempts=3, next_attempt_at=now + timedelta(hours=1))
    held = await announce(desk, OLD, "b", fault="missing", attempts=1)
    doubtful = await announce(desk, OLD, "h", fault="missing", attempts=1, first_attempt_at=long_ago)
    sent = await announce(desk, OLD, "c", state="sent")
    uncertain = await announce(desk, OLD, "d", state="uncertain")
    in_flight = await announce(desk, OLD, "e", attempts=1, first_attempt_at=now)
    probed = await announce(desk, OLD, "f", fault="forbidden", first_attempt_at=now - timedelta(seconds=5))
    there_already = await announce(desk, OLD, "g")
    there = await announce(desk, NEW, "g", state="sent")
    third = await announce(desk, 73, "a")
    await desk.servers.update(SERVER, channel_id=NEW)
    assert await outbox(desk) == {
        waiting: (NEW, "pending", None, now),
        held: (NEW, "pending", None, now),
        doubtful: (OLD, "pending", "missing", now),
        sent: (OLD, "sent", None, now),
        uncertain: (OLD, "uncertain", None, now),
        in_flight: (OLD, "pending", None, now),
        probed: (OLD, "pending", "forbidden", now),
        there: (NEW, "sent", None, now),
    }
    assert third not in await outbox(desk)
    assert there_already not in await outbox(desk)
    back = await desk.servers.update(SERVER, channel_id=OLD)
    assert back.channel_id == OLD
    assert (await outbox(desk))[waiting][0] == OLD


async def channels(desk: Desk, *announcements: int) -> list[int]:
    rows = await outbox(desk)
    return [rows[announcement][0] for announcement in announcements]


async def test_only_announcements_for_organisers_move_with_their_channel(
    desk: Desk,
) -> None:
    await desk.servers.update(SERVER, channel_id=OLD, organiser_channel_id=ORGANISERS)
    ours = [
        await announce(desk, ORGANISERS, "failing", "failing"),
        await announce(desk, ORGANISERS, "working", "working"),
    ]
    all_kinds: list[str] = ["contract", "baseline", "changes", "demand", "weekly"]
    theirs = [await announce(desk, OLD, kind, kind) for kind in all_kinds]
    await desk.servers.update(SERVER, channel_id=NEW)
    assert await channels(desk, *ours) == [ORGANISERS] * 2
    assert await channels(desk, *theirs) == [NEW] * 5
    await desk.servers.update(SERVER, organiser_channel_id=OTHERS)
    assert await channels(desk, *ours) == [OTHERS] * 2
    assert await channels(desk, *theirs) == [NEW] * 5


async def test_without_their_own_channel_organisers_are_notified_in_the_other(desk: Desk) -> None:
    await desk.servers.update(SERVER, channel_id=OLD, organiser_channel_id=ORGANISERS)
    fault = await announce(desk, ORGANISERS, "failing", "failing")
    await desk.servers.update(SERVER, organiser_channel_id=None)
    assert await channels(desk, fault) == [OLD]
    await desk.servers.update(SERVER, channel_id=NEW)
    assert await channels(desk, fault) == [NEW]
    await desk.servers.update(SERVER, organiser_channel_id=OTHERS)
    assert await channels(desk, fault) == [OTHERS]


async def test_both_channels_may_be_set_at_once(desk: Desk) -> None:
    await desk.servers.update(SERVER, channel_id=OLD)
    fault, news = await announce(desk, OLD, "failing", "failing"), await announce(desk, OLD, "a")
    await desk.servers.update(SERVER, channel_id=NEW, organiser_channel_id=ORGANISERS)
    assert await channels(desk, fault, news) == [ORGANISERS, NEW]


async def test_an_announcement_that_may_have_been_posted_stays_in_its_channel(desk: Desk) -> None:
    await desk.servers.update(SERVER, channel_id=OLD, organiser_channel_id=ORGANISERS)
    in_flight = await announce(
        desk, ORGANISERS, "failing", "failing", attempts=1, first_attempt_at=desk.clock()
    )
    await desk.servers.update(SERVER, organiser_channel_id=OTHERS)
    assert await channels(desk, in_flight) == [ORGANISERS]


async def test_settings_of_announcements_are_stored(desk: Desk) -> None:
    changed = await desk.servers.update(SERVER, organiser_channel_id=ORGANISERS, weekly=True)
    assert (changed.organiser_channel_id, changed.weekly) == (ORGANISERS, True)
    assert await desk.servers.get(SERVER) == changed
    assert (await desk.servers.update(SERVER, name="CGT")).weekly
    assert not (await desk.servers.update(SERVER, weekly=False)).weekly


async def test_pending_announcements_of_other_servers_stay(desk: Desk) -> None:
    await desk.servers.ensure(SERVER)
    await desk.servers.ensure(SERVER + 1)
    waiting = await announce(desk, OLD, "a")
    await desk.servers.update(SERVER + 1, channel_id=NEW)
    assert (await outbox(desk))[waiting][0] == OLD


async def test_changed_privacy_settings_make_a_new_version_of_open_demands(desk: Desk) -> None:
    first, closed = await desk.open_demand(), await desk.open_demand()
    await desk.demands.close(SERVER, closed.id)
    elsewhere = await desk.open_demand(SERVER + 1)
    draft = await desk.demands.create(SERVER, {"en": {"title": "Later", "body": "Not yet."}})
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, contact="other@example.org"))
    changed = await desk.demands.get(SERVER, first.id)
    assert (changed.version, changed.text_hash) == (2, first.text_hash)
    assert changed.consent is not None
    assert all("other@example.org" in consent for consent in changed.consent.values())
    assert changed.consent_hash != first.consent_hash
    assert (await desk.demands.get(SERVER, closed.id)).version == 1
    assert await desk.demands.get(SERVER + 1, elsewhere.id) == elsewhere
    assert await desk.demands.get(SERVER, draft.id, include_drafts=True) == draft


async def test_the_consent_of_signers_can_be_read_after_any_change_of_privacy_settings(
    desk: Desk,
) -> None:
    demand = await desk.open_demand()
    agreed = {}
    for number in range(3):
        await desk.servers.update(SERVER, privacy=replace(PRIVACY, contact=f"address {number}"))
        demand = await desk.demands.get(SERVER, demand.id)
        await desk.sign(demand, number)
        agreed[demand.consent_hash] = demand.consent
    await desk.servers.update(SERVER, privacy=PRIVACY)  # a consent that was there before: nothing to add
    signed = {content.consent_hash for content in (await desk.contents(demand)).values() if content}
    async with desk.database.read() as session:
        rows = (await session.scalars(select(Consent).where(Consent.hash.in_(signed)))).all()
        kept = {row.hash: row.texts for row in rows}
        texts = (await session.execute(select(func.count()).select_from(Consent))).scalar_one()
        made = (await session.scalars(select(Consent.made_at))).all()
    assert kept == agreed
    assert texts == 4
    assert all(moment.tzinfo is not None for moment in made)


async def test_privacy_settings_that_no_demand_shows_are_not_stored(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    await desk.servers.update(SERVER, privacy=replace(PRIVACY, contact="other@example.org"))
    async with desk.database.read() as session:
        assert (await session.scalars(select(Consent.hash))).all() == []


@pytest.mark.both_engines
async def test_servers_with_the_same_privacy_settings_open_demands_at_once(desk: Desk) -> None:
    opened = await asyncio.gather(*(desk.open_demand(SERVER + number) for number in range(4)))
    assert len({demand.consent_hash for demand in opened}) == 1


async def test_a_demand_on_paper_gets_no_key_and_holds_up_no_change_of_the_notice(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, {"en": {"title": "Stop it", "body": "Now."}}, signed_by="paper")
    demand = await desk.demands.open(SERVER, draft.id)
    await desk.servers.update(SERVER, privacy=Privacy())
    await desk.servers.update(SERVER, privacy=PRIVACY)
    assert (await desk.demands.get(SERVER, demand.id)).retention_months is None


async def test_saving_the_same_privacy_settings_changes_no_demand(desk: Desk) -> None:
    demand = await desk.open_demand()
    await desk.servers.update(SERVER, privacy=PRIVACY, name="CGT")
    assert await desk.demands.get(SERVER, demand.id) == demand


async def test_privacy_settings_cannot_be_emptied_under_an_open_demand(desk: Desk) -> None:
    demand = await desk.open_demand()
    with pytest.raises(UserError) as caught:
        await desk.servers.update(SERVER, privacy=replace(PRIVACY, contact="[whom to ask]"))
    assert caught.value.id == "refusal-privacy-in-use"
    assert caught.value.arguments["contact"] == "missing"
    assert (await desk.servers.get(SERVER)).privacy == PRIVACY
    await desk.demands.close(SERVER, demand.id)
    await desk.servers.update(SERVER, privacy=Privacy())


async def test_settings_of_eligibility_do_not_change_open_demands(desk: Desk) -> None:
    await desk.servers.update(SERVER, member_role_id=9, min_account_days=30, min_server_days=7)
    demand = await desk.open_demand()
    assert (demand.role_ids, demand.min_account_days, demand.min_server_days) == ((9,), 30, 7)
    for role_id, days in ((10, 90), (None, 0)):
        await desk.servers.update(
            SERVER, member_role_id=role_id, min_account_days=days, min_server_days=days, roster=True
        )
        assert await desk.demands.get(SERVER, demand.id) == demand
