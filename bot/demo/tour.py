"""The whole story in the terminal. Every step is checked; the first failed check ends the tour."""

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import simcord
from rich.console import Console

from bot.board.automatic import AutomaticPublishing
from bot.board.signing_data import STATE
from bot.board.verify import SENTENCES, Verification
from bot.campaign import Campaign
from bot.campaign.facts.checks import MAX_FACTS
from bot.demo.board import ISSUED, PLACES, SIGNERS, PageMember, PageUnion, asked_over_http, demo_board
from bot.demo.board import NAME as BOARD
from bot.demo.messages import MessageView
from bot.demo.narrator import (
    PNG,
    CheckFailed,
    Narrator,
    counts_in,
    metadata,
    open_bundle,
    plain_bytes,
    sums_hold,
    writable,
)
from bot.demo.scenario import Day, Kind, Scenario
from bot.demo.scenery import Scenery
from bot.demo.simulation import WorldClock
from bot.demo.site import PATH, RehearsalSite, wording
from bot.demo.steps import Steps, all_of, everything
from bot.demo.story import (
    GOAL,
    describe_watch,
    fill_in_privacy,
    import_campaign,
    name_site,
    open_demand,
    open_organisers_channel,
    open_page_demand,
    save_watch,
    set_goal,
    want_purchase_news,
    watch_docket,
    watch_notices,
)
from bot.demo.world import World
from bot.errors import StartError
from bot.exports.verify import verify
from bot.petitions.page.ledgers import KEPT_BACK
from bot.settings import PublicationRule
from bot.texts import Texts
from bot.ui.demands.lines import count_line

# Publish two signatures at once, or one after a day: in a real server such small batches would reveal people.
_RULE = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(days=1), fewest=1)

_PICTURE, _IN_WORDS = "contracts.png", "contracts.txt"
_EVIDENCE = "evidence.zip"
_NEWEST = 3  # entries of the board's feed that are printed


async def run(scenario: Scenario, language: str, folder: Path, console: Console | None = None) -> int:
    """Play the story; return 0 if every check holds, else 1. Raises ``StartError``."""
    t = Texts.load().of(language)
    with writable(folder, t):  # fail before the tour rather than at its end
        pass
    narrator = Narrator(console or Console(), t)
    source = t(f"source-name-{scenario.source}")
    narrator.title(t("demo-tour-title"), t("demo-tour-intro", source=source))
    if scenario.about is not None:
        narrator.said(wording(scenario.about, t))
    try:
        async with AsyncExitStack() as stack:
            scenery = await stack.enter_async_context(Scenery(scenario, t))
            board = await stack.enter_async_context(demo_board())
            world = World(
                language=language,
                source_urls=scenery.urls,
                publication=_RULE,
                clock=WorldClock(scenario.days[0].at),
            )
            board.tell(world)
            await stack.enter_async_context(world)
            await Tour(scenario, world, scenery, board, narrator, t, folder).play()
    except CheckFailed as error:
        narrator.bad_end("demo-tour-broken", str(error))
    except StartError:
        raise
    except Exception as error:  # any other error is a failure of the tour
        narrator.bad_end("demo-tour-failed", f"{type(error).__name__}: {error}")
    else:
        narrator.good_end("demo-tour-done")
        return 0
    return 1


