"""The examples: every one runs, gives data, and answers as recorded.

`pytest --record` writes the answers anew; read the difference before committing it.
"""

import json
from pathlib import Path

import pytest

from schema.examples import ExampleFile, examples
from tests.conftest import Ask

RECORDED = Path(__file__).parent / "examples"


def test_there_are_at_least_25_examples() -> None:
    assert len(examples()) >= 25


def test_no_two_examples_have_one_title() -> None:
    titles = [example.title for example in examples()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_gives_the_recorded_answer(
    example: ExampleFile, ask: Ask, *, record: bool
) -> None:
    variables = json.loads(example.variables) if example.variables else {}
    answer = ask(example.document, **variables)
    recorded = RECORDED / f"{example.name}.json"
    if record:
        recorded.write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
    assert answer == json.loads(recorded.read_text(encoding="utf-8"))
    assert all(answer.values())


def test_the_examples_can_be_read_in_graphql(ask: Ask) -> None:
    served = ask("{ examples { title question document variables } }")["examples"]
    assert [each["title"] for each in served] == [each.title for each in examples()]
    assert [each["document"] for each in served] == [each.document for each in examples()]
