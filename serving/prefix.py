"""The prefix under which a proxy offers the service, stripped by the proxy or by us."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX = "election_graph.prefix"
"""Where an ASGI scope holds the prefix, if there is one; `path` is without it."""

_FORM = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


class BadRootPathError(ValueError):
    """A text that is no prefix of addresses."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"--root-path: {given!r} is no prefix; write it as in /elections")


def prefix_of(text: str) -> str:
    """Read a prefix, with or without a slash at its end; raise BadRootPathError."""
    prefix = text.removesuffix("/")
    if not _FORM.fullmatch(prefix):
        raise BadRootPathError(text)
    return prefix


class Prefixed:
    """Takes the prefix off the addresses that still have it."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "lifespan":
            scope[PREFIX] = self.prefix
            path: str = scope["path"]
            if f"{path}/".startswith(f"{self.prefix}/"):
                scope["path"] = path[len(self.prefix) :] or "/"
        await self.app(scope, receive, send)
