"""Execution: a document is parsed and validated once, and answered as often as it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    execute_sync,
    parse,
    validate,
)

from schema.context import Context
from schema.errors import told

DOCUMENTS_KEPT = 1000
MOST_TOKENS = 10_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that was parsed and validated, with what is wrong with it, if anything."""

    text: str
    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


class Executor:
    """Answers documents on one schema; it holds no data, so it outlives every revision."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self.schema: GraphQLSchema = schema._schema  # noqa: SLF001  # no public way to it
        self.prepare = lru_cache(maxsize=DOCUMENTS_KEPT)(self._prepared)

    def _prepared(self, text: str) -> Prepared:
        """Parse and validate a document; the most recent ones are kept."""
        try:
            document = parse(text, max_tokens=MOST_TOKENS)
        except GraphQLError as error:
            return Prepared(text, None, (error,))
        return Prepared(text, document, tuple(validate(self.schema, document)))

    def answer(
        self,
        prepared: Prepared,
        context: Context,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
    ) -> dict[str, Any]:
        """Answer a document: `data`, if it was executed, and `errors`, if there are any."""
        if prepared.document is None or prepared.errors:
            return {"errors": [told(error) for error in prepared.errors]}
        result = execute_sync(
            self.schema,
            prepared.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation,
        )
        return _response(result)


def _response(result: ExecutionResult) -> dict[str, Any]:
    errors = [told(error) for error in result.errors or ()]
    return {"errors": errors, "data": result.data} if errors else {"data": result.data}
