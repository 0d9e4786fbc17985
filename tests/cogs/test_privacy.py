"""The privacy notice for members, and the settings form for organisers."""

from dataclasses import replace
from typing import Any

import pytest

from bot.demo.world import World
from bot.servers.settings import PRIVACY_FIELDS, PRIVACY_LENGTH, Privacy
from tests.support.demand_steps import (
    PRIVACY,
    open_demand,
    privacy_values,
    sent_text,
    texts_of,
)

pytestmark = pytest.mark.behaviour


async def test_the_notice_has_a_general_part_without_settings(world: World, language: str) -> None:
    t = texts_of(world, language)
    notice = await world.slash(world.alice, "privacy notice")
    assert notice.private
    for part in (
        "stored", "code", "shown", "discord", "withdraw", "yours", "unreachable-elsewhere", "of-nobody",
    ):  # fmt: skip
        assert t(f"privacy-{part}") in sent_text(notice)
    more = await world.press(world.alice, notice, t("button-privacy-more"))
    assert more.private
    for part in ("link", "organiser", "withdrawn", "asked", "erased", "removed", "complain"):
        assert t(f"privacy-more-{part}", days=30) in sent_text(more)


async def test_the_notice_quotes_the_servers_organisers(world: World, language: str) -> None:
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    notice = await world.slash(world.alice, "privacy notice")
    for field in PRIVACY_FIELDS:
        assert getattr(PRIVACY, field) in notice.text
    t = texts_of(world, language)
    assert t("privacy-of-nobody") not in notice.text
    # Somebody who has left cannot press the button any more: they need the contact below.
    assert sent_text(notice).index(t("privacy-unreachable")) < sent_text(notice).index(str(PRIVACY.contact))


async def test_the_notice_names_missing_and_example_settings(world: World, language: str) -> None:
    await world.app.servers.update(
        world.server_id, privacy=Privacy(controller="The union", contact="EXAMPLE: write to us")
    )
    notice = await world.slash(world.alice, "privacy notice")
    assert "The union" in notice.text
    assert "write to us" not in notice.text
    assert texts_of(world, language)("privacy-field-contact") in notice.text


async def test_a_demand_and_help_lead_to_the_answer_whether_a_signature_is_secret_and_to_the_notice(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    demand = await open_demand(world)
    for card in (
        await world.slash(world.alice, "demands show", demand=str(demand.id)),
        await world.slash(world.alice, "help"),
    ):
        secret = await world.press(world.alice, card, t("button-secret"))
        assert secret.private
        for part in ("shown", "counts", "key", "screen", "discord", "more"):
            assert t(f"secret-{part}").replace("*", "") in secret.text.replace("*", "")
        notice = await world.press(world.alice, secret, t("button-privacy"))
        assert t("privacy-title") in notice.text
        assert notice.private


async def test_the_notice_can_be_read_in_direct_messages(world: World) -> None:
    result = await world.alice.user.slash("privacy notice")
    assert result.response is not None
    shown = str(result.response.components)
    assert texts_of(world, "en")("privacy-title") in shown
    assert texts_of(world, "en")("privacy-unreachable-elsewhere") in shown  # no contact is named below


async def test_the_longest_settings_fit_under_the_notice(world: World, language: str) -> None:
    longest = dict.fromkeys(PRIVACY_FIELDS, "x" * PRIVACY_LENGTH)
    await world.app.servers.update(world.server_id, privacy=Privacy(**longest), retention_months=60)
    notice = await world.slash(world.alice, "privacy notice")
    assert notice.text.count("x" * PRIVACY_LENGTH) == len(PRIVACY_FIELDS)
    assert "…" not in notice.text


async def test_the_form_of_the_privacy_settings_shows_them_and_saves_them(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    opened = await world.slash(world.organiser, "organise settings privacy")
    assert opened.form is not None
    assert [field.custom_id for field in opened.form.fields] == [*PRIVACY_FIELDS, "months"]
    saved = await world.submit(world.organiser, opened, privacy_values(PRIVACY))
    assert sent_text(saved) == t("privacy-saved")
    assert (await world.app.servers.get(world.server_id)).privacy == PRIVACY
    modal = (await world.slash(world.organiser, "organise settings privacy")).result.modal
    assert modal is not None
    assert [part["component"]["value"] for part in modal["components"]] == list(
        privacy_values(PRIVACY).values()
    )


async def test_a_form_of_an_earlier_version_is_saved_and_its_missing_months_are_named(
    world: World, language: str
) -> None:
    t = texts_of(world, language)
    opened = await world.slash(world.organiser, "organise settings privacy")
    modal: Any = opened.result._interaction.modal
    modal["components"] = modal["components"][:-1]
    values = privacy_values(PRIVACY)
    del values["months"]
    saved = await world.submit(world.organiser, opened, values)
    assert t("settings-retention-missing", months=0) in sent_text(saved)


async def test_an_organiser_who_changes_the_consent_is_informed(world: World, language: str) -> None:
    t = texts_of(world, language)
    await open_demand(world)
    opened = await world.slash(world.organiser, "organise settings privacy")
    values = privacy_values(PRIVACY) | {"recipients": "The officers"}
    assert t("privacy-saved-open") in sent_text(await world.submit(world.organiser, opened, values))
    again = await world.slash(world.organiser, "organise settings privacy")
    assert t("privacy-saved-open") not in sent_text(await world.submit(world.organiser, again, values))
    emptied = await world.slash(world.organiser, "organise settings privacy")
    refused = await world.submit(world.organiser, emptied, values | {"contact": "[who?]"})
    assert t("privacy-field-contact") in refused.text
    assert (await world.app.servers.get(world.server_id)).privacy.contact == PRIVACY.contact


async def test_impossible_months_are_named_and_the_other_fields_saved(world: World, language: str) -> None:
    t = texts_of(world, language)
    for written in ("six", "0", "121"):
        opened = await world.slash(world.organiser, "organise settings privacy")
        saved = await world.submit(world.organiser, opened, privacy_values(PRIVACY) | {"months": written})
        assert t("refusal-privacy-months", months=written, most=120) in sent_text(saved)
    stored = (await world.app.servers.get(world.server_id)).privacy
    assert stored == replace(PRIVACY, retention_months=None)
