"""Attack: an organiser with nine accounts wants to know whether a tenth person signed or withdrew.

They read everything published and exported. From the count alone they know the net change since the last
publication.
"""

import asyncio
import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select, text

from bot.audit import Audit
from bot.exports import Exports
from bot.exports.queries import read_rows
from bot.exports.summary_page import decrease_sentences, page_content
from bot.petitions.demands.service import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.models import AuditEntry
from bot.texts import Texts
from bot.ui.demands.lines import (
    breakdown_lines,
    count_line,
    outcome_lines,
    progress_lines,
    status_lines,
)
from tests.conftest import MovableClock
from tests.support.petition_desk import SERVER, Desk, open_desk

pytestmark = [pytest.mark.storage, pytest.mark.full]

MEMBER, ALT = 812_345_678_901_234_567, 912_345_678_901_234_567


@pytest.fixture
async def desk(sqlite_database: Database, clock: MovableClock, tmp_path: Path) -> Desk:
    return await open_desk(sqlite_database, clock, tmp_path / "keys", rule=PublicationRule())


async def play(desk: Desk, server_id: int, *, sign: int, withdraw: int) -> DemandView:
    """Open a demand in its own server, signed by thirty; then let some sign and some withdraw."""
    demand = await desk.open_demand(server_id)
    await asyncio.gather(*(desk.sign(demand, MEMBER + number) for number in range(30)))
    desk.clock.move(days=1)
    await desk.publications.tick()
    await asyncio.gather(*(desk.sign(demand, ALT + number) for number in range(sign)))
    await asyncio.gather(*(desk.withdraw(demand, MEMBER + number) for number in range(withdraw)))
    desk.clock.move(days=1)
    await desk.publications.tick()
    return demand


async def visible_data(desk: Desk, demand: DemandView, folder: Path) -> dict[str, str]:
    """Return everything that anybody can see, without the expected differences between two demands."""
    texts = Texts.load()
    keys, audit = desk.keys, Audit(desk.database, desk.clock, desk.keys)
    found = {}
    for language in ("en", "fr"):
        t = texts.of(language)
        shown = await desk.demands.get(demand.server_id, demand.id)
        kinds = (progress_lines, outcome_lines, status_lines, breakdown_lines)
        lines = [count_line(shown, t), *(line for kind in kinds for line in kind(shown, t))]
        found[f"card {language}"] = "\n".join(lines)
        async with desk.database.read() as session:
            [asked] = (await read_rows(session, demand.server_id, language)).demands
            sheet = page_content(asked, "", "", desk.clock(), t)
            page = (sheet.count, sheet.counted, sheet.facts, sheet.method, sheet.below, sheet.points)
            found[f"page {language}"] = repr([page, decrease_sentences(asked, t)])
        taken = await Exports(desk.database, desk.clock, texts, keys, audit).take(
            demand.server_id, folder, language=language
        )
        for name in taken.names:
            if name.endswith((".csv", ".json", ".txt")) and name != "manifest.json":
                found[f"{name} {language}"] = (taken.folder / name).read_text(encoding="utf-8-sig")
        with zipfile.ZipFile(io.BytesIO((taken.folder / "tocsin.xlsx").read_bytes())) as book:
            for name in book.namelist():
                if name.startswith("xl/") and name.endswith(".xml"):
                    found[f"{name} {language}"] = book.read(name).decode()
    found["history"] = repr([dataclasses.asdict(each) for each in await desk.publications.history(demand.id)])
    async with desk.database.read() as session:
        rows = await session.execute(
            text("SELECT * FROM publications WHERE demand_id = :demand ORDER BY number"),
            {"demand": demand.id},
        )
        found["database"] = repr([dict(row._mapping) for row in rows])
        acts = select(AuditEntry.act, AuditEntry.subject).where(AuditEntry.server_id == demand.server_id)
        found["audit"] = repr((await session.execute(acts.order_by(AuditEntry.number))).all())
    return {name: masked(content) for name, content in found.items()}


def masked(content: str) -> str:
    """Mask hashes, times, days, ids and the name of the server."""
    for pattern in (
        r"[0-9a-f]{64}|([0-9a-f]{4} ){7}[0-9a-f]{4}",
        r"datetime\.date(time)?\([^)]*\)|\d{4}-\d\d-\d\d([T ][\d:]+)?Z?|\d{1,2}:\d\d",
        r"\d{1,2} (February|février) 202\d|February \d+, 202\d|<t:\d+:\w>",
        rf"{SERVER // 10}\d",
        r"'id': \d+|'demand_id': \d+|\"demand_id\": \d+|demand:\d+",
        r"<v>\d+\.\d+</v>",
    ):
        content = re.sub(pattern, "…", content)
    return content


@pytest.mark.parametrize(("more", "both"), [(1, 1), pytest.param(6, 6, marks=pytest.mark.full)])
async def test_a_signature_among_withdrawals_is_invisible(
    desk: Desk, tmp_path: Path, more: int, both: int
) -> None:
    """Ten signed; or eleven signed and one withdrew."""
    one = await play(desk, SERVER, sign=10, withdraw=0)
    other = await play(desk, SERVER + 1, sign=10 + more, withdraw=both)
    assert await visible_data(desk, one, tmp_path / "one") == await visible_data(
        desk, other, tmp_path / "other"
    )


async def test_with_ten_of_eleven_changes_only_the_count_reveals_the_other(
    desk: Desk, tmp_path: Path
) -> None:
    """With ten of eleven changes the net count shows whether the other signed or withdrew.

    There is no defence against that. Nothing else shows it.
    """
    signed = await visible_data(desk, await play(desk, SERVER, sign=11, withdraw=0), tmp_path / "one")
    withdrew = await visible_data(desk, await play(desk, SERVER + 1, sign=10, withdraw=1), tmp_path / "other")
    assert {name: re.sub(r"\b41\b", "N", content) for name, content in signed.items()} == {
        name: re.sub(r"\b39\b", "N", content) for name, content in withdrew.items()
    }


async def test_the_ledger_holds_the_count_the_number_of_removed_signatures_and_no_other_number(
    desk: Desk, tmp_path: Path
) -> None:
    await play(desk, SERVER, sign=10, withdraw=1)
    audit = Audit(desk.database, desk.clock, desk.keys)
    taken = await Exports(desk.database, desk.clock, Texts.load(), desk.keys, audit).take(SERVER, tmp_path)
    [book] = json.loads((taken.folder / "ledger.json").read_bytes())["demands"]
    numbers = {name for name, value in book["entries"][1].items() if type(value) is int}
    assert numbers <= {
        "demand_id", "number", "count", "invalidated", "account_days", "server_days", "format",
    }  # fmt: skip
