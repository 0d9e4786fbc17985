"""Contracts of OCDS data are known by their publisher as well: two that have one ocid are no longer one.

The publisher is that of the watches that follow a contract; of one that none follows, of its first answer. A
contract that is followed at several publishers stays with the one that most servers follow it at. Each of the
others has a copy, to which the links, posts and digests of the servers go that follow it only there.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from yarl import URL

from bot.storage.types import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SOURCE = "ocds"
KNOWN = {
    "www.find-tender.service.gov.uk": "find-tender",
    "www.contractsfinder.service.gov.uk": "contracts-finder",
}
FILES, UNKNOWN = "files", "unknown"
NAME_LENGTH = 32
ID_LENGTH = 200
COPIED = ("actions", "contract_values", "contract_identifiers", "contract_snapshots", "held_changes")

contracts = sa.table("contracts", *map(sa.column, ("id", "source", "source_id", "parent_source_id")))
watches = sa.table(
    "watches",
    *map(sa.column, ("id", "server_id", "source")),
    sa.column("query", sa.JSON()),
    sa.column("unread", sa.JSON()),
)
links = sa.table("watched_contracts", *map(sa.column, ("watch_id", "contract_id")))
answers = sa.table("contract_snapshots", *map(sa.column, ("contract_id", "sha256")))
snapshots = sa.table(
    "snapshots", *map(sa.column, ("sha256", "url")), sa.column("fetched_at", UtcDateTime(timezone=True))
)
changes = sa.table("changes", *map(sa.column, ("contract_id", "server_id")))
held = sa.table("held_changes", *map(sa.column, ("id", "contract_id", "field", "old", "new")))
announcements = sa.table("announcements", *map(sa.column, ("id", "server_id", "subject")))
entries = sa.table("digest_entries", *map(sa.column, ("announcement_id", "contract_id")))


def upgrade() -> None:
    bind = op.get_bind()
    watched = bind.execute(sa.select(watches).where(watches.c.source == SOURCE)).all()
    publisher_of = {row.id: _publisher(row.query.get("address")) for row in watched}
    server_of = {row.id: row.server_id for row in watched}
    for row in watched:
        if row.unread:
            ids = [_stored(publisher_of[row.id], one) for one in row.unread]
            bind.execute(sa.update(watches).where(watches.c.id == row.id).values(unread=ids))
    followed: dict[int, list[int]] = defaultdict(list)
    of_ocds = sa.select(contracts.c.id).where(contracts.c.source == SOURCE)
    for link in bind.execute(
        sa.select(links).where(links.c.contract_id.in_(of_ocds)).order_by(links.c.watch_id)
    ):
        if link.watch_id in publisher_of:
            followed[link.contract_id].append(link.watch_id)
    addresses = _first_addresses(bind)
    wanted = sa.select(contracts).where(contracts.c.source == SOURCE).order_by(contracts.c.id)
    for contract in bind.execute(wanted).all():
        by_publisher: dict[str, list[int]] = defaultdict(list)
        for watch_id in followed.get(contract.id, ()):
            by_publisher[publisher_of[watch_id]].append(watch_id)
        if not by_publisher:
            address = addresses.get(contract.id)
            _rename(bind, contract, UNKNOWN if address is None else _publisher(address))
            continue
        servers = {name: {server_of[one] for one in found} for name, found in by_publisher.items()}
        first, *others = sorted(servers, key=lambda name: (-len(servers[name]), by_publisher[name]))
        staying = set(servers[first])
        for name in others:
            moving, both = servers[name] - staying, servers[name] & staying
            _copy(bind, contract, name, by_publisher[name], moving=moving, both=both)
            staying |= moving
        _rename(bind, contract, first)


def _publisher(written: str | None) -> str:
    if written is None or written.startswith("file:"):
        return FILES
    address = URL(written)
    known = KNOWN.get(address.host or "")
    if known is not None and address.scheme == "https" and address.is_default_port():
        return known
    return hashlib.sha256(str(address.with_query(None)).encode()).hexdigest()[:NAME_LENGTH]


def _stored(publisher: str, source_id: str) -> str:
    return f"{publisher}:{source_id}"[:ID_LENGTH]


def _first_addresses(bind: sa.Connection) -> Mapping[int, str]:
    """Of contracts that no watch follows, the address of the first answer."""
    found: dict[int, str] = {}
    rows = bind.execute(
        sa.select(answers.c.contract_id, snapshots.c.url)
        .join(snapshots, snapshots.c.sha256 == answers.c.sha256)
        .join(contracts, contracts.c.id == answers.c.contract_id)
        .where(contracts.c.source == SOURCE, answers.c.contract_id.not_in(sa.select(links.c.contract_id)))
        .order_by(snapshots.c.fetched_at, snapshots.c.sha256)
    )
    for row in rows:
        found.setdefault(row.contract_id, row.url)
    return found


def _rename(bind: sa.Connection, contract: Any, publisher: str) -> None:
    bind.execute(
        sa.update(contracts).where(contracts.c.id == contract.id).values(_ids(bind, contract, publisher))
    )
    for row in bind.execute(
        sa.select(held).where(held.c.contract_id == contract.id, held.c.field == "vehicle")
    ).all():
        values = {"old": f"{publisher}:{row.old}", "new": f"{publisher}:{row.new}"}
        bind.execute(sa.update(held).where(held.c.id == row.id).values(values))


def _ids(bind: sa.Connection, contract: Any, publisher: str) -> dict[str, str | None]:
    stored, parent = _stored(publisher, contract.source_id), contract.parent_source_id
    taken = sa.select(contracts.c.id).where(contracts.c.source == SOURCE, contracts.c.source_id == stored)
    if len(stored) == ID_LENGTH and bind.execute(taken).first() is not None:
        # Two that differ only in what no longer fits.
        digest = hashlib.sha256(contract.source_id.encode()).hexdigest()[:NAME_LENGTH]
        stored = f"{stored[: ID_LENGTH - NAME_LENGTH]}{digest}"
    return {"source_id": stored, "parent_source_id": None if parent is None else _stored(publisher, parent)}


def _copy(
    bind: sa.Connection,
    contract: Any,
    publisher: str,
    watch_ids: Iterable[int],
    *,
    moving: set[int],
    both: set[int],
) -> None:
    """Copy a contract to another publisher. ``moving``: the servers that follow it there alone; ``both``:
    those that follow it elsewhere too."""
    ids = _ids(bind, contract, publisher)
    new = _copy_rows(bind, "contracts", {"id": contract.id}, ids, " RETURNING id").scalar_one()
    for table in COPIED:
        _copy_rows(bind, table, {"contract_id": contract.id}, {"contract_id": new})
    if moving:
        told_of_all = {"contract_id": contract.id, "server_id": None}
        # Who follows it at both has each change once, in the list of what changed, if that can be said.
        only = next(iter(moving)) if both and len(moving) == 1 else None
        _copy_rows(bind, "changes", told_of_all, {"contract_id": new, "server_id": only})
    theirs = sa.select(announcements.c.id).where(announcements.c.server_id.in_(moving))
    for moved, which in (
        (links, links.c.watch_id.in_(watch_ids)),
        (changes, changes.c.server_id.in_(moving)),
        (entries, entries.c.announcement_id.in_(theirs)),
    ):
        here = sa.and_(moved.c.contract_id == contract.id, which)
        bind.execute(sa.update(moved).where(here).values(contract_id=new))
    bind.execute(
        sa.update(announcements)
        .where(announcements.c.subject == f"contract:{contract.id}", announcements.c.server_id.in_(moving))
        .values(subject=f"contract:{new}")
    )


def _copy_rows(
    bind: sa.Connection,
    table: str,
    where: Mapping[str, int | None],
    instead: Mapping[str, int | str | None],
    more: str = "",
) -> sa.CursorResult[Any]:
    """Copy rows of a table with other values in some columns, and ids of their own."""
    columns = {
        column["name"]: column["type"].compile(bind.dialect)
        for column in sa.inspect(bind).get_columns(table)
        if column["name"] != "id" and "computed" not in column
    }
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(
        f"CAST(:new_{name} AS {kind})" if name in instead else f'"{name}"' for name, kind in columns.items()
    )
    which = " AND ".join(
        f'"{name}" IS NULL' if value is None else f'"{name}" = :old_{name}' for name, value in where.items()
    )
    copied = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE {which}{more}'  # noqa: S608 - our own names
    given = {f"new_{name}": value for name, value in instead.items()}
    given |= {f"old_{name}": value for name, value in where.items() if value is not None}
    return bind.execute(sa.text(copied), given)
