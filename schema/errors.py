"""Errors of questions, beyond those of the graph itself, and how all of them are told."""

from graphql import GraphQLError, GraphQLFormattedError

from graph.dates import BadDateError
from graph.errors import GraphError


class ExactlyOneError(GraphError):
    """None or several of the arguments were given of which one is needed."""

    code = "EXACTLY_ONE"

    def __init__(self, *arguments: str) -> None:
        self.arguments = arguments
        super().__init__(f"give exactly one of the arguments {' and '.join(arguments)}")


def told(error: GraphQLError) -> GraphQLFormattedError:
    """Give an error as clients see it: message, place and a code; nothing of what is inside.

    Errors that the graph did not raise on purpose say no more than that something went wrong.
    """
    formatted = error.formatted
    cause = error.original_error
    if isinstance(cause, GraphError):
        extensions: dict[str, object] = {"code": cause.code, **cause.facts}
    elif isinstance(cause, BadDateError):
        extensions = {"code": "BAD_DATE"}
    elif cause is None:
        extensions = {"code": "BAD_REQUEST", **(error.extensions or {})}
    else:
        formatted["message"] = "something went wrong while answering; please report the query"
        extensions = {"code": "INTERNAL"}
    formatted["extensions"] = extensions
    return formatted
