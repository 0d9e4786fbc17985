"""Cards of the set-up's step of watches: a company in every source, ticked, previewed and saved."""

from collections.abc import Iterator, Sequence

import discord

from bot.contracts.sources import Supplier, Survey
from bot.contracts.watches.company import MAX_COMPANY_LENGTH, Found
from bot.contracts.watches.preview import PreviewResult, pick_key, together
from bot.contracts.watches.service import MAX_WATCHES
from bot.errors import UserError
from bot.texts import Translator
from bot.ui.contracts.names import source_name
from bot.ui.error_replies import sentence_of
from bot.ui.forms import MAX_OPTIONS, TextField, ask, blank_form
from bot.ui.layout import Card, button, menu
from bot.ui.markdown import one_line, plain, shorten
from bot.ui.router import route
from bot.ui.setup.checklist import Progress, navigation, step_card
from bot.ui.watches.cards import match_lines, matches_line, supplier_facts

COMPANY = "company"

_BY_NUMBER = "query-not-siret"  # refusal of a source that takes numbers alone
_OPTION_LENGTH = 100
_LISTED = 3  # suppliers of a source


def watch_card(progress: Progress, t: Translator, *, note: str | None = None) -> Card:
    """Return the step of what to watch: the watches, a way to add more, and to stop one."""
    card = step_card(progress, "watch", t, note=note)
    if not progress.watches:
        card.text(t("setup-watch-what"))
    else:
        options = [
            discord.SelectOption(label=one_line(each.name, _OPTION_LENGTH) or "?", value=str(each.id))
            for each in progress.watches[:MAX_OPTIONS]
        ]
        card.menu(menu("setup-unwatch", options=options, placeholder=t("setup-watch-stop"), single=True))
    card.small(t("setup-watch-others"))
    full = len(progress.watches) >= MAX_WATCHES
    style = discord.ButtonStyle.secondary if progress.watches else discord.ButtonStyle.primary
    search = button(t("button-setup-company"), "setup-company", style=style, disabled=full)
    return card.buttons(search).buttons(*navigation(progress, "watch", t))


def company_form(t: Translator, typed: str | None = None) -> discord.ui.Modal:
    """Return the form for a company's name."""
    form = blank_form(t("setup-step-watch"), "setup-company-search")
    hint = t("setup-company.hint")
    ask(form, TextField(COMPANY, t("setup-company"), hint, typed, MAX_COMPANY_LENGTH, short=True))
    return form


def asking_card(company: str, t: Translator) -> Card:
    """Return what stands there while the sources are asked, with a way out should they never answer."""
    card = Card().text(t("setup-company-asking", company=plain(company)))
    return card.buttons(button(t("button-setup-all"), "setup"))


def found_card(company: str, found: Sequence[Found], progress: Progress, t: Translator) -> Card:
    """Return what each source has of a company, with a menu to tick what is meant."""
    card = Card().title(t("setup-company-found", company=plain(company)))
    empty: list[str] = []
    by_number: list[str] = []
    refused: dict[str, list[str]] = {}  # sources by what they answered
    for each in found:
        name, result = source_name(t, each.source), each.result
        if isinstance(result, UserError) and result.id == _BY_NUMBER:
            by_number.append(name)
        elif isinstance(result, UserError):
            refused.setdefault(sentence_of(result, t), []).append(name)
        elif not result.survey.total:
            empty.append(name)
        else:
            listed = [_supplier_line(each, t) for each in result.survey.suppliers[:_LISTED]]
            card.text("\n".join([f"**{name}** {_counts(result.survey, t)}", *listed]))
    said = [t("setup-company-nothing", sources=", ".join(empty))] if empty else []
    said += [t("labelled", label=", ".join(names), value=why) for why, names in refused.items()]
    said += [t("setup-company-by-number", sources=", ".join(by_number))] if by_number else []
    card.small("\n".join(said))
    options = list(_options(found, t))[:MAX_OPTIONS]
    if options:
        card.text(t("setup-company-tick"))
        tick: discord.ui.Select[Card] = discord.ui.Select(
            custom_id=route("setup-tick"),
            options=options,
            placeholder=t("setup-company-tick-menu"),
            min_values=1,
            max_values=min(len(options), 20),  # values in a query
        )
        card.menu(tick)
    again = button(t("button-setup-company-again"), "setup-company")
    return card.buttons(again, *navigation(progress, "watch", t)[-1:])


def ticked_card(results: Sequence[PreviewResult], progress: Progress, t: Translator) -> Card:
    """Return what watches of the ticked would post, with the button that saves them."""
    card = Card().title(t("setup-ticked"))
    for result in results:
        lines = [f"**{source_name(t, result.source)}** {_counts(result.survey, t)}"]
        lines += match_lines(result.survey, t)
        card.text("\n".join(lines))
    channel_id = progress.settings.channel_id
    where = t("setup-no-channel") if channel_id is None else f"<#{channel_id}>"
    card.text(t("setup-ticked-next", channel=where))
    ids = ",".join(str(result.id) for result in results)
    digest = together(result.digest for result in results)
    save = button(t("button-watch-save"), "setup-watch-save", ids, digest, style=discord.ButtonStyle.primary)
    again = button(t("button-setup-company-again"), "setup-company")
    return card.buttons(save, again, *navigation(progress, "watch", t)[-1:])


def _options(found: Sequence[Found], t: Translator) -> Iterator[discord.SelectOption]:
    """Yield an option for each supplier that can be picked, and for each source in which none can."""
    for each in found:
        result = each.result
        if isinstance(result, UserError) or not result.survey.total:
            continue
        name = source_name(t, each.source)
        if not result.picks:
            label = t("setup-company-all", source=name, count=result.survey.total)
            yield discord.SelectOption(label=shorten(label, _OPTION_LENGTH), value=str(result.id))
        for pick in result.picks:
            label = one_line(pick.name, _OPTION_LENGTH) or t("unnamed")
            said = " · ".join(filter(None, [name, supplier_facts(pick, t)]))
            yield discord.SelectOption(
                label=label,
                value=f"{result.id}.{pick_key(pick)}",
                description=one_line(said, _OPTION_LENGTH),
            )


def _counts(survey: Survey, t: Translator) -> str:
    return f"· {matches_line(survey, t)}"


def _supplier_line(supplier: Supplier, t: Translator) -> str:
    facts = plain(supplier_facts(supplier, t))
    return " · ".join(filter(None, [f"- {plain(supplier.name, 80) or t('unnamed')}", facts]))
