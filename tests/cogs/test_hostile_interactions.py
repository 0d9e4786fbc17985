"""Fuzz test of interactions: hostile values of everything that Discord can send, to the real bot.

That is every option of every command, typed or submitted, and every button, menu and form, also such as
the bot never showed. The bot answers each without any text of an exception, mentions nobody, logs no
failure, and its data are consistent in the end. A few in the normal run; ``pytest -m "long and fuzz"``
sends ``MANY``.
"""

import asyncio
import csv
import io
import re
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.campaign.file import policies
from bot.servers.settings import PRIVACY_FIELDS
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Server
from bot.ui.members import CODE
from bot.ui.watches.cards import NAME
from tests.cli.test_main import CAMPAIGN
from tests.runtime.test_run import Stage
from tests.support.hostile_texts import TEXTS
from tests.support.loopback import LoopbackDiscord, shown
from tests.support.loopback.seed import one_change

pytestmark = [pytest.mark.fuzz, pytest.mark.full]

ROOT = Path(__file__).parents[2]
AT_ONCE = 25
FEW, MANY = 150, 50_000
ORGANISERS, NOWHERE = 900, 901  # a role and a channel that do not exist

STRING, WHOLE, YES_OR_NO, CHANNEL, ROLE, NUMBER = 3, 4, 5, 7, 8, 10
ACTIONS = sorted(
    {
        found
        for path in (ROOT / "cogs").rglob("*.py")
        for found in re.findall(r'@answers\("([a-z-]+)"\)', path.read_text())
    }
)
FIELDS = [
    *PRIVACY_FIELDS,
    "consent",
    "unit",
    "title",
    "body",
    "sure",
    "day",
    "to",
    "note",
    "text",
    NAME,
    CODE,
    *sorted({field.key for source in policies().values() for field in source.fields}),
]

LEAKS = re.compile(
    r"Traceback|\b\w*(?:Error|Exception)\b|sqlalchemy|sqlite|asyncpg|object at 0x|/bot/|\.py\b"
)
CALLS = re.compile(r"@everyone|@here|(?<!\\)(?:<@&1>|<@123456789012345678>|<#1>|</sign:1>)")

# Discord's gateway sends UTF-8, so no lone surrogates.
WHOLE_TEXTS = [text for text in TEXTS if text == text.encode(errors="ignore").decode()]
texts = st.one_of(st.sampled_from(WHOLE_TEXTS), st.text(max_size=40))
right = st.sampled_from(
    ["1", "2", "0", "-1", "en", "fr", "stop-it", "an-order", "yes", "2026-12-31", "u1", "Europe/Paris"]
)
words = st.one_of(texts, texts, right)
numbers = st.sampled_from([0, 1, 2, -1, 25, 2**31, 2**53, -(2**53)])


@dataclass(frozen=True)
class Case:
    """One interaction: its type, its data, and whether an organiser sends it."""

    kind: int
    data: dict[str, Any]
    organiser: bool


class Play:
    """A bot in its own process, in a server with some of everything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self._stack = AsyncExitStack()

    async def begin(self) -> None:
        enter = self._stack.enter_async_context
        self.database = await Database.connect(f"sqlite+aiosqlite:///{self.folder / 'tocsin.db'}")
        self._stack.push_async_callback(self.database.close)
        await upgrade(self.database)
        self.loopback = await enter(LoopbackDiscord())
        self.loopback.guilds[0].roles[ORGANISERS] = "Organisers"
        await one_change(self.database, self.loopback)
        self.stage = Stage(self.loopback, self.database, self.folder)
        (self.folder / "campaign.toml").write_text(CAMPAIGN)
        await self.stage.tocsin("import", "campaign.toml")
        self.process = await enter(self.stage.ready())
        await self.stage.open_demand()
        async with self.database.write() as session:
            (await session.execute(select(Server))).scalar_one().organiser_role_id = ORGANISERS

    async def send(self, cases: list[Case]) -> None:
        await asyncio.gather(*(self._send(number, case) for number, case in enumerate(cases)))

    async def _send(self, number: int, case: Case) -> None:
        roles = (ORGANISERS,) if case.organiser else ()
        sent = await self.loopback.interact(
            case.kind,
            case.data,
            user_id=424242 + number,
            roles=roles,
            permissions=32 if case.organiser else 0,
        )
        try:
            answer = await sent.answered()
        except TimeoutError:
            raise AssertionError(f"no answer to {case}: {self.stage.log[-2000:]}") from None
        data = answer.get("data") or {}
        self._judge(case, [shown(data), *(str(choice) for choice in data.get("choices", ()))])
        self._judge(case, [shown(message) for message in sent.messages])

    def _judge(self, case: Case, said: list[str]) -> None:
        for text in said:
            assert not (leak := LEAKS.search(text)), f"{leak} is said to {case}: {text}"
            assert not (call := CALLS.search(text)), f"{call} is called by {case}: {text}"

    async def judge(self) -> None:
        """Check the log, the posts and the exports, at the end."""
        assert self.process.returncode is None
        wrong = re.findall(r"^\S+ ERROR .*(?:\n  .*)*", self.stage.log, re.MULTILINE)
        assert not wrong, "\n".join(wrong)[:20_000]
        for posts in self.loopback.messages.values():
            self._judge(Case(0, {}, False), [shown(post) for post in posts])
        for request in self.loopback.requests:
            if "allowed_mentions" in request.body:
                assert request.body["allowed_mentions"].get("parse") == []
        await self.stage.tocsin("export", "--to", "exported")
        for path in (self.folder / "exported").rglob("*.csv"):
            for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
                for cell in row:
                    assert not re.match(r"[\s\"']*[=+@\t\r]|-\D", cell.lstrip("'")) or cell.startswith("'"), (
                        cell
                    )

    async def end(self) -> None:
        await self._stack.aclose()


Leaf = tuple[str, tuple[str, ...], list[dict[str, Any]]]
"""A command's first word, the others, and its options."""


