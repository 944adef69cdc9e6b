"""A cache: what was asked for last, within so many bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from sys import maxsize
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


class Cache(Generic[ValueT]):
    """The most recent values by key: never heavier than a limit in bytes, never more than a number.

    Whoever puts a value in says what it weighs, its key included.
    """

    def __init__(self, limit: int, number: int = maxsize) -> None:
        self.limit = limit
        self.number = number
        self.bytes = 0
        self._values: OrderedDict[Hashable, tuple[ValueT, int]] = OrderedDict()

    def get(self, key: Hashable) -> ValueT | None:
        """Give the value of a key, if it is still there; it is the most recent one then."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: ValueT, weight: int) -> list[ValueT]:
        """Keep a value, and give those that are let go: the one before it, and the oldest ones.

        It is among these itself if it is too heavy.
        """
        before = self._values.pop(key, None)
        gone = [before[0]] if before is not None and before[0] is not value else []
        self.bytes -= before[1] if before else 0
        if weight > self.limit:
            return [*gone, value]
        self.bytes += weight
        self._values[key] = value, weight
        return gone + self._surplus()

    def _surplus(self) -> list[ValueT]:
        gone = []
        while self.bytes > self.limit or len(self._values) > self.number:
            oldest, light = self._values.popitem(last=False)[1]
            self.bytes -= light
            gone.append(oldest)
        return gone

    def taken(self) -> dict[Hashable, ValueT]:
        """Give what is there by key, and let all of it go."""
        found = {key: value for key, (value, _) in self._values.items()}
        self._values.clear()
        self.bytes = 0
        return found

    def values(self) -> list[ValueT]:
        """Give the values, those that are let go first before the others."""
        return [value for value, _ in self._values.values()]

    def __len__(self) -> int:
        """Count the values."""
        return len(self._values)
