"""Codes of the signing page as the steward makes them: in files only, whole or in halves, and as letters."""

import csv
import re
import stat
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update

from bot.cli.admin.cards import list_issued, print_letters, replace_code
from bot.common.clock import utc_now
from bot.errors import StartError
from bot.exports.manifest import ManifestSigner, fingerprint
from bot.keystore.keyring import Keys
from bot.page.registrar.acts import RegistrarActs
from bot.page.registrar.rounds import Rounds
from bot.petitions.roster.codes import read_code
from bot.settings import Settings
from bot.storage.models import IssuingKey, MemberCard, Server
from tests.cli.test_main import Command
from tests.support.registrar_desk import Member, RegistrarDesk

pytestmark = pytest.mark.unit

SERVER = 1_000_000_000_000_000_001
SITE = "https://board.example.org/"


@pytest.fixture
async def tocsin(tmp_path: Path) -> Command:
    command = Command(tmp_path)
    await command.know(SERVER)
    command.write("members.csv", "1001\n1002\n1003\n")
    await command("roster", "import", "members.csv", "--codes", "join.csv")
    return command


def settings_of(tocsin: Command, board_url: str = SITE) -> Settings:
    return Settings(
        database_url=f"sqlite+aiosqlite:///{tocsin.database}",
        key_dir=tocsin.folder / "keys",
        board_url=board_url,
    )


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


async def give_board(tocsin: Command, name: str | None = "cgt") -> None:
    async with tocsin.opened() as database, database.write() as session:
        await session.execute(update(Server).values(board=name))


