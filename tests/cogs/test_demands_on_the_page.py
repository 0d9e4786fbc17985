"""Demands that are signed on the union's page, in Discord: a link to the page wherever a member reads of one,
and texts that are true of them."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from unittest.mock import AsyncMock

import discord
import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.async_utils import cancel
from bot.demo.messages import MessageView, as_read
from bot.demo.signing_member import Card, Token, b64, unb64
from bot.demo.world import Reply, World
from bot.errors import BoxAway, UserError
from bot.page.box.service import BoxService
from bot.page.registrar.acts import RegistrarActs
from bot.page.registrar.rounds import ENOUGH_ISSUED
from bot.petitions.counts.milestones import note
from bot.petitions.demands import deadlines
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.service import DemandView
from bot.petitions.page_rows import held_note
from bot.storage.models import (
    Demand,
    IssuedPlace,
    IssuingRound,
    MemberCard,
    Note,
    PageDemand,
    Publication,
    Server,
)
from bot.ui.demands.card import demand_card
from bot.ui.markdown import timestamp
from tests.page.registrar.conftest import reused_keys
from tests.support.contracts import ORDER, action, order, vehicle
from tests.support.demand_steps import open_demand, texts_of
from tests.support.page_steps import BOARD, MEMBERS, SITE, begin_round, open_on_page, page_draft
from tests.support.setup_steps import SettingUp
from tests.support.watch_steps import read_again, watching

pytestmark = [pytest.mark.behaviour, pytest.mark.in_french]
__all__ = ["reused_keys"]


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    """A server in each language with a round."""
    async with World(language=language) as world:
        await world.app.servers.update(world.server_id, language=language)
        await begin_round(world)
        yield world


def signing(language: str) -> str:
    return f"{SITE}{BOARD}/{language}/sign.html"


def links(shown: MessageView | Reply) -> list[tuple[str, str]]:
    """Return the links to the signing page: labels and addresses."""
    buttons = (shown.card if isinstance(shown, Reply) else shown).buttons
    return [(b.label or "", b.url) for b in buttons if b.url and b.url.endswith("/sign.html")]


def is_disabled_for_nobody(shown: MessageView | Reply) -> bool:
    """True if nothing else of a message signs."""
    buttons = (shown.card if isinstance(shown, Reply) else shown).buttons
    return not [b for b in buttons if (b.custom_id or "").startswith(("sign-form", "withdraw"))]


@pytest.mark.full
async def test_every_post_about_a_demand_on_the_page_has_the_link_to_sign(
    world: World, language: str
) -> None:
    t, app = texts_of(world, language), world.app
    for _ in range(2):
        await world.tick()
    [begun] = await world.posts()
    assert links(begun) == [(t("button-signing-page"), signing(language))], "before the first demand"
    demand = await open_on_page(world)
    closes = Deadline(app.clock() + timedelta(days=7, hours=1), "UTC")
    await app.lifecycle.schedule(world.server_id, demand.id, goal=1, closes=closes)
    await app.demands.announce(world.server_id, demand.id, request="once")
    async with app.database.write() as session:  # as if a count had been published
        row = await session.get_one(Demand, demand.id)
        published = await session.get_one(Publication, 1)
        published.count = 1
        await note(session, app.database, row, published, before=0, closing=False)
    world.clock.move(hours=2)
    for _ in range(3):
        await world.tick()
    posts = (await world.posts())[1:]
    assert {t("post-demand-reminder-title"), t("post-demand-percent", percent=100, goal=1)} <= {
        post.text.splitlines()[0] for post in posts
    }
    assert len(posts) == 3
    for post in posts:
        assert links(post) == [(t("button-sign-page"), signing(language))]
        assert is_disabled_for_nobody(post)
    source = await watching(world, order(), unmatched=(vehicle(),))
    more = action("P00001", "1000000.00", "2026-02-10")
    source.show(order(ORDER, action("0", "4816782.50", "2025-12-18", None), more), unmatched=(vehicle(),))
    await read_again(world)
    for post in (await world.posts())[4:]:
        assert links(post) == [(t("button-sign-page"), signing(language))], "news of contracts lead there too"


@pytest.mark.full
async def test_organisers_answers_have_the_link_and_a_closed_demand_that_to_withdraw(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t, app = texts_of(world, language), world.app
    monkeypatch.setattr(deadlines, "MIN_SIGNED", 0)
    draft = await page_draft(world)
    opening = await world.slash(world.organiser, "organise demand open", demand=str(draft.id))
    assert links(opening) == [], "nothing can be signed yet"
    opened = await world.press(world.organiser, opening, t("button-open-demand"))
    assert links(opened) == [(t("button-sign-page"), signing(language))]
    form = await world.slash(world.organiser, "organise demand edit", demand=str(draft.id), language=language)
    proposed = await world.submit(world.organiser, form, {"title": "Stop", "body": "Now."})
    amended = await world.press(world.organiser, proposed, t("button-amend"))
    assert links(amended) == [(t("button-sign-page"), signing(language))]
    closing = await world.slash(world.organiser, "organise demand close", demand=str(draft.id))
    closed = await world.press(world.organiser, closing, t("button-close-demand"))
    assert links(closed) == [(t("button-sign-page"), signing(language))], "for another week"
    withdraw = [(t("button-signing-page"), signing(language))]
    world.clock.move(days=7)
    await world.tick()
    [told] = [post for post in await world.posts() if t("post-demand-closed-title") in post.text]
    assert links(told) == withdraw
    asked = await world.slash(world.alice, "demands withdraw", demand=str(draft.id))
    assert links(asked) == withdraw
    await app.lifecycle.deliver(world.server_id, draft.id, to="Management")
    await world.tick()
    [told] = [post for post in await world.posts() if t("post-demand-delivered-title") in post.text]
    shown = await world.slash(world.alice, "demands show", demand=str(draft.id))
    assert links(told) == links(shown) == withdraw


@pytest.mark.full
async def test_the_link_is_in_the_readers_language_even_if_the_board_is_not(world: World) -> None:
    demand = await open_on_page(world)
    german = world.speaking(world.alice, "de")
    shown = await world.slash(german, "demands show", demand=str(demand.id))
    assert [address for _, address in links(shown)] == [signing("de")]
    board = await world.app.boards.of(world.server_id)
    assert board is not None
    assert "de" not in board.languages
    async with world.app.database.write() as session:  # as when the bot was removed: nobody may switch it off
        await session.execute(update(Server).values(board=None))
    assert links(await world.slash(german, "demands show", demand=str(demand.id))) == []


async def test_the_set_up_links_to_the_page_and_the_text_to_pin_says_how(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await page_draft(world)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("members")
    assert as_read(t("setup-members-what-elsewhere", title=demand.texts[language]["title"])) in manager.text
    await world.app.demands.open(world.server_id, demand.id)
    seen = await manager.press("setup-see-post")
    assert links(seen) == [(t("button-sign-page"), signing(language))]
    await manager.start()
    await manager.choose("members")
    await manager.press("setup-pin")
    [pinned] = await world.posts()
    assert as_read(t("setup-pin-page")) in pinned.text
    assert as_read(t("setup-pin-sign")) not in pinned.text
    assert links(pinned) == [(t("button-sign-page"), signing(language))]
    await manager.press("setup-unpin")
    await manager.start()
    await manager.choose("demand")
    assert manager.shown is not None
    assert links(manager.shown) == [(t("button-sign-page"), signing(language))]
    await open_demand(world)  # in Discord
    await manager.start()
    await manager.choose("members")
    await manager.press("setup-pin")
    [pinned] = await world.posts()
    for text in ("setup-pin-sign", "setup-pin-withdraw", "setup-pin-page"):
        assert as_read(t(text)) in pinned.text


async def test_a_card_says_of_a_demand_on_the_page_what_is_true_there(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t, app = texts_of(world, language), world.app
    monkeypatch.setattr(deadlines, "MIN_SIGNED", 0)
    draft = await page_draft(world)
    opening = await world.slash(world.organiser, "organise demand open", demand=str(draft.id))
    small = t("round-small", count=MEMBERS, enough=ENOUGH_ISSUED)  # 25 of 30, rounded up to tens
    assert small in opening.card.markdown
    assert t("demand-may-sign-page") in opening.card.markdown
    opened = await world.press(world.organiser, opening, t("button-open-demand"))
    assert small not in opened.card.markdown, "for organisers, before"
    await app.amendments.propose(world.server_id, draft.id, {"en": {"title": "Stop", "body": "Now."}})
    proposal = await app.amendments.propose(world.server_id, draft.id, {"en": {"title": "Stop", "body": "!"}})
    await app.amendments.confirm(world.server_id, draft.id, proposal.token, by=1)
    shown = (await world.slash(world.alice, "demands show", demand=str(draft.id))).card.markdown
    day = app.clock().date()
    for text in ("demand-may-sign-page", "demand-count-rule-page", "demand-by-page"):
        assert t(text) in shown
    assert t("demand-text-changed-page", day=day) in shown
    view = await app.demands.get(world.server_id, draft.id)
    assert view.eligible_checked is not None, "it was asked for when it opened"
    for text, values in (
        ("demand-eligible", {"least": view.min_eligible, "checked": "yes"}),
        ("demand-text-changed", {"day": day}),
        ("demand-count-rule", {}),
        ("may-sign-roster", {}),
    ):
        assert t(text, **values) not in shown
    assert t("demand-verified-roster", size=MEMBERS) in shown
    published = replace(view.publication, count=MEMBERS + 10) if view.publication else None
    many = demand_card(replace(view, publication=published), t)
    said = [item.content for item in many.walk_children() if isinstance(item, discord.ui.TextDisplay)]
    assert any(t("demand-verified-roster-left-page") in part for part in said)


async def test_organisers_read_that_a_small_group_hides_few(world: World, language: str) -> None:
    t = texts_of(world, language)
    small = t("round-small", count=MEMBERS, enough=ENOUGH_ISSUED)
    assert small in (await world.slash(world.organiser, "organise round status")).card.markdown
    async with world.app.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=51, places=70))
    world.clock.move(days=1)
    status = (await world.slash(world.organiser, "organise round status")).card.markdown
    assert t("round-small", count=60, enough=ENOUGH_ISSUED) not in status


@pytest.mark.full
async def test_closing_takes_a_day_and_the_list_closes_a_month_later_delivered_or_not(
    world: World, language: str
) -> None:
    t, app = texts_of(world, language), world.app
    demand = await open_on_page(world)
    world.clock.move(days=6)
    closing = await app.demands.close(world.server_id, demand.id)
    await world.tick()
    assert closing.closes_at == world.clock() + timedelta(days=1), "and no sooner than a week after opening"
    [told] = [post for post in await world.posts() if t("post-demand-reminder-title") in post.text]
    assert timestamp(closing.closes_at, "F") in told.markdown
    world.clock.move(days=1)
    await world.tick()
    archiving = await world.slash(world.organiser, "organise demand archive", demand=str(demand.id))
    assert t("demand-archiving-page") in archiving.card.markdown
    form = await world.slash(world.organiser, "organise demand deliver", demand=str(demand.id))
    assert form.form is not None

    async def ended() -> bool:
        async with app.database.read() as session:
            return (await session.get_one(PageDemand, demand.id)).ended_at is not None

    assert not await ended()
    day = app.clock().date().isoformat()
    await world.submit(world.organiser, form, {"to": "Management", "day": day, "sure": True})
    world.clock.move(days=29)
    await world.tick()
    assert not await ended()
    archiving = await world.slash(world.organiser, "organise demand archive", demand=str(demand.id))
    assert t("demand-archiving-page") in archiving.card.markdown
    world.clock.move(days=1)
    await world.tick()
    assert await ended()


async def issued_by_cards(session: AsyncSession) -> list[IssuedPlace]:
    """Return the places that were issued on a request, without those of ``begin_round``."""
    asked = select(IssuedPlace).where(IssuedPlace.hashes != bytes(192))
    return list(await session.scalars(asked))


class Holder:
    """Alice as a member with a card, who joined in Discord and got tokens, through the registrar itself."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.acts = RegistrarActs(world.app.database, world.clock, world.app.keys)
        self.token: Token | None = None

    async def ask(self, act: str, body: object) -> tuple[int, Any]:
        return await self.acts.answer(self.world.server_id, act, json.dumps(body).encode())

    async def join(self) -> None:
        app, server_id = self.world.app, self.world.server_id
        await app.keys.ensured("signing")
        self.card = Card(union=(await app.keys.signing_keys())[0])
        await app.roster.join(server_id, account_id=self.world.alice.id, typed=await self.link_code())
        codes: dict[str, str] = {}
        await app.member_cards.new_codes(server_id, ["N0"], codes.update)
        key = b64(self.card.key.public)
        assert (await self.ask("card", {"code": codes["N0"], "key": key}))[0] == 200

    async def link_code(self) -> str:
        """Return a code with which an account is linked to the member, a day later."""
        code = await self.world.app.roster.new_code(self.world.server_id, "N0", reason="lost")
        self.world.clock.move(days=2)
        return code

    async def shares(self) -> tuple[int, Any]:
        [round_] = await self.world.app.rounds.rounds(self.world.server_id)
        return await self.ask("shares", self.card.shares_request(round_.id))

    async def get_tokens(self, demand: DemandView) -> None:
        [round_] = await self.world.app.rounds.rounds(self.world.server_id)
        spkis = {key.fingerprint: key.spki for key in round_.keys}
        _, answer = await self.shares()
        requests = {f: self.card.request(spkis[f], unb64(share)) for f, share in answer["shares"].items()}
        status, issued = await self.ask("issue", self.card.issue_request(round_.id, requests))
        assert status == 200
        [mine] = [key.fingerprint for key in round_.keys if key.demand_id == demand.id]
        self.token = requests[mine].token(unb64(issued["signatures"][mine]))

    async def act(self, demand: DemandView, turn: int, **version: Any) -> int:
        """Hand a row in, with the token that was kept; return the status of the answer."""
        assert self.token is not None
        assert isinstance(self.world.app.box, BoxService)
        async with self.world.app.database.read() as session:
            opening = (await session.get_one(PageDemand, demand.id)).opening
        row = self.token.row(opening, turn=turn, **version)
        status, _ = await self.world.app.box.answer("sign", json.dumps(row).encode())
        return status

    async def my_data(self) -> tuple[str, Any]:
        """Return the text and the values of the own copy."""
        await self.world.slash(self.world.alice, "privacy export")
        self.world.clock.move(days=1, hours=1)
        files = (await self.world.slash(self.world.alice, "privacy export")).files
        return files["my-data.txt"].decode(), json.loads(files["my-data.json"])


