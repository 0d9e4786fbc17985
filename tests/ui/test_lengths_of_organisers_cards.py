"""Cards, posts and forms of the set-up, of watches and of organisers, in every language: lines of a telephone
from usual content, Discord's limits from the longest and from hostile one. No card is without such a test."""

import ast
import asyncio
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.announcements.outbox import DEMAND_KINDS, Backlog, Queued
from bot.audit import Act
from bot.common.pagination import Page
from bot.contracts.model import ChangeKind, Kind
from bot.contracts.queries.series import Ceiling, Chart, Line, Step
from bot.contracts.queries.snapshots import AnswerShare, FirstSeen, StoredAnswer, ValuesAt
from bot.contracts.queries.views import Restyled, RestyledExample
from bot.contracts.registers.families import Family
from bot.contracts.registers.lookup import Lookup
from bot.contracts.registers.protocol import Candidate, Standing
from bot.contracts.short_names import ShortNameView
from bot.contracts.sources import Match, SourceErrorKind, Supplier, Survey
from bot.contracts.watches.company import Found, Proposal
from bot.contracts.watches.preview import Draft, PreviewResult
from bot.contracts.watches.service import HeldOfWatch, WatchInfo
from bot.errors import UserError
from bot.exports import Evidence, Export
from bot.page.registrar.rounds import NextRound, RoundStatus
from bot.petitions.counts.milestones import MilestoneReached
from bot.petitions.page_rows import PageFault
from bot.petitions.signing.account_age_stats import CLASSES, MAX_FIGURES, AccountAgeStats, ClassShare, Figure
from bot.petitions.signing.eligibility import Widening
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui import forms
from bot.ui import members as privacy
from bot.ui.contracts import figures, listing
from bot.ui.demands import count, lifecycle
from bot.ui.demands.posts import DemandPosts
from bot.ui.layout import Card, read_on_board
from bot.ui.organise import acts, posts, records, rounds, settings
from bot.ui.setup import checklist, watch
from bot.ui.setup import demand as first_demand
from bot.ui.setup import settings as steps
from bot.ui.setup import watch as registers
from bot.ui.watches import cards as watches
from bot.ui.watches import posts as watch_posts
from bot.ui.watches import updates
from cogs import organise  # enters the acts into their table
from tests.ui.contracts.test_lengths import line_of, news_of, policies
from tests.ui.test_lengths_of_members_cards import (
    ALL,
    BOARD,
    CAMPAIGN,
    LETTERS,
    LONGEST_SETTINGS,
    NOW,
    SETTINGS,
    SPOKEN,
    UNIT,
    check_form,
    check_limits,
    demand,
    eventful,
    lines,
    longest_language,
    on_page,
    text_of,
    wording,
    written,
)

pytestmark = pytest.mark.unit

Shown = Iterator[tuple[str, Card | discord.ui.Modal]]
"""Cards and forms, each with the name of the function that returns it."""

USUAL = "usual"
ID = 10**18
DAY = NOW.date()
AMOUNT = Decimal("-9999999999999.99")
UNKNOWN: dict[str, Any] = {
    "currency": "USD",
    "exercised": None,
    "ceiling": None,
    "paid": None,
    "ordered": None,
}
FIGURES: dict[str, Any] = dict.fromkeys(("obligated", "exercised", "ceiling", "paid", "ordered"), AMOUNT)


def name_of(letter: str, length: int) -> str:
    """Return a name: one that people would give, or one of this length."""
    return "Capgemini" if letter == USUAL else written(letter, length)


def texts_of(letter: str) -> dict[str, dict[str, str]]:
    """Return the demand of the campaign, or the longest one."""
    real = {language: CAMPAIGN["demand"][0][language] for language in SPOKEN}
    return real if letter == USUAL else wording(letter)


def opened_on_page(letter: str) -> Any:
    """Return an open demand that is signed on the union's page."""
    if letter == USUAL:
        return demand(texts_of(letter), signed_by="page", verified_by="roster")
    return on_page(texts_of(letter), letter, "open")


def settings_of(letter: str, **more: Any) -> ServerSettings:
    """Return settings of which each is set."""
    return ServerSettings(
        id=ID,
        language="en",
        channel_id=ID,
        organiser_role_id=ID,
        organiser_channel_id=ID,
        weekly=True,
        digest="week",
        threads=True,
        publish=True,
        contracts_role_id=ID,
        publications_role_id=ID,
        demands_role_id=ID,
        deadlines_role_id=ID,
        member_role_id=ID,
        min_account_days=90,
        min_server_days=90,
        roster=True,
        roster_size=100_000,
        time_zone="America/Argentina/ComodRivadavia",
        privacy=SETTINGS if letter == USUAL else LONGEST_SETTINGS,
        **more,
    )


