"""Party names: a French record that has only a number gets the name from another contract."""

from dataclasses import replace
from typing import Any

import pytest

from bot.contracts.ingest.change_log import log_and_enqueue
from bot.contracts.ingest.persistence import NewContract, insert_contracts
from bot.contracts.model import Change as ChangeValue
from bot.contracts.model import ChangeKind, Kind, Party, Record
from bot.contracts.queries.service import Contracts
from bot.contracts.sources.decp import contract_of
from bot.storage import Database
from bot.storage.models import Server, Watch, WatchedContract
from tests.conftest import MovableClock

pytestmark = pytest.mark.storage

BUYER, SUPPLIER, OTHER_SITE = "20001318300021", "38024392300089", "38024392300113"
BARE = f"SIRET {SUPPLIER}"
SERVER, OTHER_SERVER = 1, 2


def market(number: str, supplier: str = SUPPLIER, **named: str) -> Record:
    """Return a contract that names its parties, or not."""
    names = {"acheteur_nom": named.get("buyer"), "titulaire_denominationsociale_1": named.get("name")}
    holder = {"titulaire_id_1": supplier, "titulaire_typeidentifiant_1": "SIRET"}
    return contract_of([{"id": number, "acheteur_id": BUYER, "objet": number, **holder, **names}])


def elsewhere(source: str, name: str, ids: dict[str, str]) -> Record:
    """Return a contract of another source with the same supplier."""
    bare = market("X")
    party = Party(name=name, ids=ids)
    return replace(bare, source=source, source_id=f"{source}-1", number="X", kind=Kind.NOTICE, supplier=party)


class Stored:
    """Stored contracts that two servers follow."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database, self._clock = database, clock
        self.contracts = Contracts(database)

    async def add(self, record: Record, *server_ids: int) -> int:
        async with self.database.write() as session:
            new = [NewContract.of(record)]
            (contract_id,) = await insert_contracts(
                session, self.database, new, read_key="read", now=self._clock()
            )
            session.add_all(
                WatchedContract(watch_id=one, contract_id=contract_id, matched=True, told=True)
                for one in server_ids
            )
        return contract_id

    async def supplier(self, contract_id: int, server_id: int = SERVER) -> str:
        """Return the supplier as its card shows it."""
        return (await self.contracts.line(server_id, contract_id)).supplier


@pytest.fixture
async def stored(database: Database, clock: MovableClock) -> Stored:
    async with database.write() as session:
        for one in (SERVER, OTHER_SERVER):
            session.add(Server(id=one, channel_id=one, created_at=clock()))
        await session.flush()
        for one in (SERVER, OTHER_SERVER):
            added: dict[str, Any] = {"id": one, "server_id": one, "name": "W", "source": "decp", "query": {}}
            session.add(
                Watch(
                    **added, query_key=str(one), created_at=clock(), next_read_at=clock(), baseline_at=clock()
                )
            )
    return Stored(database, clock)


async def test_a_party_without_a_name_has_that_of_another_contract_everywhere(
    stored: Stored,
) -> None:
    bare = await stored.add(market("M1"), SERVER)
    named = market("M2", buyer="NANTES METROPOLE", name="CAPGEMINI FRANCE")
    await stored.add(named, SERVER)
    async with stored.database.write() as session:
        change = ChangeValue(kind=ChangeKind.NEW_CONTRACT, news=True)
        await log_and_enqueue(
            session, stored.database, bare, [change], {SERVER}, read_key="r", now=stored._clock()
        )
    view = await stored.contracts.show(SERVER, bare)
    news = await stored.contracts.news(bare, "r", server_id=SERVER)
    digest = await stored.contracts.digest(SERVER)
    assert news is not None
    assert digest is not None
    shown = [
        view.line,
        news.contract,
        *digest.newest,
        await stored.contracts.line(SERVER, bare),
        *(await stored.contracts.page(SERVER)).items,
        *(await stored.contracts.search(SERVER, "M1")).items,
        *(await stored.contracts.suggest(SERVER, "M1")),
        *(await stored.contracts.numbered(SERVER, "M1")),
        *(each.contract for each in (await stored.contracts.latest(SERVER)).items),
    ]
    assert len(shown) == 11
    assert {(line.buyer, line.supplier) for line in shown} == {("NANTES METROPOLE", "CAPGEMINI FRANCE")}
    assert view.supplier_ids == {"siret": SUPPLIER}, "the number is on the card all the same"


async def test_a_name_comes_from_the_same_site_or_else_the_same_company(stored: Stored) -> None:
    bare = await stored.add(market("M1"), SERVER)
    await stored.add(market("M2", "47976684200690", name="SOMEBODY ELSE"), SERVER)
    assert await stored.supplier(bare) == BARE
    await stored.add(market("M3", OTHER_SITE, name="CAPGEMINI LYON"), SERVER)
    assert await stored.supplier(bare) == "CAPGEMINI LYON"
    await stored.add(market("M4", name="CAPGEMINI NANTES"), SERVER)
    assert await stored.supplier(bare) == "CAPGEMINI NANTES"


async def test_a_supplier_gets_the_name_from_a_ted_notice_with_its_registration_number(
    stored: Stored,
) -> None:
    bare = await stored.add(market("M1"), SERVER)
    await stored.add(elsewhere("ted", "CAPGEMINI", {"registration": "380 243 923 00089"}), SERVER)
    assert await stored.supplier(bare) == "CAPGEMINI"


async def test_no_name_comes_from_contracts_that_only_another_server_follows(stored: Stored) -> None:
    bare = await stored.add(market("M1"), SERVER, OTHER_SERVER)
    await stored.add(market("M2", name="CAPGEMINI"), OTHER_SERVER)
    assert await stored.supplier(bare) == BARE, "it would tell what they watch"
    assert await stored.supplier(bare, OTHER_SERVER) == "CAPGEMINI"


async def test_no_name_comes_from_a_source_that_anybody_can_publish_in(stored: Stored) -> None:
    bare = await stored.add(market("M1"), SERVER)
    await stored.add(elsewhere("ocds", "STRIKEBREAKERS", {"siret": SUPPLIER}), SERVER)
    assert await stored.supplier(bare) == BARE
