"""Parsing of requests, those included that ask for another protocol on the way."""

from typing import Protocol

import httptools

from serving.malformed import UnreadError, malformed


class Parsed(Protocol):
    """What a parser tells its findings, besides the callbacks of httptools."""

    fault: UnreadError | None
    passed_over: bytes
    """The head of a request without its wish for a protocol that is not spoken here."""


class Parser(httptools.HttpRequestParser):
    """Parses requests; a wish for another protocol than WebSocket is passed over (RFC 9110, 7.8).

    Httptools stops after the head of a request that has such a wish, and takes what follows for
    that protocol; so it is given the same head once more, without the wish.
    """

    def __init__(self, connection: Parsed) -> None:
        self.connection = connection
        self._begin()

    def _begin(self) -> None:
        super().__init__(self.connection)
        self.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn has it

    def feed_data(self, data: bytes) -> None:  # type: ignore[override]
        """Parse on; raise HttpParserUpgrade for a WebSocket, HttpParserError for no HTTP."""
        while True:
            try:
                super().feed_data(data)
            except httptools.HttpParserUpgrade as stopped:
                if self.connection.fault is not None:
                    return
                if not self.connection.passed_over:
                    raise
                self._begin()  # it may take the connection for one that ends
                data = self.connection.passed_over + data[stopped.args[0] :]
            except httptools.HttpParserError as error:
                self.connection.fault = malformed(error, data)
                raise
            else:
                return
