"""Decreases of a count on the page for the meeting: when, from what to what, and why."""

import asyncio
from datetime import timedelta

import pytest

from bot.audit import Audit
from bot.exports.queries import read_rows
from bot.exports.summary_page import PageContent, decrease_sentences, page_content
from bot.petitions.counts.invalidations import Criteria, Invalidations
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.service import DemandView
from bot.texts import Texts
from tests.support.petition_desk import (
    EAGER,
    SERVER,
    Desk,
)

pytestmark = pytest.mark.storage

MEMBER = 812_345_678_901_234_567
ONE, OTHER = 11, 12  # organisers


@pytest.fixture
def invalidations(desk: Desk) -> Invalidations:
    made = Invalidations(desk.database, desk.clock, desk.keys, Audit(desk.database, desk.clock, desk.keys))
    desk.publications = Publications(desk.database, desk.clock, desk.keys, EAGER, made)
    return made


async def sign(desk: Desk, demand: DemandView, first: int, count: int) -> None:
    await asyncio.gather(*(desk.sign(demand, MEMBER + first + number) for number in range(count)))
    desk.clock.move(days=1)
    await desk.publications.tick()


async def invalidate(desk: Desk, demand: DemandView, invalidations: Invalidations, reason: str) -> None:
    """Invalidate the signatures of yesterday."""
    yesterday = desk.clock().date() - timedelta(days=1)
    proposed = await invalidations.propose(
        SERVER, demand.id, reason, Criteria(first=yesterday, last=yesterday), by=ONE
    )
    await invalidations.confirm(SERVER, proposed.id, by=OTHER)
    desk.clock.move(hours=1)
    await desk.publications.tick()


async def withdraw(desk: Desk, demand: DemandView, first: int, count: int) -> None:
    for number in range(count):
        await desk.withdraw(demand, MEMBER + first + number)
    desk.clock.move(days=1)
    await desk.publications.tick()


async def sheet(desk: Desk, language: str) -> tuple[PageContent, list[str]]:
    """Return the page, and its sentences about falls."""
    t = Texts.load().of(language)
    async with desk.database.read() as session:
        [asked] = (await read_rows(session, SERVER, language)).demands
        page = page_content(asked, "CGT", "key", desk.clock(), t)
    falls = list(decrease_sentences(asked, t))
    assert all(line in page.facts for line in falls)
    return page, falls


async def test_a_fall_is_shown_with_its_date_both_counts_and_the_reason(
    desk: Desk, invalidations: Invalidations
) -> None:
    demand = await desk.open_demand()
    await sign(desk, demand, 0, 20)
    assert (await sheet(desk, "en"))[1] == [], "a count that rose needs no words"
    await sign(desk, demand, 100, 12)
    await invalidate(desk, demand, invalidations, "not-members")
    struck = desk.clock().date()
    await withdraw(desk, demand, 0, 3)
    withdrawn = desk.clock().date()
    page, falls = await sheet(desk, "en")
    t = Texts.load().of("en")
    assert falls == [
        f"On {t.day(struck)} the published count went from 32 to 20. 12 were removed (Not members).",
        f"On {t.day(withdrawn)} the published count went from 20 to 17.",
    ]
    assert [point.count for point in page.points] == [20, 32, 20, 17]
    t = Texts.load().of("fr")
    assert (await sheet(desk, "fr"))[1] == [
        f"Le {t.day(struck)}, le décompte publié est passé de 32 à 20. "
        "12 signatures écartées (Des personnes non membres).",
        f"Le {t.day(withdrawn)}, le décompte publié est passé de 20 à 17.",
    ]


async def test_an_invalidation_within_a_rise_is_shown_too_and_older_falls_are_counted(
    desk: Desk, invalidations: Invalidations
) -> None:
    demand = await desk.open_demand()
    await sign(desk, demand, 0, 30)
    for first in range(4):
        await withdraw(desk, demand, first, 1)
    await sign(desk, demand, 100, 12)
    await asyncio.gather(*(desk.sign(demand, MEMBER + 200 + number) for number in range(15)))
    await invalidate(desk, demand, invalidations, "brigading")
    for first in range(10, 14):
        await withdraw(desk, demand, first, 1)
    falls = (await sheet(desk, "en"))[1]
    assert "from 38 to 41. 12 were removed (Mass signing by outsiders)." in falls[0], "before all"
    assert "from 39 to 38." in falls[1]
    assert "from 38 to 37." in falls[2]
    assert falls[3:] == ["6 more falls and removals are in counts.csv, in the same export."]
