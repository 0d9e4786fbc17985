"""Words explained where they stand: the first mention of each is a link to its meaning on the same page."""

import pytest
from lxml import html

from bot.board.words import explain, words_of
from bot.campaign.facts.glossary import Word
from bot.texts import Texts

pytestmark = pytest.mark.unit

T = Texts.load().of("en")
PAGE = (
    '<body><main id="main"><h1>The ceiling</h1><p><a href="x">ceiling</a></p>'
    "<blockquote><p>ceiling</p></blockquote><p>Two ceilings, a ceiling, and the DTST contract.</p>"
    "</main><footer>ceiling</footer></body>"
)


def explained(page: str, *words: Word, language: str = "en", money: bool = False) -> html.HtmlElement:
    t = Texts.load().of(language)
    return html.fromstring(explain(page, words_of(words, t, money=money), t("button-words"), language))


def test_the_first_mention_of_a_word_leads_to_its_meaning() -> None:
    dtst = Word(id=1, slug="dtst", texts={"en": {"word": "DTST", "meaning": "Skip tracing & <more>."}})
    page = explained(PAGE, dtst)
    links = page.xpath("//a[@class='word']")
    assert [link.text for link in links] == ["ceilings", "DTST"]
    meanings = {each.get("id"): each.getnext().text for each in page.iter("dt")}
    for link in links:
        assert meanings[link.get("href")[1:]] == link.get("title")
    assert meanings["word-dtst"] == "Skip tracing & <more>."
    assert len(meanings) == 2
    assert page.findtext(".//footer") == "ceiling"


def test_a_page_about_money_explains_its_words_in_every_language() -> None:
    for language in Texts.load().languages:
        page = explained('<main id="main"><p>x</p></main>', language=language, money=True)
        assert len(page.xpath("//dt")) == 6, language
        assert all(each.text for each in page.iter("dd"))


def test_a_page_without_such_words_stays_as_it_is() -> None:
    page = '<main id="main"><p>Nothing here.</p></main>'
    assert explain(page, words_of((), T, money=False), "Words", "en") == page


@pytest.mark.parametrize("word", ["amp", "LT", "quot", "#34", "\u200b"])
def test_a_word_is_not_found_in_the_middle_of_an_escaped_character(word: str) -> None:
    page = '<main id="main"><p>R&amp;D &lt;b&gt; &quot;x&quot; &#34;</p></main>'
    known = Word(id=1, slug="w", texts={"en": {"word": word, "meaning": "A meaning."}})
    assert explain(page, words_of((known,), T, money=False), "Words", "en") == page


def test_a_word_with_an_ampersand_is_found() -> None:
    known = Word(id=1, slug="rd", texts={"en": {"word": "R&D", "meaning": "Research and development."}})
    page = explained('<main id="main"><p>The R&amp;D site.</p></main>', known)
    assert [link.text for link in page.xpath("//a[@class='word']")] == ["R&D"]


def test_no_link_stands_in_a_picture() -> None:
    known = Word(id=1, slug="may", texts={"en": {"word": "May", "meaning": "The campaign of May."}})
    page = '<main id="main"><svg><text>2 May 2026</text></svg></main>'
    assert explain(page, words_of((known,), T, money=False), "Words", "en") == page


def test_a_longer_word_is_no_mention_of_a_shorter_one_in_it() -> None:
    words = [
        Word(id=each, slug=f"word-{each}", texts={"en": {"word": word, "meaning": "What it means."}})
        for each, word in enumerate(("task", "task order", "order form"))
    ]
    said = '<b title="task">x</b> Task order form, <b>task order</b>, tasks, task-based, order form, İ'
    for letters in (said, said.replace("İ", "")):
        page = explained(f'<main id="main"><p>{letters}</p></main>', *words)
        links = page.xpath("//a[@class='word']")
        assert [link.text for link in links] == ["Task order", "tasks", "order form"]


def test_a_word_is_found_whatever_its_case_and_its_sharp_s() -> None:
    word = Word(id=1, slug="street", texts={"de": {"word": "Straßenbau", "meaning": "Bau von Straßen."}})
    page = explained('<main id="main"><p>der straßenbau</p></main>', word, language="de")
    assert [link.text for link in page.xpath("//a[@class='word']")] == ["straßenbau"]
