"""Pages as the W3C's checker reads them: no error and no warning, in every language of the program."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.texts import Texts
from tests.board.rich_board import write_rich_board

pytestmark = [pytest.mark.unit, pytest.mark.full]

QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""Half the processor time of a Java that prepares for hours of work; its compiled code needs more stack."""


def complaints(tools: Path, *arguments: str) -> list[str]:
    """Return what the checker says. It judges a policy by the address of the file on disk, where ``'self'``
    is nothing to it; a browser does not: see ``test_in_a_browser``."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("Java is not installed")
    checker = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = subprocess.run(
        [
            java,
            *QUICK_START,
            "-jar",
            str(checker),
            "--stdout",
            "--exit-zero-always",
            "--format",
            "json",
            *arguments,
        ],
        capture_output=True,
        check=True,
    )
    return [
        f"{said.get('url')}:{said.get('lastLine')} {said['message']}"
        for said in json.loads(told.stdout)["messages"]
        if "Content Security Policy" not in said["message"]
    ]


def test_every_page_and_the_style_are_valid(tools: Path, tmp_path: Path) -> None:
    languages = Texts.load().languages
    site = write_rich_board(tmp_path, languages=languages)
    pages = [str(path) for path in sorted(site.resolve().rglob("*.html"))]
    assert len(pages) > 40 * len(languages)
    assert complaints(tools, *pages) == []
    assert complaints(tools, "--css", str(site / "style.css")) == []


def test_the_checker_finds_what_is_wrong(tools: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A</title><p><h1>A</h3><img src=a.png>")
    assert len(complaints(tools, str(page))) >= 2
