"""Asking: one question by GET, and the code of the error that comes back."""

from urllib.parse import urlencode

from httpx2 import Response
from starlette.testclient import TestClient

QUERY = "query Revision { dataset { revision } }"


def get(client: TestClient, query: str = QUERY, **headers: str) -> Response:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/graphql?{urlencode({'query': query})}", headers=given)


def code(reply: Response) -> str:
    found: str = reply.json()["errors"][0]["extensions"]["code"]
    return found
