"""Variables: what clients send with a document, coerced as graphql-core coerces it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInputType,
    GraphQLScalarType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    VariableNode,
    coerce_input_value,
    get_nullable_type,
    get_variable_values,
    is_input_type,
    is_non_null_type,
    type_from_ast,
)

from schema.compiled.errors import NotCompiledError

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of an operation: its type, how a scalar is read, and its default or Undefined."""

    name: str
    type: GraphQLInputType
    read: Callable[[object], object] | None
    default: object

    def coerced(self, value: object) -> object:
        """Coerce a value; any exception means that graphql-core would refuse it."""
        if value is None or self.read is None:
            result = coerce_input_value(value, self.type)
        else:
            result = self.read(value)
        if result is Undefined:
            raise NotCompiledError(f"a bad value of ${self.name}")
        return result


class Variables:
    """The variables of an operation."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._nodes = operation.variable_definitions or ()
        self._all = tuple(self._variable(node) for node in self._nodes)

    def __len__(self) -> int:
        """Count them."""
        return len(self._all)

    def _variable(self, node: VariableDefinitionNode) -> Variable:
        name, kind = node.variable.name.value, type_from_ast(self._schema, node.type)
        if not is_input_type(kind):
            raise NotCompiledError(f"the type of ${name}")
        default: object = Undefined
        if node.default_value is not None:
            default = self.in_full({}, [node]).coerced[name]
        bare = get_nullable_type(kind)
        read = bare.coerce_input_value if isinstance(bare, GraphQLScalarType) else None
        return Variable(name, kind, read, default)

    def coerced(self, given: Mapping[str, object]) -> Values:
        """Coerce the values given; NotCompiledError where graphql-core would refuse one."""
        values: Values = {}
        for variable in self._all:
            if variable.name in given:
                values[variable.name] = variable.coerced(given[variable.name])
            elif variable.default is not Undefined:
                values[variable.name] = variable.default
            elif is_non_null_type(variable.type):
                raise NotCompiledError(f"${variable.name} is missing")
        return values

    def in_full(self, given: Values, nodes: list[VariableDefinitionNode] | None = None) -> Any:  # noqa: ANN401  # graphql-core's VariableValues, which it does not export
        """Give the values as graphql-core keeps them, with where each came from."""
        values = get_variable_values(self._schema, nodes or self._nodes, given)
        if isinstance(values, list):
            raise NotCompiledError("bad variables")
        return values


def conditions(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    """Name the variables that decide which fields an operation asks for."""
    found: dict[str, None] = {}
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    pending: list[Any] = [operation]
    while pending:
        node = pending.pop()
        for directive in node.directives or ():
            for argument in directive.arguments or ():
                if isinstance(argument.value, VariableNode):
                    found[argument.value.name.value] = None
        if isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            pending.append(fragments.pop(node.name.value))
        selected = getattr(node, "selection_set", None)
        pending += selected.selections if selected else ()
    return tuple(found)
