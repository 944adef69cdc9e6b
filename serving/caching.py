"""Caching over HTTP: what names an answer to GET, and how long it may be kept."""

import tomllib
from hashlib import sha256
from pathlib import Path

from graphql import GraphQLSchema, print_schema

from serving.replies import Headers
from serving.settings import Settings

NOT_KEPT: Headers = [(b"cache-control", b"no-store")]
_VARY = (b"vary", b"accept, accept-encoding")
_TAG_LENGTH = 32
_PROJECT = Path(__file__).parent.parent / "pyproject.toml"
VERSION: str = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
"""The version of the service, as its project has it; the service is run, not installed."""

_TOLD_BY = ("max_page", "max_cost", "walk_budget", "introspection", "suggestions")


class Caching:
    """What caches are told about an answer.

    `software` names what else answers follow from besides the data.
    """

    def __init__(self, settings: Settings, software: str) -> None:
        self.software = software.encode()
        max_age = settings.max_age
        control = f"public, max-age={max_age}" if max_age else "public, no-cache"
        self.common: Headers = [(b"cache-control", control.encode()), _VARY]

    def of(self, tag: bytes) -> Headers:
        """Give the headers of an answer."""
        return [(b"etag", tag), *self.common]

    def tag(self, revision: str, asked: bytes, media: str, encodings: bytes) -> bytes:
        """Name the answer to what is asked in a URL: it follows from these alone, to the byte."""
        parts = [self.software, revision.encode(), media.encode(), encodings, asked]
        return b'"%b"' % sha256(b"\n".join(parts)).hexdigest()[:_TAG_LENGTH].encode()


def software_of(schema: GraphQLSchema, settings: Settings, release: str) -> str:
    """Name the software: another one, or one that is set otherwise, may answer otherwise."""
    told = [getattr(settings, name) for name in _TOLD_BY]
    return sha256(repr([release, print_schema(schema), *told]).encode()).hexdigest()


def is_known(tag: bytes, known: bytes) -> bool:
    """Say whether a tag is among those that a client knows already (If-None-Match); `*` is all."""
    tags = {each.strip().removeprefix(b"W/") for each in known.split(b",")} if known else set()
    return tag in tags or b"*" in tags
