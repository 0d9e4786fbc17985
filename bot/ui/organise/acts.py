"""Acts of organisers: the table from which the panel, its menus and the quick search are read, and the forms
in which what an act needs is typed."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import discord

from bot.common.text import fold
from bot.errors import UserError
from bot.texts import Translator
from bot.texts.catalogue import own_names
from bot.ui.forms import MAX_OPTIONS, TextField, ask, blank_form
from bot.ui.layout import Card, button, menu
from bot.ui.markdown import ELLIPSIS, one_line, plain
from bot.ui.replies import Interaction, sentence_of
from bot.ui.router import discord_id

SKIPPED, FIND = "_", "?"
"""Values of an optional thing that is left out, and of the entry that opens a search."""
MAX_FOUND = 25
_OPTION_LENGTH = 100
_TYPED_LENGTH = 60
_DIGITS = 20

Handler = TypeVar("Handler", bound=Callable[..., Awaitable[None]])
Find = TypeVar("Find")


@dataclass(frozen=True, slots=True)
class Thing:
    """Subject of an act, as a menu offers it: its name for the reader, its value, and its state."""

    name: str
    value: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Parameter that is chosen in a menu, before any form opens: a thing of a ``kind``, in one of ``states``,
    or one of ``values``."""

    kind: str
    states: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Parameter that is given in the form: ``text`` of at most so many characters, a ``number`` between two
    bounds, one of the ``values`` of a ``menu``, a ``role`` or a ``channel``."""

    kind: str
    bounds: tuple[int, int] = (0, 0)
    values: tuple[str, ...] = ()
    labels: str = ""
    required: bool = True


def text(most: int, *, required: bool = True) -> Typed:
    return Typed("text", (1, most), required=required)


def number(least: int, most: int, *, required: bool = True) -> Typed:
    return Typed("number", (least, most), required=required)


def one_of(*values: str, labels: str = "choice", required: bool = True) -> Typed:
    return Typed("menu", values=values, labels=labels, required=required)


def flag(*, required: bool = False) -> Typed:
    return Typed("flag", values=("yes", "no"), labels="choice", required=required)


def language(*, required: bool = False) -> Typed:
    return Typed("menu", values=tuple(own_names()), labels="language", required=required)


ROLE = Typed("role", required=False)
CHANNEL = Typed("channel")
LANGUAGE = Chosen("language", values=tuple(own_names()))


@dataclass(frozen=True, slots=True)
class ActEntry:
    """Entry of the table: texts are ``act-<id>``, with what it does as ``.description``."""

    id: str
    handler: str
    chosen: Mapping[str, Chosen] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)

    @property
    def section(self) -> str:
        group = self.id.partition("-")[0]
        return next((name for name, groups in SECTIONS.items() if group in groups), "")

    @property
    def subject(self) -> Chosen | None:
        """The thing that it is done to."""
        first = next(iter(self.chosen.values()), None)
        return None if first is None or first.values or first.optional else first


SECTIONS: Mapping[str, Sequence[str]] = {
    "demands": ("demand", "paper", "invalidate"),
    "watches": ("watch",),
    "facts": ("fact", "word"),
    "names": ("name", "site"),
    "settings": ("settings",),
    "round": ("round",),
}
"""Sections of the panel, with the first words of their acts; the other acts stand on the panel itself."""

ACTS: dict[str, ActEntry] = {}
"""The table, by id, in the order of the menus."""


def act(id_: str, **parameters: Chosen | Typed) -> Callable[[Handler], Handler]:
    """Enter a cog's method into the table. It gets its parameters by name, those left out excepted."""

    def enter(handler: Handler) -> Handler:
        chosen = {name: each for name, each in parameters.items() if isinstance(each, Chosen)}
        typed = {name: each for name, each in parameters.items() if isinstance(each, Typed)}
        if id_ in ACTS:
            raise ValueError(f"two acts {id_}")
        ACTS[id_] = ActEntry(id_, handler.__name__, chosen, typed)
        return handler

    return enter


def words_of(entry: ActEntry, translators: Iterable[Translator]) -> str:
    """Return what an act is found by: its id, and its names and sections in these languages."""
    found = [entry.id.replace("-", " ")]
    for t in translators:
        found += [t(f"act-{entry.id}"), t(f"act-{entry.id}.words")]
        found += [t(f"section-{entry.section}")] if entry.section else []
    return fold(" ".join(found))


def named_acts(typed: str, translators: Sequence[Translator]) -> list[ActEntry]:
    """Return the acts whose words have all typed ones; only that with exactly these, if there is one."""
    wanted = fold(typed).replace("-", " ").split()
    exact = " ".join(wanted)
    for entry in ACTS.values():
        spoken = {fold(t(f"act-{entry.id}.words")) for t in translators}
        if exact in {entry.id.replace("-", " "), *spoken}:
            return [entry]
    return [entry for entry in ACTS.values() if all(word in words_of(entry, translators) for word in wanted)]


