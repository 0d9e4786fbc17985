"""How units are shown and chosen."""

from discord import app_commands

from bot.paging import Page
from bot.petitions.counts.units import Units, UnitView
from bot.refusal import Refusal
from bot.texts import Translator
from bot.ui.choices import language_name
from bot.ui.demands import id_in
from bot.ui.layout import Card, plain, shorten
from bot.ui.lists import entries, turning
from bot.ui.suggestions import LONGEST_CHOICE, MOST_CHOICES


def unit_list(page: Page[UnitView], t: Translator) -> Card:
    """A page of the units that a signer may name."""
    card = Card().title(t("units-title"))
    if not page.items:
        return card.text(t("units-none"))
    entries(card, [f"**{unit_name(unit, t)}**\n{_line(unit, t)}" for unit in page.items])
    card.small(t("units-rule"))
    return turning(card, page, t, "units")


def unit_saved(unit: UnitView, message: str, t: Translator) -> Card:
    """What was done with a unit, by the id of the sentence."""
    card = Card().text(t(message, name=unit_name(unit, t), size=unit.size))
    if unit.size > unit.least_size:
        card.small(t("unit-least-size", size=unit.least_size))
    return card


def unit_name(unit: UnitView, t: Translator) -> str:
    """The unit's name in the reader's language, as text."""
    return plain(str(t.pick(unit.names)), LONGEST_CHOICE)


async def chosen_unit(units: Units, server_id: int, typed: str) -> UnitView:
    """The unit an option names: by its id, or by words that fit exactly one. Raises ``Refusal``."""
    if typed.isascii() and typed.isdecimal():
        return await units.get(server_id, id_in(typed))
    found = await units.suggest(server_id, typed)
    if len(found) != 1:
        raise Refusal("refusal-choose-from-list", typed=plain(typed, 60))
    return found[0]


async def unit_choices(
    units: Units, server_id: int, typed: str, t: Translator
) -> list[app_commands.Choice[str]]:
    """What an option suggests: the units that fit what was typed."""
    return [
        app_commands.Choice(name=shorten(str(t.pick(unit.names)), LONGEST_CHOICE), value=str(unit.id))
        for unit in await units.suggest(server_id, typed, most=MOST_CHOICES)
    ]


def _line(unit: UnitView, t: Translator) -> str:
    """How many people it has, and its name in languages that call it otherwise."""
    shown = t.pick(unit.names)
    others = [
        f"{plain(name, 80)} ({language_name(language, t)})"
        for language, name in sorted(unit.names.items())
        if name != shown
    ]
    return " · ".join([*others, t("unit-size", size=unit.size)])
