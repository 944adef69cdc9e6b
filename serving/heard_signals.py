"""Signals that wait to be heard, beside whatever else a process waits for."""

import os
import signal
import socket
from collections.abc import Iterable


class HeardSignals:
    """Takes signals down, so that a selector can wait for them."""

    def __init__(self, numbers: Iterable[signal.Signals]) -> None:
        self._heard, self._told = socket.socketpair()
        for each in (self._heard, self._told):
            each.setblocking(False)  # noqa: FBT003  # the name says it
        signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        for number in numbers:
            signal.signal(number, lambda *_: None)  # the system writes it down: nothing more to do

    def fileno(self) -> int:
        """Give the file descriptor that can be read when a signal has come."""
        return self._heard.fileno()

    def taken(self) -> set[int]:
        """Take the signals that have come, each once."""
        return set(os.read(self._heard.fileno(), 4096))

    def close(self) -> None:
        """Forget them: this is the copy of a process that was forked."""
        self._heard.close()
        self._told.close()
