"""Posts about a demand: its card with the chart of its counts, and dated posts beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.announcements.outbox import Queued
from bot.announcements.poster_interface import Gone
from bot.charts.canvas import Painter
from bot.charts.progress import Point, cached_progress_png
from bot.petitions.counts.milestones import MilestoneReached, most_telling
from bot.petitions.counts.publications import Publications
from bot.petitions.demands.progress import progress_alternative, progress_words
from bot.petitions.demands.service import Demands, DemandView
from bot.servers.board import Boards
from bot.texts import Translator
from bot.ui.demands.card import demand_card, signing_link
from bot.ui.demands.lifecycle import widening_in
from bot.ui.demands.lines import (
    answer_line,
    count_line,
    delivery_line,
    goal_line,
    head_lines,
    progress_lines,
    published_line,
    signers_line,
    title_of,
    verified,
    void_lines,
)
from bot.ui.kinds import DEMAND
from bot.ui.layout import PRIMARY, Card, button
from bot.ui.markdown import timestamp

_MIN_POINTS = 2


@dataclass(frozen=True, kw_only=True)
class DemandPosts:
    """Cards of announcements about demands."""

    demands: Demands
    publications: Publications
    painter: Painter
    boards: Boards

    async def card(self, queued: Queued, t: Translator, mark: str) -> Card:
        """Return the post's card. Raises ``Gone`` if it is outdated, ``UserError`` if the demand is gone."""
        demand = await self.demands.get(queued.server_id, queued.subject_id)
        sign_at = await self.boards.signing(demand.server_id, t.language)
        if queued.kind == "demand":
            picture = await self._picture(demand, t)
            return demand_card(demand, t, mark=mark, picture=picture, sign_at=sign_at)
        post = _Post(demand, t, mark, sign_at)
        if queued.kind == "milestone":
            return await self._milestone(queued, post)
        if queued.kind == "reminder":
            return _reminder(post)
        if queued.kind == "widened":
            return post.card(t("post-demand-widened-title"), list(_widened(queued, demand, t)))
        if queued.kind == "prolonged":
            said = [t("post-prolonged", until=_until(demand, t))]
            return post.card(t("post-demand-prolonged-title"), said)
        if queued.kind == "void":
            return post.card(t("post-demand-void-title"), [])
        head = ""
        if queued.kind == "closed":
            said, head = await self._closed(demand, t)
        elif queued.kind == "delivered":
            said, head = [delivery_line(demand, t)], await self._delivered(demand, t)
        else:
            said = [delivery_line(demand, t), answer_line(demand, t)]
        title = f"post-demand-{queued.occasion.partition(':')[0]}-title"  # a correction has its own
        return post.card(t(title), said, head)

    async def _closed(self, demand: DemandView, t: Translator) -> tuple[list[str], str]:
        """Return the lines of the closing post, with the count of the closing itself and its head: late
        changes may have been published since."""
        history = await self.publications.history(demand.id)
        closing = next((each for each in reversed(history) if each.reason == "closing"), demand.publication)
        count = 0 if closing is None else closing.count
        said = [t("post-demand-closed", count=count), verified(demand, closing or demand, t)]
        if demand.signed_by == "paper":
            said, count = [count_line(demand, t)], demand.paper
        if demand.goal is not None:
            said.append(goal_line(count, demand.goal, t))
        if demand.paper and demand.signed_by != "paper":
            said.append(t("demand-paper", count=demand.paper))
        return said, head_lines(demand, closing, t)

    async def _delivered(self, demand: DemandView, t: Translator) -> str:
        """Return the head of the newest publication with the count that was delivered."""
        history = await self.publications.history(demand.id)
        count = None if demand.delivery is None else demand.delivery.count
        return head_lines(demand, next((each for each in reversed(history) if each.count == count), None), t)

    async def _picture(self, demand: DemandView, t: Translator) -> tuple[bytes, str] | None:
        """Return the chart of the published counts and its alternative text; ``None`` with fewer than two
        counts."""
        history = await self.publications.history(demand.id)
        if len(history) < _MIN_POINTS:
            return None
        points = [Point(demand.day_of(each.published_at), each.count) for each in history]
        how = verified(demand, history[-1], t)
        words = progress_words(str(t.pick(demand.texts)["title"]), points, demand.goal, how, t)
        drawn = await self.painter.draw(cached_progress_png, tuple(points), demand.goal, words)
        return drawn, progress_alternative(points, demand.goal, how, t)

    async def _milestone(self, queued: Queued, post: "_Post") -> Card:
        demand, t = post.demand, post.t
        number = int(queued.occasion.partition(":")[2])
        reached = await self.publications.reached(demand.id, number)
        published = next(
            (each for each in await self.publications.history(demand.id) if each.number == number), None
        )
        if not reached or published is None or demand.void is not None:
            raise Gone(f"the milestone of {queued.subject} is gone")
        most = most_telling(reached)
        said = [published_line(demand, published, t)]
        if demand.goal is not None:
            said.append(goal_line(published.count, demand.goal, t))
        return post.card(_headline(most, t), said, head_lines(demand, published, t))


@dataclass(frozen=True, slots=True)
class _Post:
    """A dated post about a demand. ``sign_at`` is the address of the signing page."""

    demand: DemandView
    t: Translator
    mark: str
    sign_at: str

    def card(self, headline: str, said: list[str], head: str = "") -> Card:
        """Return its card, which says first if the demand is void by now. ``head`` is that of the publication
        whose count it tells."""
        demand, t = self.demand, self.t
        said = [*void_lines(demand, t), *said]
        card = Card(colour=DEMAND).title(headline)
        card.text(f"**{title_of(demand, t)}**").text("\n".join(said)).small(head)
        buttons = [button(t("button-demand"), "demand", demand.id, self.mark)]
        if demand.state == "open" and demand.signed_by == "discord":
            buttons.insert(0, button(t("button-sign"), "sign-form", demand.id, style=PRIMARY))
        return card.buttons(*signing_link(demand, self.sign_at, t), *buttons)


def _headline(reached: MilestoneReached, t: Translator) -> str:
    if reached.percent is None:
        return t("post-demand-round", number=reached.number)
    return t("post-demand-percent", percent=reached.percent, goal=reached.goal)


def _reminder(post: _Post) -> Card:
    demand, t = post.demand, post.t
    if demand.state != "open" or demand.closes_at is None:
        raise Gone(f"demand {demand.id} can no longer be signed")
    said = [_until(demand, t), count_line(demand, t), *progress_lines(demand, t)]
    head = head_lines(demand, demand.publication, t)
    return post.card(t("post-demand-reminder-title"), said, head)


def _until(demand: DemandView, t: Translator) -> str:
    """Return until when a demand can be signed; empty if it has no last day."""
    if demand.closes_at is None:
        return ""
    return t("demand-closes", moment=timestamp(demand.closes_at, "F"), left=timestamp(demand.closes_at, "R"))


def _widened(queued: Queued, demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield who may sign since then who could not before; and the current requirements in full."""
    less = widening_in(*queued.occasion.split(":")[2:5])
    day = demand.day_of(queued.created_at)
    if less.anyone or less.role_id is not None:
        role = "all" if less.anyone else f"<@&{less.role_id}>"
        yield t("post-widened-role", role=role, day=day)
    if less.account_days is not None:
        yield t("post-widened-account", days=less.account_days, day=day)
    if less.server_days is not None:
        yield t("post-widened-time", days=less.server_days, day=day)
    yield signers_line(demand, t)
