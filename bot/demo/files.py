"""Files that the tour exports: written to a folder, and read back to check them."""

import csv
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from bot.errors import Sentence, StartError
from bot.texts import Translator

_SUMS = "SHA256SUMS"
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
