"""Cards of latest changes, and of the status of watches and posts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.announcements.outbox import Backlog
from bot.common.pagination import Page, page_of
from bot.contracts.queries.views import News, Restyled
from bot.contracts.sources.protocol import SourceErrorKind
from bot.contracts.watches.service import WatchInfo
from bot.petitions.demands.service import DemandView
from bot.petitions.page_rows import PageFault
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.contracts.changes import changes_in, least_lines, sentences
from bot.ui.contracts.names import contract_name, parties, source_link, source_name
from bot.ui.demands.lines import title_of
from bot.ui.layout import DANGER, PRIMARY, Card, button, entries, numbers, turning
from bot.ui.markdown import plain, timestamp
from bot.ui.organise.posts import next_digest
from bot.ui.watches.posts import restyled_lines

_BOX_FAULTS = {
    "refusal-box-away": "away",
    "refusal-box-secret": "secret",
    "refusal-box-unknown": "other-box",
    "refusal-box-differs": "other-bot",
    "refusal-box-number": "other-bot",
}
_MAX_ALARMS = 2  # the others follow when these are settled; each was posted to the organisers, too
_MAX_UNTOLD = 3
_CHANGE_LINES = 3  # of a contract; the first change and corrections are told in any case
_WATCHES_PER_PAGE = 3  # with the longest names and faults, and the pending posts below them


@dataclass(frozen=True, slots=True)
class Stuck:
    """A demand that makes no progress. ``why``: its role is ``gone``, or too ``few`` can sign it."""

    demand: DemandView
    why: Literal["gone", "few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """State of a server's watches and posts, and the alarms of its organisers."""

    watches: Sequence[WatchInfo]
    held: Backlog
    settings: ServerSettings
    not_stored: str | None = None  # why nothing can be stored, if so
    clock_is_right: bool = True  # that of the machine
    drifting: Sequence[DemandView] = ()  # signatures disagree with the count; shown without a number
    stuck: Sequence[Stuck] = ()
    warnings: Sequence[str] = ()  # further lines for organisers


def latest_list(page: Page[News], t: Translator) -> Card:
    """Return a page of changes, each with a button that shows the contract. ``page`` is not empty."""
    card = Card().title(t("updates-title"))
    entries(
        card, ("\n".join(_news(place, news, t)) for place, news in enumerate(page.items, page.offset + 1))
    )
    numbers(card, page, "contract", [news.contract.id for news in page.items])
    return turning(card, page, t, "latest")


def status_card(
    status: ServerStatus, t: Translator, *, now: datetime, organiser: bool, offset: int = 0
) -> Card:
    """Return a page of watches, failing ones first, and the pending posts with the reason."""
    card = Card().title(t("status-title"))
    if status.not_stored is not None:
        card.text(t("status-not-stored", why=status.not_stored))
    if not status.clock_is_right:
        card.text(t("status-clock-wrong"))
    if status.drifting:
        card.text(f"**{t('drift-title')}**")
        for demand in status.drifting[:_MAX_ALARMS]:
            card.text(t("drift-what", demand=title_of(demand, t)))
        card.text(t("drift-next"))
    for one in status.stuck[:_MAX_ALARMS]:
        card.text(
            t(f"status-demand-{one.why}", demand=title_of(one.demand, t), least=one.demand.min_eligible)
        )
    for warning in status.warnings:
        card.text(warning)
    if not status.watches:
        card.text(t("contracts-no-watch"))
    in_order = sorted(status.watches, key=lambda watch: watch.fault is None)
    page = page_of(in_order, offset, _WATCHES_PER_PAGE)
    entries(card, ("\n".join(_watch(watch, t, now)) for watch in page.items))
    turning(card, page, t, "status")
    card.rule().text("\n".join(_posts(status.held, status.settings, t, now)))
    if status.held.uncertain and organiser:
        doubts = status.held.doubts
        card.buttons(
            button(t("button-posts-seen"), "posts-seen", doubts, style=PRIMARY),
            button(t("button-post-again"), "post-again", doubts, style=DANGER),
        )
    return card


