"""Procedures: a plan, its call for offers, its award and its contract are told together if the source links
them, and never because they look alike."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.contracts.ingest.links import links_of
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import NO_CURRENCY, Code, Kind, Party, Record, Status
from bot.contracts.story import procedures
from bot.contracts.story.views import Procedure, Stage
from bot.contracts.watches.service import Watches
from bot.storage import Database
from bot.storage.models import Contract
from bot.texts import Texts
from bot.ui.contracts.story import story_card, story_lines
from tests.conftest import MovableClock
from tests.support.contracts import FakeSource, with_answer
from tests.support.watching import POLL, Watching

pytestmark = pytest.mark.storage

UUID = "5D3A4D3E-0000-4000-8000-00000000000A"


def notice(number: str, sort: str, day: str | None, linked: str = "", **more: Any) -> Record:
    """Return a notice of BOAMP, unless told otherwise."""
    codes = {"notice-type": Code(sort)} | ({"linked-notice": Code(linked)} if linked else {})
    found = Record(
        source="boamp",
        source_id=number,
        kind=Kind.NOTICE,
        number=number,
        title="Prestations informatiques",
        buyer=Party(name="Ville de Lyon"),
        supplier=Party(name=""),
        currency=NO_CURRENCY,
        signed=None if day is None else date.fromisoformat(day),
        codes=codes,
        url=f"https://www.boamp.fr/pages/avis/?q=idweb:{number}",
    )
    return with_answer(replace(found, **more))


PLAN = notice("26-1", "PRE-INFORMATION", "2026-05-03", status=Status.PLANNED)
TENDER = notice("26-20", "APPEL_OFFRE", "2026-06-02", "26-1")
FIXED = notice("26-30", "RECTIFICATIF", "2026-06-09", "26-20")
AWARD = notice("26-400", "ATTRIBUTION", "2026-07-04", "26-20", supplier=Party(name="CAPGEMINI"))


class World(Watching):
    """A watch of notices, and a server beside it that watches others."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        super().__init__(database, clock)
        self.notices = FakeSource()
        self.others = FakeSource()
        sources = {"boamp": self.notices, "ted": self.others, "ocds": self.others}
        sources |= {"sam": self.notices, "usaspending": self.others}
        self.watches = Watches(database, sources, clock)
        self.watcher = Watcher(database, sources, clock, poll=POLL, jitter=lambda low, high: (low + high) / 2)

    async def watch_notices(self, *records: Record) -> None:
        await self.server(1)
        await self.watches.add(1, "Notices", "boamp", {"suppliers": ["CAPGEMINI"]})
        await self.show(*records)

    async def show(self, *records: Record) -> None:
        self.notices.show(*records)
        await self.read_in_full()

    async def view(self, number: str, server_id: int = 1) -> Any:
        async with self.database.read() as session:
            contract_id = await session.scalar(select(Contract.id).where(Contract.number == number))
        assert contract_id is not None
        return await self.contracts.show(server_id, contract_id)

    async def told(self, number: str) -> list[tuple[str, Stage]] | None:
        procedure: Procedure | None = (await self.view(number)).story.procedure
        return None if procedure is None else [(one.number, one.stage) for one in procedure.records]


@pytest.fixture
def world(database: Database, clock: MovableClock) -> World:
    return World(database, clock)


