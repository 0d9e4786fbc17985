"""/contracts: the watched contracts, details of one, a search, and charts."""

import io

import discord
from discord import app_commands
from discord.ext import commands

from bot.charts.contracts import draw, purchase_png
from bot.contracts.model import Kind
from bot.errors import UserError
from bot.ui.announcements.cards import marked_announcement
from bot.ui.contracts.card import contract_card, contract_details_card
from bot.ui.contracts.digests import PAGE_SIZE, all_changes_card
from bot.ui.contracts.figures import (
    FILE,
    attachable,
    chart_alternative,
    chart_card,
    chart_words,
    figures_card,
    file_name,
    first_seen_card,
    text_card,
)
from bot.ui.contracts.listing import contract_list, found_contracts
from bot.ui.contracts.purchase import (
    CHART_FILE,
    purchase_alternative,
    purchase_chart,
    purchase_chart_button,
    purchase_chart_card,
)
from bot.ui.contracts.story import story_card
from bot.ui.contracts.subcontracts import UNDER_OTHERS, UNDER_OTHERS_PAGE_SIZE, under_others_card
from bot.ui.facts import buttons_about, fact_lines
from bot.ui.layout import Card, read_on_board
from bot.ui.markdown import plain
from bot.ui.options import MAX_SEARCH_LENGTH, chosen_contract
from bot.ui.replies import defer
from bot.ui.router import UnknownAction, answers, whole_number
from cogs import suggestions
from cogs.base import BotCog, Request, anyone

_KINDS = [
    app_commands.Choice(name="orders", value=Kind.ORDER.value),
    app_commands.Choice(name="framework contracts", value=Kind.VEHICLE.value),
    app_commands.Choice(name="contracts that stand alone", value=Kind.CONTRACT.value),
    app_commands.Choice(name="notices", value=Kind.NOTICE.value),
    app_commands.Choice(name="articles", value=Kind.ARTICLE.value),
    app_commands.Choice(name="watched pages", value=Kind.PAGE.value),
]
_ANY_KIND = "all"
_of_contracts = app_commands.autocomplete(contract=suggestions.contracts)


