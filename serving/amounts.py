"""Amounts: what the fields of an operation are asked for, read exactly as execution reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    OperationDefinitionNode,
    get_argument_values,
    get_variable_values,
)
from graphql.execution.values import VariableValues

from serving.sizes import SIZE_ARGUMENTS, size_argument


@dataclass(frozen=True, slots=True)
class Amounts:
    """The arguments of one operation, with the amounts that they ask for.

    `instead` holds other amounts to reckon with, by place in the operation.
    """

    variables: VariableValues
    most: Mapping[str, int] = field(default_factory=lambda: SIZE_ARGUMENTS)
    instead: Mapping[int, int] = field(default_factory=dict)

    def given(self, node: FieldNode, definition: GraphQLField) -> Mapping[str, Any] | None:
        """Give the arguments of a field; None if they are wrong, and the field gives an error."""
        if not definition.args:
            return {}
        try:
            values = get_argument_values(definition, node, self.variables)
        except GraphQLError:
            return None
        argument = size_argument(definition)
        if argument and id(node) in self.instead:
            values[argument] = self.instead[id(node)]
        return values

    def asked(self, definition: GraphQLField, given: Mapping[str, Any]) -> int | None:
        """Give how many items a field is asked for; None where no argument says so.

        It is never more than the argument may ask for at most: that would be an error.
        """
        argument = size_argument(definition)
        if argument is None:
            return None
        value = given.get(argument)
        count = len(value) if isinstance(value, list | tuple) else value or 0
        return min(max(0, count), self.most[argument])


def amounts_of(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    given: Mapping[str, Any] | None,
    most: Mapping[str, int],
) -> Amounts | None:
    """Give the amounts of an operation; None if its variables are wrong, so that it never runs."""
    definitions = operation.variable_definitions or ()
    values = get_variable_values(schema, definitions, dict(given or {}))
    return None if isinstance(values, list) else Amounts(values, most)
