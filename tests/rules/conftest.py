"""The small world, as it is and with some rows changed, asked in GraphQL."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.revision import Revision
from schema.execution import Executor
from tests.conftest import SMALL, Ask, load, respond

Asker = Callable[[Revision], Ask]
Change = Callable[[str], Revision]


@pytest.fixture(scope="session")
def asker(executor: Executor) -> Asker:
    """Give a way to ask any graph, expecting no errors."""

    def asker(graph: Revision) -> Ask:
        def asked(document: str, **variables: Any) -> dict[str, Any]:
            response = respond(executor, graph, document, variables)
            assert "errors" not in response, response["errors"]
            data: dict[str, Any] = response["data"]
            return data

        return asked

    return asker


@pytest.fixture(scope="session")
def ask_small(small: Revision, asker: Asker) -> Ask:
    """Ask the small world."""
    return asker(small)


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Build the small world with some rows changed.

    A line that names a table is followed by lines that take out the one row that begins so
    (`- `) or put a row in (`+ `). That one comes last: the order of rows means nothing.
    """

    def changed(edits: str) -> Revision:
        world = tmp_path / "world"
        shutil.copytree(SMALL, world, dirs_exist_ok=True)
        for file, sign, row in _edits(edits):
            lines = (world / file).read_text("utf-8").splitlines()
            if sign == "+":
                lines.append(row)
            else:
                (old,) = [line for line in lines if line.startswith(row)]
                lines.remove(old)
            (world / file).write_text("".join(f"{line}\n" for line in lines), "utf-8")
        return load(world)

    return changed


@pytest.fixture
def ask_changed(changed: Change, asker: Asker) -> Callable[[str], Ask]:
    """Ask the small world with some rows changed: `ask_changed(edits)` gives an `ask`."""
    return lambda edits: asker(changed(edits))


def _edits(text: str) -> Iterator[tuple[str, str, str]]:
    file = ""
    for line in text.strip().splitlines():
        sign, gap, row = line.strip().partition(" ")
        if gap and sign in ("+", "-"):
            yield file, sign, row
        else:
            file = f"{line.strip()}.csv"
