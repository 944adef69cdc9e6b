"""Operations over WebSocket, each of them observed like a request: counted, timed and logged."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import perf_counter

import structlog
from starlette.types import Scope
from starlette.websockets import WebSocketDisconnect

from serving.faults import DisconnectedError, InternalError
from serving.incidents import incident
from serving.metrics import Metrics
from serving.naming import NAME
from serving.records import Record
from serving.tracing import TRACED, Tell


class Operation:
    """What becomes of one operation."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.record = Record()
        self.began = perf_counter()
        self.first: float | None = None

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return perf_counter() - self.began

    def answered(self) -> None:
        """Note that an answer has been given; the first one tells how long that took."""
        if self.first is None:
            self.first = self.seconds


class Operations:
    """Watches over the operations of one conversation, and names them after it."""

    def __init__(self, metrics: Metrics, scope: Scope) -> None:
        conversation = scope[NAME].decode()
        self.metrics = metrics
        self.traced: Tell | None = scope.get(TRACED)
        self.names = (f"{conversation}.{number}" for number in count(1))
        self.log = structlog.get_logger("serving.requests")

    @contextmanager
    def observed(self) -> Iterator[Operation]:
        """Watch over one operation to its end, which may be that its client has gone."""
        operation = Operation(next(self.names))
        try:
            yield operation
        except (WebSocketDisconnect, DisconnectedError):
            operation.record.codes = (DisconnectedError.code,)
        finally:
            self.metrics.count_operation(operation.record, operation.first)
            self._note(operation)
            if self.traced is not None:
                self.traced(operation.record, operation.seconds)

    def incident(self, operation: Operation, cause: Exception) -> InternalError:
        """Log what broke an operation, and give what its client may know of it."""
        error = incident(self.log, operation.name, cause)
        operation.record.codes = (error.code,)
        return error

    def _note(self, operation: Operation) -> None:
        record = operation.record
        self.log.info(
            "operation",
            id=operation.name,
            kind=record.kind,
            milliseconds=round(operation.seconds * 1000, 3),
            operation=record.operation,
            cost=record.cost,
            outcome=record.outcome,
        )
