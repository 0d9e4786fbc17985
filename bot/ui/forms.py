"""Forms (modals): building them, and reading their submissions.

A form is stopped before it is shown, so that discord.py keeps nothing of it in memory: its submission reaches
the router by its ``custom_id``, after a restart too. The random end of the ``custom_id`` keeps a client from
prefilling a form with input that was left in another.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import discord

from bot.common.shown import shown_digest
from bot.errors import UserError
from bot.petitions.counts.units import UnitView
from bot.petitions.demands.consent import OPTIONAL_FIELDS
from bot.petitions.demands.service import WAYS, DemandView
from bot.petitions.demands.views import BODY_LENGTH, TITLE_LENGTH, shown_of
from bot.servers.settings import MAX_MONTHS, PRIVACY_FIELDS, PRIVACY_LENGTH, Privacy
from bot.texts import Translator
from bot.ui.demands.count import sized_name
from bot.ui.layout import MAX_CHARACTERS
from bot.ui.markdown import PHONE_WIDTH, phone_lines, plain, prose, shorten
from bot.ui.replies import Interaction
from bot.ui.router import route

_FORM_TITLE_LENGTH = 45
_EXAMPLE_LENGTH = 100
_BOX_LINES, _MENU_LINES = 2, 3  # lines of a telephone for the box to tick and for the menu of units
_LABEL = re.compile(r"^([^:\n]{2,40}:)", re.MULTILINE)
_YES = "yes"
_OPTION_LENGTH = 100

MAX_OPTIONS = 25
"""Discord's limit for a menu."""
MAX_FORM_LINES = 28
"""Lines of a telephone that the form to sign takes, if what organisers say about privacy is short. Members
read the demand on its card; the form begins it, and never shortens the consent for it."""


def sign_form(
    demand: DemandView, t: Translator, *, units: Sequence[UnitView] = (), named: UnitView | None = None
) -> discord.ui.Modal:
    """Return the form to sign: the demand, the consent text of its version, a box to tick, and with ``units``
    a menu to name one. If there are more than a menu holds, the command names it, as in ``named``."""
    form = blank_form(t("sign-form-title"), "sign", demand.id, demand.version, f"u{named.id if named else 0}")
    consent = _LABEL.sub(r"**\1**", prose(t.pick(demand.consent or {t.language: ""})))
    language = _language_note(demand, t)
    taken = phone_lines(language + consent) + _BOX_LINES + (_MENU_LINES if units else 0)
    wording = language + _excerpt(t.pick(demand.texts), MAX_FORM_LINES - taken, t)
    form.add_item(discord.ui.TextDisplay(wording))
    if consent:  # one of an earlier version can be longer than today's
        consent = _cut(consent, MAX_CHARACTERS - len(wording), "\n" + t("sign-form-rest-of-consent"))
        form.add_item(discord.ui.TextDisplay(consent))
    _one_box(form, "consent", t("sign-form-consent"), t("sign-form-agree"))
    if len(units) > MAX_OPTIONS:
        name = "" if named is None else plain(sized_name(named, t, _OPTION_LENGTH), _OPTION_LENGTH)
        told = t("sign-form-unit-many") if named is None else t("sign-form-unit-named", name=name)
        form.add_item(discord.ui.TextDisplay(told))
    elif units:
        form.add_item(_unit_menu(units, named, t))
    return form


def _language_note(demand: DemandView, t: Translator) -> str:
    """Return a line that names the language of a demand and of its consent, if not the reader's: both
    exist only in the languages that organisers wrote or approved."""
    parts = {"demand": t.picked(demand.texts), "consent": t.picked(demand.consent or {t.language: ""})}
    if len(set(parts.values())) == 1:
        parts = {"both": parts["demand"]}
    others = {part: language for part, language in parts.items() if language != t.language}
    return "".join(
        f"{t('sign-form-language', part=part, language=t.language_name(language))}\n"
        for part, language in others.items()
    )


def _unit_menu(units: Sequence[UnitView], named: UnitView | None, t: Translator) -> discord.ui.Label[Any]:
    """Return the menu of units. Preselects only the unit that the member named with the command."""
    options = [
        discord.SelectOption(
            label=sized_name(unit, t, _OPTION_LENGTH),
            value=str(unit.id),
            default=named is not None and unit.id == named.id,
        )
        for unit in units
    ]
    return discord.ui.Label(
        text=t("sign-form-unit"),
        description=t("sign-form-unit.hint"),
        component=discord.ui.Select(
            custom_id="unit",
            options=options,
            placeholder=t("sign-form-unit-none"),
            min_values=0,
            max_values=1,
            required=False,
        ),
    )


