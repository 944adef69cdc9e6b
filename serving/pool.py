"""The pool: where operations are executed that are too dear for the event loop."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Question:
    """One operation of a document, with its variables.

    What costs more than `most` is not executed but put off: it is to be asked once more, without.
    """

    text: str
    operation: str | None = None
    variables: Mapping[str, Any] | None = None
    most: int | None = None


class Outcome(NamedTuple):
    """What an operation is answered; `executed` says whether the body has `data`.

    The body is the JSON of the whole answer; `kind` is None for a document that is not sound.
    """

    body: bytes
    cost: int | None
    codes: tuple[str, ...]
    operation: str | None
    executed: bool
    kind: str | None = None
    put_off: bool = False


class PoolGoneError(Exception):
    """What executed an operation has ended before it was done."""


class ExecutionError(Exception):
    """An operation broke in another process, whose trace this is."""

    def __init__(self, trace: str) -> None:
        self.trace = trace
        super().__init__(trace)


class Filled(NamedTuple):
    """How full a store is: how many values it holds, about how many bytes, and how many it may."""

    name: str
    entries: int
    bytes: int
    limit: int


class Pool(Protocol):
    """Executes operations on one revision, so many at once."""

    revision: str
    size: int

    @property
    def processes(self) -> int:
        """How many processes of its own it has at the moment."""

    @property
    def stores(self) -> Iterable[Filled]:
        """How full the stores of its processes were when they last answered here."""

    async def ask(self, question: Question) -> Outcome:
        """Execute an operation; cancelling this interrupts it. Raise PoolGoneError."""


class InlinePool:
    """Executes operations in this process, one at a time: the event loop waits meanwhile."""

    size = 1
    processes = 0
    stores: tuple[Filled, ...] = ()

    def __init__(self, revision: str, execute: Callable[[Question], Outcome]) -> None:
        self.revision = revision
        self.execute = execute

    async def ask(self, question: Question) -> Outcome:
        """Execute an operation at one go."""
        return self.execute(question)
