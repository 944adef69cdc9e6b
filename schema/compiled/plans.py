"""Plans: an operation with its variables, and the functions that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationType

from graph.cache import Cache
from schema.compiled.arguments import Arguments, Maker, Values
from schema.compiled.errors import BrokenPlanError, NotCompiledError, TooLargeError
from schema.compiled.fields import Fields
from schema.compiled.resolvers import Resolvers
from schema.compiled.variables import Variables, conditions
from schema.compiled.writer import Function, Writer
from schema.context import Context

MOST_VARIANTS = 16
BYTES_PER_PLAN = 1_000
BYTES_PER_VARIANT = 2_000
BYTES_PER_FIELD = 150


@dataclass(slots=True)
class Asked:
    """What resolvers of root fields are told of a request, and how many values are left to give."""

    context: Context
    left: int


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
    writer: Writer | None

    @property
    def weight(self) -> int:
        """About how many bytes it takes by now; what lies behind interfaces is compiled later."""
        if self.writer is None:
            return BYTES_PER_VARIANT
        fields = BYTES_PER_FIELD * self.writer.written
        return BYTES_PER_VARIANT + fields + self.writer.constant_bytes


def _refuse(_o: None, _i: Asked, _q: Given) -> NoReturn:
    raise NotCompiledError("what was tried before")


REFUSED = Variant(_refuse, [], None)


class Plan:
    """An operation, ready to be answered; NotCompiledError if it never is.

    What `@skip` and `@include` leave is compiled anew for each combination of their variables, so
    that no condition is looked at while an answer is built. The variants asked for last are kept.
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
        self._variants = Cache[Variant](MOST_VARIANTS)

    def answer(self, context: Context, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Give the data; any exception means that graphql-core has to answer."""
        coerced = self._variables.coerced(sent)
        key = tuple([coerced.get(name) for name in self._conditions])
        variant = self._variants.get(key) or self._variant(key, coerced)
        try:
            return variant.answer(
                None, Asked(context, context.left), Given(variant.makers, coerced, sent)
            )
        except (TooLargeError, BrokenPlanError):  # of what lies behind an interface
            self._variants.put(key, REFUSED, 1)
            raise

    @property
    def weight(self) -> int:
        """About how many bytes it takes by now."""
        return BYTES_PER_PLAN + sum(each.weight for each in self._variants.values())

    def _variant(self, key: tuple[object, ...], coerced: Values) -> Variant:
        """Compile a variant; that it cannot be done is kept as well."""
        fields = Fields(self._schema, self._document, self._operation, coerced)
        arguments = Arguments(self._resolvers, self._variables)
        writer = Writer(self._schema, fields, self._resolvers, arguments)
        try:
            variant = Variant(writer.root(self._root), writer.makers, writer)
        except NotCompiledError:
            self._variants.put(key, REFUSED, 1)
            raise
        self._variants.put(key, variant, 1)
        return variant
