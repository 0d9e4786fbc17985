"""Search and suggestions, on both engines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update

from bot.contracts.model import Kind, Party, Record
from bot.contracts.queries.service import Contracts
from bot.contracts.row_mapping import action_values, newest_day, searchable, stored_values
from bot.storage import Database
from bot.storage.models import (
    NEVER,
    Action,
    Contract,
    Server,
    Watch,
    WatchedContract,
)
from bot.storage.search_terms import MAX_STORED_LENGTH, folded, stored_words
from tests.conftest import MovableClock
from tests.support.contracts import (
    BUYER,
    ORDER,
    action,
    order,
    vehicle,
)
from tests.support.watching import Watching

pytestmark = [pytest.mark.storage, pytest.mark.both_engines]

OLD = "CONT_AWD_70CDCR24FR0000006_7012_47QTCA18D00A2_4732"
HOSTILE = (
    '" OR 1=1 --',
    "*",
    "NEAR(skip, 5)",
    "skip* OR bridge",
    "search:skip",
    "-skip",
    "^skip",
    "' | 'skip",
    "skip:*",
    "a\\",
    "!skip & (",
    "<-> skip",
    "\0",
    "\udfff",
    "\ud83d skip",
    "\U0001f389",
    "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200,
    "\N{NUMERO SIGN}70CDCR26",
    "東" * 500,
    "a." * 500,
    "1,2,3 4.5.6",
    "%_\\",
)


class Store:
    """Stored contracts, and the servers that follow them."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database = database
        self.contracts = Contracts(database)
        self._now = clock()
        self._servers: set[int] = set()

    async def put(self, *records: Record, server_ids: Sequence[int] = (1,)) -> list[int]:
        """Store records, matched by a watch of each server; return their ids."""
        rows = [
            {
                "source": record.source,
                "source_id": record.source_id,
                **stored_values(record),
                "record_hash": "0",
                "first_seen_at": self._now,
                "changed_at": self._now,
            }
            for record in records
        ]
        stored = insert(Contract).returning(Contract.id, sort_by_parameter_order=True)
        async with self.database.write() as session:
            ids = list((await session.execute(stored, rows)).scalars())
            for server_id in set(server_ids) - self._servers:
                session.add(Server(id=server_id, created_at=self._now))
                await session.flush()
                session.add(
                    Watch(
                        id=server_id,
                        server_id=server_id,
                        name="w",
                        source="usaspending",
                        query={},
                        query_key="0",
                        created_at=self._now,
                        next_read_at=self._now,
                    )
                )
                self._servers.add(server_id)
            await session.flush()
            links = [
                {"watch_id": server_id, "contract_id": contract_id, "matched": True}
                for server_id in server_ids
                for contract_id in ids
            ]
            if links:
                await session.execute(insert(WatchedContract), links)
            moved = [
                {
                    "contract_id": contract_id,
                    **action_values(each),
                    "first_seen_at": self._now,
                    "revised_from": [],
                }
                for contract_id, record in zip(ids, records, strict=True)
                for each in record.actions
            ]
            if moved:
                await session.execute(insert(Action), moved)
        return ids

    async def found(self, words: str, server_id: int = 1) -> list[str]:
        return [line.number for line in (await self.contracts.search(server_id, words, limit=100)).items]

    async def suggested(self, typed: str, server_id: int = 1) -> list[str]:
        return [line.number for line in await self.contracts.suggest(server_id, typed)]


@pytest.fixture
def store(database: Database, clock: MovableClock) -> Store:
    return Store(database, clock)


async def numbers(world: Watching, words: str) -> list[str]:
    return [line.number for line in (await world.contracts.search(1, words)).items]


def old(**more: object) -> Record:
    found = order(
        OLD,
        action("P00011", "7372680.00", "2025-10-09", "A"),
        parent_source_id=None,
        parent_number=None,
        title="PROGRAM SUPPORT, BRIDGE",
    )
    return replace(found, **more)  # type: ignore[arg-type]


def numbered(number: str, **more: object) -> Record:
    """Return an order with this number."""
    return order(f"CONT_AWD_{number}", action("0", "1.00", "2025-12-18"), number=number, **more)


async def test_a_company_is_found_by_its_name_in_one_word_or_two(store: Store) -> None:
    written = ["CAP GEMINI GOVERNMENT SOLUTIONS", "CAPGEMINI FRANCE", "Cap'Gemini"]
    for number, name in enumerate([*written, "Gemini Recap"]):
        await store.put(numbered(f"A{number}", supplier=Party(name=name)))
    for typed in ("Capgemini", "cap gemini", "Cap'Gemini", "CAP-GEM"):
        assert sorted(await store.found(typed)) == ["A0", "A1", "A2"], typed
        assert await store.found(f"{typed} A1") == ["A1"], typed
        assert sorted(await store.contracts.suggest_suppliers(1, typed)) == written, typed


