"""What is kept of the most recent things, within a number and a total weight."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


def trimmed(written: bytes) -> bytes:
    """Copy what orjson has written: it leaves kilobytes of room behind what it writes."""
    return bytes(memoryview(written))


class Kept(Generic[ValueT]):
    """The most recent values by key: never more than a number, never heavier than a weight."""

    def __init__(self, number: int, weight: int) -> None:
        self.number = number
        self.weight = weight
        self._values: OrderedDict[Hashable, tuple[ValueT, int]] = OrderedDict()
        self.total = 0

    def get(self, key: Hashable) -> ValueT | None:
        """Give the value of a key, if it is still kept; it is the most recent one then."""
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
        self.total += weight - (before[1] if before else 0)
        self._values[key] = value, weight
        while self.total > self.weight or len(self._values) > self.number:
            oldest, light = self._values.popitem(last=False)[1]
            self.total -= light
            gone.append(oldest)
        return gone

    def values(self) -> list[ValueT]:
        """Give the values, those that are let go first before the others."""
        return [value for value, _ in self._values.values()]

    def __len__(self) -> int:
        """Count the values."""
        return len(self._values)
