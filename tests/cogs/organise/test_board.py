"""/organise do:settings board: what an organiser reads before it is switched on, and what is taken down."""

from pathlib import Path

import pytest

from bot.demo.world import World
from bot.errors import UserError
from bot.runtime.board import publisher_of
from bot.ui.markdown import plain
from tests.support.demand_steps import PRIVACY, open_demand, texts_of

pytestmark = pytest.mark.behaviour

BOARD = "organise settings board"


@pytest.mark.both_engines
async def test_a_board_is_published_once_an_organiser_has_read_what_that_means(
    world: World, language: str, tmp_path: Path
) -> None:
    t = texts_of(world, language)
    world.app.boards.site = "https://board.example/"
    await open_demand(world)
    offered = await world.slash(world.organiser, BOARD, public=True)
    address = f"https://board.example/syndicat/{language}/index.html"
    assert offered.private
    for part in ("shown", "never", "copies"):
        assert t(f"board-offer-{part}") in offered.card.markdown
    assert t("board-offer-address", address=address) in offered.card.markdown
    assert (await world.app.servers.get(world.server_id)).board is None, "nothing before the confirmation"
    done = await world.press(world.organiser, offered, t("button-board-publish"))
    assert t("board-on", address=address) in done.card.markdown
    assert (await world.app.servers.get(world.server_id)).board == "syndicat"
    await publisher_of(world.app).publish(tmp_path / "site")
    assert (tmp_path / "site" / address.removeprefix("https://board.example/")).is_file()
    shown = await world.slash(world.organiser, "organise settings show")
    assert address in shown.text
    acts = (await world.slash(world.organiser, "organise audit")).text
    assert t("audit-field-board") in acts
    assert "syndicat" in acts

    off = await world.slash(world.organiser, BOARD, public=False)
    assert t("board-off") in off.card.markdown
    assert t("board-off-next", name="syndicat") in off.card.markdown
    assert (await world.app.servers.get(world.server_id)).board is None
    await publisher_of(world.app).publish(tmp_path / "site")
    assert not (tmp_path / "site" / "syndicat").exists(), "taken down by the next publishing"
    assert (await world.slash(world.organiser, BOARD, public=False)).text == t("board-was-off")


async def test_without_a_known_address_the_card_shows_the_name(world: World, language: str) -> None:
    t = texts_of(world, language)
    offered = await world.slash(world.organiser, BOARD, public=True, name="cgt-capgemini")
    assert t("board-offer-name", name="cgt-capgemini") in offered.card.markdown
    done = await world.press(world.organiser, offered, "board-publish")
    assert t("board-on-unknown", name="cgt-capgemini") in done.card.markdown
    again = await world.slash(world.organiser, BOARD, public=True)
    assert t("board-on-unknown", name="cgt-capgemini") in again.card.markdown


@pytest.mark.both_engines
async def test_the_address_of_a_board_never_changes_and_is_never_anothers(world: World) -> None:
    t, servers = texts_of(world, "en"), world.app.servers
    await servers.update(world.server_id, board="syndicat")
    await servers.update(world.server_id, board=None)
    renamed = await world.slash(world.organiser, BOARD, public=True, name="other")
    assert renamed.card.markdown == t("refusal-board-renamed", name="syndicat")
    another = await world.another_server("Syndicat")
    assert await servers.board_name(another.id) == "syndicat-2", "the name stays reserved"
    with pytest.raises(UserError, match="refusal-board-taken"):
        await servers.update(another.id, board="syndicat")
    offered = await world.slash(world.organiser, BOARD, public=True)
    assert "syndicat" in offered.text
    await world.press(world.organiser, offered, "board-publish")
    assert (await servers.get(world.server_id)).board == "syndicat"
    role = another.create_role("organisers")
    await servers.update(another.id, organiser_role_id=role.id)
    camille = world.join("camille again", role, guild=another)
    taken = await world.slash(camille, BOARD, public=True, name="syndicat")
    assert taken.card.markdown == t("refusal-board-taken", name="syndicat")


async def test_the_board_of_another_language_than_the_organisers_is_where_its_offer_says(
    world: World,
) -> None:
    world.app.boards.site = "https://board.example/"
    offered = await world.slash(world.speaking(world.organiser, "fr"), BOARD, public=True)
    assert "https://board.example/syndicat/en/index.html" in offered.text


async def test_a_name_that_cannot_be_in_an_address_is_refused(world: World) -> None:
    for name in ("A", "é", "a/b", "..", "-a", "a-", "a" * 41, "a b"):
        refused = await world.slash(world.organiser, BOARD, public=True, name=name)
        assert refused.card.markdown == texts_of(world, "en")("refusal-board-name", name=plain(name, 50))
        with pytest.raises(UserError, match="refusal-board-name"):  # a forged press
            await world.app.servers.update(world.server_id, board=name)
        assert (await world.app.servers.get(world.server_id)).board is None


async def test_a_name_is_proposed_for_every_server(world: World) -> None:
    for named in ("工会", "CGT " + "ß" * 100, "a" * 100, "Sÿndicat Ĉéśâr & Co."):
        await world.app.servers.update(world.server_id, name=named, board=None)
        proposed = await world.app.servers.board_name(world.server_id)
        await world.app.servers.update(world.server_id, board=proposed)
        assert (await world.app.servers.get(world.server_id)).board == proposed


async def test_the_finished_set_up_mentions_the_board_until_there_is_one(world: World, language: str) -> None:
    mention = texts_of(world, language)("setup-board")
    assert mention not in (await world.slash(world.owner, "setup")).card.markdown
    await world.app.servers.update(world.server_id, privacy=PRIVACY)
    await open_demand(world)
    await world.app.watches.add(world.server_id, "Watch", "usaspending", {"suppliers": ["CAPGEMINI"]})
    assert mention in (await world.slash(world.owner, "setup")).card.markdown
    await world.app.servers.update(world.server_id, board="syndicat")
    assert mention not in (await world.slash(world.owner, "setup")).card.markdown


async def test_the_contact_for_the_press_is_on_the_first_page_until_it_is_emptied(
    world: World, language: str, tmp_path: Path
) -> None:
    t = texts_of(world, language)
    offered = await world.slash(world.organiser, BOARD, public=True)
    shown = await world.press(world.organiser, offered, "board-publish")
    for contact in ("Ada <b>, +33 1 23", ""):
        asked = await world.press(world.organiser, shown, t("audit-field-press"))
        shown = await world.submit(world.organiser, asked, {"press": contact})
        assert ("Ada <b>, +33 1 23" in shown.text) == bool(contact)
        await publisher_of(world.app).publish(tmp_path / "site")
        page = (tmp_path / "site" / "syndicat" / language / "index.html").read_text()
        assert ("Ada &lt;b&gt;, +33 1 23" in page) == bool(contact)
    assert t("audit-field-press") in (await world.slash(world.organiser, "organise audit")).text
    with pytest.raises(UserError, match="refusal-privacy-too-long"):
        await world.app.servers.update(world.server_id, press="x" * 251)
