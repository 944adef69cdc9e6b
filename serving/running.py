"""Running: from settings to processes that answer, and back to silence."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from starlette.applications import Starlette

from graph.revision import Revision
from serving.loading import Loaded, load_revision, served
from serving.logs import set_up_logs
from serving.metrics import share_metrics
from serving.persisted import trusted_in
from serving.privileges import become, is_root, needed_for
from serving.rates import rate_of
from serving.settings import Settings
from serving.sockets import address_of, listening_socket
from serving.supervision import Supervisor
from serving.tracing import load_tracing
from serving.watching import Watched
from serving.worker import SIGNALS, work

CreateApp = Callable[[Revision, Settings], Starlette]


def run(settings: Settings, create_app: CreateApp) -> None:
    """Serve until asked to stop.

    Raise CannotListenError, PrivilegeError, DataError, BadManifestError, BadRateError or
    NoTracingError if that cannot even begin.
    """
    set_up_logs(settings.log_level, settings.log_form)
    _check(settings)
    with listening_socket(settings.host, settings.port) as listening:
        if settings.user:
            become(settings.user, needed_for(settings))
        watched = Watched(settings.data) if settings.watch else None
        loaded = load_revision(settings.data)
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        where = f"{address_of(listening)}/graphql"
        _warn_root()
        structlog.get_logger(__name__).info(f"serving {served(loaded.revision)} at {where}")
        if settings.workers == 1:
            work(_app(create_app, loaded, settings), listening, watched)
        else:
            _supervise(create_app, loaded, settings, listening, watched)


def _check(settings: Settings) -> None:
    """Find out now what would only be found out by each worker."""
    if settings.trusted_documents:
        trusted_in(settings.trusted_documents)
    if settings.rate:
        rate_of(settings.rate)
    if settings.tracing:
        load_tracing()


def _warn_root() -> None:
    if is_root():
        log = structlog.get_logger(__name__)
        log.warning("running as root, who may do more than is needed; name another with --user")


def _supervise(
    create_app: CreateApp,
    loaded: Loaded,
    settings: Settings,
    listening: socket.socket,
    watched: Watched | None,
) -> None:
    with TemporaryDirectory(prefix="election-graph-") as directory:
        share_metrics(Path(directory))
        parent = os.getpid()

        def start(loaded: Loaded) -> None:
            work(_app(create_app, loaded, settings), listening, parent=parent)

        supervisor = Supervisor(start, loaded, settings.workers, listening)
        supervisor.run(settings.data, watched)


def _app(create_app: CreateApp, loaded: Loaded, settings: Settings) -> Starlette:
    app = create_app(loaded.revision, settings)
    app.state.service.load_seconds = loaded.seconds
    return app
