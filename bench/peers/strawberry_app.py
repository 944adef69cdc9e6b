"""Strawberry as its documentation starts it: the schema of the service behind its own view."""

import os
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from strawberry.asgi import GraphQL

from graph.build import build_graph
from graph.load import load_tables
from schema.context import Context
from schema.schema import build_schema

graph = build_graph(load_tables(Path(os.environ["BENCH_DATA"])))


class View(GraphQL[Context, None]):
    """The view, which tells resolvers what is served."""

    async def get_context(self, request: Request, response: Response) -> Context:  # type: ignore[override]  # noqa: ARG002
        """Give what resolvers know."""
        return Context(graph=graph)


app = View(build_schema())
