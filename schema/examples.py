"""Examples: questions that people would really ask of this graph, kept as GraphQL files."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import strawberry

from schema.fields import field

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """A question, and the document that asks it."""

    name: str
    title: str
    question: str
    document: str
    variables: str | None


@cache
def examples() -> tuple[ExampleFile, ...]:
    """Read the examples in order of their file names.

    The first line of a file is a comment with the title, the second one with the question; the
    variables, if any, stand beside it in a `.json` file of the same name.
    """
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.graphql")))


def _read(path: Path) -> ExampleFile:
    title, question, document = path.read_text(encoding="utf-8").split("\n", 2)
    beside = path.with_suffix(".json")
    return ExampleFile(
        name=path.stem,
        title=title.removeprefix("# "),
        question=question.removeprefix("# "),
        document=document.strip() + "\n",
        variables=beside.read_text(encoding="utf-8").strip() if beside.exists() else None,
    )


@strawberry.type(description="A question that this graph answers, ready to be run.")
class Example:
    """An example."""

    title: str = field(description="What it is about, in a few words.")
    question: str = field(description="The question in plain words.")
    document: str = field(description="The GraphQL document that asks it.")
    variables: str | None = field(description="Its variables as JSON, where it has any.")
