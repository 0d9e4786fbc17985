"""``tocsin demo --record`` and the documents' pictures: each is there, small, with its alternative text."""

import html
import io
import re
import shutil
import sys
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from bot.demo import DemoError, record, run_record
from bot.demo.record import LANGUAGES, MAX_SIZE, NAMES

pytestmark = pytest.mark.behaviour

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
USE = re.compile(r'<img src="([^"]*pictures/[^"]+)"([^>]*)>')


def wanted() -> set[str]:
    return {
        f"{name}-{language}.{kind}" for name in NAMES for language in LANGUAGES for kind in ("png", "txt")
    }


def test_no_picture_is_missing_or_too_large() -> None:
    assert {path.name for path in PICTURES.iterdir()} == wanted()
    for path in PICTURES.glob("*.png"):
        assert path.stat().st_size <= MAX_SIZE, path.name
        with Image.open(path) as picture:
            assert picture.width >= 700, path.name
        assert path.with_suffix(".txt").read_text(encoding="utf-8").strip(), path.name


def test_documents_show_pictures_with_their_alternative_texts() -> None:
    used = set()
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for source, rest in USE.findall(page.read_text(encoding="utf-8")):
            picture = (page.parent / source).resolve()
            words = picture.with_suffix(".txt").read_text(encoding="utf-8").strip()
            assert f'alt="{html.escape(words)}"' in rest, f"{page.name}: {source}"
            used.add(picture.stem)
    assert used >= {f"{name}-en" for name in NAMES}


@pytest.mark.long
async def test_pictures_of_the_second_campaign_are_taken_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright", reason="the extra for pictures is not installed")
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    monkeypatch.setattr(record, "LANGUAGES", ("fr",))
    taken = []
    for name in ("one", "two"):
        console = Console(file=io.StringIO())
        assert await run_record(tmp_path / name, campaign="verspieren", console=console) == 0
        taken.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert taken[0].keys() == {name for name in wanted() if "-fr." in name}
    assert [name for name in taken[0] if taken[0][name] != taken[1][name]] == []


async def test_without_chromium_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record.shutil, "which", lambda name: None)
    with pytest.raises(DemoError, match=r"No Chromium was found .* sudo apt install chromium"):
        await run_record(tmp_path / "pictures")
    assert not (tmp_path / "pictures").exists()


async def test_without_playwright_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    with pytest.raises(DemoError, match=r"pip install -c constraints\.txt '\.\[record\]'"):
        await run_record(tmp_path / "pictures")
