"""Supervision: one small process that loads nothing has the others started and replaced."""

import os
import signal
from contextlib import suppress
from time import monotonic

import structlog

from serving.backoff import Backoff
from serving.channels import Message
from serving.children import POOL, WORKER, Child, Family
from serving.generation import LOADER, STANDBY
from serving.privileges import warn_root
from serving.processes import Processes
from serving.settings import Settings
from serving.sockets import address_of
from serving.watching import Watched

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
MOST_DRAINING = 16
_STOPPING = {signal.SIGINT, signal.SIGTERM}
_TICK_SECONDS = 0.5
_LOOK_SECONDS = 1.0
_GRACE_SECONDS = 35.0


class NothingServedError(Exception):
    """The data that were to be served first are refused."""


class Supervisor:
    """Keeps one family of processes serving, and turns to another when there are new data.

    The new family loads, builds and starts beside the old one. When it is ready, the old workers
    leave all work to the new pool and the new workers let clients in; then the old ones keep the
    connections that they have, and take in no others.
    Whatever goes wrong before that is a refusal, and the old family serves on.
    """

    def __init__(
        self, processes: Processes, settings: Settings, watched: Watched | None = None
    ) -> None:
        self.processes = processes
        self.wanted = {POOL: settings.pool_processes, WORKER: settings.workers}
        self.longest_load = settings.max_load_seconds
        self.watched = watched
        self.current: Family | None = None
        self.coming: Family | None = None
        self.draining: list[Child] = []
        self.retired: list[Child] = []
        self.stopping_since: float | None = None
        self.log = structlog.get_logger(__name__)
        self._again = False
        self._looked = monotonic()
        self._backoffs = {role: Backoff() for role in (LOADER, STANDBY, POOL, WORKER)}

    def run(self) -> None:
        """Serve until asked to stop; raise NothingServedError if that cannot even begin."""
        self.coming = self.processes.load(None)
        try:
            while self.stopping_since is None or self._is_waited_for():
                said, signals = self.processes.wait(_TICK_SECONDS)
                _bury()
                self._obey(signals)
                for each in said:
                    if each.is_known:
                        self._hear(each)
                self._look_after()
        finally:
            self._end()

    def _obey(self, signals: set[int]) -> None:
        if signals & _STOPPING and self.stopping_since is None:
            self._stop()
        elif signal.SIGHUP in signals:
            self._reload()

    def _reload(self) -> None:
        """Load beside what is served, or once more if that is under way already."""
        if self.stopping_since is not None:
            return
        if self.coming is not None:
            self._again = True
            return
        self._again = False
        current = self.current
        self.coming = self.processes.load(current.revision if current and current.loader else None)

    def _hear(self, child: Child) -> None:
        message = child.channel.receive()
        if message is None:
            self._lose(child)
        elif child.role == LOADER:
            self._hear_loader(message)
        elif message.what == "ready":
            child.pid, child.ready = message.facts["pid"], True
            if self.current and child in self.current.workers:
                child.send("accept")
        elif message.what == "serving":
            child.serving = True
            self._drain_if_served()

    def _drain_if_served(self) -> None:
        """Have the old workers take in nobody any more, now that the new ones do."""
        if self.current and all(each.serving for each in self.current.workers):
            for each in self.draining:
                each.send("drain")

    def _hear_loader(self, message: Message) -> None:
        if self.coming is None:
            return
        if message.what == "loaded":
            self.coming.revision = message.facts["revision"]
            self.coming.said = message.facts["said"]
        elif message.what == "unchanged":
            self.log.info("data unchanged", revision=self.coming.known)
            self._give_up()
        else:
            self._refuse(message.facts["problems"], message.facts["trace"])

    def _refuse(self, problems: str, trace: str = "") -> None:
        """Give the coming family up, and serve on what is served."""
        if self.current is None:
            raise NothingServedError(trace + problems)
        told = {"exception": trace} if trace else {}
        serving = self.current.revision
        self.log.error("data refused", still_serving=serving, problems=problems, **told)
        self._backoffs[LOADER].died(0.0)
        self._give_up()

    def _give_up(self) -> None:
        given_up, self.coming = self.coming, None
        for each in given_up.members if given_up else ():
            each.kill()
            self.processes.forget(each)
        if self._again:
            self._reload()

    def _lose(self, child: Child) -> None:
        """Forget a process that has ended, and see to it that another one takes its place."""
        self.processes.forget(child)
        for known in (self.draining, self.retired):
            if child in known:
                known.remove(child)
                return
        for family in (self.current, self.coming):
            if family is not None and family.without(child) and self.stopping_since is None:
                self._replace(child, family)
                return

    def _replace(self, child: Child, family: Family) -> None:
        if family is self.coming and family.loader is None:
            self._refuse("the process that loads them has died")
        elif self._backoffs[child.role].died(child.lived):
            what = f"{child.role} died, starting another one"
            self.log.warning(what, **{child.role: child.pid})

    def _look_after(self) -> None:
        """Start what is missing, turn to what is ready, end what takes too long."""
        if self.stopping_since is not None:
            return
        for family in (self.current, self.coming):
            if family is not None and family.revision:
                self._fill(family)
        self._turn_if_ready()
        if self.coming is not None and monotonic() > self.coming.deadline:
            seconds = f"{self.longest_load:g} seconds"
            self._refuse(
                f"loading them takes longer than {seconds}; allow more: --max-load-seconds"
            )
        if self._is_bereft() or self._has_new_data():
            self._reload()

    def _has_new_data(self) -> bool:
        """Look at the files once a second, if they are watched."""
        now = monotonic()
        if self.watched is None or now - self._looked < _LOOK_SECONDS:
            return False
        self._looked = now
        return self.watched.changed()

    def _is_bereft(self) -> bool:
        """Whether nothing is left that workers can be forked from; those there are serve on."""
        bereft = self.current is not None and self.current.loader is None
        return bereft and self.coming is None and self._backoffs[LOADER].is_over

    def _fill(self, family: Family) -> None:
        if family.standby is None and self._backoffs[STANDBY].is_over:
            family.standby = self.processes.add(family, STANDBY)
        for role, members in ((POOL, family.pool), (WORKER, family.workers)):
            while len(members) < self.wanted[role] and self._backoffs[role].is_over:
                child = self.processes.add(family, role)
                if child is None:
                    return
                members.add(child)
                self._introduce(child, family)

    def _introduce(self, child: Child, family: Family) -> None:
        """Connect a worker with the pool of its family, a process of the pool with all workers."""
        if child.role == WORKER:
            for each in family.pool:
                self.processes.connect(child, each, family)
            return
        draining = self.draining if family is self.current else []
        for each in [*family.workers, *draining]:
            self.processes.connect(each, child, family)

    def _turn_if_ready(self) -> None:
        coming = self.coming
        if coming is None or len(coming.workers) < self.wanted[WORKER]:
            return
        if all(each.ready for each in coming.workers):
            self._turn(coming)

    def _turn(self, coming: Family) -> None:
        """Have the new workers let clients in, and the old ones leave all work to the new pool."""
        old, self.current, self.coming = self.current, coming, None
        self._backoffs[LOADER] = Backoff()
        if old is not None:
            self._retire(old)
        for each in self.draining:
            for process in coming.pool:
                self.processes.connect(each, process, coming)
            each.send("turn", generation=coming.generation)
        for each in coming.workers:
            each.send("accept")
        self._tell(coming, first=old is None)
        if self._again:
            self._reload()

    def _tell(self, family: Family, *, first: bool) -> None:
        if first:
            warn_root()
        where = f" at {address_of(self.processes.listening)}/graphql" if first else ""
        said = f"serving {family.said}{where}"
        self.log.info(said if first else f"now {said}")

    def _retire(self, old: Family) -> None:
        """Let an old family end, each when it has done its work."""
        self.draining.extend(old.workers)
        for each in self.draining[:-MOST_DRAINING]:
            each.send("stop")
        for process in old.pool:
            process.send("retire")
        self.retired.extend(old.pool)
        for holder in (old.loader, old.standby):
            if holder is not None:
                self.processes.forget(holder)

    def _workers(self) -> list[Child]:
        families = [each for each in (self.current, self.coming) if each is not None]
        return [*self.draining, *(each for family in families for each in family.workers)]

    def _stop(self) -> None:
        """Ask all workers to stop, which may take as long as what they have begun."""
        self.stopping_since = monotonic()
        self.processes.listening.close()
        for each in self._workers():
            each.send("stop")

    def _is_waited_for(self) -> bool:
        late = (
            self.stopping_since is not None and monotonic() - self.stopping_since > _GRACE_SECONDS
        )
        return bool(self._workers()) and not late

    def _end(self) -> None:
        """End all that is left."""
        families = [each for each in (self.current, self.coming) if each is not None]
        left = [each for family in families for each in family.members]
        for each in [*left, *self.draining, *self.retired]:
            each.kill()
        _bury()


def _bury() -> None:
    """Take note of processes that have ended; as the first of a container we are given others'."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
