"""Conversations of the tests over WebSocket."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from starlette.testclient import TestClient, WebSocketTestSession
from websockets.sync.client import ClientConnection, connect

PROTOCOL = "graphql-transport-ws"
FOLLOW = "subscription { dataset { revision } }"


def subscribe(name: str = "1", query: str = FOLLOW) -> dict[str, object]:
    """Give the message that asks for an operation."""
    return {"type": "subscribe", "id": name, "payload": {"query": query}}


def connected(client: TestClient, **headers: str) -> WebSocketTestSession:
    """Open a socket in the protocol."""
    return client.websocket_connect("/graphql", subprotocols=[PROTOCOL], headers=headers)


def begun(socket: WebSocketTestSession) -> WebSocketTestSession:
    """Begin a conversation."""
    socket.send_json({"type": "connection_init"})
    assert socket.receive_json() == {"type": "connection_ack"}
    return socket


def dialled(url: str) -> ClientConnection:
    """Open a socket in the protocol to a server in a process of its own."""
    return connect(url.replace("http", "ws") + "/graphql", subprotocols=[PROTOCOL])


@contextmanager
def conversing(url: str, payload: Mapping[str, object]) -> Iterator[ClientConnection]:
    """Begin a conversation with such a server, and ask for an operation."""
    with dialled(url) as socket:
        socket.send('{"type":"connection_init"}')
        assert json.loads(socket.recv()) == {"type": "connection_ack"}
        socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        yield socket
