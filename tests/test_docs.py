"""Documents agree with the code: commands, settings, the keys of watches, the sources."""

import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import discord
import pytest
import typer
from dotenv import dotenv_values

from bot.app import open_app
from bot.campaign import CampaignError, parse
from bot.campaign.file import keys_of, policies
from bot.cli.commands import app
from bot.runtime.client import TocsinBot
from bot.runtime.command_sync import CommandNames
from bot.runtime.interface import every_cog
from bot.settings import Settings
from bot.texts import Texts
from bot.ui.organise.acts import ACTS, named_acts

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "bot" / "texts" / "locales" / "en"
AT_THE_ROOT = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
DOCUMENTS = sorted([*AT_THE_ROOT, *(ROOT / "docs").rglob("*.md")])
CAMPAIGN_FILES = (ROOT / "docs" / "campaign-files.md").read_text(encoding="utf-8")
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
HEAD = 'title = "A campaign"\nlanguage = "en"\n'
PAGES = {"live", "ready", "health", "metrics"}  # of the bot's own web server
GROUPS = (1, 2)  # subcommand, subcommand group

ALL = policies()


def now() -> datetime:
    return datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def faults(watch: str) -> list[str]:
    with pytest.raises(CampaignError) as caught:
        parse(f'{HEAD}[[watch]]\nname = "One"\n{watch}\n', clock=now)
    return list(map(str, caught.value.faults))


def test_every_watch_in_the_documents_can_be_loaded() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", CAMPAIGN_FILES, re.DOTALL)
    (shown,) = [block for block in blocks if block.startswith("[[watch]]")]
    watches = parse(HEAD + shown, clock=now).watches
    assert {watch.source for watch in watches} == ALL.keys()
    by_name = {watch.name: watch.query for watch in watches}
    assert by_name["French contracts of the group"] == {"suppliers": ["123456789"]}
    assert by_name["The file from the regional council"] == {
        "file": "council-2026.json",
        "buyers": ["regional council"],
    }


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_key_of_a_source_is_explained(name: str) -> None:
    table = CAMPAIGN_FILES.partition("| source | keys |")[2].partition("\n\n")[0]
    named, here = "", set()
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        named = cells[1].strip("`") or named if len(cells) > 2 else named
        if named == name:
            here |= set(re.findall(r"`(\w+)`", cells[2]))
    assert here == set(keys_of(ALL[name]))


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_source_is_described(name: str) -> None:
    assert f"\n## `{name}`: " in SOURCES
    anchors = set(re.findall(r"\]\(#([\w-]+)\)", SOURCES))
    headings = re.findall(r"^#+ (.*)$", SOURCES, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert anchors <= made


@pytest.mark.parametrize(
    ("watch", "told"),
    [
        (
            'source = "decp"\nsuppliers = ["Capgemini"]',
            "“Capgemini” is not a SIREN (9 digits) or SIRET (14)",
        ),
        (
            'source = "ted"\nsuppliers = ["Acme"]\ncountries = ["FR"]',
            "“FR” is not a country as TED writes it.",
        ),
        ('source = "ted"\ncountries = ["FRA"]', "What to look for is missing."),
        ('source = "page"', "The address is missing."),
        ('source = "page"\naddress = ["https://example.org"]', 'address must be one text, as in "…"'),
        ('source = "page"\naddress = "http://192.168.0.1/"', "“http://192.168.0.1/” leads into a private"),
        (
            'source = "feed"\naddress = "https://example.org/"\nword = ["x"]',
            "word is not a key of this source: did",
        ),
        (
            'source = "page"\naddress = "https://example.org/"\nx = 1',
            "x is not a key of this source: the keys are",
        ),
        (
            'source = "ocds"\nfile = "../secret.json"\nwords = ["tents"]',
            "“../secret.json” is not the name of a",
        ),
        ('source = "ocds"\naddress = "https://example.org/"', "What to look for is missing."),
    ],
)
def test_an_unusable_query_is_explained(watch: str, told: str) -> None:
    (fault,) = faults(watch)
    assert fault.startswith(f"watch 1 (name 'One'): {told}")


@dataclass(frozen=True)
class Command:
    """A command as it is typed in one language, what Discord shows beside it, and its options."""

    name: str
    description: str
    options: frozenset[str]
    is_group: bool


def commands(items: list[dict[str, Any]], key: str, path: str = "") -> Iterator[Command]:
    """Return every command and group in one language."""
    for item in items:
        name = (item.get("name_localizations") or {}).get(key, item["name"])
        description = (item.get("description_localizations") or {}).get(key, item["description"])
        here = f"{path} {name}".strip()
        options = item.get("options") or []
        inner = [option for option in options if option["type"] in GROUPS]
        named = frozenset(
            (option.get("name_localizations") or {}).get(key, option["name"])
            for option in options
            if option not in inner
        )
        yield Command(here, description, named, is_group=bool(inner))
        yield from commands(inner, key, here)


@pytest.fixture
async def by_language(tmp_path: Path) -> dict[str, list[Command]]:
    """The commands in English and in French."""
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'tocsin.db'}", key_dir=tmp_path / "keys"
    )
    async with open_app(settings) as app:
        bot = TocsinBot(app)
        for cog in every_cog(app):
            await bot.add_cog(cog)
        names = CommandNames(app.texts)
        payload = [
            await command.get_translated_payload(bot.tree, names) for command in bot.tree.get_commands()
        ]
    return {key: list(commands(payload, key)) for key in ("en", "fr")}


