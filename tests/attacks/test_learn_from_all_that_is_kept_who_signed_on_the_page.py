"""Attack: somebody with the database, keys, logs, backups and every published file of a union guesses, of
those who were issued tokens, who signed a demand on the page.

Whoever has the keys knows of which member each record is. The attacker ranks members by every value, order,
position on disk and number of copies that is kept of them, and by whatever of it meets something of a row.
The Mann-Whitney test notices if a ranking tells signers from the others better than chance does, or worse.
"""

import gzip
import math
import sqlite3
from base64 import b64encode, urlsafe_b64encode
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.keystore.keyring import roster_key, round_key
from bot.page.registrar.cards import issued_reference
from bot.petitions.roster.file import tidy_number
from bot.petitions.roster.members import number_reference
from bot.storage.models import MemberCard
from tests.support.petition_desk import SERVER
from tests.support.signing_crowd import DAYS, OPENS, Crowd, Look, Visitor, crowd

pytestmark = pytest.mark.storage

NIGHTS = (9, 12, 15, 18, 21, DAYS - 1)
CERTAIN = (
    6.0  # standard deviations; by chance, one of a hundred rankings is that far out once in 5 million runs
)
_LOOKED_FOR = 16  # bytes of a value
_MIN_EXPECTED = 5.0

Name = tuple[str, str]
"""Kind of a record (card, issue, row), and the member or the key that it is of."""

Values = dict[str, Any]
"""Values of one kind, numbers or bytes, by the member or key that they are of."""


@dataclass
class Evidence:
    """Knowledge of members who were issued tokens, and of rows: ``Values`` by their kind."""

    members: dict[str, Values] = field(default_factory=lambda: defaultdict(dict))
    rows: dict[str, Values] = field(default_factory=lambda: defaultdict(dict))
    demands: dict[str, str] = field(default_factory=dict)  # of the rows

    def of(self, name: Name) -> dict[str, Values]:
        return self.rows if name[0] == "row" else self.members

    def rankings(self, demand: str) -> Iterator[tuple[str, Values]]:
        """Yield every way to rank the members, as a score for each."""
        yield from self.members.items()
        for theirs, of_rows in self.rows.items():
            rows = sorted(value for key, value in of_rows.items() if self.demands[key] == demand)
            met = Counter(rows)
            for mine, values in self.members.items():
                held = Counter(values.values())
                if met.keys() & held.keys():
                    yield f"{theirs} = {mine}", {one: met[at] / held[at] for one, at in values.items()}
                if not any(isinstance(each, bytes) for each in (*rows[:1], *values.values())):
                    order = sorted(held)
                    gaps = dict(zip(order, [*order[1:], math.inf], strict=True))
                    between = {at: bisect_left(rows, gaps[at]) - bisect_left(rows, at) for at in order}
                    yield f"{theirs} after {mine}", {one: between[at] for one, at in values.items()}


@dataclass
class Guesses:
    """Results of each ranking over all draws: what it is better than chance, with its variance, and how many
    of those whom it ranks apart from most would be among the smaller group by chance."""

    sums: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    variances: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    expected: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, name: str, scores: Values, signed: set[str]) -> None:
        """Add the Mann-Whitney statistic of a ranking, less that of chance."""
        groups: dict[Any, list[str]] = defaultdict(list)
        for one, score in scores.items():
            groups[score].append(one)
        count, found = len(scores), sum(one in signed for one in scores)
        if count < 2:
            return
        ranked = count - max(map(len, groups.values()))
        self.expected[name] += min(found, count - found) * ranked / count
        ranks, below, ties = 0.0, 0, 0
        for score in sorted(groups):
            size = len(groups[score])
            ranks += (below + (size + 1) / 2) * sum(one in signed for one in groups[score])
            below += size
            ties += size**3 - size
        self.sums[name] += ranks - found * (count + 1) / 2
        self.variances[name] += found * (count - found) * (count + 1 - ties / (count * (count - 1))) / 12

    def deviations(self) -> dict[str, float]:
        """Return by how many standard deviations each ranking is better than chance, or worse; none of too
        few to be told from chance."""
        enough = [name for name, expected in self.expected.items() if expected >= _MIN_EXPECTED]
        return {name: self.sums[name] / math.sqrt(self.variances[name]) for name in enough}

    def winners(self) -> dict[str, float]:
        return {name: found for name, found in self.deviations().items() if abs(found) > CERTAIN}


async def names_of(union: Crowd) -> dict[bytes, Name]:
    """Return the references of each member that was issued tokens: whoever has the keys can compute them."""
    keys, [round_] = union.desk.keys, await union.desk.rounds.rounds(SERVER)
    of_roster, of_round = await keys.key(roster_key(SERVER)), await keys.key(round_key(round_.id))
    assert of_roster is not None
    assert of_round is not None
    places = {number_reference(of_roster, tidy_number(one) or ""): one for one in union.issued}
    issued = {issued_reference(of_round, place): ("issue", one) for place, one in places.items()}
    async with union.desk.database.read() as session:
        cards = (await session.execute(select(MemberCard.key, MemberCard.place))).all()
    keys_of_cards = {
        key: ("key of the card", places[place]) for key, place in cards if key and place in places
    }
    return {**{place: ("card", one) for place, one in places.items()}, **keys_of_cards, **issued}


