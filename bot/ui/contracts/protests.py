"""Topic of a contract's story: protests against the purchase, and what came of them."""

from bot.contracts.queries.views import ContractLine
from bot.contracts.story.views import DescribedProtest, Docket, Protests, Story
from bot.texts import Translator
from bot.ui.contracts.names import NONE, protest_meaning, quoted, source_name
from bot.ui.contracts.story_parts import Told, numbered, sourced
from bot.ui.markdown import link, plain

_NAME = 45
_WORDS = 160


def protests_told(line: ContractLine, story: Story, t: Translator) -> Told | None:
    """Return what is told of protests: dockets in their own words, and what descriptions say."""
    protests = story.protests
    if protests is None:
        return None
    return Told(
        line=_line(protests, t),
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


def _line(protests: Protests, t: Translator) -> str:
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
    return plain(docket.protester, _NAME) or t("not-stated")


def _outcome(docket: Docket, t: Translator) -> str:
    return quoted(t, docket.outcome, _NAME) if docket.outcome else NONE


def _meanings(protests: Protests, t: Translator) -> list[str]:
    """Return the meaning of each different outcome, once."""
    outcomes = dict.fromkeys(one.outcome for one in protests.dockets if one.outcome)
    return [
        t("protest-means", outcome=quoted(t, outcome, _NAME), meaning=meaning)
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
