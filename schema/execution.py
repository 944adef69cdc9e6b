"""Execution: a document is parsed, validated and compiled once, and answered as often as asked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    execute_sync,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError

from schema.compiled.errors import NotCompiledError
from schema.compiled.plans import Plan
from schema.compiled.resolvers import Resolvers
from schema.context import Context
from schema.errors import DocumentLimitError, told
from schema.kept import Kept

DOCUMENTS_KEPT = 1000
CHARACTERS_KEPT = 500_000  # a parsed document takes about 80 bytes a character
PLANS_KEPT = 1000
MOST_TOKENS = 10_000
MOST_COMPARISONS = 100_000
_ABORTED = "Validation aborted."
_TOO_MANY_TOKENS = re.compile(r"Document contains more than \d+ tokens")


def _nothing(_: DocumentNode) -> Iterable[GraphQLError]:
    return ()


class MergingRule(OverlappingFieldsCanBeMergedRule):
    """Graphql-core's rule whose work grows fastest, with a smaller budget than its own."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = MOST_COMPARISONS


RULES = tuple(
    MergingRule if rule is OverlappingFieldsCanBeMergedRule else rule for rule in specified_rules
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What documents must keep to besides the schema.

    `limits` looks at a parsed document before it is validated: validation is not linear.
    """

    most_tokens: int = MOST_TOKENS
    introspection: bool = True
    suggestions: bool = True
    limits: Callable[[DocumentNode], Iterable[GraphQLError]] = _nothing


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A document that was parsed and validated, with what is wrong with it, if anything."""

    text: str
    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


@dataclass(slots=True)
class Ways:
    """How many operations were answered by compiled code, and how many by graphql-core."""

    compiled: int = 0
    reference: int = 0

    def taken(self) -> dict[str, int]:
        """Give the numbers by way, and begin anew."""
        numbers = {"compiled": self.compiled, "reference": self.reference}
        self.compiled = self.reference = 0
        return numbers


class Executor:
    """Answers documents on one schema; it holds no data, so it outlives every revision.

    With `compiled` off, graphql-core answers everything; the answers are the same.
    """

    def __init__(
        self, schema: strawberry.Schema, rules: Rules | None = None, *, compiled: bool = True
    ) -> None:
        self.schema: GraphQLSchema = schema._schema  # noqa: SLF001  # no public way to it
        self.rules = rules or Rules()
        self.ways = Ways()
        self._kept = Kept[Prepared](DOCUMENTS_KEPT, CHARACTERS_KEPT)
        self._resolvers = Resolvers(schema)
        self._compiled = compiled
        self._plan = lru_cache(maxsize=PLANS_KEPT)(self._planned)

    def prepare(self, text: str) -> Prepared:
        """Parse and validate a document; the most recent ones are kept."""
        found = self._kept.get(text)
        if found is None:
            found = self._prepared(text)
            self._kept.put(text, found, len(text))
        return found

    def _prepared(self, text: str) -> Prepared:
        try:
            document = parse(text, max_tokens=self.rules.most_tokens)
        except GraphQLError as error:
            return Prepared(text, None, (self._syntax_error(error),))
        errors = tuple(self.rules.limits(document)) or self._validation_errors(document)
        return Prepared(text, document, errors)

    def _syntax_error(self, error: GraphQLError) -> GraphQLError:
        most = self.rules.most_tokens
        if not _TOO_MANY_TOKENS.search(error.message):
            return error
        way_out = "ask in several requests"
        return DocumentLimitError("tokens", None, most, way_out).located()

    def _validation_errors(self, document: DocumentNode) -> tuple[GraphQLError, ...]:
        more = () if self.rules.introspection else (NoSchemaIntrospectionCustomRule,)
        hide = not self.rules.suggestions
        found = validate(self.schema, document, (*RULES, *more), hide_suggestions=hide)
        return tuple(_limit_of(error) for error in found)

    def _planned(self, prepared: Prepared, operation: str | None) -> Plan | None:
        """Plan an operation; None if graphql-core is to answer it whenever it is asked."""
        if prepared.document is None:
            return None
        try:
            return Plan(self.schema, self._resolvers, prepared.document, operation)
        except NotCompiledError:
            return None

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
        data = self._fast(prepared, context, variables or {}, operation)
        if data is not None:
            self.ways.compiled += 1
            return {"data": data}
        self.ways.reference += 1
        result = execute_sync(
            self.schema,
            prepared.document,
            context_value=context,
            variable_values=dict(variables or {}),
            operation_name=operation,
        )
        return _response(result)

    def _fast(
        self,
        prepared: Prepared,
        context: Context,
        variables: Mapping[str, Any],
        operation: str | None,
    ) -> dict[str, Any] | None:
        """Answer by compiled code; None where that cannot be done, or went wrong on the way.

        Questions change nothing, so graphql-core can start again from the beginning and tell what
        is wrong in its own words; only the dates met so far are forgotten.
        """
        plan = self._plan(prepared, operation) if self._compiled else None
        if plan is None:
            return None
        dates = frozenset(context.dates)
        try:
            return plan.answer(context, variables)
        except Exception:  # noqa: BLE001  # whatever it is, graphql-core answers or reports it
            context.dates.intersection_update(dates)
            return None


def _limit_of(error: GraphQLError) -> GraphQLError:
    """Tell what graphql-core gave up as a limit like the others."""
    if not isinstance(error, ValidationAbortedError) or error.message != _ABORTED:
        return error
    way_out = "ask for each field once in a selection, or in several requests"
    return DocumentLimitError("comparisons of fields", None, MOST_COMPARISONS, way_out).located()


def _response(result: ExecutionResult) -> dict[str, Any]:
    errors = [told(error) for error in result.errors or ()]
    return {"errors": errors, "data": result.data} if errors else {"data": result.data}
