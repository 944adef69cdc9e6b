"""Manifests: the files of trusted documents that tools write, and the ways to name a document."""

import hashlib
import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from serving.manifests import BadManifestError, trusted_in
from tests.service.asking import QUERY, code
from tests.service.conftest import Client
from tests.service.sockets import begun, connected

OTHER = "query Other { __typename }"


def hashed(text: str, algorithm: str = "sha256") -> str:
    return hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()


def apollo(*operations: object, version: object = 1) -> dict[str, object]:
    form = "apollo-persisted-query-manifest"
    return {"format": form, "version": version, "operations": list(operations)}


def operation(name: str, body: str = QUERY) -> dict[str, str]:
    return {"id": name, "name": "Revision", "type": "query", "body": body}


HASH = hashed(QUERY)
MANIFESTS: dict[str, tuple[object, str]] = {
    "Relay": ({HASH: QUERY, hashed(OTHER): OTHER}, HASH),
    "Relay with MD5": ({hashed(QUERY, "md5"): QUERY}, hashed(QUERY, "md5")),
    "graphql-codegen": ({f"sha256:{HASH}": QUERY}, f"sha256:{HASH}"),
    "graphql-codegen with SHA-1": ({hashed(QUERY, "sha1"): QUERY}, hashed(QUERY, "sha1")),
    "Apollo": (apollo(operation(HASH), operation(hashed(OTHER), OTHER)), HASH),
    "Apollo with ids of its own": (apollo(operation("Revision/1")), "Revision/1"),
}
WAYS = {
    "documentId": lambda name: {"documentId": name},
    "doc_id": lambda name: {"doc_id": name},
    "id": lambda name: {"id": name},
    "documentId with a prefix": lambda _: {"documentId": f"sha256:{HASH}"},
    "documentId in capitals": lambda _: {"documentId": f"sha256:{HASH.upper()}"},
    "persistedQuery": lambda _: {
        "extensions": {"persistedQuery": {"version": 1, "sha256Hash": HASH}}
    },
    "the document itself": lambda _: {"query": QUERY},
    "both": lambda name: {"query": QUERY, "documentId": name},
}


@pytest.mark.parametrize("form", MANIFESTS)
def test_manifests_of_the_usual_tools_are_read_and_their_documents_named_in_any_way(
    client_of: Client, tmp_path: Path, form: str
) -> None:
    content, name = MANIFESTS[form]
    file = tmp_path / "trusted.json"
    file.write_text(json.dumps(content))
    with client_of(trusted_documents=file) as client:
        for way in WAYS.values():
            asked = way(name)
            texts = {k: v if isinstance(v, str) else json.dumps(v) for k, v in asked.items()}
            replies = [client.post("/graphql", json=asked) for _ in range(2)]
            replies.append(client.get(f"/graphql?{urlencode(texts)}"))
            assert all("revision" in each.json()["data"]["dataset"] for each in replies)
            with connected(client) as socket:
                begun(socket).send_json({"type": "subscribe", "id": "1", "payload": asked})
                assert socket.receive_json()["type"] == "next"
        for asked in ({"documentId": "nonsense"}, {"query": "{ a: __typename }"}, {"id": 7}, {}):
            reply = client.post("/graphql", json=asked)
            assert (reply.status_code, code(reply)) == (403, "UNTRUSTED_DOCUMENT")


def test_documents_that_clients_have_sent_are_named_by_their_ids_too(client_of: Client) -> None:
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": HASH}}
    with client_of() as client:
        unknown = client.post("/graphql", json={"documentId": f"sha256:{HASH}"})
        client.post("/graphql", json={"query": QUERY, "extensions": persisted})
        known = client.post("/graphql", json={"documentId": f"sha256:{HASH}"})
        wrong = client.post("/graphql", json={"query": OTHER, "documentId": f"sha256:{HASH}"})
        nonsense = client.post("/graphql", json={"documentId": 7})

    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert known.json()["data"]
    assert code(wrong) == "PERSISTED_QUERY_HASH_MISMATCH"
    assert nonsense.json()["errors"][0]["message"] == "documentId must be a text"


def test_what_clients_have_sent_is_bounded_in_bytes(client_of: Client) -> None:
    def long(number: int) -> str:
        return f"{{ dataset {{ revision }} }} #{number}{'x' * 20_000}"

    with client_of(persisted_query_bytes=100_000) as client:
        for number in range(10):
            persisted = {"persistedQuery": {"version": 1, "sha256Hash": hashed(long(number))}}
            client.post("/graphql", json={"query": long(number), "extensions": persisted})
        codes = [
            "data" in client.post("/graphql", json={"documentId": f"sha256:{hashed(each)}"}).json()
            for each in map(long, range(10))
        ]

    assert codes == [False] * 6 + [True] * 4


BAD: dict[str, tuple[object, str]] = {
    "no hash": ({"a": QUERY}, "'a' is not the hash (SHA-256, SHA-1 or MD5) of its document"),
    "another's hash": ({f"sha256:{HASH}": OTHER}, f"'sha256:{HASH}' is not the hash"),
    "no text": ({HASH: 1}, f"'{HASH}' holds no text of a document"),
    "another version": (apollo(operation("a"), version=2), "version 2, not 1"),
    "another format": ({"format": "x"}, "the format 'x', version None"),
    "no operations": (apollo(), "operations is no list of documents"),
    "no id": (apollo(operation("a"), {"name": "B", "body": QUERY}), "operations[1] ('B') has no"),
    "no body": (apollo({"id": "a", "name": "A"}), "operations[0] ('A') has no id and body"),
    "no operation": (apollo(7), "operations[0] (None) has no id and body"),
    "one id twice": (apollo(operation("a"), operation("a", OTHER)), "'a' stands for two documents"),
    "another's hash as id": (
        apollo(operation(hashed(OTHER)), operation("b", OTHER)),
        f"'{hashed(OTHER)}' stands for two documents",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_manifest_is_refused_with_its_entry_and_a_way_out(tmp_path: Path, kind: str) -> None:
    content, told = BAD[kind]
    file = tmp_path / "trusted.json"
    file.write_text(json.dumps(content))

    with pytest.raises(BadManifestError) as refused:
        trusted_in(file)

    text = str(refused.value)
    assert text.startswith(f"--trusted-documents: {file}: ")
    assert told in text
    assert "anew" in text or "write an object" in text
