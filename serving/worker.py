"""A worker: one process that answers, on uvicorn with uvloop and httptools."""

import asyncio
import gc
import signal
import socket
from contextlib import suppress
from time import monotonic
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import State

from serving.channels import Channel, Message
from serving.connections import Config, Connection
from serving.doors import Doors
from serving.forking import ENDING
from serving.loading import settle
from serving.metrics import Metrics
from serving.patience import Patience
from serving.service import Service
from serving.settings import Settings
from serving.shared_counts import SharedCounts
from serving.websockets import WebSocketConnection
from serving.worker_control import WorkerControl

_DRAIN_SECONDS = 1.0
_LET_GO_SECONDS = 10.0
_TICK_SECONDS = 0.02
_GRACE_SECONDS = 30
_TICKS_PER_SECOND = 10
_COLLECT_AFTER = (10_000, 20, 50)  # objects: less often, since each look stops all requests
_CLOSE = (b"connection", b"close")


class Server(uvicorn.Server):
    """Uvicorn's server, which stops so that no accepted request is lost.

    Asked to stop, it takes in all who have been let in by the system, and closes each connection
    with the answer to the request that comes in on it, or when none comes for a while.
    """

    def __init__(self, config: Config, state: State, channel: Channel) -> None:
        super().__init__(config)
        self.config: Config = config
        service: Service = state.service
        self.service = service
        self.metrics: Metrics = state.metrics
        self.patience = Patience(service.settings.max_body_seconds)
        self.control = WorkerControl(service, channel, self._drain)
        self.draining = False

    async def run_for(self, generation: dict[str, Any], listening: socket.socket) -> None:
        """Serve a generation: make ready, and let clients in once that is asked for."""
        self.control.start(generation)
        await self.control.accepting.wait()
        await self.serve([listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer, and leave signals to the supervisor; what is here by now stays."""
        await super().startup(sockets)
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        self.service.clock.start()
        gc.freeze()
        gc.set_threshold(*_COLLECT_AFTER)
        self.control.channel.send("serving")

    async def on_tick(self, counter: int) -> bool:
        """Look after the server ten times a second; true when it is to stop."""
        if counter % _TICKS_PER_SECOND == 0:
            self.patience.look_at(self.server_state.connections)
            self.service.bodies.end_late()
            self.metrics.write()
        state = self.server_state
        drained = self.draining and not state.connections and not state.tasks
        return await super().on_tick(counter) or self.control.stopping or drained

    def _drain(self) -> None:
        """Keep the connections there are until their clients go, and take in no others."""
        if self.draining:
            return
        self.draining = True
        if not self.started:
            self.control.stop()
            return
        self.config.encoded_headers = [*self.config.encoded_headers, _CLOSE]
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
        for each in self.servers:
            each.close()
        # Most clients have gone by then; what is served now came from the memory of all workers.
        asyncio.get_running_loop().call_later(_LET_GO_SECONDS, settle)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what is in flight, then stop; whoever drains has let everybody in already."""
        self.service.end()
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
        listening = [] if self.draining else [each.dup() for each in sockets or ()]
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


def work(app: Starlette, channel: Channel, message: Message, counts: SharedCounts) -> None:
    """Answer requests until told to stop, or until the supervisor is gone."""
    service: Service = app.state.service
    slot = message.facts["slot"]
    if slot is not None:
        app.state.metrics.share(counts, slot)
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
    config.load()
    server = Server(config, app.state, channel)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.run_for(message.facts["generation"], message.sockets[1]))


def _doors(settings: Settings) -> Doors:
    """Bound the connections; behind a proxy all come from there, so no address has a share."""
    whole = settings.max_connections
    return Doors(whole, whole if settings.trusted_hops else settings.max_client_connections)
