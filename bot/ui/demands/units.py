"""Cards and suggestions of units."""

import discord

from bot.common.pagination import Page
from bot.errors import UserError
from bot.petitions.counts.units import NAME_LENGTH, UnitView, token
from bot.texts import Translator
from bot.ui.layout import Card, button
from bot.ui.lists import entries, turning
from bot.ui.markdown import ELLIPSIS, one_line, plain, shorten


def unit_list(page: Page[UnitView], t: Translator) -> Card:
    """Return a page of the units that a signer may name."""
    card = Card().title(t("units-title"))
    if not page.items:
        return card.text(t("units-none"))
    entries(card, [f"**{unit_name(unit, t)}**\n{_line(unit, t)}" for unit in page.items])
    card.small(t("units-rule"))
    return turning(card, page, t, "units")


def unit_proposed(unit: UnitView, t: Translator) -> Card:
    """Return the card of a proposed unit, which another organiser has to confirm, or of one for which nothing
    is proposed any more."""
    if unit.proposal is None:
        return unit_saved(unit, "unit-not-proposed", t)
    return Card().text(_proposal(unit, t)).text(t("unit-proposed"))


def unit_confirming(unit: UnitView, t: Translator) -> Card:
    """Return the card of a proposed unit, and the button by which another organiser confirms it. Raises
    ``UserError`` if nothing is proposed."""
    if unit.proposal is None:
        raise UserError("refusal-unit-confirmed" if unit.is_confirmed else "refusal-unit-not-proposed")
    card = Card().text(_proposal(unit, t)).text(t("unit-confirming"))
    style = discord.ButtonStyle.primary
    return card.buttons(
        button(t("button-confirm-unit"), "unit-confirm", unit.id, token(unit.proposal), style=style)
    )


def unit_saved(unit: UnitView, message: str, t: Translator) -> Card:
    """Return the result of a change of a unit; ``message`` is the id of the sentence."""
    card = Card().text(t(message, name=unit_name(unit, t), size=unit.size))
    if unit.size > unit.least_size:
        card.small(t("unit-least-size", size=unit.least_size))
    return card


def unit_name(unit: UnitView, t: Translator) -> str:
    """Return the unit's name in the reader's language, escaped."""
    return plain(str(t.pick(unit.names)), NAME_LENGTH)


def sized_name(unit: UnitView, t: Translator, length: int) -> str:
    """Return the name with the number of its people, if two organisers agreed on that."""
    name = one_line(str(t.pick(unit.names)), length) or ELLIPSIS  # Discord refuses a menu with an empty name
    if not unit.is_confirmed:
        return name
    size = f" ({t('unit-size', size=unit.size)})"
    return shorten(name, length - len(size)) + size


def _line(unit: UnitView, t: Translator) -> str:
    """Return its size, and its other names by language."""
    shown = t.pick(unit.names)
    others = [
        f"{plain(name, 80)} ({t.language_name(language)})"
        for language, name in sorted(unit.names.items())
        if name != shown
    ]
    parts = [*others, t("unit-size", size=unit.size)]
    if not unit.is_confirmed:
        parts.append(t("unit-state-proposed"))
    if unit.proposal is not None and unit.is_confirmed:
        parts.append(f"{t('unit-proposal')} {_proposal(unit, t)}")
    return " · ".join(parts)


def _proposal(unit: UnitView, t: Translator) -> str:
    """Return a unit as proposed."""
    proposal = unit.proposal or {"names": unit.names, "size": unit.size}
    names = ", ".join(
        f"{plain(name, 80)} ({t.language_name(language)})"
        for language, name in sorted(proposal["names"].items())
    )
    return f"**{names}** · {t('unit-size', size=proposal['size'])}"
