"""Checklist of the set-up: which steps are done, by what the database holds, and the card that shows all; and
the greeting when the bot is added to a server."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.contracts.watches.service import Watches, WatchInfo
from bot.petitions.demands.service import Demands, DemandView
from bot.servers.settings import ServerSettings
from bot.texts import Translator
from bot.ui.demands.lines import title_of
from bot.ui.layout import PRIMARY, SECONDARY, Card, button, link_button, menu
from bot.ui.markdown import plain, shorten
from bot.ui.organise.settings import missing_fields, permission_names, rights_lacking
from bot.ui.permissions import gone_roles
from bot.ui.replies import Interaction

STEPS = ("language", "channel", "roles", "data", "watch", "demand")
"""The steps, in the order in which they are offered."""

MEMBERS = "members"
"""The last page, which shows what members see. Nothing is set there, so that it is never missing."""

_DONE, _OPEN, _SHOWN = "☑", "☐", "▸"
_SHOWN_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """State of a server's set-up. ``lacking`` are the permissions that the bot lacks in its channel, ``gone``
    the roles and the channel of the settings that were deleted."""

    settings: ServerSettings
    lacking: tuple[str, ...]
    gone: frozenset[int]
    watches: tuple[WatchInfo, ...]
    demands: tuple[DemandView, ...]

    @property
    def roles_gone(self) -> bool:
        """True if the organisers' or the members' role was deleted: nobody holds it."""
        return not self.gone.isdisjoint({self.settings.organiser_role_id, self.settings.member_role_id})

    @property
    def draft(self) -> DemandView | None:
        """The newest draft of a demand."""
        return next((demand for demand in self.demands if demand.state == "draft"), None)

    @property
    def opened(self) -> DemandView | None:
        """The newest demand that has opened; one that is still open before all others."""
        return next((demand for demand in self.demands if demand.state != "draft"), None)

    @property
    def shown(self) -> DemandView | None:
        """The demand that the set-up is about: one that is open, else a draft, else one that is closed."""
        is_open = self.opened is not None and self.opened.state == "open"
        return self.opened if is_open or self.draft is None else self.draft

    def done(self, step: str) -> bool:
        """Return whether a step has all it needs."""
        settings = self.settings
        match step:
            case "channel":
                return settings.channel_id is not None and not self.lacking and settings.channel_fault is None
            case "roles":
                return settings.organiser_role_id is not None and not self.roles_gone
            case "data":
                return not settings.privacy.missing() and settings.privacy.retention_months is not None
            case "watch":
                return bool(self.watches)
            case "demand":
                return self.shown is not None and self.shown.state != "draft"
        return True

    def after(self, step: str) -> str:
        """Return the next step that is not done, beginning behind this one; ``MEMBERS`` if all others are."""
        begin = STEPS.index(step) + 1 if step in STEPS else 0
        others = (*STEPS[begin:], *STEPS[: max(0, begin - 1)])
        return next((each for each in others if not self.done(each)), MEMBERS)


async def progress_of(
    interaction: Interaction, settings: ServerSettings, watches: Watches, demands: Demands
) -> Progress:
    """Read what a server has: its rights and roles as Discord shows them, the rest from the database."""
    channel_id = settings.channel_id
    listed = await demands.list(settings.id, include_drafts=True, include_archived=False)
    return Progress(
        settings=settings,
        lacking=() if channel_id is None else tuple(rights_lacking(interaction, channel_id)),
        gone=gone_roles(interaction, settings) | _gone_channel(interaction, channel_id),
        watches=tuple(await watches.list(settings.id)),
        demands=listed,
    )


def _gone_channel(interaction: Interaction, channel_id: int | None) -> set[int]:
    """Return the channel if it was deleted; nothing while the server's channels are not known."""
    guild = interaction.guild
    if guild is None or not guild.channels or channel_id is None or guild.get_channel(channel_id) is not None:
        return set()
    return {channel_id}


def checklist_card(progress: Progress, t: Translator) -> Card:
    """Return all steps: what is done, what is missing and why it matters, and a way to each."""
    done = sum(progress.done(step) for step in STEPS)
    card = Card().title(t("setup-title"))
    card.text(t("setup-all-done") if done == len(STEPS) else t("setup-done", done=done, total=len(STEPS)))
    for step in STEPS:
        mark = _DONE if progress.done(step) else _OPEN
        state = state_of(progress, step, t)
        name = t(f"setup-step-{step}")
        line = f"{mark} {t('labelled', label=name, value=state) if state else f'**{name}**'}"
        why = f"setup-why-{step}-gone" if step == "roles" and progress.roles_gone else f"setup-why-{step}"
        card.text(line if progress.done(step) else f"{line}\n-# {t(why)}")
    card.text(f"{_SHOWN} **{t('setup-step-members')}**")
    if done == len(STEPS) and progress.settings.board is None:
        card.small(t("setup-board"))
    card.menu(_step_menu(progress, t))
    return card.buttons(_next(progress, "", t))


