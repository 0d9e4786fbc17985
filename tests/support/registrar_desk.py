"""Test harness for the registrar: its services on one database, and members with cards."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.demo.signing_member import Card, Token, TokenRequest, b64, unb64
from bot.keystore.keyring import Keys
from bot.page.registrar.acts import RegistrarActs
from bot.page.registrar.cards import Cards
from bot.page.registrar.rounds import Rounds, RoundStatus
from bot.petitions.roster.roster_import import ImportResult, RosterImport
from bot.storage import Database
from bot.storage.models import Demand, Server
from bot.storage.upsert import ensure_server
from tests.conftest import MovableClock

SERVER = 1_000_000_000_000_000_001
CHANNEL = 10


@dataclass
class RegistrarDesk:
    """The registrar of one process."""

    database: Database
    clock: MovableClock
    keys: Keys
    rounds: Rounds
    cards: Cards
    acts: RegistrarActs
    union: str

    async def ask(self, act: str, body: object, *, server_id: int = SERVER) -> tuple[int, dict[str, Any]]:
        """Send a request as the page does; return the status and the answer."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, answer = await self.acts.answer(server_id, act, content)
        return 200 if status == HTTPStatus.ALREADY_REPORTED else status, answer  # as the board's server does

    async def codes(self, *numbers: str, again: bool = False, server_id: int = SERVER) -> dict[str, str]:
        """Make card codes; return them by number."""
        made: dict[str, str] = {}
        await self.cards.new_codes(server_id, numbers, made.update, again=again)
        return made

    async def member(self, number: str) -> "Member":
        """Return a member who has registered a card."""
        return await self.member_with((await self.codes(number))[number])

    async def member_with(self, code: str) -> "Member":
        """Return a member who has registered a card with this code."""
        member = Member(self)
        assert await member.register(code) == (200, {"card": "taken"})
        return member

    async def import_numbers(
        self, numbers: Iterable[str], *, server_id: int = SERVER, replace: bool = False
    ) -> ImportResult:
        """Import a roster."""
        async with self.database.write() as session:
            await ensure_server(session, self.database, server_id, self.clock())
            (await session.get_one(Server, server_id)).channel_id = CHANNEL
        codes: dict[str, str] = {}
        roster_import = RosterImport(self.database, self.keys, server_id, hand_out=codes.update)
        return await roster_import.run(numbers, replace=replace)

    async def begin(self, server_id: int = SERVER) -> RoundStatus:
        return await self.rounds.begin(server_id, None)

    async def draft(self, slug: str = "halt", *, server_id: int = SERVER) -> int:
        """Store a demand; return its id."""
        async with self.database.write() as session:
            demand = Demand(server_id=server_id, slug=slug, texts={}, created_at=self.clock())
            session.add(demand)
            await session.flush()
            return demand.id

    async def take_key(self, demand_id: int, *, server_id: int = SERVER) -> bytes:
        async with self.database.write() as session:
            return await self.rounds.take_key(session, server_id, demand_id)

    async def close(self, demand_id: int) -> None:
        """Let the signing of a demand be over."""
        async with self.database.write() as session:
            closed = {"state": "closed", "closed_at": self.clock()}
            await session.execute(update(Demand).where(Demand.id == demand_id).values(closed))
        await self.rounds.tick()

    def files(self) -> set[str]:
        """Return the names of the files in the key folder."""
        return {path.name for path in self.keys.folder.path.iterdir()}


async def open_registrar(database: Database, clock: MovableClock, key_dir: Path) -> RegistrarDesk:
    """Open the services as ``bot.app`` does."""
    keys = await Keys.open(key_dir, database, clock)
    await keys.ensured("signing")
    return RegistrarDesk(
        database,
        clock,
        keys,
        Rounds(database, clock, keys),
        Cards(database, clock, keys),
        RegistrarActs(database, clock, keys),
        (await keys.signing_keys())[0],
    )


@dataclass
class Member:
    """A member with a card, who does what the page does."""

    desk: RegistrarDesk
    card: Card = field(init=False)
    requests: Mapping[str, TokenRequest] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.card = Card(union=self.desk.union)

    async def register(self, code: str) -> tuple[int, dict[str, Any]]:
        return await self.desk.ask("card", {"code": code, "key": b64(self.card.key.public)})

    async def shares(self, round_id: str) -> tuple[int, dict[str, Any]]:
        return await self.desk.ask("shares", self.card.shares_request(round_id))

    async def issue(self, round_id: str) -> tuple[int, dict[str, Any]]:
        """Ask for shares, and have all values signed blind; return the answer."""
        status, answer = await self.shares(round_id)
        if status != 200:
            return status, answer
        entries = await self.desk.rounds.rounds(SERVER)
        spkis = {key.fingerprint: key.spki for entry in entries for key in entry.keys}
        self.requests = {f: self.card.request(spkis[f], unb64(s)) for f, s in answer["shares"].items()}
        return await self.desk.ask("issue", self.card.issue_request(round_id, self.requests))

    async def tokens(self, round_id: str) -> dict[str, Token]:
        """Return verified tokens by the fingerprint of their issuing key."""
        status, answer = await self.issue(round_id)
        assert status == 200, answer
        return {f: self.requests[f].token(unb64(signed)) for f, signed in answer["signatures"].items()}

    async def decide(self, act: str, *, day: str = "", round_id: str = "") -> tuple[int, dict[str, Any]]:
        """Object to the code that works from a day, or remove the card; for the newest round by default."""
        if not round_id:
            rounds = await self.desk.rounds.rounds(SERVER)
            round_id = next((one.id for one in reversed(rounds) if one.keys[-1].state != "ended"), "-")
        about = {"day": day} if act == "object" else {}
        return await self.desk.ask(act, self.card.decision(act, {"round": round_id, **about}))