def watch_of(letter: str, number: int = 1, **more: Any) -> WatchInfo:
    values: dict[str, Any] = {
        "id": number,
        "server_id": ID,
        "name": name_of(letter, 100),
        "source": "usaspending",
        "query": {"suppliers": [name_of(letter, 200)] * (1 if letter == USUAL else 20)},
        "created_at": NOW,
        "baseline_at": NOW,
        "next_read_at": NOW,
        "last_read_at": NOW,
        "last_complete_at": NOW,
        "last_matched": 1000,
        "failures": 0,
        "fault": None,
    }
    return WatchInfo(**{**values, **more})


def failing(letter: str, number: int = 1) -> WatchInfo:
    """Return a watch about which everything can be said that its status says."""
    return watch_of(
        letter,
        number,
        source="decp",
        failures=99,
        fault="pages-missing",
        paused_at=NOW,
        quiet_since=NOW,
        longest_quiet=timedelta(days=99),
        stale_told_at=NOW,
        less_from=1000,
        less_told_at=NOW,
        held=HeldOfWatch(contracts=900, unsteady=400, unsteady_since=NOW),
    )


def survey_of(letter: str, suppliers: int) -> Survey:
    name = name_of(letter, 300)
    found = tuple(
        Supplier(name, f"{name[:40]}{number}", name, 900, AMOUNT, "USD") for number in range(suppliers)
    )
    match = Match(name, DAY, name, name, AMOUNT, "USD")
    kinds = (Kind.ORDER, Kind.VEHICLE) if letter == USUAL else Kind
    return Survey(dict.fromkeys(kinds, 400), DAY, found, (match,) * 3)


def preview_of(
    letter: str, number: int = 1, *, suppliers: int = 25, source: str = "usaspending"
) -> PreviewResult:
    survey = survey_of(letter, suppliers)
    query = watch_of(letter).query
    picked = frozenset(str(each.id) for each in survey.suppliers[:20])
    name = name_of(letter, 100)
    return PreviewResult(
        id=number, source=source, name=name, query=query, survey=survey, picks=survey.suppliers, picked=picked
    )


def progresses(letter: str) -> Iterator[checklist.Progress]:
    """Yield a server at the beginning, with a draft, with everything, and with everything broken."""
    known = tuple(watch_of(letter, number) for number in range(2 if letter == USUAL else 20))
    draft, opened = demand(texts_of(letter), state="draft", opened_at=None), demand(texts_of(letter))
    every = settings_of(letter)
    begun = checklist.Progress(
        settings=ServerSettings(id=ID), lacking=(), gone=frozenset(), watches=(), demands=()
    )
    yield begun
    yield replace(begun, settings=every, watches=known, demands=(draft,))
    yield replace(begun, settings=every, watches=known, demands=(opened,))
    yield replace(
        begun,
        settings=replace(every, channel_fault="forbidden"),
        lacking=settings.NEEDED,
        gone=frozenset({ID}),
        watches=known,
        demands=(draft,),
    )


