"""Golden answers: what the real graph says, recorded, looked at, and kept.

`pytest --record` writes the answers anew; read the difference before committing it.
"""

import json
from pathlib import Path

import pytest

from tests.conftest import Ask

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.graphql"))


def test_there_are_golden_queries() -> None:
    assert len(GOLDEN) >= 10


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_query_gives_the_recorded_answer(path: Path, ask: Ask, *, record: bool) -> None:
    answer = ask(path.read_text(encoding="utf-8"))
    recorded = path.with_suffix(".json")
    if record:
        recorded.write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
    assert answer == json.loads(recorded.read_text(encoding="utf-8"))
