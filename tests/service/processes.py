"""A server in a process of its own, for what concerns processes, sockets and signals."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

from tests.service.load import fetch

ROOT = Path(__file__).parent.parent.parent
SMALL = ROOT / "tests" / "worlds" / "small"
START_SECONDS = 20


@dataclass(slots=True)
class Running:
    """A server in a process of its own, and what it has said on standard error."""

    process: "subprocess.Popen[str]"
    url: str = ""
    said: list[str] = field(default_factory=list)
    lines: "Queue[str]" = field(default_factory=Queue)

    def wait_for(self, pattern: str, seconds: float = START_SECONDS) -> "re.Match[str]":
        """Wait until a line that it says matches."""
        while True:
            line = self.lines.get(timeout=seconds)
            if found := re.search(pattern, line):
                return found

    def wait_until_ready(self) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                fetch(self.url, "/ready")
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self) -> int:
        """Ask it to stop, and give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(START_SECONDS)

    def listen(self) -> None:
        """Take down what it says, line by line."""
        for line in self.process.stderr or ():
            self.said.append(line)
            self.lines.put(line)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is started from: an interpreter, the project, its program, and variables."""

    python: Path = Path(sys.executable)
    root: Path = ROOT
    program: tuple[str, ...] = ("server.py",)
    variables: Mapping[str, str] = field(default_factory=dict)


HERE = Place()


def start(*options: str, place: Place = HERE, **variables: str) -> Running:
    """Start a server, without waiting for it."""
    process = subprocess.Popen(
        [place.python, *place.program, *options],
        cwd=place.root,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **place.variables, **variables},
        process_group=0,
    )
    running = Running(process)
    threading.Thread(target=running.listen, daemon=True).start()
    return running


@contextmanager
def serving(
    *options: str,
    data: Path = SMALL,
    quiet: bool = False,
    place: Place = HERE,
    **variables: str,
) -> Iterator[Running]:
    """Serve a data set from a process of its own until the block ends.

    A quiet one does not even say where it listens, so it is told where.
    """
    port = free_port() if quiet else 0
    running = start("--data", str(data), "--port", str(port), *options, place=place, **variables)
    try:
        if quiet:
            running.url = f"http://127.0.0.1:{port}"
            running.wait_until_ready()
        else:
            running.url = running.wait_for(r"(http://\S+)/graphql").group(1)
        yield running
    finally:
        if running.process.poll() is None:
            running.stop()
        if running.process.stderr:
            running.process.stderr.close()


def processes_of(running: Running) -> dict[int, str]:
    """Give the processes of a server, its own first: their ids and names.

    They are told by their process group, since those whose parent has died have another one.
    """
    own = running.process.pid
    names = {own: "supervisor"}
    for each in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        with suppress(OSError):
            name, _, facts = (each / "stat").read_text(encoding="utf-8").rpartition(")")
            state, _, group = facts.split()[:3]
            if int(group) == own and state != "Z" and int(each.name) != own:
                names[int(each.name)] = name.partition("(")[2]
    return names


def those_of(running: Running, name: str) -> list[int]:
    """Give the ids of the processes of a server that do one kind of work."""
    return [pid for pid, each in processes_of(running).items() if each == f"graph-{name}"]


def connected(running: Running, source: str = "127.0.0.1") -> socket.socket:
    """Open a bare connection to a server, from an address of this machine."""
    parts = urlsplit(running.url)
    return socket.create_connection((parts.hostname, parts.port), 15, (source, 0))


def counted(running: Running, name: str) -> float:
    """Add up what a server has counted under a name, whatever its labels."""
    lines = fetch(running.url, "/metrics")[1].decode()
    found = re.findall(
        rf"^election_graph_{re.escape(name)}(?:\{{.*\}})? (\S+)$", lines, re.MULTILINE
    )
    return sum(map(float, found))


def workers_of(running: Running) -> list[int]:
    """Give the process ids of the workers of a server."""
    return those_of(running, "worker")