def read(look: Look, members: Mapping[bytes, Name], log: Sequence[str]) -> Evidence:
    """Return what one look shows: each column and the order of every table, and what stands where in which
    file."""
    found = Evidence()
    with closing(sqlite3.connect(look.database)) as connection:
        connection.row_factory = sqlite3.Row
        listed = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in listed}
    rows = [row for name in ("box_rows", "box_unpublished") for row in tables[name]]
    found.demands = {row["key"].hex(): row["demand"].hex() for row in rows}
    names = {**members, **{row["key"]: ("row", row["key"].hex()) for row in rows}}
    for table, content in tables.items():
        for order, row in enumerate(content):
            for name in {names[cell] for cell in row if isinstance(cell, bytes) and cell in names}:
                values = {column: _comparable(row[column]) for column in row.keys()}  # noqa: SIM118
                for what, value in {**values, "its order": order}.items():
                    found.of(name)[f"{table}: {what}"][name[1]] = value
    media = {
        "database": look.database.read_bytes(),
        "write-ahead log": look.log,
        "backup": gzip.decompress(look.backup),
        "log": "\n".join(log).encode(),
        "keys": b"\n".join(look.keys.values()),
        "published": b"\n".join(look.published.values()),
    }
    for medium, raw in media.items():
        for name, places in _places(raw, names).items():
            found.of(name)[f"{medium}: place of the {name[0]}"][name[1]] = places[-1]
            found.of(name)[f"{medium}: copies of the {name[0]}"][name[1]] = len(places)
    return found


def _comparable(cell: object) -> object:
    if isinstance(cell, str | bytes):
        return cell if isinstance(cell, bytes) else cell.encode()
    return b"" if cell is None else cell


def _forms(value: bytes) -> tuple[bytes, ...]:
    return value, value.hex().encode(), b64encode(value), urlsafe_b64encode(value)


def _places(content: bytes, names: Mapping[bytes, Name]) -> dict[Name, list[int]]:
    """Return where each value stands, in bytes, hexadecimal or base64."""
    wanted = {form[:_LOOKED_FOR]: name for value, name in names.items() for form in _forms(value)}
    found: dict[Name, list[int]] = defaultdict(list)
    for at in range(len(content)):
        if (name := wanted.get(content[at : at + _LOOKED_FOR])) is not None:
            found[name].append(at)
    return found


def read_nights(looks: Sequence[Look], members: Mapping[bytes, Name], found: Evidence) -> None:
    """Add in which backup each record, and each row, is for the first time."""
    names = {**members, **{bytes.fromhex(key): ("row", key) for key in found.demands}}
    forms = {b64encode(value): name for value, name in names.items()}
    for night in reversed(range(len(looks))):
        for cell in gzip.decompress(looks[night].backup).split(b'"'):
            if (name := forms.get(cell)) is not None:
                found.of(name)[f"backups: first with the {name[0]}"][name[1]] = night


async def guess(union: Crowd, guesses: Guesses) -> None:
    """Guess who signed each demand, and who withdrew."""
    members = await names_of(union)
    found = read(union.looks[-1], members, union.log)
    read_nights(union.looks, members, found)
    for kind in ("issued_places: its order", "database: place of the issue"):
        assert kind in found.members
    for values in found.members.values():
        assert len(values) in (0, len(union.issued)), "each member has it, or none"
    for demand, signed, withdrew in zip(union.openings, union.signed, union.withdrew, strict=True):
        for ranking, scores in found.rankings(demand):
            guesses.add(ranking, scores, signed)
            guesses.add(f"{ranking}, who withdrew", scores, withdrew)


async def put_back(union: Crowd) -> None:
    """Keep beside each row, and each record of an issue, what would tie the two: the member in a column, the
    order in which both came, and the minute."""
    records = {"issued_places": "reference", "box_unpublished": "key"}
    triggers = [
        f"CREATE TRIGGER tie_{table} AFTER INSERT ON {table}"
        f" WHEN NOT EXISTS (SELECT 1 FROM tie WHERE name = NEW.{column})"
        f" BEGIN INSERT INTO tie (name, member, minute) SELECT NEW.{column}, member, minute FROM now; END"
        for table, column in records.items()
    ]
    tie = "CREATE TABLE tie (arrival INTEGER PRIMARY KEY, name BLOB, member INTEGER, minute INTEGER)"
    async with union.desk.database.write() as session:
        for statement in (
            tie,
            "CREATE TABLE now (member INTEGER PRIMARY KEY, minute INTEGER)",
            "INSERT INTO now VALUES (0, 0)",
            *triggers,
        ):
            await session.execute(text(statement))

    async def visiting(number: str, minute: int) -> None:
        async with union.desk.database.write() as session:
            now = {"member": int(number[1:]), "minute": minute}
            await session.execute(text("UPDATE now SET member = :member, minute = :minute"), now)

    union.visiting = visiting


