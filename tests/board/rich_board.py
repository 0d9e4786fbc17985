"""A board with something of everything, from the services: demands in each state, contracts of each source,
facts, words and updates of the example campaign, and records made to break pages."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot import campaign
from bot.audit import Audit
from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.model import Kind, Party, Record, Status
from bot.contracts.queries.service import Contracts
from bot.contracts.watches.service import Watches
from bot.petitions.counts.invalidations import Criteria, Invalidations
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.publications import Publications
from bot.petitions.counts.units import Units, token
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.versions import Amendments
from bot.petitions.demands.views import DemandView
from bot.settings import PublicationRule
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Server
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.contracts import ORDER, FakeSource, action, order, vehicle, with_answer
from tests.support.petition_desk import PRIVACY, SERVER, Desk, open_desk
from tests.support.watching import all_posted

NAME = "capgemini-ice"
LANGUAGES = ("en", "fr", "de")
"""Those of the board: all of it is there in English and French, one demand in German too."""

DRAFT_WORD = "Zebrafish"
"""Stands in a draft alone, which is on no board."""

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) **b** `c` {{ 7*7 }}"
HOSTILE = (f"\u202e\u2066{MARKUP}\u2069 </title></style> \u05e9\u05dc\u05d5\u05dd " * 60)[:5000]
"""Title of 5,000 characters with markup, and text from right to left."""

_CAMPAIGN = Path(__file__).parents[2] / "campaigns" / "capgemini-ice.toml"
_RULE = PublicationRule(changes=3, every=timedelta(hours=1), latest=timedelta(hours=2))
_ORGANISER, _SECOND = 900_001, 900_002
_SOURCES = ("usaspending", "ocds", "ted", "boamp", "decp", "feed", "page")
_BIG = "CONT_AWD_70CDCR24FR0000006_7012_GS00Q14OADU110_4735"

DEMANDS: dict[str, dict[str, dict[str, str]]] = {
    "delivered": {
        "en": {
            "title": "Publish every contract with the state",
            "body": "We ask for a list:\n\n- each month\n- with amounts",
        },
        "fr": {
            "title": "Publier tous les contrats avec l’État",
            "body": "Une liste :\n\n- chaque mois\n- avec les montants",
        },
        "de": {
            "title": "Alle Verträge mit dem Staat veröffentlichen",
            "body": "Wir verlangen eine öffentliche Liste.",
        },
    },
    "closed": {
        "en": {"title": "A right to refuse", "body": "Nobody is made to work on these contracts."},
        "fr": {"title": "Un droit de refus", "body": "Personne n’est obligé de travailler sur ces contrats."},
    },
    "archived": {
        "en": {"title": "Answer the letter of May", "body": "We wrote on 5 May and have no answer."},
        "fr": {"title": "Répondre à la lettre de mai", "body": "Nous avons écrit le 5 mai, sans réponse."},
    },
    "new": {"fr": {"title": "Une réunion extraordinaire du CSE", "body": "Le CSE se réunit sans délai."}},
    "hostile": {
        "en": {
            "title": f"{MARKUP[:80]} \u202eevil",
            "body": f"# {MARKUP}\n> quote\n-# small\n```\ncode\n```\n\u202eevil",
        },
    },
    "draft": {"en": {"title": DRAFT_WORD, "body": f"{DRAFT_WORD} body."}},
}


@dataclass
class RichBoard:
    """The published folder ``site``, and the services behind it."""

    database: Database
    clock: MovableClock
    desk: Desk
    watcher: Watcher
    sources: dict[str, FakeSource]
    publisher: Publisher
    site: Path
    demands: dict[str, DemandView] = field(default_factory=dict)

    @property
    def board(self) -> Path:
        """The folder of the board."""
        return self.site / NAME

    async def publish(self) -> int:
        """Publish; return the number of files that were written anew."""
        return (await self.publisher.publish(self.site)).written

    async def read(self) -> None:
        """Run the next read of every source."""
        self.clock.move(hours=6.5)
        await self.watcher.tick()
        await all_posted(self.database, self.clock())

    async def sign(self, name: str, count: int, *, first: int = 10_000, unit_id: int | None = None) -> None:
        """Let members sign a demand, and publish its count."""
        for member in range(first, first + count):
            await self.desk.sign(self.demands[name], member, unit_id=unit_id)
        await self.desk.publish()


async def rich_board(
    database: Database, folder: Path, *, address: str = "", languages: Sequence[str] = LANGUAGES
) -> RichBoard:
    """Fill an empty database, and publish its board as ``folder/site``. In further ``languages`` than its
    own, a demand has the German text."""
    clock = MovableClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    texts = Texts.load()
    desk = await open_desk(database, clock, folder / "keys", rule=_RULE)
    sources = {name: FakeSource() for name in _SOURCES}
    for name, source in sources.items():
        source.name = name
    watches: Any = Watches(database, sources, clock)
    watcher = Watcher(
        database, sources, clock, poll=timedelta(hours=6), jitter=lambda low, high: (low + high) / 2
    )
    reader = BoardReader(
        database, texts, Contracts(database), Facts(database, clock), Glossary(database, clock)
    )
    publisher = Publisher(database, clock, texts, desk.keys, reader, address=address)
    made = RichBoard(database, clock, desk, watcher, sources, publisher, folder / "site")
    audit = Audit(database, clock, desk.keys)
    invalidations = Invalidations(database, clock, desk.keys, audit)
    desk.publications = Publications(database, clock, desk.keys, _RULE, invalidations=invalidations)
    planned = campaign.parse(
        _CAMPAIGN.read_text(encoding="utf-8"), clock=lambda: datetime(2026, 12, 1, tzinfo=UTC)
    )
    await desk.servers.ensure(SERVER, name="CGT Capgemini", language="en")
    await campaign.apply(
        planned, SERVER, servers=desk.servers, watches=watches, database=database, clock=clock, audit=audit
    )
    await desk.servers.update(SERVER, channel_id=5, privacy=PRIVACY)
    for name in _SOURCES[1:]:
        await watches.add(SERVER, name, name, {"suppliers": ["CAPGEMINI"]})
    async with database.write() as session:
        await session.execute(update(Server).values(board=NAME))
    await _demands(made, audit, invalidations, languages)
    await _contracts(made)
    await made.publish()
    return made


async def _demands(
    made: RichBoard, audit: Audit, invalidations: Invalidations, languages: Sequence[str]
) -> None:
    """Let the demands live: the campaign's own, which stays open, and one for each state."""
    desk, clock = made.desk, made.clock
    lifecycle = Lifecycle(made.database, clock)
    units = Units(made.database, clock, audit=audit)
    for name in ("Paris", "Lyon – Part-Dieu"):
        unit = await units.add(SERVER, {"en": name, "fr": name}, 400, by=_ORGANISER)
        await units.confirm(SERVER, unit.id, token(unit.proposal or {}), by=_SECOND)
    paris, lyon = (unit.id for unit in await units.list(SERVER))
    (planned,) = await desk.demands.list(SERVER, include_drafts=True)
    made.demands["open"] = await desk.demands.open(SERVER, planned.id)
    for name, written in DEMANDS.items():
        more = dict.fromkeys(languages, written["de"]) if name == "delivered" else {}
        texts = {**more, **written}
        made.demands[name] = await desk.demands.create(SERVER, texts)
        if name != "draft":
            await desk.demands.open(SERVER, made.demands[name].id)
    ids = {name: each.id for name, each in made.demands.items()}
    await lifecycle.schedule(SERVER, ids["open"], goal=500)
    for round_, (at_paris, at_lyon) in enumerate(((30, 14), (41, 0), (60, 35))):
        await made.sign("open", at_paris, first=20_000 + 1000 * round_, unit_id=paris)
        await made.sign("open", at_lyon + 12, first=50_000 + 1000 * round_, unit_id=lyon)
        clock.move(days=4)
    await made.sign("closed", 60, first=1_000)
    clock.move(days=1)
    criteria = Criteria(first=date(2026, 3, 1), last=clock().date() - timedelta(days=1))
    proposed = await invalidations.propose(
        SERVER, ids["closed"], "duplicate-accounts", criteria, by=_ORGANISER
    )
    await invalidations.confirm(SERVER, proposed.id, by=_SECOND)
    await made.sign("closed", 33, first=2_000)
    for name in ("delivered", "archived", "hostile"):
        await made.sign(name, 24)
    paper = Paper(made.database, clock, audit)
    sheet = await paper.enter(
        SERVER, ids["open"], label="Lyon", count=37, scan_sha256="ab" * 32, by=_ORGANISER
    )
    await paper.confirm(SERVER, sheet.id, by=_SECOND)
    amendments = Amendments(made.database, clock, Texts.load())
    changed = {
        language: {**text, "body": f"{text['body']}\n\n2026"} for language, text in planned.texts.items()
    }
    proposal = await amendments.propose(SERVER, ids["open"], changed)
    await amendments.confirm(SERVER, ids["open"], proposal.token)
    for name in ("closed", "delivered", "archived"):
        await desk.demands.close(SERVER, ids[name])
    await desk.publish()
    await lifecycle.deliver(SERVER, ids["delivered"], to="Direction générale", note="By the delegates")
    await lifecycle.answer(SERVER, ids["delivered"], outcome="partly", text="A list,\n\nonce a year.")
    await lifecycle.archive(SERVER, ids["archived"])
    made.demands = {one.slug: one for one in await desk.demands.list(SERVER, include_drafts=True)}


