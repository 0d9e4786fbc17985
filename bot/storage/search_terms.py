"""Search terms of contracts: typed or stored words folded the same way, without accents, case and
punctuation.

A contract's terms are in ``contracts.search``, separated by spaces. They consist of letters and digits only,
so that neither database's query language finds an operator in them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

# Prefixes of terms that belong to one column. Neither letters nor digits: no typed word begins with them.
NUMBER_MARK = "\N{NUMERO SIGN}"  # the whole number as one word
BUYER_MARK = "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"
SUPPLIER_MARK = "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
MAX_WORD_LENGTH = 100  # of a word
MAX_STORED_LENGTH = 4000  # characters of all words of a contract
_MAX_DESCRIBED_LENGTH = 5 * MAX_STORED_LENGTH  # characters of descriptions, which repeat most of their words
_MAX_SUFFIXES = 16  # suffixes of a number that are indexed

# Letters without a decomposition into base letter and accent, as typed on a keyboard that lacks them.
_SPELT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
# Chinese and Japanese have no spaces: each of their characters is a word.
_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?=[^\W_])[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b")
# Small words, with and without which initials are made: BOP is the Bureau of Prisons, ICE has an "and".
# fmt: off
_SMALL = frozenset({
    "a", "and", "at", "au", "aux", "d", "de", "des", "du", "en", "et", "for", "in", "l",
    "la", "le", "les", "of", "on", "par", "pour", "sur", "the", "to",
})
# fmt: on
_MIN_INITIALS, _MAX_INITIALS = 3, 12
_MAX_JOINED = 24  # letters of two words of a name as one
_BOUNDARY = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def folded(text: str) -> list[str]:
    """Return the words of a text in its order, folded: letters without accents and case, digits, nothing
    else."""
    return [word[:MAX_WORD_LENGTH] for word in _WORD.findall(_plain(text))]


def joined(word: str, following: str) -> list[str]:
    """Return two neighbouring words as one, as a company's name is also written: "capgemini" of "Cap Gemini".

    Empty for what no name is made of so: small words, digits, and words that are long as they are.
    """
    is_name = not {word, following} & _SMALL and not (word + following).isdecimal()
    return [word + following] if is_name and len(word + following) <= _MAX_JOINED else []


def number_key(number: str) -> str:
    """Return the single term for the whole of a contract's number; empty if nothing of it is left."""
    joined = "".join(folded(number))[:MAX_WORD_LENGTH]
    return f"{NUMBER_MARK}{joined}" if joined else ""


def stored_words(
    *,
    number: str,
    parent_number: str | None,
    amounts: Iterable[Decimal | None],
    buyer: str,
    supplier: str,
    others: Iterable[str | None],
    descriptions: Iterable[str] = (),
) -> str:
    """Return each term once, the most distinctive first, at most ``MAX_STORED_LENGTH`` characters.

    Numbers are also indexed from each boundary between letters and digits: "0000024" and "FR0000024" find
    70CDCR26FR0000024. Amounts are indexed in whole units and in hundredths, without their sign; buyer and
    supplier also by their initials. ``others`` are a buyer's unit, identifiers and the title;
    ``descriptions`` those of actions, of which as many are read as can matter.
    """
    buyers, suppliers = list(_of_name(buyer)), list(_of_name(supplier))
    words = dict.fromkeys(
        (
            *filter(None, [number_key(number)]),
            *_of_number(number),
            *_of_number(parent_number or ""),
            *(word for amount in amounts if amount is not None for word in _of_amount(amount)),
            *(f"{BUYER_MARK}{word}" for word in buyers),
            *(f"{SUPPLIER_MARK}{word}" for word in suppliers),
            *buyers,
            *suppliers,
            *(word for text in others if text for word in _of_text(text)),
        )
    )
    read, left = set[str](), _MAX_DESCRIBED_LENGTH
    for text in descriptions:
        if text not in read:
            read.add(text)
            left -= len(text)
            if left < 0:
                break
            words |= dict.fromkeys(_of_text(text))
    return _cut(" ".join(words))


def _plain(text: str) -> str:
    """Fold a text. Not ``common.text.fold``: all marks are removed and letters are spelt out ("œ"), and since
    the words are stored, a change needs a migration."""
    text = text[:MAX_STORED_LENGTH]
    if text.isascii():  # fast path with the same result
        return text.lower()
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in bare if unicodedata.category(letter)[0] != "M").translate(_SPELT)


def _of_text(text: str) -> Iterator[str]:
    """Yield the words of a text; "U.S." also as "us"."""
    yield from folded(text)
    for found in _ABBREVIATION.findall(_plain(text)):
        yield found.replace(".", "")[:MAX_WORD_LENGTH]


def _of_name(name: str) -> Iterator[str]:
    """Yield the words of a name; each two neighbours as one, "capgemini" of "Cap Gemini"; and its initials
    from each word on: "cbp" of "U.S. Customs and Border Protection"."""
    yield from _of_text(name)
    yield from (word for pair in pairwise(folded(name)) for word in joined(*pair))
    if " " not in name.strip():  # a URL's host, not a name
        return
    words = [word for word in folded(name) if word[0].isascii()]
    for kept in (words, [word for word in words if word not in _SMALL]):
        initials = "".join(word[0] for word in kept[:_MAX_INITIALS])
        yield from (initials[at:] for at in range(len(initials) - _MIN_INITIALS + 1))


def _of_number(number: str) -> Iterator[str]:
    words = folded(number)
    for word in (*words, "".join(words)[:MAX_WORD_LENGTH]):
        yield from filter(None, [word])
        for boundary in list(_BOUNDARY.finditer(word))[:_MAX_SUFFIXES]:
            yield word[boundary.start() :]


def _of_amount(amount: Decimal) -> tuple[str, str]:
    hundredths = f"{abs(amount):.2f}".replace(".", "")
    return hundredths[:-2], hundredths


def _cut(words: str) -> str:
    return words if len(words) <= MAX_STORED_LENGTH else words[:MAX_STORED_LENGTH].rpartition(" ")[0]


# What is stored is folded and its words are split at spaces alone, which the ASCII tokenizer does: to it,
# every other character outside of ASCII belongs to a word. Nothing is asked of the words' places.
_SQLITE = (
    "CREATE VIRTUAL TABLE contract_words USING fts5(search, content='contracts', content_rowid='id', "
    "tokenize='ascii', prefix='2 3 4', detail='none', columnsize=0)",
    "CREATE TRIGGER contract_words_insert AFTER INSERT ON contracts BEGIN "
    "INSERT INTO contract_words (rowid, search) VALUES (new.id, new.search); END",
    "CREATE TRIGGER contract_words_delete AFTER DELETE ON contracts BEGIN "
    "INSERT INTO contract_words (contract_words, rowid, search) VALUES ('delete', old.id, old.search); END",
    "CREATE TRIGGER contract_words_update AFTER UPDATE OF search ON contracts "
    "WHEN old.search <> new.search BEGIN "
    "INSERT INTO contract_words (contract_words, rowid, search) VALUES ('delete', old.id, old.search); "
    "INSERT INTO contract_words (rowid, search) VALUES (new.id, new.search); END",
    "INSERT INTO contract_words (contract_words) VALUES ('rebuild')",
)
_POSTGRESQL = (
    "ALTER TABLE contracts ADD COLUMN words tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(search, ' '))) STORED",
    # Without the list of what is to be indexed later, which each search would have to look through.
    "CREATE INDEX ix_contracts_words ON contracts USING gin (words) WITH (fastupdate = off)",
)


def statements(dialect: str) -> Sequence[str]:
    """Return the statements that make them in one dialect."""
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL
