"""Settings of a server: the checks of a channel and of roles, the checklist of all, and the
public board."""

from collections.abc import Collection, Iterable, Sequence

import discord

from bot.contracts.watches.service import Watches
from bot.errors import UserError
from bot.petitions.demands.consent import Privacy
from bot.petitions.demands.service import Demands
from bot.servers.settings import PRIVACY_LENGTH, Changes, ServerSettings
from bot.texts import Translator
from bot.ui.forms import TextField, ask, blank_form
from bot.ui.layout import PRIMARY, Card, button
from bot.ui.markdown import plain
from bot.ui.organise.posts import when_line
from bot.ui.replies import Interaction

ANNOUNCEMENTS, ORGANISERS = "announcements", "organisers"
"""The purposes of a channel."""

NEEDED = ("view_channel", "send_messages", "attach_files", "read_message_history")
"""Permissions for posting: charts are files, and the history is read after a crash, to see whether a post was
already sent."""

_CHECKED, _OPEN, _UNSET = "☑", "☐", "–"
"""Set; still needed; optional and not set."""


def rights_lacking(interaction: Interaction, channel_id: int) -> list[str]:
    """Return the permissions for posting that the bot lacks in a channel; all of them in an unknown one."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild is not None else None
    if guild is None or channel is None:
        return list(NEEDED)
    granted = channel.permissions_for(guild.me)
    return [name for name in NEEDED if not getattr(granted, name)]


def must_post_in(interaction: Interaction, channel_id: int, t: Translator) -> None:
    """Check that the bot may post in a channel. Raises ``UserError`` with the missing permissions."""
    if lacking := rights_lacking(interaction, channel_id):
        raise UserError(
            "refusal-channel-permissions",
            channel=f"<#{channel_id}>",
            permissions=", ".join(permission_names(lacking, t)),
        )


def permission_names(lacking: Iterable[str], t: Translator) -> list[str]:
    """Return the names of permissions as Discord's settings have them."""
    return [t(f"permission-{name.replace('_', '-')}") for name in lacking]


def role_changes(server_id: int, *, organisers: int | None = None, members: int | None = None) -> Changes:
    """Return the settings for the chosen roles.

    The server's own @everyone, which has the server's id, lets anyone in it sign as the members' role. Raises
    ``UserError`` for it as the organisers'.
    """
    changes = Changes()
    if organisers is not None:
        if organisers == server_id:
            raise UserError("refusal-everyone-organises")
        changes["organiser_role_id"] = organisers
    if members is not None:
        changes["member_role_id"] = None if members == server_id else members
    return changes


def settings_card(
    settings: ServerSettings,
    t: Translator,
    *,
    gone: Collection[int],
    saved: bool = False,
    undone: Sequence[str] = (),
    address: str = "",
) -> Card:
    """Return a checklist of all settings, what is missing first: it says how to set it, and a button opens
    the set-up, which Discord lists as a command only for those who may manage the server.

    ``gone`` are those of its roles that were deleted from the server; ``undone`` is what else is
    missing; ``address`` is that of its public board, if it is known.
    """
    if settings.board is None:
        board = f"{_UNSET} {t('settings-board-off')}"
    else:
        board = f"{_CHECKED} {t('settings-board', where=address or t('quoted', words=settings.board))}"
    missing = settings.privacy.missing()
    months = settings.privacy.retention_months
    blocks = [
        [_channel_line(settings, t), _organisers_line(settings, gone, t)],
        _signers_lines(settings, gone, t),
        [
            f"{_CHECKED} {t('settings-language', language=t.language_name(settings.language))}",
            f"{_CHECKED} {t('settings-time-zone', zone=settings.time_zone)}",
        ],
        _updates_lines(settings, t),
        [board],
        [
            _point(t, not missing, "settings-privacy", fields=field_names(missing, t)),
            _point(t, months is not None, "settings-retention", months=months or 0),
        ],
    ]
    needed = [line for block in blocks for line in block if line.startswith(_OPEN)]
    rest = [[line for line in block if not line.startswith(_OPEN)] for block in blocks]
    card = Card().title(t("settings-title"))
    if saved:
        card.text(t("settings-saved"))
    for block in filter(None, ([*needed, *undone], *rest)):
        card.text("\n".join(block))
    return card.buttons(button(t("button-setup"), "setup")) if needed or undone else card


async def still_to_do(watches: Watches, demands: Demands, server_id: int, t: Translator) -> list[str]:
    """Return what a campaign lacks besides settings: a watch and a demand; empty once both exist."""
    lines = []
    if not await watches.list(server_id):
        lines.append(f"{_OPEN} {t('settings-no-watch')}")
    if not await demands.list(server_id, include_drafts=True):
        lines.append(f"{_OPEN} {t('settings-no-demand')}")
    return lines


