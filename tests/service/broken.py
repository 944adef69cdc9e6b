"""A server that breaks on every question, to see what becomes of incidents."""

import sys

from schema.execution import Executor
from server import main


def broken(*_: object) -> None:
    """Answer nothing."""
    raise RuntimeError("broken on purpose")


if __name__ == "__main__":
    Executor.answer = broken
    sys.exit(main())
