"""Exclusion: which things a search for paths met and did not pass through."""

from collections.abc import Iterable, Iterator

from graph.budget import Budget
from graph.errors import BudgetSpentError
from graph.incidence import HUB
from graph.walk import Ways


def excluded(ways: Ways, ends: tuple[str, str], length: int, budget: Budget) -> tuple[str, ...]:
    """Give, by key, the things barred by kind or degree that paths up to a length would meet.

    Met are those within half that length of either end, going through what may be passed: any
    path through something barred has its first or its last such thing there, so that an empty
    result never goes unexplained. Things to avoid, and the ends, are not named.
    """
    found: set[str] = set()
    if ends[0] != ends[1]:
        try:
            for end, back in zip(ends, (False, True), strict=True):
                for met in _met(ways, end, length // 2, budget, back=back):
                    found.add(met)
        except BudgetSpentError:
            pass
    return tuple(sorted(found.difference(ends)))


def _met(ways: Ways, start: str, steps: int, budget: Budget, *, back: bool) -> Iterator[str]:
    seen, layer = {start}, [start]
    for left in reversed(range(steps)):
        near = dict.fromkeys(_near(ways, layer, budget, back=back, left=left))
        layer = []
        for key in near:
            if key not in seen and key not in ways.walk.avoid:
                seen.add(key)
                if ways.passable(key):
                    layer.append(key)
                else:
                    yield key


def _near(
    ways: Ways, layer: Iterable[str], budget: Budget, *, back: bool, left: int
) -> Iterator[str]:
    """Give the things next to a layer, where anything barred may be met in so many steps more.

    All edges of a thing count as visited, since they are looked at to gather them; those of a hub
    have been gathered before.
    """
    barring = ways.barring(left)
    for key in layer:
        strands = ways.strands(key, back=back)
        met = [bundle for strand, bundle in strands if strand.kind in barring]
        width = ways.graph.width_of(key)
        budget.spend(width if width <= HUB else sum(map(len, met)))
        for bundle in met:
            yield from ways.held(bundle).neighbours
