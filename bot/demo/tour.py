"""The whole story in the terminal. Every step is checked; the first that is not so ends the tour."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import simcord
from rich.console import Console
from sqlalchemy import func, select

from bot.app import StartError
from bot.demo.history import load_history
from bot.demo.shown import Shown
from bot.demo.simulation import WorldClock
from bot.demo.story import CAMPAIGN, fill_in_privacy, import_campaign, moment, open_demand
from bot.demo.teller import NotSo, Teller
from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import Answer, World
from bot.settings import PublicationRule
from bot.storage.tables import Signature
from bot.texts import Texts, Translator

# Two signatures at once, or one after a day: in earnest so small a batch would point at people.
_RULE = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(days=1), fewest=1)

_SOURCE = "https://www.usaspending.gov/award/"
_DOLLARS = "USD"

# What the record showed, and so what the bot must say.
_ORDER = "70CDCR26FR0000024"
_ORDERED = Decimal("4816782.50")
_ADDED, _ADDED_BY = Decimal("2306976.66"), "P00012"
_CORRECTED = Decimal("2295794.15")
_ADDED_LATER = Decimal("2686283.99")
_ORDER_ENDS = date(2026, 5, 14)
_BRIDGE_ENDS = date(2026, 9, 23)
_FACTS = 12


async def run(language: str, folder: Path, console: Console | None = None) -> int:
    """Play the story; 0 if every step did what it says, else 1. Raises ``StartError``."""
    t = Texts.load().of(language)
    with _writable(folder, t):  # said before the tour rather than at its end
        pass
    teller = Teller(console or Console(), t)
    teller.title(t("demo-tour-title"), t("demo-tour-intro"))
    try:
        states = load_history()
        async with (
            UsaspendingStandIn(states) as stand_in,
            World(
                language=language,
                usaspending_url=stand_in.url,
                publication=_RULE,
                clock=WorldClock(moment(states[0])),
            ) as world,
        ):
            await Tour(world, stand_in, teller, t, folder).play()
    except NotSo as error:
        teller.bad_end("demo-tour-broken", str(error))
    except StartError:
        raise
    except Exception as error:  # whatever it was, the tour did not do what it says
        teller.bad_end("demo-tour-failed", f"{type(error).__name__}: {error}")
    else:
        teller.good_end("demo-tour-done")
        return 0
    return 1


class Tour:
    """The steps, in order. Each continues where the one before it ended."""

    def __init__(
        self, world: World, stand_in: UsaspendingStandIn, teller: Teller, t: Translator, folder: Path
    ) -> None:
        self._world = world
        self._stand_in = stand_in
        self._teller = teller
        self._t = t
        self._folder = folder
        self._seen = 0  # posts that were told
        self._names = {
            world.organiser.id: t("demo-organiser"),
            world.alice.id: t("demo-alice"),
            world.bob.id: t("demo-bob"),
        }

    async def play(self) -> None:
        await self._set_up()
        await self._first_reading()
        demand = await self._demand_opens()
        await self._money_is_added()
        await self._members_sign(demand)
        await self._count_is_published(demand)
        await self._order_is_extended()
        await self._record_is_corrected()
        await self._nothing_to_say()
        await self._members_look_up()
        await self._organiser_exports()

    async def _set_up(self) -> None:
        self._teller.step("demo-step-set-up")
        lines = await import_campaign(self._world)
        if self._t.language != "en":
            self._teller.tell("demo-told-terminal")
        ran = f"tocsin import campaigns/{CAMPAIGN}"
        self._teller.lines(lines, self._t("demo-ran", name=self._t("demo-steward"), command=ran))
        app, server = self._world.app, self._world.server_id
        watches, demands = await app.watches.list(server), await app.demands.list(server, include_drafts=True)
        holds = bool(watches) and bool(demands) and await app.facts.count(server) >= _FACTS
        self._teller.check(holds, "demo-check-imported")
        act = await fill_in_privacy(self._world, self._t)
        self._teller.calls(self._name(self._world.organiser), act.command)
        self._show(act.answer, self._world.organiser)
        missing = (await app.servers.get(server)).privacy.missing()
        self._teller.check(not missing, "demo-check-privacy")

    async def _first_reading(self) -> None:
        day = self._turn_to(0)
        self._teller.step("demo-step-digest", day=day)
        posts = await self._new_posts()
        self._teller.check(len(posts) == 1, "demo-check-one-digest")
        said = posts[0].text
        holds = "USAspending" in said and self._t.day(day) in said
        self._teller.check(holds, "demo-check-digest-source")
        await self._nothing_twice()

    async def _demand_opens(self) -> Shown:
        self._teller.step("demo-step-demand")
        for act in await open_demand(self._world):
            self._teller.calls(self._name(self._world.organiser), act.command)
            self._show(act.answer, self._world.organiser)
        posts = await self._new_posts()
        holds = len(posts) == 1 and any(button.does("sign-form") for button in posts[0].buttons)
        self._teller.check(holds, "demo-check-demand-posted")
        return posts[0]

    async def _money_is_added(self) -> None:
        self._teller.step("demo-step-money", day=self._turn_to(1))
        said = await self._one_post()
        amount = self._money(_ADDED)
        holds = amount in said and _ADDED_BY in said
        self._teller.check(holds, "demo-check-money-said", amount=amount, number=_ADDED_BY)
        await self._nothing_twice()

    async def _members_sign(self, demand: Shown) -> None:
        self._teller.step("demo-step-signing")
        alice, bob = self._world.alice, self._world.bob
        answers = [await self._sign(alice, demand, show_form=True), await self._sign(bob, demand)]
        self._teller.tell("demo-told-signing-again")
        again = await self._sign(bob, demand)
        self._teller.check(all(answer.private for answer in (*answers, again)), "demo-check-private")
        holds = again.text == answers[1].text and await self._signatures() == len(answers)
        self._teller.check(holds, "demo-check-same-answer", count=len(answers))
        await self._unmoved(0)

    async def _count_is_published(self, demand: Shown) -> None:
        self._teller.step("demo-step-publication")
        await self._published(2)
        bob = self._world.bob
        self._teller.tell("demo-told-withdrawal")
        self._press(bob, demand, "withdraw")
        answer = await self._world.press(bob, demand, "withdraw")
        self._show(answer, bob)
        await self._world.tick()
        await self._unmoved(2)
        self._teller.tell("demo-told-next-day")
        self._world.clock.move(days=1)
        await self._published(1)

    async def _order_is_extended(self) -> None:
        self._teller.step("demo-step-extension", day=self._turn_to(2))
        said = await self._one_post()
        day = self._t.day(_ORDER_ENDS)
        self._teller.check(day in said, "demo-check-extension-said", day=day)
        await self._nothing_twice()

    async def _record_is_corrected(self) -> None:
        self._teller.step("demo-step-correction", day=self._turn_to(3))
        said = await self._one_post()
        old, new = self._money(_ADDED), self._money(_CORRECTED)
        self._teller.check(old in said and new in said, "demo-check-correction-said", old=old, new=new)
        amount, day = self._money(_ADDED_LATER), self._t.day(_BRIDGE_ENDS)
        self._teller.check(amount in said and day in said, "demo-check-more-said", amount=amount, day=day)
        await self._nothing_twice()

    async def _nothing_to_say(self) -> None:
        self._teller.step("demo-step-quiet", day=self._turn_to(4))
        self._teller.check(not await self._new_posts(), "demo-check-quiet")

    async def _members_look_up(self) -> None:
        self._teller.step("demo-step-facts")
        alice, bob = self._world.alice, self._world.bob
        self._show(await self._call(alice, "facts list"), alice)
        fact = await self._call(alice, "facts show", "fact", "365")
        self._show(fact, alice)
        states = [self._t(f"fact-state-{state}") for state in ("confirmed", "stated", "disputed")]
        holds = any(state in fact.text for state in states) and self._t.day(date(2026, 11, 24)) in fact.text
        self._teller.check(holds and _SOURCE in _all_of(fact), "demo-check-fact-sourced")
        contract = await self._call(bob, "contracts show", "contract", _ORDER)
        self._show(contract, bob)
        amount = self._money(_ORDERED)
        holds = amount in contract.text and _SOURCE in _all_of(contract)
        self._teller.check(holds, "demo-check-contract-said", amount=amount)

    async def _organiser_exports(self) -> None:
        self._teller.step("demo-step-export")
        organiser = self._world.organiser
        answer = await self._call(organiser, "organise export")
        self._show(answer, organiser)
        self._teller.check(bool(answer.files) and answer.private, "demo-check-export-private")
        paths = write(answer.files, self._folder, self._t)
        self._teller.tell("demo-told-written", folder=str(self._folder))
        for path in paths:
            self._teller.line(f"  {path}")
        written = {path.name: path.read_bytes() for path in paths}
        holds = counts_in(written) == {1}
        self._teller.check(holds, "demo-check-export-count", count=1)
        self._teller.check(not self._named_in(written), "demo-check-export-nobody")

    def _named_in(self, written: Mapping[str, bytes]) -> bool:
        """Whether any file holds the id or the name of a member."""
        everything = b"\n".join(written.values()).decode("utf-8", errors="replace")
        people = (self._world.organiser, self._world.alice, self._world.bob, self._world.owner)
        words = "|".join(re.escape(word) for one in people for word in (str(one.id), one.name))
        return re.search(rf"\b({words})\b", everything, re.IGNORECASE) is not None

    # The same in several steps.

    def _turn_to(self, step: int) -> date:
        """Let the record and the clock be at the day of a step."""
        self._stand_in.show(step)
        self._world.clock.move_to(moment(self._stand_in.states[step]))
        return self._world.clock().date()

    async def _new_posts(self) -> list[Shown]:
        """Let the bot do its work; what it posted is told."""
        await self._world.tick()
        posts = (await self._world.posts())[self._seen :]
        self._seen += len(posts)
        for post in posts:
            self._teller.post(post, self._world.news.name or "")
        return posts

    async def _one_post(self) -> str:
        """Let the bot do its work, which must be one post with a link to the record; what it says."""
        posts = await self._new_posts()
        self._teller.check(len(posts) == 1, "demo-check-one-post")
        self._teller.check(_SOURCE in _everything(posts[0]), "demo-check-source-linked")
        return posts[0].text

    async def _nothing_twice(self) -> None:
        self._world.clock.move(hours=7)  # the watch is due again
        self._teller.check(not await self._new_posts(), "demo-check-nothing-twice")

    async def _call(
        self, member: simcord.MemberActor, command: str, option: str = "", typed: str = ""
    ) -> Answer:
        """Call a command; with an option, choose the first that is offered for what is typed."""
        self._teller.calls(self._name(member), command, typed)
        if not option:
            return await self._world.slash(member, command)
        _, value = (await self._world.suggestions(member, command, option, typed))[0]
        options: dict[str, Any] = {option: value}
        return await self._world.slash(member, command, **options)

    async def _sign(self, member: simcord.MemberActor, demand: Shown, *, show_form: bool = False) -> Answer:
        self._press(member, demand, "sign-form")
        opened = await self._world.press(member, demand, "sign-form")
        if show_form and opened.form is not None:
            self._teller.form(opened.form, self._name(member))
        self._teller.tell("demo-submits", name=self._name(member))
        answer = await self._world.submit(member, opened)
        self._show(answer, member)
        return answer

    def _press(self, member: simcord.MemberActor, post: Shown, action: str) -> None:
        self._teller.tell("demo-presses", name=self._name(member), button=post.button(action).label)

    async def _published(self, count: int) -> None:
        """The next count that is published is ``count``."""
        await self._world.tick()
        self._teller.check(await self._last_count() == count, "demo-check-published", count=count)
        self._show(await self._call(self._world.alice, "demands list"), self._world.alice)

    async def _unmoved(self, count: int) -> None:
        self._teller.check(await self._last_count() == count, "demo-check-not-shown", count=count)

    async def _signatures(self) -> int:
        async with self._world.app.database.read() as session:
            return (await session.execute(select(func.count()).select_from(Signature))).scalar_one()

    async def _last_count(self) -> int:
        (demand,) = await self._world.app.demands.list(self._world.server_id)
        return demand.publication.count if demand.publication else 0

    def _show(self, answer: Answer, member: simcord.MemberActor) -> None:
        self._teller.answer(answer.text, self._name(member))

    def _name(self, member: simcord.MemberActor) -> str:
        return self._names[member.id]

    def _money(self, amount: Decimal) -> str:
        return self._t.money(amount, _DOLLARS)


def write(files: Mapping[str, bytes], folder: Path, t: Translator) -> list[Path]:
    """Write the export. Raises ``StartError`` where the folder cannot be written."""
    with _writable(folder, t):
        paths = [folder / name for name in sorted(files)]
        for path in paths:
            path.write_bytes(files[path.name])
    return paths


@contextmanager
def _writable(folder: Path, t: Translator) -> Iterator[None]:
    """A folder that is there, and the sentence for whatever keeps it from being written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StartError(t("demo-folder-unwritable", folder=str(folder), reason=reason)) from error


def counts_in(files: Mapping[str, bytes]) -> set[int]:
    """The last published count that each file names."""
    rows = list(csv.DictReader(io.StringIO(files["counts.csv"].decode("utf-8-sig"))))
    document = json.loads(files["tocsin.json"])
    (demand,) = document["demands"]
    return {int(rows[-1]["count"]), demand["publications"][-1]["count"]}


def _everything(post: Shown) -> str:
    """The text and the addresses of the links."""
    return "\n".join([post.text, *(button.url or "" for button in post.buttons)])


def _all_of(answer: Answer) -> str:
    return "\n".join(_everything(message) for message in answer.shown)
