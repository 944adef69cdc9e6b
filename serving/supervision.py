"""Supervision: several workers that share one socket, each replaced when it dies."""

import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable

from serving.worker import SIGNALS

logger = logging.getLogger(__name__)
_TICK_SECONDS = 1.0
_GRACE_SECONDS = 35.0
_STOPPING = (signal.SIGINT, signal.SIGTERM)


class Supervisor:
    """Keeps a number of workers alive until it is asked to stop.

    Workers are forked, so they share the memory of the graph that was loaded once. Signals must
    be blocked by the caller: the supervisor takes them one by one, and so does nothing at once
    with anything else.
    """

    def __init__(self, work: Callable[[], None], number: int) -> None:
        self.work = work
        self.number = number
        self.workers: set[int] = set()

    def run(self) -> None:
        """Start the workers, replace those that die, and end all when asked to stop."""
        while True:
            while len(self.workers) < self.number:
                self.workers.add(self._start())
            heard = signal.sigtimedwait(SIGNALS, _TICK_SECONDS)
            if heard is not None and heard.si_signo in _STOPPING:
                self._stop()
                return
            for pid in self._ended():
                logger.warning("worker %d died; starting another one", pid)

    def _start(self) -> int:
        """Fork a worker and give its process id."""
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            self.work()
            status = 0
        except BaseException:  # noqa: BLE001  # a child must never return into its parent's code
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _ended(self) -> list[int]:
        """Forget the workers that have ended, and give their process ids."""
        ended = [pid for pid in self.workers if os.waitpid(pid, os.WNOHANG) != (0, 0)]
        self.workers.difference_update(ended)
        return ended

    def _stop(self) -> None:
        """Ask all workers to stop, wait, and end those that do not."""
        self._tell(signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_SECONDS
        while self.workers and time.monotonic() < deadline:
            signal.sigtimedwait({signal.SIGCHLD}, _TICK_SECONDS)
            self._ended()
        self._tell(signal.SIGKILL)
        self._ended()

    def _tell(self, what: signal.Signals) -> None:
        for pid in self.workers:
            os.kill(pid, what)
