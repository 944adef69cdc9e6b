"""Distances: what a walk reaches from some things, layer by layer, nearest first."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from graph.budget import Budget
from graph.walk import ALWAYS, Ways, Window, overlap


def layers_from(
    ways: Ways,
    starts: Iterable[str],
    depth: int,
    budget: Budget,
    near: Callable[[str], Iterable[str]] | None = None,
) -> Iterator[list[str]]:
    """Give the things at distance 0, 1, 2 up to a depth, each once, as far as there are any.

    What may not be passed through is reached and not left again, unless it is a start. What is
    one step from a thing comes from `near`, for a caller who needs less than all of it and counts
    what it visits; else all edges that the walk may leave a thing by count as visited.
    """
    if ways.walk.same_time:
        yield from _timed_layers(ways, starts, depth, budget)
        return
    near = near or partial(_neighbours, ways, budget)
    layer = list(dict.fromkeys(starts))
    seen = set(layer)
    yield layer
    for step in range(depth):
        doors = layer if step == 0 else filter(ways.passable, layer)
        reached = dict.fromkeys(key for door in doors for key in near(door))
        layer = [key for key in reached if key not in seen]
        if not layer:
            return
        seen.update(layer)
        yield layer


def _neighbours(ways: Ways, budget: Budget, key: str) -> Iterable[str]:
    budget.spend(ways.width(key))
    return ways.neighbours(key)


def _timed_layers(
    ways: Ways, starts: Iterable[str], depth: int, budget: Budget
) -> Iterator[list[str]]:
    """Give the layers of a walk whose hops all share a day.

    Each thing keeps the windows of days in which it can be reached, but for those that lie
    within another: with a wider one it may be left again in more ways.
    """
    states = dict.fromkeys((key, ALWAYS) for key in starts)
    reached = {key: [window] for key, window in states}
    yield list(reached)
    for step in range(depth):
        known = set(reached)
        doors = [state for state in states if step == 0 or ways.passable(state[0])]
        states = {}
        for key, window in (state for door in doors for state in _left_by(ways, budget, *door)):
            windows = reached.setdefault(key, [])
            if not any(start <= window[0] and window[1] <= end for start, end in windows):
                windows.append(window)
                states[key, window] = None
        if not states:
            return
        yield [key for key in dict.fromkeys(key for key, _ in states) if key not in known]


def _left_by(ways: Ways, budget: Budget, key: str, window: Window) -> Iterator[tuple[str, Window]]:
    budget.spend(ways.width(key))
    for neighbour, link in ways.steps(key):
        if shared := overlap(window, ways.window(link.edge)):
            yield neighbour, shared
