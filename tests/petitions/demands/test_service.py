"""Drafting, opening and closing of demands, on both engines."""

import asyncio
import hashlib
import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from bot.keystore.keyring import KeysError
from bot.petitions.demands.consent import consent_texts
from bot.petitions.demands.service import MAX_DEMANDS
from bot.storage.models import Announcement, Demand, Server
from bot.storage.upsert import ensure_server
from bot.texts import Texts
from bot.texts.notation import bundle_of
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    TEXTS,
    Desk,
    refusal_of,
)

pytestmark = pytest.mark.storage


def wording(title: str = "A title", body: str = "A text.") -> dict[str, dict[str, str]]:
    return {"en": {"title": title, "body": body}}


async def test_a_draft_is_tidied_and_visible_only_to_organisers(desk: Desk) -> None:
    untidy = wording("  Halt \n the\tcontract\x00 ", "First.\r\nSecond. \x07\ud800\n\n")
    draft = await desk.demands.create(SERVER, untidy)
    assert draft.texts == {"en": {"title": "Halt the contract", "body": "First.\nSecond."}}
    assert (draft.state, draft.slug, draft.version) == ("draft", "halt-the-contract", 1)
    assert (draft.consent, draft.publication, draft.opened_at) == (None, None, None)
    assert await desk.demands.list(SERVER) == ()
    assert await desk.demands.list(SERVER, include_drafts=True) == (draft,)
    assert (await refusal_of(desk.demands.get(SERVER, draft.id))).id == "refusal-no-such-demand"
    assert await desk.demands.get(SERVER, draft.id, include_drafts=True) == draft


@pytest.mark.parametrize(
    ("texts", "refusal"),
    [
        ({}, "refusal-demand-without-text"),
        (wording(title=" \n "), "refusal-demand-without-text"),
        (wording(body="\x00"), "refusal-demand-without-text"),
        ({"fr": {"title": "Un titre"}}, "refusal-demand-without-text"),
        ({"English": {"title": "A", "body": "B"}}, "refusal-demand-language"),
        (wording(title="x" * 121), "refusal-demand-title-long"),
        (wording(body="x" * 1501), "refusal-demand-body-long"),
    ],
)
async def test_an_unusable_text_is_refused(
    desk: Desk, texts: dict[str, dict[str, str]], refusal: str
) -> None:
    assert (await refusal_of(desk.demands.create(SERVER, texts))).id == refusal
    assert await desk.demands.list(SERVER, include_drafts=True) == ()


async def test_the_longest_text_fits(desk: Desk) -> None:
    draft = await desk.demands.create(SERVER, wording("é" * 120, "😀" * 1500))
    assert len(draft.texts["en"]["body"]) == 1500
    assert len(draft.slug) <= 60


@pytest.mark.both_engines
async def test_slugs_are_unique_in_a_server_even_if_made_at_once(desk: Desk) -> None:
    made = await asyncio.gather(*(desk.demands.create(SERVER, TEXTS) for _ in range(4)))
    base = "halt-all-cooperation-with-ice"
    assert sorted(draft.slug for draft in made) == [base, *(f"{base}-{number}" for number in (2, 3, 4))]
    assert (await desk.demands.create(SERVER + 1, TEXTS)).slug == base
    odd = await desk.demands.create(SERVER, wording("停止"))
    assert odd.slug == "demand"


@pytest.mark.parametrize("title", ["Rounds", "Manifest", "Con", "NUL", "com1"])
async def test_no_ledger_has_the_name_of_another_file_or_of_a_device(desk: Desk, title: str) -> None:
    assert (await desk.demands.create(SERVER, wording(title))).slug == f"{title.lower()}-2"


async def test_a_draft_can_be_edited_until_it_opens(desk: Desk) -> None:
    ends = desk.clock() + timedelta(days=10)
    draft = await desk.demands.create(SERVER, TEXTS, closes_at=ends)
    edited = await desk.demands.edit(SERVER, draft.id, wording())
    assert edited.texts == {**TEXTS, **wording()}
    assert (edited.closes_at, edited.slug) == (ends, draft.slug)
    elsewhere = desk.demands.edit(SERVER + 1, draft.id, wording())
    assert (await refusal_of(elsewhere)).id == "refusal-no-such-demand"
    await desk.servers.update(SERVER, privacy=PRIVACY)
    await desk.demands.open(SERVER, draft.id)
    late = desk.demands.edit(SERVER, draft.id, TEXTS)
    assert (await refusal_of(late)).id == "refusal-demand-not-draft"


