"""A collector of spans as OpenTelemetry's protocol has it, on a port of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(slots=True)
class Collected:
    """What has been sent: the bytes of each request."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)

    @property
    def spans(self) -> dict[str, dict[str, Any]]:
        """The attributes and ids of spans by their names, of each name the last one."""
        found = {}
        for body in self.bodies:
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in resource.scope_spans:
                    found |= {span.name: _read(span) for span in scope.spans}
        return found


def _read(span: Any) -> dict[str, Any]:
    values = {each.key: each.value for each in span.attributes}
    known = {key: getattr(value, value.WhichOneof("value")) for key, value in values.items()}
    lasted = span.end_time_unix_nano - span.start_time_unix_nano
    return (
        known
        | {"trace": span.trace_id.hex(), "parent": span.parent_span_id.hex()}
        | {"lasted": lasted}
    )


@contextmanager
def collecting() -> Iterator[Collected]:
    """Collect spans until the block ends."""
    collected = Collected()

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collected.bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        collected.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield collected
        server.shutdown()
