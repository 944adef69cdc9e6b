"""The server: the application, and the command that runs it."""

import os
import sys
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from graph.problems import DataError
from graph.revision import Revision
from serving.conversations import Conversations
from serving.endpoint import Endpoint
from serving.headers import SecurityHeaders
from serving.health import Health, Readiness
from serving.options import settings_from
from serving.running import run
from serving.service import Service
from serving.settings import Settings
from serving.sockets import CannotListenError


def create_app(graph: Revision, settings: Settings) -> Starlette:
    """Make the application that serves a graph."""
    service = Service(graph, settings)
    app = Starlette(
        routes=[
            Route("/graphql", Endpoint(service)),
            WebSocketRoute("/graphql", Conversations(service)),
            Route("/health", Health()),
            Route("/ready", Readiness(service)),
        ],
        middleware=[
            Middleware(SecurityHeaders),
        ],
    )
    app.state.service = service
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until asked to stop; give the exit status: 0, or 1 if nothing could be served."""
    settings = settings_from(sys.argv[1:] if arguments is None else arguments, os.environ)
    try:
        run(settings, create_app)
    except (CannotListenError, DataError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
