"""Operating: caches, persisted documents, compression, origins."""

import gzip
import hashlib
import json
from pathlib import Path
from urllib.parse import urlencode

import brotli
import pytest
import zstandard
from httpx2 import Response
from starlette.testclient import TestClient

from graph.revision import Revision
from server import create_app
from serving.loading import Loaded
from serving.manifests import BadManifestError, trusted_in
from serving.settings import Settings
from tests.service.asking import QUERY, code, get
from tests.service.conftest import Client

HASH = hashlib.sha256(QUERY.encode()).hexdigest()
PERSISTED = {"persistedQuery": {"version": 1, "sha256Hash": HASH}}
LARGE = "{ people(first: 9) { nodes { id name ranIn { id sentence note contest { id name } } } } }"


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = get(client)
    again = get(client, if_none_match=f'"other", W/{first.headers["etag"]}')

    assert first.headers["etag"].startswith('"')
    assert first.headers["cache-control"] == "public, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]


def test_the_tag_follows_from_all_that_the_bytes_follow_from(
    client: TestClient, small: Revision, other: Revision
) -> None:
    app = create_app(small, Settings())
    with TestClient(app) as changing:
        before = get(changing).headers["etag"]
        app.state.service.serve(Loaded(other, 0.0))
        after = get(changing).headers["etag"]

    tags = [
        after,
        get(client).headers["etag"],
        get(client, "{ __typename }").headers["etag"],
        get(client, accept="application/graphql-response+json").headers["etag"],
        get(client, accept_encoding="gzip").headers["etag"],
        get(client, accept_encoding="identity").headers["etag"],
    ]
    assert before == tags[1]
    assert len(set(tags)) == len(tags)


def test_errors_are_not_kept_by_caches(client: TestClient) -> None:
    assert get(client, "{ person { id } }").headers["cache-control"] == "no-store"
    assert "etag" not in get(client, "{ person { id } }").headers
    for unsound in ("{ nonsense }", "{"):
        for accept in ("application/json", "application/graphql-response+json"):
            told = get(client, unsound, accept=accept).headers
            assert told["cache-control"] == "no-store"
            assert "etag" not in told


def test_caches_may_keep_answers_as_long_as_it_is_set(client_of: Client) -> None:
    with client_of(max_age=60) as client:
        assert get(client).headers["cache-control"] == "public, max-age=60"
        assert get(client).headers["vary"].lower() == "accept, accept-encoding"


def test_a_document_is_sent_once_and_then_named(client_of: Client) -> None:
    with client_of() as client:
        unknown = client.post("/graphql", json={"extensions": PERSISTED})
        sent = client.post("/graphql", json={"query": QUERY, "extensions": PERSISTED})
        named = client.post("/graphql", json={"extensions": PERSISTED})
        got = client.get(f"/graphql?{urlencode({'extensions': json.dumps(PERSISTED)})}")

    assert unknown.status_code == 200
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert sent.json() == named.json() == got.json()
    assert "data" in sent.json()


@pytest.mark.parametrize(
    ("query", "extension", "status"),
    [
        ("{ __typename }", {"version": 1, "sha256Hash": HASH}, 400),
        (None, {"version": 2, "sha256Hash": HASH}, 400),
        (None, {"version": 1, "sha256Hash": 7}, 400),
        (None, {"version": 1}, 400),
        (None, "text", 400),
    ],
)
def test_a_hash_that_makes_no_sense_is_a_bad_request(
    client: TestClient, query: str | None, extension: object, status: int
) -> None:
    body = {"query": query, "extensions": {"persistedQuery": extension}}

    assert client.post("/graphql", json=body).status_code == status


def test_only_so_many_documents_are_kept_and_none_that_is_wrong(client_of: Client) -> None:
    def named(client: TestClient, query: str, *, sent: bool) -> Response:
        sha = hashlib.sha256(query.encode()).hexdigest()
        extensions = {"persistedQuery": {"version": 1, "sha256Hash": sha}}
        body = {"extensions": extensions, **({"query": query} if sent else {})}
        return client.post("/graphql", json=body)

    with client_of(persisted_queries=2) as client:
        for query in ("{ a: __typename }", "{ b: __typename }", "{ c: __typename }", "{ wrong }"):
            named(client, query, sent=True)
        first = named(client, "{ a: __typename }", sent=False)
        third = named(client, "{ c: __typename }", sent=False)
        wrong = named(client, "{ wrong }", sent=False)

    assert code(first) == code(wrong) == "PERSISTED_QUERY_NOT_FOUND"
    assert third.json()["data"] == {"c": "Query"}


def test_with_trusted_documents_nothing_else_is_answered(client_of: Client, tmp_path: Path) -> None:
    manifest = tmp_path / "trusted.json"
    manifest.write_text(json.dumps({HASH: QUERY}))
    with client_of(trusted_documents=manifest) as client:
        named = client.post("/graphql", json={"extensions": PERSISTED})
        sent = client.post("/graphql", json={"query": QUERY})
        strange = client.post("/graphql", json={"query": "{ __typename }"})
        unnamed = client.post("/graphql", json={})

    assert "data" in named.json()
    assert "data" in sent.json()
    assert [(each.status_code, code(each)) for each in (strange, unnamed)] == [
        (403, "UNTRUSTED_DOCUMENT")
    ] * 2


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": "{ __typename }"}', '{"a": 1}', None])
def test_a_bad_file_of_trusted_documents_is_refused(tmp_path: Path, content: str | None) -> None:
    manifest = tmp_path / "trusted.json"
    if content is not None:
        manifest.write_text(content)

    with pytest.raises(BadManifestError, match=r"trusted\.json: "):
        trusted_in(manifest)


@pytest.mark.parametrize(
    ("encoding", "decode"),
    [
        ("gzip", gzip.decompress),
        ("br", brotli.decompress),
        ("zstd", lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body)),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_large_answers_are_compressed(
    client: TestClient, encoding: str, decode: object, accept: str
) -> None:
    headers = {"accept-encoding": encoding, "accept": accept}
    address = f"/graphql?{urlencode({'query': LARGE})}"
    with client.stream("GET", address, headers=headers) as reply:
        body = b"".join(reply.iter_raw())

    assert reply.headers["content-encoding"] == encoding
    assert "accept-encoding" in reply.headers["vary"].lower()
    plain = get(client, LARGE, accept=accept, accept_encoding="identity")
    assert decode(body) == plain.content
    assert len(body) < len(plain.content) / 2


def test_small_answers_are_not_compressed(client: TestClient) -> None:
    assert "content-encoding" not in get(client, accept_encoding="gzip").headers


def test_pages_of_allowed_origins_may_ask(client_of: Client) -> None:
    asked = {"origin": "https://ok.example", "access-control-request-method": "POST"}
    with client_of(origins=("https://ok.example",)) as client, client_of() as closed:
        preflight = client.options("/graphql", headers=asked)
        allowed = get(client, origin="https://ok.example").headers
        refused = get(client, origin="https://elsewhere.example").headers
        unset = get(closed, origin="https://ok.example").headers

    assert preflight.status_code == 200
    assert allowed["access-control-allow-origin"] == "https://ok.example"
    assert "etag" in allowed["access-control-expose-headers"]
    assert "access-control-allow-origin" not in refused
    assert "access-control-allow-origin" not in unset
