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


class IrregularFileError(OSError):
    """A path that names no regular file."""

    def __init__(self, mode: int) -> None:
        super().__init__(f"it is {_KINDS.get(stat.S_IFMT(mode), 'no regular file')}")
        self.strerror = str(self)


def read_regular(path: Path) -> bytes:
    """Give what a file holds; OSError if it cannot be read, IrregularFileError if it is no file.

    To open a named pipe or a device may wait for ever, or do something: so it is looked at first,
    and opened without waiting, since it may have been exchanged in between.
    """
    _see_to_it(path.stat().st_mode)
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123  # a descriptor has no path
        _see_to_it(os.fstat(descriptor).st_mode)
        return file.read()


def _see_to_it(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise IrregularFileError(mode)
