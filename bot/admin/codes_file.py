"""Files of codes, to hand out."""

import csv
import os
from pathlib import Path

from bot.errors import StartError
from bot.petitions.roster.roster_import import Codes


class CodesFile:
    """CSV file of codes, their only copy: new, and readable by this user alone. Removed if no code was
    written. ``heading`` is that of the column with the codes."""

    def __init__(self, path: Path, heading: str = "code") -> None:
        self._path = path
        self._heading = heading
        self._any = False

    def __enter__(self) -> "CodesFile":
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise StartError("terminal-roster-codes-exist", path=self._path) from None
        except OSError as error:
            raise StartError("terminal-unwritable", file=self._path, reason=error.strerror) from error
        self._file = open(descriptor, "w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(("number", self._heading))
        return self

    def write(self, codes: Codes) -> None:
        """Append codes durably, so that they survive a power failure. A number begins with a letter or digit
        (``roster.file``), so no program takes it for a formula."""
        try:
            self._csv.writerows(codes)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise StartError(
                "terminal-roster-codes-unwritable", path=self._path, reason=error.strerror
            ) from error
        self._any = self._any or bool(codes)

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if not self._any:
            self._path.unlink(missing_ok=True)
