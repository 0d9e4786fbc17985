"""Files of membership numbers as offices export them: accepted formats, and refusals of others."""

from pathlib import Path

import pytest

from bot.petitions.roster.file import RosterFileError, canonical, examine, tidy_number

pytestmark = pytest.mark.unit


def numbers(path: Path, content: bytes, column: str | None = None) -> list[str]:
    path.write_bytes(content)
    return list(examine(path, column).numbers())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


TWO = ["1001", "1002"]


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (b"1001\n1002\n", None),
        (b"1001\r\n1002", None),
        (b"1001\r1002\r", None),
        ("Numéro\n1001\n1002\n".encode(), None),
        ("\ufeffNuméro\n1001\n1002\n".encode(), None),
        ("Numéro\n1001\n1002\n".encode("cp1252"), None),
        ("Numéro\n1001\n1002\n".encode("utf-16"), None),
        ("\ufeffNuméro\n1001\n1002\n".encode("utf-16-be"), None),
        (b"number,name\n1001,x\n1002,y\n", "number"),
        (b"name;Number\nx;1001\ny;1002\n", "NUMBER"),
        (b"x\t1001\ny\t1002\n", "2"),
        (b'"name","number"\n"x, y","1001"\n"z","1002"\n', "2"),
        (b"1001;\n1002;\n", None),
        (b"\n\n1001\n\n   \n1002\n", None),
        (b"number\n 10 01 \n\t1002\n", None),
        (b"Mitglied Nr. 2026\n1001\n1002\n", "Mitglied Nr. 2026"),
    ],
)
def test_the_column_of_numbers_is_found_in_every_common_format(
    path: Path, content: bytes, column: str | None
) -> None:
    assert numbers(path, content, column) == TWO


@pytest.mark.parametrize(
    ("content", "column", "words"),
    [
        (b"", None, "holds no membership number"),
        (b"number\n\n", None, "holds no membership number"),
        (b"number,name\n1001,x\n", None, "2 columns: number, name."),
        (b"1001,7\n1002,8\n", None, "2 columns. Say"),
        (b"number,name\n1001,x\n", "place", "no column"),
        (b"number,name\n1001,x\n", "3", "no column"),
        (b"1001\nnobody\n1002\n=1+1\n", None, "in line 2, 4."),
        (b"1001\n" + b"x\n" * 9, None, "in line 2, 3, 4, 5, 6 and 4 more."),
        (b'1001\n"1002\n1003\n', None, "in line 2: see whether"),
        (b"1001\n" + b"7" * 41 + b"\n", None, "in line 2"),
        (b'1001\n"' + b"7" * 200_000 + b'"\n', None, "in line 2: see whether"),
        (b'number,name\n1001,x\n1002,"le y\n1003,"z"\n', "number", "in line 3: see whether"),
        (b'number,name\n1001,x\n1002,"le y\n1003,"Al" z\n', "number", "in line 3"),
        (b'number,name\n1001,x\n1002,y\n1003,"z\n', "number", "in line 4"),
        (b'number,name\n1001,x\n1002,y\n1003,"z', "number", "in line 4"),
        (b'number,"name\n1001,x\n1002,"y"\n', "number", "in line 1"),
        (b"PK\x03\x04 a workbook", None, "workbook"),
        ("1001\n1002\n".encode("utf-16-le"), None, "no text"),
        ("1001\n1002\n".encode("utf-32"), None, "no text"),
        (b"1001\n\x8d\x81\n", None, "no text"),
    ],
)
def test_an_unusable_file_is_refused_without_quoting_a_number(
    path: Path, content: bytes, column: str | None, words: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(RosterFileError) as caught:
        examine(path, column)
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert "1001" not in sentence
    assert "nobody" not in sentence


def test_a_missing_file_is_explained(path: Path) -> None:
    with pytest.raises(RosterFileError, match="cannot be read"):
        examine(path, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0012", "12"),
        ("a12", "A12"),
        ("A 12", "A12"),
        ("A\u201312", "A-12"),
        ("\uff11\uff12", "12"),
        ("A\u030a1", "\u00c51"),
        ("1\u200b2", "12"),
        ("1\u00a02", "12"),
        ("000", "0"),
    ],
)
def test_differently_written_numbers_are_one(one: str, other: str) -> None:
    tidy_one, tidy_other = tidy_number(one), tidy_number(other)
    assert tidy_one is not None
    assert tidy_other is not None
    assert canonical(tidy_one) == canonical(tidy_other)


@pytest.mark.parametrize(("one", "other"), [("12", "120"), ("A-12", "A12"), ("10", "1")])
def test_different_numbers_stay_distinct(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_progress_is_reported_in_bytes(path: Path) -> None:
    path.write_bytes(b"".join(b"%07d\n" % number for number in range(50_000)))
    told: list[int] = []
    assert examine(path, None, told.append).lines == 50_000
    assert sum(told) == path.stat().st_size
    assert len(told) > 5
