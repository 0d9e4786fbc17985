"""Contracts and actions that were doubled when USAspending gave them other ids are one again.

Earlier versions knew a contract by its id alone, and an action by its own. Of two contracts with one natural
key (number, agency, vehicle) that share an action, or have none, the first stays, and takes over what the
second says now and all that hangs on it. Of two actions of one number with one date and amount that were
first seen at different times, the first stays, under the id of the second.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

import bot.storage.types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SOURCE = "usaspending"
NO_AGENCY, NO_VEHICLE = ("", "999", "9999", "-NONE-"), "-NONE-"
SELF_TELLING = 13  # characters of a number that no other contract has
READ_KEY, SHARED = 32, 20  # characters of a read's key, and of those that were made within the read

_moment = bot.storage.types.UtcDateTime()


def _table(name: str, *columns: str, **typed: Any) -> sa.TableClause:
    return sa.table(
        name, *(sa.column(one) for one in columns), *(sa.column(one, kind) for one, kind in typed.items())
    )


contracts = _table(
    "contracts", "id", "source", "source_id", "number", "parent_source_id",
    identifiers=sa.JSON(), supplier_ids=sa.JSON(), first_seen_at=_moment, missing_since=_moment,
)  # fmt: skip
actions = _table(
    "actions", "id", "contract_id", "action_id", "number", "amount",
    date=sa.Date(), first_seen_at=_moment,
)  # fmt: skip
changes = _table("changes", "id", "contract_id", "read_key", "action_id")
announcements = _table("announcements", "id", "channel_id", "kind", "subject", "occasion")
entries = _table("digest_entries", "announcement_id", "contract_id", "read_key")
links = _table(
    "watched_contracts", "watch_id", "contract_id", "mark",
    matched=sa.Boolean(), told=sa.Boolean(), listed_at=_moment,
    unmatched_since=_moment, unmatched_told=sa.Boolean(),
)  # fmt: skip
values = _table("contract_values", "id", "contract_id")
identifiers = _table("contract_identifiers", "contract_id", "identifier")
snapshots = _table("contract_snapshots", "contract_id", "sha256", "read_key")


def upgrade() -> None:
    bind = op.get_bind()
    for first, second in _doubled_contracts(bind):
        _fold_contract(bind, first, second)
    wanted = (
        sa.select(actions)
        .join(contracts, contracts.c.id == actions.c.contract_id)
        .where(contracts.c.source == SOURCE)
        .order_by(actions.c.contract_id, actions.c.id)
    )
    doubled = []
    for _, found in groupby(bind.execute(wanted), key=lambda row: row.contract_id):
        doubled += list(_doubled_actions(list(found)))
    for kept, other in doubled:
        _fold_action(bind, kept, other)


# Contracts


def _doubled_contracts(bind: sa.Connection) -> list[tuple[int, int]]:
    again = (
        sa.select(contracts.c.number)
        .where(contracts.c.source == SOURCE)
        .group_by(contracts.c.number)
        .having(sa.func.count() > 1)
    )
    wanted = (
        sa.select(contracts)
        .where(contracts.c.source == SOURCE, contracts.c.number.in_(again))
        .order_by(contracts.c.number, contracts.c.id)
    )
    found = []
    for _, rows in groupby(bind.execute(wanted).all(), key=lambda row: row.number):
        firsts: list[Any] = []
        for row in rows:
            same = next((first for first in firsts if _are_one(bind, first, row)), None)
            if same is None:
                firsts.append(row)
            else:
                found.append((same.id, row.id))
    return found


def _are_one(bind: sa.Connection, one: Any, other: Any) -> bool:
    parts, others = one.source_id.split("_"), other.source_id.split("_")
    if parts[:2] != others[:2] or len(parts) != len(others) or len(parts) < 4:
        return False
    if len({parts[3], others[3]} - set(NO_AGENCY)) > 1 or len({*parts[4:5], *others[4:5]} - {NO_VEHICLE}) > 1:
        return False
    if one.supplier_ids.get("uei") != other.supplier_ids.get("uei"):
        return False
    said, also = (
        {(_plain(row.number), row.date, row.amount) for row in _actions_of(bind, each.id)}
        for each in (one, other)
    )
    return bool(said & also) or (len(one.number) >= SELF_TELLING and not (said and also))


def _fold_contract(bind: sa.Connection, first: int, second: int) -> None:
    rows = {
        row.id: row for row in bind.execute(sa.select(contracts).where(contracts.c.id.in_((first, second))))
    }
    # Whichever the source still lists: the later one, unless it is the one that is missing.
    now = first if rows[second].missing_since and not rows[first].missing_since else second
    _fold_reads(bind, first, second)
    _fold_links(bind, first, second, now)
    _fold_actions_of(bind, first, second, now)
    for table in (values, changes):
        bind.execute(sa.update(table).where(table.c.contract_id == second).values(contract_id=first))
    known = sorted({one for row in rows.values() for one in (*row.identifiers, f"us:{row.source_id}")})
    bind.execute(sa.delete(identifiers).where(identifiers.c.contract_id.in_((first, second))))
    bind.execute(sa.insert(identifiers), [{"contract_id": first, "identifier": one} for one in known])
    if now == second:
        _take_row_over(bind, first, rows[second])
    else:
        bind.execute(sa.delete(contracts).where(contracts.c.id == second))
    bind.execute(sa.update(contracts).where(contracts.c.id == first).values(identifiers=known))
    gone, stays = (rows[first], rows[second]) if now == second else (rows[second], rows[first])
    bind.execute(
        sa.update(contracts)
        .where(contracts.c.source == SOURCE, contracts.c.parent_source_id == gone.source_id)
        .values(parent_source_id=stays.source_id)
    )


def _take_row_over(bind: sa.Connection, first: int, second: Any) -> None:
    """Give the first row all that the second says, but for its id and since when it is known."""
    own = ("id", "first_seen_at", "source_id")
    found = sa.inspect(bind).get_columns("contracts")
    names = ", ".join(f'"{one["name"]}"' for one in found if one["name"] not in own and "computed" not in one)
    said = sa.select(sa.text(names)).select_from(sa.text("contracts")).where(sa.text("id = :second"))
    moved = sa.text(f"UPDATE contracts SET ({names}) = ({said}) WHERE id = :first")  # noqa: S608 - our own names
    bind.execute(moved, {"first": first, "second": second.id})
    bind.execute(sa.delete(contracts).where(contracts.c.id == second.id))
    bind.execute(sa.update(contracts).where(contracts.c.id == first).values(source_id=second.source_id))


def _fold_reads(bind: sa.Connection, first: int, second: int) -> None:
    """Bring what was told of the second to the first. Where both were told of in one read, the second's part
    goes by a key within that read, so that each post says what it said."""
    keys = set(bind.scalars(sa.select(changes.c.read_key).where(changes.c.contract_id == first)))
    theirs = set(bind.scalars(sa.select(changes.c.read_key).where(changes.c.contract_id == second)))
    was, is_now = f"contract:{second}", f"contract:{first}"
    for key in sorted(keys & theirs):
        other = (key[:SHARED] + hashlib.sha256(f"{key}:{second}".encode()).hexdigest())[:READ_KEY]
        for table in (changes, entries):
            bind.execute(
                sa.update(table)
                .where(table.c.contract_id == second, table.c.read_key == key)
                .values(read_key=other)
            )
        bind.execute(
            sa.update(announcements)
            .where(announcements.c.subject == was, announcements.c.occasion == key)
            .values(occasion=other)
        )
    bind.execute(sa.update(announcements).where(announcements.c.subject == was).values(subject=is_now))
    bind.execute(sa.update(entries).where(entries.c.contract_id == second).values(contract_id=first))
    both = sa.select(snapshots.c.sha256, snapshots.c.read_key)
    had = {tuple(row) for row in bind.execute(both.where(snapshots.c.contract_id == first))}
    for row in bind.execute(both.where(snapshots.c.contract_id == second)).all():
        here = sa.and_(
            snapshots.c.contract_id == second,
            snapshots.c.sha256 == row.sha256,
            snapshots.c.read_key == row.read_key,
        )
        if tuple(row) in had:
            bind.execute(sa.delete(snapshots).where(here))
        else:
            bind.execute(sa.update(snapshots).where(here).values(contract_id=first))


def _fold_links(bind: sa.Connection, first: int, second: int, now: int) -> None:
    found: dict[int, dict[int, Any]] = {}
    for row in bind.execute(sa.select(links).where(links.c.contract_id.in_((first, second)))):
        found.setdefault(row.watch_id, {})[row.contract_id] = row
    bind.execute(sa.delete(links).where(links.c.contract_id.in_((first, second))))
    for watch_id, rows in sorted(found.items()):
        listed = rows.get(now) or next(iter(rows.values()))
        as_news = [row for row in rows.values() if row.told and row.listed_at is None]
        since = [row.listed_at for row in rows.values() if row.listed_at is not None]
        bind.execute(
            sa.insert(links),
            {
                "watch_id": watch_id,
                "contract_id": first,
                "matched": any(row.matched for row in rows.values()),
                "told": any(row.told for row in rows.values()),
                "listed_at": None if as_news or not since else min(since),
                "unmatched_since": listed.unmatched_since,
                "unmatched_told": listed.unmatched_told,
                "mark": listed.mark,
            },
        )


# Actions


def _fold_actions_of(bind: sa.Connection, first: int, second: int, now: int) -> None:
    """Bring the second's actions to the first. What both list under one id is one."""
    ours, theirs = _actions_of(bind, first), _actions_of(bind, second)
    by_id = {row.action_id: row for row in ours}
    for row in theirs:
        same = by_id.get(row.action_id)
        if same is not None:
            gone = row if now == first else same
            bind.execute(sa.delete(actions).where(actions.c.id == gone.id))
            if gone is row:
                continue
        bind.execute(sa.update(actions).where(actions.c.id == row.id).values(contract_id=first))


