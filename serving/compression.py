"""Compression of replies, for clients that take it."""

from collections.abc import Awaitable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from serving.negotiation import EVENTS, GRAPHQL

add_compress_type(GRAPHQL)
remove_compress_type(EVENTS)


class Compressed:
    """Compresses replies from a size on in bytes, by zstd, brotli or gzip.

    A POST whose client takes no compression goes past it all: no cache has to be told what
    its reply depends on.
    """

    def __init__(self, app: ASGIApp, minimum_size: int) -> None:
        self.plain = app
        self.compressing = CompressMiddleware(app, minimum_size=minimum_size)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "POST" and not _takes_any(scope):
            return self.plain(scope, receive, send)
        return self.compressing(scope, receive, _varying_once(send))


def _varying_once(send: Send) -> Send:
    """Say once what a reply varies by: the middleware adds what we have said already."""

    async def send_once(message: Message) -> None:
        for number, (name, value) in enumerate(message.get("headers", ())):
            if name == b"vary":
                names = dict.fromkeys(each.strip() for each in value.lower().split(b","))
                message["headers"][number] = (name, b", ".join(names))
        await send(message)

    return send_once


def _takes_any(scope: Scope) -> bool:
    return any(name == b"accept-encoding" for name, _ in scope["headers"])
