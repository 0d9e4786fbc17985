"""Posts about watches themselves: failing, working again, unusual sources, and the weekly line."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import discord

from bot.contracts.queries.views import Restyled, RestyledExample, WeeklySummary
from bot.contracts.watches.service import WatchInfo
from bot.texts import Translator
from bot.ui.contracts.names import NONE, source_name
from bot.ui.kinds import CALM, WARNING
from bot.ui.layout import Card, button
from bot.ui.markdown import link, plain

_NAME = 60
_VALUE = 60  # characters of a text that is published differently
_MAX_NAMED = 4  # watches named in the weekly line


def failing_card(watch: WatchInfo, t: Translator, mark: str) -> Card:
    """Return the post about a watch that failed several times in a row, with the reason and the remedy."""
    card = Card(colour=WARNING).title(t("failing-title", name=plain(watch.name, _NAME)))
    why = [
        t("failing-count", count=watch.failures),
        *([t(f"fault-{watch.fault}", source=watch.source)] if watch.fault else []),
    ]
    last = NONE if watch.last_complete_at is None else t.moment(watch.last_complete_at)
    card.text(" ".join(why)).text(t("failing-last", moment=last))
    card.text(t("failing-next", moment=watch.next_read_at))
    card.small(source_name(t, watch.source))
    return card.buttons(_status(t, mark))


def working_card(watch: WatchInfo, t: Translator, mark: str) -> Card:
    """Return the post about a watch that works again."""
    card = Card(colour=CALM).title(t("working-title", name=plain(watch.name, _NAME)))
    if watch.last_complete_at is not None:
        card.text(t("working-read", moment=watch.last_complete_at))
    card.text(t("working-now-failing") if watch.failures else t("working-next"))
    card.small(source_name(t, watch.source))
    return card.buttons(_status(t, mark))


def source_card(watch: WatchInfo, kind: str, t: Translator, mark: str) -> Card | None:
    """Return the post saying that the source of a watch has had nothing new for longer than ever, or much
    less than before; or that this is over. ``None`` if it was over before it was posted."""
    if (kind == "stale" and watch.stale_told_at is None) or (kind == "less" and watch.less_told_at is None):
        return None
    card = Card(colour=CALM if kind.endswith("-over") else WARNING)
    card.title(t(f"{kind}-title", name=plain(watch.name, _NAME)))
    if kind == "stale" and watch.quiet_since is not None:
        card.text(t("stale-since", since=watch.quiet_since.date(), longest=watch.longest_quiet.days))
    elif kind == "less":
        card.text(t("less-numbers", before=watch.less_from or 0, now=watch.last_matched or 0))
    card.text(t(f"{kind}-next"))
    card.small(source_name(t, watch.source))
    return card.buttons(_status(t, mark))


def restyled_card(found: Restyled, t: Translator, mark: str) -> Card:
    """Return the post saying that a source publishes its contracts differently, of which members were not
    told."""
    title, what = restyled_lines(found, t)
    card = Card(colour=CALM).title(title).text(what).text(_examples(found, t))
    return card.buttons(_status(t, mark))


def restyled_lines(found: Restyled, t: Translator) -> tuple[str, str]:
    """Title and text of the notice that a source publishes otherwise."""
    title = t("restyled-title", source=source_name(t, found.source), count=found.contracts)
    return title, t("restyled-what", what=_what(found))


def unsteady_card(found: Restyled, t: Translator, mark: str) -> Card:
    """Notice that values of a source keep changing, and what becomes of them."""
    card = Card(colour=WARNING).title(t("unsteady-title", source=source_name(t, found.source)))
    card.text(t("unsteady-what", count=found.contracts, what=_what(found), since=found.since.date()))
    card.text(t("unsteady-next")).text(_examples(found, t))
    return card.buttons(_status(t, mark))


def _what(found: Restyled) -> str:
    return "amounts" if found.amounts else "days" if found.days else "nothing"


def _examples(found: Restyled, t: Translator) -> str:
    lines = (
        f"- {t('headline', who=link(plain(one.number, _NAME), one.url), what=_restyled(one, t))}"
        for one in found.examples
    )
    return "\n".join([t("restyled-examples"), *lines])


def _restyled(example: RestyledExample, t: Translator) -> str:
    def written(value: Decimal | date | str) -> str:
        if isinstance(value, Decimal):
            return t.money(value, example.currency)
        return t.day(value) if isinstance(value, date) else plain(value, _VALUE)

    return t(f"restyled-{example.field}", old=written(example.old), new=written(example.new))


def weekly_card(week: WeeklySummary, since: datetime, t: Translator, mark: str) -> Card:
    """Return the weekly line: the watches, and whether anything changed."""
    card = Card(colour=CALM).title(t("weekly-title"))
    card.text("\n".join(_week(week, since, t)))
    return card.buttons(_status(t, mark))


def restored_database_card(occasion: str, t: Translator, mark: str) -> Card:
    """Return the organisers' notice saying that the whole database was restored from a backup; ``restored:``
    and its moment."""
    made_at = datetime.fromisoformat(occasion.removeprefix("restored:"))
    card = Card(colour=WARNING).title(t("restored-title"))
    card.text(t("restored-server", moment=made_at)).text(t("restored-server-posts"))
    return card.buttons(_status(t, mark))


def withheld_board_card(occasion: str, t: Translator, mark: str) -> Card:
    """Return the organisers' notice saying that the public board contradicts the database, and is not
    published, or that what the database lacks could not be read back from it; the occasion ends with the
    demand's short name, or with nothing if it is about the rounds of issuing keys."""
    demand = plain(occasion.rpartition(":")[2])
    if occasion.startswith("board-withheld:altered-"):
        card = Card(colour=WARNING).title(t("altered-title")).text(t("altered-what", demand=demand))
        return card.text(t("altered-next")).buttons(_status(t, mark))
    what = t("withheld-what", demand=demand) if demand else t("withheld-what-rounds")
    card = Card(colour=WARNING).title(t("withheld-title")).text(what)
    return card.text(t("withheld-why")).text(t("withheld-next")).buttons(_status(t, mark))


