"""The context of one request: the revision that it is answered from, from start to end."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from sys import maxsize

import strawberry

from graph.budget import USUAL_BUDGET
from graph.dates import PartialDate
from graph.errors import LimitError
from graph.graph import Graph
from graph.revision import Revision
from schema.metering import overrun
from schema.pages import LARGEST_PAGE, PageTooLargeError, PageTooSmallError

MOST_DATES = 4


@dataclass(slots=True, kw_only=True)
class Context:
    """What resolvers know: the graph, how much work a walk may do, how much a page may hold.

    `revisions` gives the revision being served at once and each new one later; None where the
    caller offers no subscriptions. `left` is how many values may still be given.
    """

    graph: Revision
    walk_budget: int = USUAL_BUDGET
    max_page: int = LARGEST_PAGE
    revisions: Callable[[], AsyncIterator[Revision]] | None = None
    dates: set[str] = field(default_factory=set)
    left: int = maxsize

    def at(self, as_of: PartialDate | None) -> Graph:
        """Give the graph as of a date, the whole one for none.

        Raise LimitError when one request asks for too many different dates.
        """
        if not as_of:
            return self.graph
        self.dates.add(as_of.text)
        if len(self.dates) > MOST_DATES:
            raise LimitError("the number of different asOf dates", len(self.dates), 0, MOST_DATES)
        return self.graph.at(as_of)

    def end(self) -> None:
        """Let go of views that have become too heavy while they were asked."""
        if self.dates:
            self.graph.views.trim()

    def spend(self, values: int) -> None:
        """Count values that are given; OverrunError when there were not so many left."""
        self.left -= values
        if self.left < 0:
            overrun()

    def size(self, first: int) -> int:
        """Give the size of the page that is asked for.

        None at all gives a page without items, which still counts the whole list. Raise
        PageTooLargeError or PageTooSmallError.
        """
        if first > self.max_page:
            raise PageTooLargeError(first, self.max_page)
        if first < 0:
            raise PageTooSmallError(first)
        return first


Info = strawberry.Info[Context, None]
