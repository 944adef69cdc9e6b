"""Numbers: those of a document that are longer or larger than any that is asked for."""

import re
from collections.abc import Iterator
from math import isfinite

from graphql import DocumentNode, GraphQLError, Source, Token, TokenKind

from graph.quotes import quoted
from schema.errors import DocumentLimitError

MOST_DIGITS = 1000  # Python reads no more than 4,300, and each takes longer than the one before
_LARGE = re.compile(r"\d{300}|[eE]\+?\d{3}")  # no other number can be too long or too large
_NUMBERS = (TokenKind.INT, TokenKind.FLOAT)


def unreadable_numbers(document: DocumentNode) -> Iterator[GraphQLError]:
    """Give an error for each number with more digits than are read, or that is not finite.

    Graphql-core reads 1e999 as infinite where it stands in a document, and refuses it in variables.
    """
    location = document.loc
    if location is None or not _LARGE.search(location.source.body):
        return
    token: Token | None = location.start_token
    while token is not None:
        if token.kind in _NUMBERS:
            yield from _unreadable(token, location.source)
        token = token.next


def _unreadable(token: Token, source: Source) -> Iterator[GraphQLError]:
    text = token.value or ""
    digits = len(text.lstrip("-"))
    if token.kind is TokenKind.INT and digits > MOST_DIGITS:
        way_out = "write a number of at most ten digits"
        limit = DocumentLimitError("digits of a number", digits, MOST_DIGITS, way_out)
        yield GraphQLError(str(limit), source=source, positions=[token.start], original_error=limit)
    elif not isfinite(float(text)):
        message = f"{quoted(text)} is no finite number; write a smaller one"
        yield GraphQLError(message, source=source, positions=[token.start])
