"""The README: every GraphQL block in it runs, and the answer below it is the real one."""

import json
import re

import pytest

from tests.conftest import ROOT, Ask

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```graphql\n(.*?)```(?:\s*```json\n(.*?)```)?", README, flags=re.DOTALL)


def test_the_readme_has_graphql() -> None:
    assert BLOCKS


@pytest.mark.parametrize(("document", "answer"), BLOCKS)
def test_a_graphql_block_of_the_readme_gives_the_answer_below_it(
    document: str, answer: str, ask: Ask
) -> None:
    data = ask(document)
    assert data
    if answer:
        assert data == json.loads(answer)["data"]
