"""Posts of the dated captures of the real API, as members read them: each correction has both values, money
comes with the words that the watch is about, and a digest is in the order of money."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import discord
import pytest
from sqlalchemy import select

from bot.common.text import phrase_at
from bot.contracts.model import ChangeKind
from bot.contracts.queries.ranking import money_at_stake
from bot.contracts.queries.views import News
from bot.contracts.short_names import ShortNames
from bot.storage import Database
from bot.storage.models import Announcement, GlossaryEntry
from bot.texts import Texts
from bot.ui.announcements.cards import news_card
from bot.ui.contracts.digests import MAX_CORRECTED, MAX_NAMED, changes_card
from bot.ui.layout import Card
from tests.support.replay.replay import (
    EVENTFUL,
    KEYWORD,
    SKIP_TRACING_ROWS,
    SUPPLIER,
    Replay,
    Snapshots,
    captures,
    moment,
    replay,
    states,
)
from tests.support.replay.restyling import WHOLE_HISTORY
from tests.support.replay.snapshots import ICE, states_by_latency

pytestmark = [pytest.mark.wire, pytest.mark.full]

TEXTS = Texts.load()
SHORT = {ICE["name"]: "ICE", "UEI DR6MQ56MGFA5": "Capgemini"}
WORDS = "skip tracing"
LATENCY = timedelta(days=2)


def said(card: Card) -> str:
    shown = (item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))
    return re.sub(r"\\(?=[^\w\s])", "", "\n".join(shown))


async def explain(world: Replay) -> None:
    """Let the server explain the words, as the campaign file does."""
    texts = {"en": {"word": WORDS, "meaning": "finding out where people are"}}
    async with world.database.write() as session:
        session.add(GlossaryEntry(server_id=1, slug="skip-tracing", texts=texts))


class Posts:
    """Posts of a replay in the channel of a server, in each language."""

    def __init__(self, world: Replay) -> None:
        self._world = world
        self._done = 0
        self.money_without_words: list[str] = []
        self.corrections_without_values: list[str] = []
        self.digests = self.corrections = self.money_about_words = 0

    async def check(self) -> None:
        """Render the posts that are new, and check each."""
        async with self._world.database.read() as session:
            query = select(Announcement).where(Announcement.id > self._done).order_by(Announcement.id)
            rows = (await session.execute(query)).scalars().all()
        for row in rows:
            self._done = row.id
            if row.kind == "contract":
                subject = int(row.subject.partition(":")[2])
                news = await self._world.contracts.news(subject, row.occasion, server_id=1)
                if news is not None:
                    self._check_post(news)
            elif row.kind == "changes":
                await self._check_digest(row.id)

    def _check_post(self, news: News) -> None:
        for language in TEXTS.languages:
            text = said(news_card(news, TEXTS.of(language), "a1"))
            self._check_values(news, text, language)
            described = [news.contract.title, *(change.description for change in news.changes)]
            money = any(change.amount for change in news.changes)
            about = any(phrase_at(each, [WORDS]) for each in described if each)
            if money and about:
                self.money_about_words += 1
                if phrase_at(text, [WORDS]) is None:
                    self.money_without_words.append(f"{language}: {text}")

    async def _check_digest(self, announcement_id: int) -> None:
        self.digests += 1
        page = await self._world.contracts.digest_of_changes(
            announcement_id, server_id=1, limit=MAX_NAMED, corrected=MAX_CORRECTED
        )
        stakes = [
            max(money_at_stake(change, news.contract.obligated) for change in news.changes)
            for news in page.items[:MAX_NAMED]
        ]
        assert stakes == sorted(stakes, reverse=True)
        for language in TEXTS.languages:
            text = said(changes_card(page, TEXTS.of(language), announcement_id, "a1"))
            shown = [news for news in page.items if news.contract.url in text]
            assert shown[0] is page.items[0]
            places = [text.index(news.contract.url) for news in shown]
            assert places == sorted(places)
            for news in page.items:
                self._check_values(news, text, language)

    def _check_values(self, news: News, text: str, language: str) -> None:
        t = TEXTS.of(language)
        for change in news.changes:
            if change.kind is not ChangeKind.CORRECTED:
                continue
            self.corrections += 1
            values = [t.money(each, "USD") for each in (change.old, change.new) if isinstance(each, Decimal)]
            values += [t.day(each) for each in (change.old_date, change.new_date) if each is not None]
            if any(value not in text for value in values):
                self.corrections_without_values.append(f"{language}: {values} not in {text}")

    def assert_right(self) -> None:
        assert self.corrections_without_values == []
        assert self.money_without_words == []


async def played_out(
    database: Database,
    shown: Snapshots,
    days: Sequence[datetime],
    *queries: Mapping[str, Any],
    short: bool,
    explained: bool,
) -> Posts:
    """Replay states, each on its day, and return the posts."""
    async with replay(database, shown) as world:
        posts = Posts(world)
        world.clock.now = days[0]
        if short:
            await ShortNames(database, world.clock).set(1, SHORT, by=None)
        if explained:
            await explain(world)
        await world.watch(*queries)
        for step, now in enumerate(days):
            await world.read(now, step)
            await posts.check()
    return posts


def with_ceilings(shown: Snapshots) -> Snapshots:
    """Return states in which each award's ceiling moves with its money, as options do in life."""
    for state in shown:
        for award in state["awards"]:
            if "_AWD_" in award["id"]:
                total = sum(Decimal(row["amount"]) for row in award["transactions"])
                award["ceiling"] = award["exercised"] = str(total)
    return shown


