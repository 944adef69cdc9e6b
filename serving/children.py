"""What the supervisor knows about the processes that there are."""

import os
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from serving.channels import Channel

WORKER = "worker"
POOL = "pool"


@dataclass(slots=True, eq=False)
class Child:
    """A process at the other end of a channel; it has an id once it has said so."""

    role: str
    channel: Channel
    slot: int | None = None
    pid: int | None = None
    ready: bool = False
    serving: bool = False
    since: float = field(default_factory=monotonic)

    @property
    def lived(self) -> float:
        """For how many seconds it has been there."""
        return monotonic() - self.since

    @property
    def is_known(self) -> bool:
        """Whether it has not been forgotten yet."""
        return self.channel.fileno() >= 0

    def send(self, what: str, *handed: socket.socket, **facts: object) -> None:
        """Tell it something; one that does not hear is of no use any more."""
        if not self.channel.send(what, *handed, **facts):
            self.kill()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


@dataclass(slots=True, eq=False)
class Family:
    """One revision, the process that holds it ready to be forked, and what was forked from it."""

    number: int
    pool_size: int
    loader: Child | None
    deadline: float
    known: str | None = None
    revision: str = ""
    said: str = ""
    standby: Child | None = None
    workers: set[Child] = field(default_factory=set)
    pool: set[Child] = field(default_factory=set)

    @property
    def members(self) -> list[Child]:
        """All its processes."""
        own = [each for each in (self.loader, self.standby) if each is not None]
        return [*own, *self.workers, *self.pool]

    @property
    def generation(self) -> dict[str, Any]:
        """What its workers and those who drain are told of it."""
        return {"number": self.number, "revision": self.revision, "pool": self.pool_size}

    def without(self, child: Child) -> bool:
        """Forget a process; false if it was none of the family."""
        if child is self.loader:
            self.loader, self.standby = self.standby, None
        elif child is self.standby:
            self.standby = None
        elif child in self.workers:
            self.workers.remove(child)
        elif child in self.pool:
            self.pool.remove(child)
        else:
            return False
        return True
