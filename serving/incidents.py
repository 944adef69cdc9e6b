"""Incidents: what broke an answer, logged under an id, which is all that the client is told."""

from typing import Any
from uuid import uuid4

from serving.faults import InternalError
from serving.pool import ExecutionError


def incident(log: Any, name: str, cause: Exception) -> InternalError:  # noqa: ANN401  # structlog's
    """Log what broke the request of that name, with its trace; give what its client may know."""
    error = InternalError(uuid4().hex)
    if isinstance(cause, ExecutionError):
        log.error("incident", incident=error.incident, id=name, exception=cause.trace)
    else:
        log.error("incident", incident=error.incident, id=name, exc_info=cause)
    return error
