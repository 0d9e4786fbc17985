"""A box with one open demand."""

import pytest

from bot.page.box.service import BoxService
from bot.storage import Database
from tests.support.ballots import receipts, union


@pytest.fixture
async def box(database: Database) -> BoxService:
    """A box in an empty database, once on each engine, with the demand of ``union`` open."""
    service = BoxService(database, receipts())
    await union().open(service)
    return service
