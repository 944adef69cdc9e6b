"""Leaves: how a value is written out, exactly as graphql-core serialises it.

A value whose class is right (by the annotation of its attribute, else by a look at it) passes as
it is; anything else goes through graphql-core's own function, which converts or refuses it.
orjson writes members of a StrEnum as their texts.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
)
from strawberry.types.enum import StrawberryEnumDefinition

from graph.dates import PartialDate
from schema.compiled.code import Names

DEFINITION = "strawberry-definition"
IN_RANGE = 2**30  # CPython compares smaller whole numbers without a call
_CLASSES: dict[Any, type] = {
    GraphQLString: str,
    GraphQLID: str,
    GraphQLBoolean: bool,
    GraphQLInt: int,
    GraphQLFloat: float,
}
_CONDITIONS: dict[Any, str] = {
    GraphQLInt: f" and {-IN_RANGE} < v < {IN_RANGE}",
    GraphQLFloat: " and v - v == 0.0",  # neither infinite nor no number
}
Hint = tuple[type | None, bool]


class Leaves:
    """Writes the expressions of leaves; each may use the local variable `v` for itself."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def expression(self, read: str, kind: GraphQLLeafType, hint: Hint, *, nullable: bool) -> str:
        """Give the expression of a leaf; it raises where a null is and none may be."""
        wanted, further = _plain_class(kind), _CONDITIONS.get(kind, "")
        known, may_be_none = hint
        sure = wanted is not None and known is wanted and (nullable or not may_be_none)
        shown = "v.text" if wanted is PartialDate else "v"
        if sure and not further:
            return self._sure(read, shown, may_be_none=may_be_none)
        convert = self._names.of(_converter(kind, nullable=nullable))
        if wanted is None:
            return f"{convert}({read})"
        plain = f"(v := {read}).__class__ is {self._names.of(wanted)}{further}"
        return f"({shown} if {plain} else {convert}(v))"

    @staticmethod
    def _sure(read: str, shown: str, *, may_be_none: bool) -> str:
        if shown == "v":
            return read
        return f"(None if (v := {read}) is None else {shown})" if may_be_none else f"{read}.text"


def _converter(kind: GraphQLLeafType, *, nullable: bool) -> Callable[[object], object]:
    """Give what graphql-core does with a value; a null is an error unless it may be one."""
    serialise = kind.coerce_output_value

    def converted(value: object) -> object:
        if value is not None:
            return serialise(value)
        if nullable:
            return None
        raise TypeError

    return converted


def _plain_class(kind: GraphQLLeafType) -> type | None:
    """Give the class whose values need no conversion, but for a date; None if there is none."""
    if kind in _CLASSES:
        return _CLASSES[kind]
    if kind.name == PartialDate.__name__ and kind.coerce_output_value is str:
        return PartialDate
    return _members_named_as_written(kind) if isinstance(kind, GraphQLEnumType) else None


def _members_named_as_written(kind: GraphQLEnumType) -> type[StrEnum] | None:
    """Give the enum whose members are their own names in GraphQL."""
    definition = kind.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryEnumDefinition):
        return None
    members: Any = definition.wrapped_cls
    written = {name: value.value for name, value in kind.values.items()}
    as_written = issubclass(members, StrEnum) and written == {each: each for each in members}
    return members if as_written else None
