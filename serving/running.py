"""Running: from settings to processes that answer, and back to silence."""

from collections.abc import Callable, Mapping
from functools import partial

from starlette.applications import Starlette

from graph.revision import Revision
from serving.channels import Channel, Message
from serving.children import POOL, WORKER
from serving.cross_origin import check_names
from serving.doors import check_descriptors
from serving.generation import Plan
from serving.heard_signals import HeardSignals
from serving.loading import Loaded
from serving.log_stream import LogStream
from serving.logs import set_up_logs
from serving.manifests import trusted_in
from serving.origins import Origins
from serving.pool_process import Executing
from serving.prefix import prefix_of
from serving.privileges import become, needed_for
from serving.processes import Processes
from serving.rates import rate_of
from serving.settings import Settings
from serving.shared_counts import SharedCounts
from serving.sockets import listening_socket
from serving.supervision import MOST_DRAINING, SIGNALS, Supervisor
from serving.tracing import load_tracing
from serving.watching import Watched
from serving.worker import work

Trusted = Mapping[str, str]
CreateApp = Callable[[Revision, Settings, Trusted], Starlette]


def run(settings: Settings, create_app: CreateApp) -> None:
    """Serve until asked to stop.

    Raise CannotListenError, TooFewDescriptorsError, PrivilegeError, NothingServedError,
    NoTracingError or the error of a setting (BadManifestError, BadRateError, BadOriginError,
    BadHeaderNameError, BadRootPathError) if that cannot even begin.
    """
    log = set_up_logs(settings.log_level, settings.log_form)
    trusted = _checked(settings)
    with listening_socket(settings.host, settings.port) as listening:
        if settings.user:
            become(settings.user, needed_for(settings))
        slots = 2 * settings.workers + MOST_DRAINING
        plan = Plan(settings, partial(_app, create_app, settings, trusted), _roles(slots, log))
        processes = Processes(plan, listening, HeardSignals(SIGNALS), slots)
        watched = Watched(settings.data) if settings.watch else None
        Supervisor(processes, settings, watched).run()


def _checked(settings: Settings) -> Trusted:
    """Find out now what each process would find out, and read what is read only once."""
    trusted = trusted_in(settings.trusted_documents) if settings.trusted_documents else {}
    if settings.rate:
        rate_of(settings.rate)
    if settings.rate_cost:
        rate_of(settings.rate_cost, "--rate-cost")
    check_descriptors()
    Origins(settings.origins)
    check_names(settings.allowed_headers)
    prefix_of(settings.root_path)
    if settings.tracing:
        load_tracing()
    return trusted


def _roles(slots: int, log: LogStream) -> dict[str, Callable[..., None]]:
    """Give what forked processes do, with the memory that they are to share."""
    counts = SharedCounts(slots)

    def answer(app: Starlette, control: Channel, message: Message) -> None:
        work(app, control, message, counts)

    def execute(app: Starlette, control: Channel, _: Message) -> None:
        Executing(app.state.service, control, log.fileno()).run()

    return {WORKER: answer, POOL: execute}


def _app(create_app: CreateApp, settings: Settings, trusted: Trusted, loaded: Loaded) -> Starlette:
    app = create_app(loaded.revision, settings, trusted)
    app.state.service.load_seconds = loaded.seconds
    return app
