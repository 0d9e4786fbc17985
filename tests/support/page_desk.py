"""Test harness for demands that are signed on the page, with the real box and registrar."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from sqlalchemy import select

from bot.audit import Audit
from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.demo.signing_member import Card, Token
from bot.keystore.keyring import Keys
from bot.page.box.service import BoxService
from bot.page.registrar import rounds as rounds_module
from bot.page.registrar.blind_signer import BlindSigner
from bot.page.registrar.rounds import Rounds
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.ledger import LedgerEntry, faults_of, ledgers
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import Demands, DemandView
from bot.petitions.demands.versions import Amendments
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page.services import Box
from bot.petitions.page.voiding import Voiding
from bot.petitions.roster.roster_import import RosterImport
from bot.servers.settings import Servers
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingRound, PageDemand
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.ballots import receipts
from tests.support.petition_desk import EAGER, PRIVACY, SERVER, TEXTS
from tests.support.token_issuer import six_keys, spki_of
from tests.support.watching import Watching

PLACES = 60
NUMBERS = tuple(f"N{number}" for number in range(PLACES))
ISSUED = 40


@cache
def _keys() -> dict[bytes, bytes]:
    """Issuing keys for all tests, the private ones by their public ones."""
    how = (Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {spki_of(key.public_key()): key.private_bytes(*how) for key in six_keys()}


@dataclass
class PageDesk:
    """The services of one process."""

    database: Database
    clock: MovableClock
    keys: Keys
    servers: Servers
    box: Box
    rounds: Rounds
    ledgers: PageLedgers
    demands: Demands
    amendments: Amendments
    lifecycle: Lifecycle
    voiding: Voiding
    tokens: list[Token] = field(default_factory=list)

    async def begin_round(
        self, *, numbers: Sequence[str] = NUMBERS, issued: int = ISSUED, days: int = 7
    ) -> None:
        """Import a roster, begin a round that is a week old, and note issued places."""
        await self.servers.update(SERVER, privacy=PRIVACY, channel_id=10)
        await RosterImport(self.database, self.keys, SERVER, hand_out=lambda _: None).run(
            numbers, replace=False
        )
        made = iter(_keys().items())

        def another() -> tuple[bytes, bytes]:
            spki, private = next(made)
            return private, spki

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(rounds_module, "generate_key", another)
            await self.rounds.begin(SERVER, None)
        self.clock.move(days=days)
        async with self.database.write() as session:
            round_ = (await session.scalars(select(IssuingRound))).one()
            for place in range(issued):
                session.add(
                    IssuedPlace(
                        round_id=round_.id,
                        reference=place.to_bytes(32, "big"),
                        hashes=bytes(192),
                    )
                )
            round_.issued = issued

    async def draft(self) -> DemandView:
        return await self.demands.create(SERVER, TEXTS, signed_by="page")

    async def open_demand(self) -> DemandView:
        """Open a demand with a free key of the round."""
        return await self.demands.open(SERVER, (await self.draft()).id)

    async def page_of(self, demand: DemandView) -> PageDemand:
        async with self.database.read() as session:
            return await session.get_one(PageDemand, demand.id)

    async def issue(self, demand: DemandView, count: int) -> list[Token]:
        """Return tokens of members who were never seen before."""
        spki = (await self.page_of(demand)).issuing_key
        signer = BlindSigner(_private(spki))
        requests = [Card().request(spki, secrets.token_bytes(32)) for _ in range(count)]
        return [request.token(signer.sign(request.blinded)) for request in requests]

    async def act(self, demand: DemandView, token: Token, *, turn: int = 1, withdraw: bool = False) -> int:
        """Hand a row in, as the page does; return the status of the answer."""
        assert isinstance(self.box, BoxService)
        row = await self.row(demand, token, turn=turn, withdraw=withdraw)
        status, _ = await self.box.answer("sign", json.dumps(row).encode())
        return status

    async def row(
        self, demand: DemandView, token: Token, *, turn: int = 1, withdraw: bool = False
    ) -> dict[str, Any]:
        """Return a row for the text as it is now."""
        now = await self.demands.get(SERVER, demand.id)
        hashes = {} if withdraw else {"text": now.text_hash or "", "consent": now.consent_hash or ""}
        opening = (await self.page_of(demand)).opening
        return token.row(opening, turn=turn, version=0 if withdraw else now.version, **hashes)

    async def sign(self, demand: DemandView, count: int) -> list[Token]:
        """Let new members sign."""
        tokens = await self.issue(demand, count)
        assert [await self.act(demand, token) for token in tokens] == [200] * count
        return tokens

    async def void(self, demand: DemandView) -> None:
        """Void a demand, as two organisers do."""
        await self.voiding.propose(SERVER, demand.id, why="The key was copied.", by=1)
        await self.confirm_void(demand)

    async def confirm_void(self, demand: DemandView) -> None:
        proposed = (await self.demands.get(SERVER, demand.id)).void_proposal
        assert proposed is not None
        await self.voiding.confirm(SERVER, demand.id, proposal=proposed["id"], by=2)

    async def next_round(self) -> None:
        """Begin another round, which is a week old."""
        self.clock.move(days=1)
        await self.rounds.begin(SERVER, None)
        self.clock.move(days=7)
        async with self.database.write() as session:
            newest = select(IssuingRound).order_by(IssuingRound.number.desc()).limit(1)
            round_ = (await session.scalars(newest)).one()
            session.add(IssuedPlace(round_id=round_.id, reference=bytes(32), hashes=bytes(192)))
            round_.issued = ISSUED

    async def close(self, demand: DemandView) -> DemandView:
        """Close a demand as an organiser does, and let the time pass until signing is over."""
        closing = await self.demands.close(SERVER, demand.id)
        assert closing.closes_at is not None
        self.clock.now = closing.closes_at
        await self.ledgers.tick()
        return await self.demands.get(SERVER, demand.id)

    async def publish(self) -> int:
        """Tick at a time when everything may be published."""
        self.clock.move(hours=1)
        return await self.ledgers.tick()

    async def entries(self, demand: DemandView) -> list[LedgerEntry]:
        """Return the ledger, which has no fault."""
        async with self.database.read() as session:
            found = list((await ledgers(session, demand_id=demand.id))[demand.id])
        assert faults_of(found) == []
        return found

    async def reasons(self, demand: DemandView) -> list[tuple[str, int]]:
        return [(entry.reason, entry.count) for entry in await self.entries(demand)]


@cache
def _private(spki: bytes) -> RSAPrivateKey:
    key = load_der_private_key(_keys()[spki], None)
    assert isinstance(key, RSAPrivateKey)
    return key


async def open_page_desk(
    database: Database,
    clock: MovableClock,
    key_dir: Path,
    *,
    box: Box | None = None,
    rule: PublicationRule = EAGER,
) -> PageDesk:
    """Open the services as ``bot.app`` does."""
    texts, keys = Texts.load(), await Keys.open(key_dir, database, clock)
    box, rounds = box or BoxService(database, receipts(), clock), Rounds(database, clock, keys)
    checkpoints = Checkpoints(keys.folder, database)
    ledgers = PageLedgers(database, clock, rule, checkpoints, box=box, registrar=rounds)
    return PageDesk(
        database=database,
        clock=clock,
        keys=keys,
        servers=Servers(database, clock, texts),
        box=box,
        rounds=rounds,
        ledgers=ledgers,
        demands=Demands(database, clock, texts, keys, on_page=ledgers),
        amendments=Amendments(database, clock, texts, on_page=ledgers),
        lifecycle=Lifecycle(database, clock, on_page=ledgers),
        voiding=Voiding(database, clock, Audit(database, clock, keys), ledgers),
    )


def publisher_of(desk: PageDesk) -> Publisher:
    """Return the publisher of the boards, without an address."""
    database, clock, texts = desk.database, desk.clock, Texts.load()
    contracts = Watching(database, clock).contracts
    reader = BoardReader(database, texts, contracts, Facts(database, clock), Glossary(database, clock))
    return Publisher(database, clock, texts, desk.keys, reader)
