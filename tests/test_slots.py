"""Slots filled directly: what is made so is as any other frozen dataclass is."""

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from graph.slots import filled_directly, made_of_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What every edge has."""

    key: str
    note: str | None = None


@filled_directly
@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Base):
    """Inherits a usual value, and is made by names alone."""

    ends: tuple[str, str]


@filled_directly
@dataclass(frozen=True, slots=True)
class Pair:
    """Is made by position as well."""

    first: int
    second: int = 2


def test_inherited_fields_and_usual_values_are_filled() -> None:
    assert repr(Edge(key="a", ends=("b", "c"))) == "Edge(key='a', note=None, ends=('b', 'c'))"
    assert Pair(1) == Pair(1, 2) == Pair(first=1, second=2)


def test_a_copy_with_changes_can_be_made_but_no_change() -> None:
    edge = Edge(key="a", ends=("b", "c"), note="d")

    assert replace(edge, note=None) == Edge(key="a", ends=("b", "c"))
    with pytest.raises(FrozenInstanceError):
        edge.note = "e"


def test_arguments_are_asked_for_as_the_dataclass_does() -> None:
    with pytest.raises(TypeError, match="ends"):
        Edge(key="a")
    with pytest.raises(TypeError, match="positional"):
        Edge("a", ("b", "c"))


def test_many_made_of_columns_are_as_those_made_one_by_one() -> None:
    ends = [("b", "c"), ("c", "d")]

    made = made_of_columns(Edge, ends, key=["a", "b"], ends=ends)

    assert made == [Edge(key="a", ends=("b", "c")), Edge(key="b", ends=("c", "d"))]
    with pytest.raises(KeyError, match="ends"):
        made_of_columns(Edge, ends, key=["a", "b"])
