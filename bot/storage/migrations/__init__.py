"""Alembic's migrations. ``HEAD`` is the newest revision, known without importing alembic at every start."""

HEAD = "0001"