async def test_erasing_says_before_that_it_keeps_the_card_and_withdraws_nothing_on_the_page(
    world: World, language: str
) -> None:
    t, alice, holder = texts_of(world, language), world.alice, Holder(world)
    demand = await open_on_page(world)
    await holder.join()
    await holder.get_tokens(demand)
    assert demand.text_hash is not None
    assert demand.consent_hash is not None
    signed = {"version": 1, "text": demand.text_hash, "consent": demand.consent_hash}
    assert await holder.act(demand, 1, **signed) == 200
    offered = await world.slash(alice, "privacy erase")
    for text in ("erase-page", "erase-page-kept"):
        assert t(text) in offered.card.markdown
    stranger = await world.slash(world.join("stranger"), "privacy erase")
    assert stranger.card.markdown == offered.card.markdown, "whoever asks"
    assert (await holder.shares())[0] == HTTPStatus.ALREADY_REPORTED
    erased = await world.press(alice, offered, "privacy-erase")
    assert t("erase-page-kept") in erased.card.markdown
    assert (await holder.shares())[0] == HTTPStatus.ALREADY_REPORTED, "the card finds it still"
    async with world.app.database.read() as session:
        assert (await session.scalars(select(MemberCard.key))).all() == [holder.card.key.public]
        assert len(await issued_by_cards(session)) == 1, "it stays noted"
        opening = (await session.get_one(PageDemand, demand.id)).opening
    assert await world.app.box.pending(opening) == 1, "the signature was not withdrawn"
    assert await holder.act(demand, 2, version=0) == 200, "a kept token withdraws it"


