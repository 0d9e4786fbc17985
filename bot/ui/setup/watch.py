"""Cards of the set-up's step of watches: a company in public registers, or in every source, ticked, previewed
and saved."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import discord

from bot.contracts.registers.families import Family
from bot.contracts.registers.lookup import Lookup
from bot.contracts.registers.protocol import Candidate, Standing, mentions
from bot.contracts.sources import Supplier, Survey
from bot.contracts.watches.company import (
    MAX_COMPANY_LENGTH,
    MAX_VALUES,
    SCHEMES,
    Found,
    Proposal,
    family_key,
    search_names,
)
from bot.contracts.watches.preview import PreviewResult, pick_key, together
from bot.contracts.watches.service import MAX_WATCHES
from bot.errors import UserError
from bot.texts import Translator
from bot.ui.contracts.names import source_name
from bot.ui.forms import MAX_OPTIONS, TextField, ask, blank_form
from bot.ui.layout import PRIMARY, SECONDARY, Card, button, menu
from bot.ui.markdown import link, one_line, plain, shorten
from bot.ui.replies import sentence_of
from bot.ui.router import route
from bot.ui.setup.checklist import Progress, navigation, step_card
from bot.ui.watches.cards import match_lines, matches_line, supplier_facts

COMPANY = "company"
"""Name of the form's field, and among the sources the value of a company that is watched in all of them."""

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
    style = SECONDARY if progress.watches else PRIMARY
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
    again = button(t("button-setup-company-again"), "setup-company")
    return card.buttons(_save(results, t), again, *navigation(progress, "watch", t)[-1:])


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


_PARTICLES = re.compile(r"(?<=-)(Aux?|De|Des|Du|En|Et|La|Le|Les|Sous|Sur)(?=-)")  # of French places
MAX_TAKEN = 5  # families with a button of their own
_MAX_NUMBERS = 3  # numbers of a family or a scheme that are written out
_NAME = 60


def families_card(company: str, lookup: Lookup, progress: Progress, t: Translator) -> Card:
    """Return the companies that the registers have of a name: each with its place, its numbers and a button.
    None is chosen before somebody presses."""
    card = Card().title(t("companies-title", company=plain(company))).text(t("companies-what"))
    taking = []
    for number, family in enumerate(lookup.families[:MAX_TAKEN], 1):
        card.text("\n".join(_family_lines(number, family, company, t)))
        label = f"{number}. {one_line(family.root.name, _NAME)}"
        taking.append(button(label, "setup-take", family.root.key.replace(":", "."), company))
    card.buttons(*taking)
    if len(lookup.families) > 1:
        options = [_family_option(family, t) for family in lookup.families[:MAX_OPTIONS]]
        several = menu("setup-families", company, options=options, placeholder=t("companies-several"))
        several.min_values = 1
        card.menu(several)
    card.small("\n".join(register_lines(lookup, t)))
    by_name = button(t("button-company-names"), "setup-company-names", company)
    again = button(t("button-setup-company-again"), "setup-company")
    return card.buttons(by_name, again, *navigation(progress, "watch", t)[-1:])


def set_card(company: str, proposal: Proposal, progress: Progress, t: Translator) -> Card:
    """Return the watches of a company in all sources: its numbers, what each source would post now, and the
    button that saves them all."""
    card = Card().title(t("setup-ticked"))
    card.text("\n".join(_set_lines(proposal.chosen, t)))
    results = [each.result for each in proposal.found if isinstance(each.result, PreviewResult)]
    for result in results:
        if result.survey.total:
            lines = [f"**{source_name(t, result.source)}** · {matches_line(result.survey, t)}"]
            newest = replace(result.survey, matches=result.survey.matches[:1])
            card.text("\n".join([*lines, *match_lines(newest, t)]))
    card.small("\n".join(_quiet_lines(proposal, t)))
    channel_id = progress.settings.channel_id
    where = t("setup-no-channel") if channel_id is None else f"<#{channel_id}>"
    if results:
        card.text(t("setup-ticked-next", channel=where))
    if options := _member_options(proposal, t):
        ids = menu("setup-ids", company, options=options, placeholder=t("company-set-choose"))
        ids.min_values = 1
        card.menu(ids)
    again = button(t("button-setup-company-again"), "setup-company")
    saving = [_save(results, t)] if results else []
    return card.buttons(*saving, again, *navigation(progress, "watch", t)[-1:])


def register_lines(lookup: Lookup, t: Translator) -> list[str]:
    """Return when the registers were read, which could not be, and which have more than is shown."""
    days: dict[object, list[str]] = {}
    for name, moment in lookup.read.items():
        days.setdefault(moment.date(), []).append(t(f"register-{name}"))
    lines = [t("companies-read", registers=", ".join(names), date=day) for day, names in days.items()]
    for message, registers in (("companies-unread", lookup.faults), ("companies-further", lookup.more)):
        if registers:
            lines.append(t(message, registers=", ".join(t(f"register-{each}") for each in sorted(registers))))
    return lines


def _save(results: Sequence[PreviewResult], t: Translator) -> "discord.ui.Button[Card]":
    ids = ",".join(str(result.id) for result in results)
    digest = together(result.digest for result in results)
    return button(t("button-watch-save"), "setup-watch-save", ids, digest, style=PRIMARY)


