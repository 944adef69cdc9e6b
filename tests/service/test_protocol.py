"""GraphQL over HTTP: methods, media types, status codes, and errors for every malformed request."""

import json
from urllib.parse import urlencode

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
QUERY = "{ dataset { revision } }"


def post(client: TestClient, content: bytes | str, **headers: str) -> Response:
    given = {"content-type": JSON, **{name.replace("_", "-"): headers[name] for name in headers}}
    return client.post("/graphql", content=content, headers=given)


def ask(client: TestClient, query: str, **headers: str) -> Response:
    return post(client, json.dumps({"query": query}), **headers)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (GRAPHQL, GRAPHQL),
        (JSON, JSON),
        ("*/*", JSON),
        ("", JSON),
        ("application/*", JSON),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL};q=0.9", JSON),
        (f"{GRAPHQL};q=0, */*", JSON),
        ("text/html, */*;q=0.1", JSON),
        (f"{JSON}; charset=utf-8", JSON),
        (f"{JSON};q=high, {GRAPHQL};q=0.1", GRAPHQL),
    ],
)
def test_the_media_type_is_the_one_that_is_wanted_most(
    client: TestClient, accept: str, media: str
) -> None:
    reply = ask(client, QUERY, accept=accept)

    assert reply.status_code == 200
    assert reply.headers["content-type"] == f"{media}; charset=utf-8"
    assert reply.json()["data"]["dataset"]["revision"]


@pytest.mark.parametrize("accept", ["text/html", "image/*", f"{JSON}; charset=latin1", "*/*;q=0"])
def test_what_cannot_be_sent_is_not_acceptable(client: TestClient, accept: str) -> None:
    reply = ask(client, QUERY, accept=accept)

    assert reply.status_code == 406
    assert reply.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize("document", ["{", "{ nonsense }", "query A { dataset { revision } } {a}"])
def test_a_bad_document_is_a_bad_request_except_to_older_clients(
    client: TestClient, document: str
) -> None:
    new = ask(client, document, accept=GRAPHQL)
    old = ask(client, document, accept=JSON)

    assert (new.status_code, old.status_code) == (400, 200)
    assert new.json() == old.json()
    assert "data" not in new.json()


def test_errors_of_fields_leave_the_rest_and_the_status(client: TestClient) -> None:
    reply = ask(client, "{ dataset { revision } person { id } }", accept=GRAPHQL)

    assert reply.status_code == 200
    assert reply.json()["data"]["dataset"]["revision"]
    assert reply.json()["errors"][0]["extensions"]["code"] == "EXACTLY_ONE"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_told_which_are_allowed(client: TestClient, method: str) -> None:
    reply = client.request(method, "/graphql")

    assert reply.status_code == 405
    assert reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert reply.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


def test_options_names_the_methods(client: TestClient) -> None:
    reply = client.options("/graphql")

    assert (reply.status_code, reply.content) == (204, b"")
    assert reply.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", f"{JSON}; charset=latin1", "x"],
)
def test_a_body_of_another_type_is_not_read(client: TestClient, content_type: str) -> None:
    reply = post(client, json.dumps({"query": QUERY}), content_type=content_type)

    assert reply.status_code == 415
    assert reply.json()["errors"][0]["extensions"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


@pytest.mark.parametrize(
    "content_type", [f"{JSON};charset=UTF-8", 'application/JSON; charset="utf-8"']
)
def test_a_charset_may_be_named_if_it_is_utf_8(client: TestClient, content_type: str) -> None:
    assert post(client, json.dumps({"query": QUERY}), content_type=content_type).status_code == 200


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "the body is not JSON"),
        (b"1", "the body must be one JSON object"),
        (b'"x"', "the body must be one JSON object"),
        (b"null", "the body must be one JSON object"),
        (b"[null]", "the body must be one JSON object"),
        (b'[{"query":"{__typename}"}]', "the body must be one JSON object"),
        (b"[" * 50_000, "the body is not JSON"),
        (b'{"query":' + b"[" * 50_000, "the body is not JSON"),
        (b'{"query":"\xff\xfe"}', "the body is not JSON"),
        (b'{"query":"\\ud800"}', "the body is not JSON"),
        (b'{"query":"{__typename}"', "the body is not JSON"),
        (b'{"query":"{__typename}","variables":NaN}', "the body is not JSON"),
        (b"{}", "query must be given"),
        (b'{"query":""}', "query must be given"),
        (b'{"query":null}', "query must be given"),
        (b'{"query":1}', "query must be a text"),
        (b'{"query":["{__typename}"]}', "query must be a text"),
        (b'{"query":{"a":1}}', "query must be a text"),
        (b'{"query":"{__typename}","variables":1}', "variables must be a JSON object"),
        (b'{"query":"{__typename}","variables":"{}"}', "variables must be a JSON object"),
        (b'{"query":"{__typename}","variables":[]}', "variables must be a JSON object"),
        (b'{"query":"{__typename}","operationName":1}', "operationName must be a text"),
        (b'{"query":"{__typename}","operationName":[]}', "operationName must be a text"),
        (b'{"query":"{__typename}","extensions":1}', "extensions must be a JSON object"),
        (b'{"query":"{__typename}","extensions":[]}', "extensions must be a JSON object"),
    ],
)
def test_a_malformed_body_is_told_what_is_wrong(client: TestClient, body: bytes, told: str) -> None:
    for accept in (JSON, GRAPHQL):
        reply = post(client, body, accept=accept)

        assert reply.status_code == 400
        assert reply.headers["content-type"] == f"{accept}; charset=utf-8"
        assert reply.json()["errors"][0]["message"].startswith(told)
        assert reply.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


