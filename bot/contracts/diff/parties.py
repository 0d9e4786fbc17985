"""Comparison and merging of buyers and suppliers. Pure."""

import re

from bot.common.text import plain_name
from bot.contracts.model import Party


def merged_supplier(old: Party, new: Party) -> Party:
    return new if is_other(old, new) else _merged_party(old, new)


def merged_buyer(old: Party, new: Party) -> Party:
    same = new.name in ("", old.name) or _is_same_by_number(old, new)
    return _merged_party(old, new) if same else new


def _merged_party(old: Party, new: Party) -> Party:
    """Merge two descriptions of one party."""
    return Party(
        name=new.name if is_named(new) or (not is_named(old) and new.name) else old.name,
        ids={**old.ids, **new.ids},
        parent=old.parent if new.parent is None else new.parent,
    )


def is_other(old: Party, new: Party) -> bool:
    """True if a party was replaced or renamed. "GLOCK, INC." and "Glock Inc" are the same, and so are "Glock"
    and "Glock, Inc." under one identifier."""
    shared = old.ids.keys() & new.ids.keys()
    if any(old.ids[scheme].casefold() != new.ids[scheme].casefold() for scheme in shared):
        return True
    if _is_same_by_number(old, new):
        return False
    plain = name_without_form if shared else plain_name
    return bool(old.name and new.name) and plain(old.name) != plain(new.name)


def is_named(party: Party) -> bool:
    """True if a party has a name, and not only its number in place of one ("SIRET 20001318300021")."""
    numbers = {f"{scheme} {number}".casefold() for scheme, number in party.ids.items()}
    return party.name.casefold() not in {"", *numbers}


def _is_same_by_number(old: Party, new: Party) -> bool:
    """True if two parties share a number, and one has no name: a missing name is no news."""
    shared = old.ids.items() & new.ids.items()
    return bool(shared) and not (is_named(old) and is_named(new))


_LEGAL_FORMS = {
    *("llc", "llp", "lp", "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited"),
    *("plc", "pllc", "pc", "gmbh", "ag", "sa", "sas", "sasu", "sarl", "se", "bv", "nv", "spa", "srl"),
    *("oy", "ab"),
}
_LETTERS = re.compile(r"(?<=\b\w) (?=\w\b)")  # the space between two single letters
_ABBREVIATED = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}


def name_without_form(name: str) -> str:
    """Return the letters and digits of a name without its legal form: "capgemini" for "Cap'Gemini, Inc."."""
    return "".join(words_without_form(name))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded; single letters that follow each other are one word: ("capgemini",
    "se") for "CAPGEMINI S.E." and for "Capgemini S E"."""
    words = map(plain_name, re.split(r"[^\w]+", name.replace(".", "")))
    return tuple(_LETTERS.sub("", " ".join(filter(None, words))).split())


def words_without_form(name: str) -> tuple[str, ...]:
    """Return the words of a name without the legal form at its end; all of it if nothing else is left."""
    words = name_words(name)
    end = len(words)
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return words[:end]


def has_other_form(name: str, other: str) -> bool:
    """True if two names end in different legal forms: "Apex LLC" is not "Apex, Inc.", but may be "Apex"."""
    forms = _legal_form(name), _legal_form(other)
    return all(forms) and forms[0] != forms[1]


def _legal_form(name: str) -> tuple[str, ...]:
    """Return the legal form at the end of a name, abbreviated."""
    form = name_words(name)[len(words_without_form(name)) :]
    return tuple(_ABBREVIATED.get(word, word) for word in form)


def with_ids(party: Party) -> str:
    return f"{party.name} ({', '.join(party.ids[scheme] for scheme in sorted(party.ids))})".strip()
