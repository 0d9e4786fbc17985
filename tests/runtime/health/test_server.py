"""Health and metrics of the real bot over HTTP, and the command that reads them."""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from yarl import URL

from tests.keystore.test_silent_folder import frozen
from tests.runtime.test_run import MEMBER, TIMEOUT_S, Stage
from tests.runtime.test_run import stage as stage
from tests.support.loopback import shown
from tests.support.processes import free_port
from tests.support.scripted_server import speaking

pytestmark = pytest.mark.wire

NOBODY = "Nothing answers at http://{}: the bot is not running, or is still starting.\n"


async def get(address: str, page: str, *, method: str = "GET") -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"http://{address}{page}") as answer,
    ):
        return answer.status, await answer.text()


async def health(stage: Stage, address: str) -> tuple[int | None, str]:
    """``tocsin health``: its exit code and its output."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "health"),
        cwd=stage.folder,
        env={**stage.environment, "TOCSIN_HTTP": address, "HTTP_PROXY": "http://127.0.0.1:9"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.full
async def test_a_frozen_key_folder_is_told_to_members_and_in_the_health_report(stage: Stage) -> None:
    address = f"127.0.0.1:{free_port()}"
    form = await stage.open_demand()
    withdrawal = f"withdraw:{form.split(':')[1]}"

    async def says(*wanted: object) -> bool:
        return await get(address, "/ready") == wanted

    async with stage.ready(TOCSIN_HTTP=address) as process:
        assert "Your signature is recorded" in shown(await (await stage.sign(form, MEMBER)).replied())
        await stage.until(lambda: says(200, "ready\n"))
        with frozen(stage.folder / "keys"):
            pressed = await stage.loopback.press(withdrawal, user_id=MEMBER)
            await stage.until(lambda: says(503, "not ready\n"))
            assert "Nothing was stored." in shown(await pressed.replied())
            assert "The key folder does not answer" in (await get(address, "/health"))[1]
            assert "tocsin_keys_up 0.0" in (await get(address, "/metrics"))[1]
            asked = await stage.loopback.command("facts list", user_id=MEMBER)
            assert await asked.replied(), "what needs no key goes on"
        await stage.until(lambda: says(200, "ready\n"))
        assert await stage.signatures() == 1
        again = await stage.loopback.press(withdrawal, user_id=MEMBER)
        assert "You have no signature" in shown(await again.replied())
        await stage.stopped(process)
    assert stage.log.count("the key folder does not answer: nothing is signed") == 1


@pytest.mark.full
async def test_the_server_and_the_command_report_health(stage: Stage, tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    async with stage.ready(TOCSIN_HTTP=address) as process:

        async def is_ready(wanted: int = 200) -> bool:
            return (await get(address, "/ready"))[0] == wanted

        await stage.until(is_ready)
        assert await get(address, "/live") == (200, "live\n")
        assert await get(address, "/ready") == (200, "ready\n")
        assert (await get(address, "/"))[0] == 404
        assert (await get(address, "/health", method="POST"))[0] == 405
        status, metrics = await get(address, "/metrics")
        assert status == 200
        values = {family.name: family.samples[0].value for family in text_string_to_metric_families(metrics)}
        assert values["tocsin_ready"] == values["tocsin_gateway_up"] == values["tocsin_database_up"] == 1
        code, said = await health(stage, address)
        assert code == 0, said
        assert json.loads(said)["state"] == "ready"

        other = {
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/other.db",
            "TOCSIN_KEY_DIR": f"{tmp_path}/other",
        }
        async with stage.bot(TOCSIN_HTTP=address, **other) as second:
            assert await asyncio.wait_for(second.wait(), TIMEOUT_S) == 1
        assert stage.log.splitlines()[-1] == (
            f"TOCSIN_HTTP is {address}, and another program listens there: stop that one, or choose "
            "another port."
        )

        stage.loopback.gateway.locked = True
        await stage.loopback.gateway.break_connections()
        await stage.until(lambda: is_ready(503))
        code, said = await health(stage, address)
        assert code == 1
        assert json.loads(said)["wrong"] == ["Discord's gateway is not there."]
        process.terminate()
        assert await asyncio.wait_for(process.wait(), TIMEOUT_S) == 0
    code, said = await health(stage, address)
    assert (code, said) == (1, NOBODY.format(address))


@pytest.mark.rest_in_full
@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.0 200 OK\r\n\r\n<p>Welcome</p>"])
async def test_another_program_at_the_address_is_not_mistaken_for_the_bot(
    stage: Stage, answer: bytes
) -> None:
    async with speaking(answer) as url:
        address = URL(url).authority
        assert await health(stage, address) == (
            1, f"Another program answers at http://{address}, not the bot. Check TOCSIN_HTTP.\n"
        )  # fmt: skip


@pytest.mark.rest_in_full
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.0 503 Service Unavailable\r\nContent-Length: 99\r\n\r\n{"])
async def test_a_bot_that_hangs_up_is_not_mistaken_for_another_program(stage: Stage, answer: bytes) -> None:
    async with speaking(answer) as url:
        address = URL(url).authority
        assert await health(stage, address) == (1, NOBODY.format(address))


@pytest.mark.full
async def test_without_an_address_nothing_is_served_or_imported(stage: Stage) -> None:
    assert (await health(stage, ""))[1].startswith("TOCSIN_HTTP is not set, ")
    modules = "bot.runtime.run, bot.app, bot.runtime.interface"
    look = f"import sys, {modules}; sys.exit('prometheus_client' in sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", look, cwd=stage.folder, env=stage.environment
    )
    assert await process.wait() == 0
