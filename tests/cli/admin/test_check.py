"""``tocsin check`` and ``tocsin invite`` against a loopback Discord: the token, and the link."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from bot.app import open_app, open_database
from bot.cli.admin.backup import back_up
from bot.cli.admin.check import Finding, check
from bot.cli.admin.keys import backup_keys
from bot.common.clock import utc_now
from bot.contracts.sources import SourceError, SourceErrorKind
from bot.contracts.sources.usaspending.source import Usaspending
from bot.demo.sources.usaspending import UsaspendingStandIn
from bot.errors import StartError
from bot.settings import Settings
from bot.storage.notes import note_backup
from tests.conftest import MovableClock
from tests.support.disks import make_read_only
from tests.support.loopback import LoopbackDiscord, answer, drop
from tests.support.page_desk import open_page_desk
from tests.support.passphrases import encrypt_cheaply
from tests.support.petition_desk import SERVER

pytestmark = pytest.mark.wire


@pytest.fixture
async def settings(tmp_path: Path, loopback: LoopbackDiscord) -> AsyncIterator[Settings]:
    """Settings with everything in place: a migrated database, a source that answers, a token that Discord
    knows.
    """
    async with UsaspendingStandIn([{"date": "2026-02-13", "awards": []}]) as source:
        everything = Settings(
            token=loopback.token,
            database_url=f"sqlite:///{tmp_path / 'tocsin.db'}",
            key_dir=tmp_path / "keys",
            usaspending_url=source.url,
            allow_loopback=True,
        )
        async with open_app(everything):
            pass
        yield everything


def with_token(settings: Settings, token: str | None) -> Settings:
    return Settings(**{**vars(settings), "token": token})


async def token_results(settings: Settings) -> Finding:
    found = [finding for finding in await check(settings) if finding.subject == "token"]
    assert len(found) == 1
    return found[0]


async def test_every_check_passes_when_everything_is_in_place(settings: Settings) -> None:
    findings = await check(settings)
    assert [finding.subject for finding in findings if finding.subject != "disk"] == [
        "settings",
        "database",
        "keys",
        "audit",
        "roster",
        "counts",
        "backup",
        "confinement",
        "source usaspending",
        "token",
    ]
    assert all(finding.good for finding in findings), findings


async def test_before_the_first_key_its_missing_folder_is_no_fault(settings: Settings) -> None:
    elsewhere = Settings(**{**vars(settings), "key_dir": settings.key_dir / "none"})
    (keys,) = [finding for finding in await check(elsewhere) if finding.subject == "keys"]
    assert keys.good, keys


async def test_the_check_names_the_bot_of_the_token_without_connecting_to_the_gateway(
    settings: Settings, loopback: LoopbackDiscord
) -> None:
    assert "Tocsin" in str((await token_results(settings)).sentence)
    assert loopback.gateway.identified == 0
    assert loopback.commands == []


@pytest.mark.parametrize("token", ["another.token", "tok-sécret", "x"])
async def test_a_refused_token_is_reported_and_not_shown(settings: Settings, token: str) -> None:
    finding = await token_results(with_token(settings, token))
    assert not finding.good
    assert str(finding.sentence).startswith("Discord refused the token: ")
    assert token not in str(finding.sentence) or token == "x"


async def test_an_unreachable_discord_is_not_reported_as_a_wrong_token(
    settings: Settings, loopback: LoopbackDiscord
) -> None:
    loopback.fail(*(drop() for _ in range(10)), operation="me")
    finding = await token_results(settings)
    assert not finding.good
    assert str(finding.sentence).startswith("Discord cannot be reached: ")


async def test_a_request_that_discord_does_not_accept_is_not_reported_as_a_network_fault(
    settings: Settings, loopback: LoopbackDiscord
) -> None:
    loopback.fail(answer(403), operation="me")
    sentence = str((await token_results(settings)).sentence)
    assert sentence.startswith("Discord rejected a request of the bot (HTTP 403")


async def test_an_audit_entry_that_was_changed_in_the_database_is_named_by_its_number(
    settings: Settings,
) -> None:
    async with open_app(settings) as app:
        for language in ("fr", "en", "fr"):
            await app.servers.update(7, by=1, language=language)
        async with app.database.write() as session:
            await session.execute(text("UPDATE audit_entries SET act = 'export' WHERE number = 2"))
    (finding,) = [one for one in await check(settings) if one.subject == "audit"]
    assert not finding.good
    assert str(finding.sentence).startswith("entry 2 of server 7 is not what was written: ")


@pytest.mark.parametrize("version", [0, 4])
async def test_a_kernel_that_confines_no_process_is_a_warning(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    monkeypatch.setattr("bot.cli.admin.check.landlock_version", lambda: version)
    (finding,) = [one for one in await check(settings) if one.subject == "confinement"]
    assert finding.good
    assert finding.warns is (version == 0)
    assert ("no Landlock" in str(finding.sentence)) is finding.warns


async def test_settings_that_everybody_can_read_fail_the_check(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".env"
    file.write_text("DISCORD_TOKEN=x\n")
    for mode, good in ((0o600, True), (0o640, True), (0o644, False)):
        file.chmod(mode)
        found = [finding for finding in await check(settings) if finding.subject == "settings"]
        assert all(finding.good for finding in found) is good
    assert "chmod 600 .env" in str(found[-1].sentence)


async def test_the_check_says_when_database_and_keys_were_saved(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pyrage.passphrase.encrypt", encrypt_cheaply)

    async def found() -> list[str]:
        return [str(finding.sentence) for finding in await check(settings) if finding.subject == "backup"]

    assert await found() == [
        "no backup of the database is known: run tocsin backup FILE each night (docs/backup.md)."
    ]
    async with open_app(settings) as app:
        await app.servers.update(7, by=1, language="fr")  # makes the audit's key
    assert (await found())[1].startswith("One key is in no backup that is known: run tocsin keys backup")
    await back_up(settings, tmp_path / "backup", [])
    await backup_keys(settings, tmp_path / "keys.backup", "a passphrase that is long")
    data, keys = await found()
    assert data.startswith(f"the database was last saved on {utc_now().day} ")
    assert keys.startswith("every key is in the backup of ")
    async with open_database(settings) as database, database.write() as session:
        await note_backup(session, "database", utc_now() - timedelta(days=9))
    assert ", 9 days ago: run tocsin backup FILE each night" in (await found())[0]


@pytest.mark.parametrize("damage", ["missing", "damaged", "open"])
async def test_an_audit_key_that_cannot_be_used_is_told_and_stops_no_other_check(
    settings: Settings, damage: str
) -> None:
    async with open_app(settings) as app:
        await app.servers.update(7, by=1, language="fr")
    key = settings.key_dir / "audit.key"
    if damage == "missing":
        key.unlink()
    elif damage == "damaged":
        key.write_bytes(b"k" * 31)
    else:
        key.chmod(0o644)
    found = {finding.subject: finding for finding in await check(settings)}
    assert not found["audit"].good
    assert not found["keys"].good
    assert found["counts"].good
    assert found["token"].good


@pytest.mark.full
async def test_a_database_server_without_a_free_connection_is_not_a_wrong_address(
    settings: Settings, postgres_server: Any, postgres_url: str
) -> None:
    postgres_server.psql("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    try:
        url = make_url(postgres_url).set(username="crowded")
        crowded = replace(settings, database_url=url.render_as_string(hide_password=False))
        (found,) = [finding for finding in await check(crowded) if finding.subject == "database"]
    finally:
        postgres_server.psql("DROP ROLE crowded")
    assert not found.good
    assert str(found.sentence).startswith("The database server has no connection left. The address is right.")
    assert "up to 20" in str(found.sentence)


@pytest.mark.full
async def test_a_database_server_that_cannot_give_the_lock_of_a_start_is_named_before_it(
    settings: Settings, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = replace(settings, database_url=postgres_url)
    monkeypatch.setattr("bot.storage.leader._MIN_POSTGRESQL", (99,))
    said = [str(finding) for finding in await check(elsewhere) if finding.subject == "database"]
    assert said == [
        "WRONG  database: The PostgreSQL server is older than version 14, which Tocsin needs: upgrade it. "
        "Nothing was changed."
    ]


@pytest.mark.full
async def test_the_log_of_postgresql_is_a_warning_with_advice(settings: Settings, postgres_url: str) -> None:
    elsewhere = replace(settings, database_url=postgres_url)
    async with open_database(elsewhere):
        pass
    said = [str(finding) for finding in await check(elsewhere) if finding.subject == "disk"]
    assert said[0].startswith("warn   disk: PostgreSQL’s own write-ahead log keeps for days in which order")


async def test_keys_that_a_round_lacks_and_keys_of_unknown_rounds_are_named(settings: Settings) -> None:
    async def rounds(statement: str = "SELECT 1") -> str:
        async with open_database(settings) as database, database.write() as session:
            await session.execute(text(statement))
        return "\n".join(str(one) for one in await check(settings) if one.subject == "rounds")

    async with open_database(settings) as database:
        desk = await open_page_desk(database, MovableClock(), settings.key_dir)
        await desk.begin_round()
        status = await desk.rounds.status(SERVER)
    assert status is not None
    assert await rounds() == "ok     rounds: 1 begun, each with its keys on record."
    (settings.key_dir / f"issuing-{status.id}-2.key").unlink()
    about = f"rounds: round 1 of server {SERVER}: "
    assert (await rounds()).startswith(f"warn   {about}these issuing keys are missing or damaged: issuing-")
    share = f"share-{status.id}-4"
    lost = await rounds(f"DELETE FROM key_fingerprints WHERE name = '{share}'")
    assert f"WRONG  {about}the database has no record of these keys: {share}." in lost
    issues = await rounds("DELETE FROM issued_places")
    assert "warn   rounds: This database was restored, and does not hold everyone who got tokens" in issues
    unknown = await rounds("DELETE FROM issuing_rounds")
    assert unknown.startswith(f"warn   rounds: the key folder has 12 keys with {status.id} in their names.")


async def test_a_source_with_a_bad_answer_is_named_without_details_for_the_log(settings: Settings) -> None:
    elsewhere = Settings(**{**vars(settings), "usaspending_url": f"{settings.usaspending_url}/elsewhere"})
    (finding,) = [one for one in await check(elsewhere) if one.subject == "source usaspending"]
    assert not finding.good
    assert str(finding.sentence) == (
        "127.0.0.1 does not know what was asked for. Check its address in the settings; if that is right, "
        "install the newest Tocsin."
    )


@pytest.mark.parametrize("fault", SourceErrorKind)
@pytest.mark.rest_in_full
async def test_each_fault_of_a_source_has_a_sentence_with_advice(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, fault: SourceErrorKind
) -> None:
    async def fail(self: Usaspending) -> None:
        raise SourceError(fault, "api.example/v2: ClientConnectorError")

    monkeypatch.setattr(Usaspending, "probe", fail)
    (finding,) = [one for one in await check(settings) if one.subject == "source usaspending"]
    assert not finding.good
    advice = r"127\.0\.0\.1 [a-z][^:.]+\. (Try again (later|tomorrow)|Check )[^:]+\."
    assert re.fullmatch(advice, str(finding.sentence))
    assert fault.value not in str(finding.sentence).split()
    assert "Error" not in str(finding.sentence)


@pytest.mark.parametrize(("key", "good"), [("a-key", True), (None, False)])
async def test_the_key_of_a_source_is_checked_without_a_request_and_not_shown(
    settings: Settings, key: str | None, good: bool
) -> None:
    async with open_app(settings) as app:
        await app.watches.add(1, "Plans", "sam", {"words": ["skip tracing"]})
    elsewhere = Settings(**{**vars(settings), "sam_key": key, "sam_url": "http://127.0.0.1:1"})
    (finding,) = [one for one in await check(elsewhere) if one.subject == "source sam"]
    assert finding.good is good
    assert "a-key" not in str(finding)


async def test_tables_of_another_version_have_a_sentence_that_says_which(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def database_results() -> str:
        (finding,) = [one for one in await check(settings) if one.subject == "database"]
        assert not finding.good
        return str(finding.sentence)

    monkeypatch.setattr("bot.cli.admin.check.HEAD", "of a later version of the code")
    assert "made by an older version: make a backup, then run tocsin db upgrade" in await database_results()
    for found, sentence in (
        ("r9", "a newer version of Tocsin: "),
        ("0051", "a version of Tocsin from before "),
    ):
        opened = open_database(settings, migrate=False)
        async with opened as database, database.write() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})
        assert (await database_results()).startswith(f"The database was made by {sentence}")


async def test_a_read_only_database_file_fails_the_check(settings: Settings) -> None:
    make_read_only(Path(settings.database_url.removeprefix("sqlite:///")))
    with pytest.raises(StartError, match="cannot be written"):
        async with open_database(settings):
            pass


async def test_without_a_token_everything_else_is_checked(settings: Settings) -> None:
    findings = await check(with_token(settings, None))
    (token,) = [finding for finding in findings if not finding.good]
    assert str(token.sentence).startswith("DISCORD_TOKEN is not set: ")
    assert len([finding for finding in findings if finding.subject != "disk"]) == 10
