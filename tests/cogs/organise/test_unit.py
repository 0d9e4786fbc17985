"""Sites and departments: organisers maintain the list, members may name theirs."""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from bot.demo.world import Reply, World
from bot.petitions.counts.units import token
from bot.petitions.demands.service import DemandView
from bot.storage.models import Signature
from tests.support.demand_steps import open_demand, sent_text, texts_of

pytestmark = pytest.mark.behaviour


async def add(world: World, name: str, size: int = 100) -> str:
    """Add a unit; return its id as options and menus have it."""
    units, server_id = world.app.units, world.server_id
    unit = await units.add(server_id, {"en": name, "fr": name}, size, by=1)
    assert unit.proposal is not None
    await units.confirm(server_id, unit.id, token(unit.proposal), by=2)
    return str(unit.id)


async def named(world: World, demand: DemandView) -> Counter[int | None]:
    sealer = await world.app.keys.sealer(demand.id)
    assert sealer is not None
    async with world.app.database.read() as session:
        rows = await session.execute(
            select(Signature.reference, Signature.sealed).where(Signature.demand_id == demand.id)
        )
        contents = [sealer.open(row.reference, row.sealed) for row in rows]
    return Counter(None if content is None else content.unit_id for content in contents)


def fields(opened: Reply) -> list[str]:
    assert opened.form is not None
    return [field.custom_id for field in opened.form.fields]


async def test_an_organiser_maintains_the_list(world: World, language: str) -> None:
    t = texts_of(world, language)
    empty = await world.slash(world.organiser, "organise site list")
    assert t("units-none") in sent_text(empty)
    here = {"en": "Paris head office", "fr": "Siège de Paris"}
    name = here.pop(language)
    added = await world.slash(world.organiser, "organise site add", name=name, size=400)
    assert t("unit-proposed") in sent_text(added)
    (choice,) = await world.suggestions(world.organiser, "organise site edit", "site", "paris")
    assert choice[0] == name
    for spoken, elsewhere in {**here, "de": "Zentrale Paris"}.items():
        proposed = await world.slash(
            world.organiser, "organise site edit", site=choice[1], name=elsewhere, language=spoken
        )
        assert f"{elsewhere} ({t.language_name(spoken)})" in sent_text(proposed)
    demand = str((await open_demand(world)).id)
    assert await world.suggestions(world.alice, "demands sign", "site", "paris", demand=demand) == []
    early = await world.slash(world.alice, "demands sign", demand=demand, site=choice[1])
    assert sent_text(early) == t("refusal-no-such-unit")
    assert t("unit-state-proposed") in sent_text(await world.slash(world.organiser, "organise site list"))
    own = await world.slash(world.organiser, "organise site confirm", site=choice[1])
    assert sent_text(await world.press(world.organiser, own, "unit-confirm")) == t("refusal-unit-own")
    second = world.join("dominique", world.organisers)
    looked = await world.slash(second, "organise site confirm", site=choice[1])
    assert t("unit-size", size=400) in sent_text(looked)
    assert t("unit-confirmed", name=name, size=400) in sent_text(
        await world.press(second, looked, "unit-confirm")
    )
    (sized,) = await world.suggestions(world.alice, "demands sign", "site", "paris", demand=demand)
    assert sized[0] == f"{name} ({t('unit-size', size=400)})"
    edited = await world.slash(world.organiser, "organise site edit", site=choice[1], size=500)
    assert t("unit-proposed") in sent_text(edited)
    looked = await world.slash(second, "organise site confirm", site=choice[1])
    edited = await world.press(second, looked, "unit-confirm")
    assert t("unit-confirmed", name=name, size=500) in sent_text(edited)
    assert t("unit-least-size", size=400) in sent_text(edited)
    shown = await world.slash(world.organiser, "organise site list")
    other = {
        "en": "Zentrale Paris (German) · Siège de Paris (French)",
        "fr": "Zentrale Paris (allemand) · Paris head office (anglais)",
    }[language]
    assert f"{other} · {t('unit-size', size=500)}" in sent_text(shown)
    removed = await world.slash(world.organiser, "organise site remove", site=choice[1])
    assert t("unit-removed", name=name, size=500) in sent_text(removed)
    nameless = await world.slash(world.organiser, "organise site add", name=" ", size=3)
    assert t("refusal-unit-without-name") in sent_text(nameless)
    for command in ("organise site list", "organise site add"):
        options = {"name": "Lyon", "size": 3} if command.endswith("add") else {}
        refused = await world.slash(world.alice, command, **options)
        assert world.organisers.name in refused.text
    assert await world.suggestions(world.alice, "organise site edit", "site", "") == []
    acts = await world.slash(world.organiser, "organise audit")
    older = await world.press(world.organiser, acts, "audit:6")
    for act in ("add", "edit", "confirm", "remove"):
        assert t(f"audit-act-unit-{act}") in sent_text(acts) + sent_text(older)


