"""Metrics in the form of Prometheus, with labels whose values are few."""

from collections.abc import Iterator

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import Receive, Scope, Send

from serving.records import Record
from serving.replies import Reply
from serving.service import Service
from serving.shared_counts import Key, SharedCounts
from serving.stores import StoreMetrics

_NAME = "election_graph"
_CREATED = "_created"  # a time, which says nothing of several processes
ROUTES = frozenset({"/graphql", "/health", "/ready", "/metrics"})
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
CODES = frozenset(
    {
        "AMBIGUOUS",
        "ANSWER_TOO_LARGE",
        "BAD_CURSOR",
        "BAD_DATE",
        "BAD_REQUEST",
        "CONFLICTING_DATES",
        "DISCONNECTED",
        "EMPTY_SPAN",
        "EXACTLY_ONE",
        "HTTP_VERSION_NOT_SUPPORTED",
        "INTERNAL",
        "LIMIT",
        "MALFORMED_REQUEST",
        "METHOD_NOT_ALLOWED",
        "MORE_ERRORS",
        "NOT_ACCEPTABLE",
        "NOT_FOUND",
        "NOT_IMPLEMENTED",
        "ORIGIN_NOT_ALLOWED",
        "PAGE_TOO_LARGE",
        "PERSISTED_QUERY_HASH_MISMATCH",
        "PERSISTED_QUERY_NOT_FOUND",
        "QUERY_TOO_COSTLY",
        "QUEUE_FULL",
        "QUEUE_TIMEOUT",
        "RATE_LIMITED",
        "STOPPING",
        "TIMEOUT",
        "TOO_MANY_CONNECTIONS",
        "TOO_MUCH_WORK",
        "UNAVAILABLE",
        "UNKNOWN_ID",
        "UNSUPPORTED_CONTENT_CODING",
        "UNSUPPORTED_MEDIA_TYPE",
        "UNTRUSTED_DOCUMENT",
        "WEBSOCKET_VERSION_NOT_SUPPORTED",
        "WRONG_KIND",
    }
)
CACHES = ("document", "persisted", "validator", "answer")
KINDS = frozenset({"query", "subscription"})
OTHER = "other"
_SECONDS = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


def route_of(path: str) -> str:
    """Give the route of a path, one of a few."""
    return path if path in ROUTES else OTHER


