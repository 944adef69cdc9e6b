"""Tests of the made-up worlds that measurements are taken on."""

from pathlib import Path

from bench.world import made_up_world
from graph.build import build_graph
from graph.load import load_tables


def test_a_made_up_world_loads_and_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    world = made_up_world(3_000, seed=1)
    world.write(tmp_path)
    graph = build_graph(load_tables(tmp_path))
    assert len(graph.edges) == world.relationships
    assert 3_000 <= len(graph.edges) < 3_200


def test_the_same_seed_makes_the_same_world() -> None:
    assert made_up_world(500, seed=7).rows == made_up_world(500, seed=7).rows
    assert made_up_world(500, seed=7).rows != made_up_world(500, seed=8).rows
