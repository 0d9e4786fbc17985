"""Registrar killed at any step of card, object and remove: what it acknowledged stands, and the same request
again has the same result, once."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.demo.signing_member import b64
from bot.storage import Database
from bot.storage.models import MemberCard, Server
from tests.conftest import MovableClock
from tests.page.registrar.killed_act import STEPS
from tests.support.registrar_desk import SERVER, Member, RegistrarDesk, open_registrar

pytestmark = [pytest.mark.crash, pytest.mark.rest_in_full, pytest.mark.full]

ROOT = Path(__file__).parents[3]
ACTS = ("card", "object", "remove")


async def killed(desk: RegistrarDesk, act: str, body: dict[str, Any], step: str) -> str:
    """Carry out an act in a process that is killed; return what it printed."""
    url = desk.database.url.render_as_string(hide_password=False)
    arguments = (url, str(desk.keys.folder.path), act, json.dumps(body), step)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.page.registrar.killed_act", *arguments),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate()
    assert process.returncode == -signal.SIGKILL
    return printed.decode().strip()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("act", ACTS)
async def test_an_act_that_was_cut_off_is_stored_whole_or_not_and_can_be_repeated(
    database: Database, clock: MovableClock, tmp_path: Path, act: str, step: str
) -> None:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(["N1", "N2"])
    code = (await desk.codes("N1"))["N1"]
    member = Member(desk)
    body = {"code": code, "key": b64(member.card.key.public)}
    if act != "card":
        assert await member.register(code) == (200, {"card": "taken"})
        replacement, _ = await desk.cards.replace(SERVER, "N1", reason="lost")
        about = {"round": "-"}
        if act == "object":
            async with database.read() as session:
                [works_from] = await session.scalars(select(MemberCard.code_from))
            assert works_from is not None
            about["day"] = works_from.date().isoformat()
        body = member.card.decision(act, about)

    said = await killed(desk, act, body, step)
    assert said == ("200" if step == "acknowledged" else "")
    stored = step != "before the commit"

    async def card() -> MemberCard | None:
        async with database.read() as session:
            return await session.scalar(select(MemberCard))

    found = await card()
    repeated = await desk.ask(act, body)
    if act == "card":
        assert found is not None
        assert (found.key, found.code is None) == (
            (member.card.key.public, True) if stored else (None, False)
        )
        assert repeated == (200, {"card": "taken"})
        assert await Member(desk).register(code) == (404, {"error": "code-unknown"})
    elif act == "object":
        assert found is not None
        assert (found.code is None) == stored
        assert repeated == (200, {"replacement": "stopped"})
        clock.move(days=8)
        assert await Member(desk).register(replacement) == (404, {"error": "code-unknown"})
        async with database.read() as session:
            [untold] = await session.scalars(select(Server.untold))
        assert len(untold) == 1, "organisers are told once"
    else:
        assert (found is None) == stored
        assert repeated == ((404, {"error": "card-unknown"}) if stored else (200, {"card": "removed"}))
    async with database.read() as session:
        cards = await session.scalar(select(func.count()).where(MemberCard.key.is_not(None)))
    assert cards == (0 if act == "remove" else 1)
