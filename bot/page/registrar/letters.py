"""Letters with the codes of the signing page: a PDF of one page a member, to print and hand out.

No name and no number is on a letter: whoever finds one learns nothing of anybody. The QR code holds the
address alone, the same for all: a telephone keeps what it scanned, and a code must not be in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from matplotlib import get_data_path
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.renderPDF import draw
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.texts import Translator

_PLAIN, _BOLD, _CODE = "DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono-Bold"
_MARGIN = 25 * mm
_QR = 42 * mm
_STEPS = 4
_CODE_Y = A4[1] - 122 * mm
_LINE_Y = _CODE_Y - 11 * mm


@dataclass(frozen=True, slots=True)
class LetterKind:
    """Kind of the letters in one file: with whole codes, or with the first or second half of each.
    ``address``: where the public finds the signing page; ``line``: the beginning of the fingerprint of the
    union's signing key, by which the page knows the union."""

    union: str
    address: str
    line: str
    half: int | None = None  # 1 or 2


def write_letters(file: IO[bytes], codes: Iterable[str], kind: LetterKind, t: Translator) -> int:
    """Write the letters, and return how many there are. Blocking: a thousand take a second."""
    for name in (_PLAIN, _BOLD, _CODE):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(Path(get_data_path(), "fonts", "ttf", f"{name}.ttf"))))
    canvas = Canvas(file, pagesize=A4, invariant=1, lang=t.language)  # without the time it was made
    canvas.setTitle(t("letter-title"))
    canvas.beginForm("same")
    _draw_common(canvas, kind, t)
    canvas.endForm()
    number = 0
    for code in codes:
        number += 1
        canvas.doForm("same")
        canvas.setFont(_CODE, 24)
        canvas.drawCentredString(A4[0] / 2, _CODE_Y, _part(code, kind.half))
        canvas.showPage()
    canvas.save()
    return number


def _part(code: str, half: int | None) -> str:
    """Return the code, or a half of one with the place of the other left open."""
    groups = code.split("-")
    return " - ".join({None: groups, 1: [*groups, "…"], 2: ["…", *groups]}[half])


def _draw_common(canvas: Canvas, kind: LetterKind, t: Translator) -> None:
    """Draw what is the same on all letters."""
    width, y = A4[0] - 2 * _MARGIN, A4[1] - 35 * mm
    y = _paragraph(canvas, t("letter-title"), y, width, font=_BOLD, size=18)
    y = _paragraph(canvas, kind.union, y - 1 * mm, width, size=12)
    y = _paragraph(canvas, t("letter-what"), y - 5 * mm, width)
    heading = t("letter-your-code") if kind.half is None else t("letter-your-half", half=kind.half)
    canvas.setFont(_BOLD, 11)
    canvas.drawCentredString(A4[0] / 2, _CODE_Y + 14 * mm, heading)
    canvas.roundRect(_MARGIN, _LINE_Y - 5 * mm, width, 27 * mm, 2 * mm)
    canvas.setFont(_CODE, 14)
    canvas.drawCentredString(A4[0] / 2, _LINE_Y, kind.line)
    y = _LINE_Y - 12 * mm
    steps = [t(f"letter-step-{number}") for number in range(1, _STEPS + 1)]
    steps.insert(2, t("letter-step-line"))
    if kind.half is not None:
        steps.insert(0, t("letter-step-halves"))
    for number, step in enumerate(steps, start=1):
        y = _paragraph(canvas, f"{number}. {step}", y, width) - 1.5 * mm
    bottom = 30 * mm
    code = QrCodeWidget(kind.address, barLevel="M", barWidth=_QR, barHeight=_QR, barBorder=4)
    drawing = Drawing(_QR, _QR)
    drawing.add(code)
    draw(drawing, canvas, _MARGIN, bottom)
    x, beside = _MARGIN + _QR + 6 * mm, width - _QR - 6 * mm
    y = _paragraph(canvas, t("letter-address"), bottom + _QR - 8 * mm, beside, x=x)
    y = _paragraph(canvas, kind.address, y - 1 * mm, beside, x=x, font=_BOLD, size=10)
    _paragraph(canvas, t("letter-care"), y - 3 * mm, beside, x=x)


def _paragraph(
    canvas: Canvas,
    text: str,
    y: float,
    width: float,
    *,
    x: float = _MARGIN,
    font: str = _PLAIN,
    size: float = 11,
) -> float:
    """Draw wrapped text below ``y``; return where it ends. A word without a break, as an address, is cut."""
    line, height = "", size * 1.35
    lines = []
    for word in text.split():
        while pdfmetrics.stringWidth(word, font, size) > width:
            cut = len(word)
            while pdfmetrics.stringWidth(word[:cut], font, size) > width:
                cut -= 1
            lines += [line, word[:cut]] if line else [word[:cut]]
            line, word = "", word[cut:]
        wider = f"{line} {word}".strip()
        if pdfmetrics.stringWidth(wider, font, size) > width:
            lines.append(line)
            line = word
        else:
            line = wider
    canvas.setFont(font, size)
    for each in [*lines, line]:
        y -= height
        canvas.drawString(x, y, each)
    return y
