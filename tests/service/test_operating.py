"""Operating: caches, persisted documents, compression, origins, rates, metrics, logs, incidents."""

import gzip
import hashlib
import json
import logging
from pathlib import Path
from urllib.parse import urlencode

import brotli
import pytest
import zstandard
from httpx2 import Response
from starlette.testclient import TestClient

from graph.revision import Revision
from schema.execution import Executor
from server import create_app
from serving.loading import Loaded
from serving.metrics import CODES, ROUTES
from serving.persisted import BadManifestError, trusted_in
from serving.rates import BadRateError, rate_of
from serving.rates import client_of as client_named
from serving.settings import Settings
from tests.conftest import ROOT, load
from tests.service.conftest import Client
from tests.service.worlds import change, copy_of_small

QUERY = "query Revision { dataset { revision } }"
HASH = hashlib.sha256(QUERY.encode()).hexdigest()
PERSISTED = {"persistedQuery": {"version": 1, "sha256Hash": HASH}}
LARGE = "{ people(first: 9) { nodes { id name ranIn { id sentence note contest { id name } } } } }"


def get(client: TestClient, query: str = QUERY, **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/graphql?{urlencode({'query': query})}", headers=given)


def code(reply: Response) -> str:
    found: str = reply.json()["errors"][0]["extensions"]["code"]
    return found


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Revision:
    """Give another revision of the small world."""
    world = copy_of_small(tmp_path_factory.mktemp("worlds") / "other")
    change(world, "Ada Hoxha")
    return load(world)


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
    assert "etag" not in get(client, "{ nonsense }").headers


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


def test_a_client_may_ask_so_often_and_is_told_what_is_left(client_of: Client) -> None:
    with client_of(rate="2/minute") as client:
        replies = [get(client) for _ in range(3)]
        health = client.get("/health")

    assert [each.status_code for each in replies] == [200, 200, 429]
    assert replies[0].headers["ratelimit-policy"] == '"default";q=2;w=60'
    assert [each.headers["ratelimit"].split(";")[1] for each in replies] == ["r=1", "r=0", "r=0"]
    assert 0 < int(replies[2].headers["retry-after"]) <= 60
    assert code(replies[2]) == "RATE_LIMITED"
    assert health.status_code == 200
    assert "ratelimit" not in health.headers


def test_rates_are_off_unless_set(client: TestClient) -> None:
    assert "ratelimit" not in get(client).headers


@pytest.mark.parametrize(
    ("peer", "forwarded", "hops", "client"),
    [
        ("192.0.2.1", "", 0, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", 0, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", 1, "203.0.113.9"),
        ("192.0.2.1", "made-up, 203.0.113.9", 1, "203.0.113.9"),
        ("192.0.2.1", "made-up, 203.0.113.9, 198.51.100.2", 2, "203.0.113.9"),
        ("192.0.2.1", "203.0.113.9", 2, "192.0.2.1"),
        ("192.0.2.1", "", 1, "192.0.2.1"),
        ("192.0.2.1", "no address", 1, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "20010db800010002/64"),
        ("2001:db8:1:2::9", "", 0, "20010db800010002/64"),
        ("::ffff:192.0.2.1", "", 0, "192.0.2.1"),
    ],
)
def test_a_client_is_who_our_own_proxies_say_it_is(
    peer: str, forwarded: str, hops: int, client: str
) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"client": (peer, 1), "headers": headers}

    assert client_named(scope, hops) == client


def test_a_rate_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(BadRateError, match="write it as in 100/minute"):
        rate_of("often")


def test_metrics_count_requests_errors_and_what_was_known(client_of: Client) -> None:
    with client_of() as client:
        tag = get(client).headers["etag"]
        get(client, if_none_match=tag)
        get(client, "{ nonsense }")
        client.get("/" + "x" * 50)
        client.request("BREW", "/graphql")
        shown = client.get("/metrics")

    assert shown.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = set(shown.text.splitlines())
    for line in (
        'election_graph_requests_total{method="GET",route="/graphql",status="200"} 2.0',
        'election_graph_requests_total{method="GET",route="/graphql",status="304"} 1.0',
        'election_graph_requests_total{method="GET",route="other",status="404"} 1.0',
        'election_graph_requests_total{method="other",route="/graphql",status="405"} 1.0',
        'election_graph_errors_total{code="BAD_REQUEST"} 1.0',
        'election_graph_cache_hits_total{cache="validator"} 1.0',
        'election_graph_cache_hits_total{cache="document"} 1.0',
        'election_graph_request_seconds_count{route="/graphql"} 4.0',
    ):
        assert line in lines
    assert "election_graph_revision{revision=" in shown.text
    assert "election_graph_load_seconds" in shown.text


def test_metrics_count_the_operations_by_the_way_that_they_were_answered(
    client_of: Client,
) -> None:
    with client_of() as client:
        get(client, "{ dataset { revision } }")
        get(client, '{ person(id: "person/nobody", name: "Nobody") { id } }')
        lines = client.get("/metrics").text.splitlines()

    assert 'election_graph_operations_total{way="compiled"} 1.0' in lines
    assert 'election_graph_operations_total{way="reference"} 1.0' in lines


def test_every_code_of_an_error_is_counted_under_its_name() -> None:
    sources = [*ROOT.glob("graph/*.py"), *ROOT.glob("schema/*.py"), *ROOT.glob("serving/*.py")]
    text = "\n".join(path.read_text() for path in sources)
    codes = {line.split('"')[1] for line in text.splitlines() if line.strip().startswith("code = ")}

    assert codes - {"GRAPH"} <= CODES
    assert len(CODES) < 40
    assert len(ROUTES) < 20


def test_a_request_is_logged_without_its_variables(
    client_of: Client, logged: list[dict[str, object]]
) -> None:
    query = "query Named($name: String) { person(name: $name) { id } }"
    body = {"query": query, "variables": {"name": "secret name"}}
    with client_of() as client:
        reply = client.post("/graphql", json=body, headers={"x-request-id": "abc-1"})
        client.post("/graphql", json={"query": "{"}, headers={"x-request-id": "no\tword"})

    first, second = (line for line in logged if line["event"] == "request")
    assert reply.headers["x-request-id"] == first["id"] == "abc-1"
    assert (first["operation"], first["cost"], first["outcome"]) == ("Named", 2, "ok")
    assert (first["status"], first["method"], first["route"]) == (200, "POST", "/graphql")
    assert isinstance(first["milliseconds"], float)
    assert second["id"] != "no\tword"
    assert second["outcome"] == "BAD_REQUEST"
    assert "secret" not in str(logged)
    assert "person" not in str(logged)


def test_what_breaks_is_masked_and_known_to_the_log_by_an_id(
    client_of: Client,
    logged: list[dict[str, object]],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/secret/path")

    with client_of() as client:
        monkeypatch.setattr(Executor, "answer", broken)
        reply = get(client)

    assert reply.status_code == 500
    assert code(reply) == "INTERNAL"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "secret" not in reply.text
    incident = reply.json()["errors"][0]["extensions"]["incident"]
    assert incident in str(logged)
    assert caplog.records == [each for each in caplog.records if each.levelno < logging.ERROR]
