"""Opening a data set: whoever checks it, serves it first or serves it next does the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb, format_exception
from typing import overload

from graph.build import build_graph
from graph.collection import collection_paused
from graph.contests import Contest
from graph.dataset import dataset
from graph.form import row_classes
from graph.listings import prepare_lists
from graph.load import load_tables
from graph.name_index import index_of
from graph.neighborhood import gather_hubs
from graph.problems import DataError
from graph.quotes import plain
from graph.relationships import Relationship
from graph.revision import Revision


class InternalDataError(DataError):
    """Data that no rule refuses, and that cannot be served all the same; the cause is chained.

    It is a fault of the service: `traceback` is for those who mend it.
    """

    def __init__(self, directory: Path, subject: str, cause: Exception) -> None:
        super().__init__(directory, ())
        self.traceback = "".join(format_exception(cause))
        where = extract_tb(cause.__traceback__)[-1]
        message = (
            f"{directory}: internal error in {plain(subject)}: {type(cause).__name__}: "
            f"{plain(str(cause))} ({Path(where.filename).name}, line {where.lineno}); nothing was "
            "loaded; look through what was changed last, and report this with the log"
        )
        self.args = (message,)


@dataclass(frozen=True, slots=True)
class Opened:
    """A revision that can be served, and how many rows of each table it was made of."""

    revision: Revision
    rows: Mapping[str, int]


@overload
def open_data(directory: Path) -> Opened: ...


@overload
def open_data(directory: Path, known: str | None) -> Opened | None: ...


@collection_paused()
def open_data(directory: Path, known: str | None = None) -> Opened | None:
    """Read, build, derive and look through a data set; None if it is the revision `known`.

    DataError if it is refused: InternalDataError where no rule foresaw the reason.
    """
    subject = "the tables"
    try:
        tables = load_tables(directory)
        if tables.revision == known:
            return None
        rows = {table: len(getattr(tables, table)) for table in row_classes()}
        subject = "the graph"
        revision = build_graph(tables)
        del tables  # nobody needs the rows any more, and the index needs room
        for subject in _preparing(revision):  # noqa: B007  # told if reading it fails
            pass
    except DataError:
        raise
    except Exception as error:
        raise InternalDataError(directory, subject, error) from error
    return Opened(revision, rows)


def _preparing(revision: Revision) -> Iterator[str]:
    """Prepare what many requests read, and read once what any may; name each before it is read."""
    yield "the index"
    dataset(revision)
    index_of(revision)
    gather_hubs(revision)
    prepare_lists(revision)
    _ = revision.appearances, revision.statistics
    for edge in revision.unordered_edges:
        yield edge.key
        _read_edge(edge)
    for contest in revision.contests:
        yield contest.key
        _read_contest(contest)
    yield "the figures"
    _ = revision.ledger
    revision.pin()


def _read_edge(edge: Relationship) -> tuple[object, ...]:
    return edge.order, edge.sentence


def _read_contest(contest: Contest) -> tuple[object, ...]:
    return contest.candidates, contest.margin, contest.comeback, contest.rounds