def of_the_setup(letter: str, t: Translator) -> Shown:
    """Yield every card and form of the set-up."""
    note = t("settings-saved") if letter == USUAL else written(letter, 300)
    for progress in progresses(letter):
        yield "checklist_card", checklist.checklist_card(progress, t)
        for step in (*checklist.STEPS, checklist.MEMBERS):
            yield "step_card", checklist.step_card(progress, step, t, note=note)
        yield "language_card", steps.language_card(progress, t, note=note, lacks=True)
        for tested in (None, (ID, ID)):
            yield "channel_card", steps.channel_card(progress, t, note=note, tested=tested)
            yield "members_card", first_demand.members_card(progress, t, note=note, pinned=tested)
        yield "rights_card", steps.rights_card(progress, ID, list(settings.NEEDED), t)
        yield "roles_card", steps.roles_card(progress, t, note=note, held=False)
        yield "data_card", steps.data_card(progress, t, note=note)
        yield "watch_card", watch.watch_card(progress, t, note=note)
        yield "demand_step", first_demand.demand_step(progress, t, 10**9, note=note)
        there = replace(progress, demands=(opened_on_page(letter),))
        yield "demand_step", first_demand.demand_step(there, t, 10**9, note=note, sign_at=BOARD)
        yield "members_card", first_demand.members_card(there, t, note=note)
        if progress.draft is not None:
            consents = progress.draft.consent or {}
            yield "opening_step", first_demand.opening_step(progress.draft, progress, consents, t)
            asked = first_demand.as_opened(progress.draft, progress.settings, consents, NOW)
            yield "preview_of_post", first_demand.preview_of_post(asked, t)
            there = replace(progress.draft, signed_by="page")
            asked_there = first_demand.as_opened(there, progress.settings, consents, NOW)
            yield "preview_of_post", first_demand.preview_of_post(asked_there, t, BOARD)
            yield "preview_of_form", first_demand.preview_of_form(asked, [UNIT] * 25, t)
        found = [
            Found("usaspending", preview_of(letter, suppliers=3)),
            Found("decp", preview_of(letter, 2, suppliers=3)),
            Found("ted", preview_of(letter, 3, suppliers=0)),
            Found("boamp", UserError("refusal-watch-too-wide", most=1000)),
            Found("ocds", replace(preview_of(letter), survey=Survey({}))),
        ]
        company = name_of(letter, 60)
        yield "found_card", watch.found_card(company, found, progress, t)
        ticked = [
            preview_of(letter, 10**8 + n, source=s) for n, s in enumerate(("usaspending", "decp", "ted"))
        ]
        yield "ticked_card", watch.ticked_card(ticked, progress, t)
        everywhere = (eventful(texts_of(letter), letter, "open"), opened_on_page(letter))
        for ways in ((), everywhere):
            yield "pinned_card", first_demand.pinned_card(progress.settings, t, ways, BOARD)
        yield "trial_post", steps.trial_post(progress.settings, t)
        lookup = lookup_of(letter)
        yield "families_card", registers.families_card(company, lookup, progress, t)
        results = tuple(Found(each.source, each) for each in ticked)
        taken = lookup.families[0].members
        yield "set_card", registers.set_card(company, Proposal(lookup, taken, results), progress, t)
    yield "company_form", watch.company_form(t, name_of(letter, 60))
    yield "asking_card", watch.asking_card(name_of(letter, 60), t)
    for template in first_demand.TEMPLATES:
        yield "names_form", first_demand.names_form(template, name_of(letter, 40), t)
    guild: Any = SimpleNamespace(id=ID, name=name_of(letter, 100), system_channel=None, text_channels=[])
    yield "welcome_card", checklist.welcome_card(t)
    yield "welcome_in_private", checklist.welcome_in_private(guild, t)


def lookup_of(letter: str) -> Lookup:
    """Return what registers have of a name: a group in three of them, and other companies of the name."""
    families = []
    for number in range(3 if letter == USUAL else 40):
        entries = [
            Candidate(
                register="gleif",
                scheme=scheme,
                id=f"{number:010}{twin:010}",
                name=f"{name_of(letter, 100)} {number}",
                url="https://search.gleif.org/#/record/96950077L0TN7BAROX36",
                country="FR",
                city=name_of(letter, 50),
                standing=Standing.ACTIVE if number == 0 else Standing.CEASED,
                parent=None if number == 0 else "0",
                parent_name=None if number == 0 else name_of(letter, 100),
            )
            for scheme in ("lei", "siren", "uei")
            for twin in range(1 if letter == USUAL or number else 30)
        ]
        families.append(Family(tuple(entries), frozenset({entries[0].key})))
    everywhere = ("gleif", "usaspending", "sirene")
    fault = SourceErrorKind.TIMEOUT
    faults = {} if letter == USUAL else dict.fromkeys(everywhere, fault)
    return Lookup(tuple(families), dict.fromkeys(everywhere, NOW), faults, frozenset(everywhere))


def address_of(letter: str) -> str:
    """Return the address of a board: a usual one, or the longest."""
    return "https://board.example/capgemini/fr/index.html" if letter == USUAL else BOARD


