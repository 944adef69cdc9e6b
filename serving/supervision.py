"""Supervision: several workers that share one socket, each replaced when it dies."""

import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import structlog
from starlette.applications import Starlette

from serving.loading import Loaded, settle
from serving.reloading import load_another
from serving.watching import Watched
from serving.worker import SIGNALS

_TICK_SECONDS = 1.0
_GRACE_SECONDS = 35.0
_STOPPING = (signal.SIGINT, signal.SIGTERM)


class Supervisor:
    """Keeps a number of workers alive until it is asked to stop.

    Workers are forked, so they share the memory of the graph that was loaded once, and one that
    dies is replaced by one with the last good revision, whatever lies on the disk by then. Signals
    must be blocked by the caller: the supervisor takes them one by one.
    """

    def __init__(
        self,
        make: Callable[[Loaded], Starlette],
        work: Callable[[Starlette], None],
        loaded: Loaded,
        number: int,
        listening: socket.socket,
    ) -> None:
        self.make = make
        self.work = work
        self.listening = listening
        self.loaded = loaded
        self.number = number
        self.workers: set[int] = set()
        self.log = structlog.get_logger(__name__)

    def run(self, data: Path, watched: Watched | None) -> None:
        """Keep the workers alive, and end all when asked to stop."""
        while True:
            while len(self.workers) < self.number:
                self.workers.add(self._start())
            heard = signal.sigtimedwait(SIGNALS, _TICK_SECONDS)
            number = heard.si_signo if heard else None
            if number in _STOPPING:
                self._stop()
                return
            for pid in self._ended():
                self.log.warning("worker died, starting another one", worker=pid)
            if number == signal.SIGHUP or (watched is not None and watched.changed()):
                self._reload(data)

    def _reload(self, data: Path) -> None:
        """Load what workers of the future will serve, and have those of today do the same."""
        loaded = load_another(data, self.loaded.revision.revision)
        if loaded is not None:
            self.loaded = loaded
            self.log.info("telling the workers", revision=loaded.revision.revision)
            self._tell(signal.SIGHUP)
            settle()

    def _start(self) -> int:
        """Fork a worker and give its process id."""
        pid = os.fork()
        if pid:
            return pid
        status = 1
        try:
            self.work(self.make(self._handed_over()))
            status = 0
        except BaseException:  # noqa: BLE001  # a child must never return into its parent's code
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _handed_over(self) -> Loaded:
        """Give what is loaded to a worker, which is to forget it as soon as it serves another."""
        loaded = self.loaded
        del self.loaded
        return loaded

    def _ended(self) -> list[int]:
        """Forget the workers that have ended, and give their process ids."""
        ended = [pid for pid in self.workers if os.waitpid(pid, os.WNOHANG) != (0, 0)]
        self.workers.difference_update(ended)
        return ended

    def _stop(self) -> None:
        """Ask all workers to stop, wait, and end those that do not."""
        self.listening.close()
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
