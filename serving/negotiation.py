"""Media types: which of ours a client would rather have, by its Accept header."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from starlette.types import Scope

from serving.headers import by_name

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
EVENTS = "text/event-stream"
HTML = "text/html"

_HEADERS_KEPT = 200
_LONGEST_KEPT = 500
_BARELY_LESS = 0.999
ResultT = TypeVar("ResultT")
Rest = ParamSpec("Rest")


def kept_if_short(
    judge: Callable[Concatenate[bytes, Rest], ResultT],
) -> Callable[Concatenate[bytes, Rest], ResultT]:
    """Keep what was last said of headers, unless they are as long as only attackers send them."""
    kept = lru_cache(maxsize=_HEADERS_KEPT)(judge)

    @wraps(judge)
    def judge_or_know(header: bytes, /, *rest: Rest.args, **named: Rest.kwargs) -> ResultT:
        if len(header) > _LONGEST_KEPT:
            return judge(header, *rest, **named)
        known: ResultT = kept(header, *rest, **named)  # type: ignore[arg-type]
        return known

    return judge_or_know


@kept_if_short
def best(accept: bytes, offers: tuple[str, ...]) -> str | None:
    """Give the offer with the highest quality, the first of equals; None if all are refused.

    No header at all accepts everything.
    """
    ranges = weighed(accept) or [("*/*", 1.0)]
    quality = {offer: _quality(offer, ranges) for offer in offers}
    chosen = max(offers, key=lambda offer: quality[offer])
    return chosen if quality[chosen] > 0 else None


def told_in(accept: bytes) -> str:
    """Give the media type of an error: one that is accepted, or else plain JSON."""
    return best(accept, (GRAPHQL, JSON)) or JSON


def weighed(header: bytes) -> list[tuple[str, float]]:
    """Give what a header lists, in small letters, with the weight from 0 to 1 of each."""
    return [_range(part) for part in header.decode("latin-1").split(",") if part.strip()]


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
