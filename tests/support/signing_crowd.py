"""Crowd of simulated members of the signing page: they come for tokens on random days, sign or not, sign
newer versions, withdraw. Registrar, box, publications, the hourly purge and backups are the real ones, on
SQLite.

Blind signatures are costly. With ``stand_in``, random bytes of the same lengths replace keys, blinded values,
tokens and signatures, and nothing verifies them; everything else that is stored, each column, order and time,
is as with real ones.
"""

import json
import logging
import random
import secrets
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from bot.demo.signing_member import Card, Token, TokenRequest, b64, fingerprint, unb64
from bot.page.box.service import BoxService
from bot.page.registrar.acts import RegistrarActs
from bot.page.registrar.cards import Cards
from bot.petitions.demands import deadlines
from bot.petitions.demands.service import DemandView
from bot.petitions.page_rows import files_of
from bot.settings import PublicationRule, Settings
from bot.storage import Database
from bot.storage.purge import PurgeTask
from tests.conftest import MovableClock
from tests.support.page_desk import PageDesk, open_page_desk
from tests.support.petition_desk import SERVER
from tests.support.sentences import back_up

OPENS, AMENDED, CLOSES, DAYS = 7, 13, 21, 25
"""Days of the round on which the demands open, change, and close, and on which the crowd ends."""

COMES, SIGNS, AT_ONCE, WITHDRAWS, SIGNS_AGAIN = 0.65, 0.6, 0.9, 0.1, 0.3
"""Chances that a member comes for tokens; signs a demand; does so in that visit; and what follows. Most sign
as they come: so an order that is kept tells most, and a small crowd shows it."""

EARLY = 32
"""Members who come before demands open, on average: twenty must have."""


@dataclass
class Look:
    """All that is kept, at the end of a day."""

    database: Path
    log: bytes  # SQLite's write-ahead log
    backup: bytes
    keys: dict[str, bytes]
    published: dict[str, bytes]


@dataclass(eq=False)
class Visitor:
    """A member who comes to the page."""

    number: str
    card: Card = field(default_factory=Card)
    tokens: dict[str, Token | None] = field(default_factory=dict)  # by issuing key; None: a stand-in
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)  # the last one, by demand


