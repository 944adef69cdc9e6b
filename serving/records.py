"""Records: what is worth knowing about one request once it has been answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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

    def note(self, answer: Mapping[str, Any]) -> None:
        """Note the codes of the errors of an answer."""
        errors = answer.get("errors")
        if errors:
            self.codes = tuple(each["extensions"]["code"] for each in errors)

    @property
    def followed(self) -> bool:
        """Whether it goes on for as long as the client likes."""
        return self.kind == "subscription"

    @property
    def outcome(self) -> str:
        """In one word: ok, or the code of the first error."""
        return self.codes[0] if self.codes else "ok"
