"""Letters with codes: what stands on them, and what does not."""

import io

import pytest
from pypdf import PdfReader
from reportlab.graphics.barcode.qr import QrCodeWidget

from bot.page.registrar import letters as module
from bot.page.registrar.letters import LetterKind, write_letters
from bot.petitions.roster.codes import new_code
from bot.texts import Texts

pytestmark = pytest.mark.unit

ADDRESS = "https://board.example.org/cgt/fr/sign.html"
LINE = "1a0f 3c4d 5e6f 7a8b"
TEXTS = Texts.load()


def pages(codes: list[str], language: str, half: int | None = None, address: str = ADDRESS) -> list[str]:
    file = io.BytesIO()
    assert write_letters(file, codes, LetterKind("CGT", address, LINE, half), TEXTS.of(language)) == len(
        codes
    )
    return [page.extract_text() for page in PdfReader(file).pages]


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.rest_in_full
@pytest.mark.parametrize("language", TEXTS.languages)
def test_each_member_has_a_page_with_one_code_and_all_words(language: str) -> None:
    codes = [new_code() for _ in range(3)]
    t = TEXTS.of(language)
    for code, page in zip(codes, pages(codes, language), strict=True):
        assert plain(code) in plain(page)
        assert not any(plain(other) in plain(page) for other in codes if other != code)
        names = ("title", "what", "your-code", "step-1", "step-2", "step-line", "step-3", "step-4")
        for name in (*names, "address", "care"):
            assert plain(t(f"letter-{name}")) in plain(page)
        assert LINE in page
        assert ADDRESS in plain(page)
        assert "■" not in page


def test_two_files_of_halves_hold_half_of_each_code_and_together_all_of_it() -> None:
    codes = [new_code() for _ in range(3)]
    firsts, seconds = pages([code[:9] for code in codes], "en", 1), pages([c[10:] for c in codes], "en", 2)
    for code, first, second in zip(codes, firsts, seconds, strict=True):
        head, tail = code[:9], code[10:]
        assert head in plain(first)
        assert tail not in plain(first)
        assert tail in plain(second)
        assert head not in plain(second)
        assert plain("Put them together: half 1 first") in plain(first)


def test_the_qr_code_is_the_same_on_all_letters_and_holds_the_address_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = []

    def widget(value: str, **options: object) -> QrCodeWidget:
        drawn.append(value)
        return QrCodeWidget(value, **options)

    monkeypatch.setattr(module, "QrCodeWidget", widget)
    pages([new_code() for _ in range(5)], "fr")
    assert drawn == [ADDRESS]


def test_a_long_address_is_whole_and_stays_on_the_page() -> None:
    address = f"https://board.example.org/{'a' * 200}/fr/sign.html"
    file = io.BytesIO()
    write_letters(file, ["K7QM-2XDP-9RTA-VB3C"], LetterKind("CGT", address, LINE), TEXTS.of("fr"))
    page = PdfReader(file).pages[0]
    ends = []
    page.extract_text(visitor_text=lambda text, _, matrix, *__: ends.append((matrix[4], matrix[5], text)))
    assert address in plain(page.extract_text())
    assert all(y > 0 for _, y, text in ends if text.strip())


def test_nothing_tells_when_letters_were_made() -> None:
    file = io.BytesIO()
    write_letters(file, ["K7QM-2XDP-9RTA-VB3C"], LetterKind("CGT", ADDRESS, LINE), TEXTS.of("fr"))
    made = PdfReader(file).metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date.year == 2000
    assert made.creation_date == made.modification_date
