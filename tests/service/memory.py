"""Memory: what a server in a process of its own holds."""

from pathlib import Path

from tests.service.processes import Running


def memory_of(running: Running) -> int:
    """Give the memory that a server holds, in kilobytes."""
    status = Path(f"/proc/{running.process.pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))
