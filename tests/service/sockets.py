"""Conversations of the tests over WebSocket."""

from starlette.testclient import TestClient, WebSocketTestSession

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
