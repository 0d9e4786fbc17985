"""Links of known US contracts by the solicitation of their agency, as ``contracts.ingest.links`` made them
then."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

BATCH = 1000
NOT_LETTER = re.compile(r"[\W_]+")

contracts = sa.table(
    "contracts",
    *(sa.column(name) for name in ("id", "source")),
    *(sa.column(name, sa.JSON()) for name in ("codes", "buyer_ids")),
)
links = sa.table("contract_links", sa.column("contract_id"), sa.column("link"))


def upgrade() -> None:
    bind = op.get_bind()
    last = 0
    while rows := _batch(bind, last):
        last = rows[-1].id
        found = [{"contract_id": row.id, "link": link} for row in rows for link in _links(row)]
        if found:
            bind.execute(sa.insert(links), found)


def _batch(bind: sa.Connection, last: int) -> list[Any]:
    wanted = sa.select(contracts).where(contracts.c.source == "usaspending", contracts.c.id > last)
    return list(bind.execute(wanted.order_by(contracts.c.id).limit(BATCH)))


def _links(row: Any) -> Iterator[str]:
    code, agency = row.codes.get("solicitation"), row.buyer_ids.get("subtier")
    number = NOT_LETTER.sub("", str(code["code"]).casefold()) if code else ""
    if agency and 5 <= len(number) <= 200 and not number.isalpha():
        yield f"solicitation:{agency}:{number}"
