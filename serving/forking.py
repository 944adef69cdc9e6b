"""Forking: a child process does its work and ends, and never returns into its parent's code."""

import ctypes
import os
import signal
from collections.abc import Callable

import structlog

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PR_SET_NAME = 15


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
        _name(f"graph-{name}")
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # a child never returns into its parent's code
        structlog.get_logger(__name__).exception("process failed", process=name)
    finally:
        os._exit(status)


def _name(name: str) -> None:
    """Name this process for `ps`; /proc/self/comm is not to be written after a change of user."""
    ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)
