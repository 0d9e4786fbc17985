"""``tocsin roster`` as the steward runs it: codes are in one file only, and faults are explained."""

import csv
import stat
from pathlib import Path

import pytest

from bot.petitions.roster.codes import read_code
from bot.settings import Settings
from tests.cli.test_main import Command
from tests.support.sentences import new_code

pytestmark = pytest.mark.unit

SERVER = 1_000_000_000_000_000_001


@pytest.fixture
async def tocsin(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    await command.know(SERVER)
    return command


def codes_in(path: Path) -> dict[str, str]:
    with path.open(newline="") as file:
        return {row["number"]: row["code"] for row in csv.DictReader(file)}


async def test_codes_are_only_in_a_file_that_its_owner_alone_can_read(tocsin: Command) -> None:
    tocsin.write("members.csv", "1001\n1002\n01002\n\n")
    lines = (await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")).lines
    path = tocsin.folder / "codes.csv"
    codes = codes_in(path)
    assert sorted(codes) == ["1001", "1002"]
    assert all(read_code(code) for code in codes.values())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [line.split()[0] for line in lines] == ["2", "1", "1", "To"]
    stored = b"".join(file.read_bytes() for file in tocsin.database.parent.iterdir())
    for number, code in codes.items():
        assert code not in "\n".join(lines)
        assert code.replace("-", "").encode() not in stored
        assert number not in "\n".join(lines)


@pytest.mark.full
async def test_blank_and_repeated_lines_of_a_large_file_are_not_counted_as_members(
    tocsin: Command,
) -> None:
    lines = [str(1_000_000 + number) for number in range(40_000)]
    lines += ["", "   "] * 5_000 + lines[:10_000]
    tocsin.write("members.csv", "\n".join(lines) + "\n")
    told = (await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")).lines
    codes = codes_in(tocsin.folder / "codes.csv")
    assert len(codes) == len(set(codes.values())) == 40_000
    assert told[0].startswith("40,000 ")
    assert any(line.startswith("10,000 ") for line in told), "what came twice is told"


@pytest.mark.full
async def test_a_second_import_writes_no_file_and_overwrites_none(tocsin: Command) -> None:
    tocsin.write("members.csv", "1001\n1002\n")
    assert (await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")).code == 0
    outcome = await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    assert "exists already" in outcome.sentence
    outcome = await tocsin("roster", "import", "members.csv", "--codes", "more.csv")
    assert outcome.lines[0].startswith("2 members are already on the roster")
    assert not (tocsin.folder / "more.csv").exists()


@pytest.mark.full
async def test_members_are_removed_only_on_request(tocsin: Command) -> None:
    tocsin.write("members.csv", "1001\n1002\n1003\n")
    tocsin.write("fewer.csv", "1001\n")
    await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    told = (await tocsin("roster", "import", "fewer.csv", "--codes", "more.csv")).lines
    assert any("--replace" in line and line.startswith("2 members are") for line in told)
    told = (await tocsin("roster", "import", "fewer.csv", "--codes", "more.csv", "--replace")).lines
    assert any("removed from the roster" in line and line.startswith("2 members are") for line in told)
    told = (await tocsin("roster", "import", "fewer.csv", "--codes", "more.csv", "--replace")).lines
    assert not any("removed from the roster" in line for line in told)


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("content", "words"),
    [("number,name\n1,x\n", "2 columns"), ("1001\nnobody\n", "line 2"), (None, "cannot be read")],
)
async def test_an_unusable_file_changes_nothing(tocsin: Command, content: str | None, words: str) -> None:
    if content is not None:
        tocsin.write("members.csv", content)
    outcome = await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    assert words in outcome.sentence
    assert not (tocsin.folder / "codes.csv").exists()
    assert "no roster" in (await tocsin("roster", "status")).lines[0]


@pytest.mark.full
async def test_the_size_of_a_roster_is_shown_and_it_can_be_cleared(tocsin: Command) -> None:
    tocsin.write("members.csv", "".join(f"{number}\n" for number in range(1000, 1025)))
    await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    [told] = (await tocsin("roster", "status")).lines
    assert "at least 20," in told
    assert "fewer than 10" in told
    [told] = (await tocsin("roster", "clear", "--yes")).lines
    assert told.startswith("Nothing is left")
    assert "no roster" in (await tocsin("roster", "status")).lines[0]


async def test_a_lost_code_is_replaced(tocsin: Command) -> None:
    tocsin.write("members.csv", "1001\n")
    await tocsin("roster", "import", "members.csv", "--codes", "codes.csv")
    settings = Settings(database_url=f"sqlite+aiosqlite:///{tocsin.database}", key_dir=tocsin.folder / "keys")
    code, told = await new_code(settings, None, "1001", "lost")
    assert told.startswith("It works from")
    assert read_code(code)
    assert code != codes_in(tocsin.folder / "codes.csv")["1001"]
