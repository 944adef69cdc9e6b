"""Load: clients that ask one server at once, over kept connections, and note every answer."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

QUERY = "{ a: dataset { revision } people(first: 5) { nodes { id name } } b: dataset { revision } }"


@dataclass(slots=True)
class Load:
    """What clients have seen so far."""

    url: str
    query: str = QUERY
    statuses: Counter[int] = field(default_factory=Counter)
    revisions: set[str] = field(default_factory=set)
    mixed: int = 0
    lost: list[str] = field(default_factory=list)
    unconnected: int = 0
    stopping: bool = False

    @property
    def answered(self) -> int:
        """How many requests have been answered."""
        return sum(self.statuses.values())

    def ask_on(self) -> None:
        """Ask again and again, over one connection as long as the server keeps it."""
        connection = None
        while not self.stopping:
            if connection is None:
                connection = self._connected()
                continue
            connection = self._asked(connection)
        if connection is not None:
            connection.close()

    def _connected(self) -> HTTPConnection | None:
        parts = urlsplit(self.url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        try:
            connection.connect()
        except OSError:
            self.unconnected += 1
            time.sleep(0.05)
            return None
        return connection

    def _asked(self, connection: HTTPConnection) -> HTTPConnection | None:
        body = json.dumps({"query": self.query})
        try:
            connection.request("POST", "/graphql", body, {"content-type": "application/json"})
            reply = connection.getresponse()
            content = reply.read()
        except (OSError, HTTPException) as error:
            self.lost.append(repr(error))
            connection.close()
            return None
        self._note(reply.status, content)
        if reply.will_close:
            connection.close()
            return None
        return connection

    def _note(self, status: int, content: bytes) -> None:
        self.statuses[status] += 1
        data = json.loads(content).get("data") or {}
        seen = {part["revision"] for part in data.values() if "revision" in part}
        self.revisions |= seen
        self.mixed += len(seen) > 1


@contextmanager
def asking(url: str, clients: int = 4, query: str = QUERY) -> Iterator[Load]:
    """Ask a server from several clients at once until the block ends."""
    load = Load(url, query)
    threads = [threading.Thread(target=load.ask_on, daemon=True) for _ in range(clients)]
    for each in threads:
        each.start()
    try:
        yield load
    finally:
        load.stopping = True
        for each in threads:
            each.join(15)


def fetch(url: str, path: str, asked: object = None) -> tuple[int, bytes]:
    """Ask once, over a connection of its own; POST if there is something to send."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    headers = {"content-type": "application/json", "connection": "close"}
    with closing(connection):
        body = None if asked is None else json.dumps(asked)
        connection.request("GET" if asked is None else "POST", path, body, headers)
        reply = connection.getresponse()
        return reply.status, reply.read()


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so; fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)
