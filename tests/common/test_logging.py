"""Logging: in both formats, no line has a secret or identifies a person."""

import asyncio
import contextvars
import errno
import gc
import io
import json
import logging
import os
import re
import secrets
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from bot.common.logging import (
    LogHandler,
    log_to,
    mark_as_answering,
    reference_of,
    under_a_code,
)
from bot.common.redaction import Scrubber
from bot.errors import RoleLost
from bot.petitions.roster.codes import new_code as roster_code
from bot.settings import Settings

pytestmark = pytest.mark.unit

PASSWORD = "p@ss/w:rd \\ + é"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gh4x-Y.abcdefghijklmnopqrstuvwxyz0123456789AB"
OTHER_TOKEN = "OTg3NjU0MzIxMDk4NzY1NDMy.GabcdE.zyxwvutsrqponmlkjihgfedcba9876543210xy"
KEY = bytes.fromhex("8f" * 8 + "00ff27225c0a" + "a1" * 18)
MEMBER = 812345678901234567
INTERACTION = "aW50ZXJhY3Rpb246ODEyMzQ1Njc4OTAxMjM0NTY3OmFiY2RlZmdoaWprbG1ub3A"
SETTINGS = Settings(token=TOKEN, database_url=f"postgresql://tocsin:{quote(PASSWORD, safe='')}@db/tocsin")

ROSTER_CODE = roster_code()
SECRETS = {
    "token": TOKEN,
    "password": PASSWORD,
    "password in an address": quote(PASSWORD, safe=""),
    "password as Python writes it": repr(PASSWORD)[1:-1],
    "password as JSON writes it": json.dumps(PASSWORD)[1:-1],
    "member": str(MEMBER),
    "key": repr(KEY)[2:-1],
    "key in hexadecimal": KEY.hex(),
    "key in base 64": b64encode(KEY).decode(),
    "interaction": INTERACTION,
    "name": "zephyrine",
    "another token": OTHER_TOKEN,
    "roster code": ROSTER_CODE,
}
SAID = [
    f"member {MEMBER} of demand 3",
    f"<@{MEMBER}>, server {MEMBER}, channel {MEMBER}",
    f"<Member id={MEMBER} name='zephyrine' global_name=\"zephyrine\" bot=False nick='zephyrine' guild=1>",
    json.dumps({"user": {"id": str(MEMBER), "username": "zephyrine", "global_name": "zephyrine"}}),
    repr({"username": "zephyrine", "nick": "zephyrine"}),
    f"Authorization: Bot {OTHER_TOKEN}",
    f"improper token {TOKEN!r}",
    f"POST https://discord.com/api/v10/interactions/{MEMBER}/{INTERACTION}/callback?with_response=1",
    f"PATCH https://discord.com/api/v10/webhooks/{MEMBER}/{secrets.token_urlsafe(32)}/messages/@original",
    f"cannot connect to {SETTINGS.database_url}",
    f"login with {PASSWORD} failed",
    f"cannot connect to {make_url(SETTINGS.database_url).render_as_string(hide_password=False)}",
    f"connect({PASSWORD!r}), {json.dumps({'password': PASSWORD})}",
    f"KeyError({KEY!r}, {bytearray(KEY)!r})",
    f"DETAIL: Key (demand_id, reference)=(1, \\x{KEY.hex()}) already exists.",
    f"{b64encode(KEY).decode()} and {KEY.hex().upper()}",
    f"the code {ROSTER_CODE} is not known",
    f"token {INTERACTION} is gone",
]


def clean(text: str) -> None:
    for what, secret in SECRETS.items():
        assert secret not in text, f"{what} stands in {text!r}"
    assert not re.search(r"\d{15,20}", text), text


@pytest.fixture(params=["TEXT", "JSON"])
def written(request: pytest.FixtureRequest) -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    logger = logging.Logger("somebody.elses")
    logger.addHandler(log_to(stream, replace(SETTINGS, log_format=request.param)))
    return logger, stream


@pytest.mark.parametrize("said", SAID, ids=range(len(SAID)))
def test_no_secret_is_logged_anywhere_in_a_line(
    written: tuple[logging.Logger, io.StringIO], said: str
) -> None:
    logger, stream = written
    logger.warning(said.replace("%", "%%"))
    logger.warning("values: %s, %r", said, {said: [said]})
    logger.warning("values: %d", said)  # which cannot be put into words
    try:
        try:
            raise KeyError(said)
        except KeyError as first:
            raise ExceptionGroup(said, [ValueError(said)]) from first
    except ExceptionGroup as error:
        error.add_note(said)
        logger.exception("failed", stack_info=True)
    clean(stream.getvalue())
    assert "could not be written" in stream.getvalue()
    assert "ExceptionGroup" in stream.getvalue()
    assert "test_logging.py" in stream.getvalue(), "where it happened is still said"


