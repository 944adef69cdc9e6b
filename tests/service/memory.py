"""Memory: what a server holds, in all its processes."""

import re
from contextlib import suppress
from pathlib import Path

from tests.service.processes import Running, processes_of

PROPORTIONAL = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)


def memory_of(running: Running) -> int:
    """Give the memory that a server holds, in kilobytes; what is shared counts once."""
    return sum(map(proportional, processes_of(running)))


def proportional(pid: int) -> int:
    """Give the memory of a process in kilobytes, with its share of what it shares."""
    with suppress(FileNotFoundError, ProcessLookupError):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        return sum(map(int, PROPORTIONAL.findall(told)))
    return 0
