"""The whole story in the terminal. Every step is checked; the first failed check ends the tour."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from bot.demo.files import counts_in, open_bundle, plain_bytes, sums_hold, writable
from bot.demo.history import load_history
from bot.demo.messages import MessageView
from bot.demo.narrator import CheckFailed, Narrator
from bot.demo.simulation import WorldClock
from bot.demo.site import RehearsalSite
from bot.demo.steps import SOURCE, Steps, all_of, everything
from bot.demo.story import (
    CAMPAIGN,
    GOAL,
    days,
    describe_watch,
    fill_in_privacy,
    import_campaign,
    open_demand,
    save_watch,
    set_goal,
)
from bot.demo.usaspending import UsaspendingStandIn
from bot.demo.world import World
from bot.errors import StartError
from bot.exports.verify import verify
from bot.settings import PublicationRule
from bot.texts import Texts

# Publish two signatures at once, or one after a day: in a real server such small batches would reveal people.
_RULE = PublicationRule(changes=2, every=timedelta(0), latest=timedelta(days=1), fewest=1)

# Facts of the record, which the bot must report.
_ORDER = "70CDCR26FR0000024"
_BRIDGE = "70CDCR24FR0000006"
_ORDERED = Decimal("4816782.50")
_ADDED, _ADDED_BY = Decimal("2306976.66"), "P00012"
_CORRECTED = Decimal("2295794.15")
_ADDED_LATER = Decimal("2686283.99")
_ORDER_ENDED, _ORDER_ENDS = date(2026, 3, 15), date(2026, 5, 14)
_BRIDGE_ENDED, _BRIDGE_ENDS = date(2026, 3, 23), date(2026, 9, 23)
_FACTS = 12

_PICTURE, _IN_WORDS = "contracts.png", "contracts.txt"
_PNG = b"\x89PNG\r\n\x1a\n"
_EVIDENCE = "evidence.zip"


async def run(language: str, folder: Path, console: Console | None = None) -> int:
    """Play the story; return 0 if every check holds, else 1. Raises ``StartError``."""
    t = Texts.load().of(language)
    with writable(folder, t):  # fail before the tour rather than at its end
        pass
    narrator = Narrator(console or Console(), t)
    narrator.title(t("demo-tour-title"), t("demo-tour-intro"))
    try:
        states = load_history()
        async with (
            UsaspendingStandIn(states) as stand_in,
            RehearsalSite(t) as site,
            World(
                language=language,
                usaspending_url=stand_in.url,
                publication=_RULE,
                clock=WorldClock(days(states)[0].at),
            ) as world,
        ):
            await Tour(world, stand_in, site, narrator, t, folder).play()
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

    async def play(self) -> None:
        await self._set_up()
        await self._first_reading()
        await self._page_is_watched()
        demand = await self._demand_opens()
        await self._goal_is_set()
        await self._money_is_added()
        await self._members_sign(demand)
        await self._count_is_published(demand)
        await self._paragraph_goes()
        await self._page_is_taken_down()
        await self._end_comes_near()
        await self._order_is_extended()
        await self._record_is_corrected()
        await self._nothing_to_say()
        await self._members_look_up()
        await self._member_looks_back()
        await self._member_sees_money()
        await self._organiser_exports()
        await self._organiser_takes_evidence()
        await self._demand_is_delivered()

    async def _set_up(self) -> None:
        self._narrator.step("demo-step-set-up")
        lines = await import_campaign(self._world)
        if self._t.language != "en":
            self._narrator.tell("demo-told-terminal")
        ran = f"tocsin import campaigns/{CAMPAIGN}"
        self._narrator.lines(lines, self._t("demo-ran", name=self._t("demo-steward"), command=ran))
        app, server = self._world.app, self._world.server_id
        watches, demands = await app.watches.list(server), await app.demands.list(server, include_drafts=True)
        holds = bool(watches) and bool(demands) and await app.facts.count(server) >= _FACTS
        self._narrator.check(holds, "demo-check-imported")
        act = await fill_in_privacy(self._world, self._t)
        self._narrator.calls(self._name(self._world.organiser), act.command)
        self._show(act.answer, self._world.organiser)
        missing = (await app.servers.get(server)).privacy.missing()
        self._narrator.check(not missing, "demo-check-privacy")

    async def _first_reading(self) -> None:
        day = self._turn_to("digest")
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-one-digest")
        said = posts[0].text
        holds = "USAspending" in said and self._t.day(day) in said
        self._narrator.check(holds, "demo-check-digest-source")
        await self._nothing_twice()

    async def _page_is_watched(self) -> None:
        self._narrator.step("demo-step-page-watch")
        self._narrator.tell("demo-told-page")
        organiser, watches = self._world.organiser, self._world.app.watches
        before = len(await watches.list(self._world.server_id))
        form, found = await describe_watch(self._world, self._t, self._site.url)
        self._narrator.calls(self._name(organiser), "organise watch add", source="page")
        if form.form is not None:
            self._narrator.form(form.form, self._name(organiser))
        self._narrator.tell("demo-fills-in", name=self._name(organiser), address=self._site.url)
        self._show(found, organiser)
        unsaved = len(await watches.list(self._world.server_id)) == before
        button = found.card.button("watch-save").label
        self._narrator.tell("demo-presses", name=self._name(organiser), button=button)
        self._show(await save_watch(self._world, found), organiser)
        saved = len(await watches.list(self._world.server_id)) == before + 1
        self._narrator.check(unsaved and saved and found.private, "demo-check-watch-saved")
        posts = await self._new_posts()
        holds = len(posts) == 1 and self._site.paragraph_that_goes not in posts[0].text
        self._narrator.check(holds, "demo-check-page-digest")

    async def _demand_opens(self) -> MessageView:
        self._narrator.step("demo-step-demand")
        for act in await open_demand(self._world):
            self._narrator.calls(self._name(self._world.organiser), act.command)
            self._show(act.answer, self._world.organiser)
        posts = await self._new_posts()
        holds = len(posts) == 1 and any(button.does("sign-form") for button in posts[0].buttons)
        self._narrator.check(holds, "demo-check-demand-posted")
        return posts[0]

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

    async def _money_is_added(self) -> None:
        self._turn_to("money")
        (said,) = await self._posts(1)
        amount = self._money(_ADDED)
        holds = amount in said and _ADDED_BY in said
        self._narrator.check(holds, "demo-check-money-said", amount=amount, number=_ADDED_BY)
        await self._nothing_twice()

    async def _members_sign(self, demand: MessageView) -> None:
        self._narrator.step("demo-step-signing")
        alice, bob = self._world.alice, self._world.bob
        answers = [await self._sign(alice, demand, show_form=True), await self._sign(bob, demand)]
        self._narrator.tell("demo-told-signing-again")
        again = await self._sign(bob, demand)
        self._narrator.check(all(answer.private for answer in (*answers, again)), "demo-check-private")
        holds = again.text == answers[1].text and await self._signatures() == len(answers)
        self._narrator.check(holds, "demo-check-same-answer", count=len(answers))
        await self._unmoved(0)

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

    async def _paragraph_goes(self) -> None:
        self._turn_to("page-changed")
        self._narrator.check(not await self._new_posts(), "demo-check-page-one-look")
        self._turn_to("page-shortened")
        posts = await self._new_posts()
        self._narrator.check(len(posts) == 1, "demo-check-posts", count=1)
        goes, stays = self._site.paragraph_that_goes, self._site.paragraphs_that_stay
        holds = goes in posts[0].text and not any(stayed in posts[0].text for stayed in stays)
        self._narrator.check(holds, "demo-check-page-lines")
        self._narrator.check(self._site.url in everything(posts[0]), "demo-check-page-linked")
        await self._nothing_twice()

    async def _page_is_taken_down(self) -> None:
        self._turn_to("page-missing")
        self._narrator.check(not await self._new_posts(), "demo-check-page-one-look")
        self._turn_to("page-gone")
        posts = await self._new_posts()
        what = self._t("headline-page-removed")
        headline = self._t("headline", who="127.0.0.1", what=what)
        self._narrator.check(len(posts) == 1 and headline in posts[0].text, "demo-check-page-gone")
        await self._nothing_twice()

    async def _end_comes_near(self) -> None:
        self._turn_to("deadline")
        (said,) = await self._posts(1)
        day = self._t.day(_ORDER_ENDED)
        self._narrator.check(_ORDER in said and day in said, "demo-check-deadline-said", day=day)
        await self._nothing_twice()

    async def _order_is_extended(self) -> None:
        self._turn_to("extension")
        said = await self._posts(2)
        day, other = self._t.day(_ORDER_ENDS), self._t.day(_BRIDGE_ENDED)
        extended = [text for text in said if _ORDER in text and day in text]
        self._narrator.check(len(extended) == 1, "demo-check-extension-said", day=day)
        ending = [text for text in said if _BRIDGE in text and other in text]
        self._narrator.check(len(ending) == 1, "demo-check-other-ends", number=_BRIDGE, day=other)
        await self._nothing_twice()

    async def _record_is_corrected(self) -> None:
        self._turn_to("correction")
        said = await self._posts(2)
        (bridge,) = (text for text in said if _BRIDGE in text)
        old, new = self._money(_ADDED), self._money(_CORRECTED)
        self._narrator.check(old in bridge and new in bridge, "demo-check-correction-said", old=old, new=new)
        amount, day = self._money(_ADDED_LATER), self._t.day(_BRIDGE_ENDS)
        self._narrator.check(
            amount in bridge and day in bridge, "demo-check-more-said", amount=amount, day=day
        )
        ending = [text for text in said if _ORDER in text and self._t.day(_ORDER_ENDS) in text]
        day = self._t.day(_ORDER_ENDS)
        self._narrator.check(len(ending) == 1, "demo-check-other-ends", number=_ORDER, day=day)
        await self._nothing_twice()

    async def _nothing_to_say(self) -> None:
        self._turn_to("quiet")
        self._narrator.check(not await self._new_posts(), "demo-check-quiet")

    async def _members_look_up(self) -> None:
        self._narrator.step("demo-step-facts")
        alice, bob = self._world.alice, self._world.bob
        self._show(await self._call(alice, "facts list"), alice)
        fact = await self._call(alice, "facts show", "fact", "365")
        self._show(fact, alice)
        states = [self._t(f"fact-state-{state}") for state in ("confirmed", "stated", "disputed")]
        holds = any(state in fact.text for state in states) and self._t.day(date(2026, 11, 24)) in fact.text
        self._narrator.check(holds and SOURCE in all_of(fact), "demo-check-fact-sourced")
        contract = await self._call(bob, "contracts show", "contract", _ORDER)
        self._show(contract, bob)
        amount = self._money(_ORDERED)
        holds = amount in contract.text and SOURCE in all_of(contract)
        self._narrator.check(holds, "demo-check-contract-said", amount=amount)

    async def _member_looks_back(self) -> None:
        self._narrator.step("demo-step-first-seen")
        bob = self._world.bob
        page = await self._call(bob, "contracts show", "contract", "127.0.0.1")
        self._show(page, bob)
        text = await self._press(bob, page, "text")
        self._show(text, bob)
        stays = self._site.paragraphs_that_stay
        holds = all(paragraph in text.text for paragraph in stays)
        self._narrator.check(
            holds and self._site.paragraph_that_goes not in text.text, "demo-check-last-text"
        )
        seen = await self._press(bob, page, "first-seen")
        self._show(seen, bob)
        kept = b"\n".join(map(plain_bytes, seen.files.values())).decode("utf-8", errors="replace")
        self._narrator.check(self._site.paragraph_that_goes in kept, "demo-check-first-seen")

    async def _member_sees_money(self) -> None:
        self._narrator.step("demo-step-chart")
        alice = self._world.alice
        shown = await self._call(alice, "contracts chart")
        words = "\n".join(shown.card.pictures)
        self._show(shown, alice)
        self._narrator.tell("demo-told-picture")
        self._narrator.line(words)
        holds = _ORDER in words and self._money(_ORDERED) in words
        self._narrator.check(holds, "demo-check-picture-said", amount=self._money(_ORDERED))
        written = self._written({_PICTURE: shown.files[_PICTURE], _IN_WORDS: f"{words}\n".encode()})
        self._narrator.check(written[_PICTURE].startswith(_PNG), "demo-check-picture")

    async def _organiser_exports(self) -> None:
        self._narrator.step("demo-step-export")
        organiser = self._world.organiser
        answer = await self._call(organiser, "organise export")
        self._show(answer, organiser)
        self._narrator.check(bool(answer.files) and answer.private, "demo-check-export-private")
        written = self._written(answer.files)
        (archive,) = [name for name in written if name.endswith(".zip")]
        contents = open_bundle(written[archive])
        self._narrator.check(counts_in(contents) == {1}, "demo-check-export-count", count=1)
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
        goes = self._site.paragraph_that_goes.encode()
        pages = [content for name, content in contents.items() if name.endswith((".warc", ".warc.gz"))]
        gone = [page for page in pages if b"HTTP/1.1 404" in page]
        self._narrator.check(any(goes in page for page in pages) and bool(gone), "demo-check-evidence-page")
        self._narrator.check(not self._named_in(contents), "demo-check-export-nobody")

    async def _demand_is_delivered(self) -> None:
        self._narrator.step("demo-step-delivery")
        organiser = self._world.organiser
        closing = await self._call(organiser, "organise demand close", "demand")
        await self._press(organiser, closing, "demand-close")
        form = await self._call(organiser, "organise demand deliver", "demand")
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
