"""The ``tocsin`` command in its own process: its output, and a sentence for every fault."""

import asyncio
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import __version__
from bot.campaign.model import FORMAT
from bot.cli.shared import MAX_ID
from bot.common.clock import utc_now
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.keystore.keyring import Keys
from bot.servers.settings import Servers
from bot.storage import Database
from bot.storage.migrate import upgrade
from bot.storage.models import Demand
from bot.texts import Texts
from tests.support.processes import Process, fresh, start

pytestmark = pytest.mark.unit

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "campaigns" / "capgemini-ice.toml"

CAMPAIGN = """
title = "A campaign"
language = "en"

[[watch]]
name = "Skip tracing"
source = "usaspending"
suppliers = ["ACME"]
keywords = ["skip tracing"]

[[fact]]
slug = "an-order"
state = "confirmed"
checked = 2026-01-31

[fact.en]
title = "There is an order"
body = "It was signed in December."

[[fact.source]]
title = "The order"
publisher = "A registry"

[[demand]]
slug = "stop-it"

[demand.en]
title = "Stop it"
body = "End the contract."
"""


@dataclass(frozen=True)
class Outcome:
    """Result of a run of the command."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a failed run."""
        assert self.code == 1, self
        assert "Traceback" not in self.err, self.err
        assert not self.out, self.out
        lines = self.err.splitlines()
        assert len(lines) == 1, lines
        assert lines[0].endswith("."), lines[0]
        return lines[0]

    @property
    def lines(self) -> list[str]:
        """The output of a successful run."""
        assert self.code == 0, self
        assert not self.err, self.err
        return self.out.splitlines()


class Command:
    """The ``tocsin`` command in an empty folder, with only the given environment."""

    begin: Callable[..., Awaitable[Process]] = staticmethod(start)  # or ``fresh``

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "data" / "tocsin.db"

    async def __call__(self, *words: str, **environ: str) -> Outcome:
        with tempfile.TemporaryDirectory() as said:
            out, err = Path(said, "out"), Path(said, "err")
            process = await self.begin(
                *("bot", *words),
                folder=self.folder,
                environ={"PATH": os.environ["PATH"], "PYTHONPATH": str(REPOSITORY), **environ},
                out=out,
                err=err,
            )
            code = await asyncio.wait_for(process.wait(), 60)
            return Outcome(code, out.read_text(), err.read_text())

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Database]:
        """Open the command's default database, migrated."""
        database = await Database.connect(f"sqlite:///{self.database}")
        try:
            await upgrade(database)
            yield database
        finally:
            await database.close()

    async def know(self, *servers: int) -> None:
        """Store these servers, as if the bot had joined them."""
        async with self.opened() as database:
            known = Servers(database, utc_now, Texts.load())
            for server_id in servers:
                await known.ensure(server_id, name=f"Server {server_id}")

    async def make_key(self) -> Path:
        """Make the file of a demand's key, as if the demand had been opened."""
        async with self.opened() as database:
            keys = await Keys.open(self.folder / "keys", database, utc_now)
            async with database.write() as session:
                await keys.create_for_demand(session, Demand(id=1, server_id=42, created_at=utc_now()))
        return self.folder / "keys" / "demand-1.key"


@pytest.fixture
def tocsin(tmp_path: Path) -> Command:
    return Command(tmp_path)


