"""Card layout, within Discord's limits: 4,000 characters and 40 components a message."""

from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.common.pagination import Page
from bot.texts import Translator
from bot.ui.markdown import ELLIPSIS, shorten
from bot.ui.router import route

PRIMARY, SECONDARY, DANGER = (
    discord.ButtonStyle.primary,
    discord.ButtonStyle.secondary,
    discord.ButtonStyle.danger,
)
MAX_CHARACTERS = 4000
MAX_COMPONENTS = 40
_LABEL_LENGTH = 80
MAX_URL_LENGTH = 512
_BUTTONS_IN_A_ROW = 5


class Card(discord.ui.LayoutView):
    """One message: a framed column of texts, rules and buttons, built from top to bottom.

    The view is stopped from the start, so discord.py never stores it: its buttons are answered by the router.
    Content beyond Discord's limits is cut with an ellipsis instead of failing.
    """

    def __init__(self, *, colour: discord.Colour | None = None) -> None:
        super().__init__(timeout=None)
        self.files: dict[str, bytes] = {}
        """Files to attach to the message, by name."""
        self.news: list[str] = []
        """Kinds of news in it, whose roles a post mentions."""
        self._left = MAX_CHARACTERS
        self._full = False
        self._frame: discord.ui.Container[Card] = discord.ui.Container(accent_colour=colour)
        self.add_item(self._frame)
        self.stop()

    def title(self, text: str) -> "Card":
        return self.text(f"## {text}")

    def text(self, markdown: str) -> "Card":
        """Add a paragraph of markdown; text from outside must have gone through ``plain``."""
        shown = shorten(markdown, self._left) if self._left > 1 else ""
        if shown:
            self._left -= len(shown)
            self._put(discord.ui.TextDisplay(shown))
        return self

    def small(self, markdown: str) -> "Card":
        """Add small, dim lines: sources, dates, methods."""
        return self.text("\n".join(f"-# {line}" for line in markdown.splitlines() if line.strip()))

    def rule(self) -> "Card":
        return self._put(discord.ui.Separator())

    def picture(self, filename: str, description: str, content: bytes | None = None) -> "Card":
        """Add an attached file shown as a picture, with its alternative text; ``content`` goes to
        ``files``."""
        if content is not None:
            self.files[filename] = content
        gallery: discord.ui.MediaGallery[Card] = discord.ui.MediaGallery()
        gallery.add_item(media=f"attachment://{filename}", description=shorten(description, 1024))
        return self._put(gallery)

    def attachment(self, filename: str) -> "Card":
        """Add an attached file to download, below the frame."""
        if self._has_room(1):
            self.add_item(discord.ui.File(f"attachment://{filename}"))
        return self

    @property
    def is_empty(self) -> bool:
        return not self._frame.children

    def row(self, row: "discord.ui.ActionRow[Card]") -> "Card":
        """Add a finished row of buttons, or of one menu."""
        return self._put(row, 1 + len(row.children))

    def buttons(self, *buttons: "discord.ui.Button[Card]") -> "Card":
        """Add a row of at most five buttons."""
        if buttons:
            self._put(discord.ui.ActionRow(*buttons), 1 + len(buttons))
        return self

    def last_button(self, button: "discord.ui.Button[Card]") -> "Card":
        """Add a button behind all others: in the last row, or in one of its own if that is full."""
        row = self._frame.children[-1] if self._frame.children else None
        buttons = row.children if isinstance(row, discord.ui.ActionRow) else []
        if not 0 < len(buttons) < _BUTTONS_IN_A_ROW or not isinstance(buttons[0], discord.ui.Button):
            return self.buttons(button)
        if isinstance(row, discord.ui.ActionRow) and self._has_room(1):
            row.add_item(button)
        return self

    def mention(self, roles: Iterable[int]) -> bool:
        """Add a line below the frame that names these roles; return whether it had room."""
        line = " ".join(f"<@&{role_id}>" for role_id in roles)
        fits = 0 < len(line) <= self._left and self._has_room(1)
        if fits:
            self._left -= len(line)
            self.add_item(discord.ui.TextDisplay(line))
        return fits

    def menu(
        self, menu: "discord.ui.Select[Card] | discord.ui.ChannelSelect[Card] | discord.ui.RoleSelect[Card]"
    ) -> "Card":
        """Add a menu in a row of its own."""
        return self._put(discord.ui.ActionRow(menu), 2)

    def _put(self, item: "discord.ui.Item[Card]", components: int = 1) -> "Card":
        if self._has_room(components):
            self._frame.add_item(item)
        return self

    def _has_room(self, components: int) -> bool:
        """Return whether that many more components fit. The first time they do not, an ellipsis ends the
        card, for which one is reserved."""
        if not self._full and self.total_children_count + components >= MAX_COMPONENTS:
            self._full = True
            if self._left > 0:
                self._frame.add_item(discord.ui.TextDisplay(ELLIPSIS))
        return not self._full


