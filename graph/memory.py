"""The memory of a graph: answers worked out from it, kept within so many bytes."""

from collections.abc import Callable, Hashable, Sized
from functools import cached_property
from typing import TypeVar, cast

from graph.cache import Cache

AnswerT = TypeVar("AnswerT", bound=Sized)

USUAL_LIMIT = 100_000_000  # bytes of what a graph keeps, half of it for its views
BYTES_PER_QUESTION = 1_500


class Memory:
    """What was worked out while loading, for good, and what clients have asked for last.

    Nothing in it outlives the graph that it was worked out from.
    """

    @cached_property
    def prepared(self) -> dict[Hashable, Sized]:
        """What was worked out while loading: it is never let go, whatever clients ask."""
        return {}

    @cached_property
    def lists(self) -> Cache[Sized]:
        """What clients have asked for last."""
        return Cache(USUAL_LIMIT // 2)

    def prepare(self, question: Hashable, answer: Callable[[], AnswerT]) -> AnswerT:
        """Give the answer to a question of those that no client can make more of, for ever kept."""
        if question not in self.prepared:
            self.prepared[question] = answer()
        return cast("AnswerT", self.prepared[question])

    def keep(self, question: Hashable, answer: Callable[[], AnswerT], each: int = 8) -> AnswerT:
        """Give the answer to a question, worked out once as long as it is kept.

        The most recent answers are, within so many bytes: an answer takes `each` for every item.
        """
        known = self.prepared.get(question)
        if known is None:
            known = self.lists.get(question)
        if known is None:
            known = answer()
            self.lists.put(question, known, BYTES_PER_QUESTION + each * len(known))
        return cast("AnswerT", known)

    def pin(self) -> None:
        """Keep for good what was asked for up to now: clients cannot push it out."""
        self.prepared.update(self.lists.taken())
