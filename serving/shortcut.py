"""The shortcut: the path that is asked for most does not go through the router."""

from collections.abc import Awaitable

from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """Gives HTTP requests for one path to the one who answers them; all others pass."""

    def __init__(self, app: ASGIApp, path: str, answering: ASGIApp) -> None:
        self.app = app
        self.path = path
        self.answering = answering

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request."""
        short = scope["type"] == "http" and scope["path"] == self.path
        return (self.answering if short else self.app)(scope, receive, send)
