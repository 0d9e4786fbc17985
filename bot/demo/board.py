"""Board of the rehearsal: published whenever it changes, and served on this machine with its signing page.

Each simulated member who signs on it does in Python what the page does in a browser. The registrar and the
box are the real ones; a visitor's browser reaches them through the board's server, simulated members in this
process.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from bot.app import App
from bot.board.automatic import AutomaticPublishing
from bot.board.serving.acts import ACTS_OF_BOX, ACTS_OF_REGISTRAR, Acts
from bot.board.serving.site import serve_site
from bot.board.signing_data import STATE
from bot.demo.signing_member import Card, Token, b64, fingerprint, unb64
from bot.demo.world import World
from bot.exports.manifest import short_fingerprint
from bot.page.box.service import BoxService
from bot.page.registrar.acts import RegistrarActs
from bot.petitions.demands.service import DemandView
from bot.petitions.roster.roster_import import RosterImport
from bot.runtime.board import publisher_of
from bot.settings import Address
from bot.texts import Translator

PLACES = 40
"""Members on the roster of the demo's union."""

ISSUED = 24
"""Members who get their tokens in the first days of the round: more than a demand needs to open."""

SIGNERS = 9
"""Members who sign a demand before a visitor does: six are published, and three wait."""

COMPANY = 10
"""Members who sign after a visitor did, so that the visitor's row goes out with theirs, most likely."""

_LANGUAGES = ("en", "fr")

