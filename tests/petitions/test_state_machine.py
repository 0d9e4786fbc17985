"""State machine test: rows, pending and published counts agree after any actions of members and
organisers.
"""

import asyncio
import shutil
import tempfile
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.audit import Audit
from bot.errors import UserError
from bot.petitions.counts.invalidations import (
    MAX_PREVIEWS,
    MIN_SIGNATURES,
    Criteria,
    Invalidations,
    InvalidationView,
)
from bot.petitions.counts.invariants import drifts
from bot.petitions.counts.ledger import faults_of, ledgers
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.versions import Amendments
from bot.petitions.privacy.access import AccessRequests
from bot.petitions.privacy.erasure import Erasure
from bot.settings import PublicationRule
from bot.storage import Database
from bot.texts import Texts
from tests.conftest import MovableClock
from tests.support.petition_desk import (
    PRIVACY,
    SERVER,
    Desk,
    open_desk,
)

pytestmark = [pytest.mark.storage, pytest.mark.full]

MEMBER = 812_345_678_901_234_567
RULE = PublicationRule(changes=3, every=timedelta(hours=1), latest=timedelta(hours=1))
MEMBERS = st.integers(0, 29)


@dataclass
class Standing:
    """The expected state of one member's signature."""

    state: str
    day: date
    version: int


