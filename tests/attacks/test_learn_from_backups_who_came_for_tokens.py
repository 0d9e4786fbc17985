"""Attack: somebody who keeps the nightly backups, and has the keys, wants to know which members came to the
signing page on a day: for a card, for tokens, or with a card that replaces one."""

import json
from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.common.clock import utc_now
from bot.demo.signing_member import fingerprint
from bot.errors import UserError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import IssuedPlace, IssuingRound, MemberCard
from tests.conftest import MovableClock
from tests.page.box.test_backup import nightly
from tests.support.registrar_desk import SERVER, Member, RegistrarDesk, open_registrar
from tests.support.sentences import restore

pytestmark = pytest.mark.storage

NUMBERS = [f"N{number}" for number in range(60)]
ISSUED = 25


class Union:
    """A union with a round, whose members have codes."""

    def __init__(self, desk: RegistrarDesk, folder: Path, codes: dict[str, str], round_id: str) -> None:
        self.desk, self.codes, self.round_id = desk, codes, round_id
        self._folder, self._nights = folder, 0
        self.restored: list[Database] = []

    async def visit(self, number: str) -> Member:
        """Let a member register a card and get tokens."""
        member = await self.desk.member_with(self.codes[number])
        assert len(await member.tokens(self.round_id)) == 6
        return member

    async def register(self, numbers: Iterable[str]) -> None:
        """Let members register a card, and get no tokens."""
        for number in numbers:
            await self.desk.member_with(self.codes[number])

    async def night(self) -> tuple[Settings, Path, list[str]]:
        """Make the backup of a night, as an attacker reads it."""
        await self.desk.rounds.tick()
        self._nights += 1
        return await nightly(self.desk.database, self._folder, f"night-{self._nights}")


@pytest.fixture
async def begun(database: Database, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Union]:
    """A union whose round has just begun."""
    clock.now = utc_now()
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(NUMBERS)
    codes = await desk.codes(*NUMBERS)
    union = Union(desk, tmp_path, codes, (await desk.begin()).id)
    yield union
    for each in union.restored:
        await each.close()


@pytest.fixture
async def union(begun: Union) -> Union:
    await begun.register(NUMBERS[:20])
    async with begun.desk.database.write() as session:
        round_ = (await session.scalars(select(IssuingRound))).one()
        for place in range(ISSUED):
            values = {"reference": bytes([place]) * 32, "hashes": bytes(192)}
            session.add(IssuedPlace(round_id=round_.id, **values))
        round_.issued = ISSUED
    IssuingFiles(begun.desk.keys.folder).note_issues(begun.round_id, ISSUED)
    return begun


def changed(before: list[str], after: list[str]) -> set[str]:
    """Return the lines of a backup that the one before did not have, without checksums."""
    return {line for line in set(after) - set(before) if "sha256" not in line and '"end"' not in line}


@pytest.mark.full
async def test_backups_do_not_show_who_got_a_card_or_tokens_between_them(union: Union) -> None:
    _, _, monday = await union.night()
    await union.visit("N40")
    await union.visit("N41")
    await union.register(["N42"])
    _, _, tuesday = await union.night()
    assert changed(monday, tuesday) == changed(tuesday, monday) == set()
    await union.register(NUMBERS[43:60])
    _, _, wednesday = await union.night()
    assert changed(tuesday, wednesday) == set()
    await union.desk.codes("N21", again=True)
    _, _, thursday = await union.night()
    assert len(changed(wednesday, thursday)) == 1, "the test can see places"


@pytest.mark.full
async def test_backups_do_not_show_when_a_code_that_replaces_a_card_was_used(union: Union) -> None:
    desk = union.desk
    await desk.rounds.tick()
    code, _ = await desk.cards.replace(SERVER, "N1", reason="lost")
    desk.clock.now = utc_now() - timedelta(days=1)
    async with desk.database.write() as session:  # eight days later, by the clock of backups
        card = (await session.scalars(select(MemberCard).where(MemberCard.code_from.is_not(None)))).one()
        card.code_from = desk.clock.now
    _, _, monday = await union.night()
    assert await Member(desk).register(code) == (200, {"card": "taken"})
    _, _, tuesday = await union.night()
    assert changed(monday, tuesday) == changed(tuesday, monday) == set()


