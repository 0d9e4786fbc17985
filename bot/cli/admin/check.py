"""``tocsin check``: diagnostics with remedies."""

import os
import stat
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import exists, func, select

from bot.app import database_errors_said, open_database, open_sources
from bot.audit import Audit
from bot.audit.verification import AuditCheckpoints
from bot.cli.admin.board import board_findings
from bot.cli.admin.disk import disk_findings
from bot.cli.admin.server_data import retention_report
from bot.common.clock import utc_now
from bot.common.confinement import landlock_version
from bot.contracts.sources import SourceError
from bot.contracts.sources.http import open_session
from bot.errors import Sentence, SentenceError, StartError, sentence_of
from bot.keystore.files import KeyFolder, KeysError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys, roster_key, round_key, share_key
from bot.page.registrar.backups import issues_missing
from bot.page.registrar.blind_signer import SIGNING
from bot.petitions.counts.checkpoints import Checkpoints
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.losses import Loss, LostDemands, LostPublications
from bot.petitions.signing.withdrawal_recovery import lost_journals
from bot.petitions.signing.withdrawals import Withdrawals
from bot.runtime.discord_login import bot_name
from bot.settings import ENV_FILE, NOT_CONFIGURED, Settings, SettingsError
from bot.storage import Database, DatabaseError
from bot.storage.leader import lock_of
from bot.storage.migrate import is_known, revision, unknown
from bot.storage.migrations import HEAD
from bot.storage.models import (
    AuditEntry,
    Demand,
    IssuingKey,
    IssuingRound,
    KeyFingerprint,
    Publication,
    RosterMember,
    Server,
    Watch,
)
from bot.storage.notes import last_backups
from bot.storage.url import missing_file

_MAX_BACKUP_AGE_DAYS = 2
_MARKED_WITHIN = timedelta(minutes=10)  # a running bot has written the marks beside the keys by then


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
    if _is_open(ENV_FILE):
        findings.append(Finding(False, "settings", Sentence("terminal-check-env-open", file=ENV_FILE)))
    findings += [finding async for finding in _check_database(settings)]
    findings.append(_check_confinement())
    used = await _sources_used(settings)
    findings += [finding async for finding in _check_sources(settings, used)]
    findings.append(await _check_token(settings))
    return findings


def _check_confinement() -> Finding:
    """Check whether the kernel keeps the processes that read strangers' bytes from everything else."""
    holds = landlock_version() > 0
    sentence = Sentence("terminal-check-confined" if holds else "terminal-check-not-confined")
    return Finding(True, "confinement", sentence, warns=not holds)


