"""Set-up in Discord: the first demand from a template, what members see, and the text to pin."""

import pytest

from bot.demo.messages import as_read
from bot.demo.world import World
from bot.petitions.counts.units import token
from tests.support.demand_steps import PRIVACY, open_demand, sent_text, texts_of
from tests.support.setup_steps import SettingUp

pytestmark = pytest.mark.behaviour

WORDS = {"employer": "ACME", "partner": "the Agency", "languages": True}


async def at_demand(world: World, language: str) -> SettingUp:
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    return manager


async def drafted(world: World, language: str, template: str = "halt") -> SettingUp:
    manager = await at_demand(world, language)
    await manager.choose(template)
    await manager.fill(WORDS)
    return manager


@pytest.mark.parametrize("template", ["halt", "publish", "refuse"])
async def test_a_template_becomes_a_draft_in_two_languages(
    world: World, template: str, language: str
) -> None:
    manager = await drafted(world, language, template)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    assert draft.state == "draft"
    assert set(draft.texts) == {"en", "fr"}
    for spoken, wording in draft.texts.items():
        t = texts_of(world, spoken)
        assert wording["title"] == t(
            f"setup-template-{template}.title", employer="ACME", partner="the Agency"
        )
        assert as_read(wording["title"]) in manager.text
        assert wording["body"].splitlines()[-1] in manager.text, "the whole text is read before it opens"
    assert draft.texts["en"]["body"] != draft.texts["fr"]["body"]


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("halt", "W" * 40),
        ("publish", "\u202eשלום\u202c" * 4),
        ("refuse", "💥" * 20),
        ("halt", "{ $employer }"),
    ],
)
async def test_any_name_fits_into_a_template(world: World, template: str, name: str, language: str) -> None:
    manager = await at_demand(world, language)
    await manager.choose(template)
    await manager.fill({"employer": name, "partner": name, "languages": True})
    assert len(await world.app.demands.list(world.server_id, include_drafts=True)) == 1


async def test_a_template_without_a_name_is_not_written(world: World, language: str) -> None:
    manager = await at_demand(world, language)
    await manager.choose("halt")
    refused = await manager.fill({**WORDS, "partner": " \t "})
    assert sent_text(refused) == manager.t("refusal-setup-names")
    assert await world.app.demands.list(world.server_id, include_drafts=True) == ()


async def test_only_the_ticked_languages_are_written_and_another_is_added_by_hand(
    world: World, language: str
) -> None:
    manager = await at_demand(world, language)
    await manager.choose("halt")
    await manager.fill({**WORDS, "languages": ["fr"]})
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    assert set(draft.texts) == {"fr"}
    await manager.press(f"setup-demand:{draft.id}:en")
    await manager.fill({"title": "Stop it", "body": "We ask for it."})
    assert "Stop it" in manager.text
    draft = await world.app.demands.get(world.server_id, draft.id, include_drafts=True)
    assert draft.texts["en"] == {"title": "Stop it", "body": "We ask for it."}


async def test_a_language_is_taken_away_from_a_draft(world: World, language: str) -> None:
    manager = await drafted(world, language)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    opened = await manager.press(f"setup-demand:{draft.id}:fr")
    assert opened.form is not None
    assert manager.t("form-language-removable", language=manager.t.language_name("fr")) in opened.form.text
    await manager.fill({"title": "", "body": ""})
    draft = await world.app.demands.get(world.server_id, draft.id, include_drafts=True)
    assert set(draft.texts) == {"en"}
    assert f"setup-demand:{draft.id}:fr" in manager.buttons(), "it can be written again"


async def test_a_demand_in_own_words_is_opened_and_posted(world: World, language: str) -> None:
    manager = await at_demand(world, language)
    await manager.choose("own")
    await manager.fill({"title": "Stop it", "body": "We ask for it."})
    await manager.press("setup-opening")
    assert PRIVACY.controller is not None
    assert PRIVACY.controller in manager.text
    await manager.press("setup-open")
    assert as_read(manager.t("setup-opened", channel=f"#{world.news.name}")) in manager.text
    await world.tick()
    assert "Stop it" in (await world.posts())[0].text


async def test_a_draft_without_privacy_settings_leads_to_them_and_is_kept(
    world: World, language: str
) -> None:
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    await manager.choose("halt")
    await manager.fill(WORDS)
    await manager.press("setup-opening")
    assert as_read(manager.t("setup-data-first")) in manager.text
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    assert draft.state == "draft"


async def test_a_draft_that_does_not_fit_says_where_it_is_whole(world: World, language: str) -> None:
    manager = await at_demand(world, language)
    await manager.choose("own")
    await manager.fill({"title": "Stop it", "body": "word " * 299})
    assert as_read(manager.t("setup-demand-long")) not in manager.text
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    long = {spoken: {"title": "Stop it", "body": "word " * 299} for spoken in ("en", "fr", "de")}
    await world.app.demands.edit(world.server_id, draft.id, long)
    await manager.press("setup")
    await manager.choose("demand")
    assert as_read(manager.t("setup-demand-long")) in manager.text


async def test_a_draft_is_thrown_away(world: World, language: str) -> None:
    manager = await drafted(world, language)
    await manager.press("setup-discard")
    assert manager.options("setup-template"), "the templates are offered again"
    assert await world.app.demands.list(world.server_id, include_drafts=True, include_archived=False) == ()


