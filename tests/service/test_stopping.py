"""Stopping: those who are connected as far as they can tell are answered, heard of or not."""

import os
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

from tests.service.processes import Place, serving, workers_of

PAUSING = """
import os, signal, sys, time
from server import main

def pause(*_):
    print("pausing", file=sys.stderr, flush=True)
    while not os.path.exists(os.environ["GO_ON"]):
        time.sleep(0.01)
    time.sleep(0.2)

signal.signal(signal.SIGUSR1, pause)
sys.exit(main(sys.argv[1:]))
"""


def test_those_are_answered_who_wait_to_be_let_in_when_it_is_asked_to_stop(tmp_path: Path) -> None:
    """The server hears nothing while it pauses, and that it is to stop before all others."""
    go_on = tmp_path / "go_on"
    place = Place(program=("-c", PAUSING))
    with serving(place=place, GO_ON=str(go_on)) as running:
        parts = urlsplit(running.url)
        (worker,) = workers_of(running)
        os.kill(worker, signal.SIGUSR1)
        running.wait_for("pausing")
        waiting = [
            socket.create_connection((parts.hostname, parts.port), timeout=15) for _ in range(20)
        ]
        for each in waiting:
            each.sendall(b"GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
        running.process.send_signal(signal.SIGTERM)
        go_on.touch()
        answers = [said(each) for each in waiting]

        assert running.process.wait(15) == 0
    assert all(each.startswith(b"HTTP/1.1 200 ") for each in answers)


def said(connection: socket.socket) -> bytes:
    """Give the start of what a server says, or nothing if it does not know of the connection."""
    with connection:
        try:
            return connection.recv(4096)
        except ConnectionError:
            return b""
