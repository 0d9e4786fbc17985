"""``tocsin demo --tour``: it tells the whole story, and fails if the bot does not do as it says."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import bot.demo.scenario
from bot.demo import run_tour
from bot.demo.board import DemoBoard
from bot.demo.history import DEFAULT
from bot.demo.narrator import CheckFailed, Narrator, texts_of
from bot.demo.scenario import Scenario, load_scenario
from bot.demo.site import SitePage
from bot.errors import StartError
from bot.exports.bundle import Bundle, Checksum
from bot.page.box.service import BoxService
from bot.petitions.signing.service import Signing
from bot.texts import Texts
from tests.demo.test_campaigns import SECOND, words_of_the_first

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

FILES = {"tocsin.xlsx", "contracts.png", "contracts.txt", "evidence.zip"}


def transcript() -> tuple[Console, Callable[[], str]]:
    written = io.StringIO()
    return Console(file=written, width=400), written.getvalue


def play_instead(monkeypatch: pytest.MonkeyPatch, changed: Callable[[Scenario], Scenario]) -> None:
    monkeypatch.setattr(bot.demo.scenario, "load_scenario", lambda name: changed(load_scenario(name)))


@pytest.fixture
def untrue(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sentences of the tour that were not true; it goes on after each of them."""
    found: list[str] = []
    plain = Narrator.check

    def check(self: Narrator, holds: bool, message: str, **arguments: object) -> None:
        try:
            plain(self, holds, message, **arguments)
        except CheckFailed as failed:
            found.append(str(failed))

    monkeypatch.setattr(Narrator, "check", check)
    return found


async def test_the_tour_tells_the_story_in_both_languages(language: str, tmp_path: Path) -> None:
    console, told = transcript()
    folder = tmp_path / "new" / "export"
    assert await run_tour(language, folder, campaign=SECOND, console=console) == 0, told()
    t = Texts.load().of(language)
    assert t.money(Decimal("63416.05"), "EUR") in told()
    assert t("source-name-decp") in told()
    for sentence in (
        "demo-check-nothing-twice",
        "demo-check-private",
        "demo-check-export-verified",
        "demo-check-evidence-sums",
        "demo-told-board",
        "demo-check-round-begun",
        "demo-check-page-demand-posted",
        "demo-check-page-verified",
        "demo-tour-done",
    ):
        assert t(sentence) in told()
    said = " ".join(told().replace("│", " ").split())
    assert " ".join(t("demo-count-rule").split()) in said, "it counts sooner than a real bot"
    assert " ".join(t("demand-count-rule").split()) not in said
    assert t("demo-form-opened", name=t("demo-alice")) in told()
    assert t("demo-form-opened", name=t("demo-bob")) not in told(), "the same form is shown once"
    assert t("demo-check-export-count", count=1) in told()
    assert t("demo-check-board-count", count=1) in told()
    assert t("demo-check-page-count", count=7) in told()
    assert t("demo-check-page-closed", count=10) in told()
    written = {path.name for path in folder.iterdir()}
    *pages, archive = sorted(written - FILES)
    assert written >= FILES
    assert [(page[:5], page[-4:]) for page in pages] == [("page-", ".pdf")] * 2
    assert (archive[:14], archive[-4:]) == ("tocsin-export-", ".zip")
    assert t("demo-ran", name=t("demo-steward"), command="tocsin import campaigns/verspieren.toml") in told()
    loaded = "veilles\u00a0: ajoutées 1" if language == "fr" else "watches: 1 added"
    assert loaded in told()
    assert t("demo-step-page-watch") not in told(), "this campaign is about no web page"
    shown = told() + "".join(path.read_text(errors="replace") for path in folder.glob("*.txt"))
    assert words_of_the_first(shown) == []