async def test_search_matches_every_word_or_an_amount(world: Watching) -> None:
    skip, bridge = "70CDCR26FR0000024", "70CDCR24FR0000006"
    await world.begin(old(buyer_unit="ÉLECTRICITÉ DE FRANCE"), order())
    expected = {
        "fr0000024": [skip],
        "SKIP capgemini": [skip],
        "bridge": [bridge],
        "customs enforcement": [skip, bridge],
        "skip bridge": [],
        "4816782,50": [skip],
        "4,816,782.50": [skip],
        "$4,816,782.50": [skip],
        "4 816 782,50 $US": [skip],
        "4\u202f816\u202f782,50": [skip],
        "4816782": [skip],
        "4816782.51": [],
        "7,372,680": [bridge],
        "capgemini 7372680": [bridge],
        "électricité": [bridge],
        "%": [],
        "_": [],
        "100%": [],
        "\\": [],
        "\0": [skip, bridge],
        "99999999999999999999999999": [],
        "9" * 500: [],
        "": [skip, bridge],
    }
    assert {words: await numbers(world, words) for words in expected} == expected


async def test_suggestions_match_a_number_a_title_or_the_beginning_of_an_amount(world: Watching) -> None:
    await world.begin(old(), order())
    expected = {
        "": 2,
        "70CDCR26": 1,
        "skip": 1,
        "48": 1,
        "4,816,7": 1,
        "4 816 782,5": 1,
        "73": 1,
        "999": 0,
    }
    assert {typed: len(await world.contracts.suggest(1, typed)) for typed in expected} == expected
    assert await world.contracts.suggest(2, "") == []


async def test_the_typed_number_is_the_first_suggestion(world: Watching) -> None:
    await world.watch(1)
    later = [order(f"{ORDER}_{n}", number=f"70CDCR26D00000015-{n}", signed=date(2026, 2, n)) for n in (1, 2)]
    await world.first_read(order(), *later, vehicle())
    for typed in ("70CDCR26D00000015", " 70cdcr26d00000015 "):
        found = [line.number for line in await world.contracts.suggest(1, typed)]
        assert found[0] == "70CDCR26D00000015"
        assert sorted(found[1:3]) == ["70CDCR26D00000015-1", "70CDCR26D00000015-2"]
        assert found[3:] == ["70CDCR26FR0000024"]
        assert [line.number for line in await world.contracts.numbered(1, typed)] == ["70CDCR26D00000015"]
    assert await world.contracts.numbered(1, "70CDCR26D0000001_") == []
    assert await world.contracts.numbered(2, "70CDCR26D00000015") == []


async def test_suggestions_match_the_beginning_of_a_ceiling(world: Watching) -> None:
    await world.begin(order(), vehicle())
    for typed in ("365", "365,8", "365 821 218,75"):
        assert [line.number for line in await world.contracts.suggest(1, typed)] == ["70CDCR26D00000015"]


async def test_buyers_and_suppliers_are_suggested_in_the_spelling_of_the_source(world: Watching) -> None:
    await world.watch(1)
    names = ["Customs 100% Office", "ICE and Customs", "ICE and Customs", ""]
    await world.first_read(
        *(
            order(f"{ORDER}_{n}", number=f"N{n}", buyer=Party(name=name), supplier=Party(name=name.upper()))
            for n, name in enumerate(names)
        ),
        *(order(f"{ORDER}_X{n}", number=f"X{n}", supplier=Party(name=f"MANY {n}")) for n in range(30)),
    )
    contracts = world.contracts
    assert await contracts.suggest_buyers(1, "customs") == [
        "Customs 100% Office",
        "ICE and Customs",
        BUYER.name,
    ]
    assert await contracts.suggest_buyers(1, " ice  AND ") == ["ICE and Customs", BUYER.name]
    assert await contracts.suggest_buyers(1, "100%") == ["Customs 100% Office"]
    assert await contracts.suggest_buyers(1, "_") == []
    assert await contracts.suggest_suppliers(1, "customs o") == ["CUSTOMS 100% OFFICE"]
    assert await contracts.suggest_suppliers(1, "ice") == ["ICE AND CUSTOMS"], "no middle of a word"
    assert len(await contracts.suggest_suppliers(1, "")) == 25
    assert "" not in await contracts.suggest_buyers(1, "")
    assert await contracts.suggest_buyers(2, "customs") == [], "another server watches something else"


