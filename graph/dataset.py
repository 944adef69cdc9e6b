"""The data set as a whole: its revision, its sources, and how much of each kind it holds."""

from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from graph.evidence import Source
from graph.graph import Graph
from graph.vocabulary import EntityKind, RelationshipType


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many things there are of a kind."""

    kind: EntityKind
    count: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many edges there are of a type."""

    type: RelationshipType
    count: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is being served."""

    revision: str
    entities: tuple[KindCount, ...]
    relationships: tuple[TypeCount, ...]
    sources: tuple[Source, ...]


def dataset(graph: Graph) -> Dataset:
    """Describe a graph; kinds and types in the order of the vocabulary, none left out."""
    return graph.prepare(dataset, lambda: (_described(graph),))[0]


def _described(graph: Graph) -> Dataset:
    kinds = Counter(map(attrgetter("KIND"), graph.entities))
    types = Counter(map(attrgetter("type"), graph.unordered_edges))
    return Dataset(
        revision=graph.revision,
        entities=tuple(KindCount(kind, kinds[kind]) for kind in EntityKind),
        relationships=tuple(TypeCount(each, types[each]) for each in RelationshipType),
        sources=graph.sources,
    )
