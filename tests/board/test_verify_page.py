"""The page that checks ledgers, in headless Chromium: from disk without network, served, by keyboard, in
every language, in browsers that cannot do everything, and with files that are no ledgers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.exports.ledger_file import Head
from bot.petitions.demands.consent import digest
from tests.board import ledgers
from tests.board.ledger_vectors import OWN_PAGES, RESTORED, RIGHT
from tests.board.ledgers import KEY, SLUG, file_of, whole
from tests.board.page_vectors import RIGHT as RIGHT_LIST
from tests.board.page_vectors import right_files
from tests.board.page_vectors import whole as page_ledger
from tests.board.rich_board import LANGUAGES, NAME
from tests.board.test_in_a_browser import PHONE, until
from tests.board.vectors import LEDGER, VECTORS

pytestmark = [pytest.mark.wire, pytest.mark.full]

WHOLE = VECTORS / RIGHT / "files" / LEDGER
HEAD = str(Head.of(whole()[4]))
NO_ED25519 = """
const known = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (format, key, algorithm, ...rest) => algorithm.name === "Ed25519"
  ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
  : known(format, key, algorithm, ...rest);
"""
NO_HASHES = "Object.defineProperty(globalThis, 'crypto', { value: {} });"


class Checker:
    """The page in a tab. ``told`` is what the browser complained of, or asked a host for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.told: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))

    def check(self, *files: Path, key: str = "", head: str = "") -> tuple[str, list[str]]:
        """Choose files, fill in the form and press the button; return the verdict and the lines under it."""
        page = self.page
        page.locator("#file").set_input_files([str(path) for path in files])
        page.locator("#key").fill(key)
        page.locator("#head").fill(head)
        page.locator("#verdict").evaluate("one => { one.className = '' }")
        page.locator("button").click()
        until(page, "document.getElementById('verdict').className !== ''")
        return page.locator("#verdict").get_attribute("class"), page.locator("#found li").all_inner_texts()


