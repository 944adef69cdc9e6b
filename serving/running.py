"""Running: from settings to processes that answer, and back to silence."""

import logging
import signal
from collections.abc import Callable

from starlette.applications import Starlette

from graph.revision import Revision
from serving.loading import load_revision, served, settle
from serving.settings import Settings
from serving.sockets import address_of, listening_socket
from serving.supervision import Supervisor
from serving.worker import SIGNALS, work

logger = logging.getLogger(__name__)


def run(settings: Settings, create_app: Callable[[Revision, Settings], Starlette]) -> None:
    """Serve until asked to stop; raise CannotListenError or DataError if that cannot begin."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    with listening_socket(settings.host, settings.port) as listening:
        loaded = load_revision(settings.data)
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        settle()
        where = f"{address_of(listening)}/graphql"
        logger.info("serving %s at %s", served(loaded.revision), where)
        if settings.workers == 1:
            work(create_app(loaded.revision, settings), listening)
        else:
            supervisor = Supervisor(
                lambda: work(create_app(loaded.revision, settings), listening), settings.workers
            )
            supervisor.run()
