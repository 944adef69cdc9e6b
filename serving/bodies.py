"""Bodies of requests: read whole, within a size and a time."""

from asyncio import CancelledError, Task, current_task
from time import monotonic
from typing import Any

from starlette.types import Receive

from serving.faults import BodyTooLargeError, DisconnectedError, SlowBodyError

_MOST_DIGITS = 18


class Bodies:
    """Reads bodies of at most so many bytes, and gives each so many seconds to arrive.

    Whoever owns the process looks now and then for those that are late: that costs nothing per
    request, unlike a timer for each.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._awaited: dict[Task[Any] | None, float] = {}

    async def read(self, receive: Receive, declared: bytes) -> bytes:
        """Read a body; `declared` is the Content-Length header, empty if there is none.

        Raise BodyTooLargeError, as soon as it is known, SlowBodyError or DisconnectedError.
        """
        digits = declared.lstrip(b"0")  # Python reads no number of thousands of digits
        if digits.isdigit() and (len(digits) > _MOST_DIGITS or int(digits) > self.most):
            raise BodyTooLargeError(self.most)
        task = current_task()
        self._awaited[task] = monotonic()
        try:
            return await self._all_of_it(receive)
        except CancelledError:
            if task is None or task in self._awaited or task.uncancel():
                raise  # by someone else
            raise SlowBodyError(self.seconds) from None
        finally:
            self._awaited.pop(task, None)

    def end_late(self) -> None:
        """End the reading of bodies that have not arrived in time."""
        begun = monotonic() - self.seconds
        late = [task for task, since in self._awaited.items() if since < begun]
        for task in late:
            del self._awaited[task]
            if task is not None:
                task.cancel()

    async def _all_of_it(self, receive: Receive) -> bytes:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            part: bytes = message.get("body", b"")
            size += len(part)
            if size > self.most:
                raise BodyTooLargeError(self.most)
            if not message.get("more_body", False):
                return b"".join((*parts, part)) if parts else part
            parts.append(part)
