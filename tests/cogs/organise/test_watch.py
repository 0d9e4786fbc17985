"""The command ``/organise do:watch``: the form of a source, the preview, and actions on a watch."""

from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import update

from bot.contracts.watches.service import MAX_WATCHES
from bot.demo.world import Reply, World
from bot.errors import UserError
from bot.storage.models import Watch
from tests.support.databases import statements
from tests.support.demand_steps import sent_text, texts_of
from tests.support.faulty_usaspending import FaultyUsaspending

pytestmark = pytest.mark.behaviour

AGENCY = "U.S. Immigration and Customs Enforcement"
SUPPLIER = "CAPGEMINI GOVERNMENT SOLUTIONS"
UEI = "DR6MQ56MGFA5"


async def fill_in(world: World, name: str = "Capgemini and ICE", **entries: str) -> Reply:
    """Fill in the form of USAspending."""
    form = await world.slash(world.organiser, "organise watch add", source="usaspending")
    return await world.submit(world.organiser, form, {"name": name, **entries})


async def test_a_watch_is_saved_only_after_its_preview(world: World, language: str) -> None:
    t = texts_of(world, language)
    shown = await fill_in(world, suppliers=SUPPLIER, agencies=AGENCY)
    assert shown.private
    found = await world.app.watches.survey(1, "usaspending", {"suppliers": [SUPPLIER], "agencies": [AGENCY]})
    for kind, count in found.counts.items():
        assert t(f"watch-found-{kind.value}", count=count) in sent_text(shown)
    assert t("watch-draft-next") in sent_text(shown)
    assert await world.app.watches.list(world.server_id) == [], "nothing is watched yet"
    saved = await world.press(world.organiser, shown, "watch-save")
    assert t("watch-next") in sent_text(saved)
    (watch,) = await world.app.watches.list(world.server_id)
    assert (watch.name, watch.query["suppliers"]) == ("Capgemini and ICE", [SUPPLIER])
    with pytest.raises(UserError) as refused:
        await world.app.drafts.save(world.server_id, 1, "")
    assert refused.value.id == "refusal-draft-gone", "a second press finds nothing to save"


async def test_an_old_preview_does_not_save_a_newer_draft(world: World, language: str) -> None:
    t = texts_of(world, language)
    old = await fill_in(world, suppliers=SUPPLIER)
    form = await world.press(world.organiser, old, "watch-edit")
    new = await world.submit(world.organiser, form, {"name": "Other", "suppliers": "OTHER"})
    refused = await world.press(world.organiser, old, "watch-save")
    assert t("refusal-draft-not-shown") in sent_text(refused)
    assert await world.app.watches.list(world.server_id) == []
    await world.press(world.organiser, new, "watch-save")
    (watch,) = await world.app.watches.list(world.server_id)
    assert (watch.name, watch.query["suppliers"]) == ("Other", ["OTHER"])


async def test_a_draft_survives_a_restart(world: World) -> None:
    shown = await fill_in(world, suppliers=SUPPLIER)
    await world.restart_bot()
    await world.press(world.organiser, shown, "watch-save")
    assert len(await world.app.watches.list(world.server_id)) == 1


async def test_a_query_without_results_is_reported_and_can_be_watched(world: World, language: str) -> None:
    t = texts_of(world, language)
    shown = await fill_in(world, suppliers="NOBODY OF THAT NAME")
    assert t("watch-finds-nothing", source="usaspending") in sent_text(shown)
    await world.press(world.organiser, shown, "watch-save")
    (watch,) = await world.app.watches.list(world.server_id)
    assert watch.query["suppliers"] == ["NOBODY OF THAT NAME"]


async def test_an_unusable_query_is_refused_and_the_typed_text_stays(world: World, language: str) -> None:
    t = texts_of(world, language)
    entries = {"agencies": AGENCY}
    refused = await fill_in(world, **entries)
    assert t("query-nothing-to-find", key="suppliers") in sent_text(refused)
    assert t("watch-draft-kept") in sent_text(refused)
    assert await world.app.watches.list(world.server_id) == []
    form = await world.press(world.organiser, refused, "watch-edit")
    assert form.result.modal is not None
    typed = {
        row["component"]["custom_id"]: row["component"].get("value")
        for row in form.result.modal["components"]
    }
    assert {key: typed[key] for key in (*entries, "name")} == {**entries, "name": "Capgemini and ICE"}
    shown = await world.submit(world.organiser, form, {"name": "Better", "suppliers": SUPPLIER})
    await world.press(world.organiser, shown, "watch-save")
    (watch,) = await world.app.watches.list(world.server_id)
    assert watch.name == "Better"


async def test_a_source_that_does_not_answer_is_reported_and_nothing_is_saved(
    world: World, usaspending: FaultyUsaspending, language: str
) -> None:
    async def refuse(*_: Any) -> web.StreamResponse:
        return web.Response(status=400, text="no")

    usaspending.intercept = refuse
    refused = await fill_in(world, suppliers=SUPPLIER)
    because = texts_of(world, language)("refusal-watch-unreadable", fault="refused", source="usaspending")
    assert because in sent_text(refused)
    assert await world.app.watches.list(world.server_id) == []


