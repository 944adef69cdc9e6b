"""The servers that are compared: how each is started, and what it has used."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

PEERS = Path(__file__).parent / "peers"
FIRST_PORT = 8310
PATIENCE = 600
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A server by name; `command` may name the `{port}`."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    answers_questions: bool = True


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs, and the seconds that it took to be ready."""

    server: Server
    port: int
    pid: int
    seconds: float

    def path(self, question: str) -> str:
        """Give the path where a question is answered."""
        if self.server.name == "static bytes":
            return f"/{question}"
        return "/" if self.server.name.startswith(("Ariadne", "Strawberry")) else "/graphql"

    @property
    def cpu(self) -> float:
        """The seconds of processor time that it has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> int:
        """The most memory that it has held, in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024


def ours(name: str, data: Path, *options: str) -> Server:
    """Give this service with some options."""
    quiet = ("--log-level", "warning")  # peers write no line per request either
    start = (sys.executable, "server.py", "--data", str(data), "--port", "{port}")
    return Server(name, (*start, *quiet, *options))


def peer(name: str, module: str, **environment: str) -> Server:
    """Give a peer in Python, on uvicorn as this service is."""
    uvicorn = (sys.executable, "-m", "uvicorn", f"bench.peers.{module}:app", "--port", "{port}")
    quiet = ("--no-access-log", "--log-level", "warning", "--loop", "uvloop", "--http", "httptools")
    return Server(name, (*uvicorn, *quiet), environment)


def mercurius(name: str, world: Path) -> Server:
    """Give mercurius on Node."""
    command = ("node", "--max-old-space-size=8000", str(PEERS / "mercurius.js"))
    return Server(name, command, {"BENCH_WORLD": str(world)})


@contextmanager
def running(server: Server, number: int) -> Iterator[Running]:
    """Run a server meanwhile; the number decides its port."""
    port = FIRST_PORT + number
    command = [part.format(port=port) for part in server.command]
    environment = {**os.environ, **server.environment, "BENCH_PORT": str(port)}
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(process, port)
            yield Running(server, port, process.pid, time.perf_counter() - began)
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(PATIENCE * 20):
        if process.poll() is not None:
            raise ChildProcessError(process.args)
        try:
            ask(port, "/", b'{"query": "{ __typename }"}')
        except URLError as error:
            if "refused" not in str(error):
                return
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(process.args)


def ask(port: int, path: str, body: bytes) -> bytes:
    """Ask one question."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    asked = Request(f"http://127.0.0.1:{port}{path}", body, headers)  # our own
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        read: bytes = answer.read()
        return read
