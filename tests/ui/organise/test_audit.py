"""Words for every act in the audit, in every language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import Texts

pytestmark = pytest.mark.unit

BOT = Path(__file__).parents[3] / "bot"
ACT = 3  # the position of the act among the arguments of ``record``


def acts() -> Iterator[str]:
    """Return the acts in the code: arguments of ``record`` and similar calls."""
    texts = (path.read_text(encoding="utf-8") for path in BOT.rglob("*.py"))
    for text in (text for text in texts if "record(" in text):
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in ("record", "_record") and len(node.args) > ACT:
                value = node.args[ACT]
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def test_every_act_has_a_text() -> None:
    found = set(acts())
    assert {"settings", "watch-add", "posts-seen"} <= found
    texts = Texts.load()
    for language in ("en", "fr"):
        has = texts.of(language).has
        assert [act for act in sorted(found) if not has(f"audit-act-{act}")] == []
