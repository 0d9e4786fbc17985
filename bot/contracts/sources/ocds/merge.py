"""Merging of the releases of one process to its current state (the compiled release)."""

import json
import warnings
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from bot.contracts.sources.ocds.stream import decode_release
from bot.contracts.sources.ocds.values import moment
from bot.contracts.sources.protocol import SourceError, SourceErrorKind

SCHEMA = "release_schema.json"


def merge_releases(ocid: str, texts: Iterable[str]) -> dict[str, Any]:
    """Merge releases (JSON texts), in the order of their dates, by the rules of the OCDS 1.1 schema.

    A release without a readable date comes first. Of two with one id and date the last counts: the same
    release, read twice. Raises ``SourceError``, ``BAD_ANSWER``, if one release has an object and another a
    list or a text in the same place.
    """
    from ocdsmerge import CompiledRelease
    from ocdsmerge.exceptions import DuplicateIdValueWarning

    unique: dict[str, dict[str, Any]] = {}
    for text in texts:
        release = _dated(decode_release(text))
        name = f"{release['id']} {release['date']}" if isinstance(release.get("id"), str) else text
        unique[name] = release
    releases = sorted(unique.values(), key=lambda release: str(release["date"]))
    # Two objects with one id in one list cause a warning, and become one.
    warnings.simplefilter("ignore", DuplicateIdValueWarning)
    try:
        merged = CompiledRelease(merge_rules=_rules())
        for release in releases:
            merged.append({**release, "ocid": ocid})
        result: dict[str, Any] = merged.asdict()
    # The library assumes valid OCDS: a list as an id raises TypeError, and so does a null in a list.
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise SourceError(
            SourceErrorKind.BAD_ANSWER, f"{ocid}: releases that cannot be merged: {error}"
        ) from error
    return result


def newest_id(texts: Iterable[str]) -> Any:
    """Return the id of the release with the latest date."""
    return max(map(_dated, map(decode_release, texts)), key=lambda release: str(release["date"])).get("id")


def _dated(release: dict[str, Any]) -> dict[str, Any]:
    """Return a release with its date in UTC, so that dates of different zones sort as text."""
    read = moment(release.get("date"))
    return {**release, "date": read.isoformat() if read else ""}


@cache
def _rules() -> dict[tuple[str, ...], str]:
    from ocdsmerge.rules import get_merge_rules

    schema = json.loads(files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8"))
    rules: dict[tuple[str, ...], str] = get_merge_rules(schema)
    return rules