async def test_values_are_one_a_line_and_a_name_keeps_its_commas(world: World) -> None:
    agency = "Bureau of Alcohol, Tobacco, Firearms and Explosives"
    keywords = "skip tracing, mobile;; detention \n\nremoval"
    shown = await fill_in(world, keywords=keywords, suppliers="GLOCK, INC.\nCAPGEMINI", agencies=agency)
    assert (await world.app.drafts.get(world.server_id, 1)).entries["keywords"] == keywords
    await world.press(world.organiser, shown, "watch-save")
    (watch,) = await world.app.watches.list(world.server_id)
    assert {key: sorted(values) for key, values in watch.query.items()} == {
        "keywords": ["detention", "removal", "skip tracing, mobile"],
        "suppliers": ["CAPGEMINI", "GLOCK, INC."],
        "agencies": [agency],
    }


async def test_an_unknown_source_is_refused(world: World, language: str) -> None:
    t = texts_of(world, language)
    refused = await world.slash(world.organiser, "organise watch add", source="nowhere")
    known = ", ".join(t(f"source-name-{name}") for name in sorted(world.app.sources))
    assert sent_text(refused) == t("refusal-watch-source", source="nowhere", known=known)


async def test_a_source_is_found_by_its_typed_name(world: World, language: str) -> None:
    name = texts_of(world, language)("source-name-boamp").upper()
    opened = await world.slash(world.organiser, "organise watch add", source=f" {name}")
    assert opened.form is not None
    assert "boamp" in opened.form.custom_id


async def test_sources_are_suggested_by_their_displayed_name(world: World) -> None:
    assert ("USAspending", "usaspending") in await world.suggestions(
        world.organiser, "organise watch add", "source", "usa"
    )
    offered = await world.suggestions(world.organiser, "organise watch add", "source", "")
    assert {value for _, value in offered} == {*world.app.sources, "company"} - {"sam"}, "which wants a key"


