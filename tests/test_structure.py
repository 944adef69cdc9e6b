"""The structure: an ordinary multigraph to networkx, and closed once it is frozen."""

import networkx as nx
import pytest

from graph.errors import FinishedGraphError, UnfinishedGraphError
from graph.revision import Revision
from graph.structure import Structure


def joined() -> Structure:
    structure = Structure()
    for key in "abc":
        structure.place(key)
    structure.join("a", "b", "first")
    structure.join("a", "b", "second")
    structure.join("b", "b", "loop")
    return structure


def test_networkx_sees_what_it_would_have_built_itself() -> None:
    itself = nx.MultiDiGraph()
    itself.add_nodes_from("abc")
    itself.add_edges_from([("a", "b", "first"), ("a", "b", "second"), ("b", "b", "loop")])

    assert nx.utils.graphs_equal(joined(), itself)
    assert dict(joined().degree()) == dict(itself.degree())
    assert nx.utils.graphs_equal(joined().reverse(), itself.reverse())


def test_a_copy_takes_attributes_and_the_original_none() -> None:
    structure = joined()
    copy = structure.copy()
    copy.edges["a", "b", "first"]["weight"] = 2

    assert structure.edges["a", "b", "first"] == {}
    with pytest.raises(TypeError):
        structure.edges["a", "b", "first"]["weight"] = 2


def test_nothing_is_asked_before_it_is_frozen_nor_added_after() -> None:
    structure = joined()
    with pytest.raises(UnfinishedGraphError):
        structure.leaving("a")
    nx.freeze(structure)

    assert list(structure.leaving("a")["b"]) == ["first", "second"]
    assert structure.reaching("nowhere") == {}
    with pytest.raises(FinishedGraphError):
        structure.place("d")
    with pytest.raises(FinishedGraphError):
        structure.join("a", "c", "third")


def test_each_edge_is_held_under_its_key_between_its_ends(real: Revision) -> None:
    found = {(source, target, key) for source, target, key in real.structure.edges(keys=True)}

    assert found == {(each.source.key, each.target.key, each.key) for each in real.edges}
    assert set(real.structure) == {each.key for each in real.entities}
