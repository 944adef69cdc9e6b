"""Misses: what is said where no route answers, to programs in JSON and to browsers as a page."""

from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from serving.faults import MethodError, NotFoundError, RequestError
from serving.headers import by_name
from serving.negotiation import GRAPHQL, HTML, JSON, best
from serving.prefix import PREFIX
from serving.records import RECORD
from serving.replies import refusal

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<h1>{title}</h1>
<p>This may help: <a href="{prefix}/">the explorer</a>,
<a href="{prefix}/graphql">the playground</a>.</p>
"""


async def missed(request: Request, missing: Exception) -> Response:
    """Say that there is nothing at a path, or nothing for the method."""
    error = _error(request, missing)
    request.scope[RECORD].codes = (error.code,)
    accept = by_name(request.scope["headers"]).get(b"accept", b"")
    media = best(accept, (GRAPHQL, JSON, HTML)) or JSON
    reply = refusal(error, media)
    if media == HTML:
        title = escape(f"{error.status}: {error}")
        reply.body = _PAGE.format(title=title, prefix=_prefix(request)).encode()
    headers = {name.decode(): value.decode() for name, value in reply.headers}
    return Response(reply.body, reply.status, headers, f"{media}; charset=utf-8")


def _error(request: Request, missing: Exception) -> RequestError:
    allowed = missing.headers if isinstance(missing, HTTPException) else None
    if allowed and "Allow" in allowed:
        return MethodError(request.method, ", ".join(sorted(allowed["Allow"].split(", "))))
    return NotFoundError(_prefix(request))


def _prefix(request: Request) -> str:
    prefix: str = request.scope.get(PREFIX, "")
    return prefix
