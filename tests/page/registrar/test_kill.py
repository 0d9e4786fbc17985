"""Registrar killed at any step of an issue: nothing acknowledged is lost, and no place is issued twice."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.keystore.issuing import IssuingFiles
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingRound
from tests.conftest import MovableClock
from tests.page.registrar.killed_issue import STEPS
from tests.support.registrar_desk import Member, open_registrar

pytestmark = [pytest.mark.crash, pytest.mark.rest_in_full, pytest.mark.full]

ROOT = Path(__file__).parents[3]


async def killed(database: Database, keys: Path, member: Member, round_id: str, step: str) -> int:
    """Issue in a process that is killed at the step; return its exit code."""
    url = database.url.render_as_string(hide_password=False)
    arguments = (url, str(keys), member.card.secret.hex(), round_id, step)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.page.registrar.killed_issue", *arguments),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return await process.wait()


@pytest.mark.parametrize("step", STEPS)
async def test_an_issue_that_was_cut_off_is_completed_by_the_same_request_and_no_other(
    database: Database, clock: MovableClock, tmp_path: Path, step: str
) -> None:
    keys = tmp_path / "keys"
    desk = await open_registrar(database, clock, keys)
    await desk.import_numbers(["N1", "N2"])
    member, round_id = await desk.member("N1"), (await desk.begin()).id
    assert await killed(database, keys, member, round_id, step) == -signal.SIGKILL
    committed = not step.startswith("before")
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(IssuedPlace)) == committed
        assert await session.scalar(select(IssuingRound.issued)) == committed
    again = await open_registrar(database, clock, keys)
    if committed:  # only the values of that card are ever signed
        await member.decide("remove")
        thief = await desk.member("N1")
        assert await thief.issue(round_id) == (409, {"error": "issued-already"})
        await thief.decide("remove")
        await member.register((await desk.codes("N1"))["N1"])
    member.desk = again
    assert len(await member.tokens(round_id)) == 6
    async with database.read() as session:
        assert await session.scalar(select(IssuingRound.issued)) == 1
    assert IssuingFiles(again.keys.folder).issues(round_id) == 1
