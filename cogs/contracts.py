"""/contracts: the watched contracts, details of one, and a search."""

import io
from dataclasses import dataclass

import discord
from discord import app_commands
from discord.ext import commands

from bot.contracts.model import Kind
from bot.errors import UserError
from bot.facts.service import Facts
from bot.servers.board import Boards
from bot.servers.settings import Servers
from bot.ui.announcements.cards import marked_announcement
from bot.ui.contracts.card import contract_card, contract_details_card
from bot.ui.contracts.digests import PAGE_SIZE, all_changes_card
from bot.ui.contracts.figures import attachable, figures_card, file_name, first_seen_card, text_card
from bot.ui.contracts.listing import contract_list, found_contracts
from bot.ui.contracts.story import story_card
from bot.ui.contracts.subcontracts import UNDER_OTHERS, UNDER_OTHERS_PAGE_SIZE, under_others_card
from bot.ui.facts import buttons_about, fact_lines
from bot.ui.layout import Card, read_on_board
from bot.ui.lists import turn_or_answer, whole_number
from bot.ui.markdown import plain
from bot.ui.options import MAX_SEARCH_LENGTH, Choices, chosen_contract, contract_choices, suggestions
from bot.ui.permissions import server_id_of
from bot.ui.replies import Interaction, answer, in_time
from bot.ui.router import UnknownAction, answers
from cogs.chart import ChartCommand

_KINDS = [
    app_commands.Choice(name="orders", value=Kind.ORDER.value),
    app_commands.Choice(name="framework contracts", value=Kind.VEHICLE.value),
    app_commands.Choice(name="contracts that stand alone", value=Kind.CONTRACT.value),
    app_commands.Choice(name="notices", value=Kind.NOTICE.value),
    app_commands.Choice(name="articles", value=Kind.ARTICLE.value),
    app_commands.Choice(name="watched pages", value=Kind.PAGE.value),
]
_ANY_KIND = "all"


