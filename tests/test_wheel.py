"""The wheel: it has every package and its data, and works without the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[1]

FROM_THE_WHEEL = """
import asyncio, sys
from importlib.resources import files
import bot, cogs
from bot.campaign import parse
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.texts import Texts

assert bot.__file__.startswith(sys.argv[1]), bot.__file__
assert {"en", "fr"} < set(Texts.load().languages)
parse(files("campaigns").joinpath("capgemini-ice.toml").read_text(encoding="utf-8"))
assert files("campaigns").joinpath("capgemini-ice").joinpath("record.json").is_file()

async def migrate():
    database = await Database.connect("sqlite+aiosqlite:///fresh.db")
    assert await upgrade(database)
    await database.close()

asyncio.run(migrate())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("tocsin-*.whl"))


def test_every_module_and_data_file_is_in_the_wheel(wheel: Path) -> None:
    built = set(zipfile.ZipFile(wheel).namelist())
    tracked = [
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "cogs", "campaigns")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len(tracked) > 60
    assert set(tracked) <= built
    assert not [name for name in built if name.startswith(("tests/", "benchmarks/"))]


@pytest.mark.full
def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(wheel)],
        check=True,
    )
    done = subprocess.run(
        [sys.executable, "-c", FROM_THE_WHEEL, str(site)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
