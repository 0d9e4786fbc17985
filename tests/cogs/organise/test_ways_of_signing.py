"""Ways of signing: organisers choose one in a draft, and a demand on paper is signed on paper alone."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from sqlalchemy import func, select, update

from bot.demo.world import World
from bot.errors import UserError
from bot.petitions.counts.invalidations import Criteria
from bot.petitions.demands.deadlines import Deadline
from bot.petitions.demands.service import WAYS, DemandView
from bot.petitions.signing.eligibility import Signer
from bot.storage.models import Demand, Publication, Signature
from bot.ui.demands.card import demand_card, elsewhere_card
from tests.support.demand_steps import PRIVACY, TEXTS, open_demand, texts_of

pytestmark = pytest.mark.behaviour


async def on_paper(world: World) -> DemandView:
    draft = await world.app.demands.create(world.server_id, TEXTS, signed_by="paper")
    return await world.app.demands.open(world.server_id, draft.id)  # without any privacy settings


async def test_the_form_says_what_each_way_hides_and_keeps_the_choice(world: World, language: str) -> None:
    t = texts_of(world, language)
    form = await world.slash(world.organiser, "organise demand create", language=language)
    assert form.form is not None
    for way in WAYS:
        assert t(f"demand-form-way-{way}").replace("**", "").replace("`", "") in form.form.text
    saved = await world.submit(world.organiser, form, {**TEXTS[language], "signed-by": ["page"]})
    assert t("demand-by-page") in saved.text
    (_, draft), *_ = await world.suggestions(world.organiser, "organise demand edit", "demand", "")
    form = await world.slash(world.organiser, "organise demand edit", demand=draft, language=language)
    saved = await world.submit(world.organiser, form, {**TEXTS[language], "signed-by": ["paper"]})
    assert t("demand-by-paper") in saved.text
    (_, draft), *_ = await world.suggestions(world.organiser, "organise demand edit", "demand", "")
    form = await world.slash(world.organiser, "organise demand edit", demand=draft, language=language)
    await world.submit(world.organiser, form, {**TEXTS[language], "signed-by": ["discord"]})
    found = await world.app.demands.get(world.server_id, int(draft), include_drafts=True)
    assert found.signed_by == "discord"
    with pytest.raises(UserError, match="refusal-no-such-way"):
        await world.app.demands.create(world.server_id, TEXTS, signed_by="raised hands")


async def test_the_way_is_fixed_once_a_demand_is_open(world: World) -> None:
    demand = await on_paper(world)
    with pytest.raises(UserError):
        await world.app.demands.edit(world.server_id, demand.id, TEXTS, signed_by="discord")
    draft = await world.app.demands.create(world.server_id, TEXTS, signed_by="paper")
    opening = await world.slash(world.organiser, "organise demand open", demand=str(draft.id))
    await world.app.demands.edit(world.server_id, draft.id, TEXTS, signed_by="discord")
    refused = await world.press(world.organiser, opening, texts_of(world, "en")("button-open-demand"))
    assert "cannot open yet" in refused.text
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    refused = await world.press(world.organiser, opening, texts_of(world, "en")("button-open-demand"))
    assert refused.text == texts_of(world, "en")("refusal-opening-changed")


async def test_a_demand_on_paper_has_no_buttons_to_sign_and_counts_sheets(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await on_paper(world)
    await world.app.lifecycle.schedule(world.server_id, demand.id, goal=40)
    shown = await world.slash(world.alice, "demands show", demand=str(demand.id))
    assert t("demand-count-paper", count=0) in shown.text
    assert t("demand-by-paper") in shown.text
    assert {button.custom_id.split(":")[0] for button in shown.card.buttons} == {"secret"}
    for command in ("demands sign", "demands withdraw"):
        told = await world.slash(world.alice, command, demand=str(demand.id))
        assert t("demand-sign-paper") in told.text
        assert told.private
    sheets = await world.app.paper.enter(
        world.server_id, demand.id, label="Lyon", count=20, scan_sha256="ab" * 32, by=1
    )
    await world.app.paper.confirm(world.server_id, sheets.id, by=2)
    shown = await world.slash(world.alice, "demands show", demand=str(demand.id))
    assert t("demand-count-paper", count=20).replace("**", "") in shown.text
    assert "50" in shown.text
    await world.app.demands.close(world.server_id, demand.id)
    delivered = await world.app.lifecycle.deliver(world.server_id, demand.id, to="The board")
    assert delivered.delivery is not None
    assert delivered.delivery.count == 20
    await world.tick()
    async with world.app.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Publication)) == 0
        assert await world.app.keys.key(f"demand-{demand.id}") is None


async def test_a_forged_form_or_button_of_a_demand_on_paper_signs_nothing(world: World) -> None:
    demand, other = await on_paper(world), await open_demand(world)
    t = texts_of(world, "en")
    card = await world.slash(world.alice, "demands show", demand=str(other.id))
    form = await world.slash(world.alice, "demands sign", demand=str(other.id))
    async with world.app.database.write() as session:  # as if the ids in form and button were another's
        await session.execute(update(Demand).where(Demand.id == other.id).values(signed_by="paper"))
    assert t("refusal-signed-on-paper") in (await world.submit(world.alice, form)).text
    assert t("demand-sign-paper") in (await world.press(world.alice, card, f"withdraw:{other.id}")).text
    assert t("demand-sign-paper") in (await world.press(world.alice, card, f"sign-form:{other.id}")).text
    signer = Signer(member_id=5, role_ids=frozenset(), account_created_at=None, joined_at=None)
    with pytest.raises(UserError, match="refusal-signed-on-paper"):
        await world.app.signing.sign(demand.id, server_id=world.server_id, version=1, signer=signer)
    with pytest.raises(UserError, match="refusal-signed-on-paper"):
        await world.app.signing.withdraw(demand.id, member_id=5)
    async with world.app.database.read() as session:
        assert await session.scalar(select(func.count()).select_from(Signature)) == 0


async def test_a_deadline_closes_a_demand_on_paper_and_nothing_can_be_struck_or_held(world: World) -> None:
    demand = await on_paper(world)
    with pytest.raises(UserError, match="refusal-invalidation-paper"):
        await world.app.invalidations.propose(
            world.server_id, demand.id, "brigading", Criteria(off_roster=True), by=1
        )
    with pytest.raises(UserError, match="refusal-hold-paper"):
        await world.app.holds.propose(world.server_id, demand.id, reason="A dispute", by=1)
    assert await world.app.invariants.tick() == []
    closes = Deadline(world.app.clock() + timedelta(days=1), "UTC")
    await world.app.lifecycle.schedule(world.server_id, demand.id, closes=closes)
    world.clock.move(days=2)
    await world.tick()
    assert (await world.app.demands.get(world.server_id, demand.id)).state == "closed"


async def test_a_demand_on_the_page_is_signed_by_a_link_and_not_in_discord(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    async with world.app.database.write() as session:
        await session.execute(
            update(Demand).where(Demand.id == demand.id).values(signed_by="page", verified_by="roster")
        )
    shown = await world.slash(world.alice, "demands show", demand=str(demand.id))
    assert t("demand-by-page") in shown.text
    assert t("demand-roster-how").split("`")[0] not in shown.text
    assert {button.custom_id.split(":")[0] for button in shown.card.buttons if button.custom_id} == {"secret"}
    for command in ("demands sign", "demands withdraw"):
        told = await world.slash(world.alice, command, demand=str(demand.id))
        assert t("demand-sign-page") in told.text
    with pytest.raises(UserError, match="refusal-invalidation-page"):
        await world.app.invalidations.propose(
            world.server_id, demand.id, "brigading", Criteria(off_roster=True), by=1
        )
    with pytest.raises(UserError, match="refusal-deliver-uncounted"):
        async with world.app.database.write() as session:
            await session.execute(update(Demand).where(Demand.id == demand.id).values(state="closed"))
        await world.app.lifecycle.deliver(world.server_id, demand.id, to="The board")
    view = await world.app.demands.get(world.server_id, demand.id)
    opened = replace(view, state="open", closed_at=None)
    address = "https://board.example/union/en/sign.html"
    for card in (demand_card(opened, t, sign_at=address), elsewhere_card(opened, t, address)):
        links = [
            item.url for item in card.walk_children() if isinstance(item, discord.ui.Button) and item.url
        ]
        assert links == [address]
