"""Server-sent events: the answers of an operation as a stream, each connection for one request."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import orjson
from starlette.types import Receive, Send

from serving.negotiation import EVENTS

Answers = AsyncGenerator[dict[str, Any], None]
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
    """
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    gone = asyncio.ensure_future(_disconnected(receive))
    try:
        await _send_until(gone, answers, send, quiet_seconds)
    finally:
        gone.cancel()
    await send({"type": "http.response.body", "body": _COMPLETE})


async def _send_until(
    gone: "asyncio.Future[None]", answers: Answers, send: Send, quiet_seconds: float
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
                await _send_part(send, b"event: next\ndata: %b\n\n" % orjson.dumps(answer))
                coming = asyncio.ensure_future(anext(answers, None))
            else:
                await _send_part(send, _STILL_HERE)
    finally:
        coming.cancel()
        await asyncio.wait({coming})
        await answers.aclose()


async def _send_part(send: Send, part: bytes) -> None:
    await send({"type": "http.response.body", "body": part, "more_body": True})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
