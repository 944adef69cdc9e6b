"""Prepared documents: parsed and validated once, with the plans of their operations."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from sys import getsizeof

from graphql import (
    DefinitionNode,
    DocumentNode,
    GraphQLFormattedError,
    OperationDefinitionNode,
    OperationType,
)

from schema.compiled.plans import Plan

BYTES_PER_TOKEN = 500  # of a parsed document
BYTES_PER_ERROR = 1_200
TEXTS = 2  # the names of a parsed document are copied out of its text
VALUES_PER_TOKEN = 4  # compiling takes as long as answering so many values without it


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A document that was parsed and validated, with what is wrong with it, if anything.

    It holds the plans of its operations, so whoever lets it go lets these go too. An operation that
    is the only one may be meant by no name as well.
    """

    text: str
    document: DocumentNode | None
    errors: tuple[GraphQLFormattedError, ...] = ()
    operations: Mapping[str | None, OperationDefinitionNode] = field(default_factory=dict)
    plans: dict[str | None, Plan | None] = field(default_factory=dict)
    answered: set[str | None] = field(default_factory=set)

    @property
    def weight(self) -> int:
        """About how many bytes it takes, with its plans."""
        tokens = self.document.token_count if self.document else 0
        plans = sum(each.weight for each in self.plans.values() if each)
        own = TEXTS * getsizeof(self.text) + BYTES_PER_TOKEN * tokens
        return own + sum(map(_weight_of_error, self.errors)) + plans

    def is_small(self, values: int) -> bool:
        """Whether so many values are answered sooner than the document is compiled."""
        return self.document is None or values <= VALUES_PER_TOKEN * self.document.token_count


def events_as_queries(prepared: Prepared) -> Prepared:
    """Give a document with queries for its subscriptions, which has the same plans.

    Each subscription is named after a query of the same type: an event answers what it would.
    """
    document = prepared.document
    if document is None or not any(map(_is_subscription, prepared.operations.values())):
        return prepared
    changed = replace(document, definitions=tuple(map(_as_query, document.definitions)))
    return replace(prepared, document=changed, operations=operations_of(changed))


def _is_subscription(definition: DefinitionNode) -> bool:
    operation = getattr(definition, "operation", None)
    return operation is OperationType.SUBSCRIPTION


def _as_query(definition: DefinitionNode) -> DefinitionNode:
    if isinstance(definition, OperationDefinitionNode) and _is_subscription(definition):
        return replace(definition, operation=OperationType.QUERY)
    return definition


def operations_of(document: DocumentNode) -> dict[str | None, OperationDefinitionNode]:
    """Give the operations of a document by name; one that is alone has no name as well."""
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    named = {each.name.value if each.name else None: each for each in found}
    return named | {None: found[0]} if len(found) == 1 else named


def _weight_of_error(error: GraphQLFormattedError) -> int:
    return BYTES_PER_ERROR + getsizeof(error["message"])
