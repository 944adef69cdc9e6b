"""Security headers: what browsers are to keep to, on every reply."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

STRICT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
POLICY = b"content-security-policy"


class SecurityHeaders:
    """Adds the headers; a page that needs more than the strict policy sends a policy itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.common = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]
        self.strict = [*self.common, (POLICY, STRICT_POLICY.encode())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to the start of its reply."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = message["headers"]
                has_policy = any(name == POLICY for name, _ in sent)
                message["headers"] = [*sent, *(self.common if has_policy else self.strict)]
            await send(message)

        await self.app(scope, receive, send_with_headers)