def _is_open(file: Path) -> bool:
    """Return whether every user of the machine can read a file; a group may be meant to."""
    try:
        return os.name == "posix" and bool(file.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


async def _check_database(settings: Settings) -> AsyncIterator[Finding]:
    if missing := missing_file(settings.database_url):
        id = "terminal-check-database-lost" if _has_keys(settings) else "terminal-check-no-database"
        yield Finding(False, "database", Sentence(id, missing=missing))
        return
    try:
        async with open_database(settings, migrate=False) as database:
            await database.check_writable()
            with database_errors_said(settings):
                await lock_of(settings.database_url).try_server()
            current = await revision(database)
            if current == HEAD:
                yield Finding(True, "database", Sentence("terminal-check-database"))
                async for finding in check_content(settings, database):
                    yield finding
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


def _has_keys(settings: Settings) -> bool:
    """Return whether the key folder has keys of demands, which some database knows."""
    try:
        return bool(KeyFolder(settings.key_dir).demands())
    except OSError:
        return False


async def check_content(settings: Settings, database: Database) -> AsyncIterator[Finding]:
    """Check what the database holds and what belongs to it. A check that meets a key or a file that cannot be
    used says so, and the others go on."""
    checks = {
        "keys": check_keys,
        "disk": _check_disk,
        "retention": _check_retention,
        "audit": _check_audit,
        "roster": _check_rosters,
        "rounds": _check_rounds,
        "counts": _check_counts,
        "time-stamps": _check_timestamps,
        "board": _check_board,
        "backup": _check_backups,
    }
    for subject, examine in checks.items():
        try:
            for finding in await examine(settings, database):
                yield finding
        except (SentenceError, OSError) as error:
            yield Finding(False, subject, sentence_of(error))


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
    forgotten = (await keys.forgotten()).keys()
    again = [
        Finding(
            True,
            "restored",
            Sentence("terminal-check-forgotten", server=str(server_id)),
        )
        for server_id in forgotten
    ]
    faults = await keys.check()
    if faults:
        return [*again, *(Finding(False, "keys", fault.sentence) for fault in faults)]
    if not settings.key_dir.exists():
        return [Finding(True, "keys", Sentence("terminal-check-no-keys", folder=settings.key_dir))]
    folder = KeyFolder(settings.key_dir)
    losses = await LostPublications(folder, database).find()
    lost = await LostDemands(folder, database).find()
    journals = await lost_journals(Withdrawals(folder), database)
    told = {loss.demand_id for loss in losses}
    return [
        *again,
        *(Finding(loss.settled, "restored", _restored(loss)) for loss in losses),
        *(
            Finding(False, "restored", each.sentence)
            for each in lost
            if each.now == "aside" or each.demand_id not in told
        ),
        *(
            Finding(each.begun_on is not None, "restored", each.sentence, warns=each.begun_on is not None)
            for each in journals
        ),
        *await _marks_behind(folder, database, forgotten),
        Finding(True, "keys", Sentence("terminal-check-keys", folder=settings.key_dir)),
    ]


async def _marks_behind(folder: KeyFolder, database: Database, forgotten: Collection[int]) -> list[Finding]:
    """Find marks beside the keys that are missing, damaged or older than the database: a copy of the folder
    was put back, or the bot was killed before it wrote them. Servers that are ``forgotten`` have none."""
    heads = await Checkpoints(folder, database).all()
    acts = await AuditCheckpoints(folder).all()
    long_ago = utc_now() - _MARKED_WITHIN
    async with database.read() as session:
        published = select(Publication.demand_id, func.max(Publication.number)).join(Demand)
        published = published.where(
            Demand.key_destroyed_at.is_(None),
            Demand.server_id.not_in(forgotten),
            Publication.published_at < long_ago,
        )
        newest = {row[0]: row[1] for row in await session.execute(published.group_by(Publication.demand_id))}
        recorded = select(AuditEntry.server_id).where(AuditEntry.at < long_ago).distinct()
        servers = set(await session.scalars(recorded)) - set(forgotten)
    behind = [
        f"demand-{demand_id}.published"
        for demand_id, number in newest.items()
        if demand_id not in heads or heads[demand_id].number < number
    ]
    behind += [f"audit-{server_id}.head" for server_id in sorted(servers - acts.keys())]
    if not behind:
        return []
    return [Finding(True, "restored", Sentence("terminal-check-marks", list=", ".join(behind)), warns=True)]


def _restored(loss: Loss) -> Sentence:
    return Sentence(
        "terminal-restored-after" if loss.settled else "terminal-restored-before", loss=loss.sentence
    )


async def _check_disk(settings: Settings, database: Database) -> list[Finding]:
    found = [] if database.is_sqlite else [(False, Sentence("terminal-disk-postgresql"))]
    if settings.key_dir.exists():
        found += disk_findings(settings.key_dir)
    return [Finding(True, "disk", sentence, warns=not good) for good, sentence in found]


async def _check_retention(_settings: Settings, database: Database) -> list[Finding]:
    return [
        Finding(good, "retention", sentence) for good, sentence in await retention_report(database, utc_now())
    ]


async def _check_rounds(settings: Settings, database: Database) -> list[Finding]:
    return [
        Finding(mark != "wrong", "rounds", sentence, warns=mark == "warns")
        for mark, sentence in await round_findings(settings, database)
    ]


async def _check_board(settings: Settings, database: Database) -> list[Finding]:
    return [
        Finding(mark != "wrong", "board", sentence, warns=mark == "warns")
        for mark, sentence in await board_findings(settings, database)
    ]


async def _check_rosters(_settings: Settings, database: Database) -> list[Finding]:
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
        return [
            Finding(
                False,
                "roster",
                Sentence("terminal-check-roster-lost", servers=", ".join(map(str, without))),
            )
        ]
    if not with_roster:
        return [Finding(True, "roster", Sentence("terminal-check-no-roster"))]
    return [Finding(True, "roster", Sentence("terminal-check-rosters", count=len(with_roster)))]


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
    from bot.exports.timestamps.service import authority_states

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


async def _check_backups(_settings: Settings, database: Database) -> list[Finding]:
    """Check when the database was saved last, and whether every key is in a backup. A missing one is a
    warning: a copy that other programs make is not known here."""
    async with database.read() as session:
        last = await last_backups(session)
        newer = select(func.count()).where(KeyFingerprint.destroyed_at.is_(None))
        if "keys" in last:
            newer = newer.where(KeyFingerprint.created_at > last["keys"])
        unsaved = await session.scalar(newer) or 0
    made_at = last.get("database")
    if made_at is None:
        data = Sentence("terminal-check-backup-none")
    else:
        days = (utc_now() - made_at).days
        id = "terminal-check-backup" if days < _MAX_BACKUP_AGE_DAYS else "terminal-check-backup-old"
        data = Sentence(id, moment=moment_of(made_at), days=days)
    findings = [Finding(True, "backup", data, warns=data.id != "terminal-check-backup")]
    if unsaved:
        sentence = Sentence("terminal-check-keys-unsaved", count=unsaved)
        findings.append(Finding(True, "backup", sentence, warns=True))
    elif "keys" in last:
        sentence = Sentence("terminal-check-keys-saved", moment=moment_of(last["keys"]))
        findings.append(Finding(True, "backup", sentence))
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


async def round_findings(settings: Settings, database: Database) -> list[tuple[str, Sentence]]:
    """Return sentences about the rounds, each with a mark: ``ok``, ``warns`` or ``wrong``. None if no round
    was ever begun. The check of the keys covers the files of the keys on record."""
    keys = Keys(settings.key_dir, database, utc_now)
    files, in_thread = IssuingFiles(keys.folder), keys.folder.in_thread
    found: list[tuple[str, Sentence]] = []
    async with database.read() as session:
        rounds = (await session.scalars(select(IssuingRound).order_by(IssuingRound.id))).all()
        of_rounds = (await session.scalars(select(IssuingKey).order_by(IssuingKey.position))).all()
        recorded = set(await session.scalars(select(KeyFingerprint.name)))
        for round_ in rounds:
            going_on = [key for key in of_rounds if key.round_id == round_.id and key.state != "ended"]
            signing = [key for key in going_on if key.state in SIGNING]
            noted = await in_thread(files.issues, round_.public_id)
            if signing and await issues_missing(session, round_, noted):
                found.append(("warns", Sentence("terminal-registrar-restored", round=round_.number)))
            else:
                found += await in_thread(_missing_halves, files, round_, signing)
            found += _not_recorded(round_, going_on, recorded)
    unknown = await in_thread(files.unknown, {round_.public_id for round_ in rounds})
    found += [
        ("warns", Sentence("terminal-check-round-unknown", round=public_id, count=len(names)))
        for public_id, names in unknown.items()
    ]
    if not found and rounds:
        found.append(("ok", Sentence("terminal-check-rounds", count=len(rounds))))
    return found


def _missing_halves(
    files: IssuingFiles, round_: IssuingRound, signing: Sequence[IssuingKey]
) -> list[tuple[str, Sentence]]:
    """Return a sentence about the private halves that cannot be used."""
    names = []
    for key in signing:
        name = issuing_key(round_.public_id, key.position)
        try:
            files.read(name, key.spki)
        except KeysError as error:
            if error.code not in ("key-missing", "key-damaged"):
                return [("wrong", error.sentence)]
            names.append(name)
    return [("warns", _about_round("terminal-check-round-issuing", round_, names))] if names else []


def _not_recorded(
    round_: IssuingRound, going_on: Sequence[IssuingKey], recorded: set[str]
) -> list[tuple[str, Sentence]]:
    """Return a sentence about keys that no record has."""
    needed = [share_key(round_.public_id, key.position) for key in going_on]
    names = [name for name in [round_key(round_.public_id), *needed] if going_on and name not in recorded]
    return [("wrong", _about_round("terminal-check-round-keys", round_, names))] if names else []


def _about_round(sentence: str, round_: IssuingRound, names: Sequence[str]) -> Sentence:
    about: dict[str, Any] = {"round": round_.number, "server": str(round_.server_id)}
    return Sentence(sentence, names=", ".join(names), **about)
