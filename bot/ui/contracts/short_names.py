"""Cards of short names of companies and authorities."""

from bot.common.pagination import Page
from bot.contracts.short_names import ShortNameView
from bot.texts import Translator
from bot.ui.layout import Card
from bot.ui.lists import turning
from bot.ui.markdown import plain


def short_name_list(page: Page[ShortNameView], t: Translator) -> Card:
    """Return a page of short names, each with its party."""
    card = Card().title(t("short-names-title"))
    if not page.items:
        return card.text(t("short-names-none"))
    card.text("\n".join(f"**{plain(one.short)}** · {plain(one.party, 80)}" for one in page.items))
    return turning(card, page, t, "short-names")


def short_name_saved(party: str, short: str, t: Translator) -> Card:
    """Return the answer to a short name that was set, or removed if it is empty."""
    message = "short-name-set" if short else "short-name-removed"
    return Card().text(t(message, party=plain(party, 120), short=plain(short)))
