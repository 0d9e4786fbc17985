"""Link codes: their format, and the check characters that reveal a typing error."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.petitions.roster.codes import ALPHABET, LENGTH, new_code, read_code

pytestmark = pytest.mark.unit


def is_code(text: str) -> bool:
    try:
        read_code(text)
    except UserError:
        return False
    return True


def test_codes_are_random_distinct_and_easy_to_read_aloud() -> None:
    codes = [new_code() for _ in range(2000)]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
        assert set(code) - {"-"} <= set(ALPHABET)
        assert read_code(code) == code.replace("-", "")
    assert not set(ALPHABET) & set("01ILOSU")
    assert len(ALPHABET) ** (LENGTH - 1) > 2**72


@pytest.mark.parametrize(
    "change", [str.lower, str.strip, lambda code: code.replace("-", " "), "  {}\n".format]
)
def test_a_code_can_be_typed_in_any_format(change: "type[str]") -> None:
    code = new_code()
    assert read_code(change(code)) == code.replace("-", "")


def test_every_single_wrong_character_is_detected() -> None:
    code = new_code().replace("-", "")
    for place in range(LENGTH):
        for other in ALPHABET + "01ILOSU":
            if other != code[place]:
                assert not is_code(code[:place] + other + code[place + 1 :])


def test_every_swap_of_two_characters_is_detected() -> None:
    code = new_code().replace("-", "")
    for one, two in combinations(range(LENGTH), 2):
        if code[one] != code[two]:
            swapped = list(code)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            assert not is_code("".join(swapped))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_without_a_crash(typed: str) -> None:
    is_code(typed)


@pytest.mark.parametrize("cut", [slice(0, LENGTH - 1), slice(1, LENGTH)])
def test_a_missing_or_additional_character_is_detected(cut: slice) -> None:
    code = new_code().replace("-", "")
    assert not is_code(code[cut])
    assert not is_code(f"{code}2")
