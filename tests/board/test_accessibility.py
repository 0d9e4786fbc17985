"""Pages as axe-core reads them, on a phone and a wide screen, light and dark: no violation."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.board.kinds import kinds_of_pages
from tests.board.rich_board import LANGUAGES

pytestmark = [pytest.mark.wire, pytest.mark.full]

RUN_AXE = """async () => (await axe.run({resultTypes: ['violations']})).violations.map(one =>
    `${one.id}: ${one.nodes.map(node => node.html).slice(0, 3).join(' | ')}`)"""


def _violations(browser: Any, tools: Path, pages: dict[str, Path], width: int, scheme: str) -> list[str]:
    """Return what axe-core finds. The policy of the pages refuses every script, and is set aside for it."""
    axe = (tools / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found = []
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    for name, path in pages.items():
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(axe)
        found += [f"{name}: {said}" for said in page.evaluate(RUN_AXE)]
    context.close()
    return found


@pytest.mark.parametrize(
    ("width", "scheme", "languages"), [(360, "dark", LANGUAGES[::2]), (1280, "light", LANGUAGES[1::2])]
)
def test_no_page_has_a_violation(
    browser: Any, tools: Path, rich_site: Path, width: int, scheme: str, languages: Sequence[str]
) -> None:
    site_pages = {
        path.as_posix(): path for path in (rich_site / "index.html", *rich_site.glob("*/index.html"))
    }
    assert _violations(browser, tools, site_pages, width, scheme) == []
    for language in languages:
        pages = kinds_of_pages(rich_site, language)
        assert _violations(browser, tools, pages, width, scheme) == [], language


def test_a_violation_is_found(browser: Any, tools: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html><title>A</title><h1>A</h1><p style="color:#ccc">pale<img src="x">')
    found = "\n".join(_violations(browser, tools, {"page": page}, 360, "light"))
    assert all(rule in found for rule in ("html-has-lang", "color-contrast", "image-alt"))