@given(st.integers(10**15, 2**64 - 1), st.text(max_size=6), st.binary(min_size=32, max_size=32))
def test_no_id_or_key_is_logged_in_any_context(id: int, around: str, key: bytes) -> None:
    scrub = Scrubber()
    around = re.sub(r"\d", "", around)
    assert str(id) not in scrub(f"{around}{id}{around}")
    around = re.sub(r"\w", "", around)
    assert key.hex() not in scrub(f"{around}{key.hex()}{around}")


def test_our_own_lines_name_the_server_and_the_channel_for_the_steward() -> None:
    scrub = Scrubber()
    assert (
        scrub(f"channel {MEMBER} of server {MEMBER}: no", ours=True)
        == f"channel {MEMBER} of server {MEMBER}: no"
    )
    assert scrub(f"member {MEMBER} of server {MEMBER}", ours=True) == f"member <id> of server {MEMBER}"
    assert scrub(f"server {MEMBER}") == "server <id>"


@pytest.mark.parametrize(
    "line",
    [
        "api.usaspending.gov did not answer as it should; asking again in 5 s (timeout: no answer)",
        "announcement 12 is dropped: contract:70CMSD25FR0000122 is no longer there",
        "CONT_AWD_70CMSD25FR0000122_7012_GS35F0119Y_4730 https://www.usaspending.gov/award/CONT_AWD_70CMSD25FR",
        'File "/opt/tocsin/lib/python3.11/site-packages/sqlalchemy/ext/asyncio/session.py", line 463, in x',
        "ocds-b5fd17-9f3b2c1a-1111-4a4a-9c9c-123456789abc 12345678901234 552100554",
    ],
)
def test_information_for_the_steward_is_not_redacted(line: str) -> None:
    assert Scrubber(SETTINGS.secrets)(line, ours=True) == line


def test_foreign_text_cannot_begin_a_new_line(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    forged = "well\r\n2026-01-01T00:00:00.000Z ERROR bot.keys: all keys are lost\x1b[31m"
    try:
        raise ValueError(forged)
    except ValueError:
        logger.exception("said: %s", forged)
    assert not [
        line for line in stream.getvalue().splitlines() if line.startswith("2026-01-01T00:00:00.000Z")
    ]
    assert "\x1b" not in stream.getvalue()


def test_a_line_of_json_has_exactly_these_fields() -> None:
    stream = io.StringIO()
    logger = logging.Logger("bot.test")
    logger.addHandler(log_to(stream, replace(SETTINGS, log_format="JSON")))
    with under_a_code():
        try:
            raise ValueError("née")
        except ValueError:
            logger.exception("it failed", extra={"member": MEMBER})
    logger.info("it works")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert re.fullmatch("[0-9a-f]{8}", first.pop("code"))
    assert first.pop("trace").endswith("ValueError: née")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.pop("time"))
    assert first == {"level": "ERROR", "logger": "bot.test", "message": "it failed"}
    assert second.keys() == {"time", "level", "logger", "message"}


