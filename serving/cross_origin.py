"""Requests of pages of other origins (CORS): who may ask, and with which headers."""

import re
from collections.abc import Iterator, Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from serving.origins import ANY, Origins

ASKED_BY = ("GET", "POST")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
TOLD_WITH = ("etag", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id")


class BadHeaderNameError(ValueError):
    """A text that is no name of a header."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(
            f"--allowed-headers: {given!r} is no name of a header; "
            f"write names, as in authorization traceparent, or {ANY} for all"
        )


def check_names(names: Sequence[str]) -> None:
    """Raise BadHeaderNameError if something among them can be no name of a header."""
    for each in names:
        if not _NAME.fullmatch(each):
            raise BadHeaderNameError(each)


class CrossOrigin(CORSMiddleware):
    """Lets pages of other origins ask, and says to their developers why one may not."""

    def __init__(self, app: ASGIApp, origins: Origins, headers: Sequence[str]) -> None:
        self.origins = origins
        super().__init__(
            app,
            allow_origins=origins.known,
            allow_methods=ASKED_BY,
            allow_headers=headers,
            allow_private_network=True,  # for who is allowed at all
            expose_headers=TOLD_WITH,
        )

    def is_allowed_origin(self, origin: str) -> bool:
        """Say whether pages of an origin may ask."""
        return origin in self.origins

    def preflight_response(self, request_headers: Headers) -> Response:
        """Answer the question whether a page may ask in some way."""
        reasons = [*self._reasons(request_headers)]
        if not reasons:
            return super().preflight_response(request_headers)
        text = f"this preflight is refused: {'; '.join(reasons)}\n"
        return PlainTextResponse(text, 400, {"vary": self.preflight_headers["Vary"]})

    def _reasons(self, given: Headers) -> Iterator[str]:
        if given["origin"] not in self.origins:
            yield f"--origins does not name the origin {given['origin']!r}"
        method = given["access-control-request-method"]
        if method not in ASKED_BY:
            yield f"the method is {method!r}, not one of {', '.join(ASKED_BY)}"
        for each in given.get("access-control-request-headers", "").lower().split(","):
            name = each.strip()
            if name and not self.allow_all_headers and name not in self.allow_headers:
                yield f"--allowed-headers does not name the header {name!r}"
