"""Layers: what can still reach the end of a path, found from the end, the cheaper way each time."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from graph.errors import BudgetSpentError
from graph.incidence import Bundle
from graph.vocabulary import Basis
from graph.walk import Ways, Window

PATIENCE = 4096
USUAL_BUDGET = 200_000
COST = {Basis.STATED: 0, Basis.DERIVED: 1}


class Budget:
    """How many edges a search may still visit."""

    def __init__(self, edges: int) -> None:
        self.left = edges

    def spend(self, edges: int) -> None:
        """Count visited edges; BudgetSpentError when there were not so many left."""
        self.left -= edges
        if self.left < 0:
            raise BudgetSpentError


class Layers:
    """Which things reach the end in exactly so many hops, so many of them derived.

    A layer holds all things of one such pair of numbers. It is made from the layers before it
    when that costs little; else a thing is asked about alone, over its own edges or those of the
    layer before, whichever are fewer, so that a hub is tested for and not opened. What a layer
    holds may need to meet a thing twice, or take a derived edge beside a stated one: layers
    prune a search and prove nothing more. Up to `half` the length of the paths in question they
    are made the readier, since as many steps are taken from the start.
    """

    def __init__(self, ways: Ways, ends: tuple[str, str], budget: Budget) -> None:
        self.ways = ways
        self.ends = ends
        self.budget = budget
        self.half = 0
        self._made: dict[tuple[int, int], dict[str, None]] = {(0, 0): {ends[1]: None}}
        self._dear: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[str, int, int], bool] = {}

    @cached_property
    def last_windows(self) -> frozenset[Window] | None:
        """The windows of days of the edges that lead to the end; None if they do not matter."""
        end = self.ends[1]
        width = sum(len(bundle) for _, bundle in self.ways.strands(end, back=True))
        if width > PATIENCE or not self.ways.walk.same_time:
            return None
        self.budget.spend(width)
        return frozenset(
            self.ways.window(edge)
            for _, bundle in self.ways.strands(end, back=True)
            for edge in self.ways.held(bundle).edges
        )

    def onward(self, key: str, hops: int, derived: int) -> set[str]:
        """Give the things next to this one by which it may reach the end in so many hops."""
        found: set[str] = set()
        for basis, cost in COST.items():
            if 0 <= derived - cost <= hops - 1:
                found.update(self._onward(key, hops - 1, derived - cost, basis))
        return found

    def _onward(self, key: str, hops: int, derived: int, basis: Basis) -> Iterable[str]:
        layer = self._layer(hops, derived, worth=self._width(key, basis))
        if layer is None:
            near = chain.from_iterable(self._opened(self._doors(key, basis)))
            return (each for each in near if self._goes_on(each, hops, derived))
        common = self._among(layer, self._doors(key, basis))
        return (each for each in common if self._serves(each, hops))

    def reaches(self, key: str, hops: int, derived: int) -> bool:
        """Tell whether a thing may reach the end in so many hops, so many of them derived."""
        if not 0 <= derived <= hops:
            return False
        layer = self._layer(hops, derived)
        if layer is not None:
            return key in layer
        asked = (key, hops, derived)
        if asked not in self._known:
            self._known[asked] = any(
                self._reaches_by(key, hops - 1, derived - cost, basis)
                for basis, cost in COST.items()
            )
        return self._known[asked]

    def _reaches_by(self, key: str, hops: int, derived: int, basis: Basis) -> bool:
        doors = self._doors(key, basis)
        return bool(doors) and any(True for _ in self._onward(key, hops, derived, basis))

    def _goes_on(self, key: str, hops: int, derived: int) -> bool:
        return self._serves(key, hops) and self.reaches(key, hops, derived)

    def _serves(self, key: str, hops: int) -> bool:
        """Tell whether a thing may stand so many hops before the end."""
        return hops == 0 or (key not in self.ends and self.ways.passable(key))

    def _doors(self, key: str, basis: Basis, *, back: bool = False) -> list[Bundle]:
        strands = self.ways.strands(key, back=back)
        return [bundle for strand, bundle in strands if strand.basis is basis]

    def _width(self, key: str, basis: Basis) -> int:
        return sum(len(bundle.edges) for bundle in self._doors(key, basis))

    def _among(self, layer: dict[str, None], doors: Iterable[Bundle]) -> Iterator[str]:
        for bundle in doors:
            self.budget.spend(min(len(layer), len(bundle.edges)))
            yield from self.ways.held(bundle).among(layer.keys())

    def _opened(self, doors: Iterable[Bundle]) -> Iterator[list[str]]:
        for bundle in doors:
            self.budget.spend(len(bundle.edges))
            yield self.ways.held(bundle).neighbours

    def _layer(self, hops: int, derived: int, worth: int = 0) -> dict[str, None] | None:
        """Give a layer, making it if that costs no more than it is worth; else None."""
        asked = (hops, derived)
        if not 0 <= derived <= hops:
            return {}
        if hops <= self.half:
            worth = max(worth, PATIENCE)
        if asked not in self._made and self._dear.get(asked, 0) < worth:
            doors = self._doors_to(hops - 1, derived, worth)
            if doors is None:
                self._dear[asked] = worth
            else:
                self._made[asked] = dict.fromkeys(chain.from_iterable(self._opened(doors)))
        return self._made.get(asked)

    def _doors_to(self, hops: int, derived: int, worth: int) -> list[Bundle] | None:
        """Give the bundles by which one comes to a layer; None if they cost more than that."""
        doors: list[Bundle] = []
        for basis, cost in COST.items():
            before = self._layer(hops, derived - cost, worth)
            if before is None or len(before) > worth:
                return None
            for key in before:
                if self._serves(key, hops):
                    opened = self._doors(key, basis, back=True)
                    doors += opened
                    worth -= sum(len(bundle.edges) for bundle in opened)
                    if worth < 0:
                        return None
        return doors
