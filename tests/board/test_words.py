"""Words explained where they stand: those of the campaign in the text, those of public money by a link."""

import pytest
from lxml import html

from bot.board.words import explain, words_of
from bot.campaign.facts.glossary import Word
from bot.texts import Texts

pytestmark = pytest.mark.unit

T = Texts.load().of("en")
PAGE = (
    '<body><main id="main"><h1>The ceiling</h1><p><a href="x">ceiling</a></p>'
    "<blockquote><p>ceiling</p></blockquote><p>Two ceilings, a ceiling, and the DTST contract. DTST.</p>"
    "</main><footer>ceiling</footer></body>"
)
DTST = Word(id=1, slug="dtst", texts={"en": {"word": "DTST", "meaning": "Skip tracing & <more>."}})


def explained(page: str, *words: Word, language: str = "en") -> html.HtmlElement:
    known = words_of(words, Texts.load().of(language))
    return html.fromstring(explain(page, known, language, "../about.html"))


def test_the_first_mention_of_a_word_has_its_meaning_or_leads_to_it() -> None:
    page = explained(PAGE, DTST)
    [link] = page.xpath("//a[@class='word']")
    assert link.text == "ceilings"
    known = {each.id: each.meaning for each in words_of((), T)}
    assert link.get("href").startswith("../about.html#")
    assert link.get("title") == known[link.get("href").partition("#")[2]]
    assert page.text_content().count("DTST (skip tracing & <more>)") == 1
    assert page.findtext(".//footer") == "ceiling"


@pytest.mark.parametrize(
    "said", ["<h1>DTST services</h1><p>DTST</p>", "<h1>x</h1><q>DTST</q>", '<h1>x</h1><a href="y">dtst</a>']
)
def test_a_word_of_headings_and_quotes_is_explained_below_the_heading(said: str) -> None:
    page = explained(f'<main id="main">{said}</main>', DTST)
    assert page.xpath("//h1/following-sibling::*")[0].text_content() == "DTST (skip tracing & <more>)"
    assert page.text_content().count("skip tracing") == 1


def test_a_meaning_that_stands_on_the_page_is_not_said_again() -> None:
    page = '<main id="main"><h1>x</h1><a href="y">DTST: skip tracing &amp; &lt;more&gt;</a></main>'
    assert explain(page, words_of((DTST,), T), "en", "about.html") == page


def test_every_language_explains_six_words_of_public_money() -> None:
    for language in Texts.load().languages:
        assert len(words_of((), Texts.load().of(language))) == 6, language


def test_a_page_without_such_words_stays_as_it_is() -> None:
    page = '<main id="main"><p>Nothing here.</p></main>'
    assert explain(page, words_of((), T), "en", "about.html") == page


@pytest.mark.parametrize("word", ["amp", "LT", "quot", "#34", "\u200b"])
def test_a_word_is_not_found_in_the_middle_of_an_escaped_character(word: str) -> None:
    page = '<main id="main"><p>R&amp;D &lt;b&gt; &quot;x&quot; &#34;</p></main>'
    known = Word(id=1, slug="w", texts={"en": {"word": word, "meaning": "A meaning."}})
    assert explain(page, words_of((known,), T), "en", "about.html") == page


def test_a_word_with_an_ampersand_is_found() -> None:
    known = Word(id=1, slug="rd", texts={"en": {"word": "R&D", "meaning": "Research and development."}})
    page = explained('<main id="main"><p>The R&amp;D site.</p></main>', known)
    assert page.text_content() == "The R&D (research and development) site."


def test_nothing_is_explained_in_a_picture() -> None:
    known = Word(id=1, slug="may", texts={"en": {"word": "May", "meaning": "The campaign of May."}})
    page = explained('<main id="main"><svg><text>2 May 2026</text></svg></main>', known)
    assert page.findtext(".//text") == "2 May 2026"


def test_a_longer_word_is_no_mention_of_a_shorter_one_in_it() -> None:
    words = [
        Word(id=each, slug=f"word-{each}", texts={"en": {"word": word, "meaning": f"Meaning {each}."}})
        for each, word in enumerate(("task", "task order", "order form"))
    ]
    said = '<b title="task">x</b> Task order form, <b>task order</b>, tasks, task-based, order form, İ'
    for letters in (said, said.replace("İ", "")):
        page = explained(f'<main id="main"><p>{letters}</p></main>', *words)
        assert "Task order (meaning 1) form" in page.text_content()
        assert "tasks (meaning 0), task-based, order form (meaning 2)" in page.text_content()


def test_german_keeps_its_capitals_and_finds_a_word_whatever_its_case() -> None:
    word = Word(id=1, slug="street", texts={"de": {"word": "Straßenbau", "meaning": "Bau von Straßen."}})
    page = explained('<main id="main"><p>der straßenbau</p></main>', word, language="de")
    assert page.text_content() == "der straßenbau (Bau von Straßen)"
