"""Generator of the first revision from the models: ``python -m tests.storage.first_revision``.

Until the first release it may be written anew at any time; afterwards never: the next change is a second
revision.
"""

import subprocess
import sys
from pathlib import Path
from textwrap import indent

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from bot.storage import migrations
from bot.storage.migrations import is_mapped
from bot.storage.models import Base

FILE = Path(migrations.__file__).parent / "versions" / "r1_first.py"
_HEAD = '''"""Tables of the models and of the search for words. From ``tests.storage.first_revision``."""

import sqlalchemy as sa
from alembic import op

import bot.storage.types
from bot.storage.search_tables import statements

revision = "r1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
'''
_TAIL = "    for statement in statements(op.get_bind().dialect.name):\n        op.execute(statement)\n"


def text() -> str:
    """Return the revision's source."""
    options = {"compare_type": True, "include_name": is_mapped, "target_metadata": Base.metadata}
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={**options, "user_module_prefix": None})
        code = render_python_code(produce_migrations(context, Base.metadata).upgrade_ops)
    body = "\n".join(line for line in code.splitlines() if not line.lstrip().startswith("#"))
    # Rendered with SQLite's defaults, where a truth is a number; PostgreSQL takes none for a boolean.
    for word, number in (("false", 0), ("true", 1)):
        body = body.replace(
            f"sa.Boolean(), server_default=sa.text('{number}')", f"sa.Boolean(), server_default=sa.{word}()"
        )
    body = body.replace("sa.text('now()')", "sa.func.now()")
    if not body.startswith("    "):
        body = indent(body, "    ")
    ruff = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(FILE), "-"]
    source = f"{_HEAD}{body}\n{_TAIL}"
    return subprocess.run(ruff, input=source, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
