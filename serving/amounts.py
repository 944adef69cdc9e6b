"""Amounts: how many items the fields of a document are asked for, with the variables given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
)

from serving.selections import selections_of
from serving.sizes import SIZE_ARGUMENTS


@dataclass(frozen=True, slots=True)
class Amounts:
    """The amounts of one operation, each of them at most what its argument may ask for.

    `instead` holds others to reckon with, by place in the operation.
    """

    variables: Mapping[str, Any]
    most: Mapping[str, int] = field(default_factory=lambda: SIZE_ARGUMENTS)
    instead: Mapping[int, int] = field(default_factory=dict)

    def asked(self, node: FieldNode, argument: str, default: object) -> int:
        """Give how many items an argument asks for; never more than it may ask for at most.

        What makes no sense counts as nothing, since it will be refused before it is looked for.
        """
        if id(node) in self.instead:
            return self.instead[id(node)]
        value = next(
            (each.value for each in node.arguments or () if each.name.value == argument), None
        )
        if isinstance(value, VariableNode):
            count = self.variables.get(value.name.value, default)
        else:
            count = default if value is None else _literal(value)
        return min(count_of(count), self.most[argument])


def amounts_of(
    operation: OperationDefinitionNode, given: Mapping[str, Any] | None, most: Mapping[str, int]
) -> Amounts:
    """Give the amounts of an operation, with its variables as given or by default."""
    variables: dict[str, Any] = {}
    for each in operation.variable_definitions or ():
        name = each.variable.name.value
        if given and name in given:
            variables[name] = given[name]
        elif each.default_value:
            variables[name] = _literal(each.default_value)
    return Amounts(variables, most)


def _literal(value: ValueNode) -> object:
    if isinstance(value, IntValueNode):
        return int(value.value)
    return value.values if isinstance(value, ListValueNode) else 0


def variables_that_count(document: DocumentNode) -> tuple[str, ...]:
    """Give the names of the variables that say how many items are asked for."""
    fields = (each for each in selections_of(document) if isinstance(each, FieldNode))
    arguments = chain.from_iterable(each.arguments or () for each in fields)
    names = {
        each.value.name.value
        for each in arguments
        if each.name.value in SIZE_ARGUMENTS and isinstance(each.value, VariableNode)
    }
    return tuple(sorted(names))


def count_of(value: object) -> int:
    """Give the amount that a value means; none for what makes no sense."""
    if isinstance(value, list | tuple):
        return len(value)
    return max(0, value) if isinstance(value, int) else 0
