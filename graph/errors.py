"""What can go wrong with a graph or a question to it; each class is one fact."""

from typing import ClassVar

from graph.quotes import quoted

_NAMED = 10
_LISTED = 100


class GraphError(Exception):
    """Something is wrong with a graph, or with what was asked of it.

    `code` names the fact for programs; `facts` gives what a program may want besides.
    """

    code: ClassVar[str] = "GRAPH"

    @property
    def facts(self) -> dict[str, object]:
        """What the error knows, for programs."""
        return {}


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


class FinishedGraphError(GraphError):
    """Something was to be added to a graph that is frozen."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"{key!r} cannot be added to a frozen graph; build another one")


class UnknownIdError(GraphError):
    """An id that a walk or a filter was given names nothing here."""

    code = "UNKNOWN_ID"

    def __init__(self, given: str, suggestion: str | None = None) -> None:
        self.given = given
        self.suggestion = suggestion
        way_out = f"did you mean {suggestion!r}?" if suggestion else "search for it by name first"
        super().__init__(f"nothing has the id {quoted(given)}; {way_out}")

    @property
    def facts(self) -> dict[str, object]:
        """The nearest id, if there is one."""
        return {"suggestion": self.suggestion}


class NotThereYetError(GraphError):
    """An id names a thing that was not there yet on the date that is asked about."""

    code = "UNKNOWN_ID"

    def __init__(self, given: str, as_of: str) -> None:
        self.given = given
        self.as_of = as_of
        super().__init__(f"{quoted(given)} is not there yet as of {as_of}; ask as of a later date")


class EmptySpanError(GraphError):
    """A span of time that ends before it begins."""

    code = "EMPTY_SPAN"

    def __init__(self, since: str, until: str) -> None:
        self.since = since
        self.until = until
        super().__init__(f"since {since} lies after until {until}; swap the two")


class ConflictingDatesError(GraphError):
    """An id carries another date than the one that is asked about."""

    code = "CONFLICTING_DATES"

    def __init__(self, given: str, as_of: str | None) -> None:
        self.given = given
        self.as_of = as_of
        asked = f"asOf is {as_of!r}" if as_of else "the question is not asked as of a date"
        super().__init__(
            f"id {quoted(given)} is dated, but {asked}; "
            "leave the part after '@' out, or ask as of it"
        )


class AmbiguousNameError(GraphError):
    """A name that several things go by."""

    code = "AMBIGUOUS"

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        self.name = name
        self.candidates = candidates
        more = len(candidates) - _NAMED
        named = ", ".join(candidates[:_NAMED]) + (f" and {more} more" if more > 0 else "")
        super().__init__(f"{quoted(name)} may be any of {named}; ask for one of them by id")

    @property
    def facts(self) -> dict[str, object]:
        """The ids of the things that go by the name: the first of very many."""
        return {"candidates": list(self.candidates[:_LISTED])}


class WrongKindError(GraphError):
    """An id names a thing of another kind than the one that is wanted."""

    code = "WRONG_KIND"

    def __init__(self, given: str, wanted: str) -> None:
        self.given = given
        self.wanted = wanted
        super().__init__(f"{quoted(given)} is no {wanted}; such an id begins with '{wanted}/'")


class NoThingError(GraphError):
    """An id names a relationship where a thing is wanted."""

    code = "WRONG_KIND"

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"{quoted(given)} is a relationship; give the id of a thing that it joins")


class LimitError(GraphError):
    """An argument lies outside what may be asked for."""

    code = "LIMIT"

    def __init__(self, argument: str, given: int, least: int, most: int) -> None:
        self.argument = argument
        self.given = given
        self.least = least
        self.most = most
        super().__init__(f"{argument} is {given}, but it must lie between {least} and {most}")

    @property
    def facts(self) -> dict[str, object]:
        """The argument and its limits."""
        return {"argument": self.argument, "least": self.least, "most": self.most}


class BudgetSpentError(GraphError):
    """A search has visited as many edges as it may."""

    code = "TOO_MUCH_WORK"

    def __init__(self) -> None:
        super().__init__("the search has visited as many edges as it may; ask for a narrower one")


class TooLargeError(GraphError):
    """A measure would take too long to work out over so large a graph."""

    code = "TOO_MUCH_WORK"

    def __init__(self, measure: str, limit: int) -> None:
        self.measure = measure
        self.limit = limit
        super().__init__(
            f"{measure} over these types would take more than {limit} steps;"
            " choose fewer types, or rank by DEGREE or PAGERANK"
        )
