"""Journals of withdrawals are made with a salt of each demand.

That of a demand which was opened before is made of what only this database and its backups have, and always
had: the record of its opening, which holds a random nonce. So it is the same in a backup from before.
"""

import hashlib
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WHAT = b"tocsin salt of withdrawals\0"


def upgrade() -> None:
    op.add_column("demands", sa.Column("salt", sa.LargeBinary(32), nullable=True))
    connection = op.get_bind()
    demands = sa.table("demands", sa.column("id", sa.Integer), sa.column("salt", sa.LargeBinary))
    entries = sa.table(
        "audit_entries",
        sa.column("number", sa.Integer),
        sa.column("act", sa.String),
        sa.column("subject", sa.String),
        sa.column("sealed", sa.LargeBinary),
    )
    opened = {
        row.subject: bytes(row.sealed)
        for row in connection.execute(
            sa.select(entries.c.subject, entries.c.sealed)
            .where(entries.c.act == "demand-open")
            .order_by(entries.c.number.desc())  # the first is kept
        )
    }
    for demand_id in connection.scalars(sa.select(demands.c.id)).all():
        record = opened.get(f"demand:{demand_id}")
        salt = secrets.token_bytes(32) if record is None else hashlib.sha256(_WHAT + record).digest()
        connection.execute(sa.update(demands).where(demands.c.id == demand_id).values(salt=salt))
