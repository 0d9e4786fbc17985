"""Decisions of two organisers about a demand's key: its retention and legal holds, and the voiding of a
demand whose issuing key was copied."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.common.clock import add_months
from bot.petitions.demands.service import DemandView
from bot.petitions.page.voiding import WHY_LENGTH
from bot.petitions.privacy.holds import HOLD, REASON_LENGTH
from bot.petitions.privacy.retention import FailedNotice, earliest_end, key_end
from bot.texts import Translator
from bot.ui.demands.lines import title_of, void_lines
from bot.ui.kinds import WARNING
from bot.ui.layout import DANGER, PRIMARY, Card, button
from bot.ui.markdown import plain

_MAX_HOLDS = 5  # of a notice
_MAX_WARNINGS = 3
_TITLE_LENGTH = 120


def retention_card(demand: DemandView, now: datetime, t: Translator, mark: str) -> Card | None:
    """Return the post saying that a demand's key will soon be destroyed, its consequences, and how to keep
    it; ``None`` once it is destroyed."""
    if demand.anonymous_at is not None:
        return None
    card = Card(colour=WARNING)
    if demand.closed_at is None or demand.retention_months is None:
        return None
    end = key_end(demand.closed_at, demand.retention_months, demand.hold_until)
    card.title(t("retention-soon-title", title=title_of(demand, t)))
    if end > add_months(demand.closed_at, demand.retention_months):
        card.text(t("retention-soon-held", day=earliest_end(end, now).date()))
    else:
        closed = demand.day_of(demand.closed_at)
        day = earliest_end(end, now).date()
        card.text(t("retention-soon", day=day, closed=closed, months=demand.retention_months))
    card.text(t("retention-soon-means")).text(t("retention-soon-hold"))
    return card.buttons(button(t("button-privacy"), "privacy", mark))


def hold_card(demand: DemandView, now: datetime, t: Translator) -> Card:
    """Return the card of a demand's key: its hold, its end, and the organiser's options."""
    card = Card().title(title_of(demand, t))
    until = demand.hold_until
    held = demand.legal_hold and until is not None and until > now
    if held and until is not None:
        card.text(t("retention-held", day=demand.day_of(until), reason=_reason(demand)))
    elif demand.retention_months is None:
        card.text(t("retention-released-unset"))
    elif demand.closed_at is None:
        card.text(t("retention-released-open", months=demand.retention_months))
    else:
        end = key_end(demand.closed_at, demand.retention_months, until)
        card.text(t("retention-released", day=max(end, now).date()))
    proposed = demand.hold_proposal
    buttons = []
    if proposed is not None:
        card.text(t("hold-proposed", reason=plain(proposed["reason"], REASON_LENGTH), days=HOLD.days))
        buttons.append(
            button(t("button-hold-confirm"), "hold-confirm", demand.id, proposed["id"], style=PRIMARY)
        )
    if held or proposed is not None:
        buttons.append(button(t("button-hold-end"), "hold-end", demand.id))
    return card.buttons(*buttons) if buttons else card


def hold_lines(demands: Sequence[DemandView], now: datetime, t: Translator) -> Iterator[str]:
    """Yield the held keys with their end and reason, for the privacy notice."""
    held = [each for each in demands if each.legal_hold and each.hold_until and each.hold_until > now]
    for demand in held[:_MAX_HOLDS]:
        if demand.hold_until is not None and demand.anonymous_at is None:
            yield t(
                "privacy-held",
                title=title_of(demand, t),
                day=demand.day_of(demand.hold_until),
                reason=_reason(demand),
            )


def notice_warnings(failed: Sequence[FailedNotice], t: Translator) -> Iterator[str]:
    """Yield warnings for organisers about key ends that could not be announced."""
    for notice in failed[:_MAX_WARNINGS]:
        name = plain(t.pick(notice.texts)["title"], _TITLE_LENGTH)
        yield t(f"notice-failed-{notice.why}", name=name, day=notice.end.date(), last=notice.last.date())


def _reason(demand: DemandView) -> str:
    return plain(demand.hold_reason or "", REASON_LENGTH)


def voiding_card(demand: DemandView, t: Translator) -> Card:
    """Return the organisers' card: what voiding means, what is proposed, or what to do next."""
    card = Card(colour=WARNING).title(title_of(demand, t))
    if demand.void is not None:
        return card.text("\n".join(void_lines(demand, t))).text(t("void-again-soon"))
    card.text(t("void-what"))
    proposed = demand.void_proposal
    if proposed is None:
        return card
    card.text(t("void-proposed", why=plain(proposed["why"], 2 * WHY_LENGTH)))
    return card.buttons(
        button(t("button-void-confirm"), "void-confirm", demand.id, proposed["id"], style=DANGER),
        button(t("button-void-drop"), "void-drop", demand.id),
    )
