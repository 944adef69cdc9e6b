"""Tracing: a span of OpenTelemetry for each request, where the extra `tracing` is installed.

Where spans go and what the service is called there is for OpenTelemetry's own variables to say,
such as OTEL_EXPORTER_OTLP_ENDPOINT.
"""

from collections.abc import Callable
from importlib import import_module
from time import time_ns
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from serving.faults import InternalError
from serving.metrics import METHODS, OTHER, route_of
from serving.records import RECORD, Record

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

Tell = Callable[[Record, float], None]
TRACED = "election_graph.traced"
"""Where the scope of a WebSocket holds what is told of operations that have ended."""

_NAME = "election_graph"
_NEEDED = ("opentelemetry.exporter.otlp.proto.http.trace_exporter", "opentelemetry.sdk.trace")


class NoTracingError(Exception):
    """Tracing is asked for, but what it needs is not installed."""

    def __init__(self) -> None:
        super().__init__("--tracing needs OpenTelemetry: pip install -r requirements/tracing.txt")


def load_tracing() -> None:
    """Import what is needed now, once for all workers; raise NoTracingError if it is not there."""
    try:
        for each in _NEEDED:
            import_module(each)
    except ImportError as error:
        raise NoTracingError from error


def tracing_of_the_environment() -> "TracerProvider":
    """Make what sends spans to where the environment says."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  # an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


class Traced:
    """Gives each request a span, which carries on the trace of the client.

    A span knows what the log knows, and like it nothing of documents and variables.
    """

    def __init__(self, app: ASGIApp, provider: "TracerProvider") -> None:
        from opentelemetry import propagate, trace  # noqa: PLC0415  # an extra

        self.app = app
        self.provider = provider
        self.tracer = provider.get_tracer(_NAME)
        self.kind = trace.SpanKind.SERVER
        self.failed = trace.StatusCode.ERROR
        self.extract = propagate.extract

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request within its span; once the application ends, send what is left."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            self.provider.shutdown()
        elif scope["type"] == "websocket":
            scope[TRACED] = self._teller(scope)
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"] if scope["method"] in METHODS else OTHER
        route = route_of(scope["path"])
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        with self.tracer.start_span(f"{method} {route}", self._context(scope), self.kind) as span:
            await self.app(scope, receive, noted)
            span.set_attribute("http.request.method", method)
            span.set_attribute("http.route", route)
            span.set_attribute("http.response.status_code", status)
            self._describe(span, scope.get(RECORD) or Record())

    def _teller(self, scope: Scope) -> Tell:
        context = self._context(scope)

        def tell(record: Record, seconds: float) -> None:
            """Send the span of an operation that has just ended."""
            now = time_ns()
            began = now - int(seconds * 1e9)
            name = f"websocket {record.kind or OTHER}"
            span = self.tracer.start_span(name, context, self.kind, start_time=began)
            self._describe(span, record)
            span.end(now)

        return tell

    def _context(self, scope: Scope) -> "Context":
        """Give the trace that the client says its request belongs to."""
        given = scope["headers"]
        return self.extract(
            {key.decode("latin-1"): value.decode("latin-1") for key, value in given}
        )

    def _describe(self, span: "Span", record: Record) -> None:
        span.set_attribute("election_graph.outcome", record.outcome)
        if record.operation:
            span.set_attribute("graphql.operation.name", record.operation)
        if record.cost is not None:
            span.set_attribute("election_graph.cost", record.cost)
        if record.outcome == InternalError.code:
            span.set_status(self.failed)
