"""Links between records of one procedure. Those of known records are made from their ids and codes, as
``contracts.ingest.links`` did then."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

BATCH = 1000
SOURCES = ("ted", "boamp", "ocds")
NOTICE = re.compile(r"(?<![\w-])\d{2}-\d{1,8}(?![\w-])")

contracts = sa.table(
    "contracts",
    *(sa.column(name) for name in ("id", "source", "source_id", "kind", "number")),
    sa.column("codes", sa.JSON()),
)
links = sa.table("contract_links", sa.column("contract_id"), sa.column("link"))


def upgrade() -> None:
    op.create_table(
        "contract_links",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(240), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["contracts.id"],
            name=op.f("fk_contract_links_contract_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contract_id", "link", name=op.f("pk_contract_links")),
    )
    bind = op.get_bind()
    last = 0
    while rows := _batch(bind, last):
        last = rows[-1].id
        found = [{"contract_id": row.id, "link": link} for row in rows for link in sorted(set(_links(row)))]
        if found:
            bind.execute(sa.insert(links), found)
    op.create_index(op.f("ix_contract_links_link"), "contract_links", ["link"])


def _batch(bind: sa.Connection, last: int) -> list[Any]:
    wanted = sa.select(contracts).where(contracts.c.source.in_(SOURCES), contracts.c.id > last)
    return list(bind.execute(wanted.order_by(contracts.c.id).limit(BATCH)))


def _links(row: Any) -> Iterator[str]:
    code = {scheme: str(code["code"]) for scheme, code in row.codes.items()}
    if row.source == "boamp":
        yield f"notice:boamp:{row.source_id}"
        for number in NOTICE.findall(code.get("linked-notice", "")):
            yield f"notice:boamp:{number}"
    elif row.source == "ocds":
        if process := _process(row):
            yield f"ocid:{process}"
    elif "procedure" in code:
        try:
            yield f"procedure:{UUID(code['procedure'].strip())}"
        except ValueError:
            return


def _process(row: Any) -> str | None:
    stored, number = row.source_id, row.number
    if row.kind == "notice" and stored.endswith("/tender"):
        return str(stored.removesuffix("/tender"))
    process, _, short = number.rpartition("/")
    for ending in (f"/award:{number}", f"/{number}"):
        if stored.endswith(ending):
            return str(stored.removesuffix(ending))
    for ending in (f":{process}/award:{short}", f":{number}"):
        if process and stored.endswith(ending):
            return f"{stored.removesuffix(ending)}:{process}"
    return None
