"""Settings: every fault at once, secrets hidden, every key documented."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import (
    BAD_DATABASE_URL,
    PUBLIC_DATA,
    Settings,
    SettingsError,
    TimestampAuthority,
    load,
    sqlite_file,
)
from bot.storage.url import file_of
from tests.support.certificates import chain
from tests.support.sentences import written

pytestmark = pytest.mark.unit

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def read(**environ: str) -> Settings:
    return load(environ, env_file=None)


def test_the_defaults_apply_if_nothing_is_set() -> None:
    assert read() == Settings()


def test_every_fault_is_reported_at_once_with_its_key_and_value() -> None:
    with pytest.raises(SettingsError) as caught:
        read(
            TOCSIN_POLL_MINUTES="often",
            TOCSIN_LOG="LOUD",
            USASPENDING_URL="ftp://example.org",
            TOCSIN_ALLOW_LOOPBACK="perhaps",
            TOCSIN_PUBLISH_CHANGES="2.5",
        )
    faults = "\n".join(written(caught.value.faults))
    for key, value in {
        "TOCSIN_POLL_MINUTES": "often",
        "TOCSIN_LOG": "LOUD",
        "USASPENDING_URL": "ftp://example.org",
        "TOCSIN_ALLOW_LOOPBACK": "perhaps",
        "TOCSIN_PUBLISH_CHANGES": "2.5",
    }.items():
        assert f"{key} is '{value}'" in faults
    assert len(written(caught.value.faults)) == 5


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e9"])
def test_an_invalid_poll_interval_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="TOCSIN_POLL_MINUTES"):
        read(TOCSIN_POLL_MINUTES=value)


def test_an_unknown_setting_is_named_with_the_most_similar_one() -> None:
    assert written(read(TOCSIN_POL_MINUTES="5", TOCSIN_XYZ="1", TOCSIN_FOO="1", OTHER="1").unknown) == (
        "TOCSIN_FOO is not a setting of Tocsin and is ignored.",
        "TOCSIN_POL_MINUTES is not a setting of Tocsin and is ignored: did you mean TOCSIN_POLL_MINUTES?",
        "TOCSIN_XYZ is not a setting of Tocsin and is ignored.",
    )
    assert read(TOCSIN_COPY_TO="x", TOCSIN_POLL_MINUTES="5").unknown == ()


def test_the_poll_interval_may_have_decimals() -> None:
    assert read(TOCSIN_POLL_MINUTES="0.5").poll == timedelta(seconds=30)


def test_counts_are_never_published_for_fewer_than_three_changes() -> None:
    with pytest.raises(SettingsError, match="TOCSIN_PUBLISH_CHANGES is '2': give a number from 3"):
        read(TOCSIN_PUBLISH_CHANGES="2")
    assert read(TOCSIN_PUBLISH_CHANGES="3").publication.changes == 3


def test_sources_need_https_and_loopback_only_when_allowed() -> None:
    with pytest.raises(SettingsError, match="https:// only"):
        read(USASPENDING_URL="http://example.org")
    with pytest.raises(SettingsError, match="TOCSIN_ALLOW_LOOPBACK"):
        read(USASPENDING_URL="http://127.0.0.1:8000")
    rehearsal = read(USASPENDING_URL="http://127.0.0.1:8000/", TOCSIN_ALLOW_LOOPBACK="yes")
    assert rehearsal.usaspending_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "folder", ["data/keys", "/srv/tocsin/data/k", "/", ".", "/srv", "/srv/board/keys", "/srv/x/../board"]
)
def test_keys_have_a_folder_of_their_own(folder: str) -> None:
    with pytest.raises(SettingsError, match="nothing else"):
        read(TOCSIN_KEY_DIR=folder, TOCSIN_BOARD="/srv/board")


def test_a_publication_rule_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(SettingsError, match="TOCSIN_PUBLISH_LATEST_HOURS"):
        read(TOCSIN_PUBLISH_HOURS="48", TOCSIN_PUBLISH_LATEST_HOURS="24")


@pytest.mark.parametrize(
    "url",
    [
        *("data/tocsin.db", "mysql://u:pw-secret@h/d", "postgresql://u@h:five/d"),
        "sqlite:///file:/srv/a.db?mode=ro&uri=true",
    ],
)
def test_an_unusable_database_address_is_a_fault_and_not_shown(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(DATABASE_URL=url, TOCSIN_LOG="LOUD")
    database, log = written(caught.value.faults)
    assert database == str(BAD_DATABASE_URL)
    assert log.startswith("TOCSIN_LOG is 'LOUD'")


@pytest.mark.parametrize(
    "url",
    [
        *("sqlite:///data/tocsin.db", "sqlite+aiosqlite:////srv/a b%20c.db", "sqlite:///d/é.db?timeout=5"),
        *("sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///:memory:?a=b", "sqlite://host/data.db"),
        *("postgresql://u:p@h/d", "data/tocsin.db", "sqlite:///file:/srv/a.db?uri=true"),
    ],
)
def test_an_sqlite_file_is_the_same_as_for_the_storage(url: str) -> None:
    found = file_of(url)
    assert sqlite_file(url) == (None if found is None else Path(found))


def test_reading_the_settings_of_an_sqlite_file_does_not_import_the_storage() -> None:
    look = "import sys, bot.settings; bot.settings.load({}, None); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=EXAMPLE.parent, check=False).returncode == 0


def test_secrets_are_hidden_in_repr() -> None:
    settings = read(
        DISCORD_TOKEN="tok-secret", DATABASE_URL="postgresql://u:pw-secret@h/d", TOCSIN_SAM_KEY="sam-secret"
    )
    assert "secret" not in repr(settings)
    assert settings.secrets == ("tok-secret", "sam-secret", "pw-secret")
    assert settings.token == "tok-secret"


def test_a_token_with_a_line_break_is_refused_without_showing_it() -> None:
    with pytest.raises(SettingsError) as caught:
        read(DISCORD_TOKEN="tok\nsecret")
    assert "control character" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_secrets_can_be_read_from_files(tmp_path: Path) -> None:
    token, address, key = (tmp_path / name for name in ("token", "address", "key"))
    key.write_text("sam-secret\n")
    assert read(TOCSIN_SAM_KEY_FILE=str(key)).sam_key == "sam-secret"
    token.write_text("tok-secret\n")
    address.write_text("postgresql://u:pw-secret@h/d\n")
    settings = read(DISCORD_TOKEN_FILE=str(token), DATABASE_URL_FILE=str(address))
    assert (settings.token, settings.database_url) == ("tok-secret", "postgresql://u:pw-secret@h/d")
    assert settings.secrets == ("tok-secret", "pw-secret")


@pytest.mark.parametrize("content", [b"", b" \n", b"tok-secret\ntok-secret", b"tok-secret\xff"])
def test_a_file_without_a_secret_is_a_fault_and_not_shown(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read(DISCORD_TOKEN_FILE=str(file), DATABASE_URL_FILE=str(tmp_path / "missing"), TOCSIN_LOG="LOUD")
    held, missing, log = written(caught.value.faults)
    assert held == f"DISCORD_TOKEN_FILE is {str(file)!r}, which must hold one line of text, and nothing else."
    assert missing.endswith("/missing', which cannot be read: No such file or directory.")
    assert log.startswith("TOCSIN_LOG is ")
    assert "tok-secret" not in str(caught.value)


def test_a_secret_that_is_given_twice_is_refused_without_showing_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(DISCORD_TOKEN="tok-secret", DISCORD_TOKEN_FILE=str(tmp_path / "token"))
    assert written(caught.value.faults) == [
        "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them."
    ]


@pytest.mark.parametrize("value", ["yaml", "texts"])
def test_the_log_has_one_of_two_formats(value: str) -> None:
    assert read(TOCSIN_LOG_FORMAT="json").log_format == "JSON"
    with pytest.raises(
        SettingsError, match=f"TOCSIN_LOG_FORMAT is '{value.upper()}': write one of TEXT, JSON"
    ):
        read(TOCSIN_LOG_FORMAT=value)


@pytest.mark.parametrize(
    ("value", "host", "url"),
    [
        ("127.0.0.1:9464", "127.0.0.1", "http://127.0.0.1:9464"),
        ("localhost:9464", "127.0.0.1", "http://127.0.0.1:9464"),
        ("[::1]:9464", "::1", "http://[::1]:9464"),
        ("0.0.0.0:9464", "0.0.0.0", "http://0.0.0.0:9464"),
    ],
)
def test_health_is_served_at_the_given_address(value: str, host: str, url: str) -> None:
    address = read(TOCSIN_HTTP=value).http
    assert address is not None
    assert (address.host, address.port, address.url) == (host, 9464, url)
    assert address.is_loopback == (host != "0.0.0.0")
    assert read(TOCSIN_HTTP=" ").http is None


@pytest.mark.parametrize(
    "value",
    [
        "9464", ":9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http",
        "::1:9464", "example.org:9464", "http://127.0.0.1:9464", "[::1:9464", "224.0.0.1:9464", "127.0.0.1:²",
        "127.1:+946", "[fe80::1%eth0]:9464", "[localhost]:9464", "127.0.0.1:9464/metrics", "1.2.3.4.5:9464",
    ],
)  # fmt: skip
def test_an_invalid_address_is_refused(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(TOCSIN_HTTP=value)
    [sentence] = written(caught.value.faults)
    assert sentence.startswith(f"TOCSIN_HTTP is {value!r}: write an IP address of this machine and a port, ")


@pytest.mark.parametrize(
    ("key", "value", "example"),
    [
        ("TOCSIN_SITE", "8080", "127.0.0.1:8080"),
        ("TOCSIN_SITE", "8081", "127.0.0.1:8081"),
        ("TOCSIN_SITE", "localhost:", "127.0.0.1:8080"),
        ("TOCSIN_HTTP", "99999", "127.0.0.1:9464"),
    ],
)
def test_the_example_of_an_address_has_the_port_that_was_meant(key: str, value: str, example: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(**{key: value})
    [sentence] = written(caught.value.faults)
    assert sentence.endswith(f"a port, {example} for example, or leave it empty.")


@pytest.mark.parametrize("token", ['"a.token', 'a.token"', "'a.token'"])
def test_a_quotation_mark_around_the_token_is_named(token: str) -> None:
    with pytest.raises(SettingsError, match="DISCORD_TOKEN begins or ends with a quotation mark") as caught:
        read(DISCORD_TOKEN=token)
    assert "a.token" not in str(caught.value)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_line_of_the_file_that_cannot_be_read_is_named(tmp_path: Path, quote: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"TOCSIN_LOG=DEBUG\nDISCORD_TOKEN={quote}a.token\n# DATABASE_URL=\n")
    with pytest.raises(SettingsError) as caught:
        load({}, env_file=file)
    [sentence] = written(caught.value.faults)
    assert sentence.startswith(".env, line 2: DISCORD_TOKEN cannot be read.")
    file.write_text(f"DISCORD_TOKEN={quote}a.token{quote}\n")
    assert load({}, env_file=file).token == "a.token"


@pytest.mark.parametrize("minutes", ["0.5", "-1", "soon"])
def test_the_watchdog_timeout_is_at_least_a_minute_or_off(minutes: str) -> None:
    with pytest.raises(SettingsError, match=f"TOCSIN_WATCHDOG_MINUTES is '{minutes}'"):
        read(TOCSIN_WATCHDOG_MINUTES=minutes)
    assert read(TOCSIN_WATCHDOG_MINUTES="1").watchdog == timedelta(minutes=1)
    assert not read(TOCSIN_WATCHDOG_MINUTES="0").watchdog


@pytest.mark.parametrize("key", ["TOCSIN_SITE_URL", "USASPENDING_URL"])
def test_an_address_that_cannot_be_split_is_refused_with_a_sentence(key: str) -> None:
    with pytest.raises(SettingsError, match=f"{key} is 'http://\\['"):
        load({key: "http://["}, None)


def test_a_blank_address_serves_no_board() -> None:
    assert load({"TOCSIN_SITE": " "}, None).board is None


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("TOCSIN_LOG=DEBUG\nTOCSIN_CONTACT=a@example.org\n")
    settings = load({"TOCSIN_LOG": "ERROR"}, env_file=file)
    assert (settings.log, settings.contact) == ("ERROR", "a@example.org")


def test_the_example_file_lists_every_key_the_code_reads_with_its_default() -> None:
    source = (Path(__file__).parents[1] / "bot" / "settings.py").read_text(encoding="utf-8")
    read_keys = set(re.findall(r'self\._\w+\(\s*"([A-Z_]+)"', source))
    example = EXAMPLE.read_text(encoding="utf-8")
    read_keys |= {f"{name.upper()}_URL" for name in PUBLIC_DATA}
    listed = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert read_keys == listed
    assert len(read_keys) > 8
    assert load({}, env_file=EXAMPLE) == Settings()


def test_every_setting_of_the_example_file_has_a_comment() -> None:
    blocks = EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    for block in blocks:
        assert re.match(r"(# .+\n)+[A-Z_]+=", block), block


def test_a_command_of_the_board_is_checked_before_it_is_needed() -> None:
    good = {"TOCSIN_BOARD": "board", "TOCSIN_BOARD_COMMAND": "rsync -a 'a folder/' web:board/"}
    assert load(good, None).board_command == "rsync -a 'a folder/' web:board/"
    for values, said in (
        ({**good, "TOCSIN_BOARD_COMMAND": "rsync 'a"}, "a quotation mark is not closed"),
        ({"TOCSIN_BOARD_COMMAND": "rsync a"}, "set TOCSIN_BOARD, too"),
    ):
        with pytest.raises(SettingsError) as found:
            load(values, None)
        assert said in str(found.value.faults[0])


@pytest.mark.parametrize(
    "value",
    [
        *("http://[x", "javascript:alert(1)", "board.example", "https://"),
        *(
            "https://h/a b",
            'https://h/"><script>',
            "https://h/?x",
            "https://h/#x",
            "https://h\\h",
            "https://h/\x07",
        ),
    ],
)
def test_an_address_of_the_board_that_no_link_can_have_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="TOCSIN_SITE_URL"):
        read(TOCSIN_SITE_URL=value)


@pytest.mark.parametrize("value", ["http://box.example/", "ftp://box.example/", "https://u:p@box.example/"])
def test_the_secret_of_a_box_is_not_sent_in_the_clear(value: str) -> None:
    with pytest.raises(SettingsError, match="TOCSIN_BOX_URL"):
        read(TOCSIN_BOX_URL=value)


@pytest.mark.parametrize("value", ["https://box.example", "http://127.0.0.1:8090/", "http://x.onion/a"])
def test_the_address_of_a_box_ends_with_a_slash(value: str) -> None:
    assert read(TOCSIN_BOX_URL=value).box_url == f"{value.rstrip('/')}/"


def test_a_password_in_the_address_of_the_board_is_neither_published_nor_shown() -> None:
    with pytest.raises(SettingsError, match="TOCSIN_SITE_URL") as caught:
        read(TOCSIN_SITE_URL="https://me:hunter2@board.example/")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("value", ["https://board.example/", "http://exämple.org:8080/a", "http://x.onion"])
def test_the_address_of_the_board_ends_with_a_slash(value: str) -> None:
    assert read(TOCSIN_SITE_URL=value).board_url == f"{value.rstrip('/')}/"


@pytest.fixture
def root(tmp_path: Path) -> str:
    """The file of a root certificate."""
    path = tmp_path / "root.pem"
    path.write_bytes(chain().pem)
    return str(path)


def test_each_time_stamping_authority_has_its_root_certificate(root: str) -> None:
    assert read().timestamps == ()
    urls = ["http://tsa.example.org/tsr", "https://stamp.example.com"]
    found = read(TOCSIN_TSA_URLS=", ".join(urls), TOCSIN_TSA_ROOTS=f"{root},{root}").timestamps
    assert found == tuple(TimestampAuthority(url, Path(root)) for url in urls)


@pytest.mark.parametrize(
    ("urls", "roots"),
    [
        ("https://a.example", ""),
        ("", "{root}"),
        ("https://a.example,https://b.example", "{root}"),
        ("https://a.example,https://a.example", "{root},{root}"),
        ("https://a.example,https://b.example,https://c.example", "{root},{root},{root}"),
        ("ftp://a.example", "{root}"),
        ("https://me:hunter2@a.example", "{root}"),
        ("https://a.example/?key=hunter2", "{root}"),
        (f"https://a.example/{'a' * 200}", "{root}"),
        ("http://127.0.0.1/tsr", "{root}"),
    ],
)
def test_authorities_that_cannot_be_asked_are_refused(root: str, urls: str, roots: str) -> None:
    with pytest.raises(SettingsError, match="TOCSIN_TSA_URLS") as caught:
        read(TOCSIN_TSA_URLS=urls, TOCSIN_TSA_ROOTS=roots.format(root=root))
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"two"])
def test_a_root_that_is_missing_or_no_certificate_is_refused_at_start(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "wrong.pem"
    if content is not None:
        path.write_bytes(chain().pem * 2 if content == b"two" else content)
    with pytest.raises(SettingsError, match=r"TOCSIN_TSA_ROOTS.*wrong\.pem.*exactly one certificate"):
        read(TOCSIN_TSA_URLS="https://a.example", TOCSIN_TSA_ROOTS=str(path))
