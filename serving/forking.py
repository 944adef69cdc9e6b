"""Forking: a child process does its work and ends, and never returns into its parent's code."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import structlog

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_NAME = Path("/proc/self/comm")


def fork(name: str, work: Callable[[], None]) -> int:
    """Fork a process of some name that does some work, and give its id.

    Signals to end or to reload are for the supervisor, which tells the others what to do: a
    terminal and some service managers send them to every process.
    """
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        with suppress(OSError):  # somebody else may not change it
            _NAME.write_text(f"graph-{name}", encoding="ascii")
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # a child never returns into its parent's code
        structlog.get_logger(__name__).exception("process failed", process=name)
    finally:
        os._exit(status)
