"""Loading for service: a revision that is whole and out of the garbage collector's way."""

import gc
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import overload

from graph.collection import collection_paused
from graph.dataset import dataset
from graph.opening import open_data
from graph.revision import Revision


@dataclass(frozen=True, slots=True)
class Loaded:
    """A revision and how long it took to load, in seconds."""

    revision: Revision
    seconds: float


@overload
def load_revision(directory: Path) -> Loaded: ...


@overload
def load_revision(directory: Path, known: str | None) -> Loaded | None: ...


@collection_paused()
def load_revision(directory: Path, known: str | None = None) -> Loaded | None:
    """Open a data set for service; None if it is the revision `known`, DataError if it is refused.

    All is set aside from the garbage collector at the end, which would else look through it as
    soon as it may, and find nothing. What is loaded beside another revision needs `settle`.
    """
    began = perf_counter()
    opened = open_data(directory, known)
    if opened is None:
        return None
    gc.freeze()
    return Loaded(opened.revision, perf_counter() - began)


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