def missing_fields(privacy: Privacy, t: Translator) -> str:
    """Return the privacy settings that are empty or still an example, as a list; empty if all are set."""
    return field_names(privacy.missing(), t)


def field_names(fields: Iterable[str], t: Translator) -> str:
    """Return the names of privacy settings for the reader."""
    return ", ".join(t(f"privacy-field-{field.replace('_', '-')}") for field in fields)


def _point(t: Translator, done: bool, message: str, **arguments: str | int) -> str:
    return f"{_CHECKED if done else _OPEN} {t(message if done else f'{message}-missing', **arguments)}"


def _mark(given: bool) -> str:
    """Return the mark of an optional setting."""
    return _CHECKED if given else _UNSET


def _organisers_line(settings: ServerSettings, gone: Collection[int], t: Translator) -> str:
    role_id = settings.organiser_role_id
    if role_id in gone:
        return f"{_OPEN} {t('settings-organisers-gone')}"
    return _point(t, role_id is not None, "settings-organisers", role=f"<@&{role_id}>")


def _signers_lines(settings: ServerSettings, gone: Collection[int], t: Translator) -> list[str]:
    """Return all requirements for signers. The roster replaces the role, as ``conditions_to_open`` does."""
    role_id = settings.member_role_id
    if settings.roster:
        there = settings.roster_size is not None
        who = [_point(t, there, "settings-roster", size=settings.roster_size or 0)]
    else:
        if role_id in gone:
            role = f"{_OPEN} {t('settings-signers-gone')}"
        else:
            signers = "settings-signers-anyone" if role_id is None else "settings-signers"
            role = f"{_mark(role_id is not None)} {t(signers, role=f'<@&{role_id}>')}"
        who = [role, f"{_UNSET} {t('settings-roster-off')}"]
    account = t("settings-account-days", days=settings.min_account_days)
    joined = t("settings-server-days", days=settings.min_server_days)
    account = f"{_mark(settings.min_account_days > 0)} {account}"
    return [*who, account, f"{_mark(settings.min_server_days > 0)} {joined}"]


def _updates_lines(settings: ServerSettings, t: Translator) -> list[str]:
    """Return the options for posts, and the channel for faults."""
    channel = settings.organiser_channel_id
    lines = [
        (settings.purchase_news, "settings-purchases", "settings-purchases-off"),
        (settings.subcontract_news, "settings-subcontracts", "settings-subcontracts-off"),
        (settings.weekly, "settings-weekly", "settings-weekly-off"),
        (channel is not None, "settings-organiser-channel", "settings-organiser-channel-none"),
    ]
    told = [
        f"{_mark(given)} {t(text if given else otherwise, channel=f'<#{channel}>')}"
        for given, text, otherwise in lines
    ]
    change = "" if settings.digest else f" {t('posts-change')}"
    return [f"{_CHECKED} {when_line(settings, t)}{change}", *told]


def _channel_line(settings: ServerSettings, t: Translator) -> str:
    works = settings.channel_id is not None and settings.channel_fault is None
    if settings.channel_id is not None and settings.channel_fault is not None:
        refused = t("settings-channel-refused", channel=f"<#{settings.channel_id}>")
        return f"{_OPEN} {refused} {t(f'channel-fault-{settings.channel_fault}')}"
    return _point(t, works, "settings-channel", channel=f"<#{settings.channel_id}>")


def board_offer_card(name: str, address: str, t: Translator) -> Card:
    """Return what becomes public, and the button that publishes it. ``address`` is the board's, if it is
    known."""
    card = Card().title(t("board-offer-title")).text(t("board-offer-shown")).text(t("board-offer-never"))
    card.text(t("board-offer-copies"))
    card.text(t("board-offer-address", address=address) if address else t("board-offer-name", name=name))
    return card.buttons(button(t("button-board-publish"), "board-publish", name, style=PRIMARY))


def board_on_card(name: str, address: str, press: str | None, t: Translator) -> Card:
    """Return where the board is, or that whoever runs the bot decides that; the contact for the press, and
    the button that changes it."""
    card = Card().text(t("board-on", address=address) if address else t("board-on-unknown", name=name))
    card.text(t("board-on-next"))
    if press is not None:
        card.text(t("labelled", label=t("audit-field-press"), value=plain(press)))
    return card.buttons(button(t("audit-field-press"), "board-press"))


def press_form(press: str | None, t: Translator) -> discord.ui.Modal:
    """Return the form for the contact of the press."""
    form = blank_form(t("audit-field-press"), "board-press-save")
    hint = t("board-press-hint")
    field = TextField(
        "press", t("audit-field-press"), hint, press, PRIVACY_LENGTH, short=True, required=False
    )
    ask(form, field)
    return form


def board_off_card(name: str | None, t: Translator) -> Card:
    """Return what is taken down, and when; ``None``: there was no board."""
    if name is None:
        return Card().text(t("board-was-off"))
    return Card().text(t("board-off")).text(t("board-off-next", name=name))
