"""Persisted documents: sent once and then named by their hash, or known from the start."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from sys import getsizeof
from typing import ClassVar

import orjson

from graph.cache import Cache
from serving.faults import ParameterError, RequestError
from serving.requests import Asked

_BYTES_KEPT = 2_000_000
_OVERHEAD = 400  # of a hash and its entry


class UnknownHashError(RequestError):
    """A hash whose document is not kept here; clients send the document then."""

    plain_status = 200
    code = "PERSISTED_QUERY_NOT_FOUND"

    def __init__(self) -> None:
        super().__init__("PersistedQueryNotFound")


class WrongHashError(RequestError):
    """A hash that is not that of the document it came with."""

    code = "PERSISTED_QUERY_HASH_MISMATCH"

    def __init__(self) -> None:
        super().__init__("provided sha does not match query")


class UntrustedError(RequestError):
    """A document that is not among those that are answered here."""

    status: ClassVar[int] = 403
    code = "UNTRUSTED_DOCUMENT"

    def __init__(self) -> None:
        super().__init__(
            "only documents that are known here are answered; "
            "send the hash of one: extensions.persistedQuery.sha256Hash"
        )


class BadManifestError(Exception):
    """A file of trusted documents that cannot be used."""

    def __init__(self, file: Path, fault: str) -> None:
        self.file = file
        super().__init__(f"{file}: {fault}; write one object of SHA-256 hashes and documents")


class Persisted:
    """The documents that may be named by their hash.

    Automatic ones are taken from clients and bounded in number and size; with trusted ones,
    nothing else is answered.
    """

    def __init__(self, number: int, trusted: Mapping[str, str]) -> None:
        self.trusted = trusted
        self.cache = Cache[str](_BYTES_KEPT, number)

    def text_of(self, asked: Asked) -> str:
        """Give the document that is asked for; raise RequestError if it cannot be known."""
        wanted = _hash_in(asked)
        if self.trusted:
            return self._trusted(asked.query, wanted)
        if asked.query:
            if wanted is not None and wanted != digest(asked.query):
                raise WrongHashError
            return asked.query
        if wanted is None:
            raise ParameterError("query", "given: the text of a GraphQL document")
        found = self.cache.get(wanted)
        if found is None:
            raise UnknownHashError
        return found

    def keep(self, asked: Asked) -> None:
        """Keep a document that came with its hash and proved to be sound."""
        wanted = _hash_in(asked)
        if wanted is not None and asked.query and not self.trusted:
            self.cache.put(wanted, asked.query, getsizeof(asked.query) + _OVERHEAD)

    def _trusted(self, query: str | None, wanted: str | None) -> str:
        found = self.trusted.get(digest(query) if query else wanted or "")
        if found is None:
            raise UntrustedError
        return found


def digest(text: str) -> str:
    """Give the SHA-256 hash of a document."""
    return hashlib.sha256(text.encode()).hexdigest()


def _hash_in(asked: Asked) -> str | None:
    persisted = (asked.extensions or {}).get("persistedQuery")
    if persisted is None:
        return None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise ParameterError("extensions.persistedQuery", "an object of version 1 and sha256Hash")
    wanted = persisted.get("sha256Hash")
    if not isinstance(wanted, str):
        raise ParameterError("extensions.persistedQuery.sha256Hash", "a text")
    return wanted.lower()


def trusted_in(file: Path) -> Mapping[str, str]:
    """Read a file of trusted documents by their hashes; raise BadManifestError."""
    try:
        documents = orjson.loads(file.read_bytes())
    except OSError as error:
        raise BadManifestError(file, error.strerror or "cannot be read") from error
    except orjson.JSONDecodeError as error:
        raise BadManifestError(file, f"is not JSON: {error}") from error
    if not isinstance(documents, dict) or not documents:
        raise BadManifestError(file, "holds no documents")
    for key, text in documents.items():
        if not isinstance(text, str) or key != digest(text):
            raise BadManifestError(file, f"{key!r} is not the hash of its document")
    return documents
