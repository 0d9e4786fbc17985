"""Forms: each has a ``custom_id`` of its own, and discord.py keeps none."""

import re
from pathlib import Path

import pytest

from bot.ui.forms import blank_form

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
MADE = re.compile(r"\bModal\((?!\))|\(.*\bModal\b.*\):$", re.MULTILINE)  # an instance, or a class of its own


async def test_a_form_has_a_new_id_each_time_and_is_kept_by_nobody() -> None:
    one, other = (blank_form("x", "demand-save", 7, "en") for _ in range(2))
    assert one.custom_id != other.custom_id
    action, number, language, end = one.custom_id.split(":")
    assert (action, number, language) == ("demand-save", "7", "en")
    assert re.fullmatch("[0-9a-f]{8}", end)
    assert one.is_finished()


def test_every_form_is_made_there() -> None:
    files = [file for package in ("bot", "cogs") for file in (ROOT / package).rglob("*.py")]
    makers = {str(file.relative_to(ROOT)) for file in files if MADE.search(file.read_text(encoding="utf-8"))}
    assert makers == {"bot/ui/forms.py"}
