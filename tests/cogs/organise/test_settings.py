"""Organisers' commands, and their refusal to everybody else."""

from dataclasses import replace
from typing import Any

import pytest

from bot.demo.world import Reply, World
from bot.servers.settings import Privacy
from tests.support.demand_steps import (
    PRIVACY,
    TEXTS,
    open_demand,
    privacy_values,
    sent_text,
    take_role,
    texts_of,
)
from tests.support.setup_steps import deny

pytestmark = pytest.mark.behaviour

SUPPLIER = "CAPGEMINI GOVERNMENT SOLUTIONS"
AGENCY = "U.S. Immigration and Customs Enforcement"


async def draft_of(world: World, language: str, demand: str | None = None) -> Reply:
    """Write the text of a new demand, or of ``demand``, in one language through the form."""
    if demand is None:
        opened = await world.slash(world.organiser, "organise demand create", language=language)
    else:
        opened = await world.slash(world.organiser, "organise demand edit", language=language, demand=demand)
    return await world.submit(world.organiser, opened, TEXTS[language])


# Rights


async def test_until_a_role_is_chosen_those_who_manage_the_server_are_organisers(language: str) -> None:
    async with World(language=language, arranged=False) as world:
        refused = await world.slash(world.organiser, "organise settings show")
        assert sent_text(refused) == texts_of(world, language)("refusal-no-organiser-role")
        assert "☐" in (await world.slash(world.owner, "organise settings show")).text


async def test_the_loss_of_a_role_counts_at_the_next_press(world: World) -> None:
    demand = await open_demand(world)
    closing = await world.slash(world.organiser, "organise demand close", demand=str(demand.id))
    announcing = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    form = await world.slash(world.organiser, "organise settings privacy")
    writing = await world.slash(world.organiser, "organise demand create", language="en")
    take_role(world, world.organiser, world.organisers)
    answers = [
        await world.press(world.organiser, closing, "demand-close"),
        await world.press(world.organiser, announcing, "demand-announce"),
        await world.submit(world.organiser, form, privacy_values(replace(PRIVACY, contact="me"))),
        await world.submit(world.organiser, writing, TEXTS["en"]),
    ]
    for answer in answers:
        assert f"<@&{world.organisers.id}>" in sent_text(answer)
    await world.tick()
    assert await world.posts() == []
    assert [view.state for view in await world.app.demands.list(world.server_id, include_drafts=True)] == [
        "open"
    ]
    assert (await world.app.servers.get(world.server_id)).privacy == PRIVACY


async def test_nothing_is_suggested_without_the_organiser_role(world: World) -> None:
    await world.app.demands.create(world.server_id, TEXTS)
    await world.app.watches.add(world.server_id, "Secret", "usaspending", {"suppliers": [SUPPLIER]})
    assert await world.suggestions(world.alice, "organise demand open", "demand") == []
    assert await world.suggestions(world.alice, "organise watch remove", "watch") == []
    assert len(await world.suggestions(world.organiser, "organise demand open", "demand")) == 1
    assert len(await world.suggestions(world.organiser, "organise watch remove", "watch", "secr")) == 1


# Demands


