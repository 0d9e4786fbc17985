"""Rounds in ``tocsin check``: keys that are missing, and keys of rounds that the database does not know."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from bot.common.clock import utc_now
from bot.errors import Sentence
from bot.keystore.files import KeysError
from bot.keystore.issuing import IssuingFiles, issuing_key
from bot.keystore.keyring import Keys, round_key, share_key
from bot.registrar.backups import issues_missing
from bot.registrar.signers import SIGNING
from bot.settings import Settings
from bot.storage import Database
from bot.storage.models import IssuingKey, IssuingRound, KeyFingerprint


async def round_findings(settings: Settings, database: Database) -> list[tuple[str, Sentence]]:
    """Return sentences about the rounds, each with a mark: ``ok``, ``warns`` or ``wrong``. None if no round
    was ever begun. The check of the keys covers the files of the keys on record."""
    keys = Keys(settings.key_dir, database, utc_now)
    files, in_thread = IssuingFiles(keys.folder), keys.folder.in_thread
    found: list[tuple[str, Sentence]] = []
    async with database.read() as session:
        rounds = (await session.scalars(select(IssuingRound).order_by(IssuingRound.id))).all()
        of_rounds = (await session.scalars(select(IssuingKey).order_by(IssuingKey.position))).all()
        recorded = set(await session.scalars(select(KeyFingerprint.name)))
        for round_ in rounds:
            going_on = [key for key in of_rounds if key.round_id == round_.id and key.state != "ended"]
            signing = [key for key in going_on if key.state in SIGNING]
            noted = await in_thread(files.issues, round_.public_id)
            if signing and await issues_missing(session, round_, noted):
                found.append(("warns", Sentence("terminal-registrar-restored", round=round_.number)))
            else:
                found += await in_thread(_missing, files, round_, signing)
            found += _not_recorded(round_, going_on, recorded)
    unknown = await in_thread(files.unknown, {round_.public_id for round_ in rounds})
    found += [
        ("warns", Sentence("terminal-check-round-unknown", round=public_id, count=len(names)))
        for public_id, names in unknown.items()
    ]
    if not found and rounds:
        found.append(("ok", Sentence("terminal-check-rounds", count=len(rounds))))
    return found


def _missing(
    files: IssuingFiles, round_: IssuingRound, signing: Sequence[IssuingKey]
) -> list[tuple[str, Sentence]]:
    """Return a sentence about the private halves that cannot be used."""
    names = []
    for key in signing:
        name = issuing_key(round_.public_id, key.position)
        try:
            files.read(name, key.spki)
        except KeysError as error:
            if error.code not in ("key-missing", "key-damaged"):
                return [("wrong", error.sentence)]
            names.append(name)
    return [("warns", _said("terminal-check-round-issuing", round_, names))] if names else []


def _not_recorded(
    round_: IssuingRound, going_on: Sequence[IssuingKey], recorded: set[str]
) -> list[tuple[str, Sentence]]:
    """Return a sentence about keys that no record has."""
    needed = [share_key(round_.public_id, key.position) for key in going_on]
    names = [name for name in [round_key(round_.public_id), *needed] if going_on and name not in recorded]
    return [("wrong", _said("terminal-check-round-keys", round_, names))] if names else []


def _said(sentence: str, round_: IssuingRound, names: Sequence[str]) -> Sentence:
    about: dict[str, Any] = {"round": round_.number, "server": str(round_.server_id)}
    return Sentence(sentence, names=", ".join(names), **about)
