"""Vectors of whole boards: the signed list of files, ledgers, data, and what contradicts what."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bot.demo.signing_member import Token, fingerprint
from bot.exports.bundle import Checksum
from bot.exports.cells import Column, csv_file, text
from bot.exports.cells import whole as whole_number
from bot.exports.ledger_file import Head
from bot.exports.manifest import ManifestSigner, board_manifest
from bot.petitions.counts.ledger import LedgerEntry
from tests.board.ledgers import SEED, chain, file_of, whole
from tests.board.page_vectors import PageLedger, issuer, receipts, rounds, token, until
from tests.board.page_vectors import whole as whole_page
from tests.board.vectors import BOARD, Vector
from tests.support.token_issuer import TokenIssuer

NOW = datetime(2026, 2, 20, 12, tzinfo=UTC)
RIGHT, PAGE = "a-board", "a-board-with-the-page"
Files = dict[str, bytes]


def signed_board(files: Files) -> Files:
    """Return the files of a board with a list of them that was signed with the key."""
    signer = ManifestSigner(SEED)
    sums = {
        name: Checksum(hashlib.sha256(raw).hexdigest(), len(raw))
        for name, raw in files.items()
        if not name.startswith("manifest.")
    }
    manifest = board_manifest("test", sums, signer.public_key, NOW)
    return {**files, "manifest.json": manifest, "manifest.sig": signer.signature(manifest)}


def relisted(files: Files, /, **changed: Any) -> Files:
    """Return the files of a board whose signed list says something else; ``changed`` are its keys."""
    raw = json.dumps(json.loads(files["manifest.json"]) | changed, indent=1).encode() + b"\n"
    return {**files, "manifest.json": raw, "manifest.sig": ManifestSigner(SEED).signature(raw)}


def board(entries: list[LedgerEntry] | None = None, other: str = "pay-rise", **changed: bytes) -> Files:
    """Return the signed files of a board; ``changed`` are put in before it is signed."""
    ledgers = {"halt-ice": entries or whole(), other: chain({"count": 4, "demand": other})}
    demands = [demand_of(made, file_of(made, slug=slug), "discord") for slug, made in ledgers.items()]
    files = {
        "data/board.json": board_json(demands),
        "data/counts.csv": counts_csv(ledgers),
        "data/contracts.csv": b"\xef\xbb\xbfnumber\r\n1\r\n",
        **{f"ledger/{slug}.json": file_of(made, slug=slug) for slug, made in ledgers.items()},
        "verify.py": b'"""A program."""\n',
        **changed,
    }
    return signed_board(files)


def demand_of(entries: list[LedgerEntry], ledger: bytes, way: str = "page", **told: Any) -> dict[str, Any]:
    """Return what the data of a board says of a demand; ``told`` is put in last."""
    file = json.loads(ledger)
    newest, last = file["versions"][-1], entries[-1]
    void = {"at": last.published_at, "why": "The key was copied."} if last.reason == "void" else None
    return {
        "demand": file["demand"],
        "void": void,
        "closed_at": None,
        "delivery": None,
        **{name: newest[name] for name in ("version", "texts", "text_sha256")},
        "counts": {"discord": 0, "paper": 12, way: last.count},
        "publications": [each.as_json() for each in entries],
        **told,
    }


def board_json(demands: list[dict[str, Any]]) -> bytes:
    """Return the data of a board."""
    return json.dumps({"demands": demands}, ensure_ascii=False, indent=1).encode() + b"\n"


def counts_csv(ledgers: dict[str, list[LedgerEntry]]) -> bytes:
    """Return the table of counts, with titles that are several cells to who reads it carelessly."""
    title = 'He said "now",\r\n2,3'
    columns = Column("demand", text), Column("title", text), Column("publication", whole_number)
    rows = [(slug, title, each.number, each.count) for slug, made in ledgers.items() for each in made]
    return csv_file([*columns, Column("count", whole_number)], rows)


def page_board(*ledgers: PageLedger, rounds_of: bytes, **changed: bytes) -> Files:
    """Return the signed files of a board with demands of the page; ``changed`` are put in before."""
    files = {
        "data/board.json": board_json([demand_of(each.entries, each.ledger()) for each in ledgers]),
        "rounds.json": rounds_of,
        **{f"ledger/{name}": raw for each in ledgers for name, raw in each.files().items()},
    }
    return signed_board({**files, **changed})


def board_vectors() -> dict[str, Vector]:
    """Return the vectors by their names."""
    return {
        **dict(_boards()),
        **dict(_page_boards()),
        **dict(_void()),
        **dict(_rounds()),
    }


def _of(files: Files, *wrong: str, like: str = RIGHT, **asked: Any) -> Vector:
    return Vector(files=files, check=BOARD, wrong=frozenset(wrong), like=like, **asked)


def _boards() -> Iterator[tuple[str, Vector]]:
    files, other = board(), board(whole()[:5])
    a, b = files["ledger/halt-ice.json"], files["ledger/pay-rise.json"]
    swapped = {"ledger/halt-ice.json": b, "ledger/pay-rise.json": a}
    head = str(Head.of(whole()[6]))
    yield RIGHT, _of(files, like="", head=head, told=frozenset({"key", "head", "files", "ledger", "counts"}))
    yield (
        "a-board-and-a-head-of-another-one",
        _of(files, "head-demand", head=head.replace("halt-ice", "other")),
    )
    yield "a-board-of-another-key", _of(files, "other-key", key="ab" * 32)
    for slug in ("manifest", "board"):
        yield f"a-board-with-a-demand-called-{slug}", _of(board(other=slug), told=frozenset({"key"}))
    without = {name: raw for name, raw in files.items() if name != "ledger/pay-rise.json"}
    yield "a-count-without-its-ledger", _of(signed_board(without), "other-counts")
    cases = {
        "a-listed-file-missing": (
            {name: raw for name, raw in files.items() if name != "data/counts.csv"},
            "file-missing",
        ),
        "a-file-of-data-added": ({**files, "data/more.csv": b"1"}, "file-added"),
        "a-ledger-added": ({**files, "ledger/more.json": b}, "file-added"),
        "two-ledgers-swapped": ({**files, **swapped}, "file-changed"),
        "an-older-ledger": ({**files, "ledger/halt-ice.json": other["ledger/halt-ice.json"]}, "file-changed"),
    }
    for name, (changed, fault) in cases.items():
        yield name, _of(changed, fault)
    yield "a-board-with-an-empty-list", _of({**files, "manifest.json": b"{}"}, "no-list")
    yield from _other_lists(files)
    dated = signed_board({**files, "timestamps/pay-rise/1/1.tsr": b"0"})
    yield "a-board-with-time-stamps", _of(dated, told=frozenset({"timestamps-unchecked"}))
    forged = signed_board({**files, **swapped})
    yield "two-ledgers-swapped-and-signed", _of(forged, "other-ledger", "other-counts")
    for name in ("data/board.json", "data/counts.csv"):
        lying = signed_board({**files, name: other[name]})
        yield f"other-counts-in-{name.partition('/')[2].replace('.', '-')}", _of(lying, "other-counts")
    third = signed_board({**files, "data/counts.csv": counts_csv({"third": whole()})})
    yield "counts-of-another-demand", _of(third, "other-counts")
    yield from _other_data(files)


def _other_lists(files: Files) -> Iterator[tuple[str, Vector]]:
    """Yield boards whose list is signed, or what stands for its signature, and not as Tocsin writes it."""
    listed = json.loads(files["manifest.json"])["files"]
    name = "data/contracts.csv"
    lists: dict[str, tuple[dict[str, Any], str]] = {
        "with-a-wrong-size": ({"files": {**listed, name: {**listed[name], "size": 12}}}, "file-changed"),
        "with-more-than-any-board": (
            {"files": {**listed, name: {**listed[name], "size": 2**36}}},
            "too-large",
        ),
        "with-a-name-that-windows-has-not": ({"files": {**listed, "data/a:b.csv": listed[name]}}, "no-list"),
        "that-names-itself": ({"files": {**listed, "manifest.json": listed[name]}}, "no-list"),
        "without-its-day": ({"made_at": None}, "no-list"),
    }
    for kind, (changed, fault) in lists.items():
        yield f"a-list-of-files-{kind}", _of(relisted(files, **changed), fault)
    marked = {**files, "manifest.sig": b"\xef\xbb\xbf" + files["manifest.sig"]}
    yield "a-list-of-files-with-a-mark-of-the-order-of-bytes-in-its-signature", _of(marked, "signature")
    yield "a-board-and-a-head-that-is-none", _of(files, "head-unread", head="?")


def _nested(data: bytes, depth: int) -> bytes:
    """Return the data of a board with lists in lists, so deep with the object that has them."""
    lists = depth - 1
    return data.strip()[:-1] + b',"more":' + b"[" * lists + b"]" * lists + b"}\n"


def _lines_of(table: bytes) -> list[bytes]:
    """Return the rows of a table of counts, whose titles have a line break."""
    return [row.strip() for row in re.split(rb"\r\n(?!2,3)", table)[:-1]]


def _other_data(files: Files) -> Iterator[tuple[str, Vector]]:
    """Yield boards whose data is signed, and says what no ledger says, to one reader at least."""
    table, data = files["data/counts.csv"], files["data/board.json"]
    heading, rows = table.split(b"\r\n", 1)
    names, cells = b"".join(b",x%d" % number for number in range(997)), b"," * 997
    wide = b"".join(row + (cells if place else names) + b"\r\n" for place, row in enumerate(_lines_of(table)))
    tables = {
        "a-false-row-before-the-right-one": heading + b"\r\nhalt-ice,t,7,99999\r\n" + rows,
        "a-false-row-after-the-right-one": table + b"halt-ice,t,7,99999\r\n",
        "a-right-row-twice": table + b"halt-ice,t,7,71\r\n",
        "a-row-of-no-demand": table + b"__proto__,t,1,5000\r\n",
        "a-row-with-one-more-cell": table + b"halt-ice,t,99,5000,x\r\n",
        "a-row-without-its-end": table + b"halt-ice,t,99,5000",
        "a-column-twice": table.replace(b"title,", b"count,", 1),
        "a-quote-in-a-cell": table + b'halt-ice,"t"t,99,5000\r\n',
        "1,001-columns": wide,
        "no-numbers": table.replace(b"publication,", b"more,", 1),
        **{
            f"the-number-{name}": table.replace(b",7,71", f",7,{digits}".encode())
            for name, digits in {
                "with-a-point": "71.0",
                "in-hexadecimal": "0x47",
                "with-a-line": "7_1",
                "with-a-space": " 71",
                "in-arabic-digits": "٧١",
            }.items()
        },
    }
    for name, content in tables.items():
        yield f"counts-with-{name}", _of(signed_board({**files, "data/counts.csv": content}), "other-counts")
    spaced = board(other="pay rise")
    moved = spaced["data/counts.csv"].replace(b"pay rise,", b"rise,").replace(b",1,4\r", b",1 pay,4\r")
    forged = signed_board({**spaced, "data/counts.csv": moved})
    yield "counts-with-a-part-of-a-name", _of(forged, "other-counts")
    told = json.loads(data)["demands"]
    fake = [{**told[0], "publications": [{**each, "count": 99999} for each in told[0]["publications"]]}]
    changed = {
        "another-count": {"counts": {"discord": 99999, "paper": 12}},
        "a-count-of-the-page": {"counts": {"discord": 71, "paper": 12, "page": 99999}},
        "another-text": {"texts": {"en": {"title": "We accept the pay cut", "body": "All of it."}}},
        "another-version": {"version": 1},
        "a-list-that-is-void-on-no-day": {"void": {"why": "The key was copied."}},
        "a-count-that-is-true": {"counts": {"discord": 71, "paper": True}},
    }
    boards = {name: board_json([{**told[0], **values}, told[1]]) for name, values in changed.items()}
    doubled = b'"publications": [], "publications": '
    boards |= {
        "publications-twice": data.replace(b'"publications": ', doubled, 1),
        "demands-twice": b'{"demands": ' + json.dumps(fake).encode() + b"," + data.strip()[1:],
        "a-demand-twice": board_json([*fake, *told]),
        "an-infinite-number": data.replace(b'"breakdown": null', b'"breakdown": 1e999', 1),
        "half-a-character": data.replace(b'"title": "', b'"title": "\\ud800', 1),
        "no-list-of-demands": b'{"demands": {}}\n',
    }
    boards |= {f"lists-in-lists-{depth}-deep": _nested(data, depth) for depth in (101, 3_000)}
    boards |= {
        f"no-{key.replace('_', '-')}": board_json([{name: told[0][name] for name in told[0] if name != key}])
        for key in ("delivery", "void", "closed_at", "counts", "publications")
    }
    for name, content in boards.items():
        yield f"data-with-{name}", _of(signed_board({**files, "data/board.json": content}), "other-counts")
    without = signed_board({name: raw for name, raw in files.items() if name != "data/board.json"})
    yield "a-board-without-its-data", _of(without, "other-counts")
    right = signed_board({**files, "data/board.json": _nested(data, 100)})
    yield "data-with-lists-in-lists-100-deep", _of(right, told=frozenset({"key", "ledger", "counts"}))
    late = board_json([{**told[0], "closed_at": "9999-12-31T00:00:00Z"}, told[1]])
    closed = signed_board({**files, "data/board.json": late})
    yield "data-with-a-day-in-the-year-9999", _of(closed, told=frozenset({"key", "ledger", "counts"}))
    void = board_json([{**told[0], "void": {"at": "2026-02-19T09:00:00Z", "why": "Copied."}}, told[1]])
    early = signed_board({**files, "data/board.json": void})
    yield "data-with-a-list-that-is-void", _of(early, told=frozenset({"void"}))


def _page_boards() -> Iterator[tuple[str, Vector]]:
    first, other, same = whole_page(), _other_ledger(), _other_ledger(issuer().spki, token)
    announced = rounds([fingerprint(_second().spki)])
    right = page_board(first, other, rounds_of=announced)
    rows = "ledger/halt-ice/rows-2.jsonl", "ledger/pay-rise/rows-2.jsonl"
    swapped = dict(zip(rows, [right[name] for name in reversed(rows)], strict=True))
    lying = whole_page()
    lying.entries[3] = replace(lying.entries[3], count=50, issued=50)
    lying.seal()
    yield PAGE, _of(right, like="", told=frozenset({"key", "places", "rows", "rounds"}))
    yield from _receipts(first, right)
    yield from _never_closed()
    beside = {name.replace("/halt-ice/", "/"): raw for name, raw in right.items()}
    unchecked = frozenset({"rows-unchecked"})
    yield "rows-beside-the-folder-of-a-demand", _of(signed_board(beside), like=PAGE, told=unchecked)
    without = {name: raw for name, raw in right.items() if not name.endswith("rows-2.jsonl")}
    of_rows = ("rows-hash", "index-hash", "row-token", "row-signature", "rows-count")
    cases: dict[str, tuple[Files, Sequence[str]]] = {
        "an-issuing-key-that-no-round-announced": (
            page_board(first, other, rounds_of=rounds()),
            ["round-no-key"],
        ),
        "two-demands-with-one-issuing-key": (page_board(first, same, rounds_of=announced), ["key-twice"]),
        "rows-of-two-demands-swapped": ({**right, **swapped}, ["file-changed"]),
        "rows-of-two-demands-swapped-and-signed": (
            page_board(first, other, rounds_of=announced, **swapped),
            of_rows,
        ),
        "listed-rows-missing": (without, ["file-missing"]),
        "a-count-that-the-rows-do-not-give": (
            page_board(lying, other, rounds_of=announced),
            ["rows-count"],
        ),
    }
    for name, (files, wrong) in cases.items():
        yield name, _of(files, *wrong, like=PAGE)
    named = PageLedger("rounds")
    named.add("opening")
    named.add("batch", *(named.sign(place, 1, 1) for place in "abc"))
    files = page_board(named, rounds_of=rounds())
    yield "a-demand-called-rounds", _of(files, like=PAGE, told=frozenset({"rounds"}))
    unlisted = signed_board({name: raw for name, raw in files.items() if name != "rounds.json"})
    told = frozenset({"rounds-unchecked"})
    yield "a-demand-called-rounds-without-rounds", _of(unlisted, like=PAGE, told=told)


def _receipts(made: PageLedger, right: Files) -> Iterator[tuple[str, Vector]]:
    """Yield proofs that somebody shows to others, a row and its receipt alone, on a board of two demands."""
    there, struck = made.rows[2][0], made.sign("z", 1, 1)
    cases = {
        "of-a-row-that-is-there": (receipts(made, there), frozenset[str]()),
        "of-a-struck-row": (receipts(made, struck), frozenset({"row-struck"})),
        "of-another-row": (receipts(made, struck, of=there), frozenset({"receipt-wrong"})),
    }
    for name, (kept, wrong) in cases.items():
        alone = json.dumps(json.loads(kept)["rows"][made.demand])
        told = frozenset() if wrong else frozenset({"own", "receipt"})
        yield f"a-board-and-a-receipt-alone-{name}", _of(right, *wrong, like=PAGE, receipts=alone, told=told)


def _never_closed() -> Iterator[tuple[str, Vector]]:
    """Yield lists whose closing is never published, though the data says that the demand closed."""
    made = until("late")
    closed = {"closed_at": "2026-01-21T12:00:00Z"}  # 30 days before the board
    delivered = {"delivery": {"on": "2026-02-18", "to": "Management", "count": 3, "note": None}}
    signed, withdrawn = made.sign("z", 1, 1), made.sign("d", 2, 0)
    cases: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
        "closed-for-30-days": (closed, signed, "receipt-waits"),
        "closed-for-31-days": ({"closed_at": "2026-01-20T12:00:00Z"}, signed, "row-struck"),
        "closed-for-31-days-with-a-withdrawal": (
            {"closed_at": "2026-01-20T12:00:00Z"},
            withdrawn,
            "row-struck",
        ),
        "delivered": (closed | delivered, signed, "row-struck"),
        "delivered-with-a-withdrawal": (closed | delivered, withdrawn, "receipt-waits"),
        "closed-some-day": ({"closed_at": "long ago"}, signed, "other-counts"),
    }
    for name, (told, row, found) in cases.items():
        data = board_json([demand_of(made.entries, made.ledger(), **told)])
        files = page_board(made, rounds_of=rounds(), **{"data/board.json": data})
        wrong = () if found == "receipt-waits" else (found,)
        asked = _of(files, *wrong, like=PAGE, receipts=receipts(made, row))
        yield f"a-list-never-closed-{name}", replace(asked, told=frozenset({found} - {*wrong}))


@cache
def _second() -> TokenIssuer:
    """Return the issuer of the other demand."""
    return TokenIssuer(another=True)


@cache
def _second_token(place: str) -> Token:
    return _second().token(place)


def _other_ledger(spki: bytes = b"", token: Callable[[str], Token] = _second_token) -> PageLedger:
    """Return the ledger of another demand, which the same people sign."""
    made = PageLedger("pay-rise", 8, spki or _second().spki, token=token)
    made.add("opening")
    made.add("batch", *(made.sign(place, 1, 1) for place in "abc"))
    return made


def _void() -> Iterator[tuple[str, Vector]]:
    """Yield lists that were declared void."""
    told = frozenset({"key", "places", "rows", "rounds", "void"})
    right = page_board(void_list(), rounds_of=rounds())
    yield "a-list-that-is-void", _of(right, like=PAGE, told=told)
    for reason in ("batch", "ended", "void"):
        longer = void_list()
        longer.add(reason, version=2, issued=100)
        files = page_board(longer, rounds_of=rounds())
        yield f"a-void-list-that-goes-on-{reason}", _of(files, "after-end", like="a-list-that-is-void")
    open_ = board_json([demand_of(void_list().entries, void_list().ledger(), void=None)])
    files = page_board(void_list(), rounds_of=rounds(), **{"data/board.json": open_})
    yield "a-void-list-that-the-data-conceals", _of(files, "other-counts", like="a-list-that-is-void")
    made = void_list()
    made.entries[-1] = replace(made.entries[-1], count=4)
    made.seal()
    files = page_board(made, rounds_of=rounds())
    yield "a-void-list-with-another-count", _of(files, "no-rows", "rows-count", like="a-list-that-is-void")


def void_list() -> PageLedger:
    """Return a list that closed and was declared void."""
    made = until("closing")
    made.add("void", version=2, issued=100)
    return made


def _rounds() -> Iterator[tuple[str, Vector]]:
    """Yield two demands of one round, whose places and issued tokens must not fall between them either, if
    the publications are more than an hour apart. The first closes on 5 March at nine, with 100 of each."""
    at = "2026-03-05T"
    cases: dict[str, tuple[list[dict[str, Any]], str]] = {
        "that-both-grow": ([{"published_at": "2026-04-01T09:00:00Z", "issued": 100}] * 2, ""),
        "in-which-places-fall": (
            [{"published_at": "2026-04-01T09:00:00Z", "places": 90, "issued": 90}] * 2,
            "round-fell",
        ),
        "in-which-issued-tokens-fall": (
            [{"published_at": "2026-04-01T09:00:00Z", "issued": 80}] * 2,
            "round-fell",
        ),
        "of-which-one-closed-and-the-other-grows": (
            [{"published_at": f"{at}12:00:00Z", "places": 120, "issued": 110}],
            "",
        ),
        "with-fewer-at-most-an-hour-later": (
            [{"published_at": f"{at}{time}Z", "issued": 90} for time in ("09:30:00", "10:00:00")],
            "",
        ),
        "with-fewer-an-hour-and-a-second-later": (
            [{"published_at": f"{at}10:00:01Z", "issued": 90}],
            "round-fell",
        ),
        "with-fewer-behind-another-one": (
            [{"published_at": f"{at}{time}Z", "issued": 90} for time in ("09:30:00", "10:30:00")],
            "round-fell",
        ),
    }
    announced = rounds([fingerprint(_second().spki)])
    for name, (told, fault) in cases.items():
        other = PageLedger("pay-rise", 8, _second().spki, token=_second_token)
        for place, values in enumerate(told):
            signed = [other.sign(each, 1, 1) for each in "abc" * place]
            other.add("batch" if place else "opening", *signed, **values)
        files = page_board(whole_page(), other, rounds_of=announced)
        yield f"two-demands-of-a-round-{name}", _of(files, *filter(None, [fault]), like=PAGE)