def of_settings(letter: str, t: Translator) -> Shown:
    """Yield the cards and forms of settings, and those about files."""
    for every in (ServerSettings(id=ID), settings_of(letter), settings_of(letter, channel_fault="missing")):
        for gone in ((), (ID,)):
            yield "settings_card", settings.settings_card(every, t, gone=gone, saved=True)
            public = replace(every, board="b" * 40)
            yield "settings_card", settings.settings_card(public, t, gone=gone, address=address_of(letter))
        for rhythm in (None, "day", "week"):
            chosen = replace(every, digest=rhythm)
            yield "posts_card", posts.posts_card(chosen, t, NOW, news=True, saved=True)
        nobody: Any = SimpleNamespace(guild=SimpleNamespace(get_role=lambda _: None))
        yield "mentions_card", posts.mentions_card(nobody, every, t, saved=True)
        yield "privacy_form", forms.privacy_form(every.privacy, t)
        yield "press_form", settings.press_form("x" * 250, t)
    for address in ("", address_of(letter)):
        yield "board_offer_card", settings.board_offer_card("capgemini", address, t)
        yield "board_on_card", settings.board_on_card("capgemini", address, "presse@cgt.example", t)
    for name in (None, "capgemini"):
        yield "board_off_card", settings.board_off_card(name, t)
    for known in (None, demand(texts_of(letter), state="draft", opened_at=None)):
        yield "demand_form", forms.demand_form(known, "fr", t)
    files = [Path(f"page-{language}.pdf") for language in ALL.languages]
    archive = Path("tocsin-export-2026-09-30.zip")
    exported = Export(
        folder=Path(), archive=archive, names=[each.name for each in files], as_of=NOW, key="f" * 64
    )
    yield "export_card", records.export_card(exported, [archive, *files], t)
    yield (
        "evidence_card",
        records.evidence_card(Evidence(contracts=900, snapshots=9000, size=9, as_of=NOW), t),
    )
    yield "campaign_card", records.campaign_card(t)
    yield "own_data_card", privacy.own_data_card(["your-data.txt", "your-data.json"], t)
    shorts = tuple(ShortNameView(name_of(letter, 200), name_of(letter, 30)) for _ in range(15))
    yield "short_name_list", listing.short_name_list(Page(items=shorts, total=100, offset=0, limit=15), t)
    for short in ("", name_of(letter, 30)):
        yield "short_name_saved", listing.short_name_saved(name_of(letter, 200), short, t)
    yield from of_rounds(t)
    detail = {f"field{number}": name_of(letter, 1500) for number in range(2 if letter == USUAL else 9)}
    act = Act(
        number=1,
        at=NOW,
        by="organiser",
        actor=ID,
        act="demand-created",
        subject="demand:1",
        names={"en": name_of(letter, 120)},
        before=detail,
        after={},
    )
    yield "audit_list", records.audit_list(Page(items=(act,) * 6, total=100, offset=0, limit=6), t)


def of_rounds(t: Translator) -> Shown:
    """Yield the cards and posts of rounds of issuing keys."""
    for places, keys_left in ((1, 0), (10**6, 6)):
        status = RoundStatus(
            number=10**6,
            id="0" * 32,
            begun_on=DAY,
            places=places,
            with_card=places,
            issued=places,
            keys_left=keys_left,
        )
        following = NextRound(10**6, places, ID)
        for newest in (None, status):
            yield "round_offer_card", rounds.round_offer_card(following, newest, t, DAY)
            for age in (0, 8, 100):
                today = DAY + timedelta(days=age)
                yield "round_card", rounds.round_card(newest, t, today, announced_in=ID)
        yield "old_round_card", rounds.old_round_card(status, t, "m")
        post = rounds.round_begun_card(10**6, DAY, "f" * 64, t, "m", BOARD)
        yield "round_begun_card", read_on_board(post, BOARD, t)


def page_of(known: WatchInfo) -> Page[WatchInfo]:
    items = (known,) * watches.WATCHES_PER_PAGE
    return Page(items=items, total=20, offset=0, limit=watches.WATCHES_PER_PAGE)


