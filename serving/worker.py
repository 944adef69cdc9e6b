"""A worker: one process that answers, on uvicorn with uvloop and httptools."""

import asyncio
import os
import signal
import socket
from contextlib import suppress
from time import monotonic

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import State

from serving.connections import Config, Connection
from serving.doors import Doors
from serving.metrics import Metrics
from serving.patience import Patience
from serving.reloading import Reloading
from serving.service import Service
from serving.settings import Settings
from serving.watching import Watched
from serving.websockets import WebSocketConnection

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD})
_DRAIN_SECONDS = 1.0
_TICK_SECONDS = 0.02
_GRACE_SECONDS = 30
_TICKS_PER_SECOND = 10
_CLOSE = (b"connection", b"close")


class Server(uvicorn.Server):
    """Uvicorn's server, which stops so that no accepted request is lost.

    Asked to stop, it takes in all who have been let in by the system, and closes each connection
    with the answer to the request that comes in on it, or when none comes for a while.
    """

    def __init__(
        self, config: Config, state: State, watched: Watched | None, parent: int | None
    ) -> None:
        super().__init__(config)
        self.config: Config = config
        service: Service = state.service
        self.service = service
        self.metrics: Metrics = state.metrics
        self.watched = watched
        self.reloading = Reloading(service)
        self.patience = Patience(service.settings.max_body_seconds)
        self.parent = parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer; signals were held back until now that there is someone to hear them."""
        await super().startup(sockets)
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.reloading.soon)
        self.service.clock.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    async def on_tick(self, counter: int) -> bool:
        """Look after the server ten times a second; true when it is to stop."""
        if counter % _TICKS_PER_SECOND == 0:
            self.patience.look_at(self.server_state.connections)
            self.service.bodies.end_late()
            self.metrics.write()
            if self.watched is not None and self.watched.changed():
                self.reloading.soon()
        orphaned = self.parent is not None and os.getppid() != self.parent
        return await super().on_tick(counter) or orphaned

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what is in flight, then stop."""
        self.service.end()
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
        listening = [each.dup() for each in sockets or ()]
        for server in self.servers:
            server.close()
        for each in listening:
            await self._let_in_all(each)
        deadline = monotonic() + _DRAIN_SECONDS
        while self.server_state.connections and monotonic() < deadline:  # noqa: ASYNC110  # uvicorn's own set
            await asyncio.sleep(_TICK_SECONDS)
        await super().shutdown(sockets)
        self.service.clock.stop()
        self.metrics.write()

    async def _let_in_all(self, listening: socket.socket) -> None:
        """Serve those who are connected as far as they can tell; closing would cut them off."""
        loop = asyncio.get_running_loop()
        with listening, suppress(BlockingIOError):
            while True:
                connection, _ = listening.accept()
                connection.setblocking(False)  # noqa: FBT003  # the name says it
                await loop.connect_accepted_socket(self._protocol, connection)

    def _protocol(self) -> asyncio.Protocol:
        return Connection(self.config, self.server_state, self.lifespan.state)


def work(
    app: Starlette,
    listening: socket.socket,
    watched: Watched | None = None,
    parent: int | None = None,
) -> None:
    """Answer requests until asked to stop, or until the parent process is gone, if there is one.

    Signals must be blocked by the caller; they are heard once the server has started.
    """
    service: Service = app.state.service
    config = Config(
        app,
        _doors(service.settings),
        loop="uvloop",
        ws=WebSocketConnection,
        ws_max_size=service.settings.max_body_bytes,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = Server(config, app.state, watched, parent)
    for stopping in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises these once more when it has stopped; stopping cleanly is no failure
        signal.signal(stopping, lambda *_: None)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve([listening]))


def _doors(settings: Settings) -> Doors:
    """Bound the connections; behind a proxy all come from there, so no address has a share."""
    whole = settings.max_connections
    return Doors(whole, whole if settings.trusted_hops else settings.max_client_connections)
