"""/help: what the bot does, and the commands that the person may use."""

from collections.abc import Iterator, Mapping
from typing import Any

from discord import app_commands

from bot.common.pagination import page_of
from bot.servers.board import HOME
from bot.texts import Translator
from bot.ui.facts import WORDS_A_PAGE, words_card
from bot.ui.layout import Card, button, read_on_board
from bot.ui.organise.posts import help_lines
from bot.ui.permissions import is_organiser
from bot.ui.router import answers, whole_number
from cogs.base import BotCog, Request, anyone

_OF_ORGANISERS = ("organise",)
_OF_MANAGERS = ("setup",)
_LATER = (*_OF_ORGANISERS, *_OF_MANAGERS)
AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group


class HelpCog(BotCog):
    """Help, generated from the registered commands, so that it is never out of date."""

    @app_commands.command(name="help", description="What this bot does, and its commands.")
    @anyone
    async def help(self, request: Request) -> None:
        interaction, t = request.interaction, request.t
        known = interaction.client.tree.get_commands()
        card = Card().title(t("help-title")).text(t("help-intro"))
        members = [command for command in known if command.name not in _LATER]
        ids = interaction.client.command_ids
        _section(card, t, "help-members", members, ids)
        if interaction.guild_id is not None:
            card.small(help_lines(interaction, await self.app.servers.get(interaction.guild_id), t))
        if interaction.permissions.manage_guild:
            managers = [command for command in known if command.name in _OF_MANAGERS]
            _section(card, t, "help-managers", managers, ids)
        more = [
            button(t("button-words"), "words"),
            button(t("button-secret"), "secret"),
            button(t("button-demands"), "demands"),
        ]
        if await is_organiser(interaction, self.app.servers):
            more.append(button(t("help-organisers"), "organise"))
        address = await self.app.boards.address(interaction.guild_id, HOME, t.language)
        await request.answer(read_on_board(card.buttons(*more), address, t))

    @answers("words")
    @anyone
    async def on_words(self, request: Request, *_: str) -> None:
        """Explain the words of the posts: the button under them and under this command."""
        await request.answer(await self._words(request, 0))

    @answers("words-page")
    @anyone
    async def turn_words(self, request: Request, offset: str) -> None:
        await request.turn(await self._words(request, whole_number(offset)))

    async def _words(self, request: Request, offset: int) -> Card:
        t, server_id = request.t, request.interaction.guild_id
        words = () if server_id is None else await self.app.glossary.list(server_id, t.language)
        return words_card(page_of(words, offset, WORDS_A_PAGE), t)


def _section(card: Card, t: Translator, title: str, listed: list[AnyCommand], ids: Mapping[str, int]) -> None:
    """Add commands under a title: those of a group below what they are for, others each with its own."""
    if listed:
        card.text("\n".join([f"**{t(title)}**", *(_entry(t, command, ids) for command in listed)]))


def _entry(t: Translator, command: AnyCommand, ids: Mapping[str, int]) -> str:
    if not isinstance(command, app_commands.Group):
        return "\n".join(_lines(t, command, ids))
    mentions = (mention for mention, _ in _commands(t, command, "", ids))
    return f"{_described(t, command)}\n{' '.join(mentions)}"


def _lines(t: Translator, command: AnyCommand, ids: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for a command, or for each of a group."""
    for mention, described in _commands(t, command, "", ids):
        yield f"{mention} {described}"


def _commands(
    t: Translator, command: AnyCommand, before: str, ids: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield a command, or those of a group, as the reader's Discord names them, with what each does."""
    named = _named(command)
    path = f"{before} {t(named) if t.has(named) else command.name}".strip()
    if isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _commands(t, child, path, ids)
    else:
        id_ = ids.get(command.qualified_name.split()[0])
        # A mention can be pressed, but Discord writes it as it stands here, in English.
        pressed = id_ is not None and path == command.qualified_name
        yield f"</{path}:{id_}>" if pressed else f"`/{path}`", _described(t, command)


def _described(t: Translator, command: AnyCommand) -> str:
    named = _named(command)
    return t(f"{named}.description") if t.has(named) else command.description


def _named(command: AnyCommand) -> str:
    return f"command-{command.qualified_name.replace(' ', '-')}"
