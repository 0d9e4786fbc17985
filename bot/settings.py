"""Settings: the environment and ``.env``, read once into one frozen value.

All faults are reported at once, each with its key, its value and a remedy. Secrets are hidden from ``repr``.
``.env.example`` lists every key, which a test checks.
"""

import difflib
import ipaddress
import math
import os
import re
import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from dotenv import dotenv_values

from bot.errors import Sentence

ENV_FILE = Path(".env")
BAD_DATABASE_URL = Sentence("terminal-settings-database")
NOT_CONFIGURED = Sentence("terminal-settings-no-token")

MIN_ELIGIBLE = 10
"""Lower limit of ``TOCSIN_MIN_ELIGIBLE``: the number of people who can sign."""

_EXAMPLE_PORTS = {"TOCSIN_HTTP": "9464", "TOCSIN_SITE": "8080"}
_ASSIGNED = re.compile(r"\s*(?:export\s+)?(\w+)\s*=")  # in a line of ``.env``
_QUOTES = "\"'"
_LINKED = re.compile(r"[^\s\"'<>\\^`{|}?#\x00-\x1f\x7f]+")

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

PUBLIC_DATA = ("usaspending", "ted", "boamp", "decp", "approch", "sam", "gleif", "recherche_entreprises")
"""Sources and registers with one address for all, ``<NAME>_URL``."""

MAX_AUTHORITIES = 2
"""Maximum number of time-stamping authorities."""

_MAX_AUTHORITY_LENGTH = 200  # characters of its address
_MAX_CERTIFICATE_SIZE = 65_536  # bytes
_MAX_SECRET_SIZE = 8192  # bytes of a secret's file


class SettingsError(Exception):
    """One or more settings that cannot be used; ``faults`` has a sentence for each."""

    def __init__(self, faults: Sequence[Sentence]) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True, kw_only=True)
class PublicationRule:
    """Publication rule for counts: enough changes and enough time, or a long time with a few changes."""

    changes: int = 10
    every: timedelta = timedelta(days=1)
    latest: timedelta = timedelta(days=7)
    fewest: int = 3  # minimum batch: a smaller one would point at people


@dataclass(frozen=True)
class Address:
    """Address that one of our servers listens on: an IP address of this machine, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as a URL, without a trailing slash."""
        return f"http://{self}"

    @property
    def is_loopback(self) -> bool:
        """Return whether only programs on this machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback


@dataclass(frozen=True)
class TimestampAuthority:
    """Time-stamping authority (RFC 3161): its address, and the file of the one root certificate that is
    trusted for it, in PEM."""

    url: str
    root: Path


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Intervals of the background work, in seconds."""

    watch_every: float = 30.0
    names_every: float = 600.0
    deliver_every: float = 3.0
    enquire_every: float = 300.0
    publish_every: float = 60.0
    cards_every: float = 5.0
    follow_ups_every: float = 5.0
    remind_every: float = 300.0
    weekly_every: float = 600.0
    digests_every: float = 60.0
    forget_every: float = 3600.0
    check_every: float = 3600.0
    retention_every: float = 600.0
    health_every: float = 15.0
    keys_every: float = 15.0
    board_every: float = 15.0
    timestamps_every: float = 300.0
    role_seconds: float = 15.0  # of silence after which PostgreSQL takes the active process's lock away
    role_poll: float = 1.0  # between two tries of a process that waits


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of the machine's steward. Content and campaign settings are in the database."""

    token: str | None = field(default=None, repr=False)
    database_url: str = field(default="sqlite+aiosqlite:///data/tocsin.db", repr=False)
    key_dir: Path = Path("keys")
    poll: timedelta = timedelta(hours=6)
    usaspending_url: str = "https://api.usaspending.gov"
    ted_url: str = "https://api.ted.europa.eu"
    boamp_url: str = "https://boamp-datadila.opendatasoft.com"
    decp_url: str = "https://data.economie.gouv.fr"
    approch_url: str = "https://data.economie.gouv.fr"
    sam_url: str = "https://api.sam.gov"
    sam_key: str | None = field(default=None, repr=False)  # None: watches of SAM.gov are not read
    gleif_url: str = "https://api.gleif.org"
    recherche_entreprises_url: str = "https://recherche-entreprises.api.gouv.fr"
    files: Path = Path("data/files")  # packages that watches of the source "ocds" may name
    allow_loopback: bool = False
    loopback_only: bool = False  # for the rehearsal: sources on other machines are refused
    contact: str | None = None
    log: str = "INFO"
    log_format: str = "TEXT"  # or JSON
    publication: PublicationRule = PublicationRule()
    # minimum number of people who can sign a demand by role or roster; with fewer no count is published
    min_eligible: int = 20
    http: Address | None = None  # of health and metrics; None: off
    board: Path | None = None  # folder of the board; None: none is published
    board_command: str | None = None  # run after each publishing, to carry the folder away
    board_url: str = ""  # where the public finds it, with a slash at its end
    site: Address | None = None  # of our own server for the board; None: another one serves the folder
    # of the box on another machine, with a slash at its end; empty: rows are taken in by this bot
    box_url: str = ""
    timestamps: tuple[TimestampAuthority, ...] = ()  # asked once a day; none: nothing is time-stamped
    # grace period without the gateway before the program ends; 0: never
    watchdog: timedelta = timedelta(minutes=10)
    unknown: tuple[Sentence, ...] = field(
        default=(), compare=False
    )  # a sentence for each unknown TOCSIN_… key

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secrets to redact from logs: the token, the key of a source, and the credentials in the
        database's address."""
        found = [self.token, self.sam_key]
        if sqlite_file(self.database_url) is None or "?" in self.database_url:
            from bot.storage.url import parse_url

            address = parse_url(self.database_url)
            found += [address.password, str(address.query.get("password", ""))]
        return tuple(secret for secret in found if secret)


