"""Arguments: those written out are coerced once, those that name variables once per request.

Both follow graphql-core and then Strawberry, step by step: an argument left out has the default
of the schema, else that of the resolver's own parameter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLField,
    GraphQLString,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_named_type,
    is_input_object_type,
    is_non_null_type,
    is_required_argument,
)

from schema.compiled.errors import NotCompiledError
from schema.compiled.resolvers import Parameter, Resolver, Resolvers
from schema.compiled.variables import Variables

Values = Mapping[str, Any]
Maker = Callable[[Values, Values], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call: a value, or the name of the variable that has it.

    The value stands in for a variable that is left out; it is Undefined where none may be.
    """

    value: object
    variable: str | None
    nullable: bool
    convert: Callable[[object], object] | None

    def given(self, coerced: Values) -> object:
        """Give the value; NotCompiledError where graphql-core would refuse it."""
        if self.variable is None:
            return self.value
        value = coerced.get(self.variable, Undefined)
        if value is Undefined:
            value = self.value
        elif value is not None and self.convert:
            return self.convert(value)
        if value is Undefined or (value is None and not self.nullable):
            raise NotCompiledError(f"${self.variable} must not be left out, nor null")
        return value


class Arguments:
    """Finds the values that resolvers are called with, in the order of their parameters."""

    def __init__(self, resolvers: Resolvers, variables: Variables) -> None:
        self._resolvers = resolvers
        self._variables = variables

    def constant(self, definition: GraphQLField, node: FieldNode) -> tuple[Any, ...] | None:
        """Give the values, if no variable has a part in them; None otherwise."""
        resolver = self._resolvers.of(definition)
        if not node.arguments:
            return resolver.defaults
        if any(_names_a_variable(each.value) for each in node.arguments):
            return None
        values = get_argument_values(definition, node)
        return self._resolvers.in_order(resolver.parameters, values)

    def maker(self, definition: GraphQLField, node: FieldNode) -> Maker:
        """Give what makes the values out of the coerced variables and of those sent."""
        resolver, given = self._resolvers.of(definition), node.arguments or ()
        for each in given:
            if _names_a_variable(each.value) and not isinstance(each.value, VariableNode):
                return self._full_maker(definition, node, resolver)
        written = {each.name.value: each for each in given}
        arguments = [
            self._argument(parameter, default, written.get(parameter.name))
            for parameter, default in zip(resolver.parameters, resolver.defaults, strict=True)
        ]
        return lambda coerced, _sent: tuple([each.given(coerced) for each in arguments])

    def _full_maker(self, definition: GraphQLField, node: FieldNode, resolver: Resolver) -> Maker:
        """Leave all to graphql-core where a variable stands inside of a list or an object."""

        def make(_coerced: Values, sent: Values) -> tuple[Any, ...]:
            variables = self._variables.in_full(dict(sent))
            values = get_argument_values(definition, node, variables)
            return self._resolvers.in_order(resolver.parameters, values)

        return make

    def _argument(
        self, parameter: Parameter, default: object, node: ArgumentNode | None
    ) -> Argument:
        definition = parameter.definition
        if node is None:
            return Argument(default, None, nullable=True, convert=None)
        if isinstance(node.value, VariableNode):
            missing = Undefined if is_required_argument(definition) else default
            nullable = not is_non_null_type(definition.type)
            return Argument(missing, node.value.name.value, nullable, self._conversion(parameter))
        alone = GraphQLField(GraphQLString, {parameter.name: definition})
        values = get_argument_values(alone, FieldNode(name=node.name, arguments=(node,)))
        (value,) = self._resolvers.in_order((parameter,), values)
        return Argument(value, None, nullable=True, convert=None)

    def _conversion(self, parameter: Parameter) -> Callable[[object], object] | None:
        """Give what turns a coerced value into the resolver's own; None if it is that already."""
        if not is_input_object_type(get_named_type(parameter.definition.type)):
            return None
        return lambda value: self._resolvers.in_order((parameter,), {parameter.name: value})[0]


def _names_a_variable(node: ValueNode) -> bool:
    if isinstance(node, VariableNode):
        return True
    if isinstance(node, ListValueNode):
        return any(map(_names_a_variable, node.values))
    if isinstance(node, ObjectValueNode):
        return any(_names_a_variable(field.value) for field in node.fields)
    return False
