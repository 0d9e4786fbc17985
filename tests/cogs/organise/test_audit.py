"""The audit as organisers read it, in their own language; nobody else sees it."""

import re

import pytest

from bot.demo.messages import as_read
from bot.demo.world import World
from bot.servers.settings import Privacy
from tests.support.demand_steps import (
    TEXTS,
    open_demand,
    sent_text,
    texts_of,
)

pytestmark = pytest.mark.behaviour


async def test_an_organiser_sees_actors_and_changes(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.slash(world.organiser, "organise settings updates", weekly=True)
    listed = sent_text(await world.slash(world.organiser, "organise audit"))
    assert t("audit-act-settings") in listed
    assert f"<@{world.organiser.id}>" in listed
    changed = f"{t('audit-no')} → {t('audit-yes')}"
    assert t("audit-line", label=t("audit-field-weekly"), value=changed) in listed


async def test_changes_are_described_in_words(world: World, language: str) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    await world.app.demands.close(world.server_id, demand.id)
    listed = sent_text(await world.slash(world.organiser, "organise audit"))
    closed = f"{t('demand-state-open')} → {t('demand-state-closed')}"
    assert t("audit-line", label=t("audit-field-state"), value=closed) in listed
    assert (
        t("audit-line", label=t("audit-field-title"), value=TEXTS["en"]["title"]).replace(":", "\\:")
        in listed
    )


async def test_a_long_audit_has_pages(world: World, language: str) -> None:
    for number in range(8):
        await world.slash(world.organiser, "organise settings updates", weekly=number % 2 == 0)
    listed = await world.slash(world.organiser, "organise audit")
    assert "**1." not in sent_text(listed)
    assert "**1." in sent_text(await world.press(world.organiser, listed, "audit:6"))


async def test_long_values_do_not_displace_acts(world: World, language: str) -> None:
    for number in range(8):
        said_long = f"{number} *long* " * 12
        privacy = Privacy(
            controller=said_long,
            contact=said_long,
            legal_basis=said_long,
            recipients=said_long,
        )
        await world.app.servers.update(world.server_id, privacy=privacy, by=world.organiser.id)
    listed = (await world.slash(world.organiser, "organise audit")).card
    numbers = re.findall(r"(?m)^\*\*(\d+)\. ", listed.markdown)
    assert len(numbers) == 6, "the next page begins after these"
    assert texts_of(world, language)("audit-sealed") in listed.markdown
    assert len(listed.markdown) <= 4000


async def test_subjects_of_acts_are_described_in_words(world: World, language: str) -> None:
    t = texts_of(world, language)
    app, server, by = world.app, world.server_id, world.organiser.id
    demand = await open_demand(world)
    await app.units.add(server, {"en": "Paris *office*", "fr": "Siège *de* Paris"}, 420, by=by)
    gone = await app.units.add(server, {"en": "Nantes"}, 12, by=by)
    await app.units.remove(server, gone.id, by=by)
    sheets = await app.paper.enter(
        server, demand.id, label="Nantes, May", count=12, scan_sha256="a" * 64, by=by
    )
    watch = await app.watches.add(
        server, "The supplier", "usaspending", {"suppliers": ["CAPGEMINI GOVERNMENT SOLUTIONS LLC"]}, by=by
    )
    listed = await world.slash(world.organiser, "organise audit")
    shown = sent_text(listed) + sent_text(await world.press(world.organiser, listed, "audit:6"))
    name = {"en": "Paris \\*office\\*", "fr": "Siège \\*de\\* Paris"}[language]
    assert t("audit-subject-unit", name=name) in shown
    assert t("audit-subject-unit-gone", number=str(gone.id)) in shown
    assert t("audit-subject-paper", name=sheets.label) in shown
    assert t("audit-subject-watch", name=watch.name) in shown
    assert t("audit-subject-demand", name=TEXTS.get(language, TEXTS["en"])["title"]) in shown
    assert t("audit-subject-server") in shown
    assert not re.search(r"(demand|unit|paper|watch|server):\d", shown)
    await app.watches.remove(server, watch.id, by=by)
    assert t("audit-subject-watch-gone", number=str(watch.id)) in sent_text(
        await world.slash(world.organiser, "organise audit")
    )


async def test_long_values_are_cut_to_the_part_that_differs(world: World, language: str) -> None:
    t = texts_of(world, language)
    long = "The union of the whole group and of every one of its many subsidiaries in all countries, at "
    long += "its seat, to whom all letters go, " * 3
    for town in ("Paris", "Nantes"):
        privacy = Privacy(controller=f"{long}{town}, second floor, " + "behind the yard " * 2)
        await world.app.servers.update(world.server_id, privacy=privacy, by=world.organiser.id)
    shown = sent_text(await world.slash(world.organiser, "organise audit"))
    [line] = [line for line in shown.splitlines() if "Nantes" in line and " → " in line]
    old, new = line.split(" → ")
    assert "Paris, second floor" in old
    assert "Nantes, second floor" in new
    assert t("audit-field-controller") in old
    assert "…" in old


async def test_a_changed_text_is_shown_with_its_language_and_the_changed_part(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    body = "We ask the group to end these contracts, and to say so in public. " * 4
    app, server, by = world.app, world.server_id, world.organiser.id
    both = {name: {"title": "Halt", "body": f"{body}{name} A"} for name in ("en", "fr")}
    draft = await app.demands.create(server, both, by=by)
    both["fr"]["body"] = f"{body}fr B"
    await app.demands.edit(server, draft.id, both, by=by)
    shown = sent_text(await world.slash(world.organiser, "organise audit"))
    label = " · ".join((t("audit-field-texts"), t.language_name("fr"), t("audit-field-body")))
    [line] = [line for line in shown.splitlines() if label in line]
    old, new = line.split(" → ")
    assert (old[-4:], new[-4:]) == ("fr A", "fr B")


async def test_values_set_for_the_first_time_stand_alone_and_codes_are_named(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    await world.slash(world.organiser, "organise settings language", language="de")
    await world.slash(world.organiser, "organise name set", party="Acme", short="A")
    demand = await open_demand(world)
    await world.slash(world.organiser, "organise demand schedule", demand=str(demand.id), goal=20)
    shown = (await world.slash(world.organiser, "organise audit")).text
    assert as_read(t("audit-line", label=t("audit-field-goal"), value="20")) in shown
    assert f"→ {t.language_name('de')}" in shown
    assert f"{t('audit-nothing')} →" not in shown
