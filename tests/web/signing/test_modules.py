"""The script of the signing page in Node: the known answers of RFC 9474 and of the protocol, and the same
bytes as the reference member."""

import hashlib
import json
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import (
    ALPHABET,
    Card,
    ThrowawayKey,
    b64,
    fingerprint,
    spki_of,
    unb64,
    verify_signature,
)
from bot.petitions.roster.codes import new_code
from bot.web.signing import script
from tests.support import rfc9474

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
def test_a_thousand_tokens_are_those_of_another_program(tmp_path: Path, tools: Path) -> None:
    library = tools / "@cloudflare" / "blindrsa-ts" / "lib" / "src" / "index.js"
    if not library.is_file():
        pytest.skip("@cloudflare/blindrsa-ts is not installed: see .ci/run")
    private = rsa.generate_private_key(65537, 2048)
    spki, numbers = spki_of(private.public_key()), private.private_numbers()
    n, d = numbers.public_numbers.n, numbers.d
    asked = [[Card().text, secrets.token_bytes(32).hex()] for _ in range(1000)]
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
    assert in_node(tmp_path, body, given) == 1000


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


def test_nothing_is_asked_for_in_the_clear_but_of_an_onion_service_or_this_device(tmp_path: Path) -> None:
    near = ["http://localhost:8/", "http://127.0.0.1/", "http://[::1]:8080/", "http://board2abc.onion/x/"]
    far = [
        "http://board.example/",
        "http://127.0.0.1.example/",
        "http://onion/",
        "ftp://localhost/",
        "file:///a/",
    ]
    body = """
    const found = given.map((where) => isSafe(where));
    for (const name of ["registrar", "box"]) {
        const safe = { registrar: "https://a.example/", box: "https://a.example/" };
        const state = { format: 1, rounds: [], demands: [], ...safe, [name]: "http://a.example/" };
        globalThis.fetch = async () => new Response(JSON.stringify(state));
        const reading = readState("https://a.example/sign/state.json");
        found.push(await reading.then(() => true, (error) => error.message));
    }
    const typed = { value: "http://board.example/" };
    globalThis.document = { getElementById: () => typed, body: { dataset: {} } };
    globalThis.location = new URL("file:///tmp/sign.html");
    found.push(await begin().then(() => true, (error) => error.message));
    return found;
    """
    found = in_node(tmp_path, body, ["https://board.example/", *near, *far])
    assert found == [True] * 5 + [False] * 5 + ["bad-state", "bad-state", "bad-address"]


def test_a_reader_at_the_onion_address_of_a_board_stays_there(tmp_path: Path) -> None:
    body = """
    const found = [];
    for (const [page, box] of given) {
        globalThis.location = new URL(page);
        const board = "https://b.example/x/";
        const shown = { format: 1, board, registrar: `${board}registrar/`, box, rounds: [], demands: [] };
        globalThis.fetch = async () => new Response(JSON.stringify(shown));
        await readAt("http://abc.onion/x/sign/state.json");
        found.push([state.registrar, state.box]);
    }
    return found;
    """
    onion, own, other = "http://abc.onion/x/en/sign.html", "https://b.example/x/box/", "https://box.example/"
    found = in_node(tmp_path, body, [[onion, own], [onion, other], ["file:///tmp/sign.html", own]])
    here, there = "http://abc.onion/x/registrar/", "https://b.example/x/registrar/"
    assert found == [[here, "http://abc.onion/x/box/"], [here, other], [there, own]]
