"""Errors of questions, beyond those of the graph itself, and how all of them are told."""

import logging
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any
from uuid import uuid4

from graphql import GraphQLError, GraphQLFormattedError, Node

from graph.dates import BadDateError
from graph.errors import GraphError
from graph.quotes import shortened

logger = logging.getLogger(__name__)
MOST_ERRORS = 100  # of one answer
MOST_CHARACTERS = 100_000  # of their messages and paths


class ExactlyOneError(GraphError):
    """None or several of the arguments were given of which one is needed."""

    code = "EXACTLY_ONE"

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        super().__init__(f"give exactly one of the arguments {' and '.join(arguments)}")


class DocumentLimitError(GraphError):
    """A document that has more of something than is allowed; how much may not be known."""

    code = "LIMIT"

    def __init__(self, limit: str, value: int | None, most: int, way_out: str) -> None:
        self.limit = limit
        self.value = value
        self.most = most
        amount = f"more than {most}" if value is None else str(value)
        super().__init__(f"{limit} of the document: {amount}, at most {most} allowed; {way_out}")

    @property
    def facts(self) -> dict[str, object]:
        """The limit and what it was compared with."""
        return {"limit": self.limit, "value": self.value, "most": self.most}

    def located(self, *nodes: Node) -> GraphQLError:
        """Give the error as one of GraphQL, at its place in the document."""
        return GraphQLError(str(self), list(nodes), original_error=self)


class AnswerTooLargeError(GraphError):
    """An answer that would have more of something than it may; it was given up on the way."""

    code = "ANSWER_TOO_LARGE"

    def __init__(self, limit: str, most: int) -> None:
        self.limit = limit
        self.most = most
        super().__init__(
            f"the answer has more than {most} {limit}, which is the most; ask for fewer fields or "
            "items at once, and go on after `endCursor`"
        )

    @property
    def facts(self) -> dict[str, object]:
        """What there was too much of, and the most that there may be."""
        return {"limit": self.limit, "most": self.most}

    def answer(self) -> dict[str, Any]:
        """Give what is answered instead."""
        return {"errors": [told(GraphQLError(str(self), original_error=self))]}


def all_told(errors: Iterable[GraphQLError]) -> list[GraphQLFormattedError]:
    """Tell the first of many errors, and that there are more: of one answer, and never all of them.

    What is told holds nothing of the exceptions, their frames and the document, so it may be kept.
    """
    found = iter(errors)
    first: list[GraphQLFormattedError] = []
    characters = 0
    for error in islice(found, MOST_ERRORS):
        first.append(told(error))
        characters += len(first[-1]["message"]) + sum(len(str(key)) for key in error.path or ())
        if characters > MOST_CHARACTERS:
            break
    more = sum(1 for _ in found)
    return [*first, _further(more)] if more else first


def _further(more: int) -> GraphQLFormattedError:
    message = f"there are {more} more errors; mend these first, and ask again"
    return {"message": message, "extensions": {"code": "MORE_ERRORS", "count": more}}


def _short(facts: Mapping[str, object]) -> dict[str, object]:
    return {
        name: shortened(fact) if isinstance(fact, str) else fact for name, fact in facts.items()
    }


def told(error: GraphQLError) -> GraphQLFormattedError:
    """Give an error as clients see it: message, place and a code; nothing of what is inside.

    Errors that the graph did not raise on purpose say no more than that something went wrong, and
    an id by which the log knows the rest.
    """
    formatted = error.formatted
    formatted["message"] = shortened(formatted["message"])
    cause: Exception | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, GraphError):
        extensions: dict[str, object] = {"code": cause.code, **_short(cause.facts)}
    elif isinstance(cause, BadDateError):
        extensions = {"code": "BAD_DATE"}
    elif cause is None:
        extensions = {"code": "BAD_REQUEST", **_short(error.extensions or {})}
    else:
        incident = uuid4().hex
        logger.error("incident %s", incident, exc_info=cause)
        formatted["message"] = f"something went wrong; please report incident {incident}"
        extensions = {"code": "INTERNAL", "incident": incident}
    formatted["extensions"] = extensions
    return formatted
