"""Documents made up from a schema: right in form and types, and else as chance has it."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_union_type,
)
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
_DEEPEST = 4
_TEXTS = st.one_of(
    st.sampled_from(["person/ada-prifti", "party/green", "2010", "Alba", "x@2010", ""]),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12),
)
_SCALARS: dict[str, st.SearchStrategy[str]] = {
    "Int": st.integers(-(2**33), 2**33).map(str) | st.integers(0, 101).map(str),
    "Float": st.floats(allow_nan=False, allow_infinity=False).map(str),
    "PartialDate": st.sampled_from(['"2010"', '"2014-06-01"', '"2012-03"', '"2010-13"']),
    "Boolean": st.sampled_from(["true", "false"]),
}


@st.composite
def documents(draw: Draw, schema: GraphQLSchema) -> str:
    """Make up a query."""
    query = schema.query_type
    return f"query Made {_selection(draw, schema, query, 0)}"


def _selection(draw: Draw, schema: GraphQLSchema, kind: Any, depth: int) -> str:
    if is_union_type(kind):
        return "{ __typename }"
    names = sorted(kind.fields)
    if depth >= _DEEPEST:
        names = [each for each in names if not _is_deep(kind.fields[each].type)]
    chosen = draw(st.lists(st.sampled_from(names or ["__typename"]), min_size=1, max_size=4))
    parts = [
        f"f{number}: {_field(draw, schema, kind, name, depth)}"
        for number, name in enumerate(chosen)
    ]
    return "{ " + " ".join(parts) + " }"


def _field(draw: Draw, schema: GraphQLSchema, kind: Any, name: str, depth: int) -> str:
    if name == "__typename":
        return name
    field = kind.fields[name]
    given = [
        f"{key}: {_value(draw, argument.type)}"
        for key, argument in field.args.items()
        if _is_wanted(draw, argument)
    ]
    arguments = f"({', '.join(given)})" if given else ""
    if not _is_deep(field.type):
        return f"{name}{arguments}"
    return f"{name}{arguments} {_selection(draw, schema, get_named_type(field.type), depth + 1)}"


def _is_deep(kind: Any) -> bool:
    return is_composite_type(get_named_type(kind))


def _is_wanted(draw: Draw, argument: GraphQLArgument) -> bool:
    return is_required_argument(argument) or draw(st.booleans())


def _value(draw: Draw, kind: GraphQLInputType, depth: int = 0) -> str:
    if isinstance(kind, GraphQLNonNull):
        return _value(draw, kind.of_type, depth)
    if isinstance(kind, GraphQLList):
        count = draw(st.integers(0, 3))
        return "[" + ", ".join(_value(draw, kind.of_type, depth) for _ in range(count)) + "]"
    if isinstance(kind, GraphQLEnumType):
        return str(draw(st.sampled_from(sorted(kind.values))))
    if isinstance(kind, GraphQLInputObjectType):
        return _object(draw, kind, depth)
    made = _SCALARS.get(kind.name, _TEXTS.map(_quoted))
    return str(draw(made))


def _object(draw: Draw, kind: GraphQLInputObjectType, depth: int) -> str:
    wanted = {
        name: field
        for name, field in kind.fields.items()
        if isinstance(field.type, GraphQLNonNull) or draw(st.booleans())
    }
    parts = [f"{name}: {_value(draw, field.type, depth + 1)}" for name, field in wanted.items()]
    return "{" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\u{{{ord(each):x}}}" for each in text) + '"'
