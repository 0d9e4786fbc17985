"""Words explained where they stand: beside the first mention of a word of the campaign its meaning; the first
of a word of public money is a link to that."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import Any

from bot.campaign.facts.glossary import Word
from bot.common.text import phrase_at
from bot.texts import Translator
from bot.ui.markdown import one_line

_EXPLAINED = re.compile(r"- \*\*(.+?)\*\*\s?: (.+)")
_NOT_IN = ("a", "q", "h1", "h2", "h3", "code", "blockquote", "summary", "caption", "thead", "title", "svg")
_QUIET_TAG = re.compile(rf"<(/?)({'|'.join(_NOT_IN)})(?![a-z0-9])[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_MAIN = '<main id="main">'
_ENDING = r"\w{0,2}"  # a plural, or an agreement


@dataclass(frozen=True, slots=True)
class Explained:
    """A word with its meaning, in ``language``. ``own``: it is the campaign's."""

    id: str
    word: str
    meaning: str
    language: str
    own: bool
    written: str  # the word as a page has it, in small letters


def words_of(words: Sequence[Word], t: Translator) -> list[Explained]:
    """Return the campaign's words, and those of public money that it does not explain itself."""
    found = []
    for word in words:
        text: Any = t.pick(word.texts)
        said, meaning = one_line(str(text["word"])), one_line(str(text["meaning"]))
        if said:
            found.append(_explained(f"word-{word.slug}", said, meaning, t.picked(word.texts), own=True))
    known = {each.word.casefold() for each in found}
    for place, (said, meaning) in enumerate(_EXPLAINED.findall(t("words-explained")), 1):
        if said.casefold() not in known:
            found.append(_explained(f"money-{place}", said, meaning, t.language, own=False))
    return found


def _explained(id: str, word: str, meaning: str, language: str, *, own: bool) -> Explained:
    return Explained(id, word, meaning, language, own, escape(word, quote=False).lower())


def explain(page: str, words: Sequence[Explained], language: str, meanings: str) -> str:
    """Return a page with the meaning of each word of the campaign: below the heading if that has the word, or
    only links and what others wrote have it; else in brackets after its first mention. The first mention of
    the others links to the page of ``meanings``."""
    before, main, rest = page.partition(_MAIN)
    body, end, after = rest.partition("</main>")
    title = _said(body[: max(0, body.find("</h1>"))])
    named = {each.id for each in words if each.own and phrase_at(title, [each.word])}
    explained, found = _linked(body, [each for each in words if each.id not in named], language, meanings)
    said = _said(body)
    lacking = [each for each in words if each.own and each.id not in found and phrase_at(said, [each.word])]
    beside = [
        _beside(each, language) for each in lacking if in_sentence(each.meaning, "").lower() not in said
    ]
    top, heading, below = explained.partition("</h1>")
    explained = "".join((top, heading, *beside, below) if heading else (*beside, explained))
    return "".join((before, main, explained, end, after))


def _said(html: str) -> str:
    """Return what a part of a page says, in small letters."""
    return unescape(_TAG.sub(" ", html)).lower()


def _beside(each: Explained, language: str) -> str:
    said = f"<strong>{escape(each.word)}</strong> ({escape(in_sentence(each.meaning, each.language))})"
    return f'\n<p class="small"{_lang(each, language)} dir="auto">{said}</p>'


def _mentioned(said: str, each: Explained, language: str, meanings: str) -> str:
    if each.own:
        meaning = escape(in_sentence(each.meaning, each.language))
        return f'{said} <span{_lang(each, language)} dir="auto">({meaning})</span>'
    return f'<a class="word" href="{meanings}#{each.id}" title="{escape(each.meaning)}">{said}</a>'


def in_sentence(meaning: str, language: str) -> str:
    """Return a meaning as it stands within a sentence, where German keeps its capitals."""
    small = language != "de" and meaning[1:2].islower()
    return (meaning[:1].lower() + meaning[1:] if small else meaning).rstrip(".")


def _lang(each: Explained, language: str) -> str:
    return "" if each.language == language else f' lang="{each.language}"'


def _linked(body: str, words: Sequence[Explained], language: str, meanings: str) -> tuple[str, set[str]]:
    """Return a page with its words explained, and the ids of the words that it mentions. The places of words
    are looked for first, since a page has hundreds of texts and a few mentions."""
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
            parts += [body[at:place], _mentioned(said[0], each, language, meanings)]
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
