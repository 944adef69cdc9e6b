"""The load: some connections, each of which asks again as soon as it is answered."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

CONNECTIONS = 8
_LENGTH = b"content-length: "


class StrangeAnswerError(Exception):
    """An answer that is no success."""


@dataclass(frozen=True, slots=True)
class Load:
    """What was answered: how many, in how many seconds, and how long each took."""

    count: int
    seconds: float
    times: list[float]


class _Asker(asyncio.Protocol):
    """One connection: asks, waits for the whole answer, and asks again."""

    def __init__(self, requests: Iterator[bytes], times: list[float], until: float) -> None:
        self.requests = requests
        self.times = times
        self.until = until
        self.missing = 0
        self.buffer = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.ask()

    def ask(self) -> None:
        """Ask the next question, unless the time is over."""
        self.began = perf_counter()
        if self.began > self.until:
            self.transport.close()
            self.done.set_result(None)
            return
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        if self.missing == 0:
            data = self._body_of(self.buffer + data)
        self.missing -= len(data)
        if self.missing == 0 and not self.buffer:
            self.times.append(perf_counter() - self.began)
            self.ask()

    def _body_of(self, data: bytes) -> bytes:
        """Read the head of an answer; give what has come of its body."""
        end = data.find(b"\r\n\r\n")
        if end < 0:
            self.buffer = data
            return b""
        self.buffer = b""
        if not data.startswith(b"HTTP/1.1 200"):
            raise StrangeAnswerError(data[:200])
        head = data[:end].lower()
        at = head.index(_LENGTH) + len(_LENGTH)
        self.missing = int(head[at : at + 12].split(b"\r\n", 1)[0])
        return data[end + 4 :]

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("closed by the server"))


def request(path: str, body: bytes) -> bytes:
    """Write a request."""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def put_load(port: int, requests: Iterator[bytes], seconds: float) -> Load:
    """Ask for some seconds over all connections."""
    loop = asyncio.get_running_loop()
    times: list[float] = []
    began = perf_counter()
    askers = [_Asker(requests, times, began + seconds) for _ in range(CONNECTIONS)]
    for asker in askers:
        await loop.create_connection(lambda asker=asker: asker, "127.0.0.1", port)  # type: ignore[misc]
    await asyncio.gather(*(asker.done for asker in askers))
    return Load(len(times), perf_counter() - began, times)
