"""Data of the signing page on a board: the rounds, signed, and the state, the same for everybody."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from lxml import html

from bot.board.state import board_state
from bot.demo.signing_member import unb64
from bot.exports.manifest import MANIFEST, fingerprint
from bot.exports.verify import verify
from bot.page.registrar.rounds import Rounds
from bot.petitions.roster.roster_import import RosterImport
from tests.board.test_publish import World, world
from tests.support.petition_desk import SERVER

__all__ = ["world"]
pytestmark = pytest.mark.storage


async def begin(world: World) -> None:
    desk = world.desk
    importing = RosterImport(desk.database, desk.keys, SERVER, hand_out=lambda _: None)
    await importing.run([f"N{number}" for number in range(30)], replace=False)
    await Rounds(world.database, world.clock, desk.keys).begin(SERVER, None)


async def test_a_board_of_a_server_without_rounds_has_nothing_of_signing(world: World) -> None:
    await world.publish()
    assert not list(world.site.resolve().rglob("sign*"))
    assert not [path for path, page in world.pages().items() if menu_links(page)]
    assert not list(world.site.resolve().rglob("rounds.json"))


def menu_links(page: html.HtmlElement, to: str = "sign.html") -> list[str]:
    """Return the links to the signing page in a page's menu."""
    return [each for each in page.xpath("//header//nav//a/@href") if each.endswith(to)]


async def test_the_menu_of_every_page_leads_to_the_signing_page_once_a_round_has_begun(world: World) -> None:
    await world.publish()
    await begin(world)
    await world.publish()
    pages = {path: page for path, page in world.pages().items() if menu_links(page, "verify.html")}
    assert any("/contracts/" in path for path in pages), "also of those that change for no other reason"
    folder = world.site.resolve()
    for path, page in pages.items():
        [link] = menu_links(page)
        language = path.split("/")[1]
        assert (folder / path).parent.joinpath(
            link
        ).resolve() == folder / "capgemini" / language / "sign.html"


async def test_rounds_are_published_signed_and_the_state_names_the_keys_that_are_issued(world: World) -> None:
    before = await board_state(world.database, world.clock())
    await begin(world)
    assert await board_state(world.database, world.clock()) != before
    await world.publish()
    world.clock.move(days=100)
    await begin(world)
    await world.publish()
    folder = world.site.resolve() / "capgemini"
    rounds = json.loads((folder / "rounds.json").read_bytes())["rounds"]
    assert [each["number"] for each in rounds] == [1, 2]
    assert rounds[1]["previous_hash"] == rounds[0]["hash"]
    raw = (folder / "sign" / "state.json").read_bytes()
    state = json.loads(raw)
    public_key = json.loads((folder / MANIFEST).read_bytes())["key"]["public_key"]
    assert state["signing_key"] == public_key
    signature = (folder / "sign" / "state.sig").read_bytes()
    assert re.fullmatch(b"[0-9a-f]{128}\n", signature)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    key.verify(bytes.fromhex(signature.decode().strip()), b"tocsin state 1\n" + raw)
    assert state["registrar"] == state["box"] == "https://board.example/capgemini/sign/"
    [live] = state["rounds"]
    assert (live["number"], live["id"]) == (2, rounds[1]["id"])
    assert [sha256(unb64(key["key"])).hexdigest() for key in live["keys"]] == rounds[1]["keys"]
    assert {key["demand"] for key in live["keys"]} == {None}
    found = verify(folder)
    assert found.good
    listed = json.loads((folder / MANIFEST).read_bytes())["files"]
    assert {
        "rounds.json",
        "sign/state.json",
        "sign/state.sig",
        "en/sign.html",
        "fr/sign.html",
    } <= listed.keys()
    assert not (folder / "de" / "index.html").exists(), "only the signing page is in every language"
    assert state["notice"]["en"].startswith("Legal basis: your explicit consent")
    page = (folder / "fr" / "sign.html").read_text()
    shown = fingerprint(public_key).replace(" ", "")
    assert f'data-board="https://board.example/capgemini/" data-key="{shown}"' in page
    assert "connect-src &#39;self&#39; https://board.example;" in page


async def test_the_about_page_has_the_hash_of_the_script_that_the_signing_page_runs(world: World) -> None:
    await world.publish()
    board = world.site.resolve() / "capgemini"
    assert "script-src" not in html.fromstring((board / "en" / "about.html").read_bytes()).text_content()
    await begin(world)
    await world.publish()
    board = world.site.resolve() / "capgemini"
    page = (board / "fr" / "sign.html").read_text()
    [inline] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashed = f"sha256-{b64encode(sha256(inline.encode()).digest()).decode()}"
    assert f"script-src &#39;{hashed}&#39;;" in page
    about = html.fromstring((board / "en" / "about.html").read_bytes())
    assert [each.text for each in about.xpath("//main//p/code")] == [hashed, "script-src"]