async def test_all_stages_are_found_from_each_of_them(world: World) -> None:
    await world.watch_notices(AWARD, PLAN, FIXED, TENDER)
    whole = [
        ("26-1", Stage.PLAN),
        ("26-20", Stage.TENDER),
        ("26-30", Stage.OTHER),
        ("26-400", Stage.AWARD),
    ]
    for number, _ in whole:
        assert await world.told(number) == whole


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_card_has_one_line_and_each_record_its_link_and_day(world: World, language: str) -> None:
    await world.watch_notices(AWARD, PLAN, FIXED, TENDER)
    t = Texts.load().of(language)
    view = await world.view("26-400")
    (line,) = story_lines(view.line, view.story, t)
    stages = {
        "en": ["planned (3 May 2026)", "call for offers (2 June 2026)", "award (4 July 2026)"],
        "fr": ["projet (3 mai 2026)", "appel à la concurrence (2 juin 2026)", "attribution (4 juillet 2026)"],
    }
    begins = {"en": "Same procedure:", "fr": "Même procédure :"}[language]
    linked = zip(stages[language], (PLAN.url, TENDER.url, AWARD.url), strict=True)
    said = f"{begins} {' · '.join(f'[{stage}](<{url}>)' for stage, url in linked)}"
    assert line.replace("\u00a0", " ").replace("\u202f", " ") == said
    card = str(story_card(view, t, "procedure").to_components()).replace(r"\xa0", "\u00a0")
    for record in (PLAN, TENDER, FIXED, AWARD):
        assert record.url in card
    assert t("notice-type-rectificatif") in card
    assert card.count(t("line-source", source=t("source-name-boamp"), date=view.line.changed_at.date())) == 4
    assert card.count(t("story-procedure-this")) == 1
    assert t("story-procedure-proof") in card


async def test_the_same_buyer_and_words_are_no_proof(world: World) -> None:
    unlinked = notice("26-500", "ATTRIBUTION", "2026-07-04")
    await world.watch_notices(PLAN, unlinked)
    assert await world.told("26-1") is None
    assert await world.told("26-500") is None


async def test_records_of_one_stage_have_no_line(world: World) -> None:
    await world.watch_notices(TENDER, FIXED)
    view = await world.view("26-20")
    assert view.story.procedure is not None
    assert story_lines(view.line, view.story, Texts.load().of("en")) == []


async def test_another_servers_notices_are_not_told(world: World) -> None:
    await world.watch_notices(AWARD)
    await world.server(2)
    await world.watches.add(2, "Notices", "boamp", {"suppliers": ["CITY"]})
    world.notices.show(TENDER)
    await world.watcher.tick()
    assert await world.told("26-400") is None
    assert (await world.view("26-20", server_id=2)).story.procedure is None


async def test_a_link_that_the_source_takes_back_is_gone_and_a_later_one_counts(world: World) -> None:
    await world.watch_notices(PLAN, replace(TENDER, codes={"notice-type": Code("APPEL_OFFRE")}), AWARD)
    assert await world.told("26-1") is None
    await world.show(PLAN, TENDER, AWARD)
    assert [number for number, _ in await world.told("26-1") or ()] == ["26-1", "26-20", "26-400"]
    await world.show(PLAN, with_answer(notice("26-20", "APPEL_OFFRE", "2026-06-02", "26-7")), AWARD)
    assert await world.told("26-1") is None
    assert [number for number, _ in await world.told("26-400") or ()] == ["26-20", "26-400"]


async def test_a_cancelled_plan_and_a_cancelled_procedure_say_so(world: World) -> None:
    gone = replace(PLAN, status=Status.CANCELLED)
    await world.watch_notices(gone, TENDER, notice("26-600", "ANNULATION", "2026-08-01", "26-20"))
    t = Texts.load().of("en")
    view = await world.view("26-20")
    (line,) = story_lines(view.line, view.story, t)
    assert "[cancelled (1 August 2026)](<" in line
    plan = view.story.procedure.records[0]
    assert (plan.stage, plan.status) == (Stage.PLAN, Status.CANCELLED)
    card = str(story_card(view, t, "procedure").to_components())
    assert t("status-words", status="cancelled", kind="notice") in card


async def test_of_many_records_the_first_of_each_stage_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(procedures, "MAX_RECORDS", 3)
    tenders = [notice(f"26-{number}", "APPEL_OFFRE", "2026-06-02", "26-1") for number in range(50, 60)]
    await world.watch_notices(PLAN, *tenders, notice("26-99", "ATTRIBUTION", None, "26-50"))
    procedure = (await world.view("26-1")).story.procedure
    assert [one.stage for one in procedure.records] == [Stage.PLAN, Stage.TENDER, Stage.AWARD]
    assert procedure.more == 9


