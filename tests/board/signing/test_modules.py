"""The script of the signing page in Node: the known answers of RFC 9474 and of the protocol, and the same
bytes as the reference member."""

import hashlib
import json
import random
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.board.signing import script
from bot.board.signing_data import state_signature
from bot.demo.signing_member import ALPHABET, Card, ThrowawayKey, b64, fingerprint, unb64
from bot.exports.ledger_file import rounds_file
from bot.exports.manifest import ManifestSigner
from bot.petitions.roster.codes import new_code
from tests.support import rfc9474
from tests.support.signing_union import KEYS, Union
from tests.support.token_issuer import spki_of, verify_signature

pytestmark = pytest.mark.unit

_RUN = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => console.log(JSON.stringify(await (async () => { %s })())))();
"""
_MISTYPED = """return given.map(([typed, length]) => {
    try { return ["read", readTyped(typed, length)]; } catch ({ groups, sure }) { return [sure, groups]; }
});"""


def in_node(tmp_path: Path, body: str, value: Any) -> Any:
    """Return what the body of a function returns in Node, after the page's script; ``given`` is the value."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node runs the script of the page, and is not here")
    program = tmp_path / "program.js"
    program.write_text(script() + _RUN % body, encoding="utf-8")
    done = subprocess.run(
        [found, str(program)], input=json.dumps(value), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_vectors_of_rfc_9474(tmp_path: Path) -> None:
    body = """
    const [n, e] = [BigInt(`0x${given.key.n}`), BigInt(`0x${given.key.e}`)];
    const key = { n, e, size: 512 };
    const found = [];
    for (const one of given.vectors) {
        const r = inverse(BigInt(`0x${one.inverse}`), n);
        const made = await blind(key, fromHex(one.message), fromHex(one.salt), r);
        const signed = fromHex(one.blind_signature);
        let refused = false;
        try { made.finalize(bytesOf(numberOf(signed) + 1n, 512)); } catch { refused = true; }
        found.push([hexOf(made.blinded), hexOf(made.finalize(signed)), refused]);
    }
    return found;
    """
    found = in_node(tmp_path, body, json.loads(rfc9474.FILE.read_text()))
    assert found == [[each.blinded.hex(), each.signature.hex(), True] for each in rfc9474.vectors()]
    assert len(found) == 4


def test_the_known_card(tmp_path: Path) -> None:
    body = """
    const secret = fromHex(given);
    return [cardText(secret), hexOf((await cardKey(secret)).key), hexOf(readCard(cardText(secret)))];
    """
    text, key, again = in_node(tmp_path, body, bytes(range(16)).hex())
    assert text == "FGDF-38HW-VJAP-53XX-C8YE-H683-2228"
    assert key.startswith("58f9057d")
    assert again == bytes(range(16)).hex()


def test_cards_requests_and_rows_are_those_of_the_reference_member(tmp_path: Path) -> None:
    private = rsa.generate_private_key(65537, 2048)
    spki, numbers = spki_of(private.public_key()), private.private_numbers()
    cards = [Card(), Card(bytes(16)), Card(b"\xff" * 16), Card()]
    shares = [secrets.token_bytes(32) for _ in cards]
    body = """
    const key = await issuingKey(given.spki);
    const found = [];
    for (const [text, share] of given.cards) {
        const secret = readCard(text);
        const card = await cardKey(secret);
        const { pair, blinded } = await tokenRequest(secret, key, fromHex(share));
        const signature = await pair.sign(utf8("hello"));
        const checked = [];
        for (const said of ["hello", "hullo"]) checked.push(await signedBy(pair.key, signature, utf8(said)));
        const keys = [hexOf(card.key), hexOf(pair.key)];
        found.push([cardText(secret), ...keys, base64url(blinded), base64url(signature), ...checked]);
    }
    return [key.fingerprint, found];
    """
    given = {
        "spki": b64(spki),
        "cards": [[card.text.lower(), share.hex()] for card, share in zip(cards, shares, strict=True)],
    }
    name, found = in_node(tmp_path, body, given)
    assert name == fingerprint(spki)
    for card, share, (text, key, token_key, blinded, signature, right, wrong) in zip(
        cards, shares, found, strict=True
    ):
        request = card.request(spki, share)
        assert (text, key) == (card.text, card.key.public.hex())
        assert (token_key, blinded) == (request.key.public.hex(), b64(request.blinded))
        verify_signature(request.key.public, unb64(signature), b"hello")
        assert (right, wrong) == (True, False)
        value = pow(int.from_bytes(request.blinded, "big"), numbers.d, numbers.public_numbers.n)
        request.token(value.to_bytes(256, "big"))


@pytest.mark.full
def test_a_hundred_tokens_are_those_of_another_program(tmp_path: Path, tools: Path) -> None:
    library = tools / "@cloudflare" / "blindrsa-ts" / "lib" / "src" / "index.js"
    if not library.is_file():
        pytest.skip("@cloudflare/blindrsa-ts is not installed: see .ci/run")
    private = rsa.generate_private_key(65537, 2048)
    spki, numbers = spki_of(private.public_key()), private.private_numbers()
    n, d = numbers.public_numbers.n, numbers.d
    asked = [[Card().text, secrets.token_bytes(32).hex()] for _ in range(100)]
    given: dict[str, Any] = {"spki": b64(spki), "asked": asked, "package": library.resolve().as_uri()}
    body = """
    const key = await issuingKey(given.spki);
    const found = [];
    for (const [text, share] of given.asked) {
        found.push(hexOf((await tokenRequest(readCard(text), key, fromHex(share))).blinded));
    }
    return found;
    """
    given["signed"] = [f"{pow(int(each, 16), d, n):0512x}" for each in in_node(tmp_path, body, given)]
    body = """
    const { RSABSSA } = await import(given.package);
    const other = RSABSSA.SHA384.PSS.Deterministic();
    const how = { name: "RSA-PSS", hash: "SHA-384" };
    const spki = fromBase64url(given.spki, 294);
    const theirs = await crypto.subtle.importKey("spki", spki, how, true, ["verify"]);
    const key = await issuingKey(given.spki);
    let agreed = 0;
    for (const [at, [text, share]] of given.asked.entries()) {
        const [secret, signed] = [readCard(text), fromHex(given.signed[at])];
        const { pair, finalize } = await tokenRequest(secret, key, fromHex(share));
        const message = other.prepare(joined(utf8("tocsin token 1\\n"), pair.key));
        const tail = joined(Uint8Array.of(0), fromHex(key.fingerprint), fromHex(share));
        const r = numberOf(await expand(secret, joined(utf8("blind"), tail), 288)) % key.n;
        const token = await other.finalize(theirs, message, signed, bytesOf(inverse(r, key.n), 256));
        agreed += same(token, finalize(signed)) && (await other.verify(theirs, token, message));
    }
    return agreed;
    """
    assert in_node(tmp_path, body, given) == 100


def test_public_keys_of_the_smallest_and_largest_scalars(tmp_path: Path) -> None:
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    scalars = [1, 2, 3, 4, 5, 7, 2**128, 2**255, order - 1, order - 2, order // 2, order // 2 + 1]
    body = "return given.map((each) => hexOf(publicKeyOf(BigInt(each))));"
    found = in_node(tmp_path, body, [str(each) for each in scalars])
    assert found == [ThrowawayKey(each).public.hex() for each in scalars]


def test_other_keys_than_rsa_with_2048_bits_are_refused(tmp_path: Path) -> None:
    spki = spki_of(rsa.generate_private_key(65537, 2048).public_key())
    other = [
        spki_of(rsa.generate_private_key(65537, 3072).public_key()),
        spki_of(rsa.generate_private_key(3, 2048).public_key()),
        spki[:-1],
        spki[:40] + bytes([spki[40]]) + spki[41:-6] + bytes([spki[-6] & 0xFE]) + spki[-5:],
        spki.replace(b"\x30", b"\x31", 1),
    ]
    body = """return Promise.all(given.map((each) => issuingKey(each).then(() => true, () => false)));"""
    given = [b64(spki), b64(spki) + "=", *(b64(each) for each in other)]
    assert in_node(tmp_path, body, given) == [True] + [False] * (len(given) - 1)


def test_a_mistyped_code_or_card_is_refused_and_its_groups_are_named(tmp_path: Path) -> None:
    code, card = new_code(), "FGDF-38HW-VJAP-53XX-C8YE-H683-2228"
    given = [
        [code, 16],
        [f"  {code.lower().replace('-', '  ')} ", 16],
        [card.replace("-", "–"), 28],
        [card.replace("53XX", "5OXX"), 28],  # a letter that no card has
        [card.replace("53XX", "53X"), 28],  # one missing
        [card.replace("C8YE", "CBYE"), 28],  # a look-alike
        [card.replace("VJAP", "VJPA"), 28],  # two exchanged
        [code, 28],
        ["", 16],
    ]
    found = in_node(tmp_path, _MISTYPED, given)
    plain = code.replace("-", "")
    assert found[:3] == [["read", plain], ["read", plain], ["read", card.replace("-", "")]]
    assert found[3:5] == [[True, [4]], [True, [4]]]
    assert found[5][0] is False
    assert 5 in found[5][1]
    assert 3 in found[6][1]
    assert [each[0] for each in found[7:]] == [True, True]


@pytest.mark.full
def test_every_wrong_character_and_every_exchange_of_two_is_noticed(tmp_path: Path) -> None:
    card = Card().text.replace("-", "")
    tried = [
        card[:at] + other + card[at + 1 :] for at in range(28) for other in ALPHABET if other != card[at]
    ]
    tried += [
        "".join([card[:a], card[b], card[a + 1 : b], card[a], card[b + 1 :]])
        for a in range(28)
        for b in range(a + 1, 28)
        if card[a] != card[b]
    ]
    found = in_node(tmp_path, _MISTYPED, [[each, 28] for each in tried])
    assert [each for each in found if each[0] == "read"] == []
    body = "return given.map((each) => { try { readCard(each); return true; } catch { return false; } });"
    assert in_node(tmp_path, body, [card, "Z" * 28]) == [True, False]


def test_canonical_json_is_that_of_python(tmp_path: Path) -> None:
    value = {
        "fr": {"title": "Arrêt « immédiat »", "body": 'a\n"b"\\ \u2028 😀'},
        "en": {"body": "", "title": "é"},
    }
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    found = in_node(tmp_path, "return hexOf(await sha256(utf8(canonical(given))));", value)
    assert found == hashlib.sha256(text.encode()).hexdigest()


def signed_state(**addresses: str) -> dict[str, str]:
    """Return the files that the page reads of a board without rounds."""
    signer = ManifestSigner(bytes(32))
    shown = {"format": 1, "signing_key": signer.public_key, "rounds": [], "demands": [], **addresses}
    raw = json.dumps(shown)
    return {
        "state.json": raw,
        "state.sig": state_signature(raw.encode(), signer).decode(),
        "rounds.json": rounds_file([], signer).decode(),
    }


def test_nothing_is_asked_for_in_the_clear_but_of_an_onion_service_or_this_device(tmp_path: Path) -> None:
    near = ["http://localhost:8/", "http://127.0.0.1/", "http://[::1]:8080/", "http://board2abc.onion/x/"]
    far = [
        "http://board.example/",
        "http://127.0.0.1.example/",
        "http://onion/",
        "ftp://localhost/",
        "file:///a/",
    ]
    safe = "https://a.example/"
    states = [signed_state(registrar="http://a.example/", box=safe)]
    states.append(signed_state(registrar=safe, box="http://a.example/"))
    body = """
    const found = given.addresses.map((where) => isSafe(where));
    for (const files of given.states) {
        globalThis.fetch = async (address) => new Response(files[address.split("/").pop()]);
        const reading = readState("https://a.example/sign/state.json");
        found.push(await reading.then(() => true, (error) => error.message));
    }
    const typed = { value: "http://board.example/" };
    globalThis.document = { getElementById: () => typed, body: { dataset: {} } };
    globalThis.location = new URL("file:///tmp/sign.html");
    found.push(await begin().then(() => true, (error) => error.message));
    return found;
    """
    asked = {"addresses": ["https://board.example/", *near, *far], "states": states}
    found = in_node(tmp_path, body, asked)
    assert found == [True] * 5 + [False] * 5 + ["bad-state", "bad-state", "bad-address"]


def test_a_reader_at_the_onion_address_of_a_board_stays_there(tmp_path: Path) -> None:
    body = """
    const found = [];
    for (const [page, files] of given) {
        globalThis.location = new URL(page);
        globalThis.fetch = async (address) => new Response(files[address.split("/").pop()]);
        await readAt("http://abc.onion/x/sign/state.json");
        found.push([state.registrar, state.box]);
    }
    return found;
    """
    onion, own, other = "http://abc.onion/x/en/sign.html", "https://b.example/x/box/", "https://box.example/"
    board = "https://b.example/x/"
    asked = [
        [page, signed_state(board=board, registrar=f"{board}registrar/", box=box)]
        for page, box in ((onion, own), (onion, other), ("file:///tmp/sign.html", own))
    ]
    found = in_node(tmp_path, body, asked)
    here, there = "http://abc.onion/x/registrar/", "https://b.example/x/registrar/"
    assert found == [[here, "http://abc.onion/x/box/"], [here, other], [there, own]]


RFC_8032 = [  # section 7.1: secret key, public key, message, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]

_BY_THE_PAGE_ALONE = "crypto.subtle.importKey = async () => { throw new Error('no Ed25519'); };"


def ed25519(tmp_path: Path, asked: list[list[str]], *, alone: bool) -> list[bool]:
    """Return which signatures the page takes for valid; ``alone``: without the browser's help."""
    body = f"""{_BY_THE_PAGE_ALONE if alone else ""}
    const found = [];
    for (const parts of given) found.push(await isSignedWith(...parts.map(fromHex)));
    return found;
    """
    found: list[bool] = in_node(tmp_path, body, asked)
    return found


@pytest.mark.parametrize("alone", [True, False])
def test_the_vectors_of_rfc_8032(tmp_path: Path, alone: bool) -> None:
    right = [[key, signature, message] for _, key, message, signature in RFC_8032]
    wrong = [[key, signature, f"{message}00"] for key, signature, message in right]
    assert ed25519(tmp_path, right + wrong, alone=alone) == [True] * 4 + [False] * 4


def test_the_page_and_the_browser_agree_about_signatures_of_ed25519(tmp_path: Path) -> None:
    order, chance = 2**252 + 27742317777372353535851937790883648493, random.Random(1)
    asked: list[list[str]] = []
    for length in range(40):
        signing = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        message = chance.randbytes(length)
        key, signature = signing.public_key().public_bytes_raw(), signing.sign(message)
        above = signature[:32] + (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
        asked += [[each.hex() for each in (key, said, message)] for said in (signature, above)]
        for part, size in enumerate((32, 64, length)):
            if size:
                changed = [key, signature, message]
                bit = chance.randrange(8 * size)
                number = int.from_bytes(changed[part], "little") ^ 1 << bit
                changed[part] = number.to_bytes(size, "little")
                asked.append([each.hex() for each in changed])
    asked += [[chance.randbytes(32).hex(), chance.randbytes(64).hex(), "00"] for _ in range(20)]
    asked += [["00" * 32, "00" * 64, ""], ["01" + "00" * 31, "00" * 64, ""], ["ff" * 32, "ff" * 64, "00"]]
    found = ed25519(tmp_path, asked, alone=True)
    assert found == ed25519(tmp_path, asked, alone=False)
    assert sum(found) == 40
    body = "return [await isSignedWith(fromHex(given), new Uint8Array(63), utf8(''))];"
    assert in_node(tmp_path, body, "ab" * 32) == [False]


def test_a_line_is_read_as_people_type_it(tmp_path: Path) -> None:
    given = ["1a0f 3c4d 5e6f 7a8b", " 1A0F-3C4D 5E6F7A8B ", "lAOf3c4d5e6f7a8b", "1a0f 3c4d", ""]
    found = in_node(tmp_path, "return given.map(lineTyped);", given)
    assert found == ["1a0f3c4d5e6f7a8b"] * 3 + ["1a0f3c4d", ""]


def test_every_change_of_what_the_board_shows_is_refused_and_nothing_is_sent(tmp_path: Path) -> None:
    """Each value of the state, the rounds and the ledger, changed by whoever serves them."""
    files = board_files()
    asked = [["", "", files, True]]
    for name, kind in (("state.json", "state"), ("rounds.json", "rounds"), ("halt-ice.json", "ledger")):
        for path, changed in changes(json.loads(files[name])):
            asked.append([kind, path, {**files, name: json.dumps(changed, ensure_ascii=False)}, False])
    found = in_node(tmp_path, _READ_ALL, [[shown, right] for _, _, shown, right in asked])
    assert found.pop() == 0, "acts that were sent"
    wrong = [(kind, path) for (kind, path, _, _), told in zip(asked, found, strict=True) if told == "read"]
    assert wrong == [("", "")]
    assert len(asked) > 100
    assert {told for told in found if told != "read"} <= {
        *("unsettled", "other-list", "other-key", "newer-state", "bad-state")
    }


def test_keys_that_the_union_signs_for_one_reader_alone_are_refused(tmp_path: Path) -> None:
    union = Union()
    union.board = union.acts = "https://a.example"
    honest, other = union.announced, Union(first=KEYS)
    state = union.state()
    swapped = {**state, "rounds": other.announced}
    renamed = {**state, "rounds": [{**state["rounds"][0], "id": "ab" * 16}]}
    of_one = {**state, "demands": [{**state["demands"][0], "key": next(iter(other.private))}]}
    shown = []
    for each, rounds in ((state, honest), (swapped, honest), (renamed, honest), (of_one, honest)):
        shown.append([board_files(union, each, rounds), True])
    found = in_node(tmp_path, _READ_ALL, shown)
    assert found == ["read", "unsettled", "unsettled", "unsettled", 0]


_READ_ALL = """
globalThis.setTimeout = (done) => queueMicrotask(done);
const found = [];
let sent = 0;
for (const [files, right] of given) {
    pinned = null;
    globalThis.fetch = async (address, how) => {
        sent += how.method === "POST";
        return new Response(files[address.split("/").pop()]);
    };
    try {
        if (!right) pinned = files.fingerprint;
        const state = await readState("https://a.example/sign/state.json");
        for (const demand of state.demands) if (demand.slug === "halt-ice") await issuingKeyOf(state, demand);
        found.push(state.demands.some(({ broken }) => broken) ? "bad-state" : "read");
        pinned = null;
        await takeCard(state, newCard(), "2".repeat(16)).then(() => { sent += 1; }, () => null);
    } catch (error) {
        found.push(error.message);
    }
}
found.push(sent);
return found;
"""


def board_files(
    union: Union | None = None,
    state: dict[str, Any] | None = None,
    rounds: list[dict[str, Any]] | None = None,
) -> dict[str, str]:
    """Return the files that the page reads of a small board, signed, and the fingerprint of the key."""
    union = union or Union()
    union.board = union.acts = "https://a.example"
    raw, signature = union.signed.state(state or union.state())
    return {
        "state.json": raw.decode(),
        "state.sig": signature.decode(),
        "rounds.json": union.signed.rounds(rounds or union.announced).decode(),
        "halt-ice.json": json.dumps(union.signed.ledger(union.demands[0])),
        "fingerprint": union.signed.key["fingerprint"].replace(" ", ""),
    }


def changes(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path of every value in JSON, and the whole with that one changed, and with it left out."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        for inner, changed in changes(part, f"{path}/{name}"):
            whole: Any = dict(value) if isinstance(value, dict) else list(value)
            whole[name] = changed
            yield inner, whole
        if isinstance(value, dict):
            yield f"{path}/{name} gone", {key: each for key, each in value.items() if key != name}
    if not parts:
        yield path, _other(value)


def _other(value: Any) -> Any:
    if isinstance(value, str):
        at = len(value) // 2
        return f"{value[:at]}{'a' if value[at : at + 1] != 'a' else 'b'}{value[at + 1 :]}"
    if isinstance(value, int):
        return value + 1
    return 7 if value is None else [7]


def test_a_receipt_is_kept_until_a_newer_row_has_one(tmp_path: Path) -> None:
    def sent(turn: int, *, sure: bool = True, **receipt: str) -> dict[str, Any]:
        return {"row": {"turn": turn}, "sure": sure, **receipt}

    one, taken = sent(1, receipt="A"), sent(2, receipt="B")
    older, two = sent(1), sent(2, sure=False)
    beside = {**one, "newer": two}
    cases: list[tuple[list[Any], dict[str, Any]]] = [
        ([None, two], two),
        ([older, two], two),
        ([older, one], one),
        ([one, older], one),
        ([two, one], beside),
        ([one, two], beside),
        ([beside, one], beside),
        ([beside, sent(2)], {**one, "newer": sent(2)}),
        ([sent(2), beside], beside),
        ([beside, sent(3)], {**one, "newer": sent(3)}),
        ([beside, taken], taken),
        ([taken, beside], taken),
    ]
    found = in_node(tmp_path, "return given.map((sent) => newestOf(...sent));", [each for each, _ in cases])
    assert found == [expected for _, expected in cases]
