"""Words explained where they stand: the first mention of each on a page leads to its meaning, below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from bot.facts.glossary import Word
from bot.texts import Translator
from bot.ui.markdown import one_line

_EXPLAINED = re.compile(r"- \*\*(.+?)\*\*\s?: (.+)")
_TAG = re.compile(r"(<[^>]+>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_NOT_IN = frozenset(
    ("a", "h1", "h2", "h3", "code", "blockquote", "summary", "caption", "thead", "title", "svg")
)
_MAIN = '<main id="main">'
_ENDING = r"\w{0,2}"  # a plural, or an agreement


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with its meaning, in ``language``. ``always``: explained even if no mention of it was found."""

    id: str
    word: str
    meaning: str
    language: str
    always: bool


def words_of(words: Sequence[Word], t: Translator, *, money: bool) -> list[Explained]:
    """Return the campaign's words, and those of public money; ``money``: these are always explained."""
    found = []
    for word in words:
        text: Any = t.pick(word.texts)
        said, meaning = one_line(str(text["word"])), one_line(str(text["meaning"]))
        found.append(Explained(f"word-{word.slug}", said, meaning, t.picked(word.texts), False))
    known = {each.word.casefold() for each in found}
    for place, (said, meaning) in enumerate(_EXPLAINED.findall(t("words-explained")), 1):
        if said.casefold() not in known:
            found.append(Explained(f"money-{place}", said, meaning, t.language, money))
    return found


def explain(page: str, words: Sequence[Explained], title: str, language: str) -> str:
    """Return a page with the first mention of each word as a link, and the meanings at its end. What others
    wrote, headings and links stay as they are."""
    before, main, rest = page.partition(_MAIN)
    body, end, after = rest.partition("</main>")
    linked, found = _linked(body, words)
    shown = [each for each in words if each.always or each.id in found]
    if not main or not shown:
        return page
    lines = "".join(_entry(each, language) for each in shown)
    section = f'<section class="words">\n<h2>{escape(title)}</h2>\n<dl>\n{lines}</dl>\n</section>\n'
    return "".join((before, main, linked, section, end, after))


def _linked(body: str, words: Sequence[Explained]) -> tuple[str, set[str]]:
    folded = body.casefold()
    written = {escape(each.word, quote=False).casefold(): each for each in words if each.word}
    by_word = {word: each for word, each in written.items() if word in folded}
    if not by_word:
        return body, set()
    mention = _mention(tuple(by_word))
    found: set[str] = set()

    def link(at: re.Match[str]) -> str:
        each = by_word.get(at[1].casefold())
        if each is None or each.id in found:
            return at[0]
        found.add(each.id)
        return f'<a class="word" href="#{each.id}" title="{escape(each.meaning)}">{at[0]}</a>'

    return "".join(_each_text(body, mention, link)), found


@lru_cache(256)
def _mention(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w&#-])({'|'.join(map(re.escape, longest))}){_ENDING}(?![\w-])", re.IGNORECASE)


def _each_text(body: str, mention: re.Pattern[str], link: Any) -> Iterator[str]:
    """Yield the parts of a page, with mentions replaced in texts that are not within ``_NOT_IN``."""
    within: list[str] = []
    for part in _TAG.split(body):
        if not part.startswith("<"):
            yield part if within or part.isspace() else mention.sub(link, part)
            continue
        name = _NAME.match(part)
        if name is not None and name[1] in _NOT_IN:
            if part.startswith("</"):
                if within and within[-1] == name[1]:
                    within.pop()
            else:
                within.append(name[1])
        yield part


def _entry(each: Explained, language: str) -> str:
    lang = "" if each.language == language else f' lang="{each.language}"'
    return (
        f'<dt id="{each.id}"{lang} dir="auto">{escape(each.word)}</dt>'
        f'<dd{lang} dir="auto">{escape(each.meaning)}</dd>\n'
    )