def untold_lines(untold: Sequence[Restyled], t: Translator) -> Iterator[str]:
    """Lines for the notices of sources that publish otherwise which no channel has got."""
    for found in untold[:_MAX_UNTOLD]:
        title, what = restyled_lines(found, t)
        yield f"**{title}.** {what} {t('status-untold')}"


def page_lines(
    faults: Mapping[int, PageFault], demands: Sequence[DemandView], t: Translator
) -> Iterator[str]:
    """Lines for the demands on the union's page of which nothing is published."""
    for demand in [demand for demand in demands if demand.id in faults][:_MAX_ALARMS]:
        fault, title = faults[demand.id], title_of(demand, t)
        if fault.why == "held-altered":
            yield f"{t('altered-what', demand=title)} {t('altered-next')}"
        elif fault.why == "held-contradicted":
            yield f"{t('withheld-what', demand=title)} {t('withheld-next')}"
        else:
            what = _BOX_FAULTS.get(fault.why, "log")
            yield f"{t('status-page', demand=title, since=fault.since)} {t(f'status-page-{what}')}"


def _news(place: int, news: News, t: Translator) -> Iterator[str]:
    contract = news.contract
    yield f"**{place}. {contract_name(t, contract)}**"
    if named := parties(t, contract, 40):
        yield named
    least = least_lines(list(sentences(t, news.changes, contract)))
    yield from changes_in(t, news.changes, contract, max(_CHANGE_LINES, least + 1))
    yield f"-# {source_link(t, contract, news.seen_at)}"


def _watch(watch: WatchInfo, t: Translator, now: datetime) -> Iterator[str]:
    yield f"**{plain(watch.name, 100)}** · {source_name(t, watch.source)}"
    if watch.last_complete_at is not None:
        yield t(
            "status-watch-complete",
            source=watch.source,
            matched=watch.last_matched or 0,
            moment=watch.last_complete_at,
        )
    elif watch.baseline_at is not None:
        yield t("status-watch-nearly", moment=watch.baseline_at)
    else:
        yield t("status-watch-new")
    if watch.fault:
        failed = f"{t('status-watch-fault', failures=watch.failures)} " if watch.failures else ""
        yield f"{failed}{t(f'fault-{watch.fault}', source=watch.source)}"
    if watch.fault == SourceErrorKind.PAGES_MISSING:
        yield f"-# {t(f'source-complete-{watch.source}')}"
    if watch.stale_told_at is not None and watch.quiet_since is not None:
        yield t("status-watch-stale", since=watch.quiet_since.date())
    if watch.less_told_at is not None:
        yield t("status-watch-less", before=watch.less_from or 0, now=watch.last_matched or 0)
    held = watch.held
    if held.unsteady_since is not None:
        yield t("status-watch-unsteady", count=held.unsteady, since=held.unsteady_since.date())
    if others := held.contracts - held.unsteady:
        yield t("status-watch-held", count=others)
    if watch.paused_at is not None:
        yield t("watch-paused-since", moment=watch.paused_at)
    elif watch.next_read_at <= now:
        yield t("status-watch-due")
    else:
        yield t("status-watch-next", moment=watch.next_read_at)


def _posts(held: Backlog, settings: ServerSettings, t: Translator, now: datetime) -> Iterator[str]:
    yield f"**{t('status-posts')}**"
    if settings.channel_id is None:
        yield t("status-no-channel")
    else:
        yield t("status-channel", channel=f"<#{settings.channel_id}>")
    if held.channel_fault:
        yield t(f"channel-fault-{held.channel_fault}")
    if held.pending and held.oldest is not None:
        yield t("status-pending", count=held.pending, oldest=held.oldest)
    if held.gathered:
        moment = timestamp(next_digest(settings, now, urgent=held.urgent), "F")
        yield t("status-gathered", count=held.gathered, moment=moment)
    for step in sorted(held.refused_steps):
        yield t(f"status-{step}-refused")
    if held.unpublished and "publish" not in held.refused_steps:
        yield t("status-unpublished", count=held.unpublished)
    if held.uncertain:
        yield t("status-uncertain", count=held.uncertain)
    if not held.pending and not held.uncertain and not held.gathered:
        yield t("status-none-held")
