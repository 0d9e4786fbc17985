"""Reading of archives: those that are new or were amended, part by part."""

import logging
from datetime import datetime, timedelta

from yarl import URL

from bot.common.clock import Clock
from bot.contracts.sources.http import SourceHttp
from bot.contracts.sources.http.download import Download
from bot.contracts.sources.http.fetch_result import state_values
from bot.contracts.sources.ocds.archive_parts import PartRead
from bot.contracts.sources.ocds.archive_store import ArchiveStore, StoredArchive
from bot.contracts.sources.ocds.archives import Archive, Archives
from bot.contracts.sources.ocds.package_reader import MAX_REPORTED_ENTRIES
from bot.contracts.sources.ocds.paging import PagingResult
from bot.contracts.sources.ocds.spool import Spool, SpooledPage
from bot.contracts.sources.ocds.windows import RETRY_PERIOD, Progress
from bot.contracts.sources.parsing.pool import FilePart
from bot.contracts.sources.protocol import HOST_FAULTS, SourceError, SourceErrorKind
from bot.contracts.sources.web_address import loggable

MAX_ARCHIVE_BYTES = 32 * 1024 * 1024
"""Size of a ZIP archive: a worker holds it whole, because its list of members is at its end."""
LATE = timedelta(days=2)
"""Time after its end in which an archive may be missing: it is not published yet."""
TOLERANCE = timedelta(days=14)
"""Difference between the date of a release and the period of its archive. Notices bear the day on which they
were sent."""

_HOST_FAULTS = HOST_FAULTS | {SourceErrorKind.SERVER_ERROR}
_NOT_THERE = {SourceErrorKind.REFUSED: ": 400", SourceErrorKind.GONE: ": 404"}

log = logging.getLogger(__name__)


class ArchiveReader:
    """Reader of archives into a spool. Downloads are shared by all reads."""

    def __init__(self, http: SourceHttp, clock: Clock) -> None:
        self._http = http
        self._clock = clock
        self._store = ArchiveStore(http, clock)

    async def take(
        self,
        archives: Archives,
        address: URL,
        progress: Progress,
        spool: Spool,
        gathered: PagingResult,
        *,
        newest_only: bool = False,
    ) -> None:
        """Read what is new since ``progress``, oldest first.

        Later archives are read even if one cannot be; ``until`` stays before it. Raises ``SourceError`` if
        the host does not answer.
        """
        now = self._clock()
        begin = archives.begin(progress.until, now)
        files = archives.files(address, begin, now)
        versions = {file.key: progress.versions.get(file.key) for file in files}
        gathered.versions = {key: version for key, version in versions.items() if version}
        digests: dict[str, str] = {}
        gap: datetime | None = None
        for file in files[-1:] if newest_only else files:
            gathered.until = gap or file.since
            known = gathered.versions.pop(file.key, None)
            try:
                version = await self._take_file(archives, file, known, spool, digests)
            except SourceError as fault:
                if known is not None:
                    gathered.versions[file.key] = known
                if fault.fault in _HOST_FAULTS:
                    raise
                gap = gap or file.since
                if _is_not_published_yet(file, fault, now):
                    log.info("not published yet: %s", fault.detail)
                else:
                    gathered.faults.append(fault.with_traceback(None))
            else:
                if version is not None:
                    gathered.versions[file.key] = version
        gathered.until = gap or (files[-1].until if files else begin)

    async def _take_file(
        self, archives: Archives, file: Archive, known: str | None, spool: Spool, digests: dict[str, str]
    ) -> str | None:
        """Read an archive unless it is the ``known`` version; return the version, ``None`` for one that is to
        be read again. Raises ``SourceError``."""
        stored = await self._store.get(file.address, known, max_bytes=MAX_ARCHIVE_BYTES)
        if stored.content is None or _version(file, stored.state) == _version(file, known):
            return stored.state
        reported = len(spool.strange)
        spool.begin(SpooledPage(stored.url, stored.fetched_at, file.since, file.key))
        await self._take_parts(file, stored, stored.content, spool)
        digest = spool.digest
        if digest is not None and digests.setdefault(digest, file.key) != file.key:
            detail = f"{loggable(file.address)}: {file.key} repeats {digests[digest]}"
            raise SourceError(SourceErrorKind.PAGES_MISSING, detail)
        # What was left out may be there next time.
        is_retried = len(spool.strange) > reported and self._clock() - file.until < RETRY_PERIOD
        return None if is_retried else stored.state

    async def _take_parts(
        self, file: Archive, stored: StoredArchive, content: Download, spool: Spool
    ) -> None:
        begin: int | None = 0
        dated = fitting = 0
        while begin is not None:
            part = await self._http.parsers.run(
                PartRead,
                "ocds-archive",
                FilePart(content, 0, len(content)),
                on_data=spool.take,
                place=stored.url,
                begin=begin,
                since=(file.since - TOLERANCE).isoformat(),
                until=(file.until + TOLERANCE).isoformat(),
                query=spool.query,
            )
            spool.linked += part.linked
            spool.strange += part.strange[: MAX_REPORTED_ENTRIES - len(spool.strange)]
            if part.fault is not None:
                raise part.fault
            dated, fitting, begin = dated + part.dated, fitting + part.fitting, part.following
        if dated and not fitting:
            detail = f"{loggable(file.address)}: {file.key} was asked for, and the releases are of other days"
            raise SourceError(SourceErrorKind.BAD_ANSWER, detail)


def _version(file: Archive, state: str | None) -> str | None:
    return state_values(state, file.address).get("sha256")


def _is_not_published_yet(file: Archive, fault: SourceError, now: datetime) -> bool:
    said = _NOT_THERE.get(fault.fault)
    return said is not None and said in fault.detail and now - file.until < LATE