def named_unit(interaction: Interaction, arguments: Sequence[str]) -> int | None:
    """Return the unit that a submitted form names: in its menu, or, if it has none, by its command."""
    if _control(interaction, "unit"):
        written = picked(interaction, "unit")
    else:
        written = next((part[1:] for part in arguments if part.startswith("u")), "")
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0
    return number or None


def privacy_form(privacy: Privacy, t: Translator, action: str = "privacy-save") -> discord.ui.Modal:
    """Return the form of privacy settings, without which no demand opens, and the optional legal basis,
    prefilled; ``action`` is that of its submission."""
    form = blank_form(t("privacy-form-title"), action, shown_digest(asdict(privacy)))
    for field in PRIVACY_FIELDS:
        text = t(f"privacy-form-{field.replace('_', '-')}")
        hint = t(f"privacy-form-{field.replace('_', '-')}.hint")
        required = field not in OPTIONAL_FIELDS
        value = getattr(privacy, field)
        ask(form, TextField(field, text, hint, value, PRIVACY_LENGTH, required=required))
    months = privacy.retention_months
    hint = t("privacy-form-months.hint", least=1, most=MAX_MONTHS)
    value = str(months) if months else None
    ask(form, TextField("months", t("privacy-form-months"), hint, value, 3, short=True))
    return form


def written_privacy(interaction: Interaction) -> tuple[Privacy, UserError | None]:
    """Return the privacy settings in a submitted form, and the refusal of what was typed as months: the
    texts beside it are not lost. Without months, that setting stays as it is."""
    texts: dict[str, Any] = {field: written(interaction, field) or None for field in PRIVACY_FIELDS}
    typed = written(interaction, "months")
    if not typed or (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= MAX_MONTHS):
        return Privacy(**texts, retention_months=int(typed) if typed else None), None
    return Privacy(**texts), UserError("refusal-privacy-months", months=plain(typed, 20), most=MAX_MONTHS)


def demand_form(
    demand: DemandView | None, language: str, t: Translator, action: str = "demand-save"
) -> discord.ui.Modal:
    """Return the form for title and text of a demand in ``language``; prefilled for a draft. ``action`` is
    that of its submission. ``demand-save`` also asks how a draft is to be signed; ``/setup`` does not."""
    seen = "" if demand is None else shown_digest(shown_of(demand, [language]))
    form = blank_form(t("demand-form-title"), action, demand.id if demand else 0, language, seen)
    texts = demand.texts if demand else {}
    wording = texts.get(language, {})
    written_in = t.language_name(language)
    hint = t("demand-form-name.hint", language=written_in)
    title = TextField("title", t("demand-form-name"), hint, wording.get("title"), TITLE_LENGTH, short=True)
    hint = t("demand-form-text.hint", language=written_in)
    body = TextField("body", t("demand-form-text"), hint, wording.get("body"), BODY_LENGTH)
    drafted = texts if demand is not None and demand.state == "draft" else {}
    ask_wording(form, (title, body), drafted, language, t)
    if action == "demand-save" and (demand is None or demand.state == "draft"):
        _ask_way(form, "discord" if demand is None else demand.signed_by, t)
    return form


def _ask_way(form: discord.ui.Modal, chosen: str, t: Translator) -> None:
    """Ask how a demand is to be signed: what each way hides from whom, and where it is the wrong one."""
    form.add_item(discord.ui.TextDisplay("\n".join(t(f"demand-form-way-{way}") for way in WAYS)))
    options = [
        discord.SelectOption(label=t(f"demand-way-{way}"), value=way, default=way == chosen) for way in WAYS
    ]
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id="signed-by", options=options, min_values=0, max_values=1, required=False
    )
    form.add_item(discord.ui.Label(text=t("demand-form-way"), component=menu))


def written(interaction: Interaction, field: str) -> str:
    """Return the text in a field of a submitted form, trimmed; empty if there is none."""
    value = _control(interaction, field).get("value")
    return value.strip() if isinstance(value, str) else ""


def chosen(interaction: Interaction) -> list[str]:
    """Return the values chosen in a menu."""
    data: Any = interaction.data or {}
    return [str(value) for value in data.get("values") or ()]


def picked(interaction: Interaction, field: str) -> str:
    """Return the value picked in a menu of a submitted form; empty if there is none."""
    values = _control(interaction, field).get("values") or [""]
    return str(values[0])


def ticked(interaction: Interaction, field: str) -> bool:
    """Return whether the single box of a submitted form's group is ticked."""
    return _control(interaction, field).get("values") == [_YES]


