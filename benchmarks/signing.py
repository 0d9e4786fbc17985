"""Benchmark: 20,000 members sign, fifty at any time, over real websockets and HTTP.

The bot is an unchanged ``tocsin run``; beside it runs a bare discord.py bot that answers the same form with a
fixed sentence. Discord, the bot and the baseline are separate processes, and the rounds alternate. A
signature counts when its member has the answer, which is sent after it is on disk.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.loopback import client
from benchmarks.loopback.client import Bot, Loopback, Outcome
from benchmarks.report import Figure
from benchmarks.start import cpu_seconds
from bot.app import open_app
from bot.petitions.demands.consent import Privacy
from bot.settings import Settings
from bot.texts import Texts
from bot.ui.router import route

MEMBERS, ROUNDS, IN_FLIGHT = 20_000, 5, 50
MIN_SHARE = 0.4  # of the baseline's rate
MAX_TIMES = 2.5  # limit relative to the baseline's p99, and to a read's idle time
MAX_WAIT = 1.0  # seconds, for 999 of 1,000
READ_EVERY = 0.05  # seconds between reads
READS = 200  # while nobody signs

PRIVACY = Privacy(
    controller="The union",
    contact="union@example.org",
    legal_basis="Consent",
    recipients="The officers, Discord",
    retention_months=12,
)
TEXTS = {
    "en": {"title": "Halt all cooperation", "body": "We ask the group to end these contracts. " * 20},
    "fr": {"title": "Arrêter toute coopération", "body": "Nous demandons la fin de ces contrats. " * 20},
}
CONSENT = [
    {"type": 18, "id": 3, "component": {"type": 22, "id": 4, "custom_id": "consent", "values": ["yes"]}}
]


@dataclass(frozen=True, slots=True)
class Stage:
    """Both bots, ready, in one loopback Discord; ``form`` is the form that members send."""

    loopback: Loopback
    tocsin: Bot
    bare: Bot
    pids: tuple[int, int]  # of the two
    form: tuple[int, dict[str, Any]]
    database: Path


async def measure() -> list[Figure]:
    """Run the rounds in turns, then measure reads under load."""
    async with _stage() as stage:
        return [*await _storm(stage), *await _reads(stage)]


async def _storm(stage: Stage) -> list[Figure]:
    each = MEMBERS // ROUNDS
    for bot in (stage.tocsin, stage.bare):
        await stage.loopback.run(bot, client.load(stage.form, count=500, first=MEMBERS * 2))
    rounds: list[tuple[Outcome, Outcome]] = []
    before = [cpu_seconds(pid) for pid in stage.pids]
    for number in range(ROUNDS):
        load = client.load(stage.form, count=each, in_flight=IN_FLIGHT, first=number * each)
        [ours] = await stage.loopback.run(stage.tocsin, load)
        [bare] = await stage.loopback.run(stage.bare, load)
        _check(ours)
        rounds.append((ours, bare))
    took = [(cpu_seconds(pid) - begun) / MEMBERS for pid, begun in zip(stage.pids, before, strict=True)]
    signed = _signed(stage.database)
    if signed != MEMBERS + 500:
        raise AssertionError(f"{signed} signatures are on disk, and {MEMBERS + 500} were acknowledged")
    ours_rate, bare_rate = (median(pair[side].rate for pair in rounds) for side in (0, 1))
    ours_p99, bare_p99 = (median(pair[side].percentile(0.99) for pair in rounds) for side in (0, 1))
    ours_p50, bare_p50 = (median(pair[side].median for pair in rounds) for side in (0, 1))
    worst = max(ours.percentile(0.999) for ours, _ in rounds)
    bare_worst = max(bare.percentile(0.999) for _, bare in rounds)
    of: dict[str, Any] = {"benchmark": "signing", "baseline_is": "bare discord.py"}
    what = f"{MEMBERS:,} members, {IN_FLIGHT} in flight"
    return [
        Figure(
            **of,
            what=f"{what}: signatures a second",
            unit="/s",
            value=ours_rate,
            baseline=bare_rate,
            target=f"ratio ≥ {MIN_SHARE}",
            holds=ours_rate >= MIN_SHARE * bare_rate,
        ),
        Figure(
            **of,
            what=f"{what}: CPU time of the bot for each",
            unit="µs",
            value=took[0] * 1e6,
            baseline=took[1] * 1e6,
        ),
        Figure(**of, what=f"{what}: wait, median", unit="ms", value=ours_p50 * 1e3, baseline=bare_p50 * 1e3),
        Figure(
            **of,
            what=f"{what}: wait of 99 in 100",
            unit="ms",
            value=ours_p99 * 1e3,
            baseline=bare_p99 * 1e3,
            target=f"ratio ≤ {MAX_TIMES}",
            holds=ours_p99 <= MAX_TIMES * bare_p99,
        ),
        Figure(
            **of,
            what=f"{what}: wait of 999 in 1,000",
            unit="ms",
            value=worst * 1e3,
            baseline=bare_worst * 1e3,
            target=f"< {MAX_WAIT:g} s",
            holds=worst < MAX_WAIT,
        ),
    ]


READING = ("demands list", "contracts list", "facts list", "help")


async def _reads(stage: Stage) -> list[Figure]:
    """Measure commands while nobody signs, and while everybody does."""
    reads = [client.command(words) for words in READING]
    figures = []
    for name, bot, commands in (
        ("tocsin", stage.tocsin, reads),
        ("bare", stage.bare, [client.command("hello")]),
    ):
        [idle] = await stage.loopback.run(bot, client.load(*commands, count=READS, every=READ_EVERY))
        storm = client.load(stage.form, count=MEMBERS, in_flight=IN_FLIGHT, first=MEMBERS * 3)
        _, busy = await stage.loopback.run(bot, storm, client.load(*commands, every=READ_EVERY))
        held = busy.median <= MAX_TIMES * idle.median
        figures.append(
            Figure(
                "signing",
                f"{name}: wait for a command while members sign, median",
                "ms",
                busy.median * 1e3,
                idle.median * 1e3,
                "while nobody signs",
                f"ratio ≤ {MAX_TIMES}" if name == "tocsin" else None,
                held if name == "tocsin" else None,
            )
        )
        longest = busy.percentile(0.999)
        figures.append(
            Figure(
                "signing",
                f"{name}: wait of 999 commands in 1,000 while members sign",
                "ms",
                longest * 1e3,
                idle.percentile(0.999) * 1e3,
                "while nobody signs",
                f"< {MAX_WAIT:g} s" if name == "tocsin" else None,
                longest < MAX_WAIT if name == "tocsin" else None,
            )
        )
    return figures


def _check(outcome: Outcome) -> None:
    """Check that every member was thanked in time, with the same answer."""
    if outcome.late or len(outcome.answers) != 1:
        raise AssertionError(f"{outcome.late} answers came too late; these came: {outcome.answers}")
    expected = Texts.load().of("en")("demand-signed").split(".")[0]
    if expected not in outcome.answers[0][0]:
        raise AssertionError(f"members were not thanked: {outcome.answers[0][0]}")


def _signed(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM signatures").fetchone()[0])


@asynccontextmanager
async def _stage() -> AsyncIterator[Stage]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with client.running() as loopback:
            tocsin, bare = await loopback.bot("tocsin"), await loopback.bot("bare")
            path = folder / "tocsin.db"
            url = f"sqlite+aiosqlite:///{path}"
            demand_id, version = await _prepare(url, folder / "keys", tocsin)
            environ = {"DATABASE_URL": url, "TOCSIN_KEY_DIR": str(folder / "keys")}
            async with (
                client.start_process("bare", loopback, bare, folder) as other,
                client.start_process("tocsin", loopback, tocsin, folder, **environ) as process,
            ):
                said = await asyncio.gather(client.ready(process), client.ready(other))
                form = client.form(route("sign", demand_id, version, "u0", "0badcafe"), CONSENT)
                try:
                    yield Stage(loopback, tocsin, bare, (process.pid, other.pid), form, path)
                except BaseException:
                    for bot, told in zip((process, other), said, strict=True):
                        await client.end_process(bot)
                        print((await told).decode())
                    raise
                finally:
                    for told in said:
                        told.cancel()


async def _prepare(url: str, keys: Path, bot: Bot) -> tuple[int, int]:
    """Open a demand that requires a role and a minimum age of the account and of the membership."""
    async with open_app(Settings(database_url=url, key_dir=keys)) as app:
        await app.servers.ensure(bot.guild_id, name="Server")
        await app.servers.update(
            bot.guild_id,
            privacy=PRIVACY,
            member_role_id=bot.role_id,
            min_account_days=30,
            min_server_days=7,
        )
        draft = await app.demands.create(bot.guild_id, TEXTS)
        demand = await app.demands.open(bot.guild_id, draft.id)
        return demand.id, demand.version