def of_watches(letter: str, t: Translator) -> Shown:
    """Yield the cards, forms and posts of watches."""
    for source in policies().values():
        typed = {"name": name_of(letter, 100)} | {
            field.key: name_of(letter, field.longest) for field in source.fields
        }
        yield "watch_form", watches.watch_form(source, t, draft_id=10**9, typed=typed)
    for suppliers in (0, 1, 25):
        for watch_id in (None, 1):
            found = replace(preview_of(letter, suppliers=suppliers), watch_id=watch_id)
            yield "draft_card", watches.draft_card(found, t)
    stored = replace(found.survey, stored=True, read_at=NOW)
    yield "draft_card", watches.draft_card(replace(found, survey=stored), t)
    draft = Draft(id=1, source="decp", name=name_of(letter, 100), entries={})
    yield "refused_draft", watches.refused_draft(draft, UserError("refusal-watch-too-wide", most=1000), t)
    for known in (watch_of(letter), watch_of(letter, paused_at=NOW), watch_of(letter, last_read_at=None)):
        yield "watch_saved", watches.watch_saved(known, t)
        yield "watch_removed", watches.watch_removed(known, t)
        yield "watch_list", watches.watch_list(page_of(known), t)
    yield "watch_list", watches.watch_list(page_of(failing(letter)), t)
    for amounts, days in ((True, True), (False, True), (False, False)):
        example = RestyledExample(
            number=name_of(letter, 100),
            url="https://a.example/",
            field="name",
            old="x" * 99,
            new="y",
            currency="USD",
        )
        found_so = Restyled(
            source="decp", contracts=900, since=NOW, amounts=amounts, days=days, examples=(example,) * 3
        )
        yield "restyled_card", watch_posts.restyled_card(found_so, t, "m")
        yield "unsteady_card", watch_posts.unsteady_card(found_so, t, "m")
    restored = f"restored:{NOW.isoformat()}"
    yield "restored_database_card", watch_posts.restored_database_card(restored, t, "m")
    withheld = f"board-withheld:0123456789:{name_of(letter, 34)}"
    yield "withheld_board_card", watch_posts.withheld_board_card(withheld, t, "m")
    yield "withheld_board_card", watch_posts.withheld_board_card("board-withheld:0123456789:", t, "m")
    altered = f"board-withheld:altered-012345:{name_of(letter, 30)}"
    yield "withheld_board_card", watch_posts.withheld_board_card(altered, t, "m")
    yield "objection_card", watch_posts.objection_card(t, "m")
    case = "real" if letter == USUAL else "0"
    news = [news_of(case, kind) for kind in list(ChangeKind)[:5]]
    yield "latest_list", updates.latest_list(Page(items=tuple(news), total=90, offset=5, limit=5), t)
    held = Backlog(
        pending=900,
        gathered=900,
        uncertain=90,
        oldest=NOW,
        channel_fault="forbidden",
        refused_steps=frozenset({"thread", "publish"}),
        unpublished=90,
    )
    calm = replace(
        held, pending=0, gathered=0, uncertain=0, channel_fault=None, refused_steps=frozenset(), unpublished=0
    )
    opened = demand(texts_of(letter))
    faults = {opened.id: PageFault("held-altered")}
    state = updates.ServerStatus(watches=[watch_of(letter)] * 2, held=calm, settings=settings_of(letter))
    yield "status_card", updates.status_card(state, t, now=NOW, organiser=False)
    worst = updates.ServerStatus(
        watches=[failing(letter, number) for number in range(20)],
        held=held,
        settings=settings_of(letter),
        not_stored="full",
        clock_is_right=False,
        drifting=[opened] * 3,
        stuck=[updates.Stuck(opened, "gone"), updates.Stuck(opened, "few")],
        warnings=[
            *updates.page_lines(faults, [opened] * 3, t),
            *updates.untold_lines([found_so] * 3, t),
        ],
    )
    for offset in (0, 18):
        yield "worst status", updates.status_card(worst, t, now=NOW, organiser=True, offset=offset)


