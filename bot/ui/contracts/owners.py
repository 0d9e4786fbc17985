"""Topic of a contract's story: who owns the holder, and when another company took over."""

from bot.contracts.queries.views import ContractLine
from bot.contracts.story.views import NamedParent, Owners, OwnershipAction, Story
from bot.texts import Translator
from bot.ui.contracts.changes import action_reason
from bot.ui.contracts.names import NONE, party, source_name
from bot.ui.contracts.story_parts import Told, sourced
from bot.ui.layout import Card, button
from bot.ui.markdown import link, plain

_NAME = 60
_SHORT_NAME = 40


def owners_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of owners; a line on the card only if one changed, by record or register."""
    owners = story.owners
    if owners is None:
        return None
    entries = [
        *(f"- {_parent(one, t, now=one is owners.named[0])}" for one in owners.named),
        *(f"- {_action(one, line, t)}" for one in owners.actions),
    ]
    foot = [t("story-owners-lag"), _source(owners.named[0], t)] if owners.named else []
    if owners.actions:
        record = link(source_name(t, line.source), line.url)
        foot.append(t("source-read", source=record, date=line.changed_at.date()))
    return Told(line=_line(owners, line, t), entries=tuple(entries), foot=tuple(foot))


def owner_news_card(
    line: ContractLine, named: NamedParent, before: NamedParent, t: Translator, mark: str
) -> Card:
    """Return the post about another parent of the company that holds a contract."""
    who = party(line.short_supplier or named.company, _SHORT_NAME)
    new, old = (party(one.parent or "", _SHORT_NAME) or NONE for one in (named, before))
    card = Card().title(t("headline", who=who, what=t("story-owners-news", new=new)))
    card.text(t("story-owners-line", new=new if new == NONE else sourced(new, named.url), old=old))
    card.small("\n".join([t("story-owners-lag"), _source(named, t)]))
    return card.buttons(
        button(t("button-details"), "contract", line.id, mark),
        button(t("button-story"), "contract-story", line.id, "owners"),
    )


def _line(owners: Owners, line: ContractLine, t: Translator) -> str:
    if owners.actions:
        return _action(owners.actions[0], line, t)
    parents = [party(one.parent or "", _SHORT_NAME) or NONE for one in owners.named]
    if len(set(parents)) < 2:
        return ""
    new = parents[0] if parents[0] == NONE else sourced(parents[0], owners.named[0].url)
    return t("story-owners-line", new=new, old=parents[1])


def _parent(named: NamedParent, t: Translator, *, now: bool) -> str:
    return t(
        "story-owners-parent",
        now="yes" if now else "no",
        company=party(named.company, _NAME),
        lei=plain(named.lei, 20),
        parent=party(named.parent or "", _NAME) or NONE,
        date=t.day(named.read_at.date()),
        stale="yes" if named.stale else "no",
    )


def _action(action: OwnershipAction, line: ContractLine, t: Translator) -> str:
    return t(
        "story-owners-action",
        number=plain(action.number, 24) or NONE,
        date=NONE if action.date is None else t.day(action.date),
        reason=action_reason(t, line.source, action.code) or plain(action.code, 8),
    )


def _source(named: NamedParent, t: Translator) -> str:
    return t("source-read", source=link("GLEIF", named.url), date=named.read_at.date())