@pytest.fixture
def known_commands(by_language: dict[str, list[Command]]) -> dict[str, frozenset[str]]:
    """The options of each command, in English and in French."""
    return {command.name: command.options for found in by_language.values() for command in found}


def held(page: Path, tables: list[list[str]]) -> None:
    """Hold the tables of commands in a page; with ``TOCSIN_WRITE_DOCS=1`` write them instead."""
    text = page.read_text(encoding="utf-8")
    wanted = ("\n".join(rows) + "\n" for rows in tables)
    table_of_commands = re.compile(r"(?:^\| `(?:/|tocsin ).*\n)+", re.MULTILINE)
    assert len(table_of_commands.findall(text)) == len(tables)
    right = table_of_commands.sub(lambda _: next(wanted), text)
    if os.environ.get("TOCSIN_WRITE_DOCS") == "1":
        page.write_text(right, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == right, "TOCSIN_WRITE_DOCS=1 writes what is missing"


@pytest.mark.parametrize(
    ("page", "key", "special"),
    [("commands.md", "en", ("organise", "setup")), ("fr/commands.md", "fr", ("organiser", "configurer"))],
)
def test_every_command_stands_in_the_list_with_what_discord_shows(
    by_language: dict[str, list[Command]], page: str, key: str, special: tuple[str, str]
) -> None:
    tables: dict[str, list[str]] = {"": [], **{name: [] for name in special}}
    for command in sorted(by_language[key], key=lambda command: command.name):
        first = command.name.split(" ")[0]
        if not command.is_group:
            row = f"| `/{command.name}` | {command.description} |"
            tables[first if first in special else ""].append(row)
    t, typed = Texts.load().of(key), {"en": "organise do", "fr": "organiser action"}[key]
    tables[special[0]] += sorted(
        f"| `/{typed}:{t(f'act-{act}.words')}` | {t(f'act-{act}.description')} |" for act in ACTS
    )
    held(ROOT / "docs" / page, list(tables.values()))


@pytest.mark.parametrize(
    "page", ["install.md", "running.md", "roster.md", "signing.md", "verifying.md", "backup.md"]
)
def test_french_pages_give_the_same_lines_to_type(page: str) -> None:
    def typed(document: Path) -> list[str]:
        blocks = re.findall(r"^```\w*\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE)
        return [re.sub(r"  +# .*", "", line) for block in blocks for line in block.splitlines()]

    assert typed(ROOT / "docs" / "fr" / page) == typed(ROOT / "docs" / page)


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs" / "fr").glob("*.md")))
def test_french_pages_explain_the_same_keys_and_name_the_same_tests(page: str) -> None:
    def explained(document: Path) -> list[list[str]]:
        text = document.read_text(encoding="utf-8")
        keys = re.findall(r"^\| (`[^`]+`)", text, re.MULTILINE)
        translated = page in {"commands.md", "demands.md"}  # which list commands by their French names
        return [[] if translated else keys, sorted(re.findall(r"`(tests/[^`]+)`", text))]

    assert explained(ROOT / "docs" / "fr" / page) == explained(ROOT / "docs" / page)


def test_every_command_of_the_terminal_stands_in_the_list() -> None:
    def rows(group: Any, path: str) -> Iterator[str]:
        for name, command in sorted(group.commands.items()):
            if hasattr(command, "commands"):
                yield from rows(command, f"{path} {name}")
            else:
                yield f"| `{path} {name}` | {command.get_short_help_str(200)} |"

    listed = list(rows(typer.main.get_command(app), "tocsin"))
    held(ROOT / "docs" / "running.md", [listed])
    french = (ROOT / "docs" / "fr" / "running.md").read_text(encoding="utf-8")
    first_cells = [
        re.findall(r"^\| (`tocsin [a-z ]+`) \|", page, re.M) for page in ("\n".join(listed), french)
    ]
    assert first_cells[0] == first_cells[1]


@pytest.mark.parametrize("page", ["running.md", "fr/running.md"])
def test_every_setting_stands_in_the_list_with_its_default(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]+)` )?\|", text, re.MULTILINE)
    assert dict(rows) == {key: value or "" for key, value in dotenv_values(ROOT / ".env.example").items()}


async def test_every_named_command_exists(known_commands: dict[str, frozenset[str]]) -> None:
    named, spoken = 0, [Texts.load().of(language) for language in ("en", "fr")]
    for document in DOCUMENTS:
        for written in re.findall(r"`/([^`/][^`]*)`", document.read_text(encoding="utf-8")):
            words, _, option = re.sub(r" [A-Z]+$", "", written).partition(":")
            if option:
                words, _, option = words.rpartition(" ")
            path, _, more = words.partition(" · ")
            group = path.rpartition(" ")[0]
            for command in (path, *(f"{group} {other}" for other in more.split(" · ") if other)):
                if command.split(" ")[0] not in {name.split(" ")[0] for name in known_commands}:
                    is_path = "." in command or "/" in command or command in PAGES
                    assert is_path, f"{document.name}: /{written}"
                    continue
                named += 1
                assert command in known_commands, f"{document.name}: /{written}"
                assert not option or option in known_commands[command], f"{document.name}: /{written}"
                if option in ("do", "action"):
                    assert named_acts(written.partition(":")[2], spoken), f"{document.name}: /{written}"
    assert named > 30


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors(document: Path) -> set[str]:
    """Return what a link can name in a document: its headings, as the site and forges write them."""
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower().replace("\u00a0", " ")) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    pictures = [(source, "") for source in re.findall(r'<img src="([^"]+)"', text)]
    for target, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)", text) + pictures:
        if "://" in target:
            continue
        led_to = (document.parent / target) if target else document
        assert led_to.exists(), target
        assert not anchor or anchor in anchors(led_to), f"{target}#{anchor}"


def test_every_name_in_the_page_on_architecture_exists() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+(?:\.\w+)+)`", page))
    named = {name for name in named if not re.search(r"\.(py|js|md|json|toml)$", name)}
    assert len(named) > 70
    for name in sorted(named):
        resolve_name(name if name.startswith("cogs.") else f"bot.{name}")


def test_every_page_stands_in_the_navigation_of_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- (?:.+: )?(\S+\.md)$", site.partition("\nnav:\n")[2], re.MULTILINE)
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(listed) == sorted({*pages, "changelog.md", "contributing.md"})


def described_metrics() -> set[str]:
    """Return the metrics that the steward's guide explains."""
    running = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(tocsin_\w+)", running, re.MULTILINE))


def test_the_addresses_of_sources_are_named_for_the_steward() -> None:
    running = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    settings = dotenv_values(ROOT / ".env.example")
    for key, address in settings.items():
        if key.endswith("_URL") and address and address.startswith("https://"):
            assert key in running
            assert address.removeprefix("https://") in running


def terminal_lines(text: str) -> Iterator[str]:
    """Yield every ``tocsin`` command line that a page quotes: in code within a sentence, or in a block."""
    blocks = [*re.findall(r"```sh\n(.*?)```", text, re.DOTALL), *re.findall(r"(?m)^    (\S.*)$", text)]
    quoted = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", text)
    for line in quoted:
        for found in re.findall(r"^(?:\S*/)?tocsin (?=[a-z-])([^#;|&>=…]*)", line.strip()):
            first, *others = found.strip().split(" · ")
            group = first.rpartition(" ")[0]
            yield from (first, *(f"{group} {other}" for other in others))


def test_every_quoted_command_line_is_valid() -> None:
    whole: Any = typer.main.get_command(app)
    named = set()
    for document in DOCUMENTS:
        if document.name == "CHANGELOG.md":  # which names commands that no longer exist
            continue
        for line in terminal_lines(document.read_text(encoding="utf-8")):
            command, words = whole, shlex.split(line)
            while words and not words[0].startswith("-") and hasattr(command, "commands"):
                assert words[0] in command.commands, f"{document.name}: tocsin {line}"
                command = command.commands[words.pop(0)]
            options = {name for each in command.params for name in each.opts}
            given = {word for word in words if word.startswith("--")} - {"--help"}
            assert given <= options, f"{document.name}: tocsin {line}"
            named.add(command.name)
    assert named >= {"run", "check", "verify", "export", "code", "destroy", "rotate", "backup", "import"}


def test_every_test_in_the_threat_model_exists() -> None:
    model = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", model)
    assert len(named) > 30
    for file, test in named:
        written = (ROOT / file).read_text(encoding="utf-8")
        assert not test or re.search(rf"def {test}\(", written), f"{file}::{test}"
    threats = re.findall(r"\| (T\d+) \|", model)
    assert sorted(threats) == sorted(f"T{number}" for number in range(1, len(threats) + 1))


async def test_the_bot_has_no_gateway_intent_but_servers(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 't.db'}", key_dir=tmp_path / "keys")
    async with open_app(settings) as app:
        assert TocsinBot(app).intents == discord.Intents(guilds=True)


# but for what the law and the organisers say
_ABOUT_PRIVACY = re.compile(
    r"privacy-(stored|code|shown|public|discord|withdraw|yours|more-(?!complain|removed)\w+)|secret-(?!more)\w+"
    r"|demand-(secret|signed|signed-next|signed-roster|withdrawn|withdrawn-roster|pass-on)"
    r"|consent-roster|join-form-kept|joined|help-roles|sign-form-unit-named"
    r"|demand-by-page|demand-form-way-page|letter-what|signing-promised-(?:who|count)"
)


def test_every_promise_in_the_threat_model_is_shown_to_members() -> None:
    model = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^\| “(.+)” \|", model, re.MULTILINE)
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(LOCALES.rglob("*.ftl")))
    page = " ".join((ROOT / "docs" / "what-it-does.md").read_text(encoding="utf-8").split())
    assert [promise for promise in quoted if promise not in texts + page] == []
    consent = (LOCALES / "petitions.ftl").read_text(encoding="utf-8")
    lines = consent.partition("consent-text =\n")[2].partition("\n\n")[0].splitlines()
    promising = [line for line in lines if re.match(r" {4}(What|Who|Signing)", line) or "Nobody can" in line]
    assert len(promising) >= 5
    assert [line for line in promising if not any(promise in line for promise in quoted)] == []
    page_lines = _consent_page("en")
    assert [line for line in page_lines if not any(promise in line for promise in quoted)] == []
    messages = dict(re.findall(r"^([\w-]+) = (.+)$", texts, re.MULTILINE))
    private = [name for name in messages if _ABOUT_PRIVACY.fullmatch(name)]
    assert len(private) > 25
    assert [name for name in private if not any(promise in messages[name] for promise in quoted)] == []