async def test_a_source_that_wants_a_key_is_offered_with_one_alone(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = texts_of(world, language)
    refused = await world.slash(world.organiser, "organise watch add", source="sam")
    assert sent_text(refused) == t("fault-no-key")
    monkeypatch.setattr("bot.contracts.sources.registry.Sources.offered", {"sam"})
    offered = await world.suggestions(world.organiser, "organise watch add", "source", "")
    assert [value for _, value in offered] == ["company", "sam"]


async def test_every_source_has_a_form_in_both_languages(
    world: World, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.speaking(world.organiser, language)
    monkeypatch.setattr("bot.contracts.sources.registry.Sources.offered", set(world.app.sources))
    for source in world.app.sources.values():
        opened = await world.slash(world.organiser, "organise watch add", source=source.name)
        assert opened.form is not None
        assert [field.custom_id for field in opened.form.fields] == [
            "name",
            *(field.key for field in source.fields),
        ]
        assert len(opened.form.fields) <= 5


@pytest.mark.full
async def test_a_watch_is_listed_checked_paused_resumed_and_removed(world: World, language: str) -> None:
    t = texts_of(world, language)
    await world.press(world.organiser, await fill_in(world, suppliers=SUPPLIER), "watch-save")
    listed = await world.slash(world.organiser, "organise watch list")
    assert t("watch-unread") in listed.text
    await world.tick()
    listed = await world.slash(world.organiser, "organise watch list")
    (watch,) = await world.app.watches.list(world.server_id)
    assert t("watch-read", moment=world.clock(), count=watch.last_matched) in sent_text(listed)
    refused = await world.slash(world.organiser, "organise watch check", watch="capgemini")
    assert sent_text(refused) == t("refusal-watch-checked", minutes=5)
    world.clock.move(minutes=6)
    checked = await world.slash(world.organiser, "organise watch check", watch="capgemini")
    assert sent_text(checked) == t("watch-checking", name="Capgemini and ICE")
    paused = await world.slash(world.organiser, "organise watch pause", watch="capgemini")
    assert sent_text(paused) == t("watch-paused", name="Capgemini and ICE")
    listed = await world.slash(world.organiser, "organise watch list")
    assert t("watch-paused-since", moment=world.clock()) in sent_text(listed)
    refused = await world.slash(world.organiser, "organise watch check", watch="capgemini")
    assert sent_text(refused) == t("refusal-watch-paused", name="Capgemini and ICE")
    resumed = await world.slash(world.organiser, "organise watch resume", watch="capgemini")
    assert sent_text(resumed) == t("watch-resumed", name="Capgemini and ICE")
    watch_id = (await world.suggestions(world.organiser, "organise watch remove", "watch", "cap"))[0][1]
    removed = await world.slash(world.organiser, "organise watch remove", watch=watch_id)
    assert SUPPLIER in removed.text  # so that it can be added again
    assert sent_text(await world.slash(world.organiser, "organise watch list")).endswith(t("watches-none"))


async def test_the_maximum_number_of_watches_is_listed_in_pages(world: World, language: str) -> None:
    t = texts_of(world, language)
    for number in range(MAX_WATCHES):
        query = {"suppliers": [f"SUPPLIER {number:02}"]}
        await world.app.watches.add(world.server_id, f"Watch {number:02}", "usaspending", query)
    shown = await world.slash(world.organiser, "organise watch list")
    pages = [shown.text]
    for _ in range(3):
        shown = await world.press(world.organiser, shown, t("pager-next"))
        pages.append(shown.text)
    assert [page.count("SUPPLIER") for page in pages] == [5, 5, 5, 5]
    assert all(f"Watch {number:02}" in "".join(pages) for number in range(MAX_WATCHES))
    assert t("pager-where", first=16, last=20, total=20) in sent_text(shown)
    back = await world.press(world.organiser, shown, t("pager-previous"))
    assert back.text == pages[2]
    for watch in (await world.app.watches.list(world.server_id))[10:]:
        await world.app.watches.remove(world.server_id, watch.id)
    assert "Watch 00" in (await world.press(world.organiser, back, t("pager-next"))).text


@pytest.mark.full
async def test_a_watch_is_changed_only_after_its_preview(world: World, language: str) -> None:
    t = texts_of(world, language)
    shown = await fill_in(world, suppliers=SUPPLIER, agencies=AGENCY)
    await world.press(world.organiser, shown, "watch-save")
    (before,) = await world.app.watches.list(world.server_id)
    await world.restart_bot()
    form = await world.slash(world.organiser, "organise watch edit", watch=before.name)
    assert form.form is not None
    typed = {field.custom_id: field.value for field in form.form.fields}
    assert (typed["name"], typed["suppliers"], typed["agencies"]) == (before.name, SUPPLIER, AGENCY)
    preview = await world.submit(world.organiser, form, {**typed, "agencies": ""})
    assert t("watch-draft-next-edit") in sent_text(preview)
    (still,) = await world.app.watches.list(world.server_id)
    assert (still.id, still.query) == (before.id, before.query), "nothing is changed yet"
    saved = await world.press(world.organiser, preview, "watch-save")
    assert t("watch-next") in sent_text(saved)
    (after,) = await world.app.watches.list(world.server_id)
    assert (after.name, after.query) == (before.name, {"suppliers": [SUPPLIER]})
    assert after.baseline_at is None


async def test_a_renamed_watch_goes_on(world: World, language: str) -> None:
    query = {"suppliers": [SUPPLIER], "agencies": [AGENCY]}
    await world.app.watches.add(world.server_id, "Watch", "usaspending", query)
    async with world.app.database.write() as session:
        await session.execute(update(Watch).values(last_read_at=world.clock(), baseline_at=world.clock()))
    (before,) = await world.app.watches.list(world.server_id)
    form = await world.slash(world.organiser, "organise watch edit", watch=before.name)
    typed = {"name": "Another name", "suppliers": SUPPLIER, "agencies": AGENCY}
    preview = await world.submit(world.organiser, form, typed)
    saved = await world.press(world.organiser, preview, "watch-save")
    assert texts_of(world, language)("watch-next-renamed") in sent_text(saved)
    (after,) = await world.app.watches.list(world.server_id)
    assert (after.id, after.name, after.baseline_at) == (before.id, "Another name", before.baseline_at)


async def test_a_paused_watch_that_is_changed_stays_paused(world: World, language: str) -> None:
    watch = await world.app.watches.add(world.server_id, "Watch", "usaspending", {"suppliers": [SUPPLIER]})
    await world.app.watches.pause(world.server_id, watch.id)
    after = await world.app.watches.edit(world.server_id, watch.id, "Watch", {"suppliers": ["OTHER"]})
    assert after.paused_at is not None
    assert after.id != watch.id


async def test_a_query_that_no_form_holds_is_not_offered_for_change(world: World, language: str) -> None:
    watch = await world.app.watches.add(
        world.server_id, "Watch", "usaspending", {"suppliers": ["A; B"], "keywords": ["skip tracing"]}
    )
    refused = await world.slash(world.organiser, "organise watch edit", watch=watch.name)
    assert texts_of(world, language)("refusal-watch-no-form", name="Watch") in sent_text(refused)


async def test_an_agency_of_one_department_is_shown_and_read_alike(world: World) -> None:
    agencies = [{"name": "Office of Inspector General", "toptier": "Department of Defense"}]
    query = {"suppliers": [SUPPLIER], "agencies": agencies}
    watch = await world.app.watches.add(world.server_id, "Watch", "usaspending", query)
    with statements(world.app.database) as said:
        draft = await world.app.drafts.begin_edit(world.server_id, watch.id)
    assert draft.entries["agencies"] == "Office of Inspector General | Department of Defense"
    assert not any(one.startswith("UPDATE") for one in said), "it is at no moment one of a new watch"
