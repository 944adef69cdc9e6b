"""The import rule: server, serving, schema, graph; each imports only what stands below it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ["graph", "schema", "serving", "server"]  # from the bottom to the top
LIBRARIES = {
    "graph": {"networkx", "anyascii", "rapidfuzz", "rustworkx", "igraph"},
    "schema": {"strawberry", "graphql", "orjson"},
}
FILES = [
    *sorted(
        path.relative_to(ROOT)
        for package in ("graph", "schema", "serving")
        for path in (ROOT / package).rglob("*.py")
    ),
    Path("server.py"),
]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_imports_only_what_stands_below_it(file: Path) -> None:
    package = file.parts[0].removesuffix(".py")
    above = set(PACKAGES[PACKAGES.index(package) + 1 :])
    assert above.isdisjoint(_imported(file))


@pytest.mark.parametrize("file", [file for file in FILES if file.parts[0] in LIBRARIES], ids=str)
def test_the_graph_knows_no_graphql_and_the_schema_no_http(file: Path) -> None:
    foreign = _imported(file) - sys.stdlib_module_names - {"graph", "schema"}
    allowed = LIBRARIES["graph"] if file.parts[0] == "graph" else LIBRARIES["schema"]
    assert foreign <= allowed


def _imported(file: Path) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {module.split(".")[0] for module in _modules(tree)}


def _modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
