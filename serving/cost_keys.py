"""Cost keys: what of its variables the price of an operation depends on, so that it can be kept.

A key tells apart whatever `serving.work` and `serving.scopes` read, and is small however much a
client sends: of a text its length counts, of ids how many there are.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import chain
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_list_type,
    type_from_ast,
)

from serving.selections import selections_of

Reader = Callable[[Any], Hashable]
_ABSENT = object()
_STRANGE = "strange"
_TOLD_APART = 8  # items of a list; more steps than that are refused


class CostKeys:
    """Makes the keys of one operation from the variables that are sent with it."""

    def __init__(
        self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode
    ) -> None:
        named = _variables_in(document)
        self._readers = tuple(
            (each.variable.name.value, _reader(type_from_ast(schema, each.type)))
            for each in operation.variable_definitions or ()
            if each.variable.name.value in named
        )

    def of(self, variables: Mapping[str, Any]) -> tuple[Hashable, ...]:
        """Give the key of some variables."""
        return tuple(
            [
                read(variables[name]) if name in variables else _ABSENT
                for name, read in self._readers
            ]
        )


def _variables_in(document: DocumentNode) -> set[str]:
    """Give the names of the variables that arguments of fields are given."""
    fields = (each for each in selections_of(document) if isinstance(each, FieldNode))
    arguments = chain.from_iterable(each.arguments or () for each in fields)
    return {name for each in arguments for name in _names_in(each.value)}


def _names_in(value: ValueNode) -> Iterator[str]:
    if isinstance(value, VariableNode):
        yield value.name.value
    elif isinstance(value, ListValueNode):
        yield from chain.from_iterable(map(_names_in, value.values))
    elif isinstance(value, ObjectValueNode):
        yield from chain.from_iterable(_names_in(each.value) for each in value.fields)


def _reader(kind: Any) -> Reader:  # noqa: ANN401  # an input type, or none
    """Give what reduces a value of a type to what counts of it."""
    bare = get_nullable_type(kind)
    if is_list_type(bare):
        return _list_reader(bare.of_type)
    if isinstance(bare, GraphQLInputObjectType):
        fields = {name: _reader(each.type) for name, each in bare.fields.items()}
        return lambda value: _fields_of(value, fields)
    if isinstance(bare, GraphQLEnumType):
        names = frozenset(bare.values)
        return lambda value: value if value is None or _is_one_of(value, names) else _STRANGE
    return _number if bare is GraphQLInt else _shape


def _is_one_of(value: object, names: frozenset[str]) -> bool:
    return isinstance(value, str) and value in names


def _list_reader(kind: Any) -> Reader:  # noqa: ANN401  # the type of the items
    """Reduce a list to which words it has, to its first objects, or to how long it is."""
    bare, read = get_nullable_type(kind), _reader(kind)
    if isinstance(bare, GraphQLEnumType):
        return lambda value: value if value is None else frozenset(map(read, _items(value)))
    told_apart = _TOLD_APART if isinstance(bare, GraphQLInputObjectType) else 0

    def reduced(value: Any) -> Hashable:  # noqa: ANN401
        items = _items(value)
        return value if value is None else (len(items), *map(read, items[:told_apart]))

    return reduced


def _items(value: Any) -> list[Any]:  # noqa: ANN401  # whatever a client sends
    """Give the items of a list; one value stands for a list of it."""
    return value if isinstance(value, list) else [value]


def _fields_of(value: Any, fields: Mapping[str, Reader]) -> Hashable:  # noqa: ANN401
    if not isinstance(value, dict):
        return value if value is None else _STRANGE
    known = tuple((name, read(value[name])) for name, read in fields.items() if name in value)
    return (*known, len(value) > len(known))


def _number(value: Any) -> Hashable:  # noqa: ANN401
    """Tell whole numbers apart: 100 and 100.0 are one, true and "100" are none."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if value is None or type(value) is int else _STRANGE


def _shape(value: Any) -> Hashable:  # noqa: ANN401
    """Tell how long a text is, about, and of what kind anything else."""
    if isinstance(value, str):
        return len(value).bit_length()
    return value if value is None or isinstance(value, bool) else type(value).__name__