def _doubled_actions(rows: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Pairs of rows that are one action: the one that was seen first, and the last that came."""
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        groups.setdefault((_plain(row.number), row.date, row.amount), []).append(row)
    for group in groups.values():
        in_order = sorted(group, key=lambda row: (row.first_seen_at, row.id))
        batches = [list(batch) for _, batch in groupby(in_order, key=lambda row: row.first_seen_at)]
        for later in batches[1:]:
            yield from zip(batches[0], later, strict=False)


def _fold_action(bind: sa.Connection, kept: Any, other: Any) -> None:
    bind.execute(sa.delete(actions).where(actions.c.id == other.id))
    # Folded twice, the kept row goes by the id that came with the first time.
    was = bind.execute(sa.select(actions.c.action_id).where(actions.c.id == kept.id)).scalar_one()
    bind.execute(
        sa.update(actions)
        .where(actions.c.id == kept.id)
        .values(action_id=other.action_id, number=other.number)
    )
    bind.execute(
        sa.update(changes)
        .where(changes.c.contract_id == kept.contract_id, changes.c.action_id == was)
        .values(action_id=other.action_id)
    )


def _actions_of(bind: sa.Connection, contract_id: int) -> Sequence[Any]:
    wanted = sa.select(actions).where(actions.c.contract_id == contract_id).order_by(actions.c.id)
    return bind.execute(wanted).all()


def _plain(number: str) -> str:
    """A modification's number as it is however it is padded: "P00001", "P1" and "1" are one."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", number.casefold()).removeprefix("p")
