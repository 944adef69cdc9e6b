"""The processes of the service as the supervisor holds them: started, connected, forgotten."""

import os
import selectors
import socket
from time import monotonic

from serving.channels import Channel, channel_pair
from serving.children import WORKER, Child, Family
from serving.forking import fork
from serving.generation import LOADER, Generation, Plan
from serving.heard_signals import HeardSignals


class Processes:
    """Starts processes, connects them with each other, and hears what they say."""

    def __init__(
        self, plan: Plan, listening: socket.socket, signals: HeardSignals, slots: int
    ) -> None:
        self.plan = plan
        self.listening = listening
        self.signals = signals
        self._selector = selectors.DefaultSelector()
        self._selector.register(signals, selectors.EVENT_READ)
        self._slots = list(range(slots))
        self._held: set[Channel] = set()
        self._number = 0

    def wait(self, seconds: float) -> tuple[list[Child], set[int]]:
        """Wait until something is said; give those who have, and the signals that have come."""
        said = [key.data for key, _ in self._selector.select(seconds)]
        signals = self.signals.taken() if None in said else set()
        return [each for each in said if each is not None], signals

    def load(self, known: str | None) -> Family:
        """Start a process that loads the data, unless they are what is known already."""
        ours, theirs = channel_pair()
        pid = fork(LOADER, lambda: self._become_loader(ours, theirs, known))
        theirs.close()
        self._number += 1
        settings = self.plan.settings
        loader = self._hold(Child(LOADER, ours, pid=pid))
        deadline = monotonic() + settings.max_load_seconds
        return Family(self._number, settings.pool_processes, loader, deadline, known)

    def _become_loader(self, ours: Channel, control: Channel, known: str | None) -> None:
        """Be a copy that knows of none of the supervisor's connections."""
        for channel in (ours, *self._held):
            channel.close()
        self._selector.close()
        self.signals.close()
        self.listening.close()
        Generation(self.plan, control).run(known)

    def add(self, family: Family, role: str) -> Child | None:
        """Have a process forked from what a family has loaded."""
        if family.loader is None:
            return None
        ours, theirs = channel_pair()
        is_worker = role == WORKER
        slot = self._slots.pop() if is_worker and self._slots else None
        handed = [theirs.socket, *([self.listening] if is_worker else ())]
        facts = {"role": role, "slot": slot, "generation": family.generation}
        family.loader.send("fork", *handed, **facts)
        theirs.close()
        return self._hold(Child(role, ours, slot))

    def _hold(self, child: Child) -> Child:
        os.set_blocking(child.channel.fileno(), False)
        self._selector.register(child.channel, selectors.EVENT_READ, child)
        self._held.add(child.channel)
        return child

    def connect(self, worker: Child, process: Child, family: Family) -> None:
        """Connect a worker with a process of a family's pool."""
        one, other = socket.socketpair()
        worker.send("link", one, generation=family.generation)
        process.send("link", other)
        one.close()
        other.close()

    def forget(self, child: Child) -> None:
        """Close the channel to a process, which ends it if it is still there."""
        self._selector.unregister(child.channel)
        self._held.discard(child.channel)
        child.channel.close()
        if child.slot is not None:
            self._slots.append(child.slot)