def load(environ: Mapping[str, str] | None = None, env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings; the environment wins over ``env_file``. Raises ``SettingsError``."""
    values: dict[str, str] = {}
    if env_file is not None and env_file.is_file():
        text = env_file.read_text(encoding="utf-8")
        found = dotenv_values(stream=StringIO(text))
        if faults := list(_unparsed(text, found.keys())):
            raise SettingsError(faults)
        values.update({key: value for key, value in found.items() if value is not None})
    values.update(os.environ if environ is None else environ)
    return _Reader(values).settings()


def _unparsed(text: str, found: Collection[str]) -> Iterator[Sentence]:
    """Iterate over the lines of ``.env`` whose key was not found: a quotation mark in or above them has no
    partner. Without a sentence they would seem to be missing."""
    for number, line in enumerate(text.splitlines(), start=1):
        if (key := _ASSIGNED.match(line)) and key[1] not in found:
            yield Sentence("terminal-settings-env-line", number=str(number), key=key[1])


def sqlite_file(database_url: str) -> Path | None:
    """Return the SQLite file of this address, or ``None``: ``storage.url.file_of`` without SQLAlchemy."""
    driver, _, quoted = database_url.partition("?")[0].partition(":///")
    path = unquote(quoted)
    is_path = path not in ("", ":memory:") and not path.startswith("file:")
    return Path(path) if driver in ("sqlite", "sqlite+aiosqlite") and is_path else None


class _Reader:
    """Reads one key after the other and collects the faults."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._faults: list[Sentence] = []
        self._known = {"TOCSIN_COPY_TO"}  # read by ``tocsin db copy``

    def settings(self) -> Settings:
        defaults = Settings()
        settings = Settings(
            token=self._token("DISCORD_TOKEN", file=self._text("DISCORD_TOKEN_FILE")),
            database_url=self._database_url(
                self._secret("DATABASE_URL", file=self._text("DATABASE_URL_FILE")) or defaults.database_url
            ),
            key_dir=Path(self._text("TOCSIN_KEY_DIR") or defaults.key_dir),
            poll=timedelta(minutes=self._number("TOCSIN_POLL_MINUTES", 360, least=1 / 60)),
            **self._addresses(defaults),
            sam_key=self._secret("TOCSIN_SAM_KEY", file=self._text("TOCSIN_SAM_KEY_FILE")),
            files=Path(self._text("TOCSIN_FILES") or defaults.files),
            allow_loopback=self._flag("TOCSIN_ALLOW_LOOPBACK"),
            contact=self._text("TOCSIN_CONTACT"),
            log=self._choice("TOCSIN_LOG", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO"),
            log_format=self._choice("TOCSIN_LOG_FORMAT", ("TEXT", "JSON"), "TEXT"),
            publication=self._publication(defaults.publication),
            min_eligible=int(
                self._number("TOCSIN_MIN_ELIGIBLE", defaults.min_eligible, least=MIN_ELIGIBLE, whole=True)
            ),
            http=self._address("TOCSIN_HTTP"),
            board=self._board(),
            board_command=self._command("TOCSIN_BOARD_COMMAND"),
            board_url=self._public_url("TOCSIN_SITE_URL", "terminal-settings-site-url"),
            site=self._address("TOCSIN_SITE"),
            box_url=self._box_url("TOCSIN_BOX_URL"),
            timestamps=self._timestamps(self._several("TOCSIN_TSA_URLS"), self._several("TOCSIN_TSA_ROOTS")),
            watchdog=self._timeout("TOCSIN_WATCHDOG_MINUTES", defaults.watchdog),
            unknown=self._unknown(),  # last: all other keys have been read
        )
        self._check_loopback(settings)
        self._check_keys_apart(settings)
        if self._faults:
            raise SettingsError(self._faults)
        return settings

    def _publication(self, default: PublicationRule) -> PublicationRule:
        rule = PublicationRule(
            changes=int(
                self._number("TOCSIN_PUBLISH_CHANGES", default.changes, least=default.fewest, whole=True)
            ),
            every=timedelta(hours=self._number("TOCSIN_PUBLISH_HOURS", 24, least=0)),
            latest=timedelta(hours=self._number("TOCSIN_PUBLISH_LATEST_HOURS", 168, least=0)),
        )
        if rule.latest < rule.every:
            self._faults.append(Sentence("terminal-settings-publish-order"))
        return rule

    def _addresses(self, defaults: Settings) -> dict[str, Any]:
        """Return the addresses of sources and registers."""
        return {
            f"{name}_url": self._url(f"{name.upper()}_URL", getattr(defaults, f"{name}_url"))
            for name in PUBLIC_DATA
        }

    def _unknown(self) -> tuple[Sentence, ...]:
        own = [key.removeprefix("TOCSIN_") for key in self._known if key.startswith("TOCSIN_")]
        return tuple(
            Sentence("terminal-settings-near", key=key, near=f"TOCSIN_{near[0]}")
            if near
            else Sentence("terminal-settings-unknown", key=key)
            for key in sorted(self._values.keys() - self._known)
            if key.startswith("TOCSIN_")
            for near in [difflib.get_close_matches(key.removeprefix("TOCSIN_"), own, n=1, cutoff=0.7)]
        )

    def _text(self, key: str) -> str | None:
        self._known.add(key)
        value = self._values.get(key, "").strip()
        if any(ord(character) < 32 for character in value):
            self._faults.append(Sentence("terminal-settings-control", key=key))
            return None
        return value or None

    def _secret(self, key: str, *, file: str | None) -> str | None:
        """Return a secret from the environment or, safer, from a file: more programs can read the
        environment."""
        given = self._text(key)
        if file is None:
            return given
        if given is not None:
            self._faults.append(Sentence("terminal-settings-twice", key=key))
            return None
        try:
            with Path(file).open("rb") as opened:
                value = opened.read(_MAX_SECRET_SIZE).decode().strip()
        except OSError as error:
            self._faults.append(
                Sentence("terminal-settings-file-unreadable", key=key, file=repr(file), reason=error.strerror)
            )
            return None
        except UnicodeDecodeError:
            value = ""
        if not value or any(ord(character) < 32 for character in value):
            self._faults.append(Sentence("terminal-settings-file-lines", key=key, file=repr(file)))
            return None
        return value

    def _token(self, key: str, *, file: str | None) -> str | None:
        """Return Discord's token, in which no quotation mark can be: some programs keep those around a
        value."""
        token = self._secret(key, file=file)
        if token is not None and token.strip(_QUOTES) != token:
            self._faults.append(Sentence("terminal-settings-quotes", key=key))
        return token

    def _address(self, key: str) -> Address | None:
        value = self._text(key)
        if value is None:
            return None
        address = parse_address(value)
        if address is None:
            example = f"127.0.0.1:{value}"
            if parse_address(example) is None:
                example = f"127.0.0.1:{_EXAMPLE_PORTS[key]}"
            sentence = Sentence("terminal-settings-address", key=key, value=repr(value), example=example)
            self._faults.append(sentence)
        return address

    def _board(self) -> Path | None:
        """Return the folder of the board: a served one needs no name."""
        named = self._text("TOCSIN_BOARD")
        served = self._values.get("TOCSIN_SITE", "").strip()
        return Path(named) if named else Path("data/board") if served else None

    def _command(self, key: str) -> str | None:
        """Return a command line that is run without a shell."""
        value = self._text(key)
        try:
            shlex.split(value or "")
        except ValueError:
            self._faults.append(Sentence("terminal-settings-command", key=key, value=repr(value)))
            return None
        if value and not self._text("TOCSIN_BOARD"):
            self._faults.append(Sentence("terminal-settings-command-alone", key=key))
        return value

    def _box_url(self, key: str) -> str:
        """Return the box's address. A secret is sent there: not in the clear over a network."""
        value = self._public_url(key, "terminal-settings-box-url")
        host = _parts(value).hostname or ""
        inside = host.endswith(".onion") or (_is_own(host) and ipaddress.ip_address(host).is_loopback)
        if value.startswith("http:") and not inside:
            self._faults.append(Sentence("terminal-settings-box-url", key=key, value=repr(value)))
        return value

    def _public_url(self, key: str, fault: str) -> str:
        value = self._text(key)
        if value is None:
            return ""
        parts = _parts(value)
        # Everybody reads it: it has no password, and nothing that ends a link.
        good = parts.scheme in {"http", "https"} and parts.hostname and parts.username is None
        if not good or not _LINKED.fullmatch(value):
            shown = repr(re.sub("//.*@", "//…@", value))
            self._faults.append(Sentence(fault, key=key, value=shown))
        return f"{value.rstrip('/')}/"

    def _timestamps(self, urls: Sequence[str], files: Sequence[str]) -> tuple[TimestampAuthority, ...]:
        """Return the time-stamping authorities, each with the file of its root certificate. Plain http is
        allowed, as most of them offer nothing else: their answers are signed, and hold no secret."""
        key, roots_key = "TOCSIN_TSA_URLS", "TOCSIN_TSA_ROOTS"
        roots = [Path(each) for each in files]
        if len(urls) != len(roots) or len(urls) > MAX_AUTHORITIES or len(set(urls)) != len(urls):
            self._faults.append(
                Sentence("terminal-settings-tsa-pairs", key=key, roots=roots_key, most=MAX_AUTHORITIES)
            )
            return ()
        for url in urls:
            parts = _parts(url)
            plain = parts.username is None and not parts.query  # it is shown, in the log for example
            good = parts.scheme in {"http", "https"} and parts.hostname and plain
            if not good or len(url) > _MAX_AUTHORITY_LENGTH:
                shown = repr(re.sub("//.*@", "//…@", url).partition("?")[0])
                self._faults.append(Sentence("terminal-settings-tsa-url", key=key, value=shown))
        for root in roots:
            if not _is_certificate(root):
                self._faults.append(
                    Sentence("terminal-settings-tsa-root", key=roots_key, file=repr(str(root)))
                )
        return tuple(map(TimestampAuthority, urls, roots))

    def _several(self, key: str) -> list[str]:
        """Return the values between commas."""
        return [value for part in (self._text(key) or "").split(",") if (value := part.strip())]

    def _timeout(self, key: str, default: timedelta) -> timedelta:
        """Return a grace period: zero, or at least a minute, since a reconnection takes up to one."""
        minutes = self._number(key, default / timedelta(minutes=1), least=0)
        if 0 < minutes < 1:
            self._faults.append(Sentence("terminal-settings-timeout", key=key, value=repr(self._text(key))))
            return default
        return timedelta(minutes=minutes)

    def _number(self, key: str, default: float, *, least: float, whole: bool = False) -> float:
        value = self._text(key)
        if value is None:
            return default
        try:
            number = float(int(value)) if whole else float(value)
        except OverflowError:
            number = math.inf
        except ValueError:
            id = "terminal-settings-whole-number" if whole else "terminal-settings-number"
            self._faults.append(Sentence(id, key=key, value=repr(value), example=f"{default:g}"))
            return default
        if not least <= number < 1e6:
            self._faults.append(
                Sentence("terminal-settings-range", key=key, value=repr(value), least=f"{least:g}")
            )
            return default
        return number

    def _flag(self, key: str, default: str = "no") -> bool:
        value = (self._text(key) or default).lower()
        if value in {"1", "yes", "true", "on"}:
            return True
        if value not in {"0", "no", "false", "off"}:
            self._faults.append(Sentence("terminal-settings-flag", key=key, value=repr(value)))
        return False

    def _choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = (self._text(key) or default).upper()
        if value not in allowed:
            self._faults.append(
                Sentence("terminal-settings-choice", key=key, value=repr(value), list=", ".join(allowed))
            )
            return default
        return value

    def _url(self, key: str, default: str) -> str:
        value = (self._text(key) or default).rstrip("/")
        parts = _parts(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self._faults.append(Sentence("terminal-settings-url", key=key, value=repr(value)))
        elif parts.scheme == "http" and parts.hostname not in LOOPBACK:
            self._faults.append(Sentence("terminal-settings-url-plain", key=key, value=repr(value)))
        return value

    def _database_url(self, value: str) -> str:
        if sqlite_file(value) is not None:
            return value
        from bot.storage.errors import DatabaseError
        from bot.storage.url import parse_url  # SQLAlchemy, which takes as long as discord.py

        try:
            parse_url(value)
        except DatabaseError:
            self._faults.append(BAD_DATABASE_URL)  # without the value, which may contain a password
        return value

    def _check_loopback(self, settings: Settings) -> None:
        if settings.allow_loopback:
            return
        urls = [(f"{name.upper()}_URL", getattr(settings, f"{name}_url")) for name in PUBLIC_DATA]
        urls += [("TOCSIN_TSA_URLS", authority.url) for authority in settings.timestamps]
        for key, url in urls:
            if _parts(url).hostname in LOOPBACK:
                self._faults.append(Sentence("terminal-settings-loopback", key=key))

    def _check_keys_apart(self, settings: Settings) -> None:
        """Refuse a folder of keys that is copied or published with something else, or holds anything else."""
        keys = Path(os.path.abspath(settings.key_dir))
        others = (sqlite_file(settings.database_url), settings.files, settings.board)
        apart = [Path(os.path.abspath(other)) for other in others if other is not None]
        within = any(keys.is_relative_to(other) for other in apart) or "data" in settings.key_dir.parts
        if within or any(other.is_relative_to(keys) for other in apart):
            self._faults.append(Sentence("terminal-settings-keys-apart", folder=repr(str(settings.key_dir))))


def parse_address(value: str) -> Address | None:
    """Return the address that a text names, such as ``127.0.0.1:8080``; ``None`` if it is none to listen
    on."""
    host, _, port = value.rpartition(":")
    if host == "localhost":
        host = "127.0.0.1"
    elif host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:  # in an IPv6 address without brackets, the start of the port is ambiguous
        host = ""
    if not _is_own(host) or not re.fullmatch("[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        return None
    return Address(host, int(port))


def _is_certificate(path: Path) -> bool:
    """Return whether a file can be read and holds one certificate, in PEM."""
    from cryptography import x509  # only where an authority is named

    try:
        with path.open("rb") as opened:
            return len(x509.load_pem_x509_certificates(opened.read(_MAX_CERTIFICATE_SIZE))) == 1
    except (OSError, ValueError):
        return False


def _parts(address: str) -> SplitResult:
    """Split an address; nothing is in the parts of one that cannot be split, such as ``http://[``."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _is_own(host: str) -> bool:
    """Return whether a server may listen there. Not on a name, which could resolve to anything tomorrow."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return not address.is_multicast and "%" not in host