class Petition(RuleBasedStateMachine):
    """One demand, thirty members and two organisers, on a database of their own."""

    url: str  # of the database copy; set by the test
    keys: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = MovableClock()
        self.standing: dict[int, Standing] = {}
        self.noted: list[Standing] = []  # counted by a preview: as of the last publication
        self.leaving = self.published = 0
        self.proposed: dict[int, InvalidationView] = {}
        self.looked: list[datetime] = []
        self.turn: tuple[datetime, int] | None = None  # the last publication with too few pending changes
        self.is_open = True

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        self.database = self.run(Database.connect(self.new_database()))
        self.keys = Path(tempfile.mkdtemp())
        self.run(self.open_services())
        self.demand = self.run(self.desk.open_demand())
        self.last = self.clock()

    def new_database(self) -> str:
        raise NotImplementedError

    async def open_services(self) -> None:
        self.desk: Desk = await open_desk(self.database, self.clock, self.keys, rule=RULE)
        audit = Audit(self.database, self.clock, self.desk.keys)
        self.amendments = Amendments(self.database, self.clock, Texts.load())
        self.invalidations = Invalidations(self.database, self.clock, self.desk.keys, audit)
        self.desk.publications = Publications(
            self.database, self.clock, self.desk.keys, RULE, self.invalidations
        )
        self.erasure = Erasure(
            self.database,
            signing=self.desk.signing,
            roster=self.desk.roster,
            audit=audit,
            requests=AccessRequests(self.database, self.clock, self.desk.keys),
            sleep=lambda _: asyncio.sleep(0.002),
        )

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.run(self.database.close())
            shutil.rmtree(self.keys)
        self.runner.close()

    @rule(first=MEMBERS, count=st.sampled_from([1, 2, 5, 15]))
    def sign(self, first: int, count: int) -> None:
        members = sorted({(first + number) % 30 for number in range(count)})
        for member in members:
            if not self.is_open:
                with pytest.raises(UserError):
                    self.run(self.desk.sign(self.demand, MEMBER + member))
                continue
            self.run(self.desk.sign(self.demand, MEMBER + member))
            today, version = self.clock().date(), self.demand.version
            held = self.standing.get(member)
            if held is None:
                self.standing[member] = Standing("pending", today, version)
            elif held.version < version:
                held.day, held.version = today, version

    @rule(member=MEMBERS, erased=st.booleans())
    def leave(self, member: int, erased: bool) -> None:
        leaving = (
            self.erasure.erase(MEMBER + member)
            if erased
            else self.desk.withdraw(self.demand, MEMBER + member)
        )
        self.run(leaving)
        held = self.standing.pop(member, None)
        self.leaving += held is not None and held.state == "published"

    @rule(hours=st.sampled_from([0.5, 1, 2, 24]))
    def time_passes(self, hours: float) -> None:
        self.clock.move(hours=hours)

    @rule()
    def tick(self) -> None:
        self.run(self.desk.publications.tick())
        now = self.clock()
        turn, enough = (self.last, (now - self.last) // RULE.every), self.waiting() >= 3
        looks = now - self.last >= RULE.every and turn != self.turn
        if looks and not enough:
            self.turn = turn
        for number, view in sorted(self.proposed.items()):
            if view.state == "confirmed" and view.runs_at is not None and view.runs_at <= now:
                struck = self.fitting(view.criteria)
                if len(struck) >= MIN_SIGNATURES:
                    self.proposed[number] = replace(view, state="ran")
                    self.overtake(number, view.criteria)
                    gone = [self.standing.pop(member) for member in struck]
                    self.published -= sum(held.state == "published" for held in gone)
                    self.noted = [held for held in self.noted if not fit(held, view.criteria)]
                    self.last = now
                    if self.waiting() >= 3:
                        self.expect_publication()
                    return
                self.proposed[number] = replace(view, state="cancelled")
        if enough and looks:
            self.expect_publication()

    @rule()
    def close(self) -> None:
        if not self.is_open:
            return
        self.run(self.desk.demands.close(SERVER, self.demand.id))
        self.is_open = False
        self.last = self.clock()
        if self.waiting() >= 3:
            self.expect_publication()

    @rule(contact=st.text("abc", min_size=1, max_size=3))
    def new_version(self, contact: str) -> None:
        privacy = replace(PRIVACY, contact=f"{contact}@example.org")
        self.run(self.desk.servers.update(SERVER, privacy=privacy))
        self.demand = self.run(self.desk.demands.get(SERVER, self.demand.id))

    @rule(body=st.text("abc", min_size=1, max_size=3))
    def new_text(self, body: str) -> None:
        before = self.demand
        texts = {"en": {**before.texts["en"], "body": body}}
        proposing = self.amendments.propose(SERVER, before.id, texts)
        if not self.is_open or body == before.texts["en"]["body"]:
            with pytest.raises(UserError):
                self.run(proposing)
            return
        token = self.run(proposing).token
        self.demand = self.run(self.amendments.confirm(SERVER, before.id, token))
        assert (self.demand.version, self.demand.texts["en"]["body"]) == (before.version + 1, body)
        with pytest.raises(UserError):  # a form opened before
            self.run(self.desk.sign(before, MEMBER + 99))

    @rule()
    def restart(self) -> None:
        self.turn = None
        self.run(self.open_services())

    @rule(days=st.integers(1, 3))
    def propose(self, days: int) -> None:
        yesterday = self.clock().date() - timedelta(days=1)
        criteria = Criteria(first=yesterday - timedelta(days=days), last=yesterday)
        fitting = sum(fit(held, criteria) for held in self.noted)
        proposing = self.invalidations.propose(SERVER, self.demand.id, "brigading", criteria, by=1)
        if fitting < MIN_SIGNATURES or self.looks(self.clock()) >= MAX_PREVIEWS:
            with pytest.raises(UserError):
                self.run(proposing)
            self.looked += [self.clock()] * (self.looks(self.clock()) < MAX_PREVIEWS)
            return
        view = self.run(proposing)
        self.looked.append(self.clock())
        assert view.previewed == fitting // 10 * 10
        self.proposed[view.id] = view

    @rule(confirmed=st.sampled_from([True, True, False]))
    def decide(self, confirmed: bool) -> None:
        for number, view in sorted(self.proposed.items()):
            if view.state == "proposed" or (view.state == "confirmed" and not confirmed):
                decide = self.invalidations.confirm if confirmed else self.invalidations.cancel
                self.proposed[number] = self.run(decide(SERVER, number, by=2))

    @rule(first=MEMBERS, leaves=MEMBERS)
    def brigade(self, first: int, leaves: int) -> None:
        """A sequence of steps that chance would seldom produce."""
        self.sign(first, 15)
        self.time_passes(24)
        self.tick()
        self.propose(1)
        self.leave(leaves, False)
        self.decide(True)

    @invariant()
    def rows_pending_and_published_agree(self) -> None:
        if hasattr(self, "demand"):
            self.run(self.compare())

    async def compare(self) -> None:
        states = sorted((await self.desk.states(self.demand)).values())
        expected = [held.state for held in self.standing.values()] + ["leaving"] * self.leaving
        assert states == sorted(expected), "one row for each who stands, and an anonymous one who leaves"
        history = await self.desk.publications.history(self.demand.id)
        assert (history[-1].count if history else 0) == self.published
        assert all(one.invalidated == 0 or one.reason == "invalidated" for one in history)
        for view in await self.invalidations.list(SERVER):
            expected_view = self.proposed[view.id]
            assert (view.state, view.overtaken_by) == (expected_view.state, expected_view.overtaken_by)
        async with self.database.read() as session:
            assert await drifts(session, self.desk.keys) == []
            assert faults_of((await ledgers(session)).get(self.demand.id, ())) == []

    def looks(self, now: datetime) -> int:
        return sum(look > now - timedelta(days=1) for look in self.looked)

    def waiting(self) -> int:
        """Return the number of people who surely wait: one who left and signs again is two changes."""
        return max(self.leaving, sum(held.state == "pending" for held in self.standing.values()))

    def fitting(self, criteria: Criteria) -> list[int]:
        return [member for member, held in self.standing.items() if fit(held, criteria)]

    def overtake(self, by: int, criteria: Criteria) -> None:
        """Overtake the proposals with common days, computed independently of the service."""
        first, last = criteria.first, criteria.last
        assert first is not None
        assert last is not None
        for number, view in self.proposed.items():
            days = (Standing("", first + timedelta(days=day), 0) for day in range((last - first).days + 1))
            same = any(fit(day, view.criteria) for day in days)
            if view.state in ("proposed", "confirmed") and same:
                self.proposed[number] = replace(view, state="overtaken", overtaken_by=by)

    def expect_publication(self) -> None:
        self.leaving = 0
        for held in self.standing.values():
            held.state = "published"
        self.noted = [replace(held) for held in self.standing.values()]
        self.published = len(self.standing)
        self.last = self.clock()


def fit(held: Standing, criteria: Criteria) -> bool:
    assert criteria.first is not None
    assert criteria.last is not None
    return criteria.first <= held.day <= criteria.last


def played(new_database: Any, *, examples: int, steps: int) -> None:
    machine = type("Petition", (Petition,), {"new_database": lambda self: new_database()})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=True
        ),
    )


def test_rows_and_ledger_agree_on_sqlite(migrated_file: Path, tmp_path: Path) -> None:
    def new_database() -> str:
        copied = tmp_path / f"{uuid.uuid4().hex}.db"
        shutil.copyfile(migrated_file, copied)
        return f"sqlite+aiosqlite:///{copied}"

    played(new_database, examples=12, steps=40)


@pytest.mark.long
def test_rows_and_ledger_agree_on_postgresql(new_postgres_url: Callable[[], str]) -> None:
    played(new_postgres_url, examples=3, steps=30)
