"""A process of the pool: executes one operation after the other, in its main thread."""

import faulthandler
import fcntl
import os
import resource
import selectors
import signal
import socket
import traceback
from collections import deque
from pathlib import Path

import orjson

from serving.channels import Channel
from serving.overload import TooMuchMemoryError
from serving.pool import Outcome, Question
from serving.pool_frames import frame, frames_in
from serving.service import Service
from serving.stores import filled

_NICENESS = 5  # the event loops come first where processors are few
_READ_BYTES = 65_536
_GRACE_SECONDS = 2.0
_NEVER_SECONDS = 86_400.0


class Asker:
    """The connection with one worker, which has one question at a time."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.gone = False
        self.questions: deque[bytes] = deque()
        self._received = bytearray()
        fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(connection, fcntl.F_GETFL)
        fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)  # the system tells by SIGIO

    def listen(self) -> None:
        """Take in what has been said; an empty frame takes back the question before it."""
        try:
            while received := self.connection.recv(_READ_BYTES, socket.MSG_DONTWAIT):
                self._received += received
            self.gone = True
        except BlockingIOError:
            pass
        except ConnectionError:
            self.gone = True
        self.questions.extend(frames_in(self._received))

    @property
    def waits(self) -> bool:
        """Whether nothing has been taken back since the last question was begun."""
        return not self.gone and not self.questions

    def answer(self, *parts: bytes) -> None:
        """Send the frames of an answer."""
        try:
            self.connection.sendall(b"".join(map(frame, parts)))
        except OSError:
            self.gone = True


class Executing:
    """Executes what workers ask, until they and the supervisor have gone.

    While an operation runs, the system's signal that something was said interrupts it: if its
    question is taken back, or the worker gone, the time of the operation is up. What hears no
    signal either, since it never comes back from a library, ends with its process: a thread that
    needs no Python sees to that, and writes to the descriptor `log` where it was.
    """

    def __init__(self, service: Service, control: Channel, log: int) -> None:
        self.service = service
        self.control: Channel | None = control
        self.log = log
        self.selector = selectors.DefaultSelector()
        control.send("ready", pid=os.getpid())
        self.selector.register(control, selectors.EVENT_READ)
        self.asker: Asker | None = None
        self.spent = False
        most = service.settings.max_seconds
        self.longest = most + _GRACE_SECONDS if most else _NEVER_SECONDS

    def run(self) -> None:
        """Answer until there is nobody left who could ask."""
        os.nice(_NICENESS)
        _limit_memory(self.service.settings.pool_memory_bytes)
        signal.signal(signal.SIGIO, self._look)
        self.service.clock.start()
        while not self.spent and self.selector.get_map():
            for key, _ in self.selector.select():
                if key.data is None:
                    self._hear()
                else:
                    self._serve(key.data)

    def _hear(self) -> None:
        """Hear the supervisor: it hands a connection over, or says that there will be no more."""
        message = self.control.receive() if self.control else None
        if message is None:
            self.spent = True
        elif message.what == "link":
            asker = Asker(message.sockets[0])
            self.selector.register(asker.connection, selectors.EVENT_READ, asker)
        elif message.what == "retire" and self.control:
            self.selector.unregister(self.control)
            self.control.close()
            self.control = None

    def _serve(self, asker: Asker) -> None:
        asker.listen()
        while asker.questions and not asker.gone and not self.spent:
            question = asker.questions.popleft()
            if question:
                asker.answer(*self._answer(asker, question))
        if asker.gone:
            self.selector.unregister(asker.connection)
            asker.connection.close()

    def _look(self, *_: object) -> None:
        """Look whether anybody waits for what is being executed."""
        if self.asker is not None:
            self.asker.listen()
            if not self.asker.waits:
                self.service.clock.end()

    def _answer(self, asker: Asker, question: bytes) -> tuple[bytes, bytes]:
        faulthandler.dump_traceback_later(self.longest, exit=True, file=self.log)
        self.asker = asker
        try:
            outcome = self._outcome(Question(**orjson.loads(question)))
        except MemoryError:
            self.spent = True
            error = TooMuchMemoryError(self.service.settings.pool_memory_bytes)
            body = orjson.dumps(error.told())
            outcome = Outcome(body, None, (error.code,), None, executed=False)
        except Exception:  # noqa: BLE001  # the process goes on; the worker logs what broke
            return orjson.dumps({"trace": traceback.format_exc()}), b""
        finally:
            self.asker = None
            faulthandler.cancel_dump_traceback_later()
        ways = self.service.executor.ways.taken()
        return orjson.dumps([outcome[1:], ways, [*map(tuple, filled(self.service))]]), outcome.body

    def _outcome(self, question: Question) -> Outcome:
        revision = self.service.revision
        if revision is None:  # of a worker that drains; a process of the pool never does
            raise LookupError
        return self.service.answering.outcome(question, revision)


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has, and not those of the whole machine."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
