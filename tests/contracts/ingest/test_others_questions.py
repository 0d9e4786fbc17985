"""Privacy of queries: two servers follow the same contract, one by its supplier and one by keywords.

From the wire to the evidence, with the real client and watcher.
"""

import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest.watcher import Watcher
from bot.contracts.queries.snapshots import first_seen, snapshot
from bot.contracts.watches.service import Watches
from bot.exports import write_evidence
from bot.exports.manifest import ManifestSigner
from bot.storage import Database
from bot.storage.models import Contract, Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support import usaspending
from tests.support.usaspending import ROW_SEARCH, Faulty, award
from tests.support.watching import POLL

pytestmark = pytest.mark.wire

open_api, faulty = usaspending.open_api, usaspending.faulty

BY_SUPPLIER, BY_WORDS = 1, 2
WORDS = "sister shipyard"
SHARED = "CONT_AWD_70A_7012_-NONE-_-NONE-"


class Two:
    """The two servers, with their watches read in the order of their creation."""

    def __init__(self, database: Database, clock: MovableClock, source: Any) -> None:
        self.database, self._clock = database, clock
        sources = {"usaspending": source}
        self._watches = Watches(database, sources, clock)
        self._watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda *_: 1.0)

    async def begin(self, server_id: int) -> None:
        async with self.database.write() as session:
            session.add(Server(id=server_id, name=f"Server {server_id}", created_at=self._clock()))
        query = {"suppliers": ["ACME"]} if server_id == BY_SUPPLIER else {"keywords": [WORDS]}
        await self._watches.add(server_id, "Watch", "usaspending", query)
        await self._watcher.tick()
        self._clock.move(hours=25)
        await self._watcher.tick()

    async def all_bytes(self, server_id: int) -> dict[str, bytes]:
        """Return all bytes that a server can get: its evidence, and the shared contract as first seen."""
        file = io.BytesIO()
        texts, signer = Texts.load(), ManifestSigner(bytes(32))
        await write_evidence(self.database, server_id, file, now=self._clock(), texts=texts, signer=signer)
        with zipfile.ZipFile(file) as opened:
            found = {name: opened.read(name) for name in opened.namelist()}
        async with self.database.read() as session:
            contract_id = await session.scalar(select(Contract.id).where(Contract.source_id == SHARED))
        assert contract_id is not None
        seen = await first_seen(self.database, server_id, contract_id)
        assert seen.answers
        for kept in seen.answers:
            answer = await snapshot(self.database, server_id, contract_id, kept.stored)
            found[f"first seen {kept.sha256}"] = answer.content + answer.url.encode() + answer.query.encode()
        return found


@pytest.mark.parametrize("order", [(BY_SUPPLIER, BY_WORDS), (BY_WORDS, BY_SUPPLIER)])
async def test_neither_server_gets_the_query_of_the_other(
    open_api: Any, faulty: Faulty, database: Database, clock: MovableClock, order: tuple[int, int]
) -> None:
    def echoes(_request: Any, answer: Any) -> Any:
        return {**answer, "messages": [f"filters: {{'keywords': ['{WORDS}']}}"]}

    faulty.plan(ROW_SEARCH, echoes)
    _, source = await open_api(
        award("70A", id=SHARED, title=f"{WORDS} ONE"),
        award("70B", title=f"{WORDS} TWO", supplier={"name": "SOMEBODY ELSE"}),
        award("70C", title="PAPER"),
    )
    two = Two(database, clock, source)
    for server_id in order:
        await two.begin(server_id)
    by_supplier, by_words = await two.all_bytes(BY_SUPPLIER), await two.all_bytes(BY_WORDS)
    for name, content in by_supplier.items():
        assert b"keywords" not in content, name
        assert b"70B" not in content, name
    for name, content in by_words.items():
        assert b"70C" not in content, name
        assert b"recipient_search_text" not in content, name
    found = [content for name, content in by_words.items() if name.startswith("snapshots/")]
    assert any(b"70B" in content and b"keywords" in content for content in found), "its own, as it was read"
    assert any(b'"70A"' in content for name, content in by_supplier.items() if name.startswith("snapshots/"))
