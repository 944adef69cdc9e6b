"""Stopping: those who are connected as far as they can tell are answered, heard of or not."""

import json
import os
import signal
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests.service.load import fetch
from tests.service.processes import ROOT, Place, serving, workers_of

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


def test_what_is_waiting_is_told_when_it_is_asked_to_stop() -> None:
    deeper = "relationships(first: 100) { nodes { sentence target { %s } } }"  # seconds of work
    slow = f"{{ people(first: 100) {{ nodes {{ {deeper % (deeper % (deeper % 'id'))} }} }} }}"
    limits = ("--max-seconds", "2", "--max-cost", "1000000000")
    with serving(*limits, "--log-level", "error", data=ROOT / "data", quiet=True) as running:
        with ThreadPoolExecutor(20) as clients:
            asked = [
                clients.submit(fetch, running.url, "/graphql", {"query": f"{slow} #{number}"})
                for number in range(20)
            ]
            time.sleep(1)
            running.process.send_signal(signal.SIGTERM)
            told = [code_in(each.result()[1]) for each in asked]

        assert running.process.wait(15) == 0
    assert told.count("STOPPING") > 10
    assert set(told) == {"STOPPING", "TIMEOUT"}


def code_in(body: bytes) -> str:
    code: str = json.loads(body)["errors"][0]["extensions"]["code"]
    return code


def said(connection: socket.socket) -> bytes:
    """Give the start of what a server says, or nothing if it does not know of the connection."""
    with connection:
        try:
            return connection.recv(4096)
        except ConnectionError:
            return b""