class ContractsCog(
    BotCog,
    commands.GroupCog,
    group_name="contracts",
    group_description="The public contracts that are watched here.",
):
    """Contracts, for everyone."""

    @app_commands.command(
        name="chart",
        description="A chart of the money over time, contract by contract, and of the ceilings.",
    )
    @app_commands.describe(
        contract="One contract, or a framework contract with its orders; empty for everything watched."
    )
    @_of_contracts
    @anyone
    async def chart(self, request: Request, contract: str | None = None) -> None:
        t, server_id, contracts = request.t, request.server_id, self.app.contracts
        await defer(request.interaction)
        only = None if contract is None else await chosen_contract(contracts, server_id, contract)
        data = await contracts.chart(server_id, self.app.clock().date(), only)
        picture = io.BytesIO(await self.app.painter.draw(draw, data, chart_words(data, t)))
        file = discord.File(picture, FILE, description=chart_alternative(data, t))
        card = chart_card(data, t)
        if only is not None:
            card.buttons(*purchase_chart_button(await contracts.show(server_id, only), t))
        await request.answer(card, files=[file])

    @answers("purchase-chart")
    @anyone
    async def chart_purchase(self, request: Request, contract_id: str) -> None:
        """Draw who else got a part of the purchase that a contract is one order of."""
        t = request.t
        await defer(request.interaction)
        view = await self.app.contracts.show(request.server_id, whole_number(contract_id))
        chart = purchase_chart(view, t)
        if chart is None:
            await request.say(t("story-none"))
            return
        picture = io.BytesIO(await self.app.painter.draw(purchase_png, chart))
        file = discord.File(picture, CHART_FILE, description=purchase_alternative(chart, t))
        await request.answer(purchase_chart_card(view, chart, t), files=[file])

    @app_commands.command(name="list", description="All contracts, the latest changes first.")
    @app_commands.describe(kind="Only one kind of contract.")
    @app_commands.choices(kind=_KINDS)
    @anyone
    async def list_contracts(self, request: Request, kind: str | None = None) -> None:
        await request.answer(await self._list(request, Kind(kind) if kind else None, 0))

    @answers("contracts")
    @anyone
    async def turn_list(self, request: Request, kind: str, offset: str, *_: str) -> None:
        if kind != _ANY_KIND and kind not in set(Kind):
            raise UnknownAction(kind)
        wanted = None if kind == _ANY_KIND else Kind(kind)
        await request.turn_or_answer(await self._list(request, wanted, whole_number(offset)))

    @app_commands.command(
        name="search", description="Find a contract by number, title, supplier, buyer or amount."
    )
    @app_commands.describe(words="What you are looking for.")
    @anyone
    async def search(self, request: Request, words: app_commands.Range[str, 1, MAX_SEARCH_LENGTH]) -> None:
        await request.answer(await self._found(request, words, 0))

    @answers("contracts-found")
    @anyone
    async def turn_found(self, request: Request, word: str, *words_and_offset: str) -> None:
        *words, offset = word, *words_and_offset
        # The input may contain the separator of a custom_id.
        await request.turn_or_answer(await self._found(request, ":".join(words), whole_number(offset)))

    @app_commands.command(
        name="show", description="One contract: who pays whom, how much, until when, and every modification."
    )
    @app_commands.describe(contract="Which contract: type a number, a word or an amount, then choose.")
    @_of_contracts
    @anyone
    async def show(self, request: Request, contract: str) -> None:
        wanted = await chosen_contract(self.app.contracts, request.server_id, contract)
        await request.answer(await self._card(request, wanted))

    @answers("contract")
    @anyone
    async def press_contract(self, request: Request, contract_id: str, *mark: str) -> None:
        wanted, announcement_id = whole_number(contract_id), marked_announcement(mark)
        if announcement_id is not None:
            wanted = await self.app.contracts.announced(request.server_id, announcement_id) or wanted
        await request.answer(await self._card(request, wanted))

    @answers("history")
    @anyone
    async def turn_history(self, request: Request, contract_id: str, offset: str) -> None:
        card = await self._card(request, whole_number(contract_id), whole_number(offset))
        await request.turn_or_answer(card)

    @answers("contract-details")
    @anyone
    async def details(self, request: Request, contract_id: str) -> None:
        """Show what the card of a contract has no room for."""
        view = await self.app.contracts.show(request.server_id, whole_number(contract_id))
        await request.answer(contract_details_card(view, request.t))

    @answers("contract-story")
    @anyone
    async def story(self, request: Request, contract_id: str, topic: str = "", page: str = "") -> None:
        """Show what is known beside the record of a contract, topic by topic."""
        view = await self.app.contracts.show(request.server_id, whole_number(contract_id))
        if not page:
            await request.answer(story_card(view, request.t, topic))
        else:
            await request.turn_or_answer(story_card(view, request.t, topic, whole_number(page)))

    @answers("first-seen")
    @anyone
    async def first_seen(self, request: Request, contract_id: str) -> None:
        """Show a contract as it was first read, with the snapshots attached if they are small."""
        contracts, server_id, wanted = self.app.contracts, request.server_id, whole_number(contract_id)
        line = await contracts.line(server_id, wanted)
        seen = await contracts.first_seen(server_id, wanted)
        files = []
        for kept in attachable(seen):
            given = await contracts.snapshot(server_id, wanted, kept.stored)
            files.append(discord.File(io.BytesIO(given.content), file_name(kept)))
        await request.answer(first_seen_card(line, seen, request.t), files=files)

    @answers("figures")
    @anyone
    async def figures(self, request: Request, contract_id: str, offset: str, *opened: str) -> None:
        wanted, start = whole_number(contract_id), whole_number(offset)
        line = await self.app.contracts.line(request.server_id, wanted)
        values = await self.app.contracts.values(request.server_id, wanted)
        await request.show(figures_card(line, values, request.t, offset=start), opened)

    @answers(UNDER_OTHERS)
    @anyone
    async def under_others(self, request: Request, offset: str, *opened: str) -> None:
        """Show the subcontracts that companies of the watches have under others."""
        found = await self.app.contracts.under_others(
            request.server_id, offset=whole_number(offset), limit=UNDER_OTHERS_PAGE_SIZE
        )
        await request.show(under_others_card(found, request.t), opened)

    @answers("text")
    @anyone
    async def text(self, request: Request, contract_id: str, part: str, *opened: str) -> None:
        wanted, number = whole_number(contract_id), whole_number(part)
        line = await self.app.contracts.line(request.server_id, wanted)
        text = await self.app.contracts.text(request.server_id, wanted)
        await request.show(text_card(line, text, request.t, part=number), opened)

    @answers("digest")
    @anyone
    async def all_changes(self, request: Request, announcement_id: str, offset: str, *_: str) -> None:
        """Show the details behind a post of many changes."""
        wanted, start, t = whole_number(announcement_id), whole_number(offset), request.t
        page = await self.app.contracts.digest_of_changes(
            wanted,
            server_id=request.server_id,
            offset=start,
            limit=PAGE_SIZE,
        )
        card = all_changes_card(page, t, wanted) if page.items else Card().text(t("changes-gone"))
        await request.turn_or_answer(card)

    async def _card(self, request: Request, contract_id: int, offset: int = 0) -> Card:
        t, server_id = request.t, request.server_id
        view = await self.app.contracts.show(server_id, contract_id)
        address = await self.app.boards.contract(server_id, contract_id, t.language)
        about = await self.app.facts.page(server_id, contract_id=contract_id)
        card = contract_card(view, t, fact_lines(about, t), offset=offset)
        card.buttons(*buttons_about(about, contract_id, t))
        return read_on_board(card, address, t)

    async def _list(self, request: Request, kind: Kind | None, offset: int) -> Card:
        t, server_id, contracts = request.t, request.server_id, self.app.contracts
        page = await contracts.page(server_id, offset=offset, kind=kind)
        if offset and not page.items:  # the list has become shorter since the button was made
            page = await contracts.page(server_id, kind=kind)
        if page.items:
            under_others = not page.offset and await contracts.has_under_others(server_id)
            return contract_list(page, t, kind=kind, under_others=under_others)
        if not await contracts.status(server_id):
            return Card().text(t("contracts-no-watch"))
        return Card().text(t("contracts-none" if kind is None else "contracts-none-of-kind"))

    async def _found(self, request: Request, words: str, offset: int) -> Card:
        t, server_id, contracts = request.t, request.server_id, self.app.contracts
        words = " ".join(words.split())
        if not any(character.isalnum() for character in words):
            raise UserError("refusal-search-too-short")
        page = await contracts.search(server_id, words, offset=offset)
        if offset and not page.items:
            page = await contracts.search(server_id, words)
        if page.items:
            return found_contracts(page, t, words, await contracts.places(page.items, words))
        if not await contracts.status(server_id):
            return Card().text(t("contracts-no-watch"))
        return Card().text(t("contracts-not-found", words=plain(words, MAX_SEARCH_LENGTH)))
