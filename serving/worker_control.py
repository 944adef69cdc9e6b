"""What a worker is told by the supervisor, heard on its event loop."""

import asyncio
import os
from collections.abc import Callable
from typing import Any

from serving.channels import Channel, Message
from serving.pool_client import PoolClient
from serving.service import Service


class WorkerControl:
    """Hears which processes there are in the pools, and what the worker is to do.

    `accepting` is set once it is to let clients in, `stopping` when everything is to end or the
    supervisor has gone. When another revision is served, what is still asked here is executed by
    its pool; `drain` is called once other workers let clients in.
    """

    def __init__(self, service: Service, channel: Channel, drain: Callable[[], None]) -> None:
        self.service = service
        self.channel = channel
        self.drain = drain
        self.accepting = asyncio.Event()
        self.stopping = False
        self._pools: dict[int, PoolClient] = {}
        self._connecting: set[asyncio.Task[None]] = set()

    def start(self, generation: dict[str, Any]) -> None:
        """Begin to hear; what is dear is executed by the pool of a generation from now on."""
        self.service.turn_to(self._pool(generation))
        os.set_blocking(self.channel.fileno(), False)
        asyncio.get_running_loop().add_reader(self.channel.fileno(), self._hear)
        self.channel.send("ready", pid=os.getpid())

    def _pool(self, generation: dict[str, Any]) -> PoolClient:
        number, revision, size = generation["number"], generation["revision"], generation["pool"]
        if number not in self._pools:
            ways = self.service.executor.ways
            self._pools[number] = PoolClient(
                revision, size, ways, self.service.settings.max_seconds
            )
        return self._pools[number]

    def _hear(self) -> None:
        message = self.channel.receive()
        if message is None or message.what == "stop":
            self.stop()
        elif message.what == "accept":
            self.accepting.set()
        elif message.what == "link":
            self._connect(message)
        elif message.what == "turn":
            self._turn(message.facts["generation"])
        elif message.what == "drain":
            self.drain()
        if message is None:
            asyncio.get_running_loop().remove_reader(self.channel.fileno())

    def stop(self) -> None:
        """Have the worker end, whether it has let clients in or not."""
        self.stopping = True
        self.accepting.set()

    def _connect(self, message: Message) -> None:
        if not message.sockets:  # there was no descriptor left for it
            return
        pool = self._pool(message.facts["generation"])
        task = asyncio.ensure_future(pool.connect(message.sockets[0]))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)

    def _turn(self, generation: dict[str, Any]) -> None:
        """Leave everything to the pool of another generation."""
        newest = self._pool(generation)
        self.service.hand_over(newest)
        for each in self._pools.values():
            if each is not newest:
                each.retire()
        self._pools = {generation["number"]: newest}
