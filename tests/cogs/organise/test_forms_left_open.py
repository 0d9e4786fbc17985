"""Forms that an organiser left open while another changed the same: no change is undone unseen."""

from typing import Any

import pytest

from bot.demo.world import Reply, World
from tests.cogs.organise.test_fact import filled, write
from tests.support.demand_steps import PRIVACY, TEXTS, open_demand, privacy_values, sent_text, texts_of
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour


async def crossed(world: World, command: str, newer: Any, older: Any, **options: str) -> Reply:
    """Open a form twice, let another organiser send theirs, and return the answer to the one left open."""
    other = world.join("another organiser", world.organisers)
    left_open = await world.slash(world.organiser, command, **options)
    await world.submit(other, await world.slash(other, command, **options), newer)
    return await world.submit(world.organiser, left_open, older)


async def test_the_older_privacy_settings_do_not_return_into_the_consent(world: World, language: str) -> None:
    demand = await open_demand(world)
    newer = privacy_values(PRIVACY) | {"recipients": "the works council and the lawyer"}
    older = privacy_values(PRIVACY) | {"contact": "b@union.example"}
    refused = await crossed(world, "organise settings privacy", newer, older)
    assert sent_text(refused) == texts_of(world, language)("refusal-record-changed")
    changed = await world.app.demands.get(world.server_id, demand.id)
    assert (changed.version, "lawyer" in str(changed.consent)) == (2, True)


async def test_the_older_privacy_settings_do_not_return_by_the_setup(world: World, language: str) -> None:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.step("data")
    await manager.press("setup-data")
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    refused = await manager.fill(privacy_values(PRIVACY) | {"recipients": "Nobody"})
    assert sent_text(refused) == manager.t("refusal-record-changed")
    assert (await world.app.servers.get(world.server_id)).privacy == PRIVACY


async def test_the_older_text_of_a_draft_does_not_return_by_the_setup(world: World, language: str) -> None:
    draft = await world.app.demands.create(world.server_id, TEXTS)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    await manager.press(f"setup-demand:{draft.id}:{language}")
    newer = {"title": "Newer", "body": "Newer."}
    await world.app.demands.edit(world.server_id, draft.id, {language: newer})
    refused = await manager.fill(TEXTS[language])
    assert sent_text(refused) == manager.t("refusal-record-changed")
    changed = await world.app.demands.get(world.server_id, draft.id, include_drafts=True)
    assert changed.texts[language] == newer


@pytest.mark.parametrize("opened", [False, True])
async def test_the_older_text_of_a_demand_does_not_return(world: World, language: str, opened: bool) -> None:
    demand = await (open_demand(world) if opened else world.app.demands.create(world.server_id, TEXTS))
    text = TEXTS[language]
    options = {"demand": str(demand.id), "language": language}
    newer, older = text | {"body": "Newer."}, text | {"title": "Older"}
    if opened:
        left_open = await world.slash(world.organiser, "organise demand edit", **options)
        texts = {language: newer}
        proposal = await world.app.amendments.propose(world.server_id, demand.id, texts)
        await world.app.amendments.confirm(world.server_id, demand.id, proposal.token)
        refused = await world.submit(world.organiser, left_open, older)
    else:
        refused = await crossed(world, "organise demand edit", newer, older, **options)
    assert sent_text(refused) == texts_of(world, language)("refusal-record-changed")
    changed = await world.app.demands.get(world.server_id, demand.id, include_drafts=True)
    assert changed.texts[language] == newer


async def test_the_older_text_of_a_fact_returns_only_if_it_is_sent_again(world: World, language: str) -> None:
    t = texts_of(world, language)
    await write(world)
    newer, older = filled(world, state=["disputed"]), filled(world, body="It was placed in May.")
    refused = await crossed(world, "organise fact edit", newer, older, fact="December", language="en")
    assert t("refusal-record-changed") in sent_text(refused)
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert (fact.state, fact.texts["en"]["body"]) == ("disputed", "It was placed.")
    await world.submit(world.organiser, await world.press(world.organiser, refused, "fact-again"), older)
    (fact,) = (await world.app.facts.page(world.server_id)).items
    assert (fact.state, fact.texts["en"]["body"]) == ("confirmed", "It was placed in May.")


async def test_a_refused_form_of_a_fact_remembers_what_it_showed(world: World, language: str) -> None:
    await write(world)
    wrong = filled(world, sources="A title alone")
    form = await world.slash(world.organiser, "organise fact edit", fact="December", language="en")
    refused = await world.submit(world.organiser, form, wrong)
    form = await world.slash(world.organiser, "organise fact edit", fact="December", language="en")
    await world.submit(world.organiser, form, filled(world, state=["disputed"]))
    again = await world.press(world.organiser, refused, "fact-again")
    refused = await world.submit(world.organiser, again, filled(world, body="It was placed in May."))
    assert texts_of(world, language)("refusal-record-changed") in sent_text(refused)


async def test_the_older_meaning_of_a_word_does_not_return(world: World, language: str) -> None:
    form = await world.slash(world.organiser, "organise word add", language="en")
    await world.submit(world.organiser, form, {"word": "CSE", "meaning": "Works council."})
    newer, older = {"word": "CSE", "meaning": "Newer."}, {"word": "The CSE", "meaning": "Works council."}
    refused = await crossed(world, "organise word edit", newer, older, word="CSE", language="en")
    assert sent_text(refused) == texts_of(world, language)("refusal-record-changed")
    (word,) = await world.app.glossary.list(world.server_id)
    assert word.texts["en"] == newer