async def test_an_empty_text_takes_its_language_away_from_a_draft_but_not_the_last_one(desk: Desk) -> None:
    draft = await desk.demands.create(SERVER, TEXTS)
    first, *others = TEXTS
    empty = {"title": " ", "body": "\n"}
    for language in others:
        draft = await desk.demands.edit(SERVER, draft.id, {language: empty})
    assert set(draft.texts) == {first}
    for language in TEXTS:  # it has none, or it is the only one
        refused = await refusal_of(desk.demands.edit(SERVER, draft.id, {language: empty}))
        assert refused.id == "refusal-demand-without-text"


@pytest.mark.both_engines
async def test_simultaneous_edits_in_different_languages_are_both_stored(desk: Desk) -> None:
    draft = await desk.demands.create(SERVER, {"de": wording()["en"]})
    await asyncio.gather(
        *(desk.demands.edit(SERVER, draft.id, {language: TEXTS[language]}) for language in ("en", "fr"))
    )
    written = await desk.demands.get(SERVER, draft.id, include_drafts=True)
    assert written.texts == {"de": wording()["en"], **TEXTS}


async def test_a_demand_is_announced_in_the_latest_channel(desk: Desk) -> None:
    demand = await desk.open_demand()
    assert (
        await refusal_of(desk.demands.announce(SERVER, demand.id, request="1"))
    ).id == "refusal-no-channel"
    await desk.servers.update(SERVER, channel_id=71)
    async with desk.database.write() as session:
        server = (await session.execute(select(Server).with_for_update())).scalar_one()
        announcing = asyncio.create_task(desk.demands.announce(SERVER, demand.id, request="1"))
        await asyncio.sleep(0.1)
        assert not announcing.done()
        server.channel_id = 72
    assert await announcing == 72
    for request in ("1", "2"):
        await desk.demands.announce(SERVER, demand.id, request=request)
    async with desk.database.read() as session:
        rows = (await session.scalars(select(Announcement).order_by(Announcement.id))).all()
    assert [(row.channel_id, row.kind, row.subject) for row in rows] == [
        (72, "demand", f"demand:{demand.id}")
    ] * 2
    draft = await desk.demands.create(SERVER, TEXTS)
    await desk.demands.close(SERVER, demand.id)
    for demand_id, refusal in (
        (draft.id, "refusal-demand-not-open"),
        (demand.id, "refusal-demand-already-closed"),
        (demand.id + 100, "refusal-no-such-demand"),
    ):
        assert (await refusal_of(desk.demands.announce(SERVER, demand_id, request="3"))).id == refusal


async def test_opening_freezes_text_and_consent_with_reproducible_hashes(desk: Desk) -> None:
    demand = await desk.open_demand()
    assert (demand.state, demand.opened_at, demand.verified_by) == ("open", desk.clock(), "server")

    def sha256(value: Any) -> str:
        written = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()

    assert demand.text_hash == sha256(TEXTS)
    assert demand.consent is not None
    assert demand.consent_hash == sha256(demand.consent)
    assert set(demand.consent) == {"en", "fr"}, "the languages of its text"
    for consent in demand.consent.values():
        for told in (
            "CGT Capgemini, Paris",
            "donnees@example.org",
            "9(2)(a)" if consent.startswith("I ") else "9.2.a",
            " 12 ",
            "Discord",
        ):
            assert told in consent
    assert demand.consent["en"] != demand.consent["fr"]
    in_words = {"en": ("two organisers", "only a code"), "fr": ("deux personnes de l’équipe", "un code.")}
    for language, told in in_words.items():
        for outlives in told:  # the retention in words
            assert outlives in demand.consent[language]


