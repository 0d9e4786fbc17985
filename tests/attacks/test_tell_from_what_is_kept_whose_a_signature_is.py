"""Attack: somebody with all that the union keeps of the signing page, also its issuing keys, looks for the
row of each place among the published ones; then has a card, or a tokens file, too.

The first learns who got tokens, and nothing of rows; whoever has the card or the file finds its row.
"""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.demo.signing_member import Card, b64, unb64
from tests.support.token_issuer import spki_of

pytestmark = pytest.mark.unit

SHARES = tuple(bytes([number]) * 32 for number in range(1, 4))


def test_stored_values_fit_every_published_row_and_a_card_or_token_its_own_alone() -> None:
    private = rsa.generate_private_key(65537, 2048)
    spki, numbers = spki_of(private.public_key()), private.private_numbers()
    n, d, e = numbers.public_numbers.n, numbers.d, numbers.public_numbers.e
    cards = [Card() for _ in SHARES]
    requests = [card.request(spki, share) for card, share in zip(cards, SHARES, strict=True)]
    kept = [int.from_bytes(each.blinded, "big") for each in requests]
    tokens = [
        request.token(pow(value, d, n).to_bytes(256, "big"))
        for request, value in zip(requests, kept, strict=True)
    ]
    rows = [token.row("ab" * 32) for token in tokens]
    for value in kept:  # even the value whose hash is kept was as likely made of any row's key
        for row in rows:
            made = pow(int.from_bytes(unb64(row["token"]), "big"), e, n)
            r = pow(value * pow(made, -1, n) % n, d, n)
            assert made * pow(r, e, n) % n == value
    published = {row["key"] for row in rows}
    for card, share in zip(cards, SHARES, strict=True):  # nor is a key made of what is kept alone
        for known in (bytes(16), share[:16], card.key.public[:16]):
            assert b64(Card(known).request(spki, share).key.public) not in published
    for place, card in enumerate(cards):  # the limit
        assert b64(card.request(spki, SHARES[place]).key.public) == rows[place]["key"]
        assert b64(tokens[place].key.public) == rows[place]["key"]
