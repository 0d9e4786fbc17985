"""Story of a contract: what is known beside its own record, topic by topic.

A topic is one function from a contract to what is told of it. From that come a line on the contract's card
and in the post of a new one, a page of the story card, and a section of the contract's page on the board. To
add one: a value in ``contracts.story.views.Story``, a function in ``TOPICS``, and the texts ``story-<topic>``
(its heading and button) and its own.
"""

from collections.abc import Callable, Iterator, Mapping

import discord

from bot.contracts.model import Status
from bot.contracts.queries.views import ContractLine, ContractView
from bot.contracts.story.procedures import NOTICE_TYPE
from bot.contracts.story.views import (
    DescribedProtest,
    Docket,
    NamedParent,
    Owners,
    OwnershipAction,
    Procedure,
    ProcedureRecord,
    Protests,
    Stage,
    Story,
)
from bot.texts import Translator
from bot.ui.contracts.changes import action_reason
from bot.ui.contracts.names import (
    NONE,
    PUBLISHED,
    Told,
    contract_name,
    numbered,
    party,
    protest_meaning,
    quoted,
    source_name,
    sourced,
)
from bot.ui.contracts.purchase import purchase_chart_button, purchase_told
from bot.ui.contracts.subcontracts import subcontracts_told
from bot.ui.layout import Card, button
from bot.ui.markdown import link, plain, shorten

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


_NAME_IN_LIST = 45
_TYPE = 80
_TOLD_STATUSES = frozenset({Status.CANCELLED, Status.TERMINATED})


def procedure_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of the procedure: its stages in one line, and each record with its source."""
    procedure = story.procedure
    if procedure is None:
        return None
    entries = [f"- {_entry(one, t, own=one.contract_id == line.id)}" for one in procedure.records]
    if procedure.more:
        entries.append(f"- {t('story-procedure-more', count=procedure.more)}")
    return Told(
        line=_stages_line(procedure, line, t), entries=tuple(entries), foot=(t("story-procedure-proof"),)
    )


def _stages_line(procedure: Procedure, line: ContractLine, t: Translator) -> str:
    """Return the stages with their first days, without the contract's own where the card shows its days; ""
    if all records are of one stage."""
    firsts = {one.stage: one for one in reversed(procedure.records) if one.stage is not Stage.OTHER}
    own = None if line.kind in PUBLISHED else Stage.CONTRACT
    stages = [_stage(firsts[stage], t) for stage in Stage if stage in firsts and stage is not own]
    return t("story-procedure-line", stages=" · ".join(stages)) if len(firsts) > 1 else ""


def _stage(record: ProcedureRecord, t: Translator) -> str:
    day = NONE if record.day is None else t.day(record.day)
    return sourced(t("story-procedure-stage", stage=record.stage.value, date=day), record.url)


def _entry(record: ProcedureRecord, t: Translator, *, own: bool) -> str:
    said = t(
        "story-procedure-entry",
        date=NONE if record.day is None else t.day(record.day),
        stage=_sort(record, t),
        number=numbered(record.number, record.url),
        supplier=party(record.supplier, _NAME_IN_LIST) or NONE,
    )
    notes = []
    if record.status in _TOLD_STATUSES:
        notes.append(t("status-words", status=record.status.value, kind=record.kind.value))
    if record.missing_since is not None:
        notes.append(t("story-procedure-missing", date=record.missing_since.date()))
    if own:
        notes.append(t("story-procedure-this"))
    notes.append(t("line-source", source=source_name(t, record.source), date=record.read_at.date()))
    return " · ".join([said, *notes])


def _sort(record: ProcedureRecord, t: Translator) -> str:
    """Return the sort of a notice in words, else its stage."""
    code = record.notice_type
    if code is not None:
        words = f"{NOTICE_TYPE}-{code.code.lower().replace('_', '-')}"
        if t.has(words):
            return t(words)
        if record.stage is Stage.OTHER:
            return plain(code.description or code.code, _TYPE)
    return t("story-procedure-stage", stage=record.stage.value, date=NONE)


_NAME_IN_LIST = 45
_WORDS = 160


def protests_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of protests: dockets in their own words, and what descriptions say."""
    protests = story.protests
    if protests is None:
        return None
    return Told(
        line=_protests_line(protests, t),
        entries=(
            *(f"- {_docket(one, t)}" for one in protests.dockets),
            *(
                f"- {t('story-protests-article', title=link(plain(one.title, _WORDS), one.url))}"
                for one in protests.articles
            ),
            *(f"- {_described(one, t)}" for one in protests.described),
        ),
        foot=(*_meanings(protests, t), *_sources(protests, line, t), t("story-protests-silence")),
    )


def _protests_line(protests: Protests, t: Translator) -> str:
    if not protests.dockets:
        return t("story-protests-only-words", published="yes" if protests.articles else "no")
    last, count = protests.dockets[-1], len(protests.dockets)
    same = count > 1 and len({(one.protester, one.outcome) for one in protests.dockets}) == 1
    return t(
        "story-protests-line-same" if same else "story-protests-line",
        count=count,
        protester=sourced(_protester(last, t), last.url),
        outcome=_outcome(last, t),
        meaning=protest_meaning(last.outcome),
    )


