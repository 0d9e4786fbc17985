"""Words explained where they stand: the first mention of each on a page leads to its meaning, below."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from bot.campaign.facts.glossary import Word
from bot.texts import Translator
from bot.ui.markdown import one_line

_EXPLAINED = re.compile(r"- \*\*(.+?)\*\*\s?: (.+)")
_NOT_IN = ("a", "h1", "h2", "h3", "code", "blockquote", "summary", "caption", "thead", "title", "svg")
_QUIET_TAG = re.compile(rf"<(/?)({'|'.join(_NOT_IN)})(?![a-z0-9])[^>]*>")
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
    written: str  # the word as a page has it, in small letters


def words_of(words: Sequence[Word], t: Translator, *, money: bool) -> list[Explained]:
    """Return the campaign's words, and those of public money; ``money``: these are always explained."""
    found = []
    for word in words:
        text: Any = t.pick(word.texts)
        said, meaning = one_line(str(text["word"])), one_line(str(text["meaning"]))
        if said:
            found.append(_explained(f"word-{word.slug}", said, meaning, t.picked(word.texts), False))
    known = {each.word.casefold() for each in found}
    for place, (said, meaning) in enumerate(_EXPLAINED.findall(t("words-explained")), 1):
        if said.casefold() not in known:
            found.append(_explained(f"money-{place}", said, meaning, t.language, money))
    return found


def _explained(id: str, word: str, meaning: str, language: str, always: bool) -> Explained:
    return Explained(id, word, meaning, language, always, escape(word, quote=False).lower())


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
    """Return a page with links, and the ids of the words that it mentions. The places of words are looked for
    first, since a page has hundreds of texts and a few mentions."""
    folded = body.lower()
    by_word = {each.written: each for each in words if each.written in folded}
    if not by_word:
        return body, set()
    places = _places(by_word, folded) if len(folded) == len(body) else range(len(body))  # "İ" becomes two
    mention, quiet = _mention(tuple(by_word)), _quiet(body)
    parts, found, at, past = [], set[str](), 0, 0
    for place in places:
        said = mention.match(body, place)
        if said is None or place < past or _inside(place, body, quiet):
            continue
        past = said.end()
        each = by_word.get(said[1].lower())
        if each is not None and each.id not in found:
            found.add(each.id)
            link = f'<a class="word" href="#{each.id}" title="{escape(each.meaning)}">{said[0]}</a>'
            parts += [body[at:place], link]
            at = past
            if len(found) == len(by_word):
                break
    return "".join((*parts, body[at:])), found


def _places(words: Iterable[str], folded: str) -> list[int]:
    """Return the places of words in a text, in order."""
    found = set()
    for word in words:
        place = folded.find(word)
        while place >= 0:
            found.add(place)
            place = folded.find(word, place + 1)
    return sorted(found)


def _quiet(body: str) -> list[tuple[int, int]]:
    """Return the places in which no word is explained, from and to."""
    within: list[str] = []
    found, begin = [], 0
    for tag in _QUIET_TAG.finditer(body):
        if not tag[1]:
            begin = begin if within else tag.start()
            within.append(tag[2])
        elif within and within[-1] == tag[2]:
            within.pop()
            if not within:
                found.append((begin, tag.end()))
    return [*found, (begin, len(body))] if within else found


def _inside(place: int, body: str, quiet: Iterable[tuple[int, int]]) -> bool:
    """Return whether a place is within a tag, or where no word is explained."""
    return body.rfind("<", 0, place) > body.rfind(">", 0, place) or any(
        begin <= place < end for begin, end in quiet
    )


@lru_cache(256)
def _mention(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w&#-])({'|'.join(map(re.escape, longest))}){_ENDING}(?![\w-])", re.IGNORECASE)


def _entry(each: Explained, language: str) -> str:
    lang = "" if each.language == language else f' lang="{each.language}"'
    return (
        f'<dt id="{each.id}"{lang} dir="auto">{escape(each.word)}</dt>'
        f'<dd{lang} dir="auto">{escape(each.meaning)}</dd>\n'
    )
