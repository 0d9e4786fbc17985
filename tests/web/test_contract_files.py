"""Files with the data of all contracts: parts that are copied are as if written anew."""

import mmap
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.web.data import ContractFiles

pytestmark = pytest.mark.unit

NAMES = ("contracts.csv", "actions.csv", "contracts.json")
PARTS = {
    number: (f"{number}\n".encode(), f"{number},1\n".encode() * (number % 3), f'{{"id": {number}}}'.encode())
    for number in range(1, 8)
}


@contextmanager
def writer(folder: Path) -> Iterator[ContractFiles]:
    folder.mkdir()
    with ExitStack() as opened:
        files = ContractFiles(*[opened.enter_context((folder / name).open("wb")) for name in NAMES])
        files.begin()
        yield files
        files.end()


def written(folder: Path, ids: Sequence[int]) -> ContractFiles:
    with writer(folder) as files:
        for number in ids:
            files.put(number, PARTS[number])
    return files


def content(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in NAMES]


@pytest.mark.parametrize(
    "copied",
    [
        pytest.param([1, 2, 3, 4, 5, 6], id="all"),
        pytest.param([2, 3, 5, 6], id="with gaps"),
        pytest.param([3], id="one without actions"),
        pytest.param([4, 1, 2], id="in another order"),
    ],
)
def test_contracts_that_are_copied_are_as_if_written_anew(tmp_path: Path, copied: list[int]) -> None:
    places = written(tmp_path / "before", [1, 2, 3, 4, 5, 6]).places
    wanted = written(tmp_path / "written", [*copied, 7])
    with ExitStack() as opened, writer(tmp_path / "copied") as files:
        before = [opened.enter_context((tmp_path / "before" / name).open("rb")) for name in NAMES]
        maps = [mmap.mmap(each.fileno(), 0, access=mmap.ACCESS_READ) for each in before]
        files.copy([opened.enter_context(each) for each in maps], places, copied)
        files.put(7, PARTS[7])
    assert content(tmp_path / "copied") == content(tmp_path / "written")
    assert files.places == wanted.places
