"""The server: the application, and the command that runs it."""

import os
import sys
from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from graph.revision import Revision
from serving.compression import Compressed
from serving.conversations import Conversations
from serving.cross_origin import BadHeaderNameError, CrossOrigin
from serving.doors import TooFewDescriptorsError
from serving.endpoint import Endpoint
from serving.health import Health, Readiness
from serving.malformed import Refusing
from serving.manifests import BadManifestError
from serving.metrics import Metrics
from serving.misses import missed
from serving.observing import Observed
from serving.options import settings_from
from serving.origins import BadOriginError, Origins
from serving.pages import Site, page_routes, playground
from serving.prefix import BadRootPathError, Prefixed, prefix_of
from serving.privileges import PrivilegeError
from serving.rates import BadRateError, RateLimited
from serving.running import run
from serving.service import Service
from serving.settings import Settings
from serving.shortcut import Shortcut
from serving.sockets import CannotListenError
from serving.streams import Streams
from serving.supervision import NothingServedError
from serving.tracing import NoTracingError, Traced, tracing_of_the_environment

ENDPOINT = "/graphql"
REFUSALS = (
    BadHeaderNameError,
    BadManifestError,
    BadOriginError,
    BadRateError,
    BadRootPathError,
    CannotListenError,
    NothingServedError,
    TooFewDescriptorsError,
    NoTracingError,
    PrivilegeError,
)


def create_app(
    graph: Revision, settings: Settings, trusted: Mapping[str, str] | None = None
) -> Starlette:
    """Make the application that serves a graph.

    The trusted documents are read from the file that the settings name, unless they are given.
    """
    service = Service(graph, settings, trusted)
    metrics = Metrics(service)
    prefix = prefix_of(settings.root_path)
    site = Site(prefix)
    streams = Streams(service)
    endpoint = Endpoint(service, streams, playground(site))
    app = Starlette(
        routes=[
            Route(ENDPOINT, endpoint),
            WebSocketRoute(ENDPOINT, Conversations(service, streams, metrics)),
            Route("/health", Health(), methods=["GET"]),
            Route("/ready", Readiness(service), methods=["GET"]),
            Route("/metrics", metrics, methods=["GET"]),
            *page_routes(site),
        ],
        middleware=[
            *([Middleware(Prefixed, prefix=prefix)] if prefix else ()),
            *_tracing(settings),
            Middleware(Observed, metrics=metrics),
            Middleware(Refusing),
            *_cors(settings),
            Middleware(Compressed, minimum_size=settings.min_compressed),
            *_rates(settings),
            Middleware(Shortcut, path=ENDPOINT, answering=endpoint),
        ],
        exception_handlers={HTTPException: missed},
    )
    app.router.redirect_slashes = False  # it would lead to whatever host the client has named
    app.state.service = service
    app.state.metrics = metrics
    return app


def _tracing(settings: Settings) -> list[Middleware]:
    return [Middleware(Traced, provider=tracing_of_the_environment())] if settings.tracing else []


def _cors(settings: Settings) -> list[Middleware]:
    if not settings.origins:
        return []
    origins = Origins(settings.origins)
    return [Middleware(CrossOrigin, origins=origins, headers=settings.allowed_headers)]


def _rates(settings: Settings) -> list[Middleware]:
    if not settings.rate and not settings.rate_cost:
        return []
    return [Middleware(RateLimited, path=ENDPOINT, settings=settings)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until asked to stop; give the exit status: 0, or 1 if nothing could be served."""
    settings = settings_from(sys.argv[1:] if arguments is None else arguments, os.environ)
    try:
        run(settings, create_app)
    except REFUSALS as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
