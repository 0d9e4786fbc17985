"""``tocsin demo --tour``: it tells the whole story, and fails if the bot does not do as it says."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import bot.demo.scenario
from bot.box.service import BoxService
from bot.demo import run_tour
from bot.demo.board import DemoBoard
from bot.demo.history import DEFAULT
from bot.demo.scenario import Scenario, load_scenario
from bot.demo.site import SitePage
from bot.errors import StartError
from bot.exports.bundle import Bundle, Checksum
from bot.petitions.signing.service import Signing
from bot.texts import Texts

pytestmark = [pytest.mark.behaviour, pytest.mark.full]

FILES = {"tocsin.xlsx", "contracts.png", "contracts.txt", "evidence.zip"}


def transcript() -> tuple[Console, Callable[[], str]]:
    written = io.StringIO()
    return Console(file=written, width=400), written.getvalue


def play_instead(monkeypatch: pytest.MonkeyPatch, changed: Callable[[Scenario], Scenario]) -> None:
    monkeypatch.setattr(bot.demo.scenario, "load_scenario", lambda name: changed(load_scenario(name)))


def from_the_demand_on(scenario: Scenario) -> Scenario:
    """The story without the days before the demand, and without protests: half as long."""
    demand = next(day for day in scenario.days if "demand" in day.then)
    later = [day for day in scenario.days if day.at >= demand.at and not day.kind.startswith("docket")]
    then = tuple(act for act in demand.then if act != "dockets")
    first = replace(demand, kind="digest", posts=(), then=then, dockets=())
    return replace(scenario, days=(first, *later[1:]), protests=None)


@pytest.fixture
def shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    play_instead(monkeypatch, from_the_demand_on)


async def test_the_tour_tells_the_story_in_both_languages(language: str, tmp_path: Path) -> None:
    console, told = transcript()
    folder = tmp_path / "new" / "export"
    assert await run_tour(language, folder, console=console) == 0
    t = Texts.load().of(language)
    for amount in ("4816782.50", "2306976.66", "2295794.15", "2686283.99"):
        assert t.money(Decimal(amount), "USD") in told()
    for sentence in (
        "demo-check-nothing-twice",
        "demo-check-private",
        "demo-check-page-lines",
        "demo-check-page-one-look",
        "demo-check-page-gone",
        "demo-check-quiet",
        "demo-check-last-text",
        "demo-check-first-seen",
        "demo-check-export-verified",
        "demo-check-evidence-sums",
        "demo-check-evidence-page",
        "demo-told-board",
        "demo-check-round-begun",
        "demo-check-page-demand-posted",
        "demo-check-page-verified",
        "demo-tour-done",
    ):
        assert t(sentence) in told()
    site = load_scenario(DEFAULT).site
    assert site is not None
    notices = load_scenario(DEFAULT).notices
    assert notices is not None
    for about in (site.about, notices.about):
        assert about[language] in told(), "nobody takes what is made up for real"
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
    steward = t("demo-ran", name=t("demo-steward"), command="tocsin import campaigns/capgemini-ice.toml")
    assert steward in told()
    loaded = "veilles\u00a0: ajoutées 1" if language == "fr" else "watches: 1 added"
    assert loaded in told()


async def test_a_change_that_is_not_posted_ends_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_changes(scenario: Scenario) -> Scenario:
        first = scenario.states[from_the_demand_on(scenario).days[0].record]
        states = [{**first, "date": state["date"]} for state in scenario.states]
        return replace(from_the_demand_on(scenario), states=states)

    play_instead(monkeypatch, without_changes)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because this is not true: One post says: 70CDCR24FR0000006, P00012, $2,306,976.66." in told()


async def test_a_post_without_what_the_story_expects_ends_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def expecting_more(scenario: Scenario) -> Scenario:
        expected = tuple(replace(post, words=(*post.words, "P00099")) for post in scenario.days[1].posts)
        return replace(scenario, days=(scenario.days[0], replace(scenario.days[1], posts=expected)))

    play_instead(monkeypatch, expecting_more)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "One post says: 26-SOL-DCR-01, REWRITTEN FOR DEMO, P00099, 8 November 2025." in told()


async def test_an_unchanged_page_ends_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def untouched(scenario: Scenario) -> Scenario:
        days = from_the_demand_on(scenario).days
        return replace(
            from_the_demand_on(scenario), days=tuple(replace(day, page=SitePage.WHOLE) for day in days)
        )

    play_instead(monkeypatch, untouched)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because this is not true: Exactly one post for the change." in told()


@pytest.mark.usefixtures("shorter")
async def test_invalid_evidence_ends_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Bundle.add

    def altered(self: Bundle, name: str, content: bytes, **more: Any) -> None:
        plain(self, name, content, **more)
        if name == "README.txt":
            self.checksums[name] = Checksum("0" * 64, len(content))

    monkeypatch.setattr(Bundle, "add", altered)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because this is not true: Every file in it has the hash that SHA256SUMS gives." in told()


@pytest.mark.usefixtures("shorter")
async def test_a_withdrawal_that_is_forgotten_ends_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget(self: Signing, *arguments: Any, **named: Any) -> None:
        return None

    monkeypatch.setattr(Signing, "withdraw", forget)
    console, told = transcript()
    assert await run_tour("fr", tmp_path, console=console) == 1
    assert "Le décompte publié est de 1." in told()


@pytest.mark.usefixtures("shorter")
async def test_a_board_with_another_count_ends_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = DemoBoard.files

    def padded(self: DemoBoard) -> Mapping[str, bytes]:
        files = dict(plain(self))
        path = "demo/data/board.json"
        data = json.loads(files[path])
        for demand in data["demands"]:
            demand["publications"][-1]["count"] += 1
        return {**files, path: json.dumps(data).encode()}

    monkeypatch.setattr(DemoBoard, "files", padded)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because this is not true: The board says the same: 1 signature;" in told()


@pytest.mark.usefixtures("shorter")
async def test_a_failing_bot_ends_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(self: Signing, *arguments: Any, **named: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Signing, "sign", fail)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because the bot failed" in told()
    assert "the disk is full" in told()


async def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "export").write_text("a file where the folder should be")
    console, _ = transcript()
    with pytest.raises(StartError, match=r"cannot be written: .* Choose another folder with --to"):
        await run_tour("en", tmp_path / "export", console=console)


@pytest.mark.usefixtures("shorter")
async def test_a_row_that_the_box_loses_ends_the_tour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, sent = BoxService.answer, list[bytes]()

    async def forgetful(self: BoxService, act: str, body: bytes) -> Any:
        sent.append(body)
        return (200, {"row": "taken"}) if len(sent) == 1 else await plain(self, act, body)

    monkeypatch.setattr(BoxService, "answer", forgetful)
    console, told = transcript()
    assert await run_tour("en", tmp_path, console=console) == 1
    assert "because this is not true: 7 signatures are published" in told()
