"""Origins: whose pages may ask, as people write them and as browsers send them."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, urlsplit

ANY = "*"
_OPAQUE = "null"
_USUAL_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")


class BadOriginError(ValueError):
    """A text that is no origin, so that no browser would ever send it."""

    def __init__(self, given: str) -> None:
        self.given = given
        parts = _parts(given)
        meant = _written(parts) if parts else None
        example = meant or "https://example.org or http://localhost:3000"
        super().__init__(
            f"--origins: {given!r} is no origin; write a scheme, a host and no path, "
            f"as in {example}, or {ANY} for all"
        )


class Origins:
    """The origins that are allowed; raise BadOriginError for what is none."""

    def __init__(self, given: Sequence[str]) -> None:
        self.known = frozenset(_given(each) for each in given)

    def __contains__(self, origin: str) -> bool:
        return ANY in self.known or normalised(origin) in self.known

    def may_connect(self, headers: Mapping[bytes, bytes]) -> bool:
        """Say whether a WebSocket may be opened: from our own pages, allowed ones, or no page.

        Only browsers send an origin; a page of any site may open a WebSocket to us otherwise.
        """
        origin = headers.get(b"origin", b"").decode("latin-1")
        if not origin or origin in self:
            return True
        scheme = origin.partition(":")[0]
        own = normalised(f"{scheme}://{headers.get(b'host', b'').decode('latin-1')}")
        return own is not None and normalised(origin) == own


def normalised(text: str) -> str | None:
    """Write an origin as browsers do: small letters, no usual port; None if it is none."""
    if text == _OPAQUE:
        return text
    parts = _parts(text)
    if parts is None or parts.path not in {"", "/"} or parts.query or parts.fragment:
        return None
    return _written(parts)


def _given(text: str) -> str:
    origin = text if text == ANY else normalised(text)
    if origin is None:
        raise BadOriginError(text)
    return origin


def _parts(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None


def _written(parts: SplitResult) -> str | None:
    try:
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    if not parts.scheme or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    written = f"{parts.scheme}://{host}"
    return written if port in {None, _USUAL_PORTS.get(parts.scheme)} else f"{written}:{port}"
