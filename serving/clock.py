"""A limit in time on work that does not yield: the clock interrupts what takes too long.

Answers are worked out at one go in the main thread, so nothing else runs meanwhile that could end
them. The system's interval timer can: Python hears it between any two steps of its own code. The
timer ticks for the whole process, so a request costs two assignments and no system call. What is
interrupted leaves nothing half done, since a graph never changes and stores what it has worked out
in one step.
"""

import signal
from time import monotonic
from types import TracebackType

_TICKS_PER_LIMIT = 10


class TimeUp(BaseException):  # not an error: nobody may catch it on the way
    """The time is up. As an Exception it would end one field, and the rest would go on."""


class Clock:
    """Interrupts the work inside its `with` block when the time is up; 0 seconds are for ever.

    The interruption may come as late as on the way out of the block, so that nobody notes its end:
    whoever catches `TimeUp` has to `rest` the clock. Until then it waits as long as before, and
    interrupts again what has passed over the first time.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._deadline: float | None = None

    def start(self) -> None:
        """Start ticking; this is for the main thread of a process to do."""
        if self.seconds > 0:
            tick = self.seconds / _TICKS_PER_LIMIT
            signal.signal(signal.SIGALRM, self._tick)
            signal.setitimer(signal.ITIMER_REAL, tick, tick)

    def stop(self) -> None:
        """Stop ticking: a process that is ending hears nothing any more, but dies of a tick."""
        signal.setitimer(signal.ITIMER_REAL, 0)

    def end(self) -> None:
        """Interrupt what is being worked on now, if anything is: nobody waits for it any more."""
        if self._deadline is not None:
            self._interrupt()

    def rest(self) -> None:
        """Interrupt nothing any more, until the next block begins."""
        self._deadline = None

    def _tick(self, *_: object) -> None:
        if self._deadline is not None and monotonic() > self._deadline:
            self._interrupt()

    def _interrupt(self) -> None:
        self._deadline = monotonic() + self.seconds
        raise TimeUp

    def __enter__(self) -> None:
        self._deadline = monotonic() + self.seconds

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._deadline = None
