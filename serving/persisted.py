"""Persisted documents: sent once and then named by their hash, or known from the start."""

from collections.abc import Mapping
from sys import getsizeof
from typing import ClassVar

from graph.cache import Cache
from serving.faults import ParameterError, RequestError
from serving.manifests import SHA256, digest
from serving.requests import Asked

_OVERHEAD = 400  # of a hash and its entry, in bytes


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
            "only documents that are known here are answered; send the id of one as documentId, "
            "or its hash as extensions.persistedQuery.sha256Hash"
        )


class Persisted:
    """The documents that may be named by a hash or another id.

    Automatic ones are taken from clients and bounded in number and bytes; with trusted ones,
    nothing else is answered.
    """

    def __init__(self, number: int, most_bytes: int, trusted: Mapping[str, str]) -> None:
        self.trusted = trusted
        self.cache = Cache[str](most_bytes, number)

    def text_of(self, asked: Asked) -> str:
        """Give the document that is asked for; raise RequestError if it cannot be known."""
        hashed = _hash_in(asked)
        wanted = hashed or asked.document_id
        if self.trusted:
            return self._trusted(asked.query, wanted)
        if asked.query:
            if hashed is not None and hashed != digest(asked.query):
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


def _hash_in(asked: Asked) -> str | None:
    """Give the SHA-256 hash that is named, by either of the ways that there are."""
    persisted = (asked.extensions or {}).get("persistedQuery")
    if persisted is None:
        given = asked.document_id or ""
        return given.removeprefix(SHA256).lower() if given.startswith(SHA256) else None
    if not isinstance(persisted, dict) or persisted.get("version") != 1:
        raise ParameterError("extensions.persistedQuery", "an object of version 1 and sha256Hash")
    wanted = persisted.get("sha256Hash")
    if not isinstance(wanted, str):
        raise ParameterError("extensions.persistedQuery.sha256Hash", "a text")
    return wanted.lower()
