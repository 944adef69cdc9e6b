"""Ariadne, with its documents parsed and validated once."""

from functools import lru_cache
from typing import Any

from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import parse, validate

from bench.peers.objects import SCHEMA, contests_of, roots, world

query = QueryType()
for name, resolve in roots(world()).items():
    query.set_field(name, resolve)
municipality = ObjectType("Municipality")
municipality.set_field("contests", contests_of)
parsed = lru_cache(maxsize=1000)(parse)
known: dict[int, Any] = {}


def parser(_context: object, data: dict[str, Any]) -> Any:  # noqa: ANN401  # its own protocol
    """Parse a document, unless it was parsed before."""
    return parsed(data["query"])


def validator(schema: Any, document_ast: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401
    """Validate a document, unless it was validated before."""
    if id(document_ast) not in known:
        known[id(document_ast)] = document_ast, validate(schema, document_ast, *args, **options)
    return known[id(document_ast)][1]


app = GraphQL(
    make_executable_schema(SCHEMA, query, municipality),
    query_parser=parser,
    query_validator=validator,
)
