"""Hints: compiled answers know the class behind each GraphQL type, wherever it stands."""

import ast

from schema.compiled.hints import classes
from schema.schema import build_schema
from tests.conftest import ROOT


def test_every_class_that_a_graphql_type_is_read_from_is_known() -> None:
    modules = (ROOT / "graph").rglob("*.py")
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in modules)
    defined = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    backed = defined & set(build_schema()._schema.type_map)  # noqa: SLF001  # no public way to it

    assert len(backed) > 30
    assert backed <= classes().keys()
