"""Whether the service is alive, and whether it is ready to be asked."""

import orjson
from starlette.types import Receive, Scope, Send

from serving.replies import Reply
from serving.service import Service

_FRESH = (b"cache-control", b"no-store")


class Health:
    """Says that the process is alive."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await Reply(200, b'{"status":"alive"}', headers=[_FRESH]).send(send)


class Readiness:
    """Says which revision is being served, or 503 when the process is about to stop."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        ready = not self.service.ended
        state = {
            "status": "ready" if ready else "stopping",
            "revision": self.service.pool.revision,
        }
        await Reply(200 if ready else 503, orjson.dumps(state), headers=[_FRESH]).send(send)