def of_contracts(letter: str, t: Translator) -> Shown:
    """Yield the cards behind the buttons of a contract, and the chart's."""
    line = line_of("real" if letter == USUAL else "0", Kind.VEHICLE)
    values = [ValuesAt(seen_at=NOW, currency=each, end=DAY, **FIGURES) for each in ("USD", "EUR") * 4]
    if letter == USUAL:
        values = [replace(each, **UNKNOWN, obligated=Decimal(n)) for n, each in enumerate(values)]
    for offset in (0, 5):
        yield "figures_card", figures.figures_card(line, values, t, offset=offset)
    shares = [share for share in AnswerShare for _ in range(3)]
    answers = tuple(
        StoredAnswer(
            sha256=f"{n:064}",
            url="https://a.example/" + "x" * 300,
            fetched_at=NOW,
            media="text/html",
            size=10**n,
            share=share,
            stored="s",
        )
        for n, share in enumerate(shares)
    )
    for some in (answers[:2] if letter == USUAL else answers, answers[:1], ()):
        seen = FirstSeen(seen_at=NOW, currency="USD", end=DAY, answers=some, **FIGURES)
        yield "first_seen_card", figures.first_seen_card(line, seen, t)
    for text in (None, name_of(letter, 9000), f"{name_of(letter, 300)}\n" * 30):
        yield "text_card", figures.text_card(line, text, t, part=1)
    step = Step(DAY, Decimal("9999999999999.99"))
    drawn = tuple(
        Line(
            contract_id=number,
            number=name_of(letter, 200),
            kind=Kind.ORDER,
            steps=(step,) * 9,
            as_read=False,
            subject=name_of(letter, 200),
        )
        for number in range(8)
    )
    ceiling = Ceiling(
        contract_id=1, number=name_of(letter, 200), kind=Kind.VEHICLE, amount=AMOUNT, committed=AMOUNT
    )
    chart = Chart(
        currency="USD",
        lines=drawn,
        rest=(step,),
        rest_count=90,
        rest_kinds=frozenset(Kind),
        ceilings=(ceiling,) * 3,
        more_ceilings=9,
        one_ceiling=False,
        as_read=9,
        others=(("EUR", 9), ("GBP", 9)),
        unknown=9,
        sources=("usaspending", "decp"),
        read_at=NOW,
        buyer=name_of(letter, 200),
        supplier=name_of(letter, 200),
    )
    yield "chart_card", figures.chart_card(chart, t)


class Statistics(AccountAgeStats):
    """Statistics of a demand whose every class is large enough to be shown."""

    most = 1

    def figures(self, demand_id: int) -> tuple[Figure, ...]:
        shares = tuple(ClassShare(name, 10) for name in CLASSES)
        return (Figure(NOW, NOW, shares, shares),) * self.most


def of_demands(letter: str, t: Translator) -> Shown:
    """Yield the organisers' cards of a demand that no other test renders."""
    opened = eventful(texts_of(letter), letter, "open")
    if letter == USUAL:
        opened = demand(texts_of(letter), role_ids=(ID,), min_account_days=90, min_server_days=90)
    statistics = Statistics(lambda: NOW)
    statistics.most = 1 if letter == USUAL else MAX_FIGURES
    yield "arrivals_card", count.arrivals_card(statistics, opened, t)
    yield "consents_card", lifecycle.consents_card(ALL.languages, t)
    proposed = {"id": 10**9, "moment": NOW.isoformat(), "zone": "America/Argentina/ComodRivadavia"}
    extended = replace(opened, extension=proposed, signing_ends=NOW)
    yield "extension_card", lifecycle.extension_card(extended, t)
    for channel_id in (None, ID):
        yield "opened_card", lifecycle.opened_card(opened, channel_id, 10**9, t)
        there = opened_on_page(letter)
        yield "opened_card", lifecycle.opened_card(there, channel_id, 10**9, t, BOARD)
        for wider in (Widening(anyone=True), Widening(account_days=7, server_days=7)):
            yield "widening_card", lifecycle.widening_card(opened, wider, channel_id, t)
    for message in ("unit-confirmed", "unit-removed"):
        yield "unit_saved", count.unit_saved(UNIT, message, t)


class Counted:
    """Stand-in for the services that posts about a demand read."""

    def __init__(self, shown: Any) -> None:
        self.shown = shown

    async def get(self, *_: int) -> Any:
        return self.shown

    async def history(self, _: int) -> list[Any]:
        return [self.shown.publication] * 2

    async def reached(self, *_: int) -> list[MilestoneReached]:
        return [MilestoneReached(number=1000), MilestoneReached(percent=100, goal=1000)]

    async def signing(self, *_: Any) -> str:
        return BOARD

    async def draw(self, *_: Any) -> bytes:
        return b""


ROOT = Path(organise.__file__).parents[2]

USUAL_LINES = 28
LINES = {
    "settings_card": 61,  # each setting, and the command that changes it
    "watch_list": 86,  # if no watch could be read
    "opening_step": 40,  # with the consent in full
    "opened_card": 31,  # of a demand on the union's page
    "preview_of_post": 36,
    "preview_of_form": 36,  # with the menu of sites
    "ticked_card": 38,  # three sources
    "found_card": 38,
    "arrivals_card": 40,
    "audit_list": 38,
    "latest_list": 36,
    "text_card": 36,
    "first_seen_card": 32,
}
"""Most lines of a telephone of the cards that are longer than others, with usual content."""


