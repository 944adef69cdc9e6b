"""Traversal: a pattern of typed steps, and the things that it leads to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.chains import Chain
from graph.graph import Graph
from graph.nodes import Entity
from graph.paths import Path, path_of
from graph.vocabulary import Direction, RelationshipType
from graph.walk import Link, Walk, Ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a pattern: over an edge of these types, along it (OUT), against it, or either."""

    types: frozenset[RelationshipType]
    direction: Direction = Direction.OUT


@dataclass(frozen=True, slots=True)
class Traversal:
    """A thing that the last step reaches, and the first path that leads there."""

    entity: Entity
    path: Path


def traverse(
    graph: Graph, starts: Iterable[Entity], steps: Sequence[Step]
) -> tuple[Traversal, ...]:
    """Give each thing that the pattern leads to from any of the starts, by key.

    A path goes one hop a step and comes to no thing twice: those who stood against a person are
    not that person. Of several paths to a thing it has the one of fewest derived hops, then keys.
    """
    reached = {key: [Chain((key,))] for key in sorted({start.key for start in starts})}
    for done, step in enumerate(steps, start=1):
        ways = Ways(graph, Walk(types=step.types, direction=step.direction))
        reached = _advanced(ways, reached, len(steps) - done)
    return tuple(
        Traversal(graph.entity(key), path_of(graph, chains[0].keys, chains[0].links))
        for key, chains in sorted(reached.items())
    )


def _advanced(ways: Ways, reached: dict[str, list[Chain]], left: int) -> dict[str, list[Chain]]:
    longer: defaultdict[str, list[Chain]] = defaultdict(list)
    for here, chains in reached.items():
        for key, link in _first_links(ways, here).items():
            fresh = (chain for chain in chains if key not in chain.keys)
            longer[key] += filter(None, (chain.joined(key, link, None) for chain in fresh))
    return {key: _telling(chains, left) for key, chains in longer.items() if chains}


def _first_links(ways: Ways, here: str) -> dict[str, Link]:
    first: dict[str, Link] = {}
    for key, link in ways.steps(here):
        if key not in first or link.rank < first[key].rank:
            first[key] = link
    return first


def _telling(chains: list[Chain], left: int) -> list[Chain]:
    """Keep of the chains to one thing those that some way onwards may need, in order.

    A way onwards of so many steps bars the chains that have met one of its things. So a chain
    is kept only if so many things can bar all chains before it, and not the chain itself. That
    leaves few (Bollobas: at most as many as there are ways to choose those steps among all),
    and loses no first path.
    """
    kept: list[Chain] = []
    things: list[frozenset[str]] = []
    for chain in sorted(chains, key=lambda chain: (chain.derived, chain.keys)):
        own = frozenset(chain.keys)
        if _tells(own, things, left):
            kept.append(chain)
            things.append(own)
    return kept


def _tells(own: frozenset[str], others: Sequence[frozenset[str]], left: int) -> bool:
    if not others:
        return True
    first, *rest = others
    return left > 0 and any(
        _tells(own, [other for other in rest if thing not in other], left - 1)
        for thing in first - own
    )
