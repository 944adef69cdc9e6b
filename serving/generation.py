"""A generation: a process that loads a revision once, and forks from it all that serve it."""

import gc
import os
import signal
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette

from graph.opening import InternalDataError
from graph.problems import DataError
from serving.channels import Channel, Message
from serving.forking import fork
from serving.loading import Loaded, load_revision, served
from serving.settings import Settings

MakeApp = Callable[[Loaded], Starlette]
Role = Callable[[Starlette, Channel, Message], None]
_MOST_CHARACTERS = 50_000
LOADER, STANDBY = "loader", "standby"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a revision is loaded and made an application, and what is forked from it."""

    settings: Settings
    make: MakeApp
    roles: Mapping[str, Role]


class Generation:
    """Loads one revision, reports it, and from then on forks what it is told to.

    What it forks shares its memory, which nobody writes to: it executes nothing itself, and its
    garbage collector rests. A standby is a fork that can take its place, should it be killed.
    """

    def __init__(self, plan: Plan, control: Channel) -> None:
        self.plan = plan
        self.control = control
        self.app: Starlette | None = None

    def run(self, known: str | None) -> None:
        """Load the data, unless they are known already, and be there as long as it is of use."""
        gc.disable()
        signal.alarm(int(self.plan.settings.max_load_seconds) + 1)  # the system's: it ends us
        try:
            told = self._loaded(known)
        except DataError as error:
            trace = error.traceback if isinstance(error, InternalDataError) else ""
            self._refuse(str(error), trace)
        except Exception as error:  # noqa: BLE001  # whatever it is, these data cannot be served
            self._refuse(repr(error), traceback.format_exc())
        else:
            signal.alarm(0)
            self.control.send("loaded" if told else "unchanged", **told)
            if told:
                self._serve()

    def _loaded(self, known: str | None) -> dict[str, str]:
        """Load the data and make the application; give what is told of them, if they are new."""
        loaded = load_revision(self.plan.settings.data, known)
        if loaded is None:
            return {}
        self.app = self.plan.make(loaded)
        told = {"said": served(loaded.revision), "revision": loaded.revision.revision}
        del loaded
        gc.collect()
        gc.freeze()
        return told

    def _refuse(self, problems: str, told: str) -> None:
        shown, trace = _cut(problems), _cut(told)
        self.control.send("refused", problems=shown, trace=trace)

    def _serve(self) -> None:
        """Fork what is asked for, until there is nobody who asks."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries those who end
        while message := self.control.receive():
            role, control = message.facts["role"], Channel(message.sockets[0])
            fork(role, lambda: self._become(role, control, message))  # noqa: B023  # at once
            for each in message.sockets:
                each.close()

    def _become(self, role: str, control: Channel, message: Message) -> None:
        self.control.close()
        if role == STANDBY:
            self.control = control
            control.send("ready", pid=os.getpid())
            self._serve()
            return
        app, self.app = self.app, None
        if app is not None:
            gc.enable()
            self.plan.roles[role](app, control, message)


def _cut(text: str) -> str:
    """Cut what is too long for a message."""
    more = len(text) - _MOST_CHARACTERS
    return text if more <= 0 else f"{text[:_MOST_CHARACTERS]}\n... and {more:,} characters more"
