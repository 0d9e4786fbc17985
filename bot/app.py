"""Composition root: opens every resource once, passes it to its users, and closes all in order."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from sqlalchemy.exc import DBAPIError, OperationalError

from bot import __version__
from bot.announcements.channel_digest import ChannelDigests
from bot.announcements.outbox import Outbox
from bot.announcements.weekly import Weekly
from bot.audit import Audit
from bot.box.receipts import KEY_NAME as RECEIPT_KEY
from bot.box.receipts import Receipts
from bot.box.service import BoxService
from bot.campaign import CampaignExport
from bot.charts.canvas import Painter
from bot.common.clock import Clock, utc_now
from bot.common.clock_check import ClockCheck
from bot.contracts.ingest.notice_pages import StoredNoticePages
from bot.contracts.ingest.watcher import Watcher
from bot.contracts.queries.service import Contracts
from bot.contracts.registers.cache import RegisterCache
from bot.contracts.registers.company_names import CompanyNames
from bot.contracts.registers.gleif import Gleif
from bot.contracts.registers.lookup import CompanyRegisters
from bot.contracts.registers.recherche_entreprises import RechercheEntreprises
from bot.contracts.registers.recipients import Recipients
from bot.contracts.short_names import ShortNames
from bot.contracts.sources.http import HttpLimits, SourceHttp, open_session
from bot.contracts.sources.registry import Sources
from bot.contracts.sources.sam.progress import NoticePages
from bot.contracts.story.enquiries import Enquiries
from bot.contracts.story.owners import OwnerEnquiry
from bot.contracts.story.purchases import SamePurchase
from bot.contracts.story.query_enquiries import QueryEnquiries
from bot.contracts.story.subcontracts import SubcontractEnquiry
from bot.contracts.story.under_others import UnderOthersEnquiry
from bot.contracts.watches.company import Companies
from bot.contracts.watches.preview import Drafts
from bot.contracts.watches.service import Watches
from bot.errors import DatabaseAway, NotStored, Sentence, StartError
from bot.exports import Exports
from bot.facts.drafts import FactDrafts
from bot.facts.glossary import Glossary
from bot.facts.questions import FactQuestions
from bot.facts.reminders import FactReminders
from bot.facts.service import Facts
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys, KeysError
from bot.keystore.term import begin_term, refuse_outdated
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.invalidations import Invalidations
from bot.petitions.counts.invariants import Invariants
from bot.petitions.counts.lost_demands import LostDemands
from bot.petitions.counts.lost_publications import LostPublications
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.publications import Publications
from bot.petitions.counts.units import Units
from bot.petitions.demands.amendments import Amendments
from bot.petitions.demands.extensions import Extensions
from bot.petitions.demands.forms import SignForms
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.reminders import Reminders
from bot.petitions.demands.service import Demands
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page.services import Box
from bot.petitions.page.voiding import Voiding
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.petitions.privacy.holds import Holds
from bot.petitions.privacy.own_data import OwnDataReader
from bot.petitions.privacy.retention import Retention
from bot.petitions.roster.service import Roster
from bot.petitions.signing.holders import HolderCounts
from bot.petitions.signing.service import Signing
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals, settle_lost_journals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.registrar.cards import Cards
from bot.registrar.reminders import RoundReminders
from bot.registrar.rounds import Rounds
from bot.servers.board import Boards
from bot.servers.removal import Removals
from bot.servers.settings import Servers
from bot.settings import BAD_DATABASE_URL, Settings, Timing
from bot.storage import Database, DatabaseError
from bot.storage.engine import MAX_CONNECTIONS
from bot.storage.errors import code_of
from bot.storage.leader import Leader, lock_of
from bot.storage.migrate import revision, upgrade
from bot.storage.migrations import HEAD
from bot.storage.outage import is_full
from bot.storage.url import file_of
from bot.texts import Texts
from bot.web.publishing.recovery import LedgerRecovery

if TYPE_CHECKING:
    from bot.timestamps.service import Timestamps

_DATABASE_SENTENCES = {
    "bad-url": BAD_DATABASE_URL,
    "no-driver": Sentence("terminal-database-no-driver"),
    "unreachable": Sentence("terminal-database-unreachable"),
    "crowded": Sentence("terminal-database-crowded", most=MAX_CONNECTIONS),
    "locked": Sentence("terminal-database-locked"),
    "newer": Sentence("terminal-database-newer"),
    "unreleased": Sentence("terminal-database-unreleased"),
    "too-old": Sentence("terminal-database-too-old"),
    "pooler": Sentence("terminal-database-pooler"),
}
_OF_A_FILE = {
    "unreachable": "terminal-database-unusable",
    "read-only": "terminal-database-unwritable",
    "damaged": "terminal-database-damaged",
}


@dataclass(frozen=True, kw_only=True)
class App:
    """All services, once they are open. Only the process and the terminal commands have all of them; cogs and
    cards get those that they name (``runtime.interface``). Nothing here knows about Discord."""

    settings: Settings
    timing: Timing
    clock: Clock
    clock_check: ClockCheck
    database: Database
    texts: Texts
    keys: Keys
    audit: Audit
    sources: Sources
    servers: Servers
    boards: Boards
    removals: Removals
    requests: AccessRequests
    own_data: OwnDataReader
    erasure: Erasure
    watches: Watches
    drafts: Drafts
    companies: Companies
    watcher: Watcher
    register_cache: RegisterCache
    company_names: CompanyNames
    enquiries: Enquiries
    query_enquiries: QueryEnquiries
    contracts: Contracts
    short_names: ShortNames
    facts: Facts
    fact_drafts: FactDrafts
    fact_reminders: FactReminders
    fact_questions: FactQuestions
    glossary: Glossary
    demands: Demands
    sign_forms: SignForms
    amendments: Amendments
    lifecycle: Lifecycle
    signing: Signing
    roster: Roster
    member_cards: Cards
    box: Box  # of demands that are signed on the page
    own_box: BoxService  # in the bot's database: the same, unless the box is on another machine
    rounds: Rounds
    on_page: PageLedgers
    round_reminders: RoundReminders
    publications: Publications
    holders: HolderCounts  # the client gives it its ``fetch``
    units: Units
    invalidations: Invalidations
    paper: Paper
    exports: Exports
    campaign_export: CampaignExport
    invariants: Invariants
    retention: Retention
    extensions: Extensions
    holds: Holds
    voiding: Voiding
    reminders: Reminders
    painter: Painter
    outbox: Outbox
    weekly: Weekly
    channel_digests: ChannelDigests
    timestamps: "Timestamps | None"  # None: nothing is time-stamped


@contextmanager
def database_errors_said(settings: Settings) -> Iterator[None]:
    """Raise errors of the database as ``StartError``."""
    try:
        yield
    except DatabaseError as error:
        raise StartError(_sentence(settings, error.code, error.detail)) from error
    except NotStored as error:
        raise StartError(f"terminal-not-stored-{error.code}") from error
    except DBAPIError as error:
        code = code_of(error)
        if code != "damaged" and not isinstance(error, OperationalError):
            raise
        raise StartError(_sentence(settings, code, str(error.orig))) from error
    except DatabaseAway as error:
        raise StartError(_DATABASE_SENTENCES["unreachable"]) from error


@asynccontextmanager
async def open_database(
    settings: Settings, *, migrate: bool = True, leader: Leader | None = None
) -> AsyncIterator[Database]:
    """Open the database, migrated to this version's tables unless ``migrate`` is off. Raises ``StartError``.

    ``leader`` has the lock of the active process; without one, tables are not migrated while another has it.
    """
    with database_errors_said(settings):
        database = await Database.connect(settings.database_url)
        try:
            if migrate and not await _migrate(settings, database, leader):
                await database.check_writable()  # otherwise a lock would show only when somebody signs
            yield database
        finally:
            await database.close()


async def _migrate(settings: Settings, database: Database, leader: Leader | None) -> bool:
    """Bring the tables to this version; return whether anything was done. Raises ``StartError`` if a process
    of an older version is active: it would go on with the tables that it knows."""
    if leader is not None or await revision(database) in (None, HEAD):
        return await upgrade(database)
    lock = lock_of(settings.database_url)
    try:
        if not await lock.take():
            raise StartError("terminal-database-others-active")
        return await upgrade(database)
    finally:
        await lock.give_back()


def _sentence(settings: Settings, code: str, detail: str) -> Sentence:
    """Return the sentence about the problem and its remedy; for an SQLite file with its path."""
    path = file_of(settings.database_url)
    if code == "unreachable" and path and is_full(path):
        return Sentence("terminal-not-stored-full")
    if code not in _OF_A_FILE or not path:
        return _DATABASE_SENTENCES[code]
    return Sentence(_OF_A_FILE[code], path=path, reason=detail)


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    timing: Timing = Timing(),  # noqa: B008  (frozen)
    clock_check: ClockCheck | None = None,
    leader: Leader | None = None,
) -> AsyncIterator[App]:
    """Open everything but Discord. Raises ``StartError`` with one sentence.

    ``leader`` has the role of the active process; terminal commands have none. Every service has the clock of
    ``clock_check``, and none that of the machine.
    """
    clock_check = clock_check or ClockCheck(clock)
    clock = clock_check.now
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings, leader=leader))
        try:
            # before acting on anything in the folder, which may be an older copy
            await refuse_outdated(database, KeyFolder(settings.key_dir))
            keys = await Keys.open(settings.key_dir, database, clock)
            if leader is not None:
                await begin_term(database, keys.folder, leader.check)
            texts = Texts.load()
            audit = Audit(database, clock, keys)
            removals = Removals(database, clock, keys, audit=audit)
            await removals.delete_again()
        except KeysError as error:
            raise StartError(error.sentence) from error
        await settle(database, keys, audit, clock, settings.board)
        session = await stack.enter_async_context(
            open_session(settings.allow_loopback, loopback_only=settings.loopback_only)
        )
        sources = open_sources(settings, session, clock, pages=StoredNoticePages(database))
        servers = Servers(database, clock, texts, audit=audit)
        boards = Boards(database, texts, settings.board_url)
        watches = Watches(database, sources, clock, audit=audit)
        drafts = Drafts(database, sources, watches, clock)
        registers = RegisterCache(database, clock)
        sirene = RechercheEntreprises(sources.http, settings.recherche_entreprises_url)
        gleif = Gleif(sources.http, settings.gleif_url)
        company_registers = CompanyRegisters(
            registers, sirene, (gleif, Recipients(sources.http, settings.usaspending_url))
        )
        enquiries = (
            SamePurchase(database, sources),
            SubcontractEnquiry(database, sources, clock),
            OwnerEnquiry(database, registers, gleif, "usaspending"),
            OwnerEnquiry(database, registers, gleif, "decp"),
        )
        invalidations = Invalidations(database, clock, keys, audit)
        signing = Signing(database, clock, keys)
        holders = HolderCounts(clock)
        roster = Roster(database, clock, keys, audit=audit)
        own_box = BoxService(database, Receipts(partial(keys.ensured, RECEIPT_KEY)), clock)
        box: Box = own_box
        if settings.box_url:
            from bot.box.remote import RemoteBox

            box = await stack.enter_async_context(RemoteBox.opened(settings.box_url, keys.folder))
        rounds = Rounds(database, clock, keys, audit=audit)
        member_cards = Cards(database, clock, keys, audit=audit)
        on_page = PageLedgers(
            database,
            clock,
            settings.publication,
            Checkpoints(keys.folder, database),
            box=box,
            registrar=rounds,
            site=settings.board_url,
        )
        requests = AccessRequests(database, clock, keys)
        yield App(
            settings=settings,
            timing=timing,
            clock=clock,
            clock_check=clock_check,
            database=database,
            texts=texts,
            keys=keys,
            audit=audit,
            sources=sources,
            servers=servers,
            boards=boards,
            removals=removals,
            requests=requests,
            own_data=OwnDataReader(database, keys=keys, roster=roster, audit=audit, places=member_cards),
            erasure=Erasure(database, signing=signing, roster=roster, audit=audit, requests=requests),
            watches=watches,
            drafts=drafts,
            companies=Companies(sources.policies, watches, drafts, company_registers),
            watcher=Watcher(database, sources, clock, poll=settings.poll),
            register_cache=registers,
            company_names=CompanyNames(database, registers, sirene, clock),
            enquiries=Enquiries(database, enquiries, clock),
            query_enquiries=QueryEnquiries(database, [UnderOthersEnquiry(database, sources)], clock),
            contracts=Contracts(database),
            short_names=ShortNames(database, clock, audit),
            facts=Facts(database, clock, audit=audit),
            fact_drafts=FactDrafts(database, clock),
            fact_reminders=FactReminders(database, clock),
            fact_questions=FactQuestions(database, clock),
            glossary=Glossary(database, clock, audit=audit),
            signing=signing,
            roster=roster,
            member_cards=member_cards,
            box=box,
            own_box=own_box,
            rounds=rounds,
            on_page=on_page,
            round_reminders=RoundReminders(database, clock),
            sign_forms=SignForms(database),
            demands=Demands(
                database,
                clock,
                texts,
                keys,
                audit=audit,
                holders=holders,
                on_page=on_page,
                min_eligible=settings.min_eligible,
            ),
            amendments=Amendments(database, clock, texts, on_page=on_page, audit=audit),
            lifecycle=Lifecycle(database, clock, audit=audit, holders=holders, on_page=on_page),
            publications=Publications(
                database,
                clock,
                keys,
                settings.publication,
                invalidations,
                Checkpoints(keys.folder, database),
                signing.arrivals,
                holders=holders,
                on_page=on_page.tick,
                clock_is_right=clock_check.is_right,
            ),
            holders=holders,
            invalidations=invalidations,
            invariants=Invariants(database, clock, keys),
            units=Units(database, clock, audit=audit),
            paper=Paper(database, clock, audit),
            campaign_export=CampaignExport(database, servers, audit),
            exports=Exports(database, clock, texts, keys, audit, boards),
            reminders=Reminders(database, clock),
            painter=Painter(),
            outbox=Outbox(database, clock, audit=audit),
            retention=Retention(
                database,
                clock,
                keys,
                audit=audit,
                withdrawals=signing.withdrawals,  # which knows what it compacted itself
                clock_is_right=clock_check.is_known,
            ),
            extensions=Extensions(database, clock, texts, audit, on_page),
            holds=Holds(database, clock, audit),
            voiding=Voiding(database, clock, audit, on_page),
            weekly=Weekly(database, clock),
            channel_digests=ChannelDigests(database, clock),
            timestamps=open_timestamps(settings, session, database, clock, clock_check),
        )


async def settle(
    database: Database, keys: Keys, audit: Audit, clock: Clock, board: Path | None = None
) -> None:
    """Reconcile the database with the key folder, and the published ``board``, after a crash or a restored
    backup.

    Raises ``StartError``.
    """
    try:
        withdrawals = Withdrawals(keys.folder)
        await settle_lost_journals(withdrawals, database, clock().date())
        await reapply_withdrawals(withdrawals, database, keys)
        await LostDemands(keys.folder, database).reserve()
        await LedgerRecovery(board, database, keys, clock).run()
        await LostPublications(keys.folder, database).settle(clock)
        await audit.settle()
    except OSError as error:
        raise StartError("terminal-unreadable", file=error.filename, reason=error.strerror) from error
    except KeysError as error:
        raise StartError(error.sentence) from error


def open_sources(
    settings: Settings,
    session: aiohttp.ClientSession,
    clock: Clock,
    *,
    attempts: int = 5,
    pages: NoticePages | None = None,
) -> Sources:
    """Return every kind of source by its name, all on one throttled HTTP client that tries ``attempts``
    times. ``pages`` as for ``Sources``."""
    contact = f"; {settings.contact}" if settings.contact else ""
    http = SourceHttp(
        session,
        user_agent=f"Tocsin/{__version__} (contract watch{contact})",
        allow_loopback=settings.allow_loopback,
        loopback_only=settings.loopback_only,
        limits=HttpLimits(attempts=attempts),
        clock=clock,
    )
    return Sources(http, settings, clock, pages)


def open_timestamps(
    settings: Settings,
    session: aiohttp.ClientSession,
    database: Database,
    clock: Clock,
    clock_check: ClockCheck,
) -> "Timestamps | None":
    """Return the daily time-stamps, or ``None`` if no authority is named; then nothing of them is
    imported."""
    if not settings.timestamps:
        return None
    from bot.timestamps.service import Timestamps

    http = SourceHttp(
        session,
        user_agent=f"Tocsin/{__version__}",
        allow_loopback=settings.allow_loopback,
        loopback_only=settings.loopback_only,
        limits=HttpLimits(attempts=2, timeout=20.0),
    )
    return Timestamps(
        database,
        clock,
        http,
        settings.timestamps,
        clock_is_right=clock_check.is_right,
    )