def _family_lines(number: int, family: Family, company: str, t: Translator) -> Iterable[str]:
    root = family.root
    facts = [f"**{number}. {plain(root.name, _NAME)}**", *map(plain, _place(root, t)), *_warnings(root, t)]
    if not mentions(company, root.name, *root.names) and len(family.members) > 1:
        facts.append(t("company-with", name=plain(family.members[1].name, _NAME)))
    yield " · ".join(facts)
    shown = [root, *(each for each in family.members if each is not root and each.scheme != root.scheme)]
    numbers = _first_of_each_scheme(shown)
    listed = [_number(each) for each in numbers]
    if beyond := len(family.members) - len(numbers):
        listed.append(t("company-more", count=beyond))
    yield f"-# {' · '.join(listed)}"


def _first_of_each_scheme(members: Sequence[Candidate]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for each in members:
        found.setdefault(each.scheme, each)
    return list(found.values())


def _place(each: Candidate, t: Translator) -> list[str]:
    """Return what tells an entry from others of its name: the place, and the parent."""
    country = t.country(each.country) if each.country else None
    city = _PARTICLES.sub(lambda found: found[0].lower(), each.city.title()) if each.city else None
    facts = [", ".join(filter(None, [city, country]))]
    if each.parent_name:
        facts.append(t("contract-part-of", name=one_line(each.parent_name, _NAME)))
    return [fact for fact in facts if fact]


def _warnings(each: Candidate, t: Translator) -> list[str]:
    stated = {Standing.CEASED: "company-ceased", Standing.STALE: "company-stale"}
    return [t(stated[each.standing])] if each.standing in stated else []


def _number(each: Candidate) -> str:
    return link(f"{each.scheme.upper()} {plain(each.id, 20)}", each.url)


def _family_option(family: Family, t: Translator) -> discord.SelectOption:
    root = family.root
    facts = [*_place(root, t), t("companies-group", count=len(family.members))]
    return discord.SelectOption(
        label=one_line(root.name, _OPTION_LENGTH) or t("unnamed"),
        value=family_key(family),
        description=one_line(" · ".join([f"{root.scheme.upper()} {root.id}", *facts]), _OPTION_LENGTH),
    )


def _set_lines(chosen: Sequence[Candidate], t: Translator) -> Iterable[str]:
    for scheme in ("uei", "siren", "lei"):
        own = [each for each in chosen if each.scheme == scheme]
        if own:
            listed = [link(plain(each.id, 20), each.url) for each in own[:_MAX_NUMBERS]]
            beyond = [f"+{len(own) - _MAX_NUMBERS}"] if len(own) > _MAX_NUMBERS else []
            sites = f" · {t('company-set-sites')}" if scheme == "siren" else ""
            yield f"**{scheme.upper()}** {', '.join([*listed, *beyond])}{sites}"
    if names := search_names(chosen):
        yield f"**{t('company-set-names')}** {', '.join(plain(name, _NAME) for name in names)}"


def _quiet_lines(proposal: Proposal, t: Translator) -> Iterable[str]:
    """Yield what has no preview: sources without a match, those that are not asked or refuse, and the
    registers' days."""
    empty = [each for each in proposal.found if _is_empty(each)]
    if empty:
        yield t("company-set-empty", sources=_sources(empty, t))
    asked = {each.source for each in proposal.found}
    if unasked := [source_name(t, source) for source in SCHEMES if source not in asked]:
        yield t("company-set-unasked", sources=", ".join(unasked))
    refused: dict[str, list[Found]] = {}
    for each in proposal.found:
        if isinstance(each.result, UserError):
            refused.setdefault(sentence_of(each.result, t), []).append(each)
    yield from (t("labelled", label=_sources(those, t), value=why) for why, those in refused.items())
    schemes = [each.scheme for each in proposal.chosen]
    if any(schemes.count(scheme) > most for scheme, most in MAX_VALUES.items()):
        yield t("company-set-cut", **MAX_VALUES)
    yield from register_lines(replace(proposal.lookup, more=frozenset()), t)


def _is_empty(found: Found) -> bool:
    return isinstance(found.result, PreviewResult) and not found.result.survey.total


def _sources(found: Iterable[Found], t: Translator) -> str:
    return ", ".join(source_name(t, each.source) for each in found)


def _member_options(proposal: Proposal, t: Translator) -> list[discord.SelectOption]:
    """Return the entries of the families that were taken, the taken ones ticked and first."""
    chosen = {each.key: each for each in proposal.chosen}
    families = [
        family for family in proposal.lookup.families if any(each.key in chosen for each in family.members)
    ]
    others = [each for family in families for each in family.members if each.key not in chosen]
    listed = [*chosen.values(), *others]
    if len(listed) < 2:
        return []
    return [_member_option(each, each.key in chosen, t) for each in listed[:MAX_OPTIONS]]


def _member_option(each: Candidate, ticked: bool, t: Translator) -> discord.SelectOption:
    facts = [f"{each.scheme.upper()} {each.id}", *_warnings(each, t), *_place(each, t)]
    said = one_line(" · ".join(facts).replace("**", ""), _OPTION_LENGTH)
    label = shorten(one_line(each.name), _OPTION_LENGTH) or t("unnamed")
    return discord.SelectOption(label=label, value=each.key, description=said, default=ticked)
