"""The views of a graph that were asked for last, within a number and so many bytes."""

import gc
from collections import OrderedDict
from typing import TYPE_CHECKING

from graph.dates import PartialDate
from graph.view import View

if TYPE_CHECKING:
    from graph.revision import Revision

RECENT_VIEWS = 8


class Views:
    """Gives the view of a date: the same one as long as it is kept.

    A view grows while it is asked, so views are weighed when another one is asked for, and when
    whoever asked has done so. One that is let go stays whole for those who still hold it.
    """

    def __init__(self, whole: "Revision", limit: int) -> None:
        self.limit = limit
        self._whole = whole
        self._views: OrderedDict[str, View] = OrderedDict()
        self._let_go = 0

    def __len__(self) -> int:
        """Count the views."""
        return len(self._views)

    @property
    def bytes(self) -> int:
        """About how many bytes they take together."""
        return sum(view.weight for view in self._views.values())

    def at(self, as_of: PartialDate) -> View:
        """Give the view as of a date."""
        view = self._views.get(as_of.text)
        if view is None:
            self.trim()
            view = self._views[as_of.text] = View(self._whole, as_of)
        self._views.move_to_end(as_of.text)
        return view

    def trim(self) -> None:
        """Let go of the views asked for longest ago, as far as there are too many or too heavy."""
        total = self.bytes
        while total > self.limit or len(self._views) > RECENT_VIEWS:
            weight = self._views.popitem(last=False)[1].weight
            total -= weight
            self._let_go += weight
        if self._let_go > self.limit:
            self._let_go = 0
            gc.collect()  # things and edges name each other, and the collector may take its time