@dataclass
class Crowd:
    """``signed`` and ``withdrew`` are the numbers of members for each demand, as their last act says;
    ``log`` what the program logged."""

    desk: PageDesk
    settings: Settings
    random: random.Random
    stand_in: bool
    numbers: list[str]
    codes: dict[str, str]
    acts: RegistrarActs
    signed: list[set[str]]
    withdrew: list[set[str]]
    log: list[str]
    in_order_to_sign: bool = False  # whoever came once the demands were open signs them all
    issued: list[str] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    # Called before each act, with the member and the minute.
    visiting: Callable[[str, int], Coroutine[Any, Any, None]] | None = None

    async def live(self, *nights: int) -> None:
        """Let all days pass; look at the end of these, and of the last."""
        clock, purge = self.desk.clock, PurgeTask(self.desk.database, self.desk.clock)
        [self._round] = await self.desk.rounds.rounds(SERVER)
        plan, self._demands = self._planned(), []
        for day in range(DAYS):
            clock.move(hours=12)
            if day == OPENS:
                self._demands = [await self.desk.open_demand() for _ in self.signed]
                for demand in self._demands:
                    await self.desk.ledgers.settle(demand.id)
                pages = [await self.desk.page_of(each) for each in self._demands]
                self._keys, self.openings = (
                    [each.issuing_key for each in pages],
                    [each.opening for each in pages],
                )
            for place, demand in enumerate(self._demands):
                if day == AMENDED:
                    await self._amend(place, demand)
                if day == CLOSES - 1:
                    await self.desk.demands.close(SERVER, demand.id)
            if day in (OPENS, AMENDED):
                self._demands = [await self.desk.demands.get(SERVER, each.id) for each in self._demands]
            for time, number, act in sorted(plan[day], key=lambda each: each[0]):
                if self.visiting is not None:
                    await self.visiting(number, round((day + time / 3) * 1440))
                await act()
            clock.move(hours=12)
            await self.desk.ledgers.tick()
            await purge.tick()
            if day in nights or day == DAYS - 1:
                self.looks.append(await self._look(day))

    async def _amend(self, place: int, demand: DemandView) -> None:
        """Change a text, however few of a small crowd have signed it."""
        texts = {"en": {"title": f"Version 2 of {place}", "body": "New."}}
        with patch.object(deadlines, "MIN_SIGNED", 0):
            proposal = await self.desk.amendments.propose(SERVER, demand.id, texts)
            await self.desk.amendments.confirm(SERVER, demand.id, proposal.token)

    def _planned(self) -> dict[int, list[tuple[float, str, Callable[[], Any]]]]:
        """Draw what each member does, by day and time. Unless they come ``in_order_to_sign``, whether
        somebody signs does not depend on the day on which they came."""
        plan: dict[int, list[tuple[float, str, Callable[[], Any]]]] = defaultdict(list)
        drawn, day_from = self.random.random, self.random.randrange
        for number in self.numbers:
            if drawn() >= COMES:
                continue
            early = drawn() < EARLY / COMES / len(self.numbers)
            member, came, at = Visitor(number), day_from(*(0, OPENS) if early else (OPENS, CLOSES)), drawn()
            plan[came].append((at, number, partial(self._come, member)))
            signs = 1.0 if self.in_order_to_sign and came >= OPENS else SIGNS
            for demand in range(len(self.signed)):
                if drawn() >= signs:
                    continue
                at_once = came >= OPENS and drawn() < AT_ONCE
                day = came if at_once else day_from(max(came, OPENS), CLOSES)
                when = at + 1e-9 * (demand + 1) if at_once else 1 + drawn()
                plan[day].append((when, number, partial(self._act, member, demand)))
                self.signed[demand].add(number)
                then = drawn()
                if then < WITHDRAWS:
                    self.signed[demand].remove(number)
                    self.withdrew[demand].add(number)
                    later = day_from(day, DAYS)
                    plan[later].append((2, number, partial(self._act, member, demand, withdraws=True)))
                elif then < SIGNS_AGAIN:
                    plan[day_from(day, CLOSES)].append((2, number, partial(self._act, member, demand)))
        return plan

    async def _come(self, member: Visitor) -> None:
        """Register a card and get tokens."""
        member.card = Card(member.card.secret, union=(await self.desk.keys.signing_keys())[0])
        card = {"code": self.codes[member.number], "key": b64(member.card.key.public)}
        await self._ask("card", card)
        spkis = {key.fingerprint: key.spki for key in self._round.keys}
        if self.stand_in:
            asked = {"key": card["key"], "round": self._round.id, "signature": _random(64)}
            blinded = {name: b64(b"\1" + secrets.token_bytes(255)) for name in spkis}
            await self._ask("issue", {**asked, "blinded": blinded})
            member.tokens = dict.fromkeys(spkis)
        else:
            shares = (await self._ask("shares", member.card.shares_request(self._round.id)))["shares"]
            requests: dict[str, TokenRequest] = {
                name: member.card.request(spkis[name], unb64(share)) for name, share in shares.items()
            }
            answer = await self._ask("issue", member.card.issue_request(self._round.id, requests))
            signed = answer["signatures"]
            member.tokens = {name: requests[name].token(unb64(signed[name])) for name in signed}
        self.issued.append(member.number)

    async def _act(self, member: Visitor, demand: int, *, withdraws: bool = False) -> None:
        """Hand a row in: sign the current version, or withdraw."""
        view, before = self._demands[demand], member.rows.get(demand)
        version, turn = 0 if withdraws else view.version, 1 if before is None else before["turn"] + 1
        token = member.tokens[fingerprint(self._keys[demand])]
        if token is None:
            kept = before or {"key": _random(64), "token": _random(256)}
            act = "withdraw" if withdraws else "sign"
            row = {**kept, "turn": turn, "act": act, "version": version, "signature": _random(64)}
        else:
            hashes = {} if withdraws else {"text": view.text_hash or "", "consent": view.consent_hash or ""}
            row = token.row(self.openings[demand], turn=turn, version=version, **hashes)
        member.rows[demand] = {**row, "demand": self.openings[demand]}
        assert isinstance(self.desk.box, BoxService)
        answer = await self.desk.box.answer("sign", json.dumps(member.rows[demand]).encode())
        assert answer[0] == 200, answer

    async def _ask(self, act: str, body: Any) -> dict[str, Any]:
        status, answer = await self.acts.answer(SERVER, act, json.dumps(body).encode())
        assert 200 <= status < 300, answer
        return answer

    async def _look(self, day: int) -> Look:
        folder = self.settings.key_dir.parent
        source, copy = folder / "t.db", folder / f"night-{day}.db"
        copy.write_bytes(source.read_bytes())
        log = source.with_name("t.db-wal")
        backup = folder / f"night-{day}.tocsin"
        await back_up(self.settings, backup, [])
        published: dict[str, bytes] = {}
        for demand in self._demands:
            published[f"{demand.slug}.entries"] = repr(await self.desk.entries(demand)).encode()
            async with self.desk.database.read() as session:
                for number, content in (await files_of(session, demand.id)).items():
                    published[f"{demand.slug}/{number}"] = content
        keys = {path.name: path.read_bytes() for path in self.settings.key_dir.rglob("*") if path.is_file()}
        return Look(copy, log.read_bytes() if log.exists() else b"", backup.read_bytes(), keys, published)