async def test_watched_sites_and_feeds_are_never_suggested(world: Watching) -> None:
    await world.watch(1)
    site = {"buyer": Party(name="customs.example.org"), "supplier": Party(name="customs feed")}
    for number, kind in enumerate(Kind):
        await world.read_of(order(f"{ORDER}_{number}", number=f"N{number}", kind=kind, **site))
        told = kind not in (Kind.PAGE, Kind.ARTICLE)
        assert (await world.contracts.suggest_buyers(1, "customs") != []) is told, kind
        assert (await world.contracts.suggest_suppliers(1, "customs") != []) is told, kind
        async with world.database.write() as session:
            await session.execute(update(Contract).values(buyer="", supplier=""))


async def test_numbers_match_from_each_boundary_of_letters_and_digits(store: Store) -> None:
    await store.put(order(), numbered("47QTCA-18-D-00A2"), numbered("2021-12"))
    for typed in ("70CDCR26FR0000024", "70cdcr26", "FR0000024", "fr00", "0000024", "70CDCR-26-FR-0000024"):
        assert "70CDCR26FR0000024" in await store.found(typed), typed
    assert "70CDCR26FR0000024" not in await store.found("0024"), "the middle of a word finds nothing"
    assert len(await store.found("70CDCR26D00000015")) == 3, "orders by their vehicle"
    for typed in ("47QTCA18D00A2", "47qtca-18-d-00a2", "qtca 00A2"):
        assert await store.found(typed) == ["47QTCA-18-D-00A2"], typed
    assert await store.found("202112") == ["2021-12"]
    assert len(await store.found("DR6MQ56MG capgem")) == 3, "by the supplier's identifier"


async def test_accents_and_case_are_ignored(store: Store) -> None:
    await store.put(
        numbered("A", title="Prestations d'ingénierie, œuvre à Nîmes"),
        numbered("B", title="INGENIERIE OEUVRE NIMES", supplier=Party(name="SOCIÉTÉ GÉNÉRALE S.A.")),
        numbered("C", title="Straße İstanbul, 東京都庁舎の清掃"),
    )
    for typed in ("ingénierie", "INGÉNIERIE", "inge\u0301nierie", "œuvre", "OEUVRE nîmes", "d'ingen"):
        assert sorted(await store.found(typed)) == ["A", "B"], typed
    for typed in ("societe generale", "société GÉNÉRALE", "SA generale", "S.A. générale"):
        assert await store.found(typed) == ["B"], typed
    for typed in ("STRASSE", "straße", "istanbul", "İSTANBUL", "京都", "清掃", "東京 strasse"):
        assert await store.found(typed) == ["C"], typed
    assert await store.found("大阪") == []


async def test_typed_text_is_only_words(store: Store) -> None:
    await store.put(order(), old())
    for typed in HOSTILE:
        await store.found(typed)
        await store.suggested(typed)
        await store.contracts.numbered(1, typed)
        for names in (store.contracts.suggest_buyers, store.contracts.suggest_suppliers):
            await names(1, typed)


async def test_operators_of_query_languages_are_words(store: Store) -> None:
    await store.put(order(), old())
    for typed in (
        "skip OR bridge",
        "skip | bridge",
        "NOT bridge",
        "search:skip",
        '"skip" NEAR "tracing"',
        "№70cdcr24",
    ):
        assert await store.found(typed) == [], typed
    assert await store.found("-bridge") == await store.found("^bridge*") == ["70CDCR24FR0000006"]
    assert await store.found(" ".join(["skip"] * 10 + ["nowhere"])) == ["70CDCR26FR0000024"], (
        "ten words count"
    )


async def test_hostile_text_can_be_stored(store: Store) -> None:
    for number, title in enumerate(HOSTILE):
        title = title.replace("\0", "").encode("utf-8", "replace").decode()
        await store.put(
            numbered(f"N{number}", title=title, buyer=Party(name=title), supplier=Party(name=title))
        )
    assert len(await store.found("")) == len(HOSTILE)
    assert "N4" in await store.found("skip")


async def test_amounts_of_actions_of_either_sign_are_found(store: Store) -> None:
    back = numbered("BACK", obligated=Decimal("-1234.56"), ceiling=Decimal("98765.43"))
    moved = order("CONT_AWD_M", action("1", "-777.77"), number="MOVED", obligated=Decimal(0))
    await store.put(back, moved)
    assert (
        await store.found("1,234.56")
        == await store.found("98765")
        == await store.found("98 765,43")
        == ["BACK"]
    )
    assert await store.found("777,77 €") == await store.found("skip 777.77") == ["MOVED"]
    assert await store.suggested("98,7") == ["BACK"]
    assert await store.suggested("12") == ["BACK"], "of an amount that is less than nothing too"


