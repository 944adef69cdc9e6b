"""The same meaning: compiled answers are those of graphql-core, byte for byte, errors included."""

import json
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest

from graph.revision import Revision
from schema.context import Context
from schema.execution import Executor
from schema.schema import build_schema
from tests.conftest import ROOT
from tests.documents import DocumentMaker, MadeUp

QUERIES = sorted(
    [*(ROOT / "schema/examples").glob("*.graphql"), *ROOT.glob("tests/golden/*.graphql")]
)
BATCHES = int(os.environ.get("FUZZ_BATCHES", "12"))
DOCUMENTS_IN_A_BATCH = 100


class BothWays:
    """Asks compiled code and graphql-core, and compares."""

    def __init__(self) -> None:
        schema = build_schema()
        self.compiled = Executor(schema)
        self.reference = Executor(schema, compiled=False)

    def agree(self, graph: Revision, text: str, variables: dict[str, Any]) -> bool:
        """Tell whether both give the same bytes, the compiled one at once and when asked again."""
        prepared = self.reference.prepare(text)
        wanted = self.bytes_of(self.reference, prepared, graph, variables)
        return all(
            self.bytes_of(self.compiled, prepared, graph, variables) == wanted for _ in range(2)
        )

    @staticmethod
    def bytes_of(
        executor: Executor, prepared: Any, graph: Revision, variables: dict[str, Any]
    ) -> bytes:
        """Give an answer as it is sent."""
        return orjson.dumps(executor.answer(prepared, Context(graph=graph), variables))


@pytest.fixture(scope="session")
def both() -> BothWays:
    """Give the two ways."""
    return BothWays()


def ids_of(graph: Revision) -> dict[str, list[str]]:
    """Collect ids of a graph by kind."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for each in (*graph.entities, *graph.edges, *graph.sources):
        ids[each.key.partition("/")[0]].append(each.key)
    return dict(ids)


@pytest.fixture(scope="session")
def make_up(small: Revision) -> Callable[[int], MadeUp]:
    """Make up a document about the small world by a number."""
    schema, ids = Executor(build_schema()).schema, ids_of(small)
    return lambda seed: DocumentMaker(schema, ids, Random(seed)).make()


def test_there_are_queries_to_compare() -> None:
    assert len(QUERIES) >= 40


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_examples_and_golden_queries_are_compiled_to_the_same_bytes(
    path: Path, both: BothWays, real: Revision
) -> None:
    beside = path.with_suffix(".json")
    variables = (
        json.loads(beside.read_text()) if "examples" in path.parts and beside.exists() else {}
    )
    before = both.compiled.ways.compiled
    assert both.agree(real, path.read_text(encoding="utf-8"), variables)
    assert both.compiled.ways.compiled == before + 2


@pytest.mark.parametrize("batch", range(BATCHES))
def test_made_up_documents_are_answered_with_the_same_bytes(
    batch: int, both: BothWays, small: Revision, make_up: Callable[[int], MadeUp]
) -> None:
    ways = both.compiled.ways
    compiled, reference = ways.compiled, ways.reference
    for number in range(DOCUMENTS_IN_A_BATCH):
        asked = make_up(batch * DOCUMENTS_IN_A_BATCH + number)
        assert both.agree(small, asked.text, asked.variables), asked
    assert 2 * (ways.compiled - compiled) > ways.reference - reference  # the rest are errors
