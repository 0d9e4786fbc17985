"""Pages as people read them: in headless Chromium, in English and French, on a phone and a wide screen, with
and without scripts, from disk and served, by keyboard, enlarged, dark and printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.board.kinds import kinds_of_pages
from tests.board.rich_board import LANGUAGES, NAME

pytestmark = [pytest.mark.wire, pytest.mark.full]

PHONE, WIDE = (360, 740), (1280, 800)
OPEN = "demands/halt-cooperation-with-ice.html"
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LARGER = "document.documentElement.style.fontSize = '200%'"
_COLOUR = "getComputedStyle(document.body).{}"
_MOVES = """[...document.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one);
    return parseFloat(style.transitionDuration) || style.animationName !== 'none'
        || style.scrollBehavior === 'smooth';
}).length"""
_FOCUSED = """(() => {
    const one = document.activeElement, style = getComputedStyle(one), place = one.getBoundingClientRect();
    return {
        tag: one.tagName, href: one.getAttribute('href') || '', id: one.id,
        text: one.textContent.trim(), role: one.getAttribute('role'),
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: place.right > 0 && place.left < innerWidth && place.bottom > 0 && place.top < innerHeight,
    };
})()"""

_PLACE = """(() => {
    const one = document.activeElement, { x, y } = one.getBoundingClientRect();
    return [y + scrollY, x + (one.closest("nav ul")?.scrollLeft || 0)];
})()"""


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true: the browser's own way to wait is refused by the pages' policy."""
    for _ in range(1200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


@contextmanager
def looked_at(browser: Any, size: tuple[int, int], **how: Any) -> Iterator[tuple[Any, list[str]]]:
    """Yield a tab, and a list of what it complained of or asked another host for."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **how)
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    # A request that the next page cut off is no failure.
    page.on(
        "requestfailed", lambda one: "ABORTED" in (one.failure or "") or told.append(f"failed: {one.url}")
    )
    own = ("file:///", "http://127.0.0.1:")
    page.on("request", lambda request: request.url.startswith(own) or told.append(request.url))
    yield page, told
    context.close()


@pytest.mark.parametrize(
    ("language", "width"),
    [
        pytest.param(language, width, marks=() if place == at else pytest.mark.long)
        for place, language in enumerate(LANGUAGES)
        for at, width in enumerate((320, 1280, 360))
    ],
)
def test_no_page_scrolls_sideways_as_it_is_or_with_letters_twice_as_large(
    browser: Any, rich_site: Path, language: str, width: int
) -> None:
    with looked_at(browser, (width, 740)) as (page, told):
        for name, path in kinds_of_pages(rich_site, language).items():
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            assert page.evaluate(_OVERFLOW) <= 0, name
            if width > 320:
                page.evaluate(_LARGER)
                assert page.evaluate(_OVERFLOW) <= 0, f"{name} with letters twice as large"
    assert told == []


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_pages_are_whole_from_disk_without_scripts(browser: Any, rich_site: Path, language: str) -> None:
    with looked_at(browser, PHONE, java_script_enabled=False) as (page, told):
        for name, path in kinds_of_pages(rich_site, language).items():
            page.goto(path.as_uri())
            assert page.locator("h1").inner_text().strip(), name
            assert page.locator("nav a").first.is_visible(), name
            for picture in page.locator("img").all():
                picture.scroll_into_view_if_needed()
                box = picture.bounding_box()
                assert box is not None, name
                assert box["width"] > 200, name
            if name == "verify.html":
                assert "verify.py" in page.locator("noscript").inner_text()
                assert page.locator("noscript").is_visible()
    assert told == []


def test_pictures_and_style_load_from_disk_and_served(browser: Any, rich_site: Path, served: str) -> None:
    for base in (rich_site.as_uri(), served):
        with looked_at(browser, PHONE) as (page, told):
            for path in ("index.html", OPEN):
                page.goto(f"{base}/{NAME}/en/{path}")
                for picture in page.locator("img").all():
                    picture.scroll_into_view_if_needed()
                page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
                until(page, "[...document.images].every(one => one.complete)")
                sizes = page.evaluate("[...document.images].map(one => one.naturalWidth)")
                assert sizes
                assert min(sizes) > 0, path
                assert page.evaluate(_COLOUR.format("maxWidth")) != "none", "the style did not load"
        assert told == []


def test_a_served_page_asks_no_other_host_and_breaks_no_policy(
    browser: Any, rich_site: Path, served: str
) -> None:
    with looked_at(browser, PHONE) as (page, told):
        for name in kinds_of_pages(rich_site, "fr"):
            page.goto(f"{served}/{NAME}/fr/{name}", wait_until="networkidle")
    assert told == []


def test_another_site_shows_the_counter_and_sets_no_cookie(browser: Any, served: str, tmp_path: Path) -> None:
    counter = f"{served}/{NAME}/en/{OPEN.replace('.html', '.svg')}"
    site = tmp_path / "other.html"
    site.write_text(f'<object type="image/svg+xml" data="{counter}">not shown</object><img src="{counter}">')
    with looked_at(browser, PHONE) as (page, told):
        page.goto(site.as_uri(), wait_until="networkidle")
        for shown in ("object", "img"):
            assert page.locator(shown).bounding_box()["width"] == 360, shown
        assert "signatures" in page.frames[1].locator("desc").text_content()
        assert page.context.cookies() == []
    assert told == []


def test_a_page_follows_the_readers_colours_and_nothing_in_it_moves(browser: Any, rich_site: Path) -> None:
    address = (rich_site / NAME / "en" / "index.html").as_uri()
    backgrounds = []
    for scheme in ("light", "dark"):
        with looked_at(browser, PHONE, color_scheme=scheme, reduced_motion="reduce") as (page, _):
            page.goto(address)
            backgrounds.append(page.evaluate(_COLOUR.format("backgroundColor")))
            assert page.evaluate(_MOVES) == 0
    assert backgrounds == ["rgb(255, 255, 255)", "rgb(22, 22, 22)"]


def test_a_printed_page_is_black_on_white_and_has_no_menu(browser: Any, rich_site: Path) -> None:
    with looked_at(browser, WIDE, color_scheme="dark") as (page, _):
        page.goto((rich_site / NAME / "en" / OPEN).as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(_COLOUR.format("color")) == "rgb(0, 0, 0)"
        assert page.evaluate(_COLOUR.format("backgroundColor")) == "rgb(255, 255, 255)"
        assert not page.locator("nav").first.is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.wide')).overflowX") == "visible"
        assert page.pdf(format="A4").startswith(b"%PDF")


class Keyboard:
    """A reader who has only the keys."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def tab(self) -> dict[str, Any]:
        """Go to the next place, which must be seen."""
        self.page.keyboard.press("Tab")
        at: dict[str, Any] = self.page.evaluate(_FOCUSED)
        assert at["outlined"], at
        assert at["seen"], at
        return at

    def tab_to(self, **wanted: str) -> dict[str, Any]:
        """Go on until a place has these values, or ends with them."""
        for _ in range(60):
            at = self.tab()
            if all(str(at[key]).endswith(value) for key, value in wanted.items()):
                return at
        raise AssertionError(f"the keys do not reach {wanted}")

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_the_board_is_read_and_a_count_checked_by_keyboard_alone(browser: Any, served: str) -> None:
    with looked_at(browser, PHONE) as (page, told):
        keys = Keyboard(page)
        page.goto(f"{served}/{NAME}/en/index.html")
        skip = keys.tab()
        assert skip["href"] == "#main"
        page.keyboard.press("Enter")
        assert keys.tab()["href"].startswith("contracts/"), "the menu was skipped"
        page.goto(f"{served}/{NAME}/en/index.html")
        keys.tab_to(href="../fr/index.html")
        keys.enter()
        assert page.evaluate("document.documentElement.lang") == "fr"
        keys.tab_to(href=OPEN)
        keys.enter()
        region = keys.tab_to(role="region")
        assert region["tag"] == "DIV"
        fits = "document.activeElement.scrollWidth <= document.activeElement.clientWidth"
        assert page.evaluate(fits), "each column is seen"
        keys.tab_to(href="verify.html")
        at = keys.tab_to(href="ledger/halt-cooperation-with-ice.json")
        assert at["text"]
        page.keyboard.press("Shift+Tab")
        keys.enter()
        keys.tab_to(tag="SELECT")
        page.keyboard.press("ArrowDown")
        keys.tab_to(tag="BUTTON")
        page.keyboard.press("Enter")
        until(page, "document.getElementById('verdict').className === 'part'")  # no key was given
    assert told == []


def test_the_keys_go_through_a_page_in_the_order_in_which_it_is_read(browser: Any, rich_site: Path) -> None:
    for size in (PHONE, WIDE):
        with looked_at(browser, size) as (page, _):
            page.goto((rich_site / NAME / "fr" / "index.html").as_uri())
            assert page.locator("[tabindex]:not([tabindex='0'])").count() == 0
            keys, places = Keyboard(page), []
            for _ in range(12):
                keys.tab()
                box = page.evaluate(_PLACE)
                places.append((round(box[0] / 8), box[1]))  # a line of links may stand a little askew
            assert places[1:] == sorted(places[1:])