def test_links_are_only_what_the_source_states() -> None:
    assert links_of(FIXED) == {"notice:boamp:26-30", "notice:boamp:26-20"}
    assert links_of(notice("26-2", "ATTRIBUTION", None, "26-1, 26-1, 2026-12, x")) == {
        "notice:boamp:26-2",
        "notice:boamp:26-1",
    }
    ted = replace(PLAN, source="ted", codes={"procedure": Code(UUID)})
    assert links_of(ted) == {f"procedure:{UUID.lower()}"}
    assert links_of(replace(ted, codes={"procedure": Code("12")})) == set()
    assert links_of(replace(ted, source="decp")) == set()


def test_a_call_for_offers_and_the_planning_notice_that_it_names_share_a_link() -> None:
    of_ted: dict[str, Any] = {"source": "ted", "codes": {}}
    plan = replace(PLAN, **of_ted, identifiers=frozenset({"ted:9-2025", f"eforms-notice:{UUID.lower()}"}))
    for named in ("9-2025", UUID.lower()):
        call = replace(TENDER, source="ted", codes={"planned-notice": Code(named)})
        assert links_of(call) & links_of(plan)
        assert links_of(replace(call, source="boamp")) & links_of(plan)
    other = replace(TENDER, **of_ted, identifiers=frozenset({"ted:10-2025"}))
    assert links_of(other) == set(), "a notice that is no plan is linked by its procedure alone"


async def test_a_plan_without_a_procedure_is_told_with_the_call_and_the_award_of_another_source(
    world: World,
) -> None:
    plan = notice("9-2025", "pin-only", "2025-05-03", status=Status.PLANNED, source="ted")
    plan = replace(plan, source_id="9-2025", identifiers=frozenset({"ted:9-2025"}))
    call = notice("77-2026", "cn-standard", "2026-06-02", source="ted")
    codes = {**call.codes, "planned-notice": Code("9-2025"), "procedure": Code(UUID)}
    world.others.show(with_answer(plan), with_answer(replace(call, codes=codes)))
    await world.watch_notices(replace(AWARD, codes={**AWARD.codes, "procedure": Code(UUID)}))
    await world.watches.add(1, "TED", "ted", {"suppliers": ["LYON"]})
    await world.watcher.tick()
    assert await world.told("26-400") == [
        ("9-2025", Stage.PLAN),
        ("77-2026", Stage.TENDER),
        ("26-400", Stage.AWARD),
    ]


async def test_one_notice_in_two_sources_is_no_procedure(world: World) -> None:
    same: dict[str, Any] = {"identifiers": frozenset({"ted:77-2026"})}
    codes = {"notice-type": Code("cn-standard"), "procedure": Code(UUID)}
    world.others.show(with_answer(notice("77-2026", "x", "2026-06-02", source="ted", codes=codes, **same)))
    await world.watch_notices(replace(TENDER, codes={**codes, "notice-type": Code("APPEL_OFFRE")}, **same))
    await world.watches.add(1, "TED", "ted", {"suppliers": ["LYON"]})
    await world.watcher.tick()
    assert await world.told("77-2026") is None
    assert await world.told("26-20") is None
    await world.show(replace(TENDER, codes=codes, **same), replace(AWARD, codes=codes, **same))
    told = await world.told("77-2026")
    assert told is not None
    assert len(told) == 3, "two of one source are two notices"


@pytest.mark.parametrize(
    ("kind", "source_id", "number"),
    [
        (Kind.NOTICE, "scotland:ocds-1-a/b/tender", "T1"),
        (Kind.NOTICE, "scotland:ocds-1-a/b/award:A/100", "A/100"),
        (Kind.NOTICE, "scotland:ocds-1-a/b/award:1", "ocds-1-a/b/1"),
        (Kind.CONTRACT, "scotland:ocds-1-a/b/C/100", "C/100"),
        (Kind.CONTRACT, "scotland:ocds-1-a/b/1", "ocds-1-a/b/1"),
    ],
)
def test_records_of_one_process_share_its_ocid_even_with_slashes(
    kind: Kind, source_id: str, number: str
) -> None:
    record = replace(PLAN, source="ocds", kind=kind, source_id=source_id, number=number)
    assert links_of(record) == {"ocid:scotland:ocds-1-a/b"}


