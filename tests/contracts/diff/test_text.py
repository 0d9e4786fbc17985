"""Text diff: removed and added lines of a page; a change of layout is no change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.diff.text import line_changes

pytestmark = pytest.mark.unit

BEFORE = """Our work for the agency
We find people for the agency since 2021. Our staff is proud of it.
The contract is worth $4.5 million.
Contact us for more."""

LINES = st.lists(
    st.text(
        alphabet=st.sampled_from("abcdé ÀB.,!?;:-–’'\"«» 0123456789$€+\u00a0\u202f\u00ad\t"), max_size=30
    ),
    max_size=8,
)
WORDS = ["halt", "the", "contract", "café", "straße", "now", "1998"]
SENTENCES = st.lists(
    st.lists(st.sampled_from([*WORDS, ".", "!", ",", "-"]), max_size=6).map(" ".join), max_size=6
)
SPACES_AND_MARKS = st.text(alphabet=" \t\u00a0\u202f\u200b\u00ad,;:'’\"«»()[]*•…", max_size=3)


def text(lines: list[str]) -> str:
    return "\n".join(lines)


def words(lines: list[str]) -> set[str]:
    return {word for line in lines for word in line.split() if word in WORDS}


def test_a_removed_paragraph_is_one_removed_line() -> None:
    after = "Our work for the agency\nContact us for more."
    assert line_changes(BEFORE, after) == (
        [
            "We find people for the agency since 2021. Our staff is proud of it.",
            "The contract is worth $4.5 million.",
        ],
        [],
    )


def test_a_reworded_line_is_removed_and_added() -> None:
    after = BEFORE.replace("We find people", "We support")
    assert line_changes(BEFORE, after) == (
        ["We find people for the agency since 2021. Our staff is proud of it."],
        ["We support for the agency since 2021. Our staff is proud of it."],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one line\nanother line", "another line\none line"),
        ("stands twice\nstands twice", "stands twice"),
        ("“Quoted”, she’s there – at last…", '"Quoted" she\'s there - at last'),
        ("Qui\u202f? Moi\u00a0!", "Qui? Moi!"),
        ("co\u00adoperation", "cooperation"),
        ("ﬁnding the oﬃce", "finding the office"),
        ("OUR VALUES", "Our values"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "café"),
        ("a | b ~ c", "a b c"),
        ("done ✔\ufe0f", "done"),
        ("• 1.000 people", "1.000 people"),
        ("2021–2024", "2021-2024"),
        ("It began here. It ended there.", "It began here.\nIt ended there."),
        ("It began here.\nIt ended there.", "It began here. It ended there."),
        ("Hello. World", "Hello world"),
        ("", "\n \n—\n"),
    ],
)
def test_a_different_layout_is_no_change(old: str, new: str) -> None:
    assert line_changes(old, new) == ([], [])
    assert line_changes(new, old) == ([], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("worth 4.5 million", "worth 45 million"),
        ("worth 5 $", "worth 5 €"),
        ("since 2021-2024", "since 2021 2024"),
        ("5 people", "5+ people"),
        ("pass", "passé"),
        ("we find 100 people", "we find 10 people"),
    ],
)
def test_different_words_are_a_change(old: str, new: str) -> None:
    assert line_changes(old, new) == ([old], [new])


def test_a_line_within_another_does_not_count_as_present() -> None:
    assert line_changes("ICE", "Our service") == (["ICE"], ["Our service"])


@given(LINES)
def test_the_same_text_is_no_change(lines: list[str]) -> None:
    assert line_changes(text(lines), text(lines)) == ([], [])


@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_moved_lines_are_no_change(both: tuple[list[str], list[str]]) -> None:
    lines, moved = both
    assert line_changes(text(lines), text([*moved, *moved])) == ([], [])


@given(LINES, LINES)
def test_removed_lines_are_added_in_the_reverse_direction(old: list[str], new: list[str]) -> None:
    went, came = line_changes(text(old), text(new))
    assert line_changes(text(new), text(old)) == (came, went)


@given(LINES, LINES)
def test_removed_lines_are_of_the_old_text_and_not_of_the_new(old: list[str], new: list[str]) -> None:
    went, _ = line_changes(text(old), text(new))
    trimmed = [line.strip() for line in text(old).splitlines()]
    assert len(set(went)) == len(went)
    assert set(went) <= set(trimmed)
    assert not set(went) & {line.strip() for line in text(new).splitlines()}


@given(SENTENCES, SENTENCES)
def test_no_word_disappears_without_a_removed_line(old: list[str], new: list[str]) -> None:
    went, came = line_changes(text(old), text(new))
    assert words(old) - words(new) <= words(went)
    assert words(new) - words(old) <= words(came)
    assert not words(went) - words(old)
    assert not words(came) - words(new)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1),
    st.data(),
)
def test_spaces_and_punctuation_between_words_are_no_change(words: list[str], data: st.DataObject) -> None:
    apart = "".join(word + " " + data.draw(SPACES_AND_MARKS) for word in words)
    assert line_changes(" ".join(words), apart) == ([], [])
