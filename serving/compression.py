"""Compression of replies, for clients that take it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from serving.codings import coding_for
from serving.faults import NoCodingError
from serving.headers import by_name
from serving.negotiation import EVENTS, GRAPHQL, told_in
from serving.records import RECORD, Record
from serving.replies import refusal

ACCEPTED = b"accept-encoding"

add_compress_type(GRAPHQL)
remove_compress_type(EVENTS)


class Compressed:
    """Compresses replies from a size on in bytes, as the client would rather have it.

    The application is shown the one coding that is chosen instead of all that are accepted. A POST
    whose client says nothing goes past it all: no cache has to be told what its reply depends on.
    """

    def __init__(self, app: ASGIApp, minimum_size: int) -> None:
        self.plain = app
        self.compressing = CompressMiddleware(app, minimum_size=minimum_size)
        self.always_compressing = CompressMiddleware(app, minimum_size=0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        lines = _accepted(scope) if scope["type"] == "http" else None
        if lines is None or (scope["method"] == "POST" and not lines):
            await self.plain(scope, receive, send)
            return
        chosen = coding_for(b",".join(lines))
        if chosen is None:
            await _refuse(scope, send)
            return
        others = [each for each in scope["headers"] if each[0] != ACCEPTED]
        scope["headers"] = [*others, (ACCEPTED, chosen.coding.encode())]
        app = self.compressing if chosen.plain_too else self.always_compressing
        await app(scope, receive, _varying_once(send))


def _accepted(scope: Scope) -> list[bytes]:
    return [value for name, value in scope["headers"] if name == ACCEPTED]


async def _refuse(scope: Scope, send: Send) -> None:
    error = NoCodingError()
    scope.setdefault(RECORD, Record()).codes = (error.code,)
    media = told_in(by_name(scope["headers"]).get(b"accept", b""))
    await refusal(error, media).send(send)


def _varying_once(send: Send) -> Send:
    """Say once what a reply varies by: the middleware adds what we have said already."""

    async def send_once(message: Message) -> None:
        for number, (name, value) in enumerate(message.get("headers", ())):
            if name == b"vary":
                names = dict.fromkeys(each.strip() for each in value.lower().split(b","))
                message["headers"][number] = (name, b", ".join(names))
        await send(message)

    return send_once
