"""The pieces of a card, within Discord's limits: 4,000 characters and 40 components a message."""

import re
import unicodedata
from datetime import datetime

import discord

from bot.texts import Translator
from bot.ui.router import route

ELLIPSIS = "…"
MOST_CHARACTERS = 4000
MOST_COMPONENTS = 40
_MARKDOWN = re.compile(r"([\\`*_~|<>\[\]()#@:-])")
_UNSEEN = ("Cc", "Cf")
_LABEL_LENGTH = 80


def shorten(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut with an ellipsis, preferably between words."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut).rstrip() + ELLIPSIS


def plain(text: str, limit: int = 300) -> str:
    """Text from outside as text: one line, no markdown, no mention, no link, cut to ``limit``.

    Nothing unseen stays in it that could turn the order of what is read or hide a part of it.
    """
    return _MARKDOWN.sub(r"\\\1", one_line(text, limit)).replace("\\@", "@\u200b")


def one_line(text: str, limit: int = 300) -> str:
    """Text from outside on one line, for suggestions and labels, where Discord reads no markdown."""
    # But for the spaces that do not break, which are part of French.
    return shorten(re.sub(r"[^\S\u00a0\u202f]+", " ", _seen(text)).strip(), limit)


def _seen(text: str) -> str:
    """``text`` without controls and format characters, but with all its white space."""
    return "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _UNSEEN
    )


def link(label: str, url: str) -> str:
    """A markdown link; the bare label where the address is not http(s)."""
    if not url.startswith(("https://", "http://")):
        return label
    return f"[{label}](<{url.replace('>', '%3E').replace(' ', '%20')}>)"


class Card(discord.ui.LayoutView):
    """One message: a framed column of texts, rules and buttons, built from top to bottom.

    The view is stopped from the start, so discord.py never stores it: its buttons are answered by the
    router. What is beyond Discord's limits is cut with an ellipsis rather than refused.
    """

    def __init__(self, *, colour: discord.Colour | None = None) -> None:
        super().__init__(timeout=None)
        self.files: dict[str, bytes] = {}
        """What is to be attached to the message, by name."""
        self._left = MOST_CHARACTERS
        self._full = False
        self._frame: discord.ui.Container[Card] = discord.ui.Container(accent_colour=colour)
        self.add_item(self._frame)
        self.stop()

    def title(self, text: str) -> "Card":
        return self.text(f"## {text}")

    def text(self, markdown: str) -> "Card":
        """A paragraph of markdown; what comes from outside must have gone through ``plain``."""
        shown = shorten(markdown, self._left) if self._left > 1 else ""
        if shown:
            self._left -= len(shown)
            self._put(discord.ui.TextDisplay(shown))
        return self

    def small(self, markdown: str) -> "Card":
        """A small, dim line: sources, dates, how it was counted."""
        return self.text("\n".join(f"-# {line}" for line in markdown.splitlines() if line.strip()))

    def rule(self) -> "Card":
        return self._put(discord.ui.Separator())

    def picture(self, filename: str, description: str, content: bytes | None = None) -> "Card":
        """An attached file shown as a picture, with its alternative text; ``content`` goes to ``files``."""
        if content is not None:
            self.files[filename] = content
        gallery: discord.ui.MediaGallery[Card] = discord.ui.MediaGallery()
        gallery.add_item(media=f"attachment://{filename}", description=shorten(description, 1024))
        return self._put(gallery)

    def attachment(self, filename: str) -> "Card":
        """An attached file to download, under the frame."""
        if self._has_room(1):
            self.add_item(discord.ui.File(f"attachment://{filename}"))
        return self

    def buttons(self, *buttons: "discord.ui.Button[Card]") -> "Card":
        """A row of at most five buttons."""
        if buttons:
            self._put(discord.ui.ActionRow(*buttons), 1 + len(buttons))
        return self

    def menu(self, menu: "discord.ui.Select[Card]") -> "Card":
        """A menu in a row of its own."""
        return self._put(discord.ui.ActionRow(menu), 2)

    def _put(self, item: "discord.ui.Item[Card]", components: int = 1) -> "Card":
        if self._has_room(components):
            self._frame.add_item(item)
        return self

    def _has_room(self, components: int) -> bool:
        """Whether that many more fit. Once they do not, an ellipsis ends the card, for which one is kept."""
        if not self._full and self.total_children_count + components >= MOST_COMPONENTS:
            self._full = True
            if self._left > 0:
                self._frame.add_item(discord.ui.TextDisplay(ELLIPSIS))
        return not self._full


def button(
    label: str,
    action: str,
    *arguments: object,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> "discord.ui.Button[Card]":
    """A button that the router takes to the handler of ``action``."""
    return discord.ui.Button(
        label=shorten(label, _LABEL_LENGTH),
        custom_id=route(action, *arguments),
        style=style,
        disabled=disabled,
    )


def menu(
    action: str, *arguments: object, options: "list[discord.SelectOption]", placeholder: str
) -> "discord.ui.Select[Card]":
    """A menu of at most 25 options, any number of which may be chosen; its handler finds the values in the
    interaction's data."""
    return discord.ui.Select(
        custom_id=route(action, *arguments),
        options=options,
        placeholder=shorten(placeholder, 150),
        min_values=0,
        max_values=len(options),
    )


def timestamp(moment: datetime, style: str) -> str:
    """A moment that each reader's Discord writes in their own time zone and keeps right (``F``, ``f``: in
    full, ``R``: how long until then)."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def link_button(label: str, url: str) -> "discord.ui.Button[Card]":
    """A button that opens a public page."""
    return discord.ui.Button(label=shorten(label, _LABEL_LENGTH), url=url)


def pager(
    t: Translator, action: str, *arguments: object, offset: int, limit: int, total: int
) -> "list[discord.ui.Button[Card]]":
    """Previous and next for a list of ``total`` items, none if one page holds it.

    The handler gets ``arguments`` and then the offset to show.
    """
    if total <= limit:
        return []
    return [
        button(t("pager-previous"), action, *arguments, max(0, offset - limit), disabled=offset <= 0),
        button(t("pager-next"), action, *arguments, offset + limit, disabled=offset + limit >= total),
    ]
