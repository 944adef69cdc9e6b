"""Loading for service: a revision that is whole and out of the garbage collector's way."""

import gc
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from graph.build import build_graph
from graph.collection import collection_paused
from graph.dataset import dataset
from graph.listings import prepare_lists
from graph.load import load_tables
from graph.name_index import index_of
from graph.neighborhood import gather_hubs
from graph.revision import Revision


@dataclass(frozen=True, slots=True)
class Loaded:
    """A revision and how long it took to load, in seconds."""

    revision: Revision
    seconds: float


@collection_paused()
def load_revision(directory: Path) -> Loaded:
    """Load a data set, build its graph and prepare what requests need; DataError if it is refused.

    All is set aside from the garbage collector at the end, which would else look through it as
    soon as it may, and find nothing. What is loaded beside another revision needs `settle`.
    """
    began = perf_counter()
    return _ready(build_graph(load_tables(directory)), began)


@collection_paused()
def load_other(directory: Path, known: str) -> Loaded | None:
    """Load a data set like `load_revision`, unless it is the revision that is known already."""
    began = perf_counter()
    tables = load_tables(directory)
    if tables.revision == known:
        return None
    revision = build_graph(tables)
    del tables  # nobody needs the rows any more, and the index needs room
    return _ready(revision, began)


def _ready(revision: Revision, began: float) -> Loaded:
    dataset(revision)
    index_of(revision)
    gather_hubs(revision)
    prepare_lists(revision)
    revision.count()
    gc.freeze()
    return Loaded(revision, perf_counter() - began)


def settle() -> None:
    """Free the revision that is no longer served, and set aside what is here to stay.

    A full collection over a large graph would stop every request, so the collector is to look at
    it once, now, and then never again until the next revision.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def served(revision: Revision) -> str:
    """Say in one line what a revision holds."""
    described = dataset(revision)
    things = sum(each.count for each in described.entities)
    relationships = sum(each.count for each in described.relationships)
    return (
        f"revision {revision.revision}: {things} things, {relationships} relationships, "
        f"{len(described.sources)} sources"
    )
