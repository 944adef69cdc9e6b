"""Layers: what an end of a path reaches step by step, with the doors of hubs left closed."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from graph.budget import Budget
from graph.incidence import HUB, Bundle, Strand
from graph.vocabulary import Basis
from graph.walk import Ways

Layer = dict[str, int]  # things, each with the fewest derived hops by which it is reached


class Door(NamedTuple):
    """A bundle left closed: its hub, and the fewest derived hops from the end through it."""

    derived: int
    hub: str
    strand: Strand
    bundle: Bundle


class Layers:
    """What one end of a path reaches in exactly so many hops, as far as it was asked.

    A thing may be reached by turning back on the way: layers prune a search and prove no path.
    Bundles of more than `most` edges stay closed: what lies behind them alone is in no layer.
    There are layers up to `depth` hops; those up to `complete` lack nothing.
    """

    def __init__(self, ways: Ways, ends: tuple[str, str], budget: Budget, *, back: bool) -> None:
        self._ways = ways
        self._ends = ends
        self._budget = budget
        self._back = back
        self.open(HUB)

    def open(self, most: int) -> None:
        """Begin anew, with the doors of hubs open up to so many edges."""
        self._most = most
        self._layers: list[Layer] = [{self._ends[self._back]: 0}]
        self._closed: list[list[Door]] = []
        self.depth = 0
        self.complete = 0

    @property
    def front(self) -> int:
        """The number of things in the last layer."""
        return len(self._layers[-1])

    def at(self, hops: int) -> Layer:
        """Give the layer at so many hops."""
        return self._layers[hops] if hops <= self.depth else {}

    def closed(self, hops: int) -> list[Door]:
        """Give the doors that are closed to what comes after so many hops."""
        return self._closed[hops] if 0 <= hops < self.depth else []

    def grow(self) -> None:
        """Add the next layer."""
        closed: list[Door] = []
        near: defaultdict[int, list[list[str]]] = defaultdict(list)
        ways = self._ways
        for key, derived in self._layers[-1].items():
            for strand, bundle in ways.strands(key, back=self._back):
                if strand.kind in ways.barred_kinds:
                    continue
                hops = derived + (strand.basis is Basis.DERIVED)
                if len(bundle.edges) > self._most:
                    closed.append(Door(hops, key, strand, bundle))
                else:
                    self._budget.spend(len(bundle.edges))
                    near[hops].append(ways.held(bundle).neighbours)
        layer: Layer = {}
        for derived in sorted(near, reverse=True):
            layer.update(dict.fromkeys(chain.from_iterable(near[derived]), derived))
        self._layers.append(self.inner(layer))
        self._closed.append(closed)
        if not closed and self.complete == self.depth:
            self.complete += 1
        self.depth += 1

    def inner(self, layer: Layer) -> Layer:
        """Leave out of a layer what no path passes through on its way."""
        for key in chain(self._ends, self._ways.walk.avoid):
            layer.pop(key, None)
        if not self._ways.picky:
            return layer
        return {key: derived for key, derived in layer.items() if self._ways.passable(key)}


def nearest(layer: Layer, found: Iterable[tuple[str, int]]) -> None:
    """Add things to a layer, or the fewer derived hops by which they are reached."""
    for key, derived in found:
        if derived < layer.get(key, derived + 1):
            layer[key] = derived
