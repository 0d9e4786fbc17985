"""Helpers for the steps of the tour: move to a day, run the bot, act as a person, print the results."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import simcord
from sqlalchemy import func, select

from bot.demo.board import DemoBoard
from bot.demo.messages import MessageView
from bot.demo.narrator import Narrator, texts_of, write
from bot.demo.scenario import Day, Scenario
from bot.demo.scenery import Scenery
from bot.demo.site import RehearsalSite
from bot.demo.world import Reply, World
from bot.petitions.demands.service import DemandView
from bot.storage.models import Signature
from bot.texts import Translator


class Steps:
    """Base class of the tour. Its methods raise ``CheckFailed`` if an invariant of the bot does not hold."""

    def __init__(
        self,
        scenario: Scenario,
        world: World,
        scenery: Scenery,
        board: DemoBoard,
        narrator: Narrator,
        t: Translator,
        folder: Path,
    ) -> None:
        self._scenario = scenario
        self._world = world
        self._scenery = scenery
        self._site = scenery.site
        self._day = scenario.days[0]
        self._board = board
        self._narrator = narrator
        self._t = t
        self._folder = folder
        self._seen = 0  # posts that were printed
        self._names = {
            world.organiser.id: t("demo-organiser"),
            world.alice.id: t("demo-alice"),
            world.bob.id: t("demo-bob"),
        }

    def _turn_to(self, day: Day) -> None:
        """Move the sources and the clock to a day of the story, and print its headline."""
        self._day = day
        self._scenery.show(day)
        self._world.clock.move_to(max(self._world.clock(), day.at))
        self._narrator.headline(day.headline(self._t, self._world.clock()))

    async def _new_posts(self) -> list[MessageView]:
        """Run the bot's periodic work; print and return the new posts."""
        await self._world.tick()
        posts = (await self._world.posts())[self._seen :]
        self._seen += len(posts)
        for post in posts:
            self._narrator.post(post, self._world.news.name or "")
        return posts

    async def _record_moves(self, day: Day) -> None:
        """Check that the bot posts what the day's scenario expects, each once and with a link to the
        record."""
        posts = await self._new_posts()
        count = len(day.posts)
        if not count:
            self._narrator.check(not posts, "demo-check-quiet")
            return
        self._narrator.check(len(posts) == count, "demo-check-posts", count=count)
        linked = all(self._scenario.linked(everything(post)) for post in posts)
        self._narrator.check(linked, "demo-check-source-linked")
        for expected in day.posts:
            said = expected.said(self._t, self._scenario.currency)
            found = [post for post in posts if all(text in post.text for text in said)]
            self._narrator.check(len(found) == 1, "demo-check-post-says", said=", ".join(said))
        await self._nothing_twice()

    async def _nothing_twice(self) -> None:
        self._world.clock.move(hours=7)  # the watches of contracts are due again
        self._narrator.check(not await self._new_posts(), "demo-check-nothing-twice")

    async def _call(
        self, member: simcord.MemberActor, command: str, option: str = "", typed: str = "", **more: Any
    ) -> Reply:
        """Call a command; with an option, choose the first suggestion for the typed text."""
        if not option:
            self._narrator.calls(self._name(member), command, **more)
            return await self._world.slash(member, command, **more)
        self._narrator.calls(self._name(member), command, typed)
        _, value = (await self._world.suggestions(member, command, option, typed))[0]
        options: dict[str, Any] = {option: value}
        return await self._world.slash(member, command, **options)

    async def _press(self, member: simcord.MemberActor, on: MessageView | Reply, action: str) -> Reply:
        """Press a button, and print which."""
        card = on.card if isinstance(on, Reply) else on
        self._narrator.tell("demo-presses", name=self._name(member), button=card.button(action).label)
        return await self._world.press(member, card, action)

    async def _sign(
        self, member: simcord.MemberActor, demand: MessageView, *, show_form: bool = False
    ) -> Reply:
        opened = await self._press(member, demand, "sign-form")
        if show_form and opened.form is not None:
            self._narrator.form(opened.form, self._name(member))
        self._narrator.tell("demo-submits", name=self._name(member))
        answer = await self._world.submit(member, opened)
        self._show(answer, member)
        return answer

    async def _published(self, count: int) -> None:
        """Check that the next published count is ``count``."""
        await self._world.tick()
        self._narrator.check(await self._last_count() == count, "demo-check-published", count=count)
        self._show(await self._call(self._world.alice, "demands list"), self._world.alice)

    async def _unmoved(self, count: int, signed_by: str = "discord") -> None:
        holds = await self._last_count(signed_by) == count
        self._narrator.check(holds, "demo-check-not-shown", count=count)

    async def _signatures(self) -> int:
        async with self._world.app.database.read() as session:
            return (await session.execute(select(func.count()).select_from(Signature))).scalar_one()

    async def _demand_signed(self, signed_by: str) -> DemandView:
        """Return the demand that is signed in this way."""
        listed = await self._world.app.demands.list(self._world.server_id)
        (demand,) = [demand for demand in listed if demand.signed_by == signed_by]
        return demand

    async def _last_count(self, signed_by: str = "discord") -> int:
        demand = await self._demand_signed(signed_by)
        return demand.publication.count if demand.publication else 0

    def _written(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Write files to the folder and print their paths; return the contents read back, by name."""
        paths = write(files, self._folder, self._t)
        self._narrator.tell("demo-told-written", folder=str(self._folder))
        for path in paths:
            self._narrator.line(f"  {path}")
        return {path.name: path.read_bytes() for path in paths}

    def _named_in(self, files: Mapping[str, bytes]) -> bool:
        """True if any file contains the id or the name of a member of this server."""
        whole = "\n".join(map(texts_of, files.values()))
        people = (self._world.organiser, self._world.alice, self._world.bob)
        words = "|".join(re.escape(word) for one in people for word in (str(one.id), one.name))
        return re.search(rf"\b({words})\b", whole, re.IGNORECASE) is not None

    @property
    def _page(self) -> RehearsalSite:
        """The watched page. Raises ``LookupError`` if the scenario has none."""
        if self._site is None:
            raise LookupError(f"the story of {self._scenario.name} has no page")
        return self._site

    def _show(self, answer: Reply, member: simcord.MemberActor) -> None:
        for shown in answer.shown:
            self._narrator.answer(shown, self._name(member))

    def _name(self, member: simcord.MemberActor) -> str:
        return self._names[member.id]

    def _amount(self) -> str:
        """The amount of the contract that members look up."""
        return self._t.money(self._scenario.amount, self._scenario.currency)


def everything(post: MessageView) -> str:
    """Return the text and the addresses of the links."""
    return "\n".join([post.text, *(button.url or "" for button in post.buttons)])


def all_of(answer: Reply) -> str:
    return "\n".join(everything(message) for message in answer.shown)
