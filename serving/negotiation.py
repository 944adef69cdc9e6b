"""Media types: which of ours a client would rather have, by its Accept header."""

from functools import lru_cache

from starlette.types import Scope

from serving.headers import by_name

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
EVENTS = "text/event-stream"
HTML = "text/html"

_HEADERS_KEPT = 200
_BARELY_LESS = 0.999


@lru_cache(maxsize=_HEADERS_KEPT)
def best(accept: bytes, offers: tuple[str, ...]) -> str | None:
    """Give the offer with the highest quality, the first of equals; None if all are refused.

    No header at all accepts everything.
    """
    ranges = [_range(part) for part in (accept.decode("latin-1").strip() or "*/*").split(",")]
    quality = {offer: _quality(offer, ranges) for offer in offers}
    chosen = max(offers, key=lambda offer: quality[offer])
    return chosen if quality[chosen] > 0 else None


def told_in(accept: bytes) -> str:
    """Give the media type of an error: one that is accepted, or else plain JSON."""
    return best(accept, (GRAPHQL, JSON)) or JSON


def wants_page(scope: Scope) -> bool:
    """Whether a browser asks for the page at an endpoint, and not for an answer."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return False
    accept = by_name(scope["headers"]).get(b"accept", b"")
    return best(accept, (GRAPHQL, JSON, HTML)) == HTML and b"query=" not in scope["query_string"]


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in part.split(";"))
    for each in parameters:
        key, _, value = each.partition("=")
        if key.strip() == "q":
            return name, _number(value)
        if key.strip() == "charset" and value.strip('" ') not in {"utf-8", "utf8"}:
            return name, 0.0
    return name, 1.0


def _number(value: str) -> float:
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """Judge an offer by the most specific range that covers it.

    Clients that accept anything are older ones as a rule: they mean plain JSON.
    """
    kind = offer.partition("/")[0]
    for covering in (offer, f"{kind}/*", "*/*"):
        found = [quality for name, quality in ranges if name == covering]
        if found:
            return max(found) * (1.0 if offer in {covering, JSON} else _BARELY_LESS)
    return 0.0
