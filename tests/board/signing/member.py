"""A member who uses the signing page in a browser; messages are known by their keys."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.board.signing import sentences
from bot.demo.signing_member import Card
from bot.texts import Texts
from tests.support.signing_union import Union, forms_of

PHONE = (390, 844)


class Member:
    """The page in a tab. ``complaints`` is what the browser complained of."""

    def __init__(self, page: Any, union: Union, language: str) -> None:
        self.page, self.union = page, union
        self.texts = sentences(Texts.load().of(language))
        self.complaints: list[str] = []
        self.sent: list[bytes] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._keep)

    def _keep(self, request: Any) -> None:
        self.sent.append(
            request.url.encode() + str(request.headers).encode() + (request.post_data_buffer or b"")
        )

    def said(self, key: str) -> str:
        """Return what a sentence begins with, up to its first value."""
        return self.texts[key].split("{")[0]

    def key_of(self, text: str, *beginnings: str) -> str:
        """Return the key of a sentence that was shown."""
        for key, sentence in self.texts.items():
            pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(sentence))
            if key.startswith(beginnings) and re.fullmatch(pattern, text, re.DOTALL):
                return key
        raise AssertionError(text)

    def until_idle(self) -> None:
        """Wait for the page to have done what it was asked."""
        for _ in range(600):
            text = self.page.locator("#told").inner_text()
            if text != self.texts["busy"]:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("the page is busy")

    def begin(self) -> None:
        self.page.locator("#begin").click()
        self.until_idle()

    def press(self, key: str, place: int = 0) -> None:
        """Press a button."""
        name = self.texts[key]
        self.page.get_by_role("button", name=name, exact=True).nth(place).click()
        self.until_idle()

    def fold(self, key: str) -> None:
        """Open or close what is folded under a summary."""
        self.page.locator("summary").get_by_text(self.texts[key], exact=True).click()

    def type(self, text: str, line: str = "") -> None:
        """Type a code or a card, with the line below the code where it is asked for."""
        self.page.locator("#typed").fill(text)
        if self.page.locator("#line").count():
            self.page.locator("#line").fill(line or self.union.line)

    def told(self) -> str:
        """Return the key of the message below the step."""
        text = self.page.locator("#told p").first.inner_text()
        return self.key_of(text, *self.texts)

    def status(self) -> str:
        """Return the key of what a demand's page says of the own signature."""
        return self.key_of(self.page.locator("#status").text_content(), "status-", "signed", "withdrawn")

    def card(self) -> str:
        """Return the card that is shown."""
        return "-".join(self.page.locator(".card code").all_inner_texts())

    def make_card(self, code: str) -> Card:
        """Make a card with a code."""
        self.press("have-code")
        self.type(code)
        self.press("go-on")
        text = self.card()
        self.press("written")
        self.confirm(text)
        assert self.told() == "card-taken"
        return card_of(text)

    def confirm(self, text: str) -> None:
        """Type the group of the card that is asked for."""
        asked = self.page.locator("label[for=typed]").inner_text()
        number = int(re.findall(r"\d", asked)[0])
        self.type(text.split("-")[number - 1].lower())
        self.press("make-card")

    def enter_card(self, text: str) -> None:
        self.press("have-card")
        self.type(text)
        self.press("go-on")

    def with_tokens(self) -> Card:
        """Make a card, get its tokens, and go to the demands."""
        self.begin()
        card = self.make_card(self.union.code)
        self.press("get")
        self.press("to-demands")
        return card

    def shows(self, state: dict[str, Any], folder: str = "") -> None:
        """Have the board show another state, as the union signs it."""
        signed = self.union.signed
        raw, signature = signed.state(state)
        files = {"sign/state.json": raw, "sign/state.sig": signature}
        files["rounds.json"] = signed.rounds(state["rounds"])
        for name, content in files.items():
            address = f"{self.union.board}/{folder}{name}"
            self.page.route(address, lambda route, _, content=content: route.fulfill(body=content))

    def choose_file(self, path: Path) -> None:
        self.page.locator("#file").set_input_files(str(path))
        self.until_idle()

    def download(self, key: str) -> str:
        """Press a button that saves a file; return its text."""
        with self.page.expect_download() as loading:
            self.press(key)
        return Path(loading.value.path()).read_text(encoding="utf-8")

    def enter(self) -> None:
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(30)
        self.until_idle()

    def open(self, place: int) -> None:
        """Open a demand for which there is a token."""
        self.page.locator("#step li button").nth(place).click()
        self.until_idle()

    def again(self, place: int) -> None:
        """Read the board anew with the tokens of a file, as on another day, and open a demand."""
        self.page.evaluate("run(reload)")
        self.until_idle()
        self.press("back")
        self.open(place)

    def choose(self, act: str) -> None:
        """Sign or withdraw."""
        if act == "sign":
            self.sign()
        else:
            self.press("withdraw")

    def sign(self) -> None:
        self.page.locator("#consent").check()
        self.press("sign")

    def card_left(self, card: Card, *, signed: bool = True) -> list[str]:
        """Return the forms of the card's secret in anything that left the browser or reached the union."""
        out = b"\n".join([*self.sent, *(path.encode() + raw for path, raw in self.union.received)])
        assert b'"blinded"' in out
        assert (b'"token"' in out) == signed
        forms = forms_of(card.secret, card.text).items()
        return [name for name, form in forms if form in out or form.lower() in out.lower()]


NO_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (format, key, how, ...rest) => how.name === "Ed25519"
  ? Promise.reject(new DOMException("Ed25519", "NotSupportedError")) : known(format, key, how, ...rest);
"""
"""Makes a browser one that does not know Ed25519."""


def card_of(text: str) -> Card:
    """Return the card of a text."""
    number = 0
    for character in reversed(text.replace("-", "")[:27]):
        number = number * 29 + "23456789ABCDEFGHJKMNPQRTVWXYZ".index(character)
    card = Card(number.to_bytes(16, "big"))
    assert card.text == text
    return card


@contextmanager
def opened(
    browser: Any,
    union: Union,
    language: str = "en",
    *,
    size: tuple[int, int] = (360, 740),
    script: str = "",
    address: str = "",
    context: Any = None,
    **how: Any,
) -> Iterator[Member]:
    """Open the page in a new tab; ``script`` takes something from the browser."""
    tabs = context or browser.new_context(viewport={"width": size[0], "height": size[1]}, **how)
    page = tabs.new_page()
    if script:
        page.add_init_script(script)
    member = Member(page, union, language)
    page.goto(address or f"{union.board}/{language}/sign.html")
    yield member
    if context is None:
        tabs.close()
    else:
        page.close()
