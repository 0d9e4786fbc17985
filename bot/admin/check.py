"""``tocsin check``: diagnostics with remedies."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import exists, select

from bot.admin.board import board_findings
from bot.admin.disk import disk_findings
from bot.admin.retention_report import retention_report
from bot.admin.rounds import round_findings
from bot.app import open_database, open_sources
from bot.audit import Audit
from bot.common.clock import utc_now
from bot.contracts.sources import SourceError
from bot.contracts.sources.http import open_session
from bot.errors import Sentence, StartError
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys, roster_key
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.lost_demands import LostDemands
from bot.petitions.counts.lost_publications import Loss, LostPublications
from bot.runtime.discord_login import bot_name
from bot.settings import NOT_CONFIGURED, Settings, SettingsError
from bot.storage import Database, DatabaseError
from bot.storage.migrate import is_known, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import KeyFingerprint, RosterMember, Server, Watch
from bot.storage.url import missing_file


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    good: bool
    subject: str
    sentence: Sentence
    warns: bool = False  # a warning about something that works

    @property
    def line(self) -> Sentence:
        """The line. Its mark and subject are the same in every language: documents and scripts name them."""
        word = "WRONG" if not self.good else "warn " if self.warns else "ok   "
        return Sentence("terminal-check", mark=f"{word}  {self.subject}:", sentence=self.sentence)

    def __str__(self) -> str:
        return str(self.line)


async def check(settings: Settings | SettingsError) -> list[Finding]:
    """Check everything that can be checked without changing anything."""
    if isinstance(settings, SettingsError):
        return [Finding(False, "settings", fault) for fault in settings.faults]
    findings = [Finding(True, "settings", sentence, warns=True) for sentence in settings.unknown]
    findings = findings or [Finding(True, "settings", Sentence("terminal-check-settings"))]
    findings += [finding async for finding in _check_database(settings)]
    used = await _sources_used(settings)
    findings += [finding async for finding in _check_sources(settings, used)]
    findings.append(await _check_token(settings))
    return findings


async def _check_database(settings: Settings) -> AsyncIterator[Finding]:
    if missing := missing_file(settings.database_url):
        yield Finding(False, "database", Sentence("terminal-check-no-database", missing=missing))
        return
    try:
        async with open_database(settings, migrate=False) as database:
            await database.check_writable()
            current = await revision(database)
            if current == HEAD:
                yield Finding(True, "database", Sentence("terminal-check-database"))
                for finding in await check_keys(settings, database):
                    yield finding
                if settings.key_dir.exists():
                    for good, sentence in disk_findings(settings.key_dir):
                        yield Finding(True, "disk", sentence, warns=not good)
                for good, sentence in await retention_report(database, utc_now()):
                    yield Finding(good, "retention", sentence)
                for finding in await _check_audit(settings, database):
                    yield finding
                yield await _check_rosters(database)
                for mark, sentence in await round_findings(settings, database):
                    yield Finding(mark != "wrong", "rounds", sentence, warns=mark == "warns")
                for finding in await _check_counts(settings, database):
                    yield finding
                for finding in await _check_timestamps(settings, database):
                    yield finding
                for mark, sentence in await board_findings(settings, database):
                    yield Finding(mark != "wrong", "board", sentence, warns=mark == "warns")
            elif current is None:
                yield Finding(False, "database", Sentence("terminal-check-database-empty"))
            else:
                if not is_known(current):
                    raise unknown(current)
                yield Finding(
                    False,
                    "database",
                    Sentence("terminal-check-database-old"),
                )
    except StartError as error:
        yield Finding(False, "database", error.sentence)


async def _sources_used(settings: Settings) -> set[str]:
    """Return the sources that watches read; while there are none, the first that a newcomer will use."""
    if missing_file(settings.database_url) is None:
        try:
            async with open_database(settings, migrate=False) as database:
                if await revision(database) == HEAD:
                    async with database.read() as session:
                        found = set((await session.scalars(select(Watch.source).distinct())).all())
                        return found or {"usaspending"}
        except (StartError, DatabaseError):
            pass  # reported by the check of the database
    return {"usaspending"}


async def check_keys(settings: Settings, database: Database) -> list[Finding]:
    """Check that the keys belong to the database, and that the database is not older than the
    publications."""
    keys = Keys(settings.key_dir, database, utc_now)
    again = [
        Finding(
            True,
            "restored",
            Sentence("terminal-check-forgotten", server=str(server_id)),
        )
        for server_id in await keys.forgotten()
    ]
    faults = await keys.check()
    if faults:
        return [*again, *(Finding(False, "keys", fault.sentence) for fault in faults)]
    if not settings.key_dir.exists():
        return [Finding(True, "keys", Sentence("terminal-check-no-keys", folder=settings.key_dir))]
    folder = KeyFolder(settings.key_dir)
    try:
        losses = await LostPublications(folder, database).find()
        lost = await LostDemands(folder, database).find()
    except OSError as error:
        return [
            Finding(
                False, "keys", Sentence("terminal-unreadable", file=error.filename, reason=error.strerror)
            )
        ]
    told = {loss.demand_id for loss in losses}
    return [
        *again,
        *(Finding(loss.settled, "restored", _restored(loss)) for loss in losses),
        *(
            Finding(False, "restored", each.sentence)
            for each in lost
            if each.now == "aside" or each.demand_id not in told
        ),
        Finding(True, "keys", Sentence("terminal-check-keys", folder=settings.key_dir)),
    ]


def _restored(loss: Loss) -> Sentence:
    return Sentence(
        "terminal-restored-after" if loss.settled else "terminal-restored-before", loss=loss.sentence
    )


async def _check_rosters(database: Database) -> Finding:
    """Check that every roster has its key on record; the check of the keys covers the files of the keys on
    record."""
    async with database.read() as session:
        with_roster = set(
            await session.scalars(
                select(Server.id).where(
                    exists().where(RosterMember.server_id == Server.id) | Server.roster_size.is_not(None)
                )
            )
        )
        names = set(
            await session.scalars(select(KeyFingerprint.name).where(KeyFingerprint.destroyed_at.is_(None)))
        )
    without = sorted(server_id for server_id in with_roster if roster_key(server_id) not in names)
    if without:
        return Finding(
            False,
            "roster",
            Sentence("terminal-check-roster-lost", servers=", ".join(map(str, without))),
        )
    if not with_roster:
        return Finding(True, "roster", Sentence("terminal-check-no-roster"))
    return Finding(True, "roster", Sentence("terminal-check-rosters", count=len(with_roster)))


async def _check_audit(settings: Settings, database: Database) -> list[Finding]:
    audit = Audit(database, utc_now, Keys(settings.key_dir, database, utc_now))
    breaks = await audit.verify()
    if not breaks:
        return [Finding(True, "audit", Sentence("terminal-check-audit"))]
    return [
        Finding(
            False,
            "audit",
            Sentence(
                "terminal-check-audit-broken",
                number=str(found.number),
                server=str(found.server_id),
                fault=Sentence(f"terminal-audit-{found.why}"),
            ),
        )
        for found in breaks
    ]


async def _check_counts(settings: Settings, database: Database) -> list[Finding]:
    keys = Keys(settings.key_dir, database, utc_now)
    async with database.read() as session:
        found = await drifts(session, keys)
    if not found:
        return [Finding(True, "counts", Sentence("terminal-check-counts"))]
    return [
        Finding(
            False,
            "counts",
            Sentence("terminal-check-drift", drift=drift.line),
        )
        for drift in found
    ]


async def _check_timestamps(settings: Settings, database: Database) -> list[Finding]:
    """Check when each authority gave its newest time-stamp. A late one is a warning: all else works."""
    if not settings.timestamps:
        return []
    from bot.timestamps.service import authority_states

    findings, now = [], utc_now()
    for state in await authority_states(database, [each.url for each in settings.timestamps]):
        if state.stamped_at is None or state.received_at is None:
            sentence = Sentence("terminal-check-timestamps-never", authority=state.url)
        else:
            late = state.is_late(now)
            word = "-late" if late else "-clock" if state.differs else ""
            sentence = Sentence(
                f"terminal-check-timestamps{word}",
                authority=state.url,
                moment=moment_of(state.received_at if late else state.stamped_at),
                received=moment_of(state.received_at),
            )
        warns = sentence.id != "terminal-check-timestamps"
        findings.append(Finding(True, "time-stamps", sentence, warns=warns))
    return findings


def moment_of(at: datetime) -> Sentence:
    """Return a moment for a sentence."""
    return Sentence("terminal-moment", day=at.date(), time=f"{at:%H:%M}")


async def _check_sources(settings: Settings, used: set[str]) -> AsyncIterator[Finding]:
    """Probe each source that a watch reads, if it has one address for all watches."""
    hosts = {
        "usaspending": settings.usaspending_url,
        "ted": settings.ted_url,
        "boamp": settings.boamp_url,
        "decp": settings.decp_url,
        "approch": settings.approch_url,
        "sam": settings.sam_url,
    }
    async with open_session(settings.allow_loopback) as session:
        sources = open_sources(settings, session, utc_now, attempts=2)
        for name in sorted(used & hosts.keys()):
            try:
                await sources[name].probe()
            except SourceError as error:
                host = urlsplit(hosts[name]).hostname
                sentence = Sentence(f"terminal-source-{error.fault.value}", host=host)
                yield Finding(False, f"source {name}", sentence)
            else:
                said = "terminal-check-key" if name == "sam" else "terminal-check-source"
                yield Finding(True, f"source {name}", Sentence(said))


async def _check_token(settings: Settings) -> Finding:
    if settings.token is None:
        return Finding(False, "token", NOT_CONFIGURED)
    try:
        name = await bot_name(settings.token)
    except StartError as error:
        return Finding(False, "token", error.sentence)
    return Finding(True, "token", Sentence("terminal-check-token", name=name))
