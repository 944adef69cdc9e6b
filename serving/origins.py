"""Origins: whose pages may open a connection that browsers guard with nothing else."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit


def is_allowed(headers: Mapping[bytes, bytes], origins: Sequence[str]) -> bool:
    """Say whether a WebSocket may be opened: from our own pages, allowed ones, or no page at all.

    Only browsers send an origin; a page of any site may open a WebSocket to us otherwise.
    """
    origin = headers.get(b"origin", b"").decode("latin-1")
    if not origin or "*" in origins or origin in origins:
        return True
    return urlsplit(origin).netloc == headers.get(b"host", b"").decode("latin-1")
