"""Many requests at the same moment, at two registrars on one database: one card a code, one issue a card."""

import asyncio
import secrets
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.keystore.issuing import IssuingFiles
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingRound, MemberCard
from tests.conftest import MovableClock
from tests.support.registrar_desk import SERVER, Member, RegistrarDesk, open_registrar

pytestmark = pytest.mark.storage

REQUESTS = 50


async def two_desks(database: Database, clock: MovableClock, keys: Path) -> list[RegistrarDesk]:
    """Open two registrars, each with connections and caches of its own."""
    desk = await open_registrar(database, clock, keys)
    await desk.import_numbers(["N1", "N2"])
    other = await Database.connect(database.url.render_as_string(hide_password=False))
    return [desk, await open_registrar(other, clock, keys)]


async def test_one_code_registers_one_of_fifty_cards(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desks = await two_desks(database, clock, tmp_path / "keys")
    code = (await desks[0].codes("N1"))["N1"]
    members = [Member(desks[number % 2]) for number in range(REQUESTS)]
    answers = await asyncio.gather(*(member.register(code) for member in members))
    assert sorted(status for status, _ in answers) == [200, *[404] * (REQUESTS - 1)]
    winner = next(member for member, (status, _) in zip(members, answers, strict=True) if status == 200)
    async with database.read() as session:
        keys = (await session.scalars(select(MemberCard.key).where(MemberCard.key.is_not(None)))).all()
    assert keys == [winner.card.key.public]
    await desks[1].database.close()


@pytest.mark.full
async def test_one_card_has_one_of_fifty_sets_of_blinded_values_signed(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desks = await two_desks(database, clock, tmp_path / "keys")
    member, round_id = await desks[0].member("N1"), (await desks[0].begin()).id
    [entry] = await desks[0].rounds.rounds(SERVER)

    def request() -> dict[str, object]:
        values = {key.fingerprint: b"\0" + secrets.token_bytes(255) for key in entry.keys}
        return member.card.issue_of_values(round_id, values)

    bodies = [request() for _ in range(REQUESTS)]

    async def ask() -> list[tuple[int, dict[str, object]]]:
        asked = (desks[number % 2].ask("issue", body) for number, body in enumerate(bodies))
        return await asyncio.gather(*asked)

    answers = await ask()
    signed = [body for body, (status, _) in zip(bodies, answers, strict=True) if status == 200]
    refused = [answer for answer in answers if answer[0] != 200]
    assert (len(signed), refused) == (1, [(409, {"error": "issued-already"})] * (REQUESTS - 1))
    assert await ask() == answers, "asked once more, each has the same answer"
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(IssuedPlace)) == 1
        assert await session.scalar(select(IssuingRound.issued)) == 1
    assert IssuingFiles(desks[0].keys.folder).issues(round_id) == 1
    await desks[1].database.close()