def of_acts(letter: str, t: Translator) -> Shown:
    things = [acts.Thing(name_of(letter, 120), str(10**8 + place), "open") for place in range(25)]
    yield "panel_card", acts.panel_card([name_of(letter, 80)] * 4, t, confirms=True)
    yield "choice_card", acts.choice_card(list(acts.ACTS.values()), name_of(letter, 60), t)
    yield "things_card", acts.things_card([(each.name, each.value) for each in things], t)
    yield "find_form", acts.find_form("demand-invalidate:1", t)
    yield "refused_act", acts.refused_act(10**8, UserError("refusal-role-gone"), t)
    for name in acts.SECTIONS:
        held = things if name in acts.MAIN_KINDS else []
        yield "section_card", acts.section_card(name, held, t, found="x" * 60)
    for name in acts.MAIN_KINDS:
        yield "thing_card", acts.thing_card(name, things[0], t)
    for entry in acts.ACTS.values():
        if entry.chosen:
            yield "step_card", acts.step_card(entry, [], things, t)
        values = ["10000000"] * len(entry.chosen)
        if entry.typed:
            yield "act_form", acts.act_form(entry, values, t, dict.fromkeys(entry.typed, "1" * 200))


def every_card(letter: str, t: Translator) -> Shown:
    for part in (of_acts, of_the_setup, of_settings, of_watches, of_contracts, of_demands):
        yield from part(letter, t)


def check(name: str, shown: Card | discord.ui.Modal) -> None:
    """Check a card or form against Discord's limits."""
    if isinstance(shown, discord.ui.Modal):
        check_form(shown)
    else:
        check_limits(shown)
    assert shown.to_components() if isinstance(shown, Card) else shown.to_dict(), name


def test_every_card_of_organisers_keeps_discords_limits(caplog: pytest.LogCaptureFixture) -> None:
    for letter in LETTERS:
        for name, shown in every_card(letter, ALL.of(longest_language())):
            check(name, shown)
    assert caplog.messages == [], "no text is missing, nor a value in it"


@pytest.mark.parametrize("language", ALL.languages)
def test_every_card_of_organisers_fits_a_telephone(language: str) -> None:
    for name, shown in every_card(USUAL, ALL.of(language)):
        check(name, shown)
        if name == "worst status":
            continue
        taken = lines(text_of(shown))
        assert not text_of(shown).endswith("…"), f"{name} is cut"
        assert taken <= LINES.get(name, USUAL_LINES), f"{name} takes {taken}\n{text_of(shown)}"


def test_every_post_about_a_demand_keeps_discords_limits() -> None:
    for language in ALL.languages:
        check_posts_of(ALL.of(language), USUAL)
    for letter in LETTERS:
        check_posts_of(ALL.of(longest_language()), letter)


def check_posts_of(t: Translator, letter: str) -> None:
    for state, made in itertools.product(("open", "closed"), (eventful, on_page)):
        shown = made(texts_of(letter), letter, state)
        known: Any = Counted(shown)
        rendered = DemandPosts(demands=known, publications=known, painter=known, boards=known)
        for kind in DEMAND_KINDS:
            if state == "closed" and kind == "reminder":
                continue
            queued = Queued(
                id=1,
                server_id=ID,
                channel_id=ID,
                kind=kind,
                subject="demand:1",
                occasion="widened:1:all:7:7" if kind == "widened" else f"{kind}:9",
                language=t.language,
                created_at=NOW,
            )
            check_limits(read_on_board(asyncio.run(rendered.card(queued, t, "m")), BOARD, t))


def builders() -> Iterator[str]:
    """Yield the names of all functions that return a card or a form for others to show."""
    for path in (ROOT / "bot" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.returns is not None and node.name[0] != "_":
                returned = ast.unparse(node.returns).removeprefix("discord.ui.").removesuffix(" | None")
                is_part = "card" in [argument.arg for argument in node.args.args]
                if returned in ("Card", "Modal") and not is_part and node.name != "blank_form":
                    yield node.name


def test_no_card_is_without_a_test_of_its_length() -> None:
    here = Path(__file__)
    files = [
        here,
        here.with_name("test_lengths_of_members_cards.py"),
        here.parent / "contracts" / "test_lengths.py",
    ]
    tests = "".join(path.read_text(encoding="utf-8") for path in files)
    found = list(builders())
    assert len(found) > 100
    assert [name for name in found if not re.search(rf"\b{name}\b", tests)] == []
