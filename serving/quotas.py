"""Quotas: what clients may hold at once, each of them and all together."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from serving.overload import TooManyError


class Quota:
    """Counts what clients hold of one kind of thing: so many in all, and so many each."""

    def __init__(
        self, things: str, whole: int, each: int, error: type[TooManyError] = TooManyError
    ) -> None:
        self.things = things
        self.whole = whole
        self.each = each
        self.error = error
        self.total = 0
        self._held: Counter[str] = Counter()

    @property
    def most(self) -> int:
        """How many one client may hold at the most."""
        return min(self.whole, self.each)

    def take(self, client: str, number: int = 1) -> None:
        """Count so many more; raise TooManyError if there is no room for them."""
        if self.total + number > self.whole:
            raise self.error(self.things, self.whole)
        if self._held[client] + number > self.each:
            raise self.error(f"{self.things} of one client", self.each)
        self.total += number
        self._held[client] += number

    def give_back(self, client: str, number: int = 1) -> None:
        """Count so many less."""
        self.total -= number
        self._held[client] -= number
        if not self._held[client]:
            del self._held[client]

    @contextmanager
    def held(self, client: str) -> Iterator[None]:
        """Hold one until the block ends; raise TooManyError."""
        self.take(client)
        try:
            yield
        finally:
            self.give_back(client)

    def __len__(self) -> int:
        """Count all that is held."""
        return self.total
