"""Plans: an operation with its variables, and the functions that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from schema.compiled.arguments import Arguments, Maker, Values
from schema.compiled.errors import NotCompiledError, TooLargeError
from schema.compiled.fields import Fields
from schema.compiled.resolvers import Resolvers
from schema.compiled.variables import Variables, conditions
from schema.compiled.writer import Function, Writer
from schema.context import Context

MOST_VARIANTS = 16
BYTES_PER_PLAN = 1_000
BYTES_PER_VARIANT = 2_000
BYTES_PER_FIELD = 150


@dataclass(frozen=True, slots=True)
class Asked:
    """What resolvers of root fields are told of a request."""

    context: Context


class Given(dict[int, tuple[Any, ...]]):
    """The arguments of one request that depend on its variables, made when first needed."""

    def __init__(self, makers: list[Maker], coerced: Values, sent: Values) -> None:
        super().__init__()
        self._makers = makers
        self._coerced = coerced
        self._sent = sent

    def __missing__(self, number: int) -> tuple[Any, ...]:
        """Make the arguments of one field."""
        made = self[number] = self._makers[number](self._coerced, self._sent)
        return made


@dataclass(frozen=True, slots=True)
class Variant:
    """An operation compiled for some values of its conditions."""

    answer: Function
    makers: list[Maker]
    writer: Writer


class Plan:
    """An operation, ready to be answered; NotCompiledError if it never is.

    What `@skip` and `@include` leave is compiled anew for each combination of their variables, so
    that no condition is looked at while an answer is built.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        resolvers: Resolvers,
        document: DocumentNode,
        operation: OperationDefinitionNode,
    ) -> None:
        if operation.operation is not OperationType.QUERY or not schema.query_type:
            raise NotCompiledError("an operation that is no query")
        self._schema = schema
        self._root = schema.query_type
        self._resolvers = resolvers
        self._document = document
        self._operation = operation
        self._variables = Variables(schema, operation)
        self._conditions = conditions(document, operation)
        self._variants: dict[tuple[object, ...], Variant | None] = {}

    def answer(self, context: Context, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Give the data; any exception means that graphql-core has to answer."""
        coerced = self._variables.coerced(sent)
        key = tuple([coerced.get(name) for name in self._conditions])
        variant = self._variants[key] if key in self._variants else self._variant(key, coerced)
        if variant is None:
            raise NotCompiledError("what was tried before")
        try:
            return variant.answer(None, Asked(context), Given(variant.makers, coerced, sent))
        except TooLargeError:
            self._variants[key] = None
            raise

    @property
    def weight(self) -> int:
        """About how many bytes it takes by now; what lies behind interfaces is compiled later."""
        writers = [each.writer for each in self._variants.values() if each]
        variants = BYTES_PER_VARIANT * len(self._variants)
        fields = BYTES_PER_FIELD * sum(each.written for each in writers)
        return BYTES_PER_PLAN + variants + fields + sum(each.constant_bytes for each in writers)

    def _variant(self, key: tuple[object, ...], coerced: Values) -> Variant | None:
        """Compile a variant; None, for ever, where that cannot be done."""
        if len(self._variants) >= MOST_VARIANTS:
            return None
        fields = Fields(self._schema, self._document, self._operation, coerced)
        arguments = Arguments(self._resolvers, self._variables)
        writer = Writer(self._schema, fields, self._resolvers, arguments)
        self._variants[key] = None
        made = self._variants[key] = Variant(writer.root(self._root), writer.makers, writer)
        return made