async def test_codes_are_only_in_a_file_that_its_owner_alone_can_read(tocsin: Command) -> None:
    outcome = await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv")
    path = tocsin.folder / "cards.csv"
    heading, *rows = rows_of(path)
    assert heading == ["number", "code"]
    assert sorted(number for number, _ in rows) == ["1001", "1002", "1003"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    stored = b"".join(file.read_bytes() for file in tocsin.database.parent.iterdir())
    for _, code in rows:
        assert read_code(code).encode() not in stored
        assert code not in "\n".join(outcome.lines)
    assert outcome.lines[0] == "3 codes made, in cards.csv and nowhere else."
    assert not {code for _, code in rows} & {code for _, code in rows_of(tocsin.folder / "join.csv")}


@pytest.mark.full
async def test_codes_are_made_once_and_again_on_request(tocsin: Command) -> None:
    await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv")
    outcome = await tocsin("roster", "cards", "members.csv", "--codes", "more.csv")
    assert outcome.lines[0].startswith("Everybody in the file")
    assert not (tocsin.folder / "more.csv").exists()
    assert (
        "exists already"
        in (await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv", "--again")).sentence
    )
    await tocsin("roster", "cards", "members.csv", "--codes", "more.csv", "--again")
    assert {code for _, code in rows_of(tocsin.folder / "more.csv")[1:]}.isdisjoint(
        code for _, code in rows_of(tocsin.folder / "cards.csv")[1:]
    )


async def test_two_people_get_half_of_each_code(tocsin: Command) -> None:
    await tocsin("roster", "cards", "members.csv", "--codes", "a.csv", "--second", "b.csv")
    first, second = rows_of(tocsin.folder / "a.csv"), rows_of(tocsin.folder / "b.csv")
    assert (first[0], second[0]) == (["number", "first half"], ["number", "second half"])
    for (number, head), (same, tail) in zip(first[1:], second[1:], strict=True):
        assert number == same
        assert len(head) == len(tail) == 9
        assert read_code(f"{head}-{tail}")


@pytest.mark.full
@pytest.mark.parametrize("codes", [("cards.csv",), ("a.csv", "b.csv")])
async def test_letters_are_printed_from_a_file_of_codes(tocsin: Command, codes: tuple[str, ...]) -> None:
    options = [word for pair in zip(("--codes", "--second"), codes, strict=False) for word in pair]
    await tocsin("roster", "cards", "members.csv", *options)
    await give_board(tocsin)
    async with tocsin.opened() as database, database.write() as session:
        keys = await Keys.open(tocsin.folder / "keys", database, utc_now)
        signer = ManifestSigner(await keys.ensure(session, "signing"))
    key = fingerprint(signer.public_key).replace(" ", "")
    for name in codes:
        path, letters = tocsin.folder / name, tocsin.folder / f"{name}.pdf"
        told = await print_letters(settings_of(tocsin), None, path, letters, "fr")
        assert "3 letters" in str(told)
        assert f"{SITE}cgt/fr/sign.html" in str(told)
        assert stat.S_IMODE(letters.stat().st_mode) == 0o600
        for page, (number, code) in zip(PdfReader(letters).pages, rows_of(path)[1:], strict=True):
            text = "".join(page.extract_text().split())
            assert code in text
            assert number not in text
            assert f"{SITE}cgt/fr/sign.html" in text
            assert key[:16] in text
            assert key[16:] not in text
        with pytest.raises(StartError, match="exists already"):
            await print_letters(settings_of(tocsin), None, path, letters, "fr")


async def test_letters_need_an_address_and_a_file_of_codes(tocsin: Command) -> None:
    await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv")
    cards, letters = tocsin.folder / "cards.csv", tocsin.folder / "letters.pdf"
    with pytest.raises(StartError, match="TOCSIN_SITE_URL"):
        await print_letters(settings_of(tocsin), None, cards, letters, None)
    await give_board(tocsin)
    with pytest.raises(StartError, match="TOCSIN_SITE_URL"):
        await print_letters(settings_of(tocsin, ""), None, cards, letters, None)
    whole = cards.read_bytes()
    wrong = [
        b"",
        b"\xff\xfe\x00",
        b"number,code\n",
        whole[:-5],
        whole.replace(b"code", b"half"),
        b"a,b,c\n1,2,3\n",
    ]
    wrong.append(whole.replace(b"number,code", b"number,first half"))
    for content in wrong:
        cards.write_bytes(content)
        with pytest.raises(StartError, match="no file of codes"):
            await print_letters(settings_of(tocsin), None, cards, letters, None)
    with pytest.raises(StartError, match="none"):
        await print_letters(settings_of(tocsin), None, tocsin.folder / "none.csv", letters, None)
    assert not letters.exists()


async def test_a_lost_code_is_replaced_at_once_without_a_card_and_in_seven_days_with_one(
    tocsin: Command,
) -> None:
    await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv")
    code, line, told = await replace_code(settings_of(tocsin), None, "1001", "lost")
    assert re.search(r": (?:[0-9a-f]{4} ){3}[0-9a-f]{4}\.", str(line))
    assert "at once" in str(told)
    async with tocsin.opened() as database:
        desk = await desk_of(tocsin, database)
        assert (await Member(desk).register(str(code)))[0] == 200
        desk.acts.close()
    *_, told = await replace_code(settings_of(tocsin), None, "1001", "lost")
    assert str(told).startswith("It works from")


async def desk_of(tocsin: Command, database: object) -> RegistrarDesk:
    keys = await Keys.open(tocsin.folder / "keys", database, utc_now)  # type: ignore[arg-type]
    await keys.ensured("signing")
    rounds, acts = Rounds(database, utc_now, keys), RegistrarActs(database, utc_now, keys)  # type: ignore[arg-type]
    union = (await keys.signing_keys())[0]
    return RegistrarDesk(database, utc_now, keys, rounds, None, acts, union)  # type: ignore[arg-type]


@pytest.mark.full
async def test_an_auditor_is_told_who_was_issued(tocsin: Command) -> None:
    await tocsin("roster", "cards", "members.csv", "--codes", "cards.csv")
    codes = dict(rows_of(tocsin.folder / "cards.csv"))
    async with tocsin.opened() as database:
        desk = await desk_of(tocsin, database)
        async with database.write() as session:
            await session.execute(update(Server).values(channel_id=5))
        round_id = (await desk.rounds.begin(SERVER, None)).id
        for number in ("1003", "1001"):
            member = Member(desk)
            await member.register(codes[number])
            await member.tokens(round_id)
        desk.acts.close()
        async with database.write() as session:  # as after the signing, in a later round
            await session.execute(update(IssuingKey).values(state="ended"))
            await session.execute(update(IssuingKey).where(IssuingKey.position == 0).values(state="closed"))
        async with database.read() as session:
            assert len((await session.scalars(select(MemberCard.key))).all()) == 3
    *numbers, told = await list_issued(
        settings_of(tocsin), None, tocsin.folder / "members.csv", column=None, round_number=None
    )
    assert [str(number) for number in numbers] == ["1001", "1003"]
    assert str(told).startswith("Tokens were issued to 2 of 3")
    assert "nobody can later tell which signature is whose, without a card or tokens file." in str(told)
    assert "They were issued to no place outside the file." in str(told)
    (tocsin.folder / "members.csv").write_text("number\n1003\n")
    *_, told = await list_issued(
        settings_of(tocsin), None, tocsin.folder / "members.csv", column=None, round_number=None
    )
    assert "They were issued to one place outside the file: ask whose it is." in str(told)
    assert "If nearly all of them signed, this is nearly who signed." in str(told)