async def test_rounded_and_truncated_amounts_are_found(store: Store) -> None:
    plain = Decimal("365821218.75")
    amounts = ("obligated", "ceiling", "exercised", "paid", "ordered")
    nothing = dict.fromkeys(amounts)
    for name in amounts:
        await store.put(numbered(name, **{**nothing, name: plain}))
    await store.put(numbered("near", **{**nothing, "ceiling": Decimal("366000000")}))
    moved = action("2", "4816782.50", "2025-12-18")
    await store.put(order("CONT_AWD_moved", moved, number="moved", **nothing))
    await store.put(numbered("said", title="A $365 million framework", **nothing))
    for typed in ("365 million", "365 M", "skip 365 million", "365,8 millions d'euros"):
        found = await store.found(typed)
        words = {"said"} if typed in ("365 million", "365 M") else set()
        assert set(found) == {*amounts, *words}, typed
    assert await store.found("4.8m") == await store.found("skip 4,8 M€") == ["moved"]
    assert await store.found("4.7m") == []


async def test_buyers_and_suppliers_are_found_by_their_initials(store: Store) -> None:
    names = {
        "A": ("U.S. Immigration and Customs Enforcement", "Acme"),
        "B": ("FEDERAL BUREAU OF PRISONS", "Capgemini Government Solutions LLC"),
        "C": ("Centre national de la recherche scientifique", "Assistance publique - Hôpitaux de Paris"),
        "D": ("ice.example.org", "Cargo Boats Plus"),
    }
    for number, (buyer, supplier) in names.items():
        await store.put(numbered(number, title="T", buyer=Party(name=buyer), supplier=Party(name=supplier)))
    expected = {"bop": ["B"], "FBP": ["B"], "CGS": ["B"], "cnrs": ["C"], "APHP": ["C"], "CBP": ["D"]}
    assert {typed: await store.found(typed) for typed in expected} == expected
    assert await store.found("ice") == ["D", "A"], "a word of the one, the initials of the other"
    assert await store.found("ieo") == [], "a site has no initials"
    assert await store.contracts.suggest_buyers(1, "ICE") == ["ice.example.org", names["A"][0]]
    assert await store.contracts.suggest_suppliers(1, "cgs") == [names["B"][1]]


async def test_each_server_finds_only_its_own_contracts(store: Store) -> None:
    await store.put(*(numbered(f"T{n:03}", signed=date(2026, 1, 1)) for n in range(60)), server_ids=(1,))
    mine = [numbered(f"U{n}", signed=date(2020, 1, 1 + n)) for n in range(3)]
    await store.put(*(replace(each, actions=()) for each in mine), server_ids=(2,))
    await store.put(numbered("BOTH"), server_ids=(1, 2))
    assert await store.found("skip", 2) == ["BOTH", "U2", "U1", "U0"]
    assert await store.suggested("skip", 2) == ["BOTH", "U2", "U1", "U0"]
    assert await store.found("U0", 1) == await store.suggested("U0", 1) == []
    assert await store.found("", 3) == await store.suggested("", 3) == []
    page = await store.contracts.search(1, "skip", offset=56, limit=8)
    assert (page.total, len(page.items)) == (61, 5)
    assert len(await store.suggested("skip", 1)) == len(await store.suggested("", 1)) == 25
    assert (await store.contracts.page(2)).total == 4


async def test_pages_neither_repeat_nor_skip(store: Store) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n % 7) for n in range(43)]
    await store.put(*(numbered(f"T{n:02}", signed=day, actions=()) for n, day in enumerate(days)))
    expected = [f"T{n:02}" for n in sorted(range(43), key=lambda n: (days[n], n), reverse=True)]
    for words in ("skip", ""):
        pages = [await store.contracts.search(1, words, offset=offset) for offset in range(0, 56, 8)]
        assert [line.number for each in pages for line in each.items] == expected
        assert {each.total for each in pages} == {43}


async def test_suggestions_order_the_exact_number_then_its_prefixes_then_the_newest(store: Store) -> None:
    await store.put(
        numbered("X9", signed=date(2019, 1, 1), actions=()),
        numbered("X91", title="AN X9 ORDER", signed=date(2018, 1, 1), actions=()),
        numbered("X9-2", signed=date(2020, 1, 1), actions=()),
        numbered("AX9", title="X9 AGAIN", signed=date(2026, 1, 1), actions=()),
        numbered("LAST", title="X9", signed=None, start=None, actions=()),
    )
    assert await store.suggested("x9") == ["X9", "X9-2", "X91", "AX9", "LAST"]
    assert await store.found("x9") == ["AX9", "X9-2", "X9", "X91", "LAST"]