def ticked_values(interaction: Interaction, field: str) -> list[str]:
    """Return the values of the ticked boxes of a submitted form's group."""
    return [str(value) for value in _control(interaction, field).get("values") or ()]


def _control(interaction: Interaction, field: str) -> dict[str, Any]:
    data: Any = interaction.data or {}
    for row in data.get("components") or ():
        control = row.get("component") or {}
        if control.get("custom_id") == field:
            return dict(control)
    return {}


def blank_form(title: str, action: str, *arguments: object) -> discord.ui.Modal:
    """Return an empty form whose submission reaches the handler of ``action``."""
    form = discord.ui.Modal(
        title=shorten(title, _FORM_TITLE_LENGTH),
        timeout=None,
        custom_id=route(action, *arguments, secrets.token_hex(4)),
    )
    form.stop()
    return form


@dataclass(frozen=True, slots=True)
class TextField:
    """Text field of a form, of at most ``max_length`` characters, prefilled with ``value``."""

    key: str
    label: str
    hint: str
    value: str | None
    max_length: int
    short: bool = False
    required: bool = True
    example: str | None = None


def ask(form: discord.ui.Modal, field: TextField) -> None:
    """Add a text field."""
    form.add_item(
        discord.ui.Label(
            text=field.label,
            description=field.hint,
            component=discord.ui.TextInput(
                custom_id=field.key,
                style=discord.TextStyle.short if field.short else discord.TextStyle.paragraph,
                default=field.value[: field.max_length] if field.value else None,
                placeholder=shorten(field.example, _EXAMPLE_LENGTH) if field.example else None,
                max_length=field.max_length,
                required=field.required,
            ),
        )
    )


def ask_wording(
    form: discord.ui.Modal,
    fields: tuple[TextField, TextField],
    texts: Mapping[str, Any],
    language: str,
    t: Translator,
) -> None:
    """Add the two fields of a text in one of the languages of ``texts``, which is taken away by emptying both
    if another one is left."""
    if language in texts and len(texts) > 1:
        hint = t("form-language-removable", language=t.language_name(language))
        fields = replace(fields[0], hint=hint, required=False), replace(fields[1], required=False)
    for field in fields:
        ask(form, field)


def ask_choice(form: discord.ui.Modal, key: str, label: str, options: Sequence[discord.SelectOption]) -> None:
    """Add a menu of which one option must be picked."""
    menu: discord.ui.Select[Any] = discord.ui.Select(custom_id=key, options=list(options), required=True)
    form.add_item(discord.ui.Label(text=label, component=menu))


def confirm_box(form: discord.ui.Modal, text: str, agreed: str) -> None:
    """Add a box, ``sure``, that must be ticked before an irreversible act."""
    _one_box(form, "sure", text, agreed)


def ask_boxes(form: discord.ui.Modal, field: str, text: str, boxes: Mapping[str, str]) -> None:
    """Add boxes by their values, all ticked, of which one must stay so."""
    options = [
        discord.CheckboxGroupOption(label=label, value=value, default=True) for value, label in boxes.items()
    ]
    group: discord.ui.CheckboxGroup[Any] = discord.ui.CheckboxGroup(
        custom_id=field, options=options, required=True, min_values=1, max_values=len(options)
    )
    form.add_item(discord.ui.Label(text=text, component=group))


def _one_box(form: discord.ui.Modal, field: str, text: str, agreed: str) -> None:
    form.add_item(
        discord.ui.Label(
            text=text,
            component=discord.ui.CheckboxGroup(  # a lone checkbox cannot be required
                custom_id=field,
                options=[discord.CheckboxGroupOption(label=agreed, value=_YES)],
                required=True,
                min_values=1,
                max_values=1,
            ),
        )
    )


def _excerpt(wording: Any, room: int, t: Translator) -> str:
    """Return title and text of a demand; if they take more than ``room`` lines, their beginning and a pointer
    to the rest."""
    title, body = f"### {prose(wording['title'])}", prose(wording["body"])
    room -= phone_lines(title)
    if phone_lines(body) <= room:
        return f"{title}\n{body}"
    length = PHONE_WIDTH * (room - 1)
    while length > 0 and phone_lines(shorten(body, length)) >= room:
        length -= PHONE_WIDTH // 2
    # Less than a line of it says nothing.
    shown = [title, shorten(body, length)] if length > PHONE_WIDTH else [title]
    return "\n".join([*shown, t("sign-form-rest")])


def _cut(whole: str, room: int, rest: str) -> str:
    """Cut a text to ``room`` characters; ``rest`` then points to the whole."""
    return whole if len(whole) <= room else shorten(whole, room - len(rest)) + rest
