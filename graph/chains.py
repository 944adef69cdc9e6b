"""Chains: simple ways from one thing to another, as keys, in the order of paths."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from graph.budget import Budget
from graph.layers import Door, Layer, Layers, nearest
from graph.vocabulary import Basis
from graph.walk import ALWAYS, Ways, Window, overlap

PATIENCE = 4096
WIDER = 2
Onward = list[tuple[str, int]]  # things that come next, with the derived hops to them
Keys = tuple[str, ...]
States = set[tuple[int, Window]]  # so many derived hops, and the days on which all surely hold


def chains_between(
    ways: Ways, ends: tuple[str, str], max_length: int, budget: Budget
) -> Iterator[Keys]:
    """Give all chains between the ends: by length, fewest derived links, then keys.

    They are worked out as they are taken; BudgetSpentError where they cannot be.
    """
    if ends[0] == ends[1]:
        yield ends[:1]
        return
    search = _Search(ways, ends, budget)
    for length in range(1, max_length + 1):
        yield from search.chains(length)


class _Crossing(NamedTuple):
    """Two closed doors that face each other: what is behind both is one hop from two hubs."""

    place: int
    left: int
    doors: tuple[Door, Door]


class _Search:
    """A search from both ends: it goes forward through what is found to reach the end."""

    def __init__(self, ways: Ways, ends: tuple[str, str], budget: Budget) -> None:
        self._ways = ways
        self._ends = ends
        self._budget = budget
        self._start = Layers(ways, ends, budget, back=False)
        self._end = Layers(ways, ends, budget, back=True)
        self._rest: list[Layer] = []
        self._onwards: dict[tuple[str, int], Onward] = {}

    def chains(self, length: int) -> Iterator[Keys]:
        """Give the chains of one length."""
        self._prepare(length)
        crossings = self._crossings(length)
        crossed: defaultdict[int, Layer] = defaultdict(dict)
        for derived in range(length + 1):
            met = crossings.pop(derived, ())
            for each in met:
                nearest(crossed[each.place], self._behind(each))
            if met or not derived:
                self._look_ahead(length, crossed)
            if self._rest[0].get(self._ends[0], length + 1) <= derived:
                yield from self._completed(self._ends[:1], {(0, ALWAYS)}, derived)

    def _prepare(self, length: int) -> None:
        """Add layers, or open doors, until every chain of a length can be told.

        Where a closed door on one side is followed by one on the other, at most one thing may
        lie between them. What comes back to the same hub is no chain.
        """
        self._add_layers(length)
        while far := list(self._far_apart(length)):
            edges, side = min(far, key=itemgetter(0))
            side.open(WIDER * edges)
            self._add_layers(length)

    def _add_layers(self, length: int) -> None:
        sides = (self._start, self._end), (self._end, self._start)
        while lacking := [one for one, other in sides if one.depth + other.complete < length - 1]:
            min(lacking, key=lambda side: side.front).grow()

    def _far_apart(self, length: int) -> Iterator[tuple[int, Layers]]:
        """Give the closed doors with more than one thing to the next one, each with its side."""
        for place in range(self._start.complete, length - 2):
            for hops in range(self._end.complete, length - 2 - place):
                for one in self._start.closed(place):
                    for other in self._end.closed(hops):
                        if one.hub != other.hub:
                            yield len(one.bundle), self._start
                            yield len(other.bundle), self._end

    def _crossings(self, length: int) -> dict[int, list[_Crossing]]:
        found: defaultdict[int, list[_Crossing]] = defaultdict(list)
        for place in range(self._start.complete + 1, length - self._end.complete):
            for one in self._start.closed(place - 1):
                for other in self._end.closed(length - place - 1):
                    if one.hub != other.hub:
                        crossing = _Crossing(place, other.derived, (one, other))
                        found[one.derived + other.derived].append(crossing)
        return found

    def _behind(self, crossing: _Crossing) -> Iterable[tuple[str, int]]:
        one, other = (door.bundle.members for door in crossing.doors)
        self._budget.spend(min(len(one), len(other)))
        found: Iterable[str] = one & other
        for door in crossing.doors:
            found = self._ways.joined(door.hub, door.strand, found)
        return self._start.inner(dict.fromkeys(found, crossing.left)).items()

    def _look_ahead(self, length: int, crossed: defaultdict[int, Layer]) -> None:
        """Work out what reaches the end from each place of a chain.

        The layers of the end tell it as far as they lack nothing; before that, what the start
        reaches is held against what comes after it.
        """
        self._rest = [self._end.at(length - place) for place in range(length + 1)]
        self._onwards.clear()
        told = length - self._end.complete
        for place in range(told, -1, -1):
            here, layer = self._start.at(place), self._rest[place]
            if place <= self._start.complete:
                layer = {key: layer[key] for key in here.keys() & layer.keys()}
            if place < told:
                layer = dict(layer)
                nearest(layer, crossed[place].items())
                nearest(layer, self._leading(here, self._rest[place + 1]))
            self._rest[place] = layer

    def _leading(self, layer: Layer, after: Layer) -> Iterator[tuple[str, int]]:
        """Give the things of a layer that lead to those of another, with their derived hops."""
        back = len(after) < len(layer)
        fewer, more = (after, layer) if back else (layer, after)
        ways, most = self._ways, len(more)
        for key in fewer if more else ():
            for strand, bundle in ways.strands(key, back=back):
                self._budget.spend(min(most, len(bundle.edges)))
                for other in ways.meeting(key, strand, bundle, more):
                    cost = strand.basis is Basis.DERIVED
                    yield (other, cost + after[key]) if back else (key, cost + after[other])

    def _completed(self, keys: Keys, states: States, derived: int) -> Iterator[Keys]:
        """Complete chains through the same things, to so many derived links in all.

        A chain with fewer derived links is carried along: where it gets through, these things
        have had their path before.
        """
        place = len(keys)
        fewest = min(states)[0]
        if place == len(self._rest):
            if fewest == derived:
                yield keys
            return
        rest = self._rest[place]
        for key, cost in self._onward(keys[-1], place):
            if fewest + cost + rest[key] > derived or key in keys:
                continue
            self._budget.spend(1)
            longer = self._longer(states, (keys[-1], key), cost, derived - rest[key])
            if longer:
                yield from self._completed((*keys, key), longer, derived)

    def _onward(self, key: str, place: int) -> Onward:
        """Give what comes at a place after a thing, by key, with the derived hops to it."""
        if (key, place) not in self._onwards:
            nexts: Layer = {}
            for strand, bundle in self._ways.strands(key):
                cost = int(strand.basis is Basis.DERIVED)
                found = self._ways.meeting(key, strand, bundle, self._rest[place])
                nearest(nexts, ((other, cost) for other in found))
            self._onwards[key, place] = sorted(nexts.items())
        return self._onwards[key, place]

    def _longer(self, states: States, hop: tuple[str, str], cost: int, most: int) -> States:
        """Give the states after one hop more, as far as they get through with so many derived."""
        if not self._ways.walk.same_time:
            return {(derived + cost, ALWAYS) for derived, _ in states}
        links = {
            (link.edge.basis is Basis.DERIVED, self._ways.window(link.edge))
            for link in self._ways.links(*hop)
        }
        longer = {
            (derived + more, shared)
            for derived, window in states
            for more, other in links
            if derived + more <= most and (shared := overlap(window, other))
        }
        return {state for state in longer if hop[1] == self._ends[1] or self._in_time(state[1])}

    def _in_time(self, window: Window) -> bool:
        """Tell whether a chain shares a day with some edge that leads to the end."""
        windows = self._last_windows
        return windows is None or any(overlap(window, other) for other in windows)

    @cached_property
    def _last_windows(self) -> frozenset[Window] | None:
        """The windows of days of the edges that lead to the end; None if there are too many."""
        bundles = [bundle for _, bundle in self._ways.strands(self._ends[1], back=True)]
        width = sum(map(len, bundles))
        if width > PATIENCE:
            return None
        self._budget.spend(width)
        held = map(self._ways.held, bundles)
        return frozenset(self._ways.window(edge) for bundle in held for edge in bundle.edges)
