"""Imports point one way: cogs, then ``bot.ui``, then services, then storage."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[1]
SERVICES = ["contracts", "facts", "petitions", "announcements", "storage", "campaign", "exports"]
SERVICE_MODULES = ["servers.py", "settings.py", "shard.py", "clock.py", "refusal.py", "paging.py"]


def service_files() -> Iterator[Path]:
    for folder in SERVICES:
        yield from (ROOT / "bot" / folder).rglob("*.py")
    yield from (ROOT / "bot" / name for name in SERVICE_MODULES)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def under(names: set[str], *packages: str) -> set[str]:
    return {n for n in names if any(n == p or n.startswith(f"{p}.") for p in packages)}


def test_services_know_nothing_of_discord_nor_of_the_rooms_above_them() -> None:
    files = list(service_files())
    assert len(files) > 20
    for path in files:
        above = under(
            imported(path),
            "discord",
            "simcord",
            "cogs",
            "bot.ui",
            "bot.runtime.client",
            "bot.app",
            "bot.demo",
        )
        assert not above, f"{path.relative_to(ROOT)} imports {above}"


def test_storage_knows_no_service() -> None:
    for path in (ROOT / "bot" / "storage").rglob("*.py"):
        services = under(imported(path), *(f"bot.{name}" for name in SERVICES if name != "storage"))
        assert not services, path.name


def test_petitions_know_nothing_of_the_settings_that_build_on_them() -> None:
    for path in (ROOT / "bot" / "petitions").rglob("*.py"):
        assert not under(imported(path), "bot.servers.settings", "bot.contracts", "bot.campaign"), path.name


def test_the_rooms_of_petitions_build_on_those_before_them() -> None:
    order = ["keys", "roster", "signing", "counts", "demands"]
    above = {room: [*order[place + 1 :], "privacy"] for place, room in enumerate(order)}
    for room, later in [*above.items(), ("privacy", ["counts", "demands"])]:
        for path in (ROOT / "bot" / "petitions" / room).rglob("*.py"):
            assert not under(imported(path), *(f"bot.petitions.{name}" for name in later)), path.name


def test_the_interface_does_not_reach_past_the_services_into_tables() -> None:
    for path in [*(ROOT / "cogs").rglob("*.py"), *(ROOT / "bot" / "ui").rglob("*.py")]:
        assert not under(imported(path), "bot.storage", "sqlalchemy"), path.name


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "ui").rglob("*.py")), ids=lambda path: path.name)
def test_cards_import_no_cog(path: Path) -> None:
    assert not under(imported(path), "cogs", "bot.runtime.client")


def test_benchmarks_stand_without_the_tests() -> None:
    for path in (ROOT / "benchmarks").rglob("*.py"):
        assert not under(imported(path), "tests"), path.name


def test_the_rehearsals_simulator_is_imported_only_by_the_rehearsal() -> None:
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]:
        if "demo" not in path.parts:
            assert not under(imported(path), "simcord"), path.name


def test_a_module_is_one_room() -> None:
    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]:
        if "versions" not in path.parts:
            length = len(path.read_text(encoding="utf-8").splitlines())
            assert length <= 430, f"{path.relative_to(ROOT)} has {length} lines: it wants to be two"
