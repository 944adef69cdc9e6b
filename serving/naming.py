"""Names of requests, by which clients and the log speak of the same one."""

import re
from collections.abc import Iterator
from itertools import count
from os import urandom

from starlette.types import Scope

NAME = "election_graph.name"
"""Where an ASGI scope holds the name of its request."""

HEADER = b"x-request-id"
_PLAIN = re.compile(rb"[A-Za-z0-9._-]{1,64}\Z")


def given_name(scope: Scope) -> bytes | None:
    """Give the name that the client has given to its request, if it is a plain word."""
    for name, value in scope["headers"]:
        if name == HEADER and _PLAIN.match(value):
            found: bytes = value
            return found
    return None


def made_names() -> Iterator[bytes]:
    """Make up names of requests that no other process makes up."""
    start = urandom(6).hex()
    return (f"{start}-{number:x}".encode() for number in count())
