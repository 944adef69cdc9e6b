"""The stack: tests in which Python gives up earlier than the service lets it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def low_stack(frames: int) -> Iterator[None]:
    """Allow so many frames in all while the block runs."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(frames)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