def _consent_page(language: str) -> list[str]:
    """The lines of the consent of the signing page that promise something about data."""
    catalogue = (LOCALES.parent / language / "ways.ftl").read_text(encoding="utf-8")
    lines = catalogue.partition("consent-page =\n")[2].partition('\n    {""')[0].splitlines()[1:5]
    assert all(line.startswith("    ") for line in lines)
    return lines


# By language: what is never true of the signing page; words of the promise, and of its three limits.
_PAGE_PROMISES = {
    "en": ("which signature is", "tokens file", "nearly all", "as long as it exists"),
    "fr": (
        r"à qui est une signature|quelle signature est",
        "fichier de jetons",
        "presque tou",
        "tant qu’il existe",
    ),
    "de": (
        r"welche Unterschrift|von wem eine Unterschrift",
        "Markendatei",
        "fast alle",
        "solange es sie gibt",
    ),
    "es": (r"de quién es una firma|qué firma es", "archivo de fichas", "casi todas", "mientras exista"),
    "it": (r"di chi è una firma|quale firma è", "file di gettoni", "quasi tutti", "finché esiste"),
    "nl": (
        r"van wie een handtekening|welke handtekening",
        "penningenbestand",
        "bijna allemaal",
        "zolang het bestaat",
    ),
    "pl": (r"który podpis|czyj jest podpis", "pliku z żetonami", "prawie wszyscy", "dopóki istnieje"),
    "pt": (
        r"de quem é uma assinatura|qual assinatura é",
        r"(?:arquivo|ficheiro) de fichas",
        "quase todas",
        "enquanto existir",
    ),
}
_NEVER_TRUE = (
    r"not which ones|whether I signed\. *$|nobody can tell who signed|does not tell who signed"
    "|personne ne peut dire qui|ne dit pas qui|pas lesquelles|en déduire si"
)


