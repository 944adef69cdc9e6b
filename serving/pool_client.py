"""The pool as a worker sees it: processes that execute one of its operations at a time each."""

import asyncio
import socket
from collections import deque
from collections.abc import Iterator
from itertools import chain

import orjson

from schema.execution import Ways
from serving.pool import ExecutionError, Filled, Outcome, PoolGoneError, Question
from serving.pool_frames import HEAD, frame, taking_back

_PATIENCE_SECONDS = 5.0
_GRACE_SECONDS = 10.0


class Link:
    """The connection with one process of the pool."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        seconds: float | None,
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.stores: list[Filled] = []
        self.seconds = seconds  # after which a process has stopped for good

    async def execute(self, question: Question, ways: Ways) -> Outcome:
        """Have an operation executed; raise PoolGoneError or ExecutionError."""
        asked = {
            "text": question.text,
            "operation": question.operation,
            "variables": question.variables,
            "most": question.most,
        }
        try:
            async with asyncio.timeout(self.seconds):
                self.writer.write(frame(orjson.dumps(asked)))
                known = orjson.loads(await self._frame())
                body = await self._frame()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            self.writer.close()
            raise PoolGoneError from None
        if isinstance(known, dict):
            raise ExecutionError(known["trace"])
        (cost, codes, *others), taken, stores = known
        ways.add(taken)
        self.stores = [Filled(*each) for each in stores]
        return Outcome(body, cost, tuple(codes), *others)

    async def _frame(self) -> bytes:
        (length,) = HEAD.unpack(await self.reader.readexactly(HEAD.size))
        return await self.reader.readexactly(length)

    def take_back(self) -> None:
        """Say that nobody waits for the answer any more."""
        if not self.writer.is_closing():
            self.writer.write(taking_back())


class PoolClient:
    """Asks the processes of one revision's pool, each of which is busy until it has answered.

    What was taken back leaves a process busy until it has heard that.
    """

    def __init__(self, revision: str, size: int, ways: Ways, most_seconds: float) -> None:
        self._seconds = most_seconds + _GRACE_SECONDS if most_seconds else None
        self.revision = revision
        self.size = size
        self.retired = False
        self._ways = ways
        self._links: set[Link] = set()
        self._free: deque[Link] = deque()
        self._waiting: deque[asyncio.Future[Link]] = deque()

    @property
    def processes(self) -> int:
        """How many processes can be asked now."""
        return len(self._links)

    @property
    def stores(self) -> Iterator[Filled]:
        """How full the stores of its processes were when they last answered here."""
        return chain.from_iterable(each.stores for each in self._links)

    async def connect(self, connection: socket.socket) -> None:
        """Take in a process that has come."""
        link = Link(*await asyncio.open_unix_connection(sock=connection), self._seconds)
        self._links.add(link)
        self._release(link)

    async def ask(self, question: Question) -> Outcome:
        """Execute an operation; cancelling this interrupts it. Raise PoolGoneError."""
        link = await self._link()
        working = asyncio.ensure_future(link.execute(question, self._ways))
        working.add_done_callback(lambda done: self._done(link, done))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            link.take_back()
            raise

    def retire(self) -> None:
        """Let the processes go as soon as they have answered: there is a newer revision."""
        self.retired = True
        for each in self._free:
            self._drop(each)
        self._free.clear()

    async def _link(self) -> Link:
        """Give a process that is free, or wait for one: it may be on its way."""
        while self._free:
            link = self._free.popleft()
            if not link.reader.at_eof():
                return link
            self._drop(link)
        coming: asyncio.Future[Link] = asyncio.get_running_loop().create_future()
        self._waiting.append(coming)
        try:
            while not (await asyncio.wait({coming}, timeout=_PATIENCE_SECONDS))[0]:
                if not self._links:
                    coming.cancel()
                    raise PoolGoneError
        except asyncio.CancelledError:
            if not coming.cancel():
                self._release(coming.result())
            raise
        return coming.result()

    def _done(self, link: Link, working: "asyncio.Future[Outcome]") -> None:
        """Free a process that has answered; forget one that has ended."""
        gone = not working.cancelled() and isinstance(working.exception(), PoolGoneError)
        if gone or self.retired:
            self._drop(link)
        else:
            self._release(link)

    def _release(self, link: Link) -> None:
        while self._waiting:
            coming = self._waiting.popleft()
            if not coming.done():
                coming.set_result(link)
                return
        if self.retired:
            self._drop(link)
        else:
            self._free.append(link)

    def _drop(self, link: Link) -> None:
        self._links.discard(link)
        link.writer.close()
