"""Fixtures: the real graph and the small world, and a way to ask them in GraphQL.

The real data are asked where they are the subject; behaviour is shown on the small made-up
world of `tests/worlds/small`, which can be held in the head.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from graph.build import build_graph
from graph.load import load_tables
from graph.revision import Revision
from schema.context import Context
from schema.execution import Executor
from schema.prepared import Prepared
from schema.schema import build_schema

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "worlds" / "small"

# Laws are about answers; a busy machine is no counterexample to them.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Ask = Callable[..., dict[str, Any]]


def load(directory: Path) -> Revision:
    """Load a data set and build its graph."""
    return build_graph(load_tables(directory))


@lru_cache(maxsize=100)
def prepared(executor: Executor, document: str) -> Prepared:
    """Prepare a document, and keep it as the service does: most of the time goes into that."""
    return executor.prepare(document)


def respond(executor: Executor, graph: Revision, document: str, variables: dict[str, Any]) -> Any:
    """Answer a document with all that comes back: `data` and `errors`."""
    return executor.answer(prepared(executor, document), Context(graph=graph), variables)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let recorded answers be written anew."""
    parser.addoption("--record", action="store_true", help="write recorded answers anew")


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Tell whether recorded answers are to be written anew."""
    return bool(request.config.getoption("--record"))


@pytest.fixture(scope="session")
def executor() -> Executor:
    """Give the one executor of the session; it holds no data."""
    return Executor(build_schema())


@pytest.fixture(scope="session")
def real() -> Revision:
    """Give the graph of the real data."""
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def small() -> Revision:
    """Give the graph of the small made-up world."""
    return load(SMALL)


@pytest.fixture(scope="session")
def ask(executor: Executor, real: Revision) -> Ask:
    """Ask the real graph, expecting no errors; gives `data`."""

    def asked(document: str, **variables: Any) -> dict[str, Any]:
        response = respond(executor, real, document, variables)
        assert "errors" not in response, response["errors"]
        data: dict[str, Any] = response["data"]
        return data

    return asked


@pytest.fixture(scope="session")
def errors_of(executor: Executor, real: Revision) -> Callable[..., list[dict[str, Any]]]:
    """Ask the real graph, expecting errors; gives them."""

    def asked(document: str, **variables: Any) -> list[dict[str, Any]]:
        errors: list[dict[str, Any]] = respond(executor, real, document, variables)["errors"]
        return errors

    return asked