def test_work_interrupted_by_a_lost_role_is_logged_as_one_sentence(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    try:
        raise RoleLost("another process may be active by now")
    except RoleLost:
        logger.exception("delivery failed; it is tried again")
    assert "RoleLost: another process may be active by now" in stream.getvalue()
    assert "Traceback" not in stream.getvalue()


def test_lines_carry_the_code_of_their_round_until_it_ends() -> None:
    stream = io.StringIO()
    logger = logging.Logger("bot.test")
    logger.addHandler(log_to(stream, SETTINGS))
    with under_a_code():
        logger.info("within")
    logger.info("after")
    within, after = stream.getvalue().splitlines()
    assert re.search(r" INFO bot\.test \[[0-9a-f]{8}\]: within$", within)
    assert after.endswith(" INFO bot.test: after")


def test_lines_of_answers_are_held_back_and_written_once_each_without_their_time() -> None:
    stream = io.StringIO()
    logger = logging.Logger("bot.test")
    handler = log_to(stream, SETTINGS)
    logger.addHandler(handler)

    def answer(words: str) -> None:
        mark_as_answering()
        logger.warning("%s", words)
        logger.error("the disk is full", extra={"urgent": True})

    for words in ("b", "a", "b"):
        contextvars.copy_context().run(answer, words)
    assert stream.getvalue().count("the disk is full") == 3
    assert " a\n" not in stream.getvalue()
    stream.truncate(0)
    handler.close()
    first, second = stream.getvalue().strip("\0").splitlines()
    assert first.endswith(" WARNING bot.test: a")
    assert second.endswith(" WARNING bot.test: b")
    assert not first.startswith("1970"), "the moment at which they are written"


def test_lines_of_answers_tell_by_their_number_how_many_kinds_there_were_and_not_how_many_presses() -> None:
    stream = io.StringIO()
    handler = log_to(stream, SETTINGS)
    library, ours = logging.Logger("discord.http"), logging.Logger("bot.test")
    for logger in (library, ours):
        logger.addHandler(handler)

    def answer(press: int) -> None:
        mark_as_answering()
        library.warning("We are being rate limited. Retrying in %.2f seconds.", press)
        try:
            raise LookupError(f"press {press}")
        except LookupError:
            ours.exception("it failed")
        ours.warning("demand %d", press % 2)
        ours.warning("%d", "no number")

    for press in range(5):
        contextvars.copy_context().run(answer, press)
    handler.close()
    heads = [line.split(" ", 2)[2] for line in stream.getvalue().splitlines() if line[:2] == "20"]
    assert len(heads) == 5, heads
    assert stream.getvalue().count("LookupError: press 0") == 1


def test_the_error_of_a_task_that_nobody_waited_for_is_held_back() -> None:
    stream = io.StringIO()
    logger = logging.getLogger("asyncio")
    handler = log_to(stream, SETTINGS)
    logger.addHandler(handler)

    async def fail() -> None:
        raise LookupError("left alone")

    left: list[asyncio.Task[None]] = []

    async def answer() -> None:
        mark_as_answering()
        left.append(asyncio.create_task(fail()))

    async def answer_somebody() -> None:
        await asyncio.create_task(answer())
        await asyncio.sleep(0)
        left.clear()
        gc.collect()

    try:
        asyncio.run(answer_somebody())
        assert stream.getvalue() == ""
    finally:
        logger.removeHandler(handler)
        handler.close()
    assert "left alone" in stream.getvalue()


class _FullDisk(io.StringIO):
    full = True

    def flush(self) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "no space left on device")


def test_held_lines_that_a_full_disk_does_not_take_are_written_later() -> None:
    stream = _FullDisk()
    logger = logging.Logger("bot.test")
    handler = log_to(stream, SETTINGS)
    assert isinstance(handler, LogHandler)
    logger.addHandler(handler)

    def answer() -> None:
        mark_as_answering()
        logger.warning("it failed")

    contextvars.copy_context().run(answer)
    with pytest.raises(OSError, match="no space"):
        handler.write_held()
    stream.full = False
    stream.truncate(0)
    handler.write_held()
    handler.write_held()
    assert stream.getvalue().count(" WARNING bot.test: it failed\n") == 1


def test_failures_of_one_kind_have_one_reference() -> None:
    def fail(kind: type[Exception], words: str) -> Exception:
        try:
            raise kind(words)
        except Exception as error:
            return error

    assert reference_of(fail(ValueError, "Alice")) == reference_of(fail(ValueError, "Bob"))
    assert reference_of(fail(ValueError, "Alice")) != reference_of(fail(KeyError, "Alice"))


UNCAUGHT = """
import logging, sys, threading, warnings
from bot.common.logging import begin_log
from bot.settings import load

said = sys.stdin.read()
begin_log(load(env_file=None))

class Broken:
    def __del__(self):
        raise RuntimeError(said)

def fail():
    raise RuntimeError(said)

warnings.warn(said)
Broken()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
"""


@pytest.mark.full
@pytest.mark.parametrize("written_as", ["text", "json"])
def test_an_uncaught_exception_is_logged(written_as: str) -> None:
    environ = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DISCORD_TOKEN": TOKEN,
        "DATABASE_URL": SETTINGS.database_url,
        "TOCSIN_LOG_FORMAT": written_as,
    }
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", UNCAUGHT],
        input="\n".join(SAID).encode(),
        env=environ,
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 1
    clean(said + done.stdout.decode())
    assert "the program ends with an error of its own" in said
    assert "a thread ended with an error of its own" in said
    assert "py.warnings" in said
    assert said.count("RuntimeError") >= 3
    if written_as == "json":
        assert all(json.loads(line) for line in said.splitlines())
