"""Attack: while one organiser reads a draft, another changes it, its consent or who may sign, so that the
first opens what they have not read."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from bot.demo.world import Reply, World
from bot.errors import UserError
from bot.storage.models import Server
from bot.ui.markdown import prose
from tests.support.demand_steps import PRIVACY, TEXTS, sent_text, texts_of
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour


async def other_text(world: World) -> None:
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    worse = {"fr": {"title": "Autre chose", "body": "Le contraire."}}
    await world.app.demands.edit(world.server_id, draft.id, worse)


async def other_consent(world: World) -> None:
    privacy = replace(PRIVACY, controller="Capgemini, human resources", retention_months=120)
    await world.app.servers.update(world.server_id, privacy=privacy)


async def other_signers(world: World) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.organisers.id)


CHANGES = [other_text, other_consent, other_signers]


async def drafted(world: World) -> int:
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    return (await world.app.demands.create(world.server_id, TEXTS)).id


async def state(world: World, demand_id: int) -> str:
    return (await world.app.demands.get(world.server_id, demand_id, include_drafts=True)).state


@pytest.mark.rest_in_full
@pytest.mark.parametrize("change", CHANGES)
async def test_the_command_opens_only_what_it_showed(world: World, change: Any, language: str) -> None:
    demand_id = await drafted(world)
    opening = await world.slash(world.organiser, "organise demand open", demand=str(demand_id))
    await change(world)
    refused = await world.press(world.organiser, opening, "demand-open")
    assert sent_text(refused) == texts_of(world, language)("refusal-opening-changed")
    assert await state(world, demand_id) == "draft"
    opening = await world.slash(world.organiser, "organise demand open", demand=str(demand_id))
    if change is not other_signers:  # too few hold the role
        await world.press(world.organiser, opening, "demand-open")
        assert await state(world, demand_id) == "open"


@pytest.mark.parametrize("change", CHANGES)
async def test_the_set_up_opens_only_what_it_showed(world: World, change: Any, language: str) -> None:
    demand_id = await drafted(world)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    await manager.press("setup-opening")
    await change(world)
    refused: Reply = await manager.press("setup-open")
    assert sent_text(refused) == manager.t("refusal-opening-changed")
    assert await state(world, demand_id) == "draft"
    await world.tick()
    assert await world.posts() == []


async def test_a_button_that_names_no_text_opens_nothing(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ui.demands.lifecycle.opening_token", lambda *_: "")  # as of an earlier version
    demand_id = await drafted(world)
    opening = await world.slash(world.organiser, "organise demand open", demand=str(demand_id))
    refused = await world.press(world.organiser, opening, "demand-open")
    assert sent_text(refused) == texts_of(world, language)("refusal-opening-changed")
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    await manager.press("setup-opening")
    assert sent_text(await manager.press("setup-open")) == manager.t("refusal-opening-changed")
    assert await state(world, demand_id) == "draft"


async def test_the_set_up_shows_a_text_again_that_changed_since_it_was_read(
    world: World, language: str
) -> None:
    demand_id = await drafted(world)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    await other_text(world)
    await manager.press("setup-opening")
    assert manager.t("setup-demand-changed") in sent_text(manager.shown)  # type: ignore[arg-type]
    assert "Autre chose" in manager.text
    await manager.press("setup-opening")
    await manager.press("setup-open")
    assert await state(world, demand_id) == "open"


async def test_with_a_roster_no_role_is_promised_that_signers_need_not_hold(
    world: World, language: str
) -> None:
    demand_id = await drafted(world)
    await world.app.servers.update(world.server_id, member_role_id=world.organisers.id)
    async with world.app.database.write() as session:
        values = {"roster": True, "roster_size": 40}
        await session.execute(update(Server).where(Server.id == world.server_id).values(**values))
    opening = await world.slash(world.organiser, "organise demand open", demand=str(demand_id))
    t = texts_of(world, language)
    asked = f"{t('may-sign-roles', count=0, roles='')}, {t('may-sign-roster')}"
    assert t("demand-opening-signers", who=asked) in sent_text(opening)
    await world.press(world.organiser, opening, "demand-open")
    opened = await world.app.demands.get(world.server_id, demand_id)
    assert (opened.verified_by, opened.role_ids) == ("roster", ())
    assert prose(PRIVACY.controller or "") in sent_text(opening)


async def test_the_set_up_opens_and_posts_in_one_act(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process killed between the two would leave a demand that is open and was never posted."""
    demand_id = await drafted(world)
    manager = SettingUp(world, world.owner)
    await manager.start()
    await manager.choose("demand")
    await manager.press("setup-opening")

    async def failing(*_: Any, **__: Any) -> None:
        raise UserError("refusal-no-channel")  # any failure

    monkeypatch.setattr("bot.petitions.demands.service.enqueue", failing)
    await manager.press("setup-open")
    monkeypatch.undo()
    assert await state(world, demand_id) == "draft"
