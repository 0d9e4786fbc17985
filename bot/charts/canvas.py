"""Canvas for charts: a white page, with the fonts, sizes and colours that all charts share.

Matplotlib is imported with the first chart, and only its objects are used: no state is kept between two
charts. All layout is in pixels. No text from outside is parsed as a formula.
"""

import asyncio
import gc
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice
from typing import Any, ParamSpec

WIDTH = 1080
"""Pixels, of every chart; Discord shows a third of them on a phone."""

INK, DIM, GRID, PAPER, EMPTY = "#1A1A1A", "#555555", "#DDDDDD", "#FFFFFF", "#F0F0F0"
# Okabe and Ito's palette, distinguishable with all kinds of colour vision, without its yellow, which is
# invisible on white; neighbours differ in lightness.
SERIES = ("#0072B2", "#D55E00", "#009E73", "#000000", "#CC79A7", "#E69F00", "#56B4E9")
REST = "#7A7A7A"
MARGIN = 48
LINE_HEIGHT = 1.27
TITLE, TEXT, FOOT = 43, 29, 25  # font sizes

_SHADES = {INK: 16, **dict.fromkeys((DIM, GRID, EMPTY, REST), 2), **dict.fromkeys(SERIES, 5)}
_FEATURES = ("-kern",)  # kerning off: the bold font moves the apostrophe of “L’arrêt” into the L
_MAX_INTERVALS = 5
_MAX_MONTHS = 4
_ELLIPSIS = "…"
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)

P = ParamSpec("P")


class Painter:
    """Draws charts in a thread, one at a time: each takes up to a second of work."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def draw(self, png: Callable[P, bytes], *args: P.args, **options: P.kwargs) -> bytes:
        """Return the PNG file of a chart."""
        async with self._turn:
            return await asyncio.to_thread(png, *args, **options)


class Canvas:
    """A white page, ``WIDTH`` wide; coordinates are in pixels from its lower left corner."""

    def __init__(self, height: int) -> None:
        self.height = height
        _load_matplotlib()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        # At 72 dpi, a point is a pixel.
        self.figure = Figure(figsize=(WIDTH / 72, height / 72), dpi=72, facecolor=PAPER)
        self._drawing: Any = FigureCanvasAgg(self.figure)

    def put(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        **more: Any,
    ) -> None:
        """Draw one line of text, with its lower left corner at (x, y) unless told otherwise."""
        self.figure.text(
            x / WIDTH,
            y / self.height,
            words,
            fontproperties=_font(size, bold),
            color=colour,
            parse_math=False,
            fontfeatures=_FEATURES,
            **{"va": "bottom", **more},
        )

    def write(self, words: str, top: float, size: float, *, most: int | None = None, **look: Any) -> float:
        """Write a paragraph over the whole width, from ``top`` down; return the y of its bottom. ``most``:
        see ``lines``."""
        for line in self.lines(words, size, most=most, bold=look.get("bold", False)):
            self.put(MARGIN, top, line, size, va="top", **look)
            top -= size * LINE_HEIGHT
        return top

    def write_up(
        self, words: str, bottom: float, size: float, *, most: int | None = None, **look: Any
    ) -> float:
        """Write a paragraph from ``bottom`` up, likewise; return the y of its top."""
        for line in reversed(self.lines(words, size, most=most, bold=look.get("bold", False))):
            self.put(MARGIN, bottom, line, size, **look)
            bottom += size * LINE_HEIGHT
        return bottom

    def lines(self, words: str, size: float, *, most: int | None = None, bold: bool = False) -> list[str]:
        """Wrap a text to the page's width. In at most so many lines, if ``most`` is given: then its own line
        breaks are kept, and what is cut ends with an ellipsis."""
        if most is None:
            return list(self.wrapped(words, size, bold=bold))
        lines = (line for part in words.splitlines() for line in self.wrapped(part, size, bold=bold))
        found = list(islice(lines, most + 1))
        if len(found) <= most:
            return found
        last = found[most - 1]
        while last and self.width(last + _ELLIPSIS, size, bold=bold) > WIDTH - 2 * MARGIN:
            last = last[:-1]
        return [*found[: most - 1], last.rstrip() + _ELLIPSIS]

    def wrapped(self, words: str, size: float, *, bold: bool = False) -> Iterator[str]:
        """Yield the lines of a text, wrapped to the page. Non-breaking spaces are kept; a word that is too
        long is cut.

        Lazy, and measured only near the margin, since that takes some milliseconds for a line.
        """
        width, line = WIDTH - 2 * MARGIN, ""
        surely = width * 0.92 / size  # em
        for word in drawable(words).split(" "):
            joined = f"{line} {word}".lstrip(" ")
            short = sum(_advance(letter, bold) for letter in joined) < surely
            if short or self.width(joined, size, bold=bold) <= width:
                line = joined
                continue
            if line:
                yield line
            while self.width(word, size, bold=bold) > width:
                word = word[: len(word) * 9 // 10 - 1] + "…"
            line = word
        if line:
            yield line

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """Return the width of a line of text in pixels."""
        from matplotlib.font_manager import get_font
        from matplotlib.ft2font import LoadFlags

        font = get_font(font_file(bold))
        font.set_size(size, 72)
        font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING, features=_FEATURES)
        width: float = font.get_width_height()[0] / 64  # matplotlib's unit is 1/64 pixel
        return width

    def png(self) -> bytes:
        """Return the page as a PNG file; deterministic."""
        from PIL import Image

        self._drawing.draw()
        drawn = bytes(self._drawing.buffer_rgba())  # opaque: the fourth channel is left out
        return png_in_shades(Image.frombytes("RGB", (WIDTH, self.height), drawn, "raw", "RGBX"), _SHADES)

    def field(self, left: float, bottom: float, right: float, top: float) -> Any:
        """Add axes without decoration."""
        axes = self.figure.add_axes(
            (left / WIDTH, bottom / self.height, (right - left) / WIDTH, (top - bottom) / self.height)
        )
        axes.set_axis_off()
        return axes

    def stroke(self, places: Sequence[tuple[float, float]], **more: Any) -> None:
        """Draw a line through these points."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*places, strict=True)
        self.figure.add_artist(
            Line2D(
                [x / WIDTH for x in xs],
                [y / self.height for y in ys],
                transform=self.figure.transFigure,
                **more,
            )
        )

    def dates(
        self,
        first: Date,
        last: Date,
        across: tuple[float, float],
        bottom: float,
        *,
        month: Callable[[Date], str],
        day: Callable[[Date], str],
    ) -> None:
        """Label the months below a field that spans ``across``, or its first and last day if it has too few
        months; these two must differ."""
        left, right = across
        months = list(month_ticks(first, last))
        written = [(each, month(each)) for each in months] if len(months) > 1 else []
        for each, text in written or [(first, day(first)), (last, day(last))]:
            x = left + (each - first).days / (last - first).days * (right - left)
            self.stroke([(x, bottom), (x, bottom - 8)], color=DIM, linewidth=2)
            half = self.width(drawable(text), FOOT) / 2
            centre = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            self.put(centre, bottom - 19, drawable(text), FOOT, colour=DIM, ha="center", va="top")


