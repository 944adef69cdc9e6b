"""Nesting: however deep lists lie within each other, they are compiled, or a failure is told."""

import pytest

from graph.revision import Revision
from schema.compiled.errors import BrokenPlanError
from schema.context import Context
from schema.execution import Executor
from schema.schema import build_schema
from tests.stack import low_stack

IN_LISTS = "contests(first: 1) { nodes { municipality { "


def nested(lists: int) -> str:
    """Give a document with so many lists within each other."""
    return "{ municipalities { " + IN_LISTS * lists + "id" + " } } }" * lists + " } }"


@pytest.mark.parametrize("lists", [8, 16, 21, 24, 33])
def test_nested_lists_are_compiled_to_the_same_answer(small: Revision, lists: int) -> None:
    compiled, reference = Executor(build_schema()), Executor(build_schema(), compiled=False)
    prepared = compiled.prepare(nested(lists))
    wanted = reference.answer(prepared, Context(graph=small))

    assert compiled.answer(prepared, Context(graph=small)) == wanted
    assert compiled.ways.taken() == {"compiled": 1, "reference": 0}


def test_what_cannot_be_compiled_is_told_and_not_tried_again(small: Revision) -> None:
    told: list[BrokenPlanError] = []
    executor = Executor(build_schema(), tell=told.append)
    deep = "ranIn { person { " * 90 + "id" + " } }" * 90
    prepared = executor.prepare(f'{{ person(id: "person/nobody") {{ {deep} }} }}')
    for _ in range(2):
        with low_stack(1_000):
            answer = executor.answer(prepared, Context(graph=small))
        assert answer == {"data": {"person": None}}

    assert [type(each.__cause__) for each in told] == [RecursionError]
    assert executor.ways.taken() == {"compiled": 0, "reference": 2}


def test_nothing_is_told_of_what_is_wrong_with_a_question(small: Revision) -> None:
    told: list[BrokenPlanError] = []
    executor = Executor(build_schema(), tell=told.append)
    for document in ("{ person { id } }", "{ __schema { nothing } }", '{ node(id: "x@y") { id } }'):
        assert executor.answer(executor.prepare(document), Context(graph=small))["errors"]

    assert not told
