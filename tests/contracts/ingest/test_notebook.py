"""What a read remembers on disk behaves as a dict and a set do, in the order in which things came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.ingest.notebook import CACHE_KIB, READ_AHEAD, Notebook

pytestmark = pytest.mark.unit

keys = st.sampled_from(["a", "b", "'; DROP TABLE t1; --", "é", ""])
steps = st.lists(st.tuples(st.sampled_from(["put", "drop", "clear"]), keys, st.text(max_size=3)))


@given(steps)
def test_pages_hold_what_a_dict_would(script: list[tuple[str, str, str]]) -> None:
    plain: dict[str, str] = {}
    with Notebook() as notebook:
        pages, others = notebook.pages(), notebook.pages()
        for step, key, value in script:
            if step == "put":
                pages[key] = plain[key] = value
            elif step == "drop":
                assert pages.pop(key, None) == plain.pop(key, None)
            else:
                pages.clear()
                plain.clear()
            assert list(pages.items()) == list(plain.items())
            assert (len(pages), key in pages, pages.get(key)) == (len(plain), key in plain, plain.get(key))
        assert not others


def test_names_are_a_set_in_order() -> None:
    with Notebook() as notebook:
        names = notebook.names()
        names.update(["b", "a", "b"])
        names.discard("c")
        assert (list(names), len(names), "a" in names) == (["b", "a"], 2, True)
        names.discard("b")
        assert list(names) == ["a"]


def test_what_is_added_during_a_loop_is_met_by_it() -> None:
    with Notebook() as notebook:
        names = notebook.names()
        names.update(str(number) for number in range(READ_AHEAD))
        met = 0
        for name in names:
            met += 1
            if not name.startswith("new"):
                names.add(f"new {name}")
        assert met == 2 * READ_AHEAD


def test_what_goes_beyond_its_memory_is_kept() -> None:
    with Notebook() as notebook:
        pages = notebook.pages()
        for number in range(4 * CACHE_KIB):
            pages[str(number)] = "x" * 4096
        assert len(pages) == 4 * CACHE_KIB
        assert pages["0"] == pages[str(4 * CACHE_KIB - 1)] == "x" * 4096
