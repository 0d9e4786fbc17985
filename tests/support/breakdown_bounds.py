"""Attacker model by network flow: knows every published table, and computes bounds for every hidden cell.

Signers form a flow: they join a unit in the batch of a publication, stay in it from one to the next, and
leave. The numbers of joins and departures in each batch are not published, but assumed to be known; shown
cells are fixed, and no unit has more signers than people. So every history that fits is a flow in one
network, and can be reached from the true one along cycles of the residual graph. This is exact and needs no
search through histories: thresholds and series can have the size of a real campaign. It does not use what the
rules reveal beyond that (why a cell is hidden); ``breakdown_attacker`` does, in small worlds.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.petitions.counts import suppression
from bot.petitions.counts.suppression import PublishedCount, Thresholds

Node = tuple[str, int, int]


@dataclass(eq=False)
class Edge:
    """Signers who move from one node to another: at least ``low``, at most ``high``."""

    start: Node
    end: Node
    low: int
    high: int
    flow: int


@dataclass(frozen=True)
class Batch:
    """Everything the bot knows of one publication, by unit; last, those without a unit."""

    joined: Sequence[int]
    left: Sequence[int]
    state: Sequence[int]
    published: PublishedCount
    sizes: Mapping[int, int]  # of the units that there were


class Series:
    """A demand with units 0, 1, …; ``people`` are their true sizes, which are public knowledge."""

    def __init__(self, people: Sequence[int]) -> None:
        self.people, self.rules = tuple(people), Thresholds()
        self.batches: list[Batch] = []

    @property
    def state(self) -> Sequence[int]:
        return self.batches[-1].state if self.batches else [0] * (len(self.people) + 1)

    def publish(
        self,
        joined: Sequence[int],
        left: Sequence[int],
        sizes: Mapping[int, int],
        *,
        left_out: bool = False,
        invalidated: int = 0,
    ) -> None:
        state = [there + more - fewer for there, more, fewer in zip(self.state, joined, left, strict=True)]
        now = PublishedCount(count=sum(state), invalidated=invalidated)
        past = [batch.published for batch in self.batches]
        counts = {unit: state[unit] for unit in sizes}
        if not left_out:
            now = replace(now, cells=suppression.choose(sizes, counts, now, past, self.rules))
        self.batches.append(Batch(joined, left, state, now, dict(sizes)))


class Network:
    """The true history as a flow, with the attacker's knowledge as its bounds."""

    def __init__(self, series: Series) -> None:
        self.edges: list[Edge] = []
        self.stands: dict[tuple[int, int], Edge] = {}  # signers at that time, by publication and unit
        last = len(series.batches)
        for number, batch in enumerate(series.batches):
            shown = batch.published.cells or {}
            for unit, count in enumerate(batch.state):
                here: Node = ("unit", number, unit)
                named = unit < len(series.people)
                most = series.people[unit] if named else batch.published.count
                self._edge(("joined", number, 0), here, 0, sum(batch.joined), batch.joined[unit])
                self._edge(here, ("left", number, 0), 0, sum(batch.left), batch.left[unit])
                low, high = (shown[unit], shown[unit]) if unit in shown else (0, most)
                end: Node = ("end", 0, 0) if number + 1 == last else ("unit", number + 1, unit)
                self.stands[number, unit] = self._edge(here, end, low, high, count)
        self._around: dict[Node, list[Edge]] = {}
        for edge in self.edges:
            self._around.setdefault(edge.start, []).append(edge)
            self._around.setdefault(edge.end, []).append(edge)

    def _edge(self, start: Node, end: Node, low: int, high: int, flow: int) -> Edge:
        assert low <= flow <= high, "the attacker never excludes the truth"
        self.edges.append(Edge(start, end, low, high, flow))
        return self.edges[-1]

    def moved(self, edge: Edge, by: int, other: Edge | None = None) -> int:
        """Return how far the flow of an edge can be raised (``by`` > 0) or lowered, at most by ``by``;
        relative to that of ``other``, if given. Leaves the network unchanged."""
        kept, sign, gap = [each.flow for each in self.edges], 1 if by > 0 else -1, _gap(edge, other)
        while abs(_gap(edge, other) - gap) < abs(by):
            if not (self._turn(edge, sign, other) or (other and self._turn(other, -sign, edge))):
                break
        done = abs(_gap(edge, other) - gap)
        for each, flow in zip(self.edges, kept, strict=True):
            each.flow = flow
        return min(done, abs(by))

    def _turn(self, edge: Edge, sign: int, other: Edge | None) -> bool:
        """Augment the flow of an edge by one along a cycle of the residual graph; return whether there is
        one. Never uses ``other`` in the same direction, which would not change their difference."""
        if not _free(edge, sign):
            return False
        start, goal = (edge.end, edge.start) if sign > 0 else (edge.start, edge.end)
        came: dict[Node, tuple[Edge, int]] = {}
        waiting = deque([start])
        while waiting and goal not in came:
            node = waiting.popleft()
            for each in self._around[node]:
                way = 1 if each.start == node else -1
                there = each.end if way > 0 else each.start
                if each is edge or (each is other and way == sign) or there in came or not _free(each, way):
                    continue
                came[there] = each, way
                waiting.append(there)
        if goal not in came:
            return False
        edge.flow += sign
        node = goal
        while node != start:
            each, way = came[node]
            each.flow += way
            node = each.start if way > 0 else each.end
        return True


def _gap(edge: Edge, other: Edge | None) -> int:
    return edge.flow - (0 if other is None else other.flow)


def _free(edge: Edge, way: int) -> bool:
    return edge.flow < edge.high if way > 0 else edge.flow > edge.low


def leaks(series: Series) -> Iterator[str]:
    """Yield in words everything that is known more exactly than the rules promise."""
    network, rules = Network(series), series.rules
    for number, batch in enumerate(series.batches):
        cells = batch.published.cells
        for unit, people in enumerate(series.people):
            edge = network.stands[number, unit]
            if cells is not None and unit in cells:
                if cells[unit] < rules.floor or cells[unit] * 100 > rules.share * people:
                    yield f"publication {number}: few or nearly all of unit {unit} are shown"
                continue
            few = rules.share * people // 100
            if edge.flow > few and network.moved(edge, few - edge.flow) < edge.flow - few:
                yield f"publication {number}: nearly all of unit {unit} signed"
            if cells is None or unit not in batch.sizes:
                continue
            width = sum(network.moved(edge, by) for by in (rules.step - 1, 1 - rules.step))
            if width < min(rules.step - 1, people, batch.published.count):
                yield f"publication {number}: unit {unit} is hidden, but known to within {width}"
        rest = network.stands[number, len(series.people)]
        if cells is not None and not any(network.moved(rest, by) for by in (1, -1)):
            yield f"publication {number}: how many name no unit is known"
    for (first, unit), one in network.stands.items():
        if unit == len(series.people):
            continue  # those without a unit: if all units are tiny, most of every batch are theirs
        for last in range(first + 1, len(series.batches)):
            other = network.stands[last, unit]
            change = other.flow - one.flow
            if not 0 < abs(change) < rules.step:
                continue
            sign = 1 if change > 0 else -1
            none = network.moved(other, -change, one) >= abs(change)
            if not none and network.moved(other, sign * rules.step - change, one) < rules.step - abs(change):
                yield f"from {first} to {last} unit {unit} changed by less than {rules.step}, for certain"