@asynccontextmanager
async def crowd(
    empty: Path,
    folder: Path,
    seed: int,
    *,
    members: int,
    demands: int,
    stand_in: bool = True,
    in_order_to_sign: bool = False,
) -> AsyncIterator[Crowd]:
    """Open a union with a round and codes for so many members, in a copy of an empty database."""
    url = f"sqlite+aiosqlite:///{folder / 't.db'}"
    settings, log = Settings(database_url=url, key_dir=folder / "keys"), list[str]()
    clock = MovableClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
    with ExitStack() as stack:
        if stand_in:
            stack.enter_context(_nothing_verified())
        stack.enter_context(_logged(log))
        shutil.copyfile(empty, folder / "t.db")
        database = await Database.connect(url)
        desk = await open_page_desk(database, clock, settings.key_dir, rule=PublicationRule())
        numbers, codes = [f"N{number}" for number in range(members)], dict[str, str]()
        await desk.begin_round(numbers=numbers, issued=0, days=0)
        await Cards(database, clock, desk.keys).new_codes(SERVER, numbers, codes.update)
        await desk.keys.ensured("signing")
        acts = RegistrarActs(database, clock, desk.keys)
        sets = [[set[str]() for _ in range(demands)] for _ in range(2)]
        who = random.Random(seed), stand_in, numbers, codes
        yield Crowd(desk, settings, *who, acts, *sets, log, in_order_to_sign)
        acts.close()
        await database.close()


def _random(length: int) -> str:
    return b64(secrets.token_bytes(length))


@contextmanager
def _nothing_verified() -> Iterator[None]:
    """Take random bytes for keys, tokens and signatures, and sign nothing."""
    with pytest.MonkeyPatch.context() as patched:

        async def signed(_: Any, signers: Any, values: Any) -> dict[str, bytes]:
            return dict(values)

        patched.setattr("bot.page.registrar.acts.is_signed", lambda *_: True)
        patched.setattr("bot.page.registrar.blind_signer.SignerCache.sign", signed)
        for module in ("bot.page.box.intake", "bot.page.box.rows"):
            patched.setattr(f"{module}.verify", lambda *_: None)
        yield


@contextmanager
def _logged(lines: list[str]) -> Iterator[None]:
    """Keep what the program logs as it is shipped."""

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    root, kept = logging.getLogger(), Kept(logging.INFO)
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield
    root.removeHandler(kept)
    root.setLevel(level)