@contextmanager
def opened(browser: Any, address: str, script: str = "", *, offline: bool = True) -> Iterator[Checker]:
    """Open the page, with a script that takes something from the browser."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, offline=offline)
    page = context.new_page()
    if script:
        page.add_init_script(script)
    checker = Checker(page)
    page.goto(address)
    yield checker
    context.close()


def own(language: str = "en") -> str:
    return OWN_PAGES[language].as_uri()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_is_checked_from_disk_without_network_in_every_language(
    browser: Any, rich_site: Path, language: str
) -> None:
    with opened(browser, (rich_site / NAME / language / "verify.html").as_uri()) as checker:
        assert not checker.page.locator("#served").is_visible()  # nothing can be fetched from disk
        verdict, lines = checker.check(WHOLE, key=KEY, head=HEAD)
        assert verdict == "good"
        said = json.loads(checker.page.locator("#texts").inner_text())
        assert checker.page.locator("#verdict").inner_text() == said["verdict-good"]
        assert [line[2:] for line in lines] == [
            said["key"],
            said["head"].replace("{number}", "5"),
            said["ledger"].replace("{title}", "Halt all work for ICE").replace("{demand}", "halt-ice"),
            said["counts"].replace("{publications}", "7").replace("{count}", "71"),
            said["not-shown"],
        ]
        assert checker.told == []


@pytest.mark.parametrize("language", OWN_PAGES)
def test_the_page_that_one_keeps_needs_no_board_and_no_network(browser: Any, language: str) -> None:
    with opened(browser, own(language)) as checker:
        verdict, lines = checker.check(VECTORS / RESTORED / "files" / LEDGER, key=KEY.upper())
        assert verdict == "part"
        assert len(lines) == 6  # with a restored backup, a clock, and what it does not show
        assert checker.told == []
        assert checker.page.evaluate("performance.getEntriesByType('resource').length") == 0


def test_rows_are_counted_from_disk_and_a_signer_finds_the_own_row(browser: Any, tmp_path: Path) -> None:
    folder = VECTORS / RIGHT_LIST / "files"
    chosen = [folder / f"{SLUG}.json", folder / "rounds.json", *sorted((folder / SLUG).iterdir())]
    with opened(browser, own()) as checker:
        assert not checker.page.locator("#row").is_visible()
        verdict, lines = checker.check(*chosen, key=KEY)
        assert verdict == "good"
        assert any("Rows checked one by one: 11, by 6 keys." in line for line in lines)
        assert any("roster is true" in line for line in lines)  # what it does not show
        checker.page.locator("#row").fill(json.dumps(page_ledger().sign("d", 1, 2)))
        verdict, lines = checker.check(*chosen, key=KEY)
        assert verdict == "good"
        assert any("Your row is there, whole: halt-ice/rows-4.jsonl, line" in line for line in lines)
        checker.page.locator("#row").fill(json.dumps(page_ledger().sign("z", 1, 2)))
        assert checker.check(*chosen, key=KEY)[0] == "part"
        checker.page.locator("#row").fill("")
        verdict, lines = checker.check(chosen[0], key=KEY)
        assert verdict == "part"
        assert any("The rows were not checked" in line for line in lines)
        rows = (folder / SLUG / "rows-2.jsonl").read_bytes()
        (tmp_path / "rows-2.jsonl").write_bytes(rows.replace(b'"turn":1', b'"turn":2', 1))
        others = [path for path in chosen if path.name != "rows-2.jsonl"]
        verdict, lines = checker.check(*others, tmp_path / "rows-2.jsonl", key=KEY)
        assert verdict == "wrong"
        assert any("halt-ice/rows-2.jsonl, line 1: the signature is not that" in line for line in lines)
        assert checker.told == []


def test_a_served_ledger_is_checked_with_the_rows_beside_it(browser: Any, tmp_path: Path) -> None:
    import http.server
    import threading
    from functools import partial

    board = tmp_path / "board"
    (board / "ledger").mkdir(parents=True)
    for name, raw in right_files().items():
        target = board / ("" if name == "rounds.json" else "ledger") / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(raw)
    page = OWN_PAGES["en"].read_text(encoding="utf-8")
    choice = f'<select id="ledger"><option value="ledger/{SLUG}.json">It</option></select>'
    page = page.replace('<form id="form" hidden>', f'<form id="form" hidden><p id="served">{choice}</p>')
    (board / "verify.html").write_text(page, encoding="utf-8")
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(board))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with opened(browser, f"http://127.0.0.1:{server.server_port}/verify.html", offline=False) as checker:
            verdict, lines = checker.check(key=KEY)
            assert verdict == "good", lines
            assert any("Rows checked one by one: 11, by 6 keys." in line for line in lines)
            (board / "ledger" / SLUG / "rows-4.jsonl").unlink()
            verdict, lines = checker.check(key=KEY)
            assert verdict == "wrong"
            assert any(
                "halt-ice/rows-4.jsonl, the rows of publication 4, is missing." in line for line in lines
            )
        server.shutdown()


@pytest.mark.parametrize("slug", ["manifest", "unser-manifest"])
def test_a_demand_whose_name_ends_like_the_list_of_files_is_checked(
    browser: Any, rich_site: Path, served: str, tmp_path: Path, slug: str
) -> None:
    entries = ledgers.chain({"count": 5, "demand": slug}, {"count": 9, "demand": slug})
    chosen = tmp_path / f"{slug}.json"
    chosen.write_bytes(file_of(entries, slug=slug))
    (tmp_path / "rounds.json").write_bytes(right_files()["rounds.json"])
    with opened(browser, own()) as checker:
        assert checker.check(chosen, tmp_path / "rounds.json", key=KEY)[0] == "good"
    with opened(browser, f"{served}/{NAME}/en/verify.html", offline=False) as checker:
        page = checker.page
        page.locator("#ledger option").first.evaluate(f"one => {{ one.value = '../ledger/{slug}.json' }}")
        page.route(f"**/ledger/{slug}.json", lambda route: route.fulfill(body=chosen.read_bytes()))
        page.locator("#ledger").select_option(index=0)
        verdict, lines = checker.check(key=KEY)
        assert verdict == "good", lines
        assert any(f"({slug})" in line for line in lines)


def test_without_the_key_or_ed25519_nothing_says_that_all_is_well(browser: Any) -> None:
    for script, key in (("", ""), (NO_ED25519, ""), (NO_ED25519, KEY)):
        with opened(browser, own(), script) as checker:
            verdict, lines = checker.check(WHOLE, key=key)
            assert verdict == "part"
            assert "Not everything was" in checker.page.locator("#verdict").inner_text()
            assert any("Ed25519" in line for line in lines) == bool(script)
            assert not any("signed with the key you gave" in line for line in lines)
            verdict, lines = checker.check(WHOLE, key="ab" * 16)
            assert verdict == "wrong"


def test_a_browser_that_computes_no_hashes_says_that_nothing_was_checked(browser: Any) -> None:
    with opened(browser, own(), NO_HASHES) as checker:
        verdict, lines = checker.check(WHOLE, key=KEY)
        assert verdict == "none"
        assert "verify.py" in lines[0]


def test_other_files_and_lying_ones_are_named(browser: Any, tmp_path: Path) -> None:
    raw = file_of(whole())
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(2**26 + 1)
    given = {
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "wrong", "another kind of file"),
        "cut short": (raw[:-300], "wrong", "cut short"),
        "empty": (b"", "wrong", "another kind of file"),
        "a changed count": (raw.replace(b'"count": 30', b'"count": 31'), "wrong", "its hash is not that"),
        "another history": (file_of(whole()[:4]), "wrong", "ends before publication 5"),
    }
    with opened(browser, own()) as checker:
        assert checker.check()[0] == "none"
        for name, (content, verdict, said) in given.items():
            path = tmp_path / "ledger.json"
            path.write_bytes(content)
            found, lines = checker.check(path, key=KEY, head=HEAD)
            assert found == verdict, name
            assert any(said in line for line in lines), (name, lines)
            assert not any(line.startswith("✓") for line in lines), name
        found, lines = checker.check(huge)
        assert (found, "larger than any ledger" in lines[0]) == ("none", True)
        assert checker.told == []


def test_a_title_with_markup_stays_text(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "<img src=x onerror=alert(1)>\u202e</script>{demand}"
    texts = {"en": {"title": title, "body": "b"}}
    entries = [ledgers.entry(None, count=5, text_hash=digest(texts))]
    monkeypatch.setattr(ledgers, "TEXTS", [texts])
    path = tmp_path / "ledger.json"
    path.write_bytes(file_of(entries))
    with opened(browser, own()) as checker:
        verdict, lines = checker.check(path, key=KEY)
        assert verdict == "good"
        assert any(title.replace("\u202e", "\ufffd") in line for line in lines)
        assert checker.page.locator("#found img").count() == 0
        assert checker.told == []


def test_a_whole_board_is_checked_where_it_is_served_and_from_its_files(
    browser: Any, rich_site: Path, served: str
) -> None:
    board = rich_site / NAME
    key = json.loads((board / "manifest.json").read_bytes())["key"]["fingerprint"]
    with opened(browser, f"{served}/{NAME}/en/verify.html", offline=False) as checker:
        checker.page.locator("#ledger").select_option("../manifest.json")
        verdict, lines = checker.check(key=key)
        assert verdict == "good", lines
        slug = checker.page.locator("#ledger option").first.get_attribute("value").split("/")[-1][:-5]
        checker.page.locator("#ledger").select_option(index=0)
        verdict, lines = checker.check(key=key)
        assert verdict == "good", lines
        assert any(f"({slug})" in line for line in lines)
        assert checker.told == []
    files = [board / "manifest.json", board / "manifest.sig", board / "data" / "counts.csv"]
    with opened(browser, own()) as checker:
        verdict, lines = checker.check(*files, key=key)
        assert (verdict, "signed list: 1." in " ".join(lines)) == ("part", True)


def test_a_server_that_hands_out_another_ledger_or_none_is_told(
    browser: Any, rich_site: Path, served: str
) -> None:
    with opened(browser, f"{served}/{NAME}/en/verify.html", offline=False) as checker:
        page = checker.page
        swapped = next(path for path in (rich_site / NAME / "ledger").iterdir()).read_bytes()
        slug = json.loads(swapped)["demand"]
        options = page.locator("#ledger option").all()
        other = next(
            value
            for one in options
            if (value := one.get_attribute("value")).endswith(".json")
            and not value.endswith((f"/{slug}.json", "manifest.json"))
        )
        page.locator("#ledger").select_option(other)
        page.route(f"**/{other.split('/')[-1]}", lambda route: route.fulfill(body=swapped))
        verdict, lines = checker.check()
        assert verdict == "wrong"
        assert any(f"ledger of another demand: {slug}" in line for line in lines)
        page.unroute_all()
        page.route(f"**/{other.split('/')[-1]}", lambda route: route.fulfill(status=404, body=b"no"))
        assert checker.check()[0] == "none"


def test_the_answer_is_read_out_and_the_form_is_named(browser: Any) -> None:
    with opened(browser, own()) as checker:
        page = checker.page
        assert page.get_by_role("status").locator("#verdict").count() == 1
        for name in ("file", "key", "head"):
            assert page.locator(f"label[for={name}]").inner_text().strip()
        page.locator("#key").focus()
        for pressed in ("Tab", "Tab", "Enter"):
            page.keyboard.press(pressed)
        until(page, "document.getElementById('verdict').className === 'none'")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_the_page_that_one_keeps_says_what_to_do_without_scripts(browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(own())
    assert page.locator("noscript").is_visible()
    assert not page.locator("form").is_visible()
    context.close()


@pytest.mark.parametrize("given", ["data/board.json", "data/counts.csv", "head", "row"])
def test_nothing_is_said_to_be_right_of_a_demand_whose_ledger_was_not_chosen(
    browser: Any, given: str
) -> None:
    """The union's own key can sign other numbers, and hand them out without the ledger."""
    board = VECTORS / "a-board" / "files"
    key = json.loads((board / "manifest.json").read_text())["key"]["public_key"]
    files = [board / "manifest.json", board / "manifest.sig"]
    with opened(browser, own()) as checker:
        head = HEAD if given == "head" else ""
        if given == "row":
            checker.page.locator("#row").evaluate("e => { e.value = 'nonsense' }")
        elif given != "head":
            files.append(board / given)
        told = checker.check(*files, key=key, head=head)
    assert "good" not in str(told[0]), told
