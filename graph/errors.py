"""What can go wrong with a graph or a question to it; each class is one fact."""


class GraphError(Exception):
    """Something is wrong with a graph, or with what was asked of it."""


class DuplicateKeyError(GraphError):
    """Two nodes or two edges claim one key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(
            f"{key!r} is in the graph already; every node and edge has a key of its own"
        )


class DanglingEdgeError(GraphError):
    """An edge has an end that is not in the graph."""

    def __init__(self, key: str, end: str) -> None:
        self.key = key
        self.end = end
        super().__init__(f"edge {key!r} ends at {end!r}, which is not in the graph; add it first")


class UnfinishedGraphError(GraphError):
    """Edges were asked of a graph that is still being built."""

    def __init__(self) -> None:
        super().__init__("the graph is still being built; freeze it before asking it for edges")


class UnknownIdError(GraphError):
    """An id that a walk or a filter was given names nothing here."""

    def __init__(self, given: str, suggestion: str | None = None) -> None:
        self.given = given
        self.suggestion = suggestion
        way_out = f"did you mean {suggestion!r}?" if suggestion else "search for it by name first"
        super().__init__(f"nothing has the id {given!r}; {way_out}")


class ConflictingDatesError(GraphError):
    """An id carries another date than the one that is asked about."""

    def __init__(self, given: str, as_of: str | None) -> None:
        self.given = given
        self.as_of = as_of
        asked = f"asOf is {as_of!r}" if as_of else "the question is not asked as of a date"
        super().__init__(
            f"id {given!r} is dated, but {asked}; leave the part after '@' out, or ask as of it"
        )


class AmbiguousNameError(GraphError):
    """A name that several things go by."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        self.name = name
        self.candidates = candidates
        super().__init__(
            f"{name!r} may be any of {', '.join(candidates)}; ask for one of them by id"
        )


class BudgetSpentError(GraphError):
    """A search has visited as many edges as it may."""

    def __init__(self) -> None:
        super().__init__("the search has visited as many edges as it may; ask for a narrower one")


class LimitError(GraphError):
    """An argument asks for more than one question may."""

    def __init__(self, argument: str, given: int, limit: int) -> None:
        self.argument = argument
        self.given = given
        self.limit = limit
        super().__init__(f"{argument!r} is {given}, more than {limit}; ask for less at a time")


class TooLargeError(GraphError):
    """A measure would take too long to work out over so large a graph."""

    def __init__(self, measure: str, work: int, limit: int) -> None:
        self.measure = measure
        self.work = work
        self.limit = limit
        super().__init__(
            f"{measure} over these types would take {work} steps, more than {limit};"
            " choose fewer types, or rank by DEGREE or PAGERANK"
        )