class Tour(Steps):
    """The steps, in order. Each continues from the state after the one before."""

    _organisers: simcord.ChannelHandle
    _demand: MessageView  # the announcement
    _publishing: AutomaticPublishing  # of the board
    _union: PageUnion  # with its members who sign on the page
    _code: str  # Alice's, for the page
    _row: Mapping[str, Any]  # of hers

    async def play(self) -> None:
        days: Mapping[Kind, Callable[[Day], Awaitable[None]]] = {
            "digest": self._first_reading,
            "record": self._record_moves,
            "people": self._only_people_act,
            "page-changed": self._one_look,
            "page-shortened": self._paragraph_goes,
            "page-missing": self._one_look,
            "page-gone": self._page_is_taken_down,
            "docket-changed": self._one_look,
            "docket-decided": self._protests_are_decided,
        }
        acts = {
            "demand": self._demand_opens,
            "signing": self._members_sign,
            "round": self._round_begins,
            "page": self._members_sign_on_page,
            "fact": self._facts_are_checked,
            "facts": self._facts_are_loaded,
            "purchases": self._purchase_news_are_wanted,
            "dockets": self._dockets_are_watched,
            "notices": self._notices_are_watched,
        }
        await self._set_up()
        for day in self._scenario.days:
            self._turn_to(day)
            await days[day.kind](day)
            for act in day.then:
                await acts[act]()
        await self._members_look_up()
        if self._site is not None:
            await self._member_looks_back(self._site)
        await self._member_sees_money()
        await self._organiser_exports()
        await self._organiser_takes_evidence()
        await self._demand_is_delivered()
        await self._page_demand_closes()
        await self._public_reads()
        await self._anyone_counts()

    async def _set_up(self) -> None:
        self._narrator.step("demo-step-set-up")
        campaign = self._scenario.first_campaign
        await self._import(campaign)
        app, server = self._world.app, self._world.server_id
        watches, demands = await app.watches.list(server), await app.demands.list(server, include_drafts=True)
        facts = await app.facts.count(server)
        holds = bool(watches) and bool(demands) and facts == len(campaign.facts)
        self._narrator.check(holds, "demo-check-imported", count=facts)
        self._organisers = await open_organisers_channel(self._world, self._t)
        act = await fill_in_privacy(self._world, self._t)
        self._narrator.calls(self._name(self._world.organiser), act.command)
        self._show(act.answer, self._world.organiser)
        missing = (await app.servers.get(server)).privacy.missing()
        self._narrator.check(not missing, "demo-check-privacy")
        self._publishing = await self._board.publish(self._world)

    async def _import(self, campaign: Campaign) -> None:
        """Load the campaign, and print what that changed."""
        lines = await import_campaign(self._world, campaign)
        ran = f"tocsin import campaigns/{self._scenario.file}"
        told = [line.written(self._t.language) for line in lines]
        self._narrator.lines(told, self._t("demo-ran", name=self._t("demo-steward"), command=ran))

    async def _facts_are_loaded(self) -> None:
        self._narrator.step("demo-step-campaign-facts")
        await self._import(self._scenario.campaign)
        count = await self._world.app.facts.count(self._world.server_id)
        holds = count == len(self._scenario.campaign.facts) > 0
        self._narrator.check(holds, "demo-check-facts-loaded", count=count)

    async def _first_reading(self, day: Day) -> None:
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-one-digest")
        said = posts[0].text
        source = self._t(f"source-name-{self._scenario.source}")
        holds = source in said and self._t.day(day.at.date()) in said
        self._narrator.check(holds, "demo-check-digest-source")
        await self._nothing_twice()
        if self._site is not None:
            await self._page_is_watched(self._site)

    async def _page_is_watched(self, site: RehearsalSite) -> None:
        self._narrator.step("demo-step-page-watch")
        self._narrator.said(site.about)
        organiser, watches = self._world.organiser, self._world.app.watches
        before = len(await watches.list(self._world.server_id))
        form, found = await describe_watch(self._world, site.watch_name, site.address)
        self._narrator.calls(self._name(organiser), "organise watch add", source="page")
        if form.form is not None:
            self._narrator.form(form.form, self._name(organiser))
        self._narrator.tell("demo-fills-in", name=self._name(organiser), address=site.address)
        self._show(found, organiser)
        unsaved = len(await watches.list(self._world.server_id)) == before
        button = found.card.button("watch-save").label
        self._narrator.tell("demo-presses", name=self._name(organiser), button=button)
        self._show(await save_watch(self._world, found), organiser)
        named = await name_site(self._world, site.host, site.name)
        self._narrator.calls(self._name(organiser), named.command, party=site.host, short=site.name)
        self._show(named.answer, organiser)
        saved = len(await watches.list(self._world.server_id)) == before + 1
        self._narrator.check(unsaved and saved and found.private, "demo-check-watch-saved")
        posts = await self._new_posts()
        holds = len(posts) == 1 and site.paragraph_that_goes not in posts[0].text
        self._narrator.check(holds, "demo-check-page-digest")

    async def _demand_opens(self) -> None:
        self._narrator.step("demo-step-demand")
        for act in await open_demand(self._world):
            self._narrator.calls(self._name(self._world.organiser), act.command)
            self._show(act.answer, self._world.organiser)
        posts = await self._new_posts()
        holds = len(posts) == 1 and any(button.does("sign-form") for button in posts[0].buttons)
        self._narrator.check(holds, "demo-check-demand-posted")
        self._demand = posts[0]
        await self._goal_is_set()

    async def _goal_is_set(self) -> None:
        self._narrator.step("demo-step-goal")
        act = await set_goal(self._world)
        self._narrator.calls(self._name(self._world.organiser), act.command, goal=GOAL)
        self._show(act.answer, self._world.organiser)
        shown = await self._demand_card()
        goal = self._t("demand-goal", percent=0, goal=GOAL)
        self._narrator.check(not await self._new_posts() and goal in shown.text, "demo-check-goal-set")

    async def _demand_card(self) -> MessageView:
        """Return the demand's current card in the channel, after the bot's periodic work."""
        await self._world.tick()
        cards = [post for post in await self._world.posts() if any(b.does("withdraw") for b in post.buttons)]
        return cards[-1]

    async def _members_sign(self) -> None:
        self._narrator.step("demo-step-signing")
        demand = self._demand
        alice, bob = self._world.alice, self._world.bob
        answers = [await self._sign(alice, demand, show_form=True), await self._sign(bob, demand)]
        self._narrator.tell("demo-told-signing-again")
        again = await self._sign(bob, demand)
        self._narrator.check(all(answer.private for answer in (*answers, again)), "demo-check-private")
        holds = again.text == answers[1].text and await self._signatures() == len(answers)
        self._narrator.check(holds, "demo-check-same-answer", count=len(answers))
        await self._unmoved(0)
        await self._count_is_published(demand)

    async def _count_is_published(self, demand: MessageView) -> None:
        self._narrator.step("demo-step-publication")
        await self._published(GOAL)
        reached = self._t("post-demand-percent", percent=100, goal=GOAL)
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1 and reached in posts[0].text, "demo-check-milestone")
        self._narrator.tell("demo-told-withdrawal")
        self._show(await self._press(self._world.bob, demand, "withdraw"), self._world.bob)
        await self._world.tick()
        await self._unmoved(2)
        self._narrator.tell("demo-told-next-day")
        self._world.clock.move(days=1)
        await self._published(1)
        self._narrator.check(bool((await self._demand_card()).pictures), "demo-check-card-picture")

    async def _round_begins(self) -> None:
        self._narrator.step("demo-step-round")
        self._union = self._board.union(self._world)
        self._code = await self._union.hand_out_codes()
        self._narrator.tell("demo-told-codes", count=PLACES)
        rounds, server = self._world.app.rounds, self._world.server_id
        await rounds.begin(server, self._world.organiser.id)
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-round-begun")
        await self._publishing.tick()
        count = await self._union.issue(ISSUED)
        self._world.clock.move(days=1)
        status = await rounds.status(server)
        holds = status is not None and status.places == PLACES and count <= status.issued < count + 10
        self._narrator.check(holds, "demo-check-issued", count=count)

    async def _members_sign_on_page(self) -> None:
        self._narrator.step("demo-step-page-demand")
        for act in await open_page_demand(self._world, self._union):
            self._narrator.calls(self._name(self._world.organiser), act.command)
            self._show(act.answer, self._world.organiser)
        posts = await self._new_posts()
        page = self._board.signing_page(self._t.language)
        holds = len(posts) == 1 and page in everything(posts[0])
        holds = holds and not any(button.does("sign-form") for button in posts[0].buttons)
        self._narrator.check(holds, "demo-check-page-demand-posted")
        await self._publishing.tick()
        self._narrator.step("demo-step-page-signing")
        count = 1 + await self._union.sign(SIGNERS)
        self._row = await self._alice_signs_on_page()
        self._narrator.tell("demo-told-page-signed", url=page)
        await self._unmoved(0, "page")
        count -= KEPT_BACK
        posts = await self._new_posts()
        card = (await self._world.posts())[-1]
        holds = not posts and await self._last_count("page") == count and page in everything(card)
        demand = await self._demand_signed("page")
        holds = holds and count_line(demand, self._t).replace("**", "") in card.text
        self._narrator.check(holds, "demo-check-page-count", count=count)

    async def _alice_signs_on_page(self) -> Mapping[str, Any]:
        """Do what her browser does, over HTTP; return her row."""
        async with aiohttp.ClientSession(raise_for_status=False) as session:
            async with session.get(f"{self._board.address}/{BOARD}/{STATE}") as answer:
                state = await answer.json()
            alice = PageMember(self._code, asked_over_http(session, state["registrar"]))
            await alice.get_tokens(state)
            (demand,) = state["demands"]
            return await alice.sign(demand)

    async def _page_demand_closes(self) -> None:
        self._narrator.step("demo-step-page-closing")
        organiser, demand = self._world.organiser, await self._demand_signed("page")
        title = self._t.pick(demand.texts)["title"]
        closing = await self._call(organiser, "organise demand close", "demand", title)
        await self._press(organiser, closing, "demand-close")
        await self._world.tick()
        self._narrator.tell("demo-told-next-week")
        self._world.clock.move(days=7)
        posts = await self._new_posts()
        count, all_of_them = await self._last_count("page"), SIGNERS + 1
        holds = bool(posts) and title in posts[-1].text and count == all_of_them
        self._narrator.check(holds, "demo-check-page-closed", count=count)

    async def _one_look(self, _: Day) -> None:
        self._narrator.check(not await self._new_posts(), "demo-check-page-one-look")

    async def _paragraph_goes(self, _: Day) -> None:
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-posts", count=1)
        site = self._page
        goes, stays = site.paragraph_that_goes, site.paragraphs_that_stay
        holds = goes in posts[0].text and not any(stayed in posts[0].text for stayed in stays)
        self._narrator.check(holds, "demo-check-page-lines")
        self._narrator.check(site.address in everything(posts[0]), "demo-check-page-linked")
        await self._nothing_twice()

    async def _page_is_taken_down(self, _: Day) -> None:
        posts = await self._new_posts()
        what = self._t("headline-page-removed")
        headline = self._t("headline", who="" if self._site is None else self._site.name, what=what)
        self._narrator.check(len(posts) == 1 and headline in posts[0].text, "demo-check-page-gone")
        await self._nothing_twice()

    async def _only_people_act(self, _: Day) -> None:
        self._narrator.check(not await self._new_posts(), "demo-check-nothing-new")

    async def _purchase_news_are_wanted(self) -> None:
        self._narrator.step("demo-step-purchases")
        act = await want_purchase_news(self._world)
        self._narrator.calls(self._name(self._world.organiser), act.command, purchases=True)
        settings = await self._world.app.servers.get(self._world.server_id)
        self._narrator.check(settings.purchase_news, "demo-check-purchases")

    async def _notices_are_watched(self) -> None:
        self._narrator.step("demo-step-notices")
        if self._scenario.notices is None:
            raise LookupError(f"the story of {self._scenario.name} has no notices")
        self._narrator.said(wording(self._scenario.notices.about, self._t))
        organiser = self._world.organiser
        self._narrator.calls(self._name(organiser), "organise watch add", source="sam")
        self._show(await watch_notices(self._world, self._scenario.notices), organiser)
        posts = await self._new_posts()
        self._world.clock.move(hours=7)  # a watch is read only after the source's first days
        posts += await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-notices")

    async def _dockets_are_watched(self) -> None:
        self._narrator.step("demo-step-dockets")
        protests, server = self._scenario.protests, self._scenery.dockets
        if protests is None or server is None:
            raise LookupError(f"the story of {self._scenario.name} has no protests")
        self._narrator.said(wording(protests.about, self._t))
        organiser, dockets = self._world.organiser, self._day.dockets
        for docket in dockets:
            self._narrator.calls(self._name(organiser), "organise watch add", source="page")
            self._show(await watch_docket(self._world, server, docket, protests.name), organiser)
        posts = await self._new_posts()
        told = "\n".join(post.text for post in posts)
        holds = len(posts) == len(dockets) and all(docket.file in told for docket in dockets)
        self._narrator.check(holds, "demo-check-dockets", count=len(dockets))

    async def _protests_are_decided(self, day: Day) -> None:
        posts, dockets = await self._new_posts(), day.dockets
        told = {docket: [post for post in posts if docket.file in post.text] for docket in dockets}
        holds = all(len(found) == 1 and docket.outcome in found[0].text for docket, found in told.items())
        holds = holds and len(posts) == len(dockets)
        self._narrator.check(holds, "demo-check-protests-decided", count=len(dockets))
        await self._nothing_twice()

    async def _facts_are_checked(self) -> None:
        self._narrator.step("demo-step-fact-check")
        organiser = self._world.organiser
        facts = (await self._world.app.facts.page(self._world.server_id, limit=MAX_FACTS)).items
        marked = [fact for fact in facts if fact.changed_on is not None]
        shown = await self._call(self._world.alice, "facts show", "fact", marked[0].slug)
        self._show(shown, self._world.alice)
        mark = self._t("fact-changed", date=marked[0].changed_on)
        questions = (await self._world.posts(self._organisers))[-len(marked) :]
        for question in questions:
            self._narrator.post(question, self._organisers.name or "")
        holds = mark in shown.text and all(self._scenario.linked(everything(one)) for one in questions)
        self._narrator.check(holds, "demo-check-fact-marked")
        for question in questions:
            self._show(await self._press(organiser, question, "fact-check"), organiser)
        shown = await self._call(self._world.alice, "facts show", "fact", marked[0].slug)
        self._narrator.check(mark not in shown.text, "demo-check-fact-checked")

    async def _members_look_up(self) -> None:
        self._narrator.step("demo-step-facts")
        alice, bob = self._world.alice, self._world.bob
        self._show(await self._call(alice, "facts list"), alice)
        fact = await self._call(alice, "facts show", "fact", self._scenario.fact)
        self._show(fact, alice)
        states = [self._t(f"fact-state-{state}") for state in ("confirmed", "stated", "disputed")]
        checked = {self._t.day(planned.checked) for planned in self._scenario.campaign.facts}
        holds = any(state in fact.text for state in states) and any(day in fact.text for day in checked)
        self._narrator.check(holds and self._scenario.linked(all_of(fact)), "demo-check-fact-sourced")
        contract = await self._call(bob, "contracts show", "contract", self._scenario.contract)
        self._show(contract, bob)
        holds = self._amount() in contract.text and self._scenario.linked(all_of(contract))
        self._narrator.check(holds, "demo-check-contract-said", amount=self._amount())
        if self._scenario.holders:
            await self._members_see_who_else()

    async def _members_see_who_else(self) -> None:
        bob, count = self._world.bob, self._scenario.holders
        contract = await self._call(bob, "contracts show", "contract", self._scenario.contract)
        told = await self._press(bob, contract, "contract-story")
        self._show(told, bob)
        listed = all_of(told).count("/award/")
        self._narrator.check(listed >= count, "demo-check-purchase", count=count)

    async def _member_looks_back(self, site: RehearsalSite) -> None:
        self._narrator.step("demo-step-first-seen")
        bob = self._world.bob
        page = await self._call(bob, "contracts show", "contract", site.host + PATH)
        self._show(page, bob)
        text = await self._press(bob, page, "text")
        self._show(text, bob)
        stays = site.paragraphs_that_stay
        holds = all(paragraph in text.text for paragraph in stays)
        self._narrator.check(holds and site.paragraph_that_goes not in text.text, "demo-check-last-text")
        seen = await self._press(bob, page, "first-seen")
        self._show(seen, bob)
        kept = b"\n".join(map(plain_bytes, seen.files.values())).decode("utf-8", errors="replace")
        self._narrator.check(site.paragraph_that_goes in kept, "demo-check-first-seen")

    async def _member_sees_money(self) -> None:
        self._narrator.step("demo-step-chart")
        alice = self._world.alice
        shown = await self._call(alice, "contracts chart")
        words = "\n".join(shown.card.pictures)
        self._show(shown, alice)
        self._narrator.tell("demo-told-picture")
        self._narrator.line(words)
        holds = self._scenario.contract in words and self._amount() in words
        self._narrator.check(holds, "demo-check-picture-said", amount=self._amount())
        written = self._written({_PICTURE: shown.files[_PICTURE], _IN_WORDS: f"{words}\n".encode()})
        self._narrator.check(written[_PICTURE].startswith(PNG), "demo-check-picture")

    async def _organiser_exports(self) -> None:
        self._narrator.step("demo-step-export")
        organiser = self._world.organiser
        answer = await self._call(organiser, "organise export")
        self._show(answer, organiser)
        self._narrator.check(bool(answer.files) and answer.private, "demo-check-export-private")
        written = self._written(answer.files)
        (archive,) = [name for name in written if name.endswith(".zip")]
        contents = open_bundle(written[archive])
        slug = (await self._demand_signed("discord")).slug
        self._narrator.check(counts_in(contents, slug) == {1}, "demo-check-export-count", count=1)
        self._narrator.check(verify(self._folder / archive).good, "demo-check-export-verified")
        self._narrator.check(not self._named_in({**contents, **written}), "demo-check-export-nobody")

    async def _organiser_takes_evidence(self) -> None:
        self._narrator.step("demo-step-evidence")
        organiser = self._world.organiser
        answer = await self._call(organiser, "organise export", what="evidence")
        self._show(answer, organiser)
        self._narrator.check(
            list(answer.files) == [_EVIDENCE] and answer.private, "demo-check-export-private"
        )
        bundle = self._written(answer.files)[_EVIDENCE]
        self._narrator.check(sums_hold(bundle), "demo-check-evidence-sums")
        contents = open_bundle(bundle)
        kept = b"\n".join(body for name, body in contents.items() if name.startswith("snapshots/"))
        self._narrator.check(self._scenario.contract.encode() in kept, "demo-check-evidence-contract")
        if self._site is not None:
            holds = self._site.paragraph_that_goes.encode() in kept and b"HTTP/1.1 404" in kept
            self._narrator.check(holds, "demo-check-evidence-page")
        self._narrator.check(not self._named_in(contents), "demo-check-export-nobody")

    async def _demand_is_delivered(self) -> None:
        self._narrator.step("demo-step-delivery")
        organiser = self._world.organiser
        demanded = self._t.pick((await self._demand_signed("discord")).texts)["title"]
        closing = await self._call(organiser, "organise demand close", "demand", demanded)
        await self._press(organiser, closing, "demand-close")
        form = await self._call(organiser, "organise demand deliver", "demand", demanded)
        if form.form is not None:
            self._narrator.form(form.form, self._name(organiser))
        to = self._t("demo-delivered-to")
        day = self._world.clock().date()
        values = {"to": to, "day": day.isoformat(), "note": "", "sure": True}
        await self._world.submit(organiser, form, values)
        posts = await self._new_posts()
        count = await self._last_count()
        line = self._t("demand-delivered", day=day, to=to, count=count).replace("**", "")
        holds = len(posts) == 2 and line in posts[1].text
        self._narrator.check(holds, "demo-check-delivered", count=count)

    async def _public_reads(self) -> None:
        self._narrator.step("demo-step-board")
        await self._publishing.tick()
        files = self._board.files()
        base, count = f"{BOARD}/{self._t.language}/", await self._last_count()
        slug = (await self._demand_signed("discord")).slug
        self._narrator.tell("demo-told-board")
        items = json.loads(files[f"{base}feed.json"])["items"]
        newest = dict.fromkeys(item["title"] for item in items)  # each once
        self._narrator.lines([*newest][:_NEWEST], f"{base}index.html")
        checked = Verification()
        checked.ledger(files[f"{BOARD}/ledger/{slug}.json"])
        listed = json.loads(files[f"{BOARD}/data/board.json"])["demands"]
        (demand,) = [demand for demand in listed if demand["demand"] == slug]
        holds = not checked.faults and demand["publications"][-1]["count"] == count
        self._narrator.check(holds, "demo-check-board-count", count=count)
        pages = [page.decode() for path, page in files.items() if path.startswith(f"{base}contracts/")]
        said = (self._amount(), self._scenario.contract)
        holds = any(self._scenario.linked(page) and all(one in page for one in said) for page in pages)
        self._narrator.check(holds, "demo-check-board-contract", amount=self._amount())
        written = {path: metadata(content) for path, content in files.items()}
        self._narrator.check(not self._named_in(written), "demo-check-export-nobody")

    async def _anyone_counts(self) -> None:
        """Check a copy of the board with the program that it hands out, as a stranger does, and again after
        one byte of a row was changed."""
        self._narrator.step("demo-step-page-count")
        slug, key = (await self._demand_signed("page")).slug, self._row["key"]
        with TemporaryDirectory(prefix="tocsin-") as folder:
            copied = Path(folder) / BOARD
            await asyncio.to_thread(shutil.copytree, self._board.content, copied)
            ledger = copied / "ledger" / f"{slug}.json"
            status, _ = await self._verified(copied, ledger, key)
            self._narrator.check(status == 0, "demo-check-page-verified")
            file, line = await asyncio.to_thread(change_byte, ledger.with_suffix(""), key)
            self._narrator.tell("demo-told-page-changed", file=file)
            status, told = await self._verified(copied, ledger, key)
            named = SENTENCES[self._t.language]["row-signature"].format(name=file, row=line)
            self._narrator.check(status == 1 and named in told, "demo-check-page-changed", line=line)

    async def _verified(self, board: Path, ledger: Path, key: str) -> tuple[int, str]:
        """Run a board's verify.py on a ledger and the key of an own row; print and return what it says."""
        given = (str(board / "verify.py"), str(ledger), f"--row={key}", "--lang", self._t.language)
        ran = await asyncio.create_subprocess_exec(sys.executable, *given, stdout=asyncio.subprocess.PIPE)
        told = (await ran.communicate())[0].decode()
        name = f"python3 verify.py ledger/{ledger.name} --row={key[:8]}…"
        self._narrator.lines(
            told.splitlines(), self._t("demo-ran", name=self._t("demo-anyone"), command=name)
        )
        return ran.returncode or 0, told


def change_byte(folder: Path, key: str) -> tuple[str, int]:
    """Change one byte of the signature in the row of a key; return the name of its file and the line."""
    for file in folder.glob("rows-*.jsonl"):
        lines = file.read_bytes().splitlines(keepends=True)
        for number, line in enumerate(lines, 1):
            if json.loads(line)["key"] == key:
                at = line.index(b'"signature":"') + len(b'"signature":"')
                other = b"A" if line[at : at + 1] != b"A" else b"B"
                lines[number - 1] = line[:at] + other + line[at + 1 :]
                file.write_bytes(b"".join(lines))
                return file.name, number
    raise LookupError("the row was not published")
