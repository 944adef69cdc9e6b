"""Replies: a status, headers and the bytes of a body, sent as they are."""

from dataclasses import dataclass, field

import orjson
from starlette.types import Message, Scope, Send

from serving.faults import RequestError
from serving.negotiation import JSON

Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Reply:
    """What goes back to the client."""

    status: int
    body: bytes
    media: str = JSON
    headers: Headers = field(default_factory=list)

    async def send(self, send: Send) -> None:
        """Send it; a reply without a body says nothing of its type."""
        headers = self.headers
        if self.body:
            headers = [
                (b"content-type", f"{self.media}; charset=utf-8".encode()),
                (b"content-length", b"%d" % len(self.body)),
                *headers,
            ]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


def refusal(error: RequestError, media: str = JSON) -> Reply:
    """Say what is wrong with a request."""
    headers = [*error.headers, (b"cache-control", b"no-store")]
    status = error.plain_status if media == JSON else None
    return Reply(status or error.status, orjson.dumps(error.told()), media, headers)


def answering(scope: Scope, send: Send) -> Send:
    """Give the way to answer a request, which for one that asks for a WebSocket has other names."""
    if scope["type"] != "websocket":
        return send

    async def send_instead(message: Message) -> None:
        await send({**message, "type": f"websocket.{message['type']}"})

    return send_instead