def objection_card(t: Translator, mark: str) -> Card:
    """Return the organisers' notice that the holder of a card objects to a new code for its place."""
    card = Card(colour=WARNING).title(t("objection-title")).text(t("objection-what"))
    return card.text(t("objection-next")).buttons(_status(t, mark))


def _week(week: WeeklySummary, since: datetime, t: Translator) -> Iterator[str]:
    if week.watches:
        yield t("weekly-watching", contracts=week.contracts, watches=week.watches)
    else:
        yield t("weekly-none")
    in_full = "all" if not (week.blind or week.failing) else "some" if week.blind < week.watches else NONE
    known = since if week.changed or week.began is None else max(since, week.began)
    yield t("weekly-changes", count=week.changed, since=known.date(), read=in_full)
    if week.read_at is not None:
        yield t("weekly-read", watches=week.watches, moment=week.read_at)
    if week.unread:
        yield t("weekly-unread", count=week.unread)
    if week.paused:
        yield t("weekly-paused", count=week.paused)
    if week.failing:
        yield t("weekly-failing")
        for watch in week.failing[:_MAX_NAMED]:
            last = NONE if watch.since is None else t.moment(watch.since)
            yield f"- {t('weekly-failing-watch', name=plain(watch.name, _NAME), moment=last)}"
        if (more := len(week.failing) - _MAX_NAMED) > 0:
            yield f"- {t('weekly-failing-more', count=more)}"


def _status(t: Translator, mark: str) -> "discord.ui.Button[Card]":
    """Return the status button that every such post has, and by which it is found again."""
    return button(t("button-status"), "status", 0, mark)