Ask = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Sends an act to the registrar or the box, and returns the answer. Raises ``ActRefused``."""


class ActRefused(Exception):
    """Raised for an act that is refused: its name, and the answer."""


class OwnActs:
    """Acts of the signing page that this process carries out, from the moment that it has an app: ``acts``
    for the board's server, ``ask`` for simulated members.

    ``signed`` counts the rows that came from a browser, and nothing else is kept of them."""

    def __init__(self) -> None:
        self.acts = Acts(dict.fromkeys((*ACTS_OF_REGISTRAR, *ACTS_OF_BOX), self._from_browser))
        self.signed = 0
        self._registrar: RegistrarActs | None = None
        self._box: BoxService | None = None

    def begin(self, app: App) -> None:
        """Carry out acts with the services of an app."""
        self._registrar = RegistrarActs(app.database, app.clock, app.keys)
        self._box = app.own_box

    async def _from_browser(self, board: str, act: str, body: bytes) -> tuple[int, Any]:
        status, answer = await self._answer(board, act, body)
        self.signed += act in ACTS_OF_BOX and status == 200
        return status, answer

    async def ask(self, board: str, act: str, content: Mapping[str, Any]) -> dict[str, Any]:
        """Carry out an act of a simulated member. Raises ``ActRefused``."""
        return _granted(act, *await self._answer(board, act, json.dumps(content).encode()))

    async def _answer(self, board: str, act: str, body: bytes) -> tuple[int, Any]:
        if self._registrar is None or self._box is None:
            return 503, {"error": "not-stored"}
        if act in ACTS_OF_BOX:
            return await self._box.answer(act, body)
        return await self._registrar.answer_board(board, act, body)

    async def close(self) -> None:
        """Answer what was begun, and end."""
        if self._registrar is not None:
            self._registrar.close()
        if self._box is not None:
            await self._box.finish()


def asked_over_http(session: aiohttp.ClientSession, address: str) -> Ask:
    """Return the way of a browser to the registrar and the box, both at an address ending in a slash."""

    async def ask(act: str, content: Mapping[str, Any]) -> dict[str, Any]:
        async with session.post(f"{address}{act}", data=json.dumps(content).encode()) as answer:
            return _granted(act, answer.status, await answer.json())

    return ask


def _granted(act: str, status: int, answer: dict[str, Any]) -> dict[str, Any]:
    if status not in (200, HTTPStatus.ALREADY_REPORTED):
        raise ActRefused(f"{act}: {status} {answer}")
    return answer


@dataclass
class PageMember:
    """A member with a code, who does what the page does in a browser. ``state`` is the board's
    ``state.json``."""

    code: str
    ask: Ask
    card: Card = field(init=False)
    tokens: Mapping[str, Token] = field(default_factory=dict)

    async def get_tokens(self, state: Mapping[str, Any]) -> None:
        """Make a card with the code, and have a throwaway key for each issuing key signed blind."""
        self.card = Card(union=state["signing_key"])
        await self.ask("card", {"code": self.code, "key": b64(self.card.key.public)})
        round_ = state["rounds"][-1]
        shares = (await self.ask("shares", self.card.shares_request(round_["id"])))["shares"]
        spkis = {fingerprint(spki): spki for spki in (unb64(key["key"]) for key in round_["keys"])}
        requests = {name: self.card.request(spkis[name], unb64(share)) for name, share in shares.items()}
        request = await asyncio.to_thread(self.card.issue_request, round_["id"], requests)
        signed = (await self.ask("issue", request))["signatures"]
        self.tokens = await asyncio.to_thread(
            lambda: {name: requests[name].token(unb64(value)) for name, value in signed.items()}
        )

    async def sign(self, demand: Mapping[str, Any]) -> dict[str, Any]:
        """Sign a demand of ``state.json``; return the row."""
        row = self.tokens[demand["key"]].row(
            demand["demand"],
            version=demand["version"],
            text=demand["text_hash"],
            consent=demand["consent_hash"],
        )
        await self.ask("sign", row)
        return row


class PageUnion:
    """The union's side, and its simulated members. ``board`` is the board's name, ``state`` reads its
    ``state.json``."""

    def __init__(
        self, app: App, server_id: int, acts: OwnActs, board: str, state: Callable[[], Mapping[str, Any]]
    ) -> None:
        self._app = app
        self._server_id = server_id
        self._acts = acts
        self._board = board
        self._state = state
        self._waiting: list[PageMember] = []  # who have no tokens yet
        self._ready: list[PageMember] = []  # who have tokens, and have not signed

    async def hand_out_codes(self) -> str:
        """Import the roster, make a code for each member, and return the one that no simulated member has."""
        numbers = [f"A-{number:03}" for number in range(1, PLACES + 1)]
        app, codes = self._app, dict[str, str]()
        roster = RosterImport(app.database, app.keys, self._server_id, hand_out=lambda _: None)
        await roster.run(numbers, replace=False)
        await app.member_cards.new_codes(self._server_id, numbers, codes.update)
        first, *others = numbers
        self._waiting = [PageMember(codes[number], self._ask) for number in others]
        return codes[first]

    def line(self) -> str:
        """Return the line below a code on a letter: by it the signing page knows the union."""
        return short_fingerprint(self._state()["signing_key"])

    async def _ask(self, act: str, content: Mapping[str, Any]) -> dict[str, Any]:
        return await self._acts.ask(self._board, act, content)

    async def issue(self, count: int) -> int:
        """Let as many members get their tokens, or all that are left; return how many did."""
        going, self._waiting = self._waiting[: max(count, 0)], self._waiting[max(count, 0) :]
        if going:
            state = await asyncio.to_thread(self._state)
            for member in going:
                await member.get_tokens(state)
            self._ready += going
        return len(going)

    async def sign(self, count: int) -> int:
        """Let as many members sign the open demand, or all that are left; return how many did."""
        await self.issue(count - len(self._ready))
        state = await asyncio.to_thread(self._state)
        demand = next((one for one in state["demands"] if one["state"] == "open"), None)
        if demand is None:
            return 0
        going, self._ready = self._ready[:count], self._ready[count:]
        for member in going:
            await member.sign(demand)
        return len(going)

    async def draft(self, texts: Callable[[str], Translator]) -> DemandView:
        """Store the draft of the demand that is signed on the page."""
        wordings = {
            language: {
                "title": texts(language)("demo-page-demand-title"),
                "body": texts(language)("demo-page-demand-body"),
            }
            for language in _LANGUAGES
        }
        return await self._app.demands.create(self._server_id, wordings, signed_by="page")


NAME = "demo"


@dataclass(frozen=True)
class DemoBoard:
    """A folder for the board, and the address at which it is served."""

    folder: Path
    address: str
    acts: OwnActs = field(default_factory=OwnActs)

    def page(self, language: str) -> str:
        """Return the address of the first page in a language."""
        return f"{self.address}/{NAME}/{language}/"

    def signing_page(self, language: str) -> str:
        """Return the address of the signing page in a language."""
        return f"{self.page(language)}sign.html"

    @property
    def content(self) -> Path:
        """The folder of the rehearsal's own board, once it is published."""
        return (self.folder / NAME).resolve()

    def state(self) -> Mapping[str, Any]:
        """Return what the signing page reads, as it is published."""
        state: Mapping[str, Any] = json.loads((self.content / STATE).read_bytes())
        return state

    def files(self) -> Mapping[str, bytes]:
        """Return the published files by their paths."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def union(self, world: World) -> PageUnion:
        """Return the side of the union that signs on the page."""
        self.acts.begin(world.app)
        return PageUnion(world.app, world.server_id, self.acts, NAME, self.state)

    def tell(self, world: World) -> None:
        """Let posts and cards of a world link to the board. Called before the world is entered."""
        world.settings = replace(world.settings, board_url=f"{self.address}/")

    async def publish(self, world: World) -> AutomaticPublishing:
        """Put the rehearsal's server on the board and publish it; return what publishes it again."""
        app = world.app
        await app.servers.update(world.server_id, board=NAME)
        publishing = AutomaticPublishing(app.database, publisher_of(app), self.folder, clock=app.clock)
        await publishing.tick()
        return publishing


@asynccontextmanager
async def demo_board() -> AsyncIterator[DemoBoard]:
    """Serve a folder for the board, which is deleted at the end."""
    with TemporaryDirectory(prefix="tocsin-") as folder:
        site, acts = Path(folder) / "board", OwnActs()
        async with serve_site(site, Address("127.0.0.1", 0), acts=acts.acts) as url:
            try:
                yield DemoBoard(site, url, acts)
            finally:
                await acts.close()
