"""Prices side by side with what they are paid for: values, and time of the processor."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from time import process_time
from typing import Any

from graph.budget import USUAL_BUDGET
from graph.collection import collection_paused
from graph.revision import Revision
from schema.context import Context
from schema.execution import Executor
from schema.pages import LARGEST_PAGE
from schema.schema import build_schema
from serving.costs import PriceList
from serving.documents import Documents
from tests.documents import DocumentMaker

DEEP = (2, 3, 3, 4, 5)
DOCUMENT_BYTES = 40_000_000
LARGE = (100, 20, 3, 50, 0, 1, 1000)


def values_in(answer: object) -> int:
    """Count what an answer gives: each field, and each item of a list."""
    inner = answer.values() if isinstance(answer, dict) else answer
    return sum(1 + values_in(each) for each in inner) if isinstance(answer, dict | list) else 0


@dataclass(frozen=True, slots=True)
class Paid:
    """What an operation was priced, what it gave, and how long it took, in seconds."""

    cost: int
    values: int
    seconds: float
    text: str
    variables: Mapping[str, Any]

    @property
    def shown(self) -> str:
        """All of it in one line, for whoever reads of a failure."""
        values = f"{self.values} values, {1000 * self.seconds:.1f} ms"
        return f"cost {self.cost}: {values}: {self.text} {dict(self.variables)}"


class Till:
    """Prices operations on one revision and then answers them, as the service does."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.executor = Executor(build_schema())
        schema, statistics = self.executor.schema, revision.statistics
        self.prices = PriceList(schema, statistics, LARGEST_PAGE, USUAL_BUDGET)
        self.documents = Documents(self.executor, self.prices, DOCUMENT_BYTES)
        found = defaultdict(list)
        for each in (*revision.entities, *revision.unordered_edges, *revision.sources):
            found[each.key.partition("/")[0]].append(each.key)
        self.ids = dict(found)

    def cost(self, text: str, operation: str | None = None, **variables: Any) -> int:
        """Price an operation."""
        return self.documents.of(text).cost(self.prices, operation, variables)

    def pay(
        self, text: str, variables: Mapping[str, Any], operation: str | None, most: int
    ) -> Paid | None:
        """Price and answer an operation; None if it is not sound, or costs more than `most`."""
        document = self.documents.kept(text) or self.documents.of(text)
        if not document.sound:
            return None
        cost = document.cost(self.prices, operation, variables)
        if cost > most:
            return None
        context = Context(graph=self.revision)
        with collection_paused():
            began = process_time()
            answer = self.executor.answer(document.prepared, context, variables, operation)
            seconds = process_time() - began
        return Paid(cost, values_in(answer.get("data")), seconds, text, variables)

    def made_up(self, seeds: range, most: int) -> Iterator[Paid]:
        """Make up documents and pay for them."""
        for seed in seeds:
            chance = Random(seed)
            dates = tuple(f"20{chance.randint(7, 25):02}-{n:02}" for n in range(1, 13))
            maker = DocumentMaker(self.executor.schema, self.ids, chance, DEEP, LARGE, dates)
            made = maker.make()
            for each in made.sets:
                paid = self.pay(made.text, each, made.operation, most)
                if paid is not None:
                    yield paid