async def _contracts(made: RichBoard) -> None:
    """Show the sources' records, and then what changes in them."""
    base = action("0", "20118476.11", "2025-05-02", None)
    more = action("P00012", "2306976.66", "2026-01-20", action_id="TX_12")
    big = order(_BIG, base, more, title="ERO PROGRAM SUPPORT", parent_source_id=None, parent_number=None)
    usual = (
        order(),
        vehicle(),
        order(
            "CONT_AWD_EMPTY_7012_-NONE-_-NONE-", title="", obligated=None, actions=(), parent_source_id=None
        ),
        order(
            "CONT_AWD_EVIL_7012_-NONE-_-NONE-",
            title=HOSTILE,
            buyer=Party(name=HOSTILE),
            parent_source_id=None,
        ),
    )
    made.sources["usaspending"].show(*usual, big)
    for name, record in _others().items():
        made.sources[name].show(record)
    await made.read()
    corrected = action("P00012", "2295794.15", "2026-01-20", action_id="TX_12")
    added = action("P00013", "2686283.99", "2026-03-09")
    made.sources["usaspending"].show(
        order(
            ORDER,
            action("0", "4816782.50", "2025-12-18", None),
            action("P00001", "0.00", "2026-03-01"),
            end=date(2026, 9, 23),
        ),
        vehicle(ceiling=Decimal("410000000.00")),
        *usual[2:],
        order(
            _BIG,
            base,
            corrected,
            added,
            title="ERO PROGRAM SUPPORT",
            parent_source_id=None,
            parent_number=None,
            end=date(2026, 9, 23),
        ),
    )
    await made.read()
    others = _others()
    page, feed, decp = others["page"], others["feed"], others["decp"]
    made.sources["page"].show(_changed(page, text="What we do.\nPolice, justice.\nContact: press office."))
    made.sources["feed"].show(
        feed, _changed(feed, source_id="https://news.example/2", title="A second article")
    )
    made.sources["decp"].show(_changed(decp, obligated=Decimal("1250000.00")))
    made.sources["boamp"].show()  # it is no longer there
    await made.read()


