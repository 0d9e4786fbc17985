"""The payload of commands sent to Discord stays within its limits, in every language."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.runtime.client import TocsinBot
from bot.runtime.command_sync import CommandNames
from bot.runtime.interface import every_cog
from bot.settings import Settings
from bot.texts.catalogue import own_names

pytestmark = pytest.mark.unit

# https://discord.com/developers/docs/interactions/application-commands#application-command-object
NAME = re.compile(r"^[-_'\w]{1,32}$")
GROUPS = (1, 2)  # subcommand, subcommand group


@pytest.fixture
async def payload(tmp_path: Path) -> AsyncIterator[list[dict[str, Any]]]:
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys"
    )
    async with open_app(settings) as app:
        bot = TocsinBot(app)
        for cog in every_cog(app):
            await bot.add_cog(cog)
        names = CommandNames(app.texts)
        yield [await command.get_translated_payload(bot.tree, names) for command in bot.tree.get_commands()]


def nodes(items: list[dict[str, Any]], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for item in items:
        here = f"{path} {item['name']}".strip()
        yield here, item
        yield from nodes(item.get("options") or [], here)


def size(item: dict[str, Any]) -> int:
    """Discord counts, for each field of the whole command, the longest of its languages."""
    total = 0
    for field in ("name", "description"):
        words = [item.get(field) or "", *(item.get(f"{field}_localizations") or {}).values()]
        total += max(len(word) for word in words)
    for choice in item.get("choices") or []:
        names = [choice["name"], *(choice.get("name_localizations") or {}).values()]
        total += max(map(len, names)) + len(str(choice["value"]))
    return total + sum(size(option) for option in item.get("options") or [])


async def test_names_and_descriptions_fit_in_every_language(payload: list[dict[str, Any]]) -> None:
    for path, item in nodes(payload):
        for name in [item["name"], *(item.get("name_localizations") or {}).values()]:
            assert NAME.match(name), (path, name)
            assert name == name.lower(), (path, name)
        for words in [item["description"], *(item.get("description_localizations") or {}).values()]:
            assert 1 <= len(words) <= 100, (path, words)
        assert len(item.get("options") or []) <= 25, path
        for choice in item.get("choices") or []:
            for name in [choice["name"], *(choice.get("name_localizations") or {}).values()]:
                assert 1 <= len(name) <= 100, (path, name)


async def test_no_command_exceeds_the_size_limit_of_discord(payload: list[dict[str, Any]]) -> None:
    assert len(payload) <= 100
    for command in payload:
        assert size(command) <= 8000, command["name"]


async def test_every_command_option_and_choice_has_a_french_name(payload: list[dict[str, Any]]) -> None:
    for path, item in nodes(payload):
        assert "fr" in (item.get("name_localizations") or {}), path
        assert "fr" in (item.get("description_localizations") or {}), path
        for choice in item.get("choices") or []:
            if choice["value"] in own_names():  # a language goes by its own name
                continue
            assert "fr" in (choice.get("name_localizations") or {}), (path, choice["name"])


async def test_sibling_names_differ_in_every_language(payload: list[dict[str, Any]]) -> None:
    def siblings(items: list[dict[str, Any]]) -> None:
        for locale in (None, "fr"):
            names = [(i["name_localizations"] or {}).get(locale) if locale else i["name"] for i in items]
            assert len(names) == len(set(names)), names
        for item in items:
            siblings(item.get("options") or [])

    siblings(payload)


async def test_required_options_come_first(payload: list[dict[str, Any]]) -> None:
    for path, item in nodes(payload):
        required = [
            option.get("required", False)
            for option in item.get("options") or []
            if option["type"] not in GROUPS
        ]
        assert required == sorted(required, reverse=True), path


async def test_the_commands_are_those_of_the_manual(payload: list[dict[str, Any]]) -> None:
    leaves = {
        path for path, item in nodes(payload) if not item.get("options") or item["options"][0]["type"] > 2
    }
    commands = {p for p in leaves if not any(other != p and p.startswith(f"{other} ") for other in leaves)}
    assert {
        "contracts list", "contracts show", "contracts search",
        "facts list", "facts search", "facts show",
        "demands list", "demands show", "demands sign", "demands withdraw",
        "updates latest", "updates status",
        "privacy notice", "privacy export", "privacy erase", "help", "setup",
        "organise",
    } <= commands  # fmt: skip


async def test_discord_hides_only_setup(payload: list[dict[str, Any]]) -> None:
    hidden = {command["name"] for command in payload if command.get("default_member_permissions") is not None}
    assert hidden == {"setup"}
