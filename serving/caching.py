"""Caching over HTTP: what names an answer to GET, and how long it may be kept."""

from hashlib import sha256

from serving.replies import Headers

NOT_KEPT: Headers = [(b"cache-control", b"no-store")]
_VARY = (b"vary", b"accept, accept-encoding")
_TAG_LENGTH = 32


class Caching:
    """What caches are told about an answer.

    `max_age` is in seconds, 0 to be asked each time; `printed` is the printed schema, since other
    software may answer otherwise from the same data.
    """

    def __init__(self, max_age: int, printed: str) -> None:
        self.software = sha256(printed.encode()).hexdigest()
        control = f"public, max-age={max_age}" if max_age else "public, no-cache"
        self.common: Headers = [(b"cache-control", control.encode()), _VARY]

    def of(self, tag: bytes) -> Headers:
        """Give the headers of an answer."""
        return [(b"etag", tag), *self.common]

    def tag(self, revision: str, asked: bytes, media: str, encodings: bytes) -> bytes:
        """Name the answer to what is asked in a URL: it follows from these alone, to the byte."""
        parts = [self.software.encode(), revision.encode(), media.encode(), encodings, asked]
        return b'"%b"' % sha256(b"\n".join(parts)).hexdigest()[:_TAG_LENGTH].encode()


def is_known(tag: bytes, known: bytes) -> bool:
    """Say whether a tag is among those that a client knows already (If-None-Match); `*` is all."""
    tags = {each.strip().removeprefix(b"W/") for each in known.split(b",")} if known else set()
    return tag in tags or b"*" in tags