def _changed(record: Record, **values: Any) -> Record:
    return with_answer(replace(record, **values))


def _others() -> dict[str, Record]:
    """Return a record of each source but USAspending."""

    def made(source: str, source_id: str, kind: Kind, title: str, **more: Any) -> Record:
        values: dict[str, Any] = {
            "buyer": Party(name="Ministère de l’Intérieur"),
            "supplier": Party(name="CAPGEMINI TECHNOLOGY SERVICES"),
            "currency": "EUR",
            "signed": date(2026, 1, 15),
            "url": f"https://{source}.example/{source_id}",
            **more,
        }
        return with_answer(
            Record(source=source, source_id=source_id, kind=kind, number=source_id, title=title, **values)
        )

    nobody = {"buyer": Party(name=""), "supplier": Party(name=""), "currency": "XXX", "signed": None}
    return {
        "ocds": made(
            "ocds",
            "publisher-0123abcd:ocds-b5fd17-1",
            Kind.CONTRACT,
            "Case-working platform",
            currency="GBP",
            buyer=Party(name="Home Office"),
            obligated=Decimal("8400000"),
            end=date(2027, 1, 14),
            status=Status.ACTIVE,
        ),
        "ted": made(
            "ted",
            "123456-2026",
            Kind.NOTICE,
            "Biometrische Systeme: Rahmenvertrag",
            ceiling=Decimal("96000000"),
        ),
        "boamp": made("boamp", "26-12345", Kind.NOTICE, "Maintenance du système d’information des visas"),
        "decp": made(
            "decp",
            "2026-CTR-77",
            Kind.CONTRACT,
            "Assistance à maîtrise d’ouvrage",
            obligated=Decimal("950000"),
        ),
        "feed": made(
            "feed",
            "https://news.example/1",
            Kind.ARTICLE,
            "A first article",
            text="Two lines\nof text.",
            **nobody,
        ),
        "page": made(
            "page",
            "https://group.example/public",
            Kind.PAGE,
            "Public sector",
            text="What we do.\nPolice.",
            **nobody,
        ),
    }


def write_rich_board(folder: Path, **how: Any) -> Path:
    """Write a rich board with a database of its own; return its site. For fixtures of whole modules: it runs
    in a thread, since this one may have a running loop."""

    async def write() -> Path:
        database = await Database.connect(f"sqlite+aiosqlite:///{folder / 'tocsin.db'}")
        await upgrade(database)
        try:
            return (await rich_board(database, folder, **how)).site
        finally:
            await database.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, write()).result()
