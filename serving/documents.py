"""Documents as the service knows them: prepared, limited, priced, and kept."""

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Any, cast

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode

from graph.cache import Cache
from schema.execution import Executor
from schema.prepared import Prepared, events_as_queries
from serving.amounts import amounts_of
from serving.bargains import Bargain
from serving.cost_keys import CostKeys
from serving.costs import Bill, PriceList

Variables = Mapping[str, Any] | None
_COSTS_KEPT = 100
_AMOUNTS_KEPT = 20
_BYTES_PER_AMOUNT = 40
_BYTES_PER_COST = 200
_LONGEST_NAME = 100
_OFTEN = 32


class Document:
    """A document, and what its operations cost on the revision that the prices are of."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        self.answers = 0
        self.weight = 0
        self._keys: dict[str | None, CostKeys] = {}
        self._prices: PriceList | None = None
        self._costs: dict[tuple[Hashable, ...], int] = {}

    def weigh(self) -> int:
        """Tell about how many bytes it takes by now, with its plans and costs."""
        costs = sum(_BYTES_PER_COST + _BYTES_PER_AMOUNT * len(key) for key in self._costs)
        return self.prepared.weight + costs

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """Give the operation that is meant; None if there is none, or more than one."""
        return self.prepared.operations.get(name)

    @cached_property
    def sound(self) -> bool:
        """Whether it can be executed."""
        return self.prepared.document is not None and not self.prepared.errors

    @cached_property
    def executable(self) -> Prepared:
        """The document as it is executed: an event of a subscription is what a query answers."""
        return events_as_queries(self.prepared)

    def kind(self, name: str | None) -> str | None:
        """Give the kind of the operation that is meant, if it can be executed."""
        operation = self.operation(name) if self.sound else None
        return operation.operation.value if operation else None

    def name(self, given: str | None) -> str | None:
        """Give what the log calls the operation that is meant, if it has a name."""
        operation = self.operation(given)
        return operation.name.value[:_LONGEST_NAME] if operation and operation.name else None

    def cost(self, prices: PriceList, name: str | None, variables: Variables) -> int:
        """Price an operation that is sound; 0 if there is none of that name, or it cannot run."""
        operation, document = self.operation(name), self.prepared.document
        if operation is None or document is None:
            return 0
        if prices is not self._prices:
            self._prices, self._costs = prices, {}
        keys = self._keys.get(name)
        if keys is None:
            keys = self._keys[name] = CostKeys(prices.schema, document, operation)
        key = (name, *keys.of(variables or {}))
        cost = self._costs.get(key)
        return self._price(prices, operation, variables, key) if cost is None else cost

    def _price(
        self,
        prices: PriceList,
        operation: OperationDefinitionNode,
        variables: Variables,
        key: tuple[Hashable, ...],
    ) -> int:
        amounts = amounts_of(prices.schema, operation, variables, prices.most)
        if amounts is None:
            return 0  # not kept: other values of the same size may be right
        cost = Bill(prices, self._parsed, amounts).total(operation)
        if len(self._costs) < _COSTS_KEPT:
            self._costs[key] = cost
        return cost

    @property
    def _parsed(self) -> DocumentNode:
        return cast("DocumentNode", self.prepared.document)

    def too_costly(
        self, prices: PriceList, name: str | None, variables: Variables, most: int
    ) -> GraphQLError | None:
        """Say what to do about an operation that costs too much."""
        operation = self.operation(name)
        if operation is None:
            return None
        amounts = amounts_of(prices.schema, operation, variables, prices.most)
        if amounts is None:
            return None
        return Bargain(prices, self._parsed, amounts).error(operation, most)


class Documents:
    """The documents that were asked for last."""

    def __init__(self, executor: Executor, prices: PriceList, limit: int) -> None:
        self.executor = executor
        self.prices = prices
        self.cache = Cache[Document](limit)

    def kept(self, text: str) -> Document | None:
        """Give the document of a text, if it is kept."""
        return self.cache.get(text)

    def of(self, text: str) -> Document:
        """Prepare the document of a text, and keep it."""
        document = Document(self.executor.prepare(text))
        self._put(document)
        return document

    def weigh(self, document: Document) -> None:
        """Keep a document that was answered, by the weight that it has by now.

        What has been answered often has been compiled, so it is looked at now and then only.
        """
        document.answers += 1
        if document.answers > _OFTEN and document.answers % _OFTEN:
            return
        known = self.cache.get(document.prepared.text)
        if known is None or (known is document and document.weigh() != document.weight):
            self._put(document)

    def _put(self, document: Document) -> None:
        """Keep a document; those that are let go may be known to others, but not their plans."""
        document.weight = document.weigh()
        for gone in self.cache.put(document.prepared.text, document, document.weight):
            gone.prepared.plans.clear()
            gone.answers = 0
