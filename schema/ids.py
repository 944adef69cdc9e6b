"""Ids: what clients write, dated or not, and the things that it names."""

from collections.abc import Sequence
from typing import TypeVar

from graph.dates import PartialDate
from graph.errors import (
    ConflictingDatesError,
    GraphError,
    LimitError,
    NoThingError,
    NotThereYetError,
    UnknownIdError,
    WrongKindError,
)
from graph.evidence import Source
from graph.graph import Graph
from graph.nodes import Entity
from graph.relationships import Relationship
from graph.search import nearest_id
from graph.view import View

EntityT = TypeVar("EntityT", bound=Entity)


def split(given: str) -> tuple[str, PartialDate | None]:
    """Split `person/x@2018` into key and date; BadDateError if what follows `@` is no date."""
    key, at, date = given.partition("@")
    return key, PartialDate.parse(date) if at else None


def key_in(graph: Graph, given: str) -> str:
    """Give the key that an id names in a graph; ConflictingDatesError if it is dated otherwise."""
    key, date = split(given)
    if date is not None and date != graph.as_of:
        raise ConflictingDatesError(given, graph.as_of.text if graph.as_of else None)
    return key


def entity(graph: Graph, given: str) -> Entity:
    """Give the thing that an id names; UnknownIdError with the nearest id if there is none."""
    key = key_in(graph, given)
    found = graph.find(key)
    if found is None:
        raise _missing(graph, given, key)
    return found


def _missing(graph: Graph, given: str, key: str) -> GraphError:
    """Say why no thing has an id: it names nothing, a relationship, or what came later."""
    if graph.find_edge(key):
        return NoThingError(given)
    if isinstance(graph, View) and graph.whole.find(key):
        return NotThereYetError(given, graph.as_of.text)
    return UnknownIdError(given, nearest_id(graph, key))


def thing(graph: Graph, given: str, kind: type[EntityT]) -> EntityT:
    """Give the thing of that class that an id names; WrongKindError if it is of another."""
    found = entity(graph, given)
    if not isinstance(found, kind):
        raise WrongKindError(given, kind.KIND.lower())
    return found


def optional_thing(graph: Graph, given: str | None, kind: type[EntityT]) -> EntityT | None:
    """Give the thing that an id names, or None where no id is given."""
    return thing(graph, given, kind) if given else None


def many(argument: str, ids: Sequence[str], most: int) -> Sequence[str]:
    """Give a list of ids that is neither empty nor too long; LimitError otherwise."""
    if not 1 <= len(ids) <= most:
        raise LimitError(f"the number of {argument}", len(ids), 1, most)
    return ids


def any_node(graph: Graph, given: str) -> Entity | Relationship | Source | None:
    """Give the thing, relationship or source that an id names in a graph; None if nothing."""
    key = key_in(graph, given)
    return graph.find(key) or graph.find_edge(key) or graph.find_source(key)


def any_thing(graph: Graph, given: str) -> Entity | Relationship:
    """Give the thing or relationship that an id names; UnknownIdError if there is none."""
    key = key_in(graph, given)
    found = graph.find(key) or graph.find_edge(key)
    if found is None:
        raise _missing(graph, given, key)
    return found
