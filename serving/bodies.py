"""Bodies of requests: read whole, within a size and a time."""

import asyncio

from starlette.types import Receive

from serving.faults import BodyTooLargeError, DisconnectedError, SlowBodyError


async def read_body(receive: Receive, declared: bytes, most: int, seconds: float) -> bytes:
    """Read a body; `declared` is the Content-Length header, empty if there is none.

    Raise BodyTooLargeError, as soon as it is known, SlowBodyError or DisconnectedError.
    """
    if declared.isdigit() and int(declared) > most:
        raise BodyTooLargeError(most)
    try:
        async with asyncio.timeout(seconds):
            return await _all_of_it(receive, most)
    except TimeoutError as error:
        raise SlowBodyError(seconds) from error


async def _all_of_it(receive: Receive, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise DisconnectedError
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            raise BodyTooLargeError(most)
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)
