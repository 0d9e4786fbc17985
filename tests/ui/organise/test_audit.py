"""Every act that is put on record has its words, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import Texts

pytestmark = pytest.mark.unit

BOT = Path(__file__).parents[3] / "bot"
ACT = 3  # its place among the arguments of ``record``


def acts() -> Iterator[str]:
    """The acts that stand in the code, as what ``record`` and its like are called with."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in ("record", "_record") and len(node.args) > ACT:
                value = node.args[ACT]
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_act_has_its_words(language: str) -> None:
    found = set(acts())
    assert {"settings", "watch-add", "posts-seen"} <= found
    source = Texts.load().of(language)
    assert [act for act in sorted(found) if not source.has(f"audit-act-{act}")] == []
