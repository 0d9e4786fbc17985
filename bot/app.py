"""Composition root: opens every resource once, passes it to its users, and closes all in order."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from sqlalchemy.exc import DBAPIError, OperationalError

from bot import __version__
from bot.announcements.channel_digest import ChannelDigests, Weekly
from bot.announcements.outbox import Outbox
from bot.audit import Audit
from bot.board.recovery import LedgerRecovery
from bot.campaign import CampaignExport
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.reminders import FactQuestions, FactReminders
from bot.campaign.facts.service import FactDrafts, Facts
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
from bot.contracts.story.subcontracts import SubcontractEnquiry
from bot.contracts.story.under_others import UnderOthersEnquiry
from bot.contracts.watches.company import Companies
from bot.contracts.watches.preview import Drafts
from bot.contracts.watches.service import Watches
from bot.errors import DatabaseAway, NotStored, Sentence, StartError
from bot.exports import Exports
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys, KeysError
from bot.keystore.term import begin_term, refuse_outdated
from bot.page.box.receipts import KEY_NAME as RECEIPT_KEY
from bot.page.box.receipts import Receipts
from bot.page.box.service import BoxService
from bot.page.registrar.cards import Cards
from bot.page.registrar.rounds import RoundReminders, Rounds
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.invalidations import Invalidations
from bot.petitions.counts.invariants import Invariants
from bot.petitions.counts.losses import LostDemands, LostPublications
from bot.petitions.counts.paper import Paper
from bot.petitions.counts.publications import Publications
from bot.petitions.counts.units import Units
from bot.petitions.demands.lifecycle import Lifecycle
from bot.petitions.demands.reminders import Reminders
from bot.petitions.demands.service import Demands
from bot.petitions.demands.versions import Amendments, Extensions
from bot.petitions.demands.views import SignForms
from bot.petitions.page.ledgers import PageLedgers
from bot.petitions.page.services import Box
from bot.petitions.page.voiding import Voiding
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.petitions.privacy.holds import Holds
from bot.petitions.privacy.own_data import OwnDataReader
from bot.petitions.privacy.retention import Retention
from bot.petitions.roster.service import Roster
from bot.petitions.signing.eligibility import HolderCounts
from bot.petitions.signing.service import Signing
from bot.petitions.signing.withdrawal_recovery import reapply_withdrawals, settle_lost_journals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.servers.board import Boards
from bot.servers.removal import Removals
from bot.servers.settings import Servers
from bot.settings import BAD_DATABASE_URL, Settings, Timing
from bot.storage import Database, DatabaseError
from bot.storage.engine import MAX_CONNECTIONS
from bot.storage.errors import code_of, is_full
from bot.storage.leader import Leader, leadership
from bot.storage.migrate import revision, upgrade
from bot.storage.migrations import HEAD
from bot.storage.url import file_of
from bot.texts import Texts

if TYPE_CHECKING:
    from bot.exports.timestamps.service import Timestamps

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


class App:
    """All services, once what they need is open. Each is named here and nowhere else: the process, the cogs
    and the terminal commands take what they use. Nothing here knows about Discord."""

    def __init__(
        self,
        settings: Settings,
        timing: Timing,
        clock_check: ClockCheck,
        database: Database,
        keys: Keys,
        *,
        audit: Audit,
        removals: Removals,
        session: aiohttp.ClientSession,
        remote_box: Box | None,
    ) -> None:
        self.settings, self.timing = settings, timing
        self.clock_check, self.clock = clock_check, clock_check.now
        self.database, self.keys, self.audit, self.removals = database, keys, audit, removals
        self.texts = Texts.load()
        clock, texts = self.clock, self.texts
        # Contracts
        self.sources = open_sources(settings, session, clock, pages=StoredNoticePages(database))
        http, policies = self.sources.http, self.sources.policies
        self.watches = Watches(database, self.sources, clock, audit=audit)
        self.drafts = Drafts(database, self.sources, self.watches, clock)
        self.register_cache = RegisterCache(database, clock)
        sirene = RechercheEntreprises(http, settings.recherche_entreprises_url)
        gleif = Gleif(http, settings.gleif_url)
        recipients = Recipients(http, settings.usaspending_url)
        registers = CompanyRegisters(self.register_cache, sirene, (gleif, recipients))
        self.companies = Companies(policies, self.watches, self.drafts, registers)
        self.company_names = CompanyNames(database, self.register_cache, sirene, clock)
        self.watcher = Watcher(database, self.sources, clock, poll=settings.poll)
        enquiries = (
            SamePurchase(database, self.sources),
            SubcontractEnquiry(database, self.sources, clock),
            OwnerEnquiry(database, self.register_cache, gleif, "usaspending"),
            OwnerEnquiry(database, self.register_cache, gleif, "decp"),
        )
        self.enquiries = Enquiries(database, enquiries, clock)
        self.query_enquiries = UnderOthersEnquiry(database, self.sources, clock)
        self.contracts = Contracts(database)
        self.short_names = ShortNames(database, clock, audit)
        # Servers, what is posted there, and facts
        self.servers = Servers(database, clock, texts, audit=audit)
        self.boards = Boards(database, texts, settings.board_url)
        self.outbox = Outbox(database, clock, audit=audit)
        self.weekly = Weekly(database, clock)
        self.channel_digests = ChannelDigests(database, clock)
        self.facts = Facts(database, clock, audit=audit)
        self.fact_drafts = FactDrafts(database, clock)
        self.fact_reminders = FactReminders(database, clock)
        self.fact_questions = FactQuestions(database, clock)
        self.glossary = Glossary(database, clock, audit=audit)
        # Signing, in Discord and on the page
        self.signing = Signing(database, clock, keys)
        self.holders = HolderCounts(clock)  # the client gives it its ``fetch``
        self.roster = Roster(database, clock, keys, audit=audit)
        self.sign_forms = SignForms(database)
        self.member_cards = Cards(database, clock, keys, audit=audit)
        self.rounds = Rounds(database, clock, keys, audit=audit)
        self.round_reminders = RoundReminders(database, clock)
        # The box in the bot's own database: the one that is used, unless it is on another machine.
        self.own_box = BoxService(database, Receipts(partial(keys.ensured, RECEIPT_KEY)), clock)
        self.box: Box = self.own_box if remote_box is None else remote_box
        checkpoints = Checkpoints(keys.folder, database)
        self.on_page = PageLedgers(
            database,
            clock,
            settings.publication,
            checkpoints,
            box=self.box,
            registrar=self.rounds,
            site=settings.board_url,
            clock_is_right=clock_check.is_right,
        )
        # Demands and their counts
        self.demands = Demands(
            database,
            clock,
            texts,
            keys,
            audit=audit,
            holders=self.holders,
            on_page=self.on_page,
            min_eligible=settings.min_eligible,
        )
        self.amendments = Amendments(database, clock, texts, on_page=self.on_page, audit=audit)
        self.lifecycle = Lifecycle(database, clock, audit=audit, holders=self.holders, on_page=self.on_page)
        self.extensions = Extensions(database, clock, texts, audit, self.on_page)
        self.voiding = Voiding(database, clock, audit, self.on_page)
        self.reminders = Reminders(database, clock)
        self.invalidations = Invalidations(database, clock, keys, audit)
        self.publications = Publications(
            database,
            clock,
            keys,
            settings.publication,
            self.invalidations,
            checkpoints,
            self.signing.arrivals,
            holders=self.holders,
            clock_is_right=clock_check.is_right,
        )
        self.invariants = Invariants(database, clock, keys)
        self.units = Units(database, clock, audit=audit)
        self.paper = Paper(database, clock, audit)
        self.painter = Painter()
        # Privacy
        self.requests = AccessRequests(database, clock, keys)
        self.own_data = OwnDataReader(
            database, keys=keys, roster=self.roster, audit=audit, places=self.member_cards
        )
        self.erasure = Erasure(
            database, signing=self.signing, roster=self.roster, audit=audit, requests=self.requests
        )
        self.holds = Holds(database, clock, audit)
        self.retention = Retention(
            database,
            clock,
            keys,
            audit=audit,
            withdrawals=self.signing.withdrawals,  # which knows what it compacted itself
            clock_is_right=clock_check.is_known,
        )
        # What is handed out
        self.campaign_export = CampaignExport(database, self.servers, audit)
        self.exports = Exports(database, clock, texts, keys, audit, self.boards)
        self.timestamps = open_timestamps(settings, session, database, clock, clock_check)


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
    async with leadership(settings.database_url) as own:
        if own is None:
            raise StartError("terminal-database-others-active")
        return await upgrade(database)


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
    timing: Timing = Timing(),
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
            audit = Audit(database, clock, keys)
            removals = Removals(database, clock, keys, audit=audit)
            await removals.delete_again()
        except KeysError as error:
            raise StartError(error.sentence) from error
        await settle(database, keys, audit, clock, settings.board)
        session = await stack.enter_async_context(
            open_session(settings.allow_loopback, loopback_only=settings.loopback_only)
        )
        box = None
        if settings.box_url:
            from bot.page.box.remote import RemoteBox

            box = await stack.enter_async_context(RemoteBox.opened(settings.box_url, keys.folder))
        yield App(
            settings,
            timing,
            clock_check,
            database,
            keys,
            audit=audit,
            removals=removals,
            session=session,
            remote_box=box,
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
    from bot.exports.timestamps.service import Timestamps

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
