"""The structure: a networkx multigraph of keys, as thin as one without attributes can be."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

import networkx as nx

from graph.errors import FinishedGraphError, UnfinishedGraphError

Joined = Mapping[str, Collection[str]]

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Structure(nx.MultiDiGraph):  # type: ignore[type-arg]  # it takes no argument when run
    """Keys of things, joined by keys of edges.

    What is known of a thing or an edge stands on the object with that key, so no node and no edge
    has attributes here; all share the one mapping that says so. To put a node or an edge in with
    it, instead of with a dictionary of its own, takes half the time and a third less memory.
    """

    frozen = False  # until networkx freezes it
    _succ: dict[str, dict[str, dict[str, Mapping[str, Any]]]]
    _pred: dict[str, dict[str, dict[str, Mapping[str, Any]]]]
    _node: dict[str, Mapping[str, Any]]

    def place(self, key: str) -> None:
        """Add a node that is not there yet."""
        if self.frozen:
            raise FinishedGraphError(key)
        self._node[key], self._succ[key], self._pred[key] = _NOTHING, {}, {}

    def join(self, source: str, target: str, key: str) -> None:
        """Add an edge that is not there yet between two nodes that are."""
        if self.frozen:
            raise FinishedGraphError(key)
        parallel = self._succ[source].get(target)
        if parallel is None:
            self._succ[source][target] = self._pred[target][source] = {key: _NOTHING}
        else:
            parallel[key] = _NOTHING

    def leaving(self, key: str) -> Joined:
        """Give the nodes that edges from this one lead to, each with the keys of those edges."""
        return self._finished(self._succ).get(key, {})

    def reaching(self, key: str) -> Joined:
        """Give the nodes that edges to this one come from, each with the keys of those edges."""
        return self._finished(self._pred).get(key, {})

    def _finished(self, sides: Mapping[str, Joined]) -> Mapping[str, Joined]:
        if not self.frozen:
            raise UnfinishedGraphError
        return sides
