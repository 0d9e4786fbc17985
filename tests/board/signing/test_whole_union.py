"""The signing page against the whole program: the board that it publishes and serves, and the two halves in
the process that the first act starts. From the code on a letter to a count that anyone recomputes."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import update

from bot.board.contents import BoardReader
from bot.board.publish import Publisher
from bot.board.serving.process import site_process
from bot.campaign.facts.glossary import Glossary
from bot.campaign.facts.service import Facts
from bot.contracts.queries.service import Contracts
from bot.exports.manifest import short_fingerprint
from bot.exports.verify import verify
from bot.keystore.keyring import Keys
from bot.page.box.receipts import KEY_NAME, Receipts
from bot.page.box.service import BoxService
from bot.page.registrar.cards import Cards
from bot.petitions.roster.roster_import import RosterImport
from bot.runtime.signing import signing_process
from bot.settings import Address, Settings
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Server
from bot.texts import Texts
from tests.board.signing.member import Member, opened
from tests.board.test_accessibility import RUN_AXE
from tests.conftest import MovableClock
from tests.support.page_desk import NUMBERS, PageDesk, open_page_desk
from tests.support.petition_desk import SERVER, TEXTS
from tests.support.processes import free_port

pytestmark = [pytest.mark.wire, pytest.mark.full]

T = TypeVar("T")


class WholeUnion:
    """A union whose board and signing page are served, with one open demand. The services run in a loop of
    their own thread: the browser's driver has this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.board = ""
        self.codes: dict[str, str] = {}
        self.desk: PageDesk
        self.demand: Any
        self._cards: Cards
        self._publisher: Publisher
        self._loop = asyncio.new_event_loop()
        self._thread = ThreadPoolExecutor(1)
        self._stack = AsyncExitStack()

    @property
    def code(self) -> str:
        return self.codes["N1"]

    @property
    def line(self) -> str:
        state = json.loads((self.folder / "site" / "cgt" / "sign" / "state.json").read_bytes())
        return short_fingerprint(state["signing_key"])

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run in the thread of the services."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def __enter__(self) -> "WholeUnion":
        self._thread.submit(self._loop.run_forever)
        self.do(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self.do(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.shutdown()
        self._loop.close()

    async def _open(self) -> None:
        site, address = self.folder / "site", Address("127.0.0.1", free_port())
        settings = Settings(
            database_url=f"sqlite+aiosqlite:///{self.folder / 't.db'}", key_dir=self.folder / "keys"
        )
        database = await Database.connect(settings.database_url)
        self._stack.push_async_callback(database.close)
        await upgrade(database)
        clock, texts = MovableClock(), Texts.load()
        keys = await Keys.open(settings.key_dir, database, clock)
        box = BoxService(database, Receipts(partial(keys.ensured, KEY_NAME)), clock)
        self.desk = await open_page_desk(database, clock, settings.key_dir, box=box)
        await self.desk.servers.ensure(SERVER, name="CGT", language="en")
        await self.desk.begin_round()
        async with database.write() as session:
            await session.execute(update(Server).values(board="cgt"))
        self._cards = Cards(database, clock, self.desk.keys)
        await self._cards.new_codes(SERVER, [f"N{number}" for number in range(12)], self.codes.update)
        self.demand = await self.desk.open_demand()
        await self.desk.ledgers.settle(self.demand.id)
        reader = BoardReader(
            database, texts, Contracts(database), Facts(database, clock), Glossary(database, clock)
        )
        self._publisher = Publisher(database, clock, texts, self.desk.keys, reader, address=f"{address.url}/")
        await self._publisher.publish(site)
        halves = await self._stack.enter_async_context(signing_process(settings))
        url = await self._stack.enter_async_context(site_process(site, address, halves))
        self.board = f"{url}/cgt"

    def publish(self) -> None:
        """Publish the count that is due, and the board."""

        async def both() -> None:
            await self.desk.publish()
            await self._publisher.publish(self.folder / "site")

        self.do(both())

    def replace_card(self, number: str) -> str:
        """Return a new code, which works at once: the services' clock is long before that of the halves."""
        return self.do(self._cards.replace(SERVER, number, reason="lost"))[0]

    def begin_round(self, *, without: str = "") -> None:
        """Begin the next round, and publish the board; ``without``: a number that is struck off before."""

        async def all_of_it() -> None:
            if without:
                roster = RosterImport(self.desk.database, self.desk.keys, SERVER, hand_out=lambda _: None)
                await roster.run([number for number in NUMBERS if number != without], replace=True)
            await self.desk.rounds.begin(SERVER, None)
            await self._publisher.publish(self.folder / "site")

        self.do(all_of_it())


@pytest.fixture
def union(tmp_path: Path) -> Iterator[WholeUnion]:
    with WholeUnion(tmp_path) as made:
        yield made


def reload(member: Member, union: WholeUnion) -> None:
    """Read the board anew, as on another day."""
    member.again(0)


def test_a_member_signs_from_a_code_and_anyone_recomputes_the_count(
    browser: Any, union: WholeUnion, tmp_path: Path
) -> None:
    with opened(browser, union, "en") as member:  # type: ignore[arg-type]
        member.begin()
        member.make_card(union.code)
        member.press("get")
        member.press("to-demands")
        member.open(0)
        assert member.status() == "status-none"
        assert member.page.locator("#step h2").inner_text() == TEXTS["en"]["title"]
        member.sign()
        assert member.told() == "signed"
        union.do(union.desk.sign(union.demand, 12))
        for _ in range(4):  # what is kept back by chance goes out with one of the next
            union.publish()
            union.do(union.desk.sign(union.demand, 6))
        union.do(union.desk.close(union.demand))
        union.publish()
        reload(member, union)
        assert member.status() == "status-counted"
        member.press("withdraw")
        assert member.status() == "withdrawn"
        saved = tmp_path / "tocsin-tokens.json"
        saved.write_text(member.download("save-tokens"))
        assert member.complaints == []
    folder = (union.folder / "site").resolve() / "cgt"
    found = verify(folder, receipt=saved)
    assert found.good
    assert "board-check-receipt" in [each.id for each in found.holds]
    assert found.faults == []
    entries = union.do(union.desk.entries(union.demand))
    assert entries[-1].count == 1 + 12 + 4 * 6
    rows = sorted((folder / "ledger" / union.demand.slug).glob("rows-*.jsonl"))
    whole = rows[-1].read_bytes()
    rows[-1].write_bytes(whole.replace(b'"turn":1', b'"turn":2', 1))
    assert not verify(folder).good
    rows[-1].write_bytes(whole)
    assert verify(folder).good


def test_a_replaced_card_has_another_that_gets_the_tokens_of_the_next_round(
    browser: Any, union: WholeUnion, tmp_path: Path
) -> None:
    with opened(browser, union) as member:  # type: ignore[arg-type]
        card = member.with_tokens()
        kept = set(member.page.evaluate("Object.keys(tokens)"))
        member.open(0)
        member.sign()
        member.page.go_back()
        member.page.go_back()
        saved = tmp_path / "tocsin-tokens.json"
        saved.write_text(member.download("save-tokens"))
        code = union.replace_card("N1")
        member.press("look-code")
        assert member.page.locator("#warning").is_visible()
    union.begin_round()
    with opened(browser, union) as member:  # type: ignore[arg-type]
        member.begin()
        member.make_card(code)
        member.press("get")
        assert member.told() == "error-issued-already"
        assert member.page.locator("#step h2").inner_text() == member.texts["tokens-title"]
        got = set(member.page.evaluate("Object.keys(tokens)"))
        assert (len(got), got & kept) == (6, set())
    with opened(browser, union) as member:  # type: ignore[arg-type]
        member.begin()
        member.enter_card(card.text)
        member.press("get")
        assert member.told() == "error-card-unknown"
    with opened(browser, union) as member:  # type: ignore[arg-type]
        member.begin()
        member.choose_file(saved)
        member.open(0)
        member.press("withdraw")
        assert member.told() == "withdrawn"


def test_a_member_who_was_struck_off_has_the_tokens_of_the_round_before_to_withdraw_with(
    browser: Any, union: WholeUnion
) -> None:
    with opened(browser, union) as member:  # type: ignore[arg-type]
        card = member.with_tokens()
        member.open(0)
        member.sign()
    union.begin_round(without="N1")
    with opened(browser, union) as member:  # type: ignore[arg-type]
        member.begin()
        member.enter_card(card.text)
        member.press("get")
        assert not member.page.locator("#told p").count()
        assert member.page.locator("#step h2").inner_text() == member.texts["tokens-title"]
        member.press("to-demands")
        member.open(0)
        member.press("withdraw")
        assert member.told() == "withdrawn-newest"  # nothing is published: this page knew of no earlier one


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("fr", "light")])
def test_the_published_page_has_no_violation(
    browser: Any, union: WholeUnion, tools: Path, language: str, scheme: str
) -> None:
    how = {"color_scheme": scheme, "bypass_csp": True}
    with opened(browser, union, language, **how) as member:  # type: ignore[arg-type]
        for step in ("before", "begun"):
            if step == "begun":
                member.begin()
            member.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            member.page.evaluate((tools / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
            assert member.page.evaluate(RUN_AXE) == [], step