@pytest.mark.full
async def test_the_own_copy_has_the_card_and_the_issues_that_are_kept(world: World, language: str) -> None:
    t, holder, server = texts_of(world, language), Holder(world), world.guild.name
    demand = await open_on_page(world)
    text, values = await holder.my_data()
    assert values["signing_page"] == []
    await holder.join()
    key = holder.card.key.public.hex()
    text, values = await holder.my_data()
    assert t("own-data-card", server=server, key=key) in text
    [there] = values["signing_page"]
    assert (there["card"], there["tokens"]) == (key, [])
    await holder.get_tokens(demand)
    [round_] = await world.app.rounds.rounds(world.server_id)
    text, values = await holder.my_data()
    assert t("own-data-issued", server=server, number=1, day=round_.begun_on) in text
    [tokens] = values["signing_page"][0]["tokens"]
    async with world.app.database.read() as session:
        [row] = await issued_by_cards(session)
    assert tokens == {"round": 1, "begun_on": tokens["begun_on"], "hashes": row.hashes.hex()}
    bob = world.bob
    await world.app.member_cards.replace(world.server_id, "N0", reason="lost")
    text, _ = await holder.my_data()
    assert t("own-data-card-code", server=server) in text
    # Whoever takes the member's link over with a new code learns nothing of the card.
    await world.app.roster.join(world.server_id, account_id=bob.id, typed=await holder.link_code())
    world.alice = bob
    text, values = await holder.my_data()
    assert t("own-data-card-withheld", server=server) in text
    assert values["signing_page"] == []
    assert key not in text