@contextmanager
def locked(path: Path, *, journal: str) -> Iterator[None]:
    """Lock the whole file as another program would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    holder = sqlite3.connect(path, isolation_level=None)
    try:
        holder.execute(f"PRAGMA journal_mode={journal}")
        holder.execute("CREATE TABLE IF NOT EXISTS of_another_program (x)")
        holder.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        holder.close()


# The command itself


async def test_the_version_is_printed(tocsin: Command) -> None:
    tocsin.begin = fresh
    assert (await tocsin("--version")).lines == [f"tocsin {__version__}"]


async def test_without_arguments_the_commands_are_listed(tocsin: Command) -> None:
    outcome = await tocsin()
    for word in ("run", "demo", "check", "invite", "import", "export", "db"):
        assert f" {word} " in outcome.out
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("words", [("fly",), ("import",), ("export", "--server", "x"), ("export", "--no")])
async def test_an_unknown_command_is_explained(tocsin: Command, words: tuple[str, ...]) -> None:
    outcome = await tocsin(*words)
    assert outcome.code == 2
    assert "Usage: " in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("server", ["0", "-5", "99999999999999999999999"])
async def test_an_invalid_server_id_is_refused(tocsin: Command, server: str) -> None:
    outcome = await tocsin("export", "--server", server)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert not tocsin.database.exists()


# Settings


@pytest.mark.parametrize("words", [("run",), ("invite",), ("db", "upgrade"), ("export",)])
async def test_every_wrong_setting_is_reported_at_once(tocsin: Command, words: tuple[str, ...]) -> None:
    tocsin.write(".env", "TOCSIN_POLL_MINUTES=often\nUSASPENDING_URL=ftp://example.org\nDATABASE_URL=here\n")
    outcome = await tocsin(*words, TOCSIN_LOG="LOUD", DISCORD_TOKEN="tok-secret")
    assert outcome.code == 1
    assert not outcome.out
    keys = [line.split()[0] for line in outcome.err.splitlines()]
    assert keys == ["DATABASE_URL", "TOCSIN_POLL_MINUTES", "USASPENDING_URL", "TOCSIN_LOG"]
    assert "secret" not in outcome.err
    assert not tocsin.database.exists()


@pytest.mark.parametrize("words", [("run",), ("check",)])
async def test_a_binary_env_file_is_explained(tocsin: Command, words: tuple[str, ...]) -> None:
    tocsin.write(".env", "TOCSIN_CONTACT=é".encode("latin-1"))
    outcome = await tocsin(*words)
    assert outcome.code == 1
    assert ".env is not UTF-8 text" in outcome.out + outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("words", [("run",), ("invite",)])
async def test_a_missing_token_is_explained(tocsin: Command, words: tuple[str, ...]) -> None:
    assert (await tocsin(*words)).sentence.startswith("DISCORD_TOKEN is not set: ")
    assert not tocsin.database.exists()


# The database


@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("data/tocsin.db", "DATABASE_URL cannot be used. "),
        ("mysql://tocsin:pw-secret@127.0.0.1/tocsin", "DATABASE_URL cannot be used. "),
        ("postgresql://tocsin:pw-secret@host:five/tocsin", "DATABASE_URL cannot be used. "),
        ("sqlite://data/tocsin.db", "DATABASE_URL cannot be used. "),
        ("postgresql://tocsin:pw-secret@127.0.0.1:1/tocsin", "The database cannot be opened: "),
        ("sqlite:////proc/none/tocsin.db", "The database cannot be opened: /proc/none/tocsin.db "),
        ("sqlite:///a-folder", "The database cannot be opened: a-folder "),
        ("sqlite:///no-database", "The database no-database is damaged "),
    ],
)
async def test_a_database_that_cannot_be_opened_is_explained(tocsin: Command, url: str, begins: str) -> None:
    (tocsin.folder / "a-folder").mkdir()
    tocsin.write("no-database", "something else " * 100)
    for words in (("run",), ("db", "upgrade"), ("export",)):
        sentence = (await tocsin(*words, DATABASE_URL=url, DISCORD_TOKEN="tok-secret")).sentence
        assert sentence.startswith(begins)
        assert "secret" not in sentence
        assert ("server" in sentence) == ("127.0.0.1:1" in url), "a file has none"


@pytest.mark.full
async def test_an_unknown_postgresql_database_or_user_is_explained(
    tocsin: Command, postgres_url: str
) -> None:
    gone = postgres_url.replace("/t", "/none-", 1) if "/t" in postgres_url else postgres_url
    nobody = postgres_url.replace("postgres:@", "nobody:pw-secret@")
    for url in {gone, nobody} - {postgres_url}:
        sentence = (await tocsin("db", "upgrade", DATABASE_URL=url)).sentence
        assert sentence.startswith("The database cannot be opened: ")
        assert "secret" not in sentence
    assert (await tocsin("db", "upgrade", DATABASE_URL=postgres_url)).code == 0


@pytest.mark.full
async def test_a_database_locked_by_another_program_is_explained(tocsin: Command) -> None:
    """In the mode of the first start, and in the mode that an older program may have set."""
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin.know(1)
    other = tocsin.folder / "other.db"
    with locked(tocsin.database, journal="WAL"), locked(other, journal="DELETE"):
        outcomes = await asyncio.gather(
            tocsin("run", DISCORD_TOKEN="tok-secret"),
            tocsin("import", str(file)),
            tocsin("db", "upgrade", DATABASE_URL=f"sqlite:///{other}"),
            tocsin("check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes"),
        )
    *ended, checked = outcomes
    for outcome in ended:
        assert outcome.sentence.startswith("The database is locked by another program: ")
    assert "WRONG  database: The database is locked by another program" in checked.out


@pytest.mark.full
async def test_a_lock_during_a_command_is_explained_too(tocsin: Command) -> None:
    """No import is silently partial: it fails with a sentence, and the next run completes it."""
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin.know(1)
    with sqlite3.connect(tocsin.database, isolation_level=None) as holder:
        holder.execute(
            "CREATE TRIGGER full BEFORE INSERT ON demands BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
        )
        outcome = await tocsin("import", str(file))
        assert outcome.code == 1
        holder.execute("DROP TRIGGER full")
    holder.close()
    lines = (await tocsin("import", str(file))).lines
    assert "facts: 0 added, 0 updated, 1 unchanged." in lines
    assert "demands: 1 added, 0 updated, 0 unchanged." in lines


@pytest.mark.full
async def test_a_database_of_a_newer_version_is_refused_and_unchanged(tocsin: Command) -> None:
    async with tocsin.opened():
        pass
    with sqlite3.connect(tocsin.database) as later:
        later.execute("UPDATE alembic_version SET version_num = 'r9_later'")
    later.close()
    for words in (("run",), ("db", "upgrade"), ("export",)):
        sentence = (await tocsin(*words, DISCORD_TOKEN="tok-secret")).sentence
        assert sentence.startswith("The database was made by a newer version of Tocsin: ")
    checked = await tocsin("check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes")
    assert "WRONG  database: The database was made by a newer version of Tocsin: " in checked.out
    with sqlite3.connect(tocsin.database) as later:
        assert later.execute("SELECT version_num FROM alembic_version").fetchall() == [("r9_later",)]
    later.close()


@pytest.mark.full
async def test_a_second_upgrade_does_nothing(tocsin: Command) -> None:
    assert (await tocsin("db", "upgrade")).lines == ["The database is now up to date."]
    assert (await tocsin("db", "upgrade")).lines == ["The database is already up to date."]


# The keys


def make_readable(key: Path) -> None:
    key.chmod(0o640)


def remove_key(key: Path) -> None:
    key.unlink()


def remove_folder(key: Path) -> None:
    shutil.rmtree(key.parent)


def replace_key(key: Path) -> None:
    key.write_bytes(os.urandom(32))


def truncate_key(key: Path) -> None:
    key.write_bytes(b"half")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (make_readable, "Other users of this machine can read the key "),
        (remove_key, " is missing, and what this database holds was made with it: "),
        pytest.param(
            remove_folder,
            " is missing, and what this database holds was made with its keys: ",
            marks=pytest.mark.full,
        ),
        (replace_key, " was not made for this database: "),
        pytest.param(truncate_key, " is damaged, ", marks=pytest.mark.full),
    ],
)
@pytest.mark.full
async def test_unusable_keys_are_explained(tocsin: Command, spoil: Callable[[Path], None], says: str) -> None:
    key = await tocsin.make_key()
    spoil(key)
    there = sorted(tocsin.folder.glob("keys/*"))
    assert says in (await tocsin("run", DISCORD_TOKEN="tok-secret")).sentence
    checked = await tocsin("check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes")
    assert any(line.startswith("WRONG  keys: ") and says in line for line in checked.out.splitlines())
    assert sorted(tocsin.folder.glob("keys/[!.]*")) == there, "no new key was made in its place"


# Campaign files


@pytest.mark.full
@pytest.mark.rest_in_full
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (CAMPAIGN.replace('state = "confirmed"', 'sate = "confirmed"'), "sate"),
        (CAMPAIGN.replace("2026-01-31", '"31/01/2026"'), "31/01/2026"),
        (CAMPAIGN.replace("2026-01-31", "2026-02-31"), "line "),
        (CAMPAIGN.replace("2026-01-31", "2999-01-31"), "2999-01-31"),
        (CAMPAIGN.replace('title = "A campaign"', 'title = "A campaign'), "line "),
        ("no campaign at all", "line "),
        (b"\xff\xfe\x00", "UTF-8"),
        (f'format = {FORMAT + 1}\n{CAMPAIGN}\n[[tune]]\nname = "x"\n', "newer version of Tocsin"),
    ],
)
async def test_a_wrong_campaign_file_is_explained_with_the_place(
    tocsin: Command, content: str | bytes, says: str
) -> None:
    file = tocsin.write("campaign.toml", content)
    for words in (("import", "--check"), ("import",)):
        outcome = await tocsin(*words, str(file))
        assert outcome.code == 1
        assert not outcome.out
        assert "Traceback" not in outcome.err
        assert all(line.startswith(str(file)) for line in outcome.err.splitlines())
        assert says in outcome.err
    assert not tocsin.database.exists()


async def test_every_fault_of_a_campaign_file_is_reported_at_once(tocsin: Command) -> None:
    twice = CAMPAIGN + CAMPAIGN[CAMPAIGN.index("[[demand]]") :] + "\nsoon = true\n"
    file = tocsin.write("campaign.toml", twice.replace('"usaspending"', '"usaspnding"'))
    outcome = await tocsin("import", str(file))
    assert outcome.code == 1
    assert "stop-it" in outcome.err
    assert "soon" in outcome.err
    assert "usaspnding" in outcome.err
    assert len(outcome.err.splitlines()) == 3


@pytest.mark.parametrize("name", ["none.toml", "."])
async def test_an_unreadable_campaign_file_is_explained(tocsin: Command, name: str) -> None:
    assert (await tocsin("import", name)).sentence.startswith(f"{name} cannot be read: ")


async def test_checking_a_campaign_file_needs_no_settings_and_writes_nothing(tocsin: Command) -> None:
    outcome = await tocsin("import", "--check", str(EXAMPLE), TOCSIN_LOG="LOUD")
    assert outcome.lines == [f"{EXAMPLE} is correct."]
    assert list(tocsin.folder.iterdir()) == []


@pytest.mark.full
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device that never ends")
async def test_importing_a_device_that_never_ends_is_refused(tocsin: Command) -> None:
    assert "File too large" in (await tocsin("import", "--check", "/dev/zero")).sentence


async def test_importing_without_a_known_server_requires_one(tocsin: Command) -> None:
    file = tocsin.write("campaign.toml", CAMPAIGN)
    assert (await tocsin("import", str(file))).sentence.startswith("No server is known yet. ")
    told = (
        "server 77 is not known yet: the file takes effect when the bot joins it. If the number is wrong, "
        "import again with the right one."
    )
    assert (await tocsin("import", str(file), "--server", "77")).lines[-1] == told
    assert (await tocsin("import", str(file))).lines[-1] == told, "there is no other it could be meant for"


@pytest.mark.full
async def test_a_mistyped_server_id_does_not_create_a_server(tocsin: Command) -> None:
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin.know(10)
    assert any("not known yet" in line for line in (await tocsin("import", str(file), "--server", "5")).lines)
    lines = (await tocsin("import", str(file))).lines
    assert lines[0].endswith("into server 10.")
    assert not any("not known yet" in line for line in lines)
    assert (await tocsin("export")).code == 0


@pytest.mark.full
async def test_an_exported_campaign_is_imported_elsewhere_and_replaces_no_file(
    tocsin: Command,
) -> None:
    file, written = tocsin.write("campaign.toml", CAMPAIGN), tocsin.folder / "written.toml"
    await tocsin("import", str(file), "--server", "77")
    assert (await tocsin("export", "--campaign", str(written))).lines == [str(written)]
    assert (await tocsin("import", "--check", str(written))).lines == [f"{written} is correct."]
    lines = (await tocsin("import", str(written), "--server", "78")).lines
    assert "facts: 1 added, 0 updated, 0 unchanged." in lines
    content = written.read_bytes()
    again = await tocsin("export", "--campaign", str(written), "--server", "77")
    assert again.sentence == f"{written} exists already and was not changed: name a new file."
    assert written.read_bytes() == content
    lost = await tocsin("export", "--campaign", str(tocsin.folder / "no" / "f.toml"), "--server", "77")
    assert "cannot be written: " in lost.sentence


@pytest.mark.full
async def test_a_server_with_settings_counts_as_joined(tocsin: Command) -> None:
    """Also if its name is unknown, because a campaign was imported before the bot joined."""
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin("import", str(file), "--server", "10")
    async with tocsin.opened() as database:
        await Servers(database, utc_now, Texts.load()).update(10, channel_id=3)
    await tocsin("import", str(file), "--server", "5")
    assert (await tocsin("import", str(file))).lines[0].endswith("into server 10.")


async def test_importing_with_several_servers_lists_them(tocsin: Command) -> None:
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin.know(10, 20)
    sentence = (await tocsin("import", str(file))).sentence
    assert sentence.startswith("2 servers are known: ")
    assert "10 (Server 10), 20 (Server 20)" in sentence
    assert (await tocsin("import", str(file), "--server", "20")).lines[0].endswith("into server 20.")


@pytest.mark.full
async def test_a_second_import_changes_nothing(tocsin: Command) -> None:
    tocsin.begin = fresh
    await tocsin.know(1)
    first = (await tocsin("import", str(EXAMPLE))).lines
    tocsin.begin = start
    second = (await tocsin("import", str(EXAMPLE))).lines
    assert "watches: 1 added, 0 updated, 0 unchanged." in first
    assert "watches: 0 added, 0 updated, 1 unchanged." in second
    assert not any("added" in line and "0 added, 0 updated" not in line for line in second)


@pytest.mark.full
async def test_importing_over_an_opened_demand_does_not_change_its_text(tocsin: Command) -> None:
    await tocsin.know(1)
    file = tocsin.write("campaign.toml", CAMPAIGN)
    await tocsin("import", str(file))
    async with tocsin.opened() as database, database.write() as session:
        (await session.get_one(Demand, 1)).state = "open"
    file.write_text(CAMPAIGN.replace("End the contract.", "Start another."))
    lines = (await tocsin("import", str(file))).lines
    assert any("not changed: it is open" in line for line in lines)


# The export


@pytest.mark.full
async def test_the_export_is_a_folder_and_an_archive_that_verify_accepts(
    tocsin: Command,
) -> None:
    await tocsin.know(1)
    await tocsin("import", str(EXAMPLE))
    folder, archive = (await tocsin("export", "--to", "out/of/here", "--lang", "fr")).lines
    assert Path(f"{folder}.zip") == Path(archive)
    document = json.loads((tocsin.folder / folder / "tocsin.json").read_text(encoding="utf-8"))
    assert document["server"]["id"] == "1"
    assert "Comment vérifier" in (tocsin.folder / folder / "README.txt").read_text(encoding="utf-8")
    named = json.loads((tocsin.folder / folder / "manifest.json").read_text())["key"]
    key = named["public_key"]
    listed = (await tocsin("keys", "list")).lines
    assert [line for line in listed if line.endswith(f"signs as {named['fingerprint']}")], "to be published"
    for path in (folder, archive):
        told = (await tocsin("verify", path, "--key", key, DATABASE_URL="nonsense")).lines
        assert "It was signed with the key you gave." in told
    (tocsin.folder / folder / "counts.csv").write_text("demand")
    changed = await tocsin("verify", folder)
    assert changed.code == 1
    assert changed.err == "counts.csv was changed: it is not as in the signed list.\n"
    assert "cannot be read: " in (await tocsin("verify", "nothing.zip")).sentence
    again, _ = (await tocsin("export", "--to", "out/of/here")).lines
    assert again == f"{folder}-2"


@pytest.mark.full
async def test_an_unknown_server_has_no_export(tocsin: Command) -> None:
    assert "None is known yet" in (await tocsin("export", "--server", "2")).sentence
    await tocsin.know(1)
    sentence = (await tocsin("export", "--server", "2")).sentence
    assert sentence.startswith("No server 2 is known: ")
    assert "1 (Server 1)" in sentence
    assert not (tocsin.folder / "export").exists()


@pytest.mark.full
async def test_an_export_that_cannot_be_written_is_explained(tocsin: Command) -> None:
    await tocsin.know(1)
    tocsin.write("export", "a file where the folder would be")
    assert "cannot be written: " in (await tocsin("export")).sentence


# The check


async def test_the_help_shows_flags_without_a_type(tocsin: Command) -> None:
    shown = (await tocsin("demo", "--help")).out
    assert "--tour" in shown
    assert "<int>" in shown
    assert "bool" not in shown.lower()
    assert str(MAX_ID) not in (await tocsin("import", "--help")).out
    assert (await tocsin("import", "x.toml", "--server", str(MAX_ID + 1))).code == 2


async def test_the_check_has_a_line_for_each_subject(tocsin: Command) -> None:
    await tocsin.make_key()
    async with UsaspendingStandIn([{"date": "2026-02-13", "awards": []}]) as source:
        outcome = await tocsin("check", USASPENDING_URL=source.url, TOCSIN_ALLOW_LOOPBACK="yes")
    assert outcome.code == 1, "tocsin run refuses to start without a token"
    subjects = [line.split(":")[0] for line in outcome.out.splitlines()]
    subjects = [each.rpartition("  ")[2] if each.endswith("confinement") else each for each in subjects]
    assert [subject for subject in subjects if not subject.endswith("  disk")] == [
        "ok     settings",
        "ok     database",
        "ok     keys",
        "ok     audit",
        "ok     roster",
        "ok     counts",
        "warn   backup",
        "warn   backup",
        "confinement",
        "ok     source usaspending",
        "WRONG  token",
    ]


@pytest.mark.full
async def test_check_and_run_name_a_misspelt_setting(tocsin: Command) -> None:
    said = "TOCSIN_POL_MINUTES is not a setting of Tocsin and is ignored: did you mean TOCSIN_POLL_MINUTES?"
    tocsin.write(".env", "TOCSIN_POL_MINUTES=5")
    away = {"USASPENDING_URL": "http://127.0.0.1:9", "TOCSIN_ALLOW_LOOPBACK": "yes"}
    assert f"warn   settings: {said}" in (await tocsin("check", **away)).out
    ran = await tocsin("run", DISCORD_TOKEN="tok-secret", DATABASE_URL="sqlite:////proc/none/t.db")
    assert said in ran.out + ran.err


@pytest.mark.full
async def test_the_check_names_an_unreachable_source_and_fails(tocsin: Command) -> None:
    async with tocsin.opened():
        pass
    outcome = await tocsin("check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes")
    assert outcome.code == 1
    wrong = [line for line in outcome.out.splitlines() if line.startswith("WRONG")]
    assert wrong[:-1] == [
        "WRONG  source usaspending: 127.0.0.1 cannot be reached. Check this machine's connection, or try "
        "again later."
    ]
    assert not outcome.err, "nothing of what libraries note on the way"


async def test_the_check_creates_no_files(tocsin: Command) -> None:
    outcome = await tocsin("check", USASPENDING_URL="http://127.0.0.1:9", TOCSIN_ALLOW_LOOPBACK="yes")
    assert outcome.code == 1
    assert "WRONG  database: data/tocsin.db does not exist yet: run tocsin db upgrade" in outcome.out
    assert list(tocsin.folder.iterdir()) == []


async def test_the_check_reports_each_wrong_setting_and_no_secret(tocsin: Command) -> None:
    outcome = await tocsin(
        "check",
        TOCSIN_LOG="LOUD",
        TOCSIN_KEY_DIR="data/keys",
        DISCORD_TOKEN="tok-secret",
        DATABASE_URL="postgresql://u:pw-secret@127.0.0.1:1/x",
    )
    assert outcome.code == 1
    assert [line.split(":")[0] for line in outcome.out.splitlines()] == ["WRONG  settings"] * 2
    assert "secret" not in outcome.out + outcome.err


async def test_the_check_of_an_unreachable_database_shows_no_secret(tocsin: Command) -> None:
    outcome = await tocsin(
        "check",
        USASPENDING_URL="http://127.0.0.1:9",
        TOCSIN_ALLOW_LOOPBACK="yes",
        DATABASE_URL="postgresql://u:pw-secret@127.0.0.1:1/x",
    )
    assert outcome.code == 1
    assert "WRONG  database: The database cannot be opened" in outcome.out
    assert "secret" not in outcome.out + outcome.err
