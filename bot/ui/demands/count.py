"""Organisers' cards of what is counted: the units that a signer may name, signatures on paper, and
invalidations, whose numbers are rounded down to tens until one has run."""

from collections.abc import Mapping

from bot.common.pagination import Page
from bot.errors import UserError
from bot.petitions.counts.invalidations import Criteria, InvalidationView
from bot.petitions.counts.paper import PaperView
from bot.petitions.counts.units import NAME_LENGTH, UnitView, token
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.account_age_stats import MIN_CLASS, MIN_FIGURE, AccountAgeStats
from bot.texts import Translator
from bot.ui.demands.lines import title_of
from bot.ui.layout import PRIMARY, Card, button, entries, turning
from bot.ui.markdown import ELLIPSIS, one_line, plain, shorten, timestamp


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
    return card.buttons(
        button(t("button-confirm-unit"), "unit-confirm", unit.id, token(unit.proposal), style=PRIMARY)
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


_TITLE_LENGTH = 120


def paper_entered(paper: PaperView, t: Translator) -> Card:
    """Return the card of an entered bundle, which another organiser has to confirm."""
    return Card().title(t("paper-entered-title")).text(_entry(paper, t)).text(t("paper-entered"))


def paper_confirming(paper: PaperView, t: Translator) -> Card:
    """Return the card of an entered bundle, to be compared with the sheets, and the button that confirms
    it."""
    card = Card().title(t("paper-confirming-title")).text(_entry(paper, t)).text(t("paper-confirming"))
    return card.buttons(button(t("button-confirm-paper"), "paper-confirm", paper.id, style=PRIMARY))


def paper_confirmed(paper: PaperView, t: Translator) -> Card:
    """Return the card of a bundle that counts from now on."""
    return Card().title(t("paper-confirmed-title")).text(_entry(paper, t)).text(t("paper-confirmed"))


def paper_withdrawn(paper: PaperView, t: Translator) -> Card:
    """Return the card of a bundle that no longer counts."""
    return Card().title(t("paper-withdrawn-title")).text(_entry(paper, t)).text(t("paper-withdrawn"))


def paper_list(page: Page[PaperView], t: Translator) -> Card:
    """Return a page of bundles, newest first, with the scans' hashes."""
    card = Card().title(t("paper-title"))
    if not page.items:
        return card.text(t("paper-none"))
    entries(card, [_entry(paper, t) for paper in page.items])
    return turning(card, page, t, "papers").small(t("paper-apart"))


def _entry(paper: PaperView, t: Translator) -> str:
    lines = [
        f"**{plain(paper.label, 100)}** · {t('paper-signatures', count=paper.count)}",
        plain(str(t.pick(paper.texts)["title"]), _TITLE_LENGTH),
        f"SHA-256 `{paper.scan_sha256}`",
    ]
    if paper.withdrawn_at is not None:
        note = plain(paper.withdrawn_for or "", 300)
        lines.append(t("paper-state-withdrawn", day=paper.withdrawn_at.date(), note=note))
    elif paper.confirmed_at is not None:
        lines.append(t("paper-state-confirmed", day=paper.confirmed_at.date()))
    else:
        lines.append(t("paper-state-entered", day=paper.entered_at.date()))
    return "\n".join(lines)


def proposed_card(view: InvalidationView, demand: DemandView, t: Translator) -> Card:
    """Return the proposed invalidation, and the next step."""
    card = Card().title(t(f"invalidation-reason-{view.reason}")).text(_criteria(view.criteria, t))
    card.text(t("invalidation-proposed", about=view.previewed, demand=title_of(demand, t)))
    return card.small(t("invalidation-what"))


def arrivals_card(arrivals: AccountAgeStats, demand: DemandView, t: Translator) -> Card:
    """Return the statistics of signers' account age and time in the server."""
    card = Card().title(t("arrivals-title")).text(f"**{title_of(demand, t)}**")
    figures = arrivals.figures(demand.id)
    if not figures:
        card.text(t("arrivals-none", people=MIN_FIGURE, since=arrivals.since))
    for figure in figures:
        first, last = demand.day_of(figure.since), demand.day_of(figure.until)
        card.rule().text(f"**{t('arrivals-counted', first=first, last=last)}**")
        for what, found in (("accounts", figure.accounts), ("joined", figure.joined)):
            lines = [t(f"arrivals-class-{share.name}", tenths=share.tenths) for share in found]
            card.text("\n".join([t(f"arrivals-{what}"), *(lines or [t("arrivals-spread")])]))
    return card.small(t("arrivals-how", people=MIN_FIGURE, fewest=MIN_CLASS, since=arrivals.since))


def invalidation_list(page: Page[InvalidationView], demands: Mapping[int, DemandView], t: Translator) -> Card:
    """Return a page of invalidations, the newest first."""
    card = Card().title(t("invalidations-title"))
    if not page.items:
        return card.text(t("invalidations-none"))
    entries(card, [_invalidation_line(view, demands, t) for view in page.items])
    return turning(card, page, t, "invalidations")


def _invalidation_line(view: InvalidationView, demands: Mapping[int, DemandView], t: Translator) -> str:
    demand = demands.get(view.demand_id)
    return t(
        "invalidation-line",
        number=view.id,
        demand="…" if demand is None else title_of(demand, t),
        reason=t(f"invalidation-reason-{view.reason}"),
        criteria=_criteria(view.criteria, t),
        state=t(
            f"invalidation-state-{view.state}",
            about=view.previewed,
            moment=timestamp(view.runs_at or view.proposed_at, "f"),
            struck=view.struck or 0,
            publication=view.publication or 0,
            other=view.overtaken_by or 0,
        ),
    )


def _criteria(criteria: Criteria, t: Translator) -> str:
    parts = []
    if criteria.first is not None and criteria.last is not None:
        if criteria.first == criteria.last:
            parts.append(t("invalidation-criteria-day", day=criteria.first))
        else:
            parts.append(t("invalidation-criteria-days", first=criteria.first, last=criteria.last))
    if criteria.off_roster:
        parts.append(t("invalidation-criteria-roster"))
    return " ".join(parts)
