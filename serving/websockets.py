"""WebSockets as uvicorn speaks them, held to a rate of what they send."""

from time import monotonic
from typing import cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from serving.connections import LINGER_SECONDS, Config

FRAMES_PER_SECOND = 50
FRAMES_AT_ONCE = 250
_PIECE = 2_048  # bytes, read one by one: some hundred of the smallest frames
_POLICY_VIOLATION = 1008
_TOO_MANY = f"More than {FRAMES_PER_SECOND} messages a second"


class WebSocketConnection(WebSocketsSansIOProtocol):
    """A WebSocket that is closed when it sends too many frames, whatever they hold.

    Uvicorn answers pings itself, as they come: what bounds them bounds what is written too.
    """

    _allowed = float(FRAMES_AT_ONCE)
    _since = 0.0
    _ended = False

    def data_received(self, data: bytes) -> None:
        """Take in what has arrived, until it proves to be too many frames."""
        for start in range(0, len(data), _PIECE):
            if self._ended:
                return
            super().data_received(data[start : start + _PIECE])

    def handle_events(self) -> None:
        """Count the frames that have arrived, and go on if they are not too many."""
        now = monotonic()
        more = (now - self._since) * FRAMES_PER_SECOND
        self._allowed = min(FRAMES_AT_ONCE, self._allowed + more) - len(self.conn.events)
        self._since = now
        if self._allowed >= 0:
            super().handle_events()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        super().connection_lost(exc)
        cast("Config", self.config).doors.let_out(self.transport)

    def _end(self) -> None:
        """Say why it is over; closing at once could take that back."""
        self._ended = self.close_sent = self.disconnected = True
        self.conn.events_received()
        self.conn.fail(_POLICY_VIOLATION, _TOO_MANY)
        self.queue.put_nowait(
            {"type": "websocket.disconnect", "code": _POLICY_VIOLATION, "reason": _TOO_MANY}
        )
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.transport.pause_reading()
        self.read_paused = False  # for good, that is: nobody is to resume it
        self.close_timer = self.loop.call_later(LINGER_SECONDS, self.transport.abort)
