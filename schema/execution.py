"""Execution: a document is parsed, validated and compiled once, and answered as often as asked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sys import getrecursionlimit, maxsize, setrecursionlimit
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    execute_sync,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.validate import ValidationAbortedError

from schema.compiled.errors import BrokenPlanError, NotCompiledError
from schema.compiled.plans import Plan
from schema.compiled.resolvers import Resolvers
from schema.context import Context
from schema.errors import AnswerTooLargeError, DocumentLimitError, all_told
from schema.metering import VALUES_PER_COST, Metered, OverrunError
from schema.numbers import unreadable_numbers
from schema.prepared import Prepared, operations_of

MOST_TOKENS = 10_000
MOST_COMPARISONS = 100_000
FRAMES = 2_000  # that graphql-core takes for 100 levels of fields with lists; Python allows 1,000
_ABORTED = "Validation aborted."
_TOO_MANY_TOKENS = re.compile(r"Document contains more than \d+ tokens")


def _nothing(_: DocumentNode) -> Iterable[GraphQLError]:
    return ()


def _nothing_told(_: BrokenPlanError) -> None:
    """Tell nobody."""


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


@dataclass(slots=True)
class Ways:
    """How many operations compiled code worked on, and how many graphql-core had to.

    Each is counted once, by the way that it ended on: with an answer, or without one in time.
    """

    compiled: int = 0
    reference: int = 0

    def taken(self) -> dict[str, int]:
        """Give the numbers by way, and begin anew."""
        numbers = {"compiled": self.compiled, "reference": self.reference}
        self.compiled = self.reference = 0
        return numbers

    def add(self, taken: Mapping[str, int]) -> None:
        """Count what was taken from another process."""
        self.compiled += taken["compiled"]
        self.reference += taken["reference"]


class Executor:
    """Answers documents on one schema; it holds no data, so it outlives every revision.

    With `compiled` off, graphql-core answers everything; the answers are the same. Whoever wants
    to know is told of each operation that should have been compiled and was not.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        rules: Rules | None = None,
        *,
        compiled: bool = True,
        tell: Callable[[BrokenPlanError], None] = _nothing_told,
    ) -> None:
        self.schema: GraphQLSchema = schema._schema  # noqa: SLF001  # no public way to it
        self.rules = rules or Rules()
        self.ways = Ways()
        self._resolvers = Resolvers(schema)
        setrecursionlimit(max(getrecursionlimit(), FRAMES))
        self._compiled = compiled
        self._tell = tell

    def prepare(self, text: str) -> Prepared:
        """Parse and validate a document, for the caller to keep."""
        try:
            document = parse(text, max_tokens=self.rules.most_tokens)
        except GraphQLError as error:
            return Prepared(text, None, tuple(all_told([self._syntax_error(error)])))
        limits = (*unreadable_numbers(document), *self.rules.limits(document))
        errors = all_told(limits or self._validation_errors(document))
        return Prepared(text, document, tuple(errors), operations_of(document))

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

    def _plan(self, prepared: Prepared, operation: str | None, values: int | None) -> Plan | None:
        """Give the plan of an operation; None if graphql-core is to answer it this time."""
        node, document = prepared.operations.get(operation), prepared.document
        if node is None or document is None:
            return None
        name = node.name.value if node.name else None
        if name in prepared.plans:
            return prepared.plans[name]
        if values is not None and prepared.is_small(values) and name not in prepared.answered:
            prepared.answered.add(name)
            return None
        plan = prepared.plans[name] = self._planned(document, node)
        return plan

    def _planned(self, document: DocumentNode, operation: OperationDefinitionNode) -> Plan | None:
        """Plan an operation; None if graphql-core is to answer it whenever it is asked."""
        try:
            return Plan(self.schema, self._resolvers, document, operation)
        except BrokenPlanError as error:
            self._tell(error)
        except NotCompiledError:
            pass
        return None

    def answer(
        self,
        prepared: Prepared,
        context: Context,
        variables: Mapping[str, Any] | None = None,
        operation: str | None = None,
        values: int | None = None,
    ) -> dict[str, Any]:
        """Answer a document: `data`, if it was executed, and `errors`, if there are any.

        With `values`, how many it is priced for, few are answered without compiling the first
        time, and an answer that gives more than a few times as many is ended with an error.
        """
        if prepared.document is None or prepared.errors:
            return {"errors": list(prepared.errors)}
        context.left = most = maxsize if values is None else VALUES_PER_COST * values
        try:
            data = self._fast(prepared, context, variables or {}, operation, values)
            if data is not None:
                return {"data": data}
            return self._slow(prepared.document, context, variables or {}, operation)
        except OverrunError:
            return AnswerTooLargeError("values", most).answer()
        finally:
            context.end()

    def _slow(
        self,
        document: DocumentNode,
        context: Context,
        variables: Mapping[str, Any],
        operation: str | None,
    ) -> dict[str, Any]:
        """Answer by graphql-core."""
        self.ways.reference += 1
        result = execute_sync(
            self.schema,
            document,
            context_value=context,
            variable_values=dict(variables),
            operation_name=operation,
            executor_class=Metered,
        )
        return _response(result)

    def _fast(
        self,
        prepared: Prepared,
        context: Context,
        variables: Mapping[str, Any],
        operation: str | None,
        values: int | None,
    ) -> dict[str, Any] | None:
        """Answer by compiled code; None where that cannot be done, or went wrong on the way.

        Questions change nothing, so graphql-core can start again from the beginning and tell what
        is wrong in its own words; only the dates met so far are forgotten.
        """
        plan = self._plan(prepared, operation, values) if self._compiled else None
        if plan is None:
            return None
        dates, given_up = frozenset(context.dates), False
        try:
            return plan.answer(context, variables)
        except BrokenPlanError as error:
            given_up = True
            self._tell(error)
        except Exception:  # noqa: BLE001  # whatever it is, graphql-core answers or reports it
            given_up = True
        finally:
            self.ways.compiled += not given_up
        context.dates.intersection_update(dates)
        return None


def _limit_of(error: GraphQLError) -> GraphQLError:
    """Tell what graphql-core gave up as a limit like the others."""
    if not isinstance(error, ValidationAbortedError) or error.message != _ABORTED:
        return error
    way_out = "ask for each field once in a selection, or in several requests"
    return DocumentLimitError("comparisons of fields", None, MOST_COMPARISONS, way_out).located()


def _response(result: ExecutionResult) -> dict[str, Any]:
    errors = all_told(result.errors or ())
    return {"errors": errors, "data": result.data} if errors else {"data": result.data}