TIES = {"tie: member = tie: member", "tie: arrival after tie: arrival", "tie: minute = tie: minute"}


async def crowds(
    empty: Path,
    folder: Path,
    seeds: Sequence[int],
    *,
    nights: Sequence[int] = NIGHTS,
    tied: bool = False,
    **how: Any,
) -> Guesses:
    """Return the guesses of many draws: of each crowd and each of its demands."""
    guesses = Guesses()
    for seed in seeds:
        (folder / str(seed)).mkdir()
        async with crowd(empty, folder / str(seed), seed, **how) as union:
            if tied:
                await put_back(union)
            await union.live(*nights)
            await guess(union, guesses)
    return guesses


ONE: dict[str, Any] = {"seeds": [0], "members": 200, "demands": 2}
LARGE: dict[str, Any] = {"seeds": [0], "members": 1000, "demands": 6}
MANY: dict[str, Any] = {"seeds": range(1, 31), "members": 80, "demands": 1, "nights": (12,)}
REAL: dict[str, Any] = {"seeds": [0], "members": 70, "demands": 2, "stand_in": False, "nights": (12,)}
LATE: dict[str, Any] = {"seeds": [1], "members": 200, "demands": 1, "in_order_to_sign": True, "nights": (12,)}


@pytest.mark.full
@pytest.mark.parametrize(
    "how",
    [
        pytest.param(ONE, id="200 members"),
        pytest.param(LARGE, id="1000 members", marks=pytest.mark.long),
        pytest.param(MANY, id="30 seeds", marks=pytest.mark.long),  # 80 seconds of processor time
        pytest.param(REAL, id="blind signatures"),
        pytest.param(LATE, id="whoever came once the demand was open came to sign"),
    ],
)
async def test_nothing_that_is_kept_tells_who_signed(
    migrated_file: Path, tmp_path: Path, how: dict[str, Any]
) -> None:
    """From one look and from the backups of several nights alike: of 200 members, of 1,000 and of thirty
    small unions with stand-ins for blind signatures, of some with real ones, and of a union in which all sign
    who come late."""
    guesses = await crowds(migrated_file, tmp_path, **how)
    assert guesses.deviations()
    assert guesses.winners() == {}


@pytest.mark.full
async def test_copies_of_the_disk_of_two_nights_show_who_came_between_and_what_share_of_them_signed(
    migrated_file: Path, tmp_path: Path
) -> None:
    """The limit that ``docs/threat-model.md`` states. Half of twenty members signed; of the five who came
    between two nights all did, and whoever kept both copies knows it. Tocsin's own backups do not show it."""
    async with crowd(migrated_file, tmp_path, 1, members=25, demands=1) as union:
        members = [Visitor(number) for number in union.numbers]
        first, late = members[:20], members[20:]
        plan = {day: [] for day in range(DAYS)}  # type: dict[int, list[Any]]
        plan[1] = [(0.1, each.number, partial(union._come, each)) for each in first]
        plan[OPENS] = [(0.1, each.number, partial(union._act, each, 0)) for each in first[::2]]
        for at, act in ((0.1, partial(union._come)), (0.2, partial(union._act, demand=0))):
            plan[OPENS + 2] += [(at, each.number, partial(act, each)) for each in late]
        union._planned = lambda: plan  # type: ignore[method-assign]
        await union.live(OPENS + 1, OPENS + 2)
        names = await names_of(union)
        before, after, _ = [read(look, names, []) for look in union.looks]
        issued = "issued_places: reference"
        came = after.members[issued].keys() - before.members[issued].keys()
        assert came == {each.number for each in late}
        assert len(after.demands.keys() - before.demands.keys()) == len(came), "so each of them signed"
        assert len(after.demands) < len(after.members[issued]), "which the share of all does not say"
        backups = [gzip.decompress(look.backup) for look in union.looks[:2]]
        issues = [b64encode(value) for value, (kind, _) in names.items() if kind == "issue"]
        assert not any(issue in backup for issue in issues for backup in backups)


@pytest.mark.full
async def test_a_member_an_order_of_arrival_or_a_minute_that_ties_row_and_issue_tells_who_signed(
    migrated_file: Path, tmp_path: Path
) -> None:
    """Each is found in the crowd in which nothing else is."""
    winners = (await crowds(migrated_file, tmp_path, tied=True, **ONE)).winners()
    assert winners.keys() >= TIES
    assert all("tie" in one or one.startswith(("database", "backup")) for one in winners)
