"""Fact page: the contracts that the fact names, and what it said before it was changed."""

from collections.abc import Mapping

from bot.common.text import single_spaced
from bot.facts.views import FactView, in_language
from bot.texts import Translator
from bot.ui.markdown import one_line


def earlier_of(fact: FactView, t: Translator) -> list[str]:
    """Return a line for each time a fact was changed, newest first: its state and title until then, or that
    only its text was changed; nothing of a change in another language alone."""
    found = []
    state, text = fact.state, in_language(fact.texts, t.language)
    for before in reversed(fact.earlier):
        said = in_language(before.texts, t.language)
        title = one_line(said["title"])
        if before.state != state or title != one_line(text["title"]):
            shown = t("board-fact-title", state=t(f"fact-state-{before.state}"), title=title)
            found.append(t("board-fact-changed", day=before.until.date(), said=shown))
        elif single_spaced(said["body"]) != single_spaced(text["body"]):
            found.append(t("board-fact-text-changed", day=before.until.date()))
        state, text = before.state, said
    return found


def contracts_of(fact: FactView, pages: Mapping[int, str]) -> list[dict[str, str]]:
    """Return the contracts that a fact names, each with its page on the board, empty if it has none."""
    return [
        {"number": one_line(each.number), "page": "" if each.id is None else pages.get(each.id, "")}
        for each in fact.contracts
    ]