def cases(commands: list[dict[str, Any]]) -> st.SearchStrategy[Case]:
    """Return a strategy for everything that can be sent to a bot with these commands."""
    leaves = [
        (command["name"], path, options)
        for command in commands
        if command.get("type", 1) == 1
        for path, options in _leaves(command, ())
    ]
    identifiers = st.tuples(st.sampled_from(ACTIONS), st.lists(words, max_size=4)).map(
        lambda made: ":".join([made[0], *made[1]])[:100]
    )
    fields = st.lists(st.tuples(st.sampled_from(FIELDS), words), max_size=5).map(_components)
    typed = [leaf for leaf in leaves if any(option.get("autocomplete") for option in leaf[2])]
    return st.one_of(
        st.builds(Case, st.just(2), st.sampled_from(leaves).flatmap(_data), st.booleans()),
        st.builds(Case, st.just(2), st.sampled_from(leaves).flatmap(_data), st.booleans()),
        st.builds(Case, st.just(4), st.sampled_from(typed).flatmap(_typed), st.booleans()),
        st.builds(Case, st.just(3), identifiers.map(_pressed), st.booleans()),
        st.builds(Case, st.just(3), st.builds(_chosen, identifiers, words), st.booleans()),
        st.builds(Case, st.just(5), st.builds(_submitted, identifiers, fields), st.booleans()),
    )


def _leaves(command: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    options = command.get("options") or []
    inner = [option for option in options if option["type"] in (1, 2)]
    for option in inner:
        yield from _leaves(option, (*path, option["name"]))
    if not inner:
        yield path, options


@st.composite
def _typed(draw: st.DrawFn, leaf: Leaf) -> dict[str, Any]:
    """Autocomplete interactions: one option is being typed."""
    offered = draw(st.sampled_from([option for option in leaf[2] if option.get("autocomplete")]))
    return draw(_data(leaf, focused=offered["name"]))


@st.composite
def _data(draw: st.DrawFn, leaf: Leaf, focused: str | None = None) -> dict[str, Any]:
    name, path, options = leaf
    given_: list[dict[str, Any]] = []
    resolved: dict[str, Any] = {}
    for option in options:
        if option["name"] != focused and not option.get("required") and draw(st.booleans()):
            continue
        kind = option["type"]
        if option.get("choices"):
            value: Any = draw(st.sampled_from([choice["value"] for choice in option["choices"]]))
        elif kind in (WHOLE, NUMBER):
            value = draw(numbers)
        elif kind == YES_OR_NO:
            value = draw(st.booleans())
        elif kind == ROLE:
            value = str(ORGANISERS)
            resolved["roles"] = {value: _A_ROLE}
        elif kind == CHANNEL:
            value = str(NOWHERE)
            resolved["channels"] = {
                value: {**_A_CHANNEL, "type": draw(st.sampled_from([0, 2, 4, 5, 13, 15]))}
            }
        else:
            value = draw(words)
        given_.append({"name": option["name"], "type": kind, "value": value})
        if option["name"] == focused:
            given_[-1] |= {"focused": True, "value": draw(words)}
    for depth, word in enumerate(reversed(path)):
        given_ = [{"name": word, "type": 1 if depth == 0 else 2, "options": given_}]
    return {"id": "1", "name": name, "type": 1, "options": given_, "resolved": resolved}


_A_ROLE = {
    "id": str(ORGANISERS),
    "name": "@everyone",
    "permissions": "0",
    "position": 1,
    "color": 0,
    "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    "hoist": False,
    "managed": False,
    "mentionable": False,
    "flags": 0,
}


_A_CHANNEL = {
    "id": str(NOWHERE),
    "name": "@everyone",
    "permissions": "0",
    "parent_id": None,
    "guild_id": "1",
    "position": 0,
    "flags": 0,
}


def _pressed(custom_id: str) -> dict[str, Any]:
    return {"custom_id": custom_id, "component_type": 2}


def _chosen(custom_id: str, value: str) -> dict[str, Any]:
    return {"custom_id": custom_id, "component_type": 3, "values": [value[:100]]}


def _submitted(custom_id: str, components: list[Any]) -> dict[str, Any]:
    return {"custom_id": custom_id, "components": components}


def _components(filled: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "type": 18,
            "id": number,
            "component": {"type": 22, "id": 9, "custom_id": field, "values": [value[:100]]}
            if field in ("consent", "unit", "sure")
            else {"type": 4, "id": 9, "custom_id": field, "value": value[:4000]},
        }
        for number, (field, value) in enumerate(filled)
    ]


def _play(folder: Path, number: int, *, always_the_same: bool) -> None:
    with asyncio.Runner() as runner:
        play = Play(folder)
        try:
            runner.run(play.begin())

            @settings(
                max_examples=number // AT_ONCE,
                deadline=None,
                derandomize=always_the_same,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(st.lists(cases(play.loopback.commands), min_size=AT_ONCE, max_size=AT_ONCE))
            def send(batch: list[Case]) -> None:
                runner.run(play.send(batch))

            send()
            runner.run(play.judge())
        finally:
            runner.run(play.end())


def test_every_interaction_is_answered_or_refused(tmp_path: Path) -> None:
    _play(tmp_path, FEW, always_the_same=True)


@pytest.mark.long
def test_many_more(tmp_path: Path) -> None:
    _play(tmp_path, MANY, always_the_same=False)
