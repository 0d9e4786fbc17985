"""Narrator of the story: prints actions, the bot's answers, and the results of checks.

Also the files that the tour exports: written to a folder, and read back to check them.
"""

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babel.dates import format_timedelta
from PIL import Image
from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from bot.demo.messages import Form, MessageView
from bot.errors import Sentence, StartError
from bot.texts import Translator

_MOMENT = re.compile(r"<t:(\d+):(\w)>")


class CheckFailed(Exception):
    """Raised when a check of a step fails; the message is the sentence that is not true."""


class Narrator:
    """Narrator that prints to one console in one language."""

    def __init__(self, console: Console, t: Translator) -> None:
        self._console = console
        self._t = t

    def title(self, title: str, introduction: str) -> None:
        self._console.print(Panel(Text(introduction), title=Text(title, style="bold"), border_style="red"))

    def step(self, message: str, **arguments: object) -> None:
        """Print the headline of a step."""
        self.headline(self._t(message, **arguments))

    def headline(self, text: str) -> None:
        """Print a headline as it is."""
        self._console.print()
        self._console.print(Rule(Text(text, style="bold"), align="left"))

    def said(self, text: str) -> None:
        """Print a sentence of the story as it is."""
        self._console.print(Text(text, style="italic"))

    def tell(self, message: str, **arguments: object) -> None:
        """Print a sentence of the story."""
        self.said(self._t(message, **arguments))

    def line(self, text: str) -> None:
        """Print a line as it is."""
        self._console.print(Text(text), soft_wrap=True)

    def calls(self, name: str, command: str, typed: str = "", **options: object) -> None:
        """Print a slash command, with its name and its options' names in the user's language."""
        words = command.split()
        ids = [f"command-{'-'.join(words[:count])}" for count in range(1, len(words) + 1)]
        parts = [self._spoken(wanted, word) for wanted, word in zip(ids, words, strict=True)]
        parts += [f"{self._spoken(f'{ids[-1]}-option-{key}', key)}:{value}" for key, value in options.items()]
        self.tell("demo-calls", name=name, command=" ".join([f"/{' '.join(parts)}", typed]).strip())

    def _spoken(self, wanted: str, otherwise: str) -> str:
        return self._t(wanted) if self._t.has(wanted) else otherwise

    def post(self, post: MessageView, channel: str) -> None:
        """Print a public message."""
        self._panel(post.text, self._t("demo-post", channel=channel), "red", post)

    def answer(self, shown: MessageView, name: str) -> None:
        """Print an answer that one person sees."""
        self._panel(shown.text, self._t("demo-answer-private", name=name), "blue", shown)

    def form(self, form: Form, name: str) -> None:
        """Print an opened form."""
        self._panel(f"{form.title}\n\n{form.text}", self._t("demo-form-opened", name=name), "blue")

    def lines(self, lines: list[str], title: str) -> None:
        """Print the output of a program."""
        self._panel("\n".join(lines), title, "white")

    def check(self, holds: bool, message: str, **arguments: object) -> None:
        """Print a sentence that was checked. Raises ``CheckFailed`` with the same sentence if ``holds`` is
        false."""
        sentence = self._t(message, **arguments)
        if not holds:
            raise CheckFailed(sentence)
        self._console.print(Text(f"✓ {sentence}", style="green"))

    def good_end(self, message: str) -> None:
        self._console.print()
        self._console.print(Text(self._t(message), style="bold green"))

    def bad_end(self, message: str, reason: str) -> None:
        self._console.print()
        self._console.print(Text(f"✗ {self._t(message)} {reason}", style="bold red"))

    def _panel(self, text: str, title: str, colour: str, post: MessageView | None = None) -> None:
        now = None if post is None else post.message.created_at
        body = Text(_MOMENT.sub(lambda found: self._moment(found, now), text))
        if post is not None and post.buttons:
            body.append("\n\n")
            for button in post.buttons:
                body.append(f"[ {button.label} ]", style="bold")
                body.append(" ")
        self._console.print(Panel(body, title=Text(title), title_align="left", border_style=colour))

    def _moment(self, found: re.Match[str], now: datetime | None) -> str:
        """Format a timestamp as a client does, which knows its user's time zone; ``now`` is for relative
        ones."""
        moment = datetime.fromtimestamp(int(found[1]), UTC)
        if found[2] != "R" or now is None:
            return self._t.moment(moment)
        return str(format_timedelta(moment - now, add_direction=True, locale=self._t.language))


_SUMS = "SHA256SUMS"
_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"

PNG = b"\x89PNG\r\n\x1a\n"
"""The beginning of every PNG."""


def write(files: Mapping[str, bytes], folder: Path, t: Translator) -> list[Path]:
    """Write files. Raises ``StartError`` if the folder cannot be written."""
    with writable(folder, t):
        paths = [folder / name for name in sorted(files)]
        for path in paths:
            path.write_bytes(files[path.name])
    return paths


@contextmanager
def writable(folder: Path, t: Translator) -> Iterator[None]:
    """Create a folder, and turn an ``OSError`` in the context into a ``StartError`` with a sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StartError(
            Sentence("terminal-said", text=t("demo-folder-unwritable", folder=str(folder), reason=reason))
        ) from error


def counts_in(files: Mapping[str, bytes], slug: str) -> set[int]:
    """Return the last published count of a demand in each file of the export."""
    table = csv.DictReader(io.StringIO(files["counts.csv"].decode("utf-8-sig")))
    rows = [row for row in table if row["demand"] == slug]
    document = json.loads(files["tocsin.json"])
    (demand,) = [demand for demand in document["demands"] if demand["demand"] == slug]
    return {int(rows[-1]["count"]), demand["publications"][-1]["count"]}


def open_bundle(bundle: bytes) -> dict[str, bytes]:
    """Return the files in a ZIP by name, decompressed if they are gzipped themselves (a WARC)."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as found:
        return {name: plain_bytes(found.read(name)) for name in found.namelist()}


def plain_bytes(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(_GZIP) else content


def texts_of(content: bytes) -> str:
    """Return all that can be read in a file: a text, what is in a ZIP or spreadsheet, and the runs of eight
    characters or more of any other file: in what is compressed, a short name occurs by chance."""
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as found:
            return "\n".join(texts_of(found.read(name)) for name in found.namelist())
    try:
        return content.decode()
    except UnicodeDecodeError:
        return "\n".join(run.decode() for run in re.findall(rb"[ -~]{8,}", content))


def metadata(content: bytes) -> bytes:
    """Return what a picture says in words, beside its pixels; another file as it is."""
    if not content.startswith(PNG):
        return content
    with Image.open(io.BytesIO(content)) as picture:
        return repr(picture.info).encode()


def sums_hold(bundle: bytes) -> bool:
    """Return whether ``SHA256SUMS`` lists every other file in a ZIP with its actual hash."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as found:
        contents = {name: found.read(name) for name in found.namelist()}
    lines = contents.pop(_SUMS, b"").decode().splitlines()
    said = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return said == {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