async def test_without_the_page_erasing_and_the_own_copy_say_nothing_of_it(language: str) -> None:
    async with World(language=language) as world:
        t = texts_of(world, language)
        offered = await world.slash(world.alice, "privacy erase")
        assert t("erase-page") not in offered.card.markdown
        erased = await world.press(world.alice, offered, "privacy-erase")
        assert t("erase-page-kept") not in erased.card.markdown


async def test_notice_and_secrecy_name_the_page_once_a_demand_is_there(world: World, language: str) -> None:
    t = texts_of(world, language)
    listed = await open_demand(world)  # in Discord
    shown = await world.slash(world.alice, "demands show", demand=str(listed.id))
    secret = await world.press(world.alice, shown, "secret")
    assert t("secret-page-kept") not in secret.card.markdown
    await open_on_page(world)
    secret = await world.press(world.alice, shown, "secret")
    notice = await world.slash(world.alice, "privacy notice")
    assert t("secret-page-kept") in secret.card.markdown
    assert t("secret-page-kept") in notice.card.markdown
    private = await world.alice.user.slash("privacy notice")
    assert private.response is not None
    (card,) = private.response.components
    assert t("secret-page-kept") in [part.get("content") for part in card["components"]], "not on a server"


@pytest.mark.full
async def test_organisers_are_told_of_a_demand_whose_signatures_are_not_published_and_what_to_do(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t, app = texts_of(world, language), world.app
    demand = await open_on_page(world)
    title = t.pick(demand.texts)["title"]

    async def status(who: Any = world.organiser) -> str:
        return (await world.slash(who, "updates status")).card.markdown

    assert title not in await status()
    since = app.clock()
    errors = {
        BoxAway("refusal-box-away"): "away",
        BoxAway("refusal-box-secret"): "secret",
        UserError("refusal-box-unknown"): "other-box",
        UserError("refusal-box-differs"): "other-bot",
        RuntimeError("unexpected"): "log",
    }
    for error, advice in errors.items():
        with monkeypatch.context() as patched, world.failures_expected():
            patched.setattr(app.box, "pending", AsyncMock(side_effect=error))
            world.clock.move(days=1)
            since = since if advice != "away" else app.clock()
            await app.on_page.tick()
        said = await status()
        assert t("status-page", demand=title, since=since) in said
        assert t(f"status-page-{advice}") in said
        assert title not in await status(world.alice)
    world.clock.move(days=1)
    await app.on_page.tick()
    assert title not in await status()
    for why, told in {"altered": "altered-what", "contradicted": "withheld-what"}.items():
        async with app.database.write() as session:
            await session.merge(Note(name=held_note(demand.id), value=f"{why}:{BOARD}/ledger/x.json"))
        assert t(told, demand=title) in await status()


async def test_a_box_that_answers_late_holds_up_no_count_in_discord(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await open_demand(world)
    await open_on_page(world)
    await world.app.demands.close(world.server_id, demand.id)
    world.clock.move(days=2)
    asked = asyncio.Event()

    async def late(*_: object, **__: object) -> None:
        asked.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(BoxService, "amend", late)
    ticks = {task.name: task._tick for task in world.bot._periodic_tasks}
    waiting = asyncio.ensure_future(ticks["publication on the page"]())
    await asyncio.wait_for(asked.wait(), 20)
    await asyncio.wait_for(ticks["publication"](), 20)
    assert (await world.app.demands.get(world.server_id, demand.id)).state == "closed"
    assert not waiting.done()
    await cancel(waiting)
