"""Signing and withdrawing as members do; nothing shown reveals a signer."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest
from sqlalchemy import select

from bot.cli.admin.server_data import erase_person
from bot.demo.world import Reply, World
from bot.petitions.counts import publications
from bot.settings import PublicationRule
from bot.storage.models import Demand
from bot.ui.replies import Interaction, defer
from tests.support.demand_steps import (
    PRIVACY,
    TEXTS,
    exactly,
    open_demand,
    published,
    sent_text,
    sign,
    take_role,
    texts_of,
)

pytestmark = pytest.mark.behaviour

DEFERRED = 5  # Discord's number for "thinking"
SOON = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(0), fewest=1)


@pytest.fixture
async def world(language: str) -> AsyncIterator[World]:
    """A server in each language, whose counts are published at the next tick."""
    async with World(language=language, publication=SOON) as world:
        yield world


def resend(opened: Reply) -> None:
    """Let a submitted form be submitted once more, as a client on a bad line does."""
    opened.result._interaction.modal_consumed = False


async def test_a_posted_demand_can_be_read_in_the_readers_language(world: World, language: str) -> None:
    demand = await open_demand(world)
    await world.app.demands.announce(world.server_id, demand.id, request="once")
    await world.tick()
    (post,) = await world.posts()
    other, label = ("en", "English") if language == "fr" else ("fr", "Français")
    assert TEXTS[other]["title"] not in post.text
    reader = world.speaking(world.join("reader", world.members), other)
    read = await world.press(reader, post, label)
    assert read.private
    assert TEXTS[other]["title"] in read.text
    assert label not in [button.label for button in read.card.buttons], "it is for posts"
    curious = await world.press(world.alice, post, label)
    assert TEXTS[other]["title"] in curious.text, "a button answers in the language that it names"


@pytest.mark.both_engines
async def test_a_member_reads_signs_and_is_counted_at_the_next_publication(
    world: World, language: str
) -> None:
    demand = await open_demand(world)
    t = texts_of(world, language)
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    opened = await world.press(world.alice, card, "sign-form")
    assert opened.form is not None
    assert opened.form.title == t("sign-form-title")
    assert t.pick(demand.texts)["title"] in opened.form.text
    assert "privacy@cgt.example" in str(opened.result.modal)  # without invisible characters: it can be copied
    for told in (
        PRIVACY.controller,
        PRIVACY.recipients,
        PRIVACY.legal_basis,
        "6(1)(a)" if language == "en" else "6.1.a",
    ):
        assert str(told) in opened.form.text
    assert [(field.custom_id, field.required) for field in opened.form.fields] == [("consent", True)]
    answer = await world.submit(world.alice, opened)
    assert answer.private
    assert t("demand-signed") in sent_text(answer)
    assert t("demand-uncounted") in (await world.slash(world.bob, "demands show", demand=str(demand.id))).text
    assert await published(world, demand) == 1
    shown = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert "1 signature" in shown.text


async def test_the_form_says_in_which_language_it_is_where_the_reader_lacks_one(
    world: World, language: str
) -> None:
    t, other = texts_of(world, language), {"en": "fr", "fr": "en"}[language]
    demand = await open_demand(world, {other: TEXTS[other]})
    told = t("sign-form-language", part="both", language=t.language_name(other))
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert opened.form is not None
    assert opened.form.text.startswith(told)
    assert str(PRIVACY.controller) in opened.form.text, "the consent of the other language"
    in_both = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(in_both.id))
    assert opened.form is not None
    assert t.language_name(language) not in opened.form.text


async def test_a_signature_moves_no_count_before_it_is_published(world: World) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    assert await published(world, demand) == 1
    before = await world.slash(world.organiser, "demands show", demand=str(demand.id))
    await sign(world, world.bob, demand)
    await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    after = await world.slash(world.organiser, "demands show", demand=str(demand.id))
    assert exactly(before) == exactly(after)
    assert await published(world, demand) == 1


async def test_no_regular_count_comes_before_the_day_that_signers_are_told(language: str) -> None:
    rule = PublicationRule(changes=2, every=timedelta(days=1), latest=timedelta(days=7), fewest=1)
    async with World(language=language, publication=rule) as world:
        demand, t = await open_demand(world), texts_of(world, language)
        told = world.clock().date() + timedelta(days=1)
        for member in (world.alice, world.bob, world.join("carol")):
            answer = await sign(world, member, demand)
            assert t("demand-signed-next", day=told) in sent_text(answer)
        world.clock.move(hours=23)
        assert await published(world, demand) is None
        world.clock.move(hours=2)
        assert await published(world, demand) == 3
        later = await sign(world, world.join("dave"), demand)
        assert t("demand-signed-next", day=told + timedelta(days=1)) in sent_text(later)


async def test_the_text_to_pass_on_names_nobody_calls_nobody_and_can_be_copied(
    world: World, language: str
) -> None:
    hostile = {"title": "Stop `it` ``` @everyone <@1> **now**", "body": "Now."}
    demand = await open_demand(world, {language: hostile})
    t = texts_of(world, language)
    shown = sent_text(await sign(world, world.alice, demand))
    passed_on = shown.partition(t("demand-pass-on"))[2]
    assert passed_on.count("```") == 2, "the title does not end the block"
    text = passed_on.split("```")[1].strip()
    assert text == t("demand-pass-on-text", title="Stop 'it' ''' @\u200beveryone <@\u200b1> **now**")
    assert world.alice.user.name not in text


async def test_the_text_to_pass_on_links_the_posted_card(world: World, language: str) -> None:
    demand = await open_demand(world)
    announcing = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, announcing, "demand-announce")
    await world.tick()
    (post,) = await world.posts()
    link = f"/{world.server_id}/{post.message.channel.id}/{post.message.id} "
    assert link in sent_text(await sign(world, world.alice, demand))


async def test_sign_has_the_same_answer_for_signers_and_others(world: World) -> None:
    demand = await open_demand(world)
    first = await sign(world, world.alice, demand)
    again = await sign(world, world.alice, demand)
    other = await sign(world, world.bob, demand)
    assert exactly(first) == exactly(again) == exactly(other)
    assert await published(world, demand) == 2
    once_counted = await sign(world, world.alice, demand)
    assert exactly(once_counted) == exactly(first)
    assert await published(world, demand) == 2


async def test_withdraw_has_the_same_answer_for_everybody(world: World) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    had_signed = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    never_signed = await world.slash(world.bob, "demands withdraw", demand=str(demand.id))
    again = await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    assert exactly(had_signed) == exactly(never_signed) == exactly(again)
    assert had_signed.private
    assert await published(world, demand) is None


async def test_the_form_is_the_same_for_signers(world: World) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    forms = []
    for member in (world.alice, world.bob):
        opened = await world.slash(member, "demands sign", demand=str(demand.id))
        assert opened.form is not None
        forms.append(replace(opened.form, custom_id=opened.form.custom_id.rpartition(":")[0]))
    assert forms[0] == forms[1]


async def test_a_withdrawn_signature_leaves_the_next_count_and_can_be_given_again(
    world: World,
) -> None:
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    withdrawn = await world.press(world.alice, card, "withdraw")  # one press, without confirmation
    assert await published(world, demand) == 1
    await world.submit(world.alice, await world.press(world.alice, withdrawn, "sign-form"))
    assert await published(world, demand) == 2


async def test_a_double_press_and_a_repeated_form_sign_once(world: World) -> None:
    demand = await open_demand(world)
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    first = await world.press(world.alice, card, "sign-form")
    second = await world.press(world.alice, card, "sign-form")
    answers = [await world.submit(world.alice, first), await world.submit(world.alice, second)]
    resend(second)
    answers.append(await world.submit(world.alice, second))
    assert exactly(answers[0]) == exactly(answers[1]) == exactly(answers[2])
    assert await published(world, demand) == 1


async def test_a_form_opened_before_a_restart_signs_after_it(world: World) -> None:
    demand = await open_demand(world)
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    opened = await world.press(world.alice, card, "sign-form")
    await world.restart_bot()
    await world.submit(world.alice, opened)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    await world.press(world.alice, card, "withdraw")  # the buttons of the old card work as well
    assert await published(world, demand) == 1


async def test_forms_and_cards_do_not_accumulate_in_memory(world: World) -> None:
    demand = await open_demand(world)
    for member in (world.alice, world.bob):
        await world.slash(member, "demands sign", demand=str(demand.id))  # opened and never submitted
        await world.slash(member, "demands show", demand=str(demand.id))
        await sign(world, member, demand)
    await world.slash(world.organiser, "organise settings privacy")
    await world.slash(world.organiser, "organise demand create", language="en")
    store: Any = world.bot._connection._view_store
    assert not store._modals
    assert not store._views


async def test_a_form_submitted_after_the_demand_closed_is_refused(world: World, language: str) -> None:
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    await world.app.demands.close(world.server_id, demand.id)
    answer = await world.submit(world.alice, opened)
    assert sent_text(answer) == texts_of(world, language)("refusal-demand-closed")
    assert answer.private
    assert (await sign_refused(world, demand.id)).text == answer.text
    assert await published(world, demand) == 0


async def test_a_form_submitted_or_opened_while_the_demand_closes_signs_nothing(
    world: World, language: str
) -> None:
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    async with world.app.database.write() as session:
        now = world.clock()
        row = (await session.execute(select(Demand).where(Demand.id == demand.id))).scalar_one()
        await publications.close(session, world.app.database, world.app.keys, row, now=now)
        late = await world.slash(world.bob, "demands sign", demand=str(demand.id))
        assert late.form is not None, "it is not closed yet"
        sent = asyncio.create_task(world.submit(world.alice, opened))
        await asyncio.sleep(0.2)
        assert not sent.done()
    for answer in (await sent, await world.submit(world.bob, late)):
        assert sent_text(answer) == texts_of(world, language)("refusal-demand-closed")
        assert answer.private
    assert await published(world, demand) == 0


async def sign_refused(world: World, demand_id: int) -> Reply:
    refused = await world.slash(world.alice, "demands sign", demand=str(demand_id))
    assert refused.form is None
    return refused


async def test_a_form_that_shows_an_older_consent_does_not_sign(world: World, language: str) -> None:
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    await world.app.servers.update(
        world.server_id, privacy=replace(PRIVACY, recipients="Discord, the works council")
    )
    answer = await world.submit(world.alice, opened)
    assert sent_text(answer) == texts_of(world, language)("refusal-demand-changed")
    assert await published(world, demand) is None
    anew = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert anew.form is not None
    assert "the works council" in anew.form.text
    await world.submit(world.alice, anew)
    assert await published(world, demand) == 1


async def test_an_open_demand_keeps_the_consent_it_opened_with(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    world.app.texts.substitutes["consent-text"] = "consent-roster"  # the wording of a later version
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert opened.form is not None
    assert str(PRIVACY.recipients) in opened.form.text
    assert (await world.app.demands.get(world.server_id, demand.id)).version == 1
    await world.app.servers.update(world.server_id, privacy=replace(PRIVACY, contact="new@cgt.example"))
    changed = await world.app.demands.get(world.server_id, demand.id)
    assert changed.version == 2, "signers of the first keep theirs"
    assert changed.consent is not None
    assert changed.consent[language] == t("consent-roster")


async def test_only_holders_of_the_member_role_may_sign(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    guest = world.join("guest")
    refused = await world.slash(guest, "demands sign", demand=str(demand.id))
    assert refused.form is None
    assert f"<@&{world.members.id}>" in refused.shown[0].markdown
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    take_role(world, world.alice, world.members)
    late = await world.submit(world.alice, opened)
    assert exactly(late) == exactly(refused)
    assert await published(world, demand) is None
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 1
    card = await world.slash(world.bob, "demands show", demand=str(demand.id))
    assert texts_of(world, language)("demand-verified-role") in card.text


async def test_withdrawing_needs_no_role_and_works_after_closing(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    demand = await open_demand(world)
    await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    await world.app.demands.close(world.server_id, demand.id)
    assert await published(world, demand) == 2
    take_role(world, world.alice, world.members)
    card = await world.slash(world.alice, "demands show", demand=str(demand.id))
    answer = await world.press(world.alice, card, "withdraw")
    assert sent_text(answer) == texts_of(world, language)("demand-withdrawn")
    assert answer.card.buttons == ()  # signing again is not offered


async def test_signing_again_is_offered_only_while_the_demand_is_open(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    last_day = world.clock() + timedelta(days=1)
    draft = await world.app.demands.create(world.server_id, TEXTS, closes_at=last_day)
    demand = await world.app.demands.open(world.server_id, draft.id)
    await sign(world, world.alice, demand)
    for member in (world.alice, world.bob):
        answer = await world.slash(member, "demands withdraw", demand=str(demand.id))
        assert sent_text(answer) == f"{t('demand-withdrawn')} {t('demand-sign-again')}"
        assert [button.label for button in answer.card.buttons] == [t("button-sign")]
    world.clock.move(days=2)  # nobody has closed it yet
    for member in (world.alice, world.bob):
        answer = await world.slash(member, "demands withdraw", demand=str(demand.id))
        assert sent_text(answer) == t("demand-withdrawn")
        assert answer.card.buttons == ()


async def test_a_former_member_withdraws_with_the_button_of_their_old_message(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await open_demand(world)
    signed = await sign(world, world.alice, demand)
    await sign(world, world.bob, demand)
    assert await published(world, demand) == 2
    dispatch = world.bot.router.dispatch

    async def by_no_member(interaction: Interaction) -> bool:
        interaction.user = interaction.user._user  # which Discord sends for a stranger
        assert not isinstance(interaction.user, discord.Member)
        return await dispatch(interaction)

    monkeypatch.setattr(world.bot.router, "dispatch", by_no_member)
    answer = await world.press(world.alice, signed, "withdraw")
    assert texts_of(world, language)("demand-withdrawn") in sent_text(answer)
    assert await published(world, demand) == 1


async def test_a_forged_form_without_the_tick_signs_nothing(world: World, language: str) -> None:
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    spec: Any = opened.result._interaction.modal
    for part in spec["components"]:
        part.get("component", {}).pop("required", None)
        if "component" in part:
            part["component"].update(required=False, min_values=0)
    answer = await world.submit(world.alice, opened, {})
    assert sent_text(answer) == texts_of(world, language)("refusal-no-consent")
    assert await published(world, demand) is None


async def test_a_signature_that_cannot_be_stored_is_not_acknowledged(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))

    async def broken(*_: Any) -> Any:
        raise OSError("the disk is full")

    with world.failures_expected() as failures, monkeypatch.context() as broken_disk:
        broken_disk.setattr(world.app.signing, "_store", broken)
        answer = await world.submit(world.alice, opened)
    assert failures
    assert texts_of(world, language)("demand-signed") not in sent_text(answer)
    assert "the disk is full" not in answer.text
    assert str(world.alice.id) not in "".join(failures)
    resend(opened)
    await world.submit(world.alice, opened)
    assert await published(world, demand) == 1


async def test_a_deferred_answer_is_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    demand = await open_demand(world)
    at_once = await sign(world, world.bob, demand)

    async def after_a_while(interaction: Interaction, work: Awaitable[Any], **_: Any) -> Any:
        await defer(interaction)
        return await work

    monkeypatch.setattr("cogs.demands.in_time", after_a_while)
    late = await sign(world, world.alice, demand)
    sent = [request.json for request in world.env.http_requests]
    assert any(isinstance(body, dict) and body.get("type") == DEFERRED for body in sent)
    assert exactly(late) == exactly(at_once)
    assert await published(world, demand) == 2


async def test_nothing_the_bot_sends_or_logs_names_a_signer(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.DEBUG, "cogs")
    demand = await open_demand(world)
    for member in (world.alice, world.bob):
        await sign(world, member, demand)
    await world.slash(world.alice, "demands withdraw", demand=str(demand.id))
    await published(world, demand)
    await world.slash(world.organiser, "organise export")
    sent = "\n".join(
        f"{request.path} {json.dumps(request.json, default=str)}" for request in world.env.http_requests
    )
    logged = "\n".join(
        record.getMessage() for record in caplog.records if record.name.split(".")[0] in {"bot", "cogs"}
    )
    for member in (world.alice, world.bob):
        reference = await world.app.keys.reference(demand.id, member.id)
        assert reference is not None
        for secret in (str(member.id), member.name, reference.hex(), repr(reference)):
            assert secret not in sent
            assert secret not in logged


@pytest.mark.full
async def test_the_steward_withdraws_for_a_former_member(world: World) -> None:
    demand = await open_demand(world)
    for number in range(10):
        await sign(world, world.join(f"member {number}"), demand)
    await sign(world, world.alice, demand)
    world.clock.move(days=2)
    assert await published(world, demand) == 11
    said_of_a_signer = await erase_person(world.settings, world.alice.id)
    said_of_a_stranger = await erase_person(world.settings, 123456789012345678)
    assert said_of_a_signer == said_of_a_stranger
    await world.app.demands.close(world.server_id, demand.id)
    assert await published(world, demand) == 10
