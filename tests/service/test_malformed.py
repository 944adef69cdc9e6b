"""Malformed HTTP: each kind gets the status that the RFC names, and stands in log and metrics."""

import json
import re
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.service.load import fetch
from tests.service.processes import Running, serving

POST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
GET = b"GET /health HTTP/1.1\r\n"
CLOSE = b"connection: close\r\n\r\n"
BODY = b'{"query":"{ __typename }"}'
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
SOCKET = b"GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
KEY = b"sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
THIRTEEN = b"sec-websocket-version: 13\r\n"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serving("--log-form", "json") as started:
        yield started


def said(running: Running, request: bytes) -> str:
    """Send a request, and give all that is said until the server closes."""
    parts = urlsplit(running.url)
    found = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=15) as connection:
        connection.sendall(request)
        while part := connection.recv(4096):
            found += part
    return found.decode()


def counted(running: Running) -> dict[str, float]:
    lines = fetch(running.url, "/metrics")[1].decode().splitlines()
    return {
        name: float(value)
        for name, value in (each.rsplit(" ", 1) for each in lines if each[0] != "#")
    }


MALFORMED = {
    "no host": (GET + b"\r\n", 400),
    "two hosts": (GET + b"host: x\r\nhost: x\r\n\r\n", 400),
    "a host that is none": (GET + b"host: a b\r\n\r\n", 400),
    "a host with a path": (GET + b"host: x/y\r\n\r\n", 400),
    "a host with a user": (GET + b"host: me@x\r\n\r\n", 400),
    "a host with half a bracket": (GET + b"host: [::1\r\n\r\n", 400),
    "a port that is none": (GET + b"host: x:http\r\n\r\n", 400),
    "gzip, chunked": (POST + b"transfer-encoding: gzip, chunked\r\n\r\n" + CHUNKED, 501),
    "gzip": (POST + b"transfer-encoding: gzip\r\n\r\n" + CHUNKED, 501),
    "identity": (POST + b"transfer-encoding: identity\r\n\r\n" + CHUNKED, 501),
    "chunked, not last": (POST + b"transfer-encoding: chunked, gzip\r\n\r\n" + CHUNKED, 400),
    "chunked twice": (POST + b"transfer-encoding: chunked, chunked\r\n\r\n" + CHUNKED, 400),
    "chunked in 1.0": (
        POST.replace(b"1.1", b"1.0") + b"transfer-encoding: chunked\r\n\r\n" + CHUNKED,
        400,
    ),
    "both lengths": (
        POST + b"content-length: 26\r\ntransfer-encoding: chunked\r\n\r\n" + CHUNKED,
        400,
    ),
    "both lengths, turned round": (
        POST + b"transfer-encoding: chunked\r\ncontent-length: 26\r\n\r\n" + CHUNKED,
        400,
    ),
    "two lengths": (POST + b"content-length: 26\r\ncontent-length: 27\r\n\r\n" + BODY, 400),
    "a length of zeros": (POST + b"content-length: " + b"0" * 5000 + b"\r\n\r\n", 400),
    "a length of nines": (POST + b"content-length: " + b"9" * 5000 + b"\r\n\r\n", 400),
    "a length below nothing": (POST + b"content-length: -1\r\n\r\n", 400),
    "a length that is a list": (POST + b"content-length: 26, 26\r\n\r\n" + BODY, 400),
    "a chunk without a size": (POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n" + BODY, 400),
    "a chunk beyond counting": (
        POST + b"transfer-encoding: chunked\r\n\r\n" + b"f" * 20 + b"\r\n" + BODY,
        400,
    ),
    "a good chunk before a bad one": (
        POST + b"transfer-encoding: chunked\r\n\r\n" + CHUNKED[:-5] + b"-1\r\n",
        400,
    ),
    "a folded header": (GET + b"host: x\r\nx-n: a\r\n b\r\n\r\n", 400),
    "nothing in a header": (GET + b"host: x\r\nx-n: a\0b\r\n\r\n", 400),
    "a header without a name": (GET + b"host: x\r\n: a\r\n\r\n", 400),
    "a space before the colon": (GET + b"host : x\r\n\r\n", 400),
    "a header without a colon": (GET + b"host: x\r\nnonsense\r\n\r\n", 400),
    "an unknown method": (b"BREW / HTTP/1.1\r\nhost: x\r\n\r\n", 501),
    "a method in small letters": (b"get / HTTP/1.1\r\nhost: x\r\n\r\n", 501),
    "a tunnel": (b"CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n", 501),
    "no method": (b"G\xffT / HTTP/1.1\r\nhost: x\r\n\r\n", 400),
    "HTTP/0.9": (b"GET /\r\n\r\n", 505),
    "HTTP/2 unasked": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "HTTP/2.0": (b"GET / HTTP/2.0\r\nhost: x\r\n\r\n", 505),
    "HTTP/3.0": (b"GET / HTTP/3.0\r\nhost: x\r\n\r\n", 505),
    "another protocol": (b"GET / SIP/1.1\r\nhost: x\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", 400),
    "an address that is none": (b"GET nonsense HTTP/1.1\r\nhost: x\r\n\r\n", 400),
    "an address of bytes": (b"GET /\xff HTTP/1.1\r\nhost: x\r\n\r\n", 400),
    "an address without a host": (b"GET http:// HTTP/1.1\r\nhost: x\r\n\r\n", 400),
    "too many headers": (GET + b"host: x\r\n" + b"x-n: a\r\n" * 200 + b"\r\n", 431),
    "a WebSocket without a key": (SOCKET + THIRTEEN + b"\r\n", 400),
    "a WebSocket with a short key": (
        SOCKET + THIRTEEN + b"sec-websocket-key: AAAA\r\n\r\n",
        400,
    ),
    "a WebSocket with two keys": (SOCKET + THIRTEEN + KEY + KEY + b"\r\n", 400),
    "a WebSocket of another version": (SOCKET + KEY + b"sec-websocket-version: 12\r\n\r\n", 426),
    "a WebSocket without a version": (SOCKET + KEY + b"\r\n", 426),
    "a WebSocket with a bad protocol": (
        SOCKET + KEY + THIRTEEN + b"sec-websocket-protocol: a b\r\n\r\n",
        400,
    ),
    "a WebSocket with no protocol": (
        SOCKET + KEY + THIRTEEN + b"sec-websocket-protocol:\r\n\r\n",
        400,
    ),
    "a WebSocket from two origins": (
        SOCKET + KEY + THIRTEEN + b"origin: http://x\r\norigin: http://y\r\n\r\n",
        400,
    ),
    "a WebSocket with a long header": (
        SOCKET + KEY + THIRTEEN + b"x-n: " + b"a" * 9000 + b"\r\n\r\n",
        431,
    ),
    "a WebSocket from no origin": (SOCKET + KEY + THIRTEEN + b"origin: http://[\r\n\r\n", 403),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_gets_the_status_of_its_kind_in_log_and_metrics(
    running: Running, name: str
) -> None:
    request, status = MALFORMED[name]
    before = counted(running)

    answer = said(running, request)

    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "x-content-type-options: nosniff" in head
    code = json.loads(body)["errors"][0]["extensions"]["code"]
    line = json.loads(running.wait_for(rf'.*"outcome":"{code}".*').group(0))
    assert (line["event"], line["status"]) == ("request", status)
    after = counted(running)
    error = f'election_graph_errors_total{{code="{code}"}}'
    assert after[error] == before.get(error, 0) + 1
    new = [each for each in after if after[each] != before.get(each) and "requests_total" in each]
    assert any(f'status="{status}"' in each for each in new)
    assert not any("Traceback" in each or "Invalid HTTP" in each for each in running.said)


FINE = {
    "no host in 1.0": b"GET /health HTTP/1.0\r\n\r\n",
    "an empty host": GET + b"host:\r\nconnection: close\r\n\r\n",
    "a host with a port": GET + b"host: example.org:8000\r\nconnection: close\r\n\r\n",
    "a host in brackets": GET + b"host: [::1]:8000\r\nconnection: close\r\n\r\n",
    "a whole address": b"GET http://x/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    "a whole address in capitals": b"GET HTTP://X/health HTTP/1.1\r\nhost: x\r\n" + CLOSE,
    "an address without a path": b"GET http://x HTTP/1.1\r\nhost: x\r\n" + CLOSE,
    "a query without a path": b"GET http://x?a=/b HTTP/1.1\r\nhost: x\r\n" + CLOSE,
    "chunks": POST + b"connection: close\r\ntransfer-encoding: Chunked\r\n\r\n" + CHUNKED,
    "a length of some zeros": POST + b"connection: close\r\ncontent-length: 0026\r\n\r\n" + BODY,
}


@pytest.mark.parametrize("name", FINE)
def test_what_is_unusual_but_right_is_answered(running: Running, name: str) -> None:
    assert said(running, FINE[name]).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize(("digit", "status"), [("0", 200), ("9", 413)])
def test_a_length_of_thousands_of_digits_is_read_by_the_application_too(
    client: TestClient, digit: str, status: int
) -> None:
    headers = {"content-type": "application/json", "content-length": digit * 5000}

    assert client.post("/graphql", content=BODY, headers=headers).status_code == status


def test_a_malformed_request_is_refused_after_those_before_it(running: Running) -> None:
    good = POST + b"content-length: %d\r\n\r\n%b" % (len(BODY), BODY)

    answer = said(running, good * 3 + b"GET / HTTP/9.9\r\n\r\n" + good)

    assert re.findall(r"HTTP/1.1 (\d+)", answer) == ["200", "200", "200", "505"]


def test_a_log_tells_method_and_route_of_what_is_malformed(running: Running) -> None:
    said(running, GET.replace(b"GET", b"HEAD") + b"\r\n")

    line = json.loads(running.wait_for(r'.*"method":"HEAD".*').group(0))
    assert (line["route"], line["status"]) == ("/health", 400)
