"""Picture for link previews: what a page says, in large letters, on a white page of 1200 by 630 pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.charts.canvas import DIM, INK, PAPER, drawable, font_file, png_in_shades

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that networks and chats ask for."""

_MARGIN = 72
_ACCENT = "#8C1D18"
_HEAD, _FOOT, _NUMBER = 34, 30, 150
_TITLES = (72, 62, 54, 46, 40)
_LINE_HEIGHT = 1.22
_SHADES = {INK: 8, _ACCENT: 8}  # sixteen colours, half a byte each


@dataclass(frozen=True, slots=True)
class Preview:
    """Words of the picture. ``number`` is large above the title; empty: none."""

    head: str
    title: str
    foot: str
    number: str = ""


def preview_png(preview: Preview) -> bytes:
    """Return the picture as a PNG file; deterministic. Not for the event loop."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    page = ImageDraw.Draw(image)
    page.rectangle((0, 0, 24, HEIGHT), fill=_ACCENT)
    (head,) = _lines(preview.head, _HEAD, 1, bold=True)
    page.text((_MARGIN, 48), head, INK, _font(_HEAD, True))
    foot = list(_lines(preview.foot, _FOOT, 2, bold=False))
    bottom = HEIGHT - 48 - round(len(foot) * _FOOT * _LINE_HEIGHT)
    _write(page, foot, bottom, _FOOT, DIM, bold=False)
    top = 124
    if preview.number:
        page.text((_MARGIN - 6, top - 30), drawable(preview.number), _ACCENT, _font(_NUMBER, True))
        top += _NUMBER
    room = bottom - 28 - top
    size = next((each for each in _TITLES if _height(preview.title, each) <= room), _TITLES[-1])
    most = int(room / (size * _LINE_HEIGHT))
    _write(page, list(_lines(preview.title, size, most, bold=True)), top, size, INK, bold=True)
    return png_in_shades(image, _SHADES)


def _write(page: Any, lines: list[str], top: int, size: int, colour: str, *, bold: bool) -> None:
    for place, line in enumerate(lines):
        page.text((_MARGIN, top + round(place * size * _LINE_HEIGHT)), line, colour, _font(size, bold))


def _height(words: str, size: int) -> float:
    return sum(1 for _ in _lines(words, size, 99, bold=True)) * size * _LINE_HEIGHT


def _lines(words: str, size: int, most: int, *, bold: bool) -> Iterator[str]:
    """Yield the lines of a text, at least one; what does not fit ``most`` of them is cut."""
    font, width = _font(size, bold), WIDTH - 2 * _MARGIN
    line, made = "", 1
    for word in drawable(words).split():
        joined = f"{line} {word}".lstrip()
        if font.getlength(joined) <= width:
            line = joined
            continue
        if made == most:
            line = f"{line} …" if line else f"{word[:20]}…"
            while font.getlength(line) > width:
                line = f"{line[:-2].rstrip()}…"
            break
        if line:
            yield line
            made += 1
        while font.getlength(word) > width:
            word = word[: len(word) * 9 // 10 - 1] + "…"
        line = word
    yield line


@cache
def _font(size: int, bold: bool) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(font_file(bold), size, layout_engine=ImageFont.Layout.BASIC)
