"""Conditions of a demand, frozen when it opens; sizes of units that two organisers agreed on."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Until now the settings of the server held for open demands too: they become the demand's own.
_ROLES = {
    "sqlite": "json_array(s.member_role_id)",
    "postgresql": "json_build_array(s.member_role_id)",
}
_FREEZE = (
    "UPDATE demands SET role_ids = (SELECT CASE WHEN s.member_role_id IS NULL THEN NULL ELSE {roles} END "
    "FROM servers s WHERE s.id = demands.server_id), "
    "min_account_days = (SELECT s.min_account_days FROM servers s WHERE s.id = demands.server_id), "
    "min_server_days = (SELECT s.min_server_days FROM servers s WHERE s.id = demands.server_id) "
    "WHERE state <> 'draft'"
)
# The default of TOCSIN_MIN_ELIGIBLE. It is checked when the next count is published.
_LIMIT = (
    "UPDATE demands SET min_eligible = 20, eligible_checked = false "
    "WHERE state <> 'draft' AND (role_ids IS NOT NULL OR verified_by = 'roster')"
)


def upgrade() -> None:
    op.add_column("demands", sa.Column("role_ids", sa.JSON(none_as_null=True), nullable=True))
    for name in ("min_account_days", "min_server_days", "min_eligible"):
        op.add_column("demands", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.add_column("demands", sa.Column("eligible_checked", sa.Boolean(), nullable=True))
    op.execute(_FREEZE.format(roles=_ROLES[op.get_bind().dialect.name]))
    op.execute(_LIMIT)

    op.add_column(
        "units", sa.Column("state", sa.String(length=12), server_default="unconfirmed", nullable=False)
    )
    op.add_column("units", sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("units", sa.Column("proposed_by", sa.LargeBinary(length=16), nullable=True))
