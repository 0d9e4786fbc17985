"""Cards and suggestions of invalidations. Numbers are rounded down to tens until one has run."""

from collections.abc import Mapping

from discord import app_commands

from bot.common.pagination import Page
from bot.petitions.counts.invalidation_criteria import Criteria
from bot.petitions.counts.invalidations import InvalidationView
from bot.petitions.demands.service import DemandView
from bot.petitions.signing.account_age_stats import MIN_CLASS, MIN_FIGURE, AccountAgeStats
from bot.texts import Translator
from bot.ui.demands.lines import title_of
from bot.ui.layout import Card
from bot.ui.lists import entries, turning
from bot.ui.markdown import timestamp

REASONS = [
    app_commands.Choice(name="several accounts of one person", value="duplicate-accounts"),
    app_commands.Choice(name="not members", value="not-members"),
    app_commands.Choice(name="mass signing by outsiders", value="brigading"),
    app_commands.Choice(name="no longer on the roster", value="roster-left"),
    app_commands.Choice(name="our own mistake", value="organiser-error"),
    app_commands.Choice(name="another reason", value="other"),
]


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
    entries(card, [_line(view, demands, t) for view in page.items])
    return turning(card, page, t, "invalidations")


def _line(view: InvalidationView, demands: Mapping[int, DemandView], t: Translator) -> str:
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
