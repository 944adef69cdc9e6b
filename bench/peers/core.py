"""Bare graphql-core: documents are parsed and validated once, answers written by orjson."""

from functools import lru_cache

import orjson
from graphql import DocumentNode, build_schema, execute_sync, parse, validate
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.peers.objects import SCHEMA, contests_of, roots, world

schema = build_schema(SCHEMA)
for name, resolve in roots(world()).items():
    schema.query_type.fields[name].resolve = resolve  # type: ignore[union-attr]
schema.type_map["Municipality"].fields["contests"].resolve = contests_of  # type: ignore[attr-defined]


@lru_cache(maxsize=1000)
def document(text: str) -> DocumentNode:
    """Parse and validate a document."""
    parsed = parse(text)
    errors = validate(schema, parsed)
    if errors:
        raise errors[0]
    return parsed


async def answer(request: Request) -> Response:
    """Answer a request."""
    asked = orjson.loads(await request.body())
    result = execute_sync(schema, document(asked["query"]), variable_values=asked.get("variables"))
    return Response(orjson.dumps(result.formatted), media_type="application/json")


app = Starlette(routes=[Route("/graphql", answer, methods=["POST"])])