async def test_the_consent_exists_only_in_the_languages_of_the_demand(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    for languages, consents in ((["fr"], {"fr"}), (["en", "fr"], {"en", "fr"}), (["xx"], {"en"})):
        texts = {language: {"title": "Arrêt", "body": "Arrêtez."} for language in languages}
        draft = await desk.demands.create(SERVER, texts)
        opened = await desk.demands.open(SERVER, draft.id)
        assert set(opened.consent or {}) == consents
        await desk.servers.update(
            SERVER, privacy=replace(PRIVACY, contact=f"{len(languages)}{languages[0]}@example.org")
        )
        changed = await desk.demands.get(SERVER, opened.id)
        assert set(changed.consent or {}) == consents, "new privacy settings add no language"
        assert changed.version == 2
        await desk.demands.close(SERVER, opened.id)


async def test_the_consent_is_read_without_holding_up_those_who_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: set[int] = set()

    def parse(language: str, source: str) -> Any:
        parsed.add(threading.get_ident())
        return bundle_of(language, source)

    monkeypatch.setattr("bot.texts.notation.bundle_of", parse)
    consent = await consent_texts(Texts.load(), PRIVACY, {"pl", "it"}, roster=True)
    assert set(consent) == {"pl", "it"}
    assert parsed
    assert threading.get_ident() not in parsed


async def test_a_server_has_at_most_two_hundred_demands(desk: Desk) -> None:
    async with desk.database.write() as session:
        await ensure_server(session, desk.database, SERVER, desk.clock())
        row = {"server_id": SERVER, "state": "draft", "texts": TEXTS, "created_at": desk.clock()}
        await session.execute(
            insert(Demand), [{**row, "slug": f"demand-{number}"} for number in range(MAX_DEMANDS - 1)]
        )
    last = await desk.demands.create(SERVER, TEXTS)
    assert (await refusal_of(desk.demands.create(SERVER, TEXTS))).id == "refusal-too-many-demands"
    assert last.slug not in {f"demand-{number}" for number in range(MAX_DEMANDS)}


async def test_the_member_role_at_opening_is_the_verification_of_signers(desk: Desk) -> None:
    await desk.servers.update(SERVER, member_role_id=5)
    assert (await desk.open_demand()).verified_by == "role"


@pytest.mark.parametrize(
    ("privacy", "missing"),
    [
        (replace(PRIVACY, contact=None), ["contact"]),
        (replace(PRIVACY, controller="EXAMPLE Union, Paris"), ["controller"]),
        (replace(PRIVACY, recipients="EXEMPLE : les responsables"), ["recipients"]),
        (
            replace(PRIVACY, recipients="Discord; [name whoever else]", legal_basis="[Article]"),
            ["recipients", "legal_basis"],
        ),
    ],
)  # fmt: skip
async def test_a_demand_does_not_open_with_missing_or_example_privacy_settings(
    desk: Desk, privacy: Any, missing: list[str]
) -> None:
    await desk.servers.update(SERVER, privacy=privacy)
    assert (await desk.servers.get(SERVER)).privacy.missing() == missing
    draft = await desk.demands.create(SERVER, TEXTS)
    refusal = await refusal_of(desk.demands.open(SERVER, draft.id))
    assert refusal.id == "refusal-privacy-missing"
    assert [name for name, state in refusal.arguments.items() if state == "missing"] == missing
    assert (await desk.demands.get(SERVER, draft.id, include_drafts=True)).state == "draft"
    assert list((desk.key_dir).iterdir()) == []
    for language in ("en", "fr"):
        t = Texts.load().of(language)
        sentence = t(refusal.id, **refusal.arguments)
        for name in ("controller", "contact", "recipients", "legal_basis"):
            label = t(f"privacy-field-{name.replace('_', '-')}")
            assert (f"- {label}" in sentence.split("\n")) == (name in missing)


async def test_a_second_opening_or_closing_changes_nothing(desk: Desk) -> None:
    demand = await desk.open_demand()
    desk.clock.move(days=1)
    assert (await refusal_of(desk.demands.open(SERVER, demand.id))).id == "refusal-demand-already-open"
    assert await desk.demands.get(SERVER, demand.id) == demand
    closed = await desk.demands.close(SERVER, demand.id)
    assert (closed.state, closed.closed_at) == ("closed", desk.clock())
    desk.clock.move(days=1)
    assert (await refusal_of(desk.demands.close(SERVER, demand.id))).id == "refusal-demand-already-closed"
    assert (await refusal_of(desk.demands.open(SERVER, demand.id))).id == "refusal-demand-cannot-reopen"
    assert await desk.demands.get(SERVER, demand.id) == closed
    draft = await desk.demands.create(SERVER, TEXTS)
    assert (await refusal_of(desk.demands.close(SERVER, draft.id))).id == "refusal-demand-never-opened"
    for act in (desk.demands.open, desk.demands.close):
        assert (await refusal_of(act(SERVER + 1, demand.id))).id == "refusal-no-such-demand"


@pytest.mark.both_engines
async def test_simultaneous_openings_or_closings_take_effect_once(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS)
    for act in (desk.demands.open, desk.demands.close):
        done = await asyncio.gather(*(act(SERVER, draft.id) for _ in range(5)), return_exceptions=True)
        assert sorted(type(answer).__name__ for answer in done) == ["DemandView", *["UserError"] * 4]
    assert len(await desk.publications.history(draft.id)) == 1


async def test_a_demand_opens_with_the_latest_privacy_settings(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS)
    async with desk.database.write() as session:
        server = (await session.execute(select(Server).with_for_update())).scalar_one()
        opening = asyncio.create_task(desk.demands.open(SERVER, draft.id))
        await asyncio.sleep(0.1)
        assert not opening.done()
        server.contact = "other@example.org"
    assert "other@example.org" in str((await opening).consent)


async def test_a_draft_whose_last_day_has_passed_does_not_open(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS, closes_at=desk.clock() + timedelta(days=1))
    desk.clock.move(days=2)
    assert (await refusal_of(desk.demands.open(SERVER, draft.id))).id == "refusal-demand-deadline-past"


async def test_a_demand_closed_by_hand_after_its_last_day_ended_on_that_day(desk: Desk) -> None:
    """The key is held from then on, so members' promised day does not move."""
    await desk.servers.update(SERVER, privacy=PRIVACY)
    ends = desk.clock() + timedelta(days=1)
    draft = await desk.demands.create(SERVER, TEXTS, closes_at=ends)
    await desk.demands.open(SERVER, draft.id)
    desk.clock.move(days=2)
    assert (await desk.demands.close(SERVER, draft.id)).closed_at == ends


async def test_a_demand_without_a_key_does_not_open(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS)
    desk.key_dir.rmdir()
    desk.key_dir.write_text("not a folder")
    with pytest.raises(KeysError, match="chown"):
        await desk.demands.open(SERVER, draft.id)
    assert (await desk.demands.get(SERVER, draft.id, include_drafts=True)).state == "draft"


async def test_an_opening_that_fails_at_its_commit_can_be_repeated(desk: Desk) -> None:
    await desk.servers.update(SERVER, privacy=PRIVACY)
    draft = await desk.demands.create(SERVER, TEXTS)

    def fail(_connection: Any) -> None:
        raise OSError("the disk is full")

    event.listen(desk.database.engine.sync_engine, "commit", fail)
    with pytest.raises(OSError, match="full"):
        await desk.demands.open(SERVER, draft.id)
    event.remove(desk.database.engine.sync_engine, "commit", fail)
    assert await desk.keys.reference(draft.id, 1) is None
    demand = await desk.demands.open(SERVER, draft.id)
    await desk.sign(demand, 1)
    assert await desk.keys.check() == []
    assert sorted(path.suffix for path in desk.key_dir.iterdir()) == [".key", ".owner", ".withdrawn"], (
        "the same key"
    )


async def test_a_list_of_any_length_needs_one_query(desk: Desk) -> None:
    for _ in range(6):
        demand = await desk.open_demand()
        await desk.sign(demand, 1)
        await desk.publish()
    await desk.demands.close(SERVER, demand.id)
    draft = await desk.demands.create(SERVER, TEXTS)
    statements = []

    def seen(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(desk.database.engine.sync_engine, "before_cursor_execute", seen)
    listed = await desk.demands.list(SERVER, include_drafts=True)
    event.remove(desk.database.engine.sync_engine, "before_cursor_execute", seen)
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1
    assert [view.state for view in listed] == ["open"] * 5 + ["closed", "draft"]
    assert listed[-1] == draft
    ids = [view.id for view in listed[:5]]
    assert ids == sorted(ids, reverse=True)
    closed = listed[5]
    assert closed.publication is not None
    assert (closed.publication.number, closed.publication.reason) == (2, "closing")
    assert all(view.publication is not None and view.publication.count == 1 for view in listed[:6])


async def test_suggestions_find_a_title_in_any_language_and_without_accents(desk: Desk) -> None:
    demand = await desk.open_demand()
    other = await desk.demands.create(SERVER, wording("Publish the contracts"))
    for typed in ("ARRETER", "coopération", "halt all", "cooperation-with", ""):
        assert [view.id for view in await desk.demands.suggest(SERVER, typed, states=["open"])] == [demand.id]
    assert await desk.demands.suggest(SERVER, "publish", states=["open", "closed"]) == ()
    assert await desk.demands.suggest(SERVER, "publish", states=["open", "draft"]) == (other,)
    assert await desk.demands.suggest(SERVER + 1, "", states=["open"]) == ()


async def test_suggestions_are_filtered_before_they_are_cut_to_the_maximum_of_discord(desk: Desk) -> None:
    for _ in range(26):
        await desk.open_demand()
    draft = await desk.demands.create(SERVER, TEXTS)
    assert len(await desk.demands.suggest(SERVER, "ice", states=["open", "draft"])) == 25
    assert await desk.demands.suggest(SERVER, "ice", states=["draft"]) == (draft,)
