"""Counts that several processes share: memory that is taken before the first is forked."""

import mmap
import zlib
from collections.abc import Mapping
from struct import Struct

import orjson

_SLOT_BYTES = 65_536
_HEAD = Struct("<II")  # how many bytes, and their checksum
_COPIES = 2

Key = tuple[str, str, tuple[tuple[str, str], ...]]
"""A series: the metric that it belongs to, its own name, and its labels."""


class SharedCounts:
    """A slot for each process, in which it writes down what it has counted.

    There are two copies in a slot and a byte that says which of them is whole, so a process may
    die while it writes. Whoever is given a slot goes on from the counts that are in it; so nothing
    is forgotten that a process counted which has ended.
    """

    def __init__(self, slots: int) -> None:
        """Take the room for all slots, now that there is some."""
        self.slots = slots
        self._memory = mmap.mmap(-1, slots * _SLOT_BYTES)
        self._memory.write(bytes(slots * _SLOT_BYTES))

    def write(self, slot: int, counts: Mapping[Key, float]) -> bool:
        """Write counts down in a slot; false if there is no room for so many of them."""
        written = zlib.compress(orjson.dumps([[*key, value] for key, value in counts.items()]), 1)
        if _HEAD.size + len(written) > _copy_bytes():
            return False
        start = slot * _SLOT_BYTES
        copy = 1 - self._memory[start]
        place = start + 1 + copy * _copy_bytes()
        body = _HEAD.pack(len(written), zlib.crc32(written)) + written
        self._memory[place : place + len(body)] = body
        self._memory[start] = copy
        return True

    def read(self, slot: int) -> dict[Key, float]:
        """Read the counts in a slot; none if it is being written anew at this very moment."""
        start = slot * _SLOT_BYTES
        for _ in range(_COPIES):
            place = start + 1 + self._memory[start] * _copy_bytes()
            size, checksum = _HEAD.unpack_from(self._memory, place)
            written = self._memory[place + _HEAD.size : place + _HEAD.size + size]
            if size and zlib.crc32(written) == checksum:
                return {
                    (family, name, tuple((label, given) for label, given in labels)): value
                    for family, name, labels, value in orjson.loads(zlib.decompress(written))
                }
        return {}


def _copy_bytes() -> int:
    return (_SLOT_BYTES - 1) // _COPIES