async def test_a_draft_that_another_opened_meanwhile_is_not_changed(world: World, language: str) -> None:
    manager = await drafted(world, language)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    await manager.press(f"setup-demand:{draft.id}:en")
    form = manager.shown
    await world.app.demands.open(world.server_id, draft.id)
    manager.shown = form
    refused = await manager.fill({"title": "Other", "body": "Other"})
    assert sent_text(refused) == manager.t("refusal-demand-not-draft")
    assert (await world.app.demands.get(world.server_id, draft.id)).texts == draft.texts


async def test_a_draft_that_another_opened_meanwhile_is_not_thrown_away(world: World, language: str) -> None:
    manager = await drafted(world, language)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    opened = await world.app.demands.open(world.server_id, draft.id)
    await world.app.demands.close(world.server_id, opened.id)
    refused = await manager.press("setup-discard")
    assert sent_text(refused) == manager.t("refusal-demand-not-draft")
    assert (await world.app.demands.get(world.server_id, draft.id)).state == "closed"


@pytest.mark.full
async def test_a_button_pressed_twice_posts_an_open_demand_again_once(world: World, language: str) -> None:
    demand = await open_demand(world)
    await world.tick()
    before = len(await world.posts())
    manager = await at_demand(world, language)
    for number in (1, 2):  # each card posts it again
        (action,) = [each for each in manager.buttons() if each.startswith("setup-announce")]
        await manager.press("setup-announce")
        assert as_read(manager.t("setup-announced", channel=f"#{world.news.name}")) in manager.text
        request = action.rpartition(":")[2]  # as a second press on its way at once
        await world.app.demands.announce(world.server_id, demand.id, request=request, by=world.owner.id)
        await world.tick()
        assert len(await world.posts()) == before + number


async def test_after_a_closed_demand_the_templates_are_offered_again(world: World, language: str) -> None:
    closed = await open_demand(world)
    await world.app.demands.close(world.server_id, closed.id)
    manager = SettingUp(world, world.owner, language)
    await manager.start()
    await manager.choose("demand")
    title = closed.texts[language]["title"]
    assert as_read(manager.t("setup-demand-closed", title=title)) in manager.text
    assert as_read(manager.t("setup-demand-open")) not in manager.text
    await manager.choose("halt")
    await manager.fill(WORDS)
    await manager.press("setup")
    assert f"☐ {manager.t('setup-step-demand')}" in manager.text, "the draft can be opened"


async def test_members_page_previews_post_and_form_and_signs_nothing(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, member_role_id=world.members.id)
    manager = await drafted(world, language)
    (draft,) = await world.app.demands.list(world.server_id, include_drafts=True)
    await manager.press("setup")
    await manager.choose("members")
    page = manager.shown
    seen = await manager.press("setup-see-post")
    assert seen.private
    assert world.members.name in seen.text, "who may sign"
    assert str(draft.texts[language]["title"]) in seen.text
    assert all(button.disabled for button in seen.card.buttons)
    manager.shown = page
    opened = await manager.press("setup-see-form")
    assert opened.form is not None
    assert PRIVACY.controller is not None
    assert PRIVACY.controller in opened.form.text
    await manager.fill({"consent": True})
    assert as_read(manager.t("setup-form-seen")) in manager.text
    assert (await world.app.demands.get(world.server_id, draft.id, include_drafts=True)).state == "draft"


@pytest.mark.full
async def test_the_preview_of_the_form_has_the_sites_that_members_can_name(
    world: World, language: str
) -> None:
    unit = await world.app.units.add(world.server_id, {"en": "Lyons", "fr": "Lyon"}, 100, by=1)
    assert unit.proposal is not None
    await world.app.units.confirm(world.server_id, unit.id, token(unit.proposal), by=2)
    await world.app.units.add(world.server_id, {"en": "Nantes"}, 100, by=1)  # nobody has confirmed it
    manager = await drafted(world, language)
    await manager.press("setup")
    await manager.choose("members")
    opened = await manager.press("setup-see-form")
    assert opened.form is not None
    assert {field.custom_id for field in opened.form.fields} == {"consent", "unit"}
    assert ("Lyon" in repr(opened.form), "Nantes" in repr(opened.form)) == (True, False)


async def test_the_text_to_pin_is_posted_in_the_servers_language_and_deleted(
    world: World, language: str
) -> None:
    await world.app.servers.update(world.server_id, language="fr")
    manager = await at_demand(world, language)
    await manager.press("setup")
    await manager.choose("members")
    await manager.press("setup-pin")
    (post,) = await world.posts()
    t = texts_of(world, "fr")
    assert as_read(t("setup-pin-sign")) in post.text
    assert PRIVACY.contact is not None
    assert PRIVACY.contact in post.text
    assert world.organisers.name in post.text
    sent = world.env.backend.get_message(world.news.id, post.message.id)
    assert not sent.allowed_mentions.everyone
    assert not sent.allowed_mentions.allows_role(world.organisers.id), "it names the role and calls nobody"
    assert "demands" in [button.custom_id for button in post.buttons]
    await manager.press("setup-unpin")
    assert await world.posts() == []
