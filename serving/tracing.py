"""Tracing: a span of OpenTelemetry for each request, where the extra `tracing` is installed.

Where spans go and what the service is called there is for OpenTelemetry's own variables to say,
such as OTEL_EXPORTER_OTLP_ENDPOINT.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from serving.records import RECORD, Record

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer


class NoTracingError(Exception):
    """Tracing is asked for, but what it needs is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "--tracing needs OpenTelemetry: pip install 'kosovo-election-graph[tracing]'"
        )


def tell_where() -> None:
    """Raise NoTracingError if OpenTelemetry is not there."""
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        raise NoTracingError


def tracer_of_the_environment() -> "Tracer":
    """Make the tracer that sends spans to where the environment says."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415  # an extra
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer("election_graph")


class Traced:
    """Gives each request a span, which carries on the trace of the client."""

    def __init__(self, app: ASGIApp, tracer: "Tracer") -> None:
        self.app = app
        self.tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request within its span."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        from opentelemetry.propagate import extract  # noqa: PLC0415  # an extra

        given = scope["headers"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in given}
        name = f"{scope['method']} {scope['path']}"
        with self.tracer.start_as_current_span(name, context=extract(headers)) as span:
            await self.app(scope, receive, send)
            record: Record = scope.get(RECORD) or Record()
            span.set_attribute("graphql.operation.name", record.operation or "")
            span.set_attribute("election_graph.cost", record.cost or 0)
            span.set_attribute("election_graph.outcome", record.outcome)