async def test_a_contract_is_told_with_the_award_and_the_tender_of_its_process(world: World) -> None:
    await world.server(1)
    await world.watches.add(1, "Process", "ocds", {"suppliers": ["CAPGEMINI"]})
    of: dict[str, Any] = {"source": "ocds", "codes": {}, "status": None}
    tender = replace(PLAN, source_id="p:ocds-1/tender", number="T-100", signed=None, **of)
    award = replace(PLAN, source_id="p:ocds-1/award:A-100", number="A-100", **of)
    contract = replace(award, source_id="p:ocds-1/C-100", number="C-100", kind=Kind.CONTRACT)
    other = replace(contract, source_id="q:ocds-1/C-200", number="C-200")
    world.others.show(*map(with_answer, (contract, award, tender, other)))
    await world.watcher.tick()
    told = await world.told("C-100")
    assert told is not None
    assert set(told) == {("T-100", Stage.TENDER), ("A-100", Stage.AWARD), ("C-100", Stage.CONTRACT)}
    assert await world.told("C-200") is None


def solicited(source: str, source_id: str, code: str | None, agency: str = "7012", **more: Any) -> Record:
    """Return a record of SAM.gov or USAspending, and the number under which offers were asked for."""
    found = notice(source_id, more.pop("sort", "solicitation"), "2026-02-10", source=source, **more)
    codes = {**found.codes, **({"solicitation": Code(code)} if code else {})}
    return replace(found, buyer=Party(name="ICE", ids={"subtier": agency}), codes=codes)


def order(source_id: str, code: str | None, **more: Any) -> Record:
    found = solicited("usaspending", source_id, code, kind=Kind.ORDER, supplier=Party(name=source_id), **more)
    return replace(found, signed=date(2026, 3, 20))


def test_a_solicitation_links_records_of_its_agency_however_it_is_written() -> None:
    links = links_of(solicited("sam", "1", "26-SOL-DCR-01"))
    assert links == {"solicitation:7012:26soldcr01"}
    assert links_of(order("2", "26SOLDCR01")) == links
    assert links_of(order("2", "26SOLDCR01", agency="7014")) != links
    for unclear in ("RFI1", "SOURCES SOUGHT", "-", "9" * 300):
        assert links_of(solicited("sam", "1", unclear)) == set()
    assert links_of(order("2", "26SOLDCR01", agency="7" * 300)) == set(), "the database could not store it"
    assert links_of(replace(solicited("sam", "1", "26-SOL-DCR-01"), buyer=Party(name="ICE"))) == set()


async def test_the_plan_the_call_and_the_order_of_one_solicitation_are_one_story(world: World) -> None:
    await world.server(1)
    for source in ("sam", "usaspending"):
        await world.watches.add(1, source, source, {"suppliers": ["CAPGEMINI"]})
    orders = order("O-1", "26SOL1"), order("O-2", "27-SOL-1"), order("O-3", "27-SOL-1")
    world.others.show(*orders)
    plan = solicited("sam", "S-1", "26-SOL-1", sort="sources-sought", status=Status.PLANNED)
    await world.show(replace(plan, signed=date(2026, 1, 5)), solicited("sam", "S-2", "26-SOL-1"))
    whole = [("S-1", Stage.PLAN), ("S-2", Stage.TENDER), ("O-1", Stage.CONTRACT)]
    assert await world.told("O-1") == whole
    assert await world.told("S-1") == whole
    assert await world.told("O-2") is None, "orders of one solicitation are a purchase, not a procedure"


async def test_an_order_without_a_solicitation_has_that_of_its_framework_contract(world: World) -> None:
    await world.server(1)
    for source in ("sam", "usaspending"):
        await world.watches.add(1, source, source, {"suppliers": ["CAPGEMINI"]})
    above = replace(order("V-1", "26-SOL-1"), kind=Kind.VEHICLE)
    below = {"parent_source_id": "V-1", "parent_number": "V-1"}
    world.others.show(
        replace(order("O-1", None), **below), replace(order("O-2", "27-SOL-9"), **below), unmatched=(above,)
    )
    await world.show(solicited("sam", "S-0", "25-SOL-1"), solicited("sam", "S-1", "26-SOL-1"))
    assert await world.told("O-1") == [("S-1", Stage.TENDER), ("O-1", Stage.CONTRACT)]
    assert await world.told("O-2") is None, "it was asked for by itself"