def option(label: str, value: str, description: str = "") -> discord.SelectOption:
    """Return an entry of a menu, within Discord's lengths; invisible characters, which could reorder a name,
    are removed."""
    shown = one_line(label, _OPTION_LENGTH) or ELLIPSIS
    return discord.SelectOption(
        label=shown, value=value, description=one_line(description, _OPTION_LENGTH) or None
    )


def act_options(entries: Iterable[ActEntry], t: Translator, *values: str) -> list[discord.SelectOption]:
    """Return menu entries for acts; with ``values``, done to these."""
    return [
        option(t(f"act-{each.id}"), ":".join([each.id, *values]), t(f"act-{each.id}.description"))
        for each in islice(entries, MAX_OPTIONS)
    ]


def step_card(
    entry: ActEntry, values: Sequence[str], things: Sequence[Thing], t: Translator, note: str = ""
) -> Card:
    """Return the menu of what an act needs next; with more than it holds, the last entry is a search."""
    parameter = list(entry.chosen.values())[len(values)]
    card = Card().title(t(f"act-{entry.id}")).text(note or t(f"act-{entry.id}.description"))
    options = [option(t("act-left-out"), SKIPPED)] if parameter.optional else []
    options += [option(each.name, each.value) for each in things]
    if len(options) >= MAX_OPTIONS:
        options = [*options[: MAX_OPTIONS - 1], option(t("act-find"), FIND)]
    if not options:
        return card.text(t("act-nothing"))
    name = list(entry.chosen)[len(values)].replace("_", "-")
    return card.menu(
        menu("do", entry.id, *values, options=options, placeholder=t(f"field-{name}"), single=True)
    )


def find_form(target: str, t: Translator) -> discord.ui.Modal:
    """Return the form with one line to search for a thing."""
    form = blank_form(t("act-find"), "do-find", *target.split(":"))
    ask(
        form,
        TextField("words", t("act-find-words"), t("act-find-words.hint"), None, _TYPED_LENGTH, short=True),
    )
    return form


def act_form(
    entry: ActEntry, values: Sequence[str], t: Translator, entries: Mapping[str, str] | None = None
) -> discord.ui.Modal:
    """Return the form of an act, with ``entries`` that were typed before."""
    form = blank_form(t(f"act-{entry.id}"), "do-form", entry.id, *values)
    for name, each in entry.typed.items():
        _ask(form, f"{entry.id}-{name.replace('_', '-')}", name, each, (entries or {}).get(name), t)
    return form


def _ask(
    form: discord.ui.Modal, message: str, name: str, wanted: Typed, value: str | None, t: Translator
) -> None:
    label = t(f"field-{name.replace('_', '-')}")
    hint = t(f"field-{message}.hint")
    if wanted.kind in ("text", "number"):
        most = wanted.bounds[1] if wanted.kind == "text" else _DIGITS
        short = most <= _OPTION_LENGTH * 2
        ask(form, TextField(name, label, hint, value, most, short=short, required=wanted.required))
        return
    component: Any
    default = [] if not value else [int(value)] if value.isdecimal() else []
    least = int(wanted.required)
    if wanted.kind == "role":
        kind = discord.SelectDefaultValueType.role
        component = discord.ui.RoleSelect(
            custom_id=name,
            min_values=least,
            required=wanted.required,
            default_values=[discord.SelectDefaultValue(id=each, type=kind) for each in default],
        )
    elif wanted.kind == "channel":
        kind = discord.SelectDefaultValueType.channel
        component = discord.ui.ChannelSelect(
            custom_id=name,
            min_values=least,
            required=wanted.required,
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            default_values=[discord.SelectDefaultValue(id=each, type=kind) for each in default],
        )
    else:
        component = discord.ui.Select(
            custom_id=name,
            min_values=least,
            required=wanted.required,
            options=[
                discord.SelectOption(label=_label(wanted, each, t), value=each, default=each == value)
                for each in wanted.values
            ],
        )
    form.add_item(discord.ui.Label(text=label, description=hint, component=component))


def _label(wanted: Typed, value: str, t: Translator) -> str:
    return own_names()[value] if wanted.labels == "language" else t(f"{wanted.labels}-{value}")


def entries_of(entry: ActEntry, interaction: Interaction) -> dict[str, str]:
    """Return what was typed or picked in a submitted form, by field; nothing for what was left empty."""
    data: Any = interaction.data or {}
    controls = [row.get("component") or {} for row in data.get("components") or ()]
    found = {}
    for control in controls:
        name, value = str(control.get("custom_id")), control.get("value")
        values = [value] if isinstance(value, str) else control.get("values") or [""]
        if name in entry.typed and str(values[0]).strip():
            found[name] = str(values[0]).strip()
    return found


