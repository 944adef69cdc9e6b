"""Records: what is worth knowing about one request once it has been answered."""

from dataclasses import dataclass

from serving.pool import Outcome

RECORD = "election_graph.record"
"""Where an ASGI scope holds the record of its request."""


@dataclass(slots=True)
class Record:
    """What became of a request; nothing of its variables."""

    operation: str | None = None
    kind: str | None = None
    cost: int | None = None
    codes: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()

    def note(self, outcome: Outcome) -> None:
        """Note what has become of the operation."""
        self.cost = outcome.cost or self.cost
        self.codes = outcome.codes
        self.operation = outcome.operation or self.operation

    @property
    def followed(self) -> bool:
        """Whether it goes on for as long as the client likes."""
        return self.kind == "subscription"

    @property
    def outcome(self) -> str:
        """In one word: ok, or the code of the first error."""
        return self.codes[0] if self.codes else "ok"
