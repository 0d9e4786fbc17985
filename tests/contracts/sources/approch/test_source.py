"""The APProch source over real HTTP, against a stand-in for the portal, up to what is announced."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.contracts.model import Kind, Record
from bot.contracts.queries.service import Contracts
from bot.contracts.registers.company_names import siren_key
from bot.contracts.registers.recherche_entreprises import SIRENE
from bot.contracts.sources.approch import Approch
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.protocol import (
    MAX_CONTRACTS,
    Absent,
    ReadContext,
    SourceError,
    SourceErrorKind,
)
from bot.demo.sources.opendatasoft import Portal
from bot.storage import Database
from bot.storage.models import RegisterAnswer
from bot.ui.contracts.card import contract_card
from tests.conftest import MovableClock
from tests.contracts.ingest.test_european_watch import Europe
from tests.contracts.sources.approch.test_parse import row
from tests.ui.contracts.test_changes import t, with_plain_spaces

pytestmark = pytest.mark.wire

BUYERS = {"buyers": ["110014016"]}


@pytest.fixture
async def portal() -> AsyncIterator[Portal]:
    async with Portal(Approch.dataset, columns=tuple(row())) as server:
        yield server


@pytest.fixture
def source(portal: Portal, clock: MovableClock, http: SourceHttp) -> Approch:
    clock.now = datetime(2026, 9, 22, 12, 0, tzinfo=UTC)
    return Approch(http, portal.url, clock)


async def read(source: Approch, query: Any, reading: ReadContext | None = None) -> set[str]:
    return {found.source_id async for found in source.search(query, reading or ReadContext())}


async def test_buyers_and_words_are_conditions_and_their_values_alternatives(
    portal: Portal, source: Approch
) -> None:
    portal.rows = [
        row(code=1),
        row(code=2, libelle="Études de trafic", siren_de_l_entite_acheteuse=1401252, description=None),
        row(code=3, libelle="Études de trafic", description="CDL"),
    ]
    for query, numbers in [
        (BUYERS, {"1", "3"}),
        ({"buyers": ["001 401 252"]}, {"2"}),
        ({"buyers": ["11001401600019", "001401252"]}, {"1", "2", "3"}),
        ({"words": ["trafic"]}, {"2", "3"}),
        ({"words": ["faciale", "trafic"], **BUYERS}, {"1", "3"}),
        ({"words": ["contrôles biométriques"]}, {"1"}),
    ]:
        assert await read(source, source.canonical(query)) == numbers, query


async def test_a_survey_names_buyers_and_no_plan_is_the_newest(portal: Portal, source: Approch) -> None:
    portal.rows = [row(code=1), row(code=2)]
    survey = await source.survey(BUYERS)
    assert (survey.counts, survey.newest) == ({Kind.NOTICE: 2}, None)
    assert {(match.number, match.buyer) for match in survey.matches} == {
        ("1", "SIREN 110014016"),
        ("2", "SIREN 110014016"),
    }


async def test_too_wide_a_query_is_refused(portal: Portal, source: Approch) -> None:
    portal.rows = [row(code=number) for number in range(MAX_CONTRACTS + 1)]
    with pytest.raises(SourceError) as caught:
        await read(source, BUYERS)
    assert caught.value.fault is SourceErrorKind.TOO_MANY


async def test_one_project_is_read_by_its_number(portal: Portal, source: Approch) -> None:
    portal.rows = [row(), row(code=1)]
    found = await source.get("64516")
    assert isinstance(found, Record)
    assert found.number == "64516"
    gone = await source.get("2")
    assert isinstance(gone, Absent)
    assert gone.answers[0].media == "application/warc", "the answer is stored with its request"
    assert await source.get("1 or code=64516") == Absent()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Call for offers planned for: 9 January 2027", "Buyer’s estimate: 1M - 5M€"]),
        ("fr", ["Appel à la concurrence prévu le : 9 janvier 2027", "Estimation de l’acheteur : 1M - 5M€"]),
    ],
)
async def test_the_card_of_a_plan_has_its_day_estimate_and_the_name_of_its_buyer(
    portal: Portal,
    source: Approch,
    sqlite_database: Database,
    clock: MovableClock,
    language: str,
    said: list[str],
) -> None:
    europe = Europe(sqlite_database, clock, {"approch": source})
    await europe.watch("approch", BUYERS)
    portal.rows = [row()]
    await europe.days(0)
    async with sqlite_database.write() as session:
        found = [{"id": "110014016", "name": "MINISTERE DE LA JUSTICE"}]
        session.add(
            RegisterAnswer(
                register=SIRENE, asked=siren_key("110014016"), found=found, more=False, read_at=clock()
            )
        )
    contracts = Contracts(sqlite_database)
    (line,) = (await contracts.page(1)).items
    assert line.buyer == "MINISTERE DE LA JUSTICE"
    card = contract_card(await contracts.show(1, line.id), t(language))
    said_in_card = json.dumps(card.to_components(), ensure_ascii=False)
    shown = with_plain_spaces(said_in_card).translate({ord(sign): None for sign in "*\\"})
    for words in said:
        assert words in shown


async def test_a_plan_is_announced_once_and_so_is_its_end(
    portal: Portal, source: Approch, sqlite_database: Database, clock: MovableClock
) -> None:
    europe = Europe(sqlite_database, clock, {"approch": source})
    await europe.watch("approch", BUYERS)
    portal.rows = [row(code=1)]
    await europe.days(0)
    portal.loaded, portal.rows = "2026-09-23", [row(code=1), row(code=2), row(code=3)]
    await europe.days(1)
    portal.loaded = "2026-09-24"
    portal.rows = [
        row(code=1, date_previsionnelle_de_publication="2027-06-01"),
        row(code=2, statut="Abandonné"),
    ]
    await europe.days(1)
    for day in range(25, 35):
        portal.loaded = f"2026-09-{day}"
        await europe.days(1)
    assert await europe.faults() == []
    assert sorted(await europe.posts()) == [
        ("2", ["cancelled"]),
        ("2", ["new-notice"]),
        ("3", ["new-notice"]),
        ("3", ["withdrawn"]),
    ], "a day that is put off is no news"
