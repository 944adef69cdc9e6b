"""Failures to compile: the first is logged, all are counted; clients are answered all the same."""

import structlog

from schema.compiled.errors import BrokenPlanError


class Failures:
    """Counts the operations that should have been compiled and were not."""

    def __init__(self) -> None:
        self.count = 0
        self._log = structlog.get_logger("serving.failures")

    def note(self, error: BrokenPlanError) -> None:
        """Count one, and log what happened if it is the first."""
        self.count += 1
        if self.count == 1:
            self._log.error("not compiled", exc_info=error)
