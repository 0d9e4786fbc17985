"""Export of a person's own data: one file for people, one for programs. Neither contains the person's
identity."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.audit import Act
from bot.audit.labels import in_words
from bot.petitions.privacy.own_data import Hold, OwnData, OwnSignature, PlaceData
from bot.texts import Translator


def own_data_files(data: OwnData, t: Translator) -> Mapping[str, bytes]:
    """Return the files by name: a text in the reader's language, and JSON."""
    return {
        "my-data.txt": "\n\n".join(_paragraphs(data, t)).encode() + b"\n",
        "my-data.json": json.dumps(_plain(data, t), ensure_ascii=False, indent=2).encode() + b"\n",
    }


def _paragraphs(data: OwnData, t: Translator) -> Iterator[str]:
    yield t("own-data-title", moment=data.made_at)
    yield t("own-data-signatures", count=len(data.signatures))
    for signature in data.signatures:
        yield _signature(signature, t)
    for server in data.rosters:
        yield t("own-data-roster", server=server)
    for server, place in data.places:
        yield from _place(server, place, t)
    for server, day in data.former_links:
        yield t("own-data-former-link", server=server, day=day)
    if data.acts:
        yield "\n".join([t("own-data-acts"), *(_act(server, act, t) for server, act in data.acts)])
    yield t("own-data-not-kept")


def _place(server: str, place: PlaceData | None, t: Translator) -> Iterator[str]:
    if place is None:
        yield t("own-data-card-withheld", server=server)
        return
    if place.key is not None:
        yield t("own-data-card", server=server, key=place.key.hex())
    if place.has_code:
        yield t("own-data-card-code", server=server)
    for issue in place.issues:
        yield t("own-data-issued", server=server, number=issue.number, day=issue.begun_on)


def _signature(signature: OwnSignature, t: Translator) -> str:
    wording, unit = t.pick(signature.texts or {"en": {"title": "", "body": ""}}), signature.unit
    lines = [
        f"* {wording['title']}",
        _where(signature, t),
        t("own-data-state-published" if signature.published else "own-data-state-pending"),
        *([t("own-data-unit", unit=t.pick(unit))] if unit else []),
        *([] if signature.hold is None else [_hold(signature.hold, t)]),
        "",
        wording["body"],
    ]
    if signature.consent:
        lines += ["", t("own-data-consent"), t.pick(signature.consent)]
    return "\n".join(lines)


def _hold(hold: Hold, t: Translator) -> str:
    return t("own-data-held", day=hold.day, reason=hold.reason or "")


def _where(signature: OwnSignature, t: Translator) -> str:
    if signature.signed_on is None or signature.version is None:
        return t("own-data-damaged", server=signature.server)
    return t("own-data-where", server=signature.server, day=signature.signed_on, version=signature.version)


def _act(server: str, act: Act, t: Translator) -> str:
    name = t(f"audit-act-{act.act}") if t.has(f"audit-act-{act.act}") else act.act
    return f"- {t.moment(act.at)}, {server}: {name} ({in_words(act.subject, act.names, t)})"


def _plain(data: OwnData, t: Translator) -> dict[str, Any]:
    return {
        "made_at": data.made_at.isoformat(),
        "signatures": [
            {
                "server": signature.server,
                "demand": signature.demand_id,
                "version": signature.version,
                "signed_on": None if signature.signed_on is None else signature.signed_on.isoformat(),
                "state": "published" if signature.published else "waiting",
                "unit": signature.unit,
                "key_held_until": None if signature.hold is None else signature.hold.until.isoformat(),
                "hold_reason": None if signature.hold is None else signature.hold.reason,
                "text": signature.texts,
                "consent": signature.consent,
            }
            for signature in data.signatures
        ],
        "linked_to_a_member_in": list(data.rosters),
        "signing_page": [
            {
                "server": server,
                "card": None if place.key is None else place.key.hex(),
                "code_waits": place.has_code,
                "tokens": [
                    {
                        "round": issue.number,
                        "begun_on": issue.begun_on.isoformat(),
                        "hashes": issue.hashes.hex(),
                    }
                    for issue in place.issues
                ],
            }
            for server, place in data.places
            if place is not None
        ],
        "replaced_links": [{"server": server, "since": day.isoformat()} for server, day in data.former_links],
        "acts_as_organiser": [
            {
                "server": server,
                "at": act.at.isoformat(),
                "act": act.act,
                "subject": act.subject,
                "before": act.before,
                "after": act.after,
            }
            for server, act in data.acts
        ],
        "not_kept": t("own-data-not-kept"),
    }