@pytest.mark.parametrize(("short", "ceilings"), [(True, True), (False, False)])
async def test_the_captures_are_posted_with_both_values_and_the_words(
    sqlite_database: Database, short: bool, ceilings: bool
) -> None:
    made = [captures()[number] for number in EVENTFUL]
    shown = with_ceilings(states(made)) if ceilings else states(made)
    posts = await played_out(
        sqlite_database, shown, [moment(each) for each in made], SUPPLIER, short=short, explained=True
    )
    posts.assert_right()
    assert posts.corrections == len(TEXTS.languages)


async def test_skip_tracing_bought_by_a_modification_is_posted_in_its_words(
    sqlite_database: Database,
) -> None:
    """P00011 of the bridge order came as $7,372,680 for additional work on an order for something else."""
    if not WHOLE_HISTORY.is_file():
        pytest.skip("the rows are not at hand")
    with WHOLE_HISTORY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Agency"] == "ICE"]
    shown = [state for state in states_by_latency(rows, LATENCY) if state["date"] > "2025-09"]
    for state in shown:
        for award in state["awards"]:
            award["supplier"]["uei"] = "DR6MQ56MGFA5"
    days = [datetime.combine(date.fromisoformat(state["date"]), time(12), UTC) for state in shown]
    posts = await played_out(
        sqlite_database, with_ceilings(shown), days, SUPPLIER, short=True, explained=True
    )
    posts.assert_right()
    assert posts.money_about_words >= len(TEXTS.languages)


async def test_every_row_with_the_words_is_posted_in_them_and_a_busy_day_in_the_order_of_money(
    sqlite_database: Database,
) -> None:
    if not SKIP_TRACING_ROWS.is_file():
        pytest.skip("the rows are not at hand")
    with SKIP_TRACING_ROWS.open(encoding="utf-8", newline="") as file:
        shown = states_by_latency(list(csv.DictReader(file)), LATENCY)
    # As after two months without a connection: the orders of December come in one read.
    at_once = [state for state in shown if not "2025-12" <= state["date"] < "2025-12-20"]
    days = [datetime.combine(date.fromisoformat(state["date"]), time(12), UTC) for state in at_once]
    posts = await played_out(sqlite_database, at_once, days, KEYWORD, short=False, explained=False)
    posts.assert_right()
    assert posts.digests >= 1
