"""Deferral of interactions: the longer the queue ahead, the sooner."""

import asyncio
from typing import Any

import pytest

from bot.ui.replies import in_time

pytestmark = pytest.mark.unit


class Interaction:
    """The part of an interaction that is needed to defer it."""

    def __init__(self) -> None:
        self.response = self
        self.message = None
        self.extras: dict[str, Any] = {}
        self.deferred: list[dict[str, Any]] = []

    def is_done(self) -> bool:
        return bool(self.deferred)

    async def defer(self, **how: Any) -> None:
        self.deferred.append(how)


async def result(work: "asyncio.Future[str]") -> str:
    return await work


async def waiting_request(before: int) -> tuple[Interaction, "asyncio.Future[str]", "asyncio.Task[str]"]:
    interaction: Any = Interaction()
    work: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    waiting = asyncio.create_task(in_time(interaction, result(work), before=before))
    for _ in range(3):
        await asyncio.sleep(0)
    return interaction, work, waiting


async def test_a_short_queue_is_answered_with_the_result() -> None:
    interaction, work, waiting = await waiting_request(before=3)
    work.set_result("stored")
    assert await waiting == "stored"
    assert not interaction.deferred


async def test_a_long_queue_is_deferred_at_once_and_answered_later() -> None:
    interaction, work, waiting = await waiting_request(before=5_000)
    assert interaction.deferred == [{"ephemeral": True, "thinking": True}]
    assert not waiting.done()
    work.set_result("stored")
    assert await waiting == "stored"


async def test_a_failure_after_a_deferral_is_raised_once_the_deferral_is_sent() -> None:
    interaction, work, waiting = await waiting_request(before=5_000)
    work.set_exception(ValueError("no"))
    with pytest.raises(ValueError, match="no"):
        await waiting
    assert interaction.is_done()
