"""Back-off: what dies early is started again after longer and longer pauses."""

from time import monotonic

_SHORTEST_SECONDS = 0.1
_LONGEST_SECONDS = 30.0
_STEADY_SECONDS = 10.0


class Backoff:
    """Says when the next process of one kind may be started, and which death is worth a line.

    A process that has lived for a while is replaced at once. Deaths that follow one another
    closely are one burst, told once.
    """

    def __init__(self) -> None:
        self._pause = 0.0
        self._not_before = 0.0
        self._last = float("-inf")

    def died(self, lived: float) -> bool:
        """Note a death after so many seconds of life; true if it begins a burst."""
        now = monotonic()
        begins = now - self._last > self._pause + _STEADY_SECONDS
        self._last = now
        if begins and lived >= _STEADY_SECONDS:
            self._pause = 0.0
        else:
            self._pause = min(_LONGEST_SECONDS, max(_SHORTEST_SECONDS, 2 * self._pause))
        self._not_before = now + self._pause
        return begins

    @property
    def is_over(self) -> bool:
        """Whether another one may be started now."""
        return monotonic() >= self._not_before