def step_card(progress: Progress, step: str, t: Translator, *, note: str | None = None) -> Card:
    """Return the head of a step's card: its place, its name, what was just done, and its state."""
    card = Card()
    if step in STEPS:
        head = t("setup-place", place=STEPS.index(step) + 1, total=len(STEPS), name=t(f"setup-step-{step}"))
    else:
        head = t(f"setup-step-{step}")
    card.title(head)
    if note is not None:
        card.text(note)
    state = state_of(progress, step, t)
    if state:
        card.text(f"{_DONE if progress.done(step) else _OPEN} {state}")
    return card


def navigation(progress: Progress, step: str, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the buttons to the next step and to all steps."""
    if step == MEMBERS and progress.after(step) == MEMBERS:
        return [_all(t)]
    return [_next(progress, step, t), _all(t)]


def state_of(progress: Progress, step: str, t: Translator) -> str:
    """Return what a step has, in one line; empty if it has nothing."""
    settings = progress.settings
    match step:
        case "language":
            return t.language_name(settings.language)
        case "channel" if settings.channel_id is not None:
            return _channel(progress, t)
        case "roles" if settings.organiser_role_id is not None or settings.member_role_id is not None:
            return _roles(progress, t)
        case "data":
            return _data(progress, t)
        case "watch" if progress.watches:
            names = ", ".join(plain(watch.name, 60) for watch in progress.watches)
            return shorten(names, _SHOWN_LENGTH)
        case "demand":
            return _demand(progress, t)
    return ""


def _channel(progress: Progress, t: Translator) -> str:
    if progress.settings.channel_id in progress.gone:
        return t("setup-channel-gone")
    channel = f"<#{progress.settings.channel_id}>"
    if progress.lacking:
        permissions = ", ".join(permission_names(progress.lacking, t))
        return t("setup-channel-lacks", channel=channel, permissions=permissions)
    fault = progress.settings.channel_fault
    return channel if fault is None else f"{channel} – {t(f'channel-fault-{fault}')}"


def _roles(progress: Progress, t: Translator) -> str:
    settings = progress.settings
    said: dict[str, Any] = {}
    for name, role_id in (("organisers", settings.organiser_role_id), ("members", settings.member_role_id)):
        if name == "members" and settings.roster:  # it replaces the role
            said[name] = t("setup-roles-roster")
        elif role_id is None:
            said[name] = t(f"setup-roles-no-{name}")
        else:
            said[name] = t("setup-roles-gone") if role_id in progress.gone else f"<@&{role_id}>"
    return t("setup-roles-are", **said)


def _data(progress: Progress, t: Translator) -> str:
    privacy = progress.settings.privacy
    if progress.done("data"):
        who = plain(privacy.controller or "", _SHOWN_LENGTH)
        return t("setup-data-is", controller=who, months=privacy.retention_months or 0)
    if privacy.controller is None and privacy.contact is None:
        return ""
    missing = missing_fields(privacy, t)
    if privacy.retention_months is None:
        missing = ", ".join(filter(None, [missing, t("setup-data-months")]))
    return t("setup-data-missing", fields=missing)


def _demand(progress: Progress, t: Translator) -> str:
    shown = progress.shown
    if shown is None or shown.state == "open":
        return "" if shown is None else title_of(shown, t)
    message = "setup-demand-draft" if shown.state == "draft" else "setup-demand-closed"
    return t(message, title=title_of(shown, t))


def _step_menu(progress: Progress, t: Translator) -> "discord.ui.Select[Card]":
    options = [
        discord.SelectOption(
            label=t(f"setup-step-{step}"),
            value=step,
            emoji="✅" if step in STEPS and progress.done(step) else None,
        )
        for step in (*STEPS, MEMBERS)
    ]
    return menu("setup-step", options=options, placeholder=t("setup-go-to"), single=True)


def _next(progress: Progress, step: str, t: Translator) -> "discord.ui.Button[Card]":
    after = progress.after(step)
    style = PRIMARY if progress.done(step) else SECONDARY
    return button(t("button-setup-next", step=t(f"setup-step-{after}")), "setup-step", after, style=style)


def _all(t: Translator) -> "discord.ui.Button[Card]":
    return button(t("button-setup-all"), "setup")


def welcome_card(t: Translator) -> Card:
    """Return the message for a channel of the server; its button opens the set-up."""
    card = Card().title(t("setup-welcome-title")).text(t("setup-welcome"))
    return card.buttons(button(t("button-setup"), "setup", style=PRIMARY))


def welcome_in_private(guild: discord.Guild, t: Translator) -> Card:
    """Return the message for whoever added the bot: the set-up itself is in the server, where Discord offers
    its channels and roles."""
    card = Card().title(t("setup-welcome-title")).text(t("setup-welcome"))
    card.text(t("setup-welcome-there", server=plain(guild.name, 100)))
    channel = first_channel(guild)
    where = "" if channel is None else f"/{channel.id}"
    return card.buttons(
        link_button(t("button-setup-server"), f"https://discord.com/channels/{guild.id}{where}")
    )


def first_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the system channel if the bot may write there, else the first channel where it may."""
    listed = [channel for channel in (guild.system_channel, *guild.text_channels) if channel is not None]
    for channel in listed:
        allowed = channel.permissions_for(guild.me)
        if allowed.view_channel and allowed.send_messages:
            return channel
    return None
