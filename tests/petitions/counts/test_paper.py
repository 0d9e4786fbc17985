"""Paper signatures, on both databases: two organisers for each sheet, and no mixing with other counts."""

from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.counts.paper import LABEL_LENGTH, MAX_SIGNATURES, NOTE_LENGTH, Paper
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.service import DemandView
from bot.storage.models import AuditActor, AuditEntry, Demand
from tests.support.petition_desk import (
    SERVER,
    TEXTS,
    Desk,
)

pytestmark = pytest.mark.storage

CAMILLE, DOMINIQUE = 111_111_111_111_111_111, 222_222_222_222_222_222
SCAN = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


@pytest.fixture
def paper(desk: Desk) -> Paper:
    return Paper(desk.database, desk.clock, Audit(desk.database, desk.clock, desk.keys))


async def enter(paper: Paper, demand: DemandView, **more: Any) -> Any:
    given = {"label": "Lyon, 1 to 12", "count": 84, "scan_sha256": SCAN, "by": CAMILLE, **more}
    return await paper.enter(SERVER, demand.id, **given)


async def on_paper(desk: Desk, demand: DemandView) -> int:
    return (await desk.demands.get(SERVER, demand.id)).paper


async def stamp(desk: Desk, demand: DemandView) -> int:
    async with desk.database.read() as session:
        return (await session.scalars(select(Demand.stamp).where(Demand.id == demand.id))).one()


async def acts(desk: Desk) -> list[tuple[str, str]]:
    async with desk.database.read() as session:
        rows = await session.execute(select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.number))
        return [(row.act, row.subject) for row in rows if row.act.startswith("paper-")]


