"""``tocsin check``: diagnostics with remedies."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import exists, select

from bot.admin.disk import disk_findings
from bot.admin.retention_report import retention_report
from bot.app import open_database, open_sources
from bot.audit import Audit
from bot.common.clock import utc_now
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.sources.http import open_session
from bot.errors import StartError
from bot.keystore.files import KeyFolder
from bot.keystore.keyring import Keys, roster_key
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.lost_demands import LostDemands
from bot.petitions.counts.lost_publications import LostPublications
from bot.petitions.counts.sealing_upgrade import NOT_SEALED, has_unsealed
from bot.runtime.discord_login import bot_name
from bot.settings import NOT_CONFIGURED, Settings, SettingsError
from bot.storage import Database, DatabaseError
from bot.storage.migrate import is_known, revision
from bot.storage.migrations import HEAD
from bot.storage.models import KeyFingerprint, RosterMember, Server, Watch
from bot.storage.url import missing_file

_LATER = "Try again later; the bot does so by itself."
_ADDRESS = "Check its address in the settings; if that is right, install the newest Tocsin."
_SOURCE_SENTENCES = {
    SourceErrorKind.UNREACHABLE: "cannot be reached. Check this machine's connection, or try again later.",
    SourceErrorKind.TIMEOUT: f"takes too long to answer. {_LATER}",
    SourceErrorKind.BUSY: f"is overloaded. {_LATER}",
    SourceErrorKind.SERVER_ERROR: f"answers with an error of its own. {_LATER}",
    SourceErrorKind.REFUSED: f"refuses the request. {_ADDRESS}",
    SourceErrorKind.BAD_ANSWER: f"gives an answer that cannot be read. {_ADDRESS}",
    SourceErrorKind.FILTER_IGNORED: f"ignores part of the request. {_LATER}",
    SourceErrorKind.TOO_MANY: f"finds too much for one request. {_LATER}",
    SourceErrorKind.GONE: f"does not know what was asked for. {_ADDRESS}",
    SourceErrorKind.TOO_BIG: f"gives a longer answer than can be read. {_ADDRESS}",
    SourceErrorKind.NOT_PUBLIC: "is not at a public address. Check its address in the settings.",
    SourceErrorKind.MOVED: f"redirects every request elsewhere. {_ADDRESS}",
    SourceErrorKind.NOT_ALLOWED: "asks programs to stay away. Check its address in the settings.",
    SourceErrorKind.LEFT_OUT: f"has more entries than are read. {_LATER}",
    SourceErrorKind.PAGES_MISSING: f"leaves out part of its answer. {_LATER}",
    SourceErrorKind.TOO_COMPLEX: f"gives an answer that takes too much memory or time to read. {_ADDRESS}",
    SourceErrorKind.NO_HOST: "has no public address. Check how settings spell it, and this machine's DNS.",
    SourceErrorKind.INTERNAL: "could not be read because of an error in Tocsin itself. Check the log; "
    "if this lasts, install the newest Tocsin.",
    SourceErrorKind.NOT_LOOPBACK: "is not on this machine. Check its address in the settings.",
    SourceErrorKind.RESTING: f"failed several times in a row and is left alone for a while. {_LATER}",
}

_BEFORE = (
    "Is there a newer backup? Put that in place before anybody signs. If there is none, start the bot: "
    "counting goes on, and organisers are told."
)
_AFTER = (
    "Organisers are told where they have a channel; what was exported and posted before stays true. Keep "
    "those exports."
)

_BREAKS = {
    "missing": "is missing",
    "changed": "is not what was written",
    "sealed": "does not open with the audit's key",
    "cut": "was written, and is missing now",
    "actor": "is by somebody who is no longer known, though nobody asked to be erased",
}


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    good: bool
    subject: str
    sentence: str
    warns: bool = False  # a warning about something that works

    def __str__(self) -> str:
        word = "WRONG" if not self.good else "warn " if self.warns else "ok   "
        return f"{word}  {self.subject}: {self.sentence}"


async def check(settings: Settings | SettingsError) -> list[Finding]:
    """Check everything that can be checked without changing anything."""
    if isinstance(settings, SettingsError):
        return [Finding(False, "settings", fault) for fault in settings.faults]
    findings = [Finding(True, "settings", sentence, warns=True) for sentence in settings.unknown]
    findings = findings or [Finding(True, "settings", "all can be used.")]
    findings += [finding async for finding in _check_database(settings)]
    used = await _sources_used(settings)
    findings += [finding async for finding in _check_sources(settings, used)]
    findings.append(await _check_token(settings))
    return findings


async def _check_database(settings: Settings) -> AsyncIterator[Finding]:
    if missing := missing_file(settings.database_url):
        yield Finding(
            False, "database", f"{missing} does not exist yet: run tocsin db upgrade, or tocsin run."
        )
        return
    try:
        async with open_database(settings, migrate=False) as database:
            await database.check_writable()
            current = await revision(database)
            if current == HEAD:
                yield Finding(True, "database", "reachable and up to date.")
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
                for finding in await _check_counts(settings, database):
                    yield finding
            elif current is None:
                yield Finding(False, "database", "reachable but empty: run tocsin db upgrade, or tocsin run.")
            else:
                if not is_known(current):
                    raise DatabaseError("newer", current)
                yield Finding(
                    False,
                    "database",
                    "reachable, but made by an older version: make a backup, then run "
                    "tocsin db upgrade, or tocsin run.",
                )
    except StartError as error:
        yield Finding(False, "database", str(error))


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
            f"server {server_id} was deleted after the backup that this database was restored from, and "
            "its keys are destroyed. The next start of the bot deletes its data again.",
        )
        for server_id in await keys.forgotten()
    ]
    faults = await keys.check()
    if faults:
        return [*again, *(Finding(False, "keys", str(fault)) for fault in faults)]
    if not settings.key_dir.exists():
        return [
            Finding(True, "keys", f"none needed yet; the first demand's key will be in {settings.key_dir}.")
        ]
    folder = KeyFolder(settings.key_dir)
    try:
        losses = await LostPublications(folder, database).find()
        lost = await LostDemands(folder, database).find()
    except OSError as error:
        return [Finding(False, "keys", f"{error.filename} cannot be read: {error.strerror}.")]
    told = {loss.demand_id for loss in losses}
    return [
        *again,
        *(
            Finding(loss.settled, "restored", f"{loss} {_AFTER if loss.settled else _BEFORE}")
            for loss in losses
        ),
        *(
            Finding(False, "restored", str(each))
            for each in lost
            if each.now == "aside" or each.demand_id not in told
        ),
        Finding(True, "keys", f"in {settings.key_dir}, those of this database, readable by this user only."),
    ]


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
            f"that of server {', '.join(map(str, without))} has lost its key, so nobody can be found "
            "on it: run tocsin roster clear --server ID, then import the file again.",
        )
    if not with_roster:
        return Finding(True, "roster", "none imported yet; demands need one only if organisers ask for it.")
    return Finding(True, "roster", f"{len(with_roster)} imported, each with its key on record.")


async def _check_audit(settings: Settings, database: Database) -> list[Finding]:
    audit = Audit(database, utc_now, Keys(settings.key_dir, database, utc_now))
    breaks = await audit.verify()
    if not breaks:
        return [Finding(True, "audit", "the record of organisers' acts is complete.")]
    return [
        Finding(
            False,
            "audit",
            f"entry {found.number} of server {found.server_id} {_BREAKS[found.why]}: somebody changed the "
            "database without the bot, or it is damaged. Keep a copy as it is, and compare it with "
            "your last backup.",
        )
        for found in breaks
    ]


async def _check_counts(settings: Settings, database: Database) -> list[Finding]:
    keys = Keys(settings.key_dir, database, utc_now)
    async with database.read() as session:
        if await has_unsealed(session):
            return [Finding(False, "counts", NOT_SEALED)]
        found = await drifts(session, keys)
    if not found:
        return [Finding(True, "counts", "every ledger is complete and matches its signatures.")]
    return [
        Finding(
            False,
            "counts",
            f"{drift} Keep a copy of the database as it is, compare it with your last backup, and give out "
            "no count of this demand until it is explained. The bot corrects nothing by itself.",
        )
        for drift in found
    ]


async def _check_sources(settings: Settings, used: set[str]) -> AsyncIterator[Finding]:
    """Probe each source that a watch reads, if it has one address for all watches."""
    hosts = {
        "usaspending": settings.usaspending_url,
        "ted": settings.ted_url,
        "boamp": settings.boamp_url,
        "decp": settings.decp_url,
    }
    async with open_session(settings.allow_loopback) as session:
        sources = open_sources(settings, session, utc_now, attempts=2)
        for name in sorted(used & hosts.keys()):
            try:
                await sources[name].probe()
            except SourceError as error:
                sentence = f"{urlsplit(hosts[name]).hostname} {_SOURCE_SENTENCES[error.fault]}"
                yield Finding(False, f"source {name}", sentence)
            else:
                yield Finding(True, f"source {name}", "it works.")


async def _check_token(settings: Settings) -> Finding:
    if settings.token is None:
        return Finding(False, "token", NOT_CONFIGURED)
    try:
        name = await bot_name(settings.token)
    except StartError as error:
        return Finding(False, "token", str(error))
    return Finding(True, "token", f"Discord knows it as {name}.")
