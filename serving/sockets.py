"""The listening socket, opened before anything else so that a port in use is told at once."""

import errno
import socket

_BACKLOG = 2048


class CannotListenError(Exception):
    """The address cannot be listened on."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        self.host = host
        self.port = port
        if error.errno == errno.EADDRINUSE:
            message = f"is in use; stop what uses it or choose another: --port {port + 1}"
        else:
            message = f"cannot be listened on: {error.strerror}"
        super().__init__(f"port {port} of {host} {message}")


def listening_socket(host: str, port: int) -> socket.socket:
    """Listen on an address; raise CannotListenError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, kind, protocol)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
    except OSError as error:
        raise CannotListenError(host, port, error) from error
    opened.settimeout(0)
    return opened


def address_of(listening: socket.socket) -> str:
    """Give the address of a listening socket as the start of a URL."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