async def test_a_member_may_name_a_site_or_none(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert fields(opened) == ["consent"]
    paris = await add(world, "Paris")
    form = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert fields(form) == ["consent", "unit"]
    assert form.form is not None
    assert form.form.fields[-1].options == ((f"Paris ({t('unit-size', size=100)})", paris),)
    silent = await world.submit(world.alice, form, {"consent": ["yes"], "unit": []})
    other = await world.slash(world.bob, "demands sign", demand=str(demand.id))
    named_one = await world.submit(world.bob, other, {"consent": ["yes"], "unit": [paris]})
    assert sent_text(silent) == sent_text(named_one)
    assert t("demand-signed") in sent_text(silent)
    assert await named(world, demand) == {None: 1, int(paris): 1}


async def test_no_site_is_chosen_for_a_member_who_named_none(world: World) -> None:
    """Neither the only one nor that of their signature."""
    demand = await open_demand(world)
    paris = await add(world, "Paris")
    for _ in range(2):
        opened = await world.slash(world.alice, "demands sign", demand=str(demand.id))
        await world.submit(world.alice, opened, {"consent": ["yes"], "unit": [paris]})
    sent = [json.dumps(request.json, default=str) for request in world.env.http_requests]
    forms = [body for body in sent if '"custom_id": "unit"' in body]
    assert len(forms) == 2
    assert not any('"default": true' in body for body in forms)


@pytest.mark.full
async def test_with_twenty_six_sites_the_command_has_an_option(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    ids = [await add(world, f"Site {letter}") for letter in "abcdefghijklmnopqrstuvwxy"]
    menu = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert menu.form is not None
    assert len(menu.form.fields[-1].options) == 25
    ids.append(await add(world, "Site z"))
    without = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    assert fields(without) == ["consent"]
    assert without.form is not None
    assert t("sign-form-unit-many").replace("`", "") in without.form.text
    (choice,) = await world.suggestions(world.alice, "demands sign", "site", "site z", demand=str(demand.id))
    assert choice == (f"Site z ({t('unit-size', size=100)})", ids[-1])
    assert len(await world.suggestions(world.alice, "demands sign", "site", "", demand=str(demand.id))) == 25
    form = await world.slash(world.alice, "demands sign", demand=str(demand.id), site=choice[1])
    assert form.form is not None
    assert "Site z" in form.form.text
    await world.submit(world.alice, form)
    await world.submit(world.bob, await world.slash(world.bob, "demands sign", demand=str(demand.id)))
    assert await named(world, demand) == {None: 1, int(ids[-1]): 1}


async def test_a_site_that_was_removed_while_the_form_was_open_is_refused(
    world: World, language: str
) -> None:
    demand = await open_demand(world)
    paris = await add(world, "Paris")
    form = await world.slash(world.alice, "demands sign", demand=str(demand.id))
    await world.app.units.remove(world.server_id, int(paris))
    answer = await world.submit(world.alice, form, {"consent": ["yes"], "unit": [paris]})
    assert sent_text(answer) == texts_of(world, language)("refusal-no-such-unit")
    assert await named(world, demand) == {}