def _docket(docket: Docket, t: Translator) -> str:
    return t(
        "story-protests-docket",
        file=numbered(docket.file, docket.url),
        protester=_protester(docket, t),
        outcome=_outcome(docket, t),
        filed=NONE if docket.filed is None else t.day(docket.filed),
        ends=NONE if docket.decided or docket.due is None else t.day(docket.due),
        decided=NONE if docket.decided is None else t.day(docket.decided),
    )


def _described(said: DescribedProtest, t: Translator) -> str:
    return t(
        "story-protests-described",
        number=plain(said.number, 24) or NONE,
        date=NONE if said.date is None else t.day(said.date),
        words=quoted(t, said.words, _WORDS),
    )


def _protester(docket: Docket, t: Translator) -> str:
    return plain(docket.protester, _NAME_IN_LIST) or t("not-stated")


def _outcome(docket: Docket, t: Translator) -> str:
    return quoted(t, docket.outcome, _NAME_IN_LIST) if docket.outcome else NONE


def _meanings(protests: Protests, t: Translator) -> list[str]:
    """Return the meaning of each different outcome, once."""
    outcomes = dict.fromkeys(one.outcome for one in protests.dockets if one.outcome)
    return [
        t("protest-means", outcome=quoted(t, outcome, _NAME_IN_LIST), meaning=meaning)
        for outcome in outcomes
        if (meaning := protest_meaning(outcome)) != NONE
    ]


def _sources(protests: Protests, line: ContractLine, t: Translator) -> list[str]:
    read = [*(one.read_at for one in protests.dockets), *(one.read_at for one in protests.articles)]
    said = [t("story-protests-read", date=max(read).date())] if read else []
    if protests.described:
        source = link(source_name(t, line.source), line.url)
        said.append(t("source-read", source=source, date=line.changed_at.date()))
    return said


_ROOM = 2950
"""Characters of the entries on one page of the card: with the rest, less than a message has."""

TOPICS: Mapping[str, Callable[[ContractLine, Story, Translator], Told | None]] = {
    "purchase": purchase_told,
    "subcontracts": subcontracts_told,
    "protests": protests_told,
    "owners": owners_told,
    "procedure": procedure_told,
}
"""The topics by name, in the order in which they are told; a name is part of buttons, and never changes."""


def story_lines(line: ContractLine, story: Story, t: Translator, *, posted: bool = False) -> list[str]:
    """Return the line of each topic that has one; those that are ``posted`` tell the day of what changes."""
    lines = [(posted and told.posted) or told.line for told in _told(line, story, t).values()]
    return [line for line in lines if line]


def story_sections(view: ContractView, t: Translator) -> list[str]:
    """Return everything that is told, a section of markdown for each topic, for a page that has room."""
    return [
        "\n".join([f"**{t(f'story-{name}')}**", *told.head, *told.entries, *_small(told)])
        for name, told in _told(view.line, view.story, t).items()
    ]


def story_button(view: ContractView, t: Translator) -> "list[discord.ui.Button[Card]]":
    """Return the button that opens the story card; none if nothing is known."""
    known = _told(view.line, view.story, t)
    return [button(t("button-story"), "contract-story", view.line.id)] if known else []


def story_card(view: ContractView, t: Translator, topic: str = "", page: int = 0) -> Card:
    """Return the card of one topic, by default the first, with buttons for its other pages and the other
    topics."""
    card = Card().title(t("story-title", name=contract_name(t, view.line)))
    known = _told(view.line, view.story, t)
    if not known:
        return card.text(t("story-none"))
    if topic not in known:
        topic, page = next(iter(known)), 0
    told = known[topic]
    pages = list(_pages(told.entries))
    page = page if page < len(pages) else 0
    card.text("\n".join([f"**{t(f'story-{topic}')}**", *told.head]))
    if pages:
        card.text("\n".join(pages[page]))
    card.text("\n".join(_small(told)))
    route = "contract-story", view.line.id
    if len(pages) > 1:
        card.buttons(
            button(t("pager-previous"), *route, topic, max(page - 1, 0), disabled=page == 0),
            button(t("pager-next"), *route, topic, page + 1, disabled=page + 1 == len(pages)),
        )
    others = [button(t(f"story-{name}"), *route, name, 0) for name in known if name != topic]
    return card.buttons(*(purchase_chart_button(view, t) if topic == "purchase" else []), *others)


def _told(line: ContractLine, story: Story, t: Translator) -> dict[str, Told]:
    """Return what is told of each topic of which something is known."""
    found = ((name, tell(line, story, t)) for name, tell in TOPICS.items())
    return {name: told for name, told in found if told is not None}


def _small(told: Told) -> list[str]:
    return [f"-# {line}" for line in told.foot]


def _pages(entries: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield the entries of each page."""
    page: list[str] = []
    room = _ROOM
    for entry in entries:
        if page and len(entry) >= room:
            yield page
            page, room = [], _ROOM
        page.append(shorten(entry, _ROOM))
        room -= len(entry) + 1
    if page:
        yield page
