"""Folding and tidying of text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.common.text import fold, has_control_characters, one_line, paragraphs

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("one", "other"), [("Arrêt", "ARRET"), ("Straße", "STRASSE"), ("ﬁn", "Fin"), ("㎒", "MHz"), ("İ", "i")]
)
def test_case_accents_and_compatibility_forms_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(), st.text())
@example("ascii", "\u0301é")
def test_folding_a_text_folds_its_parts(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


def test_one_line_has_single_spaces_and_keeps_non_breaking_ones() -> None:
    assert one_line("  Halt\n\n it \t now\u00a0! \x00\ud800 ") == "Halt it now\u00a0!"


def test_paragraphs_keep_their_line_breaks() -> None:
    assert paragraphs("\r\none \r\n\r\ntwo\rthree\x07 \n") == "one\n\ntwo\nthree"


@pytest.mark.parametrize("character", ["\x00", "\n", "\u200b", "\ud800", "\ue000", "\uffff"])
def test_control_characters_are_detected(character: str) -> None:
    assert has_control_characters(f"a{character}b")
    assert not has_control_characters("a b\u00a0é")


@pytest.mark.parametrize("text", ["\u200b", "\u202e \u2066\n", "\u00a0\u2060", "\x00\t"])
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    assert one_line(text) == paragraphs(text) == ""


def test_joiners_stay_within_what_is_seen() -> None:
    assert one_line("👩\u200d💻 \u200fשלום") == "👩\u200d💻 \u200fשלום"