async def test_a_demand_is_written_in_two_languages_opened_announced_and_closed(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await world.app.servers.update(world.server_id, privacy=PRIVACY, language=language)
    saved = await draft_of(world, "fr")
    assert TEXTS["fr"]["title"] in saved.text
    await draft_of(world, "en", demand="arret")
    opening = await world.slash(world.organiser, "organise demand open", demand="arret")
    assert f"{t.language_name('en')}, {t.language_name('fr')}" in opening.text
    assert PRIVACY.controller is not None
    assert PRIVACY.controller in opening.text  # the consent that signers will agree to
    approved = (await world.press(world.organiser, opening, "consents")).files["consent.txt"].decode()
    assert approved.count(PRIVACY.controller) == 2, "in both languages"
    opened = await world.press(world.organiser, opening, "demand-open")
    assert opened.card.message.id == opening.card.message.id  # its message and button are gone
    announced = await world.press(world.organiser, opened, "demand-announce")
    assert announced.private
    await world.tick()
    post = (await world.posts())[-1]
    assert TEXTS[language]["title"] in post.text
    assert not post.private
    assert [button.label for button in post.buttons] == [
        t("button-sign"),
        t("button-withdraw"),
        {"en": "Français", "fr": "English"}[language],  # the text in the other language
        t("button-secret"),
    ]
    closing = await world.slash(world.organiser, "organise demand close", demand="arret")
    assert t("demand-closing") in sent_text(closing)
    assert (await world.app.demands.list(world.server_id))[0].state == "open"
    closed = await world.press(world.organiser, closing, "demand-close")
    assert t("demand-state-closed") in closed.text
    refused = await world.press(world.alice, post, "sign-form")
    assert sent_text(refused) == t("refusal-demand-closed")


async def test_a_draft_is_edited_at_once_and_an_open_demand_after_a_preview(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await draft_of(world, "en")
    opened = await world.slash(world.organiser, "organise demand edit", language="en", demand="stop")
    modal: Any = opened.result.modal
    assert [part["component"]["value"] for part in modal["components"][:2]] == list(TEXTS["en"].values())
    await world.submit(world.organiser, opened, {"title": "Stop them now", "body": "All of them."})
    late = await world.slash(world.organiser, "organise demand edit", language="en", demand="stop")
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    assert draft.texts == {"en": {"title": "Stop them now", "body": "All of them."}}
    await world.app.demands.open(world.server_id, draft.id)
    looked = await world.submit(
        world.organiser, late, TEXTS["en"]
    )  # opened meanwhile: this is only a preview
    assert t("demand-amending").splitlines()[0].split("**")[1] in sent_text(looked)
    assert "~~All of them.~~" in sent_text(looked)
    assert (await world.app.demands.get(world.server_id, draft.id)).texts == draft.texts


async def test_saving_privacy_settings_names_the_missing_ones(world: World, language: str) -> None:
    t = texts_of(world, language)
    form = await world.slash(world.organiser, "organise settings privacy")
    assert form.form is not None
    assert [field.required for field in form.form.fields if field.custom_id == "months"] == [True]
    example = replace(PRIVACY, controller="[who keeps the data]", contact="[whom to write to]")
    saved = await world.submit(world.organiser, form, privacy_values(example))
    fields = ", ".join(t(f"privacy-field-{field}") for field in ("controller", "contact"))
    assert sent_text(saved).split("\n\n") == [t("privacy-saved"), t("privacy-missing", fields=fields)]
    form = await world.slash(world.organiser, "organise settings privacy")
    saved = await world.submit(world.organiser, form, privacy_values(PRIVACY))
    assert sent_text(saved) == t("privacy-saved")


async def test_a_demand_does_not_open_with_incomplete_privacy_settings(world: World, language: str) -> None:
    t = texts_of(world, language)
    await draft_of(world, "en")
    refused = await world.slash(world.organiser, "organise demand open", demand="stop")
    for field in ("controller", "contact", "recipients"):
        assert t(f"privacy-field-{field}") in refused.text
    assert refused.shown[0].buttons == ()
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    opening = await world.slash(world.organiser, "organise demand open", demand="stop")
    await world.app.servers.update(world.server_id, privacy=Privacy(controller="[who]"))
    late = await world.press(world.organiser, opening, "demand-open")
    assert t("privacy-field-controller") in late.text
    assert (await world.app.demands.list(world.server_id, include_drafts=True))[0].state == "draft"


async def test_a_demand_opens_once_even_if_its_button_is_pressed_twice(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    await draft_of(world, "en")
    opening = await world.slash(world.organiser, "organise demand open", demand="stop")
    other = await world.slash(world.organiser, "organise demand open", demand="stop")
    await world.press(world.organiser, opening, "demand-open")
    again = await world.press(world.organiser, other, "demand-open")
    assert sent_text(again) == texts_of(world, language)("refusal-demand-already-open")


async def test_a_double_press_posts_once_and_another_request_posts_again(world: World) -> None:
    demand = await open_demand(world)
    card = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    button = card.card.button("demand-announce").custom_id
    await world.press(world.organiser, card, "demand-announce")
    # The second press of an impatient finger is on its way before the button is removed.
    backend = world.env.backend
    backend.get_message(card.card.message.channel.id, card.card.message.id).components = [
        {
            "type": 1,
            "id": 90,
            "components": [{"type": 2, "id": 91, "style": 1, "label": "x", "custom_id": button}],
        }
    ]
    await world.press(world.organiser, card, "demand-announce")
    await world.tick()
    await world.tick()
    assert len(await world.posts()) == 1
    anew = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, anew, "demand-announce")
    await world.tick()
    assert len(await world.posts()) == 2


async def test_without_a_channel_nothing_can_be_announced(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, channel_id=None)
    demand = await open_demand(world)
    refused = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    assert sent_text(refused) == texts_of(world, language)("refusal-no-channel")


async def test_buttons_work_after_a_restart(world: World) -> None:
    demand = await open_demand(world)
    closing = await world.slash(world.organiser, "organise demand close", demand=str(demand.id))
    writing = await world.slash(world.organiser, "organise demand create", language="en")
    await world.restart_bot()
    await world.press(world.organiser, closing, "demand-close")
    await world.submit(world.organiser, writing, {"title": "Another", "body": "Text."})
    states = [view.state for view in await world.app.demands.list(world.server_id, include_drafts=True)]
    assert states == ["closed", "draft"]


# Settings


async def test_the_settings_are_shown_and_changed(world: World, language: str) -> None:
    t = texts_of(world, language)
    organiser = world.organiser
    saved = await world.slash(organiser, "organise settings channel", channel=world.general)
    assert t("settings-channel", channel=f"<#{world.general.id}>") in sent_text(saved)
    saved = await world.slash(organiser, "organise settings language", language="fr")
    assert t("settings-language", language=t.language_name("fr")) in sent_text(saved)
    saved = await world.slash(organiser, "organise settings roles", member_role=world.members)
    assert t("settings-signers", role=f"<@&{world.members.id}>") in sent_text(saved)
    assert t("settings-not-yours") not in sent_text(saved)
    shown = await world.slash(organiser, "organise settings show")
    said = {t("settings-saved"), f"-# {t('settings-signers-rule')}"}
    assert {*sent_text(saved).splitlines()} - said <= {*sent_text(shown).splitlines()}
    assert shown.private


async def test_missing_settings_stand_first(world: World, language: str) -> None:
    settings = await world.slash(world.organiser, "organise settings show")
    shown = sent_text(settings)
    marks = [line[0] for line in shown.splitlines() if line[:1] in ("☐", "☑", "–")]
    missing = marks.count("☐")
    assert missing == 4, "privacy, retention, a watch, a demand"
    assert marks[:missing] == ["☐"] * missing
    assert texts_of(world, language)("settings-no-demand") in shown
    opened = await world.press(world.organiser, settings, "setup")
    assert texts_of(world, language)("setup-title") in sent_text(opened), (
        "an organiser goes on with the set-up"
    )


async def test_a_manager_who_chooses_a_role_they_lack_is_warned(world: World, language: str) -> None:
    committee = world.guild.create_role("Committee")
    await world.env.settle()
    saved = await world.slash(world.organiser, "organise settings roles", organiser_role=committee)
    assert texts_of(world, language)("settings-not-yours") in sent_text(saved)
    assert f"<@&{committee.id}>" in sent_text(await world.slash(world.organiser, "organise settings show"))
    member = world.join("dana", committee)
    assert "☑" in (await world.slash(member, "organise settings show")).text


async def test_a_channel_that_refuses_posts_is_marked_in_the_settings(world: World, language: str) -> None:
    demand = await open_demand(world)
    card = await world.slash(world.organiser, "organise demand announce", demand=str(demand.id))
    await world.press(world.organiser, card, "demand-announce")
    world.env.inject_error("POST", f"/channels/{world.news.id}/messages", status=403, code=50013)
    await world.tick()
    t = texts_of(world, language)
    shown = await world.slash(world.organiser, "organise settings show")
    assert t("settings-channel-refused", channel=f"<#{world.news.id}>") in sent_text(shown)
    assert "☐" in shown.text


async def test_a_channel_without_permission_to_post_is_refused_with_the_missing_permission(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    deny(world, world.general, "read_message_history")
    await world.env.settle()
    refused = await world.slash(world.organiser, "organise settings channel", channel=world.general)
    assert sent_text(refused) == t(
        "refusal-channel-permissions",
        channel=f"<#{world.general.id}>",
        permissions=t("permission-read-message-history"),
    )
    assert (await world.app.servers.get(world.server_id)).channel_id == world.news.id
