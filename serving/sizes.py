"""Sizes: how many items the lists have that no argument cuts, as the served revision tells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from graph.statistics import Fanout, Statistics, fanout_of
from graph.vocabulary import EntityKind, RelationshipType
from schema.compiled.leaves import DEFINITION
from schema.examples import examples
from schema.pages import LARGEST_PAGE
from schema.walks import LONGEST_PATH

SIZE_ARGUMENTS: Mapping[str, int] = {"first": LARGEST_PAGE, "maxEntities": 1000, "ids": 100}
"""The arguments that say how much is wanted, and the most that they may ask for."""

PAGE_SIZE = 20

_FIXED: Mapping[str, int] = {
    "Dataset.entities": len(EntityKind),
    "Dataset.relationships": len(RelationshipType),
    "Path.entities": LONGEST_PATH + 1,
    "Path.hops": LONGEST_PATH,
}
_ALL: Mapping[str, str] = {
    "Dataset.sources": "Source",
    "Query.candidacies": "RanIn",
    "Query.contests": "Contest",
    "Query.discrepancies": "Discrepancy",
    "Query.elections": "Election",
    "Query.municipalities": "Municipality",
    "Query.parties": "Party",
    "Query.people": "Person",
    "Query.ranking": "Entity",
    "Query.relationships": "Relationship",
    "Query.search": "Entity",
    "Query.statements": "Statement",
    "Query.traverse": "Entity",
}
"""Lists of everything of a class, whether they are cut or not."""

_UNCOUNTED = frozenset({"Query.common", "Query.neighborhood", "Query.nodes", "Query.paths"})
"""Fields that give as many items as they are asked for, as far as anyone can tell before."""

LONGEST_WRAPPING = 3  # a list that is never null, of what is never null: `[Int!]!`

BOUND_ABOVE = frozenset(
    {"CandidacyConnection.groups", "CommonNeighbor.paths", "PathResult.excluded"}
)
"""Lists whose size the field above them bounds: `serving.scopes` says how."""


def place_of(parent: str, name: str) -> str:
    """Name a field of a type."""
    return f"{parent}.{name}"


def size_argument(definition: GraphQLField) -> str | None:
    """Give the argument that says how many items a field gives, if it has one."""
    return next((each for each in SIZE_ARGUMENTS if each in definition.args), None)


def is_list(definition: GraphQLField) -> bool:
    """Tell whether a field gives a list."""
    return is_list_type(get_nullable_type(definition.type))


def fields_of(schema: GraphQLSchema) -> Iterator[tuple[GraphQLNamedType, str, GraphQLField]]:
    """Give every field that can be asked for, with its type and its name."""
    for named in schema.type_map.values():
        if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            for name, each in named.fields.items():
                yield named, name, each


def paged_types(schema: GraphQLSchema) -> frozenset[str]:
    """Give the types whose lists are cut by an argument of the field that gives them."""
    fields = (each for _, _, each in fields_of(schema) if size_argument(each) and not is_list(each))
    return frozenset(get_named_type(each.type).name for each in fields)


def list_sizes(schema: GraphQLSchema, statistics: Statistics) -> dict[str, Fanout]:
    """Give the fan-out of every list, or list of pages, by type and field."""
    sizes = {place: _only(size) for place, size in _FIXED.items()}
    sizes |= {place: _only(statistics.things.get(kind, 0)) for place, kind in _ALL.items()}
    sizes["Query.examples"] = _only(len(examples()))
    sizes |= _of_introspection(schema)
    for named, name, each in fields_of(schema):
        place = place_of(named.name, name)
        listed = (is_list(each) or size_argument(each)) and place not in _UNCOUNTED
        if listed and place not in sizes and not named.name.startswith("__"):
            field: Any = each.extensions[DEFINITION]
            sizes[place] = statistics.fanout(named.name, field.python_name)
    return sizes


def _only(size: int) -> Fanout:
    return fanout_of([size])


def _of_introspection(schema: GraphQLSchema) -> dict[str, Fanout]:
    """Count what the schema says of itself."""
    types = [*schema.type_map.values()]
    arguments = [len(each.args) for _, _, each in fields_of(schema)]
    directives = [len(each.args) for each in schema.directives]
    locations = [len(each.locations) for each in schema.directives]
    inputs = [len(each.fields) for each in types if isinstance(each, GraphQLInputObjectType)]
    values = [len(each.values) for each in types if isinstance(each, GraphQLEnumType)]
    possible = [_possible(schema, each) for each in types]
    interfaces = [len(getattr(each, "interfaces", ())) for each in types]
    counts = Counter(named.name for named, _, _ in fields_of(schema))
    return {
        "__Directive.args": fanout_of(directives),
        "__Directive.locations": fanout_of(locations),
        "__Field.args": fanout_of(arguments),
        "__Schema.directives": _only(len(schema.directives)),
        "__Schema.types": _only(len(types)),
        "__Type.enumValues": fanout_of(values),
        "__Type.fields": fanout_of(counts.values()),
        "__Type.inputFields": fanout_of(inputs),
        "__Type.interfaces": fanout_of(interfaces),
        "__Type.possibleTypes": fanout_of(possible),
    }


def _possible(schema: GraphQLSchema, named: GraphQLNamedType) -> int:
    abstract = isinstance(named, GraphQLInterfaceType | GraphQLUnionType)
    return len(schema.get_possible_types(named)) if abstract else 0  # type: ignore[arg-type]
