"""The structure: a networkx multigraph of keys, as thin as one without attributes can be."""

from collections.abc import Collection, Iterator, Mapping

import networkx as nx

from graph.errors import FinishedGraphError, UnfinishedGraphError

Joined = Mapping[str, Collection[str]]


class NoAttributes(Mapping[str, object]):
    """The attributes of all nodes and edges: there are none, and none can be given."""

    def __getitem__(self, name: str) -> object:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def copy(self) -> dict[str, object]:
        """Give attributes for a copy of the graph, which may have some."""
        return {}


_NOTHING = NoAttributes()


class Structure(nx.MultiDiGraph):  # type: ignore[type-arg]  # it takes no argument when run
    """Keys of things, joined by keys of edges.

    What is known of a thing or an edge stands on the object with that key, so no node and no edge
    has attributes here; all share the one mapping that says so. To put them in with it, instead
    of with a dictionary each, takes two thirds of the time and four fifths of the memory.
    """

    frozen = False  # until networkx freezes it
    _succ: dict[str, dict[str, dict[str, Mapping[str, object]]]]
    _pred: dict[str, dict[str, dict[str, Mapping[str, object]]]]
    _node: dict[str, Mapping[str, object]]

    def place(self, key: str) -> None:
        """Add a node that is not there yet."""
        if self.frozen:
            raise FinishedGraphError(key)
        self._node[key], self._succ[key], self._pred[key] = _NOTHING, {}, {}

    def join(self, source: str, target: str, key: str) -> None:
        """Add an edge that is not there yet between two nodes that are."""
        if self.frozen:
            raise FinishedGraphError(key)
        leaving = self._succ[source]
        parallel = leaving.get(target)
        if parallel is None:
            leaving[target] = self._pred[target][source] = {key: _NOTHING}
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
