"""Lines about a demand for its cards and posts: the last published count, progress, deadline, and outcome."""

from collections.abc import Iterator

from bot.exports.ledger_file import Head
from bot.petitions.counts.publications import PublishedCount
from bot.petitions.demands.progress import percent_of
from bot.petitions.demands.service import DemandView
from bot.petitions.page.voiding import WHY_LENGTH
from bot.petitions.signing.eligibility import Conditions, conditions_of, how_verified, mentions
from bot.texts import Translator
from bot.ui.markdown import plain, prose, timestamp

_BAR = 12
_MAX_CELLS = 12  # cells of a breakdown
_MORE = "- …"
_FULL, _EMPTY = "▰", "▱"


def title_of(demand: DemandView, t: Translator) -> str:
    """Return the demand's title in the reader's language, escaped."""
    return plain(str(t.pick(demand.texts)["title"]), 200)


def count_line(demand: DemandView, t: Translator, server: str = "") -> str:
    """Return the published count, with its day and the verification of signers. ``server``: the escaped name
    of the server, for readers outside it. Of a demand on paper, the count that organisers entered."""
    if demand.signed_by == "paper":
        return t("demand-count-paper", count=demand.paper)
    published = demand.publication
    if published is None:
        return f"{t('demand-uncounted')} {verified(demand, demand, t, server)}"
    return published_line(demand, published, t, server)


def published_line(demand: DemandView, published: PublishedCount, t: Translator, server: str = "") -> str:
    """Return a line about one publication, likewise."""
    return t(
        "demand-count",
        count=published.count,
        day=demand.day_of(published.published_at),
        verified=verified(demand, published, t, server),
    )


def head_lines(demand: DemandView, published: PublishedCount | None, t: Translator) -> str:
    """Return the head of a publication to keep, as small print; empty without a publication or its hash."""
    head = None if published is None else Head.at(demand.slug, published.number, published.hash)
    return "" if head is None else t("demand-head", head=str(head))


def verified(demand: DemandView, asked: DemandView | PublishedCount, t: Translator, server: str = "") -> str:
    """Return the verification of signers as a sentence. ``asked`` holds the requirements: the last
    publication, or, before the first, the demand."""
    return how_verified(
        t,
        "page" if demand.signed_by == "page" else asked.verified_by,
        account_days=asked.account_days,
        server_days=asked.server_days,
        roster_size=demand.roster_size,
        count=asked.count if isinstance(asked, PublishedCount) else 0,
        server=server,
    )


def signers_line(demand: DemandView, t: Translator) -> str:
    """Return a line about who may sign a demand that has opened."""
    if demand.signed_by == "page":
        return t("demand-may-sign-page")
    return t("demand-may-sign", who=who_may_sign(conditions_of(demand), t))


def who_may_sign(conditions: Conditions, t: Translator) -> str:
    """Return all requirements for signers, as part of a sentence."""
    count = len(conditions.role_ids)
    said = [t("may-sign-roles", count=count, roles=mentions(conditions.role_ids))]
    if conditions.roster:
        said.append(t("may-sign-roster"))
    if conditions.account_days:
        said.append(t("may-sign-account", days=conditions.account_days))
    if conditions.server_days:
        said.append(t("may-sign-time", days=conditions.server_days))
    return ", ".join(said)


def breakdown_lines(demand: DemandView, t: Translator, room: int = 4000) -> Iterator[str]:
    """Yield the published breakdown by unit, if there is one, as far as ``room`` characters hold it, and the
    rest; nothing if they do not even hold that."""
    published = demand.publication
    if published is None or not published.breakdown:
        return
    head = t("demand-breakdown", day=demand.day_of(published.published_at))
    others = published.count - sum(cell["count"] for cell in published.breakdown)
    rest = f"- {t('demand-breakdown-rest', count=others)}"
    room -= len(f"{head}\n{_MORE}\n{rest}")
    if room < 0:
        return
    shown = []
    for cell in published.breakdown[:_MAX_CELLS]:
        name = plain(cell["name"], 80)
        line = f"- {t('demand-breakdown-line', name=name, count=cell['count'], size=cell['size'])}"
        room -= len(line) + 1
        if room < 0:
            break
        shown.append(line)
    more = [_MORE] if len(shown) < len(published.breakdown) else []
    yield from (head, *shown, *more, rest)