STRANGE = pytest.mark.parametrize(
    "variables",
    [
        '{"n":' + "9" * 5000 + "}",
        '{"n":1e400}',
        '{"n":-0.0}',
        '{"n":' + "[" * 900 + "]" * 900 + "}",
        '{"n":' + '{"n":' * 900 + "1" + "}" * 901,
        '{"n":"\\u0000"}',
        '{"unknown":1}',
        '{"unknown":' + "[" * 300 + "]" * 300 + "}",
    ],
)


@STRANGE
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strange_variables_are_no_internal_error(
    client: TestClient, method: str, variables: str
) -> None:
    query = "query($n: Int! = 1) { people(first: $n) { totalCount } }"
    if method == "GET":
        address = f"/graphql?{urlencode({'query': query, 'variables': variables})}"
        reply = client.get(address, headers={"accept": GRAPHQL})
    else:
        body = f'{{"query":{json.dumps(query)},"variables":{variables}}}'
        reply = post(client, body, accept=GRAPHQL)

    assert reply.status_code in {200, 400}
    codes = {error["extensions"]["code"] for error in reply.json().get("errors", [])}
    assert codes <= {"BAD_REQUEST", "LIMIT"}


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("", "query must be given"),
        ("query=", "query must be given"),
        ("query=%FF%FE", "the query of the URL"),
        ("query={__typename}&variables=1", "variables must be a JSON object"),
        ("query={__typename}&variables={", "variables must be a JSON object"),
        ("query={__typename}&extensions=x", "extensions must be a JSON object"),
        ("&".join(f"a{number}=1" for number in range(30)), "the query of the URL"),
    ],
)
def test_a_malformed_url_is_told_what_is_wrong(
    client: TestClient, parameters: str, told: str
) -> None:
    reply = client.get(f"/graphql?{parameters}")

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["message"].startswith(told)


def test_get_answers_what_post_answers(client: TestClient) -> None:
    query = "query Two($n: Int!) { people(first: $n) { nodes { name } } }"
    parameters = {"query": query, "variables": '{"n": 2}', "operationName": "Two"}

    reply = client.get(f"/graphql?{urlencode(parameters)}")

    assert reply.status_code == 200
    assert len(reply.json()["data"]["people"]["nodes"]) == 2
    body = {"query": query, "variables": {"n": 2}, "operationName": "Two"}
    assert reply.json() == post(client, json.dumps(body)).json()


def test_head_gives_the_headers_of_get(client: TestClient) -> None:
    address = f"/graphql?{urlencode({'query': QUERY})}"

    got, headed = client.get(address), client.head(address)

    assert headed.status_code == 200
    assert headed.headers["etag"] == got.headers["etag"]


def test_get_answers_queries_only(client: TestClient) -> None:
    reply = client.get(f"/graphql?{urlencode({'query': 'subscription { dataset { revision } }'})}")

    assert reply.status_code == 406
    assert reply.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


def test_an_operation_is_chosen_by_its_name(client: TestClient) -> None:
    query = "query A { a: __typename } query B { b: __typename }"

    def asked(name: object) -> Response:
        body = json.dumps({"query": query, "operationName": name})
        return post(client, body, accept=GRAPHQL)

    assert asked("B").json()["data"] == {"b": "Query"}
    assert [asked(name).status_code for name in (None, "", "C")] == [400, 400, 400]


def test_unknown_parameters_are_left_alone(client: TestClient) -> None:
    body = {"query": QUERY, "id": 7, "extensions": {"anything": True}, "variables": None}

    assert post(client, json.dumps(body)).status_code == 200


def test_a_path_that_is_not_there_leaks_nothing(client: TestClient) -> None:
    reply = client.get("/../../etc/passwd")

    assert reply.status_code == 404
    assert "server" not in reply.headers


def test_every_reply_carries_the_security_headers(client: TestClient) -> None:
    for reply in (
        ask(client, QUERY),
        client.get("/health"),
        client.get("/nowhere"),
        post(client, b""),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_readiness_names_the_revision(client: TestClient) -> None:
    revision = ask(client, QUERY).json()["data"]["dataset"]["revision"]

    assert client.get("/ready").json() == {"status": "ready", "revision": revision}
    assert client.get("/health").json() == {"status": "alive"}
