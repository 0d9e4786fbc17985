"""``tocsin texts check``: members' texts are whole in every language, a new language needs no change of code
or tests, and each fault of a translation is found."""

import re
import shutil
from pathlib import Path

import pytest

import bot.texts
from bot.cli.admin.texts_check import fallbacks, texts_check
from bot.texts import Texts
from bot.texts.catalogue import ORGANISERS, catalogue_files, own_names

pytestmark = pytest.mark.unit

LOCALES = Path(bot.texts.__file__).parent / "locales"


@pytest.mark.rest_in_full
@pytest.mark.parametrize("language", sorted(catalogue_files()))
def test_nothing_is_missing_or_wrong_in_what_members_read(language: str) -> None:
    assert list(map(str, texts_check(language))) == []


def test_english_and_french_have_what_organisers_read_too() -> None:
    assert (fallbacks("en"), fallbacks("fr")) == (0, 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Catalogues with one more language, which Discord does not have; its words are those of German."""
    root = tmp_path / "locales"
    shutil.copytree(LOCALES, root)
    shutil.copytree(LOCALES / "de", root / "eo")
    (root / "eo" / "language.ftl").write_text("language-name = Esperanto\n", encoding="utf-8")
    return root


@pytest.mark.full
def test_a_ninth_language_takes_a_folder_and_nothing_else(root: Path) -> None:
    assert list(map(str, texts_check("eo", root))) == []
    texts = Texts(catalogue_files(root))
    assert "eo" in texts.languages
    t = texts.of("eo")
    assert t("button-sign") == texts.of("de")("button-sign")
    organisers = "settings-saved"
    assert t(organisers) == texts.of("en")(organisers), "organisers' texts fall back message by message"
    names = texts.command_names("eo")
    assert names is not None
    assert names("command-demands") == "forderungen"


def found(root: Path, *changes: tuple[str, str, str]) -> str:
    """Change files of the ninth language, and return what the check says then, on one line each."""
    for file, pattern, new in changes:
        path = root / "eo" / file
        text = path.read_text(encoding="utf-8")
        after, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert count == 1, pattern
        path.write_text(after, encoding="utf-8")
    catalogue_files.cache_clear()
    said = "\n".join(map(str, texts_check("eo", root)))
    catalogue_files.cache_clear()
    return said


FAULTS = [
    ("ui-demands.ftl", r"^button-sign = .*\n", "", "eo/ui-demands.ftl: button-sign: missing"),
    ("help.ftl", r"^help-title", "help-titel", "help-titel: superfluous"),
    ("ui-demands.ftl", r"\{ \$title \}", "{ $titel }", "variables are $titel; in English: $title"),
    ("units.ftl", r"^ +\.hint = .*\n", "", "sign-form-unit: .hint is missing"),
    ("ui-demands.ftl", r"\[one\] \*\*", "[few] **", "demand-count: the plural form [one] is missing"),
    (
        "ui-demands.ftl",
        r"^demand-secret = .*",
        "demand-secret = Nobody is shown who signs: not organisers, not management.",
        "demand-secret: seems to be English still",
    ),
    ("commands-demands.ftl", r"^(command-demands) = .*", r"\1 = Två Ord", "Discord takes small letters"),
    ("commands-demands.ftl", r"^(command-demands-show) = .*", r"\1 = liste", "has the same name as"),
    ("commands-help.ftl", r"\.description = ", ".description = " + "x" * 100, "Discord takes 100"),
    ("ui-demands.ftl", r"^(button-withdraw = ).*", r"\1" + "Zurückziehen " * 7, "a button takes 80"),
    ("roster.ftl", r"^(join-form-title = ).*", r"\1" + "Konto " * 8, "a form takes 45"),
    (
        "ui-demands.ftl",
        r"^(demand-signed = ).*",
        r"\1" + "Die Unterschrift ist da. " * 60,
        "lines of a telephone",
    ),
]


@pytest.mark.full
def test_each_fault_is_found(root: Path) -> None:
    said = found(root, *(fault[:3] for fault in FAULTS))
    assert [fault[3] for fault in FAULTS if fault[3] not in said] == []


@pytest.mark.full
@pytest.mark.parametrize(
    ("pattern", "new", "expected"),
    [
        (r"^help-title = ", "help title ", "cannot be read"),
        (r"^help-members", "help-title = Zweimal\nhelp-members", "is also in"),
    ],
)
def test_a_file_that_is_not_whole_is_named(root: Path, pattern: str, new: str, expected: str) -> None:
    assert expected in found(root, ("help.ftl", pattern, new))


def test_a_language_that_is_not_there_is_named() -> None:
    assert "there is no such folder" in "\n".join(map(str, texts_check("xx")))


def test_each_language_goes_by_its_own_name() -> None:
    assert own_names()["de"] == "Deutsch"
    assert len(set(own_names().values())) == len(catalogue_files())


def test_organisers_files_are_in_a_folder_of_their_own() -> None:
    names = set(catalogue_files()["en"])
    assert {"petitions.ftl", f"{ORGANISERS}petitions.ftl"} <= names
