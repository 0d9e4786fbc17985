"""Data of the signing page on a board, the same for everybody: its state, and the rounds of issuing keys.

The page asks for nothing but these files and the published rows, which are beside their ledgers. Everybody
reads all of it, so that a request tells of nobody what they look for. The page believes only what the union's
signing key has signed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.board.contents import BoardContents, BoardDemand
from bot.common.strict_json import b64
from bot.exports.cells import day
from bot.exports.ledger_file import rounds_file
from bot.exports.manifest import ManifestSigner
from bot.page.registrar.rounds import RoundEntry
from bot.petitions.counts.ledger import LedgerEntry
from bot.petitions.page_rows import rows_name

STATE, STATE_SIGNATURE = "sign/state.json", "sign/state.sig"
FORMAT = 1
"""Version of ``state.json``: incremented when a key changes its name or meaning."""

_SIGNED = b"tocsin state 1\n"
"""The beginning of the signed bytes: a signature of anything else is none of a state."""


@dataclass(frozen=True, slots=True)
class PublishedRows:
    """File of the rows that were published with an entry, and how many they are."""

    demand_id: int
    entry: LedgerEntry
    count: int


def page_demands(contents: BoardContents) -> list[BoardDemand]:
    """Return the demands that are signed on the page."""
    return [one for one in contents.demands if one.published.on_page]


def state_json(
    contents: BoardContents,
    rows: Sequence[PublishedRows],
    notice: Mapping[str, str],
    *,
    signer: ManifestSigner,
    address: str,
    box: str = "",
) -> bytes:
    """Return ``state.json``, which names the key of ``signer``. ``notice`` is the union's privacy notice by
    language, ``address`` the public address of the site, ``box`` that of the box if it is elsewhere, each
    with a slash at its end."""
    demands = page_demands(contents)
    opening = {one.view.id: one.published.ledger[0].hash for one in demands}
    board = f"{address}{contents.name}/"
    value = {
        "format": FORMAT,
        "signing_key": signer.public_key,
        "union": contents.title,
        "board": board,
        "registrar": f"{board}sign/",
        "box": box or f"{board}sign/",
        "rounds": [
            {
                "number": round_.number,
                "id": round_.id,
                "begun_on": day(round_.begun_on),
                "keys": [
                    {"key": b64(key.spki), "demand": opening.get(key.demand_id or 0)} for key in round_.keys
                ],
            }
            for round_ in contents.rounds
            if any(key.state != "ended" for key in round_.keys)
        ],
        "demands": [
            {
                **_demand(one, contents.rounds),
                "rows": [_file(one, each) for each in rows if each.demand_id == one.view.id],
            }
            for one in demands
        ],
        "notice": notice,
    }
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def state_signature(state: bytes, signer: ManifestSigner) -> bytes:
    """Return ``state.sig``: the signature of these bytes of ``state.json``."""
    return signer.signature(_SIGNED + state)


def rounds_json(contents: BoardContents, signer: ManifestSigner) -> bytes:
    """Return ``rounds.json``, signed: every round that was begun."""
    return rounds_file((round_.published() for round_ in contents.rounds), signer)


def _demand(one: BoardDemand, rounds: Sequence[RoundEntry]) -> dict[str, Any]:
    view, asked = one.view, one.published
    last, published_on = asked.ledger[-1], view.publication and view.publication.published_at
    ended = view.void is not None or last.reason == "ended"
    keys = {key.demand_id: key.fingerprint for round_ in rounds for key in round_.keys}
    return {
        "demand": asked.ledger[0].hash,
        "slug": view.slug,
        "key": keys.get(view.id),
        "state": "ended" if ended else "open" if view.state == "open" else "closed",
        "void": None
        if view.void is None
        else {"on": day(view.day_of(view.void.at)), "why": view.void.why, "again": view.void.again},
        "version": view.version,
        "versions": {
            str(version.version): {"text_hash": version.text_hash, "consent_hash": version.consent_hash}
            for version in asked.versions
        },
        "texts": view.texts,
        "text_hash": view.text_hash,
        "consent": view.consent,
        "consent_hash": view.consent_hash,
        "closes_on": None if view.closes_at is None else day(view.day_of(view.closes_at)),
        "goal": view.goal,
        "count": last.count,
        "published_on": published_on and day(view.day_of(published_on)),
    }


def _file(one: BoardDemand, rows: PublishedRows) -> dict[str, Any]:
    entry = rows.entry
    return {
        "number": entry.number,
        "path": f"ledger/{rows_name(one.view.slug, entry.number)}",
        "rows": rows.count,
        "sha256": entry.rows_sha256,
        "index_sha256": entry.index_sha256,
    }
