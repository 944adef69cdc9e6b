"""Files: read only where they are regular ones, so that nobody waits for what never answers."""

import os
import stat
from pathlib import Path

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFDIR: "a directory",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


LARGEST_FILE = 2**31  # bytes; a table of ten million rows is smaller


class UnreadableFileError(OSError):
    """A path that names no regular file, or one that is too large."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.strerror = reason


def read_regular(path: Path) -> bytes:
    """Give what a file holds; OSError if it cannot be read, UnreadableFileError if it should not.

    To open a named pipe or a device may wait for ever, or do something: so it is looked at first,
    and opened without waiting, since it may have been exchanged in between.
    """
    _see_to_it(path.stat())
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        _see_to_it(os.fstat(descriptor))
        return file.read()


def _see_to_it(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "no regular file")
        raise UnreadableFileError(f"it is {kind}")
    if status.st_size > LARGEST_FILE:
        raise UnreadableFileError(f"it has more than {LARGEST_FILE} bytes")
