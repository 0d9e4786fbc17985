"""Registrar killed at any step: nothing acknowledged is lost, no place is issued twice, and the same request
again has the same result, once."""

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.demo.signing_member import b64
from bot.keystore.issuing import IssuingFiles
from bot.storage import Database
from bot.storage.models import Announcement, IssuedPlace, IssuingRound, MemberCard, Server
from tests.conftest import MovableClock
from tests.page.registrar.killed_registrar import OF_ISSUE, STEPS
from tests.page.registrar.test_acts import prepared
from tests.support.processes import start
from tests.support.registrar_desk import CHANNEL, SERVER, Member, RegistrarDesk, open_registrar

pytestmark = [pytest.mark.crash, pytest.mark.rest_in_full, pytest.mark.full]

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> RegistrarDesk:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(["N1", "N2"])
    return desk


async def killed(desk: RegistrarDesk, act: str, body: dict[str, Any], step: str) -> str:
    """Carry out an act in a process that is killed; return what it printed."""
    keys = desk.keys.folder.path
    url, out = desk.database.url.render_as_string(hide_password=False), keys.parent / "said"
    words = (url, str(keys), act, json.dumps(body), step)
    module = "tests.page.registrar.killed_registrar"
    process = await start(module, *words, folder=ROOT, environ=dict(os.environ), out=out)
    assert await process.wait() == -signal.SIGKILL, out.read_text()
    return out.read_text()


async def one(desk: RegistrarDesk, query: Any) -> Any:
    async with desk.database.read() as session:
        return await session.scalar(query)


@pytest.mark.parametrize("step", ["before the commit", *OF_ISSUE])
async def test_an_issue_that_was_cut_off_is_completed_by_the_same_request_and_no_other(
    desk: RegistrarDesk, step: str
) -> None:
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    assert await killed(desk, "issue", await prepared(member, round_id), step) == ""
    committed = step not in ("before the row", "before the commit")
    assert await one(desk, select(func.count()).select_from(IssuedPlace)) == committed
    assert await one(desk, select(IssuingRound.issued)) == committed
    again = await open_registrar(desk.database, desk.clock, desk.keys.folder.path)
    if committed:  # only the values of that card are ever signed
        await member.decide("remove")
        thief = await desk.member("N1")
        assert await thief.issue(round_id) == (409, {"error": "issued-already"})
        await thief.decide("remove")
        await member.register((await desk.codes("N1"))["N1"])
    member.desk = again
    assert len(await member.tokens(round_id)) == 6
    assert await one(desk, select(IssuingRound.issued)) == 1
    assert IssuingFiles(again.keys.folder).issues(round_id) == 1


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("act", ["card", "object", "remove"])
async def test_an_act_that_was_cut_off_is_stored_whole_or_not_and_can_be_repeated(
    desk: RegistrarDesk, act: str, step: str
) -> None:
    code = (await desk.codes("N1"))["N1"]
    member = Member(desk)
    body = {"code": code, "key": b64(member.card.key.public)}
    if act != "card":
        assert await member.register(code) == (200, {"card": "taken"})
        replacement, _ = await desk.cards.replace(SERVER, "N1", reason="lost")
        about = {"round": "-"}
        if act == "object":
            about["day"] = (await one(desk, select(MemberCard.code_from))).date().isoformat()
        body = member.card.decision(act, about)

    assert await killed(desk, act, body, step) == ("200" if step == "acknowledged" else "")
    stored = step != "before the commit"
    found = await one(desk, select(MemberCard))
    repeated = await desk.ask(act, body)
    unknown = (404, {"error": "code-unknown"})
    if act == "card":
        assert (found.key, found.code is None) == (
            (member.card.key.public, True) if stored else (None, False)
        )
        assert repeated == (200, {"card": "taken"})
        assert await Member(desk).register(code) == unknown
    elif act == "object":
        assert (found.code is None) == stored
        assert repeated == (200, {"replacement": "stopped"})
        desk.clock.move(days=8)
        assert await Member(desk).register(replacement) == unknown
        assert len(await one(desk, select(Server.untold))) == 1, "organisers are told once"
    else:
        assert (found is None) == stored
        assert repeated == ((404, {"error": "card-unknown"}) if stored else (200, {"card": "removed"}))
    cards = await one(desk, select(func.count()).where(MemberCard.key.is_not(None)))
    assert cards == (0 if act == "remove" else 1)


@pytest.mark.parametrize("step", ["before the commit", "after the commit"])
async def test_a_round_and_its_announcement_are_stored_together(desk: RegistrarDesk, step: str) -> None:
    assert await killed(desk, "begin", {}, step) == ""
    await desk.rounds.tick()
    left = len(await desk.rounds.rounds(SERVER))
    assert left == (step == "after the commit")
    if not left:
        await desk.begin()
    async with desk.database.read() as session:
        [announced] = (await session.scalars(select(Announcement))).all()
    assert (announced.kind, announced.subject, announced.channel_id) == ("round-begun", "round:1", CHANNEL)
