"""The signing page as a file: its policy, its weight, its texts, and that it looks like the board."""

import base64
import difflib
import hashlib
import os
import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

from bot.board.signing import SENTENCES, page, script, sentences
from bot.texts import Texts

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]

MAX_SIZE = 76_000  # bytes
BOARD, ASKED = "https://board.example/x/", ("https://sign.example/registrar/", "https://box.example:8443/")
KEYS = re.compile(r"""\b(?:say|paragraph|button|folded)\(\s*"([\w-]+)\"""")
LANGUAGES = tuple(Texts.load().languages)


def policy_of(content: bytes) -> dict[str, str]:
    found = re.search(rb'Content-Security-Policy" content="([^"]*)"', content)
    assert found is not None
    rules = found[1].decode().replace("&#39;", "'").split("; ")
    return {name: value for name, _, value in (rule.partition(" ") for rule in rules)}


def hash_of(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@pytest.mark.rest_in_full
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_allows_its_own_script_and_style_and_the_unions_servers(language: str) -> None:
    content = page(Texts.load().of(language), title="A <b>", languages=LANGUAGES, board=BOARD, asked=ASKED)
    text = content.decode()
    style = re.search(r"<style>([^<]*)</style>", text)
    (inline,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert style is not None
    assert policy_of(content) == {
        "default-src": "'none'",
        "script-src": hash_of(inline),
        "style-src": hash_of(style[1]),
        "connect-src": "'self' https://board.example https://box.example:8443 https://sign.example",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert inline == script()
    assert "A &lt;b&gt;" in text
    assert len(content) < MAX_SIZE
    assert page(Texts.load().of(language), board=BOARD, asked=ASKED) != content


def test_a_page_for_any_union_may_connect_anywhere() -> None:
    assert policy_of(page(Texts.load().of("en")))["connect-src"] == "*"


def test_the_policy_takes_addresses_of_servers_alone() -> None:
    for address in ("javascript:alert(1)", "https://", "https://a b/", "https://a;b/", ""):
        with pytest.raises(ValueError, match="no address of a server"):
            page(Texts.load().of("en"), board=BOARD, asked=(address,))


def test_the_script_says_the_sentences_that_there_are() -> None:
    used, composed = set(KEYS.findall(script())), ("error-", "state-")
    assert len(used) > 40
    assert used <= set(SENTENCES)
    unused = [key for key in SENTENCES if f'"{key}"' not in script() and not key.startswith(composed)]
    assert unused == []


def test_no_text_becomes_markup_or_code() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|srcdoc|setTimeout\(['\"`]",
        script(),
    )
    assert "</" not in script()


def test_the_colours_are_those_of_the_board() -> None:
    own = files("bot.board.signing").joinpath("page.css").read_text(encoding="utf-8")
    board = files("bot.board").joinpath("static/style.css").read_text(encoding="utf-8")
    colours = board[: board.index("* {")]
    assert colours in own
    assert "prefers-color-scheme" in colours


def test_every_sentence_has_its_values() -> None:
    english, *others = (sentences(Texts.load().of(each)) for each in ("en", *LANGUAGES))
    for key, other in product(SENTENCES, others):
        assert set(re.findall(r"\{\w+\}", english[key])) == set(re.findall(r"\{\w+\}", other[key])), key


@pytest.mark.parametrize(("language", "path"), [("en", "docs/sign.html"), ("fr", "docs/fr/sign.html")])
def test_the_documents_have_the_page_of_this_version(language: str, path: str) -> None:
    content = page(Texts.load().of(language))
    if os.environ.get("TOCSIN_WRITE_DOCS"):
        (ROOT / path).write_bytes(content)
    assert (ROOT / path).read_bytes() == content, "TOCSIN_WRITE_DOCS=1 writes it"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_unions_page_differs_from_it_by_name_addresses_and_links_alone(language: str) -> None:
    t = Texts.load().of(language)
    any_unions, own = (
        page(t),
        page(t, title="CGT", languages=LANGUAGES, board=BOARD, key="ab" * 16, asked=ASKED),
    )
    assert policy_of(own)["script-src"] == policy_of(any_unions)["script-src"]
    lines = difflib.ndiff(any_unions.decode().splitlines(), own.decode().splitlines())
    different = [line for line in lines if line[:2] in ("- ", "+ ")]
    expected = (
        r'<meta http-equiv="Content-Security-Policy" |<title>'
        r'|<body>|<body data-board="|</?header>|</?nav\b|</?ul>$'
        r'|<p class="site" dir="auto"><a href="index.html">CGT</a></p>$'
        r'|<li><a href="\.\./\w+/sign\.html"'
    )
    assert different
    assert [line for line in different if not re.match(f"[-+] (?:{expected})", line)] == []