async def test_an_unchanged_page_ends_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched(scenario: Scenario) -> Scenario:
        first = load_scenario(DEFAULT)
        looks = [day for day in first.days if day.kind in ("page-changed", "page-shortened")]
        days = (
            replace(scenario.days[0], at=looks[0].at - timedelta(days=3), then=()),
            *(replace(day, record=scenario.days[0].record, page=SitePage.WHOLE) for day in looks),
        )
        return replace(scenario, site=first.site, days=days)

    play_instead(monkeypatch, untouched)
    console, told = transcript()
    assert await run_tour("en", tmp_path, campaign=SECOND, console=console) == 1
    assert "because this is not true: Exactly one post for the change." in told()


async def test_the_tour_sees_each_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, untrue: list[str]
) -> None:
    def expecting_more(scenario: Scenario) -> Scenario:
        first, second, *others = scenario.days
        expected = tuple(replace(post, words=(*post.words, "P00099")) for post in second.posts)
        return replace(scenario, days=(first, replace(second, posts=expected), *others))

    play_instead(monkeypatch, expecting_more)
    forget_withdrawals(monkeypatch)
    lose_a_row(monkeypatch)
    alter_evidence(monkeypatch)
    raise_the_count_of_the_board(monkeypatch)
    console, told = transcript()
    assert await run_tour("en", tmp_path, campaign=SECOND, console=console) == 0, told()
    t = Texts.load().of("en")
    assert untrue == [
        "One post says: Verspieren, 1000198090_66000000, P00099, €63,416.05, 18 August 2026.",
        t("demo-check-published", count=1),
        t("demo-check-card-picture"),
        t("demo-check-page-count", count=7),
        t("demo-check-export-count", count=1),
        t("demo-check-evidence-sums"),
        t("demo-check-page-closed", count=9),
        t("demo-check-board-count", count=2),
    ]


def forget_withdrawals(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forget(self: Signing, *arguments: Any, **named: Any) -> None:
        return None

    monkeypatch.setattr(Signing, "withdraw", forget)


def lose_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, sent = BoxService.answer, list[bytes]()

    async def forgetful(self: BoxService, act: str, body: bytes) -> Any:
        sent.append(body)
        return (200, {"row": "taken"}) if len(sent) == 1 else await plain(self, act, body)

    monkeypatch.setattr(BoxService, "answer", forgetful)


def alter_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Bundle.add

    def altered(self: Bundle, name: str, content: bytes, **more: Any) -> None:
        plain(self, name, content, **more)
        if name == "README.txt":
            self.checksums[name] = Checksum("0" * 64, len(content))

    monkeypatch.setattr(Bundle, "add", altered)


def raise_the_count_of_the_board(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = DemoBoard.files

    def padded(self: DemoBoard) -> Mapping[str, bytes]:
        files = dict(plain(self))
        path = "demo/data/board.json"
        data = json.loads(files[path])
        for demand in data["demands"]:
            demand["publications"][-1]["count"] += 1
        return {**files, path: json.dumps(data).encode()}

    monkeypatch.setattr(DemoBoard, "files", padded)


async def test_a_failing_bot_ends_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(self: Signing, *arguments: Any, **named: Any) -> None:
        raise RuntimeError("the disk is full")

    def without_a_round(scenario: Scenario) -> Scenario:
        return replace(scenario, days=(replace(scenario.days[0], then=()), *scenario.days[1:]))

    play_instead(monkeypatch, without_a_round)
    monkeypatch.setattr(Signing, "sign", fail)
    console, told = transcript()
    assert await run_tour("en", tmp_path, campaign=SECOND, console=console) == 1
    assert "because the bot failed" in told()
    assert "the disk is full" in told()


async def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "export").write_text("a file where the folder should be")
    console, _ = transcript()
    with pytest.raises(StartError, match=r"cannot be written: .* Choose another folder with --to"):
        await run_tour("en", tmp_path / "export", console=console)


def test_a_name_is_found_in_a_packed_file_and_not_in_compressed_bytes() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("counts.csv", "signed by Bob, " * 9)
    assert "by Bob" in texts_of(packed.getvalue())
    assert "by Bob" in texts_of(b"\xff\x00 signed by Bob \x00")
    assert "Bob" not in texts_of(b"\xff\x00 Bob \x00")