@pytest.mark.parametrize("language", _PAGE_PROMISES)
def test_promises_of_the_signing_page_name_their_limits_beside_them(language: str) -> None:
    folder = LOCALES.parent / language
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.ftl")))
    page = "\n".join(
        re.findall(r"^(?:demand-(?:by|form-way)-page|letter-what|signing-.*) = .*$", texts, re.M)
    )
    promise, *limits = _PAGE_PROMISES[language]
    consent = _consent_page(language)
    promising = [line for line in (*page.splitlines(), *consent) if re.search(promise, line)]
    assert len(promising) == (5 if language in ("en", "fr") else 4)
    assert not re.search(_NEVER_TRUE, "\n".join((page, *consent)), re.M)
    for line in promising:
        assert [limit for limit in limits[:2] if not re.search(limit, line)] == []
        if not line.startswith("demand-"):  # which are read before anybody has a card
            assert re.search(limits[2], line)


@pytest.mark.parametrize(("language", "page"), [("en", "secret.md"), ("fr", "fr/secret.md")])
def test_the_page_about_secrecy_says_what_the_card_says(language: str, page: str) -> None:
    catalogue = (LOCALES.parent / language / "help.ftl").read_text(encoding="utf-8")
    sentences = re.findall(r"^secret-(?!more)\w+ = (.+)$", catalogue, re.MULTILINE)
    written = " ".join((ROOT / "docs" / page).read_text(encoding="utf-8").split())
    assert len(sentences) == 5
    assert [each for each in sentences if " ".join(each.split()) not in written] == []