def progress_lines(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield the progress towards the goal, and the signatures on paper, which are counted separately."""
    if demand.goal is not None:
        yield goal_line(demand.count, demand.goal, t)
    if demand.paper and demand.signed_by != "paper":
        yield t("demand-paper", count=demand.paper)


def goal_line(count: int, goal: int, t: Translator) -> str:
    """Return a progress bar of characters and a percentage: full only when the goal is reached."""
    full = min(_BAR, count * _BAR // goal)
    return f"{_FULL * full}{_EMPTY * (_BAR - full)} {percent_line(count, goal, t)}"


def percent_line(count: int, goal: int, t: Translator) -> str:
    """Return the part of the goal that is reached."""
    return t("demand-goal", percent=percent_of(count, goal), goal=goal)


def plans_of(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield the goal and the deadline of a demand that is not open yet."""
    if demand.goal is not None:
        yield t("demand-plan-goal", goal=demand.goal)
    if demand.closes_at is not None:
        yield t(
            "demand-closes", moment=timestamp(demand.closes_at, "F"), left=timestamp(demand.closes_at, "R")
        )


def outcome_lines(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield the deadline and the roster requirement, or the outcome; and that the text has changed."""
    if (demand.verified_by, demand.signed_by, demand.state) == ("roster", "discord", "open"):
        yield t("demand-roster-how")
    if demand.closed_at is not None:
        yield t("demand-closed-on", day=demand.day_of(demand.closed_at))
    elif demand.closes_at is not None:
        yield t(
            "demand-closes", moment=timestamp(demand.closes_at, "F"), left=timestamp(demand.closes_at, "R")
        )
    if demand.text_changed_at is not None and demand.closed_at is None:
        text = "demand-text-changed-page" if demand.signed_by == "page" else "demand-text-changed"
        yield t(text, day=demand.day_of(demand.text_changed_at))
    if delivery := delivery_line(demand, t):
        yield delivery
    if answer := answer_line(demand, t):
        yield answer
    if demand.archived_at is not None:
        yield t("demand-archived")
    if demand.legal_hold and demand.hold_until is not None and demand.anonymous_at is None:
        yield t("demand-held", day=demand.day_of(demand.hold_until))
    if demand.anonymous_at is not None:
        yield t("demand-anonymous", day=demand.day_of(demand.anonymous_at))


def delivery_line(demand: DemandView, t: Translator) -> str:
    """Return the delivery: recipient, day and count; empty if it was not delivered."""
    given = demand.delivery
    if given is None:
        return ""
    line = t("demand-delivered", day=given.day, to=plain(given.to, 250), count=given.count)
    return f"{line}\n{_quoted(given.note)}" if given.note else line


def answer_line(demand: DemandView, t: Translator) -> str:
    """Return management's answer; empty if there is none yet."""
    answer = demand.answer
    if answer is None:
        return ""
    return f"{t('demand-answered', day=answer.day, outcome=answer.outcome)}\n{_quoted(answer.text)}"


def status_lines(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield the small print."""
    if demand.opened_at is not None and demand.closed_at is None:
        since = t("demand-open-since", day=demand.day_of(demand.opened_at))
        yield since if demand.signed_by == "paper" else f"{since} {signers_line(demand, t)}"
    if demand.version > 1:
        yield t("demand-versions", count=demand.version)
    if demand.signed_by == "paper":
        yield t("demand-by-paper")
        return
    on_page = demand.signed_by == "page"
    yield t("demand-count-rule-page" if on_page else "demand-count-rule")
    asked = demand.opened_at is not None and demand.eligible_checked is not None and demand.min_eligible
    if asked and not on_page:  # its rows are published, however many are on the roster
        checked = "yes" if demand.eligible_checked else "no"
        yield t("demand-eligible", least=demand.min_eligible, checked=checked)
    yield t(f"demand-by-{demand.signed_by}")
    yield t("demand-secret")  # the last, above the buttons


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in prose(text).splitlines())


def void_lines(demand: DemandView, t: Translator) -> Iterator[str]:
    """Yield that a demand is void, since when and why; nothing for any other."""
    if demand.void is None:
        return
    yield t("demand-void", day=demand.day_of(demand.void.at))
    if demand.void.why:
        yield t("demand-void-why", why=plain(demand.void.why, 2 * WHY_LENGTH))