async def test_sheets_count_after_a_second_organiser_confirms_them(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    before = await stamp(desk, demand)
    entered = await enter(paper, demand)
    assert (entered.state, await on_paper(desk, demand)) == ("entered", 0)
    assert await stamp(desk, demand) == before, "no card shows what is not confirmed"
    confirmed = await paper.confirm(SERVER, entered.id, by=DOMINIQUE)
    assert (confirmed.state, await on_paper(desk, demand)) == ("confirmed", 84)
    assert await stamp(desk, demand) == before + 1
    withdrawn = await paper.withdraw(SERVER, entered.id, note="sheet 3 was signed twice", by=CAMILLE)
    assert (withdrawn.state, withdrawn.withdrawn_for) == ("withdrawn", "sheet 3 was signed twice")
    assert await on_paper(desk, demand) == 0
    assert await stamp(desk, demand) == before + 2
    assert await acts(desk) == [
        (act, f"paper:{entered.id}") for act in ("paper-enter", "paper-confirm", "paper-withdraw")
    ]


async def test_paper_never_changes_the_published_count(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    for member in range(3):
        await desk.sign(demand, 5_000 + member)
    await desk.publish()
    await paper.confirm(SERVER, (await enter(paper, demand)).id, by=DOMINIQUE)
    await desk.sign(demand, 5_010)
    await desk.publish()
    found = await desk.demands.get(SERVER, demand.id)
    assert found.publication is not None
    assert (found.publication.count, found.paper) == (4, 84)


async def test_the_organiser_who_entered_sheets_cannot_confirm_them(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    entered = await enter(paper, demand)
    with pytest.raises(UserError) as refused:
        await paper.confirm(SERVER, entered.id, by=CAMILLE)
    assert refused.value.id == "refusal-paper-own"
    assert await on_paper(desk, demand) == 0


async def test_an_erased_organiser_is_not_a_second_one(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    entered = await enter(paper, demand)
    async with desk.database.write() as session:
        await session.execute(delete(AuditActor))
    with pytest.raises(UserError) as refused:
        await paper.confirm(SERVER, entered.id, by=CAMILLE)
    assert refused.value.id == "refusal-paper-proposer-gone"
    assert await on_paper(desk, demand) == 0


async def test_nothing_is_confirmed_or_withdrawn_twice(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    entered = await enter(paper, demand)
    await paper.confirm(SERVER, entered.id, by=DOMINIQUE)
    with pytest.raises(UserError, match="refusal-paper-confirmed"):
        await paper.confirm(SERVER, entered.id, by=DOMINIQUE)
    await paper.withdraw(SERVER, entered.id, note="counted again", by=DOMINIQUE)
    with pytest.raises(UserError, match="refusal-paper-withdrawn"):
        await paper.withdraw(SERVER, entered.id, note="once more", by=DOMINIQUE)
    with pytest.raises(UserError, match="refusal-paper-withdrawn"):
        await paper.confirm(SERVER, entered.id, by=DOMINIQUE)


async def test_a_scan_counts_once_for_a_demand_with_any_spelling_of_its_hash(
    desk: Desk, paper: Paper
) -> None:
    demand = await desk.open_demand()
    first = await enter(paper, demand)
    spaced = " ".join(SCAN[start : start + 2] for start in range(0, 64, 2))  # as certutil once printed it
    for written in (SCAN.upper(), f"  {SCAN}  scan of sheets.pdf", spaced):
        with pytest.raises(UserError) as refused:
            await enter(paper, demand, scan_sha256=written)
        assert (refused.value.id, refused.value.arguments) == (
            "refusal-paper-twice",
            {"label": "Lyon, 1 to 12"},
        )
    await paper.withdraw(SERVER, first.id, note="the label was wrong", by=CAMILLE)
    again = await enter(paper, demand, scan_sha256=SCAN.upper(), label="Lyon, 1 to 13")
    assert again.scan_sha256 == SCAN


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"scan_sha256": "abc"}, "refusal-paper-hash"),
        ({"scan_sha256": ""}, "refusal-paper-hash"),
        ({"scan_sha256": "g" * 64}, "refusal-paper-hash"),
        ({"scan_sha256": SCAN + "0"}, "refusal-paper-hash"),
        (
            {"scan_sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            "refusal-paper-hash-empty",
        ),
        ({"count": 0}, "refusal-paper-count"),
        ({"count": -3}, "refusal-paper-count"),
        ({"count": MAX_SIGNATURES + 1}, "refusal-paper-count"),
        ({"label": " \n "}, "refusal-paper-label"),
        ({"label": "x" * (LABEL_LENGTH + 1)}, "refusal-paper-label"),
    ],
)
async def test_invalid_sheets_are_refused(desk: Desk, paper: Paper, given: dict[str, Any], told: str) -> None:
    demand = await desk.open_demand()
    with pytest.raises(UserError) as refused:
        await enter(paper, demand, **given)
    assert refused.value.id == told
    assert (await paper.page(SERVER)).total == 0
    assert await acts(desk) == []


async def test_withdrawing_sheets_requires_a_reason(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    entered = await enter(paper, demand)
    for note in ("", "  \n", "x" * (NOTE_LENGTH + 1)):
        with pytest.raises(UserError, match="refusal-paper-note"):
            await paper.withdraw(SERVER, entered.id, note=note, by=CAMILLE)


async def test_a_draft_and_another_servers_demand_accept_no_paper(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    draft = await desk.demands.create(SERVER, TEXTS)
    with pytest.raises(UserError, match="refusal-demand-not-open"):
        await enter(paper, draft)
    foreign = await desk.open_demand(2)
    with pytest.raises(UserError, match="refusal-no-such-demand"):
        await enter(paper, foreign)
    entered = await enter(paper, demand)
    for refused in (
        paper.confirm(2, entered.id, by=DOMINIQUE),
        paper.withdraw(2, entered.id, note="x", by=CAMILLE),
        paper.get(2, entered.id),
        paper.get(SERVER, 999),
    ):
        with pytest.raises(UserError, match="refusal-no-such-paper"):
            await refused
    assert (await paper.page(2)).total == 0


async def test_a_closed_demand_still_accepts_paper(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    await desk.demands.close(SERVER, demand.id)
    await paper.confirm(SERVER, (await enter(paper, demand)).id, by=DOMINIQUE)
    assert await on_paper(desk, demand) == 84


async def test_an_archived_demand_accepts_and_confirms_no_paper_but_sheets_can_be_withdrawn(
    desk: Desk, paper: Paper
) -> None:
    demand = await desk.open_demand()
    entered, confirmed = await enter(paper, demand), await enter(paper, demand, scan_sha256="cd" * 32)
    await paper.confirm(SERVER, confirmed.id, by=DOMINIQUE)
    await desk.demands.close(SERVER, demand.id)
    await Lifecycle(desk.database, desk.clock).archive(SERVER, demand.id)
    for late in (
        enter(paper, demand, scan_sha256="ef" * 32),
        paper.confirm(SERVER, entered.id, by=DOMINIQUE),
    ):
        with pytest.raises(UserError, match="refusal-demand-archived"):
            await late
    assert await on_paper(desk, demand) == confirmed.count
    await paper.withdraw(SERVER, confirmed.id, note="Counted twice", by=CAMILLE)
    assert await on_paper(desk, demand) == 0


async def test_sheets_are_listed_newest_first_and_found_by_label_and_demand(desk: Desk, paper: Paper) -> None:
    demand = await desk.open_demand()
    for number in range(8):
        scan = f"{number:064x}"
        await enter(paper, demand, label=f"Nîmes, {number}", scan_sha256=scan, count=number + 1)
    page = await paper.page(SERVER)
    assert [view.label for view in page.items] == [f"Nîmes, {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert [view.label for view in (await paper.page(SERVER, offset=6)).items] == ["Nîmes, 1", "Nîmes, 0"]
    assert (await paper.page(SERVER, offset=60)).offset == 0
    assert [view.count for view in await paper.suggest(SERVER, "nimes, 3", states={"entered"})] == [4]
    assert len(await paper.suggest(SERVER, demand.slug[:8], states={"entered"})) == 8
    assert await paper.suggest(SERVER, "", states={"confirmed"}) == []
