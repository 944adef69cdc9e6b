"""A proxy that offers a service under a prefix, which it strips or does not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass(frozen=True, slots=True)
class Offered:
    """Where the service is found behind a proxy."""

    address: str


@contextmanager
def proxied(port: int, prefix: str, *, stripped: bool) -> Iterator[Offered]:
    """Offer what answers at a port under a prefix; whatever is not under it is not found."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            head = _head(self.request)
            method, path, rest = head.split(b" ", 2)
            if not path.startswith(prefix.encode() + b"/"):
                self.request.sendall(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
                return
            path = path.removeprefix(prefix.encode()) if stripped else path
            if b"websocket" not in rest.lower():  # one request for each connection
                rest = rest.replace(b"\r\nConnection: keep-alive", b"\r\nConnection: close")
            with socket.create_connection(("127.0.0.1", port)) as service:
                service.sendall(b" ".join((method, path, rest)))
                Thread(target=_pass_on, args=(self.request, service), daemon=True).start()
                _pass_on(service, self.request)

    class Proxy(ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Proxy(("127.0.0.1", 0), Handler) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        yield Offered(f"http://127.0.0.1:{proxy.server_address[1]}{prefix}")
        proxy.shutdown()


def _head(connection: socket.socket) -> bytes:
    """Give what is said up to the end of the first line at least."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = connection.recv(65_536)
        if not part:
            break
        head += part
    return head


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while part := one.recv(65_536):
            other.sendall(part)
        other.shutdown(socket.SHUT_WR)