def parameters_of(entry: ActEntry, entries: Mapping[str, str], t: Translator) -> dict[str, Any]:
    """Return the parameters of an act from what was typed, those left out excepted. Raises ``UserError``."""
    return {
        name: _parsed(name, wanted, entries.get(name, ""), t)
        for name, wanted in entry.typed.items()
        if name in entries or wanted.required
    }


def _parsed(name: str, wanted: Typed, typed: str, t: Translator) -> Any:
    least, most = wanted.bounds
    if wanted.kind == "number":
        digits = re.sub(r"[\s.,\u202f]", "", typed)
        given = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS else -1
        if not least <= given <= most:
            label = t(f"field-{name.replace('_', '-')}")
            raise UserError("refusal-act-number", field=label, value=typed, least=least, most=most)
        return given
    if wanted.kind == "text":
        return typed
    if wanted.kind in ("role", "channel"):
        return discord_id(typed)
    if typed not in wanted.values:
        raise UserError("refusal-not-confirmed")
    return typed == "yes" if wanted.kind == "flag" else typed


def refused_act(draft_id: int, refusal: UserError, t: Translator) -> Card:
    """Return the reason why a form was refused, and the button back to what was typed."""
    card = Card().text(sentence_of(refusal, t))
    return card.buttons(button(t("button-fact-again"), "do-again", draft_id))


def panel_card(lines: Sequence[str], t: Translator, *, confirms: bool) -> Card:
    """Return the panel: what waits, how the campaign stands, and the menu of what can be done."""
    card = Card().title(t("panel-title"))
    if lines:
        card.text("\n".join(lines))
    options = [
        option(t(f"section-{name}"), f"section:{name}", t(f"section-{name}.description")) for name in SECTIONS
    ]
    options += act_options((entry for entry in ACTS.values() if not entry.section), t)
    card.menu(menu("do", options=options, placeholder=t("panel-what"), single=True))
    first = [button(t("panel-confirm"), "do", "confirm")] if confirms else []
    return card.buttons(*first, button(t("act-export"), "do", "export"))


def section_card(name: str, things: Sequence[Thing], t: Translator, *, found: str = "") -> Card:
    """Return a section: a menu of its things, and one of the acts that need none of these."""
    card = Card().title(t(f"section-{name}")).text(t(f"section-{name}.description"))
    if found:
        card.text(t("act-found", words=plain(found, _TYPED_LENGTH), count=len(things)))
    entries = [entry for entry in ACTS.values() if entry.section == name]
    kind = MAIN_KINDS.get(name)
    words = found.replace(":", " ")  # the thing is found by them again
    options = [option(each.name, f"thing:{name}:{each.value}:{words}") for each in things]
    if len(options) >= MAX_FOUND:
        options = [*options[: MAX_OPTIONS - 1], option(t("act-find"), f"find:{name}")]
    if options:
        card.menu(menu("do", "", options=options, placeholder=t(f"section-{name}.things"), single=True))
    others = [entry for entry in entries if entry.subject is None or entry.subject.kind != kind]
    card.menu(menu("do", options=act_options(others, t), placeholder=t("panel-what"), single=True))
    return card.buttons(button(t("panel-title"), "organise"))


def thing_card(name: str, thing: Thing, t: Translator) -> Card:
    """Return what can be done with a thing, in its state."""
    card = Card().title(plain(thing.name, _OPTION_LENGTH))
    entries = [
        entry for entry in ACTS.values() if entry.section == name and fits(entry, MAIN_KINDS[name], thing)
    ]
    options = act_options(entries, t, thing.value)
    card.menu(menu("do", options=options, placeholder=t("panel-what"), single=True))
    return card.buttons(button(t(f"section-{name}"), "do", "section", name))


def choice_card(entries: Sequence[ActEntry], typed: str, t: Translator) -> Card:
    """Return the acts that what was typed may mean."""
    card = Card().text(t("act-which", words=plain(typed, _TYPED_LENGTH)))
    return card.menu(menu("do", options=act_options(entries, t), placeholder=t("panel-what"), single=True))


def things_card(named: Sequence[tuple[str, str]], t: Translator) -> Card:
    """Return what waits for a second organiser, to be chosen."""
    card = Card().title(t("panel-confirm-title"))
    if not named:
        return card.text(t("act-nothing"))
    options = [option(name, value) for name, value in named[:MAX_OPTIONS]]
    return card.menu(menu("do", options=options, placeholder=t("panel-confirm"), single=True))


def fits(entry: ActEntry, kind: str, thing: Thing) -> bool:
    """Return whether an act can be done to a thing in its state."""
    subject = entry.subject
    return (
        subject is not None and subject.kind == kind and (not subject.states or thing.state in subject.states)
    )


MAIN_KINDS = {"demands": "demand", "watches": "watch", "facts": "fact", "names": "site"}
"""The kind of things that a section opens with."""
