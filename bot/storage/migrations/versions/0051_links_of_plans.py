"""Links of planning notices: the identifiers by which a call for offers names them."""

from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "INSERT INTO contract_links (contract_id, link)"
        " SELECT contracts.id, 'notice:' || contract_identifiers.identifier"
        " FROM contracts JOIN contract_identifiers ON contract_identifiers.contract_id = contracts.id"
        " WHERE contracts.source IN ('ted', 'boamp') AND contracts.status = 'planned'"
        " AND (contract_identifiers.identifier LIKE 'ted:%'"
        " OR contract_identifiers.identifier LIKE 'eforms-notice:%')"
    )