@pytest.mark.full
async def test_a_new_card_whose_code_is_being_replaced_is_backed_up_as_before_it_came(
    union: Union, tmp_path: Path
) -> None:
    desk = union.desk
    _, _, monday = await union.night()
    member = await union.visit("N40")
    code, at_once = await desk.cards.replace(SERVER, "N40", reason="lost")
    assert not at_once
    _, file, tuesday = await union.night()
    assert changed(monday, tuesday) == changed(tuesday, monday) == set()
    member.desk, _ = await restored(union, file, tmp_path)
    assert await Member(member.desk).register(code) == (404, {"error": "code-unknown"})
    assert await member.register(union.codes["N40"]) == (200, {"card": "taken"}), "at once"


async def restored(union: Union, file: Path, tmp_path: Path, keys: str = "keys") -> tuple[RegistrarDesk, str]:
    """Restore a backup; return the registrar that goes on, and what the command says."""
    url = f"sqlite+aiosqlite:///{tmp_path / f'restored-{keys}.db'}"
    said = await restore(Settings(database_url=url, key_dir=tmp_path / keys), file, None)
    union.restored.append(database := await Database.connect(url))
    desk = await open_registrar(database, union.desk.clock, tmp_path / keys)
    await desk.rounds.tick()
    return desk, "\n".join(said)


@pytest.mark.full
async def test_a_restored_registrar_issues_nobody_twice_and_knows_the_code_of_every_card(
    union: Union, tmp_path: Path
) -> None:
    old, tail = await union.visit("N20"), await union.visit("N21")
    spki = (await union.desk.rounds.rounds(SERVER))[0].keys[0].spki
    union.desk.clock.move(days=7)
    demand_id = await union.desk.draft()
    assert await union.desk.take_key(demand_id) == spki
    _, shares = await old.shares(union.round_id)
    late = await union.desk.member_with(union.codes["N40"])
    _, file, _ = await union.night()
    desk, said = await restored(union, file, tmp_path)
    assert "nothing more is issued in the rounds that were under way" in said
    async with desk.database.read() as session:
        assert (await session.scalars(select(IssuedPlace))).all() == []
    for member in (old, tail, late):
        member.desk = desk
    for number, member in (("N20", old), ("N21", tail), ("N40", late)):
        assert await member.shares(union.round_id) == (404, {"error": "card-unknown"})
        assert await member.register(union.codes[number]) == (200, {"card": "taken"})
    assert await Member(desk).register(union.codes["N20"]) == (404, {"error": "code-unknown"})
    for member in (old, tail, late):
        status, answer = await member.shares(union.round_id)
        assert (status, answer["shares"], len(answer["closed"])) == (200, {}, 1)
        body = await _request(member, union.round_id)
        assert await desk.ask("issue", body) == (409, {"error": "keys-changed"})
    _, answer = await old.shares(union.round_id)
    assert answer["closed"].items() <= shares["shares"].items(), "whoever signed can withdraw"
    await desk.import_numbers(["N21"], replace=True)
    assert (await old.shares(union.round_id))[1]["closed"] == answer["closed"], "also off the roster"
    with pytest.raises(UserError, match="refusal-round-not-kept"):
        await desk.cards.issued(SERVER, ["N1"])
    with pytest.raises(UserError, match="refusal-round-restored"):
        await desk.take_key(await desk.draft("another"))
    status = await desk.rounds.status(SERVER)
    assert status is not None
    assert (status.keys_left, status.issued) == (0, 30)
    again = (await desk.begin()).id
    assert len(await tail.tokens(again)) == 6


@pytest.mark.full
async def test_a_backup_from_before_the_first_issue_issues_nobody_twice(begun: Union, tmp_path: Path) -> None:
    _, file, _ = await begun.night()
    member = await begun.visit("N1")
    after, _ = await restored(begun, file, tmp_path)
    member.desk = after
    assert await member.register(begun.codes["N1"]) == (200, {"card": "taken"})
    assert await after.ask("issue", await _request(member, begun.round_id)) == (
        409,
        {"error": "keys-changed"},
    )


@pytest.mark.full
async def test_a_restored_registrar_issues_where_nobody_was_issued_since(
    begun: Union, tmp_path: Path
) -> None:
    _, file, lines = await begun.night()
    assert json.loads(lines[0])["rows"]["issued_places"] == 0
    after, _ = await restored(begun, file, tmp_path)
    assert f"{issuing_key(begun.round_id, 0)}.key" in after.files()
    member = await after.member_with(begun.codes["N1"])
    assert len(await member.tokens(begun.round_id)) == 6


async def _request(member: Member, round_id: str) -> dict[str, object]:
    spkis = [key.spki for key in (await member.desk.rounds.rounds(SERVER))[0].keys]
    requests = [member.card.request(spki, bytes(32)) for spki in spkis]
    return member.card.issue_request(round_id, {fingerprint(r.spki): r for r in requests})
