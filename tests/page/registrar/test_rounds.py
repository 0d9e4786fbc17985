"""Rounds: issuing keys, from the begin of a round to the end of the last ledger."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key
from sqlalchemy import func, select, update

from bot.errors import UserError
from bot.keystore.files import KeysError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys, round_key, share_key
from bot.page.registrar import rounds as rounds_module
from bot.page.registrar.rounds import KEYS_PER_ROUND, MIN_ISSUED, RoundStatus
from bot.petitions.roster.service import Roster
from bot.servers.removal import Removals
from bot.storage import Database
from bot.storage.models import (
    Demand,
    IssuedPlace,
    IssuingRound,
    KeyFingerprint,
    MemberCard,
    RosterMember,
)
from tests.conftest import MovableClock
from tests.support.registrar_desk import SERVER, RegistrarDesk, open_registrar

pytestmark = pytest.mark.storage

NUMBERS = [f"N{number}" for number in range(30)]


@pytest.fixture
async def desk(database: Database, clock: MovableClock, tmp_path: Path) -> RegistrarDesk:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    await desk.import_numbers(NUMBERS)
    return desk


async def issue(desk: RegistrarDesk, places: int = MIN_ISSUED) -> None:
    """Store issued places, as many as a demand needs."""
    async with desk.database.write() as session:
        round_ = (await session.scalars(select(IssuingRound).order_by(IssuingRound.id.desc()))).first()
        assert round_ is not None
        for place in range(places):
            reference = place.to_bytes(32, "big")
            session.add(IssuedPlace(round_id=round_.id, reference=reference, hashes=bytes(192)))
        round_.issued += places


async def ready(desk: RegistrarDesk) -> str:
    """Begin a round and let it become old enough for demands; return its id."""
    found = await desk.begin()
    await issue(desk)
    desk.clock.move(days=7)
    return found.id


async def test_a_round_has_six_keys_of_2048_bits_whose_private_halves_are_private_files(
    desk: RegistrarDesk,
) -> None:
    status = await desk.begin()
    assert (status.number, status.places, status.issued, status.with_card, status.keys_left) == (
        1,
        30,
        0,
        0,
        6,
    )
    [entry] = await desk.rounds.rounds(SERVER)
    assert (entry.id, entry.begun_on, len({key.spki for key in entry.keys})) == (
        status.id,
        desk.clock().date(),
        KEYS_PER_ROUND,
    )
    for position, key in enumerate(entry.keys):
        public = load_der_public_key(key.spki)
        assert (public.key_size, public.public_numbers().e) == (2048, 65537)  # type: ignore[union-attr]
        assert desk.keys.folder.key_path(issuing_key(entry.id, position)).stat().st_mode & 0o777 == 0o600
        assert len(await desk.keys.key(share_key(entry.id, position)) or b"") == 32
    assert len(await desk.keys.key(round_key(entry.id)) or b"") == 32


async def test_the_keys_of_backups_have_no_issuing_key(desk: RegistrarDesk) -> None:
    await desk.begin()
    async with desk.database.read() as session:
        backed_up = set(await session.scalars(select(KeyFingerprint.name)))  # ``admin.keys.backup_keys``
    assert sum(name.startswith("share-") for name in backed_up) == KEYS_PER_ROUND
    assert not any(name.startswith("issuing-") for name in backed_up)


async def test_a_round_needs_a_roster_and_a_day_since_the_last_one(
    database: Database, clock: MovableClock, tmp_path: Path
) -> None:
    desk = await open_registrar(database, clock, tmp_path / "keys")
    with pytest.raises(UserError, match="refusal-round-no-roster"):
        await desk.begin()
    await desk.import_numbers(NUMBERS)
    await desk.begin()
    before = desk.files()
    with pytest.raises(UserError, match="refusal-round-begun-today"):
        await desk.begin()
    assert desk.files() == before
    clock.move(days=1)
    assert (await desk.begin()).number == 2


async def test_a_demand_takes_a_key_of_a_round_that_is_old_and_large_enough(desk: RegistrarDesk) -> None:
    demand_id = await desk.draft()
    with pytest.raises(UserError, match="refusal-round-none"):
        await desk.take_key(demand_id)
    await desk.begin()
    desk.clock.move(days=6)
    await issue(desk, MIN_ISSUED - 1)
    with pytest.raises(UserError, match="refusal-round-too-young"):
        await desk.take_key(demand_id)
    desk.clock.move(days=1)
    with pytest.raises(UserError, match="refusal-round-too-few"):
        await desk.take_key(demand_id)
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=MIN_ISSUED))
    with pytest.raises(UserError, match="refusal-round-too-few"):
        await desk.take_key(demand_id)  # or an attempt would show that one more came
    desk.clock.move(days=1)
    spki = await desk.take_key(demand_id)
    assert await desk.take_key(demand_id) == spki, "the same, asked again"
    [entry] = await desk.rounds.rounds(SERVER)
    assert [key.demand_id for key in entry.keys if key.spki == spki] == [demand_id]


async def test_a_key_opens_one_demand_and_the_seventh_demand_is_refused(desk: RegistrarDesk) -> None:
    await ready(desk)
    demands = [await desk.draft(f"d{number}") for number in range(KEYS_PER_ROUND + 1)]
    spkis = {await desk.take_key(demand_id) for demand_id in demands[:-1]}
    assert len(spkis) == KEYS_PER_ROUND
    with pytest.raises(UserError, match="refusal-round-no-key"):
        await desk.take_key(demands[-1])


async def test_a_key_that_a_lost_demand_took_is_never_taken_again(desk: RegistrarDesk) -> None:
    """The database is restored from before the demand was opened; its number is assigned again."""
    public_id = await ready(desk)
    lost = await desk.draft()
    spki = await desk.take_key(lost)
    async with desk.database.write() as session:
        key = await session.get_one(rounds_module.IssuingKey, (1, 0))
        key.state, key.demand_id = "free", None
        demand = await session.get_one(Demand, lost)
        demand.created_at += timedelta(days=1)
    assert await desk.take_key(lost) != spki
    assert f"{round_key(public_id)}.owner-0" in desk.files()


async def test_a_failed_opening_leaves_the_key_for_the_same_demand(desk: RegistrarDesk) -> None:
    await ready(desk)
    demand_id = await desk.draft()
    with pytest.raises(ZeroDivisionError):
        async with desk.database.write() as session:
            spki = await desk.rounds.take_key(session, SERVER, demand_id)
            raise ZeroDivisionError
    assert await desk.take_key(demand_id) == spki


async def test_the_private_half_goes_with_the_signing_and_the_share_key_with_the_ledger(
    desk: RegistrarDesk,
) -> None:
    """On their days, whether or not the box is there."""
    public_id = await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    private, share = f"{issuing_key(public_id, 0)}.key", f"{share_key(public_id, 0)}.key"
    await desk.rounds.tick()
    assert {private, share} <= desk.files()
    await desk.close(demand_id)
    assert (private in desk.files(), share in desk.files()) == (False, True)
    desk.clock.move(days=29, hours=23)
    await desk.rounds.tick()
    assert share in desk.files(), "a signature can be withdrawn for 30 days"
    desk.clock.move(hours=1)
    for _ in range(2):
        await desk.rounds.tick()
        assert not {private, share} & desk.files()
    assert await desk.keys.key(share_key(public_id, 0)) is None
    assert await desk.keys.key(round_key(public_id)) is not None, "other demands may take its keys"
    await desk.keys.open(desk.keys.folder.path, desk.database, desk.clock)


async def test_the_free_keys_of_a_round_go_when_the_next_one_begins(desk: RegistrarDesk) -> None:
    public_id = await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    await desk.begin()
    left = {name for name in desk.files() if public_id in name and name.endswith(".key")}
    assert left == {
        f"{issuing_key(public_id, 0)}.key",
        f"{share_key(public_id, 0)}.key",
        f"{round_key(public_id)}.key",
    }
    assert [key.state for key in (await desk.rounds.rounds(SERVER))[0].keys] == ["taken", *["ended"] * 5]


async def issued_rows(desk: RegistrarDesk) -> int:
    async with desk.database.read() as session:
        return await session.scalar(select(func.count()).select_from(IssuedPlace)) or 0


async def test_issued_places_go_half_a_year_after_a_round_that_no_other_follows(desk: RegistrarDesk) -> None:
    public_id = await ready(desk)
    desk.clock.move(days=176)
    await desk.rounds.tick()
    assert await issued_rows(desk) == MIN_ISSUED
    desk.clock.move(days=1)
    await desk.rounds.tick()
    assert await issued_rows(desk) == 0
    assert not [name for name in desk.files() if public_id in name and name.endswith(".key")]
    with pytest.raises(UserError, match="refusal-round-no-key"):
        await desk.take_key(await desk.draft())


async def test_the_number_of_issues_does_not_say_when_the_last_one_was(desk: RegistrarDesk) -> None:
    public_id = (await desk.begin()).id
    files = IssuingFiles(desk.keys.folder)
    for number in (1, 2):
        files.note_issues(public_id, number)
        assert (desk.keys.folder.path / f"{round_key(public_id)}.issued").stat().st_mtime == 0
    changed = (desk.keys.folder.path / f"{round_key(public_id)}.issued").stat().st_ctime_ns
    await desk.rounds.tick()
    assert (desk.keys.folder.path / f"{round_key(public_id)}.issued").stat().st_ctime_ns > changed
    assert files.issues(public_id) == 2


async def test_issued_places_go_with_the_last_ledger_of_their_round(desk: RegistrarDesk) -> None:
    public_id = await ready(desk)
    demands = [await desk.draft("one"), await desk.draft("two")]
    for demand_id in demands:
        await desk.take_key(demand_id)
    await desk.begin()
    await desk.rounds.ledger_over(demands[0])
    assert await issued_rows(desk) == MIN_ISSUED
    await desk.rounds.ledger_over(demands[1])
    assert await issued_rows(desk) == 0
    assert {name for name in desk.files() if public_id in name and not name.endswith(".destroyed")} == set()


async def test_a_legal_hold_keeps_the_share_key_and_the_issued_places(desk: RegistrarDesk) -> None:
    public_id = await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    await desk.begin()
    async with desk.database.write() as session:
        demand = await session.get_one(Demand, demand_id)
        demand.legal_hold, demand.hold_until = True, desk.clock() + timedelta(days=30)
    await desk.rounds.ledger_over(demand_id)
    assert await desk.keys.key(share_key(public_id, 0)) is not None
    assert await issued_rows(desk) == MIN_ISSUED
    desk.clock.move(days=31)
    await desk.rounds.tick()
    assert await desk.keys.key(share_key(public_id, 0)) is None
    assert await issued_rows(desk) == 0


async def test_a_restored_database_does_not_bring_destroyed_keys_back(
    desk: RegistrarDesk, tmp_path: Path
) -> None:
    await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    await desk.rounds.ledger_over(demand_id)
    async with desk.database.write() as session:  # as it was before
        await session.execute(update(KeyFingerprint).values(destroyed_at=None))
        key = await session.get_one(rounds_module.IssuingKey, (1, 0))
        key.state = "taken"
    again = await open_registrar(desk.database, desk.clock, tmp_path / "keys")
    await again.rounds.tick()
    assert (await again.rounds.rounds(SERVER))[0].keys[0].state == "ended"


async def test_figures_are_in_tens_and_of_a_demand_with_a_key(desk: RegistrarDesk) -> None:
    await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    async with desk.database.write() as session:
        assert await desk.rounds.figures(session, SERVER, demand_id) == (30, MIN_ISSUED)
        await session.execute(update(IssuingRound).values(places=31, issued=21))
        assert await desk.rounds.figures(session, SERVER, demand_id) == (40, 30)
        assert await desk.rounds.issued(session, SERVER, demand_id) == 21
        for call in (desk.rounds.figures, desk.rounds.issued):
            with pytest.raises(LookupError):
                await call(session, SERVER, demand_id + 1)


async def test_places_are_taken_when_a_round_begins(desk: RegistrarDesk) -> None:
    """Members who join, leave or return during it change no figure."""
    await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)

    async def places() -> tuple[int, int]:
        async with desk.database.read() as session:
            figures = await desk.rounds.figures(session, SERVER, demand_id)
        return (await status(desk)).places, figures[0]

    for numbers in ([*NUMBERS, *(f"M{number}" for number in range(40))], NUMBERS[:5], NUMBERS):
        await desk.import_numbers(numbers, replace=True)
        assert await places() == (30, 30)
    desk.clock.move(days=1)
    await desk.import_numbers([*NUMBERS, "M1"], replace=True)
    assert (await desk.begin()).places == 31
    assert (await places())[1] == 30, "of the round before"


async def test_members_who_joined_in_a_round_and_have_tokens_are_places(desk: RegistrarDesk) -> None:
    await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=42))
        assert await desk.rounds.figures(session, SERVER, demand_id) == (50, 50)


async def test_figures_of_a_round_are_as_of_the_first_look_of_the_day(desk: RegistrarDesk) -> None:
    """An organiser with nine more places brings the number to its edge, and looks when a member comes."""
    await desk.begin()
    await issue(desk, 20)
    assert (await status(desk)).issued == 0
    desk.clock.move(days=1)
    await desk.rounds.tick()
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=21))
    assert (await status(desk)).issued == 20
    desk.clock.move(days=1)
    await desk.rounds.tick()
    assert (await status(desk)).issued == 30


async def status(desk: RegistrarDesk) -> RoundStatus:
    found = await desk.rounds.status(SERVER)
    assert found is not None
    return found


async def test_issues_that_a_restored_database_does_not_know_are_counted(desk: RegistrarDesk) -> None:
    public_id = await ready(desk)
    demand_id = await desk.draft("one")
    await desk.take_key(demand_id)
    IssuingFiles(desk.keys.folder).note_issues(public_id, 25)
    async with desk.database.write() as session:
        await session.execute(update(IssuingRound).values(issued=5))  # as it was before
        assert await desk.rounds.figures(session, SERVER, demand_id) == (30, 30)
        assert await desk.rounds.issued(session, SERVER, demand_id) == 25
    desk.clock.move(days=1)
    assert ((await status(desk)).issued, (await status(desk)).keys_left) == (30, 0)
    with pytest.raises(UserError, match="refusal-round-restored"):
        await desk.take_key(await desk.draft("two"))


async def add_card(desk: RegistrarDesk, place: bytes, *, key: bytes | None) -> None:
    async with desk.database.write() as session:
        session.add(MemberCard(server_id=SERVER, place=place, key=key, code=place))


async def cards(desk: RegistrarDesk) -> dict[bytes, tuple[bytes | None, bytes | None]]:
    async with desk.database.read() as session:
        rows = await session.scalars(select(MemberCard))
        return {row.place: (row.key, row.code) for row in rows}


async def test_a_card_of_nobody_on_the_roster_is_kept_as_long_as_it_may_withdraw(desk: RegistrarDesk) -> None:
    async with desk.database.read() as session:
        with_card, without = (await session.scalars(select(RosterMember.reference).limit(2))).all()
    await add_card(desk, with_card, key=b"1" * 64)
    await add_card(desk, without, key=None)
    await ready(desk)
    demand_id = await desk.draft()
    await desk.take_key(demand_id)
    assert len(await cards(desk)) == 2
    assert await Roster(desk.database, desk.clock, desk.keys).clear(SERVER), "a card was kept"
    assert await cards(desk) == {with_card: (b"1" * 64, None)}
    await desk.rounds.ledger_over(demand_id)
    assert len(await cards(desk)) == 1, "another demand may take a key of the round"
    desk.clock.move(days=184)
    await desk.rounds.tick()
    assert await cards(desk) == {}


async def test_nothing_of_a_round_outlives_its_server(desk: RegistrarDesk) -> None:
    public_id = (await desk.begin()).id
    await add_card(desk, b"1" * 32, key=b"1" * 64)
    assert any(public_id in name for name in desk.files())
    await Removals(desk.database, desk.clock, desk.keys).delete(SERVER)
    assert not any(public_id in name for name in desk.files())
    assert (await cards(desk), await desk.rounds.rounds(SERVER)) == ({}, [])


async def test_a_database_from_before_the_deletion_of_a_server_deletes_it_again(
    desk: RegistrarDesk, tmp_path: Path
) -> None:
    await desk.begin()
    async with desk.database.read() as session:
        of_server = select(KeyFingerprint).where(KeyFingerprint.name != "signing")
        rows = {row.name: row.fingerprint for row in await session.scalars(of_server)}
    desk.keys.folder.forget(rows)
    keys = await Keys.open(tmp_path / "keys", desk.database, desk.clock)
    assert set((await keys.forgotten())[SERVER]) == set(rows)


async def test_keys_of_unknown_rounds_are_removed_private_halves_after_a_day_the_others_after_half_a_year(
    desk: RegistrarDesk,
) -> None:
    await desk.begin()
    known, other = {name for name in desk.files() if name.endswith(".key")}, "0" * 32
    folder = desk.keys.folder
    private, *others = names = issuing_key(other, 0), share_key(other, 0), round_key(other)
    for name in names:
        folder.put(name, b"x" * 32)

    async def left(days: int) -> set[str]:
        """Return the keys that stay after a number of days."""
        for path in folder.path.glob("*.key"):
            os.utime(path, (0, desk.clock().timestamp() - days * 86_400 - 60))
        await desk.rounds.tick()
        return {name for name in desk.files() if name.endswith(".key")} - known

    assert await left(0) == {f"{name}.key" for name in (private, *others)}
    assert await left(1) == await left(183) == {f"{name}.key" for name in others}
    assert await left(184) == set()
    assert known <= desk.files()


async def test_a_missing_foreign_damaged_or_open_issuing_key_is_refused_in_words(desk: RegistrarDesk) -> None:
    public_id = (await desk.begin()).id
    files, folder = IssuingFiles(desk.keys.folder), desk.keys.folder
    keys = (await desk.rounds.rounds(SERVER))[0].keys
    name, other = issuing_key(public_id, 0), issuing_key(public_id, 1)
    assert files.read(name, keys[0].spki).key_size == 2048

    def refused(name: str) -> str:
        with pytest.raises(KeysError) as caught:
            files.read(name, keys[0].spki)
        return f"{caught.value.code}: {caught.value}"

    assert refused(other).startswith("key-foreign: ")
    folder.key_path(name).chmod(0o640)
    assert refused(name).startswith("key-open: ")
    folder.key_path(name).chmod(0o600)
    folder.key_path(name).write_bytes(b"x")
    assert refused(name).startswith("key-damaged: The issuing key ")
    folder.key_path(name).unlink()
    assert "begin a new round" in refused(name)
    # Without an issuing key the bot starts all the same: signing goes on.
    await Keys.open(folder.path, desk.database, desk.clock)
