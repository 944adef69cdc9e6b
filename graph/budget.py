"""The budget of a walk: how many edges it may visit."""

from graph.errors import BudgetSpentError

USUAL_BUDGET = 100_000


class Budget:
    """How many edges a search may still visit."""

    def __init__(self, edges: int) -> None:
        self.left = edges

    def spend(self, edges: int) -> None:
        """Count visited edges; BudgetSpentError when there were not so many left."""
        self.left -= edges
        if self.left < 0:
            raise BudgetSpentError