async def test_punctuation_of_a_number_is_ignored_only_without_an_exact_match(store: Store) -> None:
    await store.put(numbered("1-11"), numbered("11-1"), numbered("2021/12"))
    assert [line.number for line in await store.contracts.numbered(1, "11-1")] == ["11-1"]
    assert {line.number for line in await store.contracts.numbered(1, "111")} == {"1-11", "11-1"}
    assert [line.number for line in await store.contracts.numbered(1, "202112")] == ["2021/12"]
    assert await store.contracts.numbered(1, "2021") == await store.contracts.numbered(1, "/") == []


async def test_names_match_their_own_words_without_accents(store: Store) -> None:
    await store.put(
        numbered("A", supplier=Party(name="Société Générale")),
        numbered("B", supplier=Party(name="GENERALE DES EAUX"), title="SOCIETE"),
    )
    assert await store.contracts.suggest_suppliers(1, "generale") == ["GENERALE DES EAUX", "Société Générale"]
    assert await store.contracts.suggest_suppliers(1, "societe") == ["Société Générale"], "not by the title"
    assert await store.contracts.suggest_buyers(1, "generale") == []


async def test_the_words_of_an_action_find_its_contract_and_their_place_is_shown(store: Store) -> None:
    words = "THIS MODIFICATION ADDS IN SCOPE WORK PARA. 2.2 SKIP TRACING SERVICES"
    bridge = old(
        actions=(
            *old().actions,
            action("P00011", "7372680.00", "2025-10-09", action_id="N", description=words),
        )
    )
    await store.put(bridge, order())
    assert await store.found("scope para") == [bridge.number]
    assert set(await store.found("skip tracing")) == {bridge.number, order().number}
    found = await store.contracts.search(1, "skip tracing")
    places = await store.contracts.places(found.items, "skip tracing")
    assert list(places.values()) == [words], "the other has them in its title"
    assert await store.contracts.places(found.items, "skip nothing") == {}


def test_descriptions_are_read_as_far_as_they_can_matter() -> None:
    taken = 0

    def described() -> Iterator[str]:
        nonlocal taken
        for number in range(1_000_000):
            taken += 1
            yield f"{number} " * 1000

    words = stored_words(
        number="1",
        parent_number=None,
        amounts=(),
        buyer="",
        supplier="",
        others=(),
        descriptions=described(),
    )
    assert len(words) <= MAX_STORED_LENGTH
    assert taken < 50


async def test_changed_and_deleted_contracts_are_found_in_their_present_state(store: Store) -> None:
    first, second = await store.put(order(), old())
    async with store.database.write() as session:
        changed = searchable(old(title="SOMETHING ELSE"))
        await session.execute(update(Contract).where(Contract.id == second).values(search=changed))
        await session.execute(delete(WatchedContract).where(WatchedContract.contract_id == first))
        await session.execute(delete(Contract).where(Contract.id == first))
    assert await store.found("bridge") == await store.found("tracing") == []
    assert await store.found("something") == ["70CDCR24FR0000006"]
    if store.database.is_sqlite:
        async with store.database.write() as session:
            await session.execute(
                text("INSERT INTO contract_words (contract_words, rank) VALUES ('integrity-check', 1)")
            )


def test_the_newest_day_is_that_of_the_last_action_else_the_signature_else_the_start() -> None:
    assert newest_day(order()) == date(2025, 12, 18)
    assert newest_day(order(ORDER, action("1", "1.00", None))) == date(2025, 12, 18)
    assert newest_day(vehicle(signed=None, start=date(2024, 1, 1))) == date(2024, 1, 1)
    assert newest_day(vehicle(signed=None)) == NEVER


@given(st.text(max_size=300), st.text(max_size=300))
def test_folding_is_idempotent_and_leaves_letters_and_digits(one: str, other: str) -> None:
    words = folded(f"{one} {other}")
    assert words == folded(" ".join(words))
    assert all(word.isalnum() for word in words)
    assert folded(one) == words[: len(folded(one))]


def test_stored_words_have_a_limit() -> None:
    long = searchable(order(title=" ".join(f"word{n}" for n in range(5000)) + "x" * 10_000))
    assert len(long) <= MAX_STORED_LENGTH
    assert long.startswith("№70cdcr26fr0000024 ")
    assert not long.endswith(" ")
