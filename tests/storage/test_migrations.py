"""Migrations: databases of earlier versions keep all their data."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from bot.contracts.ingest.links import links_of
from bot.contracts.row_mapping import record_of
from bot.contracts.sources.feed.parse import mark_of
from bot.storage import Database, migrate
from bot.storage.models import (
    Contract,
    ContractLink,
    Demand,
    Fact,
    HeldChange,
    Server,
    Unit,
    WatchDraft,
)

pytestmark = pytest.mark.storage

FOLDER = Path(migrate.__file__).with_name("migrations")

OLD_ROWS = (
    "INSERT INTO servers (id, name, language, administrative_news, weekly, created_at) "
    "VALUES (1, '', 'en', false, false, '2026-01-01 00:00:00')",
    "INSERT INTO watches (id, server_id, name, source, query, query_key, created_at, next_read_at, "
    "nearly_complete, unread, failures) VALUES (1, 1, 'ICE', 'usaspending', '{}', 'k', "
    "'2026-01-01 00:00:00', '2026-01-01 00:00:00', 0, '[]', 0)",
    "INSERT INTO contracts (id, source, source_id, kind, number, title, buyer, buyer_ids, supplier, "
    "supplier_ids, currency, codes, url, mark, search, record_hash, first_seen_at, changed_at) VALUES "
    "(1, 'usaspending', 'A', 'order', '70A', 'Tracing', 'ICE', '{}', 'CAP', '{}', 'USD', '{}', "
    "'https://example.org/', 'row', 'tracing', 'h', '2026-01-01 00:00:00', '2026-01-01 00:00:00'), "
    "(2, 'usaspending', 'V', 'vehicle', '70V', 'Tracing', 'ICE', '{}', 'CAP', '{}', 'USD', '{}', "
    "'https://example.org/', NULL, 'tracing', 'h', '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
    "INSERT INTO watched_contracts (watch_id, contract_id, matched, told) "
    "VALUES (1, 1, true, true), (1, 2, false, false)",
    "INSERT INTO announcements (id, server_id, channel_id, kind, gathering, subject, occasion, created_at, "
    "state, attempts, next_attempt_at) VALUES (1, 1, 10, 'contract', true, 'contract:1', 'read', "
    "'2026-01-01 00:00:00', 'pending', 0, '2026-01-01 00:00:00')",
)
SNAPSHOT = "INSERT INTO snapshots (sha256, source, url, query, fetched_at, content) VALUES "


@pytest.fixture
async def migrated_from_0003(database_url: str) -> AsyncIterator[Database]:
    """A migrated database of 0003 with a watched contract, its vehicle and an announcement."""
    database = await Database.connect(database_url)
    writer = database.engine.execution_options(tocsin_write=True)
    blob = "X'78'" if database.is_sqlite else "'\\x78'"
    async with writer.begin() as connection:
        await connection.run_sync(_to, "0003")
        for statement in (*OLD_ROWS, f"{SNAPSHOT} ('s', 'usaspending', '', '', '2026-01-01', {blob})"):
            await connection.execute(text(statement))
    await migrate.upgrade(database)
    yield database
    await database.close()


def _to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_the_mark_of_a_contract_moves_to_the_watches_that_matched_it(
    migrated_from_0003: Database,
) -> None:
    async with migrated_from_0003.read() as session:
        links = await session.execute(
            text("SELECT contract_id, matched, told, mark FROM watched_contracts ORDER BY contract_id")
        )
        assert [tuple(link) for link in links] == [(1, True, True, "row"), (2, False, False, None)]
        kept = await session.execute(text("SELECT sha256, size FROM snapshots"))
        assert [tuple(row) for row in kept] == [("s", None)]


async def test_contracts_are_found_by_their_words_after_their_column_is_dropped(
    migrated_from_0003: Database,
) -> None:
    if migrated_from_0003.is_sqlite:
        words = "SELECT rowid FROM contract_words WHERE contract_words MATCH :word"
    else:
        words = "SELECT id FROM contracts WHERE words @@ CAST(:word AS tsquery)"
    async with migrated_from_0003.write() as session:
        await session.execute(text("UPDATE contracts SET search = 'flying' WHERE id = 2"))
    async with migrated_from_0003.read() as session:
        for word, found in (("tracing", [1]), ("flying", [2])):
            assert list((await session.execute(text(words), {"word": word})).scalars()) == found


async def test_announcements_of_an_unfinished_read_are_found_by_an_index(
    migrated_from_0003: Database,
) -> None:
    database = migrated_from_0003
    # The conditions of bot/announcements on each engine.
    waiting = "gathering = 1" if database.is_sqlite else "gathering"
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    async with database.write() as session:
        if not database.is_sqlite:  # PostgreSQL reads a table of one row sequentially
            await session.execute(text("SET LOCAL enable_seqscan = off"))
        statement = f"{explain} SELECT DISTINCT server_id FROM announcements WHERE {waiting}"
        plan = " ".join(map(str, (await session.execute(text(statement))).all()))
    assert "ix_announcements_gathering" in plan


FIRST_ROWS = (
    "INSERT INTO servers (id, name, language, created_at) VALUES (1, '', 'en', '2026-01-01 00:00:00')",
    "INSERT INTO demands (id, server_id, slug, state, version, texts, text_hash, consent_hash, verified_by, "
    "created_at, opened_at) VALUES (1, 1, 'halt', 'open', 2, '{\"en\": {}}', 't', 'c', 'server', "
    "'2026-01-01 00:00:00', '2026-01-02 00:00:00')",
    "INSERT INTO publications (demand_id, number, published_at, count, added, withdrawn, verified_by, "
    "reason) VALUES (1, 1, '2026-01-03 00:00:00', 10, 10, 0, 'server', 'batch')",
    "INSERT INTO watches (id, server_id, name, source, query, query_key, created_at, next_read_at, "
    "nearly_complete, unread, failures) VALUES (1, 1, 'ICE', 'usaspending', '{}', 'k', "
    "'2026-01-01 00:00:00', '2026-01-01 00:00:00', 0, '[]', 0)",
    "INSERT INTO contracts (id, source, source_id, kind, number, title, buyer, buyer_ids, supplier, "
    "supplier_ids, currency, codes, url, record_hash, first_seen_at, changed_at) VALUES "
    "(1, 'usaspending', 'A', 'order', '70A', 'Tracing', 'ICE', '{}', 'CAP', '{}', 'USD', '{}', "
    "'https://example.org/', 'h', '2026-01-01 00:00:00', '2026-01-01 00:00:00')",
    "INSERT INTO watched_contracts (watch_id, contract_id, matched, told) VALUES (1, 1, true, true)",
    "INSERT INTO announcements (id, server_id, channel_id, kind, subject, occasion, created_at, state, "
    "attempts, next_attempt_at) VALUES (1, 1, 10, 'contract', 'contract:1', 'read', "
    "'2026-01-01 00:00:00', 'sent', 1, '2026-01-01 00:00:00')",
)


async def test_a_database_of_the_first_version_keeps_everything(
    database_url: str,
) -> None:
    database = await Database.connect(database_url)
    references = ("X'00ff'", "X'11ff'") if database.is_sqlite else ("'\\x00ff'", "'\\x11ff'")
    signed = [
        "INSERT INTO signatures (demand_id, reference, version, consent_hash, signed_on, state) "
        f"VALUES (1, {reference}, 2, 'c', '2026-01-02', '{state}')"
        for reference, state in zip(references, ("published", "leaving"), strict=True)
    ]
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0001")
        for statement in (*FIRST_ROWS, *signed):
            await connection.execute(text(statement))
    await migrate.upgrade(database)
    tables = (
        "servers", "demands", "publications", "watches", "contracts", "watched_contracts", "announcements",
        "signatures_unsealed",
    )  # fmt: skip
    async with database.read() as session:
        for table in tables:
            kept = (await session.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()
            assert kept == (2 if table == "signatures_unsealed" else 1), table
        versions = await session.execute(text("SELECT demand_id, version, text_hash FROM demand_versions"))
        assert [tuple(row) for row in versions] == [(1, 2, "t")]
        rows = await session.execute(
            text(
                "SELECT reference, version, consent_hash, signed_on, state "
                "FROM signatures_unsealed ORDER BY state"
            )
        )
        (random, *leaving), published = [tuple(row) for row in rows]
    assert published == (b"\x00\xff", 2, "c", published[3], "published")
    assert str(published[3]) == "2026-01-02"
    assert len(random) == 32, "who withdrew before is nobody from now on"
    assert [str(value) for value in leaving] == ["0", "", "1970-01-01", "leaving"]
    await database.close()


async def test_the_id_of_an_announcement_is_never_reused(
    database_url: str,
) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0001")
        for statement in FIRST_ROWS[:-1]:
            await connection.execute(text(statement))
        announced = FIRST_ROWS[-1].replace("(id, ", "(").replace("VALUES (1, 1, 10", "VALUES (1, 10")
        await connection.execute(text(announced))
    await migrate.upgrade(database)
    async with database.write() as session:
        await session.execute(text("DELETE FROM announcements"))
        await session.execute(
            text(
                "INSERT INTO announcements (server_id, channel_id, kind, gathering, subject, occasion, "
                "created_at, state, attempts, next_attempt_at) VALUES (1, 10, 'contract', false, "
                "'contract:1', 'read', '2026-01-01 00:00:00', 'sent', 1, '2026-01-01 00:00:00')"
            )
        )
        assert list((await session.execute(text("SELECT id FROM announcements"))).scalars()) == [2]
    await database.close()


async def test_the_salt_of_a_demand_is_the_same_in_every_copy_of_an_older_database(
    database_url: str, tmp_path: Path
) -> None:
    """Derived from the audit entry of its opening, which has a random nonce; random if there is none."""
    salts = []
    for url in (database_url, f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}"):
        database = await Database.connect(url)
        blob = "X'{}'" if database.is_sqlite else "'\\x{}'"
        nonce, zeros = blob.format("01" + "a7" * 28), blob.format("00" * 32)
        async with database.engine.execution_options(tocsin_write=True).begin() as connection:
            await connection.run_sync(_to, "0008")
            await connection.execute(text(FIRST_ROWS[0]))
            for number in (1, 2):
                await connection.execute(
                    text(
                        "INSERT INTO demands (id, server_id, slug, state, version, texts, verified_by, "
                        f"created_at) VALUES ({number}, 1, 'd{number}', 'open', 1, '{{}}', 'server', "
                        "'2026-01-01 00:00:00')"
                    )
                )
            await connection.execute(
                text(
                    "INSERT INTO audit_entries (server_id, number, at, act, subject, sealed, hash) VALUES "
                    f"(1, 1, '2026-01-01 00:00:00', 'demand-open', 'demand:1', {nonce}, {zeros}), "
                    f"(1, 2, '2026-01-01 00:00:00', 'demand-close', 'demand:1', {zeros}, {zeros})"
                )
            )
        await migrate.upgrade(database)
        async with database.read() as session:
            made = (await session.execute(text("SELECT salt FROM demands ORDER BY id"))).scalars()
            salts.append([bytes(salt) for salt in made])
        await database.close()
    (opened, other), (copied, other_copied) = salts
    assert opened == copied
    assert len({opened, other, other_copied}) == 3
    assert {len(opened), len(other)} == {32}


BEFORE_CONDITIONS = (
    "INSERT INTO servers (id, name, language, created_at, member_role_id, min_account_days, min_server_days) "
    "VALUES (1, '', 'en', '2026-01-01 00:00:00', 900000000000000001, 30, 7), "
    "(2, '', 'en', '2026-01-01 00:00:00', NULL, 0, 0)",
    "INSERT INTO demands (id, server_id, slug, state, version, texts, verified_by, created_at, account_days) "
    "VALUES (1, 1, 'open', 'open', 1, '{}', 'role', '2026-01-01 00:00:00', 10), "
    "(2, 1, 'draft', 'draft', 1, '{}', 'server', '2026-01-01 00:00:00', 0), "
    "(3, 2, 'other', 'open', 1, '{}', 'server', '2026-01-01 00:00:00', 0)",
    "INSERT INTO units (id, server_id, slug, names, size, least_size) VALUES (1, 1, 'a', '{}', 50, 40)",
)


async def test_open_demands_keep_the_conditions_for_signing_of_the_upgrade(
    database_url: str,
) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
        for statement in BEFORE_CONDITIONS:
            await connection.execute(text(statement))
    await migrate.upgrade(database)
    async with database.read() as session:
        demands = await session.scalars(select(Demand).order_by(Demand.id))
        kept = [
            (each.role_ids, each.min_account_days, each.min_server_days, each.min_eligible)
            for each in demands
        ]
        unit = (await session.execute(select(Unit))).scalar_one()
    role = [900_000_000_000_000_001]
    assert kept == [(role, 30, 7, 20), (None, 0, 0, 0), (None, 0, 0, 0)]
    assert (unit.state, unit.proposal, unit.size, unit.least_size) == ("unconfirmed", None, 50, 40)
    await database.close()


async def test_a_link_that_may_have_replaced_another_is_marked(database_url: str) -> None:
    database = await Database.connect(database_url)
    blob = "X'{0:02x}'" if database.is_sqlite else "'\\x{0:02x}'"
    empty, server = blob.format(0), "(id, name, language, created_at) VALUES ({0}, '', 'en', '2026-01-01')"
    members = "INSERT INTO roster_members (server_id, reference, code, account, seen) VALUES "
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0008")
        for number in (1, 2):
            await connection.execute(text("INSERT INTO servers " + server.format(number)))
            linked, free = blob.format(10 + number), blob.format(20 + number)
            await connection.execute(text(f"{members} ({number}, {linked}, {linked}, {linked}, 1)"))
            await connection.execute(text(f"{members} ({number}, {free}, {free}, NULL, 1)"))
        await connection.execute(
            text(
                "INSERT INTO audit_entries (server_id, number, at, act, subject, sealed, hash) VALUES "
                f"(1, 1, '2026-01-01 00:00:00', 'roster-code', 'roster', {empty}, {empty})"
            )
        )
    await migrate.upgrade(database)
    async with database.read() as session:
        found = await session.execute(text("SELECT reference, replaced, code_from FROM roster_members"))
        assert {row[0][0]: (bool(row[1]), row[2]) for row in found} == {
            11: (True, None), 21: (False, None), 12: (False, None), 22: (False, None)
        }  # fmt: skip
    await database.close()


async def test_an_earlier_contract_is_found_by_the_initials_of_its_buyer(database_url: str) -> None:
    database = await Database.connect(database_url)
    contracts = OLD_ROWS[2].replace("mark, ", "").replace("'row', ", "").replace("NULL, 'tracing'", "''")
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0016")
        await connection.execute(text(contracts.replace("'ICE'", "'Federal Bureau of Prisons'")))
    await migrate.upgrade(database)
    async with database.read() as session:
        if database.is_sqlite:
            found = await session.execute(
                text("SELECT 1 FROM contract_words WHERE contract_words MATCH 'bop'")
            )
        else:
            found = await session.execute(
                text("SELECT 1 FROM contracts WHERE words @@ CAST('bop' AS tsquery)")
            )
        assert len(found.all()) == 2
    await database.close()


async def test_known_articles_get_the_mark_that_identifies_them_under_another_id(
    database_url: str,
) -> None:
    database = await Database.connect(database_url)
    writer = database.engine.execution_options(tocsin_write=True)
    async with writer.begin() as connection:
        await connection.run_sync(_to, "0016")
        for statement in (
            OLD_ROWS[0],
            OLD_ROWS[1].replace("usaspending", "feed"),
            "INSERT INTO contracts (id, source, source_id, kind, number, title, buyer, buyer_ids, supplier, "
            "supplier_ids, currency, codes, url, search, record_hash, first_seen_at, changed_at, signed) "
            "VALUES (1, 'feed', 'A', 'article', 'A', 'Title', 'Watchdog', '{}', '', '{}', 'XXX', '{}', "
            "'https://example.org/1', '', 'h', '2026-01-01', '2026-01-01', '2026-01-01')",
            "INSERT INTO watched_contracts (watch_id, contract_id, matched, told) VALUES (1, 1, true, true)",
        ):
            await connection.execute(text(statement))
    await migrate.upgrade(database)
    async with database.read() as session:
        mark = (await session.execute(text("SELECT mark FROM watched_contracts"))).scalar_one()
    await database.close()
    assert mark == mark_of("http://example.org/1", "Title", date(2026, 1, 1))


async def test_held_changes_keep_the_time_since_they_are_held(database_url: str) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0001")
        for statement in FIRST_ROWS[:-1]:
            await connection.execute(text(statement))
        await connection.run_sync(_to, "0022")
        await connection.execute(
            text(
                "INSERT INTO held_changes (contract_id, field, sort, old, new, state, held_at, read_key) "
                "VALUES (1, 'total', 'money', '1.00', '2.00', 'mass', '2026-01-01 00:00:00', 'read')"
            )
        )
    await migrate.upgrade(database)
    async with database.read() as session:
        (held,) = (await session.scalars(select(HeldChange))).all()
        untold = list(await session.scalars(select(Server.untold)))
    await database.close()
    assert (held.since, held.moves, held.notice) == (held.held_at, 0, None)
    assert untold == [[]]


async def test_facts_of_earlier_versions_are_shown_and_count_as_loaded_from_a_file(database_url: str) -> None:
    database = await Database.connect(database_url)
    async with database.engine.execution_options(tocsin_write=True).begin() as connection:
        await connection.run_sync(_to, "0001")
        await connection.execute(text(FIRST_ROWS[0]))
        await connection.run_sync(_to, "0023")
        await connection.execute(
            text(
                "INSERT INTO facts (id, server_id, slug, position, state, texts, sources, checked_on) "
                "VALUES (1, 1, 'order', 1, 'stated', '{}', '[]', '2026-01-01')"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO watch_drafts (id, server_id, source, name, entries, query, picks, created_at) "
                "VALUES (1, 1, 'feed', 'A feed', '{}', '{}', '[]', '2026-01-01 00:00:00')"
            )
        )
    await migrate.upgrade(database)
    async with database.read() as session:
        (fact,) = (await session.scalars(select(Fact))).all()
        (draft,) = (await session.scalars(select(WatchDraft))).all()
    await database.close()
    assert (fact.slug, fact.edited_at, fact.retired_at, fact.reminded_of) == ("order", None, None, None)
    assert (draft.name, draft.watch_id) == ("A feed", None)


async def test_known_records_of_one_procedure_are_linked_as_new_ones_are(database_url: str) -> None:
    records = (
        (
            "ted",
            "1-2026",
            "notice",
            "1-2026",
            {"procedure": {"code": "5D3A4D3E-0000-4000-8000-00000000000A"}},
        ),
        ("ted", "2-2026", "notice", "2-2026", {"procedure": {"code": "12"}}),
        ("boamp", "26-2", "notice", "26-2", {"linked-notice": {"code": "26-1, 26-1"}}),
        ("ocds", "p:o-1/tender", "notice", "T-100", {}),
        ("ocds", "p:o-1/award:1", "notice", "o-1/1", {}),
        ("ocds", "p:o-1/C-100", "contract", "C-100", {}),
        ("usaspending", "A", "order", "70A", {}),
        ("usaspending", "B", "order", "70B", {"solicitation": {"code": "26-SOL-DCR-01"}}),
        ("usaspending", "C", "order", "70C", {"solicitation": {"code": "RFI"}}),
    )
    database = await Database.connect(database_url)
    writer = database.engine.execution_options(tocsin_write=True)
    agency = '\'{"subtier": "7012"}\''
    given_codes = ":c" if database.is_sqlite else "CAST(:c AS JSON)"
    statement = (
        "INSERT INTO contracts (id, source, source_id, kind, number, title, buyer, buyer_ids, supplier, "
        "supplier_ids, currency, codes, url, record_hash, first_seen_at, changed_at) VALUES (:i, :s, :sid, "
        f":k, :n, '', '', {agency}, '', '{{}}', 'EUR', {given_codes}, '', 'h', '2026-01-01 00:00:00', "
        "'2026-01-01 00:00:00')"
    )
    async with writer.begin() as connection:
        await connection.run_sync(_to, "0045")
        for place, (source, source_id, kind, number, given) in enumerate(records, 1):
            values = {
                "i": place,
                "s": source,
                "sid": source_id,
                "k": kind,
                "n": number,
                "c": json.dumps(given),
            }
            await connection.execute(text(statement), values)
        identified = "UPDATE contracts SET status = 'planned', identifiers = '[\"ted:2-2026\"]' WHERE id = 2"
        await connection.execute(text(identified))
        await connection.execute(text("INSERT INTO contract_identifiers VALUES (2, 'ted:2-2026')"))
    await migrate.upgrade(database)
    async with database.read() as session:
        rows = await session.execute(select(ContractLink.contract_id, ContractLink.link))
        found = {(contract_id, link) for contract_id, link in rows}
        contracts = (await session.execute(select(Contract))).scalars().all()
        expected = {(row.id, link) for row in contracts for link in links_of(record_of(row, ()))}
    await database.close()
    assert len(found) == 8
    assert found == expected
