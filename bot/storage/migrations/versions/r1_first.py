"""Tables of the models and of the search for words.

Until the first release it follows the models; with the release it is written out, and changes come as
further revisions.
"""

from alembic import op

from bot.storage.models import Base
from bot.storage.purge import OF_PEOPLE
from bot.storage.search_terms import statements

revision = "r1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    Base.metadata.create_all(connection, checkfirst=False)
    for statement in statements(connection.dialect.name):
        op.execute(statement)
    if connection.dialect.name == "postgresql":  # before there are rows of which ANALYZE would keep samples
        for table, columns in OF_PEOPLE.items():
            for column in columns:
                op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
