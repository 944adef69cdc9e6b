"""Running: from settings to processes that answer, and back to silence."""

import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from starlette.applications import Starlette

from graph.revision import Revision
from serving.cross_origin import check_names
from serving.loading import Loaded, load_revision, served
from serving.logs import set_up_logs
from serving.manifests import trusted_in
from serving.metrics import share_metrics
from serving.origins import Origins
from serving.prefix import prefix_of
from serving.privileges import become, is_root, needed_for
from serving.rates import rate_of
from serving.settings import Settings
from serving.sockets import address_of, listening_socket
from serving.supervision import Supervisor
from serving.tracing import load_tracing
from serving.watching import Watched
from serving.worker import SIGNALS, work

CreateApp = Callable[[Revision, Settings], Starlette]
MakeApp = Callable[[Loaded], Starlette]


def run(settings: Settings, create_app: CreateApp) -> None:
    """Serve until asked to stop.

    Raise CannotListenError, PrivilegeError, DataError, NoTracingError or the error of a setting
    (BadManifestError, BadRateError, BadOriginError, BadHeaderNameError, BadRootPathError) if that
    cannot even begin.
    """
    set_up_logs(settings.log_level, settings.log_form)
    _check(settings)
    with listening_socket(settings.host, settings.port) as listening:
        if settings.user:
            become(settings.user, needed_for(settings))
        watched = Watched(settings.data) if settings.watch else None
        make = partial(_app, create_app, settings)
        if settings.workers == 1:
            work(make(_first(settings, listening)), listening, watched)
        else:
            _supervise(make, settings, listening, watched)


def _first(settings: Settings, listening: socket.socket) -> Loaded:
    """Load what is served first; whoever is given it may be the last to know it."""
    loaded = load_revision(settings.data)
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    _warn_root()
    where = f"{address_of(listening)}/graphql"
    structlog.get_logger(__name__).info(f"serving {served(loaded.revision)} at {where}")
    return loaded


def _check(settings: Settings) -> None:
    """Find out now what would only be found out by each worker."""
    if settings.trusted_documents:
        trusted_in(settings.trusted_documents)
    if settings.rate:
        rate_of(settings.rate)
    if settings.rate_cost:
        rate_of(settings.rate_cost, "--rate-cost")
    Origins(settings.origins)
    check_names(settings.allowed_headers)
    prefix_of(settings.root_path)
    if settings.tracing:
        load_tracing()


def _warn_root() -> None:
    if is_root():
        log = structlog.get_logger(__name__)
        log.warning("running as root, who may do more than is needed; name another with --user")


def _supervise(
    make: MakeApp, settings: Settings, listening: socket.socket, watched: Watched | None
) -> None:
    with TemporaryDirectory(prefix="election-graph-") as directory:
        share_metrics(Path(directory))
        parent = os.getpid()

        def answer(app: Starlette) -> None:
            work(app, listening, parent=parent)

        supervisor = Supervisor(
            make, answer, _first(settings, listening), settings.workers, listening
        )
        supervisor.run(settings.data, watched)


def _app(create_app: CreateApp, settings: Settings, loaded: Loaded) -> Starlette:
    app = create_app(loaded.revision, settings)
    app.state.service.load_seconds = loaded.seconds
    return app
