"""Families of companies: entries of all registers that belong together, by what the registers say. Pure.

Two entries belong together if they have one identifier, if a register gives the identifier of the other, if
one is the other's parent, or if they alone have the same full name in the same city. A name alone never joins
two entries: companies of one name are common.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.common.text import fold
from bot.contracts.diff.parties import name_words
from bot.contracts.registers.protocol import Candidate, Standing, closeness

_SCHEMES = ("lei", "uei", "siren")


@dataclass(frozen=True, slots=True)
class Family:
    """Companies that belong together: ``members`` with the ``root`` first. ``sound`` are the keys of those in
    force that are linked to the root by entries in force alone."""

    members: tuple[Candidate, ...]
    sound: frozenset[str]

    @property
    def root(self) -> Candidate:
        return self.members[0]

    def of(self, scheme: str) -> list[Candidate]:
        """Return the members with identifiers of a scheme."""
        return [each for each in self.members if each.scheme == scheme]


def families_of(asked: str, candidates: Iterable[Candidate]) -> list[Family]:
    """Return the families of entries that a search found, the nearest to what was asked for first."""
    entries = _merged(candidates)
    groups = _groups(entries, lambda _: True)
    parts = {key: part for part in _groups(entries, _is_in_force) for key in (each.key for each in part)}
    found = []
    for group in groups:
        root = min(group, key=lambda each: _root_order(asked, each, group))
        order = sorted(group, key=lambda each: (each is not root, closeness(asked, each)))
        sound = frozenset(each.key for each in parts.get(root.key, ()))
        found.append(Family(tuple(order), sound))
    return _in_order(asked, found)


def _in_order(asked: str, families: Sequence[Family]) -> list[Family]:
    """Sort families: those with exactly the name that was asked for first, then large ones, in turn of each
    scheme, so that one register with many companies of a name does not hide those of the others."""
    rank = {id(family): min(closeness(asked, each)[:2] for each in family.members) for family in families}
    by_size = sorted(families, key=lambda family: (rank[id(family)], -len(family.members), family.root.key))
    places: Counter[tuple[object, ...]] = Counter()
    order: list[tuple[tuple[bool, bool], int, int, int, Family]] = []
    for number, family in enumerate(by_size):
        alike = rank[id(family)], family.root.scheme
        order.append((rank[id(family)], places[alike], _SCHEMES.index(family.root.scheme), number, family))
        places[alike] += 1
    return [family for *_, family in sorted(order, key=lambda each: each[:4])]


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return one entry for each identifier, also for those that a register gives for its own entries."""
    entries: dict[str, Candidate] = {}
    for each in candidates:
        entries.setdefault(each.key, each)
    for each in list(entries.values()):
        for key in each.same_as:
            scheme, _, id_ = key.partition(":")
            given = replace(each, scheme=scheme, id=id_, same_as=(), parent=None, parent_name=None)
            entries.setdefault(key, given)
    return list(entries.values())


def _groups(entries: Sequence[Candidate], counts: Callable[[Candidate], bool]) -> list[list[Candidate]]:
    """Return the groups of the entries that count, by links between these alone."""
    counted = {each.key: each for each in entries if counts(each)}
    above = {key: key for key in counted}

    def top(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    for one, other in _links(counted.values(), entries):
        if one in counted and other in counted:
            above[top(other)] = top(one)
    groups: dict[str, list[Candidate]] = {}
    for key, each in counted.items():
        groups.setdefault(top(key), []).append(each)
    return list(groups.values())


def _links(counted: Iterable[Candidate], entries: Sequence[Candidate]) -> Iterable[tuple[str, str]]:
    named: dict[tuple[object, ...], list[Candidate]] = {}
    for each in counted:
        yield from ((each.key, key) for key in each.same_as)
        if each.parent:
            yield f"{each.scheme}:{each.parent}", each.key
    for each in entries:
        if each.country and each.city:
            named.setdefault((name_words(each.name), each.country, fold(each.city)), []).append(each)
    for alike in named.values():
        schemes = Counter(each.scheme for each in alike)
        if max(schemes.values()) == 1:  # otherwise one of them may be another company
            yield from ((alike[0].key, each.key) for each in alike[1:])


def _is_in_force(each: Candidate) -> bool:
    return each.standing in (Standing.ACTIVE, Standing.UNSTATED)


def _root_order(asked: str, each: Candidate, group: Sequence[Candidate]) -> tuple[object, ...]:
    """Sort key: entries without a parent in the family, in force, nearest to what was asked for."""
    has_parent = each.parent is not None and any(
        (other.scheme, other.id) == (each.scheme, each.parent) for other in group
    )
    order = has_parent, not _is_in_force(each), closeness(asked, each)[:3]
    return *order, _SCHEMES.index(each.scheme), each.id
