"""A worker: one process that answers, on uvicorn with uvloop and httptools."""

import asyncio
import os
import signal
import socket

import uvicorn
from starlette.applications import Starlette

from serving.service import Service

_DRAIN_SECONDS = 0.3
_GRACE_SECONDS = 30
SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD})
_CLOSE = (b"connection", b"close")


class Server(uvicorn.Server):
    """Uvicorn's server, which stops so that no accepted request is lost.

    Asked to stop, it goes on accepting for a moment, and closes each connection with the answer
    to the request that came in on it.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self.service = service
        self.parent = os.getppid()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer; signals were held back until now that there is someone to hear them."""
        await super().startup(sockets)
        self.service.clock.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)

    async def on_tick(self, counter: int) -> bool:
        """Look after the server ten times a second; true when it is to stop."""
        return await super().on_tick(counter) or self.orphaned

    @property
    def orphaned(self) -> bool:
        """Whether the process that started this one, and would end it, is gone."""
        return self.parent != 1 and os.getppid() == 1

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what is in flight, then stop."""
        self.service.end()
        self.server_state.default_headers = [*self.server_state.default_headers, _CLOSE]
        await asyncio.sleep(_DRAIN_SECONDS)
        await super().shutdown(sockets)


def work(app: Starlette, listening: socket.socket) -> None:
    """Answer requests until asked to stop.

    Signals must be blocked by the caller; they are heard once the server has started.
    """
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=app.state.service.settings.max_body_bytes,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = Server(config, app.state.service)
    for stopping in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises these once more when it has stopped; stopping cleanly is no failure
        signal.signal(stopping, lambda *_: None)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve([listening]))