class Metrics(Collector):
    """What is counted about requests, and what is known about what is served."""

    def __init__(self, service: Service) -> None:
        self.service = service
        registry = self.registry = CollectorRegistry()
        labels = ("route", "method", "status")
        self.requests = Counter(f"{_NAME}_requests", "Requests.", labels, registry=registry)
        self.errors = Counter(f"{_NAME}_errors", "Errors told.", ("code",), registry=registry)
        self.caches = Counter(
            f"{_NAME}_cache_hits", "What was known already.", ("cache",), registry=registry
        )
        seconds = f"{_NAME}_request_seconds"
        self.seconds = Histogram(
            seconds, "Time taken.", ("route",), buckets=_SECONDS, registry=registry
        )
        self.operations = Counter(
            f"{_NAME}_operations", "Operations executed.", ("way",), registry=registry
        )
        self.conversed = Counter(
            f"{_NAME}_socket_operations", "Over WebSocket.", ("kind",), registry=registry
        )
        self.first_answers = Histogram(
            f"{_NAME}_socket_operation_seconds",
            "Time until the first answer over WebSocket.",
            ("kind",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.hits = {name: self.caches.labels(name) for name in CACHES}
        self.state = _State(service)
        self.stores = StoreMetrics(service, _NAME)
        self.shared: SharedCounts | None = None
        self._slot = 0
        self._before: dict[Key, float] = {}
        self._written: dict[Key, float] = {}
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._pending: dict[Counter, int] = {}

    def count(self, scope: Scope, status: int, seconds: float, record: Record) -> None:
        """Count a request that has been answered."""
        counter, histogram = self._of(scope["path"], scope["method"], status)
        self._pending[counter] = self._pending.get(counter, 0) + 1
        if not record.followed:
            histogram.observe(seconds)
        self._count_in(record)

    def count_operation(self, record: Record, seconds: float | None) -> None:
        """Count an operation over WebSocket, with the time until its first answer, if it had one.

        A subscription lasts as long as its client likes, so the whole of it says nothing.
        """
        kind = record.kind if record.kind in KINDS else OTHER
        self.conversed.labels(kind).inc()
        if seconds is not None:
            self.first_answers.labels(kind).observe(seconds)
        self._count_in(record)

    def _count_in(self, record: Record) -> None:
        for cache in record.hits:
            hit = self.hits[cache]
            self._pending[hit] = self._pending.get(hit, 0) + 1
        for code in record.codes:
            self.errors.labels(code if code in CODES else OTHER).inc()

    def share(self, counts: SharedCounts, slot: int) -> None:
        """Count together with other processes, from what is in a slot on."""
        self._before = counts.read(slot)
        self._slot = slot
        self.shared = counts

    def write(self) -> None:
        """Write down what was counted since the last time, for others to see."""
        self._count_pending()
        if self.shared is None:
            return
        counts = self._own()
        if counts != self._written and not self.shared.write(self._slot, counts):
            log = structlog.get_logger(__name__)
            log.error("metrics of this process are not shared", why="there are too many series")
            self.shared = None
        self._written = counts

    def _own(self) -> dict[Key, float]:
        """Give what this process has counted, and those before it in its slot."""
        return _added(_series(self.registry), self._before)

    def _count_pending(self) -> None:
        pending, self._pending = self._pending, {}
        for way, number in self.service.executor.ways.taken().items():
            self.operations.labels(way).inc(number)
        for counter, number in pending.items():
            counter.inc(number)

    def _of(self, path: str, method: str, status: int) -> tuple[Counter, Histogram]:
        route = route_of(path)
        key = route, method if method in METHODS else OTHER, status
        found = self._counted.get(key)
        if found is None:
            found = self.requests.labels(*key), self.seconds.labels(route)
            self._counted[key] = found
        return found

    def collect(self) -> Iterator[Metric]:
        """Give what all processes have counted."""
        self._count_pending()
        counts = self._own()
        for each in self._others():
            counts = _added(counts, each)
        for family in self.registry.collect():
            family.samples.clear()
            for (name, series, labels), value in counts.items():
                if name == family.name:
                    family.add_sample(series, dict(labels), value)
            yield family

    def _others(self) -> Iterator[dict[Key, float]]:
        """Give what is written in the slots of the other processes."""
        if self.shared is not None:
            for slot in range(self.shared.slots):
                if slot != self._slot:
                    yield self.shared.read(slot)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Show what has been counted, by all workers."""
        shown = CollectorRegistry(auto_describe=False)
        shown.register(self.state)
        shown.register(self.stores)
        shown.register(self)
        body = generate_latest(shown)
        media = "text/plain; version=0.0.4"
        await Reply(200, body, media, [(b"cache-control", b"no-store")]).send(send)


def _series(registry: CollectorRegistry) -> dict[Key, float]:
    return {
        (family.name, each.name, tuple(each.labels.items())): each.value
        for family in registry.collect()
        for each in family.samples
        if not each.name.endswith(_CREATED)
    }


def _added(counts: dict[Key, float], more: dict[Key, float]) -> dict[Key, float]:
    """Add counts up, series by series; those of a histogram stay together."""
    return {**more, **counts} | {key: counts[key] + more[key] for key in counts.keys() & more}


class _State(Collector):
    """What is being served, and how long it took to load."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def collect(self) -> Iterator[Metric]:
        """Give the metrics as they are now."""
        revision = GaugeMetricFamily(f"{_NAME}_revision", "What is served.", labels=["revision"])
        revision.add_metric([self.service.pool.revision], 1)
        yield revision
        held = GaugeMetricFamily(
            f"{_NAME}_held", "What clients hold just now, of this worker.", labels=["things"]
        )
        for quota in (self.service.queue.quota, self.service.sockets, self.service.followers):
            held.add_metric([quota.things], len(quota))
        yield held
        load = f"{_NAME}_load_seconds"
        yield GaugeMetricFamily(load, "Time taken to load.", value=self.service.load_seconds)
        processes = f"{_NAME}_pool_processes"
        number = self.service.pool.processes
        yield GaugeMetricFamily(processes, "Processes that execute what is dear.", value=number)
