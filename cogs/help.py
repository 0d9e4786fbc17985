"""/help: what the bot does, and the commands of whoever asks."""

from collections.abc import Iterator
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.texts import Translator
from bot.ui.layout import Card, button
from bot.ui.organise import is_organiser
from bot.ui.replies import Interaction, answer

_OF_ORGANISERS = ("organise",)
_OF_MANAGERS = ("setup",)
_LATER = (*_OF_ORGANISERS, *_OF_MANAGERS)

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group


class HelpCog(commands.Cog):
    """Help, made from the commands there are, so that it never lags behind them."""

    def __init__(self, app: App) -> None:
        self._app = app

    @app_commands.command(name="help", description="What this bot does, and its commands.")
    async def help(self, interaction: Interaction) -> None:
        t = self._app.texts.of(interaction.locale)
        known = interaction.client.tree.get_commands()
        card = Card().title(t("help-title")).text(t("help-intro"))
        members = [command for command in known if command.name not in _LATER]
        _section(card, t, "help-members", members)
        if await is_organiser(interaction, self._app.servers):
            organisers = [command for command in known if command.name in _OF_ORGANISERS]
            _section(card, t, "help-organisers", organisers)
        if interaction.permissions.manage_guild:
            managers = [command for command in known if command.name in _OF_MANAGERS]
            _section(card, t, "help-managers", managers)
        card.buttons(button(t("help-privacy"), "privacy"), button(t("button-demands"), "demands"))
        await answer(interaction, card)


def _section(card: Card, t: Translator, title: str, listed: list[AnyCommand]) -> None:
    if listed:
        lines = [line for command in listed for line in _lines(t, command, "")]
        card.text("\n".join([f"**{t(title)}**", *lines]))


def _lines(t: Translator, command: AnyCommand, before: str) -> Iterator[str]:
    """A command, or those of a group, as the reader's Discord names them."""
    named = f"command-{command.qualified_name.replace(' ', '-')}"
    path = f"{before} {t(named) if t.has(named) else command.name}".strip()
    if isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from _lines(t, child, path)
    else:
        described = t(f"{named}.description") if t.has(named) else command.description
        yield f"`/{path}` {described}"
