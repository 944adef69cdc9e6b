"""Server-sent events: the answers of an operation as a stream, each connection for one request."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import orjson
from starlette.types import Receive, Send

from serving.clients import disconnected
from serving.faults import RequestError
from serving.negotiation import EVENTS
from serving.pool import Outcome

Answers = AsyncGenerator[Outcome, None]
_FIRST = asyncio.FIRST_COMPLETED
_QUIET_SECONDS = 15.0
_STILL_HERE = b":\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"
_HEADERS = [
    (b"content-type", f"{EVENTS}; charset=utf-8".encode()),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def send_events(
    answers: Answers, receive: Receive, send: Send, quiet_seconds: float = _QUIET_SECONDS
) -> None:
    """Send answers as they come, until there are no more or the client has gone.

    After so many quiet seconds a comment says that we are still here, lest a proxy hangs up.
    Raise RequestError if there is no answer at all.
    """
    stream = _Stream(send)
    gone = asyncio.ensure_future(disconnected(receive))
    try:
        await _send_until(gone, answers, stream, quiet_seconds)
    except RequestError as error:
        if not stream.begun:
            raise
        await stream.send(_event(orjson.dumps(error.told())))
    finally:
        gone.cancel()
    await stream.end()


class _Stream:
    """The reply, which begins with its first part: until then it may still be an error."""

    def __init__(self, send: Send) -> None:
        self.begun = False
        self._send = send

    async def send(self, part: bytes, *, more: bool = True) -> None:
        """Send a part, once the client has taken enough of those before it."""
        if not self.begun:
            self.begun = True
            await self._send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await self._send({"type": "http.response.body", "body": part, "more_body": more})

    async def end(self) -> None:
        """Say that there is no more."""
        await self.send(_COMPLETE, more=False)


async def _send_until(
    gone: "asyncio.Future[None]", answers: Answers, stream: _Stream, quiet_seconds: float
) -> None:
    coming = asyncio.ensure_future(anext(answers, None))
    try:
        while not gone.done():
            waiting: set[asyncio.Future[Any]] = {gone, coming}
            await asyncio.wait(waiting, timeout=quiet_seconds, return_when=_FIRST)
            if coming.done():
                answer = coming.result()
                if answer is None:
                    return
                await stream.send(_event(answer.body))
                coming = asyncio.ensure_future(anext(answers, None))
            elif not gone.done():
                await stream.send(_STILL_HERE)
    finally:
        coming.cancel()
        await asyncio.wait({coming})
        await answers.aclose()


def _event(body: bytes) -> bytes:
    return b"event: next\ndata: %b\n\n" % body