def button(
    label: str,
    action: str,
    *arguments: object,
    style: discord.ButtonStyle = SECONDARY,
    disabled: bool = False,
) -> "discord.ui.Button[Card]":
    """Return a button that the router dispatches to the handler of ``action``."""
    return discord.ui.Button(
        label=shorten(label, _LABEL_LENGTH),
        custom_id=route(action, *arguments),
        style=style,
        disabled=disabled,
    )


def menu(
    action: str,
    *arguments: object,
    options: "list[discord.SelectOption]",
    placeholder: str,
    single: bool = False,
) -> "discord.ui.Select[Card]":
    """Return a menu of at most 25 options, of which any number may be chosen, or a ``single`` one; its
    handler finds the values in the interaction's data."""
    return discord.ui.Select(
        custom_id=route(action, *arguments),
        options=options,
        placeholder=shorten(placeholder, 150),
        min_values=1 if single else 0,
        max_values=1 if single else len(options),
    )


def role_menu(
    action: str, *arguments: object, chosen: int | None, placeholder: str, optional: bool = False
) -> "discord.ui.RoleSelect[Card]":
    """Return a menu of the server's roles, of which one is picked, or none if that is ``optional``."""
    return discord.ui.RoleSelect(
        custom_id=route(action, *arguments),
        placeholder=placeholder,
        min_values=0 if optional else 1,
        default_values=_chosen(chosen, discord.SelectDefaultValueType.role),
    )


def channel_menu(action: str, *, chosen: int | None, placeholder: str) -> "discord.ui.ChannelSelect[Card]":
    """Return a menu of the channels in which a bot can post: Discord lists and searches them, however many
    there are."""
    return discord.ui.ChannelSelect(
        custom_id=route(action),
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        placeholder=placeholder,
        default_values=_chosen(chosen, discord.SelectDefaultValueType.channel),
    )


def _chosen(id_: int | None, type_: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [] if id_ is None else [discord.SelectDefaultValue(id=id_, type=type_)]


def link_button(label: str, url: str) -> "discord.ui.Button[Card]":
    """Return a button that opens a public page."""
    return discord.ui.Button(label=shorten(label, _LABEL_LENGTH), url=url)


def read_on_board(card: Card, address: str, t: Translator) -> Card:
    """Add the link to a page of the public board; none without an ``address``, or one too long for
    Discord."""
    if address and len(address) <= MAX_URL_LENGTH:
        card.last_button(link_button(t("button-board"), address))
    return card


def pager(
    t: Translator, action: str, *arguments: object, offset: int, limit: int, total: int
) -> "list[discord.ui.Button[Card]]":
    """Return the buttons "previous" and "next" for a list of ``total`` items; none if one page holds it.

    The handler gets ``arguments`` and then the offset to show.
    """
    if total <= limit:
        return []
    return [
        button(t("pager-previous"), action, *arguments, max(0, offset - limit), disabled=offset <= 0),
        button(t("pager-next"), action, *arguments, offset + limit, disabled=offset + limit >= total),
    ]


def numbers(card: Card, page: Page[Any], action: str, subjects: Sequence[object]) -> Card:
    """Add a button for each item of the page, labelled with its position in the whole list, in rows of about
    the same length.

    The handler of ``action`` gets the subject, and a last argument that it does not need: a list may name a
    subject twice, and one message cannot hold two equal buttons.
    """
    buttons = [
        button(str(place), action, subject, f"n{place}")
        for place, subject in enumerate(subjects, page.offset + 1)
    ]
    if buttons:
        rows = -(-len(buttons) // _BUTTONS_IN_A_ROW)
        a_row = -(-len(buttons) // rows)
        for start in range(0, len(buttons), a_row):
            card.buttons(*buttons[start : start + a_row])
    return card


def entries(card: Card, shown: Iterable[str]) -> Card:
    """Add the items of a page, separated by rules."""
    for place, entry in enumerate(shown):
        if place:
            card.rule()
        card.text(entry)
    return card


def turning(card: Card, page: Page[Any], t: Translator, action: str, *arguments: object) -> Card:
    """Add the page's position and the paging buttons, if there is more than one page."""
    if page.total > page.limit:
        last = min(page.offset + page.limit, page.total)
        card.small(t("pager-where", first=page.offset + 1, last=last, total=page.total))
        card.buttons(*pager(t, action, *arguments, offset=page.offset, limit=page.limit, total=page.total))
    return card
