"""Codings: weights are heeded everywhere, and bodies of requests come without any."""

import gzip
import json
from collections.abc import Callable

import brotli
import pytest
import zstandard
from starlette.testclient import TestClient

from tests.service.asking import QUERY, code, get
from tests.service.test_operating import LARGE

PLACES = {
    "an answer": lambda client, headers: get(client, LARGE, **headers),
    "a page": lambda client, headers: client.get("/", headers=headers),
    "a file": lambda client, headers: client.get(
        client.get("/").text.split('stylesheet" href="')[1].split('"')[0], headers=headers
    ),
    "the metrics": lambda client, headers: client.get("/metrics", headers=headers),
}
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
    "none": bytes,
}
CHOSEN = {
    "gzip;q=1.0, zstd;q=0.5": "gzip",
    "zstd;q=0.1, gzip": "gzip",
    "zstd, gzip;q=0.9, br;q=0.8": "zstd",
    "gzip;q=0": "none",
    "gzip;q=0, br;q=0, zstd;q=0": "none",
    "gzip;q=0, br": "br",
    "gzip, deflate, br, zstd": "br",
    "gzip, deflate, zstd": "gzip",
    "zstd": "zstd",
    "GZIP": "gzip",
    "x-gzip": "gzip",
    "*": "br",
    "*;q=0.5, gzip;q=0.7": "gzip",
    "br;q=0, *": "gzip",
    "*;q=0, zstd": "zstd",
    "*;q=0, identity": "none",
    "identity": "none",
    "identity;q=0.5, gzip;q=0.4": "none",
    "identity;q=0.5, gzip;q=0.5": "gzip",
    "gzip;q=0.001": "gzip",
    "gzip;q=nonsense": "none",
    "deflate, compress": "none",
    "": "none",
    "gzip ; q=0.2 , br ; q=0.3": "br",
}


@pytest.mark.parametrize("accepted", CHOSEN)
@pytest.mark.parametrize("place", PLACES)
def test_the_coding_with_the_highest_weight_is_sent(
    client: TestClient, place: str, accepted: str
) -> None:
    reply = PLACES[place](client, {"accept-encoding": accepted})

    assert reply.headers.get("content-encoding", "none") == CHOSEN[accepted]
    assert "accept-encoding" in reply.headers["vary"].lower()
    assert reply.status_code == 200


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "gzip;q=0, *;q=0"])
@pytest.mark.parametrize("place", [*PLACES, "health"])
def test_who_accepts_nothing_is_sent_nothing(client: TestClient, place: str, accepted: str) -> None:
    ask = PLACES.get(place, lambda client, headers: client.get("/health", headers=headers))
    reply = ask(client, {"accept-encoding": accepted, "accept": "*/*"})

    assert (reply.status_code, code(reply)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("accepted", ["identity;q=0, gzip", "*;q=0, gzip"])
def test_who_takes_nothing_plain_is_sent_little_things_compressed(
    client: TestClient, accepted: str
) -> None:
    reply = get(client, QUERY, accept_encoding=accepted)

    assert reply.headers["content-encoding"] == "gzip"
    assert reply.json()["data"]


@pytest.mark.parametrize("coding", UNPACK)
def test_files_say_the_same_in_every_coding(client: TestClient, coding: str) -> None:
    with client.stream("GET", "/", headers={"accept-encoding": coding}) as reply:
        packed = b"".join(reply.iter_raw())
    with client.stream("GET", "/", headers={"accept-encoding": "identity"}) as reply:
        plain = b"".join(reply.iter_raw())

    assert UNPACK[coding](packed) == plain


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate", "gzip, br", "nonsense"])
def test_an_encoded_body_is_refused_with_what_is_read(client: TestClient, coding: str) -> None:
    body = gzip.compress(json.dumps({"query": QUERY}).encode())
    headers = {"content-type": "application/json", "content-encoding": coding}

    reply = client.post("/graphql", content=body, headers=headers)

    assert (reply.status_code, code(reply)) == (415, "UNSUPPORTED_CONTENT_CODING")
    assert reply.headers["accept-encoding"] == "identity"
    assert coding in reply.text


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
def test_a_body_that_is_called_plain_is_read(client: TestClient, coding: str) -> None:
    reply = client.post("/graphql", json={"query": QUERY}, headers={"content-encoding": coding})

    assert reply.json()["data"]
