"""Origins: preflights of pages of other origins, and origins as people write them."""

import pytest

from serving.options import settings_from
from serving.origins import BadOriginError, Origins, normalised
from serving.settings import USUAL_HEADERS
from tests.service.conftest import Client
from tests.service.sockets import begun, connected

PAGE = "https://ok.example"
PREFLIGHT = {"origin": PAGE, "access-control-request-method": "POST"}


@pytest.mark.parametrize(
    "names",
    [
        "apollographql-client-name,apollographql-client-version",
        "authorization, content-type",
        "baggage,sentry-trace",
        "traceparent, tracestate, baggage",
        "Apollo-Require-Preflight, X-Apollo-Operation-Name",
    ],
)
def test_pages_may_ask_with_the_headers_of_usual_clients(client_of: Client, names: str) -> None:
    asked = {**PREFLIGHT, "access-control-request-headers": names}
    with client_of(origins=(PAGE,)) as client:
        reply = client.options("/graphql", headers=asked)

    assert reply.status_code == 200
    allowed = reply.headers["access-control-allow-headers"].lower()
    assert set(USUAL_HEADERS) <= set(allowed.split(", "))


@pytest.mark.parametrize(("setting", "status"), [("x-own", 200), ("*", 200), ("x-other", 400)])
def test_which_headers_pages_may_ask_with_can_be_set(
    client_of: Client, setting: str, status: int
) -> None:
    settings = settings_from(["--allowed-headers", setting, "--origins", PAGE], {})
    given = {"origins": settings.origins, "allowed_headers": settings.allowed_headers}
    asked = {**PREFLIGHT, "access-control-request-headers": "x-own"}
    with client_of(**given) as client:
        assert client.options("/graphql", headers=asked).status_code == status


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"access-control-request-headers": "x-a, x-b"}, "name the header 'x-b'"),
        ({"access-control-request-method": "DELETE"}, "'DELETE', not one of GET, POST"),
        ({"origin": "https://bad.example"}, "--origins does not name the origin 'https://bad"),
        ({"origin": "http://["}, "--origins does not name the origin 'http://['"),
    ],
)
def test_a_preflight_that_is_refused_says_why(
    client_of: Client, asked: dict[str, str], told: str
) -> None:
    with client_of(origins=(PAGE,)) as client:
        reply = client.options("/graphql", headers=PREFLIGHT | asked)

    assert reply.status_code == 400
    assert told in reply.text
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(("origin", "allowed"), [(PAGE, "true"), ("https://bad.example", None)])
def test_a_private_network_may_be_asked_by_pages_that_may_ask_at_all(
    client_of: Client, origin: str, allowed: str | None
) -> None:
    asked = {**PREFLIGHT, "origin": origin, "access-control-request-private-network": "true"}
    with client_of(origins=(PAGE,)) as client:
        headers = client.options("/graphql", headers=asked).headers

    assert headers.get("access-control-allow-private-network") == allowed


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("https://ok.example/", "https://ok.example"),
        ("https://ok.example:443", "https://ok.example"),
        ("HTTPS://Ok.Example", "https://ok.example"),
        ("http://localhost:80/", "http://localhost"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("https://pejë.example", "https://xn--pej-lma.example"),
        ("capacitor://localhost", "capacitor://localhost"),
        ("chrome-extension://abcdefgh", "chrome-extension://abcdefgh"),
        ("null", "null"),
        ("*", "https://any.example"),
    ],
)
def test_an_origin_is_understood_however_it_is_written(
    client_of: Client, given: str, sent: str
) -> None:
    with client_of(origins=(given,)) as client:
        reply = client.options("/graphql", headers=PREFLIGHT | {"origin": sent})
        with connected(client, origin=sent) as socket:
            begun(socket)

    assert reply.headers["access-control-allow-origin"] in {sent, "*"}


@pytest.mark.parametrize(
    ("given", "way_out"),
    [
        ("https://ok.example/app", "as in https://ok.example,"),
        ("https://ok.example?x", "as in https://ok.example,"),
        ("ok.example", "as in https://example.org"),
        ("localhost:3000", "as in https://example.org"),
        ("https://*.example", "as in https://example.org"),
        ("https://me@ok.example", "as in https://example.org"),
        ("https://ok.example:http", "as in https://example.org"),
        ("http://[", "as in https://example.org"),
        ("https://", "as in https://example.org"),
    ],
)
def test_what_no_browser_would_send_is_refused_at_the_start(given: str, way_out: str) -> None:
    with pytest.raises(BadOriginError) as refused:
        Origins((given,))

    assert str(refused.value).startswith(f"--origins: {given!r} is no origin; ")
    assert way_out in str(refused.value)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://own.example", "own.example"),
        ("https://own.example", "own.example:443"),
        ("http://own.example:8000", "OWN.example:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
    ],
)
def test_our_own_pages_may_connect(client_of: Client, origin: str, host: str) -> None:
    with client_of() as client, connected(client, origin=origin, host=host) as socket:
        begun(socket)


def test_what_is_no_origin_is_equal_to_nothing() -> None:
    assert normalised("http://[") is normalised("") is normalised("http://a b") is None
    assert not Origins(()).may_connect({b"origin": b"http://[", b"host": b"["})
