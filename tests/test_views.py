"""Views: as a first look at a date costs little, however much the graph holds."""

import gc
import tracemalloc

import pytest

from bench.world import made_up_world
from graph.dates import PartialDate
from graph.filters import RelationshipFilter
from graph.listings import relationships
from graph.revision import Revision
from tests.conftest import load


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    directory = tmp_path_factory.mktemp("world")
    made_up_world(3_000, seed=1).write(directory)
    return load(directory)


def test_a_first_look_at_a_date_makes_no_edge_that_is_not_shown(world: Revision) -> None:
    relationships(world.at(PartialDate.parse("2014")), RelationshipFilter())
    gc.collect()
    tracemalloc.start()
    listing = relationships(world.at(PartialDate.parse("2015")), RelationshipFilter())
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(listing.items) > 1_000
    assert taken < 30 * len(listing.items)  # a reference or two; an edge has hundreds of bytes


@pytest.mark.parametrize("day", ["1999", "2013-11", "2015", "2021-10-17", "9999"])
def test_a_view_lists_the_edges_that_it_gives_one_by_one(world: Revision, day: str) -> None:
    view = world.at(PartialDate.parse(day))
    listed = relationships(view, RelationshipFilter()).items
    assert [*listed] == [*view.edges] == [*listed[:]]
    assert all(edge.id == f"{edge.key}@{day}" for edge in listed)


def test_what_has_no_date_is_in_no_view(small: Revision) -> None:
    undated = {edge.key for edge in small.edges if edge.sure_start.year == 9999}
    assert undated
    view = small.at(PartialDate.parse("9999-12-31"))
    assert undated.isdisjoint(edge.key for edge in view.edges)