@dataclass(eq=False, kw_only=True)
class ContractsCog(
    ChartCommand,
    commands.GroupCog,
    group_name="contracts",
    group_description="The public contracts that are watched here.",
):
    """Contracts, for everyone."""

    servers: Servers
    boards: Boards
    facts: Facts

    @app_commands.command(name="list", description="All contracts, the latest changes first.")
    @app_commands.describe(kind="Only one kind of contract.")
    @app_commands.choices(kind=_KINDS)
    async def list_contracts(self, interaction: Interaction, kind: str | None = None) -> None:
        await answer(interaction, await self._list(interaction, Kind(kind) if kind else None, 0))

    @answers("contracts")
    async def turn_list(self, interaction: Interaction, kind: str, offset: str, *_: str) -> None:
        if kind != _ANY_KIND and kind not in set(Kind):
            raise UnknownAction(kind)
        wanted = None if kind == _ANY_KIND else Kind(kind)
        await turn_or_answer(interaction, await self._list(interaction, wanted, whole_number(offset)))

    @app_commands.command(
        name="search", description="Find a contract by number, title, supplier, buyer or amount."
    )
    @app_commands.describe(words="What you are looking for.")
    async def search(
        self, interaction: Interaction, words: app_commands.Range[str, 1, MAX_SEARCH_LENGTH]
    ) -> None:
        await answer(interaction, await self._found(interaction, words, 0))

    @answers("contracts-found")
    async def turn_found(self, interaction: Interaction, word: str, *words_and_offset: str) -> None:
        *words, offset = word, *words_and_offset
        # The input may contain the separator of a custom_id.
        await turn_or_answer(
            interaction, await self._found(interaction, ":".join(words), whole_number(offset))
        )

    @app_commands.command(
        name="show", description="One contract: who pays whom, how much, until when, and every modification."
    )
    @app_commands.describe(contract="Which contract: type a number, a word or an amount, then choose.")
    async def show(self, interaction: Interaction, contract: str) -> None:
        wanted = await chosen_contract(self.contracts, server_id_of(interaction), contract)
        await answer(interaction, await self._card(interaction, wanted))

    @show.autocomplete("contract")
    @suggestions
    async def suggest(self, interaction: Interaction, typed: str) -> Choices:
        t = self.texts.of(interaction.locale)
        return await contract_choices(self.contracts, server_id_of(interaction), typed, t)

    @answers("contract")
    async def press_contract(self, interaction: Interaction, contract_id: str, *mark: str) -> None:
        wanted, announcement_id = whole_number(contract_id), marked_announcement(mark)
        if announcement_id is not None:
            wanted = await self.contracts.announced(server_id_of(interaction), announcement_id) or wanted
        await answer(interaction, await self._card(interaction, wanted))

    @answers("history")
    async def turn_history(self, interaction: Interaction, contract_id: str, offset: str) -> None:
        card = await self._card(interaction, whole_number(contract_id), whole_number(offset))
        await turn_or_answer(interaction, card)

    @answers("contract-details")
    async def details(self, interaction: Interaction, contract_id: str) -> None:
        """Show what the card of a contract has no room for."""
        view = await self.contracts.show(server_id_of(interaction), whole_number(contract_id))
        await answer(interaction, contract_details_card(view, self.texts.of(interaction.locale)))

    @answers("contract-story")
    async def story(
        self, interaction: Interaction, contract_id: str, topic: str = "", page: str = ""
    ) -> None:
        """Show what is known beside the record of a contract, topic by topic."""
        view = await self.contracts.show(server_id_of(interaction), whole_number(contract_id))
        t = self.texts.of(interaction.locale)
        if not page:
            await answer(interaction, story_card(view, t, topic))
        else:
            await turn_or_answer(interaction, story_card(view, t, topic, whole_number(page)))

    @answers("first-seen")
    async def first_seen(self, interaction: Interaction, contract_id: str) -> None:
        """Show a contract as it was first read, with the snapshots attached if they are small."""
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        contracts, wanted = self.contracts, whole_number(contract_id)
        line = await contracts.line(server_id, wanted)
        seen = await in_time(interaction, contracts.first_seen(server_id, wanted))
        files = []
        for kept in attachable(seen):
            given = await contracts.snapshot(server_id, wanted, kept.stored)
            files.append(discord.File(io.BytesIO(given.content), file_name(kept)))
        await answer(interaction, first_seen_card(line, seen, t), files=files)

    @answers("figures")
    async def figures(self, interaction: Interaction, contract_id: str, offset: str, *opened: str) -> None:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        wanted, start = whole_number(contract_id), whole_number(offset)
        line = await self.contracts.line(server_id, wanted)
        values = await self.contracts.values(server_id, wanted)
        card = figures_card(line, values, t, offset=start)
        await (answer(interaction, card) if opened else turn_or_answer(interaction, card))

    @answers(UNDER_OTHERS)
    async def under_others(self, interaction: Interaction, offset: str, *opened: str) -> None:
        """Show the subcontracts that companies of the watches have under others."""
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        found = await self.contracts.under_others(
            server_id, offset=whole_number(offset), limit=UNDER_OTHERS_PAGE_SIZE
        )
        card = under_others_card(found, t)
        await (answer(interaction, card) if opened else turn_or_answer(interaction, card))

    @answers("text")
    async def text(self, interaction: Interaction, contract_id: str, part: str, *opened: str) -> None:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        wanted, number = whole_number(contract_id), whole_number(part)
        line = await self.contracts.line(server_id, wanted)
        text = await self.contracts.text(server_id, wanted)
        card = text_card(line, text, t, part=number)
        await (answer(interaction, card) if opened else turn_or_answer(interaction, card))

    @answers("digest")
    async def all_changes(self, interaction: Interaction, announcement_id: str, offset: str, *_: str) -> None:
        """Show the details behind a post of many changes."""
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        wanted, start = whole_number(announcement_id), whole_number(offset)
        settings = await self.servers.get(server_id)
        page = await self.contracts.digest_of_changes(
            wanted,
            server_id=server_id,
            offset=start,
            limit=PAGE_SIZE,
            administrative=settings.administrative_news,
        )
        card = all_changes_card(page, t, wanted) if page.items else Card().text(t("changes-gone"))
        await turn_or_answer(interaction, card)

    async def _card(self, interaction: Interaction, contract_id: int, offset: int = 0) -> Card:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        view = await self.contracts.show(server_id, contract_id)
        address = await self.boards.contract(server_id, contract_id, t.language)
        about = await self.facts.page(server_id, contract_id=contract_id)
        card = contract_card(view, t, fact_lines(about, t), offset=offset)
        card.buttons(*buttons_about(about, contract_id, t))
        return read_on_board(card, address, t)

    async def _list(self, interaction: Interaction, kind: Kind | None, offset: int) -> Card:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        page = await self.contracts.page(server_id, offset=offset, kind=kind)
        if offset and not page.items:  # the list has become shorter since the button was made
            page = await self.contracts.page(server_id, kind=kind)
        if page.items:
            under_others = not page.offset and await self.contracts.has_under_others(server_id)
            return contract_list(page, t, kind=kind, under_others=under_others)
        if not await self.contracts.status(server_id):
            return Card().text(t("contracts-no-watch"))
        return Card().text(t("contracts-none" if kind is None else "contracts-none-of-kind"))

    async def _found(self, interaction: Interaction, words: str, offset: int) -> Card:
        t, server_id = self.texts.of(interaction.locale), server_id_of(interaction)
        words = " ".join(words.split())
        if not any(character.isalnum() for character in words):
            raise UserError("refusal-search-too-short")
        page = await self.contracts.search(server_id, words, offset=offset)
        if offset and not page.items:
            page = await self.contracts.search(server_id, words)
        if page.items:
            return found_contracts(page, t, words, await self.contracts.places(page.items, words))
        if not await self.contracts.status(server_id):
            return Card().text(t("contracts-no-watch"))
        return Card().text(t("contracts-not-found", words=plain(words, MAX_SEARCH_LENGTH)))
