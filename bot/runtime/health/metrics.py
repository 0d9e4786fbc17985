"""Prometheus exposition of the health report: gauges built anew from each report, and nothing else.

prometheus-client's default registry, with its counters of processor time, memory and garbage, is not used:
see ``bot.runtime.health.report`` for why. Watches are summed up by source: a series for each would be
thousands, which the report as JSON lists instead.
"""

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from bot import __version__
from bot.runtime.health.report import DatabaseReport, Report, WatchHealth

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


def exposition(report: Report) -> bytes:
    """Return the metrics in the text format 0.0.4. Unknown values have no sample."""
    page = _Page()
    page.tell("info", "Which version runs.", 1, version=__version__)
    _tell_role(page, ready=report.ready, standby=False)
    page.tell("gateway_up", "1: Discord's gateway answers.", report.gateway)
    page.tell("gateway_heartbeat_age_seconds", "Since its last heartbeat.", report.silence)
    page.tell("database_up", "1: the database answers.", report.stored is not None)
    page.tell("keys_up", "1: the key folder answers.", report.keys)
    page.tell("storing_fails", "1: nothing can be stored, as on a full disk.", report.trouble is not None)
    if report.drift is not None:
        page.tell("drift", "Demands whose signatures and ledger disagree.", report.drift)
    for job, failures in sorted(report.failing.items()):
        page.tell("job_failures", "Rounds in a row that failed, of work that fails.", failures, job=job)
    for fault in report.board:
        age = max(0, int((report.as_of - fault.since).total_seconds()))
        page.tell("board_stale_seconds", "How long the board is not up to date.", age, part=fault.part)
    if report.stored is not None:
        _tell_stored(page, report.stored)
    return generate_latest(page.registry)


def standby_exposition() -> bytes:
    """Return the metrics of a process that waits for another to end."""
    page = _Page()
    page.tell("info", "Which version runs.", 1, version=__version__)
    _tell_role(page, ready=False, standby=True)
    return generate_latest(page.registry)


def _tell_role(page: "_Page", *, ready: bool, standby: bool) -> None:
    page.tell("ready", "1: connected to Discord, and database and keys answer.", ready)
    page.tell("standby", "1: another process is active, and this one waits.", standby)


def _tell_stored(page: "_Page", stored: DatabaseReport) -> None:
    page.tell("announcements_waiting", "On their way to a channel.", stored.waiting)
    page.tell("announcements_oldest_age_seconds", "How long the oldest waits; 0: none does.", stored.oldest)
    page.tell("announcements_uncertain", "Perhaps posted: an organiser decides.", stored.uncertain)
    page.tell("servers_refusing_posts", "Servers whose channel refuses posts.", stored.refusing)
    for of, age in stored.backups.items():
        page.tell("backup_age_seconds", "Since the last backup that was read back.", age, of=of)
    by_source: dict[str, list[WatchHealth]] = {}
    for watch in stored.watches:
        if not watch.paused:
            by_source.setdefault(watch.source, []).append(watch)
    for source, watches in sorted(by_source.items()):
        failing = sum(watch.failures > 0 for watch in watches)
        oldest, most = max(watch.age for watch in watches), max(watch.failures for watch in watches)
        page.tell("watches", "Watches that are read.", len(watches), source=source)
        page.tell("watches_failing", "Of them, the last read was not complete.", failing, source=source)
        page.tell(
            "watch_complete_read_age_seconds",
            "Since the last complete read, or it was added, of the watch that waits longest.",
            oldest,
            source=source,
        )
        page.tell(
            "watch_failed_reads",
            "Reads in a row that were not complete, of the watch with the most.",
            most,
            source=source,
        )


class _Page:
    """Gauges by name, created on first use."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._gauges: dict[str, Gauge] = {}

    def tell(self, name: str, meaning: str, value: float, **labels: str) -> None:
        if name not in self._gauges:
            self._gauges[name] = Gauge(f"tocsin_{name}", meaning, sorted(labels), registry=self.registry)
        gauge = self._gauges[name]
        (gauge.labels(**labels) if labels else gauge).set(value)
