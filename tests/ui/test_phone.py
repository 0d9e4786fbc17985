"""Measure of a phone: lines that each kind of text takes, wrapped at words."""

import pytest

from bot.ui.phone import FORM_WIDTH, columns, fits_row, phone_lines, visible

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("", 0),
        ("one", 1),
        ("x" * 34, 1),
        ("x" * 35, 2),
        ("## " + "x" * 23, 1),
        ("## " + "x" * 24, 2),
        ("# " + "x" * 24, 2),
        ("- " + "x" * 31, 1),
        ("- " + "x" * 32, 2),
        ("12. " + "x" * 32, 2),
        ("> " + "x" * 32, 2),
        ("-# " + "x" * 37, 1),
        ("-# " + "x" * 38, 2),
        ("one\ntwo", 2),
        ("one\n\ntwo", 3),
        ("\none\n", 1),
        ("x" * 20 + " " + "x" * 20, 2),
        ("x" * 20 + "\u00a0" + "x" * 20, 2),
        ("x" * 20 + " " + "x" * 60, 3),
        ("x" * 120, 4),
        ("x" * 33 + " xx", 2),
        ("[USAspending](<https://example.org/" + "x" * 90 + ">), read", 1),
        ("**" + "x" * 17 + "** **" + "x" * 14 + "**", 1),
        ("字" * 17, 1),
        ("字" * 18, 2),
        ("e\u0301" * 34, 1),
    ],
)
def test_a_text_takes_as_many_lines_as_its_words_need(markdown: str, lines: int) -> None:
    assert phone_lines(markdown) == lines


def test_a_form_has_longer_lines() -> None:
    assert phone_lines("x" * 36, width=FORM_WIDTH) == 1
    assert phone_lines("x" * 36) == 2


def test_a_no_break_space_keeps_two_words_together() -> None:
    assert phone_lines("x" * 30 + " 12\u00a0345\u00a0$") == 2
    assert phone_lines("x" * 26 + " 12\u00a0345\u00a0$ x") == 2


def test_signs_of_markdown_are_not_seen_but_escaped_ones_are() -> None:
    assert visible(r"**Corrected:** 3 \* 4, \_P00012\_") == "Corrected: 3 * 4, _P00012_"
    assert visible("[a \\[b\\]](<https://example.org>)") == "a [b]"


def test_a_moment_and_a_name_are_measured_as_they_are_shown() -> None:
    assert phone_lines("<t:1700000000:F> <@&123456789012345678>") == 1
    assert columns(visible("<t:1700000000:R>")) > 15


@pytest.mark.parametrize(
    ("labels", "fits"),
    [
        (["Read and sign", "Details"], True),
        (["Read and sign", "Much more than that"], False),
        (["Sign", "Withdraw", "More"], True),
        (["Read and sign", "Withdraw", "More"], False),
        (["1", "2", "3", "4"], False),
    ],
)
def test_a_row_has_three_short_labels_or_two_longer_ones(labels: list[str], fits: bool) -> None:
    assert fits_row(labels) is fits