def amount_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round, evenly spaced amounts in this range, including zero; ``low`` ≤ 0 ≤ ``high``."""
    span = high - low
    if span == 0:
        return [Decimal(0)]
    step = Decimal(1).scaleb(span.adjusted() - 1)
    factors = (Decimal(factor).scaleb(power) for power in range(3) for factor in (1, 2, 5))
    step *= next(factor for factor in factors if span / (step * factor) <= _MAX_INTERVALS)
    lowest = (low / step).to_integral_value(rounding="ROUND_CEILING")
    highest = (high / step).to_integral_value(rounding="ROUND_FLOOR")
    return [step * count for count in range(int(lowest), int(highest) + 1)]


def month_ticks(first: Date, last: Date) -> Iterator[Date]:
    """Yield evenly spaced first days of months in this range, few enough for their labels to fit."""
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    every = next((each for each in _MONTHS if (end - begin) / each <= _MAX_MONTHS - 0.5), 600)
    for month in range(begin, end + 1):
        day = Date(month // 12, month % 12 + 1, 1)
        if month % every == 0 and day >= first:
            yield day


def png_in_shades(picture: Any, inks: Mapping[str, int]) -> bytes:
    """Return a picture as a PNG file with a palette: these inks, each in so many shades between the page and
    itself, as the edges of letters have them. It makes the file a third of the size, and looks the same. A
    palette that is looked for takes twenty times as long, and changes the inks."""
    from PIL import Image

    palette, written = Image.new("P", (1, 1)), io.BytesIO()
    palette.putpalette([part for ink, shades in inks.items() for part in _shades(ink, shades)])
    # Not "optimize": a tenth smaller, for ten times the work.
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def _shades(ink: str, shades: int) -> Iterator[int]:
    """Yield red, green and blue of each shade between the page and an ink."""
    from PIL import ImageColor

    page, full = ImageColor.getrgb(PAPER), ImageColor.getrgb(ink)
    for step in range(shades):
        for least, most in zip(page[:3], full[:3], strict=True):
            yield least + (most - least) * step // (shades - 1)


def drawable(text: str) -> str:
    """Normalize text for drawing: white space to spaces, no control characters, U+FFFD for missing glyphs."""
    known = _characters()
    one_line = "".join(" " if each in "\t\n\r\v\f" else each for each in text)
    return "".join(
        each if ord(each) in known else "\ufffd" for each in one_line if each.isprintable() or each.isspace()
    )


def _load_matplotlib() -> None:
    """Import matplotlib without reading or writing anything in the user's folders.

    It would cache a list of the machine's fonts there, and warn if it cannot: a service often has no home.
    Only the fonts that ship with it are used.
    """
    if "matplotlib.font_manager" in sys.modules:
        return
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="tocsin-") as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            import matplotlib.backends.backend_agg
            import matplotlib.backends.backend_pdf
            import matplotlib.figure
            import matplotlib.font_manager

            # To fit letters to pixels takes a third of the time, and is lost where a picture is scaled.
            matplotlib.rcParams["text.hinting"] = "none"
            gc.freeze()  # full collections leave it out
        finally:
            if before is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = before


@cache
def font_file(bold: bool) -> str:
    """Return the path of the font of all pictures, which ships with matplotlib."""
    _load_matplotlib()
    import matplotlib

    return f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def _characters() -> frozenset[int]:
    _load_matplotlib()
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(font_file(False)).get_charmap()) & frozenset(
        FT2Font(font_file(True)).get_charmap()
    )


@lru_cache(4096)
def _advance(letter: str, bold: bool) -> float:
    """Return the width of one letter, in em."""
    from matplotlib.font_manager import get_font
    from matplotlib.ft2font import LoadFlags

    font = get_font(font_file(bold))
    font.set_size(100, 72)
    advance: int = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance
    return advance / 2**16 / 100  # FreeType's unit is 1/65536 pixel


def _font(size: float, bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=font_file(bold), size=size)
