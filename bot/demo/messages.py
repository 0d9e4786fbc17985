"""Messages and forms as plain text, as a person sees them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

_LINK = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\(<?([^)>]*)>?\)")
_MARKS = re.compile(r"(?m)^(?:#{1,3}|-#|>) +|(?<!\\)(?:\*\*|`)|(?<![\\\w])__|__(?!\w)")
_MENTION = re.compile(r"<(#|@&)(\d+)>")
_COMMAND = re.compile(r"</([^:<>]+):\d+>")
_ESCAPED = re.compile(r"\\(_|[^\w\s])")


@dataclass(frozen=True)
class Button:
    """A button; ``custom_id`` is ``None`` for a link, which has a ``url``."""

    label: str
    custom_id: str | None
    url: str | None
    disabled: bool

    def does(self, wanted: str) -> bool:
        """True if ``wanted`` is its label, its ``custom_id``, or the action at the beginning of that."""
        return wanted == self.label or wanted in (self.custom_id, (self.custom_id or "").split(":")[0])


@dataclass(frozen=True)
class MessageView:
    """A message. ``text`` reads as on the screen, ``markdown`` is as it was sent."""

    message: discord.Message
    text: str
    markdown: str
    buttons: tuple[Button, ...]
    files: Mapping[str, bytes]
    private: bool  # only its reader sees it
    pictures: tuple[str, ...] = ()  # their alternative texts

    def button(self, wanted: str) -> Button:
        """Return the one button that ``wanted`` names. Raises ``LookupError``."""
        found = [button for button in self.buttons if button.does(wanted)]
        if len(found) != 1:
            there = ", ".join(f"{button.label} ({button.custom_id or button.url})" for button in self.buttons)
            raise LookupError(f"{len(found)} buttons for {wanted!r}; there are: {there or 'none'}")
        return found[0]


@dataclass(frozen=True)
class FormField:
    """A field of a form. ``options`` are the ``(label, value)`` to choose from, empty for free text, which
    ``value`` prefills."""

    custom_id: str
    label: str
    required: bool
    options: tuple[tuple[str, str], ...]
    value: str


@dataclass(frozen=True)
class Form:
    """An opened form."""

    custom_id: str
    title: str
    text: str
    fields: tuple[FormField, ...]


async def read_message(message: discord.Message) -> MessageView:
    """Read a message with its attachments."""
    parts = list(_walk(message.components))
    texts = [part.content for part in parts if isinstance(part, discord.TextDisplay)]
    markdown = "\n\n".join([message.content, *texts] if message.content else texts)
    return MessageView(
        message=message,
        text=_with_names(as_read(markdown), message.guild),
        markdown=markdown,
        buttons=tuple(
            Button(part.label or "", part.custom_id, part.url, part.disabled)
            for part in parts
            if isinstance(part, discord.Button)
        ),
        files={file.filename: await file.read() for file in message.attachments},
        private=message.flags.ephemeral,
        pictures=tuple(
            item.description or ""
            for part in parts
            if isinstance(part, discord.MediaGalleryComponent)
            for item in part.items
        ),
    )


def read_form(modal: Mapping[str, Any], guild: discord.Guild | None = None) -> Form:
    """Parse the payload of a modal; mentions become the names of the channels and roles of ``guild``."""
    texts, fields = [], []
    for part in modal["components"]:
        if "content" in part:
            texts.append(part["content"])
        if "component" in part:
            control = part["component"]
            options = tuple((option["label"], option["value"]) for option in control.get("options") or ())
            required, value = bool(control.get("required", True)), control.get("value") or ""
            fields.append(FormField(control["custom_id"], part["label"], required, options, value))
            texts += [part["label"], part.get("description") or "", *(f"☐ {label}" for label, _ in options)]
    text = _with_names(as_read("\n\n".join(text for text in texts if text)), guild)
    return Form(modal["custom_id"], modal["title"], text, tuple(fields))


def as_read(markdown: str) -> str:
    """Render Discord's markdown as text: links as ``label (address)``, no marks, no escapes."""
    plain = _COMMAND.sub(r"/\1", _LINK.sub(r"\1 (\2)", markdown))
    return _ESCAPED.sub(r"\1", _MARKS.sub("", plain)).replace("@\u200b", "@")


def _with_names(text: str, guild: discord.Guild | None) -> str:
    """Replace mentions of channels and roles by their names, as a client shows them."""

    def name(mention: re.Match[str]) -> str:
        kind, id_ = mention.group(1), int(mention.group(2))
        found = guild and (guild.get_channel(id_) if kind == "#" else guild.get_role(id_))
        return f"{kind[0]}{found.name}" if found else mention.group()

    return _MENTION.sub(name, text)


def _walk(components: Iterable[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield accessory