def test_french_texts_call_each_thing_by_the_name_that_the_page_on_languages_gives() -> None:
    others = r"\bmonnaies?\b|\brépétition\b|code à clé|\bpétition|équipe d’organisation"
    others += "|registre du syndicat|numéro de membre|\\bvéhicule"
    a_card = r"|\bcartes?\b(?! mémoire|\s+de\s+signature)"  # which these two are about
    pages = sorted((ROOT / "docs" / "fr").glob("*.md")) + sorted((LOCALES.parent / "fr").rglob("*.ftl"))
    found = {
        str(page): re.findall(
            others if page.name in ("letters.ftl", "signing.ftl") else others + a_card,
            page.read_text(encoding="utf-8"),
            re.IGNORECASE,
        )
        for page in pages
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_no_document_installs_a_package_named_tocsin_from_an_index() -> None:
    """Another program has that name: this one is installed from its own folder."""
    folders = (ROOT / name for name in ("bot", "cogs", "docs", "deploy", "campaigns", "benchmarks"))
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix not in {".pyc", ".png"}]
    files += [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "Containerfile", ROOT / ".env.example"]
    named = re.compile(r"""\b(pip3?|pipx|uv) [^\n`]*["' ]tocsin(\[|["' `]|$)""", re.MULTILINE)
    assert [
        path for path in files if path.is_file() and named.search(path.read_text("utf-8", "replace"))
    ] == []
